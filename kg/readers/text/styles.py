"""Which labels and which way of writing them a plain text uses, learnt from the whole of it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.people.identity import Declared
from kg.people.labels import NOT_SPEAKERS, joint_parts, key, shape
from kg.readers.not_said import reads_as_title
from kg.readers.text.heads import Head, bare_head, colon_head, other_heads, own_line_head
from kg.readers.times import STAMP

#: A style used this much less than the main one is taken as chance.
_MINOR_SHARE = 0.08
_NEAR = 25
_STAMP_LINE = re.compile(rf"\s*{STAMP}\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """The `styles` in use, the labels (as `key`s) that are speakers in each, and all of them together."""

    styles: dict[str, frozenset[str]]
    main: str = ""
    known: frozenset[str] = frozenset()

    def accepts(self, head: Head) -> bool:
        """Tell whether a possible head is a turn's."""
        labels = self.styles.get(head.style)
        return labels is not None and key(head.label) in labels


@dataclass(slots=True)
class _Tally:
    """What one style would give: how often each label, at which lines, with which shape."""

    count: Counter[str] = field(default_factory=Counter)
    shapes: dict[str, str] = field(default_factory=dict)
    where: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    titled: Counter[str] = field(default_factory=Counter)
    inside: Counter[str] = field(default_factory=Counter)
    family: str = ""
    capitals: int = 0
    timed: int = 0


def candidates(line: str) -> list[Head]:
    """Return every possible head of one line, the most telling first."""
    found: list[Head] = []
    own = own_line_head(line) if len(line) <= 140 else None
    if own:
        found.append(own)
    if ":" in line[:160] or "：" in line[:160]:
        head = colon_head(line)
        if head:
            found.append(head)
    found += other_heads(line[:300])
    if not found and len(line) <= 80:
        bare = bare_head(line)
        if bare:
            found.append(bare)
    return found


def learn(lines: Sequence[str], declared: Iterable[Declared]) -> Learned:
    """Choose the styles and labels of a text from all its lines.

    A label counts when it comes back, when it is declared, or when it looks like a name among others written the same way.
    """
    people = {key(x) for person in declared for x in (person.name, person.short) if x}
    tallies, refused = _tally(lines, people)
    filled = sum(1 for line in lines if line.strip())
    weights = {style: _weight(t, people) for style, t in tallies.items()}
    usable = {s: w for s, w in weights.items() if _is_usable(s, tallies[s], w, filled)}
    if not usable:
        return Learned(styles={})
    returns = any(n >= 2 or k in people for style in tallies for k, n in _together(tallies, style).count.items())
    if not returns and not _all_alone(tallies, refused, filled):
        return Learned(styles={})
    main = max(usable, key=lambda s: (usable[s], s))
    sure = _repeated(_together(tallies, main), people)
    styles: dict[str, frozenset[str]] = {}
    for style, weight in sorted(usable.items(), key=lambda x: -x[1]):
        if style != main and not _goes_with(main, style, weight, usable[main]):
            labels = (
                frozenset(k for k in tallies[style].count if k in sure or k in people)
                if _same_kind(main, style)
                else frozenset()
            )
        else:
            labels = _labels_of(tallies[style], people, sure, filled)
        if labels:
            styles[style] = labels
    for style, tally in tallies.items():
        if style not in styles and _same_kind(main, style):
            labels = frozenset(k for k in tally.count if k in sure or k in people)
            if labels:
                styles[style] = labels
    return Learned(styles=styles, main=main, known=frozenset().union(*styles.values()))


def _all_alone(tallies: dict[str, _Tally], refused: int, filled: int) -> bool:
    """Where no label comes back, most lines must have one, and few lines one that is no speaker's: a recipe is no panel."""
    best = max(tallies.values(), key=lambda t: sum(t.count.values()))
    heads = sum(best.count.values())
    return (
        heads >= 2
        and heads > 2 * refused
        and heads * (1 if best.timed else 2)
        >= 0.9 * filled * (0.5 if best.family in {"own line", "bare"} or best.timed else 1)
    )


def _together(tallies: dict[str, _Tally], main: str) -> _Tally:
    """The labels of a style and of its sisters: with and without a time, bold or not."""
    joined = _Tally(family=tallies[main].family)
    for style, tally in tallies.items():
        if style.split(" ")[0] == main.split(" ", maxsplit=1)[0] or style == main:
            joined.count.update(tally.count)
    return joined


def _tally(lines: Sequence[str], people: set[str]) -> tuple[dict[str, _Tally], int]:
    tallies: dict[str, _Tally] = {}
    refused = 0
    # Where empty lines part the paragraphs, a label seen once and only inside of one is no label.
    spaced = sum(1 for line in lines if not line.strip()) * 4 >= len(lines)
    for i, line in enumerate(lines):
        if not line.strip():
            continue
        for head in candidates(line):
            # A label with its bracket may be what is declared.
            if head.label.startswith("the "):
                # `… and may it please the Court: words` goes on; who speaks is `The Court` or `THE COURT`.
                continue
            declared = key(head.label) in people or key(head.written) in people
            kind = shape(head.label) or (
                "nick" if declared else "name" if head.family == "stop" and key(head.label) not in NOT_SPEAKERS else ""
            )
            if not kind and head.style == "colon" and len(head.label.split()) <= 3:
                refused += 1
            if not kind:
                continue
            if head.family == "bare" and not _stands_as_label(lines, i, declared):
                continue
            label = key(head.label)
            if declared:
                people.add(label)
            tally = tallies.get(head.style) or tallies.setdefault(head.style, _Tally(family=head.family))
            tally.count[label] += 1
            tally.shapes.setdefault(label, kind)
            tally.where[label].append(i)
            tally.capitals += head.label.isupper()
            tally.timed += head.time is not None or (head.family == "bare" and _beside_time(lines, i))
            tally.inside[label] += spaced and i > 0 and bool(lines[i - 1].strip())
            rest = line[head.body :]
            tally.titled[label] += bool(rest.strip()) and reads_as_title(rest)
    return tallies, refused


def _stands_as_label(lines: Sequence[str], i: int, declared: bool) -> bool:
    """A bare name is a label where a new paragraph begins with it and words follow at once.

    Of who is declared, and of a part such as `Operator`, the words may follow after an empty line.
    """
    before = lines[i - 1].strip() if i else ""
    before = "" if _STAMP_LINE.match(before) else before
    after = lines[i + 1].strip() if i + 1 < len(lines) else ""
    if _STAMP_LINE.match(after) or (
        not before
        and not after
        and i + 2 < len(lines)
        and (shape(lines[i].strip()) == "generic" or (declared and bare_head(lines[i + 2]) is None))
    ):
        return True
    return not before and bool(after) and bare_head(after) is None


def _beside_time(lines: Sequence[str], i: int) -> bool:
    return any(0 <= j < len(lines) and _STAMP_LINE.match(lines[j]) for j in (i - 1, i + 1))


def _repeated(tally: _Tally, people: set[str]) -> set[str]:
    return {k for k, n in tally.count.items() if n >= 2 or k in people}


def _weight(tally: _Tally, people: set[str]) -> float:
    """How many lines a style would explain; a label seen once weighs half, a doubtful shape less."""
    strength = {"name": 1.0, "generic": 1.0, "initials": 0.9, "joint": 0.8, "nick": 0.6, "number": 0.5}
    total = 0.0
    for label, n in tally.count.items():
        value = strength[tally.shapes[label]] if label not in people else 1.0
        if n == 1 and label not in people:
            value *= 0.5 if tally.shapes[label] in {"name", "generic", "initials"} and not tally.titled[label] else 0.0
        total += value * n
    if tally.timed * 2 > sum(tally.count.values()):
        total *= 1.5
    # A style in which nearly every label is another is not how speakers are written.
    if (
        tally.family in {"dash", "bare", "own line"}
        and not tally.timed
        and len(tally.count) > 0.7 * sum(tally.count.values())
        and len(tally.count) > 4
    ):
        total *= 0.2
    return total * {"colon": 1.0, "own line": 1.1, "angle": 1.0, "stop": 0.8, "dash": 0.5, "bare": 0.7}[tally.family]


def _is_usable(style: str, tally: _Tally, weight: float, filled: int) -> bool:
    if "angle bold" in style or (style == "bare" and all(s == "generic" for s in tally.shapes.values())):
        return True
    if tally.family in {"dash", "bare", "stop"}:
        repeated = sum(n for n in tally.count.values() if n >= 2)
        capitals = tally.family == "bare" and tally.capitals == sum(tally.count.values())
        if tally.family == "stop" or capitals or tally.timed * 2 > sum(tally.count.values()):
            return repeated >= 2 and repeated >= 0.1 * filled
        return repeated >= 3 and len(tally.count) >= 2 and repeated >= 0.1 * filled
    return weight >= min(2.0, max(1.0, 0.1 * filled))


def _same_kind(main: str, style: str) -> bool:
    """Plain colons go along with colons of any dress, but not with a text whose labels stand on lines of their own."""
    return (
        main.split(" ", maxsplit=1)[0] == style.split(" ", maxsplit=1)[0]
        or main.startswith("own line")
        or style.startswith(("own line", "bold"))
    )


def _goes_with(main: str, style: str, weight: float, main_weight: float) -> bool:
    if main.split(" ", maxsplit=1)[0] == "colon" and style.split(" ", maxsplit=1)[0] == "colon":
        dressed = {"bold", "before", "after"}
        if set(main.split()) & dressed and not set(style.split()) & dressed:
            return weight >= 0.5 * main_weight
        return weight >= _MINOR_SHARE * main_weight
    if style.startswith("angle"):
        return "bold" in style or (style == "angle" and main == "colon" and weight >= 1)
    if "stop" in (main, style):
        return (main.startswith("colon") or style.startswith("colon")) and weight >= _MINOR_SHARE * main_weight
    if main == "own line --" and style == "bare":
        return True
    return main.startswith("own line") and style.startswith("own line") and weight >= _MINOR_SHARE * main_weight


def _labels_of(tally: _Tally, people: set[str], sure: set[str], filled: int) -> frozenset[str]:
    """Keep the labels that are speakers: those that return, and lone ones that look it and stand among others."""
    sure = sure | _repeated(tally, people)
    spots = sorted(i for k in sure for i in tally.where.get(k, ()))
    kept = set()
    # Where nearly every line has a label, one that is seen once and looks like no name is one too.
    marked = tally.family == "own line" and not tally.timed and sum(tally.count[k] for k in sure) >= 10
    dense = tally.family == "colon" and sum(tally.count.values()) >= 0.8 * filled and len(sure) >= 2
    for label, n in tally.count.items():
        kind = tally.shapes[label]
        if label in people or (label in sure and n >= 1 and (n >= 2 or label in people or kind in {"name", "generic"})):
            if not (tally.titled[label] == n and n < 3 and label not in people and tally.family == "colon"):
                kept.add(label)
            continue
        if tally.timed * 2 > sum(tally.count.values()) or (tally.family == "angle" and kind != "joint"):
            kept.add(label)
        elif kind in {"name", "generic", "initials"} and not tally.titled[label] and tally.inside[label] < n:
            if not spots or filled < 30 or any(abs(i - j) <= _NEAR for i in tally.where[label] for j in spots):
                kept.add(label)
        elif (
            (
                kind == "nick"
                and (dense or (marked and label.islower() and tally.shapes[label] == "nick"))
                and not tally.titled[label]
                and tally.inside[label] < n
            )
            or (
                len(label.split()) == 1
                and any(label in (x.split()[0], x.split()[-1]) for x in sure | people if " " in x)
            )
            or (kind == "joint" and any(key(p) in sure or key(p) in people for p in joint_parts(label)))
            or (kind == "joint" and any(abs(i - j) <= _NEAR for i in tally.where[label] for j in spots))
        ):
            kept.add(label)
    return frozenset(kept)
