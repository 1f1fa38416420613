"""From a source to every file of its output folder: read, annotate, map, measure, render."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.eventfiles import bare_event, load_event, load_vocabulary, transcript_path
from kg.graph.mapping import triples_of
from kg.graph.terms import BASE
from kg.graph.turtle import sorted_turtle
from kg.measures import consensus
from kg.measures.report import report
from kg.model import AnnotatedEvent, slug
from kg.resources import shipped
from kg.store.csv_text import csv_bytes
from kg.store.graph import Graph
from kg.store.tables import COLUMNS


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to build; `vocabulary` is a SKOS file, by default ours; `page` False leaves the explorer page out."""

    base_iri: str = BASE
    vocabulary: Path | None = None
    page: bool = True


def annotated(source: Path, options: Options | None = None) -> AnnotatedEvent:
    """Return an event folder, or a bare transcript file, with all that is known of it.

    What nobody annotated is drafted by rules. The vocabulary is the one of the options, or the folder's own
    concepts.ttl, or ours.

    Raises:
        KgError: what is wrong with the input, in one line.
    """
    from kg.readers import read

    options = options or Options()
    own = source / "concepts.ttl"
    vocabulary = load_vocabulary(options.vocabulary or (own if own.is_file() else shipped("ontology", "concepts.ttl")))
    if source.is_dir():
        return load_event(source, read(transcript_path(source)), vocabulary)
    return bare_event(slug(source.stem), read(source), vocabulary)


def graph(event: AnnotatedEvent, base_iri: str = BASE) -> Graph:
    """Return the graph of an event, in memory."""
    return Graph.from_triples(triples_of(event, base_iri))


def output_files(event: AnnotatedEvent, options: Options | None = None) -> dict[str, bytes]:
    """Return every file of the output folder: relative path → bytes.

    The tables and all that follows are read back from the graph, so that what is shown is what the graph says.
    """
    options = options or Options()
    triples = triples_of(event, options.base_iri)
    built = Graph.from_triples(triples)
    tables = built.rows()
    measured = consensus.consensus(tables)
    files = {
        "graph.ttl": sorted_turtle(triples),
        "transcript.txt": event.transcript.text.encode("utf-8", "replace"),
        "report.md": report(tables, measured, title=event.event.title).encode(),
    }
    for name, columns in COLUMNS.items():
        files[f"tables/{name}.csv"] = csv_bytes(tables[name], columns)
    files["tables/consensus.csv"] = csv_bytes(measured, consensus.COLUMNS)
    if options.page:
        from kg.rendering import page

        files["explorer.html"] = page(built, title=event.event.title)
    return files
