"""RDF 1.2: the plain edges of a graph, each with what it rests on as its reifiers, and what is said of these.

A reifier is a node that the graph has: of an edge from a speaker to a proposition the evidence that shows the stance, of an
edge between claims the relation that says it, of an edge between speakers their pair. An edge between claims that follows from
two stances on one proposition has no node in the graph: it gets one of its own, `EVENT/ground/ID`, inferred.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import permutations, product

import pyoxigraph as ox

from kg.graph.derive import SIDE_EDGES
from kg.graph.iris import ground_of
from kg.graph.terms import KG, PROV, RDF, SIDES
from kg.tables.columns import local

Node = ox.NamedNode
Term = ox.NamedNode | ox.Literal
Said = tuple[Node, Term]

_EDGE_OF_SIDE = {SIDES[side]: edge for side, edge in SIDE_EDGES.items()}
_EDGE_OF_RELATION = {KG.agrees: KG.agreesWith, KG.disagrees: KG.disagreesWith}
_GROUNDS_OF_PAIRS = {
    KG.agreesWith: (KG.agreeOn, KG.agreeIn),
    KG.disagreesWith: (KG.disagreeOn, KG.disagreeIn),
}
#: What an annotation says of a reifier, where the graph says it.
_TOLD = (KG.basis, KG.quote, KG.source)


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """That a plain edge rests on a reifier; and what is said of the reifier: pairs of predicate and object."""

    edge: ox.Triple
    reifier: Node
    said: tuple[Said, ...]


def annotations_of(store: ox.Store) -> list[Annotation]:
    """Return the annotations of the plain edges in a store, sorted; an edge that the store lacks gets none."""
    found = [*_of_stances(store), *_of_relations(store), *_of_pairs(store), *_of_claims(store)]
    kept = [a for a in found if _holds(store, a.edge)]
    return sorted(kept, key=lambda a: (str(a.edge), a.reifier.value))


def added(store: ox.Store) -> list[ox.Triple]:
    """Return all that the annotations add to a graph: that something reifies, and what is said of reifiers alone."""
    triples: dict[ox.Triple, None] = {}
    for annotation in annotations_of(store):
        triples[ox.Triple(annotation.reifier, RDF.reifies, annotation.edge)] = None
        for predicate, value in annotation.said:
            triple = ox.Triple(annotation.reifier, predicate, value)
            if not _holds(store, triple):
                triples[triple] = None
    return list(triples)


def _holds(store: ox.Store, triple: ox.Triple) -> bool:
    return next(store.quads_for_pattern(triple.subject, triple.predicate, triple.object), None) is not None


def _values(store: ox.Store, node: Term, predicate: Node) -> list[Term]:
    if not isinstance(node, Node):
        return []
    found = {q.object for q in store.quads_for_pattern(node, predicate, None)}
    return sorted((o for o in found if isinstance(o, Node | ox.Literal)), key=str)


def _nodes(store: ox.Store, node: Term, predicate: Node) -> list[Node]:
    return [value for value in _values(store, node, predicate) if isinstance(value, Node)]


def _things(store: ox.Store, cls: Node) -> list[Node]:
    found = {q.subject for q in store.quads_for_pattern(None, RDF.type, cls)}
    return sorted((s for s in found if isinstance(s, Node)), key=lambda s: s.value)


def _told(store: ox.Store, node: Node) -> list[Said]:
    return [(predicate, value) for predicate in _TOLD for value in _values(store, node, predicate)]


def _of_stances(store: ox.Store) -> Iterator[Annotation]:
    for stance in _things(store, KG.Stance):
        shown = set(_nodes(store, stance, KG.claim))
        pieces = [p for p in _nodes(store, stance, KG.shownBy) if shown.intersection(_nodes(store, p, KG.claim))]
        # Graphs of before have no evidence: the stance itself bears the edge out.
        for reifier, edge in product(pieces or [stance], _edges_of(store, stance)):
            claims = [c for c in _nodes(store, reifier, KG.claim) if c in shown]
            said = {(KG.quote, quote) for claim in claims for quote in _values(store, claim, KG.quote)}
            yield Annotation(edge=edge, reifier=reifier, said=_sorted(said | set(_told(store, reifier))))


def _edges_of(store: ox.Store, stance: Node) -> list[ox.Triple]:
    parts = (KG.speaker, KG.stance, KG.proposition)
    found = product(*(_nodes(store, stance, part) for part in parts))
    return [ox.Triple(speaker, _EDGE_OF_SIDE[side], about) for speaker, side, about in found if side in _EDGE_OF_SIDE]


def _of_relations(store: ox.Store) -> Iterator[Annotation]:
    for relation in _things(store, KG.Relation):
        parts = (KG.fromClaim, KG.relation, KG.toClaim)
        for one, kind, other in product(*(_nodes(store, relation, part) for part in parts)):
            if kind in _EDGE_OF_RELATION:
                edge = ox.Triple(one, _EDGE_OF_RELATION[kind], other)
                yield Annotation(edge=edge, reifier=relation, said=_sorted(_told(store, relation)))


def _of_pairs(store: ox.Store) -> Iterator[Annotation]:
    for pair in _things(store, KG.SpeakerPair):
        for one, other in permutations(_nodes(store, pair, KG.between), 2):
            for edge, grounds in _GROUNDS_OF_PAIRS.items():
                if any(_values(store, pair, ground) for ground in grounds):
                    yield Annotation(edge=ox.Triple(one, edge, other), reifier=pair, said=())


def _of_claims(store: ox.Store) -> Iterator[Annotation]:
    """Yield the edges between claims that follow from two stances; the two directions have one ground."""
    by_proposition: dict[Node, list[tuple[Node, Node]]] = defaultdict(list)
    for stance in _things(store, KG.Stance):
        for about, side in product(_nodes(store, stance, KG.proposition), _nodes(store, stance, KG.stance)):
            if side in _EDGE_OF_RELATION:
                by_proposition[about].append((stance, side))
    for about, taken in by_proposition.items():
        for (one, side), (other, facing) in permutations(taken, 2):
            edge = KG.agreesWith if side == facing else KG.disagreesWith
            said: set[Said] = {(KG.basis, KG.inferred), (KG.proposition, about)}
            for stance in (one, other):
                said |= {
                    (PROV.wasDerivedFrom, stance),
                    *((KG.source, source) for source in _values(store, stance, KG.source)),
                }
            for first, second in product(_nodes(store, one, KG.claim), _nodes(store, other, KG.claim)):
                ground = _ground(one, (first, second), about)
                yield Annotation(edge=ox.Triple(first, edge, second), reifier=ground, said=_sorted(said))


def _ground(stance: Node, claims: tuple[Node, Node], about: Node) -> Node:
    event = stance.value.rpartition("/stance/")[0] or stance.value
    return Node(ground_of(event, (local(claim.value) for claim in claims), local(about.value)))


def _sorted(said: Iterable[Said]) -> tuple[Said, ...]:
    return tuple(sorted(said, key=lambda pair: (pair[0].value, str(pair[1]))))
