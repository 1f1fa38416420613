"""Who agrees with whom: speaker by speaker, in counts with their evidence, never a bare percentage of two cases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from itertools import combinations
from typing import Any

from kg.measures.presence import panel_of
from kg.tables.columns import count, number, text

Row = dict[str, Any]
Tables = Mapping[str, list[Row]]

COLUMNS = (
    text("speaker"),
    text("other"),
    count("both"),
    count("agree"),
    count("disagree"),
    count("mixed"),
    number("agree_share"),
    count("explicit_agree"),
    count("explicit_disagree"),
    count("only_speaker"),
    count("only_other"),
    text("verdict"),
    text("agree_on", many=True),
    text("disagree_on", many=True),
)
#: With fewer shared propositions than this no share is given: it would be a percentage of two cases.
MIN_SHARED_FOR_SHARE = 3
#: With fewer shared propositions than this nothing is said of the pair.
MIN_SHARED = 2


def stances_by_speaker(tables: Tables) -> dict[str, dict[str, Row]]:
    """Return speaker → proposition → stance, for the stances that take a side or both."""
    found: dict[str, dict[str, Row]] = defaultdict(dict)
    for stance in tables["stances"]:
        if stance["stance"] != "no stance":
            found[stance["speaker"]][stance["proposition"]] = stance
    return found


def pair_verdict(n_agree: int, n_disagree: int, n_both: int) -> str:
    """Return what two speakers are towards each other.

    Args:
        n_agree: propositions on which both are on one side.
        n_disagree: propositions on which they are on opposite sides.
        n_both: propositions with a stance of both, mixed ones among them.

    `insufficient` when fewer than two propositions have a stance of both; else the larger of the two counts, or
    `balanced` when they are equal.

    >>> pair_verdict(3, 1, 4), pair_verdict(1, 2, 4), pair_verdict(1, 1, 2), pair_verdict(1, 0, 1)
    ('mostly agree', 'mostly disagree', 'balanced', 'insufficient')
    """
    if n_both < MIN_SHARED:
        return "insufficient"
    if n_agree == n_disagree:
        return "balanced"
    return "mostly agree" if n_agree > n_disagree else "mostly disagree"


def agree_share(n_agree: int, n_both: int) -> float | None:
    """Return A/B, the share of the propositions with a stance of both on which they agree; None below three of them.

    >>> agree_share(3, 4), agree_share(1, 2)
    (0.75, None)
    """
    return round(n_agree / n_both, 3) if n_both >= MIN_SHARED_FOR_SHARE else None


def agreement(tables: Tables, *, host: bool = False) -> list[Row]:
    """Return one row for each two speakers of the panel, in the order of the speakers table.

    Args:
        tables: the tables `speakers`, `stances`, `relations` and `references`, as rows.
        host: count everybody who speaks, not the panel alone.

    `both` counts the propositions on which both took a stance; of these `agree` (same side), `disagree` (opposite
    sides) and `mixed` (one of them is on both sides). `explicit_agree` and `explicit_disagree` count the places where
    one says so of the other in words: relations with basis explicit and references, once a place. `only_speaker` and
    `only_other` count propositions on which one alone took a stance. `agree_on` and `disagree_on` name the evidence.
    """
    names = [s["label"] for s in tables["speakers"]] if host else panel_of(tables["speakers"])
    stances, words = stances_by_speaker(tables), _said(tables)
    return [
        _row(one, other, stances.get(one, {}), stances.get(other, {}), words) for one, other in combinations(names, 2)
    ]


def _row(one: str, other: str, mine: dict[str, Row], theirs: dict[str, Row], words: dict[Any, set[Any]]) -> Row:
    both = sorted(mine.keys() & theirs.keys())
    sides = {p: (mine[p]["stance"], theirs[p]["stance"]) for p in both}
    mixed = [p for p in both if "mixed" in sides[p]]
    agree = [p for p in both if p not in mixed and sides[p][0] == sides[p][1]]
    disagree = [p for p in both if p not in mixed and sides[p][0] != sides[p][1]]
    pair = frozenset((one, other))
    return {
        "speaker": one,
        "other": other,
        "both": len(both),
        "agree": len(agree),
        "disagree": len(disagree),
        "mixed": len(mixed),
        "agree_share": agree_share(len(agree), len(both)),
        "explicit_agree": len(words[pair, "agrees"]),
        "explicit_disagree": len(words[pair, "disagrees"]),
        "only_speaker": len(mine.keys() - theirs.keys()),
        "only_other": len(theirs.keys() - mine.keys()),
        "verdict": pair_verdict(len(agree), len(disagree), len(both)),
        "agree_on": tuple(agree),
        "disagree_on": tuple(disagree),
    }


def _said(tables: Tables) -> dict[Any, set[Any]]:
    """Return (pair, side) → the places where one of the pair says it in words."""
    places: dict[Any, set[Any]] = defaultdict(set)
    for relation in tables["relations"]:
        if relation["basis"] == "explicit" and relation["from_speaker"] != relation["to_speaker"]:
            pair = frozenset((relation["from_speaker"], relation["to_speaker"]))
            places[pair, relation["relation"]].add(relation["from_claim"])
    for reference in tables["references"]:
        pair = frozenset((reference["speaker"], reference["refers_to"]))
        # A reference that belongs to a claim is the same place as that claim's relation.
        places[pair, reference["relation"]].add(reference["from_claim"] or reference["start"])
    return places
