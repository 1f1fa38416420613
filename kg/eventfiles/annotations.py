"""annotations.yaml brought together with its transcript: every quote found, every id known, every speaker checked."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import TypeVar

from kg.errors import DataFileError, QuoteError, TranscriptChangedError
from kg.eventfiles.annotation_file import (
    AnnotationFile,
    ClaimEntry,
    DecisionEntry,
    MentionEntry,
    PollEntry,
    QuestionEntry,
    ReferenceEntry,
    RelationEntry,
    Sourced,
)
from kg.eventfiles.yaml_source import YamlSource
from kg.evidence.entities import Known
from kg.evidence.given import Consent, Origin
from kg.evidence.ids import Where, known_id, proposition_of
from kg.evidence.stances import Shown
from kg.evidence.statements import Statements
from kg.model import Claim, Decision, EntityType, Poll, Proposition, Question, Reference, Relation, Transcript

_Made = TypeVar("_Made", Claim, Decision, Poll, Reference, Relation)


class Annotations:
    """annotations.yaml brought together with its transcript, one section at a time."""

    def __init__(self, file: AnnotationFile, source: YamlSource, transcript: Transcript, known: Known) -> None:
        self.file, self.source, self.known = file, source, known
        self._check_transcript(transcript)
        concepts = {c.id for c in known.concepts}
        self.make = Statements(known.event.id, transcript, speakers=known.speaker_names, concepts=concepts)
        self.questions = self._questions()
        self.propositions = self._propositions()
        self.claim_by_key: dict[str, str] = {}
        self.shown: list[Shown] = []
        self.claims = self._claims()
        self.relations = self._relations()
        self.references = self._references()
        self.decisions = self._decisions()
        self.polls = self._polls()
        self.decided = self._decided()

    def _check_transcript(self, transcript: Transcript) -> None:
        if not self.file.transcript_sha256:
            return
        actual = hashlib.sha256(transcript.text.encode("utf-8")).hexdigest()
        if actual != self.file.transcript_sha256:
            where = self.source.where("transcript_sha256")
            raise TranscriptChangedError(
                f"{where}: the transcript has changed since it was annotated (read what changed, then write transcript_sha256: {actual})"
            )

    def _where(self, section: str, i: int) -> Where:
        return lambda *keys: self.source.where(section, i, *keys)

    def _source_of(self, entry: Sourced) -> str:
        return entry.source or self.file.source

    def _origin(self, entry: Sourced) -> Origin:
        return Origin(source=self._source_of(entry), confidence=entry.confidence, rule=entry.rule)

    def _questions(self) -> tuple[Question, ...]:
        return tuple(
            question_of(entry, self.make, self._where("questions", i), source=self._source_of(entry))
            for i, entry in enumerate(self.file.questions)
        )

    def _propositions(self) -> tuple[Proposition, ...]:
        ids = {q.id for q in self.questions}
        return tuple(
            proposition_of(
                entry.id,
                entry.text,
                question=entry.question,
                kind=entry.kind,
                source=self._source_of(entry),
                questions=ids,
                where=self._where("propositions", i),
            )
            for i, entry in enumerate(self.file.propositions)
        )

    def _claims(self) -> tuple[Claim, ...]:
        claims: dict[str, Claim] = {}
        about = {p.id for p in self.propositions}
        for i, entry in enumerate(self.file.claims):
            where = self._where("claims", i)
            claim = claim_of(entry, self.make, where, self._origin(entry))
            _once(claims, claim, f"{where('quote')}: this claim stands twice: same speaker, same quote (join the two)")
            self.claim_by_key[entry.key or claim.id] = claim.id
            for proposition, stance in entry.stances.items():
                known_id(proposition, about, "proposition", where("stances", proposition))
                self.shown.append((claim.speaker, proposition, stance.evidence(claim)))
        return tuple(claims.values())

    def _relations(self) -> tuple[Relation, ...]:
        relations: dict[str, Relation] = {}
        for i, entry in enumerate(self.file.relations):
            where = self._where("relations", i)
            relation = relation_of(entry, self.make, self.claim_by_key, where, self._origin(entry))
            _once(relations, relation, f"{where()}: this relation stands twice (keep one)")
        return tuple(relations.values())

    def _references(self) -> tuple[Reference, ...]:
        references: dict[str, Reference] = {}
        for i, entry in enumerate(self.file.references):
            where = self._where("references", i)
            reference = reference_of(entry, self.make, self.claim_by_key, where, self._origin(entry))
            _once(references, reference, f"{where()}: this reference stands twice (keep one)")
        return tuple(references.values())

    def _decisions(self) -> tuple[Decision, ...]:
        decisions: dict[str, Decision] = {}
        for i, entry in enumerate(self.file.decisions):
            where = self._where("decisions", i)
            decision = self.make.decision(
                entry.outcome,
                entry.text,
                self.make.found(entry.quote, prefix=entry.prefix, occurrence=entry.occurrence, where=where),
                **self._concerns(entry, where),
                consent=Consent(
                    agreed=entry.agreed,
                    agreed_in_part=entry.agreed_in_part,
                    refused=entry.refused,
                    absent=entry.absent,
                ),
                origin=self._origin(entry),
                where=where,
            )
            _once(decisions, decision, f"{where()}: this decision stands twice (keep one)")
        return tuple(decisions.values())

    def _polls(self) -> tuple[Poll, ...]:
        polls: dict[str, Poll] = {}
        for i, entry in enumerate(self.file.polls):
            where = self._where("polls", i)
            poll = self.make.poll(
                entry.text,
                entry.shares,
                self.make.found(entry.quote, prefix=entry.prefix, occurrence=entry.occurrence, where=where),
                phase=entry.phase,
                **self._concerns(entry, where),
                origin=self._origin(entry),
                where=where,
            )
            _once(polls, poll, f"{where()}: this poll stands twice (keep one)")
        return tuple(polls.values())

    def _concerns(self, entry: DecisionEntry | PollEntry, where: Where) -> dict[str, str]:
        """Return the question and the proposition that an entry is about, which must be known."""
        if entry.question:
            known_id(entry.question, {q.id for q in self.questions}, "question", where("question"))
        if entry.proposition:
            known_id(entry.proposition, {p.id for p in self.propositions}, "proposition", where("proposition"))
        return {"question": entry.question, "proposition": entry.proposition}

    def _decided(self) -> dict[tuple[int, int], tuple[str, EntityType] | None]:
        decided: dict[tuple[int, int], tuple[str, EntityType] | None] = {}
        for i, entry in enumerate(self.file.mentions):
            where = self._where("mentions", i)
            span = self._span(entry, where)
            if span in decided:
                raise DataFileError(f"{where()}: this mention is decided twice (keep one)")
            if entry.entity is not None:
                known_id(entry.entity, self.known.types, "entity", where("entity"))
            decided[span] = None if entry.entity is None else (entry.entity, self.known.types[entry.entity])
        return decided

    def _span(self, entry: MentionEntry, where: Where) -> tuple[int, int]:
        """Return where the surface of a mention stands: the one that is meant within its quote."""
        quotes = self.make.quotes
        start, _ = quotes.find(entry.quote, prefix=entry.prefix, occurrence=entry.occurrence, where=where("quote"))
        spot = -1
        for _ in range(entry.nth):
            spot = entry.quote.find(entry.surface, spot + 1)
            if spot < 0:
                raise QuoteError(f"{where('surface')}: '{entry.surface}' is not in the quote {entry.nth} times")
        return start + spot, start + spot + len(entry.surface)


def _once(made: dict[str, _Made], new: _Made, twice: str) -> None:
    if new.id in made:
        raise DataFileError(twice)
    made[new.id] = new


def question_of(entry: QuestionEntry, make: Statements, where: Where, *, source: str = "human") -> Question:
    """Return the question that an entry says."""
    place = None
    if entry.quote:
        place = make.found(entry.quote, prefix=entry.prefix, occurrence=entry.occurrence, where=where)
    return make.question(entry.id, entry.text, asked_by=entry.asked_by, place=place, source=source, where=where)


def claim_of(entry: ClaimEntry, make: Statements, where: Where, origin: Origin) -> Claim:
    """Return the claim that an entry says, without its stances."""
    make.speaker(entry.speaker, where("speaker"))
    return make.claim(
        entry.speaker,
        make.found(entry.quote, prefix=entry.prefix, occurrence=entry.occurrence, where=where),
        entry.text,
        concepts=entry.concepts,
        hedged=entry.hedged,
        quantity=entry.quantity,
        reported_by=entry.reported_by,
        salience=entry.salience,
        note=entry.note,
        origin=origin,
        where=where,
    )


def relation_of(
    entry: RelationEntry, make: Statements, claims: Mapping[str, str], where: Where, origin: Origin
) -> Relation:
    """Return the relation that an entry says; `claims` maps what the entry calls a claim to its id."""
    known_id(entry.from_claim, claims, "claim", where("from_claim"))
    known_id(entry.to_claim, claims, "claim", where("to_claim"))
    place = None
    if entry.quote:
        place = make.found(entry.quote, prefix=entry.prefix, occurrence=entry.occurrence, where=where)
    return make.relation(
        claims[entry.from_claim],
        entry.relation,
        claims[entry.to_claim],
        basis=entry.basis,
        place=place,
        about=entry.about,
        origin=origin,
        where=where,
    )


def reference_of(
    entry: ReferenceEntry, make: Statements, claims: Mapping[str, str], where: Where, origin: Origin
) -> Reference:
    """Return the reference that an entry says; `claims` maps what the entry calls a claim to its id."""
    make.speaker(entry.speaker, where("speaker"))
    for key, value in (("from_claim", entry.from_claim), ("to_claim", entry.to_claim)):
        if value:
            known_id(value, claims, "claim", where(key))
    return make.reference(
        entry.speaker,
        entry.refers_to,
        make.found(entry.quote, prefix=entry.prefix, occurrence=entry.occurrence, where=where),
        entry.relation,
        about=entry.about,
        from_claim=claims.get(entry.from_claim, ""),
        to_claim=claims.get(entry.to_claim, ""),
        origin=origin,
        where=where,
    )
