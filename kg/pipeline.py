"""From a source to every file of its output folder: read, annotate, map, measure, render."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.errors import DataFileError, GraphError
from kg.eventfiles import bare_event, load_event, load_vocabulary, transcript_path
from kg.graph.mapping import triples_of
from kg.graph.terms import BASE
from kg.graph.turtle import sorted_turtle
from kg.measures import consensus
from kg.model import AnnotatedEvent, slug
from kg.rendering.report import report
from kg.resources import shipped
from kg.store.datasets import events, ntriples_of
from kg.store.graph import Graph
from kg.store.open import GRAPH_FILE, GRAPH_SUFFIXES, is_store, is_xaif, open_store
from kg.tables.columns import COLUMNS
from kg.tables.to_csv import csv_bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to build: a SKOS `vocabulary` instead of ours, a file of `corrections`, and whether to make the `page`."""

    base_iri: str = BASE
    vocabulary: Path | None = None
    corrections: Path | None = None
    page: bool = True


def annotated(source: Path, options: Options | None = None) -> AnnotatedEvent:
    """Return an event folder, or a bare transcript file, with all that is known of it.

    What nobody annotated is drafted by rules. The vocabulary is the one of the options, or the folder's own
    concepts.ttl, or ours. A person's corrections (of the options, or the folder's corrections.yaml) are applied last.

    Raises:
        KgError: what is wrong with the input, in one line.
    """
    options = options or Options()
    event = _annotated_or_drafted(source, options)
    corrections = options.corrections or source / "corrections.yaml"
    if options.corrections or corrections.is_file():
        from kg.eventfiles.corrections import apply_corrections

        return apply_corrections(event, corrections)
    return event


def _annotated_or_drafted(source: Path, options: Options) -> AnnotatedEvent:
    from kg.readers import read

    own = source / "concepts.ttl"
    vocabulary = load_vocabulary(options.vocabulary or (own if own.is_file() else shipped("ontology", "concepts.ttl")))
    if source.is_dir():
        known = load_event(source, read(transcript_path(source)), vocabulary)
        if (source / "annotations.yaml").is_file():
            return known
    else:
        known = bare_event(slug(source.stem), read(source), vocabulary)
    from kg.drafting import draft

    return draft(known.transcript, event=known, vocabulary=vocabulary)


def graph(event: AnnotatedEvent, base_iri: str = BASE) -> Graph:
    """Return the graph of an event, in memory: `Graph.from_event`, by another way in."""
    return Graph.from_event(event, base_iri)


def output_files(event: AnnotatedEvent, options: Options | None = None) -> dict[str, bytes]:
    """Return every file of the output folder: relative path → bytes.

    The tables and all that follows are read back from the graph, so that what is shown is what the graph says.
    """
    options = options or Options()
    triples = triples_of(event, options.base_iri)
    built, turtle = Graph.from_triples(triples), sorted_turtle(triples)
    tables = built.rows()
    measured = consensus.consensus(tables)
    files = {
        "graph.ttl": turtle,
        "transcript.txt": event.transcript.text.encode("utf-8", "replace"),
        "report.md": report(tables, measured, title=event.event.title).encode(),
    }
    for name, columns in COLUMNS.items():
        files[f"tables/{name}.csv"] = csv_bytes(tables[name], columns)
    files["tables/consensus.csv"] = csv_bytes(measured, consensus.COLUMNS)
    if options.page:
        from kg.rendering import page

        files["explorer.html"] = page(built, title=event.event.title, tables=tables, turtle=turtle)
    return files


def named_graphs(sources: Iterable[Path], options: Options | None = None) -> Iterator[tuple[ox.NamedNode, bytes]]:
    """Yield each event of some sources as a named graph: the event's IRI, and its statements as N-Triples.

    Args:
        sources: event folders and transcripts, which are built; outputs, RDF and xAIF files, which are read.
        options: how to build.

    Raises:
        DataFileError: two sources are one event.
        GraphError: a graph holds no event.
    """
    seen: dict[str, Path] = {}
    for source in sources:
        for name, content in _named_graphs(source, options or Options()):
            if name.value in seen:
                raise DataFileError(f"{source}: is the same event as {seen[name.value]} (give one of them another id)")
            seen[name.value] = source
            yield name, content


def _named_graphs(source: Path, options: Options) -> Iterator[tuple[ox.NamedNode, bytes]]:
    is_graph = _is_graph(source)
    store = open_store(source) if is_graph else graph(annotated(source, options), options.base_iri).store
    named = {g: ntriples_of(store, g) for g in store.named_graphs() if isinstance(g, ox.NamedNode)}
    if not named:
        found = events(store)
        if len(found) != 1:
            raise GraphError(f"{source}: holds {len(found) or 'no'} events (one is needed, or named graphs)")
        named = {found[0]: ntriples_of(store, ox.DefaultGraph())}
    yield from sorted(named.items(), key=lambda pair: pair[0].value)


def _is_graph(source: Path) -> bool:
    if source.is_dir():
        built = (source / GRAPH_FILE).is_file() and not (source / "event.yaml").is_file()
        return built or is_store(source)
    return source.suffix.lower() in GRAPH_SUFFIXES or (source.is_file() and is_xaif(source))
