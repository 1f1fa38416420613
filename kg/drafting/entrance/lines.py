"""An answer in lines: records found among chatter, fences, list marks and tables; a line broken in two is joined again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.drafting.entrance.forms import FORMS, in_line_order, record_of
from kg.drafting.entrance.records import Answer, Fault, Origin, Record

#: What may stand before a record in a list, a quotation, or a table.
_BEFORE = re.compile(r"[\s>*+•|`-]{0,12}(?:\d{1,4}[.)]\s{1,4})?\**")
_BARS = re.compile(r"\s?(?<!\\)[|｜¦]\s?")
_LONG_NAMES = {form.title.replace(" ", ""): letter for letter, form in FORMS.items()}
_ENDS = {"end", "done", "ende", "fin", "konec"}
_MORE = {"more", "go on", "continue", "mehr", "suite"}
#: A longer line is no record.
_LONGEST_LINE = 20_000


@dataclass(slots=True)
class _Line:
    """A line of an answer that begins a record: its letter, its parts, where it stands."""

    letter: str
    parts: list[str]
    number: int
    text: str


def read_lines(text: str, name: str = "") -> Answer:
    """Return the records of an answer written in lines.

    Args:
        text: what was answered, with whatever stands around it.
        name: what the answer is called in faults.

    >>> answer = read_lines("Sure!\\n```\\nP | p1 | q1 | policy | Close the bridge.\\nT | p1 | AB | + | said | 5 | clo\\n")
    >>> [type(r).__name__ for r in answer.records], answer.cut
    (['PropositionRecord', 'StanceRecord'], False)
    """
    records: list[Record] = []
    faults: list[Fault] = []
    state = _State()
    for line in _record_lines(text, state):
        origin = Origin(answer=name, line=line.number, text=line.text)
        form = FORMS.get(line.letter)
        if form is None:
            reason = f"no record begins with {line.letter!r} (one of {', '.join(FORMS)})"
            faults.append(Fault(verdict="unusable", reason=reason, origin=origin))
            continue
        record, found = record_of(form, in_line_order(form, line.parts), origin)
        faults += found
        if record is not None:
            records.append(record)
    faults += [
        Fault(verdict="ignored", reason="no record", origin=Origin(answer=name, line=n, text=t))
        for n, t in state.chatter
    ]
    cut = bool(faults and state.last and not state.ended and not state.more and _is_last(faults, state.last))
    return Answer(
        name=name,
        records=tuple(records),
        faults=tuple(sorted(faults, key=lambda f: f.origin.line)),
        ended=state.ended,
        more=state.more,
        cut=cut,
    )


class _State:
    """What was met beside records."""

    def __init__(self) -> None:
        self.ended = self.more = False
        self.last = 0
        self.chatter: list[tuple[int, str]] = []


def _is_last(faults: list[Fault], last: int) -> bool:
    return any(f.verdict == "unusable" and f.origin.line == last for f in faults)


def _record_lines(text: str, state: _State) -> Iterator[_Line]:
    """Yield the lines that begin a record, each with what was broken off it."""
    held: _Line | None = None
    for number, raw in enumerate(text.splitlines(), start=1):
        said = raw.strip()
        word = said.strip("|*`_.!…:-—=# ").casefold()
        if not word or said.startswith("```"):
            continue
        line = _begun(said, number) if len(said) <= _LONGEST_LINE else None
        if line is None and held is not None and _goes_on(held, said, word):
            held = _joined(held, said)
            continue
        if held is not None:
            yield held
            held = None
        if line is not None:
            held, state.last = line, number
            state.more = state.ended = False
        elif word in _ENDS:
            state.ended, state.more = True, False
        elif word in _MORE:
            state.more, state.ended = True, False
        else:
            state.chatter.append((number, said[:200]))
    if held is not None:
        yield held


def _begun(said: str, number: int) -> _Line | None:
    """Return a line that begins a record: a letter and a bar, or the cells of a table that was copied."""
    match = _BEFORE.match(said)
    rest = said[match.end() :] if match else said
    parts = rest.split("\t") if "\t" in rest and "|" not in rest else _BARS.split(rest)
    letter = parts[0].strip("*` ")
    if len(parts) < 3:
        return None
    letter = _LONG_NAMES.get(letter.casefold(), letter)
    if len(letter) != 1 or not letter.isalpha():
        return None
    if not parts[-1].strip("` "):
        parts = parts[:-1]
    return _Line(letter.upper(), [_bare(p) for p in parts[1:]], number, said)


def _bare(part: str) -> str:
    return part.replace("\\|", "|").replace("\\_", "_").strip()


def _goes_on(held: _Line, said: str, word: str) -> bool:
    """Say whether a line is the rest of the record before it: something is missing there, and this is not a word of its own."""
    form = FORMS.get(held.letter)
    if form is None or word in _ENDS | _MORE or set(said) <= set("|-: "):
        return False
    needed = max((i for i, f in enumerate(form.fields) if f.needed), default=0)
    return len(held.parts) <= needed or "|" in said


def _joined(held: _Line, said: str) -> _Line:
    more = [_bare(p) for p in _BARS.split(said)]
    parts = [*held.parts[:-1], f"{held.parts[-1]} {more[0]}".strip(), *more[1:]]
    return _Line(held.letter, parts, held.number, f"{held.text} {said}")
