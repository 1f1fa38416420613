"""The plain agree and disagree edges, derived from stances on one proposition and from explicit words, and from nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

import pyoxigraph as ox

from kg.graph.iris import Names
from kg.graph.terms import KG
from kg.model import AnnotatedEvent, Stance

Edge = tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode]

_SHORTCUTS = {"agrees": "agreesWith", "disagrees": "disagreesWith"}


def derived_edges(event: AnnotatedEvent, names: Names) -> Iterator[Edge]:
    """Yield `kg:agreesWith` and `kg:disagreesWith` between speakers and between claims, in both directions.

    Two speakers agree when both agree, or both disagree, with one proposition; they disagree when one does and the
    other does not. A mixed stance and no stance give no edge. Relations and references that say agrees or disagrees
    add theirs. Nobody agrees with himself.
    """
    yield from _from_stances(event, names)
    speaker_of = {c.id: c.speaker for c in event.claims}
    for relation in event.relations:
        first, second = speaker_of[relation.from_claim], speaker_of[relation.to_claim]
        if relation.relation in _SHORTCUTS and first != second:
            yield from _both(names.claim(relation.from_claim), names.claim(relation.to_claim), relation.relation)
            yield from _both(names.speaker(first), names.speaker(second), relation.relation)
    for reference in event.references:
        if reference.relation in _SHORTCUTS and reference.speaker != reference.refers_to:
            yield from _both(names.speaker(reference.speaker), names.speaker(reference.refers_to), reference.relation)


def _both(one: ox.NamedNode, other: ox.NamedNode, relation: str) -> Iterator[Edge]:
    shortcut = getattr(KG, _SHORTCUTS[relation])
    yield one, shortcut, other
    yield other, shortcut, one


def _from_stances(event: AnnotatedEvent, names: Names) -> Iterator[Edge]:
    by_proposition: dict[str, list[Stance]] = defaultdict(list)
    for stance in event.stances:
        if stance.stance in _SHORTCUTS:
            by_proposition[stance.proposition].append(stance)
    for stances in by_proposition.values():
        for one, other in combinations(stances, 2):
            relation = "agrees" if one.stance == other.stance else "disagrees"
            yield from _both(names.speaker(one.speaker), names.speaker(other.speaker), relation)
            for first in one.claims:
                for second in other.claims:
                    yield from _both(names.claim(first), names.claim(second), relation)
