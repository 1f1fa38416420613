"""TriG: each event in the graph that its IRI names, sorted within it."""

from __future__ import annotations

import pyoxigraph as ox

from kg.export import nquads
from kg.graph.terms import KG, RDF
from kg.graph.turtle import prefixes_of
from kg.store.graph import Graph


def document(graph: Graph) -> bytes:
    """Return TriG with the prefixes of the first event; the same bytes for the same statements."""
    quads = sorted(ox.parse(nquads.document(graph), format=ox.RdfFormat.N_QUADS), key=lambda q: str(q.graph_name))
    prefixes = prefixes_of(graph.store.quads_for_pattern(None, RDF.type, KG.Event))
    return ox.serialize(quads, format=ox.RdfFormat.TRIG, prefixes=prefixes) or b""
