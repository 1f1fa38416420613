"""Polarity: when every side of an event is swapped, every table, picture, export and sentence swaps its sides and nothing else changes.

A part that means the opposite by +1 than its neighbour shows agreement where there is none, and looks well otherwise.
Two outputs are compared line by line: the lines that are in one only must be those that are in the other only, when the
words for the two sides change places.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kg.evidence.stances import shown_by, stances_of
from kg.export import FORMATS, export, export_files
from kg.measures.measured import MEASURES, Measured, columns_of, measured
from kg.model import AnnotatedEvent
from kg.pipeline import annotated
from kg.rendering.picture import picture
from kg.rendering.report import report
from kg.rendering.view.model import view_model
from kg.store.graph import Graph
from kg.tables.columns import TABLES
from kg.tables.to_csv import csv_bytes

ROOT = Path(__file__).parent
FOLDERS = {"small-panel": ROOT / "small_panel", "agi-next-2026": ROOT.parent / "data" / "agi-next-2026"}
EVENTS = tuple(FOLDERS)
SWAPPED = {"agrees": "disagrees", "disagrees": "agrees"}
#: Words, signs and colours that mean a side, and the one that means the other.
PAIRS = (
    ("agrees", "disagrees"),
    ("agree", "disagree"),
    ("affirms", "denies"),  # RDF: a speaker and a proposition
    ("for:", "against:"),
    ("✓", "✕"),
    ("#1d5fa8", "#b93a0e"),  # pictures
    ("#e4eef9", "#fbe9e1"),
    ("#1b7837", "#b2182b"),  # GraphML for yEd
    ('r="27" g="120" b="55"', 'r="178" g="24" b="43"'),  # GEXF
    ("  + <", "  - <"),  # Argdown
    ('"RA"', '"CA"'),  # AIF: inference and conflict
    ('"Agreement"', '"Default Conflict"'),
    ('"Concession"', '"Concession Against"'),
    ('"72"', '"71"'),
)
#: Formats of words and their places: where anybody stands is not in them.
WITHOUT_SIDES = {"webannotation"}
_OTHER = dict(PAIRS) | {b: a for a, b in PAIRS}
_ENDS = {True: r"(?![\w-])", False: ""}
_WORD = re.compile(
    "|".join(rf"(?<!\w){re.escape(w)}{_ENDS[w[-1].isalnum()]}" for w in sorted(_OTHER, key=len, reverse=True))
)
_LEANING = re.compile(r'("leaning": )(-?)([\d.]+)')


def swapped(event: AnnotatedEvent) -> AnnotatedEvent:
    """The event in which everybody takes the other side of every proposition."""
    shown = [(who, p, replace(e, side=SWAPPED.get(e.side, e.side))) for who, p, e in shown_by(event.stances)]
    return replace(event, stances=stances_of(shown, event.claims))


@cache
def both(name: str) -> tuple[AnnotatedEvent, AnnotatedEvent]:
    event = annotated(FOLDERS[name])
    return event, swapped(event)


@cache
def graphs(name: str) -> tuple[Graph, Graph]:
    one, other = both(name)
    return Graph.from_event(one), Graph.from_event(other)


def turned(line: str) -> str:
    line = _LEANING.sub(lambda m: m[0] if not float(m[3]) else f"{m[1]}{'' if m[2] else '-'}{m[3]}", line)
    return _WORD.sub(lambda m: _OTHER[m[0]], line)


def check(one: Iterable[str], other: Iterable[str]) -> None:
    """Fail unless the lines that differ are the same with the sides swapped; and unless some do."""
    first, second = Counter(one), Counter(other)
    gone, come = first - second, second - first

    assert gone, "no side changed"
    expected: Counter[str] = Counter()
    for line, n in gone.items():
        expected[turned(line)] += n
    assert expected - come == Counter()
    assert come - expected == Counter()


@pytest.mark.parametrize("name", EVENTS)
def test_swapping_twice_is_the_event_itself(name: str) -> None:
    """The swap loses nothing, and changes each stance that has a side."""
    one, other = both(name)

    assert swapped(other) == one
    sided = [s for s in one.stances if s.stance in SWAPPED]
    assert sided
    assert {(s.speaker, s.proposition, SWAPPED[s.stance]) for s in sided} <= {
        (s.speaker, s.proposition, s.stance) for s in other.stances
    }


@pytest.mark.parametrize("name", EVENTS)
def test_tables(name: str) -> None:
    """In the tables of stances and of evidence the sides swap; every other table stays byte by byte."""
    one, other = (graph.rows() for graph in graphs(name))

    for table, columns in TABLES.items():
        mine, theirs = (csv_bytes(rows[table], columns).decode().splitlines() for rows in (one, other))
        if table in {"stances", "evidence"}:
            check(mine, theirs)
        else:
            assert mine == theirs


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("name", EVENTS)
def test_measures(name: str, measure: str) -> None:
    """Counts for and against change places, a leaning changes its sign, and no verdict, share, pair or order changes."""
    one, other = (measured(graph.rows(), measure) for graph in graphs(name))

    assert [turned_row(row, measure) for row in one] == other
    assert {c.name for c in columns_of(measure)} == set(one[0] if one else (c.name for c in columns_of(measure)))


def turned_row(row: dict[str, Any], measure: str) -> dict[str, Any]:
    if measure == "agreement":  # two speakers are on the same side, whichever it is
        return row
    row = dict(row)
    if {"agree", "disagree"} <= set(row):
        row["agree"], row["disagree"] = row["disagree"], row["agree"]
    if row.get("leaning"):
        row["leaning"] = -row["leaning"]
    for column in {"flips_to", "from_side", "to_side"} & set(row):
        row[column] = SWAPPED[row[column]]
    return row


@pytest.mark.parametrize("name", EVENTS)
def test_report(name: str) -> None:
    """Every sentence of the report names the other side; headings, their order and all quotes stay."""
    texts = []
    for graph in graphs(name):
        tables = graph.rows()
        texts.append(report(tables, Measured(tables), title="T"))
    one, other = (text.splitlines() for text in texts)

    check(map(in_one_order, one), map(in_one_order, other))
    assert [line for line in one if line.startswith("#")] == [line for line in other if line.startswith("#")]


def in_one_order(line: str) -> str:
    """The line with its camps in an order that does not tell which is named first: who is for always is."""
    parts = re.split(r"( · | — |; )", line)
    camps = sorted((p for p in parts if p.startswith(("for: ", "against: "))), key=lambda p: p.split(": ", 1)[1])
    return "".join(camps.pop(0) if p.startswith(("for: ", "against: ")) else p for p in parts)


@pytest.mark.parametrize("name", EVENTS)
def test_view_model(name: str) -> None:
    """What the page is drawn from swaps its sides and nothing else, the network and the flow included."""
    lines = []
    for graph in graphs(name):
        tables = graph.rows()
        model = view_model(tables, Measured(tables))
        text = json.dumps(model, indent=1, ensure_ascii=False, sort_keys=True, default=list)
        # Of the two quotes that oppose each other, the one that is for stands first: only its place in the list changes.
        lines.append([line.rstrip(",") for line in text.splitlines()])

    check(*lines)


@pytest.mark.parametrize("view", ["matrix", "overview"])
@pytest.mark.parametrize("name", EVENTS)
def test_pictures(name: str, view: str) -> None:
    """Signs and colours of the sides change places; who stood left of the line stands right of it."""
    one, other = (
        picture(graph, view=view, to="svg").decode().replace("><", ">\n<").splitlines() for graph in graphs(name)
    )
    if view == "overview":  # places are mirrored there: only what is drawn is compared
        one, other = ([re.sub(r' (x|cx|x1|x2)="[^"]*"', "", line) for line in lines] for lines in (one, other))

    check(one, other)


@pytest.mark.parametrize("to", [name for name, kind in FORMATS.items() if not kind.folder])
@pytest.mark.parametrize("name", EVENTS)
def test_exports(name: str, to: str) -> None:
    """In every format the sides swap and nothing else changes."""
    texts = [export(graph, to) for graph in graphs(name)]
    one, other = (t.decode() if isinstance(t, bytes) else t for t in texts)
    if one.lstrip().startswith(("{", "[")):
        one, other = (json.dumps(json.loads(t), indent=1, ensure_ascii=False, sort_keys=True) for t in (one, other))

    if to in WITHOUT_SIDES:
        assert one == other
    else:
        check(one.splitlines(), other.splitlines())


@pytest.mark.parametrize("name", EVENTS)
def test_votes(name: str) -> None:
    """For Pol.is each vote changes its sign, a pass stays a pass, and the counts change places."""
    one, other = (export_files(graph, "polis") for graph in graphs(name))

    def rows(files: dict[str, bytes], file: str) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(files[file].decode())))

    assert [r | {"vote": str(-int(r["vote"]))} for r in rows(one, "votes.csv")] == rows(other, "votes.csv")
    turned_counts = [r | {"agrees": r["disagrees"], "disagrees": r["agrees"]} for r in rows(one, "comments.csv")]
    assert turned_counts == rows(other, "comments.csv")
