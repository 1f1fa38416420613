"""What an answer consists of: one record a line, whoever answers and through whichever door.

A record holds what was said and nothing that was checked: turns are numbers as given, codes and ids are the answer's own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Sign = Literal["+", "-", "±", "(+)", "(-)"]
How = Literal["said", "shown", "side", "told"]
NameKind = Literal["person", "organization", "product", "work", "place", "concept"]
DecisionState = Literal["decided", "open", "parked"]
Consent = Literal["yes", "in part", "no", "not present"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a record was read: the name of the answer, the line in it (from 1), and that line as it stands."""

    answer: str = ""
    line: int = 0
    text: str = ""

    def __str__(self) -> str:
        return f"{self.answer}:{self.line}" if self.answer else f"line {self.line}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One record; two that say the same are equal, wherever they stand."""

    origin: Origin = field(default_factory=Origin, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRecord(Record):
    """The happening; `assigned` where sides were dealt out and need not be the speakers' own views."""

    title: str = ""
    form: str = ""
    date: str = ""
    place: str = ""
    motion: str = ""
    assigned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerRecord(Record):
    """A label of the transcript, with the code that the other records use for it."""

    code: str
    label: str
    name: str = ""
    role: str = ""
    side: str = ""
    organizations: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NameRecord(Record):
    """Something or somebody that is named and does not speak."""

    kind: NameKind
    name: str
    also: tuple[str, ...] = ()
    maker: str = ""
    what: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionRecord(Record):
    """A question, with the words that ask it where somebody does."""

    id: str
    text: str
    who: str = ""
    turns: tuple[int, ...] = ()
    quote: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PropositionRecord(Record):
    """A sentence that one signs and another refuses."""

    id: str
    question: str
    text: str
    kind: str = "fact"
    minor: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceRecord(Record):
    """One cell of the table: where somebody stands on a proposition, and the words that show it.

    `sign` in brackets is a point granted to the other side. `by` is who is quoted, where that is not the one who stands so.
    """

    proposition: str
    who: str
    sign: Sign
    quote: str
    how: How = "shown"
    turns: tuple[int, ...] = ()
    why: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRecord(Record):
    """Something asserted; `bears_on` holds (sign, proposition)."""

    who: str
    quote: str
    text: str
    turns: tuple[int, ...] = ()
    bears_on: tuple[tuple[Sign, str], ...] = ()
    whose: str = ""
    number: str = ""
    top: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRecord(Record):
    """One passage answers another's."""

    who: str
    quote: str
    to: str
    relation: str
    turns: tuple[int, ...] = ()
    to_turns: tuple[int, ...] = ()
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceRecord(Record):
    """A speaker takes up, names or addresses another's words."""

    who: str
    quote: str
    to: str
    relation: str = "neutral"
    turns: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRecord(Record):
    """What a meeting decided, left open or parked; `consent` holds (who, yes | in part | no | not present)."""

    state: DecisionState
    text: str
    quote: str
    turns: tuple[int, ...] = ()
    about: str = ""
    consent: tuple[tuple[str, Consent], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SameRecord(Record):
    """Two propositions, or two questions, that say the same: the second goes into the first."""

    keep: str
    drop: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What happened to a line that was not taken as it stands.

    `verdict`: `mended` (kept, and how), `unusable` (not kept, and why), `ignored` (no record at all: chatter).
    """

    verdict: Literal["mended", "unusable", "ignored"]
    reason: str
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer as read: its records in order, what was not taken, and whether it says to be done or to have more.

    `cut` says that it breaks off in the middle of a record.
    """

    name: str
    records: tuple[Record, ...]
    faults: tuple[Fault, ...] = ()
    ended: bool = False
    more: bool = False
    cut: bool = False
