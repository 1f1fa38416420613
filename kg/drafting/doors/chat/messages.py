"""The prompt for a chat window: one message, or several where a window takes only so many characters."""

from __future__ import annotations

from collections.abc import Iterator

from kg.drafting.doors.asking import PASSAGES, STRUCTURE, TABLE, asked, mark_of, numbered, read_turns
from kg.drafting.prompts import filled
from kg.errors import KgError
from kg.model import Transcript

#: A longer discussion is answered in rounds: first the table, then the passages, by ranges of turns.
LONG_WORDS = 12_000
#: Words of transcript that one round of passages is about.
_ROUND_WORDS = 6_000
#: Characters of transcript that a message must have room for.
_LEAST_ROOM = 1_000
_LETTERS = (*STRUCTURE, *TABLE, *PASSAGES)


def messages(transcript: Transcript, *, language: str = "en", limit: int | None = None, known: str = "") -> list[str]:
    """Return the messages to paste, one after the other, into one chat.

    Args:
        transcript: as read.
        language: of the prompt.
        limit: the most characters that a message may have; None for no limit.
        known: what is known already, for the first message.

    Raises:
        KgError: the limit is too low for the instructions alone.
    """
    turns = numbered(transcript, read_turns(transcript))
    whole = asked(transcript, turns, _LETTERS, language=language, more=_rounds(transcript, language), known=known)
    if limit is None or len(whole) <= limit:
        return [whole]

    def first(turns: str, parts: int) -> str:
        more = filled("parts", language, parts=str(parts))
        return asked(transcript, turns, _LETTERS, language=language, more=more, known=known)

    room = limit - len(first("", 99))
    if room < _LEAST_ROOM:
        raise KgError(f"{limit} characters are too few for the instructions (--chars {limit - room + 4_000} or more)")
    pieces = list(_pieces(turns.splitlines(), room))
    later = [
        filled("part", language, part=str(n), parts=str(len(pieces)), mark=mark_of(transcript), transcript=piece)
        for n, piece in enumerate(pieces[1:], start=2)
    ]
    return [first(pieces[0], len(pieces)), *later]


def _pieces(lines: list[str], room: int) -> Iterator[str]:
    """Yield the lines of turns in pieces of so many characters; a turn that is longer goes on under its own number."""
    piece: list[str] = []
    length = 0
    for line in lines:
        for part in _broken(line, room):
            if piece and length + len(part) + 1 > room:
                yield "\n".join(piece)
                piece, length = [], 0
            piece.append(part)
            length += len(part) + 1
    if piece:
        yield "\n".join(piece)


def _broken(line: str, room: int) -> Iterator[str]:
    head = line.partition(": ")[0][:200]
    while len(line) > room:
        at = line.rfind(" ", len(head) + 3, room)
        at = at if at > 0 else room
        yield line[:at]
        line = f"{head}: … {line[at:].lstrip()}"
    yield line


def _rounds(transcript: Transcript, language: str) -> str:
    """Return the paragraph on rounds, where a discussion is too long to be answered at once."""
    speech = [u for u in transcript.utterances if u.kind == "speech"]
    words = sum(len(transcript.words_of(u).split()) for u in speech)
    if words <= LONG_WORDS:
        return ""
    return filled("ranges", language, turns=str(max(1, len(speech) * _ROUND_WORDS // words)))
