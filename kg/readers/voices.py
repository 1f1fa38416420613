"""Who spoke when, where it is told apart from what was said: a diarization, laid beside words that have times but no names."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.errors import NoSpeakerError
from kg.model import Transcript
from kg.readers.source import Source

_MAX_FILE = 50_000_000


@dataclass(frozen=True, slots=True, order=True)
class Voice:
    """From when to when, in seconds, somebody spoke."""

    start: float
    end: float
    who: str


class Voices:
    """A diarization that can be asked who speaks at a time.

    >>> voices = Voices([Voice(0.0, 2.0, "Ada"), Voice(2.5, 4.0, "Ben")])
    >>> voices.at(0.5, 1.0), voices.at(2.2, 3.0), voices.at(9.0, 9.5), bool(Voices([]))
    ('Ada', 'Ben', 'Ben', False)
    """

    def __init__(self, voices: Iterable[Voice]) -> None:
        self._voices = sorted(voices)
        self._starts = [v.start for v in self._voices]

    def __len__(self) -> int:
        return len(self._voices)

    def at(self, start: float, end: float | None = None) -> str:
        """Return who speaks in the middle of a stretch: who began last before it, or the first of all."""
        middle = (start + (end if end is not None else start)) / 2
        return self._voices[max(0, bisect_right(self._starts, middle) - 1)].who if self._voices else ""


def rttm(text: str) -> Voices:
    """Read RTTM: lines of `SPEAKER file channel start duration <NA> <NA> name <NA> <NA>`.

    >>> rttm("SPEAKER talk 1 0.00 2.50 <NA> <NA> spk0 <NA> <NA>").at(1.0)
    'spk0'
    """
    found = []
    for line in text.splitlines():
        parts = line.split()
        if len(parts) >= 8 and parts[0] == "SPEAKER":
            try:
                start, duration = float(parts[3]), float(parts[4])
            except ValueError:
                continue
            found.append(Voice(start, start + duration, parts[7]))
    return Voices(found)


def beside(source: Source) -> Voices | None:
    """Return the diarization in NAME.rttm beside a source, or None."""
    path = Path(source.path).with_suffix(".rttm") if source.path else None
    if path is None or not path.is_file() or path.stat().st_size > _MAX_FILE:
        return None
    return rttm(path.read_text(encoding="utf-8", errors="replace")) or None


def detect(source: Source) -> bool:
    """Tell RTTM by its first line."""
    first = source.text.lstrip("\ufeff").split("\n", 1)[0].split()
    return len(first) >= 8 and first[0] in {"SPEAKER", "SPKR-INFO"}


def read(source: Source) -> Transcript:
    """Refuse a diarization alone: it holds no words."""
    raise NoSpeakerError(
        f"{source.name}: says who spoke when and holds no words (lay it beside the words under the same name: talk.srt, talk.rttm)"
    )
