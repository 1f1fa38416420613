"""The tables as Parquet, with the types of their columns."""

from __future__ import annotations

import io
from importlib import import_module
from typing import Any

from kg.errors import MissingExtraError
from kg.export.event_table import event_rows
from kg.measures import consensus
from kg.store.graph import Graph
from kg.tables.columns import COLUMNS, EVENT_COLUMNS, Row

_INTEGERS = frozenset(
    {"start", "end", "evidence_start", "evidence_end", "agree", "disagree", "mixed", "silent", "no_stance"}
)
_FLOATS = frozenset({"start_time", "end_time", "confidence", "coverage", "leaning", "split", "explicit_share"})
_BOOLEANS = frozenset({"hedged", "reported", "guessed", "discovered"})


def files(graph: Graph) -> dict[str, bytes]:
    """Return one Parquet file a table: name → bytes; the same bytes for the same rows.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    tables = graph.rows()
    found = {name: _parquet(tables[name], columns) for name, columns in COLUMNS.items()}
    found["consensus"] = _parquet(consensus.consensus(tables), consensus.COLUMNS)
    found["event"] = _parquet(event_rows(graph), EVENT_COLUMNS)
    return {f"{name}.parquet": content for name, content in found.items()}


def _parquet(rows: list[Row], columns: tuple[str, ...]) -> bytes:
    try:
        pyarrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError:
        raise MissingExtraError("parquet: needs pyarrow (pip install 'panel-kg[parquet]')") from None
    schema = pyarrow.schema([(column, _type(pyarrow, column)) for column in columns])
    table = pyarrow.Table.from_pydict({c: [_value(c, row[c]) for row in rows] for c in columns}, schema=schema)
    out = io.BytesIO()
    parquet.write_table(table, out, compression="zstd")
    return out.getvalue()


def _type(pyarrow: Any, column: str) -> Any:
    if column in _INTEGERS:
        return pyarrow.int64()
    if column in _FLOATS:
        return pyarrow.float64()
    return pyarrow.bool_() if column in _BOOLEANS else pyarrow.string()


def _value(column: str, value: Any) -> Any:
    if column in _INTEGERS or column in _FLOATS or column in _BOOLEANS:
        return None if value == "" else value
    return "" if value is None else str(value)
