"""A claim that is a reason for another: from annotations.yaml through graph, tables, networks and page, and back."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import networkx as nx
import pytest

from kg.drafting import draft
from kg.errors import DataFileError
from kg.evidence.consistency import findings
from kg.evidence.edges import edges_of
from kg.export import export, export_files
from kg.graph.mapping import triples_of
from kg.measures.measured import Measured
from kg.model import AnnotatedEvent, Relation
from kg.pipeline import annotated
from kg.readers import read
from kg.rendering.view.flow import flow
from kg.rendering.view.model import view_model
from kg.store.event import annotated_event
from kg.store.graph import Graph
from kg.store.validate import violations
from kg.tables.from_csv import read_tables
from kg.xaif.reading import read_xaif

TALK = """\
Ana: The lake freezes late now. So the ferry should run in December.
Bo: The ferry should run. It pays for itself by then.
Ana: Skaters need the ice.
"""
EVENT = "id: lake\ntitle: The lake\nspeakers:\n  - {id: ana, name: Ana}\n  - {id: bo, name: Bo}\n"
HEAD = """\
questions:
  - {id: q, text: "When should the ferry run?"}
propositions:
  - {id: run, question: q, text: "The ferry should run in December.", kind: policy}
claims:
  - {key: late, speaker: Ana, quote: The lake freezes late now., text: The lake freezes late.}
  - {key: december, speaker: Ana, quote: the ferry should run in December, text: It should run., stances: {run: agrees}}
  - {key: pays, speaker: Bo, quote: It pays for itself by then., text: The ferry pays for itself in December.}
  - {key: ice, speaker: Ana, quote: Skaters need the ice., text: Skaters need ice., stances: {}}
relations:
"""
OWN = "  - {from: late, to: december, relation: supports, quote: So the ferry should run in December.}\n"
OTHERS = "  - {from: pays, to: december, relation: supports, basis: inferred}\n"


def lake(folder: Path, relations: str = OWN + OTHERS, head: str = HEAD) -> AnnotatedEvent:
    folder.mkdir(exist_ok=True)
    (folder / "transcript.txt").write_text(TALK, encoding="utf-8")
    (folder / "event.yaml").write_text(EVENT, encoding="utf-8")
    (folder / "annotations.yaml").write_text(head + relations, encoding="utf-8")
    return annotated(folder)


def reasons(event: AnnotatedEvent) -> list[tuple[str, str, str, str]]:
    """Return the relations of an event by the words of their claims."""
    said = {c.id: c.text for c in event.claims}
    return sorted((said[r.from_claim], r.relation, said[r.to_claim], r.quote) for r in event.relations)


BOTH = [
    ("The ferry pays for itself in December.", "supports", "It should run.", ""),
    ("The lake freezes late.", "supports", "It should run.", "So the ferry should run in December."),
]


def test_a_reason_goes_round_by_rdf_and_tables(tmp_path: Path) -> None:
    """What annotations.yaml says of reasons comes back from the graph and from edited tables, and no rule is broken."""
    event = lake(tmp_path / "lake")
    graph = Graph.from_event(event)
    folder = tmp_path / "tables"
    folder.mkdir()
    for name, content in export_files(graph, "csv").items():
        (folder / name).write_bytes(content)
    (folder / "transcript.txt").write_text(event.transcript.text, encoding="utf-8")

    assert reasons(event) == BOTH
    assert reasons(annotated_event(graph.store, event.transcript.text)) == BOTH
    assert reasons(read_tables(folder)) == BOTH
    assert set(triples_of(annotated_event(graph.store))) == set(triples_of(event))
    assert graph.select("SELECT (COUNT(*) AS ?n) { ?r a kg:Support , kg:Relation ; kg:relation kg:supports }").rows == [
        {"n": 2}
    ]
    assert list(violations(graph.store)) == []


def test_a_reason_is_no_agreement_between_speakers(tmp_path: Path) -> None:
    """Neither a reason of one's own nor one for another's claim draws an edge, counts in words, or takes a stance."""
    event = lake(tmp_path / "lake")
    pairs = [(p["agree"], p["explicit_agree"]) for p in Measured(Graph.from_event(event).rows()).agreement]

    assert list(edges_of(event)) == []
    assert [(s.speaker, s.proposition) for s in event.stances] == [("Ana", "run")]
    assert pairs == [(0, 0)]


def test_only_a_reason_for_another_replies(tmp_path: Path) -> None:
    """The timeline draws an arc to the speaker who is supported, and none from a speaker to herself; so do the answers."""
    graph = Graph.from_event(lake(tmp_path / "lake"))
    tables = graph.rows()

    assert [a["relation"] for a in flow(view_model(tables, Measured(tables)))["arcs"]] == ["supports"]
    assert [(r["speaker"], r["other"]) for r in graph.select("direct-answers").rows] == [("Bo", "Ana")]


def test_networks_and_argdown_say_it(tmp_path: Path) -> None:
    """A reason is an edge from premise to conclusion, and `+` below the conclusion."""
    graph = Graph.from_event(lake(tmp_path / "lake", OWN))
    network = graph.to_networkx()
    edges = [
        (network.nodes[a]["label"], network.nodes[b]["label"])
        for a, b, k in network.edges(keys=True)
        if k == "supports"
    ]
    (tmp_path / "lake.graphml").write_bytes(export(graph, "graphml"))
    (tmp_path / "lake.gexf").write_bytes(export(graph, "gexf"))
    argdown = export(graph, "argdown").decode()
    conclusion = argdown[argdown.index("It should run.") :].splitlines()[1]

    assert edges == [("The lake freezes late.", "It should run.")]
    assert "supports" in {d.get("type") for *_, d in nx.read_graphml(tmp_path / "lake.graphml").edges(data=True)}
    assert b"supports" in (tmp_path / "lake.gexf").read_bytes()
    assert conclusion.startswith("  + <Ana ")


def test_xaif_says_it_as_an_inference(tmp_path: Path) -> None:
    """In xAIF an RA node leads from the premise's I-node to the conclusion's, and it is read back as the same reason."""
    path = tmp_path / "lake.json"
    path.write_bytes(export(Graph.from_event(lake(tmp_path / "lake")), "xaif"))
    aif = json.loads(path.read_text())["AIF"]
    text = {n["nodeID"]: n["text"] for n in aif["nodes"]}
    joined = {(e["fromID"], e["toID"]) for e in aif["edges"]}
    inferences = [n["nodeID"] for n in aif["nodes"] if (n["type"], n["text"]) == ("RA", "Default Inference")]
    through = sorted((text[a], text[c]) for r in inferences for a, b in joined if b == r for d, c in joined if d == r)

    assert [(a, c) for a, c in through if a != "Arguing"] == [(a, c) for a, _, c, _ in BOTH]
    assert [row[:3] for row in reasons(read_xaif(path))] == [row[:3] for row in BOTH]


def drawn(force: str) -> dict[str, object]:
    """Return xAIF of others: an inference between the claims of two speakers, anchored with a force where one is given."""
    nodes = [("L", "Ana : It is cold"), ("YA", "Asserting"), ("I", "It is cold")]
    nodes += [("L", "Bo : The pipes froze"), ("YA", "Asserting"), ("I", "The pipes froze"), ("RA", "Default Inference")]
    edges = [(1, 2), (2, 3), (4, 5), (5, 6), (6, 7), (7, 3)]
    if force:
        nodes += [("TA", "Default Transition"), ("YA", force)]
        edges += [(1, 8), (8, 4), (8, 9), (9, 7)]
    return {
        "AIF": {
            "nodes": [{"nodeID": i, "type": kind, "text": text} for i, (kind, text) in enumerate(nodes, 1)],
            "edges": [{"edgeID": i, "fromID": a, "toID": b} for i, (a, b) in enumerate(edges, 1)],
            "locutions": [{"nodeID": 1, "personID": 1}, {"nodeID": 4, "personID": 2}],
            "participants": [
                {"participantID": 1, "firstname": "Ana", "surname": ""},
                {"participantID": 2, "firstname": "Bo", "surname": ""},
            ],
        }
    }


@pytest.mark.parametrize(("force", "relation"), [("", "supports"), ("Arguing", "supports"), ("Agreeing", "agrees")])
def test_an_inference_of_others_is_a_reason(tmp_path: Path, force: str, relation: str) -> None:
    """An inference between two speakers is a reason; only where it is anchored as agreeing it is agreement."""
    path = tmp_path / "cold.json"
    path.write_text(json.dumps(drawn(force)), encoding="utf-8")

    assert reasons(read_xaif(path)) == [("The pipes froze", relation, "It is cold", "")]


def test_what_cannot_be_a_reason_is_refused_or_told(tmp_path: Path) -> None:
    """A claim is no reason for itself; a circle is told once, whole; so is a reason for what its speaker is against."""
    with pytest.raises(DataFileError, match="a claim cannot relate to itself"):
        lake(tmp_path / "self", "  - {from: late, to: late, relation: supports, basis: inferred}\n")
    steps = [("late", "december"), ("december", "ice"), ("ice", "late"), ("pays", "late")]
    circle = "".join(f"  - {{from: {a}, to: {b}, relation: supports, basis: inferred}}\n" for a, b in steps)
    around = lake(tmp_path / "circle", circle)
    by_key = {c.text: c.id for c in around.claims}
    against = lake(
        tmp_path / "against",
        "  - {from: ice, to: december, relation: supports, basis: inferred}\n",
        HEAD.replace("stances: {}", "stances: {run: disagrees}"),
    )

    assert [f.about for f in findings(around) if f.kind == "supports-in-a-circle"] == [
        tuple(by_key[text] for text in ("The lake freezes late.", "It should run.", "Skaters need ice."))
    ]
    assert [(f.kind, " supports Ana: " in f.message) for f in findings(against) if "stances" in f.kind] == [
        ("relation-against-stances", True)
    ]
    assert findings(lake(tmp_path / "sound")) == ()


def test_two_circles_are_both_told(small_panel: AnnotatedEvent) -> None:
    """Circles that share a claim are told each for itself."""
    a, b, c = (claim.id for claim in small_panel.claims[:3])
    relations = tuple(
        Relation(id=f"s{i}", from_claim=x, to_claim=y, relation="supports", basis="inferred")
        for i, (x, y) in enumerate([(a, b), (b, a), (b, c), (c, b)])
    )
    told = [f.about for f in findings(replace(small_panel, relations=relations)) if f.kind == "supports-in-a-circle"]

    assert sorted(map(sorted, told)) == sorted([sorted((a, b)), sorted((b, c))])


def test_a_reason_in_words_is_drafted() -> None:
    """What follows, and what is said because of it, is joined to its reason; one speaker's own claims alone, and no question."""
    talk = (
        "Host: Good evening. Ada, Bo, what should the town do?\n"
        "Ada Berg: The old ferry costs the town two million every year. That is why the council should sell the ferry in spring.\n"
        "Bo Lind: The council should keep the ferry for the winter. Because no private owner sails to the island in January.\n"
        "Ada Berg: Why should the council pay for empty boats? Because nobody else will pay for them, the council must.\n"
    )
    event = draft(read(talk.encode()))
    quotes = {c.id: c.quote for c in event.claims}
    found = {(quotes[r.from_claim], quotes[r.to_claim], r.rule) for r in event.relations if r.relation == "supports"}

    assert found == {
        (
            "The old ferry costs the town two million every year.",
            "That is why the council should sell the ferry in spring.",
            "concludes",
        ),
        (
            "Because no private owner sails to the island in January.",
            "The council should keep the ferry for the winter.",
            "gives a reason",
        ),
    }
