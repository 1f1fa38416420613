"""An AnnotatedEvent as RDF: every thing has an IRI, nothing is a blank node, and the same event gives the same triples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg.evidence.concepts import untagged_texts, used_concepts
from kg.graph.derive import derived
from kg.graph.iris import Names
from kg.graph.literals import Statement, boolean, decimal, integer, term_of, text
from kg.graph.outcomes import decisions, polls
from kg.graph.provenance import origin, provenance
from kg.graph.terms import (
    BASE,
    BASES,
    DCTERMS,
    ENTITY_CLASSES,
    KG,
    ORG,
    OWL,
    PROV,
    RDF,
    RDFS,
    RELATION_CLASSES,
    RELATIONS,
    ROLES,
    SCHEMA,
    SIDES,
    SKOS,
    XSD,
)
from kg.graph.timeline import timeline
from kg.model import AnnotatedEvent, Evidence, Named, Said, Speaker

_DATE_TYPES = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}


def triples_of(event: AnnotatedEvent, base: str = BASE) -> list[ox.Triple]:
    """Return the triples of an event, each once, in no particular order."""
    return [ox.Triple(*statement) for statement in _statements(event, base)]


def quads_of(
    event: AnnotatedEvent, base: str = BASE, graph: ox.NamedNode | ox.DefaultGraph | None = None
) -> list[ox.Quad]:
    """Return what `triples_of` returns, as statements of a graph; by default of the default graph.

    Args:
        event: what is stated.
        base: what the IRIs begin with; absolute.
        graph: the name of their graph.
    """
    graph = graph or ox.DefaultGraph()
    return [ox.Quad(*statement, graph) for statement in _statements(event, base)]


def _statements(event: AnnotatedEvent, base: str) -> Iterable[Statement]:
    names = Names(event, base)
    parts = (
        _event(event, names),
        _speakers(event, names),
        _things(event, names),
        _concepts(event, names),
        _utterances(event, names),
        _questions(event, names),
        _claims(event, names),
        _stances(event, names),
        _relations(event, names),
        _references(event, names),
        decisions(event, names),
        polls(event, names),
        _mentions(event, names),
        timeline(event, names),
        provenance(event, names),
        derived(event, names),
    )
    return dict.fromkeys(s for part in parts for s in part)


def _event(event: AnnotatedEvent, names: Names) -> Iterator[Statement]:
    node, about = names.event, event.event
    yield node, RDF.type, KG.Event
    yield node, RDFS.label, text(about.title)
    if about.date:
        yield node, SCHEMA.startDate, ox.Literal(about.date, datatype=_DATE_TYPES[len(about.date)])
    for predicate, value in (
        (SCHEMA.location, about.place),
        (DCTERMS.source, about.source),
        (SCHEMA.recordedIn, about.media),
        (SCHEMA.inLanguage, about.language),
        (KG.form, about.form),
        (KG.motion, about.motion),
    ):
        if value:
            yield node, predicate, text(value)


def _names_of(node: ox.NamedNode, thing: Named) -> Iterator[Statement]:
    yield node, RDFS.label, text(thing.name)
    for alias in thing.aliases:
        if alias not in thing.ambiguous_aliases:
            yield node, SKOS.altLabel, text(alias)
    for alias in thing.ambiguous_aliases:
        yield node, SKOS.hiddenLabel, text(alias)
    for iri in thing.same_as:
        yield node, OWL.sameAs, ox.NamedNode(iri)


def _speakers(event: AnnotatedEvent, names: Names) -> Iterator[Statement]:
    for kind, people in (("speaker", event.speakers), ("person", event.people)):
        for person in people:
            node = names.entity(person.id)
            yield node, RDF.type, ENTITY_CLASSES[kind]
            yield from _names_of(node, person)
            if kind == "speaker":
                yield node, KG.inEvent, names.event
                yield from _participation(person, node, event, names)
            if person.guessed:
                yield node, KG.guessed, boolean(True)
            yield from _memberships(person, node, names)


def _participation(person: Speaker, node: ox.NamedNode, event: AnnotatedEvent, names: Names) -> Iterator[Statement]:
    # A person is shared by many events, a role is not: said of the person, the host of one would be a host of all.
    part = names.participation(person)
    yield part, RDF.type, KG.Participation
    yield part, KG.inEvent, names.event
    yield part, KG.participant, node
    role = person.role or "panelist"
    yield part, KG.eventRole, text(role)
    if role in ROLES:
        yield part, ORG.role, ROLES[role]
    if person.side:
        yield part, KG.dealtSide, text(person.side)
    for label in event.printed_labels(person):
        yield part, KG.printedLabel, text(label)


def _memberships(person: Speaker, node: ox.NamedNode, names: Names) -> Iterator[Statement]:
    for membership in person.memberships:
        link = names.membership(person, membership)
        yield link, RDF.type, ORG.Membership
        yield link, KG.inEvent, names.event
        yield link, ORG.member, node
        yield link, ORG.organization, names.entity(membership.organization)
        if membership.role:
            yield link, RDFS.label, text(membership.role)
        if membership.current is not None:
            yield link, KG.current, boolean(membership.current)


def _things(event: AnnotatedEvent, names: Names) -> Iterator[Statement]:
    things = (
        (KG.Organization, event.organizations),
        (KG.Product, event.products),
        (KG.Place, event.places),
        (KG.Work, event.works),
    )
    for cls, named in things:
        for thing in named:
            node = names.entity(thing.id)
            yield node, RDF.type, cls
            yield node, KG.kind, text(thing.kind)
            yield from _names_of(node, thing)
    for product in event.products:
        if product.maker:
            yield names.entity(product.id), DCTERMS.creator, names.entity(product.maker)


def _concepts(event: AnnotatedEvent, names: Names) -> Iterator[Statement]:
    concepts = used_concepts(event)
    used = {c.id for c in concepts}
    nodes = {names.concept(i).value for i in used}
    # A concept that the event does not speak of is not described, and so nothing leads to it.
    left_out = {c.iri for c in event.concepts if c.iri} - nodes
    for concept in concepts:
        node = names.concept(concept.id)
        yield node, RDF.type, KG.Concept
        yield node, RDF.type, SKOS.Concept
        yield node, RDFS.label, text(concept.label)
        for name, labels in untagged_texts(concept).items():
            yield from ((node, ox.NamedNode(name), text(label)) for label in labels)
        if concept.scheme:
            yield node, SKOS.inScheme, ox.NamedNode(concept.scheme)
        if concept.discovered:
            yield node, KG.discovered, boolean(True)
        for predicate, ids in ((SKOS.broader, concept.broader), (SKOS.related, concept.related)):
            for other in ids:
                if other in used:
                    yield node, predicate, names.concept(other)
        yield from _said(node, (s for s in concept.said if s.value in nodes or s.predicate not in _WITHIN), left_out)
        for scheme in concept.schemes:
            yield ox.NamedNode(scheme.iri), RDF.type, SKOS.ConceptScheme
            yield from _said(ox.NamedNode(scheme.iri), scheme.said, left_out)


#: Links between concepts of one vocabulary.
_WITHIN = {SKOS.iri + name for name in ("broader", "narrower", "related", "broaderTransitive", "narrowerTransitive")}


def _said(node: ox.NamedNode, said: Iterable[Said], left_out: set[str]) -> Iterator[Statement]:
    for one in said:
        if not (one.is_iri and one.value in left_out):
            yield node, ox.NamedNode(one.predicate), term_of(one)


def _utterances(event: AnnotatedEvent, names: Names) -> Iterator[Statement]:
    for utterance in event.transcript.utterances:
        node = names.utterance(utterance.index)
        yield node, RDF.type, KG.Utterance
        yield node, KG.inEvent, names.event
        yield node, SCHEMA.isPartOf, names.transcript
        yield node, KG.index, integer(utterance.index)
        yield node, KG.kind, text(utterance.kind)
        yield node, KG.text, text(event.transcript.words_of(utterance))
        yield node, KG.start, integer(utterance.start)
        yield node, KG.end, integer(utterance.end)
        if utterance.speaker:
            yield node, KG.speaker, names.speaker(utterance.speaker)
        if utterance.section:
            yield node, KG.section, text(utterance.section)
        if utterance.start_time is not None:
            yield node, KG.startTime, decimal(utterance.start_time)
        if utterance.end_time is not None:
            yield node, KG.endTime, decimal(utterance.end_time)


def _place(node: ox.NamedNode, start: int, end: int, names: Names) -> Iterator[Statement]:
    utterance = names.utterance_at(start, end)
    if utterance is not None:
        yield node, KG.utterance, utterance


def _questions(event: AnnotatedEvent, names: Names) -> Iterator[Statement]:
    for question in event.questions:
        node = names.question(question.id)
        yield node, RDF.type, KG.Question
        yield node, KG.inEvent, names.event
        yield node, RDFS.label, text(question.text)
        yield node, KG.source, text(question.source)
        if question.asked_by:
            yield node, KG.askedBy, names.speaker(question.asked_by)
        if question.start is not None and question.end is not None:
            yield node, KG.quote, text(question.quote)
            yield node, KG.start, integer(question.start)
            yield node, KG.end, integer(question.end)
            yield from _place(node, question.start, question.end, names)
    for proposition in event.propositions:
        node = names.proposition(proposition.id)
        yield node, RDF.type, KG.Proposition
        yield node, KG.inEvent, names.event
        yield node, RDFS.label, text(proposition.text)
        yield node, KG.answers, names.question(proposition.question)
        yield node, KG.propositionKind, text(proposition.kind)
        yield node, KG.source, text(proposition.source)


def _claims(event: AnnotatedEvent, names: Names) -> Iterator[Statement]:
    for claim in event.claims:
        node = names.claim(claim.id)
        yield node, RDF.type, KG.Claim
        yield node, KG.inEvent, names.event
        yield node, RDFS.label, text(claim.text)
        yield node, KG.speaker, names.speaker(claim.speaker)
        yield node, KG.utterance, names.utterance(claim.utterance)
        yield node, KG.quote, text(claim.quote)
        yield node, KG.start, integer(claim.start)
        yield node, KG.end, integer(claim.end)
        yield node, KG.hedged, boolean(claim.hedged)
        yield node, KG.reported, boolean(bool(claim.reported_by))
        yield node, KG.salience, text(claim.salience)
        for concept in claim.concepts:
            yield node, KG.concept, names.concept(concept)
        for predicate, value in (
            (KG.quantity, claim.quantity),
            (KG.reportedBy, claim.reported_by),
            (KG.note, claim.note),
        ):
            if value:
                yield node, predicate, text(value)
        yield from origin(node, claim.source, claim.confidence, claim.rule, names)


def _stances(event: AnnotatedEvent, names: Names) -> Iterator[Statement]:
    for stance in event.stances:
        node = names.stance(stance)
        yield node, RDF.type, KG.Stance
        yield node, KG.inEvent, names.event
        yield node, KG.speaker, names.speaker(stance.speaker)
        yield node, KG.proposition, names.proposition(stance.proposition)
        yield node, KG.stance, SIDES[stance.stance]
        yield node, KG.basis, BASES[stance.basis]
        for claim in stance.claims:
            yield node, KG.claim, names.claim(claim)
        yield from origin(node, stance.source, stance.confidence, "", names)
        for piece in stance.evidence:
            yield node, KG.shownBy, names.evidence(stance, piece)
            yield from _evidence(names.evidence(stance, piece), piece, names)


def _evidence(node: ox.NamedNode, piece: Evidence, names: Names) -> Iterator[Statement]:
    yield node, RDF.type, KG.Evidence
    yield node, KG.inEvent, names.event
    yield node, KG.claim, names.claim(piece.claim)
    yield node, KG.side, SIDES[piece.side]
    yield node, KG.basis, BASES[piece.basis]
    yield node, KG.source, text(piece.source)
    yield node, PROV.wasGeneratedBy, names.activity(piece.source)
    if piece.kind:
        yield node, KG.kind, text(piece.kind)
    if piece.why:
        yield node, KG.why, text(piece.why)


def _relations(event: AnnotatedEvent, names: Names) -> Iterator[Statement]:
    for relation in event.relations:
        node = names.relation(relation.id)
        yield node, RDF.type, KG.Relation
        yield node, RDF.type, RELATION_CLASSES[relation.relation]
        yield node, KG.inEvent, names.event
        yield node, KG.fromClaim, names.claim(relation.from_claim)
        yield node, KG.toClaim, names.claim(relation.to_claim)
        yield node, KG.relation, RELATIONS[relation.relation]
        yield node, KG.basis, BASES[relation.basis]
        if relation.about:
            yield node, KG.about, text(relation.about)
        if relation.start is not None and relation.end is not None:
            yield node, KG.quote, text(relation.quote)
            yield node, KG.start, integer(relation.start)
            yield node, KG.end, integer(relation.end)
            yield from _place(node, relation.start, relation.end, names)
        yield from origin(node, relation.source, relation.confidence, relation.rule, names)


def _references(event: AnnotatedEvent, names: Names) -> Iterator[Statement]:
    for reference in event.references:
        node = names.reference(reference.id)
        yield node, RDF.type, KG.Reference
        yield node, KG.inEvent, names.event
        yield node, KG.speaker, names.speaker(reference.speaker)
        yield node, KG.refersTo, names.speaker(reference.refers_to)
        yield node, KG.relation, RELATIONS[reference.relation]
        yield node, KG.utterance, names.utterance(reference.utterance)
        yield node, KG.quote, text(reference.quote)
        yield node, KG.start, integer(reference.start)
        yield node, KG.end, integer(reference.end)
        if reference.about:
            yield node, KG.about, text(reference.about)
        if reference.from_claim:
            yield node, KG.fromClaim, names.claim(reference.from_claim)
        if reference.to_claim:
            yield node, KG.toClaim, names.claim(reference.to_claim)
        yield from origin(node, reference.source, reference.confidence, reference.rule, names)


def _mentions(event: AnnotatedEvent, names: Names) -> Iterator[Statement]:
    for mention in event.mentions:
        node, entity, utterance = (
            names.mention(mention),
            names.mentioned(mention),
            names.utterance(mention.utterance),
        )
        yield node, RDF.type, KG.Mention
        yield node, KG.utterance, utterance
        yield node, KG.entity, entity
        yield node, KG.entityType, text(mention.entity_type)
        yield node, KG.surface, text(mention.surface)
        yield node, KG.start, integer(mention.start)
        yield node, KG.end, integer(mention.end)
        yield utterance, KG.mentions, entity
        if mention.speaker:
            speaker = names.speaker(mention.speaker)
            yield node, KG.speaker, speaker
            if entity != speaker:
                yield speaker, KG.mentions, entity
