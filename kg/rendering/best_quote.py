"""Which quote speaks best for a stance: a speaker's own words before reported ones, plain before hedged, short before long."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Row = dict[str, Any]

#: A quote shorter than this is often only "I agree": a longer one says more.
SHORT_QUOTE = 40


def best_claim(claims: Iterable[Row]) -> Row | None:
    """Return the claim to show first, or None where there is none.

    >>> short = {"quote": "No.", "reported": False, "hedged": False, "confidence": 1.0, "start": 0}
    >>> long = {"quote": "No, because nobody pays for what others built.", "reported": False, "hedged": False,
    ...         "confidence": 1.0, "start": 9}
    >>> best_claim([short, long])["start"], best_claim([])
    (9, None)
    """
    return min(
        claims,
        key=lambda c: (c["reported"], len(c["quote"]) < SHORT_QUOTE, -c["confidence"], c["hedged"], c["start"]),
        default=None,
    )


def opposing_quotes(tables: Mapping[str, list[Row]], rows: list[Row]) -> list[str]:
    """Return the ids of two claims that oppose each other on the most divided proposition of a question, or none.

    Args:
        tables: the tables `claims` and `stances`, as rows.
        rows: the rows of the consensus table for the question's propositions.
    """
    divided = sorted(
        (r for r in rows if r["verdict"] == "divergence"),
        key=lambda r: (-(r["split"] or 0), -r["coverage"], r["proposition"]),
    )
    claims = {c["id"]: c for c in tables["claims"]}
    for row in divided:
        sides = [_side(tables["stances"], row["proposition"], side, claims) for side in ("agrees", "disagrees")]
        if all(sides):
            return [claim["id"] for claim in sides if claim]
    return []


def _side(stances: list[Row], proposition: str, side: str, claims: Mapping[str, Row]) -> Row | None:
    found = [s for s in stances if s["proposition"] == proposition and s["stance"] == side]
    # A stance in the speaker's own words speaks better than one that was put together.
    explicit = [s for s in found if s["basis"] == "explicit"] or found
    return best_claim(claims[c] for s in explicit for c in s["claims"].split(";") if c in claims)
