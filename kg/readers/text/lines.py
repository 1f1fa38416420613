"""Plain text and Markdown: a small family of label styles, found from the file itself; utterances are spans of the source."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass, field

from kg.model import UtteranceKind
from kg.people.identity import Declared
from kg.readers.builder import Ledger, Turn
from kg.readers.not_said import SOUND_MARK, atx, is_date_line, is_furniture, is_rule, is_stage_direction, is_title_line
from kg.readers.text.heads import Head, is_role_beside
from kg.readers.times import STAMP, STAMP_LINE, f4_seconds, seconds_span

_STAMP_LEAD = re.compile(
    rf"""
      ^\s*+[\[(<]\s*+(?:\d{{1,3}}:)?\d{{1,2}}:\d{{2}}(?:[.,]\d++)?\s*+[\])>]\s*+[-–—]?\s*+
    | ^\s*+{STAMP}[ \t]++(?=\S)
    """,
    re.VERBOSE,
)
_BULLET = re.compile(r"^\s*(?:[*+•◦▪‣·-]|\d{1,3}[.)])\s+(?=\S)")
_CHAT = re.compile(
    r"""
    ^\W*
    (?:(?:zoom|meeting|group|public|teams|webex|youtube|live|text|the|side)\s+)*chat
    (?:\s*(?:log|transcript|messages|history|room|box|window))*(?:\s+(?:from|of)\b.{0,40})?\W*$
    """,
    re.IGNORECASE | re.VERBOSE,
)
_ASIDE = re.compile(
    r"""
    \b
    (?:
        attendees | attendance | present | participants | apologies | next\ (?:meeting|call|steps)
      | links | resources | references | agenda | table\ of\ contents | contents
      | decisions?(?:\ made)? | action\ items? | actions? | further\ reading | about | bios?
      | biographies | show\ notes | credits | related | footnotes | notes\ taken
    )\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_MINUTED = re.compile(
    r"""
    ^\s{0,20}(?:[-*•]\s{0,9})?\*{0,3}
    (?:
      (?:
          slides? | principle | figure | goal | non-goal | issue | agenda\ item | action(?:\ item)?
        | resolution | decision | consensus | conclusions? | topic | subtopic | summary | next\ steps
        | note(?:\ to\ minutes)? | scribe'?s?\ note | proposal | resolved | agreed | outcome | poll
        | vote | hum
        | from\ (?:the\ )?(?:jabber|chat|room)
      )\s{0,3}\#?\d{0,4}(?:\s{0,3}\([^()]{1,40}\))?
    )\*{0,3}\s{0,3}[:：]
    """,
    re.IGNORECASE | re.VERBOSE,
)
_NUMBERED_TITLE = re.compile(r"^\s*\d{1,2}(?:\.\d{1,2})*[.)]?\s+[A-ZÀ-Þ][^.!?:;]{2,80}$")
_LINK_LINE = re.compile(
    r"""
    ^\s*(?:[-*•]\s+)?(?:[\w ]{1,30}:\s*)?\[[^\[\]]{1,120}\]\([^()\s]{1,400}\)[.,\s]*$
    """,
    re.VERBOSE,
)
_INNER_BULLET = re.compile(r"[•▪◦]")
#: In court the one named here asks what stands after `Q.` from now on.
_EXAMINER = re.compile(
    r"""
    ^\s*(?:(?:[A-Z-]{2,12}\s+|[A-Z][a-z-]{2,12}\s+){0,3}(?:EXAMINATION|[Ee]xamination)\s+)?(?:BY|[Bb]y)\s+
    ((?:MR|MS|MRS|MISS|DR|Mr|Ms|Mrs|Miss|Dr)\.?\s+[A-ZÀ-Þ][\w'’-]+(?:\s+[A-ZÀ-Þ][\w'’-]+)*)\s*:\s*(?=$|Q\b)
    """,
    re.VERBOSE,
)
_OF_DAY = re.compile(r"[AaPp]\.?[Mm]\b")
_QUOTED = re.compile(r"^\s{0,3}(?:>\s{0,3}){1,4}")
_EXAMINATION = re.compile(
    r"""
    ^\s*(?:(?:FURTHER|CONTINUED|VOIR\ DIRE)\s+)?(?:(?:RE-?)?(?:DIRECT|CROSS)[ -]?)?EXAMINATION
    (?:\s*\([^()]{1,40}\))?\s*$
    """,
    re.VERBOSE,
)


@dataclass(slots=True)
class State:
    """Where the reading stands: who speaks, below which heading, what kind of part this is."""

    label: str = ""
    talk: bool = False
    section: str = ""
    level: int = 0
    aside: str = ""
    started: bool = False
    time: tuple[float, float | None] | None = None
    below_label: bool = False
    headings: int = 0
    title: str = ""
    markdown: bool = False
    blankless: bool = False
    examiner: str = ""
    main: str = ""
    turns: list[Turn] = field(default_factory=list)
    ledger: Ledger = field(default_factory=Ledger)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the source with its place, the head or the people it names, and whether an empty line stands above."""

    text: str
    start: int
    end: int
    head: Head | None
    roles: tuple[Declared, ...]
    after_blank: bool


def read_line(state: State, line: Line) -> None:
    """Give one line its kind; the order of the questions is the order of certainty."""
    text = line.text
    if not text.strip():
        state.below_label = False
        return
    if is_rule(text):
        state.ledger.add("mark-up", len(text.strip()))
    elif state.aside == "chat":
        _chat_line(state, line)
    elif _names_examiner(state, line) or (state.below_label and is_role_beside(text)):
        add_piece(state, "label", line)
    elif line.roles and not (line.head and state.started and not line.after_blank and line.head.family != "colon"):
        _role(state, line)
    elif line.head:
        _turn(state, line, line.head)
    elif _is_heading(state, line):
        _heading(state, line)
    elif STAMP_LINE.match(text):
        # A time of the day above the talk says when it was held.
        state.time = seconds_span(text) if state.started or not _OF_DAY.search(text) else state.time
        state.ledger.add("time", len(text.strip()))
    elif is_furniture(text) or (state.started and is_date_line(text)):
        state.ledger.add("page furniture", len(text.strip()))
    elif is_stage_direction(text) or _LINK_LINE.match(text):
        add_piece(state, "stage direction" if is_stage_direction(text) else "front matter", line)
    elif state.label and not state.aside and not (line.after_blank and not state.talk and _is_minuted(text)):
        _continue(state, line)
    else:
        add_piece(state, _silent_kind(state, text), line)


def _names_examiner(state: State, line: Line) -> bool:
    examiner = _EXAMINER.match(line.text)
    if examiner:
        state.examiner = state.label = examiner[1]
    return examiner is not None


def _is_minuted(text: str) -> bool:
    """`Slide 5: …`, `Consensus: …` on a line of its own are the minute taker's words, not the last speaker's."""
    match = _MINUTED.match(text)
    return bool(match)


def _role(state: State, line: Line) -> None:
    """`Speaker: NAME` opens a talk that goes on below headings; `Host: NAME` only says who hosts."""
    add_piece(state, "label", line)
    state.below_label = False
    if len(line.roles) == 1 and line.roles[0].role == "speaker":
        state.label, state.talk, state.started, state.aside = line.roles[0].name, True, True, ""


def _silent_kind(state: State, text: str) -> UtteranceKind:
    """What a line is that no one says: front matter up to the first heading below the title, else a summary."""
    if state.aside or (not state.started and state.headings <= 1 and not _INNER_BULLET.match(text.strip())):
        return "front matter"
    return "summary"


def add_piece(state: State, kind: UtteranceKind, line: Line, start: int = 0) -> None:
    """Add a line that nobody says to the turns."""
    span = _stripped(line, start)
    state.turns.append(Turn(kind=kind, section=state.section, start=span[0], end=span[1]))


def _stripped(line: Line, start: int = 0) -> tuple[int, int]:
    text = line.text[start:]
    lead = len(text) - len(text.lstrip())
    begin = line.start + start + lead
    return begin, begin + len(text.strip())


def _turn(state: State, line: Line, head: Head) -> None:
    """Open a turn: the head is left out of the words; a head alone on its line is a label."""
    if not state.started and _INNER_BULLET.search(line.text, head.body):
        add_piece(state, "summary", line)
        return
    asks = head.label.strip(".") == "Q" and state.examiner
    state.label, state.talk, state.started, state.aside = state.examiner if asks else head.written, False, True, ""
    if head.time is not None:
        state.time = (head.time, None)
    if not line.text[head.body :].strip(" \t*_"):
        add_piece(state, "label", line)
        state.below_label = True
        return
    state.below_label = False
    words = line.text[head.body :].rstrip()
    if words.endswith("**") and words.count("**") % 2:
        # Bold that began before the label.
        state.ledger.add("mark-up", 2)
        line = dataclasses.replace(line, text=line.text[: head.body] + words[:-2])
    begin, _ = _stripped(line, head.body)
    state.ledger.add("speaker label", len(line.text[: begin - line.start].strip()))
    _words(state, line, begin - line.start)


def _continue(state: State, line: Line) -> None:
    """A line of the one who speaks already: a bullet or a time at its start is not said."""
    quoted = _QUOTED.match(line.text) if state.markdown or state.main.startswith("own line") else None
    start = quoted.end() if quoted else 0
    state.ledger.add("mark-up", len(quoted[0].strip()) if quoted else 0)
    stamp = _STAMP_LEAD.match(line.text) if not quoted else None
    if stamp:
        span = seconds_span(stamp[0])
        state.time = span or state.time
        start = stamp.end()
        state.ledger.add("time", len(stamp[0].strip()))
        if is_stage_direction(line.text[start:]):
            add_piece(state, "stage direction", line, start)
            return
    bullet = _BULLET.match(line.text[start:]) if state.main.startswith("own line") else None
    if bullet:
        state.ledger.add("mark-up", len(bullet[0].strip()))
        start += bullet.end()
    _words(state, line, start)


def _words(state: State, line: Line, start: int) -> None:
    """Add the words of a line from `start`, each piece between two sound marks for itself."""
    text, at = line.text, start
    if any(c in text for c in "[(（【<*♪#"):
        for mark in SOUND_MARK.finditer(text, start):
            _piece(state, line, at, mark.start())
            _mark(state, mark[0], after_words=bool(text[at : mark.start()].strip()))
            at = mark.end()
    _piece(state, line, at, len(text))


def _mark(state: State, mark: str, *, after_words: bool) -> None:
    """A time at the end of words is when they end, and when what follows begins; other marks are sounds."""
    if not mark.startswith("#"):
        state.ledger.add("sound mark", len(mark))
        return
    state.ledger.add("time", len(mark))
    at = f4_seconds(mark)
    if after_words and state.turns:
        state.turns[-1].end_time = at
    state.time = (at, None)


def _piece(state: State, line: Line, start: int, end: int) -> None:
    raw = line.text[start:end]
    if not raw.strip():
        return
    begin = line.start + start + len(raw) - len(raw.lstrip())
    stop = begin + len(raw.strip())
    if not any(c.isalnum() for c in raw) and stop - begin <= 3 and (start > 0 or end < len(line.text)):
        state.ledger.add("sound mark", stop - begin)
        return
    time = state.time or (None, None)
    state.time = None
    state.turns.append(
        Turn(label=state.label, section=state.section, start=begin, end=stop, start_time=time[0], end_time=time[1])
    )


def _is_heading(state: State, line: Line) -> bool:
    if atx(line.text) or (state.markdown and re.match(r"^\s*\*\*[^*]{2,100}\*\*\s*$", line.text)):
        return True
    if _EXAMINATION.match(line.text):
        return True
    if state.below_label:
        return False
    if not state.turns:
        return len(line.text) <= 200 and is_title_line(line.text, longest=200)
    if line.after_blank and _NUMBERED_TITLE.match(line.text):
        return True
    return (line.after_blank or state.blankless) and is_title_line(line.text)


def _heading(state: State, line: Line) -> None:
    """A heading ends what an unlabelled line could continue, but not a talk that a `Speaker:` line has opened."""
    found = atx(line.text)
    title = (found[1] if found else line.text).strip().strip("*_ ")
    level = found[0] if found else 7
    begin = line.start + line.text.index(title) if title and title in line.text else _stripped(line)[0]
    state.ledger.add("mark-up", len(line.text.strip()) - len(title))
    state.turns.append(
        Turn(kind="heading", section=state.section if state.headings else "", start=begin, end=begin + len(title))
    )
    if not title:
        state.turns.pop()
        return
    state.title = state.title or title
    state.headings += 1
    state.section, state.below_label = title, False
    if not state.talk:
        state.label = ""
    if state.started and _CHAT.search(title) and len(title) < 60:
        state.aside, state.level = "chat", level
    elif _ASIDE.search(title) and len(title) < 60:
        state.aside, state.level = "aside", level
    else:
        state.aside = ""


def _chat_line(state: State, line: Line) -> None:
    """Lines of a chat log appended to the meeting are not the meeting, until a heading of the same rank."""
    found = atx(line.text)
    if found and found[0] <= state.level and not _CHAT.search(found[1]):
        state.aside = ""
        _heading(state, line)
        return
    state.ledger.add("appended chat log", len(line.text.strip()))
