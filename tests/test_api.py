"""The face of the package: what a notebook writes in one short line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import networkx as nx
import pandas as pd
import pytest
import rdflib

import kg

PANEL = Path(__file__).parent / "small_panel"


@pytest.fixture(scope="module")
def graph() -> kg.Graph:
    return kg.Graph.from_event(kg.build(str(PANEL)))


def test_a_path_may_be_text(tmp_path: Path) -> None:
    """build, draft, read and open take a path as text as they take a Path."""
    transcript = str(PANEL / "transcript.txt")

    assert kg.build(str(PANEL)) == kg.build(PANEL)
    assert kg.draft(transcript) == kg.draft(kg.read(transcript))
    assert repr(kg.draft(transcript).transcript).startswith("<Transcript: plain text, ")


def test_a_repr_is_one_line(graph: kg.Graph) -> None:
    """What an interpreter prints of an event or a graph says what it is, and its counts."""
    event = kg.build(PANEL)

    assert repr(event).startswith(f"<AnnotatedEvent {event.event.id}: {len(event.speakers)} speakers, ")
    assert "\n" not in repr(event)
    assert repr(graph) == f"<Graph: {len(graph.store):,} triples>"


def test_measures_of_a_graph(graph: kg.Graph) -> None:
    """A graph, its rows and its own method give the same measures."""
    rows = kg.measure(graph)

    assert rows == kg.measure(graph.rows())
    assert graph.measure()["verdict"].tolist() == [row["verdict"] for row in rows]
    assert graph.agreement()["disagree"].tolist() == [row["disagree"] for row in kg.measure(graph, "agreement")]


def test_a_matrix_holds_sides_and_gaps(graph: kg.Graph) -> None:
    """Each stance is 1, 0 or −1 at its speaker and proposition; where there is none, the cell is missing."""
    matrix = graph.matrix()
    stances = {(s["speaker"], s["proposition"]): s["stance"] for s in graph.rows()["stances"]}
    values = {"agrees": 1, "mixed": 0, "disagrees": -1}

    found = {(s, p): matrix.at[s, p] for s in matrix.index for p in matrix.columns if not pd.isna(matrix.at[s, p])}
    assert found == {key: values[side] for key, side in stances.items() if side in values}
    assert set(found.values()) >= {1, -1}


def test_tables_have_types(graph: kg.Graph) -> None:
    """Numbers are numbers, lists lists, few choices categories; what is unknown is missing."""
    tables = graph.tables()

    assert str(tables["claims"]["start"].dtype) == "Int64"
    assert str(tables["claims"]["hedged"].dtype) == "boolean"
    assert str(tables["stances"]["basis"].dtype) == "category"
    assert {type(value) for value in tables["claims"]["concepts"]} == {list}


def test_an_edge_can_be_taken_elsewhere(graph: kg.Graph) -> None:
    """No edge has an attribute that networkx keeps for itself: an edge list and node-link data lose nothing."""
    network = graph.to_networkx()

    frame = nx.to_pandas_edgelist(network)
    assert len(frame) == network.number_of_edges()
    assert "made_by" in frame.columns


def test_no_switch_of_rdflib_is_flipped(graph: kg.Graph) -> None:
    """Literals stay as they are written, and rdflib is afterwards as it was."""
    before = rdflib.NORMALIZE_LITERALS

    time = '"2026-01-10T09:30:00Z"^^<http://www.w3.org/2001/XMLSchema#dateTime>'
    found = kg.Graph.from_turtle(f"<urn:a> <urn:b> {time} .").to_rdflib()
    assert [str(o) for o in found.objects()] == ["2026-01-10T09:30:00Z"]
    assert before == rdflib.NORMALIZE_LITERALS


def test_a_page_is_shown_inline(graph: kg.Graph, tmp_path: Path) -> None:
    """A notebook shows the page in a frame that cannot reach it, and its words are escaped; a script saves it."""
    shown = graph.explore()
    inline = shown._repr_html_()

    assert inline.startswith('<iframe sandbox="allow-scripts allow-downloads"')
    assert inline.count("<") == 2
    assert shown.save(tmp_path / "page.html").read_bytes() == shown.html


def test_a_graph_in_a_notebook_is_escaped() -> None:
    """A title is shown as words, never run."""
    event = kg.build(b"# <script>alert(1)</script>\n\nAda: Rents will fall.\nBen: I don't agree.\nAda: Why?")

    shown = kg.Graph.from_event(event)._repr_html_()
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown


def test_the_names_of_the_package_are_offered() -> None:
    """Completion knows every public name and the version, and none is loaded for it."""
    code = "import sys, kg; print(sorted(set(kg.__all__) - set(dir(kg))), 'pandas' in sys.modules, kg.__version__)"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert out.startswith("[] False 0.")


def test_a_query_for_triples_gives_a_graph(graph: kg.Graph) -> None:
    """CONSTRUCT and DESCRIBE give a graph that can be asked again; what asks for rows is told the other way, and back."""
    people = graph.construct("CONSTRUCT { ?s rdfs:label ?o } WHERE { ?s a kg:Speaker ; rdfs:label ?o }")
    described = graph.construct("DESCRIBE ?s { ?s rdfs:label ?name }", name="Ada Okafor")

    assert isinstance(people, kg.Graph)
    names = people.query("SELECT ?o { ?s rdfs:label ?o } ORDER BY ?o")["o"].tolist()
    assert names == sorted(row["label"] for row in graph.rows()["speakers"])
    assert described.query("SELECT ?s { ?s a kg:Speaker }")["s"].tolist() == [
        "https://w3id.org/panel-kg/person/ada-okafor"
    ]
    with pytest.raises(kg.KgError, match=r"Graph\.construct"):
        graph.query("DESCRIBE ?s { ?s a kg:Speaker }")
    with pytest.raises(kg.KgError, match=r"Graph\.query"):
        graph.construct("ASK { ?s a kg:Speaker }")


def test_tables_hold_what_a_data_frame_is_asked_for(graph: kg.Graph) -> None:
    """Words of turns, ids of mentions and stances, and dates that are dates; CONTRIBUTING's tables say the rest."""
    tables = graph.tables()

    assert tables["utterances"]["text"].str.len().min() > 0
    assert tables["mentions"]["id"].is_unique
    assert tables["stances"]["id"].is_unique
    assert str(tables["events"]["date"].dtype).startswith("datetime64")
