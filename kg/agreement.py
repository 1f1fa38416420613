"""How far two annotators agree on one transcript: claims, propositions, stances, relations and references.

A stance is a label that both give, or do not give, to a speaker and a matched proposition (see comparison.py).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from kg.comparison import TURNED, Comparison
from kg.errors import SourceError
from kg.evaluate import best_pairs, same_claim, same_reference
from kg.model import AnnotatedEvent, Claim, Reference, Relation

Row = dict[str, Any]

COLUMNS = ("part", "n_first", "n_second", "n_both", "f1", "observed", "kappa", "alpha")
CONFUSION_COLUMNS = ("first", "agrees", "disagrees", "mixed", "no stance")
PROPOSITION_COLUMNS = ("first", "second", "turned", "first_text", "second_text")
DIFFERENCE_COLUMNS = ("proposition", "speaker", "first", "second", "settled", "first_quote", "second_quote", "text")
SIDES = ("agrees", "disagrees", "mixed", "no stance")


def agreement(comparison: Comparison) -> list[Row]:
    """Return one row a part: claims, references, relations, propositions, stances, and all of it in one number.

    `f1` is what both have in common: 2·both / (first + second). `observed` is the share of equal labels, `kappa` is
    Cohen's and `alpha` Krippendorff's, both by NLTK: what is left of it when chance is taken off.

    * `stances`: each speaker and each matched proposition has a label from each: agrees, disagrees, mixed, no stance;
    * `stances of both`: the same, where both give one that is not `no stance`;
    * `relations`: relations between claims that both have, `f1` with the same label; the label where both link two claims;
    * `combined`: the harmonic mean of the agreement on claims and the mean of that on relations and references, after the
      Combined Argument Similarity Score (Duthie, Lawrence, Budzynska and Reed, COMMA 2016), with F1 for its parts.

    Raises:
        SourceError: NLTK is not installed.
    """
    one, other = comparison.first, comparison.second
    labels = [(mine, theirs) for _, _, mine, theirs in comparison.stances()]
    of_both = [pair for pair in labels if "no stance" not in pair]
    linked = _linked(comparison)
    claims = _row(
        "claims", len(one.claims), len(other.claims), len(best_pairs(one.claims, other.claims, _speaker, same_claim))
    )
    references = _references(one.references, other.references)
    right = sum(a == b for a, b in linked)
    relations = _row("relations", len(one.relations), len(other.relations), right, linked)
    n_mine, n_theirs = (sum(s.stance != "no stance" for s in event.stances) for event in (one, other))
    return [
        claims,
        _row("propositions", len(one.propositions), len(other.propositions), len(comparison.matched)),
        _row("stances", n_mine, n_theirs, sum(a == b for a, b in of_both), labels),
        _row("stances of both", len(of_both), len(of_both), sum(a == b for a, b in of_both), of_both),
        relations,
        references,
        {**dict.fromkeys(COLUMNS), "part": "combined", "f1": _combined(claims, relations, references)},
    ]


def confusion(comparison: Comparison) -> list[Row]:
    """Return the sides of the first as rows, those of the second as columns, in counts of speaker and proposition."""
    counts = Counter((mine, theirs) for _, _, mine, theirs in comparison.stances())
    return [{"first": one} | {other: counts[one, other] for other in SIDES} for one in SIDES]


def propositions(comparison: Comparison) -> list[Row]:
    """Return the matched propositions, then those that only one of the two has."""
    rows: list[Row] = [
        {
            "first": m.first.id,
            "second": m.second.id,
            "turned": m.turned,
            "first_text": m.first.text,
            "second_text": m.second.text,
        }
        for m in comparison.matched
    ]
    mine, theirs = {m.first.id for m in comparison.matched}, {m.second.id for m in comparison.matched}
    empty: Row = {**dict.fromkeys(PROPOSITION_COLUMNS, ""), "turned": False}
    rows += [empty | {"first": p.id, "first_text": p.text} for p in comparison.first.propositions if p.id not in mine]
    rows += [
        empty | {"second": p.id, "second_text": p.text} for p in comparison.second.propositions if p.id not in theirs
    ]
    return rows


def differences(comparison: Comparison, settled: AnnotatedEvent | None = None) -> list[Row]:
    """Return where the two give a speaker different sides, with the words of each, opposite sides first.

    Args:
        comparison: the two annotations.
        settled: a third, in which the differences were settled: its side stands beside theirs, as the first puts it.

    Raises:
        DataFileError: the third is not of the same transcript.
    """
    decided = {} if settled is None else _decided(Comparison(comparison.first, settled))
    quotes = [_quotes(event) for event in (comparison.first, comparison.second)]
    rows = [
        {
            "proposition": pair.first.id,
            "speaker": speaker,
            "first": mine,
            "second": theirs,
            "settled": decided.get((pair.first.id, speaker), ""),
            "first_quote": quotes[0].get((pair.first.id, speaker), ""),
            "second_quote": quotes[1].get((pair.second.id, speaker), ""),
            "text": pair.first.text,
        }
        for pair, speaker, mine, theirs in comparison.stances()
        if mine != theirs
    ]
    return sorted(rows, key=lambda r: (TURNED.get(r["first"]) != r["second"], "no stance" in (r["first"], r["second"])))


def _decided(against: Comparison) -> dict[tuple[str, str], str]:
    return {(pair.first.id, speaker): side for pair, speaker, _, side in against.stances()}


def _speaker(claim: Claim) -> str:
    return claim.speaker


def _quotes(event: AnnotatedEvent) -> dict[tuple[str, str], str]:
    claims = {c.id: c.quote for c in event.claims}
    return {(s.proposition, s.speaker): claims[s.claims[0]] for s in event.stances if s.claims}


def _linked(comparison: Comparison) -> list[tuple[str, str]]:
    """Return both labels of each two claims that both relate, whichever way; each relation is counted once."""

    def fit(one: Relation, other: Relation) -> float:
        ends = {one.from_claim, one.to_claim}
        there = {other.from_claim: 0, other.to_claim: 1}
        hits = [{e for d, e in there.items() if d in comparison.like.get(c, ())} for c in ends]
        if not all(hits) or len(hits[0] | hits[1]) < 2:
            return 0.0
        return 2.0 if one.relation == other.relation else 1.0

    found = best_pairs(comparison.first.relations, comparison.second.relations, lambda _: "", fit)
    return [(a.relation, b.relation) for a, b in found]


def _references(first: Sequence[Reference], second: Sequence[Reference]) -> Row:
    found = best_pairs(first, second, lambda r: (r.speaker, r.refers_to), same_reference)
    labels = [(a.relation, b.relation) for a, b in found]
    return _row("references", len(first), len(second), sum(a == b for a, b in labels), labels)


def _row(part: str, n_first: int, n_second: int, n_both: int, labels: Sequence[tuple[str, str]] = ()) -> Row:
    f1 = round(2 * n_both / (n_first + n_second), 3) if n_first + n_second else None
    observed = round(sum(a == b for a, b in labels) / len(labels), 3) if labels else None
    return dict(zip(COLUMNS, (part, n_first, n_second, n_both, f1, observed, *_beyond_chance(labels)), strict=True))


def _beyond_chance(labels: Sequence[tuple[str, str]]) -> tuple[float | None, float | None]:
    """Return Cohen's kappa and Krippendorff's alpha (nominal); None where there is one label and so nothing to tell."""
    if len({label for pair in labels for label in pair}) < 2:
        return None, None
    try:
        from nltk.metrics.agreement import AnnotationTask
    except ImportError:
        raise SourceError(
            "agreement beyond chance is counted by NLTK, which is not installed (pip install 'panel-kg[agreement]')"
        ) from None
    task = AnnotationTask(data=[(who, i, pair[k]) for i, pair in enumerate(labels) for k, who in enumerate(("a", "b"))])
    return round(task.kappa(), 3), round(task.alpha(), 3)


def _combined(claims: Row, relations: Row, references: Row) -> float | None:
    # What one of the two did not annotate at all is no disagreement.
    edges = [r["f1"] for r in (relations, references) if r["n_first"] and r["n_second"]]
    if claims["f1"] is None or not edges:
        return None
    mean = sum(edges) / len(edges)
    return round(2 * claims["f1"] * mean / (claims["f1"] + mean), 3) if claims["f1"] + mean else 0.0
