"""The further measures on the small panel: whole rows, worked out by hand from its annotations."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from kg.cli.build import command as build
from kg.cli.measure import TABLES, command
from kg.measures.agreement import agreement
from kg.measures.bridges import bridges
from kg.measures.concessions import concessions
from kg.measures.consensus import consensus
from kg.measures.cruxes import cruxes
from kg.measures.ground import unanswered
from kg.measures.measured import MEASURES, columns_of, measured
from kg.measures.movement import movement
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


def test_cruxes_say_what_would_change(tables: Tables) -> None:
    """If Chen gave in on who pays, the question would be agreed; if Ben did on safety, his shops would leave it mixed."""
    after = ("consensus", "divergence", "mixed")
    assert [tuple(r.values()) for r in cruxes(tables, consensus(tables))] == [
        ("who-pays", "city-pays", 2, 1, 0, ("Chen Wei",), "agrees", 1, (), "consensus", "divergence", "consensus"),
        ("closing-the-centre", "closing-is-safer", 2, 1, 0, ("Ben Castillo",), "agrees", 1, (), *after),
    ]


def test_no_crux_where_nobody_is_opposed(tables: Tables) -> None:
    """Without disagreement there is nothing to flip."""
    agreed = {**tables, "stances": [s | {"stance": "agrees"} for s in tables["stances"]]}
    assert cruxes(agreed, consensus(agreed)) == []


def test_no_crux_where_the_question_stays_as_divided(tables: Tables) -> None:
    """Of two clashes in one question the end of either leaves the question divided."""
    moved = [p | {"question": "who-pays"} for p in tables["propositions"]]
    one_question = {**tables, "propositions": moved}
    assert cruxes(one_question, consensus(one_question)) == []


def test_a_tie_is_not_broken_by_which_side_it_is(tables: Tables) -> None:
    """One against one, both in words: the same one goes over, whichever way the proposition is put."""
    one_to_one = [s for s in tables["stances"] if s["speaker"] != "Ada Okafor"]
    turned = {"agrees": "disagrees", "disagrees": "agrees"}
    who = []
    for stances in (one_to_one, [s | {"stance": turned.get(s["stance"], s["stance"])} for s in one_to_one]):
        event = {**tables, "stances": stances}
        who.append([r["who_flips"] for r in cruxes(event, consensus(event)) if r["proposition"] == "city-pays"])
    assert who == [[("Chen Wei",)], [("Chen Wei",)]]


def test_bridges(tables: Tables) -> None:
    """Everybody of the small panel is on a side of what divides it: nobody bridges, and nobody has a row."""
    assert bridges(tables, consensus(tables)) == []


def test_who_is_on_both_sides_of_a_divergence_bridges_it(tables: Tables) -> None:
    """Ada, made to be on both sides of who pays, is the one who bridges Ben and Chen."""
    mixed = [
        s | {"stance": "mixed"} if (s["speaker"], s["proposition"]) == ("Ada Okafor", "city-pays") else s
        for s in tables["stances"]
    ]
    event = {**tables, "stances": mixed}
    assert [tuple(r.values()) for r in bridges(event, consensus(event))] == [
        ("Ada Okafor", 1, 1, 1.0, ("city-pays",)),
    ]


def test_questions(tables: Tables) -> None:
    """A question is as divided as its most divided proposition; one where nobody took a side has no verdict to give."""
    rows = [tuple(r[k] for k in r if k != "label") for r in questions(tables, consensus(tables))]

    assert rows == [
        # propositions, divergence, apparent, mixed, consensus, shared, single voice, none
        ("closing-the-centre", 2, 1, 0, 1, 0, 0, 0, 0, "divergence", 3, 1.0, 0.667),
        ("who-pays", 1, 1, 0, 0, 0, 0, 0, 0, "divergence", 3, 1.0, 0.667),
        ("closed-by-2030", 1, 0, 0, 0, 0, 0, 0, 1, "none", 0, 0.0, None),
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


def test_agreeing_on_another_matter_is_no_concession(tables: Tables) -> None:
    """Ben agrees with Ada on who pays, and is opposed to her on safety: on neither is anything granted to an opponent."""
    assert [r["relation"] for r in tables["references"]].count("agrees") == 3
    assert concessions(tables) == []


def test_what_is_marked_as_granted_is_a_concession(tables: Tables) -> None:
    """Chen, against Ben on the shops, grants him that they may suffer without a bus line."""
    against = [
        s | {"stance": "disagrees"} if (s["speaker"], s["proposition"]) == ("Chen Wei", "shops-lose") else s
        for s in tables["stances"]
    ]
    stance = next(s for s in against if (s["speaker"], s["proposition"]) == ("Chen Wei", "shops-lose"))
    claim = next(c for c in tables["claims"] if c["quote"] == "without a new bus line the shops may suffer")
    pieces = [
        e | {"kind": "concession", "why": "grants that they may suffer"}
        if (e["stance"], e["claim"]) == (stance["id"], claim["id"])
        else e
        for e in tables["evidence"]
    ]

    rows = concessions({**tables, "stances": against, "evidence": pieces})

    place = claim["quote"], claim["start"], claim["end"]
    assert [tuple(r.values()) for r in rows] == [
        ("Chen Wei", ("Ben Castillo",), "shops-lose", "grants that they may suffer", *place, (claim["id"],))
    ]


def test_agreeing_with_an_opponent_on_the_matter_is_a_concession(tables: Tables) -> None:
    """Were Chen against Ada on safety, "Like Ada said, closed streets are safer" would grant her something."""
    against = [
        s | {"stance": "disagrees"} if (s["speaker"], s["proposition"]) == ("Chen Wei", "closing-is-safer") else s
        for s in tables["stances"]
    ]
    rows = concessions({**tables, "stances": against})

    assert [(r["speaker"], r["other"], r["proposition"], r["quote"]) for r in rows] == [
        ("Chen Wei", ("Ada Okafor",), "closing-is-safer", "Like Ada said, closed streets are safer.")
    ]


@pytest.mark.parametrize("table", TABLES)
def test_every_table_has_the_columns_it_promises(table: str, tables: Tables) -> None:
    """Rows hold exactly the declared columns."""
    rows = measured(tables, table)

    assert tuple(MEASURES) == TABLES
    assert {tuple(r) for r in rows} <= {names(columns_of(table))}
    assert rows or table in {"bridges", "concessions", "movement", "unanswered"}


def test_measure_command(tmp_path: Any, small_graph: Graph) -> None:
    """The command writes the rows of the table that is asked for, and the consensus table when none is."""
    turtle = tmp_path / "graph.ttl"
    turtle.write_bytes(small_graph.serialize())
    run = CliRunner().invoke(command, [str(turtle), "--table", "cruxes", "--format", "json"])
    default = CliRunner().invoke(command, [str(turtle), "--format", "csv"])

    rows = small_graph.rows()
    assert json.loads(run.stdout) == [flat({"event": "small-panel"} | r) for r in cruxes(rows, consensus(rows))]
    assert default.stdout.splitlines()[0].startswith("question,proposition,agree,disagree")


def test_where_no_claims_were_sought_nothing_went_unanswered(tmp_path: Path) -> None:
    """Of a talk in another language the report tells what was asked, and not that nobody answered."""
    talk = tmp_path / "talk.txt"
    talk.write_text(
        "Moderator: Guten Abend. Frau Weber, soll die Stadt die Brücke schließen?\n\n"
        "Anna Weber: Nein, die Brücke ist für viele Menschen der einzige Weg in die Stadt, und das bleibt so.\n\n"
        "Moderator: Herr Koch, wer bezahlt das alles?\n\n"
        "Jonas Koch: Der Bund bezahlt die Hälfte, und den Rest bezahlt das Land aus seinen Rücklagen.\n",
        encoding="utf-8",
    )
    run = CliRunner().invoke(build, [str(talk), "-o", str(tmp_path / "out"), "--no-page"])
    report = (tmp_path / "out" / "report.md").read_text(encoding="utf-8")

    assert run.exit_code == 0, run.output
    assert "wer bezahlt das alles?" in report
    assert "nobody, in the turns after it" not in report
    assert unanswered(Graph.open(tmp_path / "out" / "graph.ttl").rows()) == []


def moving(pieces: list[tuple[str, str, str, str]]) -> Tables:
    """Ada's evidence on the trams as (turn, side, basis, kind), in the order of the transcript."""
    return {
        "stances": [{"id": "s", "speaker": "Ada", "proposition": "trams"}],
        "evidence": [
            {"stance": "s", "claim": f"c{i}", "side": side, "basis": basis, "kind": kind}
            for i, (_, side, basis, kind) in enumerate(pieces)
        ],
        "claims": [
            {"id": f"c{i}", "utterance": turn, "start": 10 * i, "quote": f"words {i}"}
            for i, (turn, *_) in enumerate(pieces)
        ],
    }


@pytest.mark.parametrize(
    ("pieces", "moves"),
    [
        ([("u1", "disagrees", "explicit", ""), ("u3", "agrees", "explicit", "")], [("disagrees", "agrees")]),
        ([("u1", "disagrees", "explicit", ""), ("u1", "agrees", "explicit", "")], []),  # both in one turn
        ([("u1", "disagrees", "explicit", ""), ("u3", "agrees", "explicit", "concession")], []),
        ([("u1", "disagrees", "explicit", ""), ("u3", "agrees", "inferred", "")], []),
        ([("u1", "disagrees", "assigned", ""), ("u3", "agrees", "explicit", "")], []),
        ([("u1", "agrees", "explicit", ""), ("u3", "mixed", "explicit", ""), ("u5", "agrees", "explicit", "")], []),
        (
            [("u1", "agrees", "explicit", ""), ("u2", "disagrees", "explicit", ""), ("u3", "agrees", "explicit", "")],
            [("agrees", "disagrees"), ("disagrees", "agrees")],
        ),
        (
            [
                *(("u1", "agrees", "explicit", ""), ("u2", "agrees", "explicit", "")),
                *(("u2", "disagrees", "explicit", ""), ("u3", "disagrees", "explicit", "")),
            ],
            [("agrees", "disagrees")],  # by way of a turn of both
        ),
    ],
)
def test_who_changes_sides(pieces: list[tuple[str, str, str, str]], moves: list[tuple[str, str]]) -> None:
    """Two sides said in words in two turns are a change; what is granted, read off, dealt out or said at once is none."""
    assert [(r["from_side"], r["to_side"]) for r in movement(moving(pieces))] == moves


def test_a_question_is_unanswered_only_if_nobody_takes_it_up(tables: Tables) -> None:
    """With all claims and sides away each question that was asked in words is open; with them none is."""
    asked = [q["id"] for q in sorted(tables["questions"], key=lambda q: q["start"] or 0) if q["start"] is not None]

    assert unanswered(tables) == []
    assert [r["question"] for r in unanswered({**tables, "claims": [], "stances": []})] == asked
    of_first = [p["id"] for p in tables["propositions"] if p["question"] == asked[0]]
    left = [s for s in tables["stances"] if s["proposition"] in of_first]
    assert asked[0] not in [r["question"] for r in unanswered({**tables, "claims": [], "stances": left})]
