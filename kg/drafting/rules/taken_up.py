"""What is at issue between speakers: a sentence that can be signed, of whose matter others speak before or soon after."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.drafting.english.lexis import content
from kg.drafting.english.sentences import words_of
from kg.drafting.rules.claim_book import Entry
from kg.drafting.rules.propositions import signable
from kg.drafting.rules.questions import Answers
from kg.drafting.rules.turns import Turn
from kg.model import Question

#: A sentence of another speaker takes it up by so many content words; by so many it does so twice over.
_WORDS, _MANY_WORDS = 2, 3
#: So often it must be taken up to be at issue, by sentences at most so far before it and so many claims after it.
_TIMES, _BEFORE, _WAITING = 2, 100, 40
_SURE_ENOUGH = 0.45


@dataclass(slots=True)
class _Candidate:
    entry: Entry
    stems: frozenset[str]
    question: Question | None
    times: int


class TakenUp:
    """Claims wait here until others speak of the same matter."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers
        self._heard: deque[tuple[str, frozenset[str]]] = deque(maxlen=_BEFORE)
        self._waiting: deque[_Candidate] = deque(maxlen=_WAITING)

    def take(self, turn: Turn) -> None:
        """Propose what waits and is taken up by a turn."""
        said = _said(turn)
        for candidate in self._waiting:
            candidate.times += _taken(candidate.stems, said, candidate.entry.claim.speaker)
        self._propose()

    def offer(self, turn: Turn, entries: Sequence[Entry]) -> None:
        """Propose the claims of a turn that take up what others said, and let the rest wait; then remember the turn.

        Args:
            turn: what is said now.
            entries: its claims that may be proposed: none of a speaker who only leads the talk.
        """
        for entry in entries:
            if entry.claim.confidence < _SURE_ENOUGH or self._answers.is_shown(entry):
                continue
            found = signable(entry.claim)
            if found is not None:
                stems = content(words_of(found.text))
                times = _taken(stems, self._heard, turn.speaker)
                self._waiting.append(
                    _Candidate(entry=entry, stems=stems, question=self._answers.at_hand(entry), times=times)
                )
        self._propose()
        self._heard.extend(_said(turn))

    def _propose(self) -> None:
        at_issue = [c for c in self._waiting if c.times >= _TIMES]
        for candidate in at_issue:
            self._waiting.remove(candidate)
            if not self._answers.is_shown(candidate.entry):
                self._answers.propose(candidate.entry, question=candidate.question or self._answers.at_issue())


def _said(turn: Turn) -> list[tuple[str, frozenset[str]]]:
    return [(turn.speaker, content(s.words)) for s in turn.sentences if len(s.words) > _WORDS]


def _taken(stems: frozenset[str], heard: Iterable[tuple[str, frozenset[str]]], author: str) -> int:
    shared = (len(stems & said) for speaker, said in heard if speaker != author)
    return sum(2 if n >= _MANY_WORDS else 1 for n in shared if n >= _WORDS)
