"""A draft by rules put together: the pass over the turns, entities and concepts found in the whole, mentions, concepts of claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.drafting.concepts.discovered import with_concepts
from kg.drafting.concepts.keyphrases import stop_words
from kg.drafting.ground import covered, ground, with_names
from kg.drafting.language import recognised
from kg.drafting.rules.other_languages import Hearing, not_tried
from kg.drafting.rules.summaries import summary_claims
from kg.drafting.rules.turn_by_turn import DEFAULT_CLAIMS_PER_TURN, Pass
from kg.model import (
    AnnotatedEvent,
    Claim,
    Concept,
    Run,
    Transcript,
)


def draft_by_rules(
    transcript: Transcript,
    *,
    event: AnnotatedEvent | None = None,
    vocabulary: tuple[Concept, ...] = (),
    claims_per_turn: int = DEFAULT_CLAIMS_PER_TURN,
) -> AnnotatedEvent:
    """Return the draft of a transcript by rules alone; the same transcript gives the same draft.

    Args:
        transcript: what was read.
        event: what is known of it beforehand, such as names and roles.
        vocabulary: concepts that may be used where the talk covers them.
        claims_per_turn: the most claims that are taken from one turn.

    The rules that tell claims and who agrees with whom know English: of a talk in another language, speakers, references,
    concepts and questions are drafted, and a warning says what was not tried.
    """
    standing = ground(transcript, event)
    language = recognised(transcript, standing.event.language)
    standing = replace(standing, event=replace(standing.event, language=standing.event.language or language))
    known = with_names(standing, covered(vocabulary, standing), language)
    run = Run(method="rules", settings=(("claims_per_turn", str(claims_per_turn)), ("method", "rules")))
    if language != "en":
        return _in_another_language(replace(known, run=run), language)
    topics = [m.start for m in known.mentions if m.entity_type != "speaker"]
    found = Pass(known.event.id, transcript, known.speakers, claims_per_turn, topics).run()
    known = replace(
        known,
        questions=tuple(found.answers.questions.values()),
        propositions=tuple(found.answers.propositions.values()),
        claims=_joined(summary_claims(known.event.id, transcript, known.speakers), found.claims),
        stances=found.answers.stances(),
        relations=found.relations,
        references=found.references,
        polls=found.polls,
        run=run,
    )
    return with_concepts(known, found.phrases)


def _in_another_language(known: AnnotatedEvent, language: str) -> AnnotatedEvent:
    """Return what rules can draft of a talk in a language of which they know the stop words alone."""
    heard = Hearing(known, stop_words(language), language).run()
    known = replace(known, questions=heard.questions, references=heard.references)
    return replace(with_concepts(known, heard.phrases), warnings=(*known.warnings, not_tried(language)))


def _joined(first: Sequence[Claim], second: Sequence[Claim]) -> tuple[Claim, ...]:
    return tuple(sorted({c.id: c for c in (*first, *second)}.values(), key=lambda c: (c.start, c.end, c.id)))
