"""N-Quads, sorted: each event in the graph that its IRI names."""

from __future__ import annotations

import pyoxigraph as ox

from kg.store.datasets import by_event
from kg.store.graph import Graph


def document(graph: Graph) -> bytes:
    """Return one line a statement, in the order of the bytes."""
    lines = (ox.serialize(by_event(graph.store), format=ox.RdfFormat.N_QUADS) or b"").splitlines(keepends=True)
    return b"".join(sorted(lines))
