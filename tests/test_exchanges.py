"""Exchanges of two or more turns, by kinds: the edges and stances that must be drawn from each, and those that must not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.drafting import draft
from kg.model import AnnotatedEvent, Event, Speaker, slug
from kg.readers import read

FOLDER = Path(__file__).parent / "exchanges"
#: `known` are the exchanges that the rules were made with; `kept_apart` were written before them and looked at afterwards.
FILES = {"known": 260, "kept_apart": 72}
Case = dict[str, Any]


def cases(name: str) -> list[Case]:
    return [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


ALL = [case for name in FILES for case in cases(name)]


def test_all_exchanges_are_collected() -> None:
    """No line of either file is lost."""
    assert {name: len(cases(name)) for name in FILES} == FILES


def drafted(case: Case) -> AnnotatedEvent:
    """Draft the turns; where the host is told, the speakers are declared with first and last name."""
    transcript = read("\n\n".join(f"{who}: {text}" for who, text in case["turns"]).encode())
    if not case["host"]:
        return draft(transcript)
    names = dict.fromkeys(who for who, _ in case["turns"])
    speakers = tuple(
        Speaker(
            id=slug(name),
            name=name,
            aliases=tuple(name.split()),
            role="host" if name == case["host"] else "panelist",
        )
        for name in names
    )
    known = AnnotatedEvent(event=Event(id="x", title="X"), transcript=transcript, speakers=speakers)
    return draft(transcript, event=known)


def edges(event: AnnotatedEvent) -> set[tuple[str, str, str]]:
    speaker = {c.id: c.speaker for c in event.claims}
    drawn = {(speaker[r.from_claim], speaker[r.to_claim], r.relation) for r in event.relations}
    return drawn | {(r.speaker, r.refers_to, r.relation) for r in event.references}


def sides(event: AnnotatedEvent) -> set[tuple[str, str, str]]:
    return {
        (one.speaker, other.speaker, "agrees" if one.stance == other.stance else "disagrees")
        for one in event.stances
        for other in event.stances
        if one.proposition == other.proposition
        and one.speaker != other.speaker
        and {one.stance, other.stance} <= {"agrees", "disagrees"}
    }


def wrong(case: Case, event: AnnotatedEvent) -> list[str]:
    """Return what is not as the case says."""
    said, drawn, stand = [], edges(event), sides(event)
    for edge in case["expect"]:
        pair, relation = (edge["from"], edge["to"]), edge["relation"]
        found = {kind for one, other, kind in drawn if (one, other) == pair} & {"agrees", "disagrees"}
        by_sides = {kind for one, other, kind in stand if (one, other) == pair}
        if relation == "none":
            right = not found
        elif relation.startswith("not "):
            right = relation[4:] not in found
        else:
            right = relation in found | by_sides and not found - {relation}
        if not right:
            said.append(f"{pair}: {relation} expected, {sorted(found | by_sides)} drawn")
    texts = {p.id: f" {p.text.casefold()}" for p in event.propositions}
    for stance in case.get("stances", []):
        got = {
            s.stance
            for s in event.stances
            if s.speaker == stance["speaker"] and all(f" {w}" in texts[s.proposition] for w in stance["about_contains"])
        }
        if got != {stance["stance"]}:
            said.append(
                f"{stance['speaker']}: {stance['stance']} on {stance['about_contains']} expected, {sorted(got)} found"
            )
    silent = {s["speaker"] for s in case.get("no_stances", [])}
    said += [f"{s.speaker}: no stance expected" for s in event.stances if s.speaker in silent]
    return said


@pytest.mark.parametrize("case", ALL, ids=[case["id"] for case in ALL])
def test_exchange(case: Case) -> None:
    """Who agrees or disagrees with whom, and where nobody does."""
    assert wrong(case, drafted(case)) == []
