"""What nobody gave, drafted by rules beside what a person or a model annotated."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from kg.drafting.concepts.discovered import with_concepts
from kg.drafting.concepts.keyphrases import PhraseCounter
from kg.drafting.ground import with_names
from kg.drafting.rules.draft import draft_by_rules
from kg.drafting.rules.turns import turns
from kg.model import AnnotatedEvent, Concept, Reference, Transcript


def with_rest(event: AnnotatedEvent, vocabulary: tuple[Concept, ...], given: Collection[str]) -> AnnotatedEvent:
    """Return an annotated event with the parts that nobody gave: names, concepts, references.

    Args:
        event: as annotated.
        vocabulary: concepts to look for.
        given: the parts that are as somebody left them: `names`, `concepts`, `references`, and for names a single kind,
            `people`, `organizations` or `products`.
    """
    if "names" not in given:
        event = with_names(event, vocabulary)
    if "concepts" not in given:
        event = with_concepts(event, phrases_of(event.transcript))
    if "references" not in given:
        event = replace(event, references=references_by_rules(event))
    return event


def references_by_rules(event: AnnotatedEvent) -> tuple[Reference, ...]:
    """Return the references that rules find; they point to no claim, since the claims are somebody else's."""
    found = draft_by_rules(event.transcript, event=event).references
    return tuple(replace(r, from_claim="", to_claim="") for r in found)


def phrases_of(transcript: Transcript) -> PhraseCounter:
    """Return the phrases of all that was said, counted."""
    counter = PhraseCounter()
    for turn in turns(transcript):
        for sentence in turn.sentences:
            counter.add(sentence.words, sentence.utterance)
    return counter
