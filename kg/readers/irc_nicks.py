"""Who is behind a nick: by what people say of themselves at the roll call, by what the bot answers, by the list of those present.

A nick is a person's only where its name fits it or its owner says so, and where no other name and no other nick could be meant:
a wrong name is worse than a nick.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from kg.people.identity import Declared
from kg.people.labels import key

_FULL = r"[A-ZÀ-Þ][\w'’-]{0,30}(?:[ _][\w'’.-]{1,30}){1,3}"
#: A person says under which full name they are present.
_PRESENT = re.compile(rf"^\s*+present\s*+\+\s*+({_FULL})\s*+$", re.IGNORECASE)
_INFO = re.compile(rf"^\s*+#?info\s++({_FULL})\s*+$", re.IGNORECASE)
_ROLL_CALL = re.compile(
    r"""
    ^\s*+\#topic\b.{0,40}\b
    (?:roll\s?call|attendance|who\W?s\s(?:here|around)|introductions?)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_NEXT_TOPIC = re.compile(r"^\s*+#topic\b", re.IGNORECASE)
_BOT_KNOWS = re.compile(rf"^\s*+([^\s:]{{1,40}}):\s\S{{1,40}}\s'({_FULL})'")
_HERE = re.compile(rf"\b({_FULL})\shere\b")
_ALL_PRESENT = re.compile(r"^\s*+(?:present|attendees|participants)\s*+:\s*+(.{3,2000})$", re.IGNORECASE)
#: A name's beginning of so many letters, behind the letter of the other, makes a nick: "hjo" of Hanna Jost.
_BEGINNING = 2


def own_names(said: Iterable[tuple[str, str]]) -> list[Declared]:
    """Return the names that are behind nicks.

    Args:
        said: (nick, words) of each line, in order.

    >>> log = [("ada", "present+ Ada_Okafor"), ("hjo", "hi, Hanna Jost here"), ("bo", "Present: Ada_Okafor, Hanna_Jost, Bo_Lind")]
    >>> [(d.short, d.name) for d in own_names(log)]
    [('ada', 'Ada Okafor'), ('bo', 'Bo Lind'), ('hjo', 'Hanna Jost')]
    """
    lines = [(nick.rstrip("_"), words) for nick, words in said]
    nicks = list(dict.fromkeys(nick for nick, _ in lines))
    own, listed = _told(lines)
    by_name = {name for names in own.values() if len(names) == 1 for name in names}
    for nick in nicks:
        if not own[nick]:
            own[nick] = _meant(nick, nicks, sorted(listed - by_name))
    claimed = Counter(name for names in own.values() for name in names)
    return [
        Declared(name=name, short=nick)
        for nick in sorted(own)
        if len(own[nick]) == 1 and claimed[name := next(iter(own[nick]))] == 1
    ]


def _told(lines: Iterable[tuple[str, str]]) -> tuple[dict[str, set[str]], set[str]]:
    """Return nick → the full names that are told of it, and all full names of those present."""
    own: dict[str, set[str]] = defaultdict(set)
    listed: set[str] = set()
    at_roll_call = False
    for nick, words in lines:
        if _NEXT_TOPIC.match(words):
            at_roll_call = bool(_ROLL_CALL.match(words))
        if every := _ALL_PRESENT.match(words):
            listed |= {_spaced(n) for n in every[1].split(",") if re.fullmatch(_FULL, n.strip())}
        elif found := _PRESENT.match(words) or _HERE.search(words):
            name = _spaced(found[1])
            listed.add(name)
            own[nick] |= {name} if _fits(nick, name) else set()
        elif at_roll_call and (found := _INFO.match(words)):
            own[nick].add(_spaced(found[1]))
        elif found := _BOT_KNOWS.match(words):
            own[found[1].rstrip("_")].add(_spaced(found[2]))
    return own, listed


def _meant(nick: str, nicks: Sequence[str], names: Sequence[str]) -> set[str]:
    """Return the one name of a list that fits a nick and no other nick, or none."""
    fitting = [name for name in names if _fits(nick, name)]
    if len(fitting) != 1 or sum(_fits(other, fitting[0]) for other in nicks) != 1:
        return set()
    return set(fitting)


def _spaced(name: str) -> str:
    return " ".join(name.replace("_", " ").split())


def _fits(nick: str, name: str) -> bool:
    """Tell whether a nick is made of a full name: a name of it, or one with a letter or the beginning of the other.

    >>> [_fits(n, "Ada Park") for n in ("apark", "ada_park", "AdaP", "parka", "ada", "apa", "ben", "ap")]
    [True, True, True, True, True, True, False, False]
    """
    words = [re.sub(r"\W", "", w) for w in key(name).split()]
    plain = re.sub(r"[\W_\d]", "", nick.casefold())
    if len(plain) < 3 and plain != words[0]:
        return False
    first, last = words[0], words[-1]
    made = {first, last, first + last, last + first, first[:1] + last, first + last[:1], last + first[:1]}
    made |= {first[:1] + last[:n] for n in range(_BEGINNING, len(last))}
    return plain in made
