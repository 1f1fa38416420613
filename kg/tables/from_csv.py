"""Tables edited in a spreadsheet: read again, whatever it made of separators and marks, and held to the transcript."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from kg.errors import DanglingIdError, DataFileError, QuoteError
from kg.model import (
    AnnotatedEvent,
    Event,
    slug,
)
from kg.tables.columns import BOOLEANS, CHOICES, FLOATS, INTEGERS, LINKS, REQUIRED
from kg.tables.to_event import Row, event_of, parts


def read_tables(folder: Path) -> AnnotatedEvent:
    """Return the event that a folder of CSV tables describes, with the transcript.txt in it or above it.

    Raises:
        DataFileError: a value is missing, is no number, or names nothing that is there; a quote is not at its offsets.
    """
    text = _transcript(folder)
    tables = {name: _read(folder / f"{name}.csv", name) for name in REQUIRED}
    _check_links(folder, tables)
    _check_quotes(folder, tables, text)
    about = tables.pop("event")
    fields = (
        {k: str(about[0][k] or "") for k in ("id", "title", "date", "place", "source", "language")} if about else {}
    )
    name = folder.resolve().parent.name if folder.name == "tables" else folder.resolve().name
    event = Event(**fields) if fields else Event(id=slug(name), title=name)
    return event_of(tables, text, event)


def _transcript(folder: Path) -> str:
    for path in (folder / "transcript.txt", folder.parent / "transcript.txt"):
        if path.is_file():
            return path.read_bytes().decode("utf-8", "replace")
    raise DataFileError(f"{folder}: there is no transcript.txt beside the tables (copy that of the event's output)")


def _read(path: Path, table: str) -> list[Row]:
    if not path.is_file():
        return []
    text = _decoded(path)
    first = text.split("\n", 1)[0]
    separator = max(",;\t", key=first.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    missing = set(REQUIRED[table]) - set(reader.fieldnames or ())
    if missing:
        raise DataFileError(f"{path}:1: there is no column '{sorted(missing)[0]}'")
    rows: list[Row] = []
    try:
        for row in reader:
            if any(row.values()):
                rows.append(_typed(row, table, f"{path}:{reader.line_num}") | {"_line": reader.line_num})
    except csv.Error as error:
        raise DataFileError(f"{path}:{reader.line_num}: is no CSV ({error})") from None
    return rows


def _decoded(path: Path) -> str:
    raw = path.read_bytes()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What a spreadsheet writes that was not told otherwise.
        return raw.decode("cp1252", "replace")


def _typed(row: Mapping[str, Any], table: str, where: str) -> dict[str, Any]:
    if None in row:
        raise DataFileError(f"{where}: has more fields than there are columns (quote what holds a separator)")
    found: dict[str, Any] = {}
    for column, value in row.items():
        words = (value or "").strip() if column not in {"quote", "surface", "evidence"} else value or ""
        if not words and column in REQUIRED[table]:
            raise DataFileError(f"{where}: {column} is empty")
        if column in INTEGERS or column in FLOATS:
            found[column] = _number(words, column, where)
        elif column in BOOLEANS:
            found[column] = words.lower() in {"true", "1", "yes", "wahr", "vrai"}
        else:
            found[column] = words
        choices = CHOICES.get((table, column))
        if choices and words and words not in choices:
            raise DataFileError(f"{where}: {column} '{words}' is none of {', '.join(choices)}")
    return found


def _number(words: str, column: str, where: str) -> int | float | None:
    if not words:
        return None
    try:
        number = float(words.replace(",", "."))
    except ValueError:
        raise DataFileError(f"{where}: {column} '{words}' is no number") from None
    return int(number) if column in INTEGERS else number


def _check_links(folder: Path, tables: Mapping[str, list[Row]]) -> None:
    known = {name: {row["id"] for row in rows} for name, rows in tables.items() if name in set(LINKS.values())}
    known["speakers"] = {row["label"] for row in tables["speakers"]}
    entities = {r["id"] for t in ("speakers", "people", "organizations", "products", "concepts") for r in tables[t]}
    for name, rows in tables.items():
        for row in rows:
            for column, target in LINKS.items():
                _known(parts(row.get(column)), known[target], f"{folder / name}.csv:{row['_line']}: {column}")
            if name == "mentions":
                _known([row["entity"]], entities, f"{folder / name}.csv:{row['_line']}: entity")


def _known(values: Iterable[str], known: set[str], where: str) -> None:
    for value in values:
        if value not in known:
            from kg.evidence.suggest import did_you_mean

            raise DanglingIdError(f"{where} '{value}' is in no table{did_you_mean(value, known)}")


def _check_quotes(folder: Path, tables: Mapping[str, list[Row]], text: str) -> None:
    spans = [
        ("claims", "quote", "start", "end"),
        ("references", "quote", "start", "end"),
        ("questions", "quote", "start", "end"),
        ("mentions", "surface", "start", "end"),
        ("relations", "evidence", "evidence_start", "evidence_end"),
    ]
    for name, column, start, end in spans:
        for row in tables[name]:
            if row.get(start) is not None and text[row[start] : row[end]] != row[column]:
                raise QuoteError(
                    f"{folder / name}.csv:{row['_line']}: transcript.txt has other words at {row[start]}–{row[end]}: "
                    f"{text[row[start] : row[end]][:60]!r} (the offsets and the {column} must stay as they were)"
                )
