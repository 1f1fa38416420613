"""What one speaker says that another holds, in a clause that can be signed: both stand on it, each on a basis of its own."""

from __future__ import annotations

from collections.abc import Iterable

from kg.drafting.english.attribution import Attributed, attributed
from kg.drafting.english.sentences import Sentence, words_of
from kg.drafting.rules.claim_book import ClaimBook
from kg.drafting.rules.propositions import thought_alone
from kg.drafting.rules.questions import Answers
from kg.drafting.rules.turns import Turn
from kg.model import Speaker
from kg.people.spoken_names import name_pattern


class NamedClauses:
    """Hears "Ada is right that P", "I agree with Ada that P", "Ada says that P"."""

    def __init__(self, people: Iterable[Speaker], book: ClaimBook, answers: Answers) -> None:
        self._owner, self._names = name_pattern(people)
        self._words = frozenset(w for name in self._owner for w in words_of(name))
        self._words |= frozenset(f"{w}'s" for w in self._words)
        self._book, self._answers = book, answers

    def hear(self, turn: Turn, *, quiet: bool) -> None:
        """Note who stands where by the clauses of a turn; a quiet speaker, who only leads the talk, tells and takes no side."""
        if self._names is None:
            return
        for sentence in turn.sentences:
            if "that" not in sentence.words and "as" not in sentence.words and "agree" not in sentence.words:
                continue
            if not self._words.isdisjoint(sentence.words):
                self._in_sentence(turn.speaker, sentence, quiet=quiet)

    def _in_sentence(self, speaker: str, sentence: Sentence, *, quiet: bool) -> None:
        for match in self._names.finditer(sentence.text) if self._names else ():
            name = self._owner[match.group()]
            if name == speaker:
                continue
            found = attributed(sentence.text[: match.start()], sentence.text[match.end() :])
            text = thought_alone(found.clause.split("?")[0]) if found else ""
            if found and text:
                self._stand(speaker, name, sentence, found, text, quiet=quiet)
                return

    def _stand(self, speaker: str, name: str, sentence: Sentence, found: Attributed, text: str, *, quiet: bool) -> None:
        proposition = self._answers.stated(text)
        if not proposition:
            return
        if found.attitude != "tells" and not quiet:
            mine = self._book.add(speaker, sentence, rule=f"{found.attitude} with a named speaker on a clause")
            if not self._answers.is_shown(mine):
                self._answers.stand(mine, proposition, found.attitude, "explicit")
        theirs = self._book.report(
            name, sentence, text=text, reported_by=speaker, confidence=0.5, rule="is said to hold it"
        )
        self._answers.stand(theirs, proposition, "agrees", "reported", f"{speaker} tells it")
