"""Shares of those who were asked: "for: 31%" or "yes: 12", as text and as a value."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Unit = Literal["percent", "voices"]
_NUMBER = re.compile(r"(\d+(?:\.\d+)?)\s?(%?)")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Share:
    """How many chose one option: `value` in percent of those who answered, or as a number of voices."""

    option: str
    value: float
    unit: Unit = "percent"

    def __str__(self) -> str:
        return f"{self.option}: {self.value:g}{'%' if self.unit == 'percent' else ''}"


def share_of(text: str) -> Share:
    """Return the share that a text says.

    Raises:
        ValueError: it says none, or more than a hundred percent.

    >>> share_of("undecided: 24.5%"), str(share_of("yes: 12"))
    (Share(option='undecided', value=24.5, unit='percent'), 'yes: 12')
    """
    option, _, number = text.rpartition(":")
    found = _NUMBER.fullmatch(number.strip())
    if found is None or not option.strip():
        raise ValueError(f"'{text}' is no share (write `for: 31%`, or `for: 12` for voices)")
    share = Share(option=option.strip(), value=float(found[1]), unit="percent" if found[2] else "voices")
    if share.unit == "percent" and share.value > 100:
        raise ValueError(f"'{text}' is more than a hundred percent")
    return share


def shares_of(texts: Iterable[str]) -> tuple[Share, ...]:
    """Return the shares that texts say, in their order.

    Raises:
        ValueError: a text says none, or an option stands twice.
    """
    shares = tuple(map(share_of, texts))
    if len({s.option for s in shares}) < len(shares):
        raise ValueError("an option stands twice (keep one)")
    return shares
