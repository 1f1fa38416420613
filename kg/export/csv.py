"""The tables as CSV by RFC 4180, with one more that says which event it is."""

from __future__ import annotations

from kg.export.event_table import event_rows
from kg.measures import consensus
from kg.store.graph import Graph
from kg.tables.columns import COLUMNS, EVENT_COLUMNS
from kg.tables.to_csv import csv_bytes


def files(graph: Graph) -> dict[str, bytes]:
    """Return the files of `tables/` and event.csv: name → bytes."""
    tables = graph.rows()
    found = {f"{name}.csv": csv_bytes(tables[name], columns) for name, columns in COLUMNS.items()}
    found["consensus.csv"] = csv_bytes(consensus.consensus(tables), consensus.COLUMNS)
    found["event.csv"] = csv_bytes(event_rows(graph), EVENT_COLUMNS)
    return found
