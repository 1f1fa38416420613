"""What a text says of itself before it begins: YAML between two rules, as Markdown files of archives have it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from kg.model import Role
from kg.people.identity import Declared
from kg.people.labels import NOT_SPEAKERS, key, shape
from kg.people.roles import ROLE_WORDS
from kg.readers.told import iso_date, language_code

_MAX_LINES = 300
_MAX_CHARACTERS = 30_000
_TITLE = ("title", "name", "titel", "titre", "título", "titolo")
_DATE = ("date", "datum", "fecha", "data", "created", "published")
_PLACE = ("place", "location", "venue", "ort", "lieu", "lugar", "luogo")
_FIELD = re.compile(
    r"""
    ^[\s>*_-]{0,6}(?P<name>[^\W\d_][\w ]{1,20})[*_]{0,3}[:：][*_]{0,3}\s{1,4}(?P<value>\S.{0,300})$
    """,
    re.VERBOSE,
)
_LANGUAGE = ("lang", "language", "locale", "sprache", "langue")


_FIELDS = frozenset((*_TITLE, *_DATE, *_PLACE, *_LANGUAGE))


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """What stands between the rules: how many lines they take with it, and what they tell."""

    n_lines: int = 0
    title: str = ""
    date: str = ""
    place: str = ""
    language: str = ""
    people: tuple[Declared, ...] = ()


def front_matter(lines: Sequence[str]) -> FrontMatter:
    """Read the front matter of a text; what is no YAML is skipped as a whole and tells nothing.

    >>> found = front_matter(["---", "title: 'The gate'", "speakers:", "  - 'Ada Bell'", "---", "Ada: Hello."])
    >>> found.n_lines, found.title, [p.name for p in found.people]
    (5, 'The gate', ['Ada Bell'])
    """
    begin = next((i for i, line in enumerate(lines[:5]) if line.strip("\ufeff \t")), 0)
    rule = lines[begin].strip("\ufeff \t") if lines else ""
    if rule not in {"---", "+++"}:
        return _fields_above(lines)
    ends = {"+++"} if rule == "+++" else {"---", "..."}
    end = next((i for i in range(begin + 1, min(len(lines), _MAX_LINES)) if lines[i].rstrip() in ends), 0)
    body = "\n".join(lines[begin + 1 : end])
    # A rule between two parts of a talk is no front matter: that has a key on its first line.
    if not end or not (rule == "+++" or _is_keyed(lines[begin + 1])):
        return FrontMatter()
    told = _parsed(body) if rule == "---" else _toml(body)
    return FrontMatter(
        n_lines=end + 1,
        title=_text(told, _TITLE),
        date=iso_date(_text(told, _DATE)),
        place=_text(told, _PLACE),
        language=language_code(_text(told, _LANGUAGE)),
        people=tuple(_people(told)),
    )


def _fields_above(lines: Sequence[str]) -> FrontMatter:
    """Read what lines such as `Title: Salt and sheep`, `Date: 2 March 2024` tell at the top of a text: two or more in a row, or a title.

    >>> found = _fields_above(["Title: Salt and sheep", "Date: 2 March 2024", "", "Ada: Hello."])
    >>> found.title, found.date, found.n_lines
    ('Salt and sheep', '2024-03-02', 0)
    """
    told: dict[str, Any] = {}
    others = 0
    for line in filter(str.strip, lines[:20]):
        match = _FIELD.match(line)
        if match is None:
            if told or others:
                break
            others += 1
            continue
        name = key(match["name"])
        if name not in _FIELDS and name not in NOT_SPEAKERS and name not in ROLE_WORDS:
            break
        told.setdefault(name, match["value"].strip(" *_"))
    titles = [n for n in _TITLE if n != "name"]
    if len(told) < 2 and not _text(told, titles):
        return FrontMatter()
    return FrontMatter(
        title=_text(told, titles),
        date=iso_date(_text(told, _DATE)),
        place=_text(told, _PLACE),
        language=language_code(_text(told, _LANGUAGE)),
    )


def _toml(body: str) -> dict[str, Any]:
    try:
        told = tomllib.loads(body) if len(body) <= _MAX_CHARACTERS else {}
    except (tomllib.TOMLDecodeError, RecursionError):
        return {}
    return {k.casefold(): str(v) if isinstance(v, (date, int)) else v for k, v in told.items()}


def _is_keyed(line: str) -> bool:
    name, colon, _ = line.partition(":")
    return bool(colon) and name.strip().replace("_", "").replace("-", "").isalnum() and not name.startswith(" ")


def _parsed(body: str) -> dict[str, Any]:
    if len(body) > _MAX_CHARACTERS:
        return {}
    try:
        # Every scalar stays a text: a date is no object, `no` is no truth value.
        told = yaml.load(body, Loader=yaml.BaseLoader)  # noqa: S506  # makes texts, lists and mappings only
    except (yaml.YAMLError, RecursionError):
        return {}
    return {str(k).casefold(): v for k, v in told.items()} if isinstance(told, dict) else {}


def _text(told: dict[str, Any], names: Sequence[str]) -> str:
    return next((" ".join(v.split()) for n in names if isinstance(v := told.get(n), str) and v.strip()), "")


def _people(told: dict[str, Any]) -> Iterator[Declared]:
    for name, value in told.items():
        role: Role | None = ROLE_WORDS.get(name)
        if role is None and name not in {"attendees", "present", "people"}:
            continue
        if isinstance(value, dict):
            # `host1: Alex`: the label that stands for a name.
            named = ((k, v) for k, v in value.items() if isinstance(v, str) and shape(v.strip()) == "name")
            yield from (Declared(name=" ".join(v.split()), short=str(k)) for k, v in named)
        for person in value if isinstance(value, list) else str(value).split(",") if isinstance(value, str) else []:
            known = person.get("name", "") if isinstance(person, dict) else person
            if isinstance(known, str) and shape(known.strip()) in {"name", "nick", "initials"}:
                # A list of `speakers` says who was there, not that each gave a talk.
                listed = "unknown" if name.endswith("s") and role != "host" else role
                yield Declared(name=" ".join(known.split()), role=listed or "unknown")
