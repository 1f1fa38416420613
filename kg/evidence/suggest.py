"""The nearest thing that a person may have meant, for error messages."""

from __future__ import annotations

from collections.abc import Iterable


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ` (did you mean 'X'?)`, or nothing when no known word is near.

    >>> did_you_mean("Adda", ["Ada", "Ben"])
    " (did you mean 'Ada'?)"
    >>> did_you_mean("Zoe", ["Ada", "Ben"])
    ''
    """
    from rapidfuzz import fuzz, process

    best = process.extractOne(word, sorted(set(known)), scorer=fuzz.ratio, score_cutoff=65)
    return f" (did you mean '{best[0]}'?)" if best else ""


def nearest(word: str, known: Iterable[str], n: int = 3) -> list[str]:
    """Return the known words that are most like one, in whatever case: the likest first, at most `n`.

    Args:
        word: what was written.
        known: what could be meant.
        n: the most that are returned.

    >>> nearest("stanse", ["Stance", "stance", "claim"])
    ['stance', 'Stance']
    """
    from rapidfuzz import fuzz, process

    # A word in the same case is ahead of the same word in another, and the alphabet settles what is left.
    ordered = sorted(known, key=lambda k: (-fuzz.ratio(word, k), k))
    found = process.extract(word, ordered, scorer=fuzz.ratio, processor=str.casefold, limit=n, score_cutoff=60)
    return [name for name, _, _ in found]


def nearest_passage(text: str, quote: str) -> tuple[int, str] | None:
    """Return the offset and the words of the passage most like a quote, or None when nothing is much like it.

    >>> nearest_passage("We scale the data. Then we rest.", "We scaled the data.")
    (0, 'We scale the data.')
    """
    from rapidfuzz import fuzz

    best = fuzz.partial_ratio_alignment(quote[:400], text, score_cutoff=75)
    if best is None:
        return None
    # The alignment is as long as the quote: whole words are easier to compare.
    start, end = best.dest_start, best.dest_end
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return start, text[start:end]
