"""CHAT (`.cha`) of CHILDES and TalkBank: `*CHI:` lines are speech, tiers and headers are not, codes are taken out of the words."""

from __future__ import annotations

import re

from kg.errors import NoSpeakerError
from kg.model import Transcript
from kg.people.identity import Declared
from kg.readers.builder import Builder
from kg.readers.source import Source

_BULLET = re.compile(r"\x15(\d+)_(\d+)\x15|\x15%[^\x15]*\x15")
_CODES = re.compile(
    r"""
      \[[^\[\]]*\] | &=\S+ | &\*\w+:\S+ | \(\.+\) | \(\d+(?:[.:]\d+)*\.?\)
    | \+(?:\.\.\.|/{1,2}\.|/{1,2}\?|!\?|\"/\.|\"\.|\.\.\?|\.|\"|\^|<|,|\+|≈|≋)
    | [‡„↑↓⌈⌉⌊⌋∆∇°▁▔☺♋⁇∙≡→↗↘↫∾⤇↻↺]
    """,
    re.VERBOSE,
)


def detect(source: Source) -> bool:
    """Tell CHAT by its headers and starred speaker codes."""
    head = source.text[:4000]
    return bool(re.search(r"^@(?:UTF8|Begin|Languages:|Participants:)", head, re.MULTILINE)) and bool(
        re.search(r"^\*[A-Za-z0-9_-]{1,10}:", source.text[:50_000], re.MULTILINE)
    )


def read(source: Source) -> Transcript:
    """Read CHAT; codes become the names that @Participants gives. Raises NoSpeakerError without a single `*CODE:` line."""
    builder = Builder()
    people: list[Declared] = []
    title = ""
    for raw in re.split(r"\r\n?|\n", re.sub(r"(?:\r\n?|\n)[ \t]+", " ", source.text)):
        line = raw.strip("\ufeff")
        main = re.match(r"^\*([^\s:]{1,12}):\s*(.*)$", line)
        if main:
            _utterance(builder, main[1], main[2])
        elif line.startswith("%"):
            builder.leave("annotation tier", line)
        elif line.startswith("@"):
            if line.startswith("@Participants"):
                people = _participants(line)
            if line.startswith(("@G:", "@Bg:", "@Situation:")):
                builder.aside("heading" if not line.startswith("@S") else "stage direction", line.partition(":")[2])
            else:
                builder.leave("header", line)
            title = line.partition(":")[2].strip() if line.startswith("@Title:") else title
        elif line.strip():
            builder.leave("line without a code", line)
    if not any(t.label for t in builder.turns):
        raise NoSpeakerError(f"{source.name}: no speaker found (CHAT marks each with *CODE:)")
    return builder.finish(len(source.text), format="CHAT", title=title, declared=people)


def _participants(line: str) -> list[Declared]:
    """Read `CHI Eve Target_Child , MOT Mother`: code, name where there is one, role."""
    found = []
    for part in line.partition(":")[2].split(","):
        words = part.split()
        if len(words) >= 3:
            found.append(
                Declared(
                    name=" ".join(words[1:-1]).replace("_", " "),
                    short=words[0],
                    description=words[-1].replace("_", " "),
                )
            )
    return found


def _utterance(builder: Builder, code: str, words: str) -> None:
    times = [m for m in _BULLET.finditer(words) if m[1]]
    start = int(times[0][1]) / 1000 if times else None
    end = int(times[-1][2]) / 1000 if times else None
    for mark in _BULLET.finditer(words):
        builder.ledger.add("time", len(mark[0]))
    builder.say(code, spoken(words), start, end, join=False)


def spoken(words: str) -> str:
    """Return what is said, without CHAT's codes.

    >>> spoken("there's <a cookie> [//] (.) a &-uh cookie (be)cause +... [+ IMP]")
    "there's a cookie a uh cookie because"
    """
    text = _CODES.sub(" ", _BULLET.sub(" ", words))
    text = re.sub(r"[<>]", "", text)
    text = re.sub(r"(?<!\S)&[-+~]?(?=\w)", "", text)
    text = re.sub(r"(?<=\w)\((\w+)\)|\((\w+)\)(?=\w)", lambda m: m[1] or m[2], text)
    text = re.sub(r"(?<=\w)[:ː](?=\w)", "", text)
    return " ".join(text.split())
