"""What points to what in an event, when a thing goes, goes into another, or a speaker gets another name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from kg.evidence.stances import shown_by, stances_of
from kg.model import AnnotatedEvent

_Value = TypeVar("_Value")


def without(event: AnnotatedEvent, field: str, target: str) -> AnnotatedEvent:
    """Return the event without what pointed to a thing that is gone from one of its lists."""
    if field == "claims":
        event = _without_claim(event, target)
    if field == "questions":
        event = _without_propositions(event, {p.id for p in event.propositions if p.question == target})
    if field == "propositions":
        event = _without_propositions(event, {target})
    mentions = tuple(m for m in event.mentions if m.entity != target)
    claims = tuple(
        replace(c, concepts=tuple(x for x in c.concepts if x != target)) if target in c.concepts else c
        for c in event.claims
    )
    return replace(event, mentions=mentions, claims=claims)


def _without_claim(event: AnnotatedEvent, target: str) -> AnnotatedEvent:
    """Take what a claim shows out of the stances, which are joined anew from what the others show."""

    def kept(claim: str) -> str:
        return "" if claim == target else claim

    shown = [s for s in shown_by(event.stances) if s[2].claim != target]
    return replace(
        event,
        relations=tuple(r for r in event.relations if target not in (r.from_claim, r.to_claim)),
        references=tuple(
            replace(r, from_claim=kept(r.from_claim), to_claim=kept(r.to_claim)) for r in event.references
        ),
        stances=stances_of(shown, event.claims),
    )


def _without_propositions(event: AnnotatedEvent, gone: set[str]) -> AnnotatedEvent:
    return replace(
        event,
        propositions=tuple(p for p in event.propositions if p.id not in gone),
        stances=tuple(s for s in event.stances if s.proposition not in gone),
        decisions=tuple(replace(d, proposition="") if d.proposition in gone else d for d in event.decisions),
        polls=tuple(replace(p, proposition="") if p.proposition in gone else p for p in event.polls),
    )


def respoken(event: AnnotatedEvent, old: str, new: str) -> AnnotatedEvent:
    """Let everything that one speaker said be said by another name."""

    def renamed(values: Iterable[_Value], *names: str) -> tuple[_Value, ...]:
        made = []
        for value in values:
            changes = {n: new for n in names if getattr(value, n) == old}
            made.append(replace(value, **changes) if changes else value)  # type: ignore[type-var]
        return tuple(made)

    return replace(
        event,
        transcript=replace(event.transcript, utterances=renamed(event.transcript.utterances, "speaker")),
        claims=renamed(event.claims, "speaker", "reported_by"),
        stances=renamed(event.stances, "speaker"),
        references=renamed(event.references, "speaker", "refers_to"),
        questions=renamed(event.questions, "asked_by"),
        mentions=renamed(event.mentions, "speaker"),
    )


def repointed(event: AnnotatedEvent, old: str, new: str) -> AnnotatedEvent:
    """Let everything that pointed to `old` point to `new`."""

    def to(value: str) -> str:
        return new if value == old else value

    shown = [(who, to(about), replace(piece, claim=to(piece.claim))) for who, about, piece in shown_by(event.stances)]
    moved = (replace(r, from_claim=to(r.from_claim), to_claim=to(r.to_claim)) for r in event.relations)
    # Two relations may have become one, or join a claim to itself.
    relations = {(r.from_claim, r.relation, r.to_claim): r for r in moved if r.from_claim != r.to_claim}
    return replace(
        event,
        stances=stances_of(shown, event.claims),
        relations=tuple(relations.values()),
        references=tuple(replace(r, from_claim=to(r.from_claim), to_claim=to(r.to_claim)) for r in event.references),
        propositions=tuple(replace(p, question=to(p.question)) for p in event.propositions),
        decisions=tuple(replace(d, proposition=to(d.proposition)) for d in event.decisions),
        polls=tuple(replace(p, proposition=to(p.proposition)) for p in event.polls),
        claims=tuple(
            replace(c, concepts=tuple(dict.fromkeys(to(x) for x in c.concepts))) if old in c.concepts else c
            for c in event.claims
        ),
    )
