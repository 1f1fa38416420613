"""What the descriptions of a graph say of it: its size, its classes and properties, and which property leads where."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import islice
from typing import Any

import pyoxigraph as ox

from kg.graph.terms import BASE, RDF
from kg.store.datasets import events, statements
from kg.store.graph import Graph
from kg.tables.columns import local

#: How many things a class has, by its IRI.
Sizes = Counter[str]


def contents(store: ox.Store) -> dict[str, Any]:
    """Return what a server has to know of a graph before it shows anything, without counting all of it.

    The keys: `events` (pairs of IRI and title), `triples`, and `base`, what IRIs begin with.
    """
    [counted] = Graph(store).select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows
    return {"events": _titles(store), "triples": counted["n"], "base": base_in(store)}


def size_of(store: ox.Store, event: str, most: int) -> int:
    """Return how many statements the graph of an event has, or a store without such a graph, but no more than `most`.

    Args:
        store: with a graph for each event, or with one event.
        event: its IRI.
        most: where counting ends.
    """
    own = store.quads_for_pattern(None, None, None, ox.NamedNode(event))
    first = next(own, None)
    counted = own if first is not None else statements(store)
    return sum(1 for _ in islice(counted, most - (first is not None))) + (first is not None)


def facts(store: ox.Store) -> dict[str, Any]:
    """Return the counts of a graph, as JSON can hold them.

    The keys: `triples`, `subjects` (numbers); `classes`, `properties`, `graphs` (IRI → number); `events` (pairs of IRI
    and title); `annotators` (IRIs of those who annotated and are named); `texts` (license, publisher, source → what is said of the transcripts); `schema` (rows of class, property,
    how often, classes led to → number, datatypes → number); `base`, what IRIs begin with.
    """
    types: dict[Any, list[str]] = defaultdict(list)
    for quad in store.quads_for_pattern(None, RDF.type, None):
        if isinstance(quad.object, ox.NamedNode) and quad.object.value not in types[quad.subject]:
            types[quad.subject].append(quad.object.value)
    properties: Sizes = Counter()
    subjects, total = set(), 0
    schema = _Schema(types)
    for quad in statements(store):
        total += 1
        subjects.add(quad.subject)
        properties[quad.predicate.value] += 1
        schema.see(quad)
    return {
        "triples": total,
        "subjects": len(subjects),
        "classes": dict(Counter(c for found in types.values() for c in found)),
        "properties": dict(properties),
        "graphs": _graphs(store),
        "events": _titles(store),
        "schema": schema.rows(),
        "texts": _texts(store),
        "annotators": _annotators(store),
        "base": base_in(store),
    }


def base_in(store: ox.Store) -> str:
    """Return what the IRIs of a graph begin with, as its events show it; without any, our own base."""
    found = events(store)
    before = found[0].value.rpartition("event/")[0] if found else ""
    return before if before.endswith(("/", "#", ":")) else BASE


class _Schema:
    """Which property of which class leads to which classes and datatypes, how often."""

    def __init__(self, types: dict[Any, list[str]]) -> None:
        self._types = types
        self._seen: Counter[tuple[str, str]] = Counter()
        self._classes: dict[tuple[str, str], Sizes] = defaultdict(Counter)
        self._datatypes: dict[tuple[str, str], Sizes] = defaultdict(Counter)

    def see(self, quad: ox.Quad) -> None:
        for cls in self._types.get(quad.subject, ()):
            key = cls, quad.predicate.value
            self._seen[key] += 1
            if isinstance(quad.object, ox.Literal):
                self._datatypes[key][quad.object.datatype.value] += 1
            else:
                self._classes[key].update(self._types.get(quad.object, ()))

    def rows(self) -> list[list[Any]]:
        return [
            [cls, prop, n, dict(self._classes[cls, prop]), dict(self._datatypes[cls, prop])]
            for (cls, prop), n in sorted(self._seen.items())
        ]


def _graphs(store: ox.Store) -> dict[str, int]:
    return {
        g.value: sum(1 for _ in store.quads_for_pattern(None, None, None, g))
        for g in store.named_graphs()
        if isinstance(g, ox.NamedNode)
    }


def _texts(store: ox.Store) -> dict[str, list[str]]:
    rows = (
        Graph(store)
        .select(
            "SELECT DISTINCT ?p ?o { VALUES ?p { dcterms:license dcterms:publisher dcterms:source } ?t a kg:Transcript ; ?p ?o }"
            " ORDER BY ?p ?o"
        )
        .rows
    )
    return {name: [str(r["o"]) for r in rows if local(r["p"]) == name] for name in ("license", "publisher", "source")}


def _annotators(store: ox.Store) -> list[str]:
    asked = "SELECT DISTINCT ?who { ?activity prov:wasAssociatedWith ?who . ?who foaf:name ?name } ORDER BY ?who"
    return [str(row["who"]) for row in Graph(store).select(asked).rows]


def _titles(store: ox.Store) -> list[list[Any]]:
    labels = (
        Graph(store).select("SELECT ?e ?label { ?e a kg:Event OPTIONAL { ?e rdfs:label ?label } } ORDER BY ?e").rows
    )
    return [[r["e"], r["label"]] for r in labels] or [[node.value, ""] for node in events(store)]
