"""By part: what a person declared, then what a model read, then rules for what nobody gave."""

from __future__ import annotations

from dataclasses import replace

from kg.drafting.concepts.discovered import with_concepts
from kg.drafting.concepts.keyphrases import PhraseCounter
from kg.drafting.entrance.entities import told_concepts
from kg.drafting.entrance.kept import Kept
from kg.drafting.ground import with_names
from kg.drafting.rules.draft import draft_by_rules
from kg.drafting.rules.turns import turns
from kg.model import AnnotatedEvent, Concept, Transcript


def completed(event: AnnotatedEvent, kept: Kept, vocabulary: tuple[Concept, ...]) -> AnnotatedEvent:
    """Return a read event with its mentions, concepts and, where no reference was told, the references that rules find.

    Args:
        event: as assembled from the answers.
        kept: what was kept of them.
        vocabulary: a person's concepts, which go before told and discovered ones.
    """
    told = told_concepts(kept, vocabulary)
    named = with_names(event, (*vocabulary, *told))
    phrases = PhraseCounter() if told else phrases_of(event.transcript)
    finished = with_concepts(named, phrases)
    if finished.references:
        return finished
    by_rules = draft_by_rules(event.transcript, event=event).references
    return replace(finished, references=tuple(replace(r, from_claim="", to_claim="") for r in by_rules))


def phrases_of(transcript: Transcript) -> PhraseCounter:
    """Return the phrases of all that was said, counted."""
    counter = PhraseCounter()
    for turn in turns(transcript):
        for sentence in turn.sentences:
            counter.add(sentence.words, sentence.utterance)
    return counter
