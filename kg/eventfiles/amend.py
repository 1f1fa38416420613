"""Changes to an annotated event, each a function from event to event: accept, reject, retype, merge, rename."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from typing import Any, cast, get_args

from kg.errors import DataFileError, KgError
from kg.eventfiles.pointers import repointed, respoken, without
from kg.evidence.ids import relation_id
from kg.evidence.stances import shown_by, stances_of
from kg.evidence.suggest import did_you_mean
from kg.model import (
    AnnotatedEvent,
    EntityType,
    Evidence,
    Organization,
    Place,
    Product,
    PropositionKind,
    ReferenceType,
    Relation,
    RelationType,
    Side,
    Speaker,
    Stance,
    Work,
)

#: The lists of an event whose entries have an id of their own.
_WITH_ID = (
    "claims",
    "relations",
    "references",
    "questions",
    "propositions",
    "speakers",
    "people",
    "organizations",
    "products",
    "places",
    "works",
    "concepts",
)
#: What names a thing of the world: one kind of it may turn out to be another.
_ENTITIES = {"speakers", "people", "organizations", "products", "places", "works", "concepts"}
_NAMED = ("speakers", "people", "organizations", "products", "places", "works")
_TYPES: dict[str, EntityType] = {
    "speakers": "speaker",
    "people": "person",
    "organizations": "organization",
    "products": "product",
    "places": "place",
    "works": "work",
    "concepts": "concept",
}
#: Class of thing that is spoken of → the field that holds them.
_CLASSES = {
    "person": "people",
    "organization": "organizations",
    "product": "products",
    "place": "places",
    "work": "works",
}
_MAKES: dict[str, type] = {"organization": Organization, "product": Product, "place": Place, "work": Work}
_STANCE_OF: dict[str, Side] = {"agrees": "agrees", "disagrees": "disagrees", "qualifies": "mixed"}
#: A piece of evidence: the key of its stance, and its claim.
_Piece = tuple[str, str]


class UnmatchedError(KgError):
    """What is to be changed is not in the event."""


def stance_key(stance: Stance) -> str:
    """Return how corrections name a stance: the speaker and the proposition."""
    return f"{stance.speaker}|{stance.proposition}"


def accept(event: AnnotatedEvent, target: str) -> AnnotatedEvent:
    """Say that a person confirms a claim, stance, relation, reference, question or proposition."""
    if _is_stance(event, target):
        return _with_evidence(event, _of_stance(event, target), lambda e: replace(e, source="human"))
    field = field_of(event, target)

    def confirmed(value: Any) -> Any:
        changes: dict[str, object] = (
            {"source": "human"} if hasattr(value, "source") else {"guessed": False} if hasattr(value, "guessed") else {}
        )
        if hasattr(value, "confidence"):
            changes["confidence"] = 1.0
        return replace(value, **changes)

    return _with(event, field, target, confirmed)


def reject(event: AnnotatedEvent, target: str) -> AnnotatedEvent:
    """Remove something, and what hangs on it alone."""
    if _is_stance(event, target):
        return replace(event, stances=tuple(s for s in event.stances if stance_key(s) != target))
    field = field_of(event, target)
    if field == "relations":
        relation = next(r for r in event.relations if r.id == target)
        event = _with_evidence(event, _standing(event, relation), lambda _: None)
    event = _put(event, field, tuple(v for v in getattr(event, field) if v.id != target))
    return without(event, field, target)


def retype(event: AnnotatedEvent, target: str, to: str, where: str) -> AnnotatedEvent:
    """Give a relation, reference or stance another type, a proposition another kind, an entity another class."""
    if _is_stance(event, target):
        side = cast(Side, _checked(to, Side, where))
        # What was read wrongly is what the claims that showed the old side show; each rests on what it rested on.
        return _with_evidence(
            event, _of_stance(event, target), lambda e: replace(e, side=side, kind="", source="human")
        )
    field = field_of(event, target)
    if field == "relations":
        return _retyped_relation(event, target, cast(RelationType, _checked(to, RelationType, where)))
    if field == "references":
        relation = cast(ReferenceType, _checked(to, ReferenceType, where))
        return _with(event, field, target, lambda r: replace(r, relation=relation, source="human", confidence=1.0))
    if field == "propositions":
        kind = cast(PropositionKind, _checked(to, PropositionKind, where))
        return _with(event, field, target, lambda p: replace(p, kind=kind, source="human"))
    if field in _CLASSES.values():
        return _reclassed(event, field, target, to, where)
    raise DataFileError(
        f"{where}: a {field[:-1]} has no type to change (retype relations, references, stances, propositions, entities)"
    )


def merge(event: AnnotatedEvent, target: str, into: str, where: str) -> AnnotatedEvent:
    """Let one entity, claim, question or proposition go into another: names, claims and mentions go with it.

    Raises:
        UnmatchedError: one of the two is not there.
        DataFileError: they are two claims of two speakers: nobody's stance may rest on another's words.
    """
    field, other = field_of(event, target), field_of(event, into)
    if target == into:
        return event  # an entry above has let them be one already
    gone = next(v for v in getattr(event, field) if v.id == target)
    stays = next(v for v in getattr(event, other) if v.id == into)
    if field != other and not {field, other} <= _ENTITIES:
        raise DataFileError(f"{where}: a {field[:-1]} cannot go into a {other[:-1]} (merge things of one kind)")
    if field == other == "claims" and gone.speaker != stays.speaker:
        raise DataFileError(
            f"{where}: a claim of {gone.speaker} cannot go into one of {stays.speaker} (merge claims of one speaker)"
        )
    event = _put(event, field, tuple(v for v in getattr(event, field) if v.id != target))
    event = _with_names_of(event, gone, field, into, other)
    if field == other == "speakers":
        event = respoken(event, gone.name, stays.name)
    return repointed(_mentioning(event, target, into, _TYPES.get(other)), target, into)


def _with_names_of(event: AnnotatedEvent, gone: Any, field: str, into: str, other: str) -> AnnotatedEvent:
    """Let what stays have the names of what is gone."""
    if other in _NAMED and field in _NAMED:
        names = (gone.name, *gone.aliases)
        return _with(event, other, into, lambda e: replace(e, aliases=_more(e.aliases, names, but=e.name)))
    if field == other == "concepts":
        labels = (gone.label, *gone.alt_labels)
        return _with(event, other, into, lambda c: replace(c, alt_labels=_more(c.alt_labels, labels, but="")))
    return event


def _more(names: Iterable[str], others: Iterable[str], *, but: str) -> tuple[str, ...]:
    return tuple(name for name in dict.fromkeys((*names, *others)) if name != but)


def _mentioning(event: AnnotatedEvent, old: str, new: str, entity_type: EntityType | None) -> AnnotatedEvent:
    """Let the words that name one thing name another, of a class that can be named."""
    if entity_type is None:
        return event
    mentions = (replace(m, entity=new, entity_type=entity_type) if m.entity == old else m for m in event.mentions)
    return replace(event, mentions=tuple(mentions))


def rename(event: AnnotatedEvent, target: str, to: str, where: str) -> AnnotatedEvent:
    """Give an entity another name (the old one stays as an alias), or a claim, question or proposition another text.

    Raises:
        UnmatchedError: there is no such thing, or it has no name.
        DataFileError: another speaker has that name.
    """
    field = field_of(event, target)
    if field in {"claims", "questions", "propositions"}:
        return _with(event, field, target, lambda v: replace(v, text=to))
    if field == "concepts":
        return _with(
            event,
            field,
            target,
            lambda c: replace(c, label=to, alt_labels=tuple(dict.fromkeys((*c.alt_labels, c.label)))),
        )
    if field not in _NAMED:
        raise UnmatchedError(target)
    old = next(v for v in getattr(event, field) if v.id == target).name
    if field == "speakers" and any(s.name == to and s.id != target for s in event.speakers):
        raise DataFileError(f"{where}: another speaker is called '{to}' (merge the two, if they are one)")
    event = _with(
        event,
        field,
        target,
        lambda e: replace(e, name=to, aliases=tuple(a for a in dict.fromkeys((*e.aliases, old)) if a != to)),
    )
    return respoken(event, old, to) if field == "speakers" else event


def _is_stance(event: AnnotatedEvent, target: str) -> bool:
    if "|" not in target:
        return False
    if not any(stance_key(s) == target for s in event.stances):
        raise UnmatchedError(target)
    return True


def field_of(event: AnnotatedEvent, target: str) -> str:
    """Return the list that an id is in; of a question and a proposition of one id the question's, as `annotations.yaml` has it.

    Raises:
        UnmatchedError: it is in none.
    """
    for field in _WITH_ID:
        if any(value.id == target for value in getattr(event, field)):
            return field
    raise UnmatchedError(target)


def _put(event: AnnotatedEvent, field: str, values: tuple[Any, ...]) -> AnnotatedEvent:
    changes: dict[str, Any] = {field: values}
    return replace(event, **changes)


def _with(event: AnnotatedEvent, field: str, target: str, change: Callable[[Any], Any]) -> AnnotatedEvent:
    return _put(event, field, tuple(change(v) if v.id == target else v for v in getattr(event, field)))


def _checked(value: str, kind: Any, where: str) -> str:
    allowed = get_args(kind)
    if value not in allowed:
        raise DataFileError(
            f"{where}: '{value}' is no type of this (one of {', '.join(allowed)}){did_you_mean(value, allowed)}"
        )
    return value


def _of_stance(event: AnnotatedEvent, target: str) -> set[_Piece]:
    """Return the pieces that show the side that a stance, named by its key, comes to."""
    return {(stance_key(s), claim) for s in event.stances if stance_key(s) == target for claim in s.claims}


def _with_evidence(
    event: AnnotatedEvent, pieces: Collection[_Piece], change: Callable[[Evidence], Evidence | None]
) -> AnnotatedEvent:
    """Change pieces of evidence, or remove them, and join anew what is left; the pieces of other claims stay as they are."""
    shown = []
    for speaker, proposition, piece in shown_by(event.stances):
        chosen = (f"{speaker}|{proposition}", piece.claim) in pieces
        kept = change(piece) if chosen else piece
        if kept is not None:
            shown.append((speaker, proposition, kept))
    return replace(event, stances=stances_of(shown, event.claims))


def _standing(event: AnnotatedEvent, relation: Relation) -> set[_Piece]:
    """Return what a machine read off a relation: what the claim that answers shows on what the other claim says."""
    stated = {
        proposition
        for _, proposition, piece in shown_by(event.stances)
        if piece.claim == relation.to_claim and piece.side == "agrees"
    }
    return {
        (f"{speaker}|{proposition}", piece.claim)
        for speaker, proposition, piece in shown_by(event.stances)
        if proposition in stated and piece.claim == relation.from_claim and piece.source != "human"
    }


def _retyped_relation(event: AnnotatedEvent, target: str, to: RelationType) -> AnnotatedEvent:
    relation = next(r for r in event.relations if r.id == target)
    side = _STANCE_OF.get(to)
    event = _with_evidence(event, _standing(event, relation), lambda e: replace(e, side=side) if side else None)
    new_id = relation_id(event.event.id, relation.from_claim, to, relation.to_claim)
    # Of two that have become one, the person's stays.
    others = tuple(r for r in event.relations if r.id != new_id or r.id == target)
    return _with(
        replace(event, relations=others),
        "relations",
        target,
        lambda r: replace(r, id=new_id, relation=to, source="human", confidence=1.0),
    )


def _reclassed(event: AnnotatedEvent, field: str, target: str, to: str, where: str) -> AnnotatedEvent:
    if to not in _CLASSES:
        raise DataFileError(f"{where}: '{to}' is no class of entity (one of {', '.join(_CLASSES)})")
    old = next(v for v in getattr(event, field) if v.id == target)
    names = {
        "id": old.id,
        "name": old.name,
        "aliases": old.aliases,
        "ambiguous_aliases": old.ambiguous_aliases,
        "same_as": old.same_as,
    }
    new: Any = Speaker(role=None, **names) if to == "person" else _MAKES[to](**names)
    event = _put(event, field, tuple(v for v in getattr(event, field) if v.id != target))
    event = _put(event, _CLASSES[to], (*getattr(event, _CLASSES[to]), new))
    return _mentioning(event, target, target, cast(EntityType, to))
