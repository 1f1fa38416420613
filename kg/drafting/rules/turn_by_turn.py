"""Drafting by rules: one pass over the turns, then concepts, entities and mentions over the whole. No model, no network."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.drafting.concepts.keyphrases import PhraseCounter
from kg.drafting.english.cues import OPENINGS
from kg.drafting.english.lexis import content
from kg.drafting.english.normalisation import sentence_text
from kg.drafting.english.sentences import Sentence, words_of
from kg.drafting.rules import claims as assertion
from kg.drafting.rules.claim_book import RECENT, ClaimBook, Entry, likeness
from kg.drafting.rules.questions import RESTATES, Answers, asks_something, opens_a_question
from kg.drafting.rules.references import Named, quote_span, relation_of
from kg.drafting.rules.replies import TARGET_SENTENCES, Exchange, exchange, is_whole
from kg.drafting.rules.reply_marks import FIRST_SENTENCES
from kg.drafting.rules.turns import Turn, turns
from kg.evidence.statements import Origin, Place, Statements
from kg.model import Claim, Reference, ReferenceType, Relation, RelationType, Side, Speaker, Transcript
from kg.people.spoken_names import name_pattern

#: A sentence is a claim from this score on (log odds), above what the average sentence gets for the topics it names:
#: chosen on transcripts of two kinds, where it keeps seven to eight claims in ten.
CLAIM_FROM = -0.15
_SENTENCE_LENGTH = 110
DEFAULT_CLAIMS_PER_TURN = 12
#: What a concept or entity that is named adds to the score of a sentence, for two of them at most.
TOPIC = 0.2
_OWN_RECENT = 15
#: A reply of so many words at most is no quote by itself.
SHORT = 3
_PRUNE_EVERY = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the pass over the turns finds."""

    claims: tuple[Claim, ...]
    references: tuple[Reference, ...]
    relations: tuple[Relation, ...]
    answers: Answers
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
        self._transcript, self._limit = transcript, claims_per_turn
        self._topics = topics
        topics_a_sentence = len(topics) * _SENTENCE_LENGTH / max(1, len(transcript.text))
        self._claim_from = CLAIM_FROM + TOPIC * min(topics_a_sentence, 1.5)
        people = tuple(speakers)
        self._make = Statements(event_id, transcript, speakers={s.name for s in people})
        self._book = ClaimBook(self._make)
        self._answers = Answers()
        self._phrases = PhraseCounter()
        self._references: dict[str, Reference] = {}
        self._relations: dict[tuple[str, str], Relation] = {}
        self._hosts = {s.name for s in people if s.role == "host"}
        self._owner, self._names = name_pattern(people)
        # Most sentences hold no word of a name: they need not be searched for names.
        parts = {w for name in self._owner for w in words_of(name)}
        self._name_words = frozenset(parts | {f"{w}'s" for w in parts})
        self._last: Turn | None = None
        self._said: dict[str, deque[Sentence]] = defaultdict(lambda: deque(maxlen=RECENT))

    def run(self) -> Found:
        """Go through all turns."""
        for n, turn in enumerate(turns(self._transcript), 1):
            self._turn(turn)
            if n % _PRUNE_EVERY == 0:
                self._phrases.prune()
        return Found(
            claims=self._book.claims(),
            references=tuple(self._references.values()),
            relations=tuple(self._relations.values()),
            answers=self._answers,
            phrases=self._phrases,
        )

    def _turn(self, turn: Turn) -> None:
        if not turn.sentences:
            return
        for sentence in turn.sentences:
            self._phrases.add(sentence.words, sentence.utterance)
        self._answers.enter(turn.section)
        before = self._last if self._last is not None and self._last.speaker != turn.speaker else None
        entries = self._claims(turn)
        said_by_name = self._refer(turn)
        if before is not None:
            if not said_by_name:
                self._reply(before, turn)
            self._answer(turn, entries)
        self._said[turn.speaker].extend(turn.sentences)
        self._answers.restated(entries)
        self._rephrase(turn.speaker, entries)
        self._ask(turn)
        self._last = turn

    def _claims(self, turn: Turn) -> list[Entry]:
        """Make the claims of a turn: the best sentences of each of its utterances, in the order of the text."""
        scored = [(assertion.score(s) + TOPIC * min(self._n_topics(s), 2), s) for s in turn.sentences]
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

    def _refer(self, turn: Turn) -> bool:
        """Note every place of a turn where another speaker is named, and what is done there.

        Return whether the turn opens by agreeing or disagreeing with someone by name: then its first words are about
        that person, whoever spoke before.
        """
        if self._names is None:
            return False
        opens_by_name = False
        for i, sentence in enumerate(turn.sentences):
            if self._name_words.isdisjoint(sentence.words):
                continue
            seen: set[str] = set()
            for match in self._names.finditer(sentence.text):
                other = self._owner[match.group()]
                if other == turn.speaker or other in seen:
                    continue
                seen.add(other)
                named = Named(
                    name=other,
                    start=sentence.start + match.start(),
                    end=sentence.start + match.end(),
                    sentence=sentence,
                )
                relation = self._reference(turn, i, named)
                opens_by_name |= i < FIRST_SENTENCES and relation in {"agrees", "disagrees", "qualifies"}
        return opens_by_name

    def _reference(self, turn: Turn, i: int, named: Named) -> ReferenceType:
        sentence = named.sentence
        following = turn.sentences[i + 1] if i + 1 < len(turn.sentences) else None
        relation, rule, confidence = relation_of(named, following)
        start, end = quote_span(named)
        from_claim = to_claim = about = ""
        if relation != "neutral":
            target = self._meant(named, sentence, following)
            if target is not None:
                mine = self._book.add(turn.speaker, sentence, confidence=confidence, rule=rule)
                from_claim, to_claim, about = mine.claim.id, target.claim.id, target.claim.text
                self._relate(mine, target, relation, sentence, confidence=confidence, rule=rule)
        reference = self._make.reference(
            turn.speaker,
            named.name,
            Place(start=start, end=end, utterance=sentence.utterance),
            relation,
            about=about,
            from_claim=from_claim,
            to_claim=to_claim,
            origin=Origin(source="rules", confidence=confidence, rule=rule),
        )
        self._references[reference.id] = reference
        return relation

    def _meant(self, named: Named, sentence: Sentence, following: Sentence | None) -> Entry | None:
        """Return the claim of the named speaker that is meant: the one that shares most words, two at least."""
        own = content(sentence.words) - content([w.casefold() for w in named.name.split()])
        stems = own | (content(following.words) if following is not None else frozenset())
        earlier = [e for e in self._book.recent[named.name] if e.claim.start < sentence.start]
        # The words beside the name count twice; of what shares as many, the sentence that asserts most is meant, and
        # the later one.
        ranked = [
            (
                len(stems & e.stems),
                len(own & e.stems) + len(stems & e.stems) + 1.5 * e.claim.confidence + i / len(earlier),
                i,
                e,
            )
            for i, e in enumerate(earlier)
        ]
        best = max((r for r in ranked if r[0] >= 2), key=lambda r: r[1], default=None)
        if best is not None:
            return best[3]
        spoke_last = self._last is not None and self._last.speaker == named.name
        if spoke_last and ranked:
            return max(ranked[-TARGET_SENTENCES:], key=lambda r: r[1])[3]
        said = [
            (len(stems & content(s.words)), s.start, s)
            for s in self._said[named.name]
            if is_whole(s) and not s.is_question
        ]
        nearest = max(said, key=lambda r: r[:2], default=None)
        if nearest is not None and (spoke_last or nearest[0] >= 2):
            return self._book.add(named.name, nearest[2], confidence=0.5, rule="is referred to")
        return None

    def _reply(self, before: Turn, turn: Turn) -> None:
        """Draw what a turn does with the one before it, if it does anything with a sentence that asserts."""
        found = exchange(before.sentences, turn.sentences, speaker=before.speaker)
        if found.verdict == "neutral" or found.target is None:
            return
        if found.target.is_question:
            return
        target = self._book.add(before.speaker, found.target, confidence=found.confidence, rule="is answered")
        mine = self._reply_claim(turn, found, found.target)
        self._relate(
            mine, target, found.verdict, found.reply, confidence=found.confidence, rule=found.rule, end=mine.claim.end
        )

    def _reply_claim(self, turn: Turn, found: Exchange, target: Sentence) -> Entry:
        reply, end, text = found.reply, found.reply.end, ""
        if len(reply.words) <= SHORT:
            following = turn.sentences[1] if len(turn.sentences) > 1 else None
            if following is not None and following.utterance == reply.utterance and not following.is_question:
                end = following.end
            verb = "agrees" if found.verdict == "agrees" else "disagrees"
            text = f"{turn.speaker} {verb}: {sentence_text(target.text)}"
        return self._book.add(
            turn.speaker, reply, confidence=found.confidence, rule=f"replies: {found.rule}", text=text, end=end
        )

    def _relate(
        self,
        mine: Entry,
        target: Entry,
        relation: ReferenceType,
        words: Sentence,
        *,
        confidence: float,
        rule: str,
        end: int = 0,
    ) -> None:
        """Note a relation once a pair of claims, and the proposition and stances that come with it."""
        pair = (mine.claim.id, target.claim.id)
        if relation == "neutral" or pair in self._relations or mine.claim.id == target.claim.id:
            return
        kind: RelationType = relation
        end = end or words.end
        self._relations[pair] = self._make.relation(
            pair[0],
            kind,
            pair[1],
            basis="explicit",
            place=Place(start=words.start, end=end, utterance=words.utterance),
            about=target.claim.text,
            origin=Origin(source="rules", confidence=confidence, rule=rule),
        )
        if kind != "builds on":
            proposition = (kind == "agrees" and self._answers.echoed(target)) or self._answers.propose(target)
            self._answers.stand(mine, proposition, "mixed" if kind == "qualifies" else kind, "explicit")  # type: ignore[arg-type]

    def _answer(self, turn: Turn, entries: Sequence[Entry]) -> None:
        """Hang the claim that answers the open question best under it, as a proposition."""
        question = self._answers.open_question
        if question is None or question.asked_by == turn.speaker or turn.speaker in self._hosts:
            return
        # Whoever has answered once goes on to talk with the others.
        if turn.speaker in self._answers.answered:
            return
        self._answers.answered.add(turn.speaker)
        if self._last is not None and self._last.speaker == question.asked_by:
            self._say_yes_or_no(turn)
        if not entries:
            return
        asked = content(tuple(re.findall(r"[\w']+", question.text.lower())))
        best = max(entries[:8], key=lambda e: (e.claim.confidence + 0.2 * len(asked & e.stems), -e.claim.start))
        self._answers.propose(best)

    def _say_yes_or_no(self, turn: Turn) -> None:
        """Note the stance of a turn that answers a yes-or-no question with yes or no, right after it."""
        sides: tuple[tuple[Side, tuple[str, ...]], ...] = (
            ("agrees", ("opens with yes", "opens with assent")),
            ("disagrees", ("opens with no", "opens with not")),
        )
        for sentence in turn.sentences[:FIRST_SENTENCES]:
            low = sentence.text.lower().replace("’", "'")
            said = [side for side, names in sides if any(OPENINGS[n].search(low) for n in names)]
            if len(said) == 1:
                proposition = self._answers.asked_proposition()
                if proposition:
                    # "No." by itself is no quote to read: its reason goes with it.
                    mine = self._yes_or_no_claim(turn, sentence, said[0])
                    self._answers.stand(mine, proposition, said[0], "explicit")
                return

    def _yes_or_no_claim(self, turn: Turn, sentence: Sentence, side: Side) -> Entry:
        at = turn.sentences.index(sentence)
        end, following = sentence.end, turn.sentences[at + 1] if at + 1 < len(turn.sentences) else None
        if len(sentence.words) <= SHORT and following is not None and following.utterance == sentence.utterance:
            end = following.end
        question = self._answers.open_question
        text = (
            f"{turn.speaker} {'says yes' if side == 'agrees' else 'says no'}: {question.text}"
            if question and len(sentence.words) <= SHORT
            else ""
        )
        return self._book.add(
            turn.speaker,
            sentence,
            confidence=0.8,
            rule=f"answers {'yes' if side == 'agrees' else 'no'}",
            text=text,
            end=end,
        )

    def _ask(self, turn: Turn) -> None:
        """Open the last question of a host's turn, or the question with which anyone else's turn ends."""
        asked = [s for s in turn.sentences if asks_something(s)]
        if asked and (turn.speaker in self._hosts or (not self._hosts and asked[-1] is turn.sentences[-1])):
            whole = [s for s in asked if opens_a_question(s)]
            self._answers.ask(turn.speaker, (whole or asked)[-1], turn.section)

    def _rephrase(self, speaker: str, entries: Sequence[Entry]) -> None:
        """Join what one speaker says again in nearly the same words."""
        for entry in entries:
            if len(entry.stems) < 4:
                continue
            for earlier in list(self._book.recent[speaker])[-_OWN_RECENT:]:
                if earlier.claim.start >= entry.claim.start or earlier.negative != entry.negative:
                    continue
                if likeness(earlier.stems, entry.stems) >= RESTATES:
                    self._join(entry, earlier)
                    break

    def _join(self, entry: Entry, earlier: Entry) -> None:
        pair = (entry.claim.id, earlier.claim.id)
        if pair in self._relations or pair[0] == pair[1]:
            return
        sure = round(likeness(earlier.stems, entry.stems), 2)
        self._relations[pair] = self._make.relation(
            pair[0],
            "rephrases",
            pair[1],
            basis="inferred",
            about=earlier.claim.text,
            origin=Origin(source="rules", confidence=sure, rule="the same speaker in nearly the same words"),
        )
