"""The regular expressions of the package: none takes more than linear time, and a long one is laid out to be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.backtracking import Found, patterns_of, slow_text
from tests.verbose_patterns import MOST, unlaid_patterns

PACKAGE = Path(__file__).parent.parent / "kg"
PATTERNS = patterns_of(PACKAGE)


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


def test_a_long_pattern_is_verbose() -> None:
    """What is longer than a line that one can read is written over several, with re.VERBOSE."""
    found = [
        f"{path.relative_to(PACKAGE.parent)}:{line}: {length} characters"
        for path in sorted(PACKAGE.rglob("*.py"))
        for line, length in unlaid_patterns(path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("written", "found"),
    [
        (f're.compile(r"{"a" * (MOST + 1)}")', True),
        (f're.search(r"{"a" * MOST}" r"b", text)', True),
        (f're.match(rf"{{START}}{"a" * MOST}", text, re.IGNORECASE)', True),
        (f're.compile(START + r"{"a" * (MOST + 1)}")', True),
        (f're.compile(r"{"a" * (MOST + 1)}", re.I | re.VERBOSE)', False),
        (f're.compile(r"{"a" * MOST}")', False),
        (f're.compile(one_of(r"{"a" * 400}") + "$")', False),
        (f'log(r"{"a" * (MOST + 1)}")', False),
        (f'PART = r"{"a" * (MOST + 1)}"\nre.compile(rf"^{{PART}}$")', True),
        (f'INNER = r"{"a" * (MOST + 1)}"\nPART = rf"{{INNER}}?"\nre.compile(rf"^{{PART}}$")', True),
        (f'PART = """\n{"a" * (MOST + 1)}\n"""\nre.compile(rf"^{{PART}}$", re.VERBOSE)', False),
        (f'PART = r"{"a" * (MOST + 1)}"\nlog(PART)', False),
    ],
)
def test_long_patterns_are_found(written: str, found: bool) -> None:
    """By what stands in the call, and in each part that the call names."""
    assert bool(list(unlaid_patterns(written))) is found
