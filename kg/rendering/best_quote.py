"""Two quotes that oppose each other, for a question that divides the panel."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.measures.quotes import telling_claim

Row = dict[str, Any]


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
    return [claims[c] for s in explicit for c in s["claims"].split(";") if c in claims]
