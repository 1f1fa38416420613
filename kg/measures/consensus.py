"""Consensus and divergence of a small panel, one row a proposition: counts and shares side by side, never one score."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from kg.model import PANEL_ROLES
from kg.tables.columns import count, number, text

Row = dict[str, Any]

COLUMNS = (
    text("question"),
    text("proposition"),
    count("agree"),
    count("disagree"),
    count("mixed"),
    count("silent"),
    number("coverage"),
    number("leaning"),
    number("split"),
    number("explicit_share"),
    text("verdict"),
)
#: A verdict on fewer stances than this would be a verdict on a person.
MIN_STANCES = 2
VERDICTS = ("consensus", "divergence", "mixed", "insufficient")


def coverage(n_stances: int, n_panel: int) -> float:
    """Return N/S: the share of the panel that took a stance.

    >>> coverage(3, 4)
    0.75
    """
    return n_stances / n_panel if n_panel else 0.0


def leaning(n_agree: int, n_disagree: int, n_mixed: int) -> float | None:
    """Return (A−D)/N with N = A+D+M, from −1 (all disagree) to 1 (all agree); None where nobody took a stance.

    >>> leaning(3, 1, 0), leaning(1, 0, 1), leaning(0, 0, 0)
    (0.5, 0.5, None)
    """
    n = n_agree + n_disagree + n_mixed
    return (n_agree - n_disagree) / n if n else None


def split(n_agree: int, n_disagree: int, n_mixed: int) -> float | None:
    """Return 2·min(A,D)/N with N = A+D+M, from 0 (nobody is opposed) to 1 (halves); None where nobody took a stance.

    >>> split(2, 2, 0), split(3, 1, 0), split(2, 0, 1), split(0, 0, 0)
    (1.0, 0.5, 0.0, None)
    """
    n = n_agree + n_disagree + n_mixed
    return 2 * min(n_agree, n_disagree) / n if n else None


def verdict(n_agree: int, n_disagree: int, n_mixed: int) -> str:
    """Return the verdict on one proposition.

    `insufficient` when fewer than two took a stance; `divergence` when at least one agrees and at least one disagrees;
    `consensus` when all who took a stance are on one side, without a mixed one; `mixed` in every other case.

    >>> verdict(2, 0, 0), verdict(0, 3, 0), verdict(2, 1, 0), verdict(1, 0, 1), verdict(1, 0, 0)
    ('consensus', 'consensus', 'divergence', 'mixed', 'insufficient')
    """
    if n_agree + n_disagree + n_mixed < MIN_STANCES:
        return "insufficient"
    if n_agree and n_disagree:
        return "divergence"
    return "mixed" if n_mixed else "consensus"


def panel_of(speakers: Iterable[Row]) -> list[str]:
    """Return the names of those who count as the panel: not the host, the audience or unknown voices.

    >>> panel_of([{"label": "Ada", "role": "panelist"}, {"label": "Hal", "role": "host"}])
    ['Ada']
    """
    return [s["label"] for s in speakers if s["role"] in PANEL_ROLES]


def consensus(tables: Mapping[str, list[Row]]) -> list[Row]:
    """Return one row a proposition with the columns of COLUMNS, by question and then by proposition.

    Args:
        tables: the tables `speakers`, `propositions` and `stances`, as rows.

    `silent` counts the panel's members who took no stance, whether they spoke of the proposition or not. Shares are
    between 0 and 1 and rounded to three digits; they are None where nobody of the panel took a stance.
    """
    panel = set(panel_of(tables["speakers"]))
    by_proposition: dict[str, list[Row]] = defaultdict(list)
    for stance in tables["stances"]:
        if stance["speaker"] in panel and stance["stance"] != "no stance":
            by_proposition[stance["proposition"]].append(stance)
    ordered = sorted(tables["propositions"], key=lambda p: (p["question"], p["id"]))
    return [_row(p, by_proposition[p["id"]], len(panel)) for p in ordered]


def _row(proposition: Row, stances: list[Row], n_panel: int) -> Row:
    n_agree, n_disagree, n_mixed = (
        sum(s["stance"] == side for s in stances) for side in ("agrees", "disagrees", "mixed")
    )
    n = len(stances)
    explicit_share = sum(s["basis"] == "explicit" for s in stances) / n if n else None
    return {
        "question": proposition["question"],
        "proposition": proposition["id"],
        "agree": n_agree,
        "disagree": n_disagree,
        "mixed": n_mixed,
        "silent": n_panel - n,
        "coverage": _rounded(coverage(n, n_panel)),
        "leaning": _rounded(leaning(n_agree, n_disagree, n_mixed)),
        "split": _rounded(split(n_agree, n_disagree, n_mixed)),
        "explicit_share": _rounded(explicit_share),
        "verdict": verdict(n_agree, n_disagree, n_mixed),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
