"""With what a speaker says to agree: with the other's words, with a third person, or with some thing of the world."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.drafting.english import cues
from kg.drafting.english.lexis import content
from kg.drafting.english.patterns import pattern, plain
from kg.drafting.english.sentences import Sentence, words_of

#: What follows "I agree" where it is with the other, or with what was said.
_WITH_THE_OTHER = pattern(
    r"""
    ^[^\w,]*$
    ^,? ?(?:\w+ly|a hundred percent|100 ?%|100 percent|so much|too|as well|there|here|and|but|because|though|although|on (?:that|this|it|all|both)|about (?:that|this|it)|in (?:principle|part|general))\b
    ^[,.;:!?–—-]
    ^ (?:\w+ )?with (?:\w+ )?(?:you|him|her|them|that|this|it|those|these|what|everything|every word|all (?:of )?(?:that|what|this)|both|much of (?:that|what)|most of (?:that|what)
    """.rstrip()
    + r"|a lot of (?:that|what)|the (?:previous|last|other) speakers?|my (?:\w+ )?(?:colleague|friend|partner|opponent)s?|the (?:gentleman|lady|point|points|sentiment|premise|motion|panel)|my (?:hon|right))\b"
)
_AGREE = re.compile(
    r"""
    \b(?:agree|concur|share|am\ with|'m\ with|are\ with|in\ (?:full\ |complete\ |total\ )?agreement)\b
    """,
    re.VERBOSE,
)
_CLAUSE = re.compile(r"^ (?:\w+ )?that (?P<clause>.+)")
_PRONOUNS = frozenset(["it", "this", "they", "that's", "it's", "there", "there's", "we", "he", "she"])


def agrees_with_the_other(sentence: Sentence, earlier: Sequence[Sentence]) -> bool:
    """Tell whether an agreement in the first person is with what was said before, and not with a thing.

    >>> from kg.drafting.english.sentences import sentences
    >>> before = sentences("The tower should be pulled down.")
    >>> [agrees_with_the_other(sentences(t)[0], before) for t in ("I agree.", "I agree with the need for a safe square.")]
    [True, False]
    """
    low = plain(sentence.text)
    if not cues.AGREES.search(low):
        return False
    found = _AGREE.search(low)
    rest = low[found.end() :] if found else ""
    if _WITH_THE_OTHER.search(rest):
        return True
    clause = _CLAUSE.match(rest)
    what = words_of(clause["clause"] if clause else rest)
    said = frozenset[str]().union(*(content(s.words) for s in earlier))
    shared = len(content(what) & said)
    if clause:
        return shared >= 1 or what[:1] == () or what[0] in _PRONOUNS
    return shared >= 2
