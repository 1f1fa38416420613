"""ConvoKit: utterances.jsonl, one object a turn, in the corpus format's own keys."""

from __future__ import annotations

import json
from typing import Any

from kg.model import NOBODY, Transcript
from kg.writers.merge import turns


def write(transcript: Transcript) -> str:
    """Return utterances.jsonl: ids `u0`, `u1` …, the first one the conversation's, times in seconds in `meta`."""
    lines = []
    for i, turn in enumerate(turns(transcript)):
        row: dict[str, Any] = {
            "id": f"u{i}",
            "conversation_id": "u0",
            "text": turn.words,
            # ConvoKit knows no turn of nobody.
            "speaker": turn.speaker or NOBODY,
            "meta": {
                "section": turn.section,
                "kind": turn.kind,
                "start_time": turn.start_time,
                "end_time": turn.end_time,
            },
            "reply-to": f"u{i - 1}" if i else None,
            "timestamp": turn.start_time,
            "vectors": [],
        }
        lines.append(json.dumps(row, ensure_ascii=False))
    return "".join(line + "\n" for line in lines)
