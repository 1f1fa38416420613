"""Words that make one sentence the reason for another: "That is why …", "Therefore …" behind it, "Because …", "After all, …" before it."""

from __future__ import annotations

from typing import Literal

from kg.drafting.english.patterns import pattern, plain

_CONCLUDES = pattern(
    r"""
    ^(?:and |so |but )?(?:that's|that is|this is|which is) (?:exactly |precisely |also |partly )?why\b
    ^(?:and )?(?:therefore|hence|thus|consequently),? (?!(?:far|much|many)\b)
    ^(?:and |so )?for (?:that|this|these|those|all these|all those) reasons?\b
    ^(?:so |and )?it follows that\b
    """
)
_GIVES_A_REASON = pattern(
    r"""
    ^(?:and )?(?:that's |that is |this is |it's |it is )?(?:simply |just |precisely |partly )?because\b(?! of\b)(?![^,]{5,80}, (?:there|it|we|they|you|he|she|i|this|that)\b)(?!.{0,120}\b(?:doesn't|does not|don't) mean\b)
    ^after all,
    ^the reason (?:is|why is|for (?:that|this) is)\b
    """
)


def joined(before: str, sentence: str) -> Literal["", "concludes", "gives a reason"]:
    """Return what a sentence does with the one before it: it concludes from it, gives a reason for it, or neither.

    A because that has its own consequence in the same sentence is no reason for the sentence before.

    >>> joined("The boat is too small.", "That is why we should buy another."), joined("Sell it.", "Because it costs too much.")
    ('concludes', 'gives a reason')
    >>> joined("Sell it.", "Because the boat is old, it costs too much."), joined("Buy it.", "Because it is new doesn't mean it sails.")
    ('', '')
    >>> joined("Why not?", "Because it costs too much."), joined("Sell it.", "That is what I think.")
    ('', '')
    """
    low = plain(sentence)
    if before.rstrip().endswith("?") or sentence.rstrip().endswith("?") or _CONCLUDES.search(plain(before)):
        return ""
    if _CONCLUDES.search(low):
        return "concludes"
    return "gives a reason" if _GIVES_A_REASON.search(low) else ""
