"""What a plain text says of itself above its first words: a title and a date, each on a line of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Transcript
from kg.people.labels import NOT_SPEAKERS, key
from kg.readers.text.front_matter import FrontMatter
from kg.readers.told import iso_date
from kg.words import UNSPACED, word_set

#: Only so many lines at the top tell of the whole; what is longer than a title is prose.
_LINES, _LONGEST = 12, 120
#: What a title may begin with before its colon, though nobody is called so.
_OF_TITLES = word_set(
    "debate episode panel session interview podcast talk lecture hearing transcript topic subject thema sujet tema"
)
_FIELD = re.compile(r"^[\s*_#>-]*+([^\W\d_][^:：\n]{0,30})[:：]")
#: A word; of a script without spaces each letter counts for one.
_LETTERS = re.compile(rf"[{UNSPACED}]|[^\W\d_]{{2,}}")


def title_and_date(transcript: Transcript, told: FrontMatter) -> tuple[str, str]:
    """Return the title and the date (`YYYY-MM-DD`) that the front matter tells, else what stands above the first words.

    The heading that the reader found counts before the first line that can be a title; a line with a date, a heading too,
    gives way to one without above it. What nothing tells is "".
    """
    lines = [*_lines(transcript)]
    can_be = [line for line in lines if _can_be_title(line)]
    if transcript.title and not iso_date(transcript.title):
        can_be.insert(0, transcript.title)
    before = can_be[: can_be.index(transcript.title) + 1] if transcript.title in can_be else can_be
    undated = [line for line in before if not iso_date(line)]
    dated = (iso_date(line) for line in (transcript.title, *lines))
    title = told.title or next(iter(undated), transcript.title or next(iter(can_be), ""))
    return title, told.date or next(filter(None, dated), "")


def _lines(transcript: Transcript) -> Iterator[str]:
    for utterance in transcript.utterances[:_LINES]:
        if utterance.kind not in {"heading", "front matter"}:
            return
        yield transcript.words_of(utterance)[:200].strip()


def _can_be_title(line: str) -> bool:
    """A line of some words that is no sentence, no address and no field of its own.

    >>> [_can_be_title(x) for x in ("Bridge debate", "The Forum: Who pays?", "Guests: Ada, Tom", "Recorded in May.", "https://x.org/y")]
    [True, True, False, False, False]
    >>> _can_be_title("城市交通论坛")
    True
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
