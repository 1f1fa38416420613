"""RDF ⇄ model ⇄ tables ⇄ xAIF: what comes back is what went out, but for the losses that are listed here."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from kg.errors import DanglingIdError, DataFileError, FormatError, QuoteError
from kg.export import export, export_files
from kg.graph.mapping import triples_of
from kg.model import AnnotatedEvent, Run
from kg.store.event import annotated_event
from kg.store.graph import Graph
from kg.tables.from_csv import read_tables
from kg.xaif.reading import read_xaif


def by_key(event: AnnotatedEvent) -> dict[str, Any]:
    """Return the parts of an event with their order taken out, which a graph does not keep."""
    found = {f.name: getattr(event, f.name) for f in fields(event) if f.compare}
    found["transcript"] = event.transcript.utterances
    found["speakers"] = tuple(
        replace(s, memberships=tuple(sorted(s.memberships, key=repr)), aliases=tuple(sorted(s.aliases)))
        for s in event.speakers
    )
    return {k: sorted(map(repr, v)) if isinstance(v, tuple) else v for k, v in found.items()}


def test_rdf_to_model_loses_nothing(small_panel: AnnotatedEvent, small_graph: Graph) -> None:
    """The model read from the graph is the model that the graph was made of, in another order."""
    back = annotated_event(small_graph.store, small_panel.transcript.text)

    assert by_key(back) == by_key(small_panel)


def test_rdf_to_model_without_the_transcript_keeps_every_statement(small_panel: AnnotatedEvent) -> None:
    """Offsets stay where they were when the transcript is composed of the turns alone."""
    graph = Graph.from_triples(triples_of(small_panel))

    assert set(triples_of(annotated_event(graph.store))) == set(triples_of(small_panel))


def test_run_settings_come_back(small_panel: AnnotatedEvent) -> None:
    """What drafted an event, and how, is told by its graph."""
    run = Run(method="rules", settings=(("method", "rules"), ("seed", "1")))
    claims = (replace(small_panel.claims[0], source="rules", rule="hedge"), *small_panel.claims[1:])
    drafted = replace(small_panel, claims=claims, run=run)
    back = annotated_event(Graph.from_triples(triples_of(drafted)).store)

    assert back.run == run
    assert {(c.id, c.rule) for c in back.claims} == {(c.id, c.rule) for c in drafted.claims}


def test_ambiguous_names_stay_apart(small_panel: AnnotatedEvent) -> None:
    """A name that may mean another thing comes back as ambiguous, and not as a plain alias."""
    ada = replace(
        small_panel.speakers[0], aliases=("Ada",), ambiguous_aliases=("Doc",), same_as=("https://a.example/ada",)
    )
    event = replace(small_panel, speakers=(ada, *small_panel.speakers[1:]))
    back = annotated_event(Graph.from_triples(triples_of(event)).store)

    assert [s for s in back.speakers if s.id == ada.id] == [replace(ada, memberships=back.speakers[0].memberships)]
    assert set(back.speakers[0].memberships) == set(ada.memberships)


@pytest.fixture
def tables(tmp_path: Path, small_panel: AnnotatedEvent, small_graph: Graph) -> Path:
    """Return the folder of tables that `kg export --to csv` writes, with the transcript above it."""
    folder = tmp_path / "out" / "tables"
    folder.mkdir(parents=True)
    (folder.parent / "transcript.txt").write_bytes(small_panel.transcript.text.encode())
    for name, content in export_files(small_graph, "csv").items():
        (folder / name).write_bytes(content)
    return folder


def differences(one: AnnotatedEvent, other: AnnotatedEvent) -> tuple[set[str], set[str]]:
    """Return the predicates of the statements that are only in the one, and only in the other."""
    first, second = set(triples_of(one)), set(triples_of(other))
    return {t.predicate.value.rsplit("#")[-1] for t in first - second}, {
        t.predicate.value.rsplit("#")[-1] for t in second - first
    }


def test_tables_lose_only_what_is_listed(tables: Path, small_panel: AnnotatedEvent) -> None:
    """Of the small panel, the tables lose only that a membership is current, and in which language a label is."""
    texts = {"prefLabel", "altLabel", "definition"}

    assert differences(small_panel, read_tables(tables)) == ({"current", *texts}, texts)


def test_an_edited_table_changes_what_was_edited(tables: Path, small_panel: AnnotatedEvent) -> None:
    """A claim's sentence edited in a spreadsheet, which wrote semicolons and a byte order mark, is in the graph."""
    path = tables / "claims.csv"
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";").writerows(
        [[f.replace("In closed streets", "In closed roads") for f in r] for r in rows]
    )
    path.write_text("\ufeff" + out.getvalue().replace(";true;", ";TRUE;"), encoding="utf-8", newline="")
    texts = {c.id: c.text for c in read_tables(tables).claims}

    assert {c.id for c in read_tables(tables).claims if c.hedged} == {c.id for c in small_panel.claims if c.hedged}
    assert texts["67bffbc3d0"] == "In closed roads accidents fell by 40 percent."
    assert len(texts) == len(small_panel.claims)


@pytest.mark.parametrize(
    ("file", "edit", "error", "message"),
    [
        ("claims.csv", ("closed streets are safer", "closed streets are safe"), QuoteError, "claims.csv:6: transcript.txt has other words"),
        ("stances.csv", ("closing-is-safer", "closing-is-saver"), DanglingIdError, "did you mean 'closing-is-safer'"),
        ("stances.csv", (",agrees,", ",agree,"), DataFileError, "stance 'agree' is none of agrees, disagrees"),
        ("claims.csv", ("Ada Okafor", "Ada Okafer"), DanglingIdError, "speaker 'Ada Okafer' is in no table"),
        ("utterances.csv", ("event,id,speaker", "event,key,speaker"), DataFileError, "utterances.csv:1: there is no column 'id'"),
        ("claims.csv", (",188,238,", ",here,238,"), DataFileError, "claims.csv:2: start 'here' is no number"),
        ("claims.csv", (",188,238,", ",,238,"), DataFileError, "claims.csv:2: start is empty"),
    ],
)  # fmt: skip
def test_bad_tables_are_told_with_their_line(
    tables: Path, file: str, edit: tuple[str, str], error: type[Exception], message: str
) -> None:
    """An edit that breaks a table is told with the file, the line and the cause."""
    path = tables / file
    text = path.read_text(encoding="utf-8")
    assert edit[0] in text
    path.write_text(text.replace(*edit, 1), encoding="utf-8", newline="")
    with pytest.raises(error, match=message):
        read_tables(tables)


def test_xaif_keeps_claims_stances_and_relations(
    tmp_path: Path, small_panel: AnnotatedEvent, small_graph: Graph
) -> None:
    """Who claims what, for and against which proposition, and towards which claim, comes back from xAIF with all ids."""
    path = tmp_path / "panel.json"
    path.write_bytes(export(small_graph, "xaif"))
    back = read_xaif(path)

    def said(event: AnnotatedEvent) -> tuple[Any, ...]:
        return (
            event.event,
            {(c.id, c.speaker, c.quote, c.text) for c in event.claims},
            {(s.speaker, s.proposition, s.stance, frozenset(s.claims)) for s in event.stances},
            {(r.from_claim, r.relation, r.to_claim) for r in event.relations},
            {(p.id, p.text, p.question) for p in event.propositions},
            {(q.id, q.text, q.asked_by, q.quote) for q in event.questions},
        )

    assert said(back) == said(small_panel)
    assert all(back.transcript.text[c.start : c.end] == c.quote for c in back.claims)


def test_xaif_has_what_ova3_draws(small_graph: Graph) -> None:
    """Every node has a place and is visible, every edge is drawn, and each locution begins with its speaker's name."""
    data = json.loads(export(small_graph, "xaif"))
    nodes = {n["nodeID"]: n for n in data["AIF"]["nodes"]}
    people = {p["participantID"]: f"{p['firstname']} {p['surname']}" for p in data["AIF"]["participants"]}

    assert {n["nodeID"] for n in data["OVA"]["nodes"] if n["visible"]} == set(nodes)
    assert [(e["fromID"], e["toID"]) for e in data["OVA"]["edges"]] == [
        (e["fromID"], e["toID"]) for e in data["AIF"]["edges"]
    ]
    assert all(e["fromID"] in nodes and e["toID"] in nodes for e in data["AIF"]["edges"])
    assert {n["type"] for n in nodes.values()} == {"I", "L", "TA", "YA", "RA", "CA", "MA"}
    for locution in data["AIF"]["locutions"]:
        assert nodes[locution["nodeID"]]["text"].startswith(people[locution["personID"]] + ": ")


OTHERS = {
    "AIF": {
        "nodes": [
            {"nodeID": "1_9", "text": "Ann Lee : Trams are quiet", "type": "L"},
            {"nodeID": "2_9", "text": "Trams are quiet", "type": "I"},
            {"nodeID": "3_9", "text": "Asserting", "type": "YA"},
            {"nodeID": "4_9", "text": "Bo Katz : My street hums all night", "type": "L"},
            {"nodeID": "5_9", "text": "Bo's street is loud at night", "type": "I"},
            {"nodeID": "6_9", "text": "Asserting", "type": "YA"},
            {"nodeID": "7_9", "text": "Default Conflict", "type": "CA"},
            {"nodeID": "8_9", "text": "The town should buy trams", "type": "I"},
            {"nodeID": "9_9", "text": "Default Inference", "type": "RA"},
        ],
        "edges": [
            {"edgeID": i, "fromID": f"{a}_9", "toID": f"{b}_9"}
            for i, (a, b) in enumerate([(1, 3), (3, 2), (4, 6), (6, 5), (5, 7), (7, 2), (2, 9), (9, 8)])
        ],
        "participants": [
            {"participantID": 1, "firstname": "Ann", "surname": "Lee"},
            {"participantID": 2, "firstname": "Bo", "surname": "Katz"},
        ],
        "locutions": [{"nodeID": "1_9", "personID": 1}, {"nodeID": "4_9", "personID": 2}],
        "schemefulfillments": None,
    },
    "text": "",
    "OVA": [],
}


def test_xaif_of_others_is_read(tmp_path: Path) -> None:
    """An analysis drawn in OVA3 gives claims, a disagreement, and a stance on the proposition that nobody says."""
    path = tmp_path / "trams.json"
    path.write_text(json.dumps(OTHERS), encoding="utf-8")
    event = read_xaif(path)

    assert event.transcript.text == "Ann Lee: Trams are quiet\nBo Katz: My street hums all night\n"
    assert [(c.speaker, c.quote, c.text) for c in event.claims] == [
        ("Ann Lee", "Trams are quiet", "Trams are quiet"),
        ("Bo Katz", "My street hums all night", "Bo's street is loud at night"),
    ]
    ann, bo = event.claims
    assert [(r.from_claim, r.relation, r.to_claim) for r in event.relations] == [(bo.id, "disagrees", ann.id)]
    assert [(s.speaker, s.proposition, s.stance) for s in event.stances] == [
        ("Ann Lee", "the-town-should-buy-trams", "agrees")
    ]
    assert Graph.open(path).select("SELECT ?n { ?s a kg:Speaker ; rdfs:label ?n } ORDER BY ?n").rows == [
        {"n": "Ann Lee"},
        {"n": "Bo Katz"},
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"AIF": {', r"bad.json:1: is no JSON"),
        ('{"AIF": {"nodes": [{"text": "no id"}], "edges": []}}', "is no xAIF"),
        (
            '{"AIF": {"nodes": [], "edges": [{"edgeID": 1, "fromID": 1, "toID": 2}]}}',
            "edge 1 joins a node that is not there",
        ),
    ],
)
def test_bad_xaif_is_told(tmp_path: Path, text: str, message: str) -> None:
    """A file that is no xAIF is told in one line."""
    path = tmp_path / "bad.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FormatError, match=message):
        read_xaif(path)
