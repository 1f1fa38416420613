"""Two readings of one transcript joined: what both have is surer and marked so, what one has alone is less sure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from rapidfuzz import fuzz

from kg.drafting.entrance.sureness import ALONE
from kg.errors import DataFileError
from kg.evidence.nearly_verbatim import NEGATIONS, words_of
from kg.evidence.stances import Shown, shown_by, stances_of
from kg.model import AnnotatedEvent, Claim, Proposition, Question, Reference, Relation
from kg.slugs import first_free

#: What is said of a statement by the rule that it carries.
BOTH, ONE = "in both readings", "in one of two readings"
#: Wordings that are so like are the same; less like ones are, where enough passages show the same side of both.
_SAME, _NEARLY = 82.0, 50.0
_PASSAGES = 2
_Statement = TypeVar("_Statement", bound=Claim | Reference | Relation)


def merged(first: AnnotatedEvent, second: AnnotatedEvent) -> AnnotatedEvent:
    """Return two readings of one transcript as one.

    Speakers, names and everything that both have are those of the first; propositions are the same where their wording is,
    or where two passages and more show the same side of both, and no passage the opposite.

    Args:
        first: what stays where both have something.
        second: what is joined to it.

    Raises:
        DataFileError: they are not of the same transcript.
    """
    if first.transcript.text != second.transcript.text:
        raise DataFileError(f"{second.event.id}: is a reading of another transcript than {first.event.id}")
    names = _speakers(first, second)
    second = _renamed(second, names)
    claims, claim_of = _claims(first.claims, second.claims)
    questions, question_of = _questions(first.questions, second.questions)
    shown = [(s, p, replace(e, claim=claim_of[e.claim])) for s, p, e in shown_by(second.stances)]
    propositions, proposition_of = _propositions(first, second, shown, question_of)
    mine = shown_by(first.stances)
    theirs = [(s, proposition_of[p], e) for s, p, e in shown]
    return replace(
        first,
        questions=questions,
        propositions=propositions,
        claims=claims,
        stances=stances_of(_once([*mine, *theirs]), claims),
        relations=_union(first.relations, _moved(second.relations, claim_of), _relation_key),
        references=_union(first.references, [_pointed(r, claim_of) for r in second.references], _reference_key),
    )


def _speakers(first: AnnotatedEvent, second: AnnotatedEvent) -> dict[str, str]:
    """Return the second reading's names of speakers → the first's: whoever speaks the same turns is the same."""
    turns = zip(first.transcript.utterances, second.transcript.utterances, strict=True)
    return {b.speaker: a.speaker for a, b in turns if b.speaker}


def _renamed(event: AnnotatedEvent, names: Mapping[str, str]) -> AnnotatedEvent:
    def name(speaker: str) -> str:
        return names.get(speaker, speaker)

    return replace(
        event,
        claims=tuple(replace(c, speaker=name(c.speaker), reported_by=name(c.reported_by)) for c in event.claims),
        references=tuple(replace(r, speaker=name(r.speaker), refers_to=name(r.refers_to)) for r in event.references),
        questions=tuple(replace(q, asked_by=name(q.asked_by)) for q in event.questions),
        stances=tuple(replace(s, speaker=name(s.speaker)) for s in event.stances),
    )


def _claims(first: Sequence[Claim], second: Sequence[Claim]) -> tuple[tuple[Claim, ...], dict[str, str]]:
    """Return the claims of both, and the second's ids → those they go by now: half of the words shared is the same claim."""
    by_turn: dict[tuple[str, int], list[Claim]] = defaultdict(list)
    for claim in first:
        by_turn[claim.speaker, claim.utterance].append(claim)
    same: dict[str, str] = {}
    both: set[str] = set()
    fresh = []
    for claim in second:
        found = max(by_turn[claim.speaker, claim.utterance], key=lambda c: _shared(c, claim), default=None)
        if found is not None and _shared(found, claim) >= 0.5:
            same[claim.id] = found.id
            both.add(found.id)
        else:
            same[claim.id] = claim.id
            fresh.append(_alone(claim))
    kept = [_twice(c) if c.id in both else _alone(c) for c in first]
    return tuple(sorted([*kept, *fresh], key=lambda c: (c.start, c.end, c.id))), same


def _shared(one: Claim, other: Claim) -> float:
    over = min(one.end, other.end) - max(one.start, other.start)
    return over / min(one.end - one.start, other.end - other.start) if over > 0 else 0.0


def _twice(statement: _Statement) -> _Statement:
    return replace(statement, confidence=round(1 - (1 - statement.confidence) / 2, 2), rule=BOTH)


def _alone(statement: _Statement) -> _Statement:
    return replace(statement, confidence=round(statement.confidence * ALONE, 2), rule=ONE)


def _questions(first: Sequence[Question], second: Sequence[Question]) -> tuple[tuple[Question, ...], dict[str, str]]:
    made, same = list(first), dict[str, str]()
    taken = {q.id for q in first}
    for question in second:
        there = next((q for q in first if _same_place(q, question) or _alike(q.text, question.text) >= _SAME), None)
        same[question.id] = there.id if there else first_free(question.id, taken)
        if there is None:
            made.append(replace(question, id=same[question.id]))
            taken.add(same[question.id])
    return tuple(made), same


def _same_place(one: Question, other: Question) -> bool:
    if one.start is None or other.start is None or one.end is None or other.end is None:
        return False
    return min(one.end, other.end) > max(one.start, other.start)


def _propositions(
    first: AnnotatedEvent, second: AnnotatedEvent, shown: Sequence[Shown], question_of: Mapping[str, str]
) -> tuple[tuple[Proposition, ...], dict[str, str]]:
    mine, theirs = _sides(shown_by(first.stances)), _sides(shown)
    made, same = list(first.propositions), dict[str, str]()
    taken = {p.id for p in first.propositions} | set(question_of.values())
    for proposition in second.propositions:
        scored = [(_same_proposition(p, proposition, mine, theirs), p.id) for p in first.propositions]
        best = max(scored, default=(0.0, ""))
        same[proposition.id] = best[1] if best[0] > 0 else first_free(proposition.id, taken)
        if best[0] <= 0:
            taken.add(same[proposition.id])
            made.append(replace(proposition, id=same[proposition.id], question=question_of[proposition.question]))
    return tuple(made), same


def _sides(shown: Iterable[Shown]) -> dict[str, dict[tuple[str, str], str]]:
    """Return proposition → (speaker, claim) → side, of what shows a side and is no concession."""
    sides: dict[str, dict[tuple[str, str], str]] = defaultdict(dict)
    for speaker, proposition, piece in shown:
        if piece.side in {"agrees", "disagrees"} and not piece.kind:
            sides[proposition][speaker, piece.claim] = piece.side
    return sides


def _same_proposition(
    one: Proposition,
    other: Proposition,
    mine: Mapping[str, Mapping[tuple[str, str], str]],
    theirs: Mapping[str, Mapping[tuple[str, str], str]],
) -> float:
    """Return how sure two propositions are one, or 0 where they are not."""
    alike = _alike(one.text, other.text)
    a, b = mine.get(one.id, {}), theirs.get(other.id, {})
    same = sum(a[k] == b[k] for k in a.keys() & b.keys())
    opposite = len(a.keys() & b.keys()) - same
    if opposite or alike < _NEARLY:
        return 0.0
    return alike if alike >= _SAME or same >= _PASSAGES else 0.0


def _alike(one: str, other: str) -> float:
    """Return how like two sentences are, 0 to 100; with another "not" they are not."""
    a, b = words_of(one), words_of(other)
    if sorted(w for w in a if w in NEGATIONS) != sorted(w for w in b if w in NEGATIONS):
        return 0.0
    return fuzz.token_sort_ratio(" ".join(a), " ".join(b))


def _once(shown: Iterable[Shown]) -> list[Shown]:
    """Return evidence in which each claim shows each side of a proposition once."""
    seen: dict[tuple[str, str, str, str, str], Shown] = {}
    for speaker, proposition, piece in shown:
        seen.setdefault((speaker, proposition, piece.claim, piece.side, piece.kind), (speaker, proposition, piece))
    return list(seen.values())


def _moved(relations: Iterable[Relation], claim_of: Mapping[str, str]) -> list[Relation]:
    """Return relations between the claims of both readings; where both ends are one claim now, there is none."""
    moved = (replace(r, from_claim=claim_of[r.from_claim], to_claim=claim_of[r.to_claim]) for r in relations)
    return [r for r in moved if r.from_claim != r.to_claim]


def _pointed(reference: Reference, claim_of: Mapping[str, str]) -> Reference:
    return replace(
        reference,
        from_claim=claim_of.get(reference.from_claim, ""),
        to_claim=claim_of.get(reference.to_claim, ""),
    )


def _relation_key(relation: Relation) -> tuple[str, ...]:
    return relation.from_claim, relation.to_claim, relation.relation


def _reference_key(reference: Reference) -> tuple[str, ...]:
    return reference.speaker, reference.refers_to, str(reference.utterance), reference.relation


def _union(
    first: Sequence[_Statement], second: Sequence[_Statement], key: Callable[[_Statement], tuple[str, ...]]
) -> tuple[_Statement, ...]:
    """Return the statements of both: those with one key are one, in the words of the first."""
    theirs = {key(s) for s in second}
    mine = {key(s) for s in first}
    kept: list[_Statement] = [_twice(s) if key(s) in theirs else _alone(s) for s in first]
    known: set[str] = {s.id for s in first}
    fresh: dict[str, _Statement] = {s.id: _alone(s) for s in second if key(s) not in mine and s.id not in known}
    return (*kept, *fresh.values())
