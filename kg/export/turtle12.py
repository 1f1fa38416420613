"""Turtle 1.2: the sorted Turtle of the graph, and below it each plain edge with its annotations: `s p o ~ reifier {| … |} .`"""

from __future__ import annotations

import re
from itertools import groupby

import pyoxigraph as ox

from kg.export.reified import Annotation, annotations_of
from kg.graph.terms import KG, RDF
from kg.graph.turtle import prefixes_of
from kg.store.graph import Graph

#: Local names that need no escape.
_PLAIN = re.compile(r"[A-Za-z0-9_](?:[\w-]*\w)?", re.ASCII)
_VERSION = b'VERSION "1.2"\n'


def document(graph: Graph) -> bytes:
    """Return Turtle 1.2; the same bytes for the same statements."""
    names = prefixes_of(graph.store.quads_for_pattern(None, RDF.type, KG.Event))
    names |= {"ground": names["evidence"].removesuffix("evidence/") + "ground/"}
    found = annotations_of(graph.store)
    lines = [_edge(list(group), names) for _, group in groupby(found, key=lambda a: str(a.edge))]
    head = f"@prefix ground: <{names['ground']}> .\n".encode()
    body = graph.serialize()
    if not lines:
        return _VERSION + body
    return _VERSION + head + body + b"\n\n# What the plain edges rest on\n\n" + "\n".join(lines).encode() + b"\n"


def _edge(found: list[Annotation], names: dict[str, str]) -> str:
    edge = found[0].edge
    triple = " ".join(_written(term, names) for term in (edge.subject, edge.predicate, edge.object))
    return f"{triple}\n" + "\n".join(_annotation(a, names) for a in found) + " ."


def _annotation(annotation: Annotation, names: dict[str, str]) -> str:
    said = " ; ".join(f"{_written(p, names)} {_written(o, names)}" for p, o in annotation.said)
    return f"  ~ {_written(annotation.reifier, names)}" + (f" {{| {said} |}}" if said else "")


def _written(term: object, names: dict[str, str]) -> str:
    """Return a term as Turtle writes it: with a prefix where that needs no escape, else as N-Triples does."""
    if isinstance(term, ox.NamedNode):
        for prefix, namespace in names.items():
            rest = term.value.removeprefix(namespace)
            if rest != term.value and _PLAIN.fullmatch(rest):
                return f"{prefix}:{rest}"
    return str(term)
