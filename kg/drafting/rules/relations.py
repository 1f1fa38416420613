"""The relations of a draft: one a pair of claims, and the propositions and stances that come with it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kg.drafting.english.reasons import joined
from kg.drafting.english.sentences import Sentence
from kg.drafting.rules.claim_book import ClaimBook, Entry, likeness
from kg.drafting.rules.questions import RESTATES, Answers
from kg.evidence.given import Origin, Span
from kg.evidence.statements import Statements
from kg.model import ReferenceType, Relation, RelationType

#: How far back a speaker's own claims are looked through for the same words.
_OWN_RECENT = 15
_FEWEST_STEMS = 4
_SURE_OF_A_REASON, _FEWEST_WORDS = 0.75, 5
_OTHER_SIDE: dict[RelationType, RelationType] = {"agrees": "disagrees", "disagrees": "agrees"}


class Relations:
    """What claims do with one another, in the order in which it was found."""

    def __init__(self, make: Statements, book: ClaimBook, answers: Answers) -> None:
        self._make, self._book, self._answers = make, book, answers
        self._found: dict[tuple[str, str], Relation] = {}

    def all(self) -> tuple[Relation, ...]:
        """Return the relations that were found."""
        return tuple(self._found.values())

    def draw(
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
        """Note what one claim does with another; where the other can be signed, both speakers stand on a proposition.

        Args:
            mine, target: the claim that reacts, and the one that it reacts to.
            relation: neutral draws nothing.
            words: the sentence that says it; `end` lets its words run on.
            confidence, rule: how sure, and by which rule.
        """
        pair = (mine.claim.id, target.claim.id)
        if relation == "neutral" or pair in self._found or mine.claim.speaker == target.claim.speaker:
            return
        kind: RelationType = relation
        self._found[pair] = self._make.relation(
            pair[0],
            kind,
            pair[1],
            basis="explicit",
            place=Span(start=words.start, end=end or words.end, utterance=words.utterance),
            about=target.claim.text,
            origin=Origin(source="rules", confidence=confidence, rule=rule),
        )
        if kind != "builds on":
            self._stand(mine, target, kind)

    def _stand(self, mine: Entry, target: Entry, kind: RelationType) -> None:
        echoed = self._answers.echoed(target) if kind == "agrees" else ""
        proposition = echoed or self._answers.propose(target)
        if not proposition:
            return
        # Who contradicts "I don't think that rents will fall" says that they will.
        against = not echoed and self._answers.side_shown(target) == "disagrees"
        side = _OTHER_SIDE.get(kind, kind) if against else kind
        self._answers.stand(mine, proposition, "mixed" if side == "qualifies" else side, "explicit")  # type: ignore[arg-type]

    def rephrase(self, speaker: str, entries: Sequence[Entry]) -> None:
        """Join what one speaker says again in nearly the same words."""
        for entry in entries:
            if len(entry.stems) < _FEWEST_STEMS:
                continue
            for earlier in list(self._book.recent[speaker])[-_OWN_RECENT:]:
                if earlier.claim.start >= entry.claim.start or earlier.negative != entry.negative:
                    continue
                if likeness(earlier.stems, entry.stems) >= RESTATES:
                    self._join(entry, earlier)
                    break

    def reason(self, sentences: Sequence[Sentence], entries: Sequence[Entry]) -> None:
        """Let what a speaker says support what the next sentence concludes from it, or the one before it that it is a reason for.

        Args:
            sentences: those of a turn, in order.
            entries: its claims.
        """
        claimed = {entry.claim.start: entry for entry in entries}
        for before, sentence in pairwise(sentences):
            second = claimed.get(sentence.start)
            does = joined(before.text, sentence.text) if second else ""
            first = claimed.get(before.start)
            if does == "concludes" and first is None and second and len(before.words) >= _FEWEST_WORDS:
                # What a claim is concluded from is claimed as well.
                first = self._book.add(second.claim.speaker, before, rule="is a reason")
            if first is None or second is None or not does:
                continue
            premise, conclusion = (first, second) if does == "concludes" else (second, first)
            pair = (premise.claim.id, conclusion.claim.id)
            if pair[0] != pair[1] and pair not in self._found:
                self._found[pair] = self._make.relation(
                    pair[0],
                    "supports",
                    pair[1],
                    basis="explicit",
                    place=Span(start=sentence.start, end=sentence.end, utterance=sentence.utterance),
                    about=conclusion.claim.text,
                    origin=Origin(source="rules", confidence=_SURE_OF_A_REASON, rule=does),
                )

    def _join(self, entry: Entry, earlier: Entry) -> None:
        pair = (entry.claim.id, earlier.claim.id)
        if pair in self._found or pair[0] == pair[1]:
            return
        sure = round(likeness(earlier.stems, entry.stems), 2)
        self._found[pair] = self._make.relation(
            pair[0],
            "rephrases",
            pair[1],
            basis="inferred",
            about=earlier.claim.text,
            origin=Origin(source="rules", confidence=sure, rule="the same speaker in nearly the same words"),
        )
