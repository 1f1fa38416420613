"""The tables as Parquet, with the types of their columns."""

from __future__ import annotations

import io
from importlib import import_module
from typing import Any

from kg.errors import MissingExtraError
from kg.measures.measured import columns_of, measured
from kg.store.graph import Graph
from kg.tables.columns import TABLES, Column, Row
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
    try:
        pyarrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError:
        raise MissingExtraError("parquet: needs pyarrow (pip install 'panel-kg[parquet]')") from None
    types = {str: pyarrow.string(), int: pyarrow.int64(), float: pyarrow.float64(), bool: pyarrow.bool_()}
    schema = pyarrow.schema([(column.name, types[column.type]) for column in columns])
    found = {column.name: [_value(row[column.name]) for row in rows] for column in columns}
    table = pyarrow.Table.from_pydict(found, schema=schema)
    out = io.BytesIO()
    parquet.write_table(table, out, compression="zstd")
    return out.getvalue()


def _value(value: Any) -> Any:
    return joined(value) if isinstance(value, tuple) else value
