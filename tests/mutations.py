"""Ways to damage a transcript, and what must still hold of it; used by the property tests and by benchmarks/reading_fuzz.py."""

from __future__ import annotations

import io
import json
import random
import time
import zipfile
from collections.abc import Callable

from kg.errors import KgError
from kg.model import Transcript
from kg.readers import read
from kg.readers.source import load

_TALK = [
    ("Ada Park", "What do we do about the river — this spring?"),
    ("Ben Osei", "We open the sluice (early): as last year."),
    ("Ada Park", "That floods the meadow, Zoë."),
    ("Ben Osei", "Then ask 李雷 first."),
]


def _lines(style: str) -> bytes:
    return "\n".join(style.format(n=n, w=w, i=i + 1) for i, (n, w) in enumerate(_TALK * 2)).encode()


def _word() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            "[Content_Types].xml", "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"
        )
        archive.writestr("word/document.xml", "<w:document xmlns:w='x'/>")
    return out.getvalue()


def _bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 60_000_000)
    return out.getvalue()


_LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha ha ha ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + i, b"&%c;" % (97 + i) * 10) for i in range(9))
    + b']><debate><speech speakername="Ada">&j;</speech></debate>'
)
_EXTERNAL = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]><debate><speech speakername="Ada">&x;</speech></debate>'

SEEDS: list[bytes] = [
    _lines("{n}: {w}"),
    _lines("{n}: (0{i}:05)\n{w}\n"),
    _lines("**[0{i}:05] {n}:** {w}\n"),
    _lines("{n}  {i}:05  \n{w}\n"),
    b"The River Talks\n\nSpeaker: Ada Park (engineer)\nIt rains.\n\nQuestions And Answers\nHost: Ben Osei\n"
    + _lines("{n}: {w}"),
    b"WEBVTT\n\n" + _lines("{i}\n00:0{i}:05.000 --> 00:0{i}:09.000\n<v {n}>{w}</v>\n"),
    _lines("{i}\n00:0{i}:05,000 --> 00:0{i}:09,000\n{n}: {w}\n"),
    _lines("00:0{i}:05\t{n}:\t{w}"),
    _lines("10:0{i}:05 <{n}> {w}").replace(b"Ada Park", b"ada").replace(b"Ben Osei", b"ben"),
    b"speaker,start,text\n" + _lines('{n},{i},"{w}"'),
    b"@UTF8\n@Begin\n@Participants:\tADA Ada Adult , BEN Ben Adult\n"
    + _lines("*{n}:\t{w} [+ x] (.)").replace(b"Ada Park", b"ADA").replace(b"Ben Osei", b"BEN")
    + b"\n@End",
    json.dumps(
        {"segments": [{"speaker": n, "text": w, "start": i, "end": i + 1} for i, (n, w) in enumerate(_TALK)]}
    ).encode(),
    json.dumps(
        [{"word": x, "start": i, "end": i + 1, "speaker": n} for i, (n, w) in enumerate(_TALK) for x in w.split()],
        ensure_ascii=False,
    ).encode(),
    "\n".join(
        json.dumps({"id": str(i), "conversation_id": "0", "speaker": n, "text": w}) for i, (n, w) in enumerate(_TALK)
    ).encode(),
    json.dumps(
        {
            "AIF": {
                "nodes": [{"nodeID": i, "text": f"{n} : {w}", "type": "L"} for i, (n, w) in enumerate(_TALK)],
                "locutions": [{"nodeID": i, "personID": i % 2} for i in range(4)],
                "participants": [
                    {"participantID": 0, "firstname": "Ada", "surname": "Park"},
                    {"participantID": 1, "firstname": "Ben", "surname": "Osei"},
                ],
            }
        }
    ).encode(),
    b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>'
    + _lines('<u who="#{n}"><seg>{w}</seg><kinesic><desc>Claps</desc></kinesic></u>')
    .replace(b"#Ada Park", b"#AdaPark")
    .replace(b"#Ben Osei", b"#BenOsei")
    + b"</body></text></TEI>",
    b"<publicwhip>" + _lines('<speech speakername="{n}"><p>{w}</p></speech>') + b"</publicwhip>",
    b"<!DOCTYPE html><html><body>" + _lines("<p><b>{n}:</b> {w}</p>") + b"</body></html>",
    _word(),
    _bomb(),
    _LAUGHS,
    _EXTERNAL,
    b"",
    b"An essay about rivers. It has no speakers: none at all.\n\nRivers flow.\n",
]


def _cut(data: bytes, rng: random.Random) -> bytes:
    a, b = sorted((rng.randrange(len(data) + 1), rng.randrange(len(data) + 1)))
    return data[a:b] if rng.random() < 0.5 else data[:a] + data[b:]


def _repeat(data: bytes, rng: random.Random) -> bytes:
    return data * rng.randint(2, 5) if len(data) < 20_000 else data


def _interleave(data: bytes, rng: random.Random) -> bytes:
    other = rng.choice([s for s in SEEDS if len(s) < 20_000])
    a, b = data.splitlines(keepends=True), other.splitlines(keepends=True)
    return b"".join(x for pair in zip(a, b, strict=False) for x in pair)


def _shuffle(data: bytes, rng: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    rng.shuffle(lines)
    return b"".join(lines)


def _encode(data: bytes, rng: random.Random) -> bytes:
    text = data.decode("utf-8", "ignore")
    return text.encode(
        rng.choice(
            [
                "utf-16",
                "utf-16-le",
                "utf-16-be",
                "utf-8-sig",
                "utf-32",
                "cp1252",
                "gb18030",
                "shift_jis",
                "koi8-r",
                "mac_roman",
            ]
        ),
        "replace",
    )


def _flip(data: bytes, rng: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(min(len(out), rng.randint(1, 20))):
        out[rng.randrange(len(out))] = rng.randrange(256)
    return bytes(out)


def _insert(what: Callable[[random.Random], bytes]) -> Callable[[bytes, random.Random], bytes]:
    def insert(data: bytes, rng: random.Random) -> bytes:
        for _ in range(rng.randint(1, 6)):
            at = rng.randrange(len(data) + 1)
            data = data[:at] + what(rng) + data[at:]
        return data

    return insert


def _endings(data: bytes, rng: random.Random) -> bytes:
    return data.replace(b"\n", rng.choice([b"\r\n", b"\r", b"\n\n", "\u2028".encode(), b"\x0b", b" ", b"\x85"]))


MUTATIONS: dict[str, Callable[[bytes, random.Random], bytes]] = {
    "cut": _cut,
    "repeat": _repeat,
    "interleave": _interleave,
    "shuffle": _shuffle,
    "encode": _encode,
    "flip": _flip,
    "endings": _endings,
    "control": _insert(lambda r: bytes([r.choice([0, 1, 7, 8, 11, 12, 27, 28, 30, 127])])),
    "direction": _insert(
        lambda r: r.choice(
            ["\u202e", "\u200f", "\u2066", "\ufeff", "\u200b", "\u00a0", "\ud7ff", "\U0001f600"]
        ).encode()
    ),
    "marks": _insert(
        lambda r: r.choice(
            [
                b":",
                b"::",
                b"[",
                b"]",
                b"**",
                b"<v ",
                b">",
                b"{",
                b"}",
                b'"',
                b"(",
                b"\t",
                b"[[[",
                b"&#x0;",
                b"&amp;",
                b"-->",
                b"```",
                b"#",
                b"00:00",
                b"|",
            ]
        )
    ),
    "long line": lambda data, rng: (
        data
        + rng.choice([b"x", b"ab: ", b"[", b"(", b"<b>", b"1:", b"\t", b"A ", b"**", b'","', b"{", b"- "])
        * rng.choice([1000, 20_000])
    ),
}


def mutated(seed: bytes, steps: list[str], number: int) -> bytes:
    """Return a seed after some mutations, the same for the same number."""
    rng = random.Random(number)
    data = seed
    for step in steps:
        if len(data) < 400_000:
            data = MUTATIONS[step](data, rng)
    return data


def accounted(transcript: Transcript, source: bytes) -> str:
    """Return what is wrong with the account of a transcript, "" for nothing."""
    text, last = transcript.text, 0
    for u in transcript.utterances:
        if not 0 <= u.start < u.end <= len(text):
            return f"offsets {u.start}..{u.end} outside of the text"
        if u.start < last:
            return "utterances overlap"
        if text[u.start : u.end] != text[u.start : u.end].strip():
            return f"space around {text[u.start : u.end][:30]!r}"
        if u.kind != "speech" and u.speaker:
            return "a speaker of what is not speech"
        last = u.end
    if any(x.n_characters <= 0 or x.n_pieces <= 0 for x in transcript.left_out):
        return f"counts of what is left out: {transcript.left_out}"
    if transcript.format == "Word":
        return ""
    total = sum(u.end - u.start for u in transcript.utterances) + sum(x.n_characters for x in transcript.left_out)
    n_source = len(load(source).text)
    if total != n_source:
        return f"{total} characters accounted for of {n_source}: {transcript.left_out}"
    if transcript.format in {"plain text", "Markdown"}:
        gaps, at = 0, 0
        for u in transcript.utterances:
            gaps += sum(c.isspace() for c in text[at : u.start])
            at = u.end
        gaps += sum(c.isspace() for c in text[at:])
        spaces = sum(x.n_characters for x in transcript.left_out if x.reason == "white space")
        if spaces > gaps:
            return f"{spaces} characters of white space left out where there are {gaps}"
    return ""


def problem_of(data: bytes) -> tuple[str, str]:
    """Read damaged data; return what came of it, and what is wrong with that, "" for nothing."""
    began = time.perf_counter()
    try:
        transcript = read(data, name="x")
    except KgError as error:
        message = str(error)
        problem = (
            ""
            if message and "\n" not in message and message.startswith("x") and len(message) < 400
            else f"unclear error: {message!r}"
        )
        return type(error).__name__, problem
    except Exception as error:
        return "traceback", f"{type(error).__name__}: {error}"
    took = time.perf_counter() - began
    if took > 0.5 + max(1.0, len(data) / 1000):
        return "slow", f"{took:.1f} s for {len(data)} bytes"
    return f"transcript ({transcript.format})", accounted(transcript, data)


# Labels that are damaged, with what is left of them.

_PEOPLE = (
    ("Ada Park", "Ben Osei", "Cleo Marsh"),
    ("Ines Roca", "Omar Said", "Petra Lunn", "Quentin Hale"),
    ("MODERATOR", "HALE", "LUNN"),
    ("Mr. Reed", "Ms. Hall", "Dr. Orme"),
    ("Mira", "Tomas", "Greta"),
    ("SPEAKER_00", "SPEAKER_01"),
    ("Žofia Kováč", "Łukasz Wrona", "Zoë Brandt"),
)
_STYLES = (
    "{n}: {w}",
    "**{n}:** {w}\n",
    "{n}: {w}\n",
    "[0{i}:05] {n}: {w}",
    "{n} (0{i}:05): {w}\n",
    "{n}:\n{w}\n",
    "- {n}: {w}",
    "{n}  0{i}:05\n{w}\n",
)
_SUBJECTS = (
    "The pier",
    "Our meadow",
    "The north gate",
    "This bridge",
    "The old mill",
    "Every farm",
    "The survey",
    "What the town owes",
)
_VERBS = ("needs", "costs", "shows", "brings back", "takes", "explains", "is worth", "keeps")
_OBJECTS = (
    "a second look",
    "more than we have",
    "nothing that is new",
    "what the letter said",
    "three weeks of work",
    "the trust of many",
    "a price",
    "the winter",
)
_ENDS = (".", ".", ".", "?", ", I think.", ", and that is all: no more.", "!")


def talk(rng: random.Random) -> list[tuple[str, str]]:
    """Return a talk in words of our own: who says what, each of two people at least thrice."""
    people = rng.choice(_PEOPLE)
    said = []
    for i in range(rng.randint(12, 40)):
        sentences = " ".join(
            f"{rng.choice(_SUBJECTS)} {rng.choice(_VERBS)} {rng.choice(_OBJECTS)}{rng.choice(_ENDS)}"
            for _ in range(rng.randint(1, 4))
        )
        if rng.random() < 0.2:
            sentences = f"I agree with {rng.choice(people).title()} on that. {sentences}"
        said.append((people[i % len(people)] if rng.random() < 0.8 else rng.choice(people), sentences))
    return said


def laid_out(turns: list[tuple[str, str]], style: str) -> list[str]:
    """Write a talk down in one style, a turn a text."""
    return [style.format(n=n, w=w, i=i % 10) for i, (n, w) in enumerate(turns)]


def _typo(name: str, rng: random.Random) -> str:
    at = rng.randrange(1, len(name) - 1)
    kind = rng.randrange(3)
    if kind == 0 and name[at] != name[at + 1 : at + 2]:
        return name[:at] + name[at + 1 : at + 2] + name[at] + name[at + 2 :]
    return name[:at] + name[at + 1 :] if kind == 1 else name[:at] + rng.choice("aeionrst") + name[at:]


#: A turn as it is laid out, the name in it → the turn with its label damaged.
DAMAGES: dict[str, Callable[[str, str, random.Random], str]] = {
    "no colon": lambda t, n, r: t.replace(":", "", 1) if t.startswith((n, "*", "-")) else t.replace(f"{n}:", n, 1),
    "another mark": lambda t, n, r: t.replace(f"{n}:", f"{n}{r.choice([';', '.', ' -', ' =', '>'])}", 1),
    "slip of the pen": lambda t, n, r: t.replace(n, _typo(n, r), 1),
    "tag": lambda t, n, r: t.replace(n, f"<{r.choice(['x', 'speaker', 'p1'])}>{n}", 1),
    "number": lambda t, n, r: t.replace(
        n, r.choice([f"{r.randint(2, 99)} {n}", f"{n} {r.randint(2, 99)}", f"{n}{r.randint(2, 99)}"]), 1
    ),
    "case": lambda t, n, r: t.replace(n, n.lower() if n != n.lower() and r.random() < 0.5 else n.swapcase(), 1),
    "broken line": lambda t, n, r: t.replace(n, n.replace(" ", "\n", 1) if " " in n else n + "\n", 1),
}


def damaged(rng: random.Random) -> tuple[str, str, str, bytes, bytes]:
    """Return style, kind of damage, the name that was hit, and a talk before and after one of its labels was damaged."""
    while True:
        turns, style, kind = talk(rng), rng.choice(_STYLES), rng.choice(list(DAMAGES))
        whole = laid_out(turns, style)
        at = rng.randrange(2, len(whole))
        hit = list(whole)
        hit[at] = DAMAGES[kind](whole[at], turns[at][0], rng)
        if hit[at] != whole[at]:
            return style, kind, turns[at][0], "\n".join(whole).encode(), "\n".join(hit).encode()
