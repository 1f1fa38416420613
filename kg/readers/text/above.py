"""What a plain text says of itself above its first words: a title, a date, a place, each on a line of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import Transcript
from kg.people.labels import NOT_SPEAKERS, key
from kg.readers.text.front_matter import DATE, PLACE, TITLE, FrontMatter
from kg.readers.told import iso_date
from kg.words import word_set

#: Only so many lines at the top tell of the whole; what is longer than a title is prose.
_LINES, _LONGEST = 12, 120
#: What a title may begin with before its colon, though nobody is called so.
_OF_TITLES = word_set(
    "debate episode panel session interview podcast talk lecture hearing transcript topic subject thema sujet tema"
)
_FIELD = re.compile(r"^[\s*_#>-]*+([^\W\d_][^:：\n]{0,30})[:：][\s*_]*+(\S.*)$")
_LETTERS = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Above:
    """What is said of the whole; "" for what is not."""

    title: str = ""
    date: str = ""
    place: str = ""


def above(transcript: Transcript, told: FrontMatter) -> Above:
    """Return the title, date and place that the front matter tells, else what stands above the first words.

    A field that names itself (`Title: …`) counts before the heading that the reader found, and that before the first
    line that can be a title; a line with a date, a heading too, gives way to one without above it.
    """
    lines = [*_lines(transcript)]
    fields = {key(m[1]): m[2].strip(" *_") for line in lines if (m := _FIELD.match(line))}
    can_be = [line for line in lines if _can_be_title(line)]
    if transcript.title and not iso_date(transcript.title):
        can_be.insert(0, transcript.title)
    before = can_be[: can_be.index(transcript.title) + 1] if transcript.title in can_be else can_be
    undated = [line for line in before if not iso_date(line)]
    dated = (iso_date(line) for line in (_first(fields, DATE), transcript.title, *lines))
    return Above(
        title=told.title or _first(fields, TITLE) or next(iter(undated), transcript.title or next(iter(can_be), "")),
        date=told.date or next(filter(None, dated), ""),
        place=told.place or _first(fields, PLACE),
    )


def _lines(transcript: Transcript) -> Iterator[str]:
    for utterance in transcript.utterances[:_LINES]:
        if utterance.kind not in {"heading", "front matter"}:
            return
        yield transcript.words_of(utterance)[:200].strip()


def _first(fields: dict[str, str], names: tuple[str, ...]) -> str:
    return next((fields[name] for name in names if fields.get(name)), "")


def _can_be_title(line: str) -> bool:
    """A line of some words that is no sentence, no address and no field of its own.

    >>> [_can_be_title(x) for x in ("Bridge debate", "The Forum: Who pays?", "Guests: Ada, Tom", "Recorded in May.", "https://x.org/y")]
    [True, True, False, False, False]
    """
    field = _FIELD.match(line)
    named = key(field[1]) if field else ""
    if named in NOT_SPEAKERS and named not in _OF_TITLES:
        return False
    return (
        len(_LETTERS.findall(line)) >= 2
        and len(line) <= _LONGEST
        and "\n" not in line
        and "://" not in line
        and not line.endswith((".", "。", ",", ":", "…"))
    )
