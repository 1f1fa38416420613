"""Words that say what somebody named holds: "Ada is right that …", "I agree with Ada that …", "Ada says that …"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

#: What the speaker does with the words of the one who is named; `tells` takes no side on them.
Attitude = Literal["agrees", "disagrees", "tells"]
_SAYS = r"""
    (?:
        says | said | argues | argued | claims | claimed | thinks | believes | maintains | insists | told\ us | tells\ us
      | pointed\ out | points\ out | (?:made|makes|raised)\ the\ (?:point|argument|case)
    )
    """
_TO_SAY = r"""
    (?:\ (?:
        to\ (?:say|think|claim|point\ out) | in\ saying
      | when\ (?:he|she|they)\ (?:says?|said)
    ))?
    """
_AFTER: tuple[tuple[Attitude, re.Pattern[str]], ...] = (
    (
        "agrees",
        re.compile(
            rf"^(?:'s|\ is|\ was)\ (?:\w+\ ){{0,2}}(?:right|correct)(?:,\ first\ of\ all,)?{_TO_SAY}\ that\ (?P<clause>.+)",
            re.I | re.VERBOSE,
        ),
    ),
    (
        "disagrees",
        re.compile(
            rf"^(?:'s|\ is|\ was)\ (?:\w+\ ){{0,2}}(?:wrong|mistaken){_TO_SAY}\ that\ (?P<clause>.+)", re.I | re.VERBOSE
        ),
    ),
    (
        "tells",
        re.compile(
            rf"^\ (?:(?:has|have|just|also|always|rightly|basically)\ )*{_SAYS}\ that\ (?P<clause>.+)",
            re.I | re.VERBOSE,
        ),
    ),
    (
        "tells",
        re.compile(
            rf"^,\ (?:\w+\ ){{0,4}}you(?:'ve|\ have)?\ (?:(?:just|also|always)\ )*{_SAYS}\ that\ (?P<clause>.+)",
            re.I | re.VERBOSE,
        ),
    ),
)
_TITLE = r"(?:(?:mr|mrs|ms|dr|professor|senator)\.?\ )?$"
#: What stands before the name, and what follows it.
_AROUND: tuple[tuple[Attitude, re.Pattern[str], re.Pattern[str]], ...] = (
    (
        "tells",
        re.compile(rf"\b(?:do|would|don't|wouldn't)\ you\ (?:\w+\ )?agree\ with\ {_TITLE}", re.I | re.VERBOSE),
        re.compile(r"^,?\ that\ (?P<clause>.+)", re.I | re.VERBOSE),
    ),
    (
        "disagrees",
        re.compile(
            rf"\b(?:i|we)\ (?:\w+\ )?(?:disagree|don't\ agree|do\ not\ agree)\ with\ {_TITLE}", re.I | re.VERBOSE
        ),
        re.compile(r"^\ that\ (?P<clause>.+)", re.I | re.VERBOSE),
    ),
    (
        "agrees",
        re.compile(
            rf"\b(?:i|we)\ (?:(?!not\b|never\b|don't\b)\w+\ ){{0,2}}agree\ (?:\w+\ )?with\ {_TITLE}", re.I | re.VERBOSE
        ),
        re.compile(r"^(?:,|,?\ that)\ (?P<clause>.+)", re.I | re.VERBOSE),
    ),
    (
        "agrees",
        re.compile(rf"(?:^|[,;]\ )(?:(?:and|but|so)\ )?as\ {_TITLE}", re.I | re.VERBOSE),
        re.compile(
            rf"^\ (?:\w+\ )?(?:{_SAYS}|noted|mentioned|explained|put\ it)(?:\ \w+)?,\ (?P<clause>.+)", re.I | re.VERBOSE
        ),
    ),
)
#: "If Ada says that …", "Nobody told Ada that …": nobody is said to hold it.
_NOT_SAID = re.compile(
    r"""
      \b(?:if|whether|not|never|why|unless|suppose|when|nobody|where|than|who|what|how)\b
    | n't\b
    """,
    re.I | re.VERBOSE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attributed:
    """What somebody named is said to hold, in the words of the sentence, and what the speaker does with it."""

    attitude: Attitude
    clause: str


def attributed(before: str, after: str) -> Attributed | None:
    """Return what a sentence says that somebody holds, or None; the arguments are its words before and behind the name.

    >>> attributed("", " is right that the dam silts up.")
    Attributed(attitude='agrees', clause='the dam silts up.')
    >>> attributed("I disagree with ", " that the well is dry.").attitude, attributed("If ", " says that the well is dry, so be it.")
    ('disagrees', None)
    """
    before, after = before.replace("’", "'"), after.replace("’", "'")
    for attitude, ahead, behind in _AROUND:
        found = behind.match(after) if ahead.search(before) else None
        if found:
            return Attributed(attitude=attitude, clause=found["clause"])
    if _NOT_SAID.search(before):
        return None
    for attitude, behind in _AFTER:
        found = behind.match(after)
        if found:
            return Attributed(attitude=attitude, clause=found["clause"])
    return None
