"""Words that carry no topic, the stems of those that do, and whether a clause is negated."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from snowballstemmer import stemmer

from kg.words import FUNCTION_WORDS, NEGATIONS, lines_of, word_set

#: Negations inside a word: they turn "I don't disagree" round again.
DENIALS = word_set("disagree disagreed disagrees untrue incorrect inaccurate unfair wrong false unable incapable")
_TURNS_ROUND = NEGATIONS | DENIALS


_STEMMER = stemmer("english")


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Return the stem of a word, so that `costs`, `costed` and `cost` are one word.

    >>> [stem(w) for w in ("costed", "costs", "policies", "running", "sang", "tenant's")]
    ['cost', 'cost', 'polici', 'run', 'sing', 'tenant']
    """
    return str(_STEMMER.stemWord(_BASE_OF.get(word, word)))


#: Forms of irregular verbs → the verb: "it did sing" takes up "it sang". `lay` and `found` are verbs of their own as well.
_BASE_OF = {
    form: base
    for base, *forms in lines_of("drafting/english/irregular_verbs")
    for form in forms
    if form not in {"lay", "wound", "bound"}
}
#: Forms in which an irregular verb is not its base: "sang", "won".
PAST_FORMS = frozenset(_BASE_OF)


def content(words: Iterable[str]) -> frozenset[str]:
    """Return the stems of the words that carry meaning.

    >>> sorted(content(("the", "bikes", "will", "cost", "more")))
    ['bike', 'cost']
    """
    return frozenset(stem(w) for w in words if w not in FUNCTION_WORDS and len(w) > 1)


_TURNING_PAIRS = frozenset({("anything", "but"), ("far", "from")})
_FAR_OR_ANYTHING = frozenset(first for first, _ in _TURNING_PAIRS)


def is_negative(words: Sequence[str]) -> bool:
    """Tell whether a clause is negated an odd number of times.

    >>> is_negative(("i", "don't", "agree")), is_negative(("i", "don't", "disagree"))
    (True, False)
    """
    found = sum(map(_TURNS_ROUND.__contains__, words))
    if not _FAR_OR_ANYTHING.isdisjoint(words):
        # "It is anything but safe", "far from safe".
        found += sum(pair in _TURNING_PAIRS for pair in pairwise(words))
    if found and not _ADDING.isdisjoint(words):
        found -= sum(word == "not" and after in _ADDING for word, after in pairwise(words))
    if found > 1:
        # "… never came, not once": said twice, denied once.
        found -= sum(word == "not" and after in _ONCE_MORE for word, after in pairwise(words))
    return found % 2 == 1


#: "Not once", "not a single", "not even": what denies with more weight what is denied before.
_ONCE_MORE = word_set("once ever even one a any")
#: "Not only the harbour": denies nothing.
_ADDING = word_set("only just merely simply")
