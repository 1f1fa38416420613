"""Questions asked, propositions answered, and who stands where: built up while the turns go by."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from kg.drafting.english.asking import as_statement
from kg.drafting.english.lexis import content, is_negative
from kg.drafting.english.normalisation import kind_of, sentence_text
from kg.drafting.english.polarity import compare, leaves_open, wants_another_deed
from kg.drafting.english.sentences import Sentence, sentences, words_of
from kg.drafting.english.standalone import is_standalone
from kg.drafting.rules.claim_book import Entry, likeness
from kg.drafting.rules.propositions import signable
from kg.evidence.stances import Shown, stances_of
from kg.model import Basis, Claim, Evidence, Proposition, Question, Side, Stance, slug
from kg.words import FUNCTION_WORDS

#: How much of two sentences' content words must be the same for one to restate the other.
RESTATES = 0.6
#: A claim may be compared from this likeness on; turned round it must share so many content words.
_AGAIN, _TURNED = 0.4, 3
_ACTIVE = 15
_AT_ISSUE = "what-else-is-at-issue"
_ECHO_WORDS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """A proposition that later claims may restate."""

    id: str
    words: tuple[str, ...]
    stems: frozenset[str]
    negative: bool


class Answers:
    """The questions, propositions and stances of a draft."""

    def __init__(self, names: frozenset[str] = frozenset()) -> None:
        """Begin with nothing; `names` are the words of the speakers' names: what names one of them is of the talk."""
        self._names = names
        self.questions: dict[str, Question] = {}
        self.propositions: dict[str, Proposition] = {}
        self._stands: list[Shown] = []
        self._claims: dict[str, Claim] = {}
        self._by_claim: dict[str, str] = {}
        self._shown: dict[str, tuple[str, Side]] = {}
        self._numbers: dict[str, int] = {}
        self._asked: dict[str, str] = {}
        self._worded: dict[str, str] = {}
        self._statement: str | None = None
        self._active: deque[Open] = deque(maxlen=_ACTIVE)
        self.open_question: Question | None = None
        #: Whether what is said now may still answer the open question.
        self.on_the_floor = False
        #: The question that a motion put: what is argued belongs to it, where nothing else is asked.
        self.motion: Question | None = None
        self._asked_in = ""

    def ask(self, speaker: str, sentence: Sentence, section: str, *, quote: str = "", tabled: bool = True) -> Question:
        """Open a question that a speaker asks in words; `quote` is the part of the sentence that asks it.

        What is not for the table is a question of the draft only where it is answered.
        """
        start = sentence.start + max(0, sentence.text.find(quote)) if quote else sentence.start
        question = Question(
            id=self._new_id(sentence),
            text=sentence_text(quote or sentence.text),
            asked_by=speaker,
            quote=quote or sentence.text,
            start=start,
            end=start + len(quote or sentence.text),
            source="rules",
        )
        if tabled:
            self.questions[question.id] = question
        self.open_question, self._asked_in, self._statement = question, section, None
        return question

    def enter(self, section: str) -> None:
        """Close the open question where a new section begins."""
        if section != self._asked_in:
            self.open_question = None

    def at_hand(self, entry: Entry) -> Question | None:
        """Return the question to which a claim belongs: the one on the floor, else the motion, else none."""
        question = (self.open_question if self.on_the_floor else None) or self.motion
        return None if question is None or (question.start or 0) > entry.claim.start else question

    def propose(self, entry: Entry, *, question: Question | None = None) -> str:
        """Return the id of the proposition that a claim states, with its speaker's side on it; nothing where it cannot be signed.

        What is only replied to, and cannot be read alone, stays a reply.

        Args:
            entry: the claim.
            question: to which it belongs; by default the one at hand.
        """
        known = self._by_claim.get(entry.claim.id)
        if known is not None:
            return known
        self._by_claim[entry.claim.id] = ""
        found = signable(entry.claim)
        if found is None or not self._names.isdisjoint(words_of(found.text)):
            return ""
        question = question or self.at_hand(entry) or self._implied_question(found.text)
        proposition = self._state(found.text, question.id)
        self._by_claim[entry.claim.id] = proposition
        self.stand(entry, proposition, found.side, "explicit")
        return proposition

    def stated(self, text: str) -> str:
        """Return the proposition that a sentence states: the one that says it in nearly the same words, or a new one."""
        words = words_of(text)
        if not self._names.isdisjoint(words):
            return ""
        stems, negative = content(words), is_negative(words)
        for known in reversed(self._active):
            if known.negative == negative and likeness(known.stems, stems) >= RESTATES:
                return known.id
        question = (self.open_question if self.on_the_floor else None) or self.motion or self._implied_question(text)
        return self._state(text, question.id)

    def _state(self, text: str, question: str) -> str:
        if self.open_question is not None and self.open_question.id == question:
            self.questions.setdefault(question, self.open_question)
        # What is stated in the same words is the same proposition, whether it was asked, moved or said.
        worded = " ".join(words_of(text))
        if worded not in self._worded:
            new = Proposition(id=self._new_id(text), text=text, question=question, kind=kind_of(text), source="rules")
            self.propositions[new.id] = new
            self._worded[worded] = new.id
            words = words_of(text)
            self._active.append(Open(id=new.id, words=words, stems=content(words), negative=is_negative(words)))
        return self._worded[worded]

    def echoed(self, entry: Entry) -> str:
        """Return the proposition that a short reply agrees with ("Tom is right about zoning"), or nothing.

        Who agrees with such a reply agrees with what the reply agrees with.
        """
        if len(entry.claim.quote.split()) > _ECHO_WORDS or entry.claim.id in self._by_claim:
            return ""
        proposition, side = self._shown.get(entry.claim.id, ("", "no stance"))
        return proposition if side == "agrees" else ""

    def asked_statement(self) -> str:
        """Return the sentence that the open question asks about, or nothing where it is no yes-or-no question."""
        if self._statement is None:
            question = self.open_question
            text = as_statement(question.quote) if question is not None else ""
            self._statement = text if text and is_standalone(sentences(text)[0], asked=True) else ""
        return self._statement

    def asked_proposition(self) -> str:
        """Return the proposition that the open question puts, or nothing where it is no yes-or-no question."""
        question, text = self.open_question, self.asked_statement()
        if not text or question is None:
            return ""
        key = " ".join(sorted(content(words_of(text))))
        known = self._asked.get(key)
        if not known:
            known = self._asked[key] = self._state(text, question.id)
        return known

    def move(self, speaker: str, sentence: Sentence, statement: str, section: str) -> str:
        """Open a motion that is put in words, and return its proposition; put again in the same words it is the same."""
        key = " ".join(sorted(content(words_of(statement))))
        known = self._asked.get(key)
        if known:
            self.reopen(self.propositions[known].question, statement)
            return known
        question = self.ask(speaker, sentence, section, quote=_part_of(sentence.text, statement))
        self._statement, self.motion = statement, question
        known = self._asked[key] = self._state(statement, question.id)
        return known

    def moved(self, motion: Question) -> str:
        """Return the proposition that a motion put."""
        return next((p.id for p in self.propositions.values() if p.question == motion.id), "")

    def told(self, statement: str) -> str:
        """Return the proposition that a host tells a side holds, under the motion."""
        key = " ".join(sorted(content(words_of(statement))))
        if key not in self._asked and self.motion is not None:
            self._asked[key] = self._state(statement, self.motion.id)
        return self._asked.get(key, "")

    def reopen(self, question: str, statement: str) -> None:
        """Put a question on the floor again."""
        self.open_question, self._statement = self.questions[question], statement

    def stand(self, entry: Entry, proposition: str, side: Side, basis: Basis, why: str = "") -> None:
        """Note a stance, with the claim that shows it; `why` says how the side was read."""
        claim = entry.claim
        self._shown.setdefault(claim.id, (proposition, side))
        self._claims[claim.id] = claim
        piece = Evidence(claim=claim.id, side=side, basis=basis, why=why, source="rules")
        self._stands.append((claim.speaker, proposition, piece))

    def restated(self, entries: Sequence[Entry]) -> None:
        """Let claims join the propositions that they say again in nearly the same words, or turned round."""
        for entry in entries:
            if len(entry.stems) < 3 or self.is_shown(entry) or _supposes(entry.claim.quote):
                continue
            for candidate in self._active:
                if likeness(candidate.stems, entry.stems) < _AGAIN:
                    continue
                side = _said_again(candidate, entry)
                if side:
                    self.stand(entry, candidate.id, side, "inferred")

    def is_shown(self, entry: Entry) -> bool:
        """Tell whether a claim shows a stance already."""
        return entry.claim.id in self._shown

    def side_shown(self, entry: Entry) -> Side:
        """Return the side of the first stance that a claim shows."""
        return self._shown.get(entry.claim.id, ("", "no stance"))[1]

    def stances(self) -> tuple[Stance, ...]:
        """Return one stance a speaker and proposition."""
        return stances_of(self._stands, self._claims.values())

    def at_issue(self) -> Question:
        """Return the question under which stands what is at issue though nobody asked for it."""
        question = self.questions.get(_AT_ISSUE)
        if question is None:
            question = Question(id=_AT_ISSUE, text="What else is at issue?", source="rules")
            self.questions[question.id] = question
        return question

    def _implied_question(self, said: str) -> Question:
        text = f"Is it right that {said[:1].lower()}{said[1:].rstrip('.!?…')}?"
        if said.split(maxsplit=1)[0].split("'", maxsplit=1)[0] in {"I", "We", "My", "Our", "You"} or said[:2].isupper():
            text = f'Is this right: "{said}"'
        question = Question(id=self._new_id(said), text=text, source="rules")
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


def _said_again(known: Open, entry: Entry) -> Side | None:
    """Return the side of a claim that says a proposition again, or None where it says something else."""
    mine = words_of(entry.claim.text)
    if leaves_open(mine):
        return None
    if known.negative == entry.negative:
        return "agrees" if likeness(known.stems, entry.stems) >= RESTATES else None
    found = compare(known.words, mine)
    turned = found.opposed and found.n_shared >= _TURNED and found.share >= RESTATES
    return "disagrees" if turned and not wants_another_deed(known.words, mine) else None


def _supposes(text: str) -> bool:
    return bool(_IF.match(text))


#: What is only supposed, or says what another means, takes no side.
_IF = re.compile(
    r"""
    ^(?:(?:and|but|so|now|well),?\ )*
    (?:if|whether|suppose|imagine|unless|when|you(?:'re|\ are|\ were)?\ (?:saying|suggesting|arguing|mean|think))\b
    """,
    re.I | re.VERBOSE,
)


def _part_of(sentence: str, statement: str) -> str:
    """Return the words of a sentence that hold a statement, from its first word to its last, or nothing."""
    words = statement.rstrip(".").split()
    found = re.search(r"\W+".join(map(re.escape, words)), sentence, re.I) if words else None
    return found.group() if found else ""
