"""Open what a person names as a graph: an RDF file, an event's output folder, or a store on disk."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from kg.errors import GraphError

GRAPH_FILE = "graph.ttl"
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


def rdf_format(path: Path) -> ox.RdfFormat:
    """Return the RDF syntax that a file's ending names.

    Raises:
        GraphError: the ending names none.
    """
    try:
        return _FORMATS[path.suffix.lower()]
    except KeyError:
        raise GraphError(f"{path}: '{path.suffix}' is no RDF syntax (use {', '.join(sorted(_FORMATS))})") from None


def open_store(place: str | Path) -> ox.Store:
    """Open a graph as an Oxigraph store: a file in memory, a folder with graph.ttl in memory, a store on disk read-only.

    Raises:
        GraphError: there is nothing there, or it is no graph; bad RDF with its line.
    """
    path = Path(place)
    if path.is_dir():
        if (path / GRAPH_FILE).is_file():
            return load_file(path / GRAPH_FILE)
        if (path / "CURRENT").is_file():
            return _open_on_disk(path)
        raise GraphError(
            f"{path}: neither an event's output (no {GRAPH_FILE} in it) nor a store (run `kg build` first)"
        )
    if not path.exists():
        raise GraphError(f"{path}: no such file or folder")
    return load_file(path)


def load_file(path: Path, store: ox.Store | None = None, to_graph: ox.NamedNode | None = None) -> ox.Store:
    """Load an RDF file into a store, by default a new one in memory.

    Raises:
        GraphError: the file cannot be read, or is bad RDF, with its line.
    """
    store = ox.Store() if store is None else store
    try:
        store.bulk_load(path=str(path), format=rdf_format(path), to_graph=to_graph)
    except SyntaxError as error:
        raise GraphError(f"{path.name}:{error.lineno or 1}: bad RDF: {error.msg}") from None
    except (OSError, ValueError, RuntimeError) as error:
        raise GraphError(f"{path}: cannot be read as RDF ({error})") from None
    return store


def _open_on_disk(path: Path) -> ox.Store:
    try:
        return ox.Store.read_only(str(path))
    except (OSError, RuntimeError, ValueError) as error:
        raise GraphError(f"{path}: cannot be opened as a store ({error})") from None
