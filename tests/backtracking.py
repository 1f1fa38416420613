"""A search for texts on which a regular expression takes more than linear time.

A pattern is parsed; for each of its repeats a text is made that leads up to it, what the repeat may take is pumped, and
something that fits nothing is put behind. What the engine does with 64 kB of that is measured in processor time.
"""

from __future__ import annotations

import ast
import importlib
import itertools
import pkgutil
import random
import re
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

parser, constants = re._parser, re._constants  # type: ignore[attr-defined]

SIZE = 64_000
#: A pattern that looks at each character some times needs a hundredth of it.
SECONDS = 0.5
#: Most texts are put aside after a look at so many characters: what is quadratic takes ten times as long on them.
LOOK, LOOK_SECONDS = 6_000, 0.006
#: So many texts are tried of a pattern; what has more repeats in more places has them spread over.
MOST = 250
_TAILS = ("", "\x00", "\n", "x", ">")
_WHOLE = frozenset({"match", "fullmatch"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A pattern: where it stands, what is compiled there, and whether it is only ever matched from a given place on."""

    where: str
    pattern: re.Pattern[str]
    anchored: bool


class TooSlowError(Exception):
    """Raised by the timer."""


# What there is to test.


def patterns_of(package: Path) -> list[Found]:
    """Return every pattern that the package compiles: in its modules' names, however deep, and in calls of re's functions."""
    calls = _calls(package)
    found: dict[tuple[str, int], Found] = {}
    for module in _modules(package):
        own = re.findall(r"^(\w+)(?:: [^=\n]+)? = ", Path(module.__file__).read_text(encoding="utf-8"), re.MULTILINE)
        for name in own:
            value = getattr(module, name, None)
            for pattern in _patterns_in(value, 3):
                where = f"{module.__name__}.{name}"
                uses = calls.get(name, set())
                found.setdefault(
                    (pattern.pattern, pattern.flags),
                    Found(where=where, pattern=pattern, anchored=bool(uses) and uses <= _WHOLE),
                )
    for where, pattern, function in _inline(package):
        found.setdefault(
            (pattern.pattern, pattern.flags), Found(where=where, pattern=pattern, anchored=function in _WHOLE)
        )
    return sorted(found.values(), key=lambda f: (f.where, f.pattern.pattern))


def _modules(package: Path) -> Iterator[Any]:
    for info in pkgutil.walk_packages([str(package)], prefix=f"{package.name}."):
        if not info.name.endswith("__main__"):
            yield importlib.import_module(info.name)


def _patterns_in(value: object, depth: int) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value
    elif depth and isinstance(value, dict):
        for part in (*value, *value.values()):
            yield from _patterns_in(part, depth - 1)
    elif depth and isinstance(value, list | tuple | set | frozenset):
        for part in value:
            yield from _patterns_in(part, depth - 1)
    elif depth and hasattr(value, "__dataclass_fields__") and not isinstance(value, type):
        for name in value.__dataclass_fields__:
            yield from _patterns_in(getattr(value, name, None), depth - 1)


def _calls(package: Path) -> dict[str, set[str]]:
    """Return for each name the methods that are called of it anywhere, or `?` where it is handed on."""
    found: dict[str, set[str]] = {}
    for path in sorted(package.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        methods = {id(n.value): n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                found.setdefault(node.id, set()).add(methods.get(id(node), "?"))
    return found


def _inline(package: Path) -> Iterator[tuple[str, re.Pattern[str], str]]:
    """Yield the patterns that stand as plain text in a call of one of re's functions, at any depth of the code."""
    for path in sorted(package.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id == "re"
                and node.args
                and isinstance(node.args[0], ast.Constant)
                and isinstance(node.args[0].value, str)
                and node.func.attr != "escape"
            ):
                flags = next((ast.unparse(k.value) for k in node.keywords if k.arg == "flags"), "")
                if node.func.attr == "compile" and len(node.args) > 1:
                    flags = ast.unparse(node.args[1])
                compiled = re.compile(node.args[0].value, eval(flags, {"re": re}) if flags else 0)
                yield f"{path.relative_to(package.parent)}:{node.lineno}", compiled, node.func.attr


# Texts that may make it slow.


def attacks(pattern: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """Yield what leads up to a repeat of a pattern, and what it is to be pumped with."""
    tree = parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    made = random.Random(0)
    pumps: list[tuple[str, str]] = []
    for _ in range(3):
        pumps += [(lead, pump) for lead, pump in _pumps(tree, made, "") if pump]
    singles = dict.fromkeys(p for _, p in pumps)
    whole = [_text(tree, made) for _ in range(3)]
    pumps += [("", w) for w in whole] + [("", lead) for lead, _ in pumps]
    # Two repeats that lie side by side share what they take: each pump is also tried behind each lead.
    pumps += [(lead, pump) for lead in dict.fromkeys(lead for lead, _ in pumps) for pump in [*singles][:12]]
    distinct = list(dict.fromkeys((lead[:200], pump) for lead, pump in pumps if pump))
    made.shuffle(distinct)
    yield from distinct[:MOST]


def _pumps(tree: Any, made: random.Random, lead: str) -> Iterator[tuple[str, str]]:
    """Yield what leads up to each repeat of a pattern, and what it may take once."""
    for operator, argument in tree:
        for part in _parts(operator, argument):
            yield from _pumps(part, made, lead)
        if operator in _REPEATS and argument[1] > 8:
            body = _text(argument[2], made)
            yield lead, body
            yield lead, body + body[::-1]
        lead += _one(operator, argument, made)


_REPEATS = (constants.MAX_REPEAT, constants.MIN_REPEAT, constants.POSSESSIVE_REPEAT)


def _parts(operator: Any, argument: Any) -> list[Any]:
    if operator in _REPEATS:
        return [argument[2]]
    if operator is constants.SUBPATTERN:
        return [argument[-1]]
    if operator is constants.BRANCH:
        return list(argument[1])
    if operator is constants.ATOMIC_GROUP:
        return [argument]
    if operator in (constants.ASSERT, constants.ASSERT_NOT):
        return [argument[1]]
    return []


def _text(tree: Any, made: random.Random) -> str:
    return "".join(_one(operator, argument, made) for operator, argument in tree)


def _one(operator: Any, argument: Any, made: random.Random) -> str:
    """Return a text that one part of a pattern may take."""
    if operator is constants.LITERAL:
        return chr(argument)
    if operator is constants.NOT_LITERAL:
        return made.choice([c for c in "a -" if ord(c) != argument])
    if operator is constants.ANY:
        return made.choice("a .")
    if operator is constants.IN:
        return _of_set(argument, made)
    if operator in _REPEATS:
        return "".join(_text(argument[2], made) for _ in range(max(argument[0], made.choice([argument[0], 1]))))[:200]
    if operator in (constants.ASSERT, constants.ASSERT_NOT, constants.AT):
        return ""
    if operator is constants.BRANCH:
        return _text(made.choice(argument[1]), made)
    parts = _parts(operator, argument)
    return _text(parts[0], made) if parts else ""


_CATEGORIES = {
    constants.CATEGORY_DIGIT: "1",
    constants.CATEGORY_SPACE: " ",
    constants.CATEGORY_WORD: "a",
    constants.CATEGORY_NOT_DIGIT: "a",
    constants.CATEGORY_NOT_SPACE: "a",
    constants.CATEGORY_NOT_WORD: " ",
}


def _of_set(items: list[Any], made: random.Random) -> str:
    if items[0][0] is constants.NEGATE:
        refused = {chr(a) for o, a in items if o is constants.LITERAL}
        categories = {_CATEGORIES.get(a) for o, a in items if o is constants.CATEGORY}
        offered = [c for c in 'a 1-."\n<' if c not in refused and c not in categories] or ["\u00e9"]
        return made.choice(offered)
    operator, argument = made.choice(items)
    if operator is constants.LITERAL:
        return chr(argument)
    if operator is constants.RANGE:
        return chr(made.choice(argument))
    return _CATEGORIES.get(argument, "a")


# How long it takes.


def _ring(number: int, frame: FrameType | None) -> None:
    raise TooSlowError


def seconds(found: Found, text: str, limit: float = SECONDS) -> float:
    """Return the processor seconds that a pattern takes to go through a text, the limit if it takes longer."""
    try:
        return _timed(found, text, limit)
    except TooSlowError:  # the timer rang just as it was stopped
        return limit


def _timed(found: Found, text: str, limit: float) -> float:
    before = signal.signal(signal.SIGVTALRM, _ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, limit)
    began = time.process_time()
    try:
        if found.anchored:
            found.pattern.match(text)
            found.pattern.fullmatch(text)
        else:
            for _ in itertools.islice(found.pattern.finditer(text), SIZE * 2):
                pass
        return time.process_time() - began
    except TooSlowError:
        return limit
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def slow_text(found: Found) -> str | None:
    """Return a text on which a pattern takes more than the limit, shortened to its beginning and end, or None."""
    for lead, pump in attacks(found.pattern):
        for tail in _TAILS:
            if seconds(found, lead + pump * (LOOK // len(pump)) + tail, 2 * LOOK_SECONDS) < LOOK_SECONDS:
                continue
            text = lead + pump * (SIZE // len(pump)) + tail
            if seconds(found, text) >= SECONDS:
                return f"{text[:60]!r} … {text[-20:]!r}"
    return None
