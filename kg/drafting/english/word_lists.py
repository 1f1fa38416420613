"""The word lists of English that lie beside the code: one entry a line, sorted."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "words"


@cache
def lines_of(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the words of each line of a list.

    >>> lines_of("irregular_verbs")[0]
    ('be', 'was', 'were', 'been')
    """
    text = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    return tuple(tuple(line.split()) for line in text.splitlines() if line.strip())


@cache
def words_in(name: str) -> frozenset[str]:
    """Return all words of a list.

    >>> "found" in words_in("irregular_verbs")
    True
    """
    return frozenset(word for line in lines_of(name) for word in line)
