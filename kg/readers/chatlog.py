"""Chat exports: Zoom's tab-separated and `From X to Everyone`, WhatsApp, and messages of several lines."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.model import Transcript
from kg.readers.builder import Builder
from kg.readers.source import Source
from kg.readers.times import seconds

_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?(?:[ \u202f]?[AaPp]\.?[Mm]\.?)?"
_DAY, _MONTH = r"(?:[A-Z][a-z]{1,8},?\ )?", r"[A-Z][a-z]{2,8}\.?"
_DATE = "|".join(
    (
        r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}",
        rf"{_DAY}{_MONTH}\ \d{{1,2}},?\ \d{{4}}",
        rf"{_DAY}\d{{1,2}}\.?\ {_MONTH},?\ \d{{4}}",
    )
)
_DATE = f"(?:{_DATE})"
_DATED = re.compile(rf"[\ufeff\u200e\u200f\[]{{0,4}}{_DATE}")
_ZOOM_TAB = re.compile(rf"^({_CLOCK})\t[ ]?(?:From )?([^\t\n]{{1,100}}?)(?: to [^\t:\n]{{1,60}})?:\t(.*)$")
_ZOOM_FROM = re.compile(
    rf"""
    ^(?:{_DATE}\ )?({_CLOCK})\s++From\s++(.{{1,80}}?)(?<!\s)\s++[tT]o\s++(.{{1,80}}?)(?<!\s)\s*+:\s?(.*)$
    """,
    re.VERBOSE,
)
_WHATSAPP = re.compile(
    rf"^[\u200e\u200f]*\[?{_DATE},?\s+({_CLOCK})\]?\s*(?:[-–]\s+)?(?:~\s?)?([^:\n]{{1,60}}?):\s(.*)$"
)
#: Discord, as its exporters write it: the name above the message.
_DISCORD = re.compile(rf"^\[{_DATE},?\s+({_CLOCK})\] ([^:\n]{{1,60}}?)(?: \(pinned\))?()$")
_OMITTED = re.compile(
    r"""
    ^[\u200e\u200f]*
    (?:
        <[^<>]{1,40}(?:omitted|attached)[^<>]{0,20}>
      | (?:image|video|audio|sticker|GIF|document|media|contact\ card)\ omitted
      | (?:this\ message\ was|you)\ deleted(?:\ this\ message)?\.?
      | <attached:\ .{1,100}>
      | \{(?:attachments|embed|stickers|reactions)\}
    )$
    """,
    re.IGNORECASE | re.VERBOSE,
)
_SYSTEM = re.compile(rf"^[\u200e\u200f]*\[?{_DATE},?\s+{_CLOCK}\]?\s*[-–]?\s+[^:]*$")
#: The foot of an export of Discord.
_FOOT = re.compile(r"^={20,}\s*$")
_PATTERNS = (
    ("Zoom chat", _ZOOM_TAB),
    ("Zoom chat", _ZOOM_FROM),
    ("WhatsApp chat", _WHATSAPP),
    ("Discord chat", _DISCORD),
)


def _pattern(text: str) -> tuple[str, re.Pattern[str]] | None:
    lines = [x for x in text[:20_000].splitlines() if x.strip()][:120]
    for kind, pattern in _PATTERNS:
        hits = sum(1 for x in lines if pattern.match(x))
        if (
            lines
            and hits >= min(3, len(lines))
            and hits * 10 >= len(lines) * (3 if pattern is not _DISCORD else 1)
            and any(pattern.match(x) for x in lines[: 3 if pattern is not _DISCORD else 8])
        ):
            return kind, pattern
    return None


def detect(source: Source) -> bool:
    """Tell a chat by the heads of its messages."""
    return _pattern(source.text) is not None


def read(source: Source) -> Transcript:
    """Read a chat: a message goes on over the lines below it until the next head."""
    kind, pattern = _pattern(source.text) or _PATTERNS[0]
    builder = Builder()
    label, message, time = "", list[str](), 0.0
    day = last = 0.0
    dates: set[str] = set()
    for line in source.text.splitlines():
        match = pattern.match(line.strip("\ufeff"))
        if match:
            _say(builder, label, message, time)
            groups = match.groups()
            dates |= {found[0]} if (found := _DATED.match(line)) else set()
            at = _time_of_day(groups[0])
            # A clock that goes back has passed midnight.
            day, last = day + (86400.0 if at < last else 0.0), at
            label, time, message = groups[1].strip(), day + at, [groups[-1]]
            builder.leave("time or label", f"{groups[0]} {groups[1]}")
        elif kind == "WhatsApp chat" and _SYSTEM.match(line):
            builder.leave("system line", line)
        elif _FOOT.match(line) and kind == "Discord chat":
            _say(builder, label, message, time)
            label, message = "", []
            builder.leave("page furniture", line)
        elif label:
            message.append(line)
        else:
            builder.leave("line before the first message", line)
    _say(builder, label, message, time)
    # Times are those of the day as long as it is one day; a recording's own chat counts from its beginning.
    by_day = pattern is not _ZOOM_TAB and len(dates) <= 1 and not (dates and day)
    return replace(builder.finish(len(source.text), format=kind), started_at="00:00:00" if by_day else "")


def _time_of_day(clock: str) -> float:
    # Without seconds a chat's clock shows hours and minutes, where a recording's shows minutes and seconds.
    return (
        seconds(clock if clock.count(":") > 1 or clock[-1].isalpha() or clock.endswith(".") else f"{clock}:00") or 0.0
    )


def _say(builder: Builder, label: str, message: list[str], time: float) -> None:
    """Add a message without the lines that stand for what is no text; below a mark of reactions none is."""
    kept = list[str]()
    if message and message[0].startswith("\u200e") and not _OMITTED.match(message[0].strip()):
        # WhatsApp sets this mark before what the machine says of a group, in whosever name.
        builder.leave("system line", " ".join(message))
        return
    for i, line in enumerate(message):
        if _OMITTED.match(line.strip()):
            rest = message[i:] if line.strip().startswith("{") else [line]
            builder.leave("picture, sound or reaction", " ".join(rest))
            if line.strip().startswith("{"):
                break
        else:
            kept.append(line)
    builder.say(label, " ".join(kept), time, None, join=False)
