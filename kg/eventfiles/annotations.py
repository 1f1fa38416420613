"""annotations.yaml brought together with its transcript: every quote found, every id known, every speaker checked."""

from __future__ import annotations

import hashlib
from collections.abc import Collection

from kg.errors import DanglingIdError, DataFileError, QuoteError, TranscriptChangedError, UnknownSpeakerError
from kg.eventfiles.annotation_file import AnnotationFile, ClaimEntry
from kg.eventfiles.yaml_source import YamlSource
from kg.evidence.entities import Known
from kg.evidence.quotes import Locator
from kg.evidence.stances import Shown
from kg.evidence.suggest import did_you_mean
from kg.model import Claim, EntityType, Proposition, Question, Reference, Relation, Transcript, content_id

#: Who reports a view in an editor's summary: no person.
EVENT_SUMMARY = "Event summary"


class Annotations:
    """annotations.yaml brought together with its transcript, one section at a time."""

    def __init__(self, file: AnnotationFile, source: YamlSource, transcript: Transcript, known: Known) -> None:
        self.file, self.source, self.transcript, self.known = file, source, transcript, known
        self.locator = Locator(transcript)
        self._check_transcript()
        self.questions = self._questions()
        self.propositions = self._propositions()
        self.claim_by_key: dict[str, Claim] = {}
        self.shown: list[Shown] = []
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
            self.shown += [(claim.speaker, about, stance.evidence(claim)) for about, stance in entry.stances.items()]
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
                self._claim_id(entry.from_claim, "relations", i, "from_claim"),
                self._claim_id(entry.to_claim, "relations", i, "to_claim"),
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
                quote=entry.quote,
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
                from_claim=self._claim_id(entry.from_claim, "references", i, "from_claim") if entry.from_claim else "",
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
