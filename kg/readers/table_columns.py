"""Which columns of a table hold who, what and when: told by what their cells hold, and by their names where there is a header."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.people.labels import is_generic, shape
from kg.readers.times import seconds
from kg.words import word_set, words_in

_WHO = words_in("readers/who")
TEXT_NAMES = words_in("readers/text")
START_NAMES = word_set(
    "start st begin beginning time times timestamp timestamps timecode timecodes tc in onset offset t0 tmin xmin zeit beginn début debut inicio inizio czas tid tijd время начало час الوقت 시간 時間 时间 开始时间"
)
END_NAMES = word_set("end en et stop out t1 tmax xmax ende fin fine конец 结束时间")
_SECTION = word_set("section topic agenda heading chapter debate title")
#: What stands beside one of these words in the name of a column and does not change what it holds.
_BESIDE = word_set("name label id time ts s sec secs seconds seg segundos ms from to item text")
#: Beside `who` these say that the column holds a number rather than a name.
_NUMBERING = word_set("id no nr number index idx #")
#: Columns of the two halves of a name.
FIRST_NAMES = (
    {"first", "name"},
    {"firstname"},
    {"given", "name"},
    {"forename"},
    {"vorname"},
    {"prénom"},
    {"prenom"},
    {"nombre"},
)
LAST_NAMES = (
    {"last", "name"},
    {"lastname"},
    {"surname"},
    {"family", "name"},
    {"nachname"},
    {"nom"},
    {"apellido"},
    {"apellidos"},
)
_NOBODY = word_set("none null nan n/a na - -- ? <unk> unknown_speaker")


def parted(name: str) -> list[str]:
    """Return the words in the name of a column or key, folded.

    >>> parted("StartTime (ms)"), parted("speaker_name"), parted("EnTime")
    (['start', 'time', 'ms'], ['speaker', 'name'], ['en', 'time'])
    """
    spaced = re.sub(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])", " ", name.strip())
    return [w for w in re.split(r"[\W_]+", spaced.casefold()) if w]


def _named(words: Sequence[str], kind: frozenset[str]) -> bool:
    return any(w in kind for w in words) and all(w in kind | _BESIDE for w in words)


def is_nobody(who: str) -> bool:
    """Tell whether a cell or value stands for no one.

    >>> is_nobody(" None "), is_nobody("N/A"), is_nobody("Nan Li")
    (True, True, False)
    """
    return who.strip().casefold() in _NOBODY or not who.strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The places of the columns; `who` is None where nobody is named, `header` tells whether the first row names them.

    `last` holds the last name where `who` holds the first one only; of `both` each is what the part that its header names
    says, as `interviewer` and `respondent` are.
    """

    who: int | None
    text: int
    start: int | None = None
    end: int | None = None
    section: int | None = None
    header: bool = True
    last: int | None = None
    both: tuple[tuple[int, str], ...] = ()


@dataclass(slots=True)
class Profile:
    """What the cells of one column hold, as shares of those that are filled."""

    place: int
    name: list[str] = field(default_factory=list)
    filled: float = 0.0
    words: float = 0.0
    numbers: float = 0.0
    times: float = 0.0
    counts_up: bool = False
    grows: bool = False
    fractions: bool = False
    labels: float = 0.0
    distinct: float = 1.0

    @property
    def is_text(self) -> bool:
        """Whether the cells can be what is said: mostly neither numbers nor times."""
        return self.filled > 0 and self.numbers < 0.5 and self.times < 0.5

    @property
    def is_time(self) -> bool:
        """Whether the cells can be times: nearly all are, and they grow."""
        return self.times >= 0.8 and self.grows


def profile(place: int, cells: Sequence[str], name: str = "") -> Profile:
    """Describe one column by its cells.

    >>> found = profile(0, ["1", "2", "3"], "Line")
    >>> found.counts_up, found.is_text, profile(1, ["Good morning, all.", "Yes."]).words
    (True, False, 2.0)
    """
    filled = [c.strip() for c in cells if c.strip()]
    found = Profile(place=place, name=parted(name))
    if not filled:
        return found
    n = len(filled)
    found.filled = n / max(1, len(cells))
    found.words = sum(map(_n_words, filled)) / n
    found.numbers = sum(bool(re.fullmatch(r"[-+]?\d+(?:[.,]\d+)?%?", c)) for c in filled) / n
    values = [v for c in filled if (v := cell_seconds(c)) is not None]
    found.times = len(values) / n
    found.grows = sum(a <= b for a, b in itertools.pairwise(values)) >= 0.9 * (len(values) - 1)
    found.fractions = any(not v.is_integer() for v in values) or any(":" in c for c in filled)
    found.counts_up = (
        n > 1
        and all(c.isdecimal() for c in filled)
        and sum(b - a == 1 for a, b in itertools.pairwise(values)) >= 0.9 * (n - 1)
    )
    found.labels = sum(shape(c.rstrip(":：").strip()) not in {"", "number"} for c in filled) / n
    found.distinct = len(set(filled)) / n
    return found


def _n_words(cell: str) -> int:
    wide = sum("\u3040" <= c <= "\u9fff" for c in cell)
    # Scripts without blanks: about two characters are a word.
    return max(len(cell.split()), wide // 2)


def cell_seconds(text: str) -> float | None:
    """Return the time in a cell, a number or a clock with or without words beside it, or None.

    >>> cell_seconds("3.5"), cell_seconds("00:01:02"), cell_seconds("[00:03:43] start of the talk"), cell_seconds("at 9")
    (3.5, 62.0, 223.0, None)
    """
    plain = text.strip()
    if re.fullmatch(r"\d+(?:\.\d+)?", plain):
        return float(plain)
    if ":" in plain and len(plain) < 30:
        return seconds(plain)
    mark = re.match(r"[\[(]\d{1,3}(?::\d\d){1,2}(?:[.,]\d{1,6})?[\])]", plain)
    return seconds(mark[0]) if mark else None


def columns_of(rows: Sequence[Sequence[str]]) -> Columns | None:
    """Find the columns from the first rows of a table, or return None when these rows are no turns.

    >>> columns_of([["Line", "Speaker", "Text"], ["1", "Ada", "It rains."], ["2", "Ben", "Does it?"]])
    Columns(who=1, text=2, start=None, end=None, section=None, header=True, last=None, both=())
    """
    if len(rows) < 2:
        return None
    width = len(rows[0])
    found = _by_header(rows, width)
    if found:
        return found
    even = [r for r in rows if len(r) == width]
    if len(rows) < 3 or not 2 <= width <= 20 or len(even) < 0.97 * len(rows):
        return None
    return _by_content([profile(i, [r[i] for r in even]) for i in range(width)])


def _by_header(rows: Sequence[Sequence[str]], width: int) -> Columns | None:
    """Columns as the first row names them, or None where it names none."""
    body = [r for r in rows[1:] if len(r) == width]
    if not body or any(cell_seconds(c) is not None for c in rows[0]):
        return None
    named = [profile(i, [r[i] for r in body], rows[0][i]) for i in range(width)]
    return (_by_name(named) if _is_header(rows[0], named) else None) or _two_parts(named)


def _is_header(first: Sequence[str], columns: Sequence[Profile]) -> bool:
    """A header names what its columns hold: none of its cells is a number, and one is a word that such names use."""
    if any(cell_seconds(c) is not None or len(c.split()) > 5 for c in first):
        return False
    known = _WHO | TEXT_NAMES | START_NAMES | END_NAMES
    return any(set(c.name) & known for c in columns) or _called(FIRST_NAMES, columns) is not None


def _by_name(columns: Sequence[Profile]) -> Columns | None:
    """Columns by header; a name alone is no proof, a column of numbers is never what is said."""
    text = _longest([c for c in columns if _named(c.name, TEXT_NAMES)])
    first, last = _halves(columns)
    who = first or _who_by_name([c for c in columns if c is not text])
    start = _first_called(START_NAMES, [c for c in columns if c.times > 0 and not c.counts_up])
    if text is None and (who or start):
        text = _text_beside(columns, who)
    timed = start is not None and start.times >= 0.8
    if text is None or not (who or timed):
        return None
    end = _first_called(END_NAMES, [c for c in columns if c.times > 0 and c is not text])
    section = _first_called(_SECTION, [c for c in columns if c.is_text and c not in (who, text)], whole=True)
    return Columns(
        who=_place(who),
        text=text.place,
        start=_place(start),
        end=_place(end),
        section=_place(section),
        last=_place(last),
    )


def _halves(columns: Sequence[Profile]) -> tuple[Profile | None, Profile | None]:
    """Return the columns of first and last names, where both are there."""
    first, last = (_called(kind, columns) for kind in (FIRST_NAMES, LAST_NAMES))
    return (first, last) if first and last else (None, None)


def _called(kinds: Sequence[set[str]], columns: Sequence[Profile]) -> Profile | None:
    """Return the column of names that is called by one of some sets of words."""
    return next((c for c in columns if set(c.name) - {"speaker", "member"} in kinds and c.labels >= 0.8), None)


def _two_parts(columns: Sequence[Profile]) -> Columns | None:
    """Two columns of words under the names of two parts: `interviewer` and `respondent`, `host` and `guest`."""
    parts = [c for c in columns if c.name and c.is_text and c.words >= 2 and is_generic(" ".join(c.name))]
    if len(parts) != 2:
        return None
    return Columns(who=None, text=parts[0].place, both=tuple((c.place, " ".join(c.name).capitalize()) for c in parts))


def _longest(columns: Iterable[Profile]) -> Profile | None:
    return max((c for c in columns if c.is_text), key=lambda c: c.words, default=None)


def _first_called(names: frozenset[str], columns: Sequence[Profile], *, whole: bool = False) -> Profile | None:
    """Return the first of some columns whose header is, or (unless `whole`) may be read as, one of some names."""
    return next((c for c in columns if (set(c.name) & names if whole else _named(c.name, names))), None)


def _who_by_name(columns: Sequence[Profile]) -> Profile | None:
    """Return the column that says who speaks: `speaker_name` tells more than `speaker_id` beside it."""
    whos = [c for c in columns if _named(c.name, _WHO) and c.filled]
    return next((c for c in whos if not set(c.name) & _NUMBERING), whos[0] if whos else None)


def _text_beside(columns: Sequence[Profile], who: Profile | None) -> Profile | None:
    """Return the column that holds the words where none that is called so reads like words."""
    # Where nothing else can be what is said, a column that is called so is read as it stands, numbers or not.
    named = next((c for c in columns if who and _named(c.name, TEXT_NAMES) and not c.counts_up), None)
    others = [c for c in columns if c is not who and c.is_text and c.words >= 2]
    return max(others, key=lambda c: c.words, default=named)


def _place(column: Profile | None) -> int | None:
    return column.place if column else None


def _by_content(columns: Sequence[Profile]) -> Columns | None:
    """Columns without a header: what they hold must leave no doubt."""
    text = _longest(columns)
    if text is None or text.words < 2:
        return None
    times = [
        c for c in columns if c is not text and c.is_time and (c.fractions or not c.counts_up) and c.distinct > 0.5
    ]
    whos = [
        c
        for c in columns
        if c is not text and c not in times and c.labels == 1 and c.distinct <= 0.8 and c.filled > 0.5
    ]
    start, end = (times[0] if times else None), (times[1] if len(times) > 1 else None)
    if not whos and end is None:
        return None
    return Columns(
        who=whos[0].place if whos else None,
        text=text.place,
        start=_place(start),
        end=_place(end),
        header=False,
    )


def is_doubtful(columns: Columns, rows: Iterable[Sequence[str]]) -> bool:
    """Tell whether what would be said is hardly longer than who says it: commas in prose make columns as well."""
    said, who = [], []
    for row in rows:
        if len(row) > columns.text and columns.who is not None and len(row) > columns.who:
            said.append(_n_words(row[columns.text]))
            who.append(_n_words(row[columns.who]))
    return columns.who is not None and sum(said) < 1.5 * sum(who) + 2 * len(who)
