"""What a reply has in common with the words before it: said again, turned round, wanted otherwise, asked back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.drafting.english import cues
from kg.drafting.english.lexis import content, is_negative
from kg.drafting.english.patterns import pattern, plain
from kg.drafting.english.polarity import compare, leaves_open
from kg.drafting.english.sentences import Sentence, words_of
from kg.words import word_set

#: Words that only assent: what stands behind them is said.
ASSENTING_WORDS = word_set(
    "yes yeah yep yup aye oh well right exactly absolutely sure ok okay correct true indeed definitely certainly precisely totally"
    " completely agreed quite mm hm uh um and hear"
)
_SHORT_ECHO, _SHORTEST_ECHO = 8, 4


def n_turned(earlier: Sequence[Sentence], first: Sequence[Sentence]) -> int:
    """Return how many content words at most two sentences share of which one is negated and the other is not."""
    pairs = (
        compare(theirs.words, mine.words) for mine in _own(first) for theirs in earlier if not leaves_open(theirs.words)
    )
    return max((c.n_shared for c in pairs if c.opposed and c.share >= 0.34), default=0)


WANTS = word_set("should must shouldn't mustn't ought need needs")


def wants_the_opposite(earlier: Sequence[Sentence], first: Sequence[Sentence]) -> bool:
    """Tell whether both say what should be done, and one wants what the other does not."""
    return any(
        not WANTS.isdisjoint(mine.words)
        and not WANTS.isdisjoint(theirs.words)
        and compare(theirs.words, mine.words).opposed
        for mine in _own(first)
        for theirs in earlier
        if not leaves_open(theirs.words)
    )


def _own(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Leave out what only puts the other's words in other words ("so you are saying …"), or names both sides."""
    own = (s for s in sentences if not _PARAPHRASES.match(plain(s.text)) and not leaves_open(s.words))
    return list(map(without_no, own))


def without_no(sentence: Sentence) -> Sentence:
    """Leave out the no before a comma: it answers, and denies nothing by itself."""
    answers = NO_FIRST.match(sentence.text)
    behind = sentence.words[len(words_of(answers.group())) :] if answers else ()
    return replace(sentence, words=behind) if behind else sentence


NO_FIRST = re.compile(r"(?:(?:yes|yeah|right),? )?(?:no|nope|nah)[,.] ", re.IGNORECASE)


_PARAPHRASES = re.compile(
    r"""
    (?:(?:so|and|but|well|then|now|okay|right),?\ )*
    (?:you(?:'re|\ are|\ were)?\ (?:basically\ |really\ |also\ )?(?:say|saying|said|suggest|suggesting|arguing|think|mean|believe)\b
      | what\ you(?:'re|\ are)?\ (?:say|saying|mean)\b | in\ other\ words | if\ i\ understand)
    """,
    re.VERBOSE,
)


def echoes(last: Sentence, reply: Sequence[Sentence]) -> bool:
    """Tell whether a short reply says again what the other said last, and nothing else."""
    opening = reply[0]
    in_short = _IN_SHORT.match(plain(opening.text))
    spoken = words_of(opening.text[in_short.end() :]) if in_short else without_no(opening).words
    words = tuple(w for w in spoken if w not in ASSENTING_WORDS and w not in _MORE_SO)
    said_again = content(words)
    if not said_again or len(words) > _SHORT_ECHO or last.is_question or opening.is_question:
        return False
    if len(reply) > 1 and reply[1].words[:1] == ("not",):
        return False
    if not _NOT_ECHOED.isdisjoint(opening.words) or len(reply) > 2 or not said_again <= content(last.words):
        return False
    if is_negative(last.words) != is_negative(words):
        return False
    # Whole sentences are said again for many reasons; "Far too long.", "It is sad." and "Better, definitely." assent.
    return len(words) < len(opening.words) - len(_MORE_SO.intersection(spoken)) or (
        len(words) <= _SHORTEST_ECHO and (words[0] in TAKEN_UP or _in_a_row(words, last.words))
    )


def opens_in_short(opening: Sentence) -> bool:
    """Tell whether a reply says subject and verb before the rest: "They are, they are too long."

    >>> from kg.drafting.english.sentences import sentences
    >>> [opens_in_short(sentences(text)[0]) for text in ("They are, they are too long.", "They are too long.")]
    [True, False]
    """
    return bool(_IN_SHORT.match(plain(opening.text)))


def _in_a_row(words: Sequence[str], others: Sequence[str]) -> bool:
    return f" {' '.join(words)} " in f" {' '.join(others)} "


TAKEN_UP = word_set("it that they this these those he she them him her one either it's isn't")
_NOT_ECHOED = word_set("but if though although what who why how i you my your i'm you're")
#: Words that only weigh more what is said again: "It was a huge mistake."
_MORE_SO = word_set(
    "huge big enormous massive terrible real really very absolute complete total such truly extremely incredibly awfully deeply hugely utterly"
)
#: "They are, they are written to confuse": subject and verb, before the rest is said again.
_IN_SHORT = re.compile(
    r"""
    (?:it|they|he|she|that|those|these)\ (?:(?:really|certainly|absolutely|definitely|sure|truly|indeed)\ )?
    (?:is|are|was|were|has|have|had|will|would|can|could|should|must),\ ?
    """,
    re.VERBOSE,
)
_WHETHER_NOT = pattern(
    r"""
    ^(?:but |well,? |and |so |then )*(?:is|are|was|were|do|does|did|has|have|had|would|can|could|should)n't (?!that|this)
    ^(?:but |well,? |and |so |then )*(?:is|are|was|were|do|does|did|has|have|had|would|can|could|should) (?:\w+ ){1,5}not\b
    """
)


def asks_whether_not(earlier: Sequence[Sentence], opening: Sentence) -> bool:
    """Tell whether a reply asks back with a negation ("Did you not sign it?"): it holds that it is so."""
    if not opening.is_question or earlier[-1].is_question or not _WHETHER_NOT.search(plain(opening.text)):
        return False
    said = frozenset[str]().union(*(content(s.words) for s in earlier))
    to_the_other = cues.YOU.search(plain(opening.text)) and cues.OF_ONE.search(plain(earlier[-1].text))
    return bool(
        to_the_other or said & content(opening.words) or {"it", "he", "she", "they", "them"} & set(opening.words[:3])
    )
