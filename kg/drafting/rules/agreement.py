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


#: "I don't agree with the unions": with whom, in a few words.
_AGAINST_WHOM = re.compile(
    r"""
    \b(?:(?:don't|do\ not|can't|cannot|never|didn't)\ (?:\w+\ ){0,2}agree | disagree)\ (?:\w+\ )?with\ the\ (?P<whom>[a-z]\w+)(?=[.,;!]|$|\ (?:on|about|here|at\ all)\b)
    """,
    re.VERBOSE,
)
_SAYS = [
    "wants?",
    "wanted",
    "asks?",
    "asked",
    "says?",
    "said",
    "claims?",
    "claimed",
    "demands?",
    "demanded",
    "proposes?",
    "proposed",
    "thinks?",
    "thought",
    "argues?",
    "argued",
    "insists?",
    "insisted",
]


def disagrees_with_whom_the_other_told_of(sentence: Sentence, earlier: Sequence[Sentence]) -> bool:
    """Tell whether a disagreement is with somebody of whom the other only told: "The unions want it stopped." – "I don't agree with the unions."

    >>> from kg.drafting.english.sentences import sentences
    >>> reply = sentences("I don't agree with the unions.")[0]
    >>> [disagrees_with_whom_the_other_told_of(reply, sentences(t)) for t in ("The unions want it stopped.", "It should be stopped.")]
    [True, False]
    """
    found = _AGAINST_WHOM.search(plain(sentence.text))
    if found is None:
        return False
    told = re.compile(rf"\b{re.escape(found['whom'])} (?:\w+ ){{0,2}}?(?:{'|'.join(_SAYS)})\b")
    return any(told.search(plain(s.text)) for s in earlier)
