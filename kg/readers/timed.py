"""Lines that begin with their time: what Whisper prints, LRC, and `0.00 3.44 SPEAKER_00 words` of diarizers."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import Transcript
from kg.people.introductions import is_anonymous
from kg.people.labels import key, shape
from kg.readers.builder import Builder
from kg.readers.source import Source
from kg.readers.text.heads import colon_head
from kg.readers.times import CLOCK, seconds
from kg.readers.voices import beside

_POINT = rf"(?:{CLOCK}|\d{{1,6}}(?:\.\d{{1,6}})?)s?"
_TO = r"\s{0,3}(?:-->|->|[-–—~]|to)\s{0,3}"
#: A time or a span in brackets; or two times without, as diarizers and Audacity write them.
_LINE = re.compile(
    rf"""
    ^[ \t]{{0,8}}
    (?:
        [\[(<](?P<a>{_POINT})(?:{_TO}(?P<b>{_POINT}))?[\])>](?!\()
      | (?:start=)?(?P<c>{_POINT})(?:{_TO}|[ \t]{{1,8}})(?:(?:stop|end)=)?(?P<d>{_POINT})(?=[\s:])
    )[ \t]{{0,8}}[:\-–]?[ \t]{{0,8}}
    (?P<rest>.*)$
    """,
    re.VERBOSE,
)
_TAG = re.compile(r"^\[(ti|ar|al|au|by|re|ve|offset|length|la):([^\]\n]{0,300})\]\s*$", re.IGNORECASE)
_BARE = re.compile(rf"^\s{{0,8}}{CLOCK}\s*$")
#: A row of NIST's STM: file, channel, who, from, to, sometimes conditions, words.
_STM = re.compile(
    r"""
    ^\S{1,200}\s+\S{1,20}\s+(?P<who>\S{1,100})\s+(?P<c>\d{1,7}(?:\.\d{1,6})?)\s+(?P<d>\d{1,7}(?:\.\d{1,6})?)
    (?:\s+<[^<>\n]{0,100}>)?\s+(?P<rest>\S.*)$
    """,
    re.VERBOSE,
)
_WORD_TIME = re.compile(r"<\d{1,3}:\d\d(?:\.\d{1,3})?>")


@dataclass(frozen=True, slots=True)
class _Timed:
    start: float
    end: float | None
    rest: str
    plain: bool


def _timed(line: str) -> _Timed | None:
    match = _LINE.match(line) if len(line) < 20_000 else None
    if match is None:
        return None
    first, last = match["a"] or match["c"], match["b"] or match["d"]
    return _Timed(_seconds(first), _seconds(last) if last else None, match["rest"].strip(), match["c"] is not None)


def _rows(lines: Sequence[str]) -> list[tuple[str, _Timed | None]]:
    """Take every line apart; a time on a line of its own is that of the line below it, as on a copied page of YouTube."""
    rows: list[tuple[str, _Timed | None]] = []
    above: _Timed | None = None
    for line in lines:
        timed = _timed(line)
        alone = _BARE.match(line) if timed is None else None
        if alone:
            above = _Timed(seconds(line) or 0.0, None, "", plain=False)
        elif above and timed is None and line.strip():
            rows.append((line, _Timed(above.start, None, line.strip(), plain=False)))
            above = None
        else:
            rows.append((line, timed))
    return rows


def _copied(lines: Sequence[str]) -> bool:
    """Tell lines that take turns with times, each time above its words, where no name stands between them."""
    filled = [x.strip() for x in lines if x.strip()]
    times = [i for i, x in enumerate(filled) if _BARE.match(x)]
    below = [filled[i + 1] for i in times if i + 1 < len(filled)]
    if len(times) < 3 or len(times) < 0.3 * len(filled) or times[0] > 3:
        return False
    if sum(shape(filled[i - 1]) in {"name", "generic", "nick"} for i in times if i) > 0.4 * len(times):
        # The times stand below names.
        return False
    returning = sum(n for n in Counter(key(x) for x in below).values() if n >= 2)
    return returning < 0.2 * len(below) and sum(len(x.split()) for x in below) >= 2 * len(below)


def _seconds(text: str) -> float:
    return (seconds(text) or 0.0) if ":" in text else float(text.rstrip("s"))


def detect(source: Source) -> bool:
    """Tell it by most lines beginning with a time that grows, and by few of them going on with `Name:`, which is plain text."""
    lines = [x for x in source.text[:20_000].splitlines() if x.strip() and not _TAG.match(x)][:300]
    if _is_stm(lines) or _copied(lines):
        return True
    found = [t for x in lines if (t := _timed(x))]
    if len(found) < 3 or len(found) < 0.8 * len(lines):
        return False
    grows = sum(a.start <= b.start for a, b in itertools.pairwise(found)) >= 0.9 * (len(found) - 1)
    labelled = sum(bool(_label(t.rest)) for t in found)
    bare_clock = any(":" in x[:12] for x in lines[:3])
    said = sum(len(t.rest.split()) for t in found) >= 1.5 * len(found)
    return grows and said and not (labelled >= 0.2 * len(found) and bare_clock)


def _label(rest: str) -> str:
    head = colon_head(rest) if ":" in rest[:80] or "：" in rest[:80] else None
    return head.label if head and shape(head.label) not in {"", "number"} else ""


def read(source: Source) -> Transcript:
    """Read timed lines; who speaks is the word after the times where it returns, else nobody is named."""
    builder = Builder(voices=beside(source))
    lines = source.text.lstrip("\ufeff").splitlines()
    if _is_stm(lines[:300]):
        return _read_stm(source, builder, lines)
    rows = _rows(lines) if _copied(lines[:300]) else [(x, _timed(x)) for x in lines]
    voices = _voices([t for _, t in rows if t])
    title, who = "", ""
    for line, timed in rows:
        tag = _TAG.match(line)
        if tag:
            title = tag[2].strip() if tag[1].casefold() == "ti" else title
            builder.leave("header", line)
        elif timed:
            who, words = _parted(timed, voices)
            builder.say(who, _WORD_TIME.sub(" ", words), timed.start, timed.end)
        elif builder.turns and line.strip():
            builder.say(who, line, None, None)
        else:
            builder.leave("line before the first time", line)
    named = any(t.label for t in builder.turns)
    notes = [] if named else ["nobody is named (lay NAME.rttm beside the file, or put `Name:` before the words)"]
    return builder.finish(len(source.text), format="timed lines", title=title, notes=notes)


def _is_stm(lines: Sequence[str]) -> bool:
    filled = [x for x in lines if x.strip() and not x.startswith(";;")]
    found = [m for x in filled if (m := _STM.match(x))]
    files = {x.split()[0] for x in filled}
    grows = sum(float(m["c"]) <= float(m["d"]) for m in found) == len(found)
    return (
        len(found) >= 2 and len(found) >= 0.95 * len(filled) and grows and len(files) <= max(1, 0.2 * len(filled) + 1)
    )


def _read_stm(source: Source, builder: Builder, lines: Sequence[str]) -> Transcript:
    for line in lines:
        match = _STM.match(line)
        if match and not line.startswith(";;"):
            builder.say(match["who"], match["rest"], float(match["c"]), float(match["d"]))
        else:
            builder.leave("comment", line)
    return builder.finish(len(source.text), format="STM")


def _voices(rows: Sequence[_Timed]) -> frozenset[str]:
    """Words right after the times that are labels: they return, and every line has one, or they are recognisers' numbers."""
    first = Counter(t.rest.split(maxsplit=1)[0].strip(":[]()") for t in rows if t.rest and t.plain)
    anonymous = {w for w in first if len(w) > 1 and is_anonymous(w)}
    if anonymous and sum(first[w] for w in anonymous) >= 0.9 * len(rows):
        return frozenset(anonymous)
    labels = Counter(key(x) for t in rows if (x := _label(t.rest)))
    return frozenset(k for k in labels if labels.total() >= 0.5 * len(rows))


def _parted(timed: _Timed, voices: frozenset[str]) -> tuple[str, str]:
    first, _, rest = timed.rest.partition(" ")
    bare = first.strip(":[]()")
    if bare in voices:
        return bare, rest.strip()
    label = _label(timed.rest)
    if label and key(label) in voices:
        head = colon_head(timed.rest)
        return label, timed.rest[head.body :] if head else rest
    return "", timed.rest
