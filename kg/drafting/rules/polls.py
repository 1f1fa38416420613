"""Polls of the audience: what those present answered, in shares, as somebody tells it; nobody's claim and nobody's stance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.drafting.english.normalisation import sentence_text
from kg.drafting.english.sentences import Sentence
from kg.drafting.english.shares import (
    announces_a_poll,
    asks_the_room,
    is_on_a_motion,
    is_rough,
    of_the_audience,
    phase_of,
    shares_in,
)
from kg.drafting.rules.questions import Answers
from kg.drafting.rules.turns import Turn
from kg.evidence.given import Origin, Span
from kg.evidence.statements import Statements
from kg.model import Poll, PollPhase, Question, Share

#: So many sentences before the first number may say that a poll is told, what was asked, and whether before or after the talk.
_BACK = 3
_SURE, _ROUGHLY = 0.8, 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """Shares that one sentence tells."""

    sentence: Sentence
    shares: tuple[Share, ...]
    phase: PollPhase


class Polls:
    """The polls of a talk, as they are told."""

    def __init__(self, make: Statements, answers: Answers) -> None:
        self._make, self._answers = make, answers
        self._heard: list[tuple[tuple[_Told, ...], Sentence | None, Question | None, bool]] = []
        self._said: list[Sentence] = []

    def all(self) -> tuple[Poll, ...]:
        """Return the polls in the order of the text; a vote that is told before the motion is put is on the first one."""
        motion = self._answers.motion
        polls = (self._poll(told, asked, on or (motion if voted else None)) for told, asked, on, voted in self._heard)
        return tuple({poll.id: poll for poll in polls}.values())

    def hear(self, turn: Turn, *, leads: bool) -> frozenset[int]:
        """Take the polls that a turn tells, and return where the sentences begin that tell them or that ask the room.

        Args:
            turn: what is said.
            leads: whether its speaker leads the talk, and so speaks of votes of the room without saying whose they are.
        """
        told: list[_Told] = []
        where: set[int] = set()
        for sentence in turn.sentences:
            before = self._said[-_BACK:]
            goes_on = bool(told) and told[-1].sentence is self._said[-1]
            found = self._told(sentence, before, leads=leads, last=told[-1] if goes_on else None)
            if told and not (goes_on and found is not None and _is_one_poll(told[-1], found)):
                self._add(told)
                told = []
            if found is not None:
                told.append(found)
                where.add(sentence.start)
            elif announces_a_poll(sentence.text) and asks_the_room(sentence.text):
                where.add(sentence.start)
            self._said.append(sentence)
        self._add(told)
        del self._said[: -_BACK - 1]
        return frozenset(where)

    def _told(self, sentence: Sentence, before: Sequence[Sentence], *, leads: bool, last: _Told | None) -> _Told | None:
        shares = () if sentence.is_question else shares_in(sentence.text, percent_told=last is not None)
        if not shares:
            return None
        announced = any(announces_a_poll(s.text) for s in (*before, sentence))
        # Who only takes part speaks of the audience as of others, but for what was asked of it.
        theirs = of_the_audience(sentence.text)
        if last is None and not (announced or theirs if leads else announced and theirs):
            return None
        asked = any(asks_the_room(s.text) for s in before)
        phases = (phase_of(s.text) for s in (sentence, *(() if asked else reversed(before))))
        return _Told(
            sentence=sentence,
            shares=shares,
            phase=phase_of(sentence.text) or (last.phase if last else next(filter(None, phases), "")),
        )

    def _add(self, told: Sequence[_Told]) -> None:
        if told:
            asked = next((s for s in reversed(self._before(told[0].sentence)) if asks_the_room(s.text)), None)
            on_the_motion = asked is None and any(is_on_a_motion(s) for one in told for s in one.shares)
            self._heard.append((tuple(told), asked, self._answers.motion if on_the_motion else None, on_the_motion))

    def _poll(self, told: Sequence[_Told], asked: Sentence | None, motion: Question | None) -> Poll:
        first, last = told[0].sentence, told[-1].sentence
        rough = any(is_rough(one.sentence.text) for one in told)
        return self._make.poll(
            motion.text if motion is not None else sentence_text((asked or first).text),
            [str(share) for share in {s.option.casefold(): s for one in told for s in one.shares}.values()],
            Span(start=first.start, end=last.end, utterance=first.utterance),
            phase=told[0].phase,
            question=motion.id if motion is not None else "",
            proposition=self._answers.moved(motion) if motion is not None else "",
            origin=Origin(source="rules", confidence=_ROUGHLY if rough else _SURE, rule="tells shares of the audience"),
        )

    def _before(self, sentence: Sentence) -> Sequence[Sentence]:
        at = self._said.index(sentence) if sentence in self._said else len(self._said)
        return self._said[max(0, at - _BACK) : at]


def _is_one_poll(before: _Told, after: _Told) -> bool:
    """Tell whether two neighbouring sentences tell one poll: of one time, in one utterance, each of other options."""
    options = {s.option.casefold() for s in before.shares}
    return (
        before.phase == after.phase
        and before.sentence.utterance == after.sentence.utterance
        and options.isdisjoint(s.option.casefold() for s in after.shares)
    )
