"""How an event runs: its sections, which utterance stands in which, and when it was said, where that is known."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kg.evidence.clock import after, lexical, start_of, zero_of
from kg.evidence.sections import sections_of
from kg.graph.iris import Names
from kg.graph.literals import Statement, integer, text
from kg.graph.terms import KG, RDF, RDFS, SCHEMA, XSD
from kg.model import AnnotatedEvent


def timeline(event: AnnotatedEvent, names: Names) -> Iterator[Statement]:
    """Yield the sections of an event and the moments of its utterances."""
    yield from _sections(event, names)
    yield from _moments(event, names)


def _sections(event: AnnotatedEvent, names: Names) -> Iterator[Statement]:
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


def _moments(event: AnnotatedEvent, names: Names) -> Iterator[Statement]:
    begins, zero = start_of(event.event), zero_of(event.transcript, event.event)
    if begins is not None:
        yield names.event, KG.startedAt, ox.Literal(lexical(begins), datatype=XSD.dateTime)
    for utterance in event.transcript.utterances if zero is not None else ():
        for predicate, seconds in ((KG.startedAt, utterance.start_time), (KG.endedAt, utterance.end_time)):
            moment = after(zero, seconds) if zero is not None and seconds is not None else None
            if moment is not None:
                yield names.utterance(utterance.index), predicate, ox.Literal(lexical(moment), datatype=XSD.dateTime)
