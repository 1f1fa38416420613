"""Large plain text written as `Name: words`: learnt from samples, then read by columns; odd lines go the way of small files.

Every step over all lines runs inside C (partition, accumulate, map); the text is taken in blocks, so that memory is bounded.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate, compress, repeat
from operator import add, getitem, itemgetter
from typing import cast

from kg.model import Transcript, Utterance
from kg.people.identity import Declared, resolve
from kg.people.labels import key, shape
from kg.people.roles import ROLE_WORDS
from kg.readers.columns import Utterances
from kg.readers.source import Source
from kg.readers.text.cast import declared_people, role_people
from kg.readers.text.heads import Head, colon_head
from kg.readers.text.lines import Line, State, read_line
from kg.readers.text.styles import Learned, learn

_SAMPLE = 15_000
_BLOCK = 4_000_000
_SEPARATOR = ": "
_first = itemgetter(0)
#: A line that holds one of these is looked at for itself: a mark of a sound may stand inside.
_MARKS = (
    "[",
    "【",
    "♪",
    "<",
    "(crosstalk",
    "(inaudible",
    "(indiscernible",
    "(unintelligible",
    "(overlapping",
    "#0",
    "#1",
)
_OTHER_SPACES = ("\t", "\r", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029", "\u3000", "\u00a0")


@dataclass(slots=True)
class _Reading:
    """What is carried from block to block."""

    learned: Learned
    rows: Utterances
    state: State
    places: dict[str, int] = field(default_factory=dict)
    label_of: dict[str, str] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)
    no_speakers: frozenset[str] = frozenset()
    counts: Counter[int] = field(default_factory=Counter)
    simple: Counter[int] = field(default_factory=Counter)
    n_lines: int = 0
    after_blank: bool = True
    roles: list[Declared] = field(default_factory=list)


def read_large(source: Source) -> Transcript | None:
    """Read a large source by columns, or return None when it is not written as plain `Name: words`."""
    sample = _sample(source.text)
    by_hand = [Declared(name=name) for name in source.speakers]
    learned = learn(sample, [*by_hand, *declared_people(sample)], source.not_speakers)
    if learned.main != "colon" or sum(
        1 for x in sample if key(x.partition(":")[0]) in learned.styles["colon"]
    ) * 3 < len(sample):
        return None
    reading = _Reading(learned, Utterances([]), State(main="colon", blankless=True))
    reading.no_speakers = frozenset(map(key, source.not_speakers))
    for start, block in _blocks(source.text):
        _read_block(reading, start, block)
    return _transcript(source, reading)


def _sample(text: str) -> list[str]:
    """Lines of the beginning, the middle and the end."""
    middle = len(text) // 2
    return [
        x
        for part in (text[:_SAMPLE], text[middle : middle + _SAMPLE], text[-_SAMPLE:])
        for x in part.splitlines()[1:-1] or part.splitlines()
    ]


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """Yield blocks that end at the end of a line, with their place."""
    at = 0
    while at < len(text):
        end = text.find("\n", at + _BLOCK)
        end = len(text) if end < 0 else end + 1
        yield at, text[at:end]
        at = end


def _read_block(reading: _Reading, offset: int, block: str) -> None:
    lines = block.splitlines(keepends=True)
    reading.n_lines += len(lines)
    heads = list(map(_first, map(str.partition, lines, repeat(_SEPARATOR))))
    codes: list[int | None] = list(map(reading.places.get, heads))
    if None in codes:
        missing = [i for i, c in enumerate(codes) if c is None]
        _learn_heads(
            reading, Counter(heads[i] for i in missing if len(heads[i]) < len(lines[i]) and len(heads[i]) <= 70)
        )
        for i in missing:
            codes[i] = reading.places.get(heads[i])
    line_end = 2 if "\r" in block and block.count("\r\n") == block.count("\n") == block.count("\r") > 0 else 1
    # before[i] is where the words of the line above end, when nothing but the line ending follows them.
    before = list(accumulate(map(len, lines), initial=offset - line_end))
    width: dict[int | None, int] = {code: len(head) + len(_SEPARATOR) for head, code in reading.places.items()}
    widths = list(map(width.get, codes, repeat(0)))
    odd = _odd_lines(block, lines, _Columns(codes, before, widths, line_end), offset)
    if not block.endswith("\n"):
        before[-1] += line_end
    _lay_out(reading, lines, odd, _Columns(codes, before, list(map(add, before, widths)), line_end))


@dataclass(frozen=True, slots=True)
class _Columns:
    """A block by columns: the speaker of each line or None, the places before it, its label's width or its words' place."""

    codes: list[int | None]
    before: list[int]
    bodies: list[int]
    line_end: int


def _learn_heads(reading: _Reading, count: Counter[str]) -> None:
    """Accept heads that are speakers: those learnt from the samples, and others that come back and look it."""
    known = reading.learned.styles["colon"]
    for head, n in count.items():
        if head in reading.places or head in reading.refused or key(head) in reading.no_speakers:
            continue
        if n < 3 and (key(head) not in known or key(head) in ROLE_WORDS):
            continue
        parsed = colon_head(f"{head}: x")
        plainly = (
            parsed is not None and parsed.style == "colon" and parsed.body == len(head) + 2 and head == head.strip()
        )
        if (
            parsed
            and plainly
            and (key(parsed.label) in known or shape(parsed.label) in {"name", "generic", "initials"})
        ):
            reading.places[head] = len(reading.rows.speakers)
            reading.rows.speakers.append(parsed.written)
        else:
            reading.refused.add(head)


def _odd_lines(block: str, lines: list[str], columns: _Columns, offset: int) -> list[int]:
    """Lines that are not simply a known label and words: without a label, with a mark of a sound, with spaces at an end."""
    codes, before, n = columns.codes, columns.before, columns.line_end
    odd = {i for i, c in enumerate(codes) if c is None} if None in codes else set()
    for mark in _MARKS if "(" in block else _MARKS[:4]:
        at = block.find(mark)
        while at >= 0:
            i = bisect_right(before, offset + at - n) - 1
            odd.add(i)
            at = block.find(mark, before[i + 1] + n - offset)
    if _is_uneven(block, lines, columns):
        odd.update(
            i
            for i, line in enumerate(lines)
            if codes[i] is not None and (line.rstrip() != line[:-n] or line[columns.bodies[i]].isspace())
        )
    return sorted(odd)


def _is_uneven(block: str, lines: list[str], columns: _Columns) -> bool:
    """Tell whether any line of a block has more spaces than one after its label, or any at its end."""
    others = _OTHER_SPACES[: 7 if block.isascii() else None]
    if (
        " \n" in block
        or " \r" in block
        or not block.endswith("\n")
        or any(c in block for c in others if c != "\r" or columns.line_end == 1)
    ):
        return True
    first = set(map(getitem, lines, columns.bodies))
    return any(c.isspace() and (c not in "\r\n" or None not in columns.codes) for c in first)


def _lay_out(reading: _Reading, lines: list[str], odd: list[int], columns: _Columns) -> None:
    """Add the stretches between odd lines at once, and the odd lines one by one; empty lines cost nothing."""
    codes, before, bodies, n = columns.codes, columns.before, columns.bodies, columns.line_end
    special = [i for i in odd if not lines[i].isspace()]
    empty = set(odd).difference(special)
    at = 0
    for i in [*special, len(lines)]:
        if i > at:
            keep = [j not in empty for j in range(at, i)] if empty else repeat(True)
            chosen = list(compress(cast("list[int]", codes[at:i]), keep))
            reading.rows.extend(
                chosen, map(add, compress(bodies[at:i], keep), repeat(n)), compress(before[at + 1 : i + 1], keep)
            )
            if chosen:
                reading.simple.update(chosen)
                state = reading.state
                state.label, state.started = reading.rows.speakers[chosen[-1]], True
                state.talk, state.below_label = False, False
        if i < len(lines):
            above = lines[i - 1].isspace() if i else reading.after_blank
            _read_odd(reading, lines[i], before[i] + n, above)
        at = i + 1
    reading.after_blank = lines[-1].isspace()


def _read_odd(reading: _Reading, raw: str, start: int, after_blank: bool) -> None:
    """Read one line as small files are read, and move what comes of it into the columns."""
    line = raw.rstrip("\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")
    head: Head | None = colon_head(line) if ":" in line[:90] or "：" in line[:90] else None
    accepted = head is not None and (reading.learned.accepts(head) or line.partition(_SEPARATOR)[0] in reading.places)
    roles = role_people(line) if head and key(head.label) in ROLE_WORDS and head.label not in reading.places else ()
    reading.roles += roles
    if after_blank:
        reading.state.below_label = False
    read_line(reading.state, Line(line, start, start + len(line), head if accepted else None, roles, after_blank))
    rows = reading.rows
    for turn in reading.state.turns:
        if turn.label and turn.label not in reading.label_of:
            known = next((i for i, x in enumerate(rows.speakers) if x == turn.label), None)
            reading.label_of[turn.label] = turn.label
            if known is None:
                rows.speakers.append(turn.label)
        place = rows.speakers.index(turn.label) if turn.label else -1
        rows.add(speaker=place, start=turn.start, end=turn.end, kind=turn.kind)
        if turn.kind == "heading":
            rows.open_section(reading.state.section)
        if turn.label:
            reading.counts[place] += 1
    reading.state.turns.clear()


def _transcript(source: Source, reading: _Reading) -> Transcript:
    rows, ledger = reading.rows, reading.state.ledger
    said = rows.n_characters
    blank = len(source.text) - said - sum(ledger.characters.values())
    labels = sum((len(x) + 1) * reading.simple[i] for i, x in enumerate(rows.speakers))
    ledger.add("speaker label", labels, sum(reading.simple.values()))
    ledger.add("white space", blank - labels, reading.n_lines)
    counts = reading.simple + reading.counts
    identities = resolve({label: counts[i] or 1 for i, label in enumerate(rows.speakers)}, declared=reading.roles)
    rows.speakers = [identities.names[x] for x in rows.speakers]
    return Transcript(
        text=source.text,
        utterances=cast("tuple[Utterance, ...]", rows),
        format="plain text",
        title=reading.state.title,
        left_out=ledger.left_out(),
        labels=identities.people,
        notes=("turns are written as: colon", *identities.warnings),
    )
