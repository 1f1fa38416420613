"""Whether two sentences say the same thing or its opposite: the words they share, and which of them are turned round."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.drafting.english.lexis import content, is_negative, stem
from kg.drafting.english.sentences import Sentence, asks
from kg.words import NEGATIONS, word_set

#: What turns a word into its opposite (`unfair`, `distrust`, `misunderstood`), and what does not (`reopen`).
_TURNING = ("un", "dis", "mis", "in", "im", "ir", "non")
_REPEATING = "re"
#: Pairs of words of which one says the opposite of the other, where the rest of the sentence is the same.
_OPPOSITES = """open close,raise lower,increase reduce,increase decrease,allow ban,allow forbid,allow prohibit,keep abolish,keep scrap,keep remove,start stop
    ,rise fall,grow shrink,win lose,true false,safe dangerous,cheap expensive,strong weak,possible impossible,better worse,everybody nobody
    ,everyone nobody,everything nothing,always never,buy sell,expand shrink,strengthen weaken,legalize ban,legalise ban,success failure"""


def _pairs(text: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for pair in text.split(","):
        one, other = (stem(word) for word in pair.split())
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {word: frozenset(others) for word, others in found.items()}


_OPPOSITE_OF = _pairs(_OPPOSITES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What two sentences share: how many content words, which share of the shorter one's and of both together, and whether they are opposed."""

    n_shared: int
    share: float
    likeness: float
    opposed: bool


@lru_cache(maxsize=2_000)
def compare(one: tuple[str, ...], other: tuple[str, ...]) -> Comparison:
    """Compare the words of two sentences.

    >>> from kg.drafting.english.sentences import words_of
    >>> def opposed(a, b): return compare(words_of(a), words_of(b)).opposed
    >>> opposed("The deal was fair.", "The deal was unfair."), opposed("The wells were not dug.", "The wells were dug.")
    (True, True)
    >>> opposed("The deal was not fair.", "The deal was unfair.")
    False
    """
    mine, theirs = content(one), content(other)
    shared = len(mine & theirs)
    turned = _n_turned(mine - theirs, theirs - mine)
    shared += turned + _n_repeated(mine - theirs, theirs - mine)
    negations = is_negative(_without_turned(one, theirs)) != is_negative(_without_turned(other, mine))
    smaller = min(len(mine), len(theirs))
    return Comparison(
        n_shared=shared,
        share=shared / smaller if smaller else 0.0,
        likeness=shared / max(1, len(mine) + len(theirs) - shared),
        opposed=bool(shared) and (turned % 2 == 1) != negations,
    )


def _without_turned(words: Sequence[str], others: frozenset[str]) -> list[str]:
    """Leave out what is counted as turned round already (`unfair` beside `fair` is not negated a second time)."""
    return [w for w in words if _plain_forms(stem(w)).isdisjoint(others)]


@lru_cache(maxsize=100_000)
def _plain_forms(word: str) -> frozenset[str]:
    """Return the words that this one turns round by a prefix: `fair` for `unfair`."""
    return frozenset(word[len(prefix) :] for prefix in _TURNING if word.startswith(prefix) and len(word) > len(prefix))


@lru_cache(maxsize=100_000)
def _turned_forms(word: str) -> frozenset[str]:
    """Return the words that say the opposite of this one, by a prefix or as a pair, also with `re-` before either."""
    opposites = {o for form in (word, word.removeprefix(_REPEATING)) for o in _OPPOSITE_OF.get(form, ())}
    prefixed = {prefix + word for prefix in _TURNING}
    return _plain_forms(word) | prefixed | opposites | {_REPEATING + o for o in opposites}


def _n_turned(mine: Iterable[str], theirs: frozenset[str]) -> int:
    return sum(not _turned_forms(word).isdisjoint(theirs) for word in mine)


def _n_repeated(mine: Iterable[str], theirs: frozenset[str]) -> int:
    return sum(
        _REPEATING + word in theirs or (word.startswith(_REPEATING) and word[len(_REPEATING) :] in theirs)
        for word in mine
    )


def is_turned_round(one: Sentence, other: Sentence) -> bool:
    """Tell whether one sentence says the other over again, with the opposite sign: nearly all content words are shared.

    >>> from kg.drafting.english.sentences import sentences
    >>> is_turned_round(sentences("The brakes were not checked.")[0], sentences("The brakes were checked twice.")[0])
    True
    """
    if asks(one) or asks(other) or leaves_open(one.words) or leaves_open(other.words):
        return False
    found = compare(main_clause(one.words), main_clause(other.words))
    return found.opposed and found.n_shared >= 2 and found.share >= 0.6 and found.likeness >= 0.4


def leaves_open(words: Sequence[str]) -> bool:
    """Tell whether a sentence names both sides of a thing, and so takes neither; or only what it would be to call it so.

    >>> leaves_open(("people", "should", "or", "should", "not", "worry")), leaves_open(("this", "or", "that", "is", "not", "so"))
    (True, False)
    >>> leaves_open(("sure", "if", "you", "call", "that", "well", "run"))
    True
    """
    if "call" in words and ("if", "you", "call") in zip(words, words[1:], words[2:], strict=False):
        return True
    return any(word == "or" and not NEGATIONS.isdisjoint(words[i + 1 : i + 3]) for i, word in enumerate(words))


_SUBORDINATE = word_set("because if unless whether since although though while that which who so when where until")


def main_clause(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words before a subordinate clause, where they are enough to say something.

    >>> main_clause(("it", "is", "dark", "because", "nobody", "pays"))
    ('it', 'is', 'dark')
    """
    at = next((i for i, word in enumerate(words) if i > 2 and word in _SUBORDINATE), len(words))
    return words[:at]


#: What is to be done: a sentence that wants another deed is another proposition.
_DEEDS: dict[str, int] = {
    stem(word): n
    for n, words in enumerate(
        (
            "abolish abolition ban prohibit forbid scrap eliminate end",
            "raise increase expand",
            "lower reduce cut shrink",
            "keep continue retain preserve allow permit",
        )
    )
    for word in words.split()
}


def wants_another_deed(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two sentences want two different things done with what they speak of.

    >>> wants_another_deed(("raise", "the", "fee"), ("abolish", "the", "fee")), wants_another_deed(("raise", "it"), ("increase", "it"))
    (True, False)
    """
    mine, theirs = ({_DEEDS[stem(w)] for w in words if stem(w) in _DEEDS} for words in (one, other))
    return bool(mine and theirs and mine.isdisjoint(theirs))
