"""The clock at an event: at which moment of the calendar a second of its transcript falls, where that is known.

A date alone gives no moment, and a zone is said only where it was told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from kg.model import Event, Transcript

_CLOCK = re.compile(r"((?:[01]\d|2[0-3]):[0-5]\d)(:[0-5]\d)?(Z|[+-](?:0\d|1[0-4]):[0-5]\d)?")


def clock_time(text: str) -> str:
    """Return a time of day with its seconds, and with its zone where it has one; "" for what is none.

    >>> clock_time("14:00"), clock_time("14:00:30Z"), clock_time("9:05"), clock_time("14:00+08:00"), clock_time("25:00")
    ('14:00:00', '14:00:30Z', '', '14:00:00+08:00', '')
    """
    found = _CLOCK.fullmatch(text.strip())
    return f"{found[1]}{found[2] or ':00'}{found[3] or ''}" if found else ""


def lexical(moment: datetime) -> str:
    """Return a moment as xsd:dateTime.

    >>> lexical(datetime(2026, 1, 10, 14, 0, 1, 500000)), lexical(datetime.fromisoformat("2026-01-10T06:00:00Z"))
    ('2026-01-10T14:00:01.5', '2026-01-10T06:00:00Z')
    """
    text = moment.isoformat()
    whole, point, rest = text.partition(".")
    text = f"{whole}.{rest[:6].rstrip('0')}{rest[6:]}" if point else text
    return text.removesuffix("+00:00") + "Z" if text.endswith("+00:00") else text


def start_of(event: Event) -> datetime | None:
    """Return when an event begins: on its day, at its clock time; None where one of the two is not known.

    >>> start_of(Event(id="e", title="E", date="2026-01-10", start_time="14:00:00")), start_of(Event(id="e", title="E", date="2026-01-10"))
    (datetime.datetime(2026, 1, 10, 14, 0), None)
    """
    return _on(event.date, event.start_time)


def zero_of(transcript: Transcript, event: Event) -> datetime | None:
    """Return the moment that the times of a transcript count from, or None where it is not known.

    It is what the source itself tells; where that is a time of day, on the day of the event, in the zone of its clock
    time; else the beginning of the event.
    """
    told = transcript.started_at
    if "T" in told:
        return datetime.fromisoformat(told)
    start = start_of(event)
    found = _on(event.date, told) if told else start
    if found and start and found.tzinfo is None:
        return found.replace(tzinfo=start.tzinfo)
    return found


def after(zero: datetime, seconds: float) -> datetime | None:
    """Return the moment so many seconds after another; None where the calendar ends before.

    >>> after(datetime(2026, 1, 10, 23, 59), 90)
    datetime.datetime(2026, 1, 11, 0, 0, 30)
    """
    try:
        return zero + timedelta(seconds=seconds)
    except OverflowError:
        return None


def told_by(rows: Iterable[Mapping[str, Any]], event: Event) -> str:
    """Return what the times of a transcript count from, as its rows say it: "" where it is the beginning of the event.

    Args:
        rows: of the table `utterances`.
        event: the event that they are of.
    """
    for row in rows:
        if row.get("started_at") and row.get("start_time") is not None:
            zero = after(datetime.fromisoformat(row["started_at"]), -row["start_time"])
            return "" if zero is None or zero == start_of(event) else lexical(zero)
    return ""


def _on(day: str, clock: str) -> datetime | None:
    return datetime.fromisoformat(f"{day}T{clock}") if len(day) == 10 and clock else None
