"""Consensus and divergence of a small panel, one row a proposition: counts and shares side by side, never one score."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from kg.measures.presence import could_speak, panel_of
from kg.tables.columns import count, number, text

Row = dict[str, Any]
Tables = Mapping[str, list[Row]]

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
#: The verdicts, from the most divided to the least known.
VERDICTS = ("divergence", "apparent divergence", "mixed", "consensus", "shared", "single voice", "none")
#: Fewer than this on one side are no consensus, however small the panel.
MIN_CONSENSUS = 3


def coverage(n_stances: int, n_could: int) -> float:
    """Return N/S: the share of those who could speak that took a stance.

    >>> coverage(3, 4)
    0.75
    """
    return n_stances / n_could if n_could else 0.0


def leaning(n_agree: int, n_disagree: int, n_mixed: int) -> float | None:
    """Return (A−D)/N with N = A+D+M, from −1 (all disagree) to 1 (all agree); None where nobody took a stance.

    Args:
        n_agree: A, how many agree.
        n_disagree: D, how many disagree.
        n_mixed: M, how many are on both sides.

    Three who agree, one who does not: (3−1)/4 = 0.5. One who agrees, one on both sides: (1−0)/2 = 0.5.

    >>> leaning(3, 1, 0), leaning(1, 0, 1), leaning(0, 0, 0)
    (0.5, 0.5, None)
    """
    n = n_agree + n_disagree + n_mixed
    return (n_agree - n_disagree) / n if n else None


def split(n_agree: int, n_disagree: int, n_mixed: int) -> float | None:
    """Return 2·min(A,D)/N with N = A+D+M, from 0 (nobody is opposed) to 1 (halves); None where nobody took a stance.

    Args:
        n_agree: A, how many agree.
        n_disagree: D, how many disagree.
        n_mixed: M, how many are on both sides.

    Two against two: 2·2/4 = 1. Three against one: 2·1/4 = 0.5.

    >>> split(2, 2, 0), split(3, 1, 0), split(2, 0, 1), split(0, 0, 0)
    (1.0, 0.5, 0.0, None)
    """
    n = n_agree + n_disagree + n_mixed
    return 2 * min(n_agree, n_disagree) / n if n else None


def verdict(n_agree: int, n_disagree: int, n_mixed: int, *, n_could: int, in_words: bool) -> str:
    """Return the verdict on one proposition, with s = max(A,D) and o = min(A,D).

    * `divergence`: o > 0 and something of it is said in words; else `apparent divergence`: two positions that were only
      read off what was said, and put side by side;
    * `consensus`, for or against (`leaning` tells which): o = 0, nobody mixed, s ≥ 3, s ≥ S/2, and one says it in words;
    * `mixed`: o = 0, and somebody is on both sides;
    * `shared`: s ≥ 2, all on one side, but too few or too little said for a consensus;
    * `single voice`: s = 1; `none`: nobody took a stance.

    Args:
        n_agree: A, those of the panel who agree; `n_disagree` is D, `n_mixed` M.
        n_disagree: those who disagree.
        n_mixed: those who are on both sides.
        n_could: S, those who could speak.
        in_words: whether one of those on a side took it explicitly, or one side refers to the other in words.

    >>> def worked(a, d, m, could=4, in_words=True):
    ...     return verdict(a, d, m, n_could=could, in_words=in_words)
    >>> worked(3, 0, 0), worked(0, 3, 0), worked(3, 0, 0, could=7), worked(3, 0, 0, in_words=False), worked(2, 0, 0)
    ('consensus', 'consensus', 'shared', 'shared', 'shared')
    >>> worked(2, 1, 0), worked(1, 1, 2), worked(1, 1, 0, in_words=False)
    ('divergence', 'divergence', 'apparent divergence')
    >>> worked(3, 0, 1), worked(0, 0, 1), worked(1, 0, 0), worked(0, 0, 0)
    ('mixed', 'mixed', 'single voice', 'none')
    """
    side, other = max(n_agree, n_disagree), min(n_agree, n_disagree)
    if other:
        return "divergence" if in_words else "apparent divergence"
    if n_mixed:
        return "mixed"
    if side >= MIN_CONSENSUS and 2 * side >= n_could and in_words:
        return "consensus"
    return "shared" if side > 1 else "single voice" if side else "none"


def by_weight(row: Row) -> tuple[int, int, float, str]:
    """Return the key by which rows are shown: the most voices first, then the larger smaller side, then what is said in words.

    Three against one comes before one against one, and one against one in words before one that is only inferred.

    >>> rows = [{"proposition": p, "agree": a, "disagree": d, "mixed": 0, "explicit_share": e}
    ...         for p, a, d, e in (("p", 1, 1, 0.5), ("q", 3, 1, 0.5), ("r", 1, 1, 1.0), ("s", 2, 2, 0.5))]
    >>> [row["proposition"] for row in sorted(rows, key=by_weight)]
    ['s', 'q', 'r', 'p']
    """
    n = row["agree"] + row["disagree"] + row["mixed"]
    return -n, -min(row["agree"], row["disagree"]), -(row["explicit_share"] or 0.0), row["proposition"]


def consensus(tables: Tables) -> list[Row]:
    """Return one row a proposition with the columns of COLUMNS, by question and then by proposition.

    Args:
        tables: the tables `speakers`, `questions`, `propositions`, `claims`, `stances`, `relations` and `utterances`, as rows.

    The panel alone is counted, not the host. S are those of it who could speak to the question (see presence.py) and all
    who took a stance on the proposition; `silent` is S − N, whether they spoke of it or not. Shares are between 0 and 1
    and rounded to three digits; they are None where nobody of the panel took a stance.
    """
    panel = set(panel_of(tables["speakers"]))
    by_proposition: dict[str, list[Row]] = defaultdict(list)
    for stance in tables["stances"]:
        if stance["speaker"] in panel and stance["stance"] != "no stance":
            by_proposition[stance["proposition"]].append(stance)
    could = could_speak(tables)
    referring = {(r["from_claim"], r["to_claim"]) for r in tables["relations"] if r["basis"] == "explicit"}
    ordered = sorted(tables["propositions"], key=lambda p: (p["question"], p["id"]))
    return [_row(p, by_proposition[p["id"]], could.get(p["question"], ()), referring) for p in ordered]


def _row(proposition: Row, stances: list[Row], could: Sequence[str], referring: set[tuple[str, str]]) -> Row:
    n_agree, n_disagree, n_mixed = (
        sum(s["stance"] == side for s in stances) for side in ("agrees", "disagrees", "mixed")
    )
    n, n_could = len(stances), len({*could, *(s["speaker"] for s in stances)})
    explicit_share = sum(s["basis"] == "explicit" for s in stances) / n if n else None
    return {
        "question": proposition["question"],
        "proposition": proposition["id"],
        "agree": n_agree,
        "disagree": n_disagree,
        "mixed": n_mixed,
        "silent": n_could - n,
        "coverage": _rounded(coverage(n, n_could)),
        "leaning": _rounded(leaning(n_agree, n_disagree, n_mixed)),
        "split": _rounded(split(n_agree, n_disagree, n_mixed)),
        "explicit_share": _rounded(explicit_share),
        "verdict": verdict(n_agree, n_disagree, n_mixed, n_could=n_could, in_words=_in_words(stances, referring)),
    }


def _in_words(stances: list[Row], referring: set[tuple[str, str]]) -> bool:
    """Tell whether a side is taken explicitly, or claims of one side refer in words to claims of the other."""
    sides = {side: [s for s in stances if s["stance"] == side] for side in ("agrees", "disagrees")}
    if any(s["basis"] == "explicit" for on_side in sides.values() for s in on_side):
        return True
    one, other = ({c for s in on_side for c in s["claims"]} for on_side in sides.values())
    return any((a in one and b in other) or (a in other and b in one) for a, b in referring)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
