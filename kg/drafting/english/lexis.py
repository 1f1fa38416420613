"""Words that carry no topic, the stems of those that do, and whether a clause is negated."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from kg.words import FUNCTION_WORDS, NEGATIONS, word_set

#: Negations inside a word: they turn "I don't disagree" round again.
DENIALS = word_set("disagree disagreed disagrees untrue incorrect inaccurate unfair wrong false")
_TURNS_ROUND = NEGATIONS | DENIALS


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Cut the commonest English endings, so that `costs`, `costed` and `cost` are one word.

    >>> [stem(w) for w in ("costed", "costs", "policies", "thing", "running", "progress")]
    ['cost', 'cost', 'polici', 'thing', 'runn', 'progress']
    """
    if len(word) > 4 and word.endswith("'s"):
        word = word[:-2]
    for ending in ("ing", "ies", "ied", "ed", "es", "ly", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4 - (ending in {"s", "ies", "ied"}):
            if ending == "s" and word.endswith(("ss", "us", "is")):
                return word
            return word[: -len(ending)] + ("i" if ending in {"ies", "ied"} else "")
    return word


def content(words: Sequence[str]) -> frozenset[str]:
    """Return the stems of the words that carry meaning.

    >>> sorted(content(("the", "bikes", "will", "cost", "more")))
    ['bike', 'cost']
    """
    return frozenset(stem(w) for w in words if w not in FUNCTION_WORDS and len(w) > 1)


def is_negative(words: Sequence[str]) -> bool:
    """Tell whether a clause is negated an odd number of times.

    >>> is_negative(("i", "don't", "agree")), is_negative(("i", "don't", "disagree"))
    (True, False)
    """
    return sum(map(_TURNS_ROUND.__contains__, words)) % 2 == 1
