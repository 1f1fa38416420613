"""Tables edited in a spreadsheet: read again, whatever it made of separators and marks, and held to the transcript."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from kg.errors import DataFileError
from kg.model import AnnotatedEvent, slug
from kg.tables.checks import Tables, Where, check_events, check_words, checked_event
from kg.tables.columns import OLD_FILES, TABLES, Column, Row, fitted
from kg.tables.to_csv import parts, plain
from kg.tables.to_event import composed

_TRUE = frozenset({"true", "1", "yes", "wahr", "vrai"})


def read_tables(folder: Path) -> AnnotatedEvent:
    """Return the one event that a folder of CSV tables describes; see `read_events`.

    Raises:
        DataFileError: as `read_events`, or there are several events.
    """
    found = read_events(folder)
    if len(found) > 1:
        raise DataFileError(f"{folder}: describes {len(found)} events, and one is needed (build a store of them)")
    return found[0]


def read_events(folder: Path) -> list[AnnotatedEvent]:
    """Return the events that a folder of CSV tables describes, in the order of the table `events`.

    The transcript of a single event is the transcript.txt in the folder or above it; where there is none, and where
    there are several events, it is composed of the texts of the utterances.

    Raises:
        DataFileError: a value is missing, is no number, or names nothing that is there; a quote is not at its offsets.
    """
    tables = {name: _read(folder, name) for name in TABLES}
    about = tables.pop("events") or [_named_by(folder, tables)]
    where, alone = _in_csv(folder), len(about) == 1
    check_events(tables, [row["id"] for row in about], where)
    own = [(row, _own(tables, row["id"], alone)) for row in about]
    return [checked_event(row, rows, _transcript(folder, rows, alone=alone), where) for row, rows in own]


def _named_by(folder: Path, tables: Tables) -> Row:
    """Return what is known of an event that no table describes."""
    name = folder.resolve().parent.name if folder.name == "tables" else folder.resolve().name
    said = next((row["event"] for rows in tables.values() for row in rows if row.get("event")), "")
    return {"id": said or slug(name), "title": said or name}


def _own(tables: Tables, event: str, alone: bool) -> Tables:
    return {name: [r for r in rows if alone or r.get("event") == event] for name, rows in tables.items()}


def _in_csv(folder: Path) -> Where:
    def where(table: str, row: Row) -> str:
        line = f":{row['_line']}" if "_line" in row else ""
        return f"{folder / table}.csv{line}"

    return where


def _transcript(folder: Path, tables: Tables, *, alone: bool) -> str:
    for path in (folder / "transcript.txt", folder.parent / "transcript.txt"):
        if alone and path.is_file():
            return path.read_bytes().decode("utf-8", "replace")
    if not all(row["text"] for row in tables["utterances"]):
        raise DataFileError(f"{folder}: there is no transcript.txt beside the tables (copy that of the event's output)")
    return composed(tables["utterances"])


def _read(folder: Path, table: str) -> list[Row]:
    path = folder / f"{table}.csv"
    if not path.is_file() and table in OLD_FILES:
        path = folder / f"{OLD_FILES[table]}.csv"
    if not path.is_file():
        return []
    text = _decoded(path)
    first = text.split("\n", 1)[0]
    separator = max(",;\t", key=first.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    columns = _by_header(reader.fieldnames or (), table, path)
    rows: list[Row] = []
    try:
        for row in reader:
            if any(row.values()):
                typed = _typed(row, columns, f"{path}:{reader.line_num}")
                rows.append(fitted(typed, TABLES[table]) | {"_line": reader.line_num})
    except csv.Error as error:
        raise DataFileError(f"{path}:{reader.line_num}: is no CSV ({error})") from None
    return rows


def _by_header(header: Iterable[str], table: str, path: Path) -> dict[str, Column]:
    """Return each name of a header that we know → its column: by its name, or by one that it had before."""
    header = tuple(header)
    found: dict[str, Column] = {}
    for column in TABLES[table]:
        name = next((n for n in (column.name, *column.old) if n in header), None)
        if name is not None:
            found[name] = column
        elif column.needed:
            raise DataFileError(f"{path}:1: there is no column '{column.name}'")
    return found


def _decoded(path: Path) -> str:
    raw = path.read_bytes()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What a spreadsheet writes that was not told otherwise.
        return raw.decode("cp1252", "replace")


def _typed(row: Mapping[str, Any], columns: Mapping[str, Column], where: str) -> Row:
    if None in row:
        raise DataFileError(f"{where}: has more fields than there are columns (quote what holds a separator)")
    return {column.name: _value(row[name] or "", column, where) for name, column in columns.items()}


def _value(field: str, column: Column, where: str) -> Any:
    words = plain(field)
    words = words if column.verbatim else words.strip()
    check_words(words, column, where)
    if column.type is bool:
        return words.lower() in _TRUE
    if column.type in {int, float}:
        return _number(words, column, where)
    return parts(words) if column.many else words


def _number(words: str, column: Column, where: str) -> int | float | None:
    if not words:
        return None
    try:
        number = float(words.replace(",", "."))
        return int(number) if column.type is int else number
    except (ValueError, OverflowError):
        raise DataFileError(f"{where}: {column.name} '{words}' is no number") from None
