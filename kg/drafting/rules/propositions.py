"""What of a claim can be signed: the one thought in it that can be read alone, and the side that its speaker takes on it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from kg.drafting.english.normalisation import sentence_text
from kg.drafting.english.patterns import one_of
from kg.drafting.english.sentences import sentences
from kg.drafting.english.standalone import is_standalone
from kg.drafting.rules.claims import marks
from kg.model import Claim

#: What only introduces the thought: "The truth is that …", "We know that …".
_FRAME = re.compile(
    "^"
    + one_of(
        r"""
        we (?:all )?know(?: that)?
        (?:the|my|our) (?:truth|fact|fact of the matter|reality|point|argument|view|claim|position|problem|trouble|thing|bottom line|answer)(?: here)? (?:is|was) (?:simply |just )?(?:that|,)
        (?:i|we)(?:'d| would) (?:argue|say|suggest|submit|maintain) that
        (?:i'm|i am|we're|we are) (?:convinced|sure|certain|saying|arguing|of the opinion|confident)(?: that)?
        (?:it's|it is) (?:clear|obvious|evident|true|important to (?:say|remember|note)|well known|a fact) that
        what (?:i'm|i am|we're|we are) (?:saying|arguing) is(?: that)?
        (?:that's|that is|which is|this is) (?:exactly |precisely |just )?why
        (?:your|that|this|it) (?:\w+ )?(?:is|makes) (?:\w+ ){0,3}(?:argument|case|reason) (?:for )?why
        what (?:we|i) (?:do )?know is(?: that)?
        (?:in my (?:view|opinion)|for me|to me|to my mind|in fact|in truth|of course|clearly|obviously|certainly|basically|fundamentally|ultimately|historically|altogether|at the end of the day|regardless|otherwise|plus|look|listen|frankly|honestly),
        (?:i|we) (?:do |really |also |still |firmly |strongly |just )*(?:think|believe|feel|hold|argue|maintain|say)(?: that)?
        (?:maybe|perhaps|probably)
        """
    )
    + r" (?!(?:is|was|it|this|that|these|those|they)\b)",
    re.I,
)
#: "I don't think that X is right": X is right, and the speaker disagrees.
_DOUBTED = re.compile(
    r"""
    ^(?:i|we)\ (?:really\ |just\ |certainly\ |still\ )?(?:don't|do\ not|can't|cannot)\ (?:really\ )?
    (?:think|believe|see|accept|agree)(?:\ that)?[ ]
    (?!(?:is|was|it|this|that|these|those|they|so|we|i|you|he|she|there's?)\b)
    """,
    re.I | re.VERBOSE,
)
#: What is only supposed is not held.
_SUPPOSED = re.compile(
    r"""
    ^(?:(?:and|but|so|now|well),?\ )*
    (?:suppose|imagine|let's\ say|say\ that|assume)\b
    """,
    re.I | re.VERBOSE,
)
_CLAUSE_ENDS = re.compile(
    r"""
      [;:–—] | \ --[ ]
    | ,?[ ]
      (?:
          and | but | so | which | because | whereas | while | although | though | even\ if | if\ only
      )[ ]
      (?=(?:the|a|an|it|they|we|i|you|he|she|there|this|that|these|those|i'm|it's|that's|is|was|so)\b)
    | ,\ (?:and|but|so|which|not|or)\b
    """,
    re.VERBOSE,
)
#: What is debated: what should be, what is better, what follows from what. Mere report and story are evidence.
_DEBATABLE = frozenset({"norm", "judgement", "comparison", "reason", "opinion", "forecast", "contrast"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Signable:
    """A sentence that can be signed, and the side on it of who said it."""

    text: str
    side: Literal["agrees", "disagrees"]


def signable(claim: Claim) -> Signable | None:
    """Return what of a claim can stand as a proposition, or None where it can be read only in its place.

    >>> from kg.model import Claim
    >>> def text(t): return signable(Claim(id="c", speaker="Ada", utterance=0, start=0, end=1, quote=t, text=t))
    >>> text("I don't think that rent control is a good idea.").side, text("It keeps them there.")
    ('disagrees', None)
    >>> text("We know that vans feed the market, and I have seen it.").text
    'Vans feed the market.'
    """
    if (
        claim.rule.startswith(("replies", "answers", "moves", "says on"))
        or claim.reported_by
        or _SUPPOSED.match(claim.quote)
    ):
        return None
    line = claim.text.replace("’", "'")
    doubted = _DOUBTED.match(line)
    if doubted:
        found = thought_alone(line[doubted.end() :])
        return Signable(text=found, side="disagrees") if found else None
    found = thought_alone(_FRAME.sub("", line, count=1))
    return Signable(text=found, side="agrees") if found else None


def thought_alone(line: str) -> str:
    """Return the first thought of a line where it can be read alone, else the whole where that can, else nothing.

    Of both the first is taken that is debated: a mere "There's wisdom in it, …" gives way to what follows from it.

    >>> thought_alone("the ferry is too old, and we all know it"), thought_alone("it is too old")
    ('The ferry is too old.', '')
    """
    cut = _CLAUSE_ENDS.search(line)
    alone: list[str] = []
    for part in ([line[: cut.start()]] if cut else []) + ([line] if not cut or cut.group()[:1] not in "-–—;" else []):
        text = sentence_text(part)
        found = sentences(text)
        if len(found) == 1 and is_standalone(found[0]):
            alone.append(text)
    return next(filter(is_debatable, alone), alone[0] if alone else "")


def is_debatable(text: str) -> bool:
    """Tell whether a sentence bears a mark of what is debated.

    >>> is_debatable("Cities should build more homes."), is_debatable("The bridge was built in 1911.")
    (True, False)
    """
    found = sentences(text)
    bears = marks(found[0]) if found else ()
    return not _DEBATABLE.isdisjoint(bears) and "example" not in bears
