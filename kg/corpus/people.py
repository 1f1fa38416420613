"""Who is who: declared by ids, confirmed by a person, or offered; a join is data of its own, and no event's graph is touched.

A speaker of one event and a speaker of another are one person where event.yaml gives both one id (declared), or where
authority/people.yaml says so (confirmed). Everything else is an offer: nobody is joined by a likeness of names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import Field

from kg.corpus.folder import Corpus
from kg.corpus.layout import AUTHORITY
from kg.errors import DataFileError, QueryError
from kg.eventfiles.yaml_source import FileModel, read_model, read_yaml
from kg.evidence.ids import check_id
from kg.evidence.suggest import did_you_mean
from kg.files import write_file
from kg.graph.terms import BASE, OWL
from kg.slugs import slug
from kg.tables.columns import Column, text
from kg.tables.parquet import arrow, parquet_bytes, rows_of

PEOPLE, IDENTITIES = "people.yaml", "identities.parquet"
#: The columns of who is who: an appearance, and the person.
IDENTITY: tuple[Column, ...] = (
    text("event"),
    text("speaker"),
    text("label"),
    text("person"),
    text("name"),
    text("basis"),
)
#: Nobody speaks in public for longer.
_LIFE = 60
Row = dict[str, Any]


class PersonEntry(FileModel):
    """A person, as somebody confirmed it: the names under which the person speaks, where it is, and where it is not.

    `names` are full names as events print them. `only` and `not` hold `event/speaker-id`: where `only` is given, nobody
    else of that name is meant. `from` and `until` are years or dates outside of which nobody of that name is meant.
    """

    id: str
    name: str = Field(min_length=1)
    names: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    not_: tuple[str, ...] = Field(default=(), alias="not")
    from_: str = Field(default="", alias="from")
    until: str = ""
    same_as: tuple[str, ...] = ()


class PeopleFile(FileModel):
    """The shape of authority/people.yaml."""

    people: tuple[PersonEntry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """A speaker of one event: its ids and name, and what may speak against a join."""

    event: str
    id: str
    name: str
    date: str
    organizations: tuple[str, ...]
    declared: bool

    @property
    def key(self) -> str:
        """How authority/people.yaml names it."""
        return f"{self.event}/{self.id}"


def appearances(corpus: Corpus) -> list[Appearance]:
    """Return the speakers of all events, event by event.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    dates = {line.id: line.date for line in corpus.built()}
    found = []
    for path in corpus.tables()["speakers"]:
        for row in rows_of(path, ("event", "id", "label", "organizations", "guessed")):
            if row["event"] in dates:
                found.append(
                    Appearance(
                        event=row["event"],
                        id=row["id"],
                        name=row["label"],
                        date=dates[row["event"]] or "",
                        organizations=tuple(row["organizations"] or ()),
                        declared=not row["guessed"],
                    )
                )
    return sorted(found, key=lambda a: (a.event, a.id))


def read_people(corpus: Path) -> tuple[PersonEntry, ...]:
    """Return the persons that somebody confirmed; none where there is no such file.

    Raises:
        DataFileError: the file is malformed, or an id stands twice.
    """
    path = corpus / AUTHORITY / PEOPLE
    if not path.is_file():
        return ()
    source = read_yaml(path)
    file = read_model(source, PeopleFile)
    seen: set[str] = set()
    for i, entry in enumerate(file.people):
        check_id(entry.id, source.where("people", i, "id"))
        if entry.id in seen:
            raise DataFileError(f"{source.where('people', i, 'id')}: person '{entry.id}' stands twice (join the two)")
        seen.add(entry.id)
    return file.people


def identities(corpus: Corpus) -> list[Row]:
    """Return who is who: `event`, `speaker` (id), `label`, `person`, `name`, `basis` (declared or confirmed), `guessed`, a row an appearance."""
    people = read_people(corpus.folder)
    rows: list[Row] = []
    declared: dict[str, list[Appearance]] = defaultdict(list)
    for seen in appearances(corpus):
        person = next((p for p in people if _is(p, seen)), None)
        if person:
            rows.append(_row(seen, person.id, person.name, "confirmed"))
        elif seen.declared and not any(seen.key in p.not_ for p in people):
            declared[seen.id].append(seen)
    for id_, group in declared.items():
        # The id of one event alone joins nothing.
        if len({a.event for a in group}) > 1:
            rows += [_row(a, id_, a.name, "declared") for a in group]
    return sorted(rows, key=lambda r: (r["person"], r["event"], r["speaker"]))


def _row(seen: Appearance, person: str, name: str, basis: str) -> Row:
    return {
        "event": seen.event,
        "speaker": seen.id,
        "label": seen.name,
        "person": person,
        "name": name,
        "basis": basis,
        "guessed": not seen.declared,
    }


def _is(person: PersonEntry, seen: Appearance) -> bool:
    if seen.key in person.not_:
        return False
    if person.only:
        return seen.key in person.only
    if seen.name not in {person.name, *person.names}:
        return False
    # An undated event says nothing against it.
    return not seen.date or ((person.from_ or "") <= seen.date[: len(person.from_) or None] and _before(seen, person))


def _before(seen: Appearance, person: PersonEntry) -> bool:
    return not person.until or seen.date[: len(person.until)] <= person.until


def offers(corpus: Corpus) -> list[Row]:
    """Return who may be one person: the same full name in several events, with what speaks against it.

    Names of one word, numbered voices and nicknames are never offered: too many people have them.

    Returns:
        Rows of `name`, `events`, `first`, `last` (dates), `organizations`, `signs` (against) and `appearances`.
    """
    joined = {(r["event"], r["speaker"]) for r in identities(corpus)}
    refused = {key for p in read_people(corpus.folder) for key in p.not_}
    by_name: dict[str, list[Appearance]] = defaultdict(list)
    for seen in appearances(corpus):
        if (seen.event, seen.id) not in joined and seen.key not in refused and _is_full(seen.name):
            by_name[seen.name.casefold()].append(seen)
    found = []
    for group in by_name.values():
        if len({a.event for a in group}) > 1:
            dates = sorted(a.date for a in group if a.date)
            found.append(
                {
                    "name": group[0].name,
                    "events": len({a.event for a in group}),
                    "first": dates[0] if dates else "",
                    "last": dates[-1] if dates else "",
                    "organizations": tuple(sorted({o for a in group for o in a.organizations})),
                    "signs": tuple(_signs(group, dates)),
                    "appearances": tuple(a.key for a in group),
                }
            )
    return sorted(found, key=lambda r: (bool(r["signs"]), -r["events"], r["name"]))


def _is_full(name: str) -> bool:
    words = name.replace("_", " ").split()
    return len(words) > 1 and not any(any(c.isdigit() for c in word) for word in words)


def _signs(group: Iterable[Appearance], dates: list[str]) -> list[str]:
    signs = []
    if dates and int(dates[-1][:4]) - int(dates[0][:4]) > _LIFE:
        signs.append(f"{dates[0][:4]} and {dates[-1][:4]} are {int(dates[-1][:4]) - int(dates[0][:4])} years apart")
    at: dict[str, set[str]] = defaultdict(set)
    in_event: dict[str, int] = defaultdict(int)
    for seen in group:
        in_event[seen.event] += 1
        if seen.date:
            at[seen.date] |= set(seen.organizations)
    signs += [f"two of that name in {event}" for event, n in in_event.items() if n > 1]
    signs += [f"{' and '.join(sorted(o))} at one date, {date}" for date, o in sorted(at.items()) if len(o) > 1]
    return signs


def confirm(corpus: Corpus, name: str) -> PersonEntry:
    """Write into authority/people.yaml that all of a name are one person; return the entry.

    Raises:
        QueryError: nobody of that name is offered, or two of it speak in one event.
    """
    offered = {row["name"]: row for row in offers(corpus)}
    if name not in offered:
        raise QueryError(f"people: nobody called '{name}' is offered{did_you_mean(name, offered)}")
    twice = [sign for sign in offered[name]["signs"] if sign.startswith("two of that name")]
    if twice:
        raise QueryError(f"people: there are {twice[0]} (say in {PEOPLE} by `only` who is meant)")
    people = read_people(corpus.folder)
    taken = {p.id for p in people}
    wanted = slug(name)
    id_ = next(i for n in range(1, len(taken) + 2) if (i := wanted if n == 1 else f"{wanted}-{n}") not in taken)
    entry = PersonEntry(id=id_, name=name)
    told = [p.model_dump(by_alias=True, exclude_defaults=True, mode="json") for p in (*people, entry)]
    path = corpus.folder / AUTHORITY / PEOPLE
    path.parent.mkdir(parents=True, exist_ok=True)
    write_file(path, yaml.safe_dump({"people": told}, allow_unicode=True, sort_keys=False, width=120).encode())
    return entry


def identity_quads(corpus: Corpus) -> bytes:
    """Return who is who as N-Quads in a graph of its own: each speaker that was confirmed `owl:sameAs` its person.

    What event.yaml declares with one id has one IRI already.
    """
    base = corpus.about.base_iri or BASE
    lines = set()
    for row in identities(corpus):
        own = f"{base}{row['event']}/speaker/{row['speaker']}" if row["guessed"] else f"{base}person/{row['speaker']}"
        person = f"{base}person/{row['person']}"
        if row["basis"] == "confirmed" and own != person:
            lines.add(f"<{own}> <{OWL.sameAs.value}> <{person}> <{base}authority/people> .\n")
    return "".join(sorted(lines)).encode()


def write_identities(corpus: Corpus) -> int:
    """Write who is who as authority/identities.parquet, for `kg corpus query`; return how many rows it has."""
    rows = identities(corpus)
    values = {c.name: [row[c.name] for row in rows] for c in IDENTITY}
    path = corpus.folder / AUTHORITY / IDENTITIES
    path.parent.mkdir(parents=True, exist_ok=True)
    write_file(path, parquet_bytes(arrow(values, IDENTITY)))
    return len(rows)
