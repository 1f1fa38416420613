"""The word lists that lie beside the code, in `words/` of a room: one entry a line, sorted; a name with a slash is of the room before it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_DRAFTING = Path(__file__).parent.parent


@cache
def lines_of(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the words of each line of a list.

    >>> lines_of("irregular_verbs")[0]
    ('be', 'was', 'were', 'been')
    """
    room, _, file = name.rpartition("/")
    text = (_DRAFTING / (room or "english") / "words" / f"{file}.txt").read_text(encoding="utf-8")
    return tuple(tuple(line.split()) for line in text.splitlines() if line.strip())


@cache
def words_in(name: str) -> frozenset[str]:
    """Return all words of a list.

    >>> "found" in words_in("irregular_verbs")
    True
    """
    return frozenset(word for line in lines_of(name) for word in line)
