"""Open what a person names as a graph: an RDF or xAIF file, an event's output, tables, a store on disk, an endpoint."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import GraphError
from kg.files import settle
from kg.store.datasets import DEFAULT, merge
from kg.store.engine import Source
from kg.store.rdf_bounds import BOUNDED, check_rdf

if TYPE_CHECKING:
    from kg.model import AnnotatedEvent
    from kg.store.http import Access

GRAPH_FILE = "graph.ttl"
_BULK = 1 << 22
_FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML,
    ".owl": ox.RdfFormat.RDF_XML,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".json": ox.RdfFormat.JSON_LD,
    ".n3": ox.RdfFormat.N3,
}

#: Endings of files that can be nothing but a graph (JSON may also be a transcript).
GRAPH_SUFFIXES = frozenset(_FORMATS) - {".json", ".xml"}


def rdf_format(path: Path) -> ox.RdfFormat:
    """Return the RDF syntax that a file's ending names.

    Raises:
        GraphError: the ending names none.
    """
    try:
        return _FORMATS[path.suffix.lower()]
    except KeyError:
        raise GraphError(f"{path}: '{path.suffix}' is no RDF syntax (use {', '.join(sorted(_FORMATS))})") from None


def is_url(place: object) -> bool:
    """Tell whether a place is the address of an endpoint.

    >>> is_url("http://localhost:7878/query"), is_url("output/agi-next-2026")
    (True, False)
    """
    return str(place).lower().startswith(("http://", "https://"))


def open_graph(place: str | Path, access: Access | None = None, *, events: Sequence[str] = ()) -> Source:
    """Open what a person names as a graph; `events` picks some events of it, by IRI or by the end of the IRI.

    Raises:
        GraphError: there is nothing there, or it is no graph; there is no such event.
    """
    if is_url(place):
        from kg.store.remote import Remote

        # What is no whole IRI is looked up, since an endpoint answers for a graph that it lacks with nothing.
        if all(":" in event for event in events):
            return Remote(str(place), access, graphs=events)
        from kg.store.parts import at_endpoint

        return at_endpoint(Remote(str(place), access), events)
    store = open_store(place)
    if not events:
        return store
    # A plain query need not know the model, whose classes take a while to be made.
    from kg.store.parts import chosen

    return chosen(store, events)


def read_from(place: str | Path) -> Path:
    """Return what is read of a place that a person names: of an event's output its graph alone."""
    path = Path(place)
    return path / GRAPH_FILE if (path / GRAPH_FILE).is_file() else path


def open_store(place: str | Path) -> ox.Store:
    """Open a graph as an Oxigraph store: a store on disk read-only; a file, a folder with graph.ttl, tables or a ConvoKit corpus of ours in memory.

    Raises:
        GraphError: there is nothing there, or it is no graph; bad RDF with its line.
    """
    if is_url(place):
        raise GraphError(f"{place}: is an endpoint; here a file, an event's output or a store is needed")
    path = Path(place)
    if path.is_dir():
        return _open_folder(path)
    if not path.exists():
        raise GraphError(f"{path}: no such file or folder")
    if is_xaif(path):
        from kg.xaif.reading import read_xaif

        return _store_of([read_xaif(path)])
    return load_file(path)


def _open_folder(path: Path) -> ox.Store:
    # What a killed build has begun is ended first; tables lie inside of an output.
    settle(path.parent if path.name == "tables" else path)
    if (path / GRAPH_FILE).is_file():
        return load_file(path / GRAPH_FILE)
    if is_store(path):
        from kg.store.disk import open_on_disk

        return open_on_disk(path)
    if (path / "utterances.csv").is_file():
        from kg.tables.from_csv import read_events

        return _store_of(read_events(path))
    from kg.tables.from_convokit import is_annotated_corpus, read_corpus

    if is_annotated_corpus(path):
        return _store_of(read_corpus(path))
    raise GraphError(
        f"{path}: neither an event's output (no {GRAPH_FILE} in it), nor a store, nor a folder of tables, nor a ConvoKit corpus that kg wrote (run `kg build` first)"
    )


def _store_of(events: Sequence[AnnotatedEvent]) -> ox.Store:
    """Return events as a store: of several, each is a named graph as well."""
    from kg.graph.iris import Names
    from kg.graph.mapping import quads_of

    store = ox.Store()
    for event in events:
        graph = Names(event).event if len(events) > 1 else DEFAULT
        store.bulk_extend(quads_of(event, graph=graph))
    merge(store)
    return store


def is_store(path: Path) -> bool:
    """Tell whether a folder is a store of ours, or a plain Oxigraph store."""
    return (path / "CURRENT").is_file() or (path / "current").exists()


def is_xaif(path: Path) -> bool:
    """Tell whether a JSON file is xAIF: it has a member AIF near its beginning, as no JSON-LD has."""
    if path.suffix.lower() != ".json":
        return False
    with path.open("rb") as file:
        head = file.read(1 << 20)
    return b'"AIF"' in head and b'"@context"' not in head


def load_file(path: Path, store: ox.Store | None = None, to_graph: ox.NamedNode | None = None) -> ox.Store:
    """Load an RDF file into a store, by default a new one in memory.

    Args:
        path: its ending says which syntax it has.
        store: where to; a new one in memory by default.
        to_graph: the graph that triples go to; by default the default graph.

    Raises:
        GraphError: the file cannot be read, or is bad RDF, with its line.
        LimitError: it would grow without end as it is read.
    """
    store = ox.Store() if store is None else store
    syntax = rdf_format(path)
    try:
        if syntax in BOUNDED:
            data = path.read_bytes()
            check_rdf(data, syntax, str(path))
            store.bulk_load(data, format=syntax, to_graph=to_graph)
        else:
            # The loader for bulk sorts what it reads on other threads: that pays for large files alone.
            load = store.bulk_load if path.stat().st_size > _BULK else store.load
            load(path=str(path), format=syntax, to_graph=to_graph)
    except SyntaxError as error:
        raise GraphError(f"{path.name}:{error.lineno or 1}: bad RDF: {error.msg}") from None
    except (OSError, ValueError, RuntimeError) as error:
        raise GraphError(f"{path}: cannot be read as RDF ({error})") from None
    merge(store)
    return store
