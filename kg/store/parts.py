"""A graph event by event: what belongs to one event is asked of that event alone, so that no two are ever mixed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from kg.errors import GraphError
from kg.store.engine import Source, run, select
from kg.tables.columns import local


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What a graph says of one event: `graph` is the one named graph of the source to ask, None all of it.

    `event` is the id by which tables name the event: the end of its IRI, and all of it where two events share the end.
    Both are empty where the graph has no event.
    """

    event: str
    iri: str
    source: Source
    graph: ox.NamedNode | None = None


def parts(source: Source) -> list[Part]:
    """Return the events of a graph, in the order of their IRIs; a graph without an event is one part."""
    iris = _events(source)
    if len(iris) < 2:
        iri = iris[0] if iris else ""
        return [Part(event=local(iri), iri=iri, source=source)]
    ends = Counter(map(local, iris))
    names = {iri: local(iri) if ends[local(iri)] == 1 else iri for iri in iris}
    return [Part(event=names[iri], iri=iri, source=part, graph=graph) for iri, part, graph in _split(source, iris)]


def the_event(source: Source, what: str) -> Part:
    """Return the one event of a graph, for what can show no more than one.

    Raises:
        GraphError: the graph holds several events, which are named.
    """
    found = parts(source)
    if len(found) > 1:
        known = ", ".join(part.event for part in found)
        raise GraphError(f"{what} shows one event, and there are {len(found)} (choose one with --event: {known})")
    return found[0]


def _events(source: Source) -> list[str]:
    return sorted({str(row["e"]) for row in select(source, "SELECT DISTINCT ?e { ?e a kg:Event }").rows})


def _split(source: Source, iris: Sequence[str]) -> list[tuple[str, Source, ox.NamedNode | None]]:
    if isinstance(source, ox.Store):
        if all(source.contains_named_graph(ox.NamedNode(iri)) for iri in iris):
            return [(iri, source, ox.NamedNode(iri)) for iri in iris]
        return _divided(source, iris)
    from kg.store.remote import Remote

    assert isinstance(source, Remote)
    graphs = {str(r["e"]) for r in select(source, "SELECT DISTINCT ?e { GRAPH ?e { ?e a kg:Event } }").rows}
    if source.graphs or graphs >= set(iris):
        return [(iri, source.of(iri), None) for iri in iris]
    whole = ox.Store()
    found = run(source, "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    whole.bulk_extend(ox.Quad(t.subject, t.predicate, t.object) for t in found)
    return _divided(whole, iris)


def _divided(store: ox.Store, iris: Sequence[str]) -> list[tuple[str, Source, ox.NamedNode | None]]:
    from kg.store.division import divided

    return [(iri, part, None) for iri, part in divided(store, iris).items()]
