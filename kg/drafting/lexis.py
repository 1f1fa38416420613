"""Words that carry no topic, the stems of those that do, and whether a clause is negated."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache


def word_set(text: str) -> frozenset[str]:
    """Return the words of a list that is written with spaces between them.

    >>> sorted(word_set("no not never"))
    ['never', 'no', 'not']
    """
    return frozenset(text.split())


NEGATIONS = word_set("""not no never none nobody nothing nor neither cannot without hardly scarcely nowhere don't doesn't didn't isn't aren't wasn't
    weren't won't wouldn't can't couldn't shouldn't haven't hasn't hadn't ain't mustn't needn't""")
#: Negations inside a word: they turn "I don't disagree" round again.
DENIALS = word_set("disagree disagreed disagrees untrue incorrect inaccurate unfair wrong false")
_TURNS_ROUND = NEGATIONS | DENIALS
AUXILIARIES = word_set(
    "am is are was were be been do does did have has had will would can could shall should may might must ought"
) | frozenset(n for n in NEGATIONS if n.endswith("n't"))
FUNCTION_WORDS = (
    word_set("""a an the and or but if so as of to in on at by for from with about into over after before than then that this these those
    there here it its it's that's there's he she they them their his her him we us our ours you your yours i me my mine who whom
    which what when where why how all any some just very really quite well also too only even still yet now again up down out off
    because while though although until since let let's get got going go gone want wants think know say says said saying mean
    actually maybe perhaps i'm i've i'd i'll you're you've you'd you'll we're we've we'd we'll they're they've they'd they'll he's
    she's he'd she'd what's who's one ones thing things like more most much many lot lots other another same such kind sort way
    people yes yeah no okay ok right sure please thank thanks good come came make made take put see look tell talk point
    question answer moment time year years day today course example""")
    | word_set(
        "two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million"
    )
    | AUXILIARIES
    | NEGATIONS
)


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
