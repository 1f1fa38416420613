"""Where statements come from, as PROV: the transcript, the activity of each source, and the corrections of a person."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyoxigraph as ox

from kg.graph.iris import Names
from kg.graph.literals import Statement, address, decimal, text
from kg.graph.terms import DCTERMS, FOAF, KG, ORCID, OWL, PROV, RDF, RDFS, SCHEMA, XSD
from kg.model import AnnotatedEvent

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)?")


def provenance(event: AnnotatedEvent, names: Names) -> Iterator[Statement]:
    """Yield of which text the event is known, what made the annotations, and what a person corrected in them, when."""
    yield from _transcript(event, names)
    yield from _activities(event, names)
    yield from _revisions(event, names)


def _transcript(event: AnnotatedEvent, names: Names) -> Iterator[Statement]:
    node, about = names.transcript, event.event
    for cls in (KG.Transcript, PROV.Entity, SCHEMA.CreativeWork):
        yield node, RDF.type, cls
    yield node, RDFS.label, text(f"Transcript of {about.title}")
    yield node, KG.inEvent, names.event
    yield node, SCHEMA.recordedAt, names.event
    yield node, SCHEMA.sha256, text(event.transcript.sha256)
    if about.language:
        yield node, SCHEMA.inLanguage, text(about.language)
    for predicate, value in (
        (DCTERMS.source, about.source),
        (DCTERMS.license, about.licence),
        (DCTERMS.publisher, about.publisher),
    ):
        if value:
            yield node, predicate, address(value)


def _activities(event: AnnotatedEvent, names: Names) -> Iterator[Statement]:
    made = (event.claims, event.stances, event.relations, event.references, event.decisions, event.polls)
    sources = {thing.source for things in made for thing in things}
    sources |= {piece.source for stance in event.stances for piece in stance.evidence}
    # Who annotated by hand did so also where a model's words were found right and stand.
    sources |= {"human"} if event.event.annotators else set()
    for source in sorted(sources):
        node = names.activity(source)
        yield node, RDF.type, PROV.Activity
        yield node, RDFS.label, text(f"annotation by {source}")
        yield node, PROV.used, names.transcript
        if source == "human" and event.event.annotators:
            yield from _annotators(node, event, names)
            continue
        agent = names.agent(source)
        yield node, PROV.wasAssociatedWith, agent
        yield agent, RDF.type, PROV.Person if source == "human" else PROV.SoftwareAgent
        yield agent, RDFS.label, text(source)
        if event.run and source != "human":
            for name, value in event.run.settings:
                yield node, KG.note, text(f"{name}: {value}")


def _annotators(activity: ox.NamedNode, event: AnnotatedEvent, names: Names) -> Iterator[Statement]:
    for annotator in event.event.annotators:
        who = names.annotator(annotator.name)
        yield activity, PROV.wasAssociatedWith, who
        yield who, RDF.type, PROV.Person
        yield who, RDFS.label, text(annotator.name)
        yield who, FOAF.name, text(annotator.name)
        if annotator.orcid:
            yield who, OWL.sameAs, ox.NamedNode(ORCID + annotator.orcid)
        if annotator.url:
            yield who, FOAF.page, ox.NamedNode(annotator.url)


def _revisions(event: AnnotatedEvent, names: Names) -> Iterator[Statement]:
    # What was rejected or merged away is no longer there to be pointed from.
    targets = (
        {c.id: names.claim(c.id) for c in event.claims}
        | {r.id: names.relation(r.id) for r in event.relations}
        | {r.id: names.reference(r.id) for r in event.references}
        | {p.id: names.proposition(p.id) for p in event.propositions}
        | {q.id: names.question(q.id) for q in event.questions}
    )
    for i, revision in enumerate(event.revisions):
        node = names.revision(i, revision)
        yield node, RDF.type, PROV.Revision
        yield node, RDFS.label, text(f"{revision.action} {revision.target}")
        yield node, KG.inEvent, names.event
        if revision.detail:
            yield node, KG.note, text(revision.detail)
        if revision.at:
            yield node, DCTERMS.date, text(revision.at)
            if _MOMENT.fullmatch(revision.at):
                yield node, PROV.atTime, ox.Literal(revision.at, datatype=XSD.dateTime)
        if revision.target in targets:
            yield targets[revision.target], PROV.qualifiedInfluence, node
        if revision.by:
            who = names.annotator(revision.by)
            yield node, PROV.wasAttributedTo, who
            yield node, PROV.agent, who
            yield who, RDF.type, PROV.Person
            yield who, RDFS.label, text(revision.by)


def origin(node: ox.NamedNode, source: str, confidence: float, rule: str, names: Names) -> Iterator[Statement]:
    """Yield who or what made a statement, how sure it is (0 to 1), by which rule, and the activity that it came from."""
    yield node, KG.source, text(source)
    yield node, KG.confidence, decimal(confidence)
    yield node, PROV.wasGeneratedBy, names.activity(source)
    if rule:
        yield node, KG.rule, text(rule)
