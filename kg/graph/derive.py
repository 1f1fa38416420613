"""What follows from the stances and relations of an event, said beside them, so that a first SPARQL query is one line.

Nothing of it is read back: the model holds what it follows from. The ontology marks each of these terms by `kg:derivedFrom`.
"""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kg.evidence.edges import edges_of, grounds_of
from kg.graph.iris import Names
from kg.graph.literals import Statement, integer, text
from kg.graph.terms import KG, RDF, RDFS
from kg.model import AnnotatedEvent

_SHORTCUTS = {"agrees": KG.agreesWith, "disagrees": KG.disagreesWith}
#: Which plain edge leads from a speaker to a proposition, by the speaker's stance.
SIDE_EDGES = {
    "agrees": KG.affirms,
    "disagrees": KG.denies,
    "mixed": KG.isMixedOn,
    "no stance": KG.takesNoSideOn,
}
#: Of a pair: how many propositions, which, and in which relations and references.
_OF_PAIRS = {
    "agrees": (KG.nAgree, KG.agreeOn, KG.agreeIn),
    "disagrees": (KG.nDisagree, KG.disagreeOn, KG.disagreeIn),
}


def derived(event: AnnotatedEvent, names: Names) -> Iterator[Statement]:
    """Yield the plain edges, and the pairs of speakers with on what they agree and disagree."""
    yield from _edges(event, names)
    for stance in event.stances:
        yield names.speaker(stance.speaker), SIDE_EDGES[stance.stance], names.proposition(stance.proposition)
    yield from _pairs(event, names)


def _edges(event: AnnotatedEvent, names: Names) -> Iterator[Statement]:
    """Yield `kg:agreesWith` and `kg:disagreesWith` between speakers and between claims, in both directions."""
    for edge in edges_of(event):
        name = names.claim if edge.of_claims else names.speaker
        one, other, shortcut = name(edge.one), name(edge.other), _SHORTCUTS[edge.label]
        yield one, shortcut, other
        yield other, shortcut, one


def _pairs(event: AnnotatedEvent, names: Names) -> Iterator[Statement]:
    """Yield a node for each two speakers who agree or disagree at the event, once: it holds in both directions."""
    nodes: dict[tuple[str, str], ox.NamedNode] = {}
    found = grounds_of(event)
    statement_of = {r.id: names.relation(r.id) for r in event.relations}
    statement_of |= {r.id: names.reference(r.id) for r in event.references}
    for one, other, label in found:
        ground = found[one, other, label]
        if (one, other) not in nodes:
            nodes[one, other] = names.pair(one, other)
            yield from _pair(nodes[one, other], one, other, names)
            for missing, (number, _, _) in _OF_PAIRS.items():
                if (one, other, missing) not in found:
                    yield nodes[one, other], number, integer(0)
        node, (number, on, places) = nodes[one, other], _OF_PAIRS[label]
        yield node, number, integer(len(ground.propositions))
        for proposition in ground.propositions:
            yield node, on, names.proposition(proposition)
        for statement in ground.statements:
            yield node, places, statement_of[statement]


def _pair(node: ox.NamedNode, one: str, other: str, names: Names) -> Iterator[Statement]:
    yield node, RDF.type, KG.SpeakerPair
    yield node, RDFS.label, text(f"{one} and {other}")
    yield node, KG.inEvent, names.event
    yield node, KG.between, names.speaker(one)
    yield node, KG.between, names.speaker(other)
