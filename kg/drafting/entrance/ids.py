"""Ids that a person can read, from the words of a sentence: what turns it round, and its numbers, stay in."""

from __future__ import annotations

from collections.abc import Container

from kg.evidence.nearly_verbatim import NEGATIONS
from kg.model import slug
from kg.slugs import first_free

_LONGEST = 60


def readable_id(text: str, taken: Container[str]) -> str:
    """Return an id for a sentence that nothing in `taken` has.

    >>> readable_id("There is no limit of 5 in it.", set()), readable_id("Rents will not fall by 3 %", {"rents-will-not-fall-3"})
    ('there-no-limit-5', 'rents-will-not-fall-3-2')
    """
    words = [w for w in slug(text).split("-") if len(w) > 2 or w.isdigit() or w in NEGATIONS or not w.isascii()]
    stem = ""
    for word in words or slug(text).split("-"):
        if stem and len(stem) + len(word) >= _LONGEST:
            break
        stem = f"{stem}-{word}" if stem else word[:_LONGEST]
    return first_free(stem, taken)
