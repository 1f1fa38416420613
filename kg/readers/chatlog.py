"""Chat exports: Zoom's tab-separated and `From X to Everyone`, WhatsApp, and messages of several lines."""

from __future__ import annotations

import re

from kg.model import Transcript
from kg.readers.source import Source
from kg.readers.times import seconds
from kg.readers.turns import Builder

_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?(?:[ \u202f]?[AaPp]\.?[Mm]\.?)?"
_DATE = r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}"
_ZOOM_TAB = re.compile(rf"^({_CLOCK})\t[ ]?(?:From )?([^\t\n]{{1,100}}?)(?: to [^\t:\n]{{1,60}})?:\t(.*)$")
_ZOOM_FROM = re.compile(rf"^(?:{_DATE} )?({_CLOCK})\s+From\s+(.{{1,80}}?)\s+[tT]o\s+(.{{1,80}}?)\s*:\s?(.*)$")
_WHATSAPP = re.compile(rf"^[\u200e\u200f]*\[?{_DATE},?\s+({_CLOCK})\]?\s*(?:[-–]\s+)?([^:\n]{{1,60}}?):\s(.*)$")
_SYSTEM = re.compile(rf"^[\u200e\u200f]*\[?{_DATE},?\s+{_CLOCK}\]?\s*[-–]?\s+[^:]*$")
_PATTERNS = (("Zoom chat", _ZOOM_TAB), ("Zoom chat", _ZOOM_FROM), ("WhatsApp chat", _WHATSAPP))


def _pattern(text: str) -> tuple[str, re.Pattern[str]] | None:
    lines = [x for x in text[:20_000].splitlines() if x.strip()][:120]
    for kind, pattern in _PATTERNS:
        hits = sum(1 for x in lines if pattern.match(x))
        if (
            lines
            and hits >= min(3, len(lines))
            and hits * 10 >= len(lines) * 3
            and any(pattern.match(x) for x in lines[:3])
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
    label, message, time = "", list[str](), None
    for line in source.text.splitlines():
        match = pattern.match(line.strip("\ufeff"))
        if match:
            builder.say(label, " ".join(message), time, None, join=False)
            groups = match.groups()
            label, time, message = groups[1].strip(), seconds(groups[0]), [groups[-1]]
            builder.leave("time or label", f"{groups[0]} {groups[1]}")
        elif kind == "WhatsApp chat" and _SYSTEM.match(line):
            builder.leave("system line", line)
        elif label:
            message.append(line)
        else:
            builder.leave("line before the first message", line)
    builder.say(label, " ".join(message), time, None, join=False)
    return builder.finish(len(source.text), format=kind)
