"""What stands around the lines of a talk and is no part of them: numbers in the margin, ids of turns, tags of one's own.

It is blanked, never cut, so that every offset stays: a line is as long after as before.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

_MARGIN = re.compile(r"^\s{0,8}(\d{1,2})(?:\s+|$)")
#: `[T001]`, `#12`, `(3)` or `12` before what looks like a label.
_NUMBERED = re.compile(
    r"""
    ^[ \t]{0,8}
    (?P<id>
        [\[(<{]\s?(?P<letters>[A-Za-z]{0,8})[-_. #]?(?:\d{1,3}\.){0,2}(?P<n1>\d{1,6})\s?[\])>}][.:]?
      | \#\s?(?P<n2>\d{1,6})[.:]?
      | [A-Za-z]{1,2}(?P<n3>\d{2,6})[.:]?
      | [TUL](?P<n6>\d{1,6})[.:]
      | [A-Za-z]{2,8}\.\s?(?P<n5>\d{1,6})
      | (?P<n4>\d{1,6})
    )[ \t]{1,8}(?=\S)
    """,
    re.VERBOSE,
)
_LABEL_LIKE = re.compile(r"[\[*]{0,3}[^\W\d_][^:：\n]{0,79}[:：]|[QA][.:]?[ \t](?=[A-Z\"“‘])")
#: `HOUSE OF ASSEMBLY      1 May 2024      417` and `418      HOUSE OF ASSEMBLY`.
_RUNNING = re.compile(
    r"""
      ^\s*+(?P<n1>\d{1,4})\s{3,}+(?P<left>[^\W\d_].{2,150})$
    | ^\s*+(?P<right>[^\W\d_].{2,150}?)\s{3,}(?P<n2>\d{1,4})\s*+$
    """,
    re.VERBOSE,
)
#: `Case 12-0113   Page 3 of 9`, `Page 3 of 9 - Draft`: the number stands behind the word.
_PAGE = re.compile(
    r"""
    (?P<left>.{0,120}?)\b[Pp](?:age|AGE)\s{1,3}(?P<n>\d{1,4})(?:\s(?:of|OF|/)\s\d{1,4})?\b(?P<right>.{0,120})$
    """,
    re.VERBOSE,
)
#: A line beside the head of a page that says the same on each: `CONFIDENTIAL`.
_BESIDE = 80
_STAMP = re.compile(r"\[?(?:\d{1,2}:)?\d{1,2}:\d\d\]?[ \t]")
_TAG = re.compile(r"</?([A-Za-z][\w.-]{0,40})(?:\s[^<>]{0,200})?/?>")
#: Tags that say how words look, or who speaks: others read them.
_KNOWN_TAGS = frozenset(
    {"b", "i", "u", "s", "p", "em", "br", "strong", "font", "v", "c", "span", "div", "a", "ruby", "rt", "lang"}
)


def without_margins(lines: Sequence[str]) -> tuple[list[str], Counter[str]]:
    """Return the lines without what stands around them, and how many characters were blanked for which reason.

    >>> lines, blanked = without_margins(["[T1] Ada: It rains.", "[T2] Ben: It does.", "[T3] Ada: Good."])
    >>> [line.strip() for line in lines], blanked
    (['Ada: It rains.', 'Ben: It does.', 'Ada: Good.'], Counter({'number of a turn': 12}))
    """
    kept, blanked = list(lines), Counter[str]()
    for step, reason in (
        (_margin, "page furniture"),
        (_running_heads, "page furniture"),
        (_same_stamp, "time"),
        (_tags, "mark-up"),
        (_numbers, "number of a turn"),
    ):
        kept, n = step(kept)
        blanked[reason] += n
    return kept, +blanked


def _margin(lines: list[str]) -> tuple[list[str], int]:
    """Line numbers that count up page by page in the margin, as in a deposition."""
    numbers = [(i, m) for i, line in enumerate(lines) if (m := _MARGIN.match(line))]
    filled = sum(1 for line in lines if line.strip())
    follows = sum(int(b[1]) == int(a[1]) + 1 for (_, a), (_, b) in pairwise(numbers))
    if (
        len(numbers) < 10
        or len(numbers) < 0.6 * filled
        or follows < 0.8 * (len(numbers) - 1)
        or max(int(m[1]) for _, m in numbers) > 40
    ):
        return lines, 0
    out = list(lines)
    for i, match in numbers:
        out[i] = " " * match.end() + lines[i][match.end() :]
    return out, sum(len(m[1]) for _, m in numbers)


def _running_heads(lines: list[str]) -> tuple[list[str], int]:
    """Heads and feet of printed pages: one text with a page number at an end that counts up, set apart by blanks."""
    pages: dict[str, list[tuple[int, int]]] = {}
    for i, line in enumerate(lines):
        digits = line[-1:].isdigit() or line.lstrip()[:1].isdigit()
        match = _RUNNING.match(line) if digits and len(line) <= 200 else None
        paged = _PAGE.match(line) if len(line) <= 200 and "age" in line.casefold() else None
        if paged:
            text = f"{' '.join(paged['left'].split())} page {' '.join(paged['right'].split())}"
            pages.setdefault(text, []).append((i, int(paged["n"])))
        elif match:
            text = " ".join((match["left"] or match["right"]).split())
            pages.setdefault(text, []).append((i, int(match["n1"] or match["n2"])))
    out, n = list(lines), 0
    for found in pages.values():
        numbers = [number for _, number in found]
        if len(found) < 2 or sum(b - a in {1, 2} for a, b in pairwise(numbers)) < 0.8 * (len(found) - 1):
            continue
        heads = {i for i, _ in found}
        for i in heads | _same_beside(lines, heads):
            n += len("".join(lines[i].split()))
            out[i] = " " * len(lines[i])
    return out, n


def _same_beside(lines: list[str], heads: set[int]) -> set[int]:
    """Lines right above or below the heads of pages that say the same on nearly every page, as no speech does."""
    beside: dict[str, set[int]] = {}
    for i in heads:
        for j in (i - 1, i + 1):
            text = " ".join(lines[j].split()) if 0 <= j < len(lines) and j not in heads else ""
            if text and len(text) <= _BESIDE and ":" not in text:
                beside.setdefault(text, set()).add(j)
    return {j for found in beside.values() if len(found) >= max(2, 0.8 * len(heads)) for j in found}


def _same_stamp(lines: list[str]) -> tuple[list[str], int]:
    """One and the same time before every line, as tools write it that lost the times."""
    filled = [line for line in lines if line.strip()]
    stamp = _STAMP.match(filled[0]) if len(filled) >= 6 else None
    if stamp is None or sum(line.startswith(stamp[0]) for line in filled) < 0.95 * len(filled):
        return lines, 0
    n = len(stamp[0])
    out = [" " * n + line[n:] if line.startswith(stamp[0]) else line for line in lines]
    return out, sum(len(stamp[0].strip()) for line in lines if line.startswith(stamp[0]))


def _numbers(lines: list[str]) -> tuple[list[str], int]:
    """Numbers of turns before their labels: they count up and never return, as no name does."""
    numbered = [(i, m) for i, line in enumerate(lines) if (m := _NUMBERED.match(line))]
    found = [(i, m, label[0]) for i, m in numbered if (label := _LABEL_LIKE.match(lines[i], m.end()))]
    if len(found) < 3 or not _count_up([_number(m) for _, m, _ in found]):
        return lines, 0
    labels = {label.casefold() for _, _, label in found}
    # What follows the numbers returns, as labels do and the points of an agenda do not.
    if len(labels) > 0.8 * len(found) or len({(m["letters"] or "").casefold() for _, m, _ in found}) > 2:
        return lines, 0
    every = [_number(m) for _, m in numbered]
    counts = sum(b - a == 1 for a, b in pairwise(every)) >= 0.9 * (len(every) - 1)
    out = list(lines)
    blanked = numbered if counts else [(i, m) for i, m, _ in found]
    for i, match in blanked:
        out[i] = " " * match.end() + lines[i][match.end() :]
    return out, sum(len(m["id"]) for _, m in blanked)


def _count_up(values: list[int]) -> bool:
    """Tell whether numbers grow and do not return, but for a slip here and there."""
    grows = sum(a < b for a, b in pairwise(values))
    return grows >= 0.9 * (len(values) - 1) and len(set(values)) >= 0.95 * len(values)


def _number(match: re.Match[str]) -> int:
    return int(next(match[g] for g in ("n1", "n2", "n3", "n4", "n5", "n6") if match[g]))


def _tags(lines: list[str]) -> tuple[list[str], int]:
    """Tags that are opened and closed again are mark-up, whatever they are called."""
    seen = [m for line in lines if "</" in line for m in _TAG.finditer(line)]
    closed = Counter(m[1] for m in seen if m[0].startswith("</"))
    private = {name for name in closed if name.casefold() not in _KNOWN_TAGS}
    if not private:
        return lines, 0
    out = [_without_tags(line, private) if "<" in line else line for line in lines]
    n = sum(len("".join(a.split())) - len("".join(b.split())) for a, b in zip(lines, out, strict=True) if a is not b)
    return out, n


def _without_tags(line: str, private: set[str]) -> str:
    """Blank the tags at both ends of a line; those between words stay where they are."""
    start, stop = 0, len(line.rstrip())
    while (match := _TAG.match(line, start + len(line[start:stop]) - len(line[start:stop].lstrip()))) and match[
        1
    ] in private:
        start = match.end()
    while stop > start and line[stop - 1] == ">":
        at = line.rfind("<", start, stop)
        match = _TAG.match(line, at) if at >= 0 else None
        if match is None or match.end() != stop or match[1] not in private:
            break
        stop = len(line[:at].rstrip())
    return " " * start + line[start:stop] + " " * (len(line) - stop) if start < stop else " " * len(line)
