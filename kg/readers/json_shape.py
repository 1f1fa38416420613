"""Pieces of speech out of JSON, told by the shape of what it holds rather than by a list of vendors.

A piece is an object with words. It says itself who speaks, or inherits it from an object around it, or a second list says who
spoke when. Of all lists in a JSON value the one that tells most is read: pieces with a speaker before pieces without, pieces
with times before pieces without, sentences before words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kg.people.labels import shape
from kg.readers.json_fields import END, KNOWN_KEYS, START, WHO, holder_of, text_of, time_of, turn_ends, who_of
from kg.readers.table_columns import Columns, columns_of, is_nobody
from kg.readers.voices import Voice, Voices

_MAX_DEPTH = 9
_SAMPLE = 400
#: Of these only the first is what was said: the rest are other hearings of the same sound.
_ALTERNATIVES = ("alternatives", "nBest", "NBest", "hypotheses", "alternative")
#: Lists that tell about people or the file, unless their items have words.
_APART = frozenset(
    {
        "metadata",
        "entities",
        "sentiment_analysis_results",
        "chapters",
        "topics",
        "summaries",
        "reactions",
        "attachments",
    }
)
_KEYS_OF_PIECES = frozenset(
    (*KNOWN_KEYS, "title", "url", "id", "label", "description", "summary", "question", "answer")
)
#: What a chat's machine says: who came, who went.
_CHAT_EVENTS = ("channel_", "group_", "bot_", "huddle_", "pinned_", "tombstone", "thread_broadcast_")


@dataclass(slots=True)
class Record:
    """One piece of speech: who, what, from when to when; `glue` joins it to the piece before without a space.

    `breaks` says that another speaks after it, though not who.
    """

    who: str
    text: str
    start: float | None
    end: float | None
    glue: bool = False
    breaks: bool = False


def records_of(item: dict[str, Any], who: str = "", depth: int = 0) -> list[Record]:
    """Return the pieces of speech in one object: its own words, or those of a list inside when that tells more.

    >>> records_of({"speaker": "Ada", "blocks": [{"text": "It rains.", "start": 1}]})
    [Record(who='Ada', text='It rains.', start=1.0, end=None, glue=False, breaks=False)]
    """
    if depth > _MAX_DEPTH or str(item.get("subtype", "")).startswith(_CHAT_EVENTS):
        return []
    text = text_of(item)
    about = holder_of(item) if text else {}
    who = who_of(item) or who_of(about) or who
    inner = _inside(item, who, depth)
    start, end = (_or(time_of(item, keys), time_of(about, keys)) for keys in (START, END))
    if inner and (not text.strip() or len({r.who for r in inner} - {""}) > 1):
        if inner[0].start is None:
            inner[0].start = start
        if inner[-1].end is None:
            inner[-1].end = end
        return inner
    if not text:
        return []
    if inner:
        who = who or next((r.who for r in inner if r.who), "")
        start, end = _or(start, inner[0].start), _or(end, inner[-1].end)
    glue = item.get("type") in {"punct", "punctuation"} or item.get("attaches_to") == "previous"
    return [Record(who, text, start, end, glue=glue, breaks=turn_ends(item))]


def _inside(item: dict[str, Any], who: str, depth: int) -> list[Record]:
    """Return the pieces of the one value inside an object that has most words."""
    best: list[Record] = []
    most = 0
    for name, value in item.items():
        found: list[Record] = []
        if name in _ALTERNATIVES and isinstance(value, list):
            found = records_of(value[0], who, depth + 1) if value and isinstance(value[0], dict) else []
            if item.get("type") in {"punct", "punctuation"}:
                for record in found:
                    record.glue = True
        elif isinstance(value, list) and name not in _APART:
            found = pieces(value, who, depth + 1)
        elif isinstance(value, dict) and name not in _APART and name not in WHO:
            found = records_of(value, who, depth + 1)
        size = sum(len(r.text.split()) for r in found)
        if size > most:
            best, most = found, size
    return best


def pieces(items: Sequence[Any], who: str = "", depth: int = 0) -> list[Record]:
    """Return the pieces of speech of a list of objects, or of `[word, start, end]` triples."""
    if items and all(_is_triple(x) for x in items[:5]):
        return [Record(who, x[0], float(x[1]), float(x[2])) for x in items if _is_triple(x)]
    objects = [x for x in items if isinstance(x, dict)]
    if not objects:
        return _from_rows(items, who)
    named = _by_name(objects)
    if named:
        return named
    found = [r for x in objects for r in records_of(x, who, depth)]
    if not any(r.text.strip() for r in found):
        found = _as_table(objects, who)
    return _with_own_blanks(found)


def _from_rows(items: Sequence[Any], who: str) -> list[Record]:
    """A list of lists of one length is a table without a header: `[name, words]`, `[time, name, words]`."""
    rows = [[_cell(c) for c in x] for x in items if isinstance(x, list)]
    if len(rows) < 3 or len(rows) < len(items) or len({len(r) for r in rows}) != 1:
        return []
    columns = columns_of(rows[:_SAMPLE])
    if columns is None or columns.who is None:
        return []
    return [_row(row, columns, who) for row in rows[columns.header :]]


def _by_name(objects: Sequence[dict[str, Any]]) -> list[Record]:
    """Objects of one key each are turns where the keys are names that return: `{"Ada": "It rains."}`."""
    if len(objects) < 3 or not all(len(x) == 1 and isinstance(next(iter(x.values())), str) for x in objects):
        return []
    pairs = [next(iter(x.items())) for x in objects]
    names = {name for name, _ in pairs}
    if (
        len(names) > 0.8 * len(pairs)
        or names & _KEYS_OF_PIECES
        or not all(shape(n) not in {"", "number"} for n in names)
    ):
        return []
    words = sum(len(text.split()) for _, text in pairs)
    return [Record(name, text, None, None) for name, text in pairs] if words >= 2 * len(pairs) else []


def _is_triple(value: Any) -> bool:
    return (
        isinstance(value, list)
        and len(value) == 3
        and isinstance(value[0], str)
        and all(isinstance(v, (int, float)) and not isinstance(v, bool) for v in value[1:])
    )


def _with_own_blanks(records: list[Record]) -> list[Record]:
    """Where a list writes the blanks between its words itself, none is added."""
    blank = sum(not r.text.strip() for r in records)
    leading = sum(r.text[:1].isspace() for r in records)
    trailing = sum(r.text[-1:].isspace() for r in records)
    single = sum(len(r.text.split()) <= 1 for r in records)
    if not blank and (max(leading, trailing) * 2 < len(records) or single * 5 < len(records) * 4):
        return records
    before = " "
    for record in records:
        record.glue = record.glue or not (before[-1:].isspace() or record.text[:1].isspace())
        before = record.text or before
    return [r for r in records if r.text.strip()]


def _as_table(objects: list[dict[str, Any]], who: str) -> list[Record]:
    """A list of flat objects under keys that nobody knows is a table: its columns tell what they hold."""
    names = list(objects[0])
    if len(objects) < 3 or len(names) > 20:
        return []
    rows = [[_cell(x.get(k)) for k in names] for x in objects]
    columns = columns_of([names, *rows[:_SAMPLE]])
    if columns is None:
        return []
    return [_row(row, columns, who) for row in rows]


def _row(row: list[str], columns: Columns, who: str) -> Record:
    def number(i: int | None) -> float | None:
        return time_of({"start": row[i]}, START) if i is not None else None

    said = row[columns.who] if columns.who is not None else ""
    return Record("" if is_nobody(said) else said or who, row[columns.text], number(columns.start), number(columns.end))


def _cell(value: Any) -> str:
    return "" if value is None or isinstance(value, (list, dict)) else str(value)


def lists_of(data: Any, *, through_text: bool = False, depth: int = 0) -> Iterator[list[Any]]:
    """Yield every list that can hold pieces of speech, the outer before the inner.

    What lies inside an object with words of its own is looked at only with `through_text`: there stand its single words.
    """
    if depth > _MAX_DEPTH:
        return
    inside: Iterable[Any] = ()
    if isinstance(data, list):
        if any(isinstance(x, (dict, list)) for x in data[:5]):
            yield data
        inside = (x for x in data[: 200 if depth else 5000] if isinstance(x, dict) and (through_text or not text_of(x)))
    elif isinstance(data, dict):
        if _is_map(data):
            yield list(data.values())
        inside = (v for k, v in data.items() if isinstance(v, (dict, list)) and k not in _APART)
    for value in inside:
        yield from lists_of(value, through_text=through_text, depth=depth + 1)


def _is_map(data: dict[str, Any]) -> bool:
    """Whether an object is a list in disguise: under numbers or ids stand objects with words."""
    values = list(data.values())
    return (
        len(values) >= 2
        and all(isinstance(v, dict) and text_of(v) for v in values[:5])
        and isinstance(values[-1], dict)
    )


def best_records(data: Any) -> list[Record]:
    """Return the pieces of the list that tells most, or of all lists of its shape where the words are parted over them."""
    lists = [x for x in lists_of(data) if x]
    scored = [(s, -i, x) for i, x in enumerate(lists) if (s := _score(x)) > (0, 0.0)]
    if not scored:
        return []
    _, _, best = max(scored, key=lambda t: (t[0], t[1]))
    parts = [best] if not _parted(lists, best) else [x for x in lists if _keys(x) == _keys(best)]
    return [r for items in parts for r in pieces(items)]


def _keys(items: list[Any]) -> frozenset[str]:
    return frozenset(items[0]) if items and isinstance(items[0], dict) else frozenset()


def _parted(lists: list[list[Any]], best: list[Any]) -> bool:
    """Google and Gong part the words over many lists of one shape; two such lists that say the same are no such parting."""
    same = [x for x in lists if x is not best and _keys(x) == _keys(best)]
    openings = [_opening(x) for x in same]
    differ = all(x != _opening(best) for x in openings) or len({*openings, _opening(best)}) > 2
    return bool(same) and len(lists) > 2 and differ


def _opening(items: list[Any]) -> tuple[float | None, str]:
    """What tells one part of the talk from another: when its first piece begins, and without a time what it says."""
    if not items or not isinstance(items[0], dict):
        return None, ""
    start = time_of(items[0], START)
    return start, "" if start is not None else " ".join(r.text for r in records_of(items[0]))


def _score(items: list[Any]) -> tuple[int, float]:
    sample = [x for x in items[:_SAMPLE] if isinstance(x, (dict, list)) and not _is_triple(x)]
    spoken = pieces(sample)
    filled = [r for r in spoken if r.text.strip()]
    if not filled or len(filled) * 2 < len(sample):
        return (0, 0.0)
    if all(r.start is None and shape(r.text) == "name" for r in filled):
        # A list of who takes part: `{"key": "a1", "name": "Ada Park"}`.
        return (0, 0.0)
    named = sum(1 for r in filled if r.who)
    length = sum(len(r.text.split()) for r in filled) / len(filled)
    timed = sum(1 for r in filled if r.start is not None)
    return (
        3 if named * 2 >= len(filled) else 1 + (timed > 0),
        min(length, 4.0) + len(filled) / (len(filled) + 100),
    )


def _or(a: float | None, b: float | None) -> float | None:
    return a if a is not None else b


# Who spoke when, in a list of its own.


def voices_of(data: Any) -> Voices:
    """Return the list that says who spoke when, without saying what, for the most of the time, in order of time.

    >>> voices_of({"paragraphs": [{"speaker": "Ada", "start": 0, "end": 2.5}]}).at(1.0)
    'Ada'
    """
    best: list[Voice] = []
    longest = 0.0
    for items in lists_of(data):
        found = [v for x in items if isinstance(x, dict) and not text_of(x) and (v := _voice(x))]
        covered = sum(v.end - v.start for v in found)
        if len(found) * 2 > len(items) and covered > longest:
            best, longest = found, covered
    return Voices(best)


def _voice(item: dict[str, Any]) -> Voice | None:
    who, start, end = who_of(item), time_of(item, START), time_of(item, END)
    return Voice(start, end, who) if who and start is not None and end is not None else None


def with_voices(records: list[Record], voices: Voices) -> list[Record]:
    """Give each piece to who spoke at its time; a piece without a time goes with the one before it."""
    who = ""
    for record in records:
        who = voices.at(record.start, record.end) if record.start is not None else who
        record.who = record.who or who
    return records


def finest(data: Any) -> list[Record]:
    """Return the pieces of the list with the most timed pieces: single words where there are any."""
    best: list[Record] = []
    for items in lists_of(data, through_text=True):
        found = pieces(items)
        timed = sum(r.start is not None for r in found)
        if timed > sum(r.start is not None for r in best):
            best = found
    return best
