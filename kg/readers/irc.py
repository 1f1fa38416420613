"""IRC logs, those of meetings with a scribe above all: the scribe's `Name: words` lines are Name's words, commands are not speech."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from kg.errors import NoSpeakerError
from kg.model import Transcript
from kg.people.labels import key, shape
from kg.readers.builder import Builder
from kg.readers.irc_nicks import own_names
from kg.readers.source import Source
from kg.readers.times import seconds

_LINE = re.compile(
    r"""
    ^\s*+
    (?:\[?(?:\d{4}-\d\d-\d\d[T ]|[A-Z][a-z]{2},?\ (?:[A-Z][a-z]{2}\ )?(?:\d{1,2}\ )?)?(\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?)Z?\]?\s++)?
    (?:
        <
        (?!(?:b|i|u|s|p|em|br|li|td|tr|div|span|strong|font|h[1-6])>)\s?[@+%~& ]?([^<>\s]{1,40})>\s?(.*)
      | (?:\*{1,3}|-!-|-->|<--|—)\s++(.*)
    )$
    """,
    re.VERBOSE,
)
#: WeeChat parts time, nick and words by tabs.
_WEECHAT = re.compile(r"^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)\t[@+%~& ]?([^\s<>*-][^\s<>]{0,39})\t")
_BOTS = re.compile(
    r"""
    ^
    (?:
        zakim | rrsagent | trackbot | ghurlbot | agendabot | github-bot | gb | meetbot | minutes
      | logbot | chanserv | nickserv | matrixbot | scribejsbot | ghbot | w3c-?bot | karma | \w+bot
    )$
    """,
    re.IGNORECASE | re.VERBOSE,
)
_COMMAND = re.compile(
    r"""
    ^\s*+
    (?:
        [\w.-]++\s*+,\s*+
        (?:
            next | take\ up | close | end | open | make | draft | please | list | pointer | who | mute
          | unmute | this\ is | start | stop | bye | help | generate | drop | clear | move | agenda
          | save | here | you | is | has
        )\b.*
      | (?:zakim|rrsagent|trackbot|agendabot|ghurlbot|gb|meetbot|github-bot)\b.*
      | (?:
            present | regrets | scribe | scribenick | chair | agenda | meeting | date | guest
          | previous\ meeting | next\ meeting | repo
        )\s*+(?:[+\-]|:|=).*
      | q\s*+[+\-?=](?:\s.*)? | v?q\+.* | ack\b.* | queue\s*+[=?+].* | agenda\s*+[?+].* | agendum\b.*
      | [si][/|].{1,400}[/|].* | -?\s*+(?:->|→)\s*+\S++\s*+$ | (?:topic|subtopic)\s*+:\s*+$
      | \*?\s*+(?:has\ )?(?:joined|left|quit)\b.*
      | \#(?:start|end)meeting.* | \.hello\b.*
      | \#(?:topic|chair|help|link|unlink|nick|lurk|save)\b.*
    )$
    """,
    re.IGNORECASE | re.VERBOSE,
)
_TOPIC = re.compile(r"^\s*+#?(?:sub)?topic(?:\s*+:\s++|\s++)(.+)$|^\s*+(?:sub)?topic\s*+:\s*+(.+)$", re.IGNORECASE)
_LINK = re.compile(r"^\s*+(?:-++>\s*+)?(?:<?https?://\S++|[\w./-]*+#\d++)\s*+$")
_MINUTED = re.compile(
    r"""
    ^\s*+\#?
    (?:
        action | resolution | resolved | proposal | proposed(?:\ resolution)? | propose | agreed
      | accepted | straw\ ?poll | poll | summary | info | idea | issue | decision
    )(?:\s*+:)?\s
    """,
    re.IGNORECASE | re.VERBOSE,
)
_SYSTEM = re.compile(
    r"""
      \b(?:has|have)\s+(?:joined|left|quit|changed\ the\ topic)\b
    | \bis\ now\ known\ as\b | \bsets?\ mode\b | ^Topic\ (?:is|set) | ^Users?\ on
    """,
    re.IGNORECASE | re.VERBOSE,
)
_SCRIBE_ON = re.compile(r"^\s*+scribe(?:nick)?\s*+(?:\+:?|:|=)\s*+(.*)$", re.IGNORECASE)
_SCRIBE_OFF = re.compile(r"^\s*+scribe(?:nick)?\s*+-\s*+(.*)$", re.IGNORECASE)
_NAMED = re.compile(
    r"""
      ^\s*+([^\s:：][^:：]{0,40}?)(?<!\s)\s*+[:：]\s++(.*)$
    | ^\s*+([^\s:：][^:：/]{0,40}?)[:：](?!/)(.*)$
    """,
    re.VERBOSE,
)
_GO_ON = re.compile(r"^\s*+(?:\.{2,}+|…)\s*+[:：]?\s*+(.*)$")


#: What only the machine that keeps the minutes says.
_BOT_SAYS = re.compile(
    r"""
    ^\s*+(?:Meeting\ (?:started|ended)\ (?:\w{3}\ )?\w{3}\ .{0,40}\d{4} | Current\ chairs: | The\ meeting\ name\ has\ been\ set\ to
    | The\ (?:current\ )?speaker\ queue\ is\b | \S+\ has\ been\ added\ to\ the\ queue: | Minutes(?:\ \(text\))?:\s+https?:// | Log:\s+https?:// | Useful\ Commands:)
    """,
    re.VERBOSE,
)


@dataclass(slots=True)
class _Channel:
    builder: Builder
    scribes: set[str] = field(default_factory=set)
    nicks: set[str] = field(default_factory=set)
    bots: frozenset[str] = frozenset()
    last_of: dict[str, str] = field(default_factory=dict)


def detect(source: Source) -> bool:
    """Tell an IRC log: most lines are `<nick> words`, with or without a time."""
    lines = [x for x in source.text[:30_000].splitlines() if x.strip()][:200]
    taken = list(map(_taken, lines))
    return (
        len(lines) >= 3
        and sum(1 for m in taken if m) * 10 >= len(lines) * 7
        and any("<" in x or _WEECHAT.match(x) for x in lines)
        # What is closed again is a tag, and numbers that count up are no nicks.
        and sum("</" in x for x in lines) * 2 < len(lines)
        and any(m and m[2] and not m[2].isdigit() for m in taken)
    )


def _taken(line: str) -> re.Match[str] | None:
    """Take a line apart, one of WeeChat's as the others."""
    return _LINE.match(_WEECHAT.sub(r"\1 <\2> ", line) if "\t" in line else line)


def read(source: Source) -> Transcript:
    """Read an IRC log. Raises NoSpeakerError when nobody says anything in it."""
    builder = Builder()
    channel = _Channel(builder)
    rows = [(x, _taken(x)) for x in source.text.splitlines()]
    channel.nicks = {key(m[2]) for _, m in rows if m and m[2]}
    channel.bots = frozenset(m[2].rstrip("_") for _, m in rows if m and m[2] and _BOT_SAYS.match(m[3] or ""))
    scribed = _scribed_names(rows)
    for raw, match in rows:
        if not raw.strip():
            continue
        if match is None:
            _loose(channel, raw)
        elif match[2] is None:
            _action(channel, match)
        else:
            _message(channel, match, scribed)
    if not any(t.label for t in builder.turns):
        raise NoSpeakerError(f"{source.name}: nobody says anything in this log (lines are read as <nick> words)")
    how = (
        f"scribes: {', '.join(sorted(channel.scribes))}" if channel.scribes else "no scribe: each line is its writer's"
    )
    return builder.finish(
        len(source.text), format="IRC log", notes=[how], declared=own_names((m[2], m[3]) for _, m in rows if m and m[2])
    )


def _scribed_names(rows: list[tuple[str, re.Match[str] | None]]) -> Counter[str]:
    """Count the names before a colon in all messages: one that returns is a speaker, not the first word of a sentence."""
    found: Counter[str] = Counter()
    for _, match in rows:
        named = _NAMED.match(match[3]) if match and match[3] else None
        if named:
            found[key(named[1] or named[3])] += 1
    return found


def _loose(channel: _Channel, raw: str) -> None:
    """A line without a nick goes on with the message above, or is a header."""
    last = channel.builder.turns[-1].label if channel.builder.turns else ""
    if last and raw[:1] in " \t":
        channel.builder.say(last, raw)
    else:
        channel.builder.leave("line without a nick", raw)


def _action(channel: _Channel, match: re.Match[str]) -> None:
    text = match[4] or ""
    nick = text.partition(" ")[0]
    if _SYSTEM.search(text) or key(nick) not in channel.nicks:
        channel.builder.leave("system line", text)
    else:
        channel.builder.aside("stage direction", text)
        channel.builder.section = channel.builder.section


def _message(channel: _Channel, match: re.Match[str], scribed: Counter[str]) -> None:
    nick, text, time = match[2].rstrip("_"), match[3], seconds(match[1]) if match[1] else None
    builder = channel.builder
    builder.leave("nick or time", match[0][: match.start(3)])
    if nick in channel.bots or _BOTS.match(nick):
        builder.leave("bot", text)
        return
    _note_scribe(channel, nick, text)
    topic = _TOPIC.match(text.strip()[:500])
    if topic:
        builder.aside("heading", topic[1] or topic[2])
    elif (
        _COMMAND.match(text.strip()[:500])
        or _to_a_bot(channel, text)
        or (_SYSTEM.search(text) and key(text.split(" ")[0].rstrip("_")) in channel.nicks | {key(nick)})
    ):
        builder.leave("command", text)
    elif _LINK.match(text.strip()[:2000]):
        builder.leave("link", text)
    elif _MINUTED.match(text.strip()[:500]):
        builder.aside("summary", text)
    elif key(nick) in channel.scribes:
        _scribe_line(channel, nick, text, time, scribed)
    else:
        builder.say(nick, text, time, None)


def _to_a_bot(channel: _Channel, text: str) -> bool:
    """`voip: who is here?` is said to the machine `voip-room`, and to no one else."""
    called, colon, _ = text.strip()[:60].partition(":")
    return bool(colon) and any(
        called.casefold() in {b.casefold(), b.casefold().partition("-")[0]} for b in channel.bots
    )


def _note_scribe(channel: _Channel, nick: str, text: str) -> None:
    on, off = _SCRIBE_ON.match(text), _SCRIBE_OFF.match(text)
    if on:
        names = [x for x in re.split(r"[,\s]+", on[1]) if x]
        nicks = [x for x in names if key(x.rstrip("_")) in channel.nicks]
        # A scribe given by full name is the one whose nick writes it.
        channel.scribes |= {key(x.rstrip("_")) for x in nicks} or {key(nick)}
    elif off:
        channel.scribes -= {key(x) for x in off[1].split()} or {key(nick)}


def _scribe_line(channel: _Channel, nick: str, text: str, time: float | None, scribed: Counter[str]) -> None:
    going = _GO_ON.match(text)
    named = _NAMED.match(text)
    builder = channel.builder
    if going and channel.last_of.get(nick):
        builder.say(channel.last_of[nick], going[1], time, None)
        return
    label = (named[1] or named[3]) if named else ""
    if named and label and _is_speaker(label, channel, scribed):
        channel.last_of[nick] = label
        builder.leave("speaker label", label)
        builder.say(label, named[2] if named[2] is not None else named[4], time, None)
        return
    builder.say(nick, text, time, None)


def _is_speaker(label: str, channel: _Channel, scribed: Counter[str]) -> bool:
    folded = key(label)
    if folded in channel.nicks or folded.rstrip("_") in channel.nicks:
        return True
    kind = shape(label)
    return kind in {"name", "initials", "generic", "joint"} or (
        kind == "nick" and (scribed[folded] >= 2 or len(folded) > 4)
    )
