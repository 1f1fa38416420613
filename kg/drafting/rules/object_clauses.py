"""Sentences that take a side on what was said earlier by saying it again: "I disagree with the idea that the museum should charge"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from kg.drafting.english.lexis import content
from kg.drafting.english.patterns import one_of, plain
from kg.drafting.english.polarity import compare
from kg.drafting.english.sentences import Sentence, words_of

#: How many words of the clause an earlier sentence must hold, and which share of them.
_FEWEST, _SHARE = 2, 0.6
#: A clause of one word that tells ("I'm for parking") says again only what was said so many sentences before.
_NEAR = 3
_IDEAS = """
    idea claim notion view suggestion opinion argument belief assumption statement assertion proposition premise theory point
    charge accusation talk story feeling sense conclusion thought line contention hope fear
"""
_LEADS = """
    and,but,so,well,no,yes,yeah,look,i think,i'm afraid,i'm sorry,sorry,honestly,frankly,now,to be clear
"""
_FALSE = """
    wrong,false,untrue,nonsense,rubbish,absurd,mistaken,a myth,a lie,incorrect,ridiculous,not true,not right,not so,misguided,silly,backwards,wishful thinking,a fantasy,a pipe dream,fanciful,naive,far-fetched,laughable,an illusion
"""
_PARTS = {
    "lead": rf"^(?:(?:{_LEADS.strip().replace(',', '|')}),? )*+",
    "idea": rf"(?:(?:the|this|that|your|his|her|their|any|all this) (?:\w+ )?(?:{'|'.join(_IDEAS.split())}))",
    "firmly": "(?:all|also|still|always|very much|strongly|firmly|totally|fully|entirely|completely|absolutely|definitely|certainly|personally)",
    "false": rf"(?:\w+ ){{0,2}}(?:{_FALSE.strip().replace(',', '|')})",
}
_AGAINST = re.compile(
    one_of(
        r"""
        <lead>(?:i|we)(?:'d| would| must| have to)? (?:\w+ )?(?:disagree with|take issue with|reject|dispute|refuse|contest|oppose|object to|deny|question|doubt|challenge|can't accept|cannot accept|don't accept|do not accept|don't buy|do not buy|don't share|do not share|don't agree with|do not agree with|can't agree with|cannot agree with) <idea> (?:that|of) (?P<clause>.+)
        <lead>(?:i|we) (?:\w+ ){0,2}?(?:disagree|don't agree|do not agree|don't accept|do not accept|deny|dispute|contest|doubt|question) that (?P<second>.+)
        <lead>(?:it's|it is) (?:simply |just |plainly |also |not (?!only|just))*(?:not (?:true|right|the case|correct|so)|true|the case|false|wrong|untrue|nonsense|absurd|a myth|a lie|incorrect) (?:to say )?that (?P<third>.+)
        <lead>(?:i|we)(?:'m|'re| am| are) (?:\w+ )?(?:against|opposed to) (?P<sixth>.+)
        <lead>there(?:'s| is) (?:\w+ ){0,2}?(?:no|little|zero|hardly any|not much) (?:\w+ )?(?:evidence|proof|basis|data|support)(?: at all| whatsoever)?(?: (?:for|of|behind|to support) <idea>)? that (?P<seventh>.+)
        <lead>(?:i'm|i am|we're|we are) not (?:\w+ )?(?:convinced|persuaded|sold on|buying)(?: (?:by|of))?(?: <idea>)? that (?P<eighth>.+)
        <lead>(?:i'm|i am|we're|we are) (?:\w+ )?(?:sceptical|skeptical|doubtful|dubious)(?: (?:of|about) <idea>)? that (?P<ninth>.+)
        <lead>to (?:say|claim|suggest|argue|pretend|think) that (?P<fourth>.+?) (?:is|would be) <false>\b
        <lead><idea> that (?P<fifth>.+?) (?:is|was|has|have|seems) (?:<false>\b|to stop|been (?:disproved|refuted|debunked))
        """,
        _PARTS,
    )
)
_FOR = re.compile(
    one_of(
        r"""
        <lead>(?:i|we)(?:'d| would| must| have to)? (?:\w+ )?(?:agree with|share|accept|support|second|endorse|subscribe to|stand by|believe in|concur with) <idea> that (?P<clause>.+)
        <lead>(?:i|we)(?:'d| would| must| have to)? (?:\w+ )?(?:agree|concur) that (?P<second>.+)
        <lead>(?:i|we)(?:'m|'re| am| are) (?:<firmly> )?(?:for|in favou?r of) (?P<fourth>.+)
        <lead><idea> that (?P<third>.+?) is (?:\w+ )?(?:right|correct|true|spot on|well founded)\b
        """,
        _PARTS,
    )
)
_DENIES_TRUTH = re.compile(
    r"""
    \b
    (?:
        not\ (?:true|right|the\ case|correct|so)
      | false | wrong | untrue | nonsense | absurd | a\ myth | a\ lie | incorrect
    )\b
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A side taken on a clause: `words` are those of the clause."""

    side: Literal["agrees", "disagrees"]
    words: tuple[str, ...]


def side_on_a_clause(sentence: Sentence) -> Taken | None:
    """Return the side that a sentence takes on a clause inside it, or None.

    >>> from kg.drafting.english.sentences import sentences
    >>> def taken(text): return side_on_a_clause(sentences(text)[0])
    >>> taken("I reject the suggestion that the teachers are lazy.").side, taken("I share the view that the lake needs rest.").side
    ('disagrees', 'agrees')
    >>> taken("It is not true that the harbour is full.").words
    ('the', 'harbour', 'is', 'full')
    """
    if sentence.is_question:
        return None
    low = plain(sentence.text)
    against = _AGAINST.search(low)
    if against:
        if against["third"] and not _DENIES_TRUTH.search(low[: against.start("third")]):
            return None
        return Taken(side="disagrees", words=words_of(_clause(against)))
    in_favour = _FOR.search(low)
    return Taken(side="agrees", words=words_of(_clause(in_favour))) if in_favour else None


def _clause(found: re.Match[str]) -> str:
    clause = next(text for text in found.groupdict().values() if text)
    return re.split(r"[,;:—–]", clause)[0]


def meant_by(taken: Taken, earlier: Iterable[Sentence]) -> tuple[Sentence, Literal["agrees", "disagrees"]] | None:
    """Return the sentence of others that a clause says again, and the side taken on it; or None where nothing said fits.

    Args:
        taken: the side on the clause.
        earlier: what others said before, in order.
    """
    stems = content(taken.words)
    # "I'm all for it" has no clause of its own to compare: what it means, the reply's other marks may say.
    if not stems:
        return None
    if len(stems) < _FEWEST:
        earlier = tuple(earlier)[-_NEAR:]
    best: tuple[float, int, Sentence] | None = None
    for place, sentence in enumerate(earlier):
        if sentence.is_question:
            continue
        shared = len(stems & content(sentence.words))
        if shared >= min(_FEWEST, len(stems)) and shared >= _SHARE * len(stems):
            found = (shared / len(stems), place, sentence)
            best = max(best, found, key=lambda f: f[:2]) if best else found
    if best is None:
        return None
    clauses = [words_of(piece) for piece in re.split(r"[,;:—–]", best[2].text)]
    nearest = max(clauses, key=lambda words: len(stems & content(words)))
    opposed = compare(nearest, taken.words).opposed
    if not opposed:
        return best[2], taken.side
    return best[2], "agrees" if taken.side == "disagrees" else "disagrees"
