"""Several events in one merged graph, told apart by what its statements say: for files that have no named graphs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import pyoxigraph as ox

from kg.graph.terms import FOAF, KG, ORG, PROV, RDF
from kg.resources import shipped
from kg.store.datasets import statements
from kg.store.engine import select


def divided(store: ox.Store, iris: Sequence[str]) -> dict[str, ox.Store]:
    """Return event IRI → a store with what the graph says of that event; under "", what it says of none of them, if anything.

    A thing belongs to the events that it names by `kg:inEvent` (an activity: by `prov:used`; a mention or a
    membership that names none: as its utterance or its member). Everything else, such as an organization, goes to each event whose things lead to it.
    """
    triples = [quad.triple for quad in statements(store)]
    owners = _owners(triples, iris)
    by_subject: dict[str, list[ox.Triple]] = defaultdict(list)
    for triple in triples:
        by_subject[_iri(triple.subject)].append(triple)
    parts: dict[str, ox.Store] = {}
    rest = set(triples)
    for iri in iris:
        reached = _reached(iri, [node for node, events in owners.items() if iri in events], by_subject, owners)
        rest -= set(reached)
        parts[iri] = _store_of(reached)
        _drop_unborne(parts[iri])
    if rest:
        parts[""] = _store_of(_reached("", sorted({_iri(t.subject) for t in rest}), by_subject, owners))
    return parts


def _store_of(triples: Iterable[ox.Triple]) -> ox.Store:
    store = ox.Store()
    store.bulk_extend(ox.Quad(t.subject, t.predicate, t.object) for t in triples)
    return store


def _iri(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode) else ""


def _owners(triples: Iterable[ox.Triple], iris: Sequence[str]) -> dict[str, set[str]]:
    owners: dict[str, set[str]] = defaultdict(set, {iri: {iri} for iri in iris})
    later: list[ox.Triple] = []
    for t in triples:
        if t.predicate in {KG.inEvent, PROV.used} and _iri(t.object) in owners:
            owners[_iri(t.subject)].add(_iri(t.object))
        elif t.predicate in {KG.utterance, ORG.member, PROV.used}:
            later.append(t)
    for t in later:
        if _iri(t.subject) not in owners and _iri(t.object) in owners:
            owners[_iri(t.subject)] |= owners[_iri(t.object)]
    return owners


def _reached(
    event: str, start: list[str], by_subject: Mapping[str, list[ox.Triple]], owners: Mapping[str, set[str]]
) -> list[ox.Triple]:
    todo, seen, found = list(start), set(start), []
    while todo:
        for triple in _said_of(todo.pop(), event, by_subject, owners):
            found.append(triple)
            other = _iri(triple.object)
            # What wrongly joins two events is shown where it is said, and leads no further.
            if other in by_subject and other not in seen and not _is_elsewhere(other, event, by_subject, owners):
                seen.add(other)
                todo.append(other)
    return found


def _said_of(
    node: str, event: str, by_subject: Mapping[str, list[ox.Triple]], owners: Mapping[str, set[str]]
) -> Iterator[ox.Triple]:
    classes = {t.object for t in by_subject[node] if t.predicate == RDF.type}
    # Who speaks at one event may be somebody who is only spoken of at another.
    not_here = FOAF.Person if event in owners.get(node, ()) else KG.Speaker
    both = {KG.Speaker, FOAF.Person} <= classes
    is_shared = KG.Speaker in classes or node not in owners
    for triple in by_subject[node]:
        if isinstance(triple.object, ox.NamedNode):
            if both and triple.predicate == RDF.type and triple.object == not_here:
                continue
            if is_shared and _is_elsewhere(triple.object.value, event, by_subject, owners):
                continue
        yield triple


def _is_elsewhere(
    node: str, event: str, by_subject: Mapping[str, list[ox.Triple]], owners: Mapping[str, set[str]]
) -> bool:
    """Tell whether a thing belongs to other events alone; people belong to all events in which they are."""
    if event in owners.get(node, (event,)):
        return False
    return all(t.predicate != RDF.type or t.object != KG.Speaker for t in by_subject.get(node, ()))


def _drop_unborne(part: ox.Store) -> None:
    """Take out the shortcuts between shared things that were said at another event."""
    for rule, column in (("edge-without-ground", "other"), ("speaker-mentions", "entity")):
        sparql = shipped("ontology", "queries", "violations", f"{rule}.rq").read_text(encoding="utf-8")
        for row in select(part, sparql).rows:
            edge = ox.NamedNode(str(row.get("edge") or KG.mentions.value))
            part.remove(ox.Quad(ox.NamedNode(str(row["node"])), edge, ox.NamedNode(str(row[column]))))
