"""Which IRI names which thing of an event."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable

import pyoxigraph as ox

from kg.graph.terms import BASE, base_of
from kg.model import AnnotatedEvent, Evidence, Membership, Mention, Revision, Speaker, Stance, content_id, slug


def event_iri(event: str, base: str = BASE) -> ox.NamedNode:
    """Return the IRI of an event, which is the name of its graph too.

    >>> event_iri("council-2024-03-14", "https://example.org/kg").value
    'https://example.org/kg/event/council-2024-03-14'
    """
    return ox.NamedNode(f"{base_of(base)}event/{event}")


def ground_of(event: str, claims: Iterable[str], about: str) -> str:
    """Return the IRI of what an edge between two claims rests on where no relation says it: their sides on a proposition.

    >>> ground_of("https://example.org/kg/event/x", ("b", "a"), "p") == ground_of("https://example.org/kg/event/x", ("a", "b"), "p")
    True
    """
    return f"{event}/ground/{content_id(*sorted(claims), about)}"


class Names:
    """The IRIs of one event's things.

    People, organizations, products, places, works and concepts that a person declared hold across events; speakers and concepts that
    were guessed from one transcript belong to that event alone, so that two different "Speaker 1" never become one.
    """

    def __init__(self, event: AnnotatedEvent, base: str = BASE) -> None:
        self._id = event.event.id
        base = base_of(base)
        self._base, self._own = base, f"{base}{self._id}/"
        self.event = event_iri(self._id, base)
        self.transcript = self._name("transcript", event.transcript.sha256[:10])
        # A concept may have the id of a product that is called the same: they are two things.
        self._concepts: dict[str, ox.NamedNode] = {}
        for concept in event.concepts:
            own = f"{self._own}term/" if concept.discovered else f"{base}concept/"
            self._concepts[concept.id] = ox.NamedNode(concept.iri or own + concept.id)
        self._entities: dict[str, ox.NamedNode] = {}
        for kind, things in (
            ("work", event.works),
            ("place", event.places),
            ("product", event.products),
            ("organization", event.organizations),
        ):
            self._entities |= {t.id: ox.NamedNode(f"{base}{kind}/{t.id}") for t in things}
        people = (*event.people, *event.speakers)
        self._entities |= {p.id: ox.NamedNode(self._person(p)) for p in people}
        self._speakers = {s.name: self._entities[s.id] for s in event.speakers}
        self._utterances = _utterance_ids(event)
        self._starts = {u.index: u.start for u in event.transcript.utterances}
        self._in_order = sorted(event.transcript.utterances, key=lambda u: u.start)

    def _person(self, person: Speaker) -> str:
        return f"{self._own}speaker/{person.id}" if person.guessed else f"{self._base}person/{person.id}"

    def _name(self, kind: str, local: str) -> ox.NamedNode:
        return ox.NamedNode(f"{self._own}{kind}/{local}")

    def entity(self, entity_id: str) -> ox.NamedNode:
        """Return the IRI of a speaker, person, organization or product."""
        return self._entities[entity_id]

    def concept(self, concept_id: str) -> ox.NamedNode:
        """Return the IRI of a concept."""
        return self._concepts[concept_id]

    def mentioned(self, mention: Mention) -> ox.NamedNode:
        """Return the IRI of what a mention names."""
        return self.concept(mention.entity) if mention.entity_type == "concept" else self.entity(mention.entity)

    def speaker(self, name: str) -> ox.NamedNode:
        """Return the IRI of a speaker by canonical name."""
        return self._speakers[name]

    def utterance(self, index: int) -> ox.NamedNode:
        """Return the IRI of an utterance by its place in the transcript."""
        return self._name("utterance", self._utterances[index])

    def utterance_at(self, start: int, end: int) -> ox.NamedNode | None:
        """Return the IRI of the utterance that holds a span, or None where none holds all of it."""
        i = bisect_right(self._in_order, start, key=lambda u: u.start) - 1
        if i < 0 or end > self._in_order[i].end:
            return None
        return self.utterance(self._in_order[i].index)

    def section(self, section_id: str) -> ox.NamedNode:
        """Return the IRI of a section of the transcript."""
        return self._name("section", section_id)

    def question(self, question_id: str) -> ox.NamedNode:
        """Return the IRI of a question."""
        return self._name("question", question_id)

    def proposition(self, proposition_id: str) -> ox.NamedNode:
        """Return the IRI of a proposition."""
        return self._name("proposition", proposition_id)

    def claim(self, claim_id: str) -> ox.NamedNode:
        """Return the IRI of a claim."""
        return self._name("claim", claim_id)

    def relation(self, relation_id: str) -> ox.NamedNode:
        """Return the IRI of a relation."""
        return self._name("relation", relation_id)

    def decision(self, decision_id: str) -> ox.NamedNode:
        """Return the IRI of a decision."""
        return self._name("decision", decision_id)

    def poll(self, poll_id: str) -> ox.NamedNode:
        """Return the IRI of a poll."""
        return self._name("poll", poll_id)

    def share(self, poll_id: str, option: str) -> ox.NamedNode:
        """Return the IRI of the share of one option of a poll."""
        return self._name("share", content_id(self._id, poll_id, option))

    def reference(self, reference_id: str) -> ox.NamedNode:
        """Return the IRI of a reference."""
        return self._name("reference", reference_id)

    def stance(self, stance: Stance) -> ox.NamedNode:
        """Return the IRI of a stance: one for each speaker and proposition."""
        return self._name("stance", content_id(self._id, stance.speaker, stance.proposition))

    def evidence(self, stance: Stance, piece: Evidence) -> ox.NamedNode:
        """Return the IRI of what one claim shows of a stance."""
        return self._name("evidence", content_id(self._id, stance.speaker, stance.proposition, piece.claim))

    def mention(self, mention: Mention) -> ox.NamedNode:
        """Return the IRI of a mention: it stays while its utterance stays, wherever that moves."""
        utterance = self._utterances[mention.utterance]
        return self._name("mention", f"{utterance}-{mention.start - self._starts[mention.utterance]}")

    def membership(self, person: Speaker, membership: Membership) -> ox.NamedNode:
        """Return the IRI of a membership."""
        return self._name("membership", content_id(person.id, membership.organization, membership.role))

    def participation(self, person: Speaker) -> ox.NamedNode:
        """Return the IRI of the part that a person has in the event."""
        return self._name("participation", person.id)

    def pair(self, one: str, other: str) -> ox.NamedNode:
        """Return the IRI of two speakers, given by their names: the same in whichever order."""
        first, second = sorted(_local(self.speaker(name)) for name in (one, other))
        # No id holds two hyphens together: the two are told apart.
        return self._name("pair", f"{first}--{second}")

    def activity(self, source: str) -> ox.NamedNode:
        """Return the IRI of the activity of one source."""
        return self._name("activity", slug(source))

    def agent(self, source: str) -> ox.NamedNode:
        """Return the IRI of who or what carries out the activity of one source."""
        return self._name("agent", slug(source))

    def annotator(self, name: str) -> ox.NamedNode:
        """Return the IRI of who annotated or corrected: one of both."""
        return self._name("annotator", slug(name))

    def revision(self, index: int, revision: Revision) -> ox.NamedNode:
        """Return the IRI of a correction."""
        return self._name("revision", content_id(str(index), revision.action, revision.target, revision.detail))


def _local(node: ox.NamedNode) -> str:
    return node.value.rpartition("/")[2]


def _utterance_ids(event: AnnotatedEvent) -> dict[int, str]:
    seen: Counter[str] = Counter()
    ids = {}
    for utterance in event.transcript.utterances:
        key = content_id(event.event.id, utterance.speaker, event.transcript.words_of(utterance))
        seen[key] += 1
        # The same words of the same speaker again are another utterance: it gets its number.
        ids[utterance.index] = key if seen[key] == 1 else f"{key}-{seen[key]}"
    return ids
