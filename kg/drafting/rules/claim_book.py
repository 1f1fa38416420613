"""The claims of a draft as they are found: one a sentence, with stable ids, and what each is about."""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass

from kg.drafting.english.lexis import content, is_negative
from kg.drafting.english.normalisation import sentence_text
from kg.drafting.english.polarity import main_clause
from kg.drafting.english.sentences import Sentence
from kg.drafting.rules.claims import confidence as asserted
from kg.drafting.rules.claims import is_hedged, is_reported, quantity, score
from kg.evidence.given import Origin, Span
from kg.evidence.statements import Statements
from kg.model import Claim

#: How many claims of one speaker are kept at hand for comparison: what is answered or repeated was said not long ago.
RECENT = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A claim with the stems of its content words and its polarity."""

    claim: Claim
    stems: frozenset[str]
    negative: bool


class ClaimBook:
    """Claims in the order in which they are made, each made once a sentence."""

    def __init__(self, make: Statements) -> None:
        self._make = make
        self._entries: dict[int, Entry] = {}
        self._reported: dict[tuple[int, str], Entry] = {}
        self.recent: dict[str, deque[Entry]] = defaultdict(lambda: deque(maxlen=RECENT))

    def claims(self) -> tuple[Claim, ...]:
        """Return all claims in the order of the text."""
        own = [((start, ""), entry.claim) for start, entry in self._entries.items()]
        told = [(place, entry.claim) for place, entry in self._reported.items()]
        return tuple(claim for _, claim in sorted((*own, *told), key=lambda found: found[0]))

    def add(
        self,
        speaker: str,
        sentence: Sentence,
        *,
        rule: str,
        confidence: float | None = None,
        text: str = "",
        end: int = 0,
    ) -> Entry:
        """Return the claim of a sentence, made now or before.

        Args:
            speaker: whose claim it is, by name.
            sentence: where it stands.
            rule: why it is taken for a claim.
            confidence: how much the sentence asserts, from 0 to 1; measured here where it is not given.
            text: how the claim reads alone; by default as the sentence does.
            end: the offset to which the quote runs on, in characters of the transcript.
        """
        known = self._entries.get(sentence.start)
        if known is not None:
            return known
        end = end or sentence.end
        sure = asserted(score(sentence)) if confidence is None else confidence
        claim = self._make.claim(
            speaker,
            Span(start=sentence.start, end=end, utterance=sentence.utterance),
            text or sentence_text(sentence.text),
            hedged=is_hedged(sentence),
            quantity=quantity(sentence),
            note="gives the words or thoughts of others" if is_reported(sentence) else "",
            origin=Origin(source="rules", confidence=sure, rule=rule),
        )
        entry = Entry(claim=claim, stems=content(sentence.words), negative=is_negative(main_clause(sentence.words)))
        self._entries[sentence.start] = entry
        self.recent[speaker].append(entry)
        return entry

    def report(
        self, speaker: str, sentence: Sentence, *, text: str, reported_by: str, confidence: float, rule: str
    ) -> Entry:
        """Return the claim of a speaker that another one tells: `text` says what, the sentence is the teller's."""
        known = self._reported.get((sentence.start, speaker))
        if known is not None:
            return known
        claim = self._make.claim(
            speaker,
            Span(start=sentence.start, end=sentence.end, utterance=sentence.utterance),
            text,
            reported_by=reported_by,
            origin=Origin(source="rules", confidence=confidence, rule=rule),
        )
        entry = Entry(claim=claim, stems=content(sentence.words), negative=False)
        self._reported[sentence.start, speaker] = entry
        return entry


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of content words that two sentences have in common (Jaccard)."""
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if shared else 0.0
