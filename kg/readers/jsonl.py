"""JSON lines: ConvoKit's utterances.jsonl with its speakers.json, what `kg read` writes, and any list of turns of that kind."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import islice
from typing import Any, get_args

from kg.convokit import json_lines
from kg.errors import FormatError, NoSpeakerError
from kg.model import NOBODY, Role, Transcript
from kg.people.identity import Declared
from kg.readers.builder import Builder
from kg.readers.convokit import about_beside, left_aside, meta_of, speakers_beside
from kg.readers.json_fields import text_of
from kg.readers.json_shape import pieces, records_of
from kg.readers.source import Source
from kg.readers.told import iso_date, language_code


def detect(source: Source) -> bool:
    """Tell JSON lines: the first two lines are an object each."""
    if not source.text.lstrip("\ufeff \t\r\n").startswith("{"):
        return False
    lines = [x for _, x in islice(json_lines(source.text[:200_000]), 2)]
    if len(lines) == 1 and source.ending not in {"jsonl", "ndjson"}:
        return False
    try:
        return all(isinstance(json.loads(x), dict) for x in lines)
    except ValueError:
        return False


def read(source: Source) -> Transcript:
    """Read JSON lines. A line that is no object is an error that names it."""
    rows = [(n, _row(source, n, x)) for n, x in json_lines(source.text)]
    builder = Builder()
    names = {NOBODY: ""} | _speaker_names(source)
    convokit = any("conversation_id" in r or "root" in r or "reply-to" in r for _, r in rows[:3])
    several = convokit and len({_conversation(r) for _, r in rows}) > 1
    for _, row in _without_table(rows, builder):
        meta: dict[str, Any] = row["meta"] if isinstance(row.get("meta"), dict) else {}
        builder.section = str(row.get("section") or meta.get("section") or (several and _conversation(row)) or "")
        _say(builder, row, meta, names)
    if not builder.turns:
        raise NoSpeakerError(f"{source.name}: no line has words (each needs `text` and `speaker`)")
    about = {} if several or not convokit else about_beside(source.path)
    told = builder.finish(
        len(source.text),
        format="ConvoKit" if convokit else "JSON lines",
        title=_text(about, "title") or _text(about, "name"),
        declared=_roles(source),
        notes=left_aside((row for _, row in rows), source.path) if convokit else (),
    )
    return replace(
        told,
        date=iso_date(_text(about, "date")),
        place=_text(about, "place"),
        language=language_code(_text(about, "language")),
    )


def _roles(source: Source) -> list[Declared]:
    """Return who leads or sits on the panel by the `role` of speakers.json, where it is one of ours."""
    known: dict[str, Role] = {role: role for role in get_args(Role)}
    people = speakers_beside(source.path)
    names = _speaker_names(source)
    return [
        Declared(name=names.get(key, key), role=known[role])
        for key, person in people.items()
        if key != NOBODY and (role := _text(meta_of(person), "role")) in known
    ]


def _text(meta: dict[str, Any], name: str) -> str:
    value = meta.get(name)
    return value.strip() if isinstance(value, str) else ""


def _without_table(rows: list[tuple[int, dict[str, Any]]], builder: Builder) -> list[tuple[int, dict[str, Any]]]:
    """Where no line has words under a known key, the lines are rows of a table: its columns tell what they hold."""
    table = pieces([row for _, row in rows]) if not any(text_of(row) for _, row in rows) else []
    for record in table:
        builder.say(record.who, record.text, record.start, record.end, join=False)
    return [] if table else rows


_ASIDES = frozenset({"heading", "summary", "label", "front matter", "stage direction"})


def _conversation(row: dict[str, Any]) -> Any:
    return row.get("conversation_id") or row.get("root")


def _say(builder: Builder, row: dict[str, Any], meta: dict[str, Any], names: dict[str, str]) -> None:
    kind, text = row.get("kind") or meta.get("kind"), row.get("text")
    if kind in _ASIDES and isinstance(text, str):
        builder.aside(kind, text)
        return
    for record in records_of(row):
        start, end = _times(row, meta, record.start, record.end)
        builder.say(names.get(record.who, record.who), record.text, start, end, join=False)


def _row(source: Source, number: int, line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise FormatError(f"{source.name}:{number}: is not a JSON object: {error} (one object a line)") from error
    if not isinstance(row, dict):
        raise FormatError(f"{source.name}:{number}: is not a JSON object (one object a line)")
    return row


def _times(
    row: dict[str, Any], meta: dict[str, Any], start: float | None, end: float | None
) -> tuple[float | None, float | None]:
    """ConvoKit's timestamp may be a date in seconds since 1970: that is no time within the event."""
    first = meta.get("start_time", start)
    last = meta.get("end_time", end)
    first = first if isinstance(first, (int, float)) and first < 1e8 else None
    return first, last if isinstance(last, (int, float)) and last < 1e8 else None


def _speaker_names(source: Source) -> dict[str, str]:
    """Read speakers.json (or users.json) beside the file: its `name` or `full_name` for each id."""
    names: dict[str, str] = {}
    for key, person in speakers_beside(source.path).items():
        meta = meta_of(person)
        name = next(
            (meta[k] for k in ("name", "full_name", "display_name") if isinstance(meta.get(k), str) and meta[k]), ""
        )
        if name:
            names[str(key)] = name
    return names
