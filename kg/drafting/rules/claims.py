"""Whether a sentence asserts something debatable, and how: one pass over its words, each word and word pair looked up once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from math import exp

from kg.drafting.english.sentences import Sentence
from kg.words import FUNCTION_WORDS, NEGATIONS, word_set, words_in

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
        "more most less least than compared only never always every all nobody everyone everybody anybody any increasingly far increase decrease",
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
_COPULA_OR_AUX = words_in("drafting/rules/copula_or_aux")
_LEADS = word_set("and so but well now because then also actually yes yeah no")
_HEDGES = word_set("""maybe perhaps might may possibly probably likely somewhat relatively seems seem seemed apparently arguably presumably i_think
    i_guess i_believe i_feel i_suspect personally_think to_some kind_of sort_of not_sure my_guess my_feeling in_general roughly could_be
    should_be i_hope personally""")
_REPORTED = re.compile(
    r"""
    \b
    (?:
        according\ to
      | (?:
            he | she | they | people | some | someone | everyone | experts | critics | report | study
          | survey
        )\ (?:\w+\ )?
        (?:
            say | says | said | claim | claims | claimed | argue | argues | believe | think | feel
          | told | found | suggest | suggests
        )
    )\b
    """,
    re.VERBOSE,
)
_SAYING = word_set(
    "according say says said claim claims claimed argue argues believe think feel told found suggest suggests"
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
_NUMBER_WORDS = frozenset(_NUMBER_WORD)
_DIGIT = re.compile(r"\d")
_QUANTITY = re.compile(
    rf"""
      (?:[£$€¥]\s?)?\d[\d,.:/-]*\d?\s?
      (?:
          % | percent | per\ cent | million | billion | trillion | thousand | [BMTK]\b
      )?
      (?:
        \s
        (?:
            years? | months? | weeks? | days? | hours? | minutes? | times | people | points | levels
          | steps | tokens | GPUs | euros? | dollars? | pounds? | units? | homes?
        )\b
      )?
    | \b(?:{"|".join(_NUMBER_WORD)})\b(?:[\s-](?:{"|".join(_NUMBER_WORD)}|to|and\ a|of|or)\b)*
      (?:\s(?:percent|per\ cent|years?|months?|weeks?|days?|hours?|times|people|points|steps|homes?))?
    """,
    re.VERBOSE,
)
_BIAS, _ONE_WORD = -0.9, -3.9


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
_OPEN_SCORES: dict[int, float] = {}


def score(sentence: Sentence) -> float:
    """Return how much a sentence looks like a claim, in log odds; above 0 is more likely than not.

    >>> from kg.drafting.english.sentences import sentences
    >>> [score(s) > 0 for s in sentences("I think rents will fall if we build more homes. Thank you. Where is she?")]
    [True, False, False]
    """
    words = sentence.words
    n = len(words)
    if n < 2:
        return _ONE_WORD
    topical = n - sum(map(FUNCTION_WORDS.__contains__, words))
    value = _BIAS + _sum_of(mask_of(words), _MARKS, _SCORES) + _sum_of(_opening(words), _OPEN_MARKS, _OPEN_SCORES)
    value += 0.07 * min(topical, 12) - (1.0 if n <= 3 else 0.5 if n <= 6 else 0.2 if n <= 12 else 0.0)
    value += 0.4 * (not NEGATIONS.isdisjoint(words)) + 0.4 * (not _COPULA_OR_AUX.isdisjoint(words))
    return value - 2.0 if sentence.is_question else value


def marks(sentence: Sentence) -> tuple[str, ...]:
    """Return the names of the marks that a sentence bears, those of its opening last."""
    if len(sentence.words) < 2:
        return ()
    mask, opening = mask_of(sentence.words), _opening(sentence.words)
    found = [name for i, (name, _) in enumerate(_MARKS) if mask >> i & 1]
    return (*found, *(name for i, (name, _) in enumerate(_OPEN_MARKS) if opening >> i & 1))


def confidence(score: float) -> float:
    """Return a score as a number between 0 and 1.

    >>> confidence(0.0)
    0.5
    """
    return round(1 / (1 + exp(-score)), 2)


def _sum_of(mask: int, marks: list[tuple[str, float]], known: dict[int, float]) -> float:
    """Return the sum of the weights of a mask's marks; the same masks come again and again."""
    value = known.get(mask)
    if value is None:
        value = known[mask] = sum(weight for i, (_, weight) in enumerate(marks) if mask >> i & 1)
    return value


def _opening(words: Sequence[str]) -> int:
    first, last = 0, len(words) - 2
    while first < last and words[first] in _LEADS:
        first += 1
    return _OPEN_MASKS.get(words[first], 0) | _OPEN_MASKS.get(f"{words[first]}_{words[first + 1]}", 0)


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

    >>> from kg.drafting.english.sentences import sentences
    >>> [is_hedged(s) for s in sentences("Maybe it works. It works.")]
    [True, False]
    """
    words = sentence.words
    return not _HEDGES.isdisjoint(words) or any(f"{a}_{b}" in _HEDGES for a, b in pairwise(words))


def quantity(sentence: Sentence) -> str:
    """Return the first quantity that a sentence names, in its own words, or nothing.

    >>> from kg.drafting.english.sentences import sentences
    >>> [quantity(s) for s in sentences("It costs 40 million euros. One must see. They need three to five years.")]
    ['40 million euros', '', 'three to five years']
    """
    if _NUMBER_WORDS.isdisjoint(sentence.words) and not _DIGIT.search(sentence.text):
        return ""
    for match in _QUANTITY.finditer(sentence.text):
        text = match.group().strip().rstrip(".,:/-")
        if text.casefold() not in {"one", "third", "half", "first", "second", "two", "three"}:
            return text
    return ""


def is_reported(sentence: Sentence) -> bool:
    """Tell whether a sentence gives someone else's words or thoughts."""
    return not _SAYING.isdisjoint(sentence.words) and bool(_REPORTED.search(sentence.text.lower()))
