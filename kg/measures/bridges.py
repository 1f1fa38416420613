"""Bridging speakers: who agrees with both of two who disagree with each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kg.measures.agreement import agreement
from kg.measures.consensus import panel_of
from kg.tables.columns import count, number, text

Row = dict[str, Any]

COLUMNS = (
    text("speaker"),
    count("agree"),
    count("disagree"),
    count("opposed_pairs"),
    count("bridged_pairs"),
    number("bridge_share"),
    text("bridges", many=True),
    text("verdict"),
)
#: With fewer opposed pairs than this nothing is said of who bridges them.
MIN_OPPOSED = 2


def bridge_share(n_bridged: int, n_opposed: int) -> float | None:
    """Return bridged pairs / opposed pairs; None below two opposed pairs.

    >>> bridge_share(1, 2), bridge_share(1, 1)
    (0.5, None)
    """
    return round(n_bridged / n_opposed, 3) if n_opposed >= MIN_OPPOSED else None


def bridges(tables: Mapping[str, list[Row]], agreed: Sequence[Row] | None = None) -> list[Row]:
    """Return one row a speaker of the panel, those first who bridge most.

    Two others are an *opposed pair* when they are on opposite sides of at least one proposition. The speaker *bridges*
    it when he is on the same side as the one on at least one proposition, and as the other on at least one. `agree` and
    `disagree` add up his shared propositions over all others. The verdict is `insufficient` below two opposed pairs,
    else `bridge` where he bridges at least one, else `none`.

    Args:
        tables: the tables `speakers`, `stances`, `relations` and `references`, as rows.
        agreed: the rows of `agreement`, when they are there already.

    >>> speakers = [{"label": name, "role": "panelist"} for name in "ABC"]
    >>> sides = [("p", "A", "agrees"), ("p", "B", "disagrees"), ("q", "A", "agrees"), ("q", "C", "agrees"),
    ...          ("r", "B", "agrees"), ("r", "C", "agrees")]
    >>> stances = [{"proposition": p, "speaker": s, "stance": side} for p, s, side in sides]
    >>> rows = bridges({"speakers": speakers, "stances": stances, "relations": [], "references": []})
    >>> [(r["speaker"], r["opposed_pairs"], r["bridges"], r["verdict"]) for r in rows][0]
    ('C', 1, ('A / B',), 'insufficient')
    """
    agreed = agreement(tables) if agreed is None else agreed
    rows = [_row(speaker, agreed) for speaker in panel_of(tables["speakers"])]
    return sorted(rows, key=lambda r: (-r["bridged_pairs"], r["speaker"]))


def _row(speaker: str, agreed: Sequence[Row]) -> Row:
    own = [r for r in agreed if speaker in {r["speaker"], r["other"]}]
    friends = {name for r in own if r["agree"] for name in (r["speaker"], r["other"])} - {speaker}
    opposed = [r for r in agreed if r["disagree"] and speaker not in {r["speaker"], r["other"]}]
    bridged = [r for r in opposed if {r["speaker"], r["other"]} <= friends]
    share = bridge_share(len(bridged), len(opposed))
    return {
        "speaker": speaker,
        "agree": sum(r["agree"] for r in own),
        "disagree": sum(r["disagree"] for r in own),
        "opposed_pairs": len(opposed),
        "bridged_pairs": len(bridged),
        "bridge_share": share,
        "bridges": tuple(f"{r['speaker']} / {r['other']}" for r in bridged),
        "verdict": "insufficient" if share is None else "bridge" if bridged else "none",
    }
