"""Bridging speakers: who agrees with both sides of a divergence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.measures.agreement import stances_by_speaker
from kg.measures.presence import panel_of
from kg.tables.columns import count, number, text

Row = dict[str, Any]
Tables = Mapping[str, list[Row]]

COLUMNS = (text("speaker"), count("bridged"), count("divergences"), number("bridge_share"), text("bridges", many=True))


def bridge_share(n_bridged: int, n_divergences: int) -> float | None:
    """Return bridged divergences / divergences in which the speaker is on no side; None where there is none.

    >>> bridge_share(1, 4), bridge_share(0, 0)
    (0.25, None)
    """
    return round(n_bridged / n_divergences, 3) if n_divergences else None


def bridges(tables: Tables, measured: list[Row]) -> list[Row]:
    """Return one row for each speaker of the panel who bridges a divergence, those first who bridge most.

    A speaker bridges a proposition whose verdict is `divergence` (an apparent one is none) when he is on no side of it
    and agrees with both: he is mixed on it, or on other propositions of its question he is on a side with one who agrees
    with it and with none who disagrees, and on another with one who disagrees and with none who agrees. What both sides
    share anyhow bridges nothing. `divergences` counts those in which he is on no side, `bridges`
    names those that he bridges, `bridge_share` is the share of them. Who bridges none has no row.

    Args:
        tables: the tables `speakers`, `propositions` and `stances`, as rows.
        measured: the rows of the consensus table.

    Ada and Ben are opposed on p. Cy is with Ada on q and with Ben on r, all of one question; so he bridges p:

    >>> speakers = [{"label": name, "role": "panelist"} for name in ("Ada", "Ben", "Cy")]
    >>> sides = [("p", "Ada", "agrees"), ("p", "Ben", "disagrees"), ("q", "Ada", "agrees"), ("q", "Cy", "agrees"),
    ...          ("r", "Ben", "agrees"), ("r", "Cy", "agrees")]
    >>> tables = {"speakers": speakers, "propositions": [{"id": p, "question": "one"} for p in "pqr"],
    ...           "stances": [{"proposition": p, "speaker": s, "stance": side} for p, s, side in sides]}
    >>> bridges(tables, [{"proposition": "p", "verdict": "divergence"}])
    [{'speaker': 'Cy', 'bridged': 1, 'divergences': 1, 'bridge_share': 1.0, 'bridges': ('p',)}]
    >>> bridges(tables, [{"proposition": "p", "verdict": "apparent divergence"}])
    []
    """
    stances = stances_by_speaker(tables)
    question = {p["id"]: p["question"] for p in tables["propositions"]}
    divided = [r["proposition"] for r in measured if r["verdict"] == "divergence"]
    rows = []
    for speaker in panel_of(tables["speakers"]):
        own = {p: s["stance"] for p, s in stances.get(speaker, {}).items()}
        outside = [p for p in divided if own.get(p) not in {"agrees", "disagrees"}]
        bridged = tuple(p for p in outside if own.get(p) == "mixed" or _with_both(p, own, stances, question))
        if bridged:
            share = bridge_share(len(bridged), len(outside))
            values = (speaker, len(bridged), len(outside), share, bridged)
            rows.append(dict(zip((c.name for c in COLUMNS), values, strict=True)))
    return sorted(rows, key=lambda r: (-r["bridged"], -r["bridge_share"], r["speaker"]))


def _with_both(
    proposition: str, own: Mapping[str, str], stances: Mapping[str, Mapping[str, Row]], question: Mapping[str, str]
) -> bool:
    near = [p for p in own if p != proposition and question.get(p) == question.get(proposition) and own[p] != "mixed"]
    shared = set()
    for p in near:
        on_my_side = [theirs for theirs in stances.values() if p in theirs and theirs[p]["stance"] == own[p]]
        camps = {theirs[proposition]["stance"] for theirs in on_my_side if proposition in theirs} - {"mixed"}
        if len(camps) == 1:
            shared |= camps
    return shared == {"agrees", "disagrees"}
