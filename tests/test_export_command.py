"""`kg export` as a person calls it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import group
from kg.errors import FormatError, GraphError, SourceError
from kg.export import export
from kg.pipeline import named_graphs
from kg.store.disk import write_events
from kg.store.graph import Graph


@pytest.fixture
def output(tmp_path: Path, small_graph: Graph) -> Path:
    """Return an event's output: its graph alone."""
    (tmp_path / "graph.ttl").write_bytes(small_graph.serialize())
    return tmp_path


def test_one_document_goes_to_stdout_or_a_file(output: Path, small_graph: Graph) -> None:
    """The bytes are those of the library, wherever they go."""
    shown = CliRunner().invoke(group, ["export", str(output), "--to", "xaif"])
    CliRunner().invoke(group, ["export", str(output), "--to", "xaif", "-o", str(output / "new" / "panel.json")])

    assert shown.stdout_bytes == export(small_graph, "xaif")
    assert (output / "new" / "panel.json").read_bytes() == export(small_graph, "xaif")
    assert [p.name for p in (output / "new").iterdir()] == ["panel.json"]


def test_tables_go_to_a_folder(output: Path) -> None:
    """CSV without -o is refused with the remedy; with it, the folder has a file a table."""
    refused = CliRunner().invoke(group, ["export", str(output), "--to", "csv"])
    written = CliRunner().invoke(group, ["export", str(output), "--to", "csv", "-o", str(output / "tables")])

    assert isinstance(refused.exception, FormatError)
    assert written.exit_code == 0
    assert (output / "tables" / "claims.csv").read_text(encoding="utf-8").startswith("event,id,speaker,utterance,")


def test_streamed_turtle_says_the_same(output: Path, small_graph: Graph) -> None:
    """--stream gives other bytes and the same statements; it is for Turtle alone."""
    CliRunner().invoke(group, ["export", str(output), "--to", "turtle", "--stream", "-o", str(output / "fast.ttl")])
    other = CliRunner().invoke(group, ["export", str(output), "--to", "rdfxml", "--stream"])

    assert set(Graph.open(output / "fast.ttl").store) == set(small_graph.store)
    assert isinstance(other.exception, FormatError)


def test_one_event_of_a_store(tmp_path: Path, small_graph: Graph) -> None:
    """--event takes one event out of a store; an event that is not there is told with those that are."""
    write_events(tmp_path / "store", named_graphs([Path(__file__).parent / "small_panel"]))
    good = CliRunner().invoke(group, ["export", str(tmp_path / "store"), "--to", "turtle", "--event", "small-panel"])
    bad = CliRunner().invoke(group, ["export", str(tmp_path / "store"), "--to", "turtle", "--event", "other"])

    assert good.stdout_bytes == small_graph.serialize()
    assert isinstance(bad.exception, GraphError)
    assert "there are: small-panel" in str(bad.exception)


def test_a_place_that_cannot_be_written_is_told(output: Path) -> None:
    """A file where a folder is needed: one line."""
    found = CliRunner().invoke(
        group, ["export", str(output), "--to", "turtle", "-o", str(output / "graph.ttl" / "x.ttl")]
    )

    assert isinstance(found.exception, SourceError)
    assert "cannot be written" in str(found.exception)


def test_xaif_is_a_graph_like_any_other(output: Path, small_graph: Graph) -> None:
    """What was exported as xAIF is opened, and exported again as the same xAIF but for what it cannot say."""
    path = output / "panel.json"
    path.write_bytes(export(small_graph, "xaif"))
    again = CliRunner().invoke(group, ["export", str(path), "--to", "argdown"])

    assert again.exit_code == 0
    assert again.output.count("\n  - <") == export(small_graph, "argdown").decode().count("\n  - <")
