"""No regular expression of the package takes more than linear time, by a search that pumps what each of them repeats."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.backtracking import Found, patterns_of, slow_text

PATTERNS = patterns_of(Path(__file__).parent.parent / "kg")


def test_patterns_are_found() -> None:
    """The search looks at all there is, in names, in tables and in calls."""
    assert len(PATTERNS) > 170
    assert {"kg.store.sparql_text.TOKEN", "kg.readers.not_said._ATX"} <= {f.where for f in PATTERNS}


@pytest.mark.parametrize(
    ("pattern", "slow"),
    [
        (r"(?:<!--.*?-->\s*)*<html", True),
        (r"\s+$", True),
        (r"^\s*\|\s*([^|]+?)\s*\|", True),
        (r"(a|a)*b", True),
        (r"<[^>]*>", True),
        (r"(?<!\s)\s++$", False),
        (r"^\s*+\|[^|]*+\|", False),
        (r"[A-Z][a-z]{1,40}\b", False),
    ],
)
def test_the_search_finds_what_is_slow(pattern: str, slow: bool) -> None:
    """Known kinds of slow patterns are found, and quick ones are let pass."""
    found = slow_text(Found(where="here", pattern=re.compile(pattern, re.DOTALL), anchored=False))

    assert (found is not None) == slow


@pytest.mark.parametrize("found", PATTERNS, ids=lambda f: f.where)
def test_a_pattern_takes_linear_time(found: Found) -> None:
    """64 kB made to be hard for it take a pattern less than half a second of the processor."""
    assert slow_text(found) is None
