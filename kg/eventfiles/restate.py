"""Changes to what stands where: a person gives a stance, splits a proposition, turns one round, says who speaks a turn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import cast, get_args

from kg.errors import DataFileError
from kg.eventfiles.amend import UnmatchedError
from kg.eventfiles.correction_file import TURN, CorrectionEntry, PartEntry
from kg.evidence.ids import Where, proposition_of
from kg.evidence.stances import Shown, shown_by, stances_of, usual_basis
from kg.evidence.suggest import did_you_mean
from kg.model import AnnotatedEvent, Claim, Evidence, Proposition, Side, Speaker, slug
from kg.slugs import first_free

#: The other side.
OPPOSITE: dict[Side, Side] = {"agrees": "disagrees", "disagrees": "agrees"}


def take_stance(event: AnnotatedEvent, entry: CorrectionEntry, at: Where) -> AnnotatedEvent:
    """Return the event in which a speaker's stance on a proposition is what a person says, shown by claims of the speaker.

    Whatever showed it before makes way; `to: none` takes it away.

    Raises:
        UnmatchedError: there is no such proposition, or no such claim.
        DataFileError: the side is none, or a claim is another speaker's.
    """
    speaker, _, about = entry.target.partition("|")
    if about not in {p.id for p in event.propositions} or speaker not in {s.name for s in event.speakers}:
        raise UnmatchedError(entry.target)
    others = [s for s in shown_by(event.stances) if s[:2] != (speaker, about)]
    if entry.to == "none":
        return replace(event, stances=stances_of(others, event.claims))
    if entry.to not in get_args(Side):
        known = (*get_args(Side), "none")
        raise DataFileError(
            f"{at('to')}: '{entry.to}' is no side (one of {', '.join(known)}){did_you_mean(entry.to, known)}"
        )
    claims = {c.id: c for c in event.claims}
    shown: list[Shown] = [
        (
            speaker,
            about,
            Evidence(
                claim=claim.id,
                side=cast(Side, entry.to),
                basis=entry.basis or usual_basis(claim),
                why=entry.why,
            ),
        )
        for claim in _own_claims(entry.claims, speaker, claims.values(), at)
    ]
    return replace(event, stances=stances_of([*others, *shown], event.claims))


def _own_claims(ids: Iterable[str], speaker: str, claims: Iterable[Claim], at: Where) -> list[Claim]:
    by_id = {c.id: c for c in claims}
    found = []
    for claim in ids:
        if claim not in by_id:
            raise UnmatchedError(claim)
        if by_id[claim].speaker != speaker:
            raise DataFileError(
                f"{at('claims')}: claim {claim} is {by_id[claim].speaker}'s (a stance rests on the speaker's own claims)"
            )
        found.append(by_id[claim])
    return found


def split(event: AnnotatedEvent, target: str, parts: Sequence[PartEntry], at: Where) -> AnnotatedEvent:
    """Return the event in which a proposition has become several, each with the evidence of the claims that it names.

    Raises:
        UnmatchedError: there is no such proposition.
        DataFileError: the id of a part can end no IRI, or is another proposition's.
    """
    old = next((p for p in event.propositions if p.id == target), None)
    if old is None:
        raise UnmatchedError(target)
    made = [_part(old, part, _place(at, "parts", i)) for i, part in enumerate(parts)]
    others = {p.id for p in event.propositions} - {target}
    for i, part in enumerate(made):
        if part.id in others or part.id in {p.id for p in made[:i]}:
            raise DataFileError(f"{at('parts', i, 'id')}: there is a proposition '{part.id}' (ids are unique)")
    propositions = [q for p in event.propositions for q in (made if p.id == target else [p])]
    shown = [
        s for piece in shown_by(event.stances) for s in ([piece] if piece[1] != target else _to_parts(piece, parts))
    ]
    first = made[0].id
    decisions = tuple(replace(d, proposition=first) if d.proposition == target else d for d in event.decisions)
    polls = tuple(replace(p, proposition=first) if p.proposition == target else p for p in event.polls)
    stances = stances_of(shown, event.claims)
    return replace(event, propositions=tuple(propositions), stances=stances, decisions=decisions, polls=polls)


def _place(at: Where, *above: str | int) -> Where:
    return lambda *keys: at(*above, *keys)


def _part(old: Proposition, part: PartEntry, at: Where) -> Proposition:
    return proposition_of(
        part.id, part.text, question=old.question, kind=part.kind or old.kind, questions={old.question}, where=at
    )


def _to_parts(piece: Shown, parts: Sequence[PartEntry]) -> list[Shown]:
    speaker, _, evidence = piece
    named = [part for part in parts if evidence.claim in part.claims]
    return [(speaker, part.id, turned(evidence) if part.opposite else evidence) for part in named or parts[:1]]


def turned(evidence: Evidence) -> Evidence:
    """Return a piece of evidence as it is of the opposite proposition."""
    return replace(evidence, side=OPPOSITE.get(evidence.side, evidence.side))


def opposed(event: AnnotatedEvent, proposition: str) -> AnnotatedEvent:
    """Return the event in which what is shown on a proposition is of the other side: before it goes into its opposite.

    Raises:
        UnmatchedError: there is no such proposition.
    """
    if proposition not in {p.id for p in event.propositions}:
        raise UnmatchedError(proposition)
    shown = [(who, about, turned(e) if about == proposition else e) for who, about, e in shown_by(event.stances)]
    return replace(event, stances=stances_of(shown, event.claims))


def speaks(event: AnnotatedEvent, turn: str, name: str) -> AnnotatedEvent:
    """Return the event in which somebody else speaks a turn: its claims and what they show are that speaker's.

    A name that nobody has is a speaker more.

    Args:
        event: the event.
        turn: `turn-N`, from 1.
        name: the speaker's full name, as it stands among the speakers.

    Raises:
        UnmatchedError: there is no such turn, or nobody speaks in it.
    """
    number = TURN.fullmatch(turn)
    index = int(number[1]) - 1 if number else -1
    utterances = event.transcript.utterances
    if not 0 <= index < len(utterances) or utterances[index].kind != "speech":
        raise UnmatchedError(turn)
    own = {c.id for c in event.claims if c.utterance == index}
    shown = [(name if e.claim in own else who, about, e) for who, about, e in shown_by(event.stances)]
    claims = tuple(replace(c, speaker=name) if c.id in own else c for c in event.claims)
    return replace(
        _with_speaker(event, name),
        transcript=replace(
            event.transcript, utterances=tuple(replace(u, speaker=name) if u.index == index else u for u in utterances)
        ),
        claims=claims,
        stances=stances_of(shown, claims),
        references=tuple(replace(r, speaker=name) if r.utterance == index else r for r in event.references),
        mentions=tuple(replace(m, speaker=name) if m.utterance == index else m for m in event.mentions),
    )


def _with_speaker(event: AnnotatedEvent, name: str) -> AnnotatedEvent:
    if name in {s.name for s in event.speakers}:
        return event
    return replace(event, speakers=(*event.speakers, Speaker(id=first_free(slug(name), _ids(event)), name=name)))


def _ids(event: AnnotatedEvent) -> set[str]:
    return {
        e.id
        for name in ("speakers", "people", "organizations", "products", "places", "works")
        for e in getattr(event, name)
    }
