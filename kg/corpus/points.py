"""Points that several events share: by a person's word alone (authority/propositions.yaml), never by a likeness of words.

Two events' positions still meet in no verdict: a point is a way to read them side by side.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyoxigraph as ox
from pydantic import Field

from kg.corpus.folder import Corpus
from kg.corpus.layout import AUTHORITY
from kg.errors import DataFileError
from kg.eventfiles.yaml_source import FileModel, read_model, read_yaml
from kg.evidence.ids import check_id
from kg.evidence.suggest import did_you_mean
from kg.export.nquads import sorted_nquads
from kg.files import write_file
from kg.graph.terms import BASE, PROV, RDFS
from kg.tables.columns import Column, count, text
from kg.tables.parquet import rows_of, table_bytes

FILE, TABLE = "propositions.yaml", "propositions.parquet"
#: An event's proposition, the point that it puts, and -1 where it puts the opposite.
COLUMNS: tuple[Column, ...] = (text("event"), text("proposition"), text("point"), text("label"), count("sign"))
Row = dict[str, Any]


class PointEntry(FileModel):
    """A point in words, and the propositions (`event/id`) that put it; those of `opposite` put its opposite."""

    id: str
    label: str = Field(min_length=1)
    propositions: tuple[str, ...] = ()
    opposite: tuple[str, ...] = ()


class PointsFile(FileModel):
    """The shape of authority/propositions.yaml."""

    points: tuple[PointEntry, ...] = ()


def read_points(corpus: Corpus) -> list[Row]:
    """Return the rows of the points that somebody declared, in the order of the file; none where there is no such file.

    Raises:
        DataFileError: the file is malformed, a point stands twice, a proposition is none of this corpus or in two points.
    """
    path = corpus.folder / AUTHORITY / FILE
    if not path.is_file():
        return []
    source = read_yaml(path)
    file = read_model(source, PointsFile)
    there = _propositions(corpus)
    points: set[str] = set()
    rows: dict[str, Row] = {}
    for i, entry in enumerate(file.points):
        where = source.where("points", i, "id")
        check_id(entry.id, where)
        if entry.id in points:
            raise DataFileError(f"{where}: point '{entry.id}' stands twice (join the two)")
        points.add(entry.id)
        for key, sign in [(k, 1) for k in entry.propositions] + [(k, -1) for k in entry.opposite]:
            if key not in there:
                hint = did_you_mean(key, there)
                raise DataFileError(f"{where}: there is no proposition '{key}'{hint} (name it as event/id)")
            if key in rows:
                raise DataFileError(f"{where}: '{key}' is in the point '{rows[key]['point']}' already")
            event, id_ = there[key]
            rows[key] = {"event": event, "proposition": id_, "point": entry.id, "label": entry.label, "sign": sign}
    return list(rows.values())


def _propositions(corpus: Corpus) -> dict[str, tuple[str, str]]:
    events = set(corpus.events())
    return {
        f"{row['event']}/{row['id']}": (row["event"], row["id"])
        for path in corpus.tables()["propositions"]
        for row in rows_of(path, ("event", "id"))
        if row["event"] in events
    }


def points_table(corpus: Corpus) -> Path:
    """Return where the table of points lies."""
    return corpus.folder / AUTHORITY / TABLE


def write_points(corpus: Corpus) -> None:
    """Write the points as a table, for `kg corpus query`.

    Raises:
        DataFileError: as `read_points`.
    """
    write_file(points_table(corpus), table_bytes(read_points(corpus), COLUMNS))


def point_quads(corpus: Corpus) -> bytes:
    """Return the points as N-Quads in a graph of its own: what an event's proposition is a `prov:specializationOf`.

    Of an opposite nothing is said there: what agrees with the one does not agree with the other.
    """
    base = corpus.about.base_iri or BASE
    graph = ox.NamedNode(f"{base}authority/propositions")
    found = set()
    for row in read_points(corpus):
        point = ox.NamedNode(f"{base}point/{row['point']}")
        found.add(ox.Quad(point, RDFS.label, ox.Literal(row["label"]), graph))
        if row["sign"] > 0:
            own = ox.NamedNode(f"{base}{row['event']}/proposition/{row['proposition']}")
            found.add(ox.Quad(own, PROV.specializationOf, point, graph))
    return sorted_nquads(found)
