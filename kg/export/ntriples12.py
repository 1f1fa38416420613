"""N-Triples 1.2, sorted: the statements of the graph, and that evidence, relations and pairs reify the plain edges."""

from __future__ import annotations

import pyoxigraph as ox

from kg.export import ntriples
from kg.export.reified import added
from kg.store.graph import Graph


def document(graph: Graph) -> bytes:
    """Return one line a statement, in the order of the bytes."""
    more = ox.serialize(added(graph.store), format=ox.RdfFormat.N_TRIPLES) or b""
    return b"".join(sorted({*ntriples.document(graph).splitlines(keepends=True), *more.splitlines(keepends=True)}))
