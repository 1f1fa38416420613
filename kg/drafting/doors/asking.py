"""What every door asks: records, their sections put together, and the transcript as numbered turns between marks."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence

from kg.drafting.entrance.forms import FORMS
from kg.drafting.prompts import filled, prompt
from kg.model import Transcript, Utterance

#: The order in which records are asked for.
STRUCTURE = ("E", "S", "N", "Q", "P")
TABLE = ("T",)
PASSAGES = ("C", "L", "F", "D")
_READ = frozenset({"speech", "summary", "heading", "front matter"})


def mark_of(transcript: Transcript) -> str:
    """Return the mark around a transcript: it depends on the text, so that no text can hold it on purpose."""
    digest = hashlib.sha256(transcript.text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return digest if digest not in transcript.text else digest[::-1] + digest


def read_turns(transcript: Transcript) -> list[Utterance]:
    """Return what is read of a transcript: what is said, and the headings and notes that tell what it is."""
    return [u for u in transcript.utterances if u.kind in _READ]


def numbered(transcript: Transcript, utterances: Iterable[Utterance]) -> str:
    """Return utterances as one line each, with their numbers; who goes on speaking is not named again.

    >>> from kg.readers import read
    >>> talk = read(b"Ada: Rents will fall.\\nBen: Why  should they?\\n")
    >>> print(numbered(talk, talk.utterances))
    [0] Ada: Rents will fall.
    [1] Ben: Why should they?
    """
    labels, lines, before = _labels(transcript), [], ""
    for u in utterances:
        label = "" if u.speaker and u.speaker == before else labels.get(u.speaker, u.speaker) or f"({u.kind})"
        lines.append(f"[{u.index}] {label}{': ' if label else ''}{words_on_a_line(transcript, u)}")
        before = u.speaker
    return "\n".join(lines)


def _labels(transcript: Transcript) -> dict[str, str]:
    """Return speaker → the label that the transcript prints, where it is shorter than the name and nobody else's."""
    short = {s.name: min(s.labels, key=len) for s in transcript.labels if s.labels}
    times = Counter(short.values())
    return {n: x for n, x in short.items() if len(x) < len(n) and times[x] == 1 and any(c.isalpha() for c in x)}


def words_on_a_line(transcript: Transcript, utterance: Utterance) -> str:
    """Return the words of an utterance with its line breaks as spaces."""
    return " ".join(transcript.words_of(utterance).split())


def sections(letters: Sequence[str], language: str = "en") -> str:
    """Return what is asked of each kind of record, one section a letter."""
    return "\n".join(prompt(letter, language) for letter in letters)


def field_names(letters: Sequence[str]) -> str:
    """Return the names of the fields of records, for answers as objects.

    >>> field_names("M")
    'M: keep, drop'
    """
    return "\n".join(f"{x}: {', '.join(f.name for f in FORMS[x].fields)}" for x in letters)


def asked(
    transcript: Transcript,
    turns: str,
    letters: Sequence[str],
    *,
    language: str = "en",
    part: str = "",
    more: str = "",
    known: str = "",
) -> str:
    """Return one whole prompt that asks for records in lines.

    Args:
        transcript: what the turns belong to.
        turns: the turns to show, a line each.
        letters: the records to ask for.
        language: of the prompt.
        part: words after the title, where there are several prompts.
        more: a paragraph on how a long discussion is read.
        known: what is known already, above the transcript.
    """
    mark = mark_of(transcript)
    pieces = [
        filled("intro", language, mark=mark, part=part),
        more,
        prompt("lines", language),
        prompt("fields", language),
        prompt("records", language),
        sections(letters, language),
        prompt("example", language),
        filled(
            "end",
            language,
            mark=mark,
            known=f"{known.rstrip()}\n\n" if known else "",
            first=letters[0],
            transcript=turns,
        ),
    ]
    return "\n".join(p for p in pieces if p)
