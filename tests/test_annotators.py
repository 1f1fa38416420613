"""Who annotated has a name: read from the files, said in the graph, read back, and carried by tables, report and page."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.annotators import orcid_of
from kg.errors import DataFileError
from kg.eventfiles.event_text import event_yaml
from kg.export import export_files
from kg.graph.mapping import triples_of
from kg.linked.describe import void
from kg.linked.facts import facts
from kg.model import AnnotatedEvent, Annotator
from kg.pipeline import annotated
from kg.rendering.explorer.page import metadata, view_model_of
from kg.store.event import annotated_event
from kg.store.graph import Graph
from kg.store.validate import violations
from kg.tables.columns import local
from kg.tables.from_csv import read_tables

ADA = "by:\n  - {name: Ada Tide, orcid: https://orcid.org/0000-0002-1825-0097}\n  - Bo Reed\n"
BO = 'annotators: {name: Bo Reed, url: "https://reed.example/bo"}\n'
BOTH = (
    Annotator(name="Ada Tide", orcid="0000-0002-1825-0097"),
    Annotator(name="Bo Reed", url="https://reed.example/bo"),
)


def prepended(path: Path, text: str) -> None:
    path.write_text(text + path.read_text(encoding="utf-8"), encoding="utf-8")


@pytest.fixture
def named(event_folder: Path) -> AnnotatedEvent:
    """Return the small panel with two annotators, of whom one stands in both files, and one corrects too."""
    prepended(event_folder / "annotations.yaml", ADA)
    prepended(event_folder / "event.yaml", BO)
    corrections = (
        "by: Ada Tide\ncorrections:\n  - {action: rename, target: city-pays, to: The city pays for the bus line.}\n"
    )
    (event_folder / "corrections.yaml").write_text(corrections, encoding="utf-8")
    return annotated(event_folder)


def test_both_files_name_annotators(named: AnnotatedEvent) -> None:
    """A name, an entry or a list of them; what two files say of one person is joined."""
    assert named.event.annotators == BOTH


def test_the_annotation_by_hand_is_associated_with_them(named: AnnotatedEvent) -> None:
    """Each is a prov:Person with a name; nobody unnamed stands beside them; who corrects too is the same node."""
    graph = Graph.from_triples(triples_of(named))
    rows = graph.select(
        "SELECT ?activity ?name ?same ?page { ?a prov:wasAssociatedWith ?who ; rdfs:label ?activity . ?who a prov:Person ; foaf:name ?name"
        " OPTIONAL { ?who owl:sameAs ?same } OPTIONAL { ?who foaf:page ?page } } ORDER BY ?name"
    ).rows

    assert [(r["activity"], r["name"], str(r["same"] or ""), str(r["page"] or "")) for r in rows] == [
        ("annotation by human", "Ada Tide", "https://orcid.org/0000-0002-1825-0097", ""),
        ("annotation by human", "Bo Reed", "", "https://reed.example/bo"),
    ]
    people = graph.select("SELECT ?label { ?who a prov:Person ; rdfs:label ?label } ORDER BY ?label").rows
    assert [r["label"] for r in people] == ["Ada Tide", "Bo Reed"]
    corrected = graph.select("SELECT ?name { ?r a prov:Revision ; prov:agent/foaf:name ?name }").rows
    assert [r["name"] for r in corrected] == ["Ada Tide"]
    assert violations(graph.store) == []


def test_without_a_name_it_is_by_a_human(small_graph: Graph) -> None:
    """Where nobody is named, the agent is as before."""
    rows = small_graph.select(
        "SELECT ?label { ?a prov:wasAssociatedWith ?who . ?who a prov:Person ; rdfs:label ?label }"
    ).rows

    assert [r["label"] for r in rows] == ["human"]
    assert small_graph.rows()["events"][0]["annotators"] == ()


def test_they_come_back(named: AnnotatedEvent, tmp_path: Path) -> None:
    """From RDF whole, from tables by name; and event.yaml is written so that it is read as the same."""
    graph = Graph.from_triples(triples_of(named))
    for name, content in export_files(graph, "csv").items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "transcript.txt").write_text(named.transcript.text, encoding="utf-8")
    from_tables = read_tables(tmp_path)

    assert annotated_event(graph.store, named.transcript.text).event == named.event
    assert set(triples_of(annotated_event(graph.store, named.transcript.text))) == set(triples_of(named))
    assert [a.name for a in from_tables.event.annotators] == ["Ada Tide", "Bo Reed"]
    assert "annotators:\n" in event_yaml(named)
    assert "0000-0002-1825-0097" in event_yaml(named)


def test_event_yaml_is_read_as_it_is_written(named: AnnotatedEvent, event_folder: Path) -> None:
    """The annotators of a written event.yaml are those of the event."""
    (event_folder / "corrections.yaml").unlink()
    (event_folder / "event.yaml").write_text(event_yaml(named), encoding="utf-8")

    assert annotated(event_folder).event.annotators == BOTH


def test_tables_report_and_page_carry_the_names(named: AnnotatedEvent) -> None:
    """The table of events has a column; the page knows them, and its metadata names them as who made the data set."""
    from kg.measures.measured import Measured
    from kg.rendering.report import report

    graph = Graph.from_triples(triples_of(named))
    view = view_model_of(graph)
    rows = graph.rows()

    assert rows["events"][0]["annotators"] == ("Ada Tide", "Bo Reed")
    assert list(view["event"]["annotators"]) == ["Ada Tide", "Bo Reed"]
    assert metadata(view)["subjectOf"]["creator"] == [
        {"@type": "Person", "name": "Ada Tide"},
        {"@type": "Person", "name": "Bo Reed"},
    ]
    assert "Annotated by Ada Tide, Bo Reed.\n" in report(rows, Measured(rows), title="Panel")


def test_the_description_names_who_made_the_data_set(named: AnnotatedEvent) -> None:
    """VoID, DCAT and schema.org lead to the annotators, who are described in the graph."""
    graph = Graph.from_triples(triples_of(named))
    described = Graph.from_triples(void("https://panels.example/", facts(graph.store)))
    asked = "PREFIX dcat: <http://www.w3.org/ns/dcat#> SELECT ?who { ?d a dcat:Dataset ; dcterms:creator ?who ; schema:creator ?who } ORDER BY ?who"

    assert [local(r["who"]) for r in described.select(asked).rows] == ["ada-tide", "bo-reed"]


@pytest.mark.parametrize(
    ("by", "told"),
    [
        ("by: {name: Ada, orcid: 0000-0002-1825-0098}\n", "its last character does not fit"),
        ("by: {name: Ada, orcid: 1825-0097}\n", "is no ORCID iD"),
        ("by: {name: Ada, url: reed.example}\n", "url"),
        ("by: [Ada Tide, ada tide]\n", "is named before"),
        ("by: ''\n", "name"),
    ],
)
def test_what_names_nobody_is_told(event_folder: Path, by: str, told: str) -> None:
    """A mistyped iD, a page that is no address, one person twice, nobody: one line with file and line."""
    prepended(event_folder / "annotations.yaml", by)

    with pytest.raises(DataFileError, match=rf"annotations\.yaml:1: .*{told}"):
        annotated(event_folder)


@pytest.mark.parametrize("orcid", ["0000-0002-1825-0097", "0000-0001-5109-3700", "0000-0002-1694-233X"])
def test_check_digits(orcid: str) -> None:
    """Those that ORCID itself shows pass; with another last character none does."""
    assert orcid_of(orcid) == orcid
    for other in set("0123456789X") - {orcid[-1]}:
        with pytest.raises(ValueError, match="does not fit"):
            orcid_of(orcid[:-1] + other)
