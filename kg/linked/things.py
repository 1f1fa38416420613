"""One thing of a graph: all that is said of it, as statements and as a page with its words and its neighbours."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyoxigraph as ox

from kg.graph.terms import KG, ONTOLOGY, RDF, RDFS
from kg.store.engine import PREFIXES

#: A page shows so many things that point to one by one property; what is said as RDF goes further.
SHOWN, MOST = 50, 10_000
#: What a thing is called, the first that there is; a statement's own words may be long.
_NAMES = (RDFS.label, KG.surface, KG.quote, KG.text)
_LONGEST_NAME = 120
#: What stays as it is in the path of an address.
_IN_PATH = "/~!$&'()*+,;=:@%"


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Where pages lead: `base` is what IRIs begin with that have a page, `root` what stands before their paths, `ending` behind."""

    base: str
    root: str = "/"
    ending: str = ""

    def path(self, iri: str) -> str | None:
        """Return the path of what has a page of its own; what stands behind a hash or elsewhere has none.

        >>> Links(base="https://w3id.org/panel-kg/").path("https://w3id.org/panel-kg/person/ada")
        'person/ada'
        """
        path = iri.removeprefix(self.base)
        plain = path != iri and path and not set("#?\\") & set(path) and ".." not in path.split("/")
        return path if plain and path.strip("/") == path else None

    def to(self, iri: str) -> str:
        """Return where a page leads to: beside it, to the vocabulary, or away; a scheme that could run is not linked."""
        if iri.startswith(ONTOLOGY):
            return f"{self.root}ontology{'.ttl' if self.ending else ''}#{iri[len(ONTOLOGY) :]}"
        path = self.path(iri)
        if path is not None:
            return self.root + quote(path, safe=_IN_PATH) + self.ending
        return iri if iri.startswith(("https://", "http://")) else ""


def prefixes_for(syntax: ox.RdfFormat) -> dict[str, str] | None:
    """Return the prefixes for a syntax that has any."""
    return PREFIXES if syntax in {ox.RdfFormat.TURTLE, ox.RdfFormat.RDF_XML} else None


def serialized(found: list[ox.Triple], syntax: ox.RdfFormat) -> bytes:
    """Return statements in a syntax; of none, nothing."""
    return (ox.serialize(found, format=syntax, prefixes=prefixes_for(syntax)) or b"") if found else b""


def description(store: ox.Store, thing: ox.NamedNode) -> list[ox.Triple]:
    """Return what is said of a thing, and what leads to it, sorted; nothing where nothing is said of it."""
    said = {q.triple for q in store.quads_for_pattern(thing, None, None)}
    if not said:
        return []
    leading = {q.triple for q in islice(store.quads_for_pattern(None, None, thing), MOST)}
    return sorted(said | leading, key=str)


def thing_page(store: ox.Store, thing: ox.NamedNode, links: Links) -> bytes:
    """Return the page of a thing; nothing where nothing is said of it.

    Args:
        store: the graph.
        thing: what it is about.
        links: where its links lead.
    """
    found = description(store, thing)
    if not found:
        return b""
    own = [t for t in found if t.subject == thing]
    words = next((v for p in (KG.quote, KG.text) for v in _values(store, thing, p)), "")
    view = {
        "iri": thing.value,
        "name": _name(store, thing),
        "types": [_shown(store, t.object, links) for t in own if t.predicate == RDF.type],
        "words": words,
        "says": _grouped(store, [(t.predicate, t.object) for t in own if t.predicate != RDF.type], links),
        "said_of": _grouped(store, [(t.predicate, t.subject) for t in found if t.object == thing], links),
        "data": links.to(thing.value).removesuffix(links.ending),
        "has_path": links.path(thing.value) is not None,
    }
    return str(_template().render(view)).encode("utf-8", "replace")


@cache
def _template() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    loader = FileSystemLoader(Path(__file__).parent)
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True).get_template(
        "thing.html"
    )


def _grouped(store: ox.Store, pairs: list[tuple[Any, Any]], links: Links) -> list[dict[str, Any]]:
    by_property: dict[str, list[Any]] = defaultdict(list)
    for predicate, term in pairs:
        by_property[predicate.value].append(term)
    return [
        {
            "property": _shown(store, ox.NamedNode(iri), links),
            "values": [_shown(store, term, links) for term in terms[:SHOWN]],
            "more": max(0, len(terms) - SHOWN),
        }
        for iri, terms in sorted(by_property.items())
    ]


def _shown(store: ox.Store, term: Any, links: Links) -> dict[str, str]:
    """Return a term as a page shows it: its text, its language, and where it leads."""
    if isinstance(term, ox.Literal):
        return {"text": term.value, "language": term.language or "", "href": ""}
    if not isinstance(term, ox.NamedNode):
        return {"text": str(term), "language": "", "href": ""}
    return {"text": _name(store, term), "language": "", "href": links.to(term.value)}


def _name(store: ox.Store, thing: ox.NamedNode) -> str:
    for predicate in _NAMES:
        for text in _values(store, thing, predicate):
            return text if len(text) <= _LONGEST_NAME else f"{text[: _LONGEST_NAME - 1]}…"
    prefix = next((p for p, space in PREFIXES.items() if thing.value.startswith(space)), "")
    return f"{prefix}:{thing.value[len(PREFIXES[prefix]) :]}" if prefix else thing.value


def _values(store: ox.Store, thing: ox.NamedNode, predicate: ox.NamedNode) -> list[str]:
    found = {q.object for q in store.quads_for_pattern(thing, predicate, None)}
    return sorted(term.value for term in found if isinstance(term, ox.Literal))
