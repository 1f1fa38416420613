"""What holds of the rows that describe an event: every id is there, every quote is at its offsets, no two rows contradict."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from kg.errors import DanglingIdError, DataFileError, QuoteError
from kg.evidence.clock import after, lexical, zero_of
from kg.model import AnnotatedEvent
from kg.tables.columns import TABLES, Column, Row
from kg.tables.to_event import event_from, event_of

Tables = Mapping[str, list[Row]]
#: Says where a row of a table stands, for messages.
Where = Callable[[str, Row], str]


def checked_event(about: Row, tables: Tables, text: str, where: Where) -> AnnotatedEvent:
    """Return the event that a row of `events` and the rows of the other tables describe.

    Args:
        about: the row of the event.
        tables: table → its rows, with typed values.
        text: the transcript in which all offsets count.
        where: says where a row of a table stands.

    Raises:
        DataFileError: a row contradicts another.
        DanglingIdError: a row names what is in no table.
        QuoteError: a quote is not at its offsets.
    """
    _check_links(tables, where)
    _check_quotes(tables, text, where)
    _check_sections(tables, where)
    _check_day(about, where)
    found = event_of(tables, text, event_from(about))
    _check_moments(tables["utterances"], found, where)
    _check_stances(tables["stances"], found, where)
    return found


def check_events(tables: Tables, known: list[str], where: Where) -> None:
    """See that each row says of which event it is, and of one that there is; with one event it need not.

    Raises:
        DataFileError: two events have one id.
        DanglingIdError: a row is of an event that is not there.
    """
    twice = [event for event, n in Counter(known).items() if n > 1]
    if twice:
        raise DataFileError(f"{where('events', {})}: there are two events '{twice[0]}' (give one another id)")
    for name, rows in tables.items():
        for row in rows:
            said = row.get("event") or (known[0] if len(known) == 1 else "")
            _known([said], set(known), f"{where(name, row)}: event")


def check_words(words: str, column: Column, where: str) -> None:
    """Hold the text of a value to what its column says: whether it may be empty, which values there are, what it looks like.

    Raises:
        DataFileError: it is none of its column.
    """
    if not words and column.needed:
        raise DataFileError(f"{where}: {column.name} is empty")
    if column.choices and words and words not in column.choices:
        raise DataFileError(f"{where}: {column.name} '{words}' is none of {', '.join(column.choices)}")
    if column.shape and words and not re.fullmatch(column.shape[0], words):
        raise DataFileError(f"{where}: {column.name} '{words[:40]}' must be {column.shape[1]}")


def _check_links(tables: Tables, where: Where) -> None:
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
                _known(values, known[column.table], f"{where(name, row)}: {column.name}")


_LINKED = {column.table for columns in TABLES.values() for column in columns if column.table}


def _known(values: Iterable[str], known: set[str], where: str) -> None:
    for value in values:
        if value not in known:
            from kg.evidence.suggest import did_you_mean

            raise DanglingIdError(f"{where} '{value}' is in no table{did_you_mean(value, known)}")


def _check_day(about: Row, where: Where) -> None:
    """Hold the moment at which an event begins to its date."""
    day = str(about.get("started_at") or "").partition("T")[0]
    if day and day != about.get("date"):
        raise DataFileError(
            f"{where('events', about)}: started_at is on {day}, and date is {about.get('date') or 'empty'}: "
            "change both alike"
        )


def _check_moments(rows: Iterable[Row], event: AnnotatedEvent, where: Where) -> None:
    """Hold the moments of utterances to their seconds: one that is changed in one column alone is nobody's wish."""
    zero = zero_of(event.transcript, event.event)
    for row in rows:
        for moment, seconds in (("started_at", "start_time"), ("ended_at", "end_time")):
            known = after(zero, row[seconds]) if zero is not None and row[seconds] is not None else None
            said = lexical(known) if known else ""
            if row[moment] and row[moment] != said:
                raise DataFileError(
                    f"{where('utterances', row)}: {moment} is {row[moment]}, and by {seconds} it is "
                    f"{said or 'not known'}: change both alike, or leave {moment} empty"
                )


def _check_sections(tables: Tables, where: Where) -> None:
    """Hold the heading that an utterance names to the section that it stands in."""
    labels = {row["id"]: row["label"] for row in tables["sections"]}
    for row in tables["utterances"]:
        label = labels.get(row["section_id"], row["section"])
        if row["section"] and row["section"] != label:
            raise DataFileError(
                f"{where('utterances', row)}: section is {row['section']!r}, and sections.csv calls "
                f"{row['section_id']} {label!r}: change both tables alike"
            )


def _check_stances(rows: Iterable[Row], event: AnnotatedEvent, where: Where) -> None:
    """Hold the table of stances to the evidence: a side changed in one of the two alone is nobody's wish."""
    joined = {(s.speaker, s.proposition): s for s in event.stances}
    for row in rows:
        stance = joined.get((row["speaker"], row["proposition"]))
        if stance is None:
            raise DataFileError(f"{where('stances', row)}: no claim shows this stance (name one under claims)")
        if (stance.stance, stance.basis) != (row["stance"], row["basis"]):
            raise DataFileError(
                f"{where('stances', row)}: says {row['stance']} ({row['basis']}), and its rows of evidence.csv come to "
                f"{stance.stance} ({stance.basis}): change both tables alike"
            )


#: Table → the column with the words that stand in the transcript from its `start` to its `end`.
_WORDS = {
    name: next(c.name for c in columns if c.verbatim)
    for name, columns in TABLES.items()
    if any(c.verbatim for c in columns)
}


def _check_quotes(tables: Tables, text: str, where: Where) -> None:
    for name, column in _WORDS.items():
        for row in tables[name]:
            start, end, words = row.get("start"), row.get("end"), row.get(column)
            if start is None or (name == "utterances" and not words):
                continue
            if text[start:end] != words:
                raise QuoteError(
                    f"{where(name, row)}: transcript.txt has other words at {start}–{end}: "
                    f"{text[start:end][:60]!r} (the offsets and the {column} must stay as they were)"
                )
