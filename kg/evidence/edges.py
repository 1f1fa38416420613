"""Who agrees and who disagrees with whom: derived once, from stances on one proposition and from words that say so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from kg.model import AnnotatedEvent, Stance

Edge = tuple[str, frozenset[str]]
Label = Literal["agrees", "disagrees"]
_DRAWN: dict[str, Label] = {"agrees": "agrees", "disagrees": "disagrees"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """That two agree or disagree: two speakers by their names, or two claims by their ids; it holds in both directions."""

    label: Label
    one: str
    other: str
    of_claims: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenUp:
    """One speaker takes up another at a place: by a relation between their claims, or by a reference.

    `statement` names the relation or reference. Two statements of one `place` are one: a reference that belongs to a claim
    stands at the place of that claim's relation.
    """

    relation: str
    one: str
    other: str
    place: str
    statement: str
    in_words: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """On what it rests that two speakers agree, or that they disagree.

    `propositions` are those on which both stand so; `statements` the relations and references in which one of them is so
    towards the other, at `n_places` places, of which `n_in_words` say it in words.
    """

    propositions: tuple[str, ...]
    statements: tuple[str, ...]
    n_places: int
    n_in_words: int


#: (one, other, agrees or disagrees) → on what it rests; of two speakers the one whose name sorts first comes first.
Grounds = dict[tuple[str, str, Label], Ground]


def grounds(sides: Iterable[tuple[str, str, str]], taken_up: Iterable[TakenUp]) -> Grounds:
    """Return which two speakers agree and which disagree, each once, and on what that rests.

    Two speakers agree when both agree, or both disagree, with one proposition; they disagree when one does and the
    other does not. A mixed stance and no stance set nobody beside or against anybody. Relations and references that say
    agrees or disagrees add theirs. Nobody agrees with himself. Two who agree on one thing and not on another do both.

    Args:
        sides: who takes which side of what: (speaker, proposition, side); speakers and propositions by any names.
        taken_up: who takes up whom where.

    >>> found = grounds([("Bo", "p", "agrees"), ("Al", "p", "disagrees"), ("Al", "q", "mixed")], [])
    >>> [(key, ground.propositions) for key, ground in found.items()]
    [(('Al', 'Bo', 'disagrees'), ('p',))]
    """
    propositions: dict[tuple[str, str, Label], set[str]] = defaultdict(set)
    places: dict[tuple[str, str, Label], dict[str, bool]] = defaultdict(dict)
    statements: dict[tuple[str, str, Label], set[str]] = defaultdict(set)
    by_proposition: dict[str, dict[str, str]] = defaultdict(dict)
    for speaker, proposition, side in sides:
        if side in _DRAWN:
            by_proposition[proposition][speaker] = side
    for proposition, taken in by_proposition.items():
        for one, other in combinations(sorted(taken), 2):
            propositions[one, other, _facing(taken[one], taken[other])].add(proposition)
    for up in taken_up:
        if up.relation in _DRAWN and up.one != up.other:
            key = (min(up.one, up.other), max(up.one, up.other), _DRAWN[up.relation])
            places[key][up.place] = places[key].get(up.place, False) or up.in_words
            statements[key].add(up.statement)
    return {
        key: Ground(
            propositions=tuple(sorted(propositions.get(key, ()))),
            statements=tuple(sorted(statements.get(key, ()))),
            n_places=len(places.get(key, ())),
            n_in_words=sum(places.get(key, {}).values()),
        )
        for key in sorted({*propositions, *places})
    }


def _facing(side: str, other: str) -> Label:
    return "agrees" if side == other else "disagrees"


def grounds_of(event: AnnotatedEvent) -> Grounds:
    """Return which two speakers of an event agree and disagree, by their names; see `grounds`.

    Propositions, relations and references go by their ids.
    """
    return grounds(
        ((s.speaker, s.proposition, s.stance) for s in event.stances), [*_by_relations(event), *_by_references(event)]
    )


def _by_relations(event: AnnotatedEvent) -> Iterator[TakenUp]:
    speaker_of = {c.id: c.speaker for c in event.claims}
    for r in event.relations:
        one, other = speaker_of[r.from_claim], speaker_of[r.to_claim]
        in_words = r.basis == "explicit"
        yield TakenUp(relation=r.relation, one=one, other=other, place=r.from_claim, statement=r.id, in_words=in_words)


def _by_references(event: AnnotatedEvent) -> Iterator[TakenUp]:
    for r in event.references:
        place = r.from_claim or f"at {r.start}"
        yield TakenUp(relation=r.relation, one=r.speaker, other=r.refers_to, place=place, statement=r.id, in_words=True)


def edges_of(event: AnnotatedEvent) -> Iterator[Drawn]:
    """Yield the agree and disagree edges of an event, of speakers and of claims; some of claims more than once.

    Speakers agree and disagree as `grounds` says; so do the claims that show their sides, and those that a relation joins.
    """
    for one, other, label in grounds_of(event):
        yield Drawn(label=label, one=one, other=other)
    yield from _claims_by_stances(event)
    speaker_of = {c.id: c.speaker for c in event.claims}
    for r in event.relations:
        if r.relation in _DRAWN and speaker_of[r.from_claim] != speaker_of[r.to_claim]:
            yield Drawn(label=_DRAWN[r.relation], one=r.from_claim, other=r.to_claim, of_claims=True)


def _claims_by_stances(event: AnnotatedEvent) -> Iterator[Drawn]:
    by_proposition: dict[str, list[Stance]] = defaultdict(list)
    for stance in event.stances:
        if stance.stance in _DRAWN:
            by_proposition[stance.proposition].append(stance)
    for stances in by_proposition.values():
        for one, other in combinations(stances, 2):
            for first in one.claims:
                for second in other.claims:
                    yield Drawn(label=_facing(one.stance, other.stance), one=first, other=second, of_claims=True)


def speaker_edges(event: AnnotatedEvent) -> set[Edge]:
    """Return who agrees and disagrees with whom, by stances, relations and references: (label, the two speakers)."""
    return {(label, frozenset((one, other))) for one, other, label in grounds_of(event)}


def relation_edges(event: AnnotatedEvent) -> set[Edge]:
    """Return who agrees and disagrees with whom by a drawn relation alone."""
    return {(label, frozenset((one, other))) for one, other, label in grounds((), _by_relations(event))}
