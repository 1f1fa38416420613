"""Motions that are put, the sides on which people are said to stand, and votes: the plainest positions of an event."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from kg.drafting.english.motions import (
    AGAINST,
    AGAINST_WORDS,
    BOTH,
    ENDS_AN_AMENDMENT,
    FOR,
    FOR_WORDS,
    IS_AN_AMENDMENT,
    MOVER,
    SPEAKS_AGAINST,
    SPEAKS_FOR,
    VOTE,
    motion_in,
    numbered_items,
    told_of_a_side,
    with_its_title,
)
from kg.drafting.english.patterns import pattern, plain
from kg.drafting.english.sentences import Sentence, sentences
from kg.drafting.english.standalone import is_standalone
from kg.drafting.rules.answering import Answering
from kg.drafting.rules.claim_book import ClaimBook
from kg.drafting.rules.questions import Answers
from kg.drafting.rules.turns import Turn
from kg.model import Speaker
from kg.people.spoken_names import name_pattern
from kg.words import word_set

Side = Literal["agrees", "disagrees"]
#: One of these stands in every sentence that puts a motion.
_MARKS = word_set("motion resolution proposition premise statement proposal move whether question want like")
_MOVES = pattern(r"\b<mover> (?:hereby |would like to |so )?(?:move|make a motion)\b", {"mover": MOVER})
_GOES_ON = word_set("partner partners welcome meet team also joined teammate first second then with is")
#: How many sentences a side goes on for the names that follow it.
_REACH = 8
#: Without one of these no side is dealt out.
_SIDES_ARE_NAMED = FOR_WORDS | AGAINST_WORDS
_ONESELF = re.compile(r"\byour (?:[\w-]+ ){0,2}(?:moderator|host)\b")


class Motions:
    """Hears motions, sides and votes, turn by turn."""

    def __init__(
        self,
        people: Iterable[Speaker],
        book: ClaimBook,
        answers: Answers,
        answering: Answering,
        hosts: frozenset[str],
    ) -> None:
        self._owner, self._names = name_pattern(people)
        self._book, self._answers, self._answering, self._hosts = book, answers, answering, hosts
        self._proposition = self._statement = ""
        #: The motion that an amendment is moved to, and what the chair said that each numbered item does.
        self._main: tuple[str, str] | None = None
        self._items: dict[str, str] = {}
        self._sided: dict[str, Side] = {}

    @property
    def arguing(self) -> frozenset[str]:
        """Return who was said to stand on a side: a host among them argues as well."""
        return frozenset(self._sided)

    def hear(self, turn: Turn) -> None:
        """Take motions, sides and calls for a vote from a turn."""
        for sentence in turn.sentences:
            self._items |= numbered_items(sentence.text)
            if self._main and ENDS_AN_AMENDMENT.search(plain(sentence.text)):
                (self._proposition, self._statement), self._main = self._main, None
                self._reopen(sentence.end)
            if not _MARKS.isdisjoint(sentence.words):
                self._put(turn, sentence)
        if not self._proposition:
            return
        self._own_word(turn)
        for name, side, sentence in self._dealt_out(turn):
            self._assign(turn, name, side, sentence)
        if turn.speaker in self._hosts:
            self._hear_told(turn)
        if any(VOTE.search(plain(s.text)) for s in turn.sentences[-2:]):
            self._reopen(turn.sentences[-1].end)

    def _reopen(self, at: int) -> None:
        self._answering.put(self._answers.propositions[self._proposition].question, self._statement, at)

    def _put(self, turn: Turn, sentence: Sentence) -> None:
        if sentence.is_question and "question" not in sentence.words:
            return
        statement = motion_in(sentence.text)
        moved = bool(statement and _MOVES.search(plain(sentence.text)))
        leads = turn.speaker in self._hosts or not self._hosts
        if not statement or not (leads or moved):
            return
        statement = with_its_title(statement, self._items)
        if self._proposition and IS_AN_AMENDMENT.search(plain(sentence.text)):
            self._main = self._main or (self._proposition, self._statement)
        else:
            self._main = None
        self._proposition = self._answers.move(turn.speaker, sentence, statement, turn.section)
        self._statement = statement
        self._reopen(sentence.start)
        if moved:
            mine = self._book.add(turn.speaker, sentence, rule="moves it")
            self._answers.stand(mine, self._proposition, "agrees", "explicit")

    def _hear_told(self, turn: Turn) -> None:
        """Note what a host tells that a side holds: the words of "they" are those of the speakers named last."""
        team: list[str] = []
        for sentence in turn.sentences:
            named = [n for _, kind, n in self._events(turn.speaker, sentence) if kind == "name" and n in self._sided]
            team = list(dict.fromkeys(named)) or team
            for statement in told_of_a_side(sentence.text) if team else ():
                if not is_standalone(sentences(statement)[0], asked=True):
                    continue
                proposition = self._answers.told(statement)
                for name in team:
                    claim = self._book.report(
                        name,
                        sentence,
                        text=statement,
                        reported_by=turn.speaker,
                        confidence=0.5,
                        rule="is said to hold it",
                    )
                    self._answers.stand(claim, proposition, "agrees", "reported", "the host tells what the side holds")

    def _own_word(self, turn: Turn) -> None:
        """Note on which side a speaker says to stand."""
        for sentence in turn.sentences[:3]:
            low = plain(sentence.text)
            side: Side | None = (
                "agrees" if SPEAKS_FOR.search(low) else "disagrees" if SPEAKS_AGAINST.search(low) else None
            )
            if side:
                mine = self._book.add(turn.speaker, sentence, rule="says on which side")
                self._answers.stand(mine, self._proposition, side, "explicit")
                self._sided[turn.speaker] = side
                self._answering.arguing.add(turn.speaker)
                return

    def _dealt_out(self, turn: Turn) -> Iterator[tuple[str, Side, Sentence]]:
        """Yield who is said to stand on which side, with the sentence that says it."""
        side: Side | None = None
        reach = 0
        for sentence in turn.sentences:
            goes_on = side and reach > 0 and not _GOES_ON.isdisjoint(sentence.words)
            if not goes_on and _SIDES_ARE_NAMED.isdisjoint(sentence.words):
                reach -= 1
                continue
            events = self._events(turn.speaker, sentence)
            marked = [e for e in events if e[1] in ("agrees", "disagrees")]
            if marked:
                # "Ada speaks for the motion" has the name before the side, "Arguing for it are Ada and Cy" behind it.
                before = events[0][1] == "name"
                for name, found in _sided(events, before):
                    yield name, found, sentence
                side, reach = (None if before else marked[-1][1]), _REACH  # type: ignore[assignment]
            elif goes_on and side:
                for _, kind, name in events:
                    if kind == "name":
                        yield name, side, sentence
            reach -= 1

    def _events(self, speaker: str, sentence: Sentence) -> list[tuple[int, str, str]]:
        """Return the places of a sentence that name a speaker or a side, in order: (place, what, name)."""
        low = plain(sentence.text)
        if BOTH.search(low):
            return []
        found = (
            [(m.start(), "name", self._owner[m.group()]) for m in self._names.finditer(sentence.text)]
            if self._names
            else []
        )
        found += [(m.start(), "name", speaker) for m in _ONESELF.finditer(low)]
        # "… and Emil against it": what says the side may begin before the name that it is said of.
        found += [(m.end(), "agrees", "") for m in FOR.finditer(low)]
        found += [(m.end(), "disagrees", "") for m in AGAINST.finditer(low)]
        return sorted(found)

    def _assign(self, turn: Turn, name: str, side: Side, sentence: Sentence) -> None:
        if name in self._sided:
            return
        if name == turn.speaker:
            mine = self._book.add(name, sentence, rule="says on which side")
        else:
            mine = self._book.report(
                name,
                sentence,
                text=f"{name} argues {'for' if side == 'agrees' else 'against'}: {self._statement}",
                reported_by=turn.speaker,
                confidence=0.4,
                rule="is said to stand on a side",
            )
        self._sided[name] = side
        self._answering.arguing.add(name)
        self._answers.stand(mine, self._proposition, side, "assigned", "the side dealt out")


def _sided(events: list[tuple[int, str, str]], before: bool) -> Iterator[tuple[str, Side]]:
    """Yield name and side: of each name the next side where names come first, else the last one."""
    side: Side | None = None
    for _, kind, name in reversed(events) if before else events:
        if kind == "name":
            if side:
                yield name, side
        else:
            side = kind  # type: ignore[assignment]
