"""Patterns written one alternative a line, with named parts, so that each can be read, sorted and mended by itself."""

from __future__ import annotations

import re
from collections.abc import Mapping

_PART = re.compile(r"(?<!\?P)<([a-z_]+)>")


def one_of(lines: str, parts: Mapping[str, str] | None = None) -> str:
    """Return a group of alternatives, one a line; `<name>` stands for a part.

    >>> one_of("yes\\n<no>, thanks", {"no": "(?:no|nope)"})
    '(?:yes|(?:no|nope), thanks)'
    """
    known = parts or {}
    found = [line.strip() for line in lines.strip("\n").split("\n") if line.strip()]
    return "(?:" + "|".join(_PART.sub(lambda m: known[m[1]], line) for line in found) + ")"


def pattern(lines: str, parts: Mapping[str, str] | None = None) -> re.Pattern[str]:
    """Compile alternatives, one a line, for lower-cased text with straight apostrophes."""
    return re.compile(one_of(lines, parts))


def plain(text: str) -> str:
    """Return text as the patterns expect it: in lower case, with straight apostrophes."""
    return text.lower().replace("’", "'")
