"""The annotations of a TEI document, beside its text: spans point to segments, relations to what has an id."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from kg.export.tei_parts import Ids, Segment, no_blanks, pointers, put
from kg.model import AnnotatedEvent

#: Kind of a mention's entity → the kind by which ids name it.
_KINDS = {"speaker": "person"}


def standoff(event: AnnotatedEvent, ids: Ids, said: Sequence[Segment]) -> list[Element]:
    """Return the one standOff of an event, or nothing where nothing is annotated.

    Args:
        event: with its annotations.
        ids: of its things.
        said: all segments of the text, in their order.
    """
    root = Element("standOff")
    people = {p.name: ids.to("person", p.id) for p in event.speakers}
    parts = (*_things(event, ids), *_spans(event, ids, said, people), *_relations(event, ids, people))
    root.extend(part for part in parts if len(part))
    return [root] if len(root) else []


def _things(event: AnnotatedEvent, ids: Ids) -> Iterator[Element]:
    """Yield what annotations point to and the text does not hold: an interpretation each."""
    questions = Element("interpGrp", {"type": "question"})
    for q in event.questions:
        put(questions, "interp", q.text, **_id(ids, "question", q.id))
    propositions = Element("interpGrp", {"type": "proposition"})
    for p in event.propositions:
        put(
            propositions,
            "interp",
            p.text,
            **_id(ids, "proposition", p.id),
            **_to("corresp", ids.to("question", p.question)),
        )
    concepts = Element("interpGrp", {"type": "concept"})
    for c in event.concepts:
        put(concepts, "interp", c.label, **_id(ids, "concept", c.id))
    products = Element("interpGrp", {"type": "product"})
    for made in event.products:
        put(products, "interp", made.name, **_id(ids, "product", made.id))
    named = []
    for kind, things in (("place", event.places), ("work", event.works)):
        group = Element("interpGrp", {"type": kind})
        for thing in things:
            put(group, "interp", thing.name, **_id(ids, kind, thing.id))
        named.append(group)
    yield from (questions, propositions, concepts, products, *named)


def _spans(event: AnnotatedEvent, ids: Ids, said: Sequence[Segment], people: dict[str, str]) -> Iterator[Element]:
    """Yield what stands in the text: who says a claim, and whom or what other words name, is what `corresp` points to."""
    claims = Element("spanGrp", {"type": "claim"})
    for c in event.claims:
        about = " ".join(filter(None, (ids.to("concept", known) for known in c.concepts)))
        told = _id(ids, "claim", c.id) | _to("corresp", people.get(c.speaker, "")) | _to("ana", about)
        put(claims, "span", c.text, **told, **pointers(c.start, c.end, said))
    asked = Element("spanGrp", {"type": "question"})
    for q in event.questions:
        if q.start is not None and q.end is not None:
            put(asked, "span", q.quote, ana=ids.to("question", q.id), **pointers(q.start, q.end, said))
    references = Element("spanGrp", {"type": "reference"})
    for r in event.references:
        told = {"type": no_blanks(r.relation)} | _to("corresp", people.get(r.refers_to, ""))
        put(references, "span", r.quote, **told, **pointers(r.start, r.end, said))
    mentions = Element("spanGrp", {"type": "mention"})
    for m in event.mentions:
        told = {"type": m.entity_type} | _to("corresp", ids.to(_KINDS.get(m.entity_type, m.entity_type), m.entity))
        put(mentions, "span", m.surface, **told, **pointers(m.start, m.end, said))
    decisions = Element("spanGrp", {"type": "decision"})
    for d in event.decisions:
        put(decisions, "span", d.text, **_id(ids, "decision", d.id), type=d.outcome, **pointers(d.start, d.end, said))
    polls = Element("spanGrp", {"type": "poll"})
    for p in event.polls:
        answered = f"{p.text} {'; '.join(map(str, p.shares))}"
        put(polls, "span", answered, **_id(ids, "poll", p.id), **pointers(p.start, p.end, said))
    yield from (claims, asked, references, mentions, decisions, polls)


def _relations(event: AnnotatedEvent, ids: Ids, people: dict[str, str]) -> Iterator[Element]:
    stances, evidence = Element("listRelation", {"type": "stance"}), Element("listRelation", {"type": "evidence"})
    for s in event.stances:
        towards = ids.to("proposition", s.proposition)
        _relate(stances, s.stance, people.get(s.speaker, ""), towards)
        for piece in s.evidence:
            _relate(evidence, piece.side, ids.to("claim", piece.claim), towards)
    relations = Element("listRelation", {"type": "relation"})
    for r in event.relations:
        _relate(relations, r.relation, ids.to("claim", r.from_claim), ids.to("claim", r.to_claim))
    yield from (stances, evidence, relations)


def _relate(listed: Element, name: str, active: str, passive: str) -> None:
    if active and passive:
        put(listed, "relation", name=no_blanks(name), active=active, passive=passive)


def _id(ids: Ids, kind: str, known: str) -> dict[str, str]:
    return {"xml:id": ids.of(kind, known)}


def _to(attribute: str, pointer: str) -> dict[str, str]:
    return {attribute: pointer} if pointer else {}
