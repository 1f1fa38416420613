"""annotations.yaml: questions, propositions, claims with their stances, relations, references, and read mentions."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, field_validator

from kg.errors import DataFileError
from kg.eventfiles.event_file import check_id
from kg.eventfiles.yaml_source import FileModel, YamlSource, read_model, read_yaml
from kg.model import Basis, Polarity, PropositionKind, ReferenceType, RelationType

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


class PropositionEntry(Sourced):
    """A proposition as written."""

    id: str
    question: str
    text: str = Field(min_length=1)
    kind: PropositionKind


class StanceEntry(FileModel):
    """A stance as written, in its long form."""

    stance: Polarity
    basis: Basis = "explicit"


class ClaimEntry(Sourced):
    """A claim as written; `stances` maps proposition ids to a stance."""

    key: str = ""
    speaker: str
    quote: str
    prefix: str = ""
    text: str = Field(min_length=1)
    concepts: Texts = ()
    stances: dict[str, StanceEntry] = Field(default={})
    hedged: bool = False
    quantity: str = ""
    reported_by: str = ""

    @field_validator("stances", mode="before")
    @classmethod
    def _long_form(cls, value: object) -> object:
        if isinstance(value, dict):
            return {k: {"stance": v} if isinstance(v, str) else v for k, v in value.items()}
        return value


class ReferenceEntry(Sourced):
    """A reference as written; `claim` and `to_claim` are keys of claims."""

    speaker: str
    refers_to: str
    relation: ReferenceType
    quote: str
    prefix: str = ""
    about: str = ""
    claim: str = ""
    to_claim: str = ""


class RelationEntry(Sourced):
    """A relation between two claims, given by their keys, as written."""

    from_: str = Field(alias="from")
    to: str
    relation: RelationType
    basis: Basis = "explicit"
    quote: str = ""
    prefix: str = ""
    about: str = ""


class MentionEntry(FileModel):
    """What words name where a matcher cannot know: `entity` is an id, or nothing where the words name nothing."""

    surface: str = Field(min_length=1)
    quote: str
    prefix: str = ""
    nth: int = Field(default=1, ge=1)
    entity: str | None = None


class AnnotationFile(FileModel):
    """The shape of annotations.yaml; `source` holds for every entry that names none of its own."""

    source: str = Field(default="human", pattern=SOURCE)
    transcript_sha256: str = Field(default="", pattern=r"^$|^[0-9a-f]{64}$")
    run: dict[str, str] = Field(default={})
    questions: tuple[QuestionEntry, ...] = ()
    propositions: tuple[PropositionEntry, ...] = ()
    claims: tuple[ClaimEntry, ...] = ()
    references: tuple[ReferenceEntry, ...] = ()
    relations: tuple[RelationEntry, ...] = ()
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
            check_id(value, source, (section, i, name))
            line = source.line(section, i, name)
            if value in seen:
                raise DataFileError(
                    f"{path.name}:{line}: {name} '{value}' is used before at line {seen[value]} (make it unique)"
                )
            seen[value] = line
    return file, source
