"""Folders that several tests ask for: the tables of an event, and a store of two events."""

from __future__ import annotations

from pathlib import Path

from kg.export import export_files
from kg.model import AnnotatedEvent
from kg.pipeline import named_graphs
from kg.store.disk import write_events
from kg.store.graph import Graph


def tables_of(event: AnnotatedEvent, folder: Path) -> Path:
    """Write the tables of an event and its transcript into a new folder, and return it."""
    folder.mkdir()
    for name, content in export_files(Graph.from_event(event), "csv").items():
        (folder / name).write_bytes(content)
    (folder / "transcript.txt").write_text(event.transcript.text, encoding="utf-8")
    return folder


def store_of_two(event_folder: Path, into: Path) -> Graph:
    """Write a store that holds the event of a folder and a short second one, and return its graph."""
    other = into / "other.txt"
    other.write_text("Ada: The mill should close.\nBen: It should not close.\n")
    write_events(into / "store", named_graphs([event_folder, other]))
    return Graph.open(into / "store")
