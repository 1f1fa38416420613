"""Who agrees and who disagrees with whom: edges drawn from stances and relations."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

from kg.model import AnnotatedEvent

Edge = tuple[str, frozenset[str]]


_DRAWN = frozenset({"agrees", "disagrees"})


def speaker_edges(event: AnnotatedEvent) -> set[Edge]:
    """Return who agrees and disagrees with whom: (label, the two speakers), by explicit relations and by stances."""
    edges = relation_edges(event)
    edges |= {(r.relation, frozenset((r.speaker, r.refers_to))) for r in event.references if r.relation in _DRAWN}
    by_proposition: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for stance in event.stances:
        if stance.stance in _DRAWN:
            by_proposition[stance.proposition].append((stance.speaker, stance.stance))
    for stances in by_proposition.values():
        for (one, first), (other, second) in combinations(stances, 2):
            edges.add(("agrees" if first == second else "disagrees", frozenset((one, other))))
    return {edge for edge in edges if len(edge[1]) == 2}


def relation_edges(event: AnnotatedEvent) -> set[Edge]:
    """Return who agrees and disagrees with whom by a drawn relation alone."""
    speaker_of = {c.id: c.speaker for c in event.claims}
    drawn = [r for r in event.relations if r.relation in _DRAWN]
    return {(r.relation, frozenset((speaker_of[r.from_claim], speaker_of[r.to_claim]))) for r in drawn}
