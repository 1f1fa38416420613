"""A ConvoKit corpus that was written by `kg export --to convokit`: its events come back with all that is known of them.

ConvoKit keeps the turns; the rows of the other tables are metadata of the conversation, called `annotations`.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from kg.convokit import ANNOTATIONS, CONVERSATIONS, SPEAKERS, TURNS, json_lines
from kg.errors import DataFileError
from kg.model import NOBODY, AnnotatedEvent
from kg.tables.checks import check_words, checked_event
from kg.tables.columns import TABLES, Column, Row, fitted
from kg.tables.to_event import composed

#: What the lines of TURNS say of an utterance.
_OF_TURN = ("speaker", "section", "kind", "start_time", "end_time", "text")


def annotations_of(tables: Mapping[str, list[Row]], kept: Collection[str]) -> dict[str, list[Row]]:
    """Return the rows of an event as metadata of a conversation: without what is empty, and what its turns say.

    Args:
        tables: table → rows.
        kept: ids of the utterances that the conversation has; what is only mentioned in others is left out.
    """
    return {
        name: found
        for name, rows in tables.items()
        if (found := [_plain(name, row, kept) for row in rows if _stays(name, row, kept)])
    }


def _stays(table: str, row: Row, kept: Collection[str]) -> bool:
    own = {"utterances": "id", "mentions": "utterance"}.get(table)
    return own is None or row[own] in kept


def _plain(table: str, row: Row, kept: Collection[str]) -> Row:
    left_out = {"event", *(_OF_TURN if table == "utterances" else ())}
    if table == "sections" and row["utterance"] not in kept:
        left_out.add("utterance")
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in row.items()
        if name not in left_out and value is not None and value not in ("", ())
    }


def is_annotated_corpus(folder: Path) -> bool:
    """Tell whether a folder is a ConvoKit corpus whose conversations have annotations of ours."""
    path = folder / CONVERSATIONS
    if not (folder / TURNS).is_file() or not path.is_file():
        return False
    return f'"{ANNOTATIONS}"'.encode() in path.read_bytes()


def read_corpus(folder: Path) -> list[AnnotatedEvent]:
    """Return the events of a corpus, in the order of its conversations.

    The transcript of each is composed of its turns. A conversation without annotations is left out, and the first event
    has a warning of it.

    Raises:
        DataFileError: a file is no JSON; a value is missing, or contradicts another; a turn has other words than it had.
    """
    turns: dict[str, dict[str, Row]] = defaultdict(dict)
    for number, line in json_lines((folder / TURNS).read_text(encoding="utf-8")):
        turn = _json(line, f"{folder / TURNS}:{number}")
        meta = _object(turn.get("meta"))
        turns[str(turn.get("conversation_id"))][str(meta.get("utterance"))] = turn | {"_line": number}
    conversations = _json_file(folder / CONVERSATIONS)
    speakers = _json_file(folder / SPEAKERS)
    events: list[AnnotatedEvent] = []
    without: list[str] = []
    for name, conversation in conversations.items():
        meta = _object(_object(conversation).get("meta"))
        if isinstance(meta.get(ANNOTATIONS), dict):
            events.append(_Conversation(folder, name, meta, turns[name]).event(speakers))
        else:
            without.append(name)
    if not events:
        raise DataFileError(
            f"{folder / CONVERSATIONS}: no conversation has {ANNOTATIONS} (kg build {folder} drafts them)"
        )
    told = tuple(f"conversation {name} is not read: it has no {ANNOTATIONS}" for name in without)
    return [replace(events[0], warnings=told), *events[1:]]


class _Conversation:
    """One conversation: its turns by the id of the utterance, and the rows that annotate them."""

    def __init__(self, folder: Path, name: str, meta: Row, turns: Mapping[str, Row]) -> None:
        self.folder, self.name, self.turns = folder, name, turns
        given = meta[ANNOTATIONS]
        self.tables = {table: self._rows(table, given.get(table) or []) for table in TABLES}

    def event(self, speakers: Row) -> AnnotatedEvent:
        """Return the event; `speakers` is what speakers.json holds."""
        events = self.tables.pop("events")
        if len(events) != 1:
            raise DataFileError(f"{self._where('events', {})}: describes {len(events)} events, and one is needed")
        self._check_claims()
        self._check_stances(speakers, events[0]["id"])
        return checked_event(events[0], self.tables, composed(self.tables["utterances"]), self._where)

    def _where(self, table: str, row: Row) -> str:
        return " ".join(f"{self.folder / CONVERSATIONS}: {self.name}: {table} {row.get('id') or ''}".split())

    def _rows(self, table: str, rows: Any) -> list[Row]:
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise DataFileError(f"{self._where(table, {})}: is no list of objects (export the corpus again)")
        said = [row | self._said(row) for row in rows] if table == "utterances" else rows
        return [self._row(table, row) for row in said]

    def _row(self, table: str, row: Row) -> Row:
        columns = TABLES[table]
        values = {c.name: _value(row.get(c.name), c, self._where(table, row)) for c in columns}
        return fitted(values, columns)

    def _said(self, row: Row) -> Row:
        """Return what a turn says of an utterance."""
        turn = self.turns.get(str(row.get("id")))
        if turn is None:
            raise DataFileError(
                f"{self._where('utterances', row)}: there is no such turn in {TURNS} (keep all turns of a conversation)"
            )
        words, length = str(turn.get("text", "")), _length(row)
        if len(words) != length:
            raise DataFileError(
                f"{self.folder / TURNS}:{turn['_line']}: has {len(words)} characters, and had {length} when it was annotated "
                "(put its words back: quotes are found by their places)"
            )
        speaker, meta = str(turn.get("speaker", "")), _object(turn.get("meta"))
        said = {name: meta.get(name) for name in _OF_TURN}
        return said | {"speaker": "" if speaker == NOBODY else speaker, "text": words}

    def _check_claims(self) -> None:
        """Hold the claims that a turn lists to the rows: one changed in one place alone is nobody's wish."""
        of_turn: dict[str, list[str]] = defaultdict(list)
        for claim in self.tables["claims"]:
            of_turn[claim["utterance"]].append(claim["text"])
        for utterance, turn in self.turns.items():
            listed = _object(turn.get("meta")).get("claims") or []
            if sorted(map(str, listed)) != sorted(of_turn[utterance]):
                raise DataFileError(
                    f"{self.folder / TURNS}:{turn['_line']}: claims are others than in {CONVERSATIONS} (change both alike)"
                )

    def _check_stances(self, speakers: Row, event: str) -> None:
        """Hold the positions that a speaker lists to the rows; ConvoKit drops speakers without a turn."""
        points = {row["id"]: row["label"] for row in self.tables["propositions"]}
        for person in self.tables["speakers"]:
            name = person["label"]
            listed = _object(_object(speakers.get(name)).get("meta")).get("stances")
            rows = [row for row in self.tables["stances"] if row["speaker"] == name]
            own = [[event, points.get(r["proposition"], r["proposition"]), r["stance"], r["basis"]] for r in rows]
            if listed is not None and sorted(s for s in listed if s[:1] == [event]) != sorted(own):
                raise DataFileError(
                    f"{self.folder / SPEAKERS}: stances of {name} are others than in {CONVERSATIONS} (change both alike)"
                )


def _length(row: Row) -> int:
    start, end = row.get("start"), row.get("end")
    return end - start if isinstance(start, int) and isinstance(end, int) else -1


def _value(value: Any, column: Column, where: str) -> Any:
    """Return a value of JSON as its column has it."""
    if value is None:
        check_words("", column, where)
        return column.missing
    values = value if column.many and isinstance(value, list) else [value]
    for one in values:
        if not isinstance(one, column.type) and not (column.type is float and type(one) is int):
            raise DataFileError(
                f"{where}: {column.name} is {json.dumps(value)[:40]}, and must be {column.type.__name__}"
            )
        if isinstance(one, str):
            check_words(one, column, where)
    return tuple(values) if column.many else values[0]


def _json_file(path: Path) -> Row:
    try:
        return _json(path.read_text(encoding="utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise DataFileError(f"{path}: cannot be read ({error})") from None


def _json(text: str, where: str) -> Row:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DataFileError(f"{where}: is no JSON ({error})") from None
    if not isinstance(found, dict):
        raise DataFileError(f"{where}: is no JSON object")
    return found


def _object(value: Any) -> Row:
    return value if isinstance(value, dict) else {}
