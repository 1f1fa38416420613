"""Under which keys the JSON of this world keeps words, speakers and times."""

from __future__ import annotations

import re
from typing import Any

from kg.readers.times import seconds

_TEXT = (
    "text",
    "body",
    "punctuated_word",
    "word",
    "transcript",
    "sentence",
    "content",
    "display",
    "value",
    "message",
    "utterance",
    "line",
    "speech",
    "caption",
    "punct",
    "paragraph",
    "words",
    "utf8",
)
_WHO = (
    "user_profile", "speaker_name", "speakerName", "speaker", "speaker_label", "speakerLabel", "speakerId", "speaker_id", "speakerTag", "speaker_tag", "speakerID", "participant_name",
    "participant", "who", "author", "from", "user_name", "username", "name", "sender", "user", "role", "voice", "channel_tag",
)  # fmt: skip
#: Where the time stands at which a piece begins, and at which it ends.
START = (
    "start",
    "start_time",
    "startTime",
    "startTimeSeconds",
    "start_ms",
    "startMs",
    "begin",
    "begin_time",
    "beginTime",
    "ts",
    "time",
    "timestamp",
    "offset",
    "from_time",
    "startOffset",
    "start_offset",
    "offsetInTicks",
    "tStartMs",
)
END = (
    "end",
    "end_time",
    "endTime",
    "endTimeSeconds",
    "end_ms",
    "endMs",
    "end_ts",
    "to",
    "stop",
    "to_time",
    "endOffset",
    "end_offset",
)
#: A pair of times under one key.
_SPANS = ("timestamp", "timestamps", "time_span", "interval")


def text_of(item: dict[str, Any]) -> str:
    """Return the words of an object, "" for none.

    >>> text_of({"word": "hm", "punctuated_word": "Hm."})
    'Hm.'
    """
    for k in _TEXT:
        value = item.get(k)
        if isinstance(value, str) and value:
            return value
    return ""


def who_of(item: dict[str, Any]) -> str:
    """Return who says an object's words, "" for nobody.

    >>> who_of({"user": "U1", "user_profile": {"real_name": "Ada Park"}}), who_of({"speaker": 0})
    ('Ada Park', '0')
    """
    for k in _WHO:
        value = item.get(k)
        if isinstance(value, dict):
            value = next(
                (
                    value[n]
                    for n in ("real_name", "nickname", "name", "displayName", "display_name", "label", "id")
                    if isinstance(value.get(n), (str, int))
                ),
                None,
            )
        if isinstance(value, bool):
            continue
        if isinstance(value, (str, int)) and str(value).strip() and not (k == "name" and item.get("type") == "file"):
            return str(value).strip()
    return ""


def time_of(item: dict[str, Any], keys: tuple[str, ...]) -> float | None:
    """Return the time of an object under START or END keys, in the unit that it has there, or None.

    >>> time_of({"timestamp": [1.5, 4.0]}, START), time_of({"timestamp": [1.5, 4.0]}, END), time_of({"offset": "PT2S"}, START)
    (1.5, 4.0, 2.0)
    """
    for k in keys:
        value = item.get(k)
        if isinstance(value, bool) or value is None:
            continue
        if isinstance(value, (int, float)):
            return float(value) if abs(value) < 1e15 else None
        if isinstance(value, dict) and isinstance(value.get("seconds"), (int, str)):
            return float(value["seconds"]) + float(value.get("nanos", 0)) / 1e9
        if isinstance(value, str):
            found = _time_text(value)
            if found is not None:
                return found
    return next((_end_of(item[k], keys is END) for k in _SPANS if isinstance(item.get(k), list)), None)


def _end_of(pair: list[Any], last: bool) -> float | None:
    value = pair[-1 if last else 0] if len(pair) == 2 else None
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def _time_text(value: str) -> float | None:
    if re.fullmatch(r"-?\d+(?:\.\d+)?s?", value.strip()):
        return float(value.strip().rstrip("s"))
    iso = re.fullmatch(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?", value.strip())
    if iso:
        return int(iso[1] or 0) * 3600.0 + int(iso[2] or 0) * 60 + float(iso[3] or 0)
    return seconds(value) if ":" in value and len(value) < 20 else None
