"""Under which keys the JSON of this world keeps words, speakers and times."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from kg.readers.table_columns import (
    END_NAMES,
    FIRST_NAMES,
    LAST_NAMES,
    START_NAMES,
    TEXT_NAMES,
    is_nobody,
    parted,
)
from kg.readers.times import seconds
from kg.words import word_set

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
    "said",
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
    "participant", "who", "author", "from", "user_name", "username", "name", "sender", "user", "users", "role", "voice", "channel_tag",
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
    "username",
    "user_name",
    "full_name",
    "fullName",
    "full",
    "label",
    "title",
    "id",
)
#: Where one of these stands, a person's name is whole.
_WHOLE = ("real_name", "nickname", "name", "displayName", "display_name", "full_name", "fullName", "full", "label")
KNOWN_KEYS = frozenset((*_TEXT, *WHO, *START, *END, *_SPANS))
#: Beside these a key that is called after words tells about them.
_NO_TEXT = word_set("id type lang language format file url count number order status style role title name date time")
_USER_KEY = re.compile(r"user|name", re.IGNORECASE)
_SPEAKER_KEY = re.compile(
    r"""
      speaker | spkr | attendee | talker | participant | interlocutor | member\b | person\b | contributor
    | deputy | delegate | politician | attributed | ora[td](?:or|eur|ore) | sprecher | redner | locut(?:eur|or)
    | hablante | falante | intervenant | ponente | spreker | talare | puhuja | mówca | řečník | говорящий | спикер | 发言人 | 发言者
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
            return value + _mark_of(item)
        if isinstance(value, list) and any(isinstance(x, str) for x in value):
            # A chat parts its text where a link or a name stands in it.
            parts = (x if isinstance(x, str) else x.get("text", "") if isinstance(x, dict) else "" for x in value)
            if joined := "".join(x for x in parts if isinstance(x, str)):
                return joined
    called = next((v for k, v in item.items() if isinstance(v, str) and v and _names_text(k)), "")
    return called or _beside_times(item)


def _mark_of(item: dict[str, Any]) -> str:
    """Return the mark that some tools keep apart from the word before it: `{"text": "rain", "punctuation": "."}`."""
    mark = item.get("punctuation")
    return mark if isinstance(mark, str) and 0 < len(mark) <= 3 and not any(c.isalnum() for c in mark) else ""


def _beside_times(item: dict[str, Any]) -> str:
    """The one text of an object that has a beginning and an end, and says no more: `{"w": "rain", "start": 1, "end": 1.4}`."""
    if not 3 <= len(item) <= 6 or time_of(item, START) is None or time_of(item, END) is None:
        return ""
    texts = [v for k, v in item.items() if isinstance(v, str) and _time_text(v) is None]
    if len(texts) != 1:
        return ""
    name = next(k for k, v in item.items() if v is texts[0])
    told = name in KNOWN_KEYS or name in _NAMES or _SPEAKER_KEY.search(name) or _is_called(name, _NO_TEXT)
    return "" if told else texts[0]


@cache
def _names_text(name: str) -> bool:
    """Tell whether a key is called as columns of words are, in whatever language."""
    return name not in KNOWN_KEYS and _is_called(name, TEXT_NAMES) and not _is_called(name, _NO_TEXT)


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
    return next(
        (who for k, v in item.items() if k not in KNOWN_KEYS and _SPEAKER_KEY.search(k) and (who := _named(v))), ""
    )


def _named(value: Any) -> str:
    """Return the name that a value is or has, "" for none."""
    if isinstance(value, dict):
        whole = _halves(value)
        named = whole or next((name for n in _NAMES if (name := _named(value.get(n)))), "")
        # Of a maker nobody knows: `{"ExternalUserId": "Ada Park"}`.
        return named or next((v.strip() for k, v in value.items() if _USER_KEY.search(k) and isinstance(v, str)), "")
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], dict):
        return _named(value[0])
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return ""
    return "" if is_nobody(str(value)) else str(value).strip()


def _halves(person: dict[str, Any]) -> str:
    """Return first and last name of an object that has them apart and no full one, "" for none."""
    if any(isinstance(person.get(n), str) and person[n] for n in _WHOLE):
        return ""
    halves = [
        next((v for k, v in person.items() if isinstance(v, str) and v.strip() and set(parted(k)) in kinds), "")
        for kinds in (FIRST_NAMES, LAST_NAMES)
    ]
    return " ".join(x.strip() for x in halves) if all(halves) else ""


def holder_of(item: dict[str, Any]) -> dict[str, Any]:
    """Return the object inside of one with words that tells about them, as `data` of an editor's block does, or none."""
    return next(
        (v for k in ("data", "meta", "metadata", "attributes", "properties") if isinstance(v := item.get(k), dict)), {}
    )


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
    called = END_NAMES if keys is END else START_NAMES
    for k, v in item.items():
        if (
            isinstance(v, (str, int, float))
            and k not in KNOWN_KEYS
            and _is_called(k, called)
            and (found := _time(v)) is not None
        ):
            return found
    for k in _SPANS:
        value = item.get(k)
        if isinstance(value, list):
            return _end_of(value, keys is END)
        if isinstance(value, dict):
            return next((t for n in keys if (t := _time(value.get(n))) is not None), None)
    return None


@cache
def _is_called(name: str, names: frozenset[str]) -> bool:
    return bool(set(parted(name)) & names)


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
