"""The question on the floor: who asked it, how long it stays there, and who answers it yes or no, or with a claim."""

from __future__ import annotations

from collections.abc import Sequence

from kg.drafting.english.asking import as_statement
from kg.drafting.english.short_answers import side_of
from kg.drafting.rules.asked import asks_something, is_for_the_table, passes_on
from kg.drafting.rules.claim_book import ClaimBook, Entry
from kg.drafting.rules.propositions import is_debatable, signable
from kg.drafting.rules.questions import Answers
from kg.drafting.rules.turns import Turn
from kg.model import Side

#: A reply of so many words at most is no quote by itself.
SHORT = 3
#: A question that is not among the last sentences of a panelist's turn, the speaker answers himself.
_AT_THE_END = 2
#: What is proposed by one alone must be a claim that is as sure.
_SURE_ENOUGH = 0.55
_SAYS = {"agrees": "says yes", "disagrees": "says no", "mixed": "says yes and no"}


class Answering:
    """Opens questions and hears what is answered to them."""

    def __init__(self, book: ClaimBook, answers: Answers, hosts: frozenset[str]) -> None:
        self._book, self._answers, self._hosts = book, answers, hosts
        #: Hosts who were dealt a side, and so argue as well.
        self.arguing: set[str] = set()
        self._answered: set[str] = set()
        self._moved_at = -1

    def hear(self, turn: Turn, entries: Sequence[Entry]) -> bool:
        """Take a turn as an answer to the open question, if it is one; return whether it said yes, no or both.

        A question is on the floor right after it was asked or passed on, and after an answer to it; once the talk goes
        on to something else, a yes is said to that.
        """
        if turn.speaker in self._hosts and turn.speaker not in self.arguing:
            return False
        if not self._may_answer(turn):
            if self._answers.motion is not None:
                self._propose(entries)
            return False
        self._answered.add(turn.speaker)
        statement = self._answers.asked_statement()
        side, at = side_of(turn.sentences, statement) if statement else ("", 0)
        if side:
            self._stand(turn, at, side)
        else:
            self._propose(entries)
            self._answers.on_the_floor = False
        return bool(side)

    def _may_answer(self, turn: Turn) -> bool:
        """Tell whether the question is on the floor for this speaker; a turn that is no answer takes it from there."""
        question = self._answers.open_question
        asked_it = question is not None and question.asked_by == turn.speaker
        if question is not None and self._answers.on_the_floor and not asked_it and turn.speaker not in self._answered:
            return True
        self._answers.on_the_floor = (
            self._answers.on_the_floor and asked_it and sum(len(s.words) for s in turn.sentences) <= SHORT
        )
        return False

    def ask(self, turn: Turn) -> None:
        """Open the last question of a host's turn, or the one with which anyone else's turn ends."""
        leads = turn.speaker in self._hosts
        asked = [s for s in turn.sentences if asks_something(s)]
        if asked and not leads and asked[-1] not in turn.sentences[-_AT_THE_END:]:
            asked = []
        if asked and asked[-1].start > self._moved_at:
            tabled = [s for s in asked if is_for_the_table(s)]
            last = asked[-1] if leads and as_statement(asked[-1].text) else (tabled or asked)[-1]
            self._answers.ask(turn.speaker, last, turn.section, tabled=last in tabled)
            self._answered, self._answers.on_the_floor = set(), True
        elif leads:
            moved = self._moved_at >= turn.sentences[0].start
            self._answers.on_the_floor = (
                moved or passes_on(turn.sentences)
            ) and self._answers.open_question is not None

    def put(self, question: str, statement: str, at: int) -> None:
        """Put a motion to the vote: what follows answers it, until something else is asked behind that place."""
        self._moved_at = at
        self._answers.reopen(question, statement)
        self._answered, self._answers.on_the_floor = set(), True

    def _stand(self, turn: Turn, at: int, side: Side) -> None:
        proposition = self._answers.asked_proposition()
        if not proposition:
            return
        sentence = turn.sentences[at]
        following = turn.sentences[at + 1] if at + 1 < len(turn.sentences) else None
        end = sentence.end
        if len(sentence.words) <= SHORT and following is not None and following.utterance == sentence.utterance:
            # "No." by itself is no quote to read: its reason goes with it.
            end = following.end
        question = self._answers.open_question
        short = question is not None and len(sentence.words) <= SHORT
        mine = self._book.add(
            turn.speaker,
            sentence,
            rule=f"answers {'yes' if side == 'agrees' else 'no' if side == 'disagrees' else 'yes and no'}",
            text=f"{turn.speaker} {_SAYS[side]}: {question.text}" if short and question else "",
            end=end,
        )
        self._answers.stand(mine, proposition, side, "explicit")

    def _propose(self, entries: Sequence[Entry]) -> None:
        """Let the surest claim of a turn stand as a proposition, of those that can be read alone and are debatable."""
        for entry in sorted(entries, key=lambda e: (-e.claim.confidence, e.claim.start)):
            if entry.claim.confidence < _SURE_ENOUGH:
                return
            found = signable(entry.claim)
            if found is not None and is_debatable(found.text):
                self._answers.propose(entry)
                return
