"""Some answers read as one: every record checked by itself, and nothing lost without its line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from kg.drafting.entrance.cast import Cast
from kg.drafting.entrance.checks import Checks, RefusedError, once
from kg.drafting.entrance.kept import Kept, KeptClaim, KeptStance
from kg.drafting.entrance.numbering import Numbering
from kg.drafting.entrance.places import Places
from kg.drafting.entrance.records import (
    Answer,
    ClaimRecord,
    DecisionRecord,
    EventRecord,
    Fault,
    LinkRecord,
    NameRecord,
    Record,
    ReferenceRecord,
    SpeakerRecord,
    StanceRecord,
)
from kg.model import AnnotatedEvent

_Record = TypeVar("_Record", bound=Record)
_Kept = TypeVar("_Kept")


def checked(known: AnnotatedEvent, answers: Sequence[Answer], places: Places | None = None) -> Kept:
    """Return what is left of some answers after every record was held against the transcript.

    Args:
        known: the event with its transcript and speakers, and nothing else; speakers are guesses unless declared.
        answers: in the order in which they were given. A later answer mends an earlier one.
        places: the index of the transcript, where there is one already.
    """
    records, n_twice = once([r for a in answers for r in a.records])
    faults = [f for a in answers for f in a.faults]
    cast = Cast(known)
    for speaker in _of(records, SpeakerRecord):
        problem = cast.declare(speaker)
        if problem:
            faults.append(Fault(verdict="unusable", reason=f"speaker: {problem}", origin=speaker.origin))
    faults += [
        Fault(
            verdict="mended",
            reason=f"speaker: the name {r.name!r} is not told in the transcript and is left out",
            origin=r.origin,
        )
        for r in cast.not_believed()
    ]
    numbering = Numbering(answers)
    checks = Checks(places or Places(known.transcript), cast, numbering)
    collect = _Collector(faults)
    stances = collect.all(_of(records, StanceRecord), checks.stance)
    claims = collect.all(_of(records, ClaimRecord), checks.claim)
    spoken = {n.casefold() for s in cast.speakers() for n in (s.name, *s.aliases)}
    names = collect.all(_of(records, NameRecord), lambda r: checks.name(r, spoken))
    both: list[LinkRecord | ReferenceRecord] = [*_of(records, LinkRecord), *_of(records, ReferenceRecord)]
    links = collect.all(both, checks.link)
    decisions = collect.all(_of(records, DecisionRecord), checks.decision)
    questions = collect.all(numbering.questions.values(), checks.question)
    evidence = _one_side_a_passage(
        [s for _, s in stances] + [s for _, (_, more) in claims for s in more], stances, faults
    )
    event = _event(records)
    return Kept(
        known=known,
        **event,
        speakers=cast.speakers(),
        renamed=cast.renamed(),
        codes=cast.codes(),
        sides={name: r.side for name, r in cast.told.items() if r.side},
        organizations_of={name: r.organizations for name, r in cast.told.items() if r.organizations},
        names=tuple(n for _, n in names),
        questions=tuple(q for _, q in questions),
        propositions=tuple(numbering.propositions.values()),
        stances=tuple(evidence),
        claims=tuple(dict.fromkeys(c for _, (c, _) in claims)),
        links=tuple(dict.fromkeys(link for _, link in links)),
        decisions=tuple(dict.fromkeys(d for _, d in decisions)),
        faults=(*faults, *numbering.faults, *checks.faults),
        n_twice=n_twice,
        finished=bool(answers) and answers[-1].ended,
    )


class _Collector:
    """Applies a check to records; a refusal is a fault with its reason."""

    def __init__(self, faults: list[Fault]) -> None:
        self._faults = faults

    def all(self, records: Iterable[_Record], check: Callable[[_Record], _Kept]) -> list[tuple[_Record, _Kept]]:
        found = []
        for record in records:
            try:
                found.append((record, check(record)))
            except RefusedError as error:
                kind = type(record).__name__.removesuffix("Record").lower()
                self._faults.append(Fault(verdict="unusable", reason=f"{kind}: {error}", origin=record.origin))
        return found


def _of(records: Iterable[Record], kind: type[_Record]) -> list[_Record]:
    return [r for r in records if isinstance(r, kind)]


def _event(records: Sequence[Record]) -> dict[str, Any]:
    """Return what is said of the event; of two answers the later that says something."""
    said: dict[str, Any] = {}
    for record in _of(records, EventRecord):
        for name in ("title", "form", "date", "place", "motion", "assigned"):
            value = getattr(record, name)
            if value:
                said[name] = value
    return said


def _one_side_a_passage(
    stances: Iterable[KeptStance], read: Sequence[tuple[StanceRecord, KeptStance]], faults: list[Fault]
) -> list[KeptStance]:
    """Return evidence in which no passage shows a proposition and its opposite: the first line on it is believed."""
    origins = {id(kept): record.origin for record, kept in read}
    first: dict[tuple[str, str, int, int], KeptStance] = {}
    kept = []
    for stance in stances:
        place = stance.place
        one = first.setdefault((stance.speaker, stance.proposition, place.start, place.end), stance)
        if one is stance:
            kept.append(stance)
        elif one.sign != stance.sign and id(stance) in origins:
            reason = f"stance: the same words were read as {one.sign} before, and cannot be {stance.sign} as well"
            faults.append(Fault(verdict="unusable", reason=reason, origin=origins[id(stance)]))
    return kept


def claims_of(kept: Kept) -> list[KeptClaim]:
    """Return every assertion that is needed: those that were given, and one for each piece of evidence that has none."""
    claims = list(kept.claims)
    there = {(c.speaker, c.place.start, c.place.end) for c in claims}
    texts = {p.id: p.text for p in kept.propositions}
    for s in kept.stances:
        place = (s.speaker, s.place.start, s.place.end)
        if place not in there:
            there.add(place)
            text = s.why or (texts[s.proposition] if s.sign == "+" else _words(kept, s))
            note = f"the sentence goes on elsewhere: {s.place.rest}" if s.place.rest else ""
            claims.append(KeptClaim(speaker=s.speaker, place=s.place, text=text, by=s.by, note=note))
    return claims


def _words(kept: Kept, stance: KeptStance) -> str:
    return " ".join(kept.known.transcript.text[stance.place.start : stance.place.end].split())
