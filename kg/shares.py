"""Shares of those who were asked: "for: 31%", "yes: 12" or "no: about 66.7%", as text and as a value."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Unit = Literal["percent", "voices"]
_NUMBER = re.compile(r"(about\s)?(\d+(?:\.\d+)?)\s?(%?)")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Share:
    """How many chose one option: `value` in percent of those who answered, or as a number of voices; `approximate` where it was told as a rough number."""

    option: str
    value: float
    unit: Unit = "percent"
    approximate: bool = False

    def __str__(self) -> str:
        return f"{self.option}: {'about ' if self.approximate else ''}{self.value:g}{'%' if self.unit == 'percent' else ''}"


def share_of(text: str) -> Share:
    """Return the share that a text says.

    Raises:
        ValueError: it says none, or more than a hundred percent.

    >>> share_of("undecided: 24.5%"), str(share_of("yes: about 12"))
    (Share(option='undecided', value=24.5, unit='percent', approximate=False), 'yes: about 12')
    """
    option, _, number = text.rpartition(":")
    found = _NUMBER.fullmatch(number.strip())
    if found is None or not option.strip():
        raise ValueError(f"'{text}' is no share (write `for: 31%`, `for: about 31%`, or `for: 12` for voices)")
    share = Share(
        option=option.strip(),
        value=float(found[2]),
        unit="percent" if found[3] else "voices",
        approximate=bool(found[1]),
    )
    if share.unit == "percent" and share.value > 100:
        raise ValueError(f"'{text}' is more than a hundred percent")
    return share


def ranked(shares: Iterable[Share]) -> tuple[Share, ...]:
    """Return shares with the one that most chose first.

    >>> [s.option for s in ranked(shares_of(["against: 40%", "for: 53%", "undecided: 7%"]))]
    ['for', 'against', 'undecided']
    """
    return tuple(sorted(shares, key=lambda s: (-s.value, s)))


def shares_of(texts: Iterable[str]) -> tuple[Share, ...]:
    """Return the shares that texts say, in their order.

    Raises:
        ValueError: a text says none, or an option stands twice.
    """
    shares = tuple(map(share_of, texts))
    if len({s.option for s in shares}) < len(shares):
        raise ValueError("an option stands twice (keep one)")
    return shares
