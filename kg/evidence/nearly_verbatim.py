"""A quote is verified, not trusted: looked up exactly, then with marks and white space folded, then by its longest part."""

from __future__ import annotations

import re

_FOLDED = str.maketrans("‘’‚‛′`´“”„‟″«»–—‐‑−", "'''''''\"\"\"\"\"\"\"-----")
#: Fewer words than this in a row prove nothing.
SHORTEST_PART = 6
_WORD = re.compile(r"\S+")


def verify(quote: str, text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where a quote stands in `text[start:end]`, or None where nothing of it can be found.

    Exact first; then with apostrophes and quotation marks alike; then with white space alike; then the longest run of at
    least six words that stands there word for word.

    >>> said = "We  don’t know what got us here, and nobody has the data."
    >>> [said[s:e] for s, e in (verify(q, said, 0, len(said)) for q in ("don’t know", "We don't know", "so what got us here, and nobody has data"))]
    ['don’t know', 'We  don’t know', 'what got us here, and nobody has']
    >>> verify("they know what they do", said, 0, len(said)) is None
    True
    """
    quote = quote.strip().strip('"“”').strip()
    if not quote:
        return None
    at = text.find(quote, start, end)
    if at >= 0:
        return at, at + len(quote)
    passage, wanted = text[start:end].translate(_FOLDED), quote.translate(_FOLDED)
    at = passage.find(wanted)
    if at >= 0:
        return start + at, start + at + len(wanted)
    spans = [(m.start(), m.end(), m.group()) for m in _WORD.finditer(passage)]
    words = wanted.split()
    found = _run(words, [w for _, _, w in spans])
    if found is None:
        return None
    first, length = found
    return start + spans[first][0], start + spans[first + length - 1][1]


def _run(wanted: list[str], said: list[str]) -> tuple[int, int] | None:
    """Return first word and length of the longest run of words that stands in both, all of them or at least six."""
    best = (0, 0)
    lengths: dict[int, int] = {}
    for word in wanted:
        longer: dict[int, int] = {}
        for j, other in enumerate(said):
            if word == other:
                longer[j] = lengths.get(j - 1, 0) + 1
                if longer[j] > best[1]:
                    best = (j - longer[j] + 1, longer[j])
        lengths = longer
    return best if best[1] and best[1] >= min(SHORTEST_PART, len(wanted)) else None
