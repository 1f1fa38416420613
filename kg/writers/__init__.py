"""Transcripts out, in formats that other tools read and that `kg.readers.read` reads back the same."""

from __future__ import annotations

import importlib
from collections.abc import Callable

from kg.errors import FormatError
from kg.model import Transcript

#: Every writer: the module of kg.writers that has it, and what it writes.
WRITERS: dict[str, tuple[str, str]] = {
    "convokit": ("convokit", "ConvoKit utterances.jsonl: one JSON object a turn"),
    "text": ("text", "plain text: one `Name: words` line a turn, headings with #"),
    "vtt": ("vtt", "WebVTT with voice tags: one cue a turn; turns without a time get none of the cues before or after"),
}


def write(transcript: Transcript, format: str) -> str:
    """Return a transcript in one of WRITERS.

    >>> from kg.readers import read
    >>> print(write(read(b"ADA: Hello.\\nBen Osei: Hi.\\nADA: Well."), "text"), end="")
    Participants: ADA; Ben Osei
    <BLANKLINE>
    ADA: Hello.
    <BLANKLINE>
    Ben Osei: Hi.
    <BLANKLINE>
    ADA: Well.
    """
    if format not in WRITERS:
        raise FormatError(f"format {format!r} cannot be written (choose from {', '.join(WRITERS)})")
    writer: Callable[[Transcript], str] = importlib.import_module(f"kg.writers.{WRITERS[format][0]}").write
    return writer(transcript)
