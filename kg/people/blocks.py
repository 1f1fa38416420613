"""Which names need to be compared at all: those that share a key, so that thousands of names are joined in seconds.

A key never decides anything. Each pair of names that one of the rules of `person_name` joins has a key in common, so that
to compare within the keys finds what to compare each name with each other would.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Generic, TypeVar

from kg.people.labels import PARTICLES
from kg.people.person_name import PersonName, fold, user_names

T = TypeVar("T")
Keys = Callable[[PersonName], Iterable[Hashable]]


class Blocks(Generic[T]):
    """Things by the keys of their names, in the order in which they were put in."""

    def __init__(self, keys: Keys) -> None:
        self._keys = keys
        self._found: dict[Hashable, dict[int, T]] = defaultdict(dict)
        self._order: dict[int, int] = {}

    def put(self, thing: T, names: Iterable[PersonName]) -> None:
        """Let a thing be found by these names, too."""
        self._order.setdefault(id(thing), len(self._order))
        for name in names:
            for key in self._keys(name):
                self._found[key][id(thing)] = thing

    def near(self, names: Iterable[PersonName], keys: Keys | None = None) -> list[T]:
        """Return the things that share a key with one of the names, each once, in order."""
        shared: dict[int, T] = {}
        for name in names:
            for key in (keys or self._keys)(name):
                shared |= self._found.get(key, {})
        return sorted(shared.values(), key=lambda thing: self._order[id(thing)])


def spelling_keys(name: PersonName) -> Iterator[Hashable]:
    """Yield what two names share that `same_person_longer` or `same_but_spelling` may join.

    >>> from kg.people.person_name import parse_name
    >>> a, b = (set(spelling_keys(parse_name(x))) for x in ("Tim Bieko", "Tim Beiko"))
    >>> bool(a & b)
    True
    """
    tokens = name.tokens
    if name.is_generic or not tokens:
        return
    if len(tokens) > 1:
        yield "ends", tokens[0][:1], tokens[-1]
    yield "joined", "".join(tokens)
    for i, token in enumerate(tokens):
        rest = (*tokens[:i], "", *tokens[i + 1 :])
        # Two words one edit apart are one word once a letter is left out of one or of each.
        for j in range(len(token)):
            yield "edit", rest, token[:j] + token[j + 1 :]
        yield "edit", rest, token


def whole_keys(name: PersonName) -> Iterator[Hashable]:
    """Yield the parts by which a full name may be called: what `could_be` takes for a part of it."""
    tokens = name.tokens
    if name.is_generic or not tokens:
        return
    main = [t for t in tokens if t not in PARTICLES]
    hyphened = (fold(w) for word in name.text.split() if "-" in word for w in word.split("-"))
    initials = ("".join(t[0] for t in tokens), "".join(t[0] for t in main), tokens[0][0] + tokens[-1][0])
    for word in (*tokens, *hyphened, *user_names(main), *initials):
        yield (word,)
    for n in range(2, len(tokens)):
        yield tokens[:n]
        yield tokens[-n:]
    yield tokens[0], tokens[-1][:1]
    if len(tokens) == 1:
        for n in range(1, len(tokens[0])):
            yield (tokens[0][:n],)


def part_keys(name: PersonName) -> Iterator[Hashable]:
    """Yield the one key by which a part finds the full names that it may belong to."""
    if name.tokens and not name.is_generic:
        yield name.tokens
