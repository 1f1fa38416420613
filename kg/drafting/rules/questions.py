"""Questions asked, propositions answered, and who stands where: built up while the turns go by."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from kg.drafting.english.lexis import content
from kg.drafting.english.normalisation import as_statement, kind_of, sentence_text
from kg.drafting.english.sentences import Sentence
from kg.drafting.rules.claim_book import Entry, likeness
from kg.evidence.stances import Shown, stances_of
from kg.model import Basis, Claim, Evidence, Proposition, Question, Side, Stance, slug
from kg.words import AUXILIARIES, FUNCTION_WORDS, word_set

#: How much of two sentences' content words must be the same for one to restate the other.
RESTATES = 0.6
_ACTIVE = 15
_ECHO_WORDS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """A proposition that later claims may restate."""

    id: str
    stems: frozenset[str]
    negative: bool


class Answers:
    """The questions, propositions and stances of a draft."""

    def __init__(self) -> None:
        self.questions: dict[str, Question] = {}
        self.propositions: dict[str, Proposition] = {}
        self._stands: list[Shown] = []
        self._claims: dict[str, Claim] = {}
        self._by_claim: dict[str, str] = {}
        self._shown: dict[str, tuple[str, Side]] = {}
        self._numbers: dict[str, int] = {}
        self._asked: dict[tuple[str, str], str] = {}
        self._active: deque[Open] = deque(maxlen=_ACTIVE)
        self.open_question: Question | None = None
        self.answered: set[str] = set()
        self._asked_in = ""

    def ask(self, speaker: str, sentence: Sentence, section: str) -> Question:
        """Open a question that a speaker asks in words."""
        question = Question(
            id=self._new_id(sentence),
            text=sentence_text(sentence.text),
            asked_by=speaker,
            quote=sentence.text,
            start=sentence.start,
            end=sentence.end,
            source="rules",
        )
        self.questions[question.id] = question
        self.open_question, self._asked_in = question, section
        self.answered = set()
        return question

    def enter(self, section: str) -> None:
        """Close the open question where a new section begins."""
        if section != self._asked_in:
            self.open_question = None

    def propose(self, entry: Entry) -> str:
        """Return the id of the proposition that a claim states: its speaker agrees with it."""
        known = self._by_claim.get(entry.claim.id)
        if known:
            return known
        question = self.open_question
        if question is None or (question.start or 0) > entry.claim.start:
            question = self._implied_question(entry)
        proposition = Proposition(
            id=self._new_id(entry.claim.text),
            text=entry.claim.text,
            question=question.id,
            kind=kind_of(entry.claim.text),
            source="rules",
        )
        self.propositions[proposition.id] = proposition
        self._by_claim[entry.claim.id] = proposition.id
        self._active.append(Open(id=proposition.id, stems=entry.stems, negative=entry.negative))
        self.stand(entry, proposition.id, "agrees", "explicit")
        return proposition.id

    def echoed(self, entry: Entry) -> str:
        """Return the proposition that a short reply agrees with ("Tom is right about zoning"), or nothing.

        Who agrees with such a reply agrees with what the reply agrees with.
        """
        if len(entry.claim.quote.split()) > _ECHO_WORDS or entry.claim.id in self._by_claim:
            return ""
        proposition, side = self._shown.get(entry.claim.id, ("", "no stance"))
        return proposition if side == "agrees" else ""

    def asked_proposition(self) -> str:
        """Return the proposition that the open question puts, or nothing where it is no yes-or-no question."""
        question = self.open_question
        text = as_statement(question.quote) if question is not None else ""
        if not text or question is None:
            return ""
        known = self._asked.get((question.id, text))
        if known:
            return known
        new = Proposition(
            id=self._new_id(text),
            text=text,
            question=question.id,
            kind=kind_of(text),
            source="rules",
        )
        self.propositions[new.id] = new
        self._asked[question.id, text] = new.id
        return new.id

    def stand(self, entry: Entry, proposition: str, side: Side, basis: Basis) -> None:
        """Note a stance, with the claim that shows it."""
        claim = entry.claim
        self._shown.setdefault(claim.id, (proposition, side))
        self._claims[claim.id] = claim
        piece = Evidence(claim=claim.id, side=side, basis=basis, source="rules")
        self._stands.append((claim.speaker, proposition, piece))

    def restated(self, entries: Sequence[Entry]) -> None:
        """Let claims join the propositions that they restate in nearly the same words."""
        for entry in entries:
            if len(entry.stems) < 3 or entry.claim.id in self._by_claim:
                continue
            for candidate in self._active:
                if candidate.negative == entry.negative and likeness(candidate.stems, entry.stems) >= RESTATES:
                    self.stand(entry, candidate.id, "agrees", "inferred")

    def stances(self) -> tuple[Stance, ...]:
        """Return one stance a speaker and proposition."""
        return stances_of(self._stands, self._claims.values())

    def _implied_question(self, entry: Entry) -> Question:
        said = entry.claim.text
        text = f"Is it right that {said[:1].lower()}{said[1:].rstrip('.!?…')}?"
        if said.split()[0].split("'")[0] in {"I", "We", "My", "Our", "You"} or said[:2].isupper():
            text = f'Is this right: "{said}"'
        question = Question(id=self._new_id(entry.claim.text), text=text, source="rules")
        self.questions[question.id] = question
        return question

    def _new_id(self, words_or_text: Sentence | str) -> str:
        text = words_or_text if isinstance(words_or_text, str) else words_or_text.text
        words = [w for w in slug(text).split("-") if w not in FUNCTION_WORDS and len(w) > 1]
        stem = "-".join((words or slug(text).split("-"))[:6])
        name = stem
        while name in self.questions or name in self.propositions:
            # The next number is remembered: looking for it anew costs the square of a question asked again and again.
            self._numbers[stem] = self._numbers.get(stem, 1) + 1
            name = f"{stem}-{self._numbers[stem]}"
        return name


def asks_something(sentence: Sentence) -> bool:
    """Tell whether a question is one that could be answered by a claim.

    >>> from kg.drafting.english.sentences import sentences
    >>> [asks_something(s) for s in sentences("Right? Should the city build more homes? And you?")]
    [False, True, False]
    """
    return sentence.is_question and len(sentence.words) >= 4 and bool(content(sentence.words))


_LEADS = word_set("and so but or well now then first next")
_OPENS = AUXILIARIES | word_set("what why how who whom whose when where which")


def opens_a_question(sentence: Sentence) -> bool:
    """Tell whether a question is a whole one: it opens as questions do, and not as a piece of one.

    >>> from kg.drafting.english.sentences import sentences
    >>> [opens_a_question(s) for s in sentences("And should it be banned? Building on land of others?")]
    [True, False]
    """
    first = next((w for w in sentence.words if w not in _LEADS), "")
    return first in _OPENS or first.split("'")[0] in _OPENS
