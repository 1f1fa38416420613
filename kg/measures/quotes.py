"""Which of a speaker's claims to show for a stance, and which two for a question that divides the panel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Row = dict[str, Any]


def telling_claim(claims: Sequence[Row], proposition: str) -> Row:
    """Return the claim that says most plainly where its speaker stands on a proposition.

    A speaker's own words come before words that somebody reports of him; then the claim whose normalised text shares
    most words with the proposition (rapidfuzz's token set ratio, 0 to 100); then the first in the text.

    Args:
        claims: at least one row of the table `claims`, all of one stance.
        proposition: the text of the proposition.

    >>> rows = [{"id": "a", "text": "Buses are slow.", "reported": False, "start": 0},
    ...         {"id": "b", "text": "The city should pay for buses.", "reported": False, "start": 9}]
    >>> telling_claim(rows, "The city should pay.")["id"]
    'b'
    """
    return ranked_claims(claims, proposition)[0]


def ranked_claims(claims: Sequence[Row], proposition: str) -> list[Row]:
    """Return the claims of one stance, the most telling first; see `telling_claim`."""
    from rapidfuzz import fuzz

    def order(claim: Row) -> tuple[bool, float, int]:
        likeness = fuzz.token_set_ratio(claim["text"].casefold(), proposition.casefold())
        return bool(claim["reported"]), -round(likeness, 3), claim["start"]

    return sorted(claims, key=order)


def opposing_quotes(tables: Mapping[str, list[Row]], rows: list[Row]) -> list[str]:
    """Return the ids of two claims that oppose each other on the most divided proposition of a question, or none.

    Args:
        tables: the tables `claims`, `propositions` and `stances`, as rows.
        rows: the rows of the consensus table for the question's propositions.
    """
    divided = sorted(
        (r for r in rows if r["verdict"] == "divergence"),
        key=lambda r: (-(r["split"] or 0), -r["coverage"], r["proposition"]),
    )
    claims = {c["id"]: c for c in tables["claims"]}
    labels = {p["id"]: p["label"] for p in tables["propositions"]}
    for row in divided:
        proposition = row["proposition"]
        sides = [_side(tables["stances"], proposition, side, claims) for side in ("agrees", "disagrees")]
        if all(sides):
            return [telling_claim(side, labels[proposition])["id"] for side in sides]
    return []


def _side(stances: list[Row], proposition: str, side: str, claims: Mapping[str, Row]) -> list[Row]:
    found = [s for s in stances if s["proposition"] == proposition and s["stance"] == side]
    # A stance in the speaker's own words speaks better than one that was put together.
    explicit = [s for s in found if s["basis"] == "explicit"] or found
    return [claims[c] for s in explicit for c in s["claims"] if c in claims]
