"""N-Quads, sorted: each event in the graph that its IRI names."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from kg.store.datasets import by_event
from kg.store.graph import Graph


def document(graph: Graph) -> bytes:
    """Return one line a statement, in the order of the bytes."""
    return sorted_nquads(by_event(graph.store))


def sorted_nquads(quads: Iterable[ox.Quad]) -> bytes:
    """Return statements as N-Quads, one line each, in the order of the bytes."""
    lines = (ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"").splitlines(keepends=True)
    return b"".join(sorted(lines))
