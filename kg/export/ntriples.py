"""N-Triples, sorted."""

from __future__ import annotations

from kg.store.datasets import ntriples
from kg.store.graph import Graph


def document(graph: Graph) -> bytes:
    """Return one line a statement, in the order of the bytes."""
    lines = sorted(ntriples(graph.store).splitlines(keepends=True))
    return b"".join(lines)
