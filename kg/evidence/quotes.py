"""Find a quote in a transcript by its words, and nothing but its words."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict

from kg.errors import QuoteError
from kg.evidence.suggest import nearest_passage
from kg.model import Transcript, Utterance


class Locator:
    """Finds quotes in one transcript and tells which utterance holds an offset."""

    def __init__(self, transcript: Transcript) -> None:
        self.text = transcript.text
        self._utterances = transcript.utterances
        self._starts = [u.start for u in transcript.utterances]
        self._line_starts = [0] + [i + 1 for i, c in enumerate(self.text) if c == "\n"]

    def line(self, offset: int) -> int:
        """Return the 1-based line of the transcript that holds an offset."""
        return bisect_right(self._line_starts, offset)

    def utterance(self, start: int, end: int) -> Utterance | None:
        """Return the one utterance that holds the whole span, or None."""
        i = bisect_right(self._starts, start) - 1
        if i < 0 or end > self._utterances[i].end:
            return None
        return self._utterances[i]

    def find(self, quote: str, *, prefix: str = "", where: str = "") -> tuple[int, int, int]:
        """Return start, end and the number of earlier occurrences of a quote that occurs once after its prefix.

        The prefix stands directly before the quote; white space between the two may be left out.

        Raises:
            QuoteError: the quote is empty, is not in the transcript, or is there more than once.
        """
        if not quote.strip():
            raise QuoteError(f"{where}: the quote is empty (copy the speaker's words)")
        spots = self._occurrences(quote)
        if not spots:
            raise QuoteError(f"{where}: the quote is not in the transcript: {_short(quote)!r}{self._hint(quote)}")
        chosen = [s for s in spots if self.text[:s].rstrip().endswith(prefix.rstrip())] if prefix else spots
        if not chosen:
            raise QuoteError(
                f"{where}: the quote is there, but never after the prefix {_short(prefix)!r} (mend the prefix)"
            )
        if len(chosen) > 1:
            lines = ", ".join(str(self.line(s)) for s in chosen[:5])
            raise QuoteError(
                f"{where}: the quote occurs {len(chosen)} times (transcript lines {lines}): {_short(quote)!r} "
                "(add a prefix: the words just before the one you mean)"
            )
        return chosen[0], chosen[0] + len(quote), spots.index(chosen[0])

    def _occurrences(self, quote: str) -> list[int]:
        spots, start = [], self.text.find(quote)
        while start >= 0:
            spots.append(start)
            start = self.text.find(quote, start + 1)
        return spots

    def _hint(self, quote: str) -> str:
        near = nearest_passage(self.text, quote)
        if near is None:
            return " (copy it from the transcript, letter for letter)"
        return f" (line {self.line(near[0])} says {_short(near[1].strip())!r}: copy it letter for letter)"


def _short(text: str, limit: int = 70) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


class Prefixes:
    """Finds the words before a quote that tell it from its other occurrences."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._spots: dict[str, list[int]] = {}

    def before(self, quote: str, start: int) -> str:
        """Return the shortest run of whole words before `start` after which no other occurrence of the quote stands."""
        others = [s for s in self._occurrences(quote) if s != start]
        if not others:
            return ""
        at = start
        while at > 0:
            at = self._word_before(at)
            prefix = self._text[at:start]
            if prefix.strip() and not any(
                self._text[:s].rstrip().endswith(prefix.rstrip()) for s in others if s > at - start
            ):
                return prefix.strip()
        return self._text[:start].strip()

    def _word_before(self, at: int) -> int:
        while at > 0 and self._text[at - 1].isspace():
            at -= 1
        while at > 0 and not self._text[at - 1].isspace():
            at -= 1
        return at

    def _occurrences(self, quote: str) -> list[int]:
        if quote not in self._spots:
            found, at = [], self._text.find(quote)
            while at >= 0:
                found.append(at)
                at = self._text.find(quote, at + 1)
            self._spots[quote] = found
        return self._spots[quote]


#: Quotes of more characters are counted only where they were quoted before.
_SHORT_QUOTE = 80


#: Up to this many characters, the whole text is searched for other places where a quote occurs.
_SEARCHED = 2_000_000


class Occurrences:
    """Tells how often a quote stands in the text before a place, which makes its id unique."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._seen: dict[str, dict[int, int]] = defaultdict(dict)

    def before(self, quote: str, start: int) -> int:
        """Return how often the quote occurs before `start`; of a long one, how often it was asked for before.

        A long quote that stands inside another sentence is rare, and looking for each one costs the square of the text.
        """
        if len(quote) > _SHORT_QUOTE or len(self._text) > _SEARCHED:
            places = self._seen[quote]
            return places.setdefault(start, len(places))
        n, at = 0, self._text.find(quote)
        while at < start:
            n, at = n + 1, self._text.find(quote, at + 1)
        return n
