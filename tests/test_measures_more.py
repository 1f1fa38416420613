"""The further measures on the small panel: whole rows, worked out by hand from its annotations."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner

from kg.cli.measure import TABLES, command
from kg.measures.agreement import agreement
from kg.measures.bridges import bridges
from kg.measures.concessions import concessions
from kg.measures.consensus import consensus
from kg.measures.cruxes import cruxes
from kg.measures.measured import MEASURES, columns_of, measured
from kg.measures.questions import concepts, questions
from kg.store.graph import Graph
from kg.tables.columns import names
from kg.tables.to_csv import flat

Tables = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def tables(small_graph: Graph) -> Tables:
    return small_graph.rows()


def test_speakers_two_by_two(tables: Tables) -> None:
    """Counts come with their evidence; a share of two cases is not given; the host is left out."""
    rows = [tuple(r.values()) for r in agreement(tables)]

    assert rows == [
        ("Ada Okafor", "Ben Castillo", 2, 1, 1, 0, None, 1, 1, 0, 1, "balanced", ("city-pays",), ("closing-is-safer",)),
        ("Ada Okafor", "Chen Wei", 2, 1, 1, 0, None, 2, 0, 0, 1, "balanced", ("closing-is-safer",), ("city-pays",)),
        (
            "Ben Castillo",
            "Chen Wei",
            3,
            0,
            2,
            1,
            0.0,
            0,
            0,
            0,
            0,
            "mostly disagree",
            (),
            ("city-pays", "closing-is-safer"),
        ),
    ]


def test_speakers_two_by_two_with_the_host(tables: Tables) -> None:
    """Everybody who speaks is paired when asked for: four speakers, six pairs."""
    rows = [(r["speaker"], r["other"], r["both"], r["verdict"]) for r in agreement(tables, host=True)]

    assert [r for r in rows if r[1] == "Mara Lind"] == [
        ("Ada Okafor", "Mara Lind", 1, "insufficient"),
        ("Ben Castillo", "Mara Lind", 1, "insufficient"),
        ("Chen Wei", "Mara Lind", 1, "insufficient"),
    ]
    assert len(rows) == 6


def test_a_pair_that_never_meets_is_insufficient() -> None:
    """No stance at all gives counts of nothing and no share."""
    speakers = [{"label": name, "role": "panelist"} for name in ("A", "B")]
    rows = agreement({"speakers": speakers, "stances": [], "relations": [], "references": []})

    assert [(r["both"], r["agree_share"], r["verdict"]) for r in rows] == [(0, None, "insufficient")]


def test_cruxes_count_what_a_flip_would_change(tables: Tables) -> None:
    """When Ben gives in on safety, his pairs with Ada and with Chen change, and the question's verdict with them."""
    assert [tuple(r.values()) for r in cruxes(tables)] == [
        ("closing-the-centre", "closing-is-safer", 2, 1, 0, ("Ben Castillo",), "agrees", 4, 2, 1),
        ("who-pays", "city-pays", 2, 1, 0, ("Chen Wei",), "agrees", 4, 2, 1),
    ]


def test_no_crux_where_nobody_is_opposed(tables: Tables) -> None:
    """Without disagreement there is nothing to flip."""
    agreed = [s | {"stance": "agrees"} for s in tables["stances"]]
    assert cruxes({**tables, "stances": agreed}) == []


def test_bridges(tables: Tables) -> None:
    """Ada shares a side with both of the two who disagree; one opposed pair is too few for a verdict."""
    assert [tuple(r.values()) for r in bridges(tables)] == [
        ("Ada Okafor", 2, 2, 1, 1, None, ("Ben Castillo / Chen Wei",), "insufficient"),
        ("Ben Castillo", 1, 3, 1, 0, None, (), "insufficient"),
        ("Chen Wei", 1, 3, 1, 0, None, (), "insufficient"),
    ]


def test_questions(tables: Tables) -> None:
    """A question is as divided as its most divided proposition; one where nobody took a side is insufficient."""
    rows = [tuple(r[k] for k in r if k != "label") for r in questions(tables, consensus(tables))]

    assert rows == [
        ("closing-the-centre", 2, 0, 1, 1, 0, "divergence", 3, 1.0, 0.667),
        ("who-pays", 1, 0, 1, 0, 0, "divergence", 3, 1.0, 0.667),
        ("closed-by-2030", 1, 0, 0, 0, 1, "insufficient", 0, 0.0, None),
    ]


def test_concepts(tables: Tables) -> None:
    """A concept has the verdicts of the propositions that its claims bear on."""
    rows = [
        (r["concept"], r["claims"], r["speakers"], r["propositions"], r["verdict"])
        for r in concepts(tables, consensus(tables))
    ]

    assert rows == [
        ("bus-line", 6, 4, 2, "divergence"),
        ("car-free-centre", 4, 3, 3, "divergence"),
        ("road-safety", 3, 2, 1, "divergence"),
        ("small-shops", 3, 2, 1, "mixed"),
    ]


def test_concessions(tables: Tables) -> None:
    """Only what is granted to an opponent counts, and a speaker on both sides, in the order of the transcript."""
    rows = [(r["kind"], r["speaker"], r["other"], r["relation"], r["quote"]) for r in concessions(tables)]

    assert rows == [
        ("concession", "Chen Wei", "Ada Okafor", "agrees", "Like Ada said, closed streets are safer."),
        ("concession", "Chen Wei", "Ben Castillo", "qualifies", "Ben has a point"),
        ("both sides", "Chen Wei", "", "mixed", "without a new bus line the shops may suffer"),
        ("concession", "Ben Castillo", "Ada Okafor", "agrees", "On that I agree with Ada"),
        ("concession", "Chen Wei", "Ada Okafor", "agrees", "Dr. Okafor is right that a parking house costs more."),
    ]


def test_agreeing_with_a_friend_is_no_concession(tables: Tables) -> None:
    """Without any opposition between two speakers nothing is conceded."""
    agreed = [s | {"stance": "agrees"} for s in tables["stances"]]
    rows = concessions(
        {
            **tables,
            "stances": agreed,
            "relations": [],
            "references": [r for r in tables["references"] if r["relation"] == "agrees"],
        }
    )
    assert rows == []


@pytest.mark.parametrize("table", TABLES)
def test_every_table_has_the_columns_it_promises(table: str, tables: Tables) -> None:
    """Rows hold exactly the declared columns."""
    rows = measured(tables, table)

    assert tuple(MEASURES) == TABLES
    assert {tuple(r) for r in rows} == {names(columns_of(table))}


def test_measure_command(tmp_path: Any, small_graph: Graph) -> None:
    """The command writes the rows of the table that is asked for, and the consensus table when none is."""
    turtle = tmp_path / "graph.ttl"
    turtle.write_bytes(small_graph.serialize())
    run = CliRunner().invoke(command, [str(turtle), "--table", "bridges", "--format", "json"])
    default = CliRunner().invoke(command, [str(turtle), "--format", "csv"])

    assert json.loads(run.stdout) == [flat({"event": "small-panel"} | row) for row in bridges(small_graph.rows())]
    assert default.stdout.splitlines()[0].startswith("question,proposition,agree,disagree")
