"""What all writers need: the turns of a transcript, lines of one speaker joined."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import Transcript, UtteranceKind


@dataclass(slots=True)
class Turn:
    """Words of one speaker in a row, or one line that no one says."""

    speaker: str
    words: str
    kind: UtteranceKind
    section: str
    start_time: float | None
    end_time: float | None


def turns(transcript: Transcript) -> Iterator[Turn]:
    """Yield the turns: consecutive speech of one speaker in one section is one, with the time of its first words.

    >>> from kg.readers import read
    >>> [t.words for t in turns(read(b"Ada: One.\\nTwo.\\nBen: Three.\\nAda: Four."))]
    ['One. Two.', 'Three.', 'Four.']
    """
    last: Turn | None = None
    for u in transcript.utterances:
        words = " ".join(transcript.words_of(u).split())
        if u.kind == "label" or not words:
            continue
        joins = (
            last is not None
            and u.kind == "speech"
            and last.kind == "speech"
            and (last.speaker, last.section) == (u.speaker, u.section)
        )
        if last is not None and joins and (u.speaker or u.start_time is None):
            last.words += " " + words
            last.end_time = u.end_time if u.end_time is not None else last.end_time
            continue
        if last is not None:
            yield last
        last = Turn(u.speaker, words, u.kind, u.section, u.start_time, u.end_time)
    if last is not None:
        yield last
