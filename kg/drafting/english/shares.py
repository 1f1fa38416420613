"""Shares of an audience in words: "31 percent of you were for the motion, 40 against", "about half of the room", "a dozen hands"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.drafting.english.patterns import pattern, plain
from kg.model import PollPhase, Share

_UNITS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_NUMBERS = {word: n for n, word in enumerate(_UNITS, 1)} | {word: 10 * n for n, word in enumerate(_TENS, 2)}
_NUMBERS |= {"a dozen": 12, "two dozen": 24, "three dozen": 36, "a hundred": 100}
_PARTS = {
    "half": 50.0, "a third": 33.3, "one third": 33.3, "two thirds": 66.7, "two-thirds": 66.7, "a quarter": 25.0,
    "three quarters": 75.0, "three-quarters": 75.0,
}  # fmt: skip
_DIGITS = r"\d{1,3}(?:\.\d{1,2})?"
_ROUND = rf"(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_UNITS[:9])}))?"
_NUMBER = rf"(?:{_DIGITS}|{_ROUND}|{'|'.join(_UNITS)})"
_PERCENT = r"(?:\s?%|\s(?:percent|per\scent)\b)"
#: Whose shares these are: of those who are present or who follow, and not of people at large.
_OF_THE_AUDIENCE = pattern(
    r"""
    \b(?:percent|per cent|%|half|thirds?|quarters?|most|many) of (?:you|this audience|the audience|our audience|the room|this room|the hall|the house|our (?:listeners|viewers|readers)|those (?:here|in the room))\b
    \b(?:audience|hall|room|house|listeners|viewers) (?:\w+ ){0,3}(?:voted|vote|was|were|is|said|split)\b
    \b(?:polled|asked|surveyed) (?:the|our|you|this) (?:\w+ )?(?:audience|listeners|viewers|readers|community|room)\b
    \b(?:audience|exit|straw|live|online|instant|opening|first|second|final) (?:poll|vote)s?\b
    \b(?:poll|vote) (?:results?|is closed|is in|came back)\b
    \bresults? (?:of|from) (?:the|our|your) (?:\w+ )?(?:poll|vote)s?\b
    \b(?:i see|there are|i count|that's|looks like|i can see) (?:maybe |perhaps |about |around |only |some )*(?:a |one |two |three |\d+ |\w+ )?(?:\w+ )?hands?\b
    \bshow of hands\b
    """
)
#: A vote or poll that was announced: what follows in numbers tells how it came out.
_ANNOUNCES = pattern(
    r"""
    \b(?:show of hands|raise (?:your|a) hands?|hands up|put (?:your|up your) hands?|press (?:the|your) (?:button|key)|cast your vote|poll (?:results?|on the screen))\b
    \b(?:before|after|at the start of|at the end of|since) (?:the|this|tonight's) (?:debate|discussion|talk|evening|event)\b
    \b(?:audience|exit|straw|live|online|instant|opening|first|second|final) (?:poll|vote)s?\b
    \b(?:poll|vote) (?:results?|is closed|is in|came back)\b
    \b(?:polled|asked|surveyed) (?:the|our|you|this) (?:\w+ )?(?:audience|listeners|viewers|readers|community|room)\b
    """
)
_ASKS_THE_ROOM = pattern(
    r"""
    \b(?:please )?(?:vote|cast your votes?|take out your phones?) (?:now|again|please)\b.{0,30}\b(?:question|motion|resolution|whether|if|on)\b
    \b(?:raise (?:your|a) hands?|put (?:your hands?|up your hands?|your hands? up)|hands up)\b.{0,20}\b(?:if|who|for)\b
    \bhow many of you\b
    \b(?:poll|vote|survey) asked\b
    \basked (?:you|the audience|our \w+) (?:whether|if)\b
    \b(?:who|does anyone|anyone) (?:here|in (?:this|the) (?:room|hall|audience)|among you|of you)\b
    \bshow of hands\b.{0,10}[:,]? (?:who|how many|if)\b
    """
)
_CHANGE = pattern(
    r"\b(?:percentage points?|points? (?:up|down|more|less)|went (?:up|down)|swing|changed by|gained|lost)\b"
)
#: What somebody only supposes of those present.
_SUPPOSES = pattern(r"\b(?:would|could|might|bet|guess|suspect|imagine|probably|hope|suppose|if)\b")
_ROUGHLY = pattern(r"\b(?:about|maybe|perhaps|around|roughly|nearly|almost|or so|more or less|a bit (?:over|under))\b")
#: The options by which one votes on a motion.
_ON_A_MOTION = pattern(r"\b(?:motion|resolution|for|against|in favou?r|undecided)\b")
_BEFORE = pattern(
    r"\b(?:before|at the (?:start|beginning|outset)|going in|coming in|when you (?:came|arrived)|first vote|opening (?:poll|vote)|started)\b"
)
_AFTER = pattern(
    r"""
    \b(?:after|at the end of|second vote|final (?:poll|vote)|exit poll|closing (?:poll|vote))\b
    \bnow(?: that)? (?:you|we) have heard\b
    """
)
#: "Now" tells of an end only where numbers are told with it: "vote now" asks, "and now 58 percent of you are for it" tells.
_NOW = pattern(r"\bnow\b(?!,)")
#: What is told of one option: "31 percent of you were for the motion", "against 40", "no: 22 percent".
_PIECE = re.compile(
    rf"""
    ^(?P<before>[^\d]{{0,60}}?)\b(?P<number>{_NUMBER})(?P<percent>{_PERCENT})?
    (?:\ of\ (?:you|this\ audience|the\ audience|our\ \w+|the\ room|the\ hall|respondents|them|those\ \w+))?
    (?P<after>(?:\ [^\s]+){{0,12}})$
    """,
    re.IGNORECASE | re.VERBOSE,
)
#: Two numbers over against each other: "58 to 42 in favour of the ban".
_AGAINST_EACH_OTHER = re.compile(
    r"""
    \b(?P<more>\d{1,3}(?:\.\d{1,2})?)(?:\s?%|\spercent)?\ (?:to|versus|against)\ (?P<less>\d{1,3}(?:\.\d{1,2})?)(?:\s?%|\spercent)?
    ,?\ (?P<option>for|against|in\ favou?r|yes|no)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
#: The ways to say what is voted on a motion → the option.
_CANONICAL = re.compile(
    r"""
    (?:
        (?P<against>against|opposed\ to|not\ in\ favou?r\ of) | (?P<for>for|in\ favou?r(?:\ of)?|supporting|in\ support\ of)
    )
    (?:\ (?:it|that|(?:the|this|our|tonight's)\ (?:motion|resolution|proposition|proposal|statement|idea)))?
    """,
    re.IGNORECASE | re.VERBOSE,
)
_OPPOSITE = {"for": "against", "against": "for", "yes": "no", "no": "yes"}
_BETWEEN_PIECES = re.compile(
    rf"""
      \ ?[,;:–—]\ ?(?:and\ )?
    | \ (?:and|while|with|but)\ (?=(?:the\ other\ |another\ )?{_NUMBER}\b)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_PART = re.compile(
    rf"""
    \b(?P<part>{"|".join(re.escape(part) for part in sorted(_PARTS, key=len, reverse=True))})\ of\ (?:you|the\ (?:room|audience|hall|house)|this\ (?:room|audience))\b
    (?:,?\ (?P<option>[^.,;:?!–—]{{2,60}}))?
    """,
    re.IGNORECASE | re.VERBOSE,
)
_HANDS = re.compile(
    rf"""
    \b(?P<number>(?:a|two|three)\ dozen|a\ hundred|{_NUMBER})\ (?:or\ so\ )?(?:raised\ )?hands?\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_LEAD = re.compile(
    r"""
    ^
    (?:
      (?:
          of\ you | were | was | are | is | said | say | voted | vote | have | had | has | got | at | with
        | who | that | they | and | now | the | there\ are
      )\s
    )+
    """,
    re.IGNORECASE | re.VERBOSE,
)
_TRAIL = re.compile(r"\s(?:and|while|with|but|of you|is|was|has|had|at|got|were)$", re.IGNORECASE)
_MOST_WORDS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The shares that a sentence tells, and when those present were asked, where it says so."""

    shares: tuple[Share, ...]
    phase: PollPhase


def of_the_audience(text: str) -> bool:
    """Tell whether a sentence speaks of shares of those present, or of a poll among them.

    >>> of_the_audience("31 percent of you were for it."), of_the_audience("80 percent of people want trams.")
    (True, False)
    """
    return bool(_OF_THE_AUDIENCE.search(plain(text)))


def only_supposes(text: str) -> bool:
    """Tell whether a share is only supposed: "I would bet that ninety percent of you agree"."""
    return bool(_SUPPOSES.search(plain(text)))


def is_rough(text: str) -> bool:
    """Tell whether a number is given as a rough one: "about two thirds", "a dozen or so"."""
    return bool(_ROUGHLY.search(plain(text)))


def is_on_a_motion(share: Share) -> bool:
    """Tell whether an option is one of a vote on a motion: for, against, undecided."""
    return bool(_ON_A_MOTION.search(plain(share.option)))


def announces_a_poll(text: str) -> bool:
    """Tell whether a sentence says that those present were or are asked.

    >>> announces_a_poll("Raise your hand if you cycle."), announces_a_poll("Hands are cold in winter.")
    (True, False)
    """
    return bool(_ANNOUNCES.search(plain(text)))


def asks_the_room(text: str) -> bool:
    """Tell whether a sentence puts something to all who are present.

    >>> asks_the_room("Raise your hand if you cycle to work."), asks_the_room("Who here has read the plan?"), asks_the_room("Who pays?")
    (True, True, False)
    """
    return bool(_ASKS_THE_ROOM.search(plain(text)))


def phase_of(text: str) -> PollPhase:
    """Tell whether a sentence speaks of what was asked before or after the talk.

    >>> phase_of("Before the debate you voted."), phase_of("And now the second vote:"), phase_of("Vote now.")
    ('before', 'after', '')
    >>> phase_of("And now 52 percent of you are for it.")
    'after'
    """
    low = plain(text)
    before, after = _BEFORE.search(low), _AFTER.search(low) or (_NOW.search(low) if shares_in(text) else None)
    if before and (not after or before.start() < after.start()):
        return "before"
    return "after" if after else ""


def shares_in(text: str, *, percent_told: bool = False) -> tuple[Share, ...]:
    """Return the shares that a sentence tells, each with what was chosen, in its own words; of a change or a guess it tells none.

    `percent_told` says that numbers without a unit are percent: "… 40 against".

    >>> [str(s) for s in shares_in("Before the debate 31 percent of you were for the motion, 40 against and 29 percent undecided.")]
    ['for: 31%', 'against: 40%', 'undecided: 29%']
    >>> [str(s) for s in shares_in("Yes has 64 percent, no 22 percent.")], [str(s) for s in shares_in("I see about a dozen hands.")]
    (['Yes: 64%', 'no: 22%'], ['hands raised: about 12'])
    >>> [str(s) for s in shares_in("The house divided 58 to 42 in favour of the ban.")]
    ['for: 58%', 'against: 42%']
    >>> shares_in("That side went up eleven percentage points.")
    ()
    """
    if _CHANGE.search(plain(text)) or only_supposes(text):
        return ()
    against_each_other = _AGAINST_EACH_OTHER.search(text)
    if against_each_other:
        return _two(against_each_other)
    hands = _HANDS.search(text)
    if hands:
        rough = is_rough(text) or "dozen" in hands["number"].lower() or "hundred" in hands["number"].lower()
        return (Share(option="hands raised", value=_value(hands["number"]), unit="voices", approximate=rough),)
    part = _PART.search(text)
    if part:
        option = _option(part["option"] or "") or "yes"
        return (Share(option=option, value=_PARTS[part["part"].lower()], approximate=_is_rough_part(part, text)),)
    return _listed(text, percent_told or bool(re.search(_PERCENT, text)))


def _two(found: re.Match[str]) -> tuple[Share, ...]:
    """Return the shares of two sides; only what makes a hundred is shares of all, the rest may be voices of anything."""
    more, less = float(found["more"]), float(found["less"])
    if more + less != 100:
        return ()
    option = _option(found["option"].lower())
    return (Share(option=option, value=more), Share(option=_OPPOSITE[option], value=less))


def _is_rough_part(part: re.Match[str], text: str) -> bool:
    """Tell whether a half or a third stands for a rough number: all but one that is told as exact."""
    return not re.search(r"\bexactly\s$", text[: part.start()], re.IGNORECASE)


def _listed(text: str, percent_told: bool) -> tuple[Share, ...]:
    """Return the shares of a list; in all its pieces the option stands on the side of the number where the first one has it."""
    pieces = [
        m for piece in _BETWEEN_PIECES.split(" ".join(text.split()).strip(" .!?")) if (m := _PIECE.match(piece.strip()))
    ]
    if not pieces or not percent_told:
        return ()
    side = "after" if _option(pieces[0]["after"]) else "before"
    shares: dict[str, Share] = {}
    for piece in pieces:
        option, value = _option(piece[side]), _value(piece["number"])
        if option and value <= 100:
            rough = is_rough(piece["before"])
            shares.setdefault(option, Share(option=option, value=value, approximate=rough))
    return tuple(shares.values())


def _option(text: str) -> str:
    option = _TRAIL.sub("", _LEAD.sub("", _ROUGHLY.sub("", text).strip() + " ").strip())
    on_a_motion = _CANONICAL.fullmatch(option)
    if on_a_motion:
        return "against" if on_a_motion["against"] else "for"
    return option if 0 < len(option.split()) <= _MOST_WORDS else ""


def _value(number: str) -> float:
    low = number.lower().replace("-", " ")
    if low in _NUMBERS:
        return float(_NUMBERS[low])
    if low[0].isdigit():
        return float(low)
    return float(sum(_NUMBERS[w] for w in low.split()))
