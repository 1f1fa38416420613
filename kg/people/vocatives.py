"""Who is called by a name: a vocative addresses who spoke last or who speaks next, and which of them its sentence tells.

Nobody is named on one call: a name must be called for one voice again and again, and hardly ever for another.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from kg.people.labels import NOT_SPEAKERS, is_generic, key
from kg.people.roles import TITLES

_WORD = r"[A-ZÀ-Þ][\w'’-]{0,30}[a-zà-ÿ]"
_TITLE = "|".join(
    ("Mrs?", "Ms", "Dr", "Senator", "Governor", "Secretary", "Professor", "Mayor", "Congressman", "Congresswoman")
)
_CALLED = rf"((?:(?:{_TITLE})\.?\s)?{_WORD}(?:\s{_WORD})?)"
#: Words to who has just spoken, at the head of a turn.
_LAST = re.compile(
    rf"""
    (?:(?:[Oo]kay|OK|[Aa]ll\ right|[Aa]lright|[Ww]ell|[Yy]es|[Yy]eah|[Rr]ight|[Gg]reat|[Gg]ood)[,.!]?\ ){{0,2}}
    (?:[Tt]hank\ you|[Tt]hanks|[Mm]any\ thanks|[Dd]anke|[Mm]erci|[Gg]racias)
    (?:\ (?:so\ much|very\ much|a\ lot|again|for\ that))?,?\ {_CALLED}(?=[.,!;:—–-]|\ (?:for|and|so)\b|$)
    """,
    re.VERBOSE,
)
#: Words that give the floor, at the end of a turn.
_NEXT = (
    re.compile(rf",\s{_CALLED}\?$"),
    re.compile(rf"(?:^|[.!?]\s){_CALLED}\?$"),
    re.compile(
        rf"""
        (?:[Gg]o\ ahead|[Oo]ver\ to\ you|[Yy]our\ turn|[Ww]hat\ about\ you|[Pp]lease),\s{_CALLED}[.!?]?$
        """,
        re.VERBOSE,
    ),
    re.compile(
        rf"""
        (?:^|[.!?—–]\s){_CALLED},\s
        (?:
            what|how|why|when|where|who|which|do|does|did|would|could|can|will|are|is|have|should|you|your
          | go\ ahead|please|over\ to
        )
        \b[^.!?]{{0,300}}[.?!]?$
        """,
        re.VERBOSE,
    ),
)
_SMALL = re.compile(r"(?<!\w)[a-zà-ÿ][a-zà-ÿ'’]*")
_TAIL = 400
#: So many calls name a voice, if of all calls of the name, and of the voice, this share fits.
_OFTEN, _SHARE = 2, 0.75


def called(turns: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return for labels the names by which others call them; `turns` are pairs of label and words, one a turn.

    >>> talk = [("0", "What do you say, Erin?"), ("1", "It is late."), ("0", "Thank you, Erin. And why, Josh?"), ("2", "Fog."),
    ...         ("1", "Thanks, Josh."), ("2", "Sure."), ("0", "Erin, do you agree?"), ("1", "I do."), ("1", "Why, Josh?"), ("2", "I said so.")]
    >>> called(talk)
    {'1': 'Erin', '2': 'Josh'}
    """
    votes: Counter[tuple[str, str]] = Counter()
    own: Counter[tuple[str, str]] = Counter()
    small = {w for _, words in turns for w in _SMALL.findall(words)}
    for speaker, whom, name in _calls(turns):
        if is_name(name, small):
            own[speaker, name] += 1
            votes[whom, name] += 1
    of_name, of_label = Counter[str](), Counter[str]()
    for (whom, name), n in votes.items():
        of_name[name] += n
        of_label[whom] += n
    found = {
        whom: name
        for (whom, name), n in votes.items()
        if n >= _OFTEN and n >= _SHARE * of_name[name] and n >= _SHARE * of_label[whom] and own[whom, name] * 10 <= n
    }
    return {label: found[label] for label in dict.fromkeys(label for label, _ in turns) if label in found}


def is_name(text: str, small: Collection[str]) -> bool:
    """Tell whether what is called can be a name: no title alone, no word that the talk writes in small letters as well."""
    words = [key(w) for w in text.split()]
    while words and words[0] in TITLES:
        words = words[1:]
    return bool(words) and not any(w in small or w in NOT_SPEAKERS for w in words) and not is_generic(text)


def _calls(turns: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    """Yield who calls, whom, and by which name."""
    for i, (speaker, words) in enumerate(turns):
        last = _LAST.match(words[:_TAIL])
        if last and i and turns[i - 1][0] != speaker:
            yield speaker, turns[i - 1][0], last[1]
        following = turns[i + 1][0] if i + 1 < len(turns) else ""
        if following and following != speaker:
            asked = next((m for pattern in _NEXT if (m := pattern.search(words[-_TAIL:].rstrip()))), None)
            if asked:
                yield speaker, following, asked[1]
