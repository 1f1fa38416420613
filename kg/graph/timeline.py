"""How an event runs: its sections, and which utterance stands in which."""

from __future__ import annotations

from collections.abc import Iterator

from kg.evidence.sections import sections_of
from kg.graph.iris import Names
from kg.graph.literals import Statement, integer, text
from kg.graph.terms import KG, RDF, RDFS, SCHEMA
from kg.model import AnnotatedEvent


def timeline(event: AnnotatedEvent, names: Names) -> Iterator[Statement]:
    """Yield the sections of an event, each with its label, place in the order, language and heading."""
    for section in sections_of(event.transcript, event.event.id):
        node = names.section(section.id)
        yield node, RDF.type, KG.Section
        yield node, RDFS.label, text(section.label)
        yield node, KG.inEvent, names.event
        yield node, SCHEMA.isPartOf, names.transcript
        yield node, KG.index, integer(section.index)
        if event.event.language:
            yield node, SCHEMA.inLanguage, text(event.event.language)
        if section.heading is not None:
            yield node, KG.utterance, names.utterance(section.heading)
        for index in section.utterances:
            yield names.utterance(index), KG.inSection, node
