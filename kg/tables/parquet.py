"""Tables as Parquet, with the types of their columns."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from kg.errors import of_extra
from kg.tables.columns import Column

_NEEDED = "parquet: needs pyarrow (pip install 'panel-kg[parquet]')"


def arrow(values: Mapping[str, list[Any]], columns: Iterable[Column], *, lists: bool = True) -> Any:
    """Return a table of Arrow: texts, whole numbers, numbers and truth values as such; what is not known is null.

    Args:
        values: column → its values, a row each.
        columns: what the table has, in order.
        lists: whether a column of many holds lists; else it holds texts.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    pyarrow = of_extra("pyarrow", _NEEDED)
    types = {str: pyarrow.string(), int: pyarrow.int64(), float: pyarrow.float64(), bool: pyarrow.bool_()}
    fields = [(c.name, pyarrow.list_(types[c.type]) if lists and c.many else types[c.type]) for c in columns]
    return pyarrow.Table.from_pydict({name: values[name] for name, _ in fields}, schema=pyarrow.schema(fields))


def parquet_bytes(table: Any) -> bytes:
    """Return a table of Arrow as one Parquet file: the same bytes for the same rows."""
    out = io.BytesIO()
    of_extra("pyarrow.parquet", _NEEDED).write_table(table, out, compression="zstd")
    return out.getvalue()


def table_bytes(rows: Iterable[Mapping[str, Any]], columns: Sequence[Column]) -> bytes:
    """Return rows as one Parquet file with these of their columns, lists as lists.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    rows = list(rows)
    return parquet_bytes(arrow({c.name: [row[c.name] for row in rows] for c in columns}, columns))


def rows_of(path: Path, columns: Sequence[str]) -> list[dict[str, Any]]:
    """Return some columns of a Parquet file, as rows; lists are lists, and what is not known is None.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    parquet = of_extra("pyarrow.parquet", _NEEDED)
    rows: list[dict[str, Any]] = parquet.read_table(path, columns=list(columns)).to_pylist()
    return rows
