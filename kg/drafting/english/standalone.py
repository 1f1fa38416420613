"""Whether a sentence can be read alone, by somebody who was not there, and signed or not."""

from __future__ import annotations

import re

from kg.drafting.english.lexis import PAST_FORMS, content
from kg.drafting.english.patterns import pattern, plain
from kg.drafting.english.sentences import Sentence
from kg.words import AUXILIARIES, word_set, words_in

_LONGEST, _SHORTEST, _FEWEST_TOPICS, _MOST_COMMAS = 28, 4, 2, 2
_BROKEN = re.compile(r"--|\.\.\.|…|—|[\[\]\\]|[-–—,;:]$|https?:|^\(")
#: Words that point at a person, a time or a place of the talk: read alone, they name nobody.
_POINTING = words_in("drafting/english/pointing")
_US = word_set("we we're we've we'll we'd us our ours ourselves")
#: A subject that stands for something said before.
_DANGLING = pattern(
    r"""
    ^it\b(?! (?:is|was|would be) (?:\w+ )?\w+ (?:to|that)\b)
    ^(?:its|it's|that|that's|this|these|those|they|they're|they've|they'll|them|their|such|so|then|here|there's a way|one of (?:them|these|those)|both|neither|either|some|others|another|none)\b(?! of the\b)
    ^(?:one|two|three|the (?:first|second|third|last)) (?:would|will|is|was|are|thing|point|one|of)\b
    ^the (?:issue|problem|question|point|thing|difference|case|reason|answer|claim|idea|issue here) (?:is|was)\b
    ^(?:but|and|or|so|because|since|which|who|whom|whose|well|yeah|yes|no|nope|plus|however|also|therefore|though|although|again|instead|secondly|second|third|thirdly|lastly|finally|firstly|first of all|whereas|while|if so|rather|like|as|not|than|to)\b
    ^(?:first|later|doing|otherwise|from this|for this|if so|in this|in that)\b
    \bth(?:is|at) (?:question|problem|point|topic|perspective|idea|kind|type|sort|way|area|field|issue|aspect|process|respect|thing|time|case|matter|level|stage)\b
    ^(?:\w+ ){1,3}of (?:them|these|those|it|this|that)\b
    \b(?:do|does|did) (?:so|that|it)\b
    ^(?:one|two|number one),
    ^(?:in|on|at|for|from|with|by) [^,]{1,60}, (?:what|how|which|why|who)\b
    ^the (?:other|same|next|second|third|last|only other) \w+ (?:is|was)\b
    ^the \w+ (?:for|behind) (?:that|this|it)\b
    ^(?:just because|\w+ly that|whether [^,]*$|assuming|replying to)\b
    ^(?:would|will|can|could|should|might|may|has|have|had|is|are|was|were|be|does|do|did|means|felt|seems|sounds|depends|makes|goes|need to|needs to|completely agree|agree|agreed)\b
    ^(?:in|at|on|by|from|after|before|during|since) (?:[\w'-]+ ){1,3}(?:they|he|she|it)\b
    , as \w+ (?:said|says|mentioned|put it)\b
    \b(?:that way|this way|like that|like this|as such|the same thing|the other (?:thing|point|side)|the (?:former|latter)|the point|the question|the answer|the (?:first|second|third|next|last) (?:one|point|thing|question))\b
    \b(?:i|we) (?:just )?(?:want|wanted|would like) to\b
    """
)
#: A subject of the talk, not of the world.
_OF_THE_TALK = pattern(
    r"""
    \b(?:this|the|our|tonight's|today's) (?:debate|panel|motion|round|show|episode|podcast|transcript|slide|queue|floor|audience|moderator|microphone|discussion|conversation|agenda|presentation)\b
    ^(?:item|agenda item|number) \w+ is\b
    ^(?:the )?next (?:up )?(?:is|item)\b
    \b(?:thank|thanks|welcome|congratulations|applause|joining us|next question|time is up)\b
    """
)
#: A condition or a concession alone, with nothing that it qualifies: "If the amount is high enough."
_SUPPOSES = r"(?:if|even if|only if|unless|in case|as long as|so long as|provided|once|until|till|even though|when|whenever|wherever)"
_HALF = pattern(
    rf"""
    ^{_SUPPOSES}\b[^,]*$
    ^(?:[\w'-]+ ){{0,6}}[\w'-]+, {_SUPPOSES}\b[^,]*$
    """
)
_MUST = word_set("should must ought need shouldn't mustn't needn't cannot can't")
_BEFORE_DEEDS = word_set("not never also all to simply just really only afford always be")
#: What is done in the room, by talking, or in thought.
_IN_THE_ROOM = words_in("drafting/english/in_the_room")
_WHAT = word_set("what why how who whom whose when where which")
_VERBAL = AUXILIARIES | word_set("it's that's there's they're we're he's she's let's")
#: Words that open a clause with a verb of its own.
_OPENS_A_CLAUSE = word_set(
    "who which that when where whom whose because if while whether what how why since until unless although though"
)
#: Behind these stands a noun or an infinitive, and no finite verb.
_PREPOSITIONS = word_set("of in on at by for with from into about")
_BEFORE_NOUNS = _PREPOSITIONS | word_set(
    "the a an this these those my your his her its our their no any every each some all most many more as than to very such own other"
)
_BETWEEN = word_set("not never also just always often still even already ever now then")
#: What a letter or an office says stands behind these, in the next sentence.
_ANNOUNCES = re.compile(r"\b(?:said|says|say|states?|stated|provides|reads|wrote|concluded)\W*$")
_OPEN_ENDED = word_set(
    "because otherwise and but or so that which who to of in on at by for with from the a an as if than only not very is are was were be like"
)


def is_standalone(sentence: Sentence, *, asked: bool = False) -> bool:
    """Tell whether a sentence says one thing of the world that can be signed by somebody who reads nothing else.

    What was asked about in so many words may be shorter, and speak of "us".

    >>> from kg.drafting.english.sentences import sentences
    >>> def alone(text): return is_standalone(sentences(text)[0])
    >>> alone("Rent control keeps tenants in their homes."), alone("It keeps them there."), alone("I saw that you left.")
    (True, False, False)
    """
    words = sentence.words
    return (
        (_SHORTEST - asked) <= len(words) <= _LONGEST
        and not sentence.is_question
        and not _BROKEN.search(sentence.text)
        and _POINTING.isdisjoint(words)
        and words[0] not in _WHAT
        and words[-1] not in _OPEN_ENDED
        and not _ANNOUNCES.search(sentence.text)
        and sentence.text.count(",") <= _MOST_COMMAS
        and sentence.text.count("“") == sentence.text.count("”")
        and sentence.text.count('"') % 2 == 0
        and (asked or _US.isdisjoint(words) or _is_policy(words))
        and len(content(words)) >= _FEWEST_TOPICS - asked
        and _has_a_verb(words)
        and not _DANGLING.search(plain(sentence.text))
        and not _OF_THE_TALK.search(plain(sentence.text))
        and not _is_half(sentence.text)
    )


def _is_half(text: str) -> bool:
    """Tell whether a condition stands without what it is a condition of: alone, or behind a subject of which nothing is said.

    >>> _is_half("If the amount is high enough."), _is_half("Banks, if they could see how many people leave.")
    (True, True)
    >>> _is_half("If the amount is high enough, banks pay."), _is_half("The council should act, if the money is there.")
    (False, False)
    """
    line = plain(text)
    if not _HALF.search(line):
        return False
    before = line.partition(",")[0].split() if "," in line else []
    return not (len(before) > 1 and _has_a_verb(tuple(before)))


def _is_policy(words: tuple[str, ...]) -> bool:
    """Tell whether "we" are to do something outside of the room: "We should open the library on Sundays"."""
    if words[0] != "we" or words[1] not in _MUST or not _US.isdisjoint(words[2:]):
        return False
    deed = next((w for w in words[2:] if w not in _BEFORE_DEEDS), "")
    return deed in words_in("drafting/english/base_verbs") and deed not in _IN_THE_ROOM


def _has_a_verb(words: tuple[str, ...]) -> bool:
    """Tell whether something is said of the subject: a finite verb that no "who", "that" or "when" takes for its own clause.

    >>> _has_a_verb(("people", "who", "smoke", "pay", "more")), _has_a_verb(("the", "people", "who", "pay", "for", "it"))
    (True, False)
    >>> _has_a_verb(("to", "use", "a", "good", "model", "well")), _has_a_verb(("firms", "using", "that", "model", "will", "win"))
    (False, True)
    """
    finite = _finite_verbs(words)
    opens = [
        i
        for i, (before, word, after) in enumerate(zip(("", *words), words, (*words[1:], ""), strict=False))
        if word in _OPENS_A_CLAUSE
        and after != "of"
        and not (word == "that" and (before in _PREPOSITIONS or before.endswith("ing")))
    ]
    return len(finite) > sum(any(at > i for at in finite) for i in opens)


def _finite_verbs(words: tuple[str, ...]) -> list[int]:
    """Return where finite verbs may stand, of a chain such as "would have been built" the first one."""
    found: list[int] = []
    before, in_chain = "", False
    for i, word in enumerate(words):
        if word in _BETWEEN or word.endswith("ly"):
            continue
        is_auxiliary = word in _VERBAL or word == "cannot"
        after = words[i + 1] if i + 1 < len(words) else ""
        follows_a_subject = i > 0 and before not in _BEFORE_NOUNS and (after or before.endswith("s"))
        if not in_chain and (is_auxiliary or (follows_a_subject and _may_be_a_verb(word, after))):
            found.append(i)
        before, in_chain = word, is_auxiliary
    return found


def _may_be_a_verb(word: str, after: str) -> bool:
    """Tell whether a word may be a finite verb by its form; what ends like one is a plural at the end and before "who" or "that"."""
    verbs = words_in("drafting/english/base_verbs")
    if word in verbs or word in PAST_FORMS or {word[:-1], word[:-2]} & verbs:
        return bool(after) or word in verbs
    by_its_ending = len(word) > 3 and word.endswith(("s", "ed")) and not word.endswith("ss")
    return by_its_ending and bool(after) and after not in _OPENS_A_CLAUSE
