"""Yes, no, both, or none of them: what the first words of an answer say to a yes-or-no question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from kg.drafting.english.lexis import content
from kg.drafting.english.patterns import pattern, plain
from kg.drafting.english.polarity import compare, leaves_open, main_clause
from kg.drafting.english.sentences import Sentence, words_of
from kg.words import word_set

Side = Literal["agrees", "disagrees", "mixed", ""]
#: An answer comes at once: among so many first sentences.
_FIRST = 3
#: From this likeness on, a full sentence says again what was asked, with its own sign.
_SAME, _OF_IT = 0.5, 0.7
_LEAD = r"^(?:(?:well|oh|look|um|uh|so|and|i mean|thank you|thanks|honestly|frankly|personally|to be honest|in my (?:view|opinion)|for me|again|sure|okay|ok)[,.]? )*+"
_IT = "(?:it|they|we|he|she|that|this|there|you|i|one)"
_DOES = "(?:do|does|did|is|are|was|were|am|has|have|had|will|would|can|could|should|must|may|might)"
#: "I'd have to say no", "The short answer is yes", "It's a no from me".
_ANSWER_IS = (
    r"(?:(?:i'd|i would|i'll|i will|i'm going to|i have to|i must|i)(?: have to| probably| still)? (?:say|go with|answer|lean) (?:a )?"
    r"|(?:my|the|a|in a)? ?(?:\w+ )?(?:answer|word|view)(?: (?:is|would be|has to be))?,? (?:a )?"
    r"|(?:it's|it is|that's|that is|i'm|i am) (?:a|an) (?:\w+ )?)"
)
_PARTS = {"lead": _LEAD, "it": _IT, "does": _DOES, "says_so": _ANSWER_IS}
_UNSURE = pattern(
    r"""
    <lead>(?:i(?:'m| am) (?:\w+ )?not (?:\w+ )?(?:sure|certain)|i (?:\w+ )?(?:don't|do not|couldn't|can't|cannot) (?:\w+ )?(?:know|say|tell|answer|judge)|(?:that's |it's )?hard to say|who knows|no idea|it depends|that depends|maybe|perhaps|possibly)\b
    <lead>(?:(?:no|yes|just),? )*+(?:comment|let me|may i|please|thank|give me|allow me|hold on|hang on|wait|one (?:second|moment))\b
    """,
    _PARTS,
)
_BOTH = pattern(
    r"""
    <lead>(?:yes,? and no|no,? and yes|both yes and no|partly|in part|to (?:some|a certain) (?:degree|extent)|it is and it isn't)\b
    """,
    _PARTS,
)
_NO = pattern(
    r"""
    <lead>(?:no|nope|nah|nay|never|opposed|against)\b(?! (?:one|doubt|question|wonder|matter|more|less|longer|problem|idea|objections?|but|and)\b)
    <lead>(?:absolutely|certainly|of course|definitely|surely|clearly|obviously|probably|most certainly|i(?:'m)? (?:hope|think|guess|believe|afraid|suspect)|perhaps|rather|emphatically|simply) not\b
    <lead>not (?:at all|really|in my (?:view|opinion)|necessarily|for (?:a|one) (?:moment|second|minute)|remotely|a chance|so)\b
    <lead>i (?:\w+ )?(?:don't|do not|wouldn't|didn't|can't|cannot) (?:think|believe|agree|see|accept|say)(?: so| it| that)\b
    <lead>i (?:very much |really |seriously |would )?doubt (?:it|that)\b
    <lead>i (?:\w+ )?(?:don't|do not) (?:think|believe|feel) (?:that )?<it>\b
    <lead>i (?:don't|do not|wouldn't|disagree|vote (?:no|against|nay)|would vote (?:no|against)|am against|oppose)\b(?=[.,!;:]|$| (?:and|because|it|that)\b)
    <lead>(?:i (?:\w+ )?(?:think|believe|say|am afraid|'m afraid),? )?<it> (?:really |certainly |absolutely |just |simply )?<does>(?:n't| not)\b(?=[.,!;:]|$| (?:and|because|at all|ever)\b)
    <lead><it>(?:'s|'re|'m) not\b(?=[.,!]|$)
    <lead>(?:he|she|it|they|i|we) won't\b
    <lead>far from it\b
    <lead><says_so>(?:no|not|nay)(?=[.,!;:]|$| (?:and|because|from me|to (?:that|this|it))\b)
    """,
    _PARTS,
)
_YES = pattern(
    r"""
    <lead>(?:yes|yeah|yep|yup|aye|absolutely|definitely|certainly|indeed|exactly|correct|precisely|of course|surely|naturally|totally|completely|in a heartbeat|by all means|very much so|for sure|you bet|no (?:doubt|question)|without (?:a |any )?(?:doubt|question|exception)|undoubtedly)\b(?! not\b)(?!,? (?:and|or) no\b)
    <lead><says_so>(?:yes|aye|absolutely|definitely)(?=[.,!;:]|$| (?:and|because|from me|to (?:that|this|it))\b)
    <lead>(?:that's |that is |quite |you're |you are )?(?:right|correct|true)(?=[.,!]|$)
    <lead>i (?:\w+ )?(?:think|believe|guess|suppose|hope|fear|suspect|would say|'d say|say) so\b
    <lead>i (?:do|am|would|agree|support it|vote (?:yes|for|aye|in favou?r)|would vote (?:yes|for)|'m for it)\b(?=[.,!;:]|$| (?:and|because|it|that)\b)
    <lead>(?:i (?:\w+ )?(?:think|believe|say),? )?<it> (?:really |certainly |absolutely |definitely |most |clearly |just |simply |indeed )*<does>(?=[.,!;:]|$| (?:and|because|indeed|be|very|yes)\b)
    """,
    _PARTS,
)


def side_of(answer: Sequence[Sentence], statement: str) -> tuple[Side, int]:
    """Return the side that an answer takes on a statement that was asked about, and which of its sentences says so.

    >>> from kg.drafting.english.sentences import sentences
    >>> def side(text): return side_of(sentences(text), "The city should close the bridge.")[0]
    >>> side("Well, I don't think so."), side("Of course it should."), side("Yes and no."), side("I'm not sure."), side("My bus is late.")
    ('disagrees', 'agrees', 'mixed', '', '')
    >>> side("The city should not close the bridge, it is safe."), side("The city should not close the bridge because it is not old.")
    ('disagrees', 'disagrees')
    """
    for i, sentence in enumerate(answer[:_FIRST]):
        low = plain(sentence.text)
        if sentence.words == ("why", "not"):
            # "Why not? I think so.": what comes behind it answers.
            continue
        if sentence.is_question:
            return "", i
        if _UNSURE.search(low):
            return "", i
        for side, said in _SIDES:
            if said.search(low):
                return side, i
        side = _full_answer(sentence, statement)
        if side:
            return side, i
    return "", 0


_CLAUSE_END = re.compile(r"[,;:–—]")
_SIDES: tuple[tuple[Side, re.Pattern[str]], ...] = (("mixed", _BOTH), ("disagrees", _NO), ("agrees", _YES))


def _full_answer(sentence: Sentence, statement: str) -> Side:
    asked = words_of(statement)
    n_asked = len(content(asked))
    # Of the clauses the one that answers: a reason behind it may have a "no" of its own.
    clauses = (main_clause(words_of(part)) for part in _CLAUSE_END.split(sentence.text))
    compared = [compare(asked, clause) for clause in (*clauses, main_clause(sentence.words), sentence.words) if clause]
    for found in compared:
        if found.n_shared >= max(min(2, n_asked), _OF_IT * n_asked) and found.likeness >= _SAME:
            return "" if leaves_open(sentence.words) else "disagrees" if found.opposed else "agrees"
    return _in_short(sentence, asked)


def _in_short(sentence: Sentence, asked: tuple[str, ...]) -> Side:
    """Return the side of a few words that say what was asked of its subject again, and nothing else: "One is enough."

    >>> from kg.drafting.english.sentences import sentences
    >>> def side(text): return _in_short(sentences(text)[0], ("the", "present", "crew", "of", "one", "is", "enough"))
    >>> side("One is enough."), side("It is not enough."), side("One is a crowd."), side("Enough of that.")
    ('agrees', 'disagrees', '', '')
    """
    words = sentence.words
    said = asked[-1:]
    copula = next((i for i, w in enumerate(words) if w in _COPULAS), 0)
    if not 0 < copula <= _SHORT_SUBJECT or words[-1:] != said or not _COPULAS & set(asked) or leaves_open(words):
        return ""
    between = words[copula + 1 : -1]
    if not set(between) <= _DEGREES | {"not"} or not set(words[:copula]) <= {*asked, "it", "that", "this", "they"}:
        return ""
    turned = ("not" in between or words[copula].endswith("n't")) != (
        "not" in asked or any(w.endswith("n't") for w in asked)
    )
    return "disagrees" if turned else "agrees"


_SHORT_SUBJECT = 4
_COPULAS = word_set("is are was were isn't aren't wasn't weren't")
_DEGREES = word_set("quite certainly definitely perfectly absolutely simply just really more than")
