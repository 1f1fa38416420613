"""WebVTT with voice tags. Turns without a time are laid between their neighbours', in thousandths of a second."""

from __future__ import annotations

import html

from kg.model import Transcript
from kg.writers.merge import Turn, turns


def write(transcript: Transcript) -> str:
    """Return WebVTT: headings and other lines that no one says are notes, each speech turn one cue."""
    parts = ["WEBVTT\n"]
    clock = 0.0
    rows = list(turns(transcript))
    for i, turn in enumerate(rows):
        if turn.kind != "speech":
            parts.append(f"\nNOTE {turn.kind}: {html.escape(turn.words, quote=False).replace('--&gt;', '- -&gt;')}\n")
            continue
        start = max(turn.start_time, 0.0) if turn.start_time is not None else clock
        end = _end(turn, start, rows[i + 1 :])
        clock = end
        voice = f"<v {html.escape(turn.speaker, quote=False)}>" if turn.speaker else ""
        parts.append(f"\n{stamp(start)} --> {stamp(end)}\n{voice}{html.escape(turn.words, quote=False)}\n")
    return "".join(parts)


def _end(turn: Turn, start: float, after: list[Turn]) -> float:
    if turn.end_time is not None and turn.end_time >= start:
        return turn.end_time
    following = next((t.start_time for t in after if t.start_time is not None), None)
    return following if following is not None and following > start and turn.start_time is not None else start + 0.001


def stamp(seconds: float) -> str:
    """Return a WebVTT time.

    >>> stamp(3723.5), stamp(0.0)
    ('01:02:03.500', '00:00:00.000')
    """
    thousandths = round(seconds * 1000)
    return f"{thousandths // 3_600_000:02}:{thousandths // 60_000 % 60:02}:{thousandths // 1000 % 60:02}.{thousandths % 1000:03}"
