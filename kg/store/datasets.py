"""Which graphs a store holds: the default graph is everything merged, and each event is a named graph beside it.

A union of graphs would count a statement once for each event that makes it, so the merged graph is kept, not computed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import pyoxigraph as ox

from kg.errors import GraphError
from kg.graph.terms import KG, RDF

DEFAULT = ox.DefaultGraph()


def is_merged(store: ox.Store) -> bool:
    """Tell whether the default graph holds statements (a store of others may have named graphs alone)."""
    return next(store.quads_for_pattern(None, None, None, DEFAULT), None) is not None


def merge(store: ox.Store) -> None:
    """Add what the named graphs say to the default graph."""
    if next(store.named_graphs(), None) is not None:
        named = store.dump(format=ox.RdfFormat.N_QUADS) or b""
        quads = ox.parse(named, format=ox.RdfFormat.N_QUADS)
        store.bulk_extend(ox.Quad(q.subject, q.predicate, q.object) for q in quads)


def statements(store: ox.Store) -> Iterator[ox.Quad]:
    """Yield every statement of a store once, whatever graphs it is in."""
    if is_merged(store):
        yield from store.quads_for_pattern(None, None, None, DEFAULT)
        return
    seen: set[ox.Triple] = set()
    for quad in store:
        if quad.triple not in seen:
            seen.add(quad.triple)
            yield quad


def ntriples_of(store: ox.Store, graph: ox.NamedNode | ox.DefaultGraph) -> bytes:
    """Return one graph of a store as N-Triples, in no particular order."""
    return store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=graph) or b""


def ntriples(store: ox.Store) -> bytes:
    """Return the merged graph as N-Triples, in no particular order."""
    if is_merged(store):
        return ntriples_of(store, DEFAULT)
    return ox.serialize((q.triple for q in statements(store)), format=ox.RdfFormat.N_TRIPLES) or b""


def events(store: ox.Store) -> list[ox.NamedNode]:
    """Return the events of a store, in the order of their IRIs."""
    found = {
        q.subject for q in store.quads_for_pattern(None, RDF.type, KG.Event) if isinstance(q.subject, ox.NamedNode)
    }
    return sorted(found, key=lambda node: node.value)


def by_event(store: ox.Store) -> Iterator[ox.Quad]:
    """Yield the statements as quads: named graphs as they are; else all in the graph named by the one event, if there is one."""
    if next(store.named_graphs(), None) is not None:
        for graph in sorted(store.named_graphs(), key=str):
            yield from store.quads_for_pattern(None, None, None, graph)
        return
    found = events(store)
    name = found[0] if len(found) == 1 else DEFAULT
    for quad in store:
        yield ox.Quad(quad.subject, quad.predicate, quad.object, name)


def chosen(store: ox.Store, names: Sequence[str]) -> ox.Store:
    """Return a store with what some events say, merged: each named by its IRI, or by the end of it.

    Raises:
        GraphError: there is no such event, with those that there are.
    """
    graphs = [_graph_of(store, name) for name in names]
    part = ox.Store()
    for graph in graphs:
        part.bulk_load(
            store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=graph) or b"", format=ox.RdfFormat.N_TRIPLES
        )
    return part


def _graph_of(store: ox.Store, name: str) -> ox.NamedNode | ox.DefaultGraph:
    named = [g for g in store.named_graphs() if isinstance(g, ox.NamedNode)]
    graphs: Iterable[ox.NamedNode] = named or events(store)
    for graph in graphs:
        if name in {graph.value, graph.value.rstrip("/").rsplit("/", 1)[-1]}:
            if not named and len(list(graphs)) > 1:
                raise GraphError("its events are not in graphs of their own (build it with `kg build … --store`)")
            return graph if named else DEFAULT
    known = ", ".join(sorted(g.value.rsplit("/", 1)[-1] for g in graphs)) or "none"
    raise GraphError(f"there is no event '{name}' (there are: {known})")
