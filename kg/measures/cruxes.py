"""Cruxes: the divergences on which most else hangs, and what would change if one side gave way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from kg.measures.consensus import by_weight, verdict
from kg.measures.presence import panel_of
from kg.measures.questions import question_verdict
from kg.tables.columns import count, text

Row = dict[str, Any]
Tables = Mapping[str, list[Row]]
#: Proposition → speaker → `agrees` or `disagrees`.
Sides = dict[str, dict[str, str]]

COLUMNS = (
    text("question"),
    text("proposition"),
    count("agree"),
    count("disagree"),
    count("mixed"),
    text("who_flips", many=True),
    text("flips_to"),
    count("propositions"),
    text("opposed_again", many=True),
    text("verdict_after"),
    text("question_verdict"),
    text("question_verdict_after"),
)


def cruxes(tables: Tables, measured: list[Row]) -> list[Row]:
    """Return one row for each divergence whose end would change the verdict of its question, by weight (see by_weight).

    If the smaller side went over to the larger one and all else stayed (of two as large the one with fewer explicit
    stances; then the one without the first name of the alphabet), the proposition would come to `verdict_after` and its
    question to `question_verdict_after`. `opposed_again` names the other propositions on which all of the one side that
    took a stance are opposed to all of the other; `propositions` counts these and the proposition itself. Propositions
    are counted, not pairs of speakers: a large panel has many pairs. A divergence that leaves its question as divided as
    before is no crux, and an apparent one is none.

    Args:
        tables: the tables `speakers` and `stances`, as rows.
        measured: the rows of the consensus table.

    Cy is opposed to Ada and Ben on p, the only proposition of its question, and to Ada on r, where Ben took no stance.
    If he gave way on p, all three would agree on it, and so on its question:

    >>> speakers = [{"label": name, "role": "panelist"} for name in ("Ada", "Ben", "Cy")]
    >>> sides = [("p", "Ada", "agrees"), ("p", "Ben", "agrees"), ("p", "Cy", "disagrees"), ("r", "Ada", "agrees"),
    ...          ("r", "Cy", "disagrees")]
    >>> stances = [{"proposition": p, "speaker": s, "stance": side, "basis": "explicit"} for p, s, side in sides]
    >>> measured = [{"question": q, "proposition": p, "agree": a, "disagree": 1, "mixed": 0, "silent": 3 - a - 1,
    ...              "explicit_share": 1.0, "verdict": "divergence"} for q, p, a in (("one", "p", 2), ("two", "r", 1))]
    >>> first = cruxes({"speakers": speakers, "stances": stances}, measured)[0]
    >>> first["proposition"], first["who_flips"], first["opposed_again"], first["propositions"]
    ('p', ('Cy',), ('r',), 2)
    >>> first["verdict_after"], first["question_verdict"], first["question_verdict_after"]
    ('consensus', 'divergence', 'consensus')
    """
    sides, explicit = _sides(tables)
    rows = [_row(r, sides, explicit, measured) for r in sorted(measured, key=by_weight) if r["verdict"] == "divergence"]
    return [r for r in rows if r["question_verdict"] != r["question_verdict_after"]]


def _sides(tables: Tables) -> tuple[Sides, set[tuple[str, str]]]:
    """Return the sides of the panel, and which (proposition, speaker) of them are explicit."""
    panel = set(panel_of(tables["speakers"]))
    sides: Sides = defaultdict(dict)
    explicit = set()
    for stance in tables["stances"]:
        if stance["speaker"] in panel and stance["stance"] in {"agrees", "disagrees"}:
            sides[stance["proposition"]][stance["speaker"]] = stance["stance"]
            if stance["basis"] == "explicit":
                explicit.add((stance["proposition"], stance["speaker"]))
    return sides, explicit


def _row(row: Row, sides: Sides, explicit: set[tuple[str, str]], measured: list[Row]) -> Row:
    n_agree, n_disagree, n_mixed = row["agree"], row["disagree"], row["mixed"]
    taken = sides[row["proposition"]]
    on = {side: {s for s in taken if taken[s] == side} for side in ("agrees", "disagrees")}

    def weakness(side: str) -> tuple[int, int, bool]:
        n_explicit = sum((row["proposition"], s) in explicit for s in on[side])
        return len(on[side]), n_explicit, min(taken) in on[side]

    # Whichever way a proposition is put, the same people go over: the tie is never broken by which side it is.
    loser, winner = sorted(on, key=weakness)
    n, n_sided = n_agree + n_disagree + n_mixed, n_agree + n_disagree
    n_for = n_sided if winner == "agrees" else 0
    after = verdict(n_for, n_sided - n_for, n_mixed, n_could=n + row["silent"], in_words=True)
    same = [r for r in measured if r["question"] == row["question"]]
    again = tuple(sorted(p for p in sides if p != row["proposition"] and _opposed(sides[p], on[winner], on[loser])))
    return {
        **{key: row[key] for key in ("question", "proposition", "agree", "disagree", "mixed")},
        "who_flips": tuple(sorted(on[loser])),
        "flips_to": winner,
        "propositions": 1 + len(again),
        "opposed_again": again,
        "verdict_after": after,
        "question_verdict": question_verdict([r["verdict"] for r in same]),
        "question_verdict_after": question_verdict([after if r is row else r["verdict"] for r in same]),
    }


def _opposed(sides: Mapping[str, str], one: set[str], other: set[str]) -> bool:
    """Tell whether all of one group who took a side are on one, and all of the other group on the other."""
    taken, opposite = ({sides[s] for s in group if s in sides} for group in (one, other))
    return len(taken) == len(opposite) == 1 and taken != opposite
