"""An event folder, or a bare transcript with its guesses, as one AnnotatedEvent in which every quote has been found again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from kg.errors import DataFileError, SourceError, UnknownSpeakerError
from kg.eventfiles.annotation_file import read_annotation_file
from kg.eventfiles.annotations import Annotations
from kg.eventfiles.annotators import annotators_of
from kg.eventfiles.event_file import (
    EventFile,
    event_of,
    organizations_of,
    people_of,
    places_of,
    products_of,
    read_event_file,
    works_of,
)
from kg.evidence.clock import start_of
from kg.evidence.entities import Known
from kg.evidence.mentions import find_mentions, labels_of
from kg.evidence.stances import stances_of
from kg.evidence.suggest import did_you_mean
from kg.model import AnnotatedEvent, Concept, Event, Run, Speaker, Transcript, slug
from kg.people.introductions import with_heard_names

TRANSCRIPT_STEM = "transcript"


def transcript_path(folder: Path) -> Path:
    """Return the one transcript file of an event folder.

    Raises:
        SourceError: there is none, or there are several.
    """
    if not folder.is_dir():
        raise SourceError(f"{folder}: no such folder")
    found = sorted(p for p in folder.iterdir() if p.stem == TRANSCRIPT_STEM and p.is_file())
    if not found:
        raise SourceError(f"{folder}: no transcript.txt in this folder (or transcript.vtt, .srt, .json …)")
    if len(found) > 1:
        raise SourceError(f"{folder}: several transcripts: {', '.join(p.name for p in found)} (keep one)")
    return found[0]


def decided_labels(folder: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the labels that event.yaml says are speakers, by name or alias, and those that it says are none.

    Raises:
        DataFileError: event.yaml is wrong, with line, cause and remedy.
    """
    path = folder / "event.yaml"
    if not path.is_file():
        return (), ()
    file = read_event_file(path)[0]
    return tuple(name for person in file.speakers for name in (person.name, *person.aliases)), tuple(file.not_speakers)


def load_event(
    folder: Path, transcript: Transcript, vocabulary: Iterable[Concept] = (), *, annotations: Path | None = None
) -> AnnotatedEvent:
    """Join a transcript with the YAML files of its folder; either file may be missing.

    `annotations` are others than the folder's own: those of one annotator among several.

    Raises:
        KgError: whatever is wrong in one of the files, with file, line, cause and remedy.
    """
    event_path, annotation_path = folder / "event.yaml", annotations or folder / "annotations.yaml"
    event_file = read_event_file(event_path)[0] if event_path.exists() else EventFile()
    transcript = with_declared_names(transcript, event_file)
    event = event_of(event_file, default_id=slug(folder.absolute().name), default_title=transcript.title)
    event = _with_told(event, transcript)
    if event.start_time and start_of(event) is None:
        raise DataFileError(f"{event_path.name}: start_time needs the day that it is on (add date: YYYY-MM-DD)")
    known = Known(
        event=event,
        speakers=participants(event_file, transcript),
        people=people_of(event_file.people, default_role=None),
        organizations=organizations_of(event_file),
        products=products_of(event_file),
        places=places_of(event_file),
        works=works_of(event_file),
        concepts=tuple(vocabulary),
    )
    if event_file.speakers:
        _check_transcript_speakers(transcript, known)
    read = None
    if annotation_path.exists():
        file, source = read_annotation_file(annotation_path)
        read = Annotations(file, source, transcript, known)
    acknowledged = tuple(entry.revision() for entry in event_file.acknowledged)
    return replace(_assemble(transcript, known, read), revisions=acknowledged)


def bare_event(
    event_id: str, transcript: Transcript, vocabulary: Iterable[Concept] = (), *, heard_names: bool = True
) -> AnnotatedEvent:
    """Return the event of a transcript of which nothing else is known: its speakers are guesses from its labels.

    Args:
        event_id: a slug.
        transcript: what was read.
        vocabulary: the concepts that may be mentioned.
        heard_names: let numbered voices go by the names that were heard in speech.
    """
    transcript = with_heard_names(transcript) if heard_names else transcript
    event = _with_told(event_of(EventFile(), default_id=event_id, default_title=transcript.title), transcript)
    known = Known(event=event, speakers=participants(EventFile(), transcript), concepts=tuple(vocabulary))
    return _assemble(transcript, known, None)


def declared(event_file: Path, transcript: Transcript, event_id: str) -> AnnotatedEvent:
    """Return the event of an event.yaml, its speakers under their declared names, and no annotation: ground to draft on.

    Raises:
        KgError: event.yaml is malformed.
    """
    file, _ = read_event_file(event_file)
    named = with_declared_names(transcript, file)
    return AnnotatedEvent(
        event=event_of(file, default_id=event_id, default_title=transcript.title),
        transcript=named,
        speakers=participants(file, named),
        people=people_of(file.people, default_role=None),
        organizations=organizations_of(file),
        products=products_of(file),
        places=places_of(file),
        works=works_of(file),
        revisions=tuple(entry.revision() for entry in file.acknowledged),
    )


def _with_told(event: Event, transcript: Transcript) -> Event:
    """Fill in what event.yaml leaves out and the source itself says."""
    return replace(
        event,
        date=event.date or transcript.date,
        place=event.place or transcript.place,
        language=event.language or transcript.language,
    )


def with_declared_names(transcript: Transcript, file: EventFile) -> Transcript:
    """Return the transcript with the names that event.yaml declares in place of the labels that mean them."""
    declared = {
        alias.casefold(): e.name for e in file.speakers for alias in e.aliases if alias not in e.ambiguous_aliases
    }
    declared |= {e.name.casefold(): e.name for e in file.speakers}
    other_labels = {label.name: label.labels for label in transcript.labels}

    def name_of(speaker: str) -> str:
        for label in (speaker, *other_labels.get(speaker, ())):
            if label.casefold() in declared:
                return declared[label.casefold()]
        return speaker

    names = {speaker: name_of(speaker) for speaker in dict.fromkeys(u.speaker for u in transcript.utterances)}
    if all(old == new for old, new in names.items()):
        return transcript
    return replace(transcript, utterances=tuple(replace(u, speaker=names[u.speaker]) for u in transcript.utterances))


def participants(file: EventFile, transcript: Transcript) -> tuple[Speaker, ...]:
    """Return the speakers that event.yaml declares, or else those that the transcript's labels show, as guesses."""
    if file.speakers:
        return people_of(file.speakers, default_role="panelist")
    spoken = dict.fromkeys(u.speaker for u in transcript.utterances if u.speaker)
    labels = {label.name: label for label in transcript.labels}
    speakers, taken = [], set[str]()
    for name in spoken:
        label = labels.get(name)
        speaker_id = slug(name)
        while speaker_id in taken:
            speaker_id += "-2"
        taken.add(speaker_id)
        aliases = tuple(a for a in label.labels if a != name) if label else ()
        role = label.role if label else "panelist"
        speakers.append(Speaker(id=speaker_id, name=name, aliases=aliases, role=role, guessed=True))
    return tuple(speakers)


def _check_transcript_speakers(transcript: Transcript, known: Known) -> None:
    for utterance in transcript.utterances:
        if utterance.speaker and utterance.speaker not in known.speaker_names:
            line = transcript.text.count("\n", 0, utterance.start) + 1
            raise UnknownSpeakerError(
                f"transcript:{line}: speaker '{utterance.speaker}' is not declared in event.yaml"
                f"{did_you_mean(utterance.speaker, known.speaker_names)} (add the person, or the label as an alias)"
            )


def _assemble(transcript: Transcript, known: Known, annotations: Annotations | None) -> AnnotatedEvent:
    labels = labels_of(
        speakers=known.speakers,
        people=known.people,
        organizations=known.organizations,
        products=known.products,
        places=known.places,
        works=known.works,
        concepts=known.concepts,
    )
    event = AnnotatedEvent(
        event=known.event,
        transcript=transcript,
        speakers=known.speakers,
        people=known.people,
        organizations=known.organizations,
        products=known.products,
        places=known.places,
        works=known.works,
        concepts=known.concepts,
        mentions=tuple(find_mentions(transcript, labels, annotations.decided if annotations else None)),
    )
    if annotations is None:
        return event
    run = annotations.file.run
    return replace(
        event,
        event=replace(known.event, annotators=annotators_of(annotations.file.by, known.event.annotators)),
        questions=annotations.questions,
        propositions=annotations.propositions,
        claims=annotations.claims,
        stances=stances_of(annotations.shown, annotations.claims),
        relations=annotations.relations,
        references=annotations.references,
        decisions=annotations.decisions,
        polls=annotations.polls,
        run=Run(method=run.get("method", "human"), settings=tuple(sorted(run.items()))) if run else None,
    )
