"""JSON of speech recognisers and podcasts: segments or words with speaker and times, under whatever keys the tool uses."""

from __future__ import annotations

import dataclasses
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from kg.errors import FormatError, NoSpeakerError
from kg.model import LeftOut, Transcript
from kg.readers import html_page
from kg.readers import text as plain_text
from kg.readers.builder import Builder
from kg.readers.json_shape import Record, best_records, finest, voices_of, with_voices
from kg.readers.json_threads import thread_of
from kg.readers.source import Source
from kg.readers.told import iso_date, language_code
from kg.readers.voices import beside

#: A time of more seconds is counted from 1970.
_EPOCH = 1e8
#: From the year 2001 on they have ten digits; in thousandths, thirteen.
_SINCE_1970 = 1e9
#: And by one of more, in the year 2100, it is counted in another unit than was guessed.
_LAST = 4_102_444_800
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


def parse(source: Source) -> Any:
    """Return the JSON of a source, or raise FormatError with the line at fault."""
    try:
        return json.loads(source.text, strict=False)
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
    page = _page(data)
    if page:
        return dataclasses.replace(html_page.read(dataclasses.replace(source, text=page)), format="HTML inside of JSON")
    names = _name_table(data)
    found = thread_of(data) or _found(data)
    records = _said_once(found)
    written = _written(source, data, records)
    if written is not None:
        return written
    if not records:
        raise NoSpeakerError(
            f"{source.name}: no list of segments or words with text is in this JSON (see kg formats for those that are read)"
        )
    builder = Builder(voices=beside(source))
    if len(records) < len(found):
        kept = set(map(id, records))
        builder.leave("said again with speakers", " ".join(r.text for r in found if id(r) not in kept))
    _say(builder, records, names)
    notes = [f"{len(records)} segments or words"] + (
        [] if any(r.who for r in records) else ["nobody is named (the recogniser was run without speakers)"]
    )
    transcript = builder.finish(len(source.text), format=_kind(data), title=_told(data, ("title",)), notes=notes)
    return dataclasses.replace(
        transcript,
        date=iso_date(_told(data, ("date", "event_date", "recorded", "recorded_at", "created", "created_at"))),
        place=_told(data, ("place", "location", "venue")),
        started_at=_moment(records),
        language=language_code(_told(data, ("language", "lang", "language_code", "languageCode", "locale"))),
    )


def _say(builder: Builder, records: list[Record], names: dict[str, str]) -> None:
    clock = _clock(records)
    before: Record | None = None
    for record in records:
        same = before is not None and before.who == record.who and not before.breaks
        # `>>` is how captions say that another speaks, without saying who.
        change = _CHANGE.match(record.text) if not record.who else None
        words = record.text[change.end() :] if change else record.text
        if not (record.glue and same and builder.glue(words, clock(record.end))):
            label = names.get(record.who, record.who)
            joins = not change and not (before is not None and before.breaks)
            builder.say(label, words, clock(record.start), clock(record.end), join=joins)
        before = record


def _found(data: Any) -> list[Record]:
    """Return the pieces that tell most; where nobody is named in them, a list of who spoke when is laid beside the words."""
    records = best_records(data)
    voices = None if any(r.who for r in records) else voices_of(data)
    return with_voices(finest(data) or records, voices) if voices else records


def _page(data: Any) -> str:
    """Return the page that a JSON object holds as its one long string, as oTranscribe writes it, or ""."""
    if not isinstance(data, dict):
        return ""
    text = max((v for v in data.values() if isinstance(v, str)), key=len, default="")
    return text if re.search(r"</(?:p|div|li|br|span)>|<br\b", text[:5000]) else ""


def _written(source: Source, data: Any, records: Sequence[Record]) -> Transcript | None:
    """Read the one long string of an object as text where its lines have labels and nothing else says who speaks."""
    if any(r.who for r in records) or len(records) > 1:
        return None
    text = max((x for x in _strings(data)), key=len, default="")
    if text.count("\n") < 2 or len(text) < 0.3 * len(source.text):
        return None
    try:
        inner = plain_text.read(dataclasses.replace(source, text=text))
    except NoSpeakerError:
        return None
    rest = LeftOut(reason="JSON around the text", n_pieces=1, n_characters=max(0, len(source.text) - len(text)))
    return dataclasses.replace(
        inner,
        format="text inside of JSON",
        title=_told(data, ("title",)) or inner.title,
        left_out=tuple(sorted((*inner.left_out, rest), key=lambda x: (-x.n_characters, x.reason))),
    )


def _strings(data: Any, depth: int = 0) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict) and depth < 4:
        for value in data.values():
            yield from _strings(value, depth + 1)


def _told(data: Any, names: Sequence[str]) -> str:
    """Return what is told under one of some names at the top, or among what is told about the file, "" for nothing."""
    inner = [data] if isinstance(data, dict) else []
    for _ in range(3):
        # Level by level, so that the title of the whole comes before that of a part.
        inner += [v for x in inner for v in x.values() if isinstance(v, dict) and not any(v is y for y in inner)]
    for holder in inner:
        for name in names if isinstance(holder, dict) else ():
            value = holder.get(name)
            if isinstance(value, str) and value.strip():
                return " ".join(value.split())[:500]
    return ""


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
    scale, zero = _scale(records), _zero(records)
    return lambda value: None if value is None else round((value - zero) / scale, 6)


def _zero(records: list[Record]) -> float:
    """Return the first time where times are counted from 1970, in their own unit; else 0."""
    first = next((r.start for r in records if r.start is not None), 0.0)
    return first if first / _scale(records) > _EPOCH else 0.0


def _moment(records: list[Record]) -> str:
    """Return the moment of the first time, in UTC, where times are counted from 1970; "" where they are not."""
    seconds = _zero(records) / _scale(records)
    return (
        f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%M:%SZ}"
        if seconds.is_integer() and 0 < seconds < _LAST
        else ""
    )


def _scale(records: list[Record]) -> float:
    """Tell milliseconds and ticks from seconds: nobody says less than one word in ten seconds throughout."""
    timed = [r for r in records if r.start is not None]
    if len(timed) < 2 or any(r.start is not None and not float(r.start).is_integer() for r in timed):
        return 1.0
    first, last = timed[0].start or 0.0, timed[-1].end or timed[-1].start or 0.0
    if _SINCE_1970 <= first < 100 * _SINCE_1970:
        # A moment of this century in seconds: posts are written hours apart.
        return 1.0
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
