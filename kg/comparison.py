"""Two annotations of one transcript, matched: which claims, and which propositions, are the same.

Each annotator's propositions are worded as he likes, so they are matched by the claims that show stances on them, and by
their words. Where the same words show opposite sides, one of the two has put the proposition the other way round, and
his sides are turned.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.errors import DataFileError
from kg.evaluate import same_claim
from kg.model import AnnotatedEvent, Claim, Proposition, Stance

#: A side → the other one.
TURNED = {"agrees": "disagrees", "disagrees": "agrees"}
#: Two propositions are one from this on: half their claims in common, or fewer with like words. Tried on two readings of
#: AGI-Next, of which a person can tell which propositions are one: 0.5 pairs what is one thought and little else.
MIN_FIT = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """Two propositions that are one; `turned` where the second is put the other way round."""

    first: Proposition
    second: Proposition
    turned: bool


class Comparison:
    """Two annotations of one transcript, matched."""

    def __init__(self, first: AnnotatedEvent, second: AnnotatedEvent) -> None:
        """Match claims and propositions.

        Raises:
            DataFileError: the two are not of the same transcript.
        """
        if first.transcript.text != second.transcript.text:
            raise DataFileError(
                f"{first.event.id}: the two annotations are of different transcripts (compare two of the same file)"
            )
        self.first, self.second = first, second
        self.like = _like(first.claims, second.claims)
        self.matched = _matched(first, second, self.like)

    def stances(self) -> list[tuple[Matched, str, str, str]]:
        """Return matched proposition, speaker and both sides, for everybody whom either of the two gives a claim."""
        speakers = sorted({c.speaker for c in (*self.first.claims, *self.second.claims)})
        mine, theirs = _sides(self.first.stances), _sides(self.second.stances)
        rows = []
        for pair in self.matched:
            for speaker in speakers:
                one = mine.get((pair.first.id, speaker), "no stance")
                other = theirs.get((pair.second.id, speaker), "no stance")
                rows.append((pair, speaker, one, TURNED.get(other, other) if pair.turned else other))
        return rows


def _sides(stances: Iterable[Stance]) -> dict[tuple[str, str], str]:
    return {(s.proposition, s.speaker): s.stance for s in stances}


def _like(first: Sequence[Claim], second: Sequence[Claim]) -> dict[str, set[str]]:
    """Return claim of the first → the claims of the second that are the same, however many."""
    by_speaker: dict[str, list[Claim]] = {}
    for claim in second:
        by_speaker.setdefault(claim.speaker, []).append(claim)
    return {c.id: {d.id for d in by_speaker.get(c.speaker, ()) if same_claim(c, d)} for c in first}


def _matched(first: AnnotatedEvent, second: AnnotatedEvent, like: dict[str, set[str]]) -> list[Matched]:
    mine, theirs = _evidence(first.stances), _evidence(second.stances)
    fits = {
        (p.id, q.id): fit
        for p in first.propositions
        for q in second.propositions
        if (fit := _fit(p, q, mine.get(p.id, {}), theirs.get(q.id, {}), like)) >= MIN_FIT
    }
    by_id = {p.id: p for p in first.propositions}, {q.id: q for q in second.propositions}
    return [
        Matched(first=by_id[0][p], second=by_id[1][q], turned=_turned(mine.get(p, {}), theirs.get(q, {}), like))
        for p, q in _assigned(fits, [p.id for p in first.propositions])
    ]


def _evidence(stances: Iterable[Stance]) -> dict[str, dict[str, str]]:
    """Return proposition → claim → the side that it shows."""
    found: dict[str, dict[str, str]] = {}
    for stance in stances:
        for piece in stance.evidence:
            if not piece.kind:
                found.setdefault(stance.proposition, {})[piece.claim] = piece.side
    return found


def _fit(
    p: Proposition, q: Proposition, mine: dict[str, str], theirs: dict[str, str], like: dict[str, set[str]]
) -> float:
    from rapidfuzz import fuzz

    back = {d for c in mine for d in like.get(c, ()) if d in theirs}
    there = sum(any(d in theirs for d in like.get(c, ())) for c in mine)
    shared = (there + len(back)) / (len(mine) + len(theirs)) if mine and theirs else 0.0
    words = fuzz.token_set_ratio(p.text.casefold(), q.text.casefold()) / 100
    return (shared + words) / 2 if shared else 0.0


def _turned(mine: dict[str, str], theirs: dict[str, str], like: dict[str, set[str]]) -> bool:
    both = [(mine[c], theirs[d]) for c in mine for d in like.get(c, ()) if d in theirs]
    opposite = sum(TURNED.get(a) == b for a, b in both)
    return opposite > sum(a == b for a, b in both if a in TURNED)


def _assigned(fits: dict[tuple[str, str], float], order: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs that fit best together, each proposition in one pair, in the order of the first's propositions."""
    import networkx as nx

    graph: nx.Graph[tuple[int, str]] = nx.Graph()
    graph.add_weighted_edges_from(((0, p), (1, q), fit) for (p, q), fit in fits.items())
    chosen = dict(tuple(name for _, name in sorted(pair)) for pair in nx.max_weight_matching(graph))
    yield from ((p, chosen[p]) for p in order if p in chosen)
