"""What is left of an answer once each record has been held against the transcript: speakers by name, quotes by place."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.drafting.entrance.places import Place
from kg.drafting.entrance.records import Consent, DecisionState, Fault, How, NameRecord, PropositionRecord, Sign
from kg.model import AnnotatedEvent, Speaker


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptQuestion:
    """A question; `asked_by` and `place` where somebody asks it in words."""

    key: str
    text: str
    asked_by: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptStance:
    """One piece of evidence: whose stance, on what, which side, in which words, told by whom. `sign` as in the record."""

    speaker: str
    proposition: str
    sign: Sign
    how: How
    place: Place
    why: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptClaim:
    """An assertion. `speaker` is whose it is; `by` is who says the words, where that is another."""

    speaker: str
    place: Place
    text: str
    by: str = ""
    note: str = ""
    number: str = ""
    top: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptLink:
    """Words of one speaker that take up another's; `to_turns` are turns of the other, where they were told."""

    speaker: str
    to: str
    place: Place
    relation: str
    to_turns: tuple[int, ...] = ()
    about: str = ""
    is_link: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptDecision:
    """What was decided, left open or parked, in which words, and who agreed."""

    state: DecisionState
    text: str
    place: Place
    about: str = ""
    consent: tuple[tuple[str, Consent], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """All that was kept of some answers, and what happened to each line that was not taken as it stands.

    Speakers go by their labels here, as the transcript has them; `renamed` says by which names they go afterwards, and
    `codes` by which codes the answers call them. `n_twice` counts records that repeat another.
    """

    known: AnnotatedEvent
    title: str = ""
    form: str = ""
    date: str = ""
    place: str = ""
    motion: str = ""
    assigned: bool = False
    speakers: tuple[Speaker, ...] = ()
    renamed: dict[str, str] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    sides: dict[str, str] = field(default_factory=dict)
    organizations_of: dict[str, tuple[str, ...]] = field(default_factory=dict)
    names: tuple[NameRecord, ...] = ()
    questions: tuple[KeptQuestion, ...] = ()
    propositions: tuple[PropositionRecord, ...] = ()
    stances: tuple[KeptStance, ...] = ()
    claims: tuple[KeptClaim, ...] = ()
    links: tuple[KeptLink, ...] = ()
    decisions: tuple[KeptDecision, ...] = ()
    faults: tuple[Fault, ...] = ()
    n_twice: int = 0
    finished: bool = False
