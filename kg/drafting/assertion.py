"""Whether a sentence asserts something debatable, and how: one pass over its words, each word and word pair looked up once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp

from kg.drafting.lexis import FUNCTION_WORDS, NEGATIONS, word_set
from kg.drafting.sentences import Sentence

#: Mark → its weight, and the words or word pairs that set it anywhere in the sentence.
_ANYWHERE: dict[str, tuple[float, str]] = {
    "opinion": (
        0.6,
        """i_think we_think i_believe we_believe i_feel i_guess i_hope i_suspect i_reckon i_consider i_argue i_doubt i_support
        i_oppose i_expect i_find i_agree i_disagree we_find we_expect i_know we_know really_think personally_think my_view my_opinion
        my_belief my_sense my_guess my_judgment my_understanding personally frankly honestly it_seems seems_to i'd_argue i'd_say
        would_argue would_say firmly_believe strongly_believe also_think also_feel also_believe don't_think don't_believe i'm_convinced
        i'm_sure optimistic pessimistic""",
    ),
    "norm": (
        0.4,
        """should shouldn't must mustn't ought need_to needs_to have_to has_to necessary responsibility deserve deserves had_better
        it's_time cannot_afford""",
    ),
    "modal": (0.1, "will won't may might could would can cannot can't able_to going_to"),
    "forecast": (
        0.2,
        "will won't going_to the_future next_year next_decade coming_years it'll we'll they'll there'll eventually ultimately",
    ),
    "judgement": (
        0.3,
        """important good bad great better best worse worst strong stronger strongest weak weaker difficult harder hard easy easier key
        critical crucial essential huge bigger biggest significant fundamental wrong right true false fair unfair dangerous safe safer
        success successful succeed fail failed failure problem problems challenge challenges risk risks valuable value useful useless
        possible impossible enough insufficient lack lacking serious terrible wonderful cheap cheaper expensive high higher low lower poor
        strength clear urgent sensible unacceptable bottleneck gap limited effective efficient""",
    ),
    "comparison": (
        0.2,
        "more most less least than compared only never always every all nobody everyone any increasingly far increase decrease",
    ),
    "reason": (
        0.3,
        """because therefore thus hence so_that means mean_that lead_to leads_to result results due_to that's_why the_reason cause causes
        if unless depends depend bring brings makes allow allows enable enables otherwise""",
    ),
    "contrast": (0.2, "but however although though yet actually in_fact rather instead not_only whereas"),
    "number": (0.1, "percent million billion thousand hundred half double third twice"),
    "tells a story": (
        -0.4,
        """i_remember i_went i_was i_met i_had i_told i_said i_asked i_grew i_came i_started i_joined i_graduated i_saw one_day back_then
        that_time when_i years_ago last_week last_month last_night""",
    ),
    "reports": (-0.2, "said says told asked reported mentioned called"),
    "manages": (
        -0.6,
        """let_me i'll_start i'll_talk i'll_share i_will_start next_slide next_question next_topic this_slide this_chart this_picture
        this_figure the_slide you_can_see everyone_can_see i'd_like would_like_to like_to_ask like_to_invite move_on your_turn go_ahead over_to start_us
        ask_you my_question my_report my_title my_talk question_for inviting promoting look_at_this""",
    ),
    "example": (-0.4, "for_example for_instance suppose imagine let's_say an_example"),
}
_OPENS: dict[str, tuple[float, str]] = {
    "greets": (
        -1.0,
        """hi hello welcome thank thanks congratulations please sorry okay ok great sure good_morning good_afternoon good_evening
        ladies_and excuse_me laughter applause""",
    ),
    "orders": (-0.5, "let please look think imagine go come listen remember note see tell give take"),
    "we": (0.3, "we we're we've we'll our"),
    "points back": (0.1, "this that it these those he she they that's it's they're"),
}
_COPULA_OR_AUX = word_set("""is are was were isn't aren't wasn't weren't it's that's there's they're we're i'm you're he's she's has have had will can could
    should would may might must do does did don't doesn't didn't won't can't cannot means makes needs gives shows takes gets""")
_LEADS = word_set("and so but well now because then also actually yes yeah no")
_HEDGES = word_set("""maybe perhaps might may possibly probably likely somewhat relatively seems seem seemed apparently arguably presumably i_think
    i_guess i_believe i_feel i_suspect personally_think to_some kind_of sort_of not_sure my_guess my_feeling in_general roughly could_be
    should_be i_hope personally""")
_REPORTED = re.compile(
    r"\b(?:according to|(?:he|she|they|people|some|someone|everyone|experts|critics|report|study|survey) (?:\w+ )?(?:say|says|said|claim|claims|claimed|argue|argues|believe|think|feel|told|found|suggest|suggests))\b"
)
_NUMBER_WORD = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "fifteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "dozen",
    "dozens",
    "hundred",
    "hundreds",
    "thousand",
    "thousands",
    "million",
    "millions",
    "billion",
    "billions",
    "trillion",
    "half",
    "third",
    "quarter",
    "double",
    "triple",
    "twice",
]
_QUANTITY = re.compile(
    r"(?:[£$€¥]\s?)?\d[\d,.:/-]*\d?\s?(?:%|percent|per cent|million|billion|trillion|thousand|[BMTK]\b)?(?:\s(?:years?|months?|weeks?|days?|hours?|minutes?|times|people|points|levels|steps|tokens|GPUs|euros?|dollars?|pounds?|units?|homes?)\b)?"
    rf"|\b(?:{'|'.join(_NUMBER_WORD)})\b(?:[\s-](?:{'|'.join(_NUMBER_WORD)}|to|and a|of|or)\b)*(?:\s(?:percent|per cent|years?|months?|weeks?|days?|hours?|times|people|points|steps|homes?))?"
)
_BIAS = -0.9


def _table(groups: dict[str, tuple[float, str]]) -> tuple[dict[str, int], list[tuple[str, float]]]:
    """Return word (or pair) → bit mask of the marks it sets, and the marks in the order of their bits."""
    masks: dict[str, int] = {}
    for i, (_, words) in enumerate(groups.values()):
        for word in words.split():
            masks[word] = masks.get(word, 0) | (1 << i)
    return masks, [(name, weight) for name, (weight, _) in groups.items()]


_MASKS, _MARKS = _table(_ANYWHERE)
_OPEN_MASKS, _OPEN_MARKS = _table(_OPENS)
_PAIR_HEADS = frozenset(key.split("_")[0] for key in _MASKS if "_" in key)
_SCORES: dict[int, float] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Assertion:
    """How much a sentence looks like a claim: `score` in log odds, and the names of the marks that it bears."""

    score: float
    marks: tuple[str, ...]

    @property
    def confidence(self) -> float:
        """Return the score as a number between 0 and 1."""
        return round(1 / (1 + exp(-self.score)), 2)


def score(sentence: Sentence) -> float:
    """Return how much a sentence looks like a claim, in log odds; above 0 is more likely than not.

    >>> from kg.drafting.sentences import sentences
    >>> [score(s) > 0 for s in sentences("I think rents will fall if we build more homes. Thank you. Where is she?")]
    [True, False, False]
    """
    return sum(weight for _, weight in _weights(sentence))


def assertion(sentence: Sentence) -> Assertion:
    """Return the score of a sentence with the marks that make it."""
    weights = _weights(sentence)
    return Assertion(score=sum(w for _, w in weights), marks=tuple(name for name, _ in weights if name))


def _weights(sentence: Sentence) -> list[tuple[str, float]]:
    words = sentence.words
    n = len(words)
    if n < 2:
        return [("", -3.0)]
    mask = mask_of(words)
    found = [("", _BIAS)] + [mark for i, mark in enumerate(_MARKS) if mask >> i & 1]
    first = 0
    while first < n - 2 and words[first] in _LEADS:
        first += 1
    opening = (
        _OPEN_MASKS.get(words[first], 0) | _OPEN_MASKS.get(f"{words[first]}_{words[first + 1]}", 0)
        if first + 1 < n
        else 0
    )
    found += [mark for i, mark in enumerate(_OPEN_MARKS) if opening >> i & 1]
    topical = sum(w not in FUNCTION_WORDS for w in words)
    found += [("", 0.07 * min(topical, 12)), ("negated", 0.4 if not NEGATIONS.isdisjoint(words) else 0.0)]
    found.append(("", 0.4 if not _COPULA_OR_AUX.isdisjoint(words) else 0.0))
    found.append(("", -1.0 if n <= 3 else -0.5 if n <= 6 else -0.2 if n <= 12 else 0.0))
    if sentence.is_question:
        found.append(("asks", -2.0))
    return [(name, weight) for name, weight in found if weight]


def mask_of(words: Sequence[str]) -> int:
    """Return the marks that words and word pairs set, as bits."""
    mask, look_up = 0, _MASKS.get
    for word in words:
        mask |= look_up(word, 0)
    for i, word in enumerate(words[:-1]):
        if word in _PAIR_HEADS:
            mask |= look_up(f"{word}_{words[i + 1]}", 0)
    return mask


def is_hedged(sentence: Sentence) -> bool:
    """Tell whether the speaker hedges.

    >>> from kg.drafting.sentences import sentences
    >>> [is_hedged(s) for s in sentences("Maybe it works. It works.")]
    [True, False]
    """
    words = sentence.words
    return not _HEDGES.isdisjoint(words) or any(f"{a}_{b}" in _HEDGES for a, b in pairwise(words))


def quantity(sentence: Sentence) -> str:
    """Return the first quantity that a sentence names, in its own words, or nothing.

    >>> from kg.drafting.sentences import sentences
    >>> [quantity(s) for s in sentences("It costs 40 million euros. One must see. They need three to five years.")]
    ['40 million euros', '', 'three to five years']
    """
    for match in _QUANTITY.finditer(sentence.text):
        text = match.group().strip().rstrip(".,:/-")
        if text.casefold() not in {"one", "third", "half", "first", "second", "two", "three"}:
            return text
    return ""


def is_reported(sentence: Sentence) -> bool:
    """Tell whether a sentence gives someone else's words or thoughts."""
    return bool(_REPORTED.search(sentence.text.lower()))
