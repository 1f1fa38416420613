"""The plain agree and disagree edges as triples: `kg:agreesWith` and `kg:disagreesWith`, in both directions."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kg.evidence.edges import edges_of
from kg.graph.iris import Names
from kg.graph.terms import KG
from kg.model import AnnotatedEvent

Edge = tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode]
_SHORTCUTS = {"agrees": KG.agreesWith, "disagrees": KG.disagreesWith}


def derived_edges(event: AnnotatedEvent, names: Names) -> Iterator[Edge]:
    """Yield the shortcut triples between speakers and between claims; see `kg.evidence.edges.edges_of` for the rule."""
    for edge in edges_of(event):
        name = names.claim if edge.of_claims else names.speaker
        one, other, shortcut = name(edge.one), name(edge.other), _SHORTCUTS[edge.label]
        yield one, shortcut, other
        yield other, shortcut, one
