"""Utterances of very large sources, kept as columns of numbers: a tenth of the memory of objects, made when they are asked for."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from math import isnan, nan
from typing import overload

from kg.model import Utterance, UtteranceKind


def _time(times: array[float], i: int) -> float | None:
    return None if i >= len(times) or isnan(times[i]) else times[i]


class Utterances(Sequence[Utterance]):
    """A sequence of utterances that behaves as a tuple of them does.

    Speech is the rule: other kinds are kept by row, sections by the row from which they hold.

    >>> rows = Utterances(["Ada"])
    >>> rows.extend([0, 0], [5, 12], [9, 20])
    >>> rows.open_section("Two"), rows.add(kind="heading", speaker=-1, start=21, end=24)
    (None, None)
    >>> rows[0].speaker, rows[2].kind, rows[2].section, len(rows), rows[:1] == (rows[0],)
    ('Ada', 'heading', 'Two', 3, True)
    """

    __slots__ = ("_end", "_end_time", "_from", "_kinds", "_sections", "_speaker", "_start", "_start_time", "speakers")

    def __init__(self, speakers: list[str]) -> None:
        self.speakers = speakers
        self._speaker, self._start, self._end = array("i"), array("q"), array("q")
        # Times only where a source has them; not a number stands for none.
        self._start_time, self._end_time = array("d"), array("d")
        self._kinds: dict[int, UtteranceKind] = {}
        self._from, self._sections = [0], [""]

    def open_section(self, title: str) -> None:
        """Let the utterances from here on stand below a heading."""
        self._from.append(len(self))
        self._sections.append(title)

    def add(self, *, speaker: int, start: int, end: int, kind: UtteranceKind = "speech") -> None:
        """Add one utterance; `speaker` is a place in `speakers`, or -1 for no one."""
        if kind != "speech":
            self._kinds[len(self)] = kind
        self._speaker.append(speaker)
        self._start.append(start)
        self._end.append(end)

    def add_times(self, start_time: float | None, end_time: float | None) -> None:
        """Add the times of the utterance added last; a sequence has them for all of its utterances or for none."""
        self._start_time.append(nan if start_time is None else start_time)
        self._end_time.append(nan if end_time is None else end_time)

    def extend(self, speakers: Iterable[int], starts: Iterable[int], ends: Iterable[int]) -> None:
        """Add many utterances that are speech."""
        self._speaker.extend(speakers)
        self._start.extend(starts)
        self._end.extend(ends)

    def _at(self, i: int) -> Utterance:
        speaker = self._speaker[i]
        return Utterance(
            index=i,
            speaker=self.speakers[speaker] if speaker >= 0 else "",
            section=self._sections[bisect_right(self._from, i) - 1],
            kind=self._kinds.get(i, "speech"),
            start=self._start[i],
            end=self._end[i],
            start_time=_time(self._start_time, i),
            end_time=_time(self._end_time, i),
        )

    def __len__(self) -> int:
        return len(self._start)

    @overload
    def __getitem__(self, i: int) -> Utterance: ...
    @overload
    def __getitem__(self, i: slice) -> tuple[Utterance, ...]: ...
    def __getitem__(self, i: int | slice) -> Utterance | tuple[Utterance, ...]:
        if isinstance(i, slice):
            return tuple(self._at(j) for j in range(*i.indices(len(self))))
        if not -len(self) <= i < len(self):
            raise IndexError(i)
        return self._at(i % len(self))

    def __iter__(self) -> Iterator[Utterance]:
        return map(self._at, range(len(self)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, (tuple, Utterances)):
            return NotImplemented
        return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    def __hash__(self) -> int:
        return hash((len(self), self._start[-1] if len(self) else 0))

    @property
    def n_characters(self) -> int:
        """How many characters of the source all utterances cover."""
        return sum(self._end) - sum(self._start)
