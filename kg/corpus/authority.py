"""Who is who, and what is what: declared by ids, confirmed by a person, or offered; a join is data of its own.

A speaker of one event and a speaker of another are one person where event.yaml gives both one id (declared), or where
authority/people.yaml says so (confirmed). Everything else is an offer: nobody is joined by a likeness of names. The same
holds for organizations, whose ids hold across events, and for concepts: those of a vocabulary are the same everywhere,
the terms that were found in one event belong to it. No event's graph is touched, so that taking a join back costs nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import yaml
from pydantic import Field, create_model

from kg.corpus.alike import signs_against, sorted_by_likeness
from kg.corpus.appearances import CONCEPTS, KINDS, ORGANIZATIONS, PEOPLE, Kind, Seen, seen_in
from kg.corpus.folder import Corpus
from kg.corpus.layout import AUTHORITY
from kg.corpus.points import point_quads, points_table, write_points
from kg.errors import DataFileError, QueryError
from kg.eventfiles.yaml_source import FileModel, YamlSource, read_model, read_yaml
from kg.evidence.ids import check_id
from kg.evidence.suggest import did_you_mean
from kg.export.nquads import sorted_nquads
from kg.files import write_file
from kg.graph.terms import BASE, RDFS
from kg.slugs import first_free, slug
from kg.tables.columns import Column, text
from kg.tables.parquet import table_bytes

__all__ = ["CONCEPTS", "KINDS", "ORGANIZATIONS", "PEOPLE", "Authority", "Entry", "Kind"]
Row = dict[str, Any]


class Entry(FileModel):
    """One person, organization or concept, as somebody confirmed it: under which names, where it is, and where it is not.

    `names` are names as events print them. `only`, `also` and `not` hold `event/id`: where `only` is given, nobody else of
    that name is meant; `also` are meant whatever they are called. `from` and `until` are years or dates outside of which
    nobody of that name is meant. `same_as` are addresses elsewhere.
    """

    id: str
    name: str = Field(min_length=1)
    names: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    not_: tuple[str, ...] = Field(default=(), alias="not")
    from_: str = Field(default="", alias="from")
    until: str = ""
    same_as: tuple[str, ...] = ()

    def means(self, seen: Seen) -> bool:
        """Say whether an appearance under one of the names is meant."""
        if seen.key in self.not_:
            return False
        if self.only:
            return seen.key in self.only
        # An undated event says nothing against it.
        return not seen.date or (
            self.from_ <= seen.date[: len(self.from_) or None]
            and (not self.until or seen.date[: len(self.until)] <= self.until)
        )


def _shape_of(kind: Kind) -> type[FileModel]:
    """Return the shape of a kind's file: its name, and the entries below it."""
    shape: Any = (tuple[Entry, ...], ())
    return create_model(f"{kind.name.title()}File", __base__=FileModel, **{kind.name: shape})


@dataclass(frozen=True, kw_only=True)
class Authority:
    """What is known, and what may be, of the people, the organizations or the concepts of a corpus; each file is read once."""

    corpus: Corpus
    kind: Kind = field(default=PEOPLE)

    @property
    def path(self) -> Path:
        """The file that is a person's to write."""
        return self.corpus.folder / AUTHORITY / f"{self.kind.name}.yaml"

    @property
    def table(self) -> Path:
        """The file of what is joined, for SQL."""
        return self.corpus.folder / AUTHORITY / self.kind.table_file

    @cached_property
    def seen(self) -> list[Seen]:
        """The appearances in all events, event by event."""
        return seen_in(self.corpus, self.kind)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """What somebody confirmed; nothing where there is no such file.

        Raises:
            DataFileError: the file is malformed, or an id stands twice.
        """
        if not self.path.is_file():
            return ()
        source = read_yaml(self.path)
        entries: tuple[Entry, ...] = getattr(read_model(source, _shape_of(self.kind)), self.kind.name)
        _check(entries, source, self.kind)
        return entries

    @cached_property
    def refused(self) -> set[str]:
        """The appearances of which somebody said that they are somebody else's."""
        return {key for entry in self.entries for key in entry.not_}

    @cached_property
    def identities(self) -> list[Row]:
        """Who is who: rows of `columns`, an appearance each, and `alone` where its IRI belongs to its event."""
        by_name: dict[str, list[Entry]] = defaultdict(list)
        by_key: dict[str, Entry] = {}
        for entry in self.entries:
            for name in dict.fromkeys((entry.name, *entry.names)):
                by_name[name].append(entry)
            for key in (*entry.only, *entry.also):
                by_key.setdefault(key, entry)
        rows: list[Row] = []
        by_id: dict[str, list[Seen]] = defaultdict(list)
        for seen in self.seen:
            named = [by_key[seen.key]] if seen.key in by_key else by_name.get(seen.name, [])
            meant = next((e for e in named if seen.key in e.also or e.means(seen)), None)
            if meant:
                rows.append(self._row(seen, meant.id, meant.name, "confirmed"))
            elif not seen.alone and seen.key not in self.refused:
                by_id[seen.id].append(seen)
        for id_, group in by_id.items():
            # The id of one event alone joins nothing.
            if len({s.event for s in group}) > 1:
                rows += [self._row(s, id_, s.name, self.kind.by_id) for s in group]
        return sorted(rows, key=lambda r: (r[self.kind.one], r["event"], r[self.kind.column]))

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the table: an appearance, and what it is."""
        return tuple(map(text, ("event", self.kind.column, "label", self.kind.one, "name", "basis")))

    def _row(self, seen: Seen, id_: str, name: str, basis: str) -> Row:
        what = {self.kind.column: seen.id, self.kind.one: id_}
        return {"event": seen.event, "label": seen.name, "name": name, "basis": basis, "alone": seen.alone} | what

    def offers(self) -> list[Row]:
        """Return what may be one: names that are alike in several events, with what speaks against it.

        Returns:
            Rows of `name`, `events`, `first`, `last` (dates), `organizations` (of people), `signs` (against), `names`, `ids`
            (by which some are joined already) and `appearances`; those against which nothing speaks first.
        """
        known = {f"{r['event']}/{r[self.kind.column]}": r for r in self.identities}
        settled = {key for key, row in known.items() if row["basis"] == "confirmed"}
        unsettled = [s for s in self.seen if s.key not in settled | self.refused]
        found = []
        for group, reasons in sorted_by_likeness(unsettled, self.kind):
            ones = {known[s.key][self.kind.one] if s.key in known else s.key for s in group}
            if len(ones) > 1 and len({s.event for s in group}) > 1:
                ids = tuple(sorted({s.id for s in group if s.key in known}))
                found.append(_offer(group, reasons) | {"ids": ids})
        return sorted(found, key=lambda r: (bool(r["signs"]), -r["events"], r["name"]))

    def confirm(self, name: str) -> Entry:
        """Write into the file that all of an offer are one; return the entry.

        Raises:
            QueryError: nothing of that name is offered, or two of it are in one event.
        """
        offered = {row["name"]: row for row in self.offers()}
        if name not in offered:
            raise QueryError(f"{self.kind.name}: no '{name}' is offered{did_you_mean(name, offered)}")
        offer = offered[name]
        twice = [sign for sign in offer["signs"] if sign.startswith("two of that name")]
        if twice:
            raise QueryError(f"{self.kind.name}: there are {twice[0]} (say in {self.path.name} by `only` who is meant)")
        full = tuple(n for n in offer["names"] if n != name and self.kind.is_full(n))
        # A name of one word means somebody here, and not wherever else it stands.
        short = tuple(s.key for s in self.seen if s.key in offer["appearances"] and not self.kind.is_full(s.name))
        wanted = offer["ids"][0] if len(offer["ids"]) == 1 else slug(name)
        also, only = (short, ()) if self.kind.is_full(name) else ((), short)
        id_ = first_free(wanted, {e.id for e in self.entries})
        entry = Entry(id=id_, name=name, names=full, also=also, only=only)
        told = [e.model_dump(by_alias=True, exclude_defaults=True, mode="json") for e in (*self.entries, entry)]
        content = yaml.safe_dump({self.kind.name: told}, allow_unicode=True, sort_keys=False, width=120)
        write_file(self.path, content.encode())
        return entry

    def quads(self) -> bytes:
        """Return what was confirmed as N-Quads in a graph of its own; what has one IRI already needs no more.

        A person or organization is `owl:sameAs` the one of the file, a term has it as `skos:exactMatch`.
        """
        base = self.corpus.about.base_iri or BASE
        graph = ox.NamedNode(f"{base}authority/{self.kind.name}")
        confirmed = [row for row in self.identities if row["basis"] == "confirmed"]
        ids = {row[self.kind.one] for row in confirmed}
        found = set()
        for entry in self.entries:
            one = ox.NamedNode(f"{base}{self.kind.iri}/{entry.id}")
            if entry.id in ids:
                found.add(ox.Quad(one, RDFS.label, ox.Literal(entry.name), graph))
                found |= {ox.Quad(one, self.kind.same, ox.NamedNode(there), graph) for there in entry.same_as}
        for row in confirmed:
            own = ox.NamedNode(self.kind.iri_of(base, row["event"], row[self.kind.column], alone=row["alone"]))
            one = ox.NamedNode(f"{base}{self.kind.iri}/{row[self.kind.one]}")
            if own != one:
                found.add(ox.Quad(own, self.kind.same, one, graph))
        return sorted_nquads(found)

    def write(self) -> None:
        """Write what is joined as a table, for `kg corpus query`."""
        write_file(self.table, table_bytes(self.identities, self.columns))


def _offer(group: Sequence[Seen], reasons: Sequence[str]) -> Row:
    dates = sorted(s.date for s in group if s.date)
    return {
        "name": max((s.name for s in group), key=lambda n: (len(n.split()), len(n), n)),
        "events": len({s.event for s in group}),
        "first": dates[0] if dates else "",
        "last": dates[-1] if dates else "",
        "organizations": tuple(sorted({o for s in group for o in s.organizations})),
        "signs": (*signs_against(group, dates), *reasons),
        "names": tuple(sorted({s.name for s in group})),
        "appearances": tuple(s.key for s in group),
    }


def authorities(corpus: Corpus) -> dict[str, Authority]:
    """Return those of people, organizations and concepts, by the names of their kinds."""
    return {name: Authority(corpus=corpus, kind=kind) for name, kind in KINDS.items()}


def write_authority(corpus: Corpus) -> dict[str, Authority]:
    """Write all that is joined as tables, for `kg corpus query`; return what is known by kind, as it was read for them.

    Raises:
        DataFileError: a file of a person's is malformed.
    """
    known = authorities(corpus)
    for authority in known.values():
        authority.write()
    write_points(corpus)
    return known


def authority_tables(corpus: Corpus) -> dict[str, Path]:
    """Return the name of each view of `kg corpus query` on what is joined, and its file."""
    views = {a.kind.view: a.table for a in authorities(corpus).values()}
    return views | {"points": points_table(corpus)}


def authority_quads(corpus: Corpus) -> Iterator[bytes]:
    """Yield the graphs of what is joined, as N-Quads; one where nothing is joined is empty."""
    for authority in authorities(corpus).values():
        yield authority.quads()
    yield point_quads(corpus)


def _check(entries: Iterable[Entry], source: YamlSource, kind: Kind) -> None:
    seen: set[str] = set()
    for i, entry in enumerate(entries):
        where = source.where(kind.name, i, "id")
        check_id(entry.id, where)
        if entry.id in seen:
            raise DataFileError(f"{where}: {kind.one} '{entry.id}' stands twice (join the two)")
        seen.add(entry.id)
        for there in entry.same_as:
            if not there.startswith(("http://", "https://", "urn:")) or not _is_iri(there):
                raise DataFileError(f"{where}: same_as '{there}' is no address (http://… or urn:…)")


def _is_iri(text: str) -> bool:
    try:
        ox.NamedNode(text)
    except ValueError:
        return False
    return True
