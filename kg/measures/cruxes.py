"""Cruxes: the propositions whose flip would change most verdicts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from itertools import combinations
from typing import Any

from kg.measures.agreement import pair_verdict
from kg.measures.consensus import panel_of, verdict
from kg.measures.questions import question_verdict
from kg.tables.columns import count, text

Row = dict[str, Any]
Tables = Mapping[str, list[Row]]
#: Proposition → speaker → `agrees`, `disagrees` or `mixed`.
Sides = dict[str, dict[str, str]]

COLUMNS = (
    text("question"),
    text("proposition"),
    count("agree"),
    count("disagree"),
    count("mixed"),
    text("who_flips", many=True),
    text("flips_to"),
    count("verdicts_changed"),
    count("pairs_changed"),
    count("question_changed"),
)


def cruxes(tables: Tables) -> list[Row]:
    """Return one row for each proposition that divides the panel, those first whose flip changes most verdicts.

    The flip: the smaller side goes over to the larger one (the side that disagrees, when both are as large), and all
    else stays. `verdicts_changed` = 1 (the proposition's own) + `question_changed` (1 when the question's verdict
    becomes another) + `pairs_changed` (the pairs of speakers whose verdict becomes another, see agreement.py).

    Args:
        tables: the tables `speakers`, `propositions` and `stances`, as rows.

    >>> speakers = [{"label": name, "role": "panelist"} for name in "ABC"]
    >>> propositions = [{"id": "p", "question": "q"}, {"id": "r", "question": "q"}]
    >>> sides = [("p", "A", "agrees"), ("p", "B", "agrees"), ("p", "C", "disagrees"), ("r", "A", "agrees"), ("r", "C", "agrees")]
    >>> stances = [{"proposition": p, "speaker": s, "stance": side} for p, s, side in sides]
    >>> rows = cruxes({"speakers": speakers, "propositions": propositions, "stances": stances})
    >>> [(r["proposition"], r["who_flips"], r["pairs_changed"], r["question_changed"], r["verdicts_changed"]) for r in rows]
    [('p', ('C',), 1, 1, 3)]
    """
    panel = panel_of(tables["speakers"])
    sides = _sides(tables, set(panel))
    question = {p["id"]: p["question"] for p in tables["propositions"]}
    rows = [
        _row(p, sides, question, panel) for p in sorted(question, key=lambda p: (question[p], p)) if _divides(sides[p])
    ]
    return sorted(rows, key=lambda r: -r["verdicts_changed"])


def _sides(tables: Tables, panel: set[str]) -> Sides:
    sides: Sides = defaultdict(dict)
    for stance in tables["stances"]:
        if stance["speaker"] in panel and stance["stance"] != "no stance":
            sides[stance["proposition"]][stance["speaker"]] = stance["stance"]
    return sides


def _divides(sides: Mapping[str, str]) -> bool:
    return {"agrees", "disagrees"} <= set(sides.values())


def _counts(sides: Mapping[str, str]) -> tuple[int, int, int]:
    values = list(sides.values())
    return values.count("agrees"), values.count("disagrees"), values.count("mixed")


def _flipped(sides: Mapping[str, str]) -> tuple[dict[str, str], str]:
    """Return the sides after the smaller side went over to the larger one, and which side that is."""
    n_agree, n_disagree, _ = _counts(sides)
    winner, loser = ("agrees", "disagrees") if n_agree >= n_disagree else ("disagrees", "agrees")
    return {speaker: winner if side == loser else side for speaker, side in sides.items()}, winner


def _row(proposition: str, sides: Sides, question: Mapping[str, str], panel: list[str]) -> Row:
    before = sides[proposition]
    after, winner = _flipped(before)
    then = {**sides, proposition: after}
    same_question = [p for p in question if question[p] == question[proposition]]
    question_changed = int(_question_verdict(same_question, sides) != _question_verdict(same_question, then))
    # Only pairs with one of those who flip can change.
    flips = {s for s in before if before[s] != after[s]}
    pairs = [(a, b) for a, b in combinations(panel, 2) if a in flips or b in flips]
    pairs_changed = sum(_pair_verdict(a, b, sides) != _pair_verdict(a, b, then) for a, b in pairs)
    n_agree, n_disagree, n_mixed = _counts(before)
    return {
        "question": question[proposition],
        "proposition": proposition,
        "agree": n_agree,
        "disagree": n_disagree,
        "mixed": n_mixed,
        "who_flips": tuple(sorted(flips)),
        "flips_to": winner,
        "verdicts_changed": 1 + question_changed + pairs_changed,
        "pairs_changed": pairs_changed,
        "question_changed": question_changed,
    }


def _question_verdict(propositions: list[str], sides: Sides) -> str:
    return question_verdict([verdict(*_counts(sides.get(p, {}))) for p in propositions])


def _pair_verdict(one: str, other: str, sides: Sides) -> str:
    both = [(s[one], s[other]) for s in sides.values() if one in s and other in s]
    clear = [(a, b) for a, b in both if "mixed" not in (a, b)]
    n_agree = sum(a == b for a, b in clear)
    return pair_verdict(n_agree, len(clear) - n_agree, len(both))
