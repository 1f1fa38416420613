"""Where a speaker refers to another by name, and what the words around the name do: agree, disagree, qualify, build on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.drafting.english import cues
from kg.drafting.english.patterns import pattern
from kg.drafting.english.sentences import Sentence
from kg.model import ReferenceType

_LIKE = re.compile(
    r"""
    \b
    (?:
        like | as | just\ as | just\ like | similar\ to | echo | echoing | following | building\ on
      | build\ on | add\ to | adding\ to | follow\ up\ on | continue
    )\b[^.;]{0,24}$
    """,
    re.VERBOSE,
)
_PLAN = re.compile(
    r"""
    \b
    (?:
        what\ do\ you | how\ do\ you | what's\ your | what\ is\ your
      | your\ (?:view|thoughts|take|opinion)
      | over\ to | go\ ahead | please | promoting | invite | inviting | welcome | thank | thanks
      | talk\ about | start\ us | can\ you | could\ you | would\ you | do\ you
    )\b
    """,
    re.VERBOSE,
)
#: How far, in characters, a cue may stand from the name and still be about that person.
_REACH = 70


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """One speaker named in one sentence of another: `start` and `end` are those of the name."""

    name: str
    start: int
    end: int
    sentence: Sentence


def relation_of(named: Named, following: Sentence | None = None) -> tuple[ReferenceType, str, float]:
    """Return what the words around a name do, the rule that says so and its confidence.

    >>> from kg.drafting.english.sentences import sentences
    >>> def kind(text, name):
    ...     s = sentences(text)[0]
    ...     return relation_of(Named(name=name, start=text.index(name), end=text.index(name) + len(name), sentence=s))[0]
    >>> kind("I don't agree with Ada on this.", "Ada"), kind("I don't disagree with Ada.", "Ada"), kind("Ada, what do you think?", "Ada")
    ('disagrees', 'agrees', 'neutral')
    >>> kind("I agree with Ada, but the price is too high.", "Ada"), kind("Like Ada said, it pays.", "Ada")
    ('qualifies', 'builds on')
    """
    sentence = named.sentence
    low = sentence.text.lower().replace("’", "'")
    at, until = named.start - sentence.start, named.end - sentence.start
    before, after = low[max(0, at - _REACH) : at], low[until : until + _REACH]
    near = f"{before}NAME{after}"
    contrast = bool(cues.CONCEDES_THEN_CONTRASTS.search(after)) or (
        following is not None and following.words[:1] in {("but",), ("however",)}
    )
    if sentence.is_question or _PLAN.search(near):
        return "neutral", "names another", 0.9
    if _double_negative(near):
        return ("qualifies", "concedes, then contrasts", 0.6) if contrast else ("agrees", "does not disagree", 0.7)
    if _SUPPOSED.search(before):
        # "If Ada is right", "I'm not saying that Ada is wrong": nothing is said of it.
        return "neutral", "names another", 0.8
    if _NOT_THOUGHT.search(before):
        if _IS_RIGHT.search(after):
            return "disagrees", "says it disagrees with a named speaker", 0.9
        if _IS_WRONG.search(after):
            return "agrees", "does not disagree", 0.7
    if _DISAGREES_WITH.search(near) or _IS_WRONG.search(after):
        return "disagrees", "says it disagrees with a named speaker", 0.9
    if _AGREES_WITH.search(near):
        if contrast:
            return "qualifies", "agrees, then contrasts", 0.8
        return "agrees", "says it agrees with a named speaker", 0.9
    # Who only tells what another said may attack it as well: what is built on is taken up by a word that says so.
    if _LIKE.search(before):
        return ("qualifies", "cites, then contrasts", 0.6) if contrast else ("builds on", "cites a named speaker", 0.7)
    return "neutral", "names another", 0.8


_PARTS = {
    "words": r"(?:\w+ ){0,4}",
    "some": r"(?:\w+ ){0,3}",
    "what_name": r"(?:NAME|what NAME (?:\w+ )?(?:say|says|said|is saying|was saying|just said|told us|claims|argues|argued|suggests|described))",
    "poss": r"NAME(?:'s \w+)?",
    "name": "(?:that )?(?:mr |mrs |ms |dr )?",
    "adverbs": r"(?:\w+ly |quite |so |very |of course |just |also |dead |both )*",
}
_DISAGREES_WITH = pattern(
    r"""
    (?:disagree|beg to differ|take issue|differ)s? <some>with <words>NAME
    \b(?:don't|do not|can't|cannot|didn't|wouldn't|not|never) <some>(?:agree|accept|go along|side|share the view|concur)(?: with)? <words>NAME
    \b(?:have to|must|let me|need to|would|should) (?:correct|contradict) NAME
    (?:unlike|contrary to|in contrast to|as opposed to|no matter|whatever) <some>NAME
    \bno matter what NAME (?:say|says|said)
    NAME(?:,? \w+){0,3},? (?:opposed|contradicts?|disagrees?|disagreed)\b
    <poss> (?:is|was|are|has got it|got it|gets it|has it|have it|had it) <adverbs>(?:wrong|mistaken|incorrect|untrue|not right|not true|not correct|not what|backwards|upside down|confused)
    NAME(?:'s| is) (?:\w+ )?(?:dreaming|exaggerating|missing the point|(?:kidding|fooling|deluding) (?:himself|herself|themselves))\b
    NAME (?:\w+ )?(?:misses|missed|overlooks|overstates|exaggerates) (?:the|this|that|his|her|how)\b
    NAME(?:'s| has| have)(?: just)?(?: got| gotten)? (?:this|that|it|things) (?:all |completely |totally |quite |exactly )?(?:wrong|backwards|upside down|back to front|the wrong way (?:a)?round)\b
    what NAME (?:\w+ )?(?:says|said|is saying|told us|claims|described) (?:is|was) <adverbs>(?:wrong|mistaken|incorrect|untrue|not right|not true|not correct|nonsense|false|misleading)
    (?:trouble|problem|difficulty|flaw|mistake|issue) with <what_name>
    \b(?:don't|do not|can't|cannot|never|won't) (?:\w+ )?(?:buy|believe|accept|follow|share|see how) (?:what )?NAME(?:'s| )
    \b(?:not|never|'m not|am not) (?:\w+ )?(?:with|on the side of) NAME
    \b(?:see|sees|saw|view|think about) (?:it|this|that|things) (?:\w+ )?(?:differently|otherwise) (?:from|than|to) (?:how )?NAME
    (?:with (?:all )?(?:due |great )?respect,?(?: to)?) NAME
    (?:take issue with|reject|dispute|contest|refute|challenge|question|push back on|push back against) (?:what )?NAME
    """,
    _PARTS,
)
_IS_WRONG = pattern(
    r"""
    ^(?:'s (?:\w+ ){1,2})?,? ?(?:is|was|are) (?:\w+ ){0,2}(?:wrong|mistaken|incorrect|untrue|unfair|misleading)
    """
)
_IS_RIGHT = pattern(r"^(?:'s| is| was| has)(?: got (?:it|this|that))? (?:\w+ly |quite )?(?:right|correct)\b")
#: What stands right before the name where nobody is said to be right or wrong.
_SUPPOSED = pattern(
    r"""
    \b(?:if|whether|unless|suppose|supposing|assuming|even if|until) <name>$
    (?:n't|\bnot) (?:\w+ ){0,2}?(?:say|saying|suggesting|claiming|claim|suggest|mean|meaning) <name>$
    """,
    _PARTS,
)
_NOT_THOUGHT = pattern(r"(?:n't|\bnot) (?:\w+ )?(?:think|believe|sure|convinced|agree|accept|say) <name>$", _PARTS)
_AGREES_WITH = pattern(
    r"""
    \b(?:second|support|echo|endorse|share|underline|underscore) (?:\w+ )?<what_name>
    NAME (?:\w+ )?(?:put|puts|has put) (?:his|her|their|a) finger on\b
    NAME(?: just| really| absolutely|'s| has)? (?:nailed|nails) it\b
    NAME(?:'s| has)? (?:got|gets|has|had) (?:it|this|that) (?:\w+ )?right\b
    \bagrees? <words>with (?:\w+ ){0,5}NAME
    \bagree on (?:this|that) with (?:\w+ ){0,2}NAME
    <poss> (?:is|was|are) <adverbs>(?:right|correct|spot on)\b
    NAME's <adverbs>(?:right|correct|spot on)\b(?! (?:hand|side|to\b))
    (?:has|had|makes|made|raises|raised) NAMEd? an? (?:\w+ ){0,2}point\b
    NAME(?:'s| has| had| makes| made| raises| raised)(?: got)? an? (?:\w+ ){0,2}point\b
    NAME(?: has| had)? (?:hit|hits) the nail
    support (?:what )?NAME
    \bsame (?:view|opinion|position) as NAME
    (?<!not )(?<!n't )\bwith NAME (?:on|here|there|in) (?:this|that|all)?
    \b(?:i'm|i am|we're|we are|i'd be|i stand) (?:fully |all |very much |entirely )?(?:with|on the side of|beside|behind) NAME\b
    \bon NAME's side\b
    \bside with NAME
    \b(?:optimistic|pessimistic|convinced|worried) (?:just )?(?:like|as) NAME
    \b(?:share|second|endorse|echo) NAME
    \b(?:take|see|accept|get) NAME's point\b
    what NAME (?:\w+ )?(?:says|said|is saying|was saying|just said|told us) (?:makes|made) (?:\w+ ){0,4}sense
    what NAME (?:\w+ )?(?:says|said|is saying|was saying|just said|told us) (?:is|was) (?:\w+ )?(?:right|true|correct|how i see it|what i think|my view)
    \b(?:put|said|say) it (?:any )?better than NAME
    NAME (?:said|put|says|puts) it (?:\w+ )?(?:well|best|perfectly|better than i)\b
    NAME(?:'s \w+) is (?:very |really )?(?:good|strong|great|excellent|important)\b
    NAME (?:speaks|spoke) for me\b
    """,
    _PARTS,
)
_DOUBLE = re.compile(r"\b(?:don't|do not|not|can't|cannot|wouldn't|never) (?:\w+ ){0,2}disagree")


def _double_negative(near: str) -> bool:
    return bool(_DOUBLE.search(near))


def quote_span(named: Named, *, longest: int = 45) -> tuple[int, int]:
    """Return the span of the clause that holds a name: the sentence, or where it is long, a part of it around the name."""
    sentence = named.sentence
    if len(sentence.words) <= longest:
        return sentence.start, sentence.end
    text = sentence.text
    at, until = named.start - sentence.start, named.end - sentence.start
    start = max(text.rfind(mark, 0, at) + 1 for mark in ";:,")
    while start < at and text[start] in " ,;:":
        start += 1
    ends = [p for mark in ",;:" if (p := text.find(mark, until + 60)) >= 0]
    return sentence.start + start, sentence.start + min([*ends, len(text)])
