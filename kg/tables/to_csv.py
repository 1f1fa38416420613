"""Rows as CSV by RFC 4180."""

from __future__ import annotations

import csv
import io

from kg.tables.columns import Row


def csv_bytes(rows: list[Row], columns: tuple[str, ...]) -> bytes:
    r"""Return rows as CSV: UTF-8, CRLF, fields quoted where they must be.

    >>> csv_bytes([{"a": True, "b": "x,y"}, {"a": None, "b": 0.50}], ("a", "b"))
    b'a,b\r\ntrue,"x,y"\r\n,0.5\r\n'
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_field(row[c]) for c in columns] for row in rows)
    return out.getvalue().encode("utf-8", "replace")


def _field(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:.10g}" if isinstance(value, float) else str(value)
