"""Where a speaker stands towards a proposition: the evidence of each claim, and the one rule that joins it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kg.model import Basis, Claim, Evidence, Side, Stance

#: What a side rests on, the strongest first: the speaker's words, what follows from them, what another tells, a role dealt out.
RANKS: tuple[Basis, ...] = ("explicit", "inferred", "reported", "assigned")
#: A piece of evidence with its owner: speaker, proposition, evidence.
Shown = tuple[str, str, Evidence]


def joined(evidence: Sequence[Evidence]) -> tuple[Side, Basis]:
    """Return the side that pieces of evidence come to, and its basis.

    What a person says of a stance stands against what a method says of it. Then the strongest basis on which there is
    a clear side tells the side: a weaker one does not contradict it. A concession beside a clear side leaves it clear.
    The side is mixed where both sides are as well founded, where a speaker says that it is both, and where there is
    nothing but hedges and concessions.

    Args:
        evidence: at least one piece, all of one speaker and one proposition.

    >>> def side(*pieces):
    ...     return joined([Evidence(claim="c", side=s, basis=b, kind=k) for s, b, k in pieces])
    >>> agrees, implies, opposes = ("agrees", "explicit", ""), ("agrees", "inferred", ""), ("disagrees", "explicit", "")
    >>> side(agrees, ("no stance", "explicit", "")), side(agrees, opposes), side(implies, opposes)
    (('agrees', 'explicit'), ('mixed', 'explicit'), ('disagrees', 'explicit'))
    >>> side(opposes, ("agrees", "explicit", "concession")), side(("agrees", "explicit", "concession"))
    (('disagrees', 'explicit'), ('mixed', 'explicit'))
    >>> side(implies, ("mixed", "inferred", "")), side(agrees, ("mixed", "explicit", ""))
    (('agrees', 'inferred'), ('mixed', 'explicit'))
    """
    told = _decisive(evidence)
    plain = [e for e in told if not e.kind]
    for basis in RANKS:
        sides = {e.side for e in plain if e.basis == basis} - {"no stance"}
        clear = sides - {"mixed"}
        # Saying in words that it is both outweighs a side taken elsewhere; a hedge that was only read off does not.
        if len(clear) > 1 or ("mixed" in sides and basis == "explicit"):
            return "mixed", basis
        if clear:
            return clear.pop(), basis
    hedges = [e for e in told if e.kind or e.side == "mixed"]
    return ("mixed", _strongest(hedges)) if hedges else ("no stance", _strongest(told))


def _decisive(evidence: Sequence[Evidence]) -> Sequence[Evidence]:
    return [e for e in evidence if e.source == "human"] or evidence


def _strongest(evidence: Sequence[Evidence]) -> Basis:
    return min((e.basis for e in evidence), key=RANKS.index)


def shows(evidence: Sequence[Evidence], side: Side) -> list[Evidence]:
    """Return the pieces that show the side that all of them come to: of a mixed one those of either side."""
    if side in {"agrees", "disagrees"}:
        return [e for e in evidence if e.side == side and not e.kind]
    told = _decisive(evidence)
    return [e for e in told if e.side != "no stance" or e.kind] or list(told)


def stance_of(speaker: str, proposition: str, evidence: Iterable[Evidence], claims: Mapping[str, Claim]) -> Stance:
    """Return the stance that pieces of evidence come to; several pieces of one claim become one.

    It is human as soon as a piece that shows its side is; its confidence is that of its surest claim.

    Args:
        speaker: whose stance it is.
        proposition: the id of what it is about.
        evidence: at least one piece.
        claims: claim id → claim, for every piece.
    """
    pieces = _in_order(_one_a_claim(evidence), claims)
    side, basis = joined(pieces)
    bearing = shows(pieces, side)
    sources = sorted({e.source for e in bearing})
    return Stance(
        speaker=speaker,
        proposition=proposition,
        stance=side,
        basis=basis,
        claims=tuple(e.claim for e in bearing),
        evidence=pieces,
        source="human" if "human" in sources else sources[0],
        confidence=max(_confidence(e, claims[e.claim]) for e in bearing),
    )


def _in_order(evidence: Iterable[Evidence], claims: Mapping[str, Claim]) -> tuple[Evidence, ...]:
    return tuple(sorted(evidence, key=lambda e: (claims[e.claim].start, claims[e.claim].end, e.claim)))


def _one_a_claim(evidence: Iterable[Evidence]) -> list[Evidence]:
    by_claim: dict[str, list[Evidence]] = defaultdict(list)
    for piece in evidence:
        by_claim[piece.claim].append(piece)
    return [pieces[0] if len(pieces) == 1 else _together(pieces) for pieces in by_claim.values()]


def _together(pieces: Sequence[Evidence]) -> Evidence:
    side, basis = joined(pieces)
    first = shows(pieces, side)[0]
    why = "; ".join(dict.fromkeys(p.why for p in pieces if p.why))
    return Evidence(claim=first.claim, side=side, basis=basis, kind=first.kind, why=why, source=first.source)


def _confidence(evidence: Evidence, claim: Claim) -> float:
    # A person who gives a side to a claim that a method found is sure of the side.
    return 1.0 if evidence.source == "human" and claim.source != "human" else claim.confidence


def usual_basis(claim: Claim) -> Basis:
    """Return the basis of a claim's evidence where nothing else is said: what another tells is not said by the speaker."""
    return "reported" if claim.reported_by else "explicit"


def shown_by(stances: Iterable[Stance]) -> list[Shown]:
    """Return the evidence of stances, piece by piece: the way back from `stances_of`."""
    return [(s.speaker, s.proposition, e) for s in stances for e in s.evidence]


def stances_of(shown: Iterable[Shown], claims: Iterable[Claim]) -> tuple[Stance, ...]:
    """Return the stances that pieces of evidence come to, in the order of speaker and proposition.

    Args:
        shown: speaker, proposition and evidence of each piece.
        claims: the claims that the pieces name.
    """
    by_id = {c.id: c for c in claims}
    pieces: dict[tuple[str, str], list[Evidence]] = defaultdict(list)
    for speaker, proposition, evidence in shown:
        pieces[speaker, proposition].append(evidence)
    return tuple(stance_of(speaker, about, found, by_id) for (speaker, about), found in sorted(pieces.items()))
