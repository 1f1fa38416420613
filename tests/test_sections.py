"""Sections as things: what headings and agenda items divide a transcript into, in graph and tables, both ways."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import DataFileError
from kg.evidence.sections import sections_of
from kg.graph.mapping import triples_of
from kg.model import AnnotatedEvent
from kg.pipeline import annotated
from kg.store.event import annotated_event
from kg.store.graph import Graph
from kg.store.validate import shacl, violations
from kg.tables.from_csv import read_tables
from tests.folders import tables_of

TALK = """\
# The harbour

Ana: Welcome, all of you.

## Dredging

Ana: The harbour silts up.

Bo: It always did.

## Fees

Bo: The fees are low.

## Dredging

Ana: Back to the silt, then.
"""
ORDER = ["The harbour", "Dredging", "Fees", "Dredging"]


@pytest.fixture
def harbour(tmp_path: Path) -> AnnotatedEvent:
    """Return an event with a title, three headings, and one heading twice."""
    folder = tmp_path / "harbour"
    folder.mkdir()
    (folder / "transcript.md").write_text(TALK, encoding="utf-8")
    (folder / "event.yaml").write_text(
        "id: harbour\ntitle: The harbour\nlanguage: en\nspeakers:\n  - {id: ana, name: Ana}\n  - {id: bo, name: Bo}\n",
        encoding="utf-8",
    )
    return annotated(folder)


SECTIONS = """
SELECT ?label ?index ?language (GROUP_CONCAT(?words; separator=" / ") AS ?said) {
  SELECT ?section ?label ?index ?language ?words {
    ?section a kg:Section ; kg:inEvent ?event ; rdfs:label ?label ; kg:index ?index ; schema:inLanguage ?language ; schema:isPartOf ?text .
    ?text a kg:Transcript . ?turn kg:inSection ?section ; kg:kind "speech" ; kg:text ?words ; kg:start ?start
  } ORDER BY ?start
} GROUP BY ?section ?label ?index ?language ORDER BY ?index
"""


def test_a_section_is_a_node_with_its_utterances(harbour: AnnotatedEvent) -> None:
    """Each has label, place in the order and language; a heading that stands again is a second section."""
    graph = Graph.from_event(harbour)

    assert [tuple(row.values()) for row in graph.select(SECTIONS).rows] == [
        ("The harbour", 0, "en", "Welcome, all of you."),
        ("Dredging", 1, "en", "The harbour silts up. / It always did."),
        ("Fees", 2, "en", "The fees are low."),
        ("Dredging", 3, "en", "Back to the silt, then."),
    ]
    assert violations(graph.store) == []
    assert shacl(graph) == []


def test_a_section_points_to_its_heading(harbour: AnnotatedEvent) -> None:
    """The utterance that is the heading stands in the section before; the section points to it."""
    found = Graph.from_event(harbour).select(
        "SELECT ?index ?words ?above { ?s a kg:Section ; kg:index ?index ; kg:utterance ?h . ?h kg:text ?words"
        " OPTIONAL { ?h kg:inSection/rdfs:label ?above } } ORDER BY ?index"
    )

    assert [tuple(row.values()) for row in found.rows] == [
        (i, label, ORDER[i - 1] if i else None) for i, label in enumerate(ORDER)
    ]


def test_the_table_of_sections_and_the_column_of_utterances(harbour: AnnotatedEvent) -> None:
    """Tables have a row a section, and each utterance says which it stands in, beside the heading in words as before."""
    tables = Graph.from_event(harbour).rows()
    sections = sections_of(harbour.transcript, "harbour")
    utterances = {row["id"]: row for row in tables["utterances"]}
    ids = {i: section.id for section in sections for i in section.utterances}

    assert [(r["id"], r["label"], r["position"], r["language"]) for r in tables["sections"]] == [
        (s.id, s.label, s.index, "en") for s in sections
    ]
    assert [utterances[r["utterance"]]["text"] for r in tables["sections"]] == ORDER
    assert [(r["section"], r["section_id"]) for r in tables["utterances"]] == [
        (u.section, ids.get(u.index, "")) for u in harbour.transcript.utterances
    ]
    assert len({s.id for s in sections}) == 4


def test_sections_go_round(harbour: AnnotatedEvent, tmp_path: Path) -> None:
    """From graph and from tables the same sections come back, and the same triples are made of them."""
    by_graph = annotated_event(Graph.from_event(harbour).store, harbour.transcript.text)
    by_tables = read_tables(tables_of(harbour, tmp_path / "tables"))

    for back in (by_graph, by_tables):
        assert sections_of(back.transcript, "harbour") == sections_of(harbour.transcript, "harbour")
    assert set(triples_of(by_graph)) == set(triples_of(harbour))


def test_tables_of_before_and_half_edited_ones(harbour: AnnotatedEvent, tmp_path: Path) -> None:
    """Without sections.csv the headings in words are read; a heading that only one of the two tables changes is told."""
    old = tables_of(harbour, tmp_path / "old")
    (old / "sections.csv").unlink()
    utterances = (old / "utterances.csv").read_text(encoding="utf-8")
    for section in sections_of(harbour.transcript, "harbour"):
        utterances = utterances.replace(f",{section.id},", ",,")
    (old / "utterances.csv").write_text(utterances, encoding="utf-8")
    half = tables_of(harbour, tmp_path / "half")
    rows = (half / "sections.csv").read_text(encoding="utf-8")
    (half / "sections.csv").write_text(rows.replace(",Fees,", ",Charges,"), encoding="utf-8")

    assert [u.section for u in read_tables(old).transcript.utterances] == [
        u.section for u in harbour.transcript.utterances
    ]
    with pytest.raises(
        DataFileError, match=r"utterances.csv:\d+: section is 'Fees', and sections.csv calls \w+ 'Charges'"
    ):
        read_tables(half)


def test_a_graph_that_names_sections_alone_is_read(harbour: AnnotatedEvent) -> None:
    """Where an utterance only leads to its section, the label of that is its heading."""
    triples = [t for t in triples_of(harbour) if not t.predicate.value.endswith("#section")]
    back = annotated_event(Graph.from_triples(triples).store, harbour.transcript.text)

    assert back.transcript.utterances == harbour.transcript.utterances


def test_a_talk_without_headings_has_no_sections(harbour: AnnotatedEvent) -> None:
    """Nothing is invented: utterances without a heading above them stand in no section."""
    bare = tuple(replace(u, section="") for u in harbour.transcript.utterances)
    event = replace(harbour, transcript=replace(harbour.transcript, utterances=bare))

    assert sections_of(event.transcript, "harbour") == ()
    assert Graph.from_event(event).rows()["sections"] == []
