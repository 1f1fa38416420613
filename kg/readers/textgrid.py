"""Praat's TextGrid: a tier a speaker, or tiers of words and sounds of each; read in its long and its short form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.errors import NoSpeakerError
from kg.model import Transcript
from kg.readers.builder import Builder
from kg.readers.source import Source
from kg.words import word_set

#: Praat itself reads only the free-standing values, in their order; whatever else stands between is for the eye.
_VALUE = re.compile(r'"((?:[^"]++|"")*+)"|(?<!\S)(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)(?!\S)')
_SPOKEN = (
    "utterance",
    "utterances",
    "sentence",
    "sentences",
    "phrase",
    "phrases",
    "text",
    "transcript",
    "transcription",
    "ortho",
    "words",
    "word",
)
_SOUNDS = word_set(
    "phones phone phonemes phoneme segments segment syllables syllable mau kan pitch tones tone intonation breaks"
)
_NOTES = word_set("notes note comments comment noise noises misc gestures gesture silences")
_SILENCE = word_set("sil sp spn <p:> <sil> <p> # _ silent sounding")


_POINTS = "points"


@dataclass(frozen=True, slots=True)
class _Tier:
    who: str
    kind: str
    pieces: tuple[tuple[float, float, str], ...]


def detect(source: Source) -> bool:
    """Tell a TextGrid by its first two lines."""
    head = source.text[:300]
    return "ooTextFile" in head and "TextGrid" in head


def read(source: Source) -> Transcript:
    """Read a TextGrid; its empty intervals are silence. Raises NoSpeakerError when nothing is said in it."""
    builder = Builder()
    tiers = list(_tiers(source.text))
    said: list[tuple[float, float, str, str]] = []
    for tier in tiers:
        if tier.kind in _SOUNDS | _NOTES | {_POINTS} or _told_better(tier, tiers):
            builder.leave("annotation tier", " ".join(w for _, _, w in tier.pieces))
        else:
            said += [(start, end, tier.who, words) for start, end, words in tier.pieces]
    for start, end, who, words in sorted(said):
        builder.say(who, words, start, end)
    if not builder.turns:
        raise NoSpeakerError(f"{source.name}: no interval of this TextGrid holds words")
    return builder.finish(len(source.text), format="Praat TextGrid", notes=[f"{len(tiers)} tiers"])


def _told_better(tier: _Tier, tiers: list[_Tier]) -> bool:
    """Of the tiers of one speaker the one with whole sentences is read, not its single words again."""
    rank = _SPOKEN.index(tier.kind) if tier.kind in _SPOKEN else -1
    return any(t.who == tier.who and t.kind in _SPOKEN and _SPOKEN.index(t.kind) < rank for t in tiers)


def _tiers(text: str) -> Iterator[_Tier]:
    values = [m[1].replace('""', '"') if m[1] is not None else float(m[2]) for m in _VALUE.finditer(text)]
    at = 0
    while at < len(values):
        kind = values[at]
        if kind not in ("IntervalTier", "TextTier") or not isinstance(
            values[at + 1 : at + 2][0:1] and values[at + 1], str
        ):
            at += 1
            continue
        name, n = str(values[at + 1]), values[at + 4] if at + 4 < len(values) else 0.0
        width = 3 if kind == "IntervalTier" else 2
        rows = [
            values[at + 5 + i * width : at + 5 + (i + 1) * width] for i in range(int(n) if isinstance(n, float) else 0)
        ]
        who, what = _named(name)
        # A tier of points marks moments: nobody speaks in no time.
        yield _Tier(who, what if width == 3 else _POINTS, tuple(piece for row in rows if (piece := _piece(row, width))))
        at += 5 + len(rows) * width


def _piece(row: list[str | float], width: int) -> tuple[float, float, str] | None:
    if len(row) < width or not isinstance(row[-1], str) or not all(isinstance(v, float) for v in row[:-1]):
        return None
    words = " ".join(row[-1].split())
    return (float(row[0]), float(row[-2]), words) if words and words.casefold() not in _SILENCE else None


def _named(name: str) -> tuple[str, str]:
    """Part `Ada - words` into who and what kind of tier; a name alone is who, a kind alone is nobody's.

    >>> _named("Ada - words"), _named("Ada"), _named("phones")
    (('Ada', 'words'), ('Ada', ''), ('', 'phones'))
    """
    kinds = _SOUNDS | _NOTES | set(_SPOKEN)
    if name.casefold().strip() in kinds:
        return "", name.casefold().strip()
    parted = re.search(r"(?:(?<!\s)\s++-\s++|[_/@|:])([^\W_]++)$", name.strip())
    if parted and parted[1].casefold() in kinds:
        return name.strip()[: parted.start()].strip(), parted[1].casefold()
    return name.strip(), ""
