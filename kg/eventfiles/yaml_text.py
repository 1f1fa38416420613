"""An event as the files of its folder: event.yaml, annotations.yaml and concepts.ttl, to be read and mended by hand.

What is written is read back as the same event: the order, the quoting and the prefixes depend on the event alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping

_PLAIN = re.compile(r"[A-Za-z0-9À-ɏ\u3400-\u9fff][\w .()/%+’–-]*[\w.)%]|[A-Za-z0-9]")
#: What YAML or its readers take for something else than text, though it looks plain.
_NOT_PLAIN = re.compile(r"(?i)~|null|true|false|yes|no|on|off|[\d.,:_+eE-]+|0[xo]\w+|\d{4}-\d\d-\d\d.*")
Fields = Mapping[str, object]


class Quoted(str):
    """A text that is always written in double quotes."""

    __slots__ = ()


def scalar(value: object) -> str:
    """Return a value as YAML: plain where nothing can be misread, else in double quotes.

    >>> scalar("Tang Jie"), scalar("no"), scalar("a: b"), scalar(True), scalar(["x", "y z"]), scalar(0.5)
    ('Tang Jie', '"no"', '"a: b"', 'true', '[x, y z]', '0.5')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(scalar(v) for v in value)}]"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(k)}: {scalar(v)}" for k, v in value.items()) + "}"
    text = str(value)
    if not isinstance(value, Quoted) and _PLAIN.fullmatch(text) and not _NOT_PLAIN.fullmatch(text):
        return text
    return _double_quoted(text)


def _double_quoted(text: str) -> str:
    quoted = json.dumps(text, ensure_ascii=False)
    # YAML reads some characters as line breaks, or not at all, that JSON leaves as they are.
    return "".join(c if c.isprintable() or c == " " else _escaped(c) for c in quoted)


def _escaped(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def section(name: str, entries: Iterable[Fields]) -> str:
    """Return a section of a file: its name and its entries, or nothing where there are none."""
    body = "".join(_entry(entry) for entry in entries)
    return f"{name}:\n{body}" if body else ""


def _entry(fields: Fields) -> str:
    return "".join(
        f"  {'- ' if i == 0 else '  '}{key}: {scalar(value)}\n" for i, (key, value) in enumerate(_set(fields))
    )


def _set(fields: Fields) -> Iterator[tuple[str, object]]:
    """Yield the fields that say something: not the empty ones, and not what holds when nothing is said."""
    for key, value in fields.items():
        if value not in ("", (), {}, None, False) and not (key == "confidence" and value == 1.0):
            yield key, value
