"""corrections.yaml: what a person changed in annotations that a method made; applied last, keyed by the ids of content.

A correction whose target is not there any more (another method drafted something else) is left out and reported.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Literal

from pydantic import Field

from kg.errors import DataFileError
from kg.eventfiles import amend
from kg.eventfiles.additions import Addition, add
from kg.eventfiles.amend import UnmatchedError
from kg.eventfiles.annotation_file import ClaimEntry, PropositionEntry, QuestionEntry, ReferenceEntry, RelationEntry
from kg.eventfiles.yaml_source import FileModel, YamlSource, read_model, read_yaml
from kg.model import AnnotatedEvent, Revision

Action = Literal["accept", "reject", "retype", "merge", "rename", "add"]


class CorrectionEntry(FileModel):
    """One correction as written: what to do, with what, and why."""

    action: Action
    target: str = ""
    to: str = ""
    into: str = ""
    why: str = ""
    claim: ClaimEntry | None = None
    relation: RelationEntry | None = None
    reference: ReferenceEntry | None = None
    question: QuestionEntry | None = None
    proposition: PropositionEntry | None = None


class CorrectionFile(FileModel):
    """The shape of corrections.yaml."""

    corrections: tuple[CorrectionEntry, ...] = Field(default=())


def read_corrections(path: Path) -> tuple[CorrectionFile, YamlSource]:
    """Read and check corrections.yaml by itself.

    Raises:
        DataFileError: bad YAML, an unknown key or action, a correction that lacks what it needs.
    """
    source = read_yaml(path)
    file = read_model(source, CorrectionFile)
    for i, entry in enumerate(file.corrections):
        lack = _lacks(entry)
        if lack:
            raise DataFileError(f"{source.where('corrections', i)}: {entry.action} needs {lack}")
    return file, source


def _lacks(entry: CorrectionEntry) -> str:
    if entry.action == "add":
        given = [
            x
            for x in (entry.claim, entry.relation, entry.reference, entry.question, entry.proposition)
            if x is not None
        ]
        return "" if len(given) == 1 else "exactly one of claim, relation, reference, question or proposition"
    if not entry.target:
        return "a target (the id of what it corrects)"
    if entry.action in {"retype", "rename"} and not entry.to:
        return "'to' (the new type or name)"
    if entry.action == "merge" and not entry.into:
        return "'into' (the id of what stays)"
    return ""


def apply_corrections(event: AnnotatedEvent, path: Path) -> AnnotatedEvent:
    """Return the event with the corrections of a file applied in their order; each applied one is a revision.

    What no longer finds its target is told in the event's warnings, with its line.

    Raises:
        DataFileError: the file is malformed, or a new type is not one that the target can have.
    """
    file, source = read_corrections(path)
    for i, entry in enumerate(file.corrections):
        where = source.where("corrections", i)
        try:
            event = replace(_applied(event, entry, where), revisions=(*event.revisions, _revision(entry)))
        except UnmatchedError as missing:
            warning = f"{where}: {entry.action} '{missing}' no longer finds its target (look it up in the new draft, or delete the line)"
            event = replace(event, warnings=(*event.warnings, warning))
    return event


def _applied(event: AnnotatedEvent, entry: CorrectionEntry, where: str) -> AnnotatedEvent:
    if entry.action == "add":
        what: Addition = entry.claim or entry.relation or entry.reference or entry.question or entry.proposition  # type: ignore[assignment]
        return add(event, what, where)
    doing: dict[str, Callable[[], AnnotatedEvent]] = {
        "accept": lambda: amend.accept(event, entry.target),
        "reject": lambda: amend.reject(event, entry.target),
        "retype": lambda: amend.retype(event, entry.target, entry.to, where),
        "merge": lambda: amend.merge(event, entry.target, entry.into),
        "rename": lambda: amend.rename(event, entry.target, entry.to),
    }
    return doing[entry.action]()


def _revision(entry: CorrectionEntry) -> Revision:
    if entry.action == "add":
        kind = next(
            k for k in ("claim", "relation", "reference", "question", "proposition") if getattr(entry, k) is not None
        )
        added = getattr(entry, kind)
        target = next(
            (t for t in (getattr(added, "key", ""), getattr(added, "id", ""), getattr(added, "quote", "")) if t), ""
        )
        return Revision(action="add", target=f"{kind} {target}".strip(), detail=entry.why)
    change = entry.to or entry.into
    return Revision(
        action=entry.action,
        target=entry.target,
        detail="; ".join(p for p in (change and f"to {change}", entry.why) if p),
    )
