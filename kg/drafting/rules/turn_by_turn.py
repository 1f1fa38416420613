"""Drafting by rules: one pass over the turns, in which each room of rules hears every turn. No model, no network."""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.drafting.concepts.keyphrases import PhraseCounter
from kg.drafting.english.normalisation import sentence_text
from kg.drafting.english.sentences import Sentence, words_of
from kg.drafting.rules import claims as assertion
from kg.drafting.rules.answering import SHORT, Answering
from kg.drafting.rules.claim_book import ClaimBook, Entry
from kg.drafting.rules.motions import Motions
from kg.drafting.rules.named_clauses import NamedClauses
from kg.drafting.rules.naming import Naming
from kg.drafting.rules.object_clauses import meant_by, side_on_a_clause
from kg.drafting.rules.polls import Polls
from kg.drafting.rules.propositions import is_debatable, signable
from kg.drafting.rules.questions import Answers
from kg.drafting.rules.relations import Relations
from kg.drafting.rules.replies import Exchange, exchange, states_an_opinion
from kg.drafting.rules.taken_up import TakenUp
from kg.drafting.rules.turns import Turn, turns
from kg.evidence.statements import Statements
from kg.model import Claim, Poll, Reference, Relation, Side, Speaker, Transcript
from kg.words import FUNCTION_WORDS

#: A sentence is a claim from this score on (log odds), above what the average sentence gets for the topics it names:
#: chosen on transcripts of two kinds, where it keeps seven to eight claims in ten.
CLAIM_FROM = -0.3
_SENTENCE_LENGTH = 110
DEFAULT_CLAIMS_PER_TURN = 12
#: What a concept or entity that is named adds to the score of a sentence, for two of them at most.
TOPIC = 0.2
#: Among so many earlier sentences of others the one is looked for that an object clause says again.
_HEARD = 200
_PRUNE_EVERY = 20_000
#: What is said of a turn of so many words at most is said of its point.
_SHORT_TURN = 60
_OF_THE_WHOLE = frozenset({"says it agrees", "says it disagrees", "calls it right", "opens with assent"})
#: What a host may say of another's words without asking, summing up or listening; and what may be said of a host's.
_IN_SO_MANY_WORDS = frozenset({"says it agrees", "says it disagrees", "calls it wrong", "says the opposite"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the pass over the turns finds."""

    claims: tuple[Claim, ...]
    references: tuple[Reference, ...]
    relations: tuple[Relation, ...]
    answers: Answers
    polls: tuple[Poll, ...]
    phrases: PhraseCounter


class Pass:
    """The pass over the turns, in the order in which they were spoken."""

    def __init__(
        self,
        event_id: str,
        transcript: Transcript,
        speakers: Iterable[Speaker],
        claims_per_turn: int,
        topics: Sequence[int] = (),
    ) -> None:
        self._transcript, self._limit, self._topics = transcript, claims_per_turn, topics
        topics_a_sentence = len(topics) * _SENTENCE_LENGTH / max(1, len(transcript.text))
        self._claim_from = CLAIM_FROM + TOPIC * min(topics_a_sentence, 1.5)
        people = tuple(speakers)
        self._hosts = frozenset(s.name for s in people if s.role == "host")
        make = Statements(event_id, transcript, speakers={s.name for s in people})
        self._book, self._answers, self._phrases = ClaimBook(make), Answers(_words_of_names(people)), PhraseCounter()
        self._relations = Relations(make, self._book, self._answers)
        self._naming = Naming(make, people, self._book, self._relations)
        self._answering = Answering(self._book, self._answers, self._hosts)
        self._motions = Motions(people, self._book, self._answers, self._answering, self._hosts)
        self._named_clauses = NamedClauses(people, self._book, self._answers)
        self._taken_up = TakenUp(self._answers)
        self._polls = Polls(make, self._answers)
        self._heard: deque[tuple[str, Sentence]] = deque(maxlen=_HEARD)
        self._last: Turn | None = None

    def run(self) -> Found:
        """Go through all turns."""
        for n, turn in enumerate(turns(self._transcript), 1):
            if turn.sentences:
                self._turn(turn)
            if n % _PRUNE_EVERY == 0:
                self._phrases.prune()
        return Found(
            claims=self._book.claims(),
            references=self._naming.all(),
            relations=self._relations.all(),
            answers=self._answers,
            polls=self._polls.all(),
            phrases=self._phrases,
        )

    def _turn(self, turn: Turn) -> None:
        for sentence in turn.sentences:
            self._phrases.add(sentence.words, sentence.utterance)
        self._answers.enter(turn.section)
        before = self._last if self._last is not None and self._last.speaker != turn.speaker else None
        polled = self._polls.hear(turn, leads=turn.speaker in self._hosts)
        entries = self._claims(turn, without=polled if self._is_quiet(turn.speaker) else frozenset())
        meant_otherwise = self._naming.refer(turn) | self._clauses(turn)
        answered = self._answering.hear(turn, entries)
        if before is not None and not answered and not meant_otherwise:
            self._reply(before, turn)
        quiet = self._is_quiet(turn.speaker)
        self._named_clauses.hear(turn, quiet=quiet)
        self._taken_up.take(turn)
        held = [] if quiet else entries
        self._answers.restated(held)
        self._taken_up.offer(turn, held)
        self._relations.rephrase(turn.speaker, entries)
        self._relations.reason(turn.sentences, entries)
        self._motions.hear(turn)
        self._answering.ask(turn)
        self._naming.hear(turn)
        self._heard.extend((turn.speaker, s) for s in turn.sentences)
        self._last = turn

    def _claims(self, turn: Turn, *, without: frozenset[int]) -> list[Entry]:
        """Make the claims of a turn: the best sentences of each of its utterances, in the order of the text.

        Sentences that begin at one of the offsets in `without` make none.
        """
        asserted = [s for s in turn.sentences if s.start not in without]
        scored = [(assertion.score(s) + TOPIC * min(self._n_topics(s), 2), s) for s in asserted]
        by_utterance: dict[int, list[tuple[float, Sentence]]] = {}
        for value, sentence in scored:
            if value >= self._claim_from:
                by_utterance.setdefault(sentence.utterance, []).append((value, sentence))
        chosen: list[Entry] = []
        for candidates in by_utterance.values():
            best = sorted(candidates, key=lambda c: (-c[0], c[1].start))[: self._limit]
            for value, sentence in sorted(best, key=lambda c: c[1].start):
                rule = ", ".join(("asserts", *assertion.marks(sentence)[:3]))
                chosen.append(self._book.add(turn.speaker, sentence, confidence=assertion.confidence(value), rule=rule))
        return chosen

    def _n_topics(self, sentence: Sentence) -> int:
        """Return how many concepts and entities a sentence names."""
        return bisect_left(self._topics, sentence.end) - bisect_left(self._topics, sentence.start)

    def _is_quiet(self, speaker: str) -> bool:
        """Tell whether a speaker only leads the talk: a host who was dealt a side argues as well."""
        return speaker in self._hosts and speaker not in self._motions.arguing

    def _clauses(self, turn: Turn) -> bool:
        """Draw where a sentence takes a side on what it says again; return whether the first one means somebody else."""
        elsewhere = False
        for i, sentence in enumerate(turn.sentences):
            taken = side_on_a_clause(sentence)
            if taken is None:
                continue
            others = [(who, s) for who, s in self._heard if who != turn.speaker and not self._is_quiet(who)]
            meant = meant_by(taken, [s for _, s in others])
            elsewhere |= i == 0
            if meant is None or self._is_quiet(turn.speaker):
                continue
            said, side = meant
            speaker = next(who for who, s in others if s is said)
            target = self._book.add(speaker, said, rule="is said again by another")
            mine = self._book.add(turn.speaker, sentence, rule="takes a side on a clause")
            self._relations.draw(mine, target, side, sentence, confidence=0.85, rule="takes a side on a clause")
        return elsewhere

    def _reply(self, before: Turn, turn: Turn) -> None:
        """Draw what a turn does with the one before it, if it does anything with a sentence that asserts."""
        found = exchange(before.sentences, turn.sentences, speaker=before.speaker)
        if found.verdict == "neutral" or found.target is None or found.target.is_question:
            return
        if not self._may_be_drawn(before, turn, found, found.target):
            return
        target = self._book.add(before.speaker, found.target, rule="is answered")
        mine = self._reply_claim(turn, found, found.target)
        self._relations.draw(
            mine, target, found.verdict, found.reply, confidence=found.confidence, rule=found.rule, end=mine.claim.end
        )
        if found.rule in _OF_THE_WHOLE and not self._answers.is_shown(mine):
            self._stand_on_the_turn(before, mine, found.verdict)

    def _stand_on_the_turn(self, before: Turn, mine: Entry, verdict: Side) -> None:
        """Note the side on what a short turn argues, where its last sentence cannot be signed: who agrees, agrees with the point."""
        if sum(len(s.words) for s in before.sentences) > _SHORT_TURN:
            return
        start, said = before.sentences[0].start, self._book.recent[before.speaker]
        for entry in sorted((e for e in said if e.claim.start >= start), key=lambda e: -e.claim.confidence):
            thought = signable(entry.claim)
            if thought is not None and thought.side == "agrees" and is_debatable(thought.text):
                proposition = self._answers.propose(entry)
                if proposition:
                    self._answers.stand(mine, proposition, verdict, "inferred", "said of the turn before")
                return

    def _may_be_drawn(self, before: Turn, turn: Turn, found: Exchange, target: Sentence) -> bool:
        """Tell whether a reply stands where a host is in it: listening, asking and summing up take no side."""
        if self._is_quiet(turn.speaker):
            return found.rule in _IN_SO_MANY_WORDS and not any(s.is_question for s in turn.sentences)
        if self._is_quiet(before.speaker):
            return found.rule in _IN_SO_MANY_WORDS and states_an_opinion(target)
        return True

    def _reply_claim(self, turn: Turn, found: Exchange, target: Sentence) -> Entry:
        reply, end, text = found.reply, found.reply.end, ""
        if len(reply.words) <= SHORT:
            following = turn.sentences[1] if len(turn.sentences) > 1 else None
            if following is not None and following.utterance == reply.utterance and not following.is_question:
                end = following.end
            verb = "agrees" if found.verdict == "agrees" else "disagrees"
            text = f"{turn.speaker} {verb}: {sentence_text(target.text)}"
        return self._book.add(turn.speaker, reply, rule=f"replies: {found.rule}", text=text, end=end)


def _words_of_names(people: Iterable[Speaker]) -> frozenset[str]:
    names = (n for p in people for n in (p.name, *p.aliases))
    return frozenset(w for name in names for w in words_of(name) if len(w) > 2 and w not in FUNCTION_WORDS)
