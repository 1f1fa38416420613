"""What is asked in one request: which records, of which turns, on which propositions; halved where an answer is cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.drafting.doors.asking import PASSAGES, STRUCTURE, TABLE, read_turns
from kg.drafting.entrance.kept import Kept
from kg.model import Transcript, Utterance

#: Rows of the table that one request asks for, about: more would not fit into an answer.
_ROWS = 90
#: Turns that two windows share, so that what is asked in one is seen answered in the other.
_SHARED_TURNS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One request: records to ask for, turns to show, and, where it is about part of these, which.

    `about` holds the first and last turn that records are wanted of; `on` the propositions.
    """

    letters: tuple[str, ...]
    turns: tuple[Utterance, ...]
    about: tuple[int, int] | None = None
    on: tuple[str, ...] = ()

    def halves(self) -> tuple[Task, ...]:
        """Return two tasks that ask for half of it each, or none where it cannot be halved."""
        if len(self.on) > 1:
            middle = len(self.on) // 2
            return replace(self, on=self.on[:middle]), replace(self, on=self.on[middle:])
        if self.about is not None and self.about[0] < self.about[1]:
            first, last = self.about
            middle = (first + last) // 2
            return replace(self, about=(first, middle)), replace(self, about=(middle + 1, last))
        return ()


def windows(transcript: Transcript, words: int) -> list[tuple[Utterance, ...]]:
    """Return the turns in windows of about so many words; each begins with the last turns of the one before.

    >>> from kg.readers import read
    >>> talk = read("".join(f"{'AB'[i % 2]}da: one two three {i}.\\n" for i in range(6)).encode())
    >>> [[u.index for u in part] for part in windows(talk, 24)], [[u.index for u in part] for part in windows(talk, 12)]
    ([[0, 1, 2, 3, 4, 5]], [[0, 1, 2], [1, 2, 3], [2, 3, 4], [3, 4, 5]])
    """
    turns = read_turns(transcript)
    lengths = [len(transcript.words_of(u).split()) for u in turns]
    parts: list[tuple[Utterance, ...]] = []
    first = 0
    while first < len(turns):
        last, n = first, 0
        while last < len(turns) and (last == first or n + lengths[last] <= words):
            n += lengths[last]
            last += 1
        parts.append(tuple(turns[first:last]))
        if last >= len(turns):
            break
        first = max(first + 1, last - _SHARED_TURNS)
    return parts


def structure_tasks(shown: Sequence[tuple[Utterance, ...]]) -> list[Task]:
    """Return the requests for event, speakers, names, questions and propositions: one a window, over the whole text."""
    return [Task(letters=STRUCTURE, turns=turns) for turns in shown]


def table_tasks(shown: Sequence[tuple[Utterance, ...]], kept: Kept) -> list[Task]:
    """Return the requests for the table: every window, the propositions in portions that an answer has room for."""
    panel = max(2, sum(s.role in {"panelist", "speaker", "host"} for s in kept.speakers))
    portion = max(4, _ROWS // panel)
    keys = [p.id for p in kept.propositions]
    portions = [tuple(keys[i : i + portion]) for i in range(0, len(keys), portion)]
    return [Task(letters=TABLE, turns=turns, on=on) for turns in shown for on in portions]


def passage_tasks(transcript: Transcript, shown: Sequence[tuple[Utterance, ...]], words: int) -> list[Task]:
    """Return the requests for links and references over the whole, and for claims by ranges of turns."""
    tasks = [Task(letters=("L", "F", "D"), turns=turns) for turns in shown]
    return [
        *tasks,
        *(Task(letters=("C",), turns=t, about=(t[0].index, t[-1].index)) for t in _apart(transcript, words)),
    ]


def gap_tasks(shown: Sequence[tuple[Utterance, ...]]) -> list[Task]:
    """Return the requests for what is missing: one a window."""
    letters = ("S", "N", "Q", "P", *TABLE, *PASSAGES, "M")
    return [Task(letters=letters, turns=turns) for turns in shown]


def _apart(transcript: Transcript, words: int) -> Iterator[tuple[Utterance, ...]]:
    """Yield the turns in stretches of about so many words that share none."""
    piece: list[Utterance] = []
    n = 0
    for u in read_turns(transcript):
        length = len(transcript.words_of(u).split())
        if piece and n + length > words:
            yield tuple(piece)
            piece, n = [], 0
        piece.append(u)
        n += length
    if piece:
        yield tuple(piece)
