"""Captions: WebVTT, SRT, SBV and SubStation Alpha. Cues become turns; who speaks stands in a tag, a colour, or in front of the words."""

from __future__ import annotations

import dataclasses
import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.model import Transcript
from kg.people.labels import key, shape
from kg.readers.builder import Builder
from kg.readers.source import Source
from kg.readers.text.heads import Head, colon_head, other_heads
from kg.readers.times import seconds

_CUE = re.compile(
    r"^[ \t]*((?:\d{1,3}:)?\d{1,2}:\d{2}(?:[.,:]\d{1,3})?)[ \t]*-{1,2}>[ \t]*((?:\d{1,3}:)?\d{1,2}:\d{2}(?:[.,:]\d{1,3})?)([^\n]*)$"
    r"|^[ \t]*(\d{1,2}:\d{2}:\d{2}\.\d{1,3}),(\d{1,2}:\d{2}:\d{2}\.\d{1,3})[ \t]*$",
    re.MULTILINE,
)
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?(?:\s+([^>]*))?>", re.IGNORECASE)
_COLOUR = re.compile(
    r"\{\\(?:1?c|r)\s*(&H?[0-9A-Fa-f]+&?|[\w ]+)\}|<font[^>]*\bcolor\s*=\s*[\"']?([#\w]+)[\"']?[^>]*>|<c\.([\w.]+)>",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>|<\d[\d:.]*>|\{\\[^{}]*\}|</>")
_ROLLING = re.compile(r"<\d{1,2}:\d{2}(?::\d{2})?\.\d{3}><c")
_CHANGE = re.compile(r"^\s*(?:&gt;|>|＞){2,3}\s*")
_DASH = re.compile(r"^\s*[-–—]\s*(?=\S)")
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
    builder = Builder()
    is_ass = _ASS.search(source.text[:200_000]) is not None and "\nDialogue:" in source.text
    cues = list((_ass_cues if is_ass else _cues)(source.text, builder))
    kind = (
        "SubStation Alpha"
        if is_ass
        else "WebVTT"
        if source.text.lstrip("\ufeff \r\n\t").startswith("WEBVTT")
        else "SBV"
        if cues and "-->" not in source.text[:2000]
        else "SRT"
    )
    coloured = len({c.voice for c in cues if c.voice.startswith("\x00")}) > 0
    accepted = (
        _labels(c.text for c in cues)
        if not any(c.voice and not c.voice.startswith("\x00") for c in cues)
        else frozenset()
    )
    own_line = _names_on_lines(cues) if not accepted and not any(c.voice for c in cues) else frozenset()
    speaker, nth = "", 0
    for cue in cues:
        if cue.voice:
            speaker = cue.voice.lstrip("\x00")
        lines = cue.text.split("\n")
        if own_line and key(lines[0]) in own_line:
            speaker = lines[0].strip().rstrip(":：")
            builder.leave("speaker label", lines.pop(0))
        for whole in lines:
            line = whole
            head = _head(line, accepted)
            change = _CHANGE.match(line)
            if head:
                speaker = head.written
                line = line[head.body :]
            elif change and not coloured and not cue.voice:
                nth += 1
                speaker = "" if accepted else f"Unknown {nth}"
                line = line[change.end() :]
            builder.say(speaker, line, cue.start, cue.end, join=not (change and not head))
    if nth and not accepted:
        for turn in builder.turns:
            turn.label = ""
    named = any(t.label for t in builder.turns)
    notes = [
        f"{len(cues)} cues",
        "who speaks: "
        + (
            "voice tags"
            if not accepted and named and not coloured
            else "colours"
            if coloured and not accepted
            else "names before the words"
            if accepted
            else "nobody is named"
        ),
    ]
    return builder.finish(len(source.text), format=kind, notes=notes)


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
        start, end = seconds(match[1] or match[4]) or 0.0, seconds(match[2] or match[5]) or 0.0
        if rolling:
            kept = [line for line in body.split("\n") if line.strip() and _plain(line) != seen]
            builder.leave("repeated caption line", " ".join(_plain(x) for x in body.split("\n") if x not in kept))
            seen = _plain(kept[-1]) if kept else seen
            body = "\n".join(kept)
        for voice, part in _voices(body):
            yield _Cue(start, end, "\n".join(_plain(x) for x in part.split("\n")), voice or named_id)
        named_id = _named_id(following)
        match = after


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
            spoken = lines if last else lines[:-1]
            words = "\n".join([words, *spoken])
            rest = "" if last else lines[-1]
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
    n_lines = n_texts = n_heads = 0
    seen: Counter[tuple[str, str]] = Counter()
    shapes: dict[tuple[str, str], str] = {}
    for text in texts:
        n_texts += bool(text)
        for line in text.split("\n"):
            n_lines += bool(line)
            head = _any_head(line) if line else None
            if head:
                n_heads += 1
                place = (head.style.split(" ")[0], key(head.label))
                seen[place] += 1
                shapes[place] = shape(head.label) or ("nick?" if len(head.label.split()) <= 4 else "")
    everywhere = n_heads >= 0.8 * n_texts
    count = {
        k: n
        for k, n in seen.items()
        if shapes[k] not in {"", "nick?"} or (shapes[k] == "nick?" and everywhere and n >= 2)
    }
    n_found = sum(count.values())
    dense = n_found >= 0.7 * n_texts and n_found > 2
    repeated = {k for k, n in count.items() if n >= 2 and shapes[k] != "number"}
    kept = set()
    for k, n in count.items():
        if (
            dense
            or (n >= 2 and k in repeated)
            or (shapes[k] in {"name", "generic"} and len(repeated) >= 1 and k[0] == "colon")
            or (n == 1 and n_lines <= 12 and shapes[k] in {"name", "generic", "initials"} and k[0] == "colon")
        ):
            kept.add(k)
    if not any(style == "colon" for style, _ in kept) and sum(count[k] for k in kept) < 3:
        return frozenset()
    return frozenset(f"{style}\x00{label}" for style, label in kept)


def _names_on_lines(cues: Sequence[_Cue]) -> frozenset[str]:
    """Names that stand alone on the first line of nearly every cue, as in transcripts copied out of Teams."""
    first = Counter(
        key(lines[0])
        for c in cues
        if len(lines := c.text.split("\n")) >= 2 and shape(lines[0].rstrip(":： ")) in {"name", "generic", "joint"}
    )
    filled = sum(1 for c in cues if c.text)
    often = {k for k, n in first.items() if n >= 2}
    return (
        frozenset(first)
        if often and sum(first.values()) >= 0.7 * filled and len(first) <= max(2, 0.6 * sum(first.values()))
        else frozenset()
    )


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
