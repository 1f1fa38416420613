"""Panels of any size, made up by a seeded generator: the same number and seed give the same event, on every machine.

Every sentence is put together from a few words of our own, so that quotes are found again at their offsets and no
text of others is needed. Numbers grow as in the events that people annotated: about five claims a proposition, three
propositions a question, one concept for six claims.
"""

from __future__ import annotations

import random

from kg.evidence.stances import stances_of
from kg.model import (
    AnnotatedEvent,
    Basis,
    Claim,
    Concept,
    Event,
    Evidence,
    Mention,
    Proposition,
    Question,
    Relation,
    Side,
    Speaker,
    Stance,
    Transcript,
    Utterance,
    content_id,
)

_FIRST = ("Ada", "Ben", "Chen", "Dina", "Emil", "Farah", "Goro", "Hana", "Ivo", "Jun", "Kofi", "Lea")
_LAST = ("Okafor", "Castillo", "Wei", "Lind", "Novak", "Haddad", "Sato", "Berg")
_THINGS = (
    "bus",
    "bridge",
    "garden",
    "library",
    "market",
    "harbour",
    "school",
    "tower",
    "forest",
    "river",
    "mill",
    "square",
)
_QUALITIES = ("small", "old", "new", "open", "quiet", "northern", "public", "wooden", "shared", "green")
_VERBS = ("helps", "harms", "needs", "replaces", "outlives", "pays for", "depends on", "changes")
_KINDS = ("fact", "forecast", "value", "definition", "policy")


def panel(n_claims: int, *, seed: int = 1, n_speakers: int | None = None) -> AnnotatedEvent:
    """Return an event of `n_claims` claims.

    >>> event = panel(50)
    >>> len(event.claims), event == panel(50), all(event.transcript.text[c.start : c.end] == c.quote for c in event.claims)
    (50, True, True)
    """
    chance = random.Random(f"{seed}-{n_claims}")
    speakers = _speakers(n_speakers or min(12, 4 + n_claims // 150))
    concepts = _concepts(max(5, min(600, n_claims // 6)))
    questions, propositions = _propositions(max(4, n_claims // 5), chance)
    text, utterances, claims, mentions = _talk(n_claims, speakers, concepts, chance)
    stances = _stances(claims, propositions, chance)
    return AnnotatedEvent(
        event=Event(id=f"made-up-{n_claims}", title=f"A made-up panel of {n_claims} claims", language="en"),
        transcript=Transcript(text=text, utterances=tuple(utterances), format="plain"),
        speakers=tuple(speakers),
        concepts=tuple(concepts),
        questions=tuple(questions),
        propositions=tuple(propositions),
        claims=tuple(claims),
        stances=tuple(stances),
        relations=tuple(_relations(claims, chance)),
        mentions=tuple(mentions),
    )


def _speakers(n: int) -> list[Speaker]:
    names = [f"{_FIRST[i % len(_FIRST)]} {_LAST[(i * 5) % len(_LAST)]}" for i in range(n)]
    return [
        Speaker(id=f"speaker-{i}", name=name, aliases=(name.split()[0],), role="host" if i == 0 else "panelist")
        for i, name in enumerate(names)
    ]


def _concepts(n: int) -> list[Concept]:
    made = []
    for i in range(n):
        thing, quality = _THINGS[i % len(_THINGS)], _QUALITIES[(i // len(_THINGS)) % len(_QUALITIES)]
        number = i // (len(_THINGS) * len(_QUALITIES))
        label = f"{quality} {thing}" + (f" {number + 1}" if number else "")
        made.append(Concept(id=label.replace(" ", "-"), label=label, broader=(made[i % 12].id,) if i >= 12 else ()))
    return made


def _propositions(n: int, chance: random.Random) -> tuple[list[Question], list[Proposition]]:
    questions = [
        Question(
            id=f"question-{i}", text=f"What does the {chance.choice(_QUALITIES)} {chance.choice(_THINGS)} need, {i}?"
        )
        for i in range(max(2, n // 3))
    ]
    propositions = [
        Proposition(
            id=f"proposition-{i}",
            text=f"The {chance.choice(_QUALITIES)} {chance.choice(_THINGS)} {chance.choice(_VERBS)} the {chance.choice(_THINGS)} in case {i}.",
            question=questions[i % len(questions)].id,
            kind=_KINDS[i % len(_KINDS)],  # type: ignore[arg-type]
        )
        for i in range(n)
    ]
    return questions, propositions


def _talk(
    n_claims: int, speakers: list[Speaker], concepts: list[Concept], chance: random.Random
) -> tuple[str, list[Utterance], list[Claim], list[Mention]]:
    lines, utterances, claims, mentions, at = [], [], [], [], 0
    while len(claims) < n_claims:
        speaker = chance.choice(speakers)
        line, section = f"{speaker.name}: ", f"Part {1 + 8 * len(claims) // n_claims}"
        start, index = at + len(line), len(utterances)
        for _ in range(min(chance.randint(1, 4), n_claims - len(claims))):
            concept = chance.choice(concepts)
            quote = f"I hold that the {concept.label} {chance.choice(_VERBS)} the {chance.choice(_THINGS)} number {len(claims)}"
            begin = at + len(line)
            claims.append(
                Claim(
                    id=content_id("made-up", speaker.name, quote),
                    speaker=speaker.name,
                    utterance=index,
                    start=begin,
                    end=begin + len(quote),
                    quote=quote,
                    text=quote.removeprefix("I hold that ").capitalize() + ".",
                    concepts=tuple({concept.id: 0, chance.choice(concepts).id: 0}),
                    hedged=chance.random() < 0.2,
                    source="rules" if chance.random() < 0.3 else "human",
                    confidence=round(0.5 + chance.random() / 2, 2),
                )
            )
            found = begin + quote.index(concept.label)
            mentions.append(
                Mention(
                    utterance=index,
                    speaker=speaker.name,
                    entity=concept.id,
                    entity_type="concept",
                    surface=concept.label,
                    start=found,
                    end=found + len(concept.label),
                )
            )
            line += quote + ". "
        line = line.rstrip()
        utterances.append(
            Utterance(
                index=index, speaker=speaker.name, section=section, kind="speech", start=start, end=at + len(line)
            )
        )
        lines.append(line)
        at += len(line) + 1
    return "\n".join(lines) + "\n", utterances, claims, mentions


def _stances(claims: list[Claim], propositions: list[Proposition], chance: random.Random) -> tuple[Stance, ...]:
    sides: tuple[Side, ...] = ("agrees", "agrees", "agrees", "disagrees", "disagrees", "mixed", "no stance")
    bases: tuple[Basis, ...] = ("explicit", "inferred")
    shown = [
        (
            claim.speaker,
            chance.choice(propositions).id,
            Evidence(
                claim=claim.id,
                side=chance.choice(sides),
                basis=chance.choice(bases),
                source=chance.choice(("human", "rules")),
            ),
        )
        for claim in claims
    ]
    return stances_of(shown, claims)


def _relations(claims: list[Claim], chance: random.Random) -> list[Relation]:
    found: dict[tuple[str, str], Relation] = {}
    for i, claim in enumerate(claims[1:], 1):
        other = claims[chance.randrange(max(0, i - 40), i)]
        if chance.random() > 0.25 or other.speaker == claim.speaker:
            continue
        found[claim.id, other.id] = Relation(
            id=content_id("made-up", claim.id, other.id),
            from_claim=claim.id,
            to_claim=other.id,
            relation=chance.choice(("agrees", "disagrees", "qualifies", "builds on")),
            basis=chance.choice(("explicit", "inferred")),
            quote=claim.quote,
            start=claim.start,
            end=claim.end,
        )
    return list(found.values())
