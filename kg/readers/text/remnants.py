"""What is left of damaged labels: lines that begin as a known label does and are not read as one, labels that are nearly another.

A label that has lost its colon, has a slip of the pen, a number, a tag or a line break in it would give its words to who
spoke before. Nothing is mended here: what is found is told, and the person decides.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from kg.people.labels import NOT_SPEAKERS, is_generic, key
from kg.readers.text.heads import Head

#: What may stand before a label in a damaged line: marks, numbers, a tag, a time.
_LEAD = re.compile(
    r"""
    (?:\s|<[^<>]{0,40}>|[\[\](){}<>#*_|>.,;:!?\"'“”«»•–—=+~/\\-]|\d{1,4}(?!\w)){0,24}
    """,
    re.VERBOSE,
)
_BEFORE_COLON = re.compile(r"([^:：\n]{2,50}?)\s{0,3}[:：]")
_MARK_AFTER = re.compile(r"\s{0,3}[;.·|>=/\\~_*\])}<#@!?&%$^+\"-]|\s{0,2}[–—]")
#: Digits, marks or a time between a label and its colon.
_COLON_LATE = re.compile(r"[\s\d\])}*_>-]{0,12}(?:[(\[]?\d{1,2}(?::\d\d){1,2}[)\]]?)?\s{0,2}[:：]")
_DIGITS = re.compile(r"\d{1,9}")
_FEW = 3
#: Of more labels than this not each is compared with each.
_MANY = 400
_WORDS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """One line as it was read: its head, or whether its words went to who spoke before.

    `place` says where it stands in sources that are not read by lines.
    """

    text: str
    head: Head | None
    goes_on: bool
    place: str = ""


def told_by(label: str, text: str, place: str) -> Read:
    """Return a cue or a row as a line: with its label, or nobody's or going on."""
    head = Head("cell", "colon", label, "", None, 0, label) if label else None
    return Read(text=text, head=head, goes_on=not label, place=place)


def _where(name: str, line: Read, i: int) -> str:
    return f"{name}, {line.place}" if line.place else f"{name}:{i + 1}"


def remnants(lines: Sequence[Read], name: str) -> Iterator[str]:
    """Yield a warning for each line or label that looks like what is left of a known label."""
    count = Counter(key(r.head.label) for r in lines if r.head)
    written = _written(lines)
    known = _Known({k: written[k] for k, n in count.items() if n >= 2 or len(count) <= 3})
    yield from _broken_lines(lines, known, name)
    yield from _labels_alike(lines, count, written, name)


def _written(lines: Sequence[Read]) -> dict[str, str]:
    """How each label is mostly written."""
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for line in lines:
        if line.head:
            forms[key(line.head.label)][line.head.label] += 1
    return {k: c.most_common(1)[0][0] for k, c in forms.items()}


class _Known:
    """The labels that return, by their first word."""

    def __init__(self, labels: Mapping[str, str]) -> None:
        self.labels = labels
        self.by_first: defaultdict[str, list[str]] = defaultdict(list)
        for folded in sorted(labels, key=len, reverse=True):
            self.by_first[_first_word(folded)].append(folded)

    def at(self, text: str) -> str:
        """Return the label that a text begins with, "" for none."""
        folded = text[:120].casefold().replace("’", "'")
        return next((k for k in self.by_first.get(_first_word(folded), ()) if folded.startswith(k)), "")

    def nearly(self, label: str) -> str:
        """Return the label that another is one or two slips away from, "" for none."""
        if len(self.labels) > _MANY:
            return ""
        return next((k for k in self.labels if alike(key(label), k)), "")


def _first_word(text: str) -> str:
    match = _WORDS.search(text)
    return match[0] if match and match.start() == 0 else text[:1]


def alike(a: str, b: str) -> bool:
    """Tell whether two folded labels differ by a slip: one edit, two where they are long; numbers are no slip.

    >>> alike("ada prak", "ada park"), alike("speaker 1", "speaker 2"), alike("ab", "ad"), alike("a da park", "ada park")
    (True, False, False, True)
    """
    short, long = sorted((len(a), len(b)))
    # Of three letters one may have been lost: `Mra` for `Mira`; `AB` and `AD` are two people.
    if a == b or short < 3 or long < 4 or (short == 3 and a[:1] != b[:1]):
        return False
    if _DIGITS.sub("", a) == _DIGITS.sub("", b) and is_generic(a) and is_generic(b):
        # `speaker 1` and `speaker 01` are one number.
        return [int(x) for x in _DIGITS.findall(a)] == [int(x) for x in _DIGITS.findall(b)]
    if a.replace(" ", "") == b.replace(" ", ""):
        return True
    allowed = 1 if min(len(a), len(b)) < 8 else 2
    return bool(OSA.distance(a, b, score_cutoff=allowed) <= allowed)


def _broken_lines(lines: Sequence[Read], known: _Known, name: str) -> Iterator[str]:
    turns = [i for i, r in enumerate(lines) if r.head]
    # Before the first turn and after the last stand lists of people.
    for i in range(turns[0] + 1 if turns else 0, min(len(lines), turns[-1] + 3) if turns else 0):
        line = lines[i]
        if line.head or not line.text.strip():
            continue
        what = _remnant(line, _next(lines, i), known)
        if what:
            whose = "no one's" if line.place.startswith("row") else "read as those of who spoke before"
            yield f"{_where(name, line, i)}: {what}: its words are {whose} (mend the line, or give --speaker NAME)"


_NOTHING = Read(text="", head=None, goes_on=False)


def _next(lines: Sequence[Read], i: int) -> Read:
    """Return the next line that holds words."""
    return next((r for r in lines[i + 1 : i + 5] if any(c.isalpha() for c in r.text)), _NOTHING)


def _remnant(line: Read, below: Read, known: _Known) -> str:
    """Say what a line that is no turn has of a label, "" for nothing."""
    lead = _LEAD.match(line.text)
    body = line.text[lead.end() if lead else 0 :]
    label = known.at(body)
    if label:
        rest = body[len(label) :]
        shown = known.labels[label]
        if not any(c.isalpha() for c in rest) and len(rest) <= 20:
            # Above a turn it is a running head, above another name a list of people.
            listed = (
                below.head is not None or len(below.text.split()) < _FEW or bool(known.at(below.text.strip(" *-•")))
            )
            return "" if listed else f"{shown!r} stands alone on its line"
        if _COLON_LATE.match(rest):
            return f"begins with {shown!r} and a colon, but not as the other labels do"
        if line.goes_on and _MARK_AFTER.match(rest) and not _plain_sentence(rest):
            return f"begins with {shown!r} and another mark than the other labels have"
        if line.goes_on and _fresh_sentence(label, rest):
            return f"begins with {shown!r} without what ends a label"
        return ""
    return _slip(body, line, known) or _half(body, below.text, known)


def _plain_sentence(rest: str) -> bool:
    """`Ada. ` ends a sentence, `Ada's` goes on: no label is damaged there."""
    return bool(re.match(r"[.!?]\s*$|[.!?\"”]\s*$|['’]", rest))


def _fresh_sentence(label: str, rest: str) -> bool:
    """After the label a sentence begins: `Ada Park What do we do`, and no verb in small letters as in `Ada Park said`."""
    following = rest.lstrip()
    return (
        rest[:1] in {" ", "\t"}
        and following[:1].isupper()
        and (len(label.split()) > 1 or not following.split()[0].istitle() or len(rest.split()) > 2)
    )


def _slip(body: str, line: Read, known: _Known) -> str:
    match = _BEFORE_COLON.match(body)
    before = match[1].strip(" *_[]()<>") if match else ""
    if not before or key(before) in NOT_SPEAKERS or len(before.split()) > 6:
        return ""
    near = known.nearly(before)
    return f"{before!r} is nearly {known.labels[near]!r}" if near and line.goes_on else ""


def _half(body: str, below: str, known: _Known) -> str:
    """The first words of a label alone on a line, the others at the head of the next."""
    own, next_words = _undotted(body.strip(" *_:：")), _undotted(below[:60])
    if not own or len(own.split()) > 3:
        return ""
    whole = next(
        (
            k
            for k in known.by_first.get(_first_word(own), ())
            if (label := _undotted(k)).startswith(own + " ") and next_words.startswith(label[len(own) + 1 :])
        ),
        "",
    )
    return f"{body.strip()!r} and the line below make {known.labels[whole]!r}" if whole else ""


def _undotted(text: str) -> str:
    return key(text).replace(".", "")


def _labels_alike(lines: Sequence[Read], count: Counter[str], written: Mapping[str, str], name: str) -> Iterator[str]:
    """Labels that were accepted and are nearly, or nothing but a part or an addition of, one that is far more frequent."""
    where: dict[str, int] = {}
    for i, line in enumerate(lines):
        if line.head:
            where.setdefault(key(line.head.label), i)
    common = {k: m for k, m in count.items() if m >= 2}
    for rare, n in count.items() if len(count) <= _MANY else ():
        often = next(
            (k for k, m in common.items() if m >= 2 * n and n <= 2 and (alike(rare, k) or _grown(rare, k))), ""
        )
        if often:
            yield f"{_where(name, lines[where[rare]], where[rare])}: the label {written[rare]!r} ({n} of {n + count[often]} lines) is nearly {written[often]!r}: is it another speaker? (--not-speaker, or an alias in event.yaml)"
    yield from _other_case(lines, written, count, name)


def _grown(rare: str, often: str) -> bool:
    """`12 ada park`, `ada park 7` and `x ada park` hold the label and a number or a letter more."""
    rest = rare.replace(often, "", 1) if often in rare else rare
    return (
        rest != rare
        and len(often) >= 3
        and len(_WORDS.findall(rest)) <= 1
        and sum(map(len, _WORDS.findall(rest))) <= 1
        and bool(rest.strip())
    )


def _other_case(lines: Sequence[Read], written: Mapping[str, str], count: Counter[str], name: str) -> Iterator[str]:
    told: set[str] = set()
    forms = Counter(r.head.label for r in lines if r.head)
    for i, line in enumerate(lines):
        label = line.head.label if line.head else ""
        folded = key(label)
        if label and folded not in told and label != written[folded] and forms[label] == 1 and count[folded] >= 3:
            told.add(folded)
            yield f"{_where(name, line, i)}: the label {label!r} is written {written[folded]!r} elsewhere: read as one speaker"
