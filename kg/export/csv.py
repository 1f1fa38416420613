"""The tables as CSV by RFC 4180."""

from __future__ import annotations

from kg.measures.measured import columns_of, measured
from kg.store.graph import Graph
from kg.tables.columns import TABLES
from kg.tables.to_csv import csv_bytes


def files(graph: Graph) -> dict[str, bytes]:
    """Return the files of `tables/`: name → bytes."""
    tables = graph.rows()
    found = {f"{name}.csv": csv_bytes(tables[name], columns) for name, columns in TABLES.items()}
    found["consensus.csv"] = csv_bytes(measured(tables), columns_of("consensus"))
    return found
