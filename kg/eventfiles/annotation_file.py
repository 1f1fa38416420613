"""annotations.yaml: questions, propositions, claims with their stances, relations, references, and read mentions."""

from __future__ import annotations

from pathlib import Path

from pydantic import AliasChoices, Field, field_validator

from kg.errors import DataFileError
from kg.eventfiles.annotators import AnnotatorEntries
from kg.eventfiles.yaml_source import FileModel, YamlSource, read_model, read_yaml
from kg.evidence.ids import check_id
from kg.evidence.stances import usual_basis
from kg.model import (
    Basis,
    Claim,
    Evidence,
    EvidenceKind,
    Outcome,
    PollPhase,
    PropositionKind,
    ReferenceType,
    RelationBasis,
    RelationType,
    Salience,
    Side,
)

Texts = tuple[str, ...]
#: Who or what made an entry.
SOURCE = r"^human$|^rules$|^model:.+$"


class Sourced(FileModel):
    """What says where an entry comes from: a person, or a method with its confidence and rule."""

    source: str = Field(default="", pattern=rf"^$|{SOURCE}")
    confidence: float = Field(default=1.0, ge=0, le=1)
    rule: str = ""
    note: str = ""


class QuestionEntry(Sourced):
    """A question as written."""

    id: str
    text: str = Field(min_length=1)
    asked_by: str = ""
    quote: str = ""
    prefix: str = ""
    occurrence: int = Field(default=0, ge=0)


class PropositionEntry(Sourced):
    """A proposition as written."""

    id: str
    question: str
    text: str = Field(min_length=1)
    kind: PropositionKind


class StanceEntry(FileModel):
    """What a claim shows, as written, in its long form.

    Without a basis the claim is explicit, or reported where another tells it; without a source it is the claim's.
    """

    stance: Side
    basis: Basis | None = None
    kind: EvidenceKind = ""
    why: str = ""
    source: str = Field(default="", pattern=rf"^$|{SOURCE}")

    def evidence(self, claim: Claim) -> Evidence:
        """Return what the claim shows, with all that the entry leaves unsaid."""
        return Evidence(
            claim=claim.id,
            side=self.stance,
            basis=self.basis or usual_basis(claim),
            kind=self.kind,
            why=self.why,
            source=self.source or claim.source,
        )


class ClaimEntry(Sourced):
    """A claim as written; `stances` maps proposition ids to a stance."""

    key: str = ""
    speaker: str
    quote: str
    prefix: str = ""
    occurrence: int = Field(default=0, ge=0)
    text: str = Field(min_length=1)
    concepts: Texts = ()
    stances: dict[str, StanceEntry] = Field(default={})
    hedged: bool = False
    quantity: str = ""
    reported_by: str = ""
    salience: Salience = "supporting"

    @field_validator("stances", mode="before")
    @classmethod
    def _long_form(cls, value: object) -> object:
        if isinstance(value, dict):
            return {k: {"stance": v} if isinstance(v, str) else v for k, v in value.items()}
        return value


class ReferenceEntry(Sourced):
    """A reference as written; `from_claim` and `to_claim` are keys of claims."""

    speaker: str
    refers_to: str
    relation: ReferenceType
    quote: str
    prefix: str = ""
    occurrence: int = Field(default=0, ge=0)
    about: str = ""
    from_claim: str = Field(default="", validation_alias=AliasChoices("from_claim", "claim"))
    to_claim: str = ""


class RelationEntry(Sourced):
    """A relation between two claims, given by their keys, as written."""

    from_claim: str = Field(validation_alias=AliasChoices("from_claim", "from"))
    to_claim: str = Field(validation_alias=AliasChoices("to_claim", "to"))
    relation: RelationType
    basis: RelationBasis = "explicit"
    quote: str = ""
    prefix: str = ""
    occurrence: int = Field(default=0, ge=0)
    about: str = ""


class DecisionEntry(Sourced):
    """What a meeting came to, as written: the names of those who are on record, by their answers."""

    outcome: Outcome
    text: str = Field(min_length=1)
    quote: str
    prefix: str = ""
    occurrence: int = Field(default=0, ge=0)
    question: str = ""
    proposition: str = ""
    agreed: Texts = ()
    agreed_in_part: Texts = ()
    refused: Texts = ()
    absent: Texts = ()


class PollEntry(Sourced):
    """What an audience answered, as written: `shares` say how many chose what, each as `for: 31%`, `for: about 31%` or `for: 12`."""

    text: str = Field(min_length=1)
    shares: Texts = Field(min_length=1)
    quote: str
    prefix: str = ""
    occurrence: int = Field(default=0, ge=0)
    phase: PollPhase = ""
    question: str = ""
    proposition: str = ""


class MentionEntry(FileModel):
    """What words name where a matcher cannot know: `entity` is an id, or nothing where the words name nothing."""

    surface: str = Field(min_length=1)
    quote: str
    prefix: str = ""
    occurrence: int = Field(default=0, ge=0)
    nth: int = Field(default=1, ge=1)
    entity: str | None = None


class AnnotationFile(FileModel):
    """The shape of annotations.yaml; `source` holds for every entry that names none of its own, `by` names who annotated by hand."""

    by: AnnotatorEntries = ()
    source: str = Field(default="human", pattern=SOURCE)
    transcript_sha256: str = Field(default="", pattern=r"^$|^[0-9a-f]{64}$")
    run: dict[str, str] = Field(default={})
    questions: tuple[QuestionEntry, ...] = ()
    propositions: tuple[PropositionEntry, ...] = ()
    claims: tuple[ClaimEntry, ...] = ()
    references: tuple[ReferenceEntry, ...] = ()
    relations: tuple[RelationEntry, ...] = ()
    decisions: tuple[DecisionEntry, ...] = ()
    polls: tuple[PollEntry, ...] = ()
    mentions: tuple[MentionEntry, ...] = ()


def read_annotation_file(path: Path) -> tuple[AnnotationFile, YamlSource]:
    """Read and check annotations.yaml by itself: its shape, its ids well-formed and unique.

    Raises:
        DataFileError: with file, line, cause and remedy.
    """
    source = read_yaml(path)
    file = read_model(source, AnnotationFile)
    for section, name in (("questions", "id"), ("propositions", "id"), ("claims", "key")):
        seen: dict[str, int] = {}
        for i, entry in enumerate(getattr(file, section)):
            value = getattr(entry, name)
            if not value:
                continue
            check_id(value, source.where(section, i, name))
            line = source.line(section, i, name)
            if value in seen:
                raise DataFileError(
                    f"{path.name}:{line}: {name} '{value}' is used before at line {seen[value]} (make it unique)"
                )
            seen[value] = line
    return file, source
