"""What p3 means: ids are an answer's own, a later answer may go on with them or begin again, and a wording may come twice."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from kg.drafting.entrance.records import (
    Answer,
    EventRecord,
    Fault,
    Origin,
    PropositionRecord,
    QuestionRecord,
    Record,
    SameRecord,
)
from kg.evidence.nearly_verbatim import NEGATIONS, words_of

#: A second wording under the same id that is at least so near is a mended wording, not another sentence.
_SAME_WORDING = 75.0
Numberable = PropositionRecord | QuestionRecord


class Numbering:
    """Questions and propositions under keys of their own, and what an id means where it stands.

    An id means what was last said of it. The same sentence under two ids is one; another sentence under the same id is
    another one, and is told; nearly the same is a mended wording, and the later one stays.
    """

    def __init__(self, answers: Sequence[Answer]) -> None:
        self.questions: dict[str, QuestionRecord] = {}
        self.propositions: dict[str, PropositionRecord] = {}
        self.faults: list[Fault] = []
        self._merged: dict[str, str] = {}
        self._by_text: dict[tuple[type[Record], str], str] = {}
        #: id → the places at which it got a meaning, and the meanings.
        self._meanings: dict[str, tuple[list[int], list[str]]] = defaultdict(lambda: ([], []))
        self._order: dict[tuple[str, int], int] = {}
        records = [r for answer in answers for r in answer.records]
        for at, record in enumerate(records):
            self._order.setdefault((record.origin.answer, record.origin.line), at)
            if isinstance(record, PropositionRecord | QuestionRecord):
                self._define(record, at)
        for record in records:
            if isinstance(record, SameRecord):
                self._merge(record)
        self._settle(next((r for r in records if isinstance(r, EventRecord)), EventRecord()))

    def key(self, name: str, origin: Origin) -> str | None:
        """Return the key of what an id means at a place: what was last said of it before, else what is said later."""
        ats, keys = self._meanings.get(name, ([], []))
        if not ats:
            # A key of ours, as prompts list it.
            return name if name in self.propositions or name in self.questions else None
        at = self._order.get((origin.answer, origin.line), ats[-1])
        found = keys[max(0, bisect_right(ats, at) - 1)]
        while found in self._merged:
            found = self._merged[found]
        return found

    def _define(self, record: Numberable, at: int) -> None:
        text = (type(record), " ".join(words_of(record.text)))
        same = self._by_text.get(text)
        ats, keys = self._meanings[record.id]
        before = keys[-1] if keys else None
        if same is None and before is not None and self._rewords(before, record):
            self._put(before, record)
            self._by_text[text] = before
            return
        if same is None:
            if before is not None:
                reason = f"{record.id} stood for something else before; from here on it is this"
                self.faults.append(Fault(verdict="mended", reason=reason, origin=record.origin))
            same = self._new_key(record.id)
            self._put(same, record)
            self._by_text[text] = same
        if same != before:
            ats.append(at)
            keys.append(same)

    def _put(self, key: str, record: Numberable) -> None:
        if isinstance(record, PropositionRecord):
            self.propositions[key] = replace(record, id=key)
        else:
            self.questions[key] = replace(record, id=key)

    def _rewords(self, key: str, record: Numberable) -> bool:
        """Say whether a record is a better wording of what is there: nearly its words, with the same words of negation."""
        there = (self.propositions if isinstance(record, PropositionRecord) else self.questions).get(key)
        if there is None or fuzz.token_sort_ratio(there.text, record.text) < _SAME_WORDING:
            return False
        one, other = ([w for w in words_of(t) if w in NEGATIONS] for t in (there.text, record.text))
        return sorted(one) == sorted(other)

    def _new_key(self, name: str) -> str:
        key, n = name, 1
        while key in self.propositions or key in self.questions:
            n += 1
            key = f"{name}.{n}"
        return key

    def _merge(self, record: SameRecord) -> None:
        keep, drop = self.key(record.keep, record.origin), self.key(record.drop, record.origin)
        if keep is not None and keep == drop:
            return
        for table in (self.propositions, self.questions):
            if keep is not None and drop is not None and keep in table and drop in table:
                self._merged[drop] = keep
                del table[drop]
                return
        reason = f"the same: {record.keep!r} and {record.drop!r} are not two propositions or two questions"
        self.faults.append(Fault(verdict="unusable", reason=reason, origin=record.origin))

    def _settle(self, event: EventRecord) -> None:
        """Give each proposition its question; where it names none that there is, the first one, and say so."""
        for key, record in self.propositions.items():
            question = self.key(record.question, record.origin)
            if question in self.questions:
                self.propositions[key] = replace(record, question=question)
                continue
            first = next(iter(self.questions), None) or self._question_of(event, record.origin)
            reason = f"proposition: there is no question {record.question[:20]!r}; put under {first}"
            self.faults.append(Fault(verdict="mended", reason=reason, origin=record.origin))
            self.propositions[key] = replace(record, question=first)

    def _question_of(self, event: EventRecord, origin: Origin) -> str:
        text = event.motion or event.title or "What is discussed?"
        self.questions["q0"] = QuestionRecord(id="q0", text=text, origin=origin)
        return "q0"
