"""The tables as Parquet, with the types of their columns."""

from __future__ import annotations

from typing import Any

from kg.measures.measured import columns_of, measured
from kg.store.graph import Graph
from kg.tables.columns import TABLES, Column, Row
from kg.tables.parquet import arrow, parquet_bytes
from kg.tables.to_csv import joined


def files(graph: Graph) -> dict[str, bytes]:
    """Return one Parquet file a table: name → bytes; the same bytes for the same rows.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    tables = graph.rows()
    found = {name: _parquet(tables[name], columns) for name, columns in TABLES.items()}
    found["consensus"] = _parquet(measured(tables), columns_of("consensus"))
    return {f"{name}.parquet": content for name, content in found.items()}


def _parquet(rows: list[Row], columns: tuple[Column, ...]) -> bytes:
    values = {column.name: [_value(row[column.name]) for row in rows] for column in columns}
    return parquet_bytes(arrow(values, columns, lists=False))


def _value(value: Any) -> Any:
    return joined(value) if isinstance(value, tuple) else value
