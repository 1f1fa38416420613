"""CSV and TSV: columns for who, what and when, found by their header or, without one, by what they hold."""

from __future__ import annotations

import csv
import dataclasses
import html
import io
import itertools
import sys
from collections.abc import Iterator

from kg.errors import FormatError
from kg.model import Transcript
from kg.people.labels import key
from kg.readers.builder import Builder
from kg.readers.not_said import atx, is_stage_direction
from kg.readers.source import Source
from kg.readers.table_columns import Columns, cell_seconds, columns_of, is_doubtful, is_nobody
from kg.readers.text.remnants import Read, remnants, told_by
from kg.readers.voices import beside
from kg.words import word_set

_DELIMITERS = "\t,;|"
_SAMPLE = 50_000
#: In so many rows labels that look damaged are told of.
_LOOKED_AT = 20_000
#: Rows of the machine: what it hears or does.
_MACHINE = word_set("system event sound noise recording bot")


def _rows(text: str, delimiter: str) -> list[list[str]]:
    return list(_stream(text, delimiter))


def _stream(text: str, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    return iter(csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=delimiter))


def _layout(text: str) -> tuple[str, Columns] | None:
    """Find delimiter and columns; a header names them, else the columns' contents must leave no doubt."""
    sample = text[:_SAMPLE]
    first = next((x for x in sample.splitlines() if x.strip()), "")
    for delimiter in sorted(_DELIMITERS, key=lambda d: -first.count(d)):
        if delimiter in first:
            columns = _columns(sample, delimiter, cut=len(text) > len(sample))
            if columns:
                return delimiter, columns
    return None


def _columns(sample: str, delimiter: str, *, cut: bool) -> Columns | None:
    try:
        rows = [r for r in _rows(sample, delimiter) if any(c.strip() for c in r) and not _is_rule(r)]
    except csv.Error:
        return None
    rows = rows[:-1] if cut else rows
    found = columns_of(rows)
    # Without a header a bar parts a name from an organization as well, and commas stand in prose.
    if found and not found.header and delimiter != "\t" and (delimiter == "|" or is_doubtful(found, rows)):
        # Neither prose with commas nor a name with an organization begins with times that grow.
        regular = delimiter != "|" or (len(rows[0]) > 2 and len({len(row) for row in rows}) == 1)
        return found if regular and found.start == 0 and found.who is not None else None
    return found


def _above(text: str) -> int:
    """Return where a table in Markdown begins: its head row stands above a rule, a few lines of other text before it."""
    at, lines = 0, text[:_SAMPLE].split("\n")
    for above, rule in itertools.pairwise(lines[:60]):
        if (
            above.lstrip().startswith("|")
            and rule.lstrip().startswith("|")
            and "-" in rule
            and _is_rule(rule.split("|"))
        ):
            rows = sum(1 for x in lines if x.lstrip().startswith("|"))
            return at if rows >= 4 and rows * 2 > sum(1 for x in lines if x.strip()) else 0
        at += len(above) + 1
    return 0


def _is_rule(row: list[str]) -> bool:
    """The rule below the head of a table in Markdown."""
    return all(set(c.strip()) <= set(":-") for c in row)


def detect(source: Source) -> bool:
    """Tell a table by its columns, not by its ending."""
    text = source.text[_above(source.text) :]
    if not any(d in text[:2000] for d in _DELIMITERS):
        return False
    try:
        return _layout(text) is not None
    except csv.Error:
        return False


def read(source: Source) -> Transcript:
    """Read a table of turns. Raises FormatError when no column holds who or what."""
    try:
        return _read(source)
    except csv.Error as error:
        raise FormatError(f"{source.name}: is not a table that can be read: {error} (save it as CSV again)") from error


def _read(source: Source) -> Transcript:
    above = _above(source.text)
    text = source.text[above:]
    found = _layout(text)
    if found is None:
        raise FormatError(
            f"{source.name}: no columns for who and what (name them `speaker` and `text` in the first row)"
        )
    delimiter, columns = found
    builder = Builder(voices=beside(source))
    title = _leave_above(builder, source.text[:above])
    scale = _scale(_stream(text, delimiter), columns)
    seen: list[Read] = []
    for number, row in enumerate(r for r in _stream(text, delimiter) if any(c.strip() for c in r)):
        if number == 0 and columns.header:
            builder.leave("header row", delimiter.join(row))
        elif _is_rule(row):
            builder.leave("mark-up", delimiter.join(row))
        else:
            _row(builder, row, columns, scale)
            if columns.who is not None and max(columns.who, columns.text) < len(row) and number <= _LOOKED_AT:
                who = row[columns.who].strip(" :：")
                seen.append(told_by("" if is_nobody(who) else who, row[columns.text], f"row {number + 1}"))
    kind = "TSV" if delimiter == "\t" else "CSV"
    notes = ["columns by header" if columns.header else "columns by content"]
    if columns.who is None and not columns.both:
        notes.append("nobody is named (no column holds who speaks)")
    transcript = builder.finish(len(source.text), format=kind, title=title, notes=notes)
    return dataclasses.replace(transcript, warnings=tuple(remnants(seen, source.name)))


def _leave_above(builder: Builder, text: str) -> str:
    """Say what stands above a table without saying it as speech; return the title."""
    title = ""
    for line in filter(str.strip, text.splitlines()):
        heading = atx(line)
        title = title or (heading[1] if heading else "")
        builder.aside("heading" if heading else "front matter", heading[1] if heading else line)
    return title


def _row(builder: Builder, row: list[str], columns: Columns, scale: float) -> None:
    def cell(i: int | None) -> str:
        return html.unescape(row[i]).strip() if i is not None and i < len(row) else ""

    section = cell(columns.section)
    if section and section != builder.section:
        builder.aside("heading", section)
    told = {columns.who, columns.text, columns.section, *(i for i, _ in columns.both)}
    builder.leave("other column", " ".join(c for i, c in enumerate(row) if i not in told))
    if columns.both:
        for place, part in columns.both:
            builder.say(part, cell(place), None, None, join=False)
        return
    start, end = cell_seconds(cell(columns.start)), cell_seconds(cell(columns.end))
    who, words = f"{cell(columns.who)} {cell(columns.last)}".strip().rstrip(":：").strip(), cell(columns.text)
    if is_stage_direction(words) or key(who) in _MACHINE:
        # What is heard, or told by the machine that recorded it, is no one's words.
        builder.aside("stage direction", words)
        return
    builder.say(
        "" if is_nobody(who) else who,
        words,
        None if start is None else start / scale,
        None if end is None else end / scale,
        join=columns.who is None,
    )


def _scale(rows: Iterator[list[str]], columns: Columns) -> float:
    """Whole numbers that grow by hundreds a word are milliseconds."""
    if columns.start is None:
        return 1.0
    n_cells, n_words, first, last, n_whole = 0, 0, 0, 0, 0
    for row in rows:
        if len(row) <= max(columns.start, columns.text):
            continue
        n_cells += 1
        cell = row[columns.start].strip()
        if cell.isdecimal() and len(cell) < 15:
            n_whole += 1
            last = int(cell)
            first = last if n_whole == 1 else first
            n_words += len(row[columns.text].split())
    if n_whole < 2 or n_whole < 0.8 * (n_cells - 1):
        return 1.0
    return 1000.0 if n_words / max(1, last - first) < 0.05 else 1.0
