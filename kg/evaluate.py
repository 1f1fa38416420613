"""How right a draft is: precision, recall and F1 against an annotated event, or against labelled pairs of speakers.

What counts as the same:

* claims: same speaker, and the quotes share at least half of the shorter one (`claims, strictly`: half of the longer one);
* mentions: the same characters, the same type, and the same thing (the same id, or a name in common);
* references: same speaker, same person referred to, and the quotes overlap (`references, with relation`: the same relation, too);
* relations: both claims are the same and so is the relation;
* stances: same speaker, same stance, and a claim in common that shows it;
* questions, propositions and stances on them: by their words (see kg.evaluate_meaning); hosts and entities by name;
* edges: two speakers who agree (or disagree), by a relation between claims or by stances on one proposition, whichever way.

Everything is counted once: one drafted item is at most one gold item.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from kg.errors import DataFileError, SourceError
from kg.evaluate_meaning import counts
from kg.evidence.edges import Edge, speaker_edges
from kg.model import AnnotatedEvent, Claim, Mention, Named, Reference

COLUMNS = ("part", "label", "speaker", "n_right", "n_drafted", "n_gold", "precision", "recall", "f1")
Row = dict[str, Any]
_Item = TypeVar("_Item")
_LABELS = {"agree": "agrees", "agrees": "agrees", "disagree": "disagrees", "disagrees": "disagrees"}


def evaluate(draft: AnnotatedEvent, gold: AnnotatedEvent, *, per_speaker: bool = False) -> list[Row]:
    """Return one row a part: claims, mentions, references, relations, stances, edges; then one a speaker where asked for.

    Args:
        draft: what is measured.
        gold: what is right, of the same transcript.
        per_speaker: add the rows of each speaker of the gold annotations.

    Raises:
        DataFileError: the two are not of the same transcript.
    """
    if draft.transcript.text != gold.transcript.text:
        raise DataFileError(
            f"{draft.event.id}: the draft and the gold annotations {gold.event.id} are of different transcripts (draft the same file)"
        )
    rows = [
        _claims(draft.claims, gold.claims, "claims", strict=False),
        _claims(draft.claims, gold.claims, "claims, strictly", strict=True),
        *_mentions(draft, gold),
        _references(draft.references, gold.references, "references", labelled=False),
        _references(draft.references, gold.references, "references, with relation", labelled=True),
        *_relations(draft, gold),
        _stances(draft, gold),
        *evaluate_edges(speaker_edges(draft), speaker_edges(gold)),
        *(row(part, *n, label=label) for part, label, n in counts(draft, gold)),
    ]
    if per_speaker:
        for speaker in sorted({c.speaker for c in (*draft.claims, *gold.claims)}):
            mine, theirs = ([c for c in event.claims if c.speaker == speaker] for event in (draft, gold))
            rows.append(_claims(mine, theirs, "claims", strict=False, speaker=speaker))
            made, named = ([r for r in event.references if r.speaker == speaker] for event in (draft, gold))
            rows.append(_references(made, named, "references", labelled=False, speaker=speaker))
    return rows


def row(part: str, n_right: int, n_drafted: int, n_gold: int, *, label: str = "", speaker: str = "") -> Row:
    """Return one row of the table; a share of nothing is None.

    Args:
        part: what is counted.
        n_right: how many of those drafted are in the gold annotations.
        n_drafted: how many were drafted.
        n_gold: how many there are to find.
        label: the kind within the part, where it has kinds.
        speaker: whose they are; empty for all.

    >>> r = row("claims", 3, 4, 6)
    >>> r["precision"], r["recall"], r["f1"]
    (0.75, 0.5, 0.6)
    """
    precision = round(n_right / n_drafted, 3) if n_drafted else None
    recall = round(n_right / n_gold, 3) if n_gold else None
    f1 = round(2 * n_right / (n_drafted + n_gold), 3) if n_drafted + n_gold else None
    values = (part, label, speaker, n_right, n_drafted, n_gold, precision, recall, f1)
    return dict(zip(COLUMNS, values, strict=True))


def evaluate_edges(draft: Iterable[Edge], gold: Iterable[Edge]) -> list[Row]:
    """Return a row for agreement and one for disagreement, counted by unordered pairs of speakers."""
    drafted, expected = set(draft), set(gold)
    rows = []
    for label in ("agrees", "disagrees"):
        mine, theirs = ({e for e in edges if e[0] == label} for edges in (drafted, expected))
        rows.append(row("edges", len(mine & theirs), len(mine), len(theirs), label=label))
    return rows


def read_gold_edges(path: Path) -> set[Edge]:
    """Read labelled pairs of speakers from a `.gold.json` file: {"edges": [{"relation", "source", "target"}, …]}.

    Raises:
        SourceError, DataFileError: the file cannot be read, or is not of this shape.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SourceError(f"{path}: cannot be read ({error.strerror or error})") from None
    except ValueError as error:
        raise DataFileError(f"{path.name}: is not JSON: {error} (expected an object with 'edges')") from None
    edges = data.get("edges") if isinstance(data, dict) else None
    if not isinstance(edges, list):
        raise DataFileError(f"{path.name}: has no list 'edges' (expected relation, source and target in each)")
    found = set()
    for i, edge in enumerate(edges):
        try:
            found.add((_LABELS[edge["relation"]], frozenset((str(edge["source"]), str(edge["target"])))))
        except (TypeError, KeyError) as error:
            raise DataFileError(
                f"{path.name}: edge {i + 1} lacks or misnames {error} (relation agree or disagree, source, target)"
            ) from None
    return found


def _matched(
    drafted: Sequence[_Item],
    gold: Sequence[_Item],
    key: Callable[[_Item], Hashable],
    fit: Callable[[_Item, _Item], float],
) -> int:
    """Return how many drafted items find a gold item of their own; the best fits are paired first."""
    return len(best_pairs(drafted, gold, key, fit))


def best_pairs(
    drafted: Sequence[_Item],
    gold: Sequence[_Item],
    key: Callable[[_Item], Hashable],
    fit: Callable[[_Item, _Item], float],
) -> list[tuple[_Item, _Item]]:
    """Return pairs of one drafted and one gold item each, the best fits first; those of different keys never pair.

    Args:
        drafted: items of the one side.
        gold: items of the other.
        key: what two items must have in common to be compared.
        fit: how well two fit, from 0 (not at all) upwards.

    >>> best_pairs([1, 5], [4, 9], lambda _: "", lambda a, b: max(0, 3 - abs(a - b)))
    [(5, 4)]
    """
    by_key: dict[Hashable, list[int]] = defaultdict(list)
    for j, item in enumerate(gold):
        by_key[key(item)].append(j)
    options = [
        (-score, i, j)
        for i, item in enumerate(drafted)
        for j in by_key.get(key(item), ())
        if (score := fit(item, gold[j])) > 0
    ]
    used_drafted, used_gold, pairs = set[int](), set[int](), []
    for _, i, j in sorted(options):
        if i not in used_drafted and j not in used_gold:
            used_drafted.add(i)
            used_gold.add(j)
            pairs.append((drafted[i], gold[j]))
    return pairs


def _shared(one: Claim | Reference | Mention, other: Claim | Reference | Mention) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def same_claim(one: Claim, other: Claim) -> float:
    """Return how well the quotes of two claims fit, above 0 where they share half of the shorter one; not whose they are."""
    shorter = min(one.end - one.start, other.end - other.start)
    shared = _shared(one, other)
    return shared / max(one.end - one.start, other.end - other.start) if 2 * shared >= shorter and shared else 0.0


def _strictly_same_claim(one: Claim, other: Claim) -> float:
    longer = max(one.end - one.start, other.end - other.start)
    shared = _shared(one, other)
    return shared / longer if 2 * shared >= longer else 0.0


def _claims(drafted: Sequence[Claim], gold: Sequence[Claim], part: str, *, strict: bool, speaker: str = "") -> Row:
    n = _matched(drafted, gold, lambda c: c.speaker, _strictly_same_claim if strict else same_claim)
    return row(part, n, len(drafted), len(gold), speaker=speaker)


def _mentions(draft: AnnotatedEvent, gold: AnnotatedEvent) -> list[Row]:
    names, gold_names = _names(draft), _names(gold)

    def fit(one: Mention, other: Mention) -> float:
        same = one.entity == other.entity or not names[one.entity].isdisjoint(gold_names[other.entity])
        return 1.0 if same else 0.0

    def key(mention: Mention) -> Hashable:
        kind = "person" if mention.entity_type == "speaker" else mention.entity_type
        return mention.start, mention.end, kind

    def keep(mentions: Iterable[Mention], kind: str) -> list[Mention]:
        return [
            m
            for m in mentions
            if not kind or m.entity_type == kind or (kind == "person" and m.entity_type == "speaker")
        ]

    rows = []
    for kind in ("", "concept", "organization", "person", "place", "product", "work"):
        mine, theirs = keep(draft.mentions, kind), keep(gold.mentions, kind)
        rows.append(row("mentions", _matched(mine, theirs, key, fit), len(mine), len(theirs), label=kind))
    return rows


def _names(event: AnnotatedEvent) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    everyone: list[Named] = [
        *event.speakers,
        *event.people,
        *event.organizations,
        *event.products,
        *event.places,
        *event.works,
    ]
    for entity in everyone:
        found[entity.id] |= {n.casefold() for n in (entity.name, *entity.aliases, *entity.ambiguous_aliases)}
    for concept in event.concepts:
        found[concept.id] |= {n.casefold() for n in (concept.label, *concept.alt_labels, *concept.hidden_labels)}
    return found


def same_reference(one: Reference, other: Reference) -> float:
    """Return how many characters the quotes of two references share."""
    return float(_shared(one, other))


def _references(
    drafted: Sequence[Reference], gold: Sequence[Reference], part: str, *, labelled: bool, speaker: str = ""
) -> Row:
    def key(reference: Reference) -> Hashable:
        return reference.speaker, reference.refers_to, reference.relation if labelled else ""

    n = _matched(drafted, gold, key, same_reference)
    return row(part, n, len(drafted), len(gold), speaker=speaker)


def _relations(draft: AnnotatedEvent, gold: AnnotatedEvent) -> list[Row]:
    same = {(a.id, b.id) for a in draft.claims for b in gold.claims if a.speaker == b.speaker and same_claim(a, b)}
    rows = []
    for label in ("", "agrees", "disagrees", "qualifies", "builds on", "rephrases", "supports"):
        mine, theirs = ([r for r in event.relations if label in {"", r.relation}] for event in (draft, gold))

        def fit(one: Any, other: Any) -> float:
            return float((one.from_claim, other.from_claim) in same and (one.to_claim, other.to_claim) in same)

        n = _matched(mine, theirs, lambda r: r.relation, fit)
        rows.append(row("relations", n, len(mine), len(theirs), label=label))
    return rows


def _stances(draft: AnnotatedEvent, gold: AnnotatedEvent) -> Row:
    same: dict[str, set[str]] = defaultdict(set)
    for a in draft.claims:
        same[a.id] = {b.id for b in gold.claims if a.speaker == b.speaker and same_claim(a, b)}

    def fit(one: Any, other: Any) -> float:
        return float(any(same[c] & set(other.claims) for c in one.claims))

    n = _matched(draft.stances, gold.stances, lambda s: (s.speaker, s.stance), fit)
    return row("stances", n, len(draft.stances), len(gold.stances))
