"""Who agrees and who disagrees with whom: derived once, from stances on one proposition and from words that say so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
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


def edges_of(event: AnnotatedEvent) -> Iterator[Drawn]:
    """Yield the agree and disagree edges of an event, of speakers and of claims; some of them more than once.

    Two speakers agree when both agree, or both disagree, with one proposition; they disagree when one does and the
    other does not; so do the claims that show it. A mixed stance and no stance give no edge. Relations and references
    that say agrees or disagrees add theirs. Nobody agrees with himself.
    """
    yield from _by_stances(event)
    yield from _by_relations(event)
    for reference in event.references:
        label = _DRAWN.get(reference.relation)
        if label and reference.speaker != reference.refers_to:
            yield Drawn(label=label, one=reference.speaker, other=reference.refers_to)


def _by_stances(event: AnnotatedEvent) -> Iterator[Drawn]:
    by_proposition: dict[str, list[Stance]] = defaultdict(list)
    for stance in event.stances:
        if stance.stance in _DRAWN:
            by_proposition[stance.proposition].append(stance)
    for stances in by_proposition.values():
        for one, other in combinations(stances, 2):
            label: Label = "agrees" if one.stance == other.stance else "disagrees"
            yield Drawn(label=label, one=one.speaker, other=other.speaker)
            for first in one.claims:
                for second in other.claims:
                    yield Drawn(label=label, one=first, other=second, of_claims=True)


def _by_relations(event: AnnotatedEvent) -> Iterator[Drawn]:
    speaker_of = {c.id: c.speaker for c in event.claims}
    for relation in event.relations:
        label, first, second = _DRAWN.get(relation.relation), relation.from_claim, relation.to_claim
        if label and speaker_of[first] != speaker_of[second]:
            yield Drawn(label=label, one=first, other=second, of_claims=True)
            yield Drawn(label=label, one=speaker_of[first], other=speaker_of[second])


def speaker_edges(event: AnnotatedEvent) -> set[Edge]:
    """Return who agrees and disagrees with whom, by stances, relations and references: (label, the two speakers)."""
    return {(e.label, frozenset((e.one, e.other))) for e in edges_of(event) if not e.of_claims}


def relation_edges(event: AnnotatedEvent) -> set[Edge]:
    """Return who agrees and disagrees with whom by a drawn relation alone."""
    return {(e.label, frozenset((e.one, e.other))) for e in _by_relations(event) if not e.of_claims}
