"""What a text says of itself before it begins: YAML between two rules, as Markdown files of archives have it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from kg.model import Role
from kg.people.identity import Declared
from kg.people.labels import shape
from kg.people.roles import ROLE_WORDS
from kg.readers.told import iso_date, language_code

_MAX_LINES = 300
_MAX_CHARACTERS = 30_000
TITLE = ("title", "name", "titel", "titre", "título", "titolo")
DATE = ("date", "datum", "fecha", "data", "created", "published")
PLACE = ("place", "location", "venue", "ort", "lieu", "lugar", "luogo")
_LANGUAGE = ("lang", "language", "locale", "sprache", "langue")


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
    if not lines or lines[begin].strip("\ufeff \t") != "---":
        return FrontMatter()
    end = next((i for i in range(begin + 1, min(len(lines), _MAX_LINES)) if lines[i].rstrip() in {"---", "..."}), 0)
    body = "\n".join(lines[begin + 1 : end])
    # A rule between two parts of a talk is no front matter: that has a key on its first line.
    if not end or not _is_keyed(lines[begin + 1]):
        return FrontMatter()
    told = _parsed(body)
    return FrontMatter(
        n_lines=end + 1,
        title=_text(told, TITLE),
        date=iso_date(_text(told, DATE)),
        place=_text(told, PLACE),
        language=language_code(_text(told, _LANGUAGE)),
        people=tuple(_people(told)),
    )


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
        for person in value if isinstance(value, list) else str(value).split(",") if isinstance(value, str) else []:
            known = person.get("name", "") if isinstance(person, dict) else person
            if isinstance(known, str) and shape(known.strip()) in {"name", "nick", "initials"}:
                # A list of `speakers` says who was there, not that each gave a talk.
                listed = "unknown" if name.endswith("s") and role != "host" else role
                yield Declared(name=" ".join(known.split()), role=listed or "unknown")
