"""The words of a transcript in one row, so that a quote is found by its words where its letters and marks differ."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from kg.model import Transcript
from kg.words import word_set

#: A word; where a script puts no blanks between words, a character.
_WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]|[^\W_\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+"
)
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
#: Runs are looked up by so many words; shorter quotes are compared word by word.
GRAM = 3
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


class WordRow:
    """All words that are spoken, in order, with their places and utterances, and where each run of three stands."""

    def __init__(self, transcript: Transcript) -> None:
        self.words: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        #: Utterance index → first word and the word after its last.
        self.spans: dict[int, tuple[int, int]] = {}
        for utterance in transcript.utterances:
            first = len(self.words)
            for match in _WORD.finditer(transcript.text, utterance.start, utterance.end):
                self.words.append(match.group().casefold())
                self.starts.append(match.start())
                self.ends.append(match.end())
            self.spans[utterance.index] = (first, len(self.words))
        self._grams: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for i in range(len(self.words) - GRAM + 1):
            self._grams[tuple(self.words[i : i + GRAM])].append(i)

    def whole(self, wanted: Sequence[str], utterance: int) -> int | None:
        """Return the first word of an utterance from which all the wanted words follow, or None."""
        first, last = self.spans.get(utterance, (0, 0))
        n = len(wanted)
        if n >= GRAM:
            spots = self._grams.get(tuple(wanted[:GRAM]), ())
            tried: Sequence[int] = spots[bisect_left(spots, first) : bisect_left(spots, last - n + 1)] if spots else ()
        else:
            tried = range(first, last - n + 1)
        return next((i for i in tried if self.words[i : i + n] == list(wanted)), None)

    def holding(self, wanted: Sequence[str], limit: int = 400) -> list[int]:
        """Return the utterances that hold the rarest run of three of the wanted words, in order; of few words, none."""
        grams = [self._grams.get(tuple(wanted[i : i + GRAM]), []) for i in range(len(wanted) - GRAM + 1)]
        spots = min((g for g in grams if g), key=len, default=[])
        ordered = sorted(self.spans.items(), key=lambda item: item[1])
        firsts = [span[0] for _, span in ordered]
        found = dict.fromkeys(ordered[bisect_left(firsts, s + 1) - 1][0] for s in spots[:limit])
        return list(found)

    def longest_run(self, wanted: Sequence[str], utterance: int) -> tuple[int, int, int]:
        """Return the longest run of words that stands in a quote and in an utterance: first there, first here, length."""
        first, last = self.spans.get(utterance, (0, 0))
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
