"""What a draft stands on: what is known of the event, the entities that are named in it, and all mentions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from kg.drafting.concepts.entities import Entities, find_entities, lower_case_words
from kg.drafting.english.inflections import with_inflections
from kg.eventfiles.event_file import EventFile
from kg.eventfiles.load import participants
from kg.evidence.mentions import find_mentions, labels_of
from kg.model import AnnotatedEvent, Concept, Event, Mention, Named, Transcript, slug
from kg.people.spoken_names import with_spoken_names


def ground(transcript: Transcript, event: AnnotatedEvent | None) -> AnnotatedEvent:
    """Return what a draft stands on: what is known of the event, without annotations; speakers are guessed where need be."""
    if event is not None:
        bare = AnnotatedEvent(
            event=event.event,
            transcript=transcript,
            speakers=event.speakers,
            people=event.people,
            organizations=event.organizations,
            products=event.products,
            places=event.places,
            works=event.works,
            revisions=event.revisions,
        )
        if any(not s.guessed for s in event.speakers):
            return bare
        return replace(bare, speakers=with_spoken_names(event.speakers, transcript.text))
    speakers = with_spoken_names(participants(EventFile(), transcript), transcript.text)
    title = transcript.title or "Transcript"
    return AnnotatedEvent(
        event=Event(id=slug(title)[:60].strip("-"), title=title), transcript=transcript, speakers=speakers
    )


def with_names(known: AnnotatedEvent, vocabulary: tuple[Concept, ...], language: str = "en") -> AnnotatedEvent:
    """Return an event with the entities that are named in it, the vocabulary, and all mentions of both.

    What a capital letter tells is known of English alone: in another language no names are guessed.
    """
    vocabulary = with_inflections(vocabulary, known.transcript.text)
    entities = _entities(known, vocabulary) if language == "en" else Entities()
    known = replace(
        known,
        organizations=(*known.organizations, *entities.organizations),
        products=(*known.products, *entities.products),
        places=(*known.places, *entities.places),
        works=(*known.works, *entities.works),
        people=(*known.people, *entities.people),
        concepts=vocabulary,
    )
    return replace(known, mentions=mentions_of(known))


#: A vocabulary is of the talk's field where so many of its concepts are named, or so much of it.
_NAMED, _SHARE_NAMED = 12, 0.1


def covered(vocabulary: tuple[Concept, ...], known: AnnotatedEvent) -> tuple[Concept, ...]:
    """Return a vocabulary where the text covers it, else none: five terms of another field say nothing of this talk."""
    inflected = with_inflections(vocabulary, known.transcript.text)
    mentioned = {m.entity for m in mentions_of(replace(known, concepts=inflected)) if m.entity_type == "concept"}
    return vocabulary if len(mentioned) >= min(_NAMED, _SHARE_NAMED * len(vocabulary)) else ()


def spoken_texts(transcript: Transcript) -> list[str]:
    """Return the words of what was said, turn by turn; headings and notes are left out."""
    return [transcript.words_of(u) for u in transcript.utterances if u.kind in {"speech", "summary"}]


def _entities(known: AnnotatedEvent, vocabulary: Iterable[Concept]) -> Entities:
    """Find what is named and not declared, with ids that nothing else has."""
    texts = spoken_texts(known.transcript)
    if any((known.organizations, known.products, known.places, known.works)):
        # A declared list is a person's reading: it is not filled up with guesses.
        return Entities()
    labels = {
        name.casefold()
        for entity in everyone(known)
        for name in (entity.name, *entity.aliases, *entity.ambiguous_aliases)
    }
    labels |= folded_labels(vocabulary)
    labels |= {part.casefold() for s in known.speakers for part in s.name.split()}
    found = find_entities(texts, common=lower_case_words(texts), known=frozenset(labels))
    taken = {e.id for e in (*known.speakers, *known.people)} | {c.id for c in vocabulary}
    kept: dict[str, Any] = {}
    for kind in ("people", "organizations", "products", "works", "places"):
        kept[kind] = tuple(thing for thing in getattr(found, kind) if thing.id not in taken)
        taken |= {thing.id for thing in kept[kind]}
    return Entities(**kept)


def everyone(known: AnnotatedEvent) -> list[Named]:
    """Return all that is known of an event and bears a name, but its concepts."""
    return [*known.speakers, *known.people, *known.organizations, *known.products, *known.places, *known.works]


def folded_labels(concepts: Iterable[Concept]) -> set[str]:
    """Return all labels of some concepts, case folded."""
    return {
        label.casefold() for c in concepts for label in (c.label, *c.alt_labels, *c.hidden_labels, *c.case_sensitive)
    }


def mentions_of(known: AnnotatedEvent) -> tuple[Mention, ...]:
    """Return the mentions of all that is known of an event."""
    labels = labels_of(
        speakers=known.speakers,
        people=known.people,
        organizations=known.organizations,
        products=known.products,
        places=known.places,
        works=known.works,
        concepts=known.concepts,
    )
    return tuple(find_mentions(known.transcript, labels))
