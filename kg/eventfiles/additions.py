"""What a person adds to an event by corrections.yaml, in the shapes of annotations.yaml: located and checked like those."""

from __future__ import annotations

from dataclasses import replace

from kg.errors import DanglingIdError, QuoteError, UnknownSpeakerError
from kg.eventfiles.amend import UnmatchedError
from kg.eventfiles.annotation_file import ClaimEntry, PropositionEntry, QuestionEntry, ReferenceEntry, RelationEntry
from kg.evidence.quotes import Locator
from kg.evidence.stances import shown_by, stances_of
from kg.evidence.suggest import did_you_mean
from kg.model import AnnotatedEvent, Claim, Proposition, Question, Reference, Relation, content_id

Addition = ClaimEntry | RelationEntry | ReferenceEntry | QuestionEntry | PropositionEntry


def add(event: AnnotatedEvent, what: Addition, where: str) -> AnnotatedEvent:
    """Return the event with one thing more, made by a person.

    Raises:
        UnmatchedError: it points to a claim, question or proposition that is not there.
        QuoteError, UnknownSpeakerError, DanglingIdError: it does not fit the transcript.
    """
    if isinstance(what, ClaimEntry):
        return _add_claim(event, what, where)
    if isinstance(what, RelationEntry):
        return _add_relation(event, what, where)
    if isinstance(what, ReferenceEntry):
        return _add_reference(event, what, where)
    if isinstance(what, QuestionEntry):
        return _add_question(event, what, where)
    return _add_proposition(event, what)


def _speaker(event: AnnotatedEvent, name: str, where: str) -> str:
    names = {s.name for s in event.speakers}
    if name not in names:
        raise UnknownSpeakerError(f"{where}: speaker '{name}' is not declared in event.yaml{did_you_mean(name, names)}")
    return name


def _place(event: AnnotatedEvent, quote: str, prefix: str, where: str) -> tuple[int, int, int, int]:
    """Return start, end, number of earlier occurrences and utterance of a quote."""
    locator = Locator(event.transcript)
    start, end, nth = locator.find(quote, prefix=prefix, where=where)
    utterance = locator.utterance(start, end)
    if utterance is None:
        raise QuoteError(f"{where}: the quote is not inside one utterance (take words of one paragraph)")
    return start, end, nth, utterance.index


def _add_claim(event: AnnotatedEvent, entry: ClaimEntry, where: str) -> AnnotatedEvent:
    speaker = _speaker(event, entry.speaker, where)
    start, end, nth, utterance = _place(event, entry.quote, entry.prefix, where)
    concepts = {c.id for c in event.concepts}
    for concept in entry.concepts:
        if concept not in concepts:
            raise DanglingIdError(f"{where}: concept '{concept}' is declared nowhere{did_you_mean(concept, concepts)}")
    claim = Claim(
        id=content_id(event.event.id, speaker, entry.quote, *([str(nth)] if nth else [])),
        speaker=speaker,
        utterance=utterance,
        start=start,
        end=end,
        quote=entry.quote,
        text=entry.text,
        concepts=tuple(sorted(set(entry.concepts))),
        hedged=entry.hedged,
        quantity=entry.quantity,
        reported_by=entry.reported_by,
        note=entry.note,
    )
    claims = tuple(c for c in event.claims if c.id != claim.id)
    event = replace(event, claims=tuple(sorted((*claims, claim), key=lambda c: (c.start, c.end))))
    for proposition in entry.stances:
        if proposition not in {p.id for p in event.propositions}:
            raise UnmatchedError(proposition)
    # What was known of this claim makes way; what other claims show stays theirs.
    shown = [s for s in shown_by(event.stances) if s[2].claim != claim.id]
    shown += [(speaker, about, stance.evidence(claim)) for about, stance in entry.stances.items()]
    return replace(event, stances=stances_of(shown, event.claims))


def _claim_id(event: AnnotatedEvent, value: str) -> str:
    if value and not any(c.id == value for c in event.claims):
        raise UnmatchedError(value)
    return value


def _add_relation(event: AnnotatedEvent, entry: RelationEntry, where: str) -> AnnotatedEvent:
    first, second = _claim_id(event, entry.from_claim), _claim_id(event, entry.to_claim)
    start = end = None
    if entry.quote:
        start, end, _, _ = _place(event, entry.quote, entry.prefix, where)
    elif entry.basis == "explicit":
        raise QuoteError(f"{where}: an explicit relation needs its words (add a quote, or basis: inferred)")
    relation = Relation(
        id=content_id(event.event.id, first, entry.relation, second),
        from_claim=first,
        to_claim=second,
        relation=entry.relation,
        basis=entry.basis,
        about=entry.about,
        quote=entry.quote,
        start=start,
        end=end,
    )
    return replace(event, relations=(*(r for r in event.relations if r.id != relation.id), relation))


def _add_reference(event: AnnotatedEvent, entry: ReferenceEntry, where: str) -> AnnotatedEvent:
    speaker, other = _speaker(event, entry.speaker, where), _speaker(event, entry.refers_to, where)
    start, end, nth, utterance = _place(event, entry.quote, entry.prefix, where)
    reference = Reference(
        id=content_id(event.event.id, speaker, other, entry.quote, *([str(nth)] if nth else [])),
        utterance=utterance,
        speaker=speaker,
        refers_to=other,
        relation=entry.relation,
        quote=entry.quote,
        start=start,
        end=end,
        about=entry.about,
        from_claim=_claim_id(event, entry.from_claim),
        to_claim=_claim_id(event, entry.to_claim),
    )
    return replace(event, references=(*(r for r in event.references if r.id != reference.id), reference))


def _add_question(event: AnnotatedEvent, entry: QuestionEntry, where: str) -> AnnotatedEvent:
    asked_by = _speaker(event, entry.asked_by, where) if entry.asked_by else ""
    start = end = None
    if entry.quote:
        start, end, _, _ = _place(event, entry.quote, entry.prefix, where)
    question = Question(id=entry.id, text=entry.text, asked_by=asked_by, quote=entry.quote, start=start, end=end)
    return replace(event, questions=(*(q for q in event.questions if q.id != question.id), question))


def _add_proposition(event: AnnotatedEvent, entry: PropositionEntry) -> AnnotatedEvent:
    if entry.question not in {q.id for q in event.questions}:
        raise UnmatchedError(entry.question)
    proposition = Proposition(id=entry.id, text=entry.text, question=entry.question, kind=entry.kind)
    return replace(event, propositions=(*(p for p in event.propositions if p.id != proposition.id), proposition))
