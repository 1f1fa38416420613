"""Who annotated an event by hand: a name, and where to find the person."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ORCID = re.compile(r"(?:https?://orcid\.org/)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])/?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotator:
    """A person who annotated: `orcid` as four groups of four, `url` of a page on the person; both may be empty."""

    name: str
    orcid: str = ""
    url: str = ""


def orcid_of(text: str) -> str:
    """Return an ORCID iD without the address before it; its last character is a check digit (ISO 7064, MOD 11-2).

    Raises:
        ValueError: it is none.

    >>> orcid_of("https://orcid.org/0000-0002-1825-0097")
    '0000-0002-1825-0097'
    """
    found = _ORCID.fullmatch(text)
    if found is None:
        raise ValueError(f"'{text}' is no ORCID iD (write it as 0000-0002-1825-0097)")
    figures = found[1].replace("-", "")
    total = 0
    for figure in figures[:-1]:
        total = (total + int(figure)) * 2
    if "0123456789X"[(12 - total % 11) % 11] != figures[-1]:
        raise ValueError(f"'{text}' is no ORCID iD: its last character does not fit the others (copy it again)")
    return found[1]
