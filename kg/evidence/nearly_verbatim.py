"""Words as they are compared: a quote is verified, not trusted, and found by its words where its letters and marks differ."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence

from kg.words import word_set

#: A word; where a script puts no blanks between words, a character.
_WORD = re.compile(
    r"""
      [\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]
    | [^\W_\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+
    """,
    re.VERBOSE,
)
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
#: Runs are looked up by so many words; shorter quotes are compared word by word.
GRAM = 3
#: A run of fewer words proves nothing of a quote that is not there whole; and so much of the quote must stand in one run.
SHORTEST_RUN, ENOUGH = 6, 0.6
#: Words that turn a sentence into its opposite, in the languages that prompts are written in.
NEGATIONS = word_set(
    """no not never nor none neither nobody nothing without cannot t nt nicht kein keine keinen nie niemals ohne pas ne jamais
    aucun aucune sans non nunca sin nadie nada não nem 不 没 無 无 非 未"""
)


def words_of(text: str) -> list[str]:
    """Return the words of a text as they are compared: without case and marks, an apostrophe ends none.

    >>> words_of("Don’t, DON'T … 长期投资")
    ['don', 't', 'don', 't', '长', '期', '投', '资']
    """
    return [m.group().casefold() for m in _WORD.finditer(text)]


def inside_a_word(text: str, start: int, end: int) -> bool:
    """Say whether a span begins or ends in the middle of a word.

    >>> inside_a_word("I know it", 3, 5), inside_a_word("I know it", 2, 6), inside_a_word("长期投资", 1, 3)
    (True, False, False)
    """
    return _within(text, start) or _within(text, end)


def _within(text: str, at: int) -> bool:
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    return before.isalnum() and after.isalnum() and not (_UNSPACED.match(before) or _UNSPACED.match(after))


def verify(quote: str, text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where a quote stands in `text[start:end]`, or None where too little of it can be found.

    Letter by letter first; then word by word, without case and marks; then its longest run of words, if that is most of it.

    >>> said = "We  don’t know what got us here, and nobody has the data."
    >>> quotes = ("don’t know", "we don't know", "so what got us here, and nobody has data", "they know what they do")
    >>> [found and said[slice(*found)] for found in (verify(q, said, 0, len(said)) for q in quotes)]
    ['don’t know', 'We  don’t know', 'what got us here, and nobody has', None]
    """
    bare = quote.strip().strip('"“”').strip()
    wanted = words_of(bare)
    at = text.find(bare, start, end) if wanted else -1
    if at >= 0:
        return at, at + len(bare)
    row = WordRow(text, [(0, start, end)])
    first = row.whole(wanted, 0) if wanted else None
    if first is not None:
        return row.starts[first], row.ends[first + len(wanted) - 1]
    _, first, n = row.longest_run(wanted, 0)
    enough = n >= SHORTEST_RUN and n >= ENOUGH * len(wanted)
    return (row.starts[first], row.ends[first + n - 1]) if enough else None


class WordRow:
    """The words of some spans of a text, in order, with their places, and where each run of three stands.

    Args:
        text: what the spans are of.
        spans: number, start and end of each, in order; an utterance's number is its index.
    """

    def __init__(self, text: str, spans: Iterable[tuple[int, int, int]]) -> None:
        self.words: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        #: Number of a span → its first word and the word after its last.
        self.spans: dict[int, tuple[int, int]] = {}
        for number, start, end in spans:
            first = len(self.words)
            for match in _WORD.finditer(text, start, end):
                self.words.append(match.group().casefold())
                self.starts.append(match.start())
                self.ends.append(match.end())
            self.spans[number] = (first, len(self.words))
        self._grams: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for i in range(len(self.words) - GRAM + 1):
            self._grams[tuple(self.words[i : i + GRAM])].append(i)

    def whole(self, wanted: Sequence[str], span: int) -> int | None:
        """Return the first word of a span from which all the wanted words follow, or None."""
        first, last = self.spans.get(span, (0, 0))
        n = len(wanted)
        if n >= GRAM:
            spots = self._grams.get(tuple(wanted[:GRAM]), ())
            tried: Sequence[int] = spots[bisect_left(spots, first) : bisect_left(spots, last - n + 1)] if spots else ()
        else:
            tried = range(first, last - n + 1)
        return next((i for i in tried if self.words[i : i + n] == list(wanted)), None)

    def holding(self, wanted: Sequence[str], limit: int = 400) -> list[int]:
        """Return the spans that hold the rarest run of three of the wanted words, in order; of few words, none."""
        grams = [self._grams.get(tuple(wanted[i : i + GRAM]), []) for i in range(len(wanted) - GRAM + 1)]
        spots = min((g for g in grams if g), key=len, default=[])
        ordered = sorted(self.spans.items(), key=lambda item: item[1])
        firsts = [span[0] for _, span in ordered]
        found = dict.fromkeys(ordered[bisect_left(firsts, s + 1) - 1][0] for s in spots[:limit])
        return list(found)

    def longest_run(self, wanted: Sequence[str], span: int) -> tuple[int, int, int]:
        """Return the longest run of words that stands in a quote and in a span: first there, first here, length."""
        first, last = self.spans.get(span, (0, 0))
        best, i = (0, first, 0), 0
        while i + GRAM <= len(wanted):
            spots = self._grams.get(tuple(wanted[i : i + GRAM]), ())
            for j in spots[bisect_left(spots, first) : bisect_left(spots, last)]:
                n = self._shared(wanted, i, j, last)
                if n > best[2]:
                    best = (i, j, n)
            # A longer run that begins later would still begin at one of the next words.
            i += 1
        return best

    def _shared(self, wanted: Sequence[str], i: int, j: int, last: int) -> int:
        n = 0
        while i + n < len(wanted) and j + n < last and self.words[j + n] == wanted[i + n]:
            n += 1
        return n
