"""Where a quote stands: at its turn, else at the nearest turn of its speaker; found by letters, then by words, then in part.

Nothing is made up: what is kept is the transcript's own text between two offsets. How it was found is told.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from kg.evidence.nearly_verbatim import ENOUGH, GRAM, NEGATIONS, SHORTEST_RUN, WordRow, inside_a_word, words_of
from kg.model import Transcript, Utterance

#: A quote of one or two words is looked for in so many turns before and after the one given, and no farther.
_NEAR = 4
#: Pieces with an omission between them are kept as one passage up to so many words.
_LONGEST_PASSAGE = 70
_OMISSION = re.compile(r"(?:(?<!\s)\s++)?+(?:\[\s*+(?:…|\.{3})\s*+\]|…|\.{3,4})\s*+")
_CLOSING = ".?!…,;:。？！"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A passage of the transcript: offsets, utterance, speaker; `mended` says what differs from what was asked for.

    `rest` is another piece of the same sentence, which stands elsewhere and is not in this passage.
    """

    start: int
    end: int
    utterance: int
    speaker: str
    mended: str = ""
    rest: str = ""


class Places:
    """Finds the quotes of one transcript."""

    def __init__(self, transcript: Transcript) -> None:
        self.transcript = transcript
        self._row = WordRow(transcript.text, ((u.index, u.start, u.end) for u in transcript.utterances))
        self._turns: dict[int, Utterance] = {
            u.index: u for u in transcript.utterances if u.kind in {"speech", "summary"}
        }
        self._of: dict[str, list[int]] = {}
        for u in self._turns.values():
            self._of.setdefault(u.speaker, []).append(u.index)

    def find(self, quote: str, turns: Sequence[int], speakers: Collection[str] | None = None) -> Place | None:
        """Return where a quote stands, or None.

        Args:
            quote: words, perhaps with ` … ` where some are left out.
            turns: numbers of turns, as given; perhaps none, perhaps wrong.
            speakers: whose words they may be; None for anybody's.
        """
        wanted = words_of(quote)
        if not wanted:
            return None
        given = [t for t in turns if t in self._turns and self._may(t, speakers)]
        return (
            self._first(quote, wanted, given)
            or self._in_pieces(quote, given)
            or self._elsewhere(quote, wanted, turns, speakers)
            or self._in_part(wanted, given)
            or self._in_part(wanted, self._nearest(self._row.holding(wanted), turns, speakers), moved=True)
        )

    def everywhere(self, words: str, limit: int = 50) -> list[Place]:
        """Return where these words stand, turn by turn, whoever says them: the first place of each turn.

        Args:
            words: one word or more, which must follow one another.
            limit: so many places at most.
        """
        wanted = words_of(words)
        found = (self._by_words(words, wanted, t) for t in self._turns) if wanted else ()
        return list(islice((p for p in found if p), limit))

    def speaker_of(self, turn: int) -> str | None:
        """Return who speaks in a turn, or None where there is no such turn."""
        found = self._turns.get(turn)
        return None if found is None else found.speaker

    def _may(self, turn: int, speakers: Collection[str] | None) -> bool:
        return speakers is None or self._turns[turn].speaker in speakers

    def _first(self, quote: str, wanted: Sequence[str], turns: Sequence[int]) -> Place | None:
        """Return the first turn that holds the whole quote: letter by letter in any of them before word by word."""
        exact = (self._exact(quote, t) for t in turns)
        by_words = (self._by_words(quote, wanted, t) for t in turns)
        return next((p for p in exact if p), None) or next((p for p in by_words if p), None)

    def _exact(self, quote: str, turn: int) -> Place | None:
        u, text = self._turns[turn], self.transcript.text
        at = text.find(quote, u.start, u.end)
        while at >= 0:
            if not inside_a_word(text, at, at + len(quote)):
                return self._place(at, at + len(quote), u)
            at = text.find(quote, at + 1, u.end)
        return None

    def _by_words(self, quote: str, wanted: Sequence[str], turn: int) -> Place | None:
        first = self._row.whole(wanted, turn)
        if first is None:
            return None
        start, end = self._row.starts[first], self._row.ends[first + len(wanted) - 1]
        return self._place(
            start, self._closed(quote, end, turn), self._turns[turn], "written as it stands in the transcript"
        )

    def _closed(self, quote: str, end: int, turn: int) -> int:
        """Return the end of a passage with the mark that ends it, where the quote has one too."""
        text, last = self.transcript.text, self._turns[turn].end
        if end < last and quote[-1] in _CLOSING and text[end] in _CLOSING:
            return end + 1
        return end

    def _elsewhere(
        self, quote: str, wanted: Sequence[str], turns: Sequence[int], speakers: Collection[str] | None
    ) -> Place | None:
        if len(wanted) >= GRAM:
            tried = self._row.holding(wanted)
        elif turns:
            tried = [t for n in turns for t in range(n - _NEAR, n + _NEAR + 1)]
        else:
            tried = list(self._turns)
        nearest = [t for t in self._nearest(tried, turns, speakers) if t not in turns]
        if len(wanted) < GRAM and not turns and len(nearest) > 1:
            # A word or two that many turns hold, and nobody said which.
            nearest = [t for t in nearest if self._by_words(quote, wanted, t)]
            nearest = nearest if len(nearest) == 1 else []
        found = self._first(quote, wanted, nearest) or self._in_pieces(quote, nearest)
        return found and _moved(found, turns)

    def _nearest(self, tried: Collection[int], turns: Sequence[int], speakers: Collection[str] | None) -> list[int]:
        at = turns[0] if turns else 0
        mine = {t for t in tried if t in self._turns and self._may(t, speakers)}
        return sorted(mine, key=lambda t: (abs(t - at), t))

    def _in_pieces(self, quote: str, turns: Sequence[int]) -> Place | None:
        """Return a quote with an omission, or one that an interruption cuts in two: all pieces must be there, in order."""
        pieces = [p for p in _OMISSION.split(quote) if words_of(p)]
        if len(pieces) > 1:
            for turn in turns:
                place = self._passage(pieces, turn)
                if place is not None:
                    return place
        if len(turns) > 1:
            return self._across(pieces, turns) if len(pieces) > 1 else self._interrupted(words_of(quote), turns)
        return None

    def _passage(self, pieces: Sequence[str], turn: int) -> Place | None:
        spans, at = [], self._row.spans[turn][0]
        for piece in pieces:
            wanted = words_of(piece)
            first = self._next(wanted, at, turn)
            if first is None:
                return None
            at = first + len(wanted)
            spans.append((first, at))
        first, last = spans[0][0], spans[-1][1]
        if last - first > _LONGEST_PASSAGE:
            first, last = max(spans, key=lambda s: (s[1] - s[0], -s[0]))
            if last - first < GRAM:
                return None
        start, end = self._row.starts[first], self._row.ends[last - 1]
        whole = (first, last) == (spans[0][0], spans[-1][1])
        mended = "written with the words that were left out" if whole else "cut to its longest piece"
        return self._place(start, self._closed(pieces[-1], end, turn) if whole else end, self._turns[turn], mended)

    def _next(self, wanted: Sequence[str], at: int, turn: int) -> int | None:
        last = self._row.spans[turn][1]
        n, row = len(wanted), self._row.words
        return next((i for i in range(at, last - n + 1) if row[i : i + n] == list(wanted)), None)

    def _across(self, pieces: Sequence[str], turns: Sequence[int]) -> Place | None:
        """Return the longest of pieces that stand in several turns, the others named beside it."""
        found = []
        for piece in pieces:
            place = self._first(piece, words_of(piece), turns)
            if place is None:
                return None
            found.append(place)
        if [p.start for p in found] != sorted(p.start for p in found):
            return None
        main = max(found, key=lambda p: p.end - p.start)
        rest = " … ".join(self.transcript.text[p.start : p.end] for p in found if p is not main)
        return Place(
            start=main.start,
            end=main.end,
            utterance=main.utterance,
            speaker=main.speaker,
            mended="cut in two by an interruption",
            rest=rest,
        )

    def _interrupted(self, wanted: Sequence[str], turns: Sequence[int]) -> Place | None:
        for first, second in pairwise(turns):
            for k in range(len(wanted) - 1, 0, -1):
                one = self._row.whole(wanted[:k], first)
                other = None if one is None else self._row.whole(wanted[k:], second)
                if one is not None and other is not None:
                    spans = [(one, one + k, first), (other, other + len(wanted) - k, second)]
                    (a, b, turn), (c, d, _) = sorted(spans, key=lambda s: s[0] - s[1])
                    rest = self.transcript.text[self._row.starts[c] : self._row.ends[d - 1]]
                    return self._place(
                        self._row.starts[a],
                        self._row.ends[b - 1],
                        self._turns[turn],
                        "cut in two by an interruption",
                        rest,
                    )
        return None

    def _in_part(self, wanted: Sequence[str], turns: Sequence[int], *, moved: bool = False) -> Place | None:
        """Return the longest run of a quote that stands in one of the turns, where it is most of the quote."""
        best: tuple[int, int, int, int] | None = None
        for turn in turns:
            i, j, n = self._row.longest_run(wanted, turn)
            if best is None or n > best[2]:
                best = (i, j, n, turn)
        if best is None or best[2] < SHORTEST_RUN or best[2] < ENOUGH * len(wanted):
            return None
        i, j, n, turn = best
        if set(self._lost(wanted, i, j, n, turn)) & NEGATIONS:
            # Cut there, it would say the opposite.
            return None
        mended = f"cut to the {n} of {len(wanted)} words that stand there"
        place = self._place(self._row.starts[j], self._row.ends[j + n - 1], self._turns[turn], mended)
        return _moved(place, ()) if moved else place

    def _lost(self, wanted: Sequence[str], i: int, j: int, n: int, turn: int) -> Iterator[str]:
        """Yield the words of a quote outside its run, and as many of the transcript beside the run."""
        yield from wanted[:i]
        yield from wanted[i + n :]
        first, last = self._row.spans[turn]
        yield from self._row.words[max(first, j - i) : j] if i else ()
        yield from self._row.words[j + n : min(last, j + len(wanted) - i)]

    def _place(self, start: int, end: int, u: Utterance, mended: str = "", rest: str = "") -> Place:
        return Place(start=start, end=end, utterance=u.index, speaker=u.speaker, mended=mended, rest=rest)


def _moved(place: Place, turns: Sequence[int]) -> Place:
    where = f"found in turn {place.utterance}" + (f", not in {'+'.join(map(str, turns))}" if turns else "")
    mended = f"{where}; {place.mended}" if place.mended else where
    return Place(
        start=place.start,
        end=place.end,
        utterance=place.utterance,
        speaker=place.speaker,
        mended=mended,
        rest=place.rest,
    )
