"""The shape of corrections.yaml: who decided what, one entry an action, in the order in which they are applied."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, field_validator

from kg.errors import DataFileError
from kg.eventfiles.annotation_file import ClaimEntry, PropositionEntry, QuestionEntry, ReferenceEntry, RelationEntry
from kg.eventfiles.yaml_source import FileModel, YamlSource, read_model, read_yaml
from kg.model import Basis, PropositionKind

Action = Literal[
    "accept", "reject", "retype", "merge", "rename", "add", "acknowledge", "stance", "split", "speaker"
]  # fmt: skip
#: What `add` can add, by the key of its entry.
ADDED = ("claim", "relation", "reference", "question", "proposition")
#: A turn as a correction names it: its number, from 1.
TURN = re.compile(r"turn-([1-9]\d{0,6})")


class PartEntry(FileModel):
    """One of the propositions into which another is split.

    The evidence of `claims` goes to it; with `opposite` it is of the other side there. What no part names goes to the first.
    """

    id: str
    text: str = Field(min_length=1)
    kind: PropositionKind | None = None
    claims: tuple[str, ...] = ()
    opposite: bool = False


class CorrectionEntry(FileModel):
    """One correction as written: what to do, with what, and why; by whom and when, where that is not the file's own."""

    action: Action
    target: str = ""
    to: str = ""
    into: str = ""
    opposite: bool = False
    basis: Basis | None = None
    claims: tuple[str, ...] = ()
    parts: tuple[PartEntry, ...] = ()
    why: str = ""
    by: str = ""
    at: str = ""
    claim: ClaimEntry | None = None
    relation: RelationEntry | None = None
    reference: ReferenceEntry | None = None
    question: QuestionEntry | None = None
    proposition: PropositionEntry | None = None

    @field_validator("at", mode="before")
    @classmethod
    def _as_text(cls, value: Any) -> Any:
        return _iso(value)

    def added(self) -> tuple[str, Any]:
        """Return what an `add` adds: its kind and its entry."""
        kind = next(k for k in ADDED if getattr(self, k) is not None)
        return kind, getattr(self, kind)


class CorrectionFile(FileModel):
    """The shape of corrections.yaml.

    `by` and `at` hold for entries without their own. `transcript` is the digest of the words that were reviewed
    (`kg.evidence.ids.digest_of`): a file for other words is refused.
    """

    by: str = ""
    at: str = ""
    transcript: str = ""
    corrections: tuple[CorrectionEntry, ...] = Field(default=())

    @field_validator("at", mode="before")
    @classmethod
    def _as_text(cls, value: Any) -> Any:
        return _iso(value)


def _iso(value: Any) -> Any:
    # YAML reads an unquoted date as a date.
    return value.isoformat() if hasattr(value, "isoformat") else value


def read_corrections(path: Path) -> tuple[CorrectionFile, YamlSource]:
    """Read and check corrections.yaml by itself.

    Raises:
        DataFileError: bad YAML, an unknown key or action, a correction that lacks what it needs.
    """
    source = read_yaml(path)
    file = read_model(source, CorrectionFile)
    for i, entry in enumerate(file.corrections):
        if lack := _lacks(entry):
            raise DataFileError(f"{source.where('corrections', i)}: {entry.action} needs {lack}")
    return file, source


def _lacks(entry: CorrectionEntry) -> str:
    if entry.action == "add":
        given = [k for k in ADDED if getattr(entry, k) is not None]
        return "" if len(given) == 1 else "exactly one of claim, relation, reference, question or proposition"
    if not entry.target:
        return "a target (the id of what it corrects)"
    needs = {
        "retype": ("to", "'to' (the new type)"),
        "rename": ("to", "'to' (the new name)"),
        "stance": ("to", "'to' (agrees, disagrees, mixed, no stance; or none, to take it away)"),
        "speaker": ("to", "'to' (who speaks the turn)"),
        "merge": ("into", "'into' (the id of what stays)"),
        "split": ("parts", "'parts' (at least two propositions)"),
    }
    name, told = needs.get(entry.action, ("target", ""))
    if not getattr(entry, name) or (entry.action == "split" and len(entry.parts) < 2):
        return told
    if entry.action == "stance" and entry.to != "none" and not entry.claims:
        return "'claims' (the ids of the speaker's claims that show it)"
    if entry.action == "speaker" and not TURN.fullmatch(entry.target):
        return "a turn as target, by its number from 1: turn-12"
    return ""
