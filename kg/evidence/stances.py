"""One stance a speaker and proposition, gathered from the claims that show it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from kg.eventfiles.annotation_file import ClaimEntry, StanceEntry
from kg.model import Claim, Polarity, Stance


def stances_of(entries: Sequence[ClaimEntry], claims: Sequence[Claim]) -> tuple[Stance, ...]:
    """Return the stances that claims show, in the order of speaker and proposition.

    A stance is explicit as soon as one claim with its polarity is; human as soon as one claim is; its confidence is
    that of its surest claim.

    Args:
        entries: the claims as written, with their stances.
        claims: the same claims as values, in the same order.
    """
    shown: dict[tuple[str, str], list[tuple[StanceEntry, Claim]]] = defaultdict(list)
    for entry, claim in zip(entries, claims, strict=True):
        for proposition, stance in entry.stances.items():
            shown[claim.speaker, proposition].append((stance, claim))
    return tuple(_stance(speaker, proposition, pairs) for (speaker, proposition), pairs in sorted(shown.items()))


def joined_polarity(polarities: set[Polarity]) -> Polarity:
    """Return the one polarity of several claims: both sides are mixed, and a side wins over taking none.

    >>> joined_polarity({"agrees", "no stance"}), joined_polarity({"agrees", "disagrees"}), joined_polarity({"no stance"})
    ('agrees', 'mixed', 'no stance')
    """
    sides = polarities - {"no stance"}
    if not sides:
        return "no stance"
    return next(iter(sides)) if len(sides) == 1 else "mixed"


def _stance(speaker: str, proposition: str, pairs: list[tuple[StanceEntry, Claim]]) -> Stance:
    polarity = joined_polarity({s.stance for s, _ in pairs})
    # Claims that say nothing either way do not make a stance more explicit than it is.
    bearing = [(s, c) for s, c in pairs if polarity in ("mixed", s.stance)] or pairs
    sources = sorted({c.source for _, c in bearing})
    return Stance(
        speaker=speaker,
        proposition=proposition,
        polarity=polarity,
        basis="explicit" if any(s.basis == "explicit" for s, _ in bearing) else "inferred",
        claims=tuple(c.id for c in sorted((c for _, c in bearing), key=lambda c: (c.start, c.end))),
        source="human" if "human" in sources else sources[0],
        confidence=max(c.confidence for _, c in bearing),
    )
