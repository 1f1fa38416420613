"""A graph event by event: what belongs to one event is asked of that event alone, so that no two are ever mixed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from kg.errors import GraphError
from kg.store.datasets import DEFAULT, events, merge, ntriples, ntriples_of
from kg.store.division import divided
from kg.store.engine import Source, fetched, select
from kg.tables.columns import local

#: So many events are named in a line.
_MOST_NAMED = 20


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

    def ntriples(self) -> bytes:
        """Return what is said of the event, as N-Triples, in no particular order."""
        store = fetched(self.source)
        own = self.graph or (ox.NamedNode(self.iri) if self.iri else None)
        return ntriples_of(store, own) if own and store.contains_named_graph(own) else ntriples(store)

    def store(self) -> ox.Store:
        """Return what is said of the event as a store of its own."""
        if self.graph is None:
            return fetched(self.source)
        store = ox.Store()
        store.bulk_load(self.ntriples(), format=ox.RdfFormat.N_TRIPLES)
        return store


def parts(source: Source) -> list[Part]:
    """Return the events of a graph, in the order of their IRIs.

    A graph without an event is one part. Of several events merged, what can be ascribed to none is the last part.
    """
    iris = _events(source)
    if len(iris) < 2:
        iri = iris[0] if iris else ""
        return [Part(event=local(iri), iri=iri, source=source)]
    ends = Counter(map(local, iris))
    names = {iri: local(iri) if ends[local(iri)] == 1 else iri for iri in iris}
    split = _split(source, iris)
    return [Part(event=names.get(iri, ""), iri=iri, source=part, graph=graph) for iri, part, graph in split]


def the_event(source: Source, what: str) -> Part:
    """Return the one event of a graph, for what can show no more than one.

    Raises:
        GraphError: the graph holds several events, which are named.
    """
    found = [part for part in parts(source) if part.iri] or parts(source)
    if len(found) > 1:
        known = _some([part.event for part in found])
        raise GraphError(f"{what} shows one event, and there are {len(found)} (choose one with --event: {known})")
    return found[0]


def chosen(store: ox.Store, names: Sequence[str]) -> ox.Store:
    """Return a store with what some events say, each named by its IRI or by the end of it; several are named graphs too.

    Raises:
        GraphError: there is no such event, with those that there are.
    """
    named = dict.fromkeys(names)
    # Who gives the name of a graph does not wait until all the others are listed.
    wanted = [part for name in named if (part := _graph_called(name, store))]
    if len(wanted) < len(named):
        found = [*parts(store), *_others(store)]
        wanted = [_part_called(name, found) for name in named]
    merged = ox.Store()
    for part in wanted:
        graph = DEFAULT if len(wanted) == 1 else ox.NamedNode(part.iri)
        merged.bulk_load(part.ntriples(), format=ox.RdfFormat.N_TRIPLES, to_graph=graph)
    merge(merged)
    return merged


def _graph_called(iri: str, store: ox.Store) -> Part | None:
    try:
        graph = ox.NamedNode(iri)
    except ValueError:
        return None
    return Part(event=local(iri), iri=iri, source=store, graph=graph) if store.contains_named_graph(graph) else None


def _others(store: ox.Store) -> list[Part]:
    """Return the graphs that are called otherwise than the events of a store, as those of others may be."""
    own = {node.value for node in events(store)}
    graphs = sorted(g.value for g in store.named_graphs() if isinstance(g, ox.NamedNode) and g.value not in own)
    return [Part(event=local(g), iri=g, source=store, graph=ox.NamedNode(g)) for g in graphs]


def at_endpoint(endpoint: Source, names: Sequence[str]) -> Source:
    """Return some events of an endpoint, each named by its IRI or by the end of it.

    Raises:
        GraphError: there is no such event, with those that there are.
    """
    found = parts(endpoint)
    wanted = [_part_called(name, found) for name in dict.fromkeys(names)]
    if len(wanted) == 1:
        return wanted[0].source
    graphs = [part.source for part in wanted]
    # Where its events are no graphs of their own, the endpoint has been fetched whole, and is chosen from here.
    if any(isinstance(graph, ox.Store) for graph in graphs):
        return chosen(fetched(endpoint), names)
    from kg.store.remote import Remote

    assert isinstance(endpoint, Remote)
    return Remote(endpoint.url, endpoint.access, graphs=[part.iri for part in wanted])


def _some(names: Sequence[str]) -> str:
    """Return names for a line, the first of very many.

    >>> _some(["a", "b"]), len(_some(["event"] * 5_000))
    ('a, b', 153)
    """
    more = f" and {len(names) - _MOST_NAMED:,} more" if len(names) > _MOST_NAMED else ""
    return ", ".join(names[:_MOST_NAMED]) + more


def _part_called(name: str, found: Sequence[Part]) -> Part:
    for part in found:
        if part.iri and name in {part.iri, part.event, local(part.iri)}:
            return part
    known = _some([part.event for part in found if part.iri]) or "none"
    raise GraphError(f"there is no event '{name}' (there are: {known})")


def _events(source: Source) -> list[str]:
    return sorted({str(row["e"]) for row in select(source, "SELECT DISTINCT ?e { ?e a kg:Event }").rows})


def _split(source: Source, iris: Sequence[str]) -> list[tuple[str, Source, ox.NamedNode | None]]:
    if isinstance(source, ox.Store):
        if all(source.contains_named_graph(ox.NamedNode(iri)) for iri in iris):
            return [(iri, source, ox.NamedNode(iri)) for iri in iris]
        return [(iri, part, None) for iri, part in divided(source, iris).items()]
    from kg.store.remote import Remote

    assert isinstance(source, Remote)
    graphs = {str(r["e"]) for r in select(source, "SELECT DISTINCT ?e { GRAPH ?e { ?e a kg:Event } }").rows}
    if source.graphs or graphs >= set(iris):
        return [(iri, source.of(iri), None) for iri in iris]
    return [(iri, part, None) for iri, part in divided(fetched(source), iris).items()]
