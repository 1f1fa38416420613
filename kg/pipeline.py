"""From a source to every file of its output folder: read, annotate, map, measure, render."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import pyoxigraph as ox

from kg.convokit import TURNS
from kg.errors import ConsistencyError, DataFileError, GraphError, KgError, SourceError
from kg.eventfiles import bare_event, decided_labels, load_event, load_vocabulary, transcript_path
from kg.eventfiles.load import TRANSCRIPT_STEM
from kg.files import settle, write_folder
from kg.graph.terms import BASE, ONTOLOGY
from kg.graph.turtle import sorted_turtle
from kg.measures.measured import Measured, columns_of, measured
from kg.model import AnnotatedEvent, Concept, Transcript, slug
from kg.rendering.report import report
from kg.resources import shipped
from kg.store.datasets import ntriples_of
from kg.store.graph import Graph
from kg.store.open import GRAPH_FILE, GRAPH_SUFFIXES, is_store, is_xaif, open_store
from kg.store.parts import parts
from kg.store.same_text import of_one_text
from kg.tables.columns import TABLES, local
from kg.tables.from_convokit import is_annotated_corpus, read_corpus
from kg.tables.to_csv import csv_bytes
from kg.words import counted

#: What a build writes: these names of an output folder are ours, and no others.
OURS = (
    *(GRAPH_FILE, "transcript.txt", "report.md", "explorer.html", "tables/consensus.csv"),
    *(f"tables/{name}.csv" for name in TABLES),
)
#: What makes a folder an event folder: what a person writes and mends.
_EVENT_FILES = ("event.yaml", "annotations.yaml")
_HEAD = 1 << 16
#: The name and id of what comes over standard input.
STDIN = "stdin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to build: a SKOS `vocabulary` instead of ours, a file of `corrections`, whether to make the `page`.

    `heard_names`: a numbered voice (SPEAKER_00) goes by the name that was heard in speech, marked as guessed.
    `strict`: what does not fit together (see kg.evidence.consistency) is an error where events go into a store.

    `speakers` and `not_speakers` are labels of the transcript that a person says are speakers, and are none.
    `event_id` is that of a bare transcript, where its file's name is not to be it.
    """

    base_iri: str = BASE
    vocabulary: Path | None = None
    corrections: Path | None = None
    page: bool = True
    strict: bool = False
    heard_names: bool = True
    speakers: tuple[str, ...] = ()
    not_speakers: tuple[str, ...] = ()
    event_id: str = ""


def annotated(source: Path | bytes, options: Options | None = None) -> AnnotatedEvent:
    """Return an event folder, or a bare transcript (a file, or its bytes), with all that is known of it.

    What nobody annotated is drafted by rules. The vocabulary is the one of the options, or the folder's own
    concepts.ttl, or ours. A person's corrections (of the options, or the folder's corrections.yaml) are applied last.

    Raises:
        KgError: what is wrong with the input, in one line.
    """
    options = options or Options()
    try:
        event = _annotated_or_drafted(source, options)
        corrections = options.corrections or _own_file(source, "corrections.yaml")
        if corrections:
            from kg.eventfiles.corrections import apply_corrections

            return apply_corrections(event, corrections)
        return event
    except KgError as error:
        raise _with_folder(error, source) from None


def _with_folder(error: KgError, source: Path | bytes) -> KgError:
    """Return an error that names the file of an event folder with the folder: of many events, one sees which it is."""
    file = str(error).partition(":")[0]
    known = isinstance(source, Path) and source.is_dir() and file != "" and Path(file).name == file
    return type(error)(f"{source / file}{str(error)[len(file) :]}") if known and (source / file).exists() else error  # type: ignore[operator]


def annotated_again(folder: Path, annotations: Path, options: Options | None = None) -> AnnotatedEvent:
    """Return an event folder with the annotations of another annotator than its own, and without a person's corrections.

    Args:
        folder: of the event.
        annotations: the YAML file of the other annotator.
        options: as for `annotated`.

    Raises:
        KgError: what is wrong with the input, in one line.
    """
    options = options or Options()
    return load_event(folder, _read_in_folder(folder, options), _vocabulary(folder, options), annotations=annotations)


def _vocabulary(source: Path | bytes, options: Options) -> tuple[Concept, ...]:
    own = _own_file(source, "concepts.ttl")
    path = options.vocabulary or own or shipped("ontology", "concepts.ttl")
    state = path.stat() if path.is_file() else None
    return _vocabulary_in(path, (state.st_mtime_ns, state.st_size, state.st_ino) if state else ())


@lru_cache(maxsize=2)
def _vocabulary_in(path: Path, state: tuple[int, ...]) -> tuple[Concept, ...]:
    """Return a vocabulary; of many events it is read once, and again when the file is another."""
    return load_vocabulary(path)


def _own_file(source: Path | bytes, name: str) -> Path | None:
    """Return a file of an event folder, where the source is one and has it."""
    return source / name if isinstance(source, Path) and (source / name).is_file() else None


def _annotated_or_drafted(source: Path | bytes, options: Options) -> AnnotatedEvent:
    from kg.readers import read

    vocabulary = _vocabulary(source, options)
    if isinstance(source, bytes):
        transcript = read(source, name=STDIN, speakers=options.speakers, not_speakers=options.not_speakers)
        known = bare_event(STDIN, transcript, vocabulary, heard_names=options.heard_names)
    elif _is_corpus(source):
        if is_annotated_corpus(source):
            return _of_corpus(source)
        transcript = read(source, speakers=options.speakers, not_speakers=options.not_speakers)
        known = bare_event(event_id(source), transcript, vocabulary, heard_names=options.heard_names)
    elif source.is_dir():
        settle(source)
        if is_output(source):
            raise SourceError(
                f"{source}: is what a build wrote (build from the event folder or transcript; kg render and kg export take it)"
            )
        known = load_event(source, _read_in_folder(source, options), vocabulary)
        if (source / "annotations.yaml").is_file():
            return _with_rest(known, source, vocabulary)
    else:
        transcript = read(source, speakers=options.speakers, not_speakers=options.not_speakers)
        known = bare_event(
            options.event_id or event_id(source), transcript, vocabulary, heard_names=options.heard_names
        )
    from kg.drafting import draft

    return draft(known.transcript, event=known, vocabulary=vocabulary)


def _is_corpus(source: Path) -> bool:
    """Tell whether a folder is a ConvoKit corpus, and no event folder."""
    named = any((source / name).is_file() for name in _EVENT_FILES)
    return (source / TURNS).is_file() and not named and not any(source.glob(f"{TRANSCRIPT_STEM}.*"))


def _of_corpus(folder: Path) -> AnnotatedEvent:
    """Return the one event of a ConvoKit corpus that kg wrote; what of its metadata is not read is a warning."""
    from kg.readers.convokit import not_read

    events = read_corpus(folder)
    if len(events) > 1:
        raise SourceError(f"{folder}: is a corpus of {len(events)} events (kg build --store takes them all)")
    return replace(events[0], warnings=(*events[0].warnings, *not_read(folder)))


def event_id(transcript: Path) -> str:
    """Return the id of the event of a bare transcript: its file's name, or its folder's where the file is called as all are.

    >>> event_id(Path("north/Council 2.vtt")), event_id(Path("north/transcript.txt"))
    ('council-2', 'north')
    """
    name = transcript.absolute().parent.name if transcript.stem == TRANSCRIPT_STEM else ""
    return slug(name or transcript.stem)


def is_another_event(folder: Path, event: AnnotatedEvent) -> bool:
    """Tell whether a folder is the output of an event with another transcript than this one, mended or not."""
    text = folder / "transcript.txt"
    if not is_output(folder) or not text.is_file():
        return False
    return not of_one_text(text.read_text(encoding="utf-8", errors="replace"), event.transcript.text)


def _with_rest(event: AnnotatedEvent, folder: Path, vocabulary: tuple[Concept, ...]) -> AnnotatedEvent:
    """Return an annotated event with what nobody annotated drafted by rules: the list of references, the names, the concepts."""
    given = {"references"} if event.references or _says(folder / "annotations.yaml", "references") else set()
    if event.people or event.organizations or event.products or event.places or event.works:
        given.add("names")
    if any(claim.concepts for claim in event.claims):
        given.add("concepts")
    if len(given) == len(("references", "names", "concepts")):
        return event
    from kg.drafting.rest import with_rest

    return with_rest(event, vocabulary, given)


def _says(path: Path, section: str) -> bool:
    """Tell whether annotations.yaml has a section, even an empty one."""
    from kg.eventfiles.annotation_file import read_annotation_file

    return section in read_annotation_file(path)[0].model_fields_set


def _read_in_folder(folder: Path, options: Options) -> Transcript:
    """Read the transcript of an event folder with what event.yaml and the options decide of its labels."""
    from kg.readers import read

    speakers, not_speakers = decided_labels(folder)
    return read(
        transcript_path(folder),
        speakers=(*speakers, *options.speakers),
        not_speakers=(*not_speakers, *options.not_speakers),
    )


def graph(event: AnnotatedEvent, base_iri: str = BASE) -> Graph:
    """Return the graph of an event, in memory: `Graph.from_event`, by another way in."""
    return Graph.from_event(event, base_iri)


def corrections_text(source: Path | bytes, options: Options | None = None) -> str:
    """Return the corrections that `annotated` applied, as they are written; empty where there are none."""
    path = (options or Options()).corrections or _own_file(source, "corrections.yaml")
    return path.read_text(encoding="utf-8-sig") if path else ""


def output_files(event: AnnotatedEvent, options: Options | None = None, *, corrections: str = "") -> dict[str, bytes]:
    """Return every file of the output folder: relative path → bytes.

    The tables and all that follows are read back from the graph, so that what is shown is what the graph says.

    Args:
        event: with all that is known of it.
        options: how to build.
        corrections: the text of the corrections in it: the page's Review goes on from them.
    """
    options = options or Options()
    built = Graph.from_event(event, options.base_iri)
    turtle, tables = sorted_turtle(built.store), built.rows()
    measures = Measured(tables)
    files = {
        "graph.ttl": turtle,
        "transcript.txt": event.transcript.text.encode("utf-8", "replace"),
        "report.md": report(tables, measures, title=event.event.title, warnings=event.transcript.warnings).encode(),
    }
    for name, columns in TABLES.items():
        files[f"tables/{name}.csv"] = csv_bytes(tables[name], columns)
    files["tables/consensus.csv"] = csv_bytes(measured(tables), columns_of("consensus"))
    if options.page:
        from kg.evidence.consistency import findings
        from kg.rendering import page
        from kg.rendering.explorer.page import Review

        files["explorer.html"] = page(
            built,
            title=event.event.title,
            tables=tables,
            turtle=turtle,
            warnings=event.transcript.warnings,
            review=Review(corrections=corrections, findings=findings(event)),
        )
    return files


def write_output(files: Mapping[str, bytes], folder: Path, *, source: Path | None = None) -> None:
    """Write the files of an output folder, all or none; those of our names that are not among them go, others stay.

    Args:
        files: what `output_files` returned.
        folder: where to; made when it is not there.
        source: what it was built from, which is never written over.

    Raises:
        SourceError: the folder is or holds the source, or a person's files of our names, or cannot be written.
    """
    settle(folder)
    if source is not None and folder.is_dir() and any(p.samefile(folder) for p in (source, *source.resolve().parents)):
        raise SourceError(f"{folder}: is, or holds, what it is built from: {source} (choose another folder with -o)")
    persons = next((name for name in _EVENT_FILES if os.path.lexists(folder / name)), None)
    if persons:
        raise SourceError(f"{folder}: is an event folder, with {persons} in it (choose another folder with -o)")
    others = [] if is_output(folder) else [name for name in OURS if os.path.lexists(folder / name)]
    if others:
        raise SourceError(
            f"{folder / others[0]}: was not written by kg (move it away, or choose another folder with -o)"
        )
    write_folder(files, folder, gone=OURS)


def is_output(folder: Path) -> bool:
    """Tell whether a folder is what a build wrote: a graph of ours, and nothing of an event folder."""
    if not (folder / GRAPH_FILE).is_file() or any((folder / name).is_file() for name in _EVENT_FILES):
        return False
    with (folder / GRAPH_FILE).open("rb") as file:
        return ONTOLOGY.encode() in file.read(_HEAD)


def named_graphs(
    sources: Iterable[Path | bytes], options: Options | None = None, *, events: Sequence[str] = ()
) -> Iterator[tuple[ox.NamedNode, bytes]]:
    """Yield each event of some sources as a named graph: the event's IRI, and its statements as N-Triples.

    Args:
        sources: event folders and transcripts, which are built; outputs, RDF and xAIF files, which are read.
        options: how to build.
        events: only these, each by its IRI or by the end of it; by default all.

    Raises:
        DataFileError: two sources are one event.
        GraphError: a graph holds no event; there is no such event.
    """
    missing = set(events)
    seen: dict[str, Path | str] = {}
    for source in sources:
        shown = STDIN if isinstance(source, bytes) else source
        for name, content in _named_graphs(source, options or Options()):
            called = {name.value, local(name.value)}
            if events and not called & set(events):
                continue
            missing -= called
            if name.value in seen:
                raise DataFileError(f"{shown}: is the same event as {seen[name.value]} (give one of them another id)")
            seen[name.value] = shown
            yield name, content
    if missing:
        raise GraphError(f"there is no event '{min(missing)}' to be found")


def _named_graphs(source: Path | bytes, options: Options) -> Iterator[tuple[ox.NamedNode, bytes]]:
    if isinstance(source, Path) and _is_graph(source):
        store = open_store(source)
    else:
        store = graph(_consistent(source, options), options.base_iri).store
    named = {g: ntriples_of(store, g) for g in store.named_graphs() if isinstance(g, ox.NamedNode)}
    if not named:
        # A graph of several events merged: each is told by what its things say.
        named = {ox.NamedNode(part.iri): part.ntriples() for part in parts(store) if part.iri}
    if not named:
        raise GraphError(f"{STDIN if isinstance(source, bytes) else source}: holds no event")
    yield from sorted(named.items(), key=lambda pair: pair[0].value)


def _consistent(source: Path | bytes, options: Options) -> AnnotatedEvent:
    """Return the annotated event of a source; strict options want all of it to fit together."""
    event = annotated(source, options)
    if options.strict:
        from kg.evidence.consistency import findings

        found = findings(event)
        if found:
            shown = STDIN if isinstance(source, bytes) else source
            raise ConsistencyError(
                f"{shown}: {counted(len(found), 'finding')} of consistency, the first {found[0].id}: {found[0].message} "
                "(build it alone with --strict, which tells all)"
            )
    return event


def _is_graph(source: Path) -> bool:
    if source.is_dir():
        return is_output(source) or is_store(source) or (_is_corpus(source) and is_annotated_corpus(source))
    return source.suffix.lower() in GRAPH_SUFFIXES or (source.is_file() and is_xaif(source))
