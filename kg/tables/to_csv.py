"""Rows as CSV by RFC 4180."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from typing import Any

from kg.tables.columns import Column, Row, names

SEPARATOR = ";"
#: What a spreadsheet would run as a formula; one that is quoted already is quoted once more, so that it can be read back.
_FORMULA = re.compile(r"'*+[=+\-@\t\r]")


def csv_bytes(rows: Iterable[Row], columns: Iterable[Column]) -> bytes:
    r"""Return rows as CSV: UTF-8, CRLF, fields quoted where they must be, lists joined by semicolons.

    >>> from kg.tables.columns import flag, number, text
    >>> columns = (flag("a"), text("b"), number("c"), text("d", many=True))
    >>> csv_bytes([{"a": True, "b": "x,y", "c": -0.50, "d": ("p", "q")}, {"a": None, "b": "=1+1", "c": None, "d": ()}], columns)
    b'a,b,c,d\r\ntrue,"x,y",-0.5,p;q\r\n,\'=1+1,,\r\n'
    """
    columns = tuple(columns)
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(names(columns))
    writer.writerows([_field(row[c.name]) for c in columns] for row in rows)
    return out.getvalue().encode("utf-8", "replace")


def joined(values: Iterable[str]) -> str:
    """Return a list as one field; a semicolon inside a text becomes a comma.

    >>> joined(("a", "b; c"))
    'a;b, c'
    """
    return SEPARATOR.join(v.replace(SEPARATOR, ",") for v in values)


def parts(value: Any) -> tuple[str, ...]:
    """Return the values of a field that joins them by semicolons; a tuple is one already.

    >>> parts("a;b"), parts(""), parts(("a; b",))
    (('a', 'b'), (), ('a; b',))
    """
    if isinstance(value, tuple):
        return value
    return tuple(v.strip() for v in str(value or "").split(SEPARATOR) if v.strip())


def flat(row: Mapping[str, Any]) -> Row:
    """Return a row with its lists joined, as one sees it in a terminal.

    >>> flat({"id": "a", "claims": ("b", "c")})
    {'id': 'a', 'claims': 'b;c'}
    """
    return {name: joined(value) if isinstance(value, tuple) else value for name, value in row.items()}


def plain(field: str) -> str:
    """Return the text of a field: what was written so that no spreadsheet runs it is as it was.

    >>> plain("'=1+1"), plain("''=1"), plain("'tis")
    ('=1+1', "'=1", "'tis")
    """
    return field[1:] if field.startswith("'") and _FORMULA.match(field) else field


def _field(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.10g}"
    if isinstance(value, int):
        return str(value)
    words = joined(value) if isinstance(value, tuple) else str(value)
    return f"'{words}" if _FORMULA.match(words) else words
