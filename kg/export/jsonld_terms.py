"""Which key of a JSON-LD context says a predicate, and how its values are written under that key."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from kg.resources import shipped

_XSD = "http://www.w3.org/2001/XMLSchema#"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})")
_LOCAL = re.compile(r"[\w.~-]+")
_RELATIVE = re.compile(r"(?![.]+/)[\w~-][\w.~-]*(?:/[\w~-][\w.~-]*)*")
Term = ox.NamedNode | ox.BlankNode | ox.Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class _Key:
    """A key of the context: the type that its values have by it (empty: plain text), and whether a list always."""

    name: str
    type: str
    lists: bool


class Terms:
    """A context with the base of one graph, and the way from IRIs to its keys."""

    def __init__(self, context: Mapping[str, Any], base: str, reverse: Mapping[str, str]) -> None:
        own = {"@base": base} | {key: {"@reverse": iri} for key, iri in reverse.items()}
        self.context = [dict(context), own]
        self._base = base
        self._prefixes = {p: i for p, i in context.items() if _is_prefix(p, i)}
        self._by_length = sorted(self._prefixes.items(), key=lambda pair: (-len(pair[1]), pair[0]))
        self._keys: dict[str, list[_Key]] = defaultdict(list)
        self._aliases = {v: k for k, v in context.items() if isinstance(v, str) and v in {"@id", "@type"}}
        self._words: dict[str, str] = {}
        self._read(context, set(reverse))
        self.id_key = self._aliases.get("@id", "@id")
        self.always_lists = {key.name for keys in self._keys.values() for key in keys if key.lists}

    @classmethod
    def shipped(cls, base: str, reverse: Mapping[str, str]) -> Terms:
        """Return the terms of ontology/context.jsonld, for a graph whose IRIs begin with a base."""
        context = json.loads(shipped("ontology", "context.jsonld").read_text(encoding="utf-8"))["@context"]
        return cls(context, base, reverse)

    def _read(self, context: Mapping[str, Any], taken: set[str]) -> None:
        for name, value in context.items():
            definition = {"@id": value} if isinstance(value, str) else value
            if name.startswith("@") or name in taken or not isinstance(definition, dict) or "@reverse" in definition:
                continue
            iri = self.expanded(definition.get("@id", name))
            container = definition.get("@container") or ()
            if iri.startswith("@") or "@language" in definition or (container and container != "@set"):
                continue
            self._words.setdefault(iri, name)
            found = self.expanded(definition.get("@type", ""))
            self._keys[iri].append(_Key(name=name, type=found, lists=container == "@set"))

    def expanded(self, name: str) -> str:
        """Return the IRI of a compact one."""
        prefix, colon, local = name.partition(":")
        return self._prefixes[prefix] + local if colon and prefix in self._prefixes else name

    def node(self, iri: str) -> str:
        """Return the IRI of a thing, relative to the base where it can be."""
        local = iri.removeprefix(self._base)
        return local if local != iri and _RELATIVE.fullmatch(local) else self.compact_iri(iri)

    def compact_iri(self, iri: str) -> str:
        """Return an IRI with a prefix, where one fits and what is left is a plain name; else the IRI itself."""
        for prefix, namespace in self._by_length:
            if iri.startswith(namespace) and _LOCAL.fullmatch(iri[len(namespace) :]):
                return f"{prefix}:{iri[len(namespace) :]}"
        return iri

    def fields(self, predicate: str, values: Iterable[Term]) -> dict[str, list[Any]]:
        """Return the values of one predicate under the keys that can say them."""
        found: dict[str, list[Any]] = defaultdict(list)
        for value in values:
            key, written = self._field(predicate, value)
            found[key].append(written)
        return found

    def _field(self, predicate: str, value: Term) -> tuple[str, Any]:
        if predicate == _TYPE and isinstance(value, ox.NamedNode):
            return self._aliases.get("@type", "@type"), self._words.get(value.value) or self.compact_iri(value.value)
        keys = self._keys.get(predicate, [])
        if not isinstance(value, ox.Literal):
            iri = value.value if isinstance(value, ox.NamedNode) else str(value)
            for key in keys:
                if key.type == "@id":
                    return key.name, self.node(iri)
                if key.type == "@vocab":
                    return key.name, self._words.get(iri) or self.compact_iri(iri)
            return self._plain(predicate, keys), {self.id_key: self.node(iri)}
        datatype = value.datatype.value
        for key in keys:
            if key.type == datatype and not value.language:
                return key.name, _native(value)
        if not value.language:
            native = _native(value)
            for key in keys or [_Key(name=self.compact_iri(predicate), type="", lists=False)]:
                if not key.type and (datatype == _XSD + "string" or not isinstance(native, str)):
                    return key.name, native
        return self._plain(predicate, keys), self._value_object(value)

    def _plain(self, predicate: str, keys: list[_Key]) -> str:
        # A value object says its own type, so any key of the predicate will do; else the IRI is the key.
        return keys[0].name if keys else self.compact_iri(predicate)

    def _value_object(self, value: ox.Literal) -> Any:
        if value.language:
            return {"@value": value.value, "@language": value.language}
        return {"@value": value.value, "@type": self.compact_iri(value.datatype.value)}


def _is_prefix(name: str, value: Any) -> bool:
    return isinstance(value, str) and not name.startswith("@") and value[-1:] in {"#", "/", ":"} and ":" in value


def _native(value: ox.Literal) -> Any:
    """Return a number or a truth value of JSON where it says exactly the literal, else its text."""
    datatype = value.datatype.value
    if datatype == _XSD + "boolean" and value.value in {"true", "false"}:
        return value.value == "true"
    if datatype == _XSD + "integer" and _INTEGER.fullmatch(value.value) and value.value != "-0":
        return int(value.value)
    return value.value
