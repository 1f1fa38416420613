"""corrections.yaml: what a person changed in annotations that a method made; applied last, keyed by the ids of content.

A correction whose target is not there any more (another method drafted something else) is left out and reported.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import Field

from kg.errors import DataFileError
from kg.eventfiles import amend
from kg.eventfiles.amend import UnmatchedError
from kg.eventfiles.annotation_file import ClaimEntry, PropositionEntry, QuestionEntry, ReferenceEntry, RelationEntry
from kg.eventfiles.annotations import claim_of, question_of, reference_of, relation_of
from kg.eventfiles.yaml_source import FileModel, YamlSource, read_model, read_yaml
from kg.evidence.ids import Where, proposition_of
from kg.evidence.quotes import Quotes
from kg.evidence.stances import shown_by, stances_of
from kg.evidence.statements import Origin, Statements
from kg.model import AnnotatedEvent, Claim, Proposition, Question, Reference, Relation, Revision

_Made = TypeVar("_Made", Claim, Reference, Relation, Question, Proposition)
_PERSON = Origin()
Action = Literal["accept", "reject", "retype", "merge", "rename", "add", "acknowledge"]


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
        DataFileError: the file is malformed, what it adds does not fit the transcript, or a new type is not one that
            the target can have.
    """
    file, source = read_corrections(path)
    quotes = Quotes(event.transcript.text)
    for i, entry in enumerate(file.corrections):
        where = _where(source, i)
        try:
            applied = _added(event, entry, quotes, where) if entry.action == "add" else _amended(event, entry, where())
            event = replace(applied, revisions=(*event.revisions, _revision(entry)))
        except UnmatchedError as missing:
            warning = f"{where()}: {entry.action} '{missing}' no longer finds its target (look it up in the new draft, or delete the line)"
            event = replace(event, warnings=(*event.warnings, warning))
    return event


def _where(source: YamlSource, i: int, *above: str | int) -> Where:
    return lambda *keys: source.where("corrections", i, *above, *keys)


def _amended(event: AnnotatedEvent, entry: CorrectionEntry, where: str) -> AnnotatedEvent:
    doing: dict[str, Callable[[], AnnotatedEvent]] = {
        # The finding is looked for when all corrections are applied: see kg.evidence.consistency.
        "acknowledge": lambda: event,
        "accept": lambda: amend.accept(event, entry.target),
        "reject": lambda: amend.reject(event, entry.target),
        "retype": lambda: amend.retype(event, entry.target, entry.to, where),
        "merge": lambda: amend.merge(event, entry.target, entry.into, where),
        "rename": lambda: amend.rename(event, entry.target, entry.to),
    }
    return doing[entry.action]()


def _added(event: AnnotatedEvent, entry: CorrectionEntry, quotes: Quotes, at: Where) -> AnnotatedEvent:
    """Return the event with one thing more, made by a person: located and checked as an entry of annotations.yaml is.

    Raises:
        UnmatchedError: it points to a claim, question or proposition that is not there.
        QuoteError, UnknownSpeakerError, DanglingIdError: it does not fit the transcript.
    """
    make = Statements(
        event.event.id,
        event.transcript,
        speakers={s.name for s in event.speakers},
        concepts={c.id for c in event.concepts},
        quotes=quotes,
    )
    claims = {c.id: c.id for c in event.claims}
    if entry.claim:
        return _with_claim(event, entry.claim, make, _below(at, "claim"))
    if entry.relation:
        _there((entry.relation.from_claim, entry.relation.to_claim), claims)
        relation = relation_of(entry.relation, make, claims, _below(at, "relation"), _PERSON)
        return replace(event, relations=_instead(event.relations, relation))
    if entry.reference:
        _there((entry.reference.from_claim, entry.reference.to_claim), claims)
        reference = reference_of(entry.reference, make, claims, _below(at, "reference"), _PERSON)
        return replace(event, references=_instead(event.references, reference))
    if entry.question:
        question = question_of(entry.question, make, _below(at, "question"))
        return replace(event, questions=_instead(event.questions, question))
    assert entry.proposition is not None
    return _with_proposition(event, entry.proposition, _below(at, "proposition"))


def _below(at: Where, kind: str) -> Where:
    return lambda *keys: at(kind, *keys)


def _there(values: Iterable[str], known: Collection[str]) -> None:
    for value in values:
        if value and value not in known:
            raise UnmatchedError(value)


def _instead(values: tuple[_Made, ...], new: _Made) -> tuple[_Made, ...]:
    others: Iterable[_Made] = (v for v in values if v.id != new.id)
    return tuple(chain(others, (new,)))


def _with_claim(event: AnnotatedEvent, entry: ClaimEntry, make: Statements, where: Where) -> AnnotatedEvent:
    _there(entry.stances, {p.id for p in event.propositions})
    claim = claim_of(entry, make, where, _PERSON)
    claims = tuple(sorted(_instead(event.claims, claim), key=lambda c: (c.start, c.end)))
    # What was known of this claim makes way; what other claims show stays theirs.
    shown = [s for s in shown_by(event.stances) if s[2].claim != claim.id]
    shown += [(claim.speaker, about, stance.evidence(claim)) for about, stance in entry.stances.items()]
    return replace(event, claims=claims, stances=stances_of(shown, claims))


def _with_proposition(event: AnnotatedEvent, entry: PropositionEntry, where: Where) -> AnnotatedEvent:
    questions = {q.id for q in event.questions}
    _there((entry.question,), questions)
    new = proposition_of(
        entry.id, entry.text, question=entry.question, kind=entry.kind, questions=questions, where=where
    )
    return replace(event, propositions=_instead(event.propositions, new))


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
