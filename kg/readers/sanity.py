"""Whether a reading looks wrong: what no transcript should be is said, with what to do, and hardly anything read is an error."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Iterator

from kg.errors import FormatError
from kg.model import Transcript
from kg.people.introductions import is_anonymous
from kg.people.labels import LANGUAGES, key, shape

#: Of a source with at least so many characters that are no mark-up less than this share read as speech is an error.
_LEAST_SHARE = 0.01
_LEAST_TEXT = 2_000
_LOOKED_AT = 5_000
_SHOWN = 20
#: Left out without being text that somebody could miss.
_NO_TEXT = frozenset(
    {
        "mark-up",
        "HTML mark-up",
        "white space",
        "speaker label",
        "time",
        "number of a turn",
        "nick or time",
        "time or label",
        "header row",
        "header",
        "repeated caption line",
        "said again with speakers",
    }
)
_MONTHS = (
    "january february march april may june july august september october november december",
    "januar februar märz mai juni juli oktober dezember",
)
_MARKS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("a tag", re.compile(r"[<>{}]")),
    ("an address", re.compile(r"https?:|www\.|\w@\w")),
    (
        "a page mark",
        re.compile(
            r"""
              (?:page|seite|p\.|pp\.|página|pagina)\s{0,3}\d{1,6}
            | \d{1,6}\s{0,3}(?:/|of)\s{0,3}\d{1,6}
            """,
            re.IGNORECASE | re.VERBOSE,
        ),
    ),
    ("an id", re.compile(r"[0-9a-f]{8}-[0-9a-f-]{20,}|[0-9a-f]{16,}|[A-Z]{0,3}\d{4,}|[TLU]\d{2,}")),
    (
        "a date",
        re.compile(
            rf"""
              \d{{4}}-\d\d(?:-\d\d)?
            | \d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}
            | (?:\d{{1,2}}\.?\s)?(?:{"|".join(" ".join(_MONTHS).split())})(?:\s\d{{1,2}})?,?(?:\s\d{{4}})?
            | \d{{4}}年[\d月日]{{0,8}}
            """,
            re.IGNORECASE | re.VERBOSE,
        ),
    ),
    ("a time", re.compile(r"\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d+)?")),
)


def checked(transcript: Transcript, name: str) -> Transcript:
    """Return the transcript with its warnings.

    Raises FormatError when hardly anything of the source is read as speech.
    """
    _refuse_nothing(transcript, name)
    warnings = [*transcript.warnings, *(f"{name}: {w}" for w in _findings(transcript))]
    if len(warnings) > _SHOWN:
        warnings[_SHOWN:] = [f"{name}: {len(warnings) - _SHOWN} more such lines (kg read --explain tells all)"]
    return dataclasses.replace(transcript, warnings=tuple(warnings))


def without(transcript: Transcript, not_speakers: tuple[str, ...]) -> Transcript:
    """Return the transcript in which those whom a person has refused say nothing by name: their words are nobody's."""
    refused = {key(x) for x in not_speakers}
    gone = {
        p.name for p in transcript.labels if key(p.name) in refused or (p.labels and {*map(key, p.labels)} <= refused)
    }
    if not gone:
        return transcript
    return dataclasses.replace(
        transcript,
        utterances=tuple(dataclasses.replace(u, speaker="") if u.speaker in gone else u for u in transcript.utterances),
        labels=tuple(p for p in transcript.labels if p.name not in gone),
    )


def _spoken(transcript: Transcript) -> int:
    from kg.readers.columns import Utterances

    if isinstance(transcript.utterances, Utterances):
        return transcript.utterances.n_characters
    return sum(u.end - u.start for u in transcript.utterances if u.kind == "speech")


def _unsaid(transcript: Transcript) -> Counter[str]:
    """Count the characters of text that is no one's words, by what it was taken for."""
    found: Counter[str] = Counter()
    if len(transcript.utterances) <= 20_000:
        for u in transcript.utterances:
            if u.kind not in {"speech", "label"}:
                found[u.kind] += u.end - u.start
    for left in transcript.left_out:
        if left.reason not in _NO_TEXT:
            found[left.reason] += left.n_characters
    return found


def _refuse_nothing(transcript: Transcript, name: str) -> None:
    said, unsaid = _spoken(transcript), _unsaid(transcript)
    total = said + unsaid.total()
    if total >= _LEAST_TEXT and said < _LEAST_SHARE * total:
        most = ", ".join(f"{reason} {n:,}" for reason, n in unsaid.most_common(3))
        raise FormatError(
            f"{name}: of {total:,} characters of text only {said:,} would be read as speech ({most}): "
            "name the format with --from, or say who speaks with --speaker NAME"
        )


def _findings(transcript: Transcript) -> Iterator[str]:
    speech = [u for u in transcript.utterances[:_LOOKED_AT] if u.kind == "speech"]
    said, unsaid = _spoken(transcript), _unsaid(transcript)
    numbers = sum(_is_number(transcript.words_of(u)) for u in speech)
    if len(speech) >= 4 and numbers * 2 > len(speech):
        yield f"{numbers} of {len(speech)} turns hold nothing but numbers (is the right column read? name the columns `speaker` and `text`)"
    total = said + unsaid.total()
    if unsaid.total() > max(500, 0.4 * total):
        reason, n = unsaid.most_common(1)[0]
        yield f"{100 * unsaid.total() // total} % of the text is no one's words, most of it {reason} ({n:,} characters): kg read --all shows it"
    yield from _odd_speakers(transcript)
    yield from _how_many(transcript)


def _is_number(words: str) -> bool:
    return any(c.isdigit() for c in words) and not any(c.isalpha() for c in words)


def _odd_speakers(transcript: Transcript) -> Iterator[str]:
    names = [p.name for p in transcript.labels]
    numbered = sum(n.isdigit() or is_anonymous(n) for n in names) * 2 >= len(names)
    for name in names:
        what = what_it_is(name)
        if what and not (numbered and (name.isdigit() or what == "an id")):
            yield f"speaker {name!r} looks like {what} (--not-speaker {name!r} if it is no one)"


def what_it_is(name: str) -> str:
    """Return what a name looks like when it looks like nobody's, else "".

    >>> [what_it_is(x) for x in ("<b>", "Page 4", "12 May 2023", "English", "Ada Bell", "SPEAKER_00")]
    ['a tag', 'a page mark', 'a date', 'a language', '', '']
    """
    plain = name.strip()
    if key(plain) in LANGUAGES:
        return "a language"
    for what, pattern in _MARKS:
        if pattern.fullmatch(plain) or (what in {"a tag", "an address"} and pattern.search(plain)):
            return what
    if plain.isdigit():
        return "a number"
    words = plain.split()
    small = sum(w.islower() for w in words)
    if (
        (len(words) >= 5 and small * 2 >= len(words))
        or (len(words) > 1 and plain.endswith((".", "?", "!")) and small)
        or (len(words) > 3 and not shape(plain) and small)
    ):
        return "a sentence"
    return ""


def _how_many(transcript: Transcript) -> Iterator[str]:
    speakers = [u.speaker for u in transcript.utterances[:_LOOKED_AT] if u.kind == "speech"]
    named = [s for s in speakers if s]
    turns = [s for i, s in enumerate(named) if i == 0 or named[i - 1] != s]
    n = len(set(named))
    if n >= 8 and n > 0.6 * len(turns) and Counter(named).most_common(1)[0][1] < 0.2 * len(named):
        yield f"{n} speakers in {len(turns)} turns: are all of them speakers? (--not-speaker TEXT refuses one)"
    if not named and speakers:
        yield "nobody is named: label the turns (`Name: words`), declare who speaks in event.yaml, or lay NAME.rttm beside the file"
