"""Concepts discovered in the transcript where the vocabulary names few things, and the concepts of each claim."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.drafting.concepts.entities import acronyms
from kg.drafting.concepts.keyphrases import PhraseCounter
from kg.drafting.ground import everyone, folded_labels, mentions_of, spoken_texts
from kg.model import AnnotatedEvent, Claim, Concept, Mention

#: Discovery fills up to this many concepts; a vocabulary that covers the transcript leaves nothing to discover.
ENOUGH_CONCEPTS = 40


#: Words a discovered concept must stand for, at least: short transcripts have few.
_WORDS_A_CONCEPT = 40


def with_concepts(known: AnnotatedEvent, phrases: PhraseCounter) -> AnnotatedEvent:
    """Return an event with concepts discovered where the vocabulary names few things, and the concepts of each claim."""
    discovered = _discovered(known, phrases)
    if discovered:
        known = replace(known, concepts=(*known.concepts, *discovered))
        known = replace(known, mentions=mentions_of(known))
    return replace(known, claims=_with_concepts(known.claims, known.mentions))


def _discovered(known: AnnotatedEvent, phrases: PhraseCounter) -> tuple[Concept, ...]:
    """Return concepts discovered in the transcript, where the vocabulary names few things in it."""
    used = {m.entity for m in known.mentions if m.entity_type == "concept"}
    wanted = min(ENOUGH_CONCEPTS, sum(phrases.words.values()) // _WORDS_A_CONCEPT + 8) - len(used)
    if wanted <= 0:
        return ()
    known_to_all = everyone(known)
    names = {word.casefold() for e in known_to_all for n in (e.name, *e.aliases) for word in n.split()}
    taken = {e.id for e in (*known_to_all, *known.concepts)}
    text = known.transcript.text[:2_000_000].lower()
    found = phrases.concepts(
        limit=wanted, known=frozenset(folded_labels(known.concepts)), names=frozenset(names), text=text
    )
    joined = {short: long for t in spoken_texts(known.transcript) if "(" in t for short, long in acronyms(t).items()}
    return tuple(_with_acronym(c, joined) for c in found if c.id not in taken)


def _with_acronym(concept: Concept, joined: Mapping[str, str]) -> Concept:
    for short, expansion in joined.items():
        if expansion.casefold() == concept.label:
            return replace(concept, alt_labels=(*concept.alt_labels, short), case_sensitive=(short,))
    return concept


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
