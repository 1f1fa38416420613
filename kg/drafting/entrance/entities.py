"""Named things of an answer as persons, organizations, products, places, works and concepts, beside those that a person declared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.drafting.entrance.kept import Kept
from kg.drafting.entrance.records import NameRecord
from kg.drafting.ground import everyone
from kg.model import AnnotatedEvent, Concept, Membership, Organization, Place, Product, Speaker, Work, slug


def with_told_names(event: AnnotatedEvent, kept: Kept, is_named: Mapping[str, bool]) -> AnnotatedEvent:
    """Return an event with the names that were told, kind by kind where no person declared any of the kind.

    Args:
        event: with its speakers as they are called now.
        kept: what was told.
        is_named: organization that a speaker is said to belong to → whether the transcript names it.
    """
    taken = {e.id for e in everyone(event)}
    belonged = [
        NameRecord(kind="organization", name=o)
        for names in kept.organizations_of.values()
        for o in names
        if is_named[o]
    ]
    told = _joined([*kept.names, *belonged])
    organizations = event.organizations or tuple(
        Organization(id=i, name=r.name, aliases=r.also) for i, r in _fresh(told, {"organization"}, taken)
    )
    by_name = {slug(n): o.id for o in organizations for n in (o.name, *o.aliases)}
    products = event.products or tuple(
        Product(id=i, name=r.name, aliases=r.also, maker=_maker(r, by_name))
        for i, r in _fresh(told, {"product"}, taken)
    )
    works = event.works or _works(told, taken)
    places = event.places or _places(told, taken)
    people = event.people or tuple(
        Speaker(id=i, name=r.name, aliases=r.also, role=None, memberships=_of(([r.maker] if r.maker else []), by_name))
        for i, r in _fresh(told, {"person"}, taken)
    )
    speakers = tuple(
        replace(s, memberships=_of(kept.organizations_of.get(_old(kept, s), ()), by_name))
        if s.guessed and not s.memberships
        else s
        for s in event.speakers
    )
    return replace(
        event,
        speakers=speakers,
        people=people,
        organizations=organizations,
        products=products,
        places=places,
        works=works,
    )


def _works(told: Sequence[NameRecord], taken: set[str]) -> tuple[Work, ...]:
    return tuple(Work(id=i, name=r.name, aliases=r.also) for i, r in _fresh(told, {"work"}, taken))


def _places(told: Sequence[NameRecord], taken: set[str]) -> tuple[Place, ...]:
    return tuple(Place(id=i, name=r.name, aliases=r.also) for i, r in _fresh(told, {"place"}, taken))


def told_concepts(kept: Kept, taken: Iterable[Concept]) -> tuple[Concept, ...]:
    """Return the concepts that were told and that no vocabulary has."""
    known = {slug(label) for c in taken for label in (c.label, *c.alt_labels, *c.hidden_labels)} | {c.id for c in taken}
    found = []
    for record in _joined(kept.names):
        if record.kind == "concept" and not {slug(n) for n in (record.name, *record.also)} & known:
            known.add(slug(record.name))
            found.append(Concept(id=slug(record.name), label=record.name, alt_labels=record.also, discovered=True))
    return tuple(found)


def _old(kept: Kept, speaker: Speaker) -> str:
    return next(
        (old for old, new in kept.renamed.items() if new == speaker.name and old in kept.organizations_of), speaker.name
    )


def _of(names: Iterable[str], by_name: Mapping[str, str]) -> tuple[Membership, ...]:
    ids = dict.fromkeys(by_name[slug(n)] for n in names if slug(n) in by_name)
    return tuple(Membership(organization=i) for i in ids)


def _maker(record: NameRecord, by_name: Mapping[str, str]) -> str:
    return by_name.get(slug(record.maker), "") if record.maker else ""


def _fresh(told: Sequence[NameRecord], kinds: set[str], taken: set[str]) -> list[tuple[str, NameRecord]]:
    """Return the records of some kinds with ids that nothing else has; an id that is taken is the same thing again."""
    found = []
    for record in told:
        name = slug(record.name)
        if record.kind in kinds and name not in taken:
            taken.add(name)
            found.append((name, record))
    return sorted(found, key=lambda f: f[0])


def _joined(names: Iterable[NameRecord]) -> list[NameRecord]:
    """Return names with those that are one joined: the same kind, and the same name or other name."""
    made: list[NameRecord] = []
    for record in names:
        labels = {slug(n) for n in (record.name, *record.also)}
        for i, one in enumerate(made):
            if one.kind == record.kind and labels & {slug(n) for n in (one.name, *one.also)}:
                also = [n for n in (*one.also, record.name, *record.also) if n != one.name]
                made[i] = replace(one, also=tuple(dict.fromkeys(also)), maker=one.maker or record.maker)
                break
        else:
            made.append(record)
    return made
