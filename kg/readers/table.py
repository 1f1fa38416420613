"""CSV and TSV: columns for who, what and when, found by their header or, without one, by what they hold."""

from __future__ import annotations

import csv
import io
import itertools
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.errors import FormatError
from kg.model import Transcript
from kg.people.labels import shape
from kg.readers.builder import Builder
from kg.readers.source import Source
from kg.readers.times import seconds

_DELIMITERS = "\t,;|"
_WHO = re.compile(
    r"^(?:speaker|speakers|speaker[ _]?(?:name|label|id)|name|who|participant|participant[ _]?(?:name|id)|author|sender|from|user|username|talker|person|role|character|actor|debater|mp|member"
    r"|sprecher(?:in)?|redner(?:in)?|orateur|intervenant|locuteur|orador|hablante|ponente|parlante|relatore|falante|发言人|说话人|讲者|姓名|発言者|話者)$",
    re.IGNORECASE,
)
_TEXT = re.compile(
    r"^(?:text|texts|speech|utterance|utterances|transcript|transcription|content|message|words|line|dialogue|dialog|sentence|statement|caption|body|quote|turn|comment|remarks?"
    r"|rede|äußerung|aussage|texte|propos|texto|intervención|mensaje|testo|内容|文本|发言|発言)$",
    re.IGNORECASE,
)
_START = re.compile(
    r"^(?:start|start[ _]?(?:time|ts|s|sec|seconds|ms)|begin|begin[ _]?time|time|timestamp|timestamps|time[ _]?in|in|from[ _]?time|onset|offset|zeit|beginn|début|debut|inicio|inizio|时间|开始时间)(?: ?\(.*\))?$",
    re.IGNORECASE,
)
_END = re.compile(
    r"^(?:end|end[ _]?(?:time|ts|s|sec|seconds|ms)|stop|stop[ _]?time|time[ _]?out|out|to[ _]?time|ende|fin|fine|结束时间)(?: ?\(.*\))?$",
    re.IGNORECASE,
)
_SECTION = re.compile(r"^(?:section|topic|agenda[ _]?item|heading|chapter|debate|title)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Columns:
    who: int
    text: int
    start: int | None = None
    end: int | None = None
    section: int | None = None
    header: bool = True


def _rows(text: str, delimiter: str) -> list[list[str]]:
    return list(_stream(text, delimiter))


def _stream(text: str, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    return iter(csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=delimiter))


def _layout(text: str) -> tuple[str, _Columns] | None:
    """Find delimiter and columns; a header names them, else the columns' contents must leave no doubt."""
    sample = text[:50_000]
    first = next((x for x in sample.splitlines() if x.strip()), "")
    for delimiter in sorted(_DELIMITERS, key=lambda d: -first.count(d)):
        if delimiter not in first:
            continue
        names = [x.strip().strip('"').strip("\ufeff").strip() for x in next(iter(_rows(first, delimiter)), [])]
        columns = _by_header(names)
        if columns:
            return delimiter, columns
    # A bar without a header parts a name from an organization as well.
    for delimiter in _DELIMITERS.replace("|", ""):
        if delimiter in first:
            columns = _by_content(sample, delimiter, len(text) > len(sample))
            if columns:
                return delimiter, columns
    return None


def _by_header(names: Sequence[str]) -> _Columns | None:
    def at(pattern: re.Pattern[str]) -> int | None:
        return next((i for i, n in enumerate(names) if pattern.match(n)), None)

    # `speaker_name` tells more than `speaker_id` beside it.
    who = next(
        (i for i, n in enumerate(names) if _WHO.match(n) and "id" not in n.casefold().replace("_", " ").split()),
        at(_WHO),
    )
    text = at(_TEXT)
    if who is None or text is None or who == text:
        return None
    return _Columns(who=who, text=text, start=at(_START), end=at(_END), section=at(_SECTION))


def _by_content(sample: str, delimiter: str, cut: bool) -> _Columns | None:
    try:
        rows = [r for r in _rows(sample, delimiter) if any(c.strip() for c in r)]
    except csv.Error:
        return None
    rows = rows[:-1] if cut else rows
    if len(rows) < 3 or not 2 <= len(rows[0]) <= 20 or sum(len(r) == len(rows[0]) for r in rows) < 0.97 * len(rows):
        return None
    rows = [r for r in rows if len(r) == len(rows[0])]
    columns = list(zip(*rows, strict=True))
    lengths = [sum(len(c.split()) for c in column) / len(column) for column in columns]
    text = max(range(len(columns)), key=lambda i: lengths[i])
    times = [
        i
        for i, column in enumerate(columns)
        if i != text and sum(_seconds(c) is not None for c in column) >= 0.95 * len(column) and _grows(column)
    ]
    named = [
        i
        for i, column in enumerate(columns)
        if i != text
        and i not in times
        and all(shape(c.strip()) not in {"", "number"} for c in column if c.strip())
        and len(set(column)) <= max(2, 0.8 * len(column))
        and sum(bool(c.strip()) for c in column) * 2 > len(column)
    ]
    if not named or lengths[text] < 2 or (delimiter != "\t" and lengths[text] < 1.5 * lengths[named[0]] + 2):
        return None
    return _Columns(
        who=named[0],
        text=text,
        start=times[0] if times else None,
        end=times[1] if len(times) > 1 else None,
        header=False,
    )


def _grows(column: Sequence[str]) -> bool:
    values = [v for v in map(_seconds, column) if v is not None]
    return sum(a <= b for a, b in itertools.pairwise(values)) >= 0.9 * (len(values) - 1)


def _seconds(text: str) -> float | None:
    plain = text.strip()
    if re.fullmatch(r"\d+(?:\.\d+)?", plain):
        return float(plain)
    return seconds(plain) if ":" in plain and len(plain) < 30 else None


def detect(source: Source) -> bool:
    """Tell a table by its columns, not by its ending."""
    text = source.text
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
    found = _layout(source.text)
    if found is None:
        raise FormatError(
            f"{source.name}: no columns for who and what (name them `speaker` and `text` in the first row)"
        )
    delimiter, columns = found
    builder = Builder()
    scale = _scale(_stream(source.text, delimiter), columns)
    for number, row in enumerate(r for r in _stream(source.text, delimiter) if any(c.strip() for c in r)):
        if number == 0 and columns.header:
            builder.leave("header row", delimiter.join(row))
            continue
        if all(set(c.strip()) <= set(":-") for c in row):
            # The rule below the head of a table in Markdown.
            builder.leave("mark-up", delimiter.join(row))
            continue
        _row(builder, row, columns, scale)
    kind = "TSV" if delimiter == "\t" else "CSV"
    how = "columns by header" if columns.header else "columns by content"
    return builder.finish(len(source.text), format=kind, notes=[how])


def _row(builder: Builder, row: list[str], columns: _Columns, scale: float) -> None:
    def cell(i: int | None) -> str:
        return row[i].strip() if i is not None and i < len(row) else ""

    section = cell(columns.section)
    if section and section != builder.section:
        builder.aside("heading", section)
    builder.leave(
        "other column", " ".join(c for i, c in enumerate(row) if i not in {columns.who, columns.text, columns.section})
    )
    start, end = _seconds(cell(columns.start)), _seconds(cell(columns.end))
    builder.say(
        cell(columns.who),
        cell(columns.text),
        None if start is None else start / scale,
        None if end is None else end / scale,
        join=False,
    )


def _scale(rows: Iterator[list[str]], columns: _Columns) -> float:
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
