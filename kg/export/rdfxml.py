"""RDF/XML, in the order of the subjects."""

from __future__ import annotations

import re

import pyoxigraph as ox

from kg.export import ntriples
from kg.graph.terms import KG, RDF
from kg.graph.turtle import prefixes_of
from kg.store.graph import Graph

#: Escapes of N-Triples for characters that no XML 1.0 document may hold, behind an even number of backslashes.
_NO_XML = re.compile(rb"(?<!\\)((?:\\\\)*)\\u00(?:0[0-8BCEF]|1[0-9A-F])|\xef\xbf[\xbe\xbf]")


def document(graph: Graph) -> bytes:
    """Return RDF/XML with the prefixes of the first event; the same bytes for the same statements.

    Characters that XML cannot hold become the replacement character.
    """
    lines = _NO_XML.sub(lambda match: (match[1] or b"") + b"\\uFFFD", ntriples.document(graph))
    triples = (q.triple for q in ox.parse(lines, format=ox.RdfFormat.N_TRIPLES))
    prefixes = prefixes_of(graph.store.quads_for_pattern(None, RDF.type, KG.Event))
    return ox.serialize(triples, format=ox.RdfFormat.RDF_XML, prefixes=prefixes) or b""
