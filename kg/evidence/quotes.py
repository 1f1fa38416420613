"""One index of a text: where a quote stands, how often it stood before, and what tells it from its other places."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from functools import cached_property

from kg.errors import QuoteError
from kg.evidence.suggest import nearest_passage

_WORD = re.compile(r"\w+")
#: A prefix of more words is no help to a reader: the number of the occurrence says the same.
LONGEST_PREFIX = 12
#: Of more places than this, none is told by a prefix: to compare each with each costs their square.
_FEW = 20


class Quotes:
    """The places of quotes in one text, each quote looked up once; offsets count Unicode characters.

    >>> quotes = Quotes("Ana: No. Bo: No. Ana: Not yet.")
    >>> quotes.places("No"), quotes.earlier("No", 13), quotes.told_by("No", 13), quotes.find("No", prefix="Bo:")
    ([5, 13, 22], 1, ('Bo:', 0), (13, 15))
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._places: dict[str, list[int]] = {}

    def places(self, quote: str) -> list[int]:
        """Return the offset of every occurrence of a quote, whether it begins a word or not, in order."""
        known = self._places.get(quote)
        if known is None:
            known = self._places[quote] = self._looked_up(quote)
        return known

    def earlier(self, quote: str, start: int) -> int:
        """Return how many occurrences of a quote stand before `start`: what makes the ids of repeated words unique."""
        return bisect_left(self.places(quote), start)

    def find(self, quote: str, *, prefix: str = "", occurrence: int = 0, where: str = "") -> tuple[int, int]:
        """Return start and end of the one place that is meant.

        Args:
            quote: the words.
            prefix: what stands directly before them; white space between the two may be left out.
            occurrence: which of the places after such a prefix is meant, counted from 1; 0 where there is one.
            where: the place of the quote in its file, for messages.

        Raises:
            QuoteError: the quote is empty, is not in the text, or is there more than once.
        """
        if not quote.strip():
            raise QuoteError(f"{where}: the quote is empty (copy the speaker's words)")
        spots = self.places(quote)
        if not spots:
            raise QuoteError(f"{where}: the quote is not in the transcript: {_short(quote)!r}{self._hint(quote)}")
        chosen = [s for s in spots if self._follows(s, prefix.strip())] if prefix.strip() else spots
        if not chosen:
            raise QuoteError(
                f"{where}: the quote is there, but never after the prefix {_short(prefix)!r} (mend the prefix)"
            )
        if occurrence > len(chosen):
            raise QuoteError(
                f"{where}: the quote occurs {len(chosen)} times, and occurrence says {occurrence} (mend it)"
            )
        if not occurrence and len(chosen) > 1:
            lines = ", ".join(str(self.line(s)) for s in chosen[:5])
            raise QuoteError(
                f"{where}: the quote occurs {len(chosen)} times (transcript lines {lines}): {_short(quote)!r} "
                "(add a prefix: the words just before the one you mean)"
            )
        start = chosen[max(0, occurrence - 1)]
        return start, start + len(quote)

    def told_by(self, quote: str, start: int) -> tuple[str, int]:
        """Return what tells an occurrence from all others: the shortest prefix of whole words, or else its number.

        Both are nothing where the quote stands once; the number counts from 1, and is 0 where the prefix tells.
        """
        others = [s for s in self.places(quote) if s != start]
        if not others:
            return "", 0
        at = start
        for _ in range(LONGEST_PREFIX if len(others) < _FEW else 0):
            at = self._word_before(at)
            prefix = self.text[at:start].strip()
            others = [s for s in others if self._follows(s, prefix)]
            if prefix and not others:
                return prefix, 0
        return "", self.earlier(quote, start) + 1

    def line(self, offset: int) -> int:
        """Return the 1-based line of the text that holds an offset."""
        return bisect_right(self._line_starts, offset)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(m.end() for m in re.finditer("\n", self.text))]

    @cached_property
    def _words(self) -> dict[str, array[int]]:
        found: dict[str, array[int]] = defaultdict(lambda: array("Q"))
        for match in _WORD.finditer(self.text):
            found[match.group()].append(match.start())
        return found

    def _looked_up(self, quote: str) -> list[int]:
        # Words with something on both sides of them inside the quote stand as whole words wherever the quote does: the
        # rarest of them leads to all its places without a search of the whole text.
        inner = [m for m in _WORD.finditer(quote) if m.start() > 0 and m.end() < len(quote)]
        if not inner:
            return self._searched(quote)
        rarest = min(inner, key=lambda m: len(self._words.get(m.group(), ())))
        starts = (at - rarest.start() for at in self._words.get(rarest.group(), ()))
        return [s for s in starts if s >= 0 and self.text.startswith(quote, s)]

    def _searched(self, quote: str) -> list[int]:
        spots, at = [], self.text.find(quote) if quote else -1
        while at >= 0:
            spots.append(at)
            at = self.text.find(quote, at + 1)
        return spots

    def _before(self, at: int) -> int:
        """Return the end of what stands before an offset, white space left out."""
        while at > 0 and self.text[at - 1].isspace():
            at -= 1
        return at

    def _follows(self, start: int, prefix: str) -> bool:
        end = self._before(start)
        return self.text.startswith(prefix, max(0, end - len(prefix)), end) and end >= len(prefix)

    def _word_before(self, at: int) -> int:
        at = self._before(at)
        while at > 0 and not self.text[at - 1].isspace():
            at -= 1
        return at

    def _hint(self, quote: str) -> str:
        near = nearest_passage(self.text, quote)
        if near is None:
            return " (copy it from the transcript, letter for letter)"
        return f" (line {self.line(near[0])} says {_short(near[1].strip())!r}: copy it letter for letter)"


def _short(text: str, limit: int = 70) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"
