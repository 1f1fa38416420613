"""Times as transcripts write them, in seconds."""

from __future__ import annotations

import re

#: `1:02:03`, `12:34`, `00:00:01.200`, `00:00:01,200`, `9:05 PM`.
CLOCK = r"(?:\d{1,3}:)?\d{1,2}:\d{2}(?:[.,]\d{1,6})?(?:\s?[AaPp]\.?[Mm]\b\.?)?"
#: `3s`, `1m 3s`, `1h 2m 3s`, `2 minutes 5 seconds`.
_HOURS, _MINUTES, _SECONDS = (
    r"\d{1,4}\s?h(?:ours?|rs?)?",
    r"\d{1,4}\s?m(?:in(?:ute)?s?)?",
    r"\d{1,5}(?:\.\d{1,6})?\s?s(?:ec(?:ond)?s?)?",
)
SPELLED = "|".join(
    (
        rf"(?:{_HOURS}\s{{0,2}})?(?:{_MINUTES}\s{{0,2}})?{_SECONDS}\b",
        rf"{_HOURS}\s{{0,2}}{_MINUTES}\b",
        rf"{_MINUTES}\b",
    )
)
TIME = rf"(?:{CLOCK}|{SPELLED})"
#: `#00:01:02-5#`, as f4 and MAXQDA write it at the end (or the beginning) of a paragraph.
F4_STAMP = r"\#\d{1,2}:\d{2}:\d{2}(?:[-.,]\d{1,2})?\#"
#: Within a stamp; what is longer is no part of one.
_GAP = r"\s{0,20}+"
#: One bracket, or two as in `[(0:10)](https://…)`.
_OPENS, _CLOSES = r"(?:\[\(|[\[(<{])", r"(?:\)\]|[\])>}])"
IN_BRACKETS = rf"(?:{F4_STAMP}|{_OPENS}{_GAP}{TIME}(?:{_GAP}(?:-->|->|[-–—~]|to){_GAP}{TIME})?{_GAP}{_CLOSES}(?:(?<=\])\([^()\n]{{0,400}}\))?)"
#: A time or a span of times, in brackets; bare only as a clock shows it, for `5s` may be said.
STAMP = rf"(?:{IN_BRACKETS}|{CLOCK}(?:\s*+(?:-->|->|[-–—~])\s*+{CLOCK})?)"
#: The same, and spelled times bare as well: for lines that hold nothing but a label.
LOOSE_STAMP = rf"(?:{IN_BRACKETS}|{TIME}(?:\s*+(?:-->|->|[-–—~])\s*+{TIME})?)"

#: A line that holds nothing but a time, as `[0:10]`, `Kl. 10:12` and `11:30 Uhr`.
STAMP_LINE = re.compile(
    rf"""
    \s*+(?:[Kk]l\.?\s|[Uu]m\s|[Aa]t\s)?{STAMP}(?:\s[Uu]hr)?\s*+$
    """,
    re.VERBOSE,
)
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{2})(?:[.,](\d{1,6}))?(?:\s?([AaPp])\.?[Mm])?")
_SPELLED = re.compile(r"(?:(\d+)\s?h[a-z]*\s*)?(?:(\d+)\s?m[a-z]*\s*)?(?:(\d+(?:\.\d+)?)\s?s[a-z]*)?")
_ANY = re.compile(rf"({CLOCK})|({SPELLED})")


def seconds(text: str) -> float | None:
    """Return the first time in a text in seconds, or None.

    >>> seconds("[00:01:02.5]"), seconds("(1m 3s)"), seconds("1:05 PM"), seconds("soon")
    (62.5, 63.0, 47100.0, None)
    """
    span = seconds_span(text)
    return span[0] if span else None


def f4_seconds(stamp: str) -> float:
    """Return the time of a stamp of f4 in seconds.

    >>> f4_seconds("#00:01:02-5#")
    62.5
    """
    return seconds(stamp.strip("#").replace("-", ".")) or 0.0


def stamp_seconds(stamp: str) -> float | None:
    """Return the time of a stamp of any kind in seconds, or None.

    >>> stamp_seconds("#00:01:02-5#"), stamp_seconds("(01:02)")
    (62.5, 62.0)
    """
    return f4_seconds(stamp) if stamp.startswith("#") else seconds(stamp)


def seconds_span(text: str) -> tuple[float, float | None] | None:
    """Return the first and, where there is one, the second time in a text.

    >>> seconds_span("00:00:01,500 --> 00:00:04,000"), seconds_span("(3s)")
    ((1.5, 4.0), (3.0, None))
    """
    found: list[float] = []
    for match in _ANY.finditer(text):
        value = _clock(match[1]) if match[1] else _spelled(match[2])
        if value is not None:
            found.append(value)
    if not found:
        return None
    return found[0], (found[1] if len(found) > 1 else None)


def _clock(text: str) -> float | None:
    match = _CLOCK.match(text)
    if not match:
        return None
    hours, minutes, secs = int(match[1] or 0), int(match[2]), int(match[3])
    total = hours * 3600 + minutes * 60 + secs + (float(f"0.{match[4]}") if match[4] else 0.0)
    if match[5]:
        if match[1] is None:
            hours, minutes, secs = minutes, secs, 0
        total = (hours % 12 + (12 if match[5] in "pP" else 0)) * 3600.0 + minutes * 60 + secs
    return round(total, 6)


def _spelled(text: str) -> float | None:
    match = _SPELLED.match(text)
    if not match or not match[0]:
        return None
    return float(int(match[1] or 0) * 3600 + int(match[2] or 0) * 60) + float(match[3] or 0)
