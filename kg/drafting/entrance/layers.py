"""By part: what a person declared, then what a model read, then rules for what nobody gave."""

from __future__ import annotations

from kg.drafting.concepts.discovered import with_concepts
from kg.drafting.concepts.keyphrases import PhraseCounter
from kg.drafting.entrance.entities import told_concepts
from kg.drafting.entrance.kept import Kept
from kg.drafting.ground import with_names
from kg.drafting.rest import with_rest
from kg.model import AnnotatedEvent, Concept


def completed(event: AnnotatedEvent, kept: Kept, vocabulary: tuple[Concept, ...]) -> AnnotatedEvent:
    """Return a read event with its mentions, and with what rules find where nothing was told.

    Args:
        event: as assembled from the answers.
        kept: what was kept of them.
        vocabulary: a person's concepts, which go before told and discovered ones.
    """
    told = told_concepts(kept, vocabulary)
    event = with_names(event, (*vocabulary, *told))
    if told:
        # What was told is an index already; its concepts are only looked for in the claims.
        event = with_concepts(event, PhraseCounter())
    given = {"names", *(["concepts"] if told else []), *(["references"] if event.references else [])}
    return with_rest(event, (*vocabulary, *told), given)
