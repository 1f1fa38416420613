"""What rules draft of a talk in a language of which they know the stop words alone: references, questions, phrases."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.drafting.concepts.keyphrases import DETERMINERS, LINKS, PhraseCounter
from kg.drafting.concepts.unspaced import BREAK, cut, is_unspaced
from kg.drafting.english.sentences import Sentence, words_of
from kg.drafting.rules.turns import Turn, turns
from kg.evidence.given import Origin, Span
from kg.evidence.statements import Statements
from kg.model import AnnotatedEvent, Question, Reference, slug
from kg.people.spoken_names import name_pattern
from kg.slugs import first_free
from kg.words import has_words

#: A question of fewer words, or characters in a script without spaces, asks for the word or the floor.
_FEWEST_WORDS, _FEWEST_CHARACTERS = 4, 8
_ORIGIN = Origin(source="rules", confidence=0.8, rule="names another")


def not_tried(language: str) -> str:
    """Return the sentence that says what rules did not try in a language, and which way is open.

    >>> "concepts and questions" in not_tried("zh"), "tried no concepts" in not_tried("km")
    (True, True)

    >>> not_tried("de")[:48]
    "the talk is in another language than English ('d"
    """
    drafted = (
        "speakers, references, concepts and questions" if has_words(language) else "speakers, references and questions"
    )
    concepts = "" if has_words(language) else "no concepts, "
    return (
        f"the talk is in another language than English ('{language}'): rules drafted its {drafted}, and tried {concepts}"
        "no claims and no stances (kg prompt writes a prompt for any assistant, kg draft --answer reads what it says)"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What was heard: questions, references, and the phrases that concepts are made of."""

    questions: tuple[Question, ...]
    references: tuple[Reference, ...]
    phrases: PhraseCounter


class Hearing:
    """Goes through the turns of a talk in another language.

    Args:
        known: the event, with its speakers.
        stop: the words of the language that carry no topic.
        language: its two-letter code.
    """

    def __init__(self, known: AnnotatedEvent, stop: frozenset[str], language: str) -> None:
        self._known, self._language, self._unspaced = known, language, is_unspaced(language)
        self._phrases = PhraseCounter(
            (stop or frozenset(["-"])) | {BREAK},
            spaced=not self._unspaced,
            links=LINKS.get(language, frozenset()),
            capitals=language == "de",
            before_nouns=DETERMINERS.get(language, frozenset()),
        )
        self._hosts = {s.name for s in known.speakers if s.role == "host"}
        self._make = Statements(known.event.id, known.transcript, speakers={s.name for s in known.speakers})
        self._owner, self._names = name_pattern(known.speakers)
        self._references: dict[str, Reference] = {}
        self._questions: dict[str, Question] = {}

    def run(self) -> Heard:
        """Go through all turns."""
        for turn in turns(self._known.transcript):
            for sentence in turn.sentences:
                self._phrases.see_capitals(sentence.text)
                self._phrases.add(self._words(sentence), sentence.utterance)
                self._refer(turn, sentence)
            asked = [s for s in turn.sentences if _asks_something(s)]
            if asked and (turn.speaker in self._hosts or not self._hosts):
                self._ask(turn, asked[-1])
        return Heard(
            questions=tuple(self._questions.values()),
            references=tuple(self._references.values()),
            phrases=self._phrases,
        )

    def _words(self, sentence: Sentence) -> tuple[str, ...]:
        if not self._unspaced:
            return sentence.words
        return cut(sentence.text, self._language) if has_words(self._language) else ()

    def _refer(self, turn: Turn, sentence: Sentence) -> None:
        for match in self._names.finditer(sentence.text) if self._names else ():
            other = self._owner[match.group()]
            if other != turn.speaker:
                place = Span(start=sentence.start, end=sentence.end, utterance=sentence.utterance)
                reference = self._make.reference(turn.speaker, other, place, "neutral", origin=_ORIGIN)
                self._references[reference.id] = reference

    def _ask(self, turn: Turn, sentence: Sentence) -> None:
        words = [w for w in words_of(sentence.text) if len(w) > 1 or not w.isascii()][:6]
        stem = slug(" ".join(words) or sentence.text[:40])[:60].strip("-")
        name = first_free(stem, self._questions)
        place = Span(start=sentence.start, end=sentence.end, utterance=sentence.utterance)
        self._questions[name] = self._make.question(
            name, " ".join(sentence.text.split()), asked_by=turn.speaker, place=place, source="rules"
        )


def _asks_something(sentence: Sentence) -> bool:
    spaced = len(sentence.words) >= _FEWEST_WORDS
    return sentence.is_question and (spaced or len(re.sub(r"[\x00-\x7f]", "", sentence.text)) >= _FEWEST_CHARACTERS)
