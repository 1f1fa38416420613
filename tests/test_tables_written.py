"""Tables on their way out and back: many events in one folder, columns of before, cells that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest

import kg
from kg.errors import DanglingIdError, DataFileError
from kg.export import export_files
from kg.graph.mapping import triples_of
from kg.model import AnnotatedEvent
from kg.store.graph import Graph
from kg.store.open import open_store
from kg.tables.columns import TABLES, text
from kg.tables.from_csv import read_events, read_tables
from kg.tables.to_csv import csv_bytes


def other(event: AnnotatedEvent) -> AnnotatedEvent:
    """Return the same event under another id: every local id is that of the first."""
    return replace(event, event=replace(event.event, id="second-panel", title="Second"))


@pytest.fixture
def two(tmp_path: Path, small_panel: AnnotatedEvent) -> Path:
    """Return a folder of tables with two events, which share all ids."""
    triples = triples_of(small_panel) + triples_of(other(small_panel))
    for name, content in export_files(Graph.from_triples(triples), "csv").items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def test_every_table_begins_with_its_event(small_graph: Graph) -> None:
    """A row's key is (event, id): both are declared for every table, and no two rows share them."""
    assert {columns[0].name for columns in TABLES.values()} == {"event"}
    for name, rows in small_graph.rows().items():
        keys = [(row["event"], row["id"]) for row in rows]
        assert len(keys) == len(set(keys)), name
        assert {event for event, _ in keys} <= {"small-panel"}


def test_two_events_of_one_merged_graph_have_each_their_own_rows(small_panel: AnnotatedEvent) -> None:
    """From a file without named graphs each event's rows are those of the event built alone."""
    both = Graph.from_triples(triples_of(small_panel) + triples_of(other(small_panel))).rows()
    for event in (small_panel, other(small_panel)):
        alone = Graph.from_event(event).rows()
        assert {name: [r for r in rows if r["event"] == event.event.id] for name, rows in both.items()} == alone


def test_two_events_come_back_from_one_folder(two: Path, small_panel: AnnotatedEvent) -> None:
    """Each event has its own rows, and a transcript made of its own turns; opened, each is a named graph."""
    first, second = read_events(two)
    store = open_store(two)

    assert [first.event.id, second.event.id] == ["second-panel", "small-panel"]
    assert [c.id for c in first.claims] == [c.id for c in second.claims]
    assert {c.id for c in first.claims} == {c.id for c in small_panel.claims}
    assert all(e.transcript.text[c.start : c.end] == c.quote for e in (first, second) for c in e.claims)
    assert len(list(store.named_graphs())) == 2
    with pytest.raises(DataFileError, match="describes 2 events, and one is needed"):
        read_tables(two)


def test_a_row_of_an_event_that_is_not_there(two: Path) -> None:
    """Of several events, every row must say of which it is."""
    path = two / "claims.csv"
    path.write_bytes(path.read_bytes().replace(b"\r\nsmall-panel,", b"\r\nsmal-panel,", 1))

    with pytest.raises(DanglingIdError, match=r"claims\.csv:14: event 'smal-panel' is in no table"):
        read_events(two)


def test_columns_that_were_renamed_are_still_read(
    tmp_path: Path, small_panel: AnnotatedEvent, small_graph: Graph
) -> None:
    """A folder of tables as they were written before says the same event."""
    old = {"claims": {"text": "proposition_text"}, "events": {"source_url": "source"}}
    old["references"] = {"from_claim": "claim"}
    old["relations"] = {"quote": "evidence", "start": "evidence_start", "end": "evidence_end"}
    new_columns = {
        "utterances": {"text"},
        "stances": {"id"},
        "mentions": {"id"},
        "speakers": {"organizations", "printed_as"},
    }
    (tmp_path / "transcript.txt").write_bytes(small_panel.transcript.text.encode())
    for table, columns in TABLES.items():
        if table == "evidence":
            continue
        rows = small_graph.rows()[table]
        kept = [c for c in columns if c.name not in {"event", *new_columns.get(table, ())}]
        content = csv_bytes(rows, kept).decode()
        header, rest = content.split("\r\n", 1)
        names = [old.get(table, {}).get(n, n) for n in header.split(",")]
        name = "event" if table == "events" else table
        (tmp_path / f"{name}.csv").write_bytes((",".join(names) + "\r\n" + rest).encode())
    back = read_tables(tmp_path)

    lost = {t.predicate.value.rsplit("#")[-1] for t in set(triples_of(small_panel)) ^ set(triples_of(back))}
    # The side of each single claim was never in those tables: all claims of a stance had the side of the stance.
    # In which language a label is, no table says.
    assert lost == {"current", "printedLabel", "side", "prefLabel", "altLabel", "definition"}


def test_a_cell_that_a_spreadsheet_would_run_is_written_so_that_it_does_not(small_graph: Graph) -> None:
    """Text is marked, numbers are not, and both are read back as they were."""
    from kg.tables.columns import number
    from kg.tables.to_csv import plain

    rows = [{"a": value, "n": -1.5} for value in ("=1+1", "+x", "-- yes", "@me", "'=1", "''tis", "a=b")]
    written = csv_bytes(rows, (text("a"), number("n"))).decode()
    cells = list(csv.DictReader(io.StringIO(written, newline="")))

    assert [c["a"] for c in cells] == ["'=1+1", "'+x", "'-- yes", "'@me", "''=1", "''tis", "a=b"]
    assert [plain(c["a"]) for c in cells] == [r["a"] for r in rows]
    assert {c["n"] for c in cells} == {"-1.5"}


def test_a_name_with_a_comma_is_a_member_of_its_own_organization_alone(small_panel: AnnotatedEvent) -> None:
    """'Lecturer, Law' of the university is no membership of an organization that is called Law."""
    from kg.model import Membership, Organization

    law = Organization(id="law", name="Law")
    school = Organization(id="school", name="School, Law")
    ada = replace(small_panel.speakers[0], memberships=(Membership(organization="school", role="Lecturer"),))
    event = replace(
        small_panel,
        speakers=(ada, *small_panel.speakers[1:]),
        organizations=(*small_panel.organizations, law, school),
    )
    rows = Graph.from_event(event).rows()["speakers"]

    assert [(r["memberships"], r["organizations"]) for r in rows if r["id"] == ada.id] == [
        (("Lecturer, School, Law",), ("school",))
    ]


def test_a_column_is_added_by_one_declaration(
    tmp_path: Path, small_panel: AnnotatedEvent, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Declared once, a column is read from the graph, written to CSV and Parquet, shown as a data frame, and read back."""
    pytest.importorskip("pyarrow")
    claims = (replace(small_panel.claims[0], rule="hedge"), *small_panel.claims[1:])
    graph = Graph.from_event(replace(small_panel, claims=claims))
    monkeypatch.setitem(TABLES, "claims", (*TABLES["claims"], text("rule", rdf="kg:rule", choices=("hedge",))))

    assert [r["rule"] for r in graph.rows()["claims"] if r["id"] == claims[0].id] == ["hedge"]
    assert {r["rule"] for r in graph.rows()["claims"] if r["id"] != claims[0].id} == {""}
    assert list(kg.Graph(graph.source).tables()["claims"].columns)[-1] == "rule"
    assert "claims.parquet" in export_files(graph, "parquet")
    for name, content in export_files(graph, "csv").items():
        (tmp_path / name).write_bytes(content)
    assert [c.rule for c in read_tables(tmp_path).claims if c.id == claims[0].id] == ["hedge"]
    path = tmp_path / "claims.csv"
    path.write_bytes(path.read_bytes().replace(b",hedge\r\n", b",edge\r\n"))
    with pytest.raises(DataFileError, match="rule 'edge' is none of hedge"):
        read_tables(tmp_path)
