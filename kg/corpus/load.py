"""A corpus into a store: Oxigraph's on disk, any endpoint that speaks the Graph Store Protocol, or by a store's own loader."""

from __future__ import annotations

import gzip
import shlex
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.corpus.authority import authority_quads
from kg.corpus.folder import Corpus
from kg.corpus.layout import GRAPHS
from kg.graph.iris import event_iri
from kg.graph.terms import BASE
from kg.store.disk import open_on_disk
from kg.store.graph import Graph

#: Store → the commands by which it loads the packed graphs of a corpus, whose folder is {graphs}; quoted for a shell, for SQL.
SCRIPTS = {
    "virtuoso": """-- isql 1111 dba PASSWORD < this file; {graphs} must be among DirsAllowed in virtuoso.ini
ld_dir('{in_sql}', '*.nq.gz', 'urn:x-kg:no-graph');
rdf_loader_run();
checkpoint;
""",
    "qlever": """# in the Qleverfile of a new index
[index]
INPUT_FILES = {graphs}/*.nq.gz
CAT_INPUT_FILES = zcat {quoted}/*.nq.gz
FORMAT = nq
""",
    "oxigraph": """#!/bin/sh
for part in {quoted}/*.nq.gz; do gunzip -c "$part"; done | oxigraph load --location STORE --format nq
""",
}


def named_graphs(corpus: Corpus) -> Iterator[tuple[ox.NamedNode, bytes]]:
    """Yield each event as a named graph: its IRI, and its statements as N-Triples; last, who is who, where that is known."""
    for line in corpus.built():
        yield from _split(gzip.decompress(corpus.event_graph(line.id).read_bytes()))
    for quads in authority_quads(corpus):
        yield from _split(quads)


def unloaded(corpus: Corpus, store: Path) -> list[str]:
    """Return the events of a corpus that a store on disk does not have.

    Raises:
        GraphError: the folder is no store.
    """
    there = set(open_on_disk(store).named_graphs())
    base = corpus.about.base_iri or BASE
    return [event for event in corpus.events() if event_iri(event, base) not in there]


def event_graph(corpus: Corpus, event: str) -> Graph:
    """Return the graph of one event of a corpus.

    Raises:
        GraphError: there is no such event.
    """
    [(_, statements)] = _split(gzip.decompress(corpus.event_graph(event).read_bytes()))
    return Graph.from_turtle(statements.decode("utf-8", "replace"))


def _split(quads: bytes) -> Iterator[tuple[ox.NamedNode, bytes]]:
    """Yield the one graph that quads are in: each of their lines ends with its name."""
    first = quads.partition(b"\n")[0]
    if not first:
        return
    name = first[first.rindex(b" <") + 2 : first.rindex(b">")]
    end = b" <" + name + b"> .\n"
    yield ox.NamedNode(name.decode()), quads.replace(end, b" .\n")


def script(corpus: Path, store: str) -> str:
    """Return the loader script of a store for the packed graphs of a corpus.

    >>> print(script(Path("/data/council"), "virtuoso").splitlines()[1])
    ld_dir('/data/council/graph', '*.nq.gz', 'urn:x-kg:no-graph');
    """
    graphs = str((corpus / GRAPHS).absolute())
    return SCRIPTS[store].format(graphs=graphs, quoted=shlex.quote(graphs), in_sql=graphs.replace("'", "''"))
