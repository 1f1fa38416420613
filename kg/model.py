"""The values that readers, extractors and the graph hand to one another: frozen, keyword-only, no RDF, no file format.

Offsets count Unicode characters of `Transcript.text`; times are seconds from the start of the event, or None.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, get_args

from kg.annotators import Annotator as Annotator  # noqa: PLC0414
from kg.shares import Share as Share  # noqa: PLC0414
from kg.skos import Concept as Concept  # noqa: PLC0414  (part of the model, for all who import it from here)
from kg.skos import Said as Said  # noqa: PLC0414
from kg.skos import Scheme as Scheme  # noqa: PLC0414
from kg.slugs import content_id as content_id  # noqa: PLC0414
from kg.slugs import first_free as first_free  # noqa: PLC0414
from kg.slugs import slug as slug  # noqa: PLC0414
from kg.transcript import NOBODY as NOBODY  # noqa: PLC0414
from kg.transcript import LeftOut as LeftOut  # noqa: PLC0414
from kg.transcript import Role as Role  # noqa: PLC0414
from kg.transcript import SpeakerLabel as SpeakerLabel  # noqa: PLC0414
from kg.transcript import Transcript as Transcript  # noqa: PLC0414
from kg.transcript import Utterance as Utterance  # noqa: PLC0414
from kg.transcript import UtteranceKind as UtteranceKind  # noqa: PLC0414

PropositionKind = Literal["fact", "forecast", "value", "definition", "policy"]
Side = Literal["agrees", "disagrees", "mixed", "no stance"]
RelationType = Literal["agrees", "disagrees", "qualifies", "rephrases", "builds on", "supports"]
ReferenceType = Literal["agrees", "disagrees", "qualifies", "builds on", "neutral"]
#: On what a statement rests. A stance may rest on any; a relation is explicit or inferred.
Basis = Literal["explicit", "inferred", "assigned", "reported"]
RelationBasis = Literal["explicit", "inferred"]
#: What a piece of evidence does beside showing a side: a concession grants the other side something, and no more.
EvidenceKind = Literal["", "concession"]
#: The weight of a claim: what the debate is about, what serves it, and what is a chronicle or an announcement.
Salience = Literal["core", "supporting", "background"]
#: What happens at an event, and where sides are dealt out, which one a person speaks for.
EventForm = Literal["", "debate", "panel", "interview", "town hall", "hearing", "meeting"]
DealtSide = Literal["", "for", "against"]
#: When those present were asked, where they were asked twice.
PollPhase = Literal["", "before", "after"]
#: What a meeting came to on a matter.
Outcome = Literal["decided", "open", "parked"]
EntityType = Literal["speaker", "person", "organization", "product", "place", "work", "concept"]

ROLES: tuple[str, ...] = get_args(Role)
#: Roles that count as the panel in every measure: the host, the audience and unknown voices do not.
PANEL_ROLES: frozenset[str] = frozenset({"panelist", "speaker"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """A person in an organization, with the role there and whether it is current (None: not known)."""

    organization: str
    role: str = ""
    current: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A person of the event. `role` None marks a person who is only spoken of."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    ambiguous_aliases: tuple[str, ...] = ()
    role: Role | None = "panelist"
    memberships: tuple[Membership, ...] = ()
    guessed: bool = False
    side: DealtSide = ""
    same_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """What bears a name and is neither a person nor a concept."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    ambiguous_aliases: tuple[str, ...] = ()
    kind: str = "other"
    same_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization(Thing):
    """A company, university, laboratory or other body."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Product(Thing):
    """A model, app, benchmark, framework or the like, with the id of the organization that makes it."""

    maker: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Thing):
    """A city, country, river, street or building."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work(Thing):
    """What is read, seen, heard or cited: a book, film, song, article, report, law or treaty."""


#: What bears a name, beside concepts.
Named = Speaker | Thing


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """The happening itself.

    `start_time` is the time of day at which it begins, with a zone where that is known. `source`, `licence` and
    `publisher` are those of its transcript, each as an address or in words; `media` is where its recording is to be
    had, as an address or the name of a file. `motion` is what a debate is about, in the words in which it is put.
    `annotators` annotated it by hand, by name.
    """

    id: str
    title: str
    date: str = ""
    start_time: str = ""
    place: str = ""
    source: str = ""
    licence: str = ""
    publisher: str = ""
    media: str = ""
    language: str = ""
    form: EventForm = ""
    motion: str = ""
    annotators: tuple[Annotator, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What propositions answer (an IBIS issue). `start` and `end` are set where a speaker asks it in words."""

    id: str
    text: str
    asked_by: str = ""
    quote: str = ""
    start: int | None = None
    end: int | None = None
    source: str = "human"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposition:
    """What one can agree or disagree with; it answers one question."""

    id: str
    text: str
    question: str
    kind: PropositionKind
    source: str = "human"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one speaker asserts, once: a verbatim quote with its offsets, and its one-sentence normalisation.

    `utterance` is the index of the utterance that holds the quote; `confidence` is between 0 and 1.
    """

    id: str
    speaker: str
    utterance: int
    start: int
    end: int
    quote: str
    text: str
    concepts: tuple[str, ...] = ()
    hedged: bool = False
    quantity: str = ""
    reported_by: str = ""
    salience: Salience = "supporting"
    note: str = ""
    source: str = "human"
    confidence: float = 1.0
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What one claim shows of where its speaker stands towards one proposition, as it was given.

    `basis` is that of this claim alone, whatever other claims show; `why` says in words how the side was read.
    """

    claim: str
    side: Side
    basis: Basis = "explicit"
    kind: EvidenceKind = ""
    why: str = ""
    source: str = "human"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """One speaker towards one proposition: the evidence, and what it comes to when joined.

    All but `speaker`, `proposition` and `evidence` is derived: make one with `kg.evidence.stances.stance_of`.
    `claims` are the ids of those that show the joined side, in the order of the text.
    """

    speaker: str
    proposition: str
    stance: Side
    basis: Basis
    claims: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    source: str = "human"
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """One claim towards another, with the words that say so. `start` and `end` are those of `quote`."""

    id: str
    from_claim: str
    to_claim: str
    relation: RelationType
    basis: RelationBasis
    about: str = ""
    quote: str = ""
    start: int | None = None
    end: int | None = None
    source: str = "human"
    confidence: float = 1.0
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A speaker refers to another speaker, in these words."""

    id: str
    utterance: int
    speaker: str
    refers_to: str
    relation: ReferenceType
    quote: str
    start: int
    end: int
    about: str = ""
    from_claim: str = ""
    to_claim: str = ""
    source: str = "human"
    confidence: float = 1.0
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a meeting decided, left open or parked, in which words, and who is on record.

    It is about a question or a proposition, or neither. Who is silent stands in none of the lists: silence is never yes.
    """

    id: str
    outcome: Outcome
    text: str
    utterance: int
    start: int
    end: int
    quote: str
    question: str = ""
    proposition: str = ""
    agreed: tuple[str, ...] = ()
    agreed_in_part: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    source: str = "human"
    confidence: float = 1.0
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll:
    """What an audience answered when it was asked, in which shares and in which words: nobody's stance, and no decision.

    It is about a question or a proposition, or neither. `phase` says whether it was held before or after the talk.
    """

    id: str
    text: str
    shares: tuple[Share, ...]
    utterance: int
    start: int
    end: int
    quote: str
    phase: PollPhase = ""
    question: str = ""
    proposition: str = ""
    source: str = "human"
    confidence: float = 1.0
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words that name something: `text[start:end] == surface`. `entity` is the id of a typed node."""

    utterance: int
    speaker: str
    entity: str
    entity_type: EntityType
    surface: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One correction by a person, as applied: what was done to which target, and why; by whom and when, where it is said."""

    action: str
    target: str
    detail: str = ""
    by: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What made the annotations when no person did: a method, and its settings as name and value pairs."""

    method: str
    settings: tuple[tuple[str, str], ...] = ()


@dataclass(repr=False, frozen=True, slots=True, kw_only=True)
class AnnotatedEvent:
    """An event with everything known of it: what readers and extractors make and the graph is built from."""

    event: Event
    transcript: Transcript
    speakers: tuple[Speaker, ...]
    people: tuple[Speaker, ...] = ()
    organizations: tuple[Organization, ...] = ()
    products: tuple[Product, ...] = ()
    places: tuple[Place, ...] = ()
    works: tuple[Work, ...] = ()
    concepts: tuple[Concept, ...] = ()
    questions: tuple[Question, ...] = ()
    propositions: tuple[Proposition, ...] = ()
    claims: tuple[Claim, ...] = ()
    stances: tuple[Stance, ...] = ()
    relations: tuple[Relation, ...] = ()
    references: tuple[Reference, ...] = ()
    decisions: tuple[Decision, ...] = ()
    polls: tuple[Poll, ...] = ()
    mentions: tuple[Mention, ...] = ()
    revisions: tuple[Revision, ...] = ()
    run: Run | None = None
    warnings: tuple[str, ...] = field(default=(), compare=False)

    def __repr__(self) -> str:
        kinds = ("speakers", "questions", "propositions", "claims", "stances", "relations", "references", "mentions")
        counts = ", ".join(f"{len(getattr(self, kind)):,} {kind}" for kind in kinds)
        return f"<AnnotatedEvent {self.event.id}: {counts}>"

    def printed_labels(self, person: Speaker) -> tuple[str, ...]:
        """Return the labels by which the transcript itself calls a speaker, in its order.

        >>> transcript = Transcript(text="", utterances=(), format="", labels=(SpeakerLabel(name="Ada", labels=("ADA:",)),))
        >>> ada = Speaker(id="ada", name="Ada Okafor", aliases=("Ada",))
        >>> AnnotatedEvent(event=Event(id="e", title="E"), transcript=transcript, speakers=(ada,)).printed_labels(ada)
        ('ADA:',)
        """
        names = {name.casefold() for name in (person.name, *person.aliases)}
        found = [
            label
            for known in self.transcript.labels
            if names & {name.casefold() for name in (known.name, *known.labels)}
            for label in known.labels
        ]
        return tuple(dict.fromkeys(found))
