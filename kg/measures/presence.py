"""Who could speak to a question: those of the panel who are heard where it is under discussion."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from kg.model import PANEL_ROLES

Row = dict[str, Any]
Tables = Mapping[str, list[Row]]


def panel_of(speakers: Iterable[Row]) -> list[str]:
    """Return the names of those who count as the panel: not the host, the audience or unknown voices.

    >>> panel_of([{"label": "Ada", "role": "panelist"}, {"label": "Hal", "role": "host"}])
    ['Ada']
    """
    return [s["label"] for s in speakers if s["role"] in PANEL_ROLES]


def could_speak(tables: Tables) -> dict[str, tuple[str, ...]]:
    """Return question → the names of the panel who are heard in the parts of the event where it is under discussion.

    A stretch of the transcript under one heading in which one voice alone is heard is a talk, and a part of its own;
    all other stretches together are the discussion. A question is under discussion where it is asked, and where
    someone says what shows a stance on one of its propositions; a question that is found in neither way, in the
    discussion. Who gave a talk and was not in the discussion is not silent there, and the other way round; who is
    known from a summary alone is heard nowhere.

    Args:
        tables: the tables `speakers`, `questions`, `claims`, `stances` and `utterances`, as rows.

    >>> def said(id, speaker, section, start):
    ...     return {"id": id, "speaker": speaker, "section": section, "kind": "speech", "start": start, "end": start + 10}
    >>> utterances = [said("u1", "Ada", "Opening talk", 0), said("u2", "Ben", "Panel", 10), said("u3", "Cy", "Panel", 20)]
    >>> tables = {"speakers": [{"label": n, "role": "panelist"} for n in ("Ada", "Ben", "Cy")], "utterances": utterances,
    ...           "questions": [{"id": "q", "start": 12}, {"id": "r", "start": None}],
    ...           "claims": [{"id": "c", "utterance": "u1"}], "stances": [{"question": "r", "claims": ("c",)}]}
    >>> could_speak(tables)
    {'q': ('Ben', 'Cy'), 'r': ('Ada',)}
    """
    panel = panel_of(tables["speakers"])
    part_of, heard = _parts(tables["utterances"])
    found = _where(tables, part_of)
    return {
        q["id"]: tuple(name for name in panel if any(name in heard[p] for p in found[q["id"]] or {_DISCUSSION}))
        for q in tables["questions"]
    }


#: The part that all stretches make together in which more than one voice is heard.
_DISCUSSION = 0


def _parts(utterances: list[Row]) -> tuple[dict[str, int], dict[int, set[str]]]:
    """Return utterance → part, and part → who is heard in it."""
    spoken = [u for u in utterances if u["speaker"] and u["kind"] == "speech"]
    part_of: dict[str, int] = {}
    heard: dict[int, set[str]] = defaultdict(set)
    for n, (_, stretch) in enumerate(groupby(spoken, key=lambda u: u["section"]), start=1):
        turns = list(stretch)
        voices = {u["speaker"] for u in turns}
        part = n if len(voices) == 1 else _DISCUSSION
        part_of |= {u["id"]: part for u in turns}
        heard[part] |= voices
    return part_of, heard


def _where(tables: Tables, part_of: Mapping[str, int]) -> dict[str, set[int]]:
    """Return question → the parts in which it is under discussion."""
    utterance_of = {c["id"]: c["utterance"] for c in tables["claims"]}
    found: dict[str, set[int]] = defaultdict(set)
    for stance in tables["stances"]:
        places = (utterance_of.get(c, "") for c in stance["claims"])
        found[stance["question"]] |= {part_of[u] for u in places if u in part_of}
    for question in tables["questions"]:
        if question["start"] is not None:
            asked = (u["id"] for u in tables["utterances"] if u["start"] <= question["start"] < u["end"])
            found[question["id"]] |= {part_of[u] for u in asked if u in part_of}
    return found
