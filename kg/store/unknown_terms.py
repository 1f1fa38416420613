"""Terms of a query that their vocabulary lacks: they match nothing, and an empty answer would look like a finding."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kg.evidence.suggest import nearest
from kg.graph import terms
from kg.graph.terms import CLASSES, INDIVIDUALS, ONTOLOGY, PROPERTIES, VOCABULARY_PREFIXES
from kg.store.engine import PREFIXES
from kg.store.sparql_text import Token, declared_prefixes, expanded, holds_terms, tokens

#: A longer query is made by a machine and not checked; of so many wrong terms the rest follows.
MAX_LENGTH, MAX_TOLD = 1 << 16, 10
_OURS = frozenset((*CLASSES, *PROPERTIES, *INDIVIDUALS))
_RDF_TYPE = PREFIXES["rdf"] + "type"
_TERMS = frozenset({"iri", "name"})
_BEGINS_OBJECT = frozenset({"iri", "name", "string", "variable"})
_SUBJECTS = frozenset({"iri", "name", "variable"})
#: What our graph itself uses needs no look into the lists of rdflib, which takes a tenth of a second to start.
_USED = {n.iri: n for n in vars(terms).values() if isinstance(n, terms.Namespace)}


class UnknownTermWarning(UserWarning):
    """A query uses a term that its vocabulary lacks."""


def unknown_terms(sparql: str) -> list[str]:
    """Return a line for each term of a query that its vocabulary lacks, with the nearest right ones.

    Checked are our own terms, in which a class that stands as a property (or the other way) is wrong too, and those of
    the vocabularies that the graph uses, as far as rdflib lists their terms.

    >>> unknown_terms("SELECT ?s { ?s kg:agreeWith ?x }")
    ['there is no kg:agreeWith (perhaps kg:agreesWith, kg:disagreesWith, kg:agreeIn)']
    >>> unknown_terms("PREFIX p: <https://w3id.org/panel-kg/ontology#> ASK { ?s p:Stance ?x }")
    ['kg:Stance is a class and no property (perhaps kg:stance)']
    """
    if len(sparql) > MAX_LENGTH:
        return []
    found = list(tokens(sparql))
    prefixes = PREFIXES | declared_prefixes(found)
    told: dict[str, None] = {}
    for i, token in enumerate(found):
        if token.kind in _TERMS and not _declares(found, i):
            line = _line(found, i, expanded(token, prefixes), prefixes)
            if line:
                told.setdefault(line)
                if len(told) == MAX_TOLD:
                    break
    return list(told)


def _declares(found: list[Token], i: int) -> bool:
    """Tell whether a token belongs to a PREFIX or BASE declaration."""
    before = [t.text.upper() for t in found[max(0, i - 2) : i]]
    return "PREFIX" in before or before[-1:] == ["BASE"]


def _line(found: list[Token], i: int, iri: str, prefixes: dict[str, str]) -> str:
    for prefix, space in VOCABULARY_PREFIXES.items():
        local = iri.removeprefix(space)
        if local == iri or not local.isidentifier() or (space != ONTOLOGY and local in _USED.get(space, ())):
            continue
        known = _OURS if space == ONTOLOGY else _listed(prefix)
        if known and local not in known:
            near = ", ".join(f"{prefix}:{n}" for n in nearest(local, known)) or "none is like it"
            return f"there is no {prefix}:{local} (perhaps {near})"
        return _misplaced(found, i, local, prefixes) if space == ONTOLOGY else ""
    return ""


def _misplaced(found: list[Token], i: int, local: str, prefixes: dict[str, str]) -> str:
    """Return what is wrong with one of our terms in its place: `?s kg:Stance ?x`, `?s a kg:stance`."""
    if local in PROPERTIES and i and _says_type(found[i - 1], prefixes):
        return f"kg:{local} is a property and no class{_namesake(local, CLASSES)}"
    if local in CLASSES and _stands_as_property(found, i, prefixes):
        return f"kg:{local} is a class and no property{_namesake(local, PROPERTIES)}"
    return ""


def _says_type(token: Token, prefixes: dict[str, str]) -> bool:
    return token.text == "a" or (token.kind in _TERMS and expanded(token, prefixes) == _RDF_TYPE)


def _stands_as_property(found: list[Token], i: int, prefixes: dict[str, str]) -> bool:
    if not 0 < i < len(found) - 1 or _says_type(found[i - 1], prefixes):
        return False
    before, after = found[i - 1], found[i + 1]
    if after.kind not in _BEGINS_OBJECT and after.text not in {"[", "/", "|", "*", "+"}:
        return False
    if before.text in {";", "/", "|", "^"}:
        return True
    # Names that follow each other are terms of VALUES or of DESCRIBE too.
    return before.kind in _SUBJECTS and not _is_listed(found, i)


def _is_listed(found: list[Token], i: int) -> bool:
    start = next((j for j in range(i - 1, -1, -1) if found[j].text in {"{", "}"}), -1)
    words = [t.text.upper() if t.kind == "word" else t.text for t in found[: max(start, 0)]]
    inside = start >= 0 and found[start].text == "{" and holds_terms(words) and words[-1:] != ["CONSTRUCT"]
    return inside or "DESCRIBE" in {t.text.upper() for t in found[start + 1 : i] if t.kind == "word"}


def _namesake(local: str, terms: tuple[str, ...]) -> str:
    near = nearest(local, terms, 1)
    return f" (perhaps kg:{near[0]})" if near else ""


@cache
def _listed(prefix: str) -> frozenset[str]:
    """Return the terms of a vocabulary of others as rdflib lists them; none where it knows of no closed list."""
    from rdflib import namespace

    spaces = {str(n): n for n in vars(namespace).values() if isinstance(n, namespace.DefinedNamespaceMeta)}
    space = spaces.get(VOCABULARY_PREFIXES[prefix])
    return frozenset(_names(space)) if space is not None else frozenset()


def _names(space: object) -> Iterator[str]:
    for name in dir(space):
        yield str(name).rpartition("#")[2].rpartition("/")[2]
