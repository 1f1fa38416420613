"""What a meeting came to and what an audience answered, as triples: decisions and polls."""

from __future__ import annotations

from collections.abc import Iterator

from kg.graph.iris import Names
from kg.graph.literals import Statement, boolean, decimal, integer, text
from kg.graph.provenance import origin
from kg.graph.terms import KG, RDF, RDFS
from kg.model import AnnotatedEvent


def decisions(event: AnnotatedEvent, names: Names) -> Iterator[Statement]:
    """Yield what a meeting decided, left open or parked, and who is on record."""
    for decision in event.decisions:
        node = names.decision(decision.id)
        yield node, RDF.type, KG.Decision
        yield node, RDFS.label, text(decision.text)
        yield node, KG.inEvent, names.event
        yield node, KG.outcome, text(decision.outcome)
        yield node, KG.utterance, names.utterance(decision.utterance)
        yield node, KG.quote, text(decision.quote)
        yield node, KG.start, integer(decision.start)
        yield node, KG.end, integer(decision.end)
        if decision.question:
            yield node, KG.concerns, names.question(decision.question)
        if decision.proposition:
            yield node, KG.proposition, names.proposition(decision.proposition)
        for predicate, speakers in (
            (KG.agreedBy, decision.agreed),
            (KG.agreedInPartBy, decision.agreed_in_part),
            (KG.refusedBy, decision.refused),
            (KG.absent, decision.absent),
        ):
            for name in speakers:
                yield node, predicate, names.speaker(name)
        yield from origin(node, decision.source, decision.confidence, decision.rule, names)


def polls(event: AnnotatedEvent, names: Names) -> Iterator[Statement]:
    """Yield what an audience answered, a node for each share."""
    for poll in event.polls:
        node = names.poll(poll.id)
        yield node, RDF.type, KG.Poll
        yield node, RDFS.label, text(poll.text)
        yield node, KG.inEvent, names.event
        yield node, KG.utterance, names.utterance(poll.utterance)
        yield node, KG.quote, text(poll.quote)
        yield node, KG.start, integer(poll.start)
        yield node, KG.end, integer(poll.end)
        if poll.phase:
            yield node, KG.phase, text(poll.phase)
        if poll.question:
            yield node, KG.concerns, names.question(poll.question)
        if poll.proposition:
            yield node, KG.proposition, names.proposition(poll.proposition)
        for share in poll.shares:
            part = names.share(poll.id, share.option)
            yield node, KG.share, part
            yield part, RDF.type, KG.Share
            yield part, RDFS.label, text(str(share))
            yield part, KG.inEvent, names.event
            yield part, KG.option, text(share.option)
            if share.unit == "percent":
                yield part, KG.percentage, decimal(share.value)
            else:
                yield part, KG.voices, integer(int(share.value))
            if share.approximate:
                yield part, KG.approximate, boolean(True)
        yield from origin(node, poll.source, poll.confidence, poll.rule, names)
