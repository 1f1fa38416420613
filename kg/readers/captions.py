"""Captions: WebVTT, SRT, SBV and SubStation Alpha. Cues become turns; who speaks stands in a tag, a colour, or in front of the words."""

from __future__ import annotations

import dataclasses
import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from kg.model import Transcript
from kg.people.labels import NOT_SPEAKERS, key, shape
from kg.readers.builder import Builder
from kg.readers.not_said import is_stage_direction
from kg.readers.source import Source
from kg.readers.text.heads import Head, colon_head, other_heads
from kg.readers.text.remnants import Read, remnants, told_by
from kg.readers.times import seconds
from kg.readers.voices import beside

_CUE = re.compile(
    r"""
      ^[ \t]*
      ((?:\d{1,3}:)?\d{1,2}:\d{1,2}(?:[.,:]\d{1,7})?)[ \t]*-{1,2}>[ \t]*
      ((?:\d{1,3}:)?\d{1,2}:\d{1,2}(?:[.,:]\d{1,7})?)([^\n]*)$
    | ^[ \t]*(\d{1,2}:\d{2}:\d{2}\.\d{1,3}),(\d{1,2}:\d{2}:\d{2}\.\d{1,3})[ \t]*$
    """,
    re.MULTILINE | re.VERBOSE,
)
#: Teams writes `0:0:5.10`: one digit where others have two.
_ONE_DIGIT = re.compile(r"(?<![\d.,])(\d)(?=[:.,]|$)")
_VOICE = re.compile(r"<v(?:\.[^\s<>]*+)?(?:\s++([^<>]*+))?>", re.IGNORECASE)
_COLOUR = re.compile(
    r"""
      \{\\(?:1?c|r)\s*+(&H?[0-9A-Fa-f]++&?|[\w ]++)\}
    | <font(?>[^<>]*?\bcolor\s*+=\s*+)[\"']?([#\w]++)[\"']?[^<>]*+>
    | <c\.([\w.]++)>
    """,
    re.IGNORECASE | re.VERBOSE,
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>|<\d[\d:.]*>|\{\\[^{}]*\}|</>")
_ROLLING = re.compile(r"<\d{1,2}:\d{2}(?::\d{2})?\.\d{3}><c")
_CHANGE = re.compile(r"^\s*(?:&gt;|>|＞){2,3}\s*")
_DASH = re.compile(r"^\s*[-–—]\s*(?=\S)")
#: A cue of so few words is the end of a sentence.
_FEW = 3
_PLAIN_LABEL = re.compile(r"^[ \t]{0,4}([^\s:：][^:：\n]{0,59})[:：](?:[ \t]|(?=\n)|$)")
_ASS = re.compile(r"^\[Events\]\s*$", re.MULTILINE)
_NAMED_ID = re.compile(r"^\s*\d+\s+\"([^\"]{1,60})\"(?:\s+\(\d+\))?\s*$")


@dataclass(frozen=True, slots=True)
class _Cue:
    start: float
    end: float
    text: str
    voice: str


def detect(source: Source) -> bool:
    """Tell captions by a `WEBVTT` head or by cue times early on and often."""
    if source.text.lstrip("\ufeff \r\n\t").startswith("WEBVTT"):
        return True
    sample = source.text[:20_000]
    if _ASS.search(source.text[:200_000]) and "\nDialogue:" in source.text:
        return True
    n_lines = sample.count("\n") + 1
    return len(_CUE.findall(sample)) * 12 >= n_lines and bool(_CUE.search(sample[:3000]))


def read(source: Source) -> Transcript:
    """Read captions. A file in which nobody is named gives turns without a speaker, and a note that says so."""
    builder = Builder(voices=beside(source))
    is_ass = _ASS.search(source.text[:200_000]) is not None and "\nDialogue:" in source.text
    cues = list((_ass_cues if is_ass else _cues)(source.text, builder))
    telling = _telling(cues)
    speaking = _Speaking(builder, telling)
    for cue in cues:
        speaking.cue(cue)
    if speaking.nth and not telling.accepted:
        for turn in builder.turns:
            turn.label = ""
    named = any(t.label for t in builder.turns)
    notes = [f"{len(cues)} cues", f"who speaks: {telling.how if named else 'nobody is named'}"]
    transcript = builder.finish(len(source.text), format=_kind(source.text, is_ass=is_ass), notes=notes)
    return dataclasses.replace(transcript, warnings=tuple(remnants(speaking.seen, source.name)))


def _kind(text: str, *, is_ass: bool) -> str:
    if is_ass:
        return "SubStation Alpha"
    if text.lstrip("\ufeff \r\n\t").startswith("WEBVTT"):
        return "WebVTT"
    return "SRT" if "-->" in text[:2000] else "SBV"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Telling:
    """How a file tells who speaks: labels before the words, names on the first line of a cue, tags or colours."""

    accepted: frozenset[str] = frozenset()
    own_line: frozenset[str] = frozenset()
    everywhere: bool = False
    how: str = ""


def _telling(cues: Sequence[_Cue]) -> _Telling:
    if any(c.voice and not c.voice.startswith("\x00") for c in cues):
        return _Telling(how="voice tags")
    if _labelled_everywhere(cues):
        return _Telling(everywhere=True, how="a label before the words of every cue")
    accepted = _labels(c.text for c in cues)
    if accepted:
        return _Telling(accepted=accepted, how="names before the words")
    if any(c.voice for c in cues):
        return _Telling(how="colours")
    return _Telling(own_line=_names_on_lines(cues), how="names on lines of their own")


def _labelled_everywhere(cues: Sequence[_Cue]) -> bool:
    """Where every cue begins with words before a colon and some return, each of them is who speaks, whatever its shape.

    Where other cues go on without a label, or hold several, shapes decide.
    """
    filled = [c.text for c in cues if c.text]
    heads = [m[1].strip() for t in filled if (m := _PLAIN_LABEL.match(t))]
    if len(filled) < 4 or len(heads) < len(filled):
        return False
    count = Counter(map(key, heads))
    odd = [h for h in heads if shape(h) == "" and not h.isdigit()]
    returns = any(count[key(h)] >= 2 and (shape(h) or h[0].isupper() or h[0].isdigit()) for h in heads)
    return returns and len(count) <= 0.8 * len(heads) and not any(_reads(h) or key(h) in NOT_SPEAKERS for h in odd)


def _reads(label: str) -> bool:
    """Words in small letters are a sentence that a colon has cut."""
    words = [w for w in label.split() if w.isalpha()]
    return len(words) > 1 and sum(w.islower() for w in words) * 2 >= len(words)


@dataclass(slots=True)
class _Speaking:
    """Who speaks, from cue to cue."""

    builder: Builder
    telling: _Telling
    speaker: str = ""
    nth: int = 0
    seen: list[Read] = field(default_factory=list)

    def cue(self, cue: _Cue) -> None:
        """Say the words of one cue, line by line."""
        if cue.voice:
            self.speaker = cue.voice.lstrip("\x00")
        lines = cue.text.split("\n")
        if cue.voice:
            self.seen.append(told_by(self.speaker, "", f"cue at {cue.start:.1f} s"))
        # Two lines with a dash each are two voices.
        dashes = sum(bool(_DASH.match(x)) for x in lines) >= 2
        for number, line in enumerate(x for x in lines if x.strip(" -–—")):
            alone = _alone(line)
            if key(alone) in self.telling.own_line and (number == 0 or alone != line.strip()):
                self.speaker = alone
                self.builder.leave("speaker label", line)
                self.seen.append(told_by(self.speaker, "", ""))
            else:
                self.line(line, cue, dashes=dashes, first=number == 0)

    def line(self, line: str, cue: _Cue, *, dashes: bool, first: bool) -> None:
        """Say one line: a label names who speaks, `>>` and dashes say that another does."""
        head = self._head(line, first=first)
        change, dash = _CHANGE.match(line), _DASH.match(line) if dashes else None
        if head or (first and not change and not cue.voice and len(cue.text.split()) > _FEW):
            # The other lines of a cue are cut where they are full: a name may stand at their head.
            self.seen.append(told_by(head[0] if head else "", line, f"cue at {cue.start:.1f} s"))
        if head:
            self.speaker, line = head[0], line[head[1] :]
        elif change and not cue.voice:
            self.nth += 1
            self.speaker = "" if self.telling.accepted else f"Unknown {self.nth}"
            line = line[change.end() :]
        elif dash:
            line = line[dash.end() :]
            self.speaker = "" if not first or not self.telling.accepted else self.speaker
        if not head and _is_heard(line):
            self.builder.aside("stage direction", line)
            return
        self.builder.say(self.speaker, line, cue.start, cue.end, join=bool(head) or not (change or dash))

    def _head(self, line: str, *, first: bool) -> tuple[str, int] | None:
        if self.telling.everywhere:
            match = _PLAIN_LABEL.match(line) if first else None
            return (match[1].strip(), match.end()) if match else None
        head = _head(line, self.telling.accepted)
        return (head.written, head.body) if head else None


def _cues(text: str, builder: Builder) -> Iterator[_Cue]:
    """Yield the cues; text between them that is no cue (notes, styles, numbers) is left out and counted."""
    matches = _CUE.finditer(text)
    match = next(matches, None)
    rolling = bool(_ROLLING.search(text[:50_000]))
    seen = ""
    head = text[: match.start()] if match else text
    _leave_notes(builder, head)
    named_id = _named_id(head)
    while match:
        after = next(matches, None)
        body, following = _split_body(text[match.end() : after.start() if after else len(text)], last=after is None)
        _leave_notes(builder, following)
        start, end = _cue_time(match[1] or match[4]), _cue_time(match[2] or match[5])
        if rolling:
            kept = [line for line in body.split("\n") if line.strip() and _plain(line) != seen]
            builder.leave("repeated caption line", " ".join(_plain(x) for x in body.split("\n") if x not in kept))
            seen = _plain(kept[-1]) if kept else seen
            body = "\n".join(kept)
        for voice, part in _voices(body):
            yield _Cue(start, end, "\n".join(_plain(x) for x in part.split("\n")), voice or named_id)
        named_id = _named_id(following)
        match = after


def _cue_time(clock: str) -> float:
    return seconds(_ONE_DIGIT.sub(r"0\1", clock)) or 0.0


def _ass_cues(text: str, builder: Builder) -> Iterator[_Cue]:
    """Yield the `Dialogue:` lines of SubStation Alpha, whose fields stand in the order that `Format:` gives."""
    fields = ["layer", "start", "end", "style", "name", "marginl", "marginr", "marginv", "effect", "text"]
    _, _, events = text.partition("[Events]")
    for line in events.splitlines():
        kind, _, rest = line.partition(":")
        if kind.strip() == "Format":
            fields = [f.strip().casefold() for f in rest.split(",")]
        elif kind.strip() == "Dialogue":
            values = dict(zip(fields, rest.split(",", len(fields) - 1), strict=False))
            words = values.get("text", "").replace("\\N", "\n").replace("\\n", "\n").replace("\\h", " ")
            start, end = (seconds(values.get(k, "")) or 0.0 for k in ("start", "end"))
            name = values.get("name", values.get("actor", "")).strip()
            yield _Cue(start, end, "\n".join(_plain(x) for x in words.split("\n")), name)
        elif kind.strip() == "Comment":
            builder.leave("caption note or identifier", line)


def _split_body(chunk: str, *, last: bool) -> tuple[str, str]:
    """Part a cue's words from what precedes the next cue: a blank line, then an identifier or a note."""
    body = chunk.lstrip("\r\n")
    parts = re.split(r"\r?\n[ \t]*\r?\n|\r[ \t]*\r", body, maxsplit=1)
    if len(parts) == 2:
        words, rest = parts[0], parts[1]
        lines = [x for x in rest.replace("\r", "\n").split("\n") if x.strip()]
        # More than an identifier before the next cue is words, unless it is a note or style of WebVTT.
        if lines and not rest.lstrip().startswith(("NOTE", "STYLE", "REGION")):
            # An identifier stands right above the time of its cue.
            ends = (
                last
                or not rest.replace("\r\n", "\n").replace("\r", "\n").rpartition("\n")[0].rpartition("\n")[2].strip()
            )
            words = "\n".join([words, *(lines if ends else lines[:-1])])
            rest = "" if ends else lines[-1]
        return words.replace("\r\n", "\n").replace("\r", "\n"), rest
    lines = body.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not last and len(lines) > 1 and re.fullmatch(r"\s*\d+\s*", lines[-1] or lines[-2]):
        while lines and not lines[-1].strip():
            lines.pop()
        return "\n".join(lines[:-1]), lines[-1]
    return "\n".join(lines), ""


def _leave_notes(builder: Builder, text: str) -> None:
    stripped = text.strip()
    if stripped and not re.fullmatch(r"\d+", stripped):
        builder.leave("caption note or identifier", stripped)


def _named_id(text: str) -> str:
    match = _NAMED_ID.match(text.strip().split("\n")[-1]) if text.strip() else None
    return match[1] if match else ""


def _voices(body: str) -> Iterator[tuple[str, str]]:
    """Part a cue at its voice tags or colours."""
    marks = list(_VOICE.finditer(body))
    if marks:
        if body[: marks[0].start()].strip():
            yield "", body[: marks[0].start()]
        for i, mark in enumerate(marks):
            end = marks[i + 1].start() if i + 1 < len(marks) else len(body)
            yield html.unescape((mark[1] or "").strip()), body[mark.end() : end]
        return
    colours = [m for m in _COLOUR.finditer(body) if not _ROLLING.search(body)]
    if not colours:
        yield "", body
        return
    if _plain(body[: colours[0].start()]).strip():
        yield "", body[: colours[0].start()]
    for i, mark in enumerate(colours):
        end = colours[i + 1].start() if i + 1 < len(colours) else len(body)
        yield "\x00" + (mark[1] or mark[2] or mark[3]), body[mark.end() : end]


def _plain(text: str) -> str:
    return (
        html.unescape(_TAG.sub("", text)).replace("\\N", " ").strip()
        if any(c in text for c in "<&{\\")
        else text.strip()
    )


def _labels(texts: Iterable[str]) -> frozenset[str]:
    """Choose which words before a colon (or in brackets) are speakers, from all cues.

    Where nearly every cue has one, all are; else those that come back, and names.
    """
    seen = _heads_seen(texts)
    everywhere = sum(seen.count.values()) >= 0.8 * seen.n_texts
    count = {k: n for k, n in seen.count.items() if _may_be_one(seen.shapes[k], n, everywhere=everywhere)}
    n_found = sum(count.values())
    dense = n_found >= 0.7 * seen.n_texts and n_found > 2
    repeated = {k for k, n in count.items() if n >= 2 and seen.shapes[k] != "number"}
    kept = set(count) if dense else {k for k in count if k in repeated or _stands_alone(k, seen, bool(repeated))}
    if not any(style == "colon" for style, _ in kept) and sum(count[k] for k in kept) < 3:
        return frozenset()
    return frozenset(f"{style}\x00{label}" for style, label in kept)


#: How a label is written, and its words folded.
_Place = tuple[str, str]


@dataclass(slots=True, kw_only=True)
class _Seen:
    """What stands before the words of all cues: how often each label, and of which shape it is."""

    n_lines: int = 0
    n_texts: int = 0
    count: Counter[_Place] = field(default_factory=Counter)
    shapes: dict[_Place, str] = field(default_factory=dict)


def _heads_seen(texts: Iterable[str]) -> _Seen:
    seen = _Seen()
    for text in texts:
        seen.n_texts += bool(text)
        for line in filter(None, text.split("\n")):
            seen.n_lines += 1
            head = _any_head(line)
            if head:
                place = (head.style.split(" ")[0], key(head.label))
                seen.count[place] += 1
                seen.shapes[place] = shape(head.label) or ("nick?" if len(head.label.split()) <= 4 else "")
    return seen


def _may_be_one(shape_: str, n: int, *, everywhere: bool) -> bool:
    return shape_ not in {"", "nick?"} or (shape_ == "nick?" and everywhere and n >= 2)


def _stands_alone(place: _Place, seen: _Seen, others_return: bool) -> bool:
    """Tell whether a label that comes once is one: of the shape of a name, beside labels that return or in a short file."""
    kind = seen.shapes[place]
    if place[0] != "colon":
        return False
    short = seen.n_lines <= 12 and kind in {"name", "generic", "initials"} and seen.count[place] == 1
    return short or (others_return and kind in {"name", "generic"})


def _names_on_lines(cues: Sequence[_Cue]) -> frozenset[str]:
    """Names that stand alone on the first line of nearly every cue, as in transcripts copied out of Teams."""
    first = Counter(
        key(name)
        for c in cues
        if len(lines := c.text.split("\n")) >= 2 and shape(name := _alone(lines[0])) in {"name", "generic", "joint"}
    )
    filled = sum(1 for c in cues if c.text)
    often = {k for k, n in first.items() if n >= 2}
    # Where names stand in brackets, one may open any line of a cue.
    inside = (_alone(x) for c in cues for x in c.text.split("\n")[1:] if x.strip()[:1] == "(" and x.strip()[-1:] == ")")
    within = {key(name) for name in inside if shape(name) in {"name", "generic"}} if len(first) else set()
    return (
        frozenset({*first, *within})
        if often and sum(first.values()) >= 0.7 * filled and len(first) <= max(2, 0.6 * sum(first.values()))
        else frozenset()
    )


def _alone(line: str) -> str:
    """Return what a line that holds only a name would name: `Ada Park:`, `(Ada Park)`.

    >>> _alone("(Ada Park)"), _alone("Ada Park:")
    ('Ada Park', 'Ada Park')
    """
    text = line.strip().rstrip(":： ")
    return text[1:-1].strip() if text[:1] in "([" and text[-1:] in ")]" else text


def _is_heard(line: str) -> bool:
    """A line wholly in square brackets, or a few words in round ones, tells what is heard: `[door slams]`, `(sighs)`."""
    text = line.strip()
    return is_stage_direction(text) and (text[0] == "[" or (len(text.split()) <= _FEW and text[1:2].islower()))


def _any_head(line: str) -> Head | None:
    text = _CHANGE.sub("", line)
    cut = len(line) - len(text)
    head = colon_head(text) if ":" in text[:90] or "：" in text[:90] else None
    if head is None and text[:1] in "[<(":
        head = next((h for h in other_heads(re.sub(r"^\(([^()]{1,40})\)", r"[\1]", text)) if h.family == "angle"), None)
    return dataclasses.replace(head, body=head.body + cut) if head else None


def _head(line: str, accepted: frozenset[str]) -> Head | None:
    if not accepted:
        return None
    head = _any_head(line)
    return head if head and f"{head.style.split(' ')[0]}\x00{key(head.label)}" in accepted else None
