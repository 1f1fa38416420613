"""Under which keys the JSON of this world keeps words, speakers and times."""

from __future__ import annotations

import re
from typing import Any

from kg.readers.table_columns import is_nobody
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
#: Under which keys who speaks stands, the most telling first.
WHO = (
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
    "from",
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
_SPANS = ("timestamp", "timestamps", "time_span", "interval", "span", "offsets", "range")
#: Which of its own values names a speaker that is an object.
_NAMES = (
    "real_name",
    "nickname",
    "name",
    "displayName",
    "display_name",
    "full_name",
    "fullName",
    "full",
    "label",
    "title",
    "id",
)
_KNOWN = frozenset((*_TEXT, *WHO, *START, *END, *_SPANS))
_SPEAKER_KEY = re.compile(
    r"""
      speaker | spkr | talker | participant | interlocutor | member\b | person\b | contributor
    | deputy | delegate | politician | attributed | orator
    """,
    re.IGNORECASE | re.VERBOSE,
)


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

    >>> who_of({"user": "U1", "user_profile": {"real_name": "Ada Park"}}), who_of({"speaker": 0}), who_of({"speaker": "None"})
    ('Ada Park', '0', '')
    """
    for k in WHO:
        who = _named(item.get(k))
        if (
            who
            and not (k == "name" and item.get("type") == "file")
            and not (k == "from" and _time_text(who) is not None)
        ):
            return who
    return next((who for k, v in item.items() if k not in _KNOWN and _SPEAKER_KEY.search(k) and (who := _named(v))), "")


def _named(value: Any) -> str:
    """Return the name that a value is or has, "" for none."""
    if isinstance(value, dict):
        return next((name for n in _NAMES if (name := _named(value.get(n)))), "")
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return ""
    return "" if is_nobody(str(value)) else str(value).strip()


def turn_ends(item: dict[str, Any]) -> bool:
    """Tell whether an object says that another speaks after it, as `speaker_turn_next` does."""
    return any(v is True and "turn" in k.casefold() for k, v in item.items())


def time_of(item: dict[str, Any], keys: tuple[str, ...]) -> float | None:
    """Return the time of an object under START or END keys, in the unit that it has there, or None.

    >>> time_of({"timestamp": [1.5, 4.0]}, START), time_of({"timestamp": [1.5, 4.0]}, END), time_of({"offset": "PT2S"}, START)
    (1.5, 4.0, 2.0)
    >>> time_of({"timestamps": {"from": "00:00:01,500", "to": "00:00:04,000"}}, END)
    4.0
    """
    for k in keys:
        found = _time(item.get(k))
        if found is not None:
            return found
    for k in _SPANS:
        value = item.get(k)
        if isinstance(value, list):
            return _end_of(value, keys is END)
        if isinstance(value, dict):
            return next((t for n in keys if (t := _time(value.get(n))) is not None), None)
    return None


def _time(value: Any) -> float | None:
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, (int, float)):
        return float(value) if abs(value) < 1e15 else None
    if isinstance(value, dict) and isinstance(value.get("seconds"), (int, str)):
        return float(value["seconds"]) + float(value.get("nanos", 0)) / 1e9
    return _time_text(value) if isinstance(value, str) else None


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
