"""How right a draft is where wordings differ: questions, propositions, stances on them, hosts, and named things.

Two questions or propositions are the same where one's words are nearly the other's, or those of a claim that shows it in
words, or where their quotes overlap. A sentence and its denial are one proposition seen from two sides, so a stance on the
one is the opposite stance on the other; "should be raised" and "should be abolished" are two propositions, however many
words they share.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from kg.drafting.english.polarity import compare, wants_another_deed
from kg.drafting.english.sentences import words_of
from kg.model import AnnotatedEvent, Proposition, Question

#: From this likeness of their content words on (Jaccard), two wordings say one thing.
ALIKE = 0.5
_OPPOSITE = {"agrees": "disagrees", "disagrees": "agrees"}
Counted = tuple[int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A drafted proposition and the gold one that it is: their ids, how alike they are, and whether one denies the other."""

    drafted: str
    gold: str
    likeness: float
    denies: bool


def counts(draft: AnnotatedEvent, gold: AnnotatedEvent) -> list[tuple[str, str, Counted]]:
    """Return part, label, and how many are right, drafted and gold, of each part whose wording may differ.

    Args:
        draft, gold: two annotations of one transcript.
    """
    matches = matched_propositions(draft, gold)
    return [
        ("questions", "", (_n_questions(draft.questions, gold.questions), len(draft.questions), len(gold.questions))),
        ("propositions", "", (len(matches), len(draft.propositions), len(gold.propositions))),
        ("stances on propositions", "", _stances(draft, gold, matches)),
        ("hosts", "", _sets(_hosts(draft), _hosts(gold))),
        *(
            ("entities", kind, _sets(_named(getattr(draft, kind)), _named(getattr(gold, kind))))
            for kind in ("organizations", "people", "places", "products", "works")
        ),
    ]


def likeness_of(one: str, other: str) -> tuple[float, bool]:
    """Return how alike two wordings are, from 0 to 1, and whether one denies the other.

    >>> likeness_of("The fee should be raised.", "The fee should not be raised."), likeness_of("Raise the fee.", "Abolish the fee.")[0]
    ((1.0, True), 0.0)
    """
    mine, theirs = words_of(one), words_of(other)
    if wants_another_deed(mine, theirs):
        return 0.0, False
    found = compare(mine, theirs)
    return found.likeness, found.opposed


def matched_propositions(draft: AnnotatedEvent, gold: AnnotatedEvent) -> list[Match]:
    """Return the pairs of drafted and gold propositions that are one, the most alike first; each is in one pair at most."""
    variants = {p.id: _variants(p, gold) for p in gold.propositions}
    options = [
        Match(drafted=d.id, gold=g.id, likeness=found[0], denies=found[1])
        for d in draft.propositions
        for g in gold.propositions
        if (found := max((likeness_of(d.text, text) for text in variants[g.id]), key=lambda f: f[0]))[0] >= ALIKE
    ]
    return _one_each(options, lambda m: (m.drafted, m.gold))


def _variants(proposition: Proposition, gold: AnnotatedEvent) -> list[str]:
    """Return the wordings of a gold proposition: its own, and those of the claims that agree with it in words."""
    claims = {c.id: c for c in gold.claims}
    shown = [
        claims[e.claim]
        for s in gold.stances
        if s.proposition == proposition.id
        for e in s.evidence
        if e.side == "agrees" and e.basis == "explicit" and not e.kind
    ]
    return [proposition.text, *(c.text for c in shown)]


def _one_each(options: Iterable[Match], ends: Callable[[Match], tuple[str, str]]) -> list[Match]:
    used: tuple[set[str], set[str]] = (set(), set())
    kept = []
    for match in sorted(options, key=lambda m: (-m.likeness, m.drafted, m.gold)):
        one, other = ends(match)
        if one not in used[0] and other not in used[1]:
            used[0].add(one)
            used[1].add(other)
            kept.append(match)
    return kept


def _n_questions(drafted: Sequence[Question], gold: Sequence[Question]) -> int:
    options = [
        Match(drafted=d.id, gold=g.id, likeness=likeness, denies=False)
        for d in drafted
        for g in gold
        if (likeness := _same_question(d, g)) >= ALIKE
    ]
    return len(_one_each(options, lambda m: (m.drafted, m.gold)))


def _same_question(one: Question, other: Question) -> float:
    if one.start is not None and other.start is not None and one.end and other.end:
        shared = min(one.end, other.end) - max(one.start, other.start)
        if 2 * shared >= min(one.end - one.start, other.end - other.start) > 0:
            return 1.0
    return likeness_of(one.text, other.text)[0]


def _stances(draft: AnnotatedEvent, gold: AnnotatedEvent, matches: Iterable[Match]) -> Counted:
    """Count the stances: one is right where the speaker takes that side on the gold proposition; off all of them, it is wrong."""
    same = {m.drafted: m for m in matches}
    sides = {(s.speaker, s.proposition): s.stance for s in gold.stances if s.stance != "no stance"}
    taken = [s for s in draft.stances if s.stance != "no stance"]
    right = 0
    for stance in taken:
        match = same.get(stance.proposition)
        side: Any = _OPPOSITE.get(stance.stance, stance.stance) if match and match.denies else stance.stance
        right += bool(match) and sides.get((stance.speaker, match.gold if match else "")) == side
    return right, len(taken), len(sides)


def _hosts(event: AnnotatedEvent) -> set[Hashable]:
    return {s.name for s in event.speakers if s.role == "host"}


def _named(entities: Iterable[Any]) -> set[Hashable]:
    """Return the names of entities, folded, without an article."""
    return {entity.name.casefold().removeprefix("the ").removesuffix(".") for entity in entities}


def _sets(drafted: set[Hashable], gold: set[Hashable]) -> Counted:
    return len(drafted & gold), len(drafted), len(gold)
