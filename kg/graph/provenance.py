"""Where statements come from, as PROV: the activity of each source, and the corrections of a person."""

from __future__ import annotations

from collections.abc import Iterator

from kg.graph.iris import Names
from kg.graph.literals import Statement, text
from kg.graph.terms import DCTERMS, KG, PROV, RDF, RDFS
from kg.model import AnnotatedEvent


def provenance(event: AnnotatedEvent, names: Names) -> Iterator[Statement]:
    """Yield what made the annotations, and what a person corrected in them, when."""
    yield from _activities(event, names)
    yield from _revisions(event, names)


def _activities(event: AnnotatedEvent, names: Names) -> Iterator[Statement]:
    made = (event.claims, event.stances, event.relations, event.references)
    sources = {thing.source for things in made for thing in things}
    sources |= {piece.source for stance in event.stances for piece in stance.evidence}
    for source in sorted(sources):
        node = names.activity(source)
        yield node, RDF.type, PROV.Activity
        yield node, RDFS.label, text(f"annotation by {source}")
        yield node, PROV.used, names.event
        agent = names.agent(source)
        yield node, PROV.wasAssociatedWith, agent
        yield agent, RDF.type, PROV.Person if source == "human" else PROV.SoftwareAgent
        yield agent, RDFS.label, text(source)
        if event.run and source != "human":
            for name, value in event.run.settings:
                yield node, KG.note, text(f"{name}: {value}")


def _revisions(event: AnnotatedEvent, names: Names) -> Iterator[Statement]:
    for i, revision in enumerate(event.revisions):
        node = names.revision(i, revision)
        yield node, RDF.type, PROV.Revision
        yield node, RDFS.label, text(f"{revision.action} {revision.target}")
        yield node, KG.inEvent, names.event
        if revision.detail:
            yield node, KG.note, text(revision.detail)
        if revision.at:
            yield node, DCTERMS.date, text(revision.at)
        if revision.by:
            who = names.reviewer(revision.by)
            yield node, PROV.wasAttributedTo, who
            yield who, RDF.type, PROV.Person
            yield who, RDFS.label, text(revision.by)
