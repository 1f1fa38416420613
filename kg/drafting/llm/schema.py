"""What a language model may answer in each pass; anything else is an error that it is told of, once or twice."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from kg.model import Basis, Polarity, PropositionKind, ReferenceType, RelationType, Role


class Answer(BaseModel):
    """Base of all answers: unknown keys are ignored, values are checked."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class SpeakerAnswer(Answer):
    """A speaker with the role in this event and the other names used for the person."""

    name: str
    role: Role = "unknown"
    aliases: tuple[str, ...] = ()


class EntityAnswer(Answer):
    """An organization or product that is named."""

    name: str
    aliases: tuple[str, ...] = ()


class SpeakersAnswer(Answer):
    """Pass one: who takes part, and what is named."""

    speakers: tuple[SpeakerAnswer, ...] = ()
    organizations: tuple[EntityAnswer, ...] = ()
    products: tuple[EntityAnswer, ...] = ()


class PropositionAnswer(Answer):
    """A sentence that one can agree or disagree with."""

    text: str = Field(min_length=3)
    kind: PropositionKind = "fact"


class QuestionAnswer(Answer):
    """A question of the debate with the propositions that answer it."""

    text: str = Field(min_length=3)
    asked_by: str = ""
    quote: str = ""
    propositions: tuple[PropositionAnswer, ...] = ()


class QuestionsAnswer(Answer):
    """Pass two: questions and propositions."""

    questions: tuple[QuestionAnswer, ...] = ()


class StanceAnswer(Answer):
    """Where a claim stands towards a proposition, given by its id."""

    proposition: str
    stance: Polarity
    basis: Basis = "explicit"


class ClaimAnswer(Answer):
    """A claim with its verbatim quote; `key` names it within one answer."""

    key: str = ""
    speaker: str
    quote: str
    text: str = Field(min_length=3)
    hedged: bool = False
    quantity: str = ""
    stances: tuple[StanceAnswer, ...] = ()


class RelationAnswer(Answer):
    """One claim towards another, by their keys, with the words that say so."""

    from_key: str
    to_key: str
    relation: RelationType
    basis: Basis = "explicit"
    quote: str = ""
    about: str = ""


class ReferenceAnswer(Answer):
    """A speaker refers to another in these words."""

    speaker: str
    refers_to: str
    relation: ReferenceType = "neutral"
    quote: str
    about: str = ""


class ClaimsAnswer(Answer):
    """Pass three, for one window: claims, relations and references."""

    claims: tuple[ClaimAnswer, ...] = ()
    relations: tuple[RelationAnswer, ...] = ()
    references: tuple[ReferenceAnswer, ...] = ()


class MergeAnswer(Answer):
    """Two propositions that say the same: `drop` goes into `keep`."""

    keep: str
    drop: str


class ReconcileAnswer(Answer):
    """Pass four: propositions that say the same."""

    merges: tuple[MergeAnswer, ...] = ()
