"""From a bare transcript to annotations to read and mend: drafted by rules, or with a language model."""

from __future__ import annotations

from typing import Any

from kg.model import AnnotatedEvent, Concept, Transcript

__all__ = ["draft"]


def draft(
    transcript: Transcript,
    *,
    method: str = "rules",
    event: AnnotatedEvent | None = None,
    vocabulary: tuple[Concept, ...] = (),
    **options: Any,
) -> AnnotatedEvent:
    """Draft questions, propositions, claims, stances, relations, references and mentions for a transcript.

    Args:
        transcript: as read.
        method: `rules` (no model, no network, deterministic) or `llm`.
        event: what is known of the event already: its speakers, people, organizations and products (without it, they are
            guessed from the transcript).
        vocabulary: concepts to look for; others are discovered where these do not cover the text.
        options: `claims_per_turn` for rules; `settings` (kg.drafting.doors.endpoint.settings.Settings) for llm.

    Raises:
        KgError: the method is not known, or cannot be used here.

    >>> from kg.readers import read
    >>> drafted = draft(read(b"Ada: Rents will fall if we build.\\nBen: I don't agree with Ada. Rents will rise.\\nAda: Why?"))
    >>> [(r.relation, r.quote) for r in drafted.relations]
    [('disagrees', "I don't agree with Ada.")]
    """
    # The turns of an event go by the names of its speakers, which may have been heard in speech or declared.
    if event is not None and event.transcript.text == transcript.text:
        transcript = event.transcript
    if method == "rules":
        from kg.drafting.rules.draft import draft_by_rules

        return draft_by_rules(transcript, event=event, vocabulary=vocabulary, **options)
    if method == "llm":
        from kg.drafting.doors.endpoint import draft_with_model

        return draft_with_model(transcript, event=event, vocabulary=vocabulary, **options)
    from kg.errors import KgError

    raise KgError(f"drafting method {method!r} is not known (choose rules or llm)")
