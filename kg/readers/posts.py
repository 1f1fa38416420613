"""Copies of chats, threads and interviews whose heads stand above the words, or are a mark before them.

"ChatGPT said:", "Ada Berg @ada 09:12" (Gitter), "Ada Berg  5/12 9:12 AM" (Teams), "ada 3 hours ago | next" (Hacker News), a name over a date
(Discourse); the interviewer's long dash and the name before a wide space, and 名前「…」, of Japanese print.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kg.model import Transcript
from kg.readers.builder import Builder
from kg.readers.source import Source
from kg.readers.times import seconds

#: Who asks where only a dash says that somebody asks: the word of the print itself.
INTERVIEWER = "聞き手"
_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?"
_DAY = r"(?:\d{1,4}[./-]\d{1,2}(?:[./-]\d{1,4})?|(?:[A-Z][a-z]{2,5}|yester|to)day)"
_NAME = r"[^\W\d_][^\n:@|<>\[\]]{0,58}?"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
#: Kind → the line that heads a message: its `who`, and where it tells one its `clock`.
_HEADS = (
    ("chat with an assistant", re.compile(r"(?P<who>You|[A-Z][\w.-]{1,20}(?: [A-Z0-9][\w.-]{0,12})?) said:")),
    (
        "Gitter chat",
        re.compile(
            rf"""
            (?P<who>{_NAME})\s@[\w.-]{{1,40}}\s+(?:\S{{1,12}}\s){{0,3}}(?P<clock>{_CLOCK})
            """,
            re.VERBOSE,
        ),
    ),
    (
        "Teams chat",
        re.compile(
            rf"""
            (?P<who>{_NAME})\s+\[?{_DAY},?\s(?:at\s)?(?P<clock>{_CLOCK})\]?
            """,
            re.VERBOSE,
        ),
    ),
    (
        "thread",
        re.compile(
            rf"""
            (?P<who>[\w-]{{2,24}})\s
            (?:\d{{1,3}}\ (?:minute|hour|day|month|year)s?\ ago|on\ {_MONTH}\ \d{{1,2}},\ \d{{4}})
            (?:\ [|\[].{{0,60}})?
            """,
            re.VERBOSE,
        ),
    ),
)
_POSTED = re.compile(
    rf"""
      {_MONTH}\s\d{{1,2}}(?:,?\s(?:'\d\d|\d{{4}}))?
    | \d{{1,2}}\s{_MONTH}(?:\s\d{{4}})?
    | \d{{1,2}}[hdm]
    """,
    re.VERBOSE,
)
_USER = re.compile(r"[\w.-]{2,30}")
_FULL_NAME = re.compile(r"[A-ZÀ-Þ][\w'’.-]*(?: [A-ZÀ-Þ][\w'’.-]*){1,3}")
_FURNITURE = re.compile(
    r"""
      \d{1,4}\ (?:likes?|repl(?:y|ies)|comments?|shares?)
    | reply | share | like | edited | \(edited\)
    | \W{1,4}\ ?\d{1,4}
    """,
    re.IGNORECASE | re.VERBOSE,
)
_ASKS = re.compile(r"(?:――|──|——|——)\s*(?P<words>\S.*)")
_WIDE = re.compile(r"(?P<who>[^\s　「」。、?？!！]{1,12})　(?P<words>\S.*)")
_CORNERS = re.compile(r"(?P<who>[^\s　「」。、?？!！:：]{1,12})「(?P<words>.+)」")
_LOOKED_AT, _MANY, _FEW = 300, 3, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class _Post:
    """One message: its label, the lines of its words, and the clock beside its name."""

    who: str
    lines: list[str]
    clock: str = ""


def detect(source: Source) -> bool:
    """Tell such a copy by the heads of its messages: three or more, one of them near the beginning."""
    return bool(_kind(source.text))


def read(source: Source) -> Transcript:
    """Read the messages, each below its head; what stands above the first is left out, and so are counts of likes."""
    kind, builder = _kind(source.text), Builder()
    last = day = 0.0
    for post in _posts(source.text, kind, builder):
        at = (
            seconds(post.clock if post.clock.count(":") > 1 or not post.clock[-1:].isdigit() else f"{post.clock}:00")
            if post.clock
            else None
        )
        if at is not None:
            # A clock that goes back has passed midnight.
            day, last = day + (86400.0 if at < last else 0.0), at
        builder.say(post.who, " ".join(post.lines), None if at is None else day + at, None, join=False)
    return builder.finish(len(source.text), format=kind)


def _kind(text: str) -> str:
    lines = [line.strip() for line in text[:40_000].splitlines() if line.strip()][:_LOOKED_AT]
    headed = next((kind for kind, head in _HEADS if _is_headed(lines, kind, head)), "")
    return headed or ("forum page" if _is_a_forum(lines) else _in_japanese_print(lines))


def _is_headed(lines: list[str], kind: str, head: re.Pattern[str]) -> bool:
    found = [i for i, line in enumerate(lines) if head.fullmatch(line)]
    few = _FEW if kind == "chat with an assistant" else _MANY
    # Below each head stand words.
    return len(found) >= few and found[0] < 4 and all(b > a + 1 for a, b in pairwise(found))


def _is_a_forum(lines: list[str]) -> bool:
    posted = [i for i, line in enumerate(lines) if i and _POSTED.fullmatch(line) and _named_above(lines, i)]
    return len(posted) >= _MANY and posted[0] < 6


def _in_japanese_print(lines: list[str]) -> str:
    asked = sum(bool(_ASKS.match(line)) for line in lines)
    if asked >= _FEW and sum(bool(_WIDE.match(line)) for line in lines) >= _FEW:
        return "Japanese interview"
    cornered = sum(bool(_CORNERS.fullmatch(line)) for line in lines)
    return "Japanese talk" if cornered >= _MANY and cornered >= 0.6 * len(lines) else ""


def _named_above(lines: list[str], i: int) -> bool:
    full = bool(_FULL_NAME.fullmatch(lines[i - 1]))
    return bool(_USER.fullmatch(lines[i - 2] if full and i > 1 else lines[i - 1]))


def _posts(text: str, kind: str, builder: Builder) -> Iterator[_Post]:
    lines = [line.strip() for line in text.splitlines()]
    if kind == "forum page":
        yield from _forum(lines, builder)
        return
    head = dict(_HEADS).get(kind)
    post: _Post | None = None
    for line in lines:
        new = _headed(line, head) if head is not None else _marked(line, kind)
        if new is not None:
            if post is not None:
                yield post
            post = new
            if head is not None:
                builder.leave("time or label", line)
        elif post is None:
            builder.leave("line before the first message", line)
        elif _FURNITURE.fullmatch(line):
            builder.leave("reactions", line)
        elif line:
            post.lines.append(line)
    if post is not None:
        yield post


def _headed(line: str, head: re.Pattern[str]) -> _Post | None:
    found = head.fullmatch(line)
    return (
        None if found is None else _Post(who=found["who"].strip(), lines=[], clock=found.groupdict().get("clock") or "")
    )


def _marked(line: str, kind: str) -> _Post | None:
    """Return the turn that a line of Japanese print begins, or None."""
    if kind == "Japanese talk":
        found = _CORNERS.fullmatch(line)
        return None if found is None else _Post(who=found["who"], lines=[found["words"]])
    if asked := _ASKS.fullmatch(line):
        return _Post(who=INTERVIEWER, lines=[asked["words"]])
    said = _WIDE.fullmatch(line)
    return None if said is None else _Post(who=said["who"], lines=[said["words"]])


def _forum(lines: list[str], builder: Builder) -> Iterator[_Post]:
    kept = [line for line in lines if line]
    heads: dict[int, tuple[int, str]] = {}
    for i, line in enumerate(kept):
        if i and _POSTED.fullmatch(line) and _named_above(kept, i):
            full = bool(_FULL_NAME.fullmatch(kept[i - 1]))
            heads[i - 2 if full and i > 1 else i - 1] = (i + 1, kept[i - 1])
    starts = sorted(heads)
    builder.leave("line before the first message", " ".join(kept[: starts[0]]))
    for at, following in zip(starts, [*starts[1:], len(kept)], strict=True):
        first, who = heads[at]
        builder.leave("time or label", " ".join(kept[at:first]))
        words = kept[first:following]
        builder.leave("reactions", " ".join(w for w in words if _FURNITURE.fullmatch(w)))
        yield _Post(who=who, lines=[w for w in words if not _FURNITURE.fullmatch(w)])
