"""The ways in which speakers are named in speech, concluded from their full names and from how they are addressed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from kg.model import Speaker
from kg.people.roles import SPOKEN_TITLES
from kg.words import FUNCTION_WORDS, UNSPACED, lines_of, words_in

TITLED = re.compile(
    rf"""
    \b(?P<title>(?:(?-x:{"|".join(SPOKEN_TITLES)}))\.?(?:\ (?:(?-x:{"|".join(SPOKEN_TITLES)}))\.?)?)\ (?P<name>[A-Z][\w'’-]+(?:\ [A-Z][\w'’-]+){{0,2}})
    """,
    re.VERBOSE,
)
#: First names and surnames that are common words as well: alone they name no one.
_COMMON_WORDS = words_in("people/common_words")


_NEVER_ALONE = words_in("people/never_alone")


def with_spoken_names(speakers: Iterable[Speaker], text: str) -> tuple[Speaker, ...]:
    """Return speakers with the names by which they are called in this text: parts of the name, and with a title.

    A part that two speakers share is no one's, unless a title and the full name stand together somewhere.

    >>> people = [Speaker(id="a", name="Tang Jie"), Speaker(id="b", name="Yang Qiang"), Speaker(id="c", name="Yang Zhilin")]
    >>> text = "Thanks, Professor Yang Qiang. Professor Yang and Professor Tang know it, said Zhilin."
    >>> [s.aliases for s in with_spoken_names(people, text)]
    [('Professor Tang', 'Tang'), ('Professor Yang', 'Professor Yang Qiang', 'Qiang'), ('Zhilin',)]
    """
    people = tuple(speakers)
    said = set(re.findall(r"[\w'’-]+", text)) | set(re.findall(r"\w+", text))
    written = {p.id: _as_written(p.name, said) for p in people}
    owners: dict[str, set[str]] = defaultdict(set)
    for person in people:
        for name in (person.name, written[person.id], *person.aliases):
            owners[name].add(person.id)
        for part in (*_parts(written[person.id]), *_short_forms(written[person.id])):
            owners[part].add(person.id)
    titled = _titled(text, [replace(p, name=written[p.id]) for p in people], owners)
    found = []
    for person in people:
        name = written[person.id]
        called = {p for p in _parts(name) if owners[p] == {person.id} and not _is_common(p, said)}
        called |= {p for p in _short_forms(name) if owners[p] == {person.id} and p not in _COMMON_SHORT}
        names = (called & said) | titled[person.id] | ({name} if name in text else set())
        names -= {person.name, *person.ambiguous_aliases}
        found.append(replace(person, aliases=tuple(dict.fromkeys((*person.aliases, *sorted(names))))))
    return tuple(found)


def _is_common(part: str, said: set[str]) -> bool:
    """Tell whether a part of a name is a common word as well: one that the text never writes small is a name there."""
    word = part.casefold()
    return word in _COMMON_WORDS and (word in said or f"{word}s" in said or word in _NEVER_ALONE)


def _as_written(name: str, said: set[str]) -> str:
    """Return a name that stands in capitals as the text writes it: `ADA McBELL` is `Ada McBell` where that is said."""
    if not name.isupper() or len(name) < 4 or any(c.isdigit() for c in name):
        return name
    spelled = {w.casefold(): w for w in sorted(said) if w[:1].isupper() and not w.isupper()}
    return " ".join(spelled.get(w.casefold(), w.title() if len(w) > 2 else w) for w in name.split())


def _parts(name: str) -> list[str]:
    words = name.split()
    if len(words) < 2 or any(c.isdigit() for c in name):
        return []
    return [w for w in words if len(w) > 1 and w.isalpha() and w[0].isupper() and _is_name(w)] + [
        w for w in words if len(w) > 2 and w[0].isupper() and not w.isalpha()
    ]


def _is_name(word: str) -> bool:
    """Tell whether a part of a name can stand alone: two letters only where they are a first name, as in `Bo`."""
    return word.casefold() not in FUNCTION_WORDS and (len(word) > 2 or not word.isupper())


def _short_forms(name: str) -> list[str]:
    """Return the short forms of a first name, and first initial with surname (`Kball`), as people are called."""
    words = name.split()
    if len(words) < 2 or any(c.isdigit() for c in name):
        return []
    initial, last = words[0][0], words[-1]
    return [*_nicknames().get(words[0], ()), f"{initial}{last.lower()}", f"{initial}{last}", f"{initial}-{last}"]


@cache
def _nicknames() -> dict[str, tuple[str, ...]]:
    return {name: tuple(short) for name, *short in lines_of("people/nicknames")}


#: Short forms that are common words as well.
_COMMON_SHORT = frozenset(
    ["Will", "Pat", "Rob", "Rich", "Sue", "Jack", "Gene", "Ray", "Hank", "Dick", "Drew", "Cat", "Don", "Chuck"]
)


def _titled(text: str, people: Iterable[Speaker], owners: dict[str, set[str]]) -> dict[str, set[str]]:
    """Return id → names with a title that can only mean this person."""
    by_name = {s.name: s.id for s in people}
    seen: dict[str, str] = {}
    whole: dict[tuple[str, str], set[str]] = defaultdict(set)
    for match in TITLED.finditer(text):
        title, name = match["title"], match["name"]
        words = name.split()
        for n in range(len(words), 0, -1):
            short = " ".join(words[:n])
            if short in by_name or short in owners:
                seen[f"{title} {short}"] = short
                if short in by_name:
                    for part in _parts(short):
                        whole[(title, part)].add(by_name[short])
                break
    names: dict[str, set[str]] = defaultdict(set)
    for titled, short in seen.items():
        title = titled[: -len(short) - 1]
        holders = owners[short] if len(owners[short]) == 1 else whole[(title, short)]
        if len(holders) == 1:
            names[next(iter(holders))].add(titled)
    return names


def name_pattern(people: Iterable[Speaker]) -> tuple[dict[str, str], re.Pattern[str] | None]:
    """Return spoken name → full name, for names of one speaker alone, and a pattern that finds them."""
    owners: dict[str, set[str]] = {}
    for person in people:
        for name in (person.name, *person.aliases):
            if name not in person.ambiguous_aliases:
                owners.setdefault(name, set()).add(person.name)
    owner = {name: next(iter(full)) for name, full in owners.items() if len(full) == 1 and _is_cased_as_a_name(name)}
    if not owner:
        return owner, None
    longest_first = sorted(owner, key=lambda n: (-len(n), n))
    return owner, re.compile("|".join(map(_bounded, longest_first)))


def _is_cased_as_a_name(name: str) -> bool:
    """Tell whether a name begins with a capital; in a script without case, whether it is of two characters or more."""
    first = name[:1]
    return first.isupper() or (first.isalpha() and not first.islower() and len(name) > 1)


_IN_UNSPACED = re.compile(rf"[{UNSPACED}]")


def _bounded(name: str) -> str:
    """Return the pattern of a name: no part of a longer word, where its script puts spaces between words."""
    before = "" if _IN_UNSPACED.match(name[0]) else r"(?<!\w)"
    after = "" if _IN_UNSPACED.match(name[-1]) else r"(?!\w)"
    return before + re.escape(name) + after
