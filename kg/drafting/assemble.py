"""A draft by rules put together: the pass over the turns, entities and concepts found in the whole, mentions, concepts of claims."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.drafting.entities import Entities, acronyms, find_entities
from kg.drafting.inflected import with_inflections
from kg.drafting.keyphrases import PhraseCounter
from kg.drafting.mentions import mentions as find_mentions
from kg.drafting.people import with_spoken_names
from kg.drafting.rules import DEFAULT_CLAIMS_PER_TURN, Pass, lower_case_words
from kg.drafting.summaries import summary_claims
from kg.eventfiles.event_file import EventFile
from kg.eventfiles.load import participants
from kg.eventfiles.mentions import labels_of
from kg.model import (
    AnnotatedEvent,
    Claim,
    Concept,
    Event,
    Mention,
    Organization,
    Product,
    Run,
    Speaker,
    Transcript,
    slug,
)

#: Discovery fills up to this many concepts; a vocabulary that covers the transcript leaves nothing to discover.
ENOUGH_CONCEPTS = 40
#: Words a discovered concept must stand for, at least: short transcripts have few.
_WORDS_A_CONCEPT = 40


def draft_by_rules(
    transcript: Transcript,
    *,
    event: AnnotatedEvent | None = None,
    vocabulary: tuple[Concept, ...] = (),
    claims_per_turn: int = DEFAULT_CLAIMS_PER_TURN,
) -> AnnotatedEvent:
    """Return the draft of a transcript by rules alone; the same transcript gives the same draft."""
    known = with_names(ground(transcript, event), vocabulary)
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
        run=Run(method="rules", settings=(("claims_per_turn", str(claims_per_turn)), ("method", "rules"))),
    )
    return with_concepts(known, found.phrases)


def _joined(first: Sequence[Claim], second: Sequence[Claim]) -> tuple[Claim, ...]:
    return tuple(sorted({c.id: c for c in (*first, *second)}.values(), key=lambda c: (c.start, c.end)))


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
        )
        if any(not s.guessed for s in event.speakers):
            return bare
        return replace(bare, speakers=with_spoken_names(event.speakers, transcript.text))
    speakers = with_spoken_names(participants(EventFile(), transcript), transcript.text)
    title = transcript.title or "Transcript"
    return AnnotatedEvent(
        event=Event(id=slug(title)[:60].strip("-"), title=title), transcript=transcript, speakers=speakers
    )


def with_names(known: AnnotatedEvent, vocabulary: tuple[Concept, ...]) -> AnnotatedEvent:
    """Return an event with the entities that are named in it, the vocabulary, and all mentions of both."""
    vocabulary = with_inflections(vocabulary, known.transcript.text)
    entities = _entities(known, vocabulary)
    known = replace(
        known,
        organizations=(*known.organizations, *entities.organizations),
        products=(*known.products, *entities.products),
        people=(*known.people, *entities.people),
        concepts=vocabulary,
    )
    return replace(known, mentions=_mentions(known))


def with_concepts(known: AnnotatedEvent, phrases: PhraseCounter) -> AnnotatedEvent:
    """Return an event with concepts discovered where the vocabulary names few things, and the concepts of each claim."""
    discovered = _discovered(known, phrases)
    if discovered:
        known = replace(known, concepts=(*known.concepts, *discovered))
        known = replace(known, mentions=_mentions(known))
    return replace(known, claims=_with_concepts(known.claims, known.mentions))


def _spoken(transcript: Transcript) -> list[str]:
    return [transcript.words_of(u) for u in transcript.utterances if u.kind in {"speech", "summary"}]


def _entities(known: AnnotatedEvent, vocabulary: Iterable[Concept]) -> Entities:
    """Find what is named and not declared, with ids that nothing else has."""
    texts = _spoken(known.transcript)
    if known.organizations or known.products:
        # A declared list is a person's reading: it is not filled up with guesses.
        return Entities()
    labels = {
        name.casefold()
        for entity in _everyone(known)
        for name in (entity.name, *entity.aliases, *entity.ambiguous_aliases)
    }
    labels |= _labels(vocabulary)
    labels |= {part.casefold() for s in known.speakers for part in s.name.split()}
    found = find_entities(texts, common=lower_case_words(texts), known=frozenset(labels))
    taken = {e.id for e in (*known.speakers, *known.people)} | {c.id for c in vocabulary}
    people = tuple(p for p in found.people if p.id not in taken)
    taken |= {p.id for p in people}
    organizations = tuple(o for o in found.organizations if o.id not in taken)
    taken |= {o.id for o in organizations}
    return Entities(
        organizations=organizations,
        products=tuple(p for p in found.products if p.id not in taken),
        people=people,
    )


def _discovered(known: AnnotatedEvent, phrases: PhraseCounter) -> tuple[Concept, ...]:
    """Return concepts discovered in the transcript, where the vocabulary names few things in it."""
    used = {m.entity for m in known.mentions if m.entity_type == "concept"}
    wanted = min(ENOUGH_CONCEPTS, sum(phrases.words.values()) // _WORDS_A_CONCEPT + 8) - len(used)
    if wanted <= 0:
        return ()
    everyone = _everyone(known)
    names = {word.casefold() for e in everyone for n in (e.name, *e.aliases) for word in n.split()}
    taken = {e.id for e in (*everyone, *known.concepts)}
    text = known.transcript.text[:2_000_000].lower()
    found = phrases.concepts(limit=wanted, known=frozenset(_labels(known.concepts)), names=frozenset(names), text=text)
    joined = {short: long for t in _spoken(known.transcript) if "(" in t for short, long in acronyms(t).items()}
    return tuple(_with_acronym(c, joined) for c in found if c.id not in taken)


def _everyone(known: AnnotatedEvent) -> list[Speaker | Organization | Product]:
    return [*known.speakers, *known.people, *known.organizations, *known.products]


def _labels(concepts: Iterable[Concept]) -> set[str]:
    return {
        label.casefold() for c in concepts for label in (c.label, *c.alt_labels, *c.hidden_labels, *c.case_sensitive)
    }


def _with_acronym(concept: Concept, joined: Mapping[str, str]) -> Concept:
    for short, expansion in joined.items():
        if expansion.casefold() == concept.label:
            return replace(concept, alt_labels=(*concept.alt_labels, short), case_sensitive=(short,))
    return concept


def _mentions(known: AnnotatedEvent) -> tuple[Mention, ...]:
    labels = labels_of(
        speakers=known.speakers,
        people=known.people,
        organizations=known.organizations,
        products=known.products,
        concepts=known.concepts,
    )
    return find_mentions(known.transcript, labels)


def _with_concepts(claims: Sequence[Claim], mentions: Sequence[Mention]) -> tuple[Claim, ...]:
    """Return claims with the concepts that are mentioned inside their quotes."""
    places = [m for m in mentions if m.entity_type == "concept"]
    starts = [m.start for m in places]
    made = []
    for claim in claims:
        inside: list[str] = []
        for i in range(bisect_left(starts, claim.start), len(places)):
            mention = places[i]
            if mention.start >= claim.end:
                break
            inside.append(mention.entity)
        made.append(replace(claim, concepts=tuple(sorted(dict.fromkeys(inside)))) if inside else claim)
    return tuple(made)
