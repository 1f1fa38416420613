"""Heads that end with a full stop or a dash, as records of parliaments and courts have them: `Mr. SMITH. Words`.

A title, the word `The` or capital letters say that a name stands here and no sentence; the words are gone through once, from
the left to the first that ends the head.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.people.labels import GENERIC, PARTICLES, key
from kg.people.roles import OFFICE_WORDS, TITLES
from kg.words import word_set

_WORD = re.compile(r"\S+")
_NUMBER = re.compile(r"\d{1,2}\s{2,}")
#: `SMITH`, `O'BRIEN`, `McCAIN`, `SMITH-JONES`: most letters are capitals.
#: Capitals of Latin, Greek and Cyrillic.
_UPPER = "A-ZÀ-ÞΆΈ-ΏΑ-ΩЀ-ЯҐ"
_CAPITALS = re.compile(rf"(?:[A-ZÀ-Þ][a-zß-ÿ]{{0,3}})?[{_UPPER}]['’{_UPPER}-]*[{_UPPER}]")
_CAPITALISED = re.compile(rf"[{_UPPER}][\w'’-]+")
_INITIAL = re.compile(rf"[{_UPPER}]\.?")
#: `Иванов П. С. Слова`, `Петрова А. В., министр. Слова`: the initials last, as records in Russian have it.
_INITIALS_LAST = re.compile(
    r"""
    ^[ \t]*+(?P<label>[Ѐ-ЯҐ][\w’'-]{1,30}\ [Ѐ-ЯҐ]\.\ ?[Ѐ-ЯҐ]\.)
    (?P<office>,\ [^.\n]{2,90}\.)?[ \t]++(?=[«"„A-ZЀ-ЯҐ0-9(–—-])
    """,
    re.VERBOSE,
)
#: One word alone that says who leads, before a full stop.
_PRESIDES = re.compile(
    r"""
    ^[ \t]*+(?P<label>Председательствующ(?:ий|ая)|Председатель|Ведущ(?:ий|ая)|Головуюч(?:ий|а))\.[ \t]++(?=\S)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_BRACKET = re.compile(r"[(（][^()\n]{1,200}[)）]")
_END = re.compile(r"\.?,?\.?\s{0,2}[-–—]+\s{0,3}|[.,]{0,2}\.\s{1,8}")
_OFFICE = re.compile(r",\s([^.\n,]{2,90}?)\.\s{1,4}(?=\S)")
#: Titles after which a full stop does not end the head.
_ABBREVIATED = word_set(
    "mr mrs ms dr hon prof sen rep gov gen col capt lt sgt maj rev fr hr st messrs m mme mlle sig on dott ing pan sr sra jr sec del amb dep"
)
_MAX_WORDS = 10


@dataclass(frozen=True, slots=True)
class Stop:
    """A head that was found: its label, the bracket or office after it, where the words begin.

    `strong` says that a title stands before capitals, so that no density is needed to believe it.
    """

    label: str
    extra: str
    body: int
    dash: bool
    strong: bool


@dataclass(slots=True)
class _Reading:
    """What the words so far have been."""

    start: int
    titled: bool = False
    the: bool = False
    capitals: bool = False
    role: bool = False
    names: int = 0


def stop_head(line: str) -> Stop | None:
    """Take apart `Mr. SMITH. Words`, `HON. P. VOS (office).- Words`, `MERLO, ministro. Words`, `The PRESIDENT. Words`.

    >>> stop_head("Chairman BRANDT. The committee will come to order.").label
    'Chairman BRANDT'
    >>> stop_head("HON. P. VOS (Minister for Works, Gates and Roads).- After the rains.").extra
    '(Minister for Works, Gates and Roads)'
    >>> stop_head("Mr. Speaker, I rise.") is None, stop_head("It rained. Then it stopped.") is None
    (True, True)
    """
    plain = _INITIALS_LAST.match(line) or _PRESIDES.match(line)
    if plain:
        office = plain.groupdict().get("office") or ""
        return Stop(plain["label"], office.strip(", ."), plain.end(), False, False)
    margin = _NUMBER.match(line.lstrip(" \t\u3000"))
    begin = len(line) - len(line.lstrip(" \t\u3000")) + (margin.end() if margin else 0)
    reading = _Reading(begin)
    for number, word in enumerate(_WORD.finditer(line, begin, begin + 200)):
        if number >= _MAX_WORDS:
            return None
        if word[0][0] in "(（" and (reading.names or reading.role):
            return _bracketed(line, word.start(), reading)
        verdict = _take(word[0], reading)
        if verdict == "refuse":
            return None
        if verdict == "end":
            return _ended(line, word.start() + len(_core(word[0])), reading)
    return None


def _core(word: str) -> str:
    """Return a word without the stops and dashes that end it."""
    return word.rstrip("-–—").rstrip(".,")


def _take(raw: str, reading: _Reading) -> str:
    """Add one word to what was read: `go on`, `end` when it closes the head, `refuse` when no head can hold it."""
    core = _core(raw)
    tail = raw[len(core) :]
    folded = key(core)
    if not core:
        return "end" if _named(reading) and set(tail) <= set("-–—") else "refuse"
    if folded == "the" and not reading.names and not tail:
        reading.the = True
        return "go on"
    closes = bool(tail) and (tail != "." or not (folded in _ABBREVIATED or _INITIAL.fullmatch(core)))
    if _is_title(folded) and not closes:
        reading.titled, reading.role = True, reading.role or (core.isupper() and folded not in _ABBREVIATED)
    elif _CAPITALS.fullmatch(core):
        reading.capitals, reading.names = True, reading.names + 1
    elif _fits(core, folded, reading):
        reading.names += core[:1].isupper() and len(core) > 1
    else:
        return "refuse"
    return "end" if closes else "go on"


def _named(reading: _Reading) -> bool:
    return (reading.capitals or reading.role) and (reading.titled or reading.the)


def _is_title(folded: str) -> bool:
    return folded in TITLES or folded in OFFICE_WORDS


def _fits(core: str, folded: str, reading: _Reading) -> bool:
    """Tell whether a word in small letters, an initial or a capitalised word goes on with the name."""
    if _INITIAL.fullmatch(core):
        return True
    if core.islower():
        known = folded in PARTICLES or folded in GENERIC or folded in {"pro", "tempore"}
        return known and (reading.titled or reading.the or reading.capitals)
    role = reading.the and (folded in GENERIC or _is_title(folded))
    return bool(_CAPITALISED.fullmatch(core)) and (reading.titled or reading.capitals or role) and reading.names < 4


def _bracketed(line: str, at: int, reading: _Reading) -> Stop | None:
    bracket = _BRACKET.match(line, at)
    end = _END.match(line, bracket.end()) if bracket else None
    if bracket is None or end is None or not line[end.end() :].strip():
        return None
    return _stop(line[reading.start : at].strip(), bracket[0], end, reading)


def _ended(line: str, at: int, reading: _Reading) -> Stop | None:
    if not reading.names and not reading.role:
        return None
    label = line[reading.start : at].strip()
    end = _END.match(line, at)
    if end and line[end.end() :].strip():
        # A dash right after a word is a head only behind a title: `WELL-known` is none.
        if end[0].strip(" .,") and not (reading.titled or reading.the or end[0].lstrip().startswith(".")):
            return None
        return _stop(label, "", end, reading) if reading.capitals or reading.titled or reading.the else None
    office = _OFFICE.match(line, at)
    if office and reading.capitals and reading.names <= 3 and not office[1].isupper():
        return Stop(label, office[1], office.end(), False, False)
    return None


def _stop(label: str, extra: str, end: re.Match[str], reading: _Reading) -> Stop:
    dash = bool(end[0].strip(" .,"))
    return Stop(label, extra, end.end(), dash, _named(reading))
