"""Which graphs a store holds: the default graph is everything merged, and each event is a named graph beside it.

A union of graphs would count a statement once for each event that makes it, so the merged graph is kept, not computed.
"""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

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
