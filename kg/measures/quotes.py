"""Which of a speaker's claims to show for a stance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Row = dict[str, Any]


def telling_claim(claims: Sequence[Row], proposition: str) -> Row:
    """Return the claim that says most plainly where its speaker stands on a proposition.

    A speaker's own words come before words that somebody reports of him; then the claim whose normalised text shares
    most words with the proposition (rapidfuzz's token set ratio, 0 to 100); then the first in the text.

    Args:
        claims: at least one row of the table `claims`, all of one stance.
        proposition: the text of the proposition.

    >>> rows = [{"id": "a", "proposition_text": "Buses are slow.", "reported": False, "start": 0},
    ...         {"id": "b", "proposition_text": "The city should pay for buses.", "reported": False, "start": 9}]
    >>> telling_claim(rows, "The city should pay.")["id"]
    'b'
    """
    return ranked_claims(claims, proposition)[0]


def ranked_claims(claims: Sequence[Row], proposition: str) -> list[Row]:
    """Return the claims of one stance, the most telling first; see `telling_claim`."""
    from rapidfuzz import fuzz

    def order(claim: Row) -> tuple[bool, float, int]:
        likeness = fuzz.token_set_ratio(claim["proposition_text"].casefold(), proposition.casefold())
        return bool(claim["reported"]), -round(likeness, 3), claim["start"]

    return sorted(claims, key=order)
