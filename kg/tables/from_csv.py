"""Tables edited in a spreadsheet: read again, whatever it made of separators and marks, and held to the transcript."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from kg.errors import DanglingIdError, DataFileError, QuoteError
from kg.evidence.clock import after, lexical, zero_of
from kg.model import AnnotatedEvent, Annotator, Event, slug
from kg.tables.columns import OLD_FILES, TABLES, Column, Row, fitted
from kg.tables.to_csv import parts, plain
from kg.tables.to_event import composed, event_of

Tables = Mapping[str, list[Row]]
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
    _check_events(folder, tables, [row["id"] for row in about])
    return [_event(folder, row, _own(tables, row["id"], len(about) == 1), alone=len(about) == 1) for row in about]


def _named_by(folder: Path, tables: Tables) -> Row:
    """Return what is known of an event that no table describes."""
    name = folder.resolve().parent.name if folder.name == "tables" else folder.resolve().name
    said = next((row["event"] for rows in tables.values() for row in rows if row.get("event")), "")
    return {"id": said or slug(name), "title": said or name}


def _own(tables: Tables, event: str, alone: bool) -> Tables:
    return {name: [r for r in rows if alone or r.get("event") == event] for name, rows in tables.items()}


def _event(folder: Path, about: Row, tables: Tables, *, alone: bool) -> AnnotatedEvent:
    text = _transcript(folder, tables, alone=alone)
    _check_links(folder, tables)
    _check_quotes(folder, tables, text)
    _check_sections(folder, tables)
    fields: dict[str, Any] = {
        k: str(about.get(k) or "")
        for k in ("id", "title", "date", "place", "licence", "publisher", "media", "language", "form", "motion")
    }
    annotators = tuple(Annotator(name=name) for name in about.get("annotators") or ())
    fields["start_time"] = _clock(folder, about)
    found = event_of(tables, text, Event(**fields, source=about.get("source_url") or "", annotators=annotators))
    _check_moments(folder, tables["utterances"], found)
    _check_stances(folder, tables["stances"], found)
    return found


def _check_events(folder: Path, tables: Tables, known: list[str]) -> None:
    """See that each row says of which event it is, and of one that there is; with one event it need not."""
    twice = [event for event, n in Counter(known).items() if n > 1]
    if twice:
        raise DataFileError(f"{folder / 'events'}.csv: there are two events '{twice[0]}' (give one another id)")
    for name, rows in tables.items():
        for row in rows:
            said = row.get("event") or (known[0] if len(known) == 1 else "")
            _known([said], set(known), f"{folder / name}.csv:{row['_line']}: event")


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
    if not words and column.needed:
        raise DataFileError(f"{where}: {column.name} is empty")
    if column.choices and words and words not in column.choices:
        raise DataFileError(f"{where}: {column.name} '{words}' is none of {', '.join(column.choices)}")
    if column.shape and words and not re.fullmatch(column.shape[0], words):
        raise DataFileError(f"{where}: {column.name} '{words[:40]}' must be {column.shape[1]}")
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


def _check_links(folder: Path, tables: Tables) -> None:
    known = {name: {row["id"] for row in rows} for name, rows in tables.items() if name in _LINKED}
    known["speakers"] = {row["label"] for row in tables["speakers"]}
    known["things"] = {
        r["id"]
        for t in ("speakers", "people", "organizations", "products", "places", "works", "concepts")
        for r in tables[t]
    }
    for name, rows in tables.items():
        linked = [column for column in TABLES[name] if column.table]
        for row in rows:
            for column in linked:
                values = row[column.name] if column.many else filter(None, [row[column.name]])
                _known(values, known[column.table], f"{folder / name}.csv:{row['_line']}: {column.name}")


_LINKED = {column.table for columns in TABLES.values() for column in columns if column.table}


def _known(values: Iterable[str], known: set[str], where: str) -> None:
    for value in values:
        if value not in known:
            from kg.evidence.suggest import did_you_mean

            raise DanglingIdError(f"{where} '{value}' is in no table{did_you_mean(value, known)}")


def _clock(folder: Path, about: Row) -> str:
    """Return the time of day at which an event begins; its day must be that of the event."""
    day, _, clock = str(about.get("started_at") or "").partition("T")
    if day and day != about.get("date"):
        raise DataFileError(
            f"{folder / 'events'}.csv:{about['_line']}: started_at is on {day}, and date is {about.get('date') or 'empty'}: "
            "change both alike"
        )
    return clock


def _check_moments(folder: Path, rows: Iterable[Row], event: AnnotatedEvent) -> None:
    """Hold the moments of utterances to their seconds: one that is changed in one column alone is nobody's wish."""
    zero = zero_of(event.transcript, event.event)
    for row in rows:
        for moment, seconds in (("started_at", "start_time"), ("ended_at", "end_time")):
            known = after(zero, row[seconds]) if zero is not None and row[seconds] is not None else None
            said = lexical(known) if known else ""
            if row[moment] and row[moment] != said:
                raise DataFileError(
                    f"{folder / 'utterances'}.csv:{row['_line']}: {moment} is {row[moment]}, and by {seconds} it is "
                    f"{said or 'not known'}: change both alike, or leave {moment} empty"
                )


def _check_sections(folder: Path, tables: Tables) -> None:
    """Hold the heading that an utterance names to the section that it stands in."""
    labels = {row["id"]: row["label"] for row in tables["sections"]}
    for row in tables["utterances"]:
        label = labels.get(row["section_id"], row["section"])
        if row["section"] and row["section"] != label:
            raise DataFileError(
                f"{folder / 'utterances'}.csv:{row['_line']}: section is {row['section']!r}, and sections.csv calls "
                f"{row['section_id']} {label!r}: change both tables alike"
            )


def _check_stances(folder: Path, rows: Iterable[Row], event: AnnotatedEvent) -> None:
    """Hold the table of stances to the evidence: a side changed in one of the two alone is nobody's wish."""
    joined = {(s.speaker, s.proposition): s for s in event.stances}
    for row in rows:
        where, stance = f"{folder / 'stances'}.csv:{row['_line']}", joined.get((row["speaker"], row["proposition"]))
        if stance is None:
            raise DataFileError(f"{where}: no claim shows this stance (name one under claims)")
        if (stance.stance, stance.basis) != (row["stance"], row["basis"]):
            raise DataFileError(
                f"{where}: says {row['stance']} ({row['basis']}), and its rows of evidence.csv come to {stance.stance}"
                f" ({stance.basis}): change both tables alike"
            )


#: Table → the column with the words that stand in the transcript from its `start` to its `end`.
_WORDS = {
    name: next(c.name for c in columns if c.verbatim)
    for name, columns in TABLES.items()
    if any(c.verbatim for c in columns)
}


def _check_quotes(folder: Path, tables: Tables, text: str) -> None:
    for name, column in _WORDS.items():
        for row in tables[name]:
            start, end, words = row.get("start"), row.get("end"), row.get(column)
            if start is None or (name == "utterances" and not words):
                continue
            if text[start:end] != words:
                raise QuoteError(
                    f"{folder / name}.csv:{row['_line']}: transcript.txt has other words at {start}–{end}: "
                    f"{text[start:end][:60]!r} (the offsets and the {column} must stay as they were)"
                )
