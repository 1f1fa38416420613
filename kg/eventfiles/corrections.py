"""corrections.yaml: what a person changed in annotations that a method made; applied last, keyed by the ids of content.

A correction whose target is not there any more (another method drafted something else) is left out and reported.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TypeVar

from kg.errors import DataFileError
from kg.eventfiles import amend, restate
from kg.eventfiles.amend import UnmatchedError
from kg.eventfiles.annotation_file import ClaimEntry, PropositionEntry
from kg.eventfiles.annotations import claim_of, question_of, reference_of, relation_of
from kg.eventfiles.correction_file import CorrectionEntry, CorrectionFile, read_corrections
from kg.eventfiles.moves import Moves
from kg.eventfiles.yaml_source import YamlSource
from kg.evidence.given import Origin
from kg.evidence.ids import Where, digest_of, proposition_of
from kg.evidence.quotes import Quotes
from kg.evidence.stances import shown_by, stances_of
from kg.evidence.statements import Statements
from kg.model import AnnotatedEvent, Claim, Proposition, Question, Reference, Relation, Revision

_Made = TypeVar("_Made", Claim, Reference, Relation, Question, Proposition)
_PERSON = Origin()


def apply_corrections(event: AnnotatedEvent, path: Path) -> AnnotatedEvent:
    """Return the event with the corrections of a file applied in their order; each applied one is a revision.

    What no longer finds its target is told in the event's warnings, with its line.

    Raises:
        DataFileError: the file is malformed, what it adds does not fit the transcript, or a new type is not one that
            the target can have.
    """
    file, source = read_corrections(path)
    if file.transcript and file.transcript != transcript_digest(event):
        raise DataFileError(
            f"{source.where('transcript')}: was made for other words than these ({file.transcript[:12]}… is not "
            f"{transcript_digest(event)[:12]}…; delete the line if what it corrects is still there)"
        )
    event = replace(event, warnings=(*event.warnings, *conflicts(file, source)))
    quotes, moves = Quotes(event.transcript.text), Moves()
    for i, written in enumerate(file.corrections):
        where, entry = _where(source, i), moves.followed(written, event)
        try:
            before = event
            applied = _added(event, entry, quotes, where) if entry.action == "add" else _amended(event, entry, where)
            event = replace(applied, revisions=(*event.revisions, _revision(written, file)))
            moves.note(entry, before, event)
        except UnmatchedError as missing:
            warning = f"{where()}: {entry.action} '{missing}' no longer finds its target (look it up in the new draft, or delete the line)"
            event = replace(event, warnings=(*event.warnings, warning))
    return event


def transcript_digest(event: AnnotatedEvent) -> str:
    """Return what tells the words of an event from others', whoever is said to speak them."""
    return digest_of(event.transcript.words_of(u) for u in event.transcript.utterances)


#: What decides one thing of its target: two people who decide it differently are in conflict.
_DECIDES = {
    **dict.fromkeys(("accept", "reject"), "whether it stands"),
    **dict.fromkeys(("retype", "stance"), "its type or side"),
    **{"rename": "its name", "merge": "where it goes", "split": "its parts", "speaker": "who speaks"},
}


def conflicts(file: CorrectionFile, source: YamlSource) -> list[str]:
    """Return, a line each, where two people decide the same of one thing differently; the later one holds.

    What one person decides anew is a change of mind, and none.
    """
    found = []
    last: dict[tuple[str, str], tuple[int, str, object]] = {}
    for i, entry in enumerate(file.corrections):
        if entry.action not in _DECIDES:
            continue
        key, who = (_DECIDES[entry.action], entry.target), entry.by or file.by
        what = (entry.action, entry.to, entry.into, entry.opposite, entry.parts, tuple(sorted(entry.claims)))
        if key in last:
            before, whose, then = last[key]
            if whose != who and then != what:
                found.append(
                    f"{source.where('corrections', i)}: {who or 'somebody'} decides {key[0]} of '{entry.target}' otherwise than "
                    f"{whose or 'somebody'} at line {source.line('corrections', before)} (the later one holds; delete one)"
                )
        last[key] = (i, who, what)
    return found


def _where(source: YamlSource, i: int, *above: str | int) -> Where:
    return lambda *keys: source.where("corrections", i, *above, *keys)


def _amended(event: AnnotatedEvent, entry: CorrectionEntry, at: Where) -> AnnotatedEvent:
    where = at()
    doing: dict[str, Callable[[], AnnotatedEvent]] = {
        # The finding is looked for when all corrections are applied: see kg.evidence.consistency.
        "acknowledge": lambda: event,
        "accept": lambda: amend.accept(event, entry.target),
        "reject": lambda: amend.reject(event, entry.target),
        "retype": lambda: amend.retype(event, entry.target, entry.to, where),
        "merge": lambda: amend.merge(_turned(event, entry), entry.target, entry.into, where),
        "rename": lambda: amend.rename(event, entry.target, entry.to, where),
        "stance": lambda: restate.take_stance(event, entry, at),
        "split": lambda: restate.split(event, entry.target, entry.parts, at),
        "speaker": lambda: restate.speaks(event, entry.target, entry.to),
    }
    return doing[entry.action]()


def _turned(event: AnnotatedEvent, entry: CorrectionEntry) -> AnnotatedEvent:
    return restate.opposed(event, entry.target) if entry.opposite and entry.target != entry.into else event


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
    # The same words of the same speaker are one claim, also where its id is from before the speaker got another name.
    place = (claim.speaker, claim.start, claim.end)
    claim = replace(claim, id=next((c.id for c in event.claims if (c.speaker, c.start, c.end) == place), claim.id))
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


def _revision(entry: CorrectionEntry, file: CorrectionFile) -> Revision:
    who, when = entry.by or file.by, entry.at or file.at
    if entry.action == "add":
        kind, added = entry.added()
        target = next(
            (t for t in (getattr(added, "key", ""), getattr(added, "id", ""), getattr(added, "quote", "")) if t), ""
        )
        return Revision(action="add", target=f"{kind} {target}".strip(), detail=entry.why, by=who, at=when)
    change = entry.to or entry.into or ", ".join(part.id for part in entry.parts)
    if change and entry.opposite:
        change += ", as its opposite"
    return Revision(
        action=entry.action,
        target=entry.target,
        detail="; ".join(p for p in (change and f"to {change}", entry.why) if p),
        by=who,
        at=when,
    )
