"""An event folder, or a bare transcript with its guesses, as one AnnotatedEvent in which every quote has been found again."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path

from kg.errors import (
    DanglingIdError,
    DataFileError,
    QuoteError,
    SourceError,
    TranscriptChangedError,
    UnknownSpeakerError,
)
from kg.eventfiles.annotation_file import AnnotationFile, ClaimEntry, read_annotation_file
from kg.eventfiles.event_file import EventFile, event_of, organizations_of, people_of, products_of, read_event_file
from kg.eventfiles.locate import Locator
from kg.eventfiles.mentions import find_mentions, labels_of
from kg.eventfiles.stances import stances_of
from kg.eventfiles.suggest import did_you_mean
from kg.eventfiles.yaml_source import YamlSource
from kg.model import (
    AnnotatedEvent,
    Claim,
    Concept,
    EntityType,
    Event,
    Organization,
    Product,
    Proposition,
    Question,
    Reference,
    Relation,
    Run,
    Speaker,
    Transcript,
    content_id,
    slug,
)

TRANSCRIPT_STEM = "transcript"
#: Who reports a view in an editor's summary: no person.
EVENT_SUMMARY = "Event summary"


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


def load_event(folder: Path, transcript: Transcript, vocabulary: Iterable[Concept] = ()) -> AnnotatedEvent:
    """Join a transcript with the YAML files of its folder; either file may be missing.

    Raises:
        KgError: whatever is wrong in one of the files, with file, line, cause and remedy.
    """
    event_path, annotation_path = folder / "event.yaml", folder / "annotations.yaml"
    event_file = read_event_file(event_path)[0] if event_path.exists() else EventFile()
    transcript = with_declared_names(transcript, event_file)
    event = event_of(event_file, default_id=slug(folder.absolute().name), default_title=transcript.title)
    known = Known(
        event=event,
        speakers=participants(event_file, transcript),
        people=people_of(event_file.people, default_role=None),
        organizations=organizations_of(event_file),
        products=products_of(event_file),
        concepts=tuple(vocabulary),
    )
    if event_file.speakers:
        _check_transcript_speakers(transcript, known)
    if not annotation_path.exists():
        return _assemble(transcript, known, None)
    file, source = read_annotation_file(annotation_path)
    return _assemble(transcript, known, _Annotations(file, source, transcript, known))


def bare_event(event_id: str, transcript: Transcript, vocabulary: Iterable[Concept] = ()) -> AnnotatedEvent:
    """Return the event of a transcript of which nothing else is known: its speakers are guesses from its labels."""
    event = event_of(EventFile(), default_id=event_id, default_title=transcript.title)
    known = Known(event=event, speakers=participants(EventFile(), transcript), concepts=tuple(vocabulary))
    return _assemble(transcript, known, None)


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


class Known:
    """What can be named in an event: its speakers, people, organizations, products and concepts, by id."""

    def __init__(
        self,
        *,
        event: Event,
        speakers: tuple[Speaker, ...],
        people: tuple[Speaker, ...] = (),
        organizations: tuple[Organization, ...] = (),
        products: tuple[Product, ...] = (),
        concepts: tuple[Concept, ...] = (),
    ) -> None:
        self.event, self.speakers, self.people = event, speakers, people
        self.organizations, self.products, self.concepts = organizations, products, concepts
        self.speaker_names = {s.name for s in speakers}
        self.types: dict[str, EntityType] = {}
        for entity_type, entities in self._by_type():
            self.types |= {e.id: entity_type for e in entities if e.id not in self.types}

    def _by_type(self) -> list[tuple[EntityType, tuple[Speaker | Organization | Product | Concept, ...]]]:
        return [
            ("speaker", self.speakers),
            ("person", self.people),
            ("organization", self.organizations),
            ("product", self.products),
            ("concept", self.concepts),
        ]


def _check_transcript_speakers(transcript: Transcript, known: Known) -> None:
    for utterance in transcript.utterances:
        if utterance.speaker and utterance.speaker not in known.speaker_names:
            line = transcript.text.count("\n", 0, utterance.start) + 1
            raise UnknownSpeakerError(
                f"transcript:{line}: speaker '{utterance.speaker}' is not declared in event.yaml"
                f"{did_you_mean(utterance.speaker, known.speaker_names)} (add the person, or the label as an alias)"
            )


class _Annotations:
    """annotations.yaml brought together with its transcript, one section at a time."""

    def __init__(self, file: AnnotationFile, source: YamlSource, transcript: Transcript, known: Known) -> None:
        self.file, self.source, self.transcript, self.known = file, source, transcript, known
        self.locator = Locator(transcript)
        self._check_transcript()
        self.questions = self._questions()
        self.propositions = self._propositions()
        self.claim_by_key: dict[str, Claim] = {}
        self.claims = self._claims()
        self.relations = self._relations()
        self.references = self._references()
        self.decided = self._decided()

    def _check_transcript(self) -> None:
        if not self.file.transcript_sha256:
            return
        actual = hashlib.sha256(self.transcript.text.encode("utf-8")).hexdigest()
        if actual != self.file.transcript_sha256:
            where = self.source.where("transcript_sha256")
            raise TranscriptChangedError(
                f"{where}: the transcript has changed since it was annotated (read what changed, then write transcript_sha256: {actual})"
            )

    def _speaker(self, name: str, *path: str | int) -> str:
        if name not in self.known.speaker_names:
            raise UnknownSpeakerError(
                f"{self.source.where(*path)}: speaker '{name}' is not declared in event.yaml{did_you_mean(name, self.known.speaker_names)}"
            )
        return name

    def _known_id(self, value: str, ids: Collection[str], what: str, *path: str | int) -> str:
        if value not in ids:
            raise DanglingIdError(
                f"{self.source.where(*path)}: {what} '{value}' is declared nowhere{did_you_mean(value, ids)}"
            )
        return value

    def _find(self, quote: str, prefix: str, section: str, i: int) -> tuple[int, int, int]:
        return self.locator.find(quote, prefix=prefix, where=self.source.where(section, i, "quote"))

    def _utterance(self, start: int, end: int, speaker: str, section: str, i: int) -> int:
        utterance = self.locator.utterance(start, end)
        where = self.source.where(section, i, "quote")
        if utterance is None:
            raise QuoteError(
                f"{where}: the quote is not inside one utterance (take words of one paragraph, without the speaker's label)"
            )
        if speaker and utterance.speaker != speaker:
            owner = f"spoken by {utterance.speaker}" if utterance.speaker else f"in a {utterance.kind}"
            raise QuoteError(
                f"{where}: the quote is not said by {speaker} but {owner} (transcript line {self.locator.line(start)}): "
                "mend the speaker, or say who reports it with reported_by"
            )
        return utterance.index

    def _source_of(self, entry_source: str) -> str:
        return entry_source or self.file.source

    def _questions(self) -> tuple[Question, ...]:
        questions = []
        for i, entry in enumerate(self.file.questions):
            start = end = None
            if entry.asked_by:
                self._speaker(entry.asked_by, "questions", i, "asked_by")
            if entry.quote:
                start, end, _ = self._find(entry.quote, entry.prefix, "questions", i)
                self._utterance(start, end, entry.asked_by, "questions", i)
            questions.append(
                Question(
                    id=entry.id,
                    text=entry.text,
                    asked_by=entry.asked_by,
                    quote=entry.quote,
                    start=start,
                    end=end,
                    source=self._source_of(entry.source),
                )
            )
        return tuple(questions)

    def _propositions(self) -> tuple[Proposition, ...]:
        ids = {q.id for q in self.questions}
        return tuple(
            Proposition(
                id=entry.id,
                text=entry.text,
                question=self._known_id(entry.question, ids, "question", "propositions", i, "question"),
                kind=entry.kind,
                source=self._source_of(entry.source),
            )
            for i, entry in enumerate(self.file.propositions)
        )

    def _claims(self) -> tuple[Claim, ...]:
        claims: dict[str, Claim] = {}
        proposition_ids = {p.id for p in self.propositions}
        concept_ids = {c.id for c in self.known.concepts}
        for i, entry in enumerate(self.file.claims):
            for j, concept in enumerate(entry.concepts):
                self._known_id(concept, concept_ids, "concept", "claims", i, "concepts", j)
            for proposition in entry.stances:
                self._known_id(proposition, proposition_ids, "proposition", "claims", i, "stances", proposition)
            claim = self._claim(entry, i)
            if claim.id in claims:
                raise DataFileError(
                    f"{self.source.where('claims', i, 'quote')}: this claim stands twice: same speaker, same quote (join the two)"
                )
            claims[claim.id] = claim
            self.claim_by_key[entry.key or claim.id] = claim
        return tuple(claims.values())

    def _claim(self, entry: ClaimEntry, i: int) -> Claim:
        self._speaker(entry.speaker, "claims", i, "speaker")
        start, end, nth = self._find(entry.quote, entry.prefix, "claims", i)
        reporter = entry.reported_by
        if reporter and reporter != EVENT_SUMMARY:
            self._speaker(reporter, "claims", i, "reported_by")
        said_by = entry.speaker if not reporter else "" if reporter == EVENT_SUMMARY else reporter
        utterance = self._utterance(start, end, said_by, "claims", i)
        return Claim(
            id=content_id(self.known.event.id, entry.speaker, entry.quote, *([str(nth)] if nth else [])),
            speaker=entry.speaker,
            utterance=utterance,
            start=start,
            end=end,
            quote=entry.quote,
            text=entry.text,
            concepts=tuple(sorted(set(entry.concepts))),
            hedged=entry.hedged,
            quantity=entry.quantity,
            reported_by=reporter,
            note=entry.note,
            source=self._source_of(entry.source),
            confidence=entry.confidence,
            rule=entry.rule,
        )

    def _claim_id(self, key: str, *path: str | int) -> str:
        self._known_id(key, self.claim_by_key, "claim", *path)
        return self.claim_by_key[key].id

    def _relations(self) -> tuple[Relation, ...]:
        relations: dict[str, Relation] = {}
        for i, entry in enumerate(self.file.relations):
            first, second = (
                self._claim_id(entry.from_, "relations", i, "from"),
                self._claim_id(entry.to, "relations", i, "to"),
            )
            if first == second:
                raise DataFileError(
                    f"{self.source.where('relations', i)}: a claim cannot relate to itself (name two claims)"
                )
            start = end = None
            if entry.quote:
                start, end, _ = self._find(entry.quote, entry.prefix, "relations", i)
                self._utterance(start, end, "", "relations", i)
            elif entry.basis == "explicit":
                raise QuoteError(
                    f"{self.source.where('relations', i)}: an explicit relation needs its words (add a quote, or basis: inferred)"
                )
            relation = Relation(
                id=content_id(self.known.event.id, first, entry.relation, second),
                from_claim=first,
                to_claim=second,
                relation=entry.relation,
                basis=entry.basis,
                about=entry.about,
                evidence=entry.quote,
                start=start,
                end=end,
                source=self._source_of(entry.source),
                confidence=entry.confidence,
                rule=entry.rule,
            )
            if relation.id in relations:
                raise DataFileError(f"{self.source.where('relations', i)}: this relation stands twice (keep one)")
            relations[relation.id] = relation
        return tuple(relations.values())

    def _references(self) -> tuple[Reference, ...]:
        references: dict[str, Reference] = {}
        for i, entry in enumerate(self.file.references):
            self._speaker(entry.speaker, "references", i, "speaker")
            self._speaker(entry.refers_to, "references", i, "refers_to")
            start, end, nth = self._find(entry.quote, entry.prefix, "references", i)
            utterance = self._utterance(start, end, entry.speaker, "references", i)
            reference = Reference(
                id=content_id(
                    self.known.event.id, entry.speaker, entry.refers_to, entry.quote, *([str(nth)] if nth else [])
                ),
                utterance=utterance,
                speaker=entry.speaker,
                refers_to=entry.refers_to,
                relation=entry.relation,
                quote=entry.quote,
                start=start,
                end=end,
                about=entry.about,
                claim=self._claim_id(entry.claim, "references", i, "claim") if entry.claim else "",
                to_claim=self._claim_id(entry.to_claim, "references", i, "to_claim") if entry.to_claim else "",
                source=self._source_of(entry.source),
                confidence=entry.confidence,
                rule=entry.rule,
            )
            if reference.id in references:
                raise DataFileError(f"{self.source.where('references', i)}: this reference stands twice (keep one)")
            references[reference.id] = reference
        return tuple(references.values())

    def _decided(self) -> dict[tuple[int, int], tuple[str, EntityType] | None]:
        decided: dict[tuple[int, int], tuple[str, EntityType] | None] = {}
        for i, entry in enumerate(self.file.mentions):
            start, _, _ = self._find(entry.quote, entry.prefix, "mentions", i)
            spot = -1
            for _ in range(entry.nth):
                spot = entry.quote.find(entry.surface, spot + 1)
            if spot < 0:
                raise QuoteError(
                    f"{self.source.where('mentions', i, 'surface')}: '{entry.surface}' is not in the quote {entry.nth} times"
                )
            span = (start + spot, start + spot + len(entry.surface))
            if span in decided:
                raise DataFileError(f"{self.source.where('mentions', i)}: this mention is decided twice (keep one)")
            if entry.entity is not None:
                self._known_id(entry.entity, self.known.types, "entity", "mentions", i, "entity")
            decided[span] = None if entry.entity is None else (entry.entity, self.known.types[entry.entity])
        return decided


def _assemble(transcript: Transcript, known: Known, annotations: _Annotations | None) -> AnnotatedEvent:
    labels = labels_of(
        speakers=known.speakers,
        people=known.people,
        organizations=known.organizations,
        products=known.products,
        concepts=known.concepts,
    )
    event = AnnotatedEvent(
        event=known.event,
        transcript=transcript,
        speakers=known.speakers,
        people=known.people,
        organizations=known.organizations,
        products=known.products,
        concepts=known.concepts,
        mentions=tuple(find_mentions(transcript, labels, annotations.decided if annotations else None)),
    )
    if annotations is None:
        return event
    run = annotations.file.run
    return replace(
        event,
        questions=annotations.questions,
        propositions=annotations.propositions,
        claims=annotations.claims,
        stances=stances_of(annotations.file.claims, annotations.claims),
        relations=annotations.relations,
        references=annotations.references,
        run=Run(method=run.get("method", "human"), settings=tuple(sorted(run.items()))) if run else None,
    )
