"""Which questions are questions to the table: not tags, not courtesies, not the business of the floor."""

from __future__ import annotations

from collections.abc import Sequence

from kg.drafting.english.lexis import content
from kg.drafting.english.patterns import pattern, plain
from kg.drafting.english.sentences import Sentence
from kg.words import AUXILIARIES, word_set

_LEADS = word_set("and so but or well now then first next")
_OPENS = AUXILIARIES | word_set("what why how who whom whose when where which")
#: What is asked for the talk's own sake.
_BUSINESS = pattern(
    r"""
    \b(?:can|could|may|shall|should) (?:i|we|you|everyone|everybody) (?:please |all |just )?(?:hear|see|start|begin|finish|go on|move on|continue|come back|say something|have the|speak up|interrupt|ask you|jump in|introduce|respond|add)\b
    \b(?:can|could|would|will|do) (?:you|he|she|they|somebody|someone|anybody) (?:please |want to |like to )?(?:take (?:that|this|it) on|take (?:that|this|it)|respond|speak to)\b
    \b(?:did|do|can|would|will|does|have) (?:you|he|she|they|anyone|anybody|someone) (?:want|wish|like|care|have (?:a|any|anything|something)|mind) (?:to (?:add|take|respond|answer|come|say|start|comment|reply|go)|to$|else|that\b|another|more)
    \b(?:how does it feel|how are you|what's up|who wants|who would like|who's next|who is next|anything (?:else|to add)|any(?: other| more| further)? (?:questions|comments|thoughts|objections)|is that (?:right|true|fair|clear|ok|okay)|are we (?:done|ready|good|ok|clear)|are you (?:ready|there|done|sure|with me)|does that make sense|was (?:that|my)|you know what i mean|what did (?:you|i|he|she) (?:say|just)|did you say|is there (?:a|any) (?:motion|second|objection))\b
    ^(?:and |so |but )?(?:your|his|her|their|our|my) (?:\w+ ){1,3}is\?
    \b(?:points? of (?:order|personal privilege)|what (?:point|order)\b.{0,30}\b(?:rising|standing)|rising on|feel free)\b
    ^(?:\w+,? ){0,4}?(?:will|would|does|may|can|could|is) (?:the |my |hon\.? |honou?rable |right |learned )*(?:member|gentleman|gentlewoman|lady|senator|minister|friend|speaker|chair|he|she|i) (?:(?:from|for) (?:\w+ ){1,3})?(?:please |now |also )?(?:yield|give way|withdraw (?:that|it|those|the (?:word|remark))|(?:prepared |willing )?to (?:take|answer) a question|take a question)
    \b(?:how (?:is|are) every(?:one|body)(?= (?:doing|feeling|today|tonight)|\?)|how's every(?:one|body)|how are we (?:all )?(?:doing|feeling))\b
    """
)
_PASSES_ON = pattern(
    r"""
    \b(?:same question|and you|what about you|how about you|what do you (?:say|think)|your (?:view|answer|turn|response)|do you agree|over to|next is|go ahead|yes or no|please|all (?:those )?in favou?r|opposed)\b
    """
)
_SHORT_TURN, _FEWEST, _FEWEST_TOPICS = 12, 4, 2
#: A tag or an aside: "all right?", "you know?", "guess what?".
_ASIDE = pattern(
    r"""
    (?:,|\b(?:but|so|and)) (?:okay|ok|all right|alright|you know|you know what|you see|guess what|remember|hm+)\?+$
    ^(?:and |so |but |yeah,? )*(?:guess what|you know (?:what|why|how)|what's (?:that|up|wrong)|who cares|how come|for what|so what)\b
    """
)
_ANNOUNCES = pattern(
    r"\b(?:question|issue|wonder|wondering|ask|asking)\b.{0,60}\b(?:is|whether|if|what|why|how|where|should|would|does|do)\b"
)
_NO_TOPIC = word_set(
    "mean worry happen want say tell call feel believe think agree guess know something anything actually really"
)
#: What is asked of one person about himself, and answered in the room alone.
_AT_ONE = pattern(
    r"""
    \b(?:do|did|would|are|can|could|will) you (?:want me|wish me|need me|get that|hear (?:me|that)|know him|know her|ever get|remember (?:me|him|her))\b
    \b(?:your|the) (?:partner|co-?host|guest|name|book|dance|race|craving)\b
    \bwhere(?:'d| did| do) you get\b
    \bwhy don't you do\b
    """
)


def asks_something(sentence: Sentence) -> bool:
    """Tell whether a question could be answered by yes, no or a claim, and is not asked for the talk's own sake.

    >>> from kg.drafting.english.sentences import sentences
    >>> [asks_something(s) for s in sentences("Right? Should the city build more homes? And you? Can everyone hear me?")]
    [False, True, False, False]
    """
    low = plain(sentence.text)
    return (
        sentence.is_question
        and len(sentence.words) >= _FEWEST - (sentence.words[:1] != () and sentence.words[0] in _OPENS)
        and bool(content(sentence.words))
        and not _BUSINESS.search(low)
        and not low.startswith(("-", "–", "—"))
        and not _ASIDE.search(low)
    )


def is_for_the_table(sentence: Sentence) -> bool:
    """Tell whether a question is one that readers look for: it opens as a question, asks about some matter, and can be read alone.

    >>> from kg.drafting.english.sentences import sentences
    >>> [is_for_the_table(s) for s in sentences("Why should coaches earn more than teachers do? It is late, right? Why is it?")]
    [True, False, False]
    """
    topics = content(w for w in sentence.words if w not in _NO_TOPIC)
    opens = opens_a_question(sentence) or bool(_ANNOUNCES.search(plain(sentence.text)))
    return opens and len(topics) >= _FEWEST_TOPICS and not _AT_ONE.search(plain(sentence.text))


def opens_a_question(sentence: Sentence) -> bool:
    """Tell whether a question is a whole one: it opens as questions do, and not as a piece of one.

    >>> from kg.drafting.english.sentences import sentences
    >>> [opens_a_question(s) for s in sentences("And should it be banned? Building on land of others?")]
    [True, False]
    """
    first = next((w for w in sentence.words if w not in _LEADS), "")
    return first in _OPENS or first.split("'")[0] in _OPENS


def passes_on(sentences: Sequence[Sentence]) -> bool:
    """Tell whether a host's turn only hands the question on: "And you, Bruno?", "Petra, the same question.", "Bruno."

    >>> from kg.drafting.english.sentences import sentences
    >>> passes_on(sentences("And you, Bruno?")), passes_on(sentences("We come to the fares now, and to what they cost the town."))
    (True, False)
    """
    n_words = sum(len(s.words) for s in sentences)
    return n_words <= _FEWEST or (
        n_words <= 2 * _SHORT_TURN and any(_PASSES_ON.search(plain(s.text)) for s in sentences)
    )
