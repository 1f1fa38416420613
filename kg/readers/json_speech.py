"""JSON of speech recognisers and podcasts: segments or words with speaker and times, under whatever keys the tool uses."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from kg.errors import FormatError, NoSpeakerError
from kg.model import Transcript
from kg.readers.builder import Builder
from kg.readers.json_fields import END, START, text_of, time_of, who_of
from kg.readers.source import Source

_INNER = ("words", "elements", "sentences", "items", "tokens", "segs")
#: What a chat's machine says: who came, who went.
_CHAT_EVENTS = ("channel_", "group_", "bot_", "huddle_", "pinned_", "tombstone", "thread_broadcast_")
#: A time of more seconds is counted from 1970.
_EPOCH = 1e8
_CHANGE = re.compile(r"^\s*>{2,3}\s*")
_KINDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Deepgram JSON", ("results.channels",)),
    ("Amazon Transcribe JSON", ("results.items", "results.transcripts")),
    ("Rev JSON", ("monologues",)),
    ("AssemblyAI JSON", ("utterances", "words")),
    ("Amberscript JSON", ("segments", "speakers")),
    ("WhisperX JSON", ("segments", "word_segments")),
    ("Whisper JSON", ("segments", "language")),
    ("podcast JSON", ("segments", "version")),
    ("Azure Speech JSON", ("recognizedPhrases",)),
    ("YouTube JSON", ("wireMagic", "events")),
)


@dataclass(slots=True)
class Record:
    """One piece of speech: who, what, from when to when; `glue` joins it to the piece before without a space."""

    who: str
    text: str
    start: float | None
    end: float | None
    glue: bool = False


def parse(source: Source) -> Any:
    """Return the JSON of a source, or raise FormatError with the line at fault."""
    try:
        return json.loads(source.text)
    except json.JSONDecodeError as error:
        raise FormatError(
            f"{source.name}:{error.lineno}: is not JSON: {error.msg} (export it again, or read it as text with --from text)"
        ) from error
    except RecursionError as error:
        raise FormatError(f"{source.name}: JSON nested too deeply to be a transcript (export it again)") from error


def starts_as_json(source: Source) -> bool:
    """Tell whether a source begins as a JSON value that can hold a transcript."""
    head = source.text[:400].lstrip("\ufeff \t\r\n")
    return bool(re.match(r"\{\s*(\"|\})|\[\s*(\{|\]|\[)", head))


def detect(source: Source) -> bool:
    """Tell JSON by its first characters and by being one JSON value."""
    if not starts_as_json(source):
        return False
    tail = source.text[-400:].rstrip()
    if not tail.endswith(("}", "]")):
        return source.ending == "json"
    first_line = source.text.lstrip().split("\n", 1)[0].strip()
    if first_line.startswith("{") and first_line.endswith("}") and len(first_line) > 2 and source.text.count("\n") > 0:
        try:
            json.loads(first_line)
        except ValueError:
            return True
        return not source.text.strip()[len(first_line) :].strip().startswith("{")
    return True


def read(source: Source) -> Transcript:
    """Read the JSON of a speech recogniser, of a podcast, or any list of objects with words and who says them."""
    data = parse(source)
    names = _name_table(data)
    found = list(_records(data))
    records = _said_once(found)
    if not records:
        raise NoSpeakerError(
            f"{source.name}: no list of segments or words with text is in this JSON (see kg formats for those that are read)"
        )
    clock = _clock(records)
    builder = Builder()
    if len(records) < len(found):
        kept = set(map(id, records))
        builder.leave("said again with speakers", " ".join(r.text for r in found if id(r) not in kept))
    for record in records:
        if record.glue and builder.glue(record.text, clock(record.end)):
            continue
        # `>>` is how captions say that another speaks, without saying who.
        change = _CHANGE.match(record.text) if not record.who else None
        words = record.text[change.end() :] if change else record.text
        label = names.get(record.who, record.who)
        builder.say(label, words, clock(record.start), clock(record.end), join=not change)
    notes = [f"{len(records)} segments or words"] + (
        [] if any(r.who for r in records) else ["nobody is named (the recogniser was run without speakers)"]
    )
    title = data.get("title", "") if isinstance(data, dict) else ""
    return builder.finish(
        len(source.text), format=_kind(data), title=title if isinstance(title, str) else "", notes=notes
    )


def _kind(data: Any) -> str:
    if isinstance(data, dict):
        for kind, paths in _KINDS:
            if all(_at(data, p) is not None for p in paths):
                return kind
    return "word list JSON" if isinstance(data, list) else "JSON"


def _at(data: Any, path: str) -> Any:
    for part in path.split("."):
        data = data.get(part) if isinstance(data, dict) else None
    return data


def _said_once(records: list[Record]) -> list[Record]:
    """Leave out the pieces without a speaker where those with one say the same: Google's last result repeats all words."""
    named = [r for r in records if r.who not in {"", "0"}]
    rest = [r for r in records if r.who in {"", "0"}]
    if not named or not rest:
        return records
    said, again = (Counter(re.findall(r"\w+", " ".join(r.text for r in part).casefold())) for part in (rest, named))
    return named if (said & again).total() >= 0.75 * said.total() else records


def _clock(records: list[Record]) -> Callable[[float | None], float | None]:
    """Return what turns a time of these records into seconds; times of the day of the world begin with the first."""
    scale = _scale(records)
    first = next((r.start for r in records if r.start is not None), 0.0)
    zero = first if first / scale > _EPOCH else 0.0
    return lambda value: None if value is None else round((value - zero) / scale, 6)


def _scale(records: list[Record]) -> float:
    """Tell milliseconds and ticks from seconds: nobody says less than one word in ten seconds throughout."""
    timed = [r for r in records if r.start is not None]
    if len(timed) < 2 or any(r.start is not None and not float(r.start).is_integer() for r in timed):
        return 1.0
    first, last = timed[0].start or 0.0, timed[-1].end or timed[-1].start or 0.0
    words = sum(len(r.text.split()) for r in timed)
    rate = words / max(1.0, last - first)
    return 1e7 if rate < 1e-5 else 1000.0 if rate < 0.05 else 1.0


def _name_table(data: Any) -> dict[str, str]:
    """Collect the names that a list of speakers gives to ids."""
    table: dict[str, str] = {}
    for holder in _dicts_with(data, ("speakers", "participants", "users", "Speakers")):
        people = holder.get("speakers") or holder.get("participants") or holder.get("users") or holder.get("Speakers")
        items = (
            [{"id": k, **v} if isinstance(v, dict) else {"id": k, "name": v} for k, v in people.items()]
            if isinstance(people, dict)
            else people
        )
        for person in items if isinstance(items, list) else []:
            if not isinstance(person, dict):
                continue
            name = next(
                (
                    person[k]
                    for k in ("name", "speaker_name", "label", "displayName", "display_name", "real_name")
                    if isinstance(person.get(k), str) and person[k].strip()
                ),
                "",
            )
            name = name or " ".join(
                str(person[k]).strip()
                for k in ("firstname", "firstName", "first_name", "surname", "lastname", "lastName", "last_name")
                if person.get(k)
            )
            for k in ("id", "spkid", "speaker_id", "speakerId", "speaker", "participantID", "user_id", "key"):
                if name and isinstance(person.get(k), (str, int)):
                    table.setdefault(str(person[k]), name)
    return table


def _dicts_with(data: Any, keys: tuple[str, ...], depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    if isinstance(data, dict):
        if any(k in data for k in keys):
            yield data
        for value in data.values():
            if isinstance(value, (dict, list)):
                yield from _dicts_with(value, keys, depth + 1)
    elif isinstance(data, list):
        for value in data[:50]:
            yield from _dicts_with(value, keys, depth + 1)


def _records(data: Any) -> Iterator[Record]:
    """Find the list that tells most: pieces with a speaker before pieces without, sentences before words."""
    lists = [x for x in _lists(data) if x]
    scored = [(s, -i, x) for i, x in enumerate(lists) if (s := _score(x)) > (0, 0.0)]
    if not scored:
        return
    _, _, best = max(scored, key=lambda t: (t[0], t[1]))
    parts = [best] if not _split_over_lists(lists, best) else [x for x in lists if _shape_of(x) == _shape_of(best)]
    inherited: dict[int, str] = {}
    for items in parts:
        for item in items:
            if isinstance(item, dict):
                yield from _of_item(item, inherited.get(id(item), ""))


def records_of(item: dict[str, Any]) -> list[Record]:
    """Return the pieces of speech in one object."""
    return list(_of_item(item, ""))


def _lists(data: Any, depth: int = 0) -> Iterator[list[Any]]:
    if depth > 7:
        return
    if isinstance(data, list):
        if any(isinstance(x, dict) for x in data[:5]):
            yield data
        for value in data[:200] if depth else data[:5000]:
            if isinstance(value, dict) and depth < 7 and not text_of(value):
                yield from _lists(value, depth + 1)
    elif isinstance(data, dict):
        for name, value in data.items():
            if isinstance(value, (dict, list)) and name not in {
                "speakers",
                "participants",
                "users",
                "metadata",
                "alternatives_",
            }:
                yield from _lists(value, depth + 1)


def _shape_of(items: list[Any]) -> frozenset[str]:
    return frozenset(items[0]) if items and isinstance(items[0], dict) else frozenset()


def _split_over_lists(lists: list[list[Any]], best: list[Any]) -> bool:
    """Google and Gong part the words over many lists of one shape; two such lists that say the same are no such parting."""
    same = [x for x in lists if x is not best and _shape_of(x) == _shape_of(best)]
    return bool(same) and len(lists) > 2 and all(_first_start(x) != _first_start(best) for x in same)


def _first_start(items: list[Any]) -> float | None:
    return time_of(items[0], START) if items and isinstance(items[0], dict) else None


def _score(items: list[Any]) -> tuple[int, float]:
    sample = [x for x in items[:400] if isinstance(x, dict)]
    spoken = [r for x in sample for r in _of_item(x, "")]
    filled = [r for r in spoken if r.text.strip()]
    if not filled or len(filled) * 2 < len(sample):
        return (0, 0.0)
    named = sum(1 for r in filled if r.who)
    length = sum(len(r.text.split()) for r in filled) / len(filled)
    timed = sum(1 for r in filled if r.start is not None)
    return (
        3 if named * 2 >= len(filled) and len({r.who for r in spoken}) > 0 else 1 + (timed > 0),
        min(length, 4.0) + len(filled) / (len(filled) + 100),
    )


def _of_item(item: dict[str, Any], who: str) -> Iterator[Record]:
    """Yield the pieces of one object: its own words, or those of a list inside when that tells more."""
    if str(item.get("subtype", "")).startswith(_CHAT_EVENTS):
        return
    who = who_of(item) or who
    inner = next(
        (item[k] for k in _INNER if isinstance(item.get(k), list) and item[k] and isinstance(item[k][0], dict)), None
    )
    text = text_of(item)
    if inner is not None:
        speakers = {who_of(x) for x in inner if isinstance(x, dict)} - {""}
        if not text or len(speakers) > 1:
            first = True
            for x in inner:
                for record in _of_item(x, who) if isinstance(x, dict) else ():
                    if first and record.start is None:
                        record.start = time_of(item, START)
                    first = False
                    yield record
            return
        who = who or next(iter(speakers), "")
        begin, last = (x if isinstance(x, dict) else {} for x in (inner[0], inner[-1]))
        yield Record(
            who, text, _or(time_of(item, START), time_of(begin, START)), _or(time_of(item, END), time_of(last, END))
        )
        return
    if text:
        kind = item.get("type")
        yield Record(
            who,
            text,
            time_of(item, START),
            time_of(item, END),
            glue=kind in {"punct", "punctuation"} or item.get("attaches_to") == "previous",
        )
        return
    alternatives = item.get("alternatives") or item.get("nBest")
    if isinstance(alternatives, list) and alternatives and isinstance(alternatives[0], dict):
        for record in _of_item(alternatives[0], who):
            record.start = record.start if record.start is not None else time_of(item, START)
            record.end = record.end if record.end is not None else time_of(item, END)
            record.who = record.who or who
            record.glue = record.glue or item.get("type") in {"punct", "punctuation"}
            yield record


def _or(a: float | None, b: float | None) -> float | None:
    return a if a is not None else b
