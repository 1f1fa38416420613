"""Per question and per concept: how much was said, by how many, and how it came out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from kg.measures.consensus import VERDICTS
from kg.measures.presence import could_speak, panel_of
from kg.tables.columns import count, number, text

Row = dict[str, Any]
Tables = Mapping[str, list[Row]]

#: Verdict → the column that counts it.
_COUNTED = {v: v.replace(" ", "_") for v in VERDICTS}
_COUNTS = (count("propositions"), *map(count, _COUNTED.values()))
QUESTION_COLUMNS = (
    text("question"),
    text("label"),
    *_COUNTS,
    count("speakers"),
    number("coverage"),
    number("split"),
    text("verdict"),
)
CONCEPT_COLUMNS = (
    text("concept"),
    text("label"),
    count("claims"),
    count("speakers"),
    count("mentions"),
    *_COUNTS,
    text("verdict"),
)


def question_verdict(verdicts: Iterable[str]) -> str:
    """Return the verdict on several propositions together: the most divided of them, in the order of VERDICTS.

    Points that are shared do not outvote a clash, however many they are.

    >>> question_verdict(["shared", "shared", "divergence"]), question_verdict(["single voice", "consensus"])
    ('divergence', 'consensus')
    >>> question_verdict([])
    'none'
    """
    return min(verdicts, key=VERDICTS.index, default="none")


def questions(tables: Tables, measured: list[Row]) -> list[Row]:
    """Return one row a question, the most divided first.

    Args:
        tables: the tables `speakers`, `questions`, `claims`, `stances` and `utterances`, as rows.
        measured: the rows of the consensus table.

    `speakers` counts the panel's members who took a stance on any of its propositions, `coverage` is their share of
    those who could speak to it (see presence.py) or did, `split` the largest split of its propositions, `verdict` the
    most divided of their verdicts. The counts of every verdict stand beside it.
    """
    panel, could = set(panel_of(tables["speakers"])), could_speak(tables)
    who: dict[str, set[str]] = defaultdict(set)
    for stance in tables["stances"]:
        if stance["speaker"] in panel and stance["stance"] != "no stance":
            who[stance["question"]].add(stance["speaker"])
    of_question: dict[str, list[Row]] = defaultdict(list)
    for row in measured:
        of_question[row["question"]].append(row)
    rows = [
        {
            "question": q["id"],
            "label": q["label"],
            **_verdict_counts([r["verdict"] for r in of_question[q["id"]]]),
            "speakers": len(who[q["id"]]),
            "coverage": _share(who[q["id"]], could[q["id"]]),
            "split": max((r["split"] for r in of_question[q["id"]] if r["split"] is not None), default=None),
        }
        for q in tables["questions"]
    ]
    return sorted(rows, key=lambda r: (VERDICTS.index(r["verdict"]), -r["speakers"], -(r["split"] or 0), r["question"]))


def _share(who: set[str], could: Iterable[str]) -> float:
    everyone = who | set(could)
    return round(len(who) / len(everyone), 3) if everyone else 0.0


def concepts(tables: Tables, measured: list[Row]) -> list[Row]:
    """Return one row for each concept that a claim bears on, those with most claims first.

    Args:
        tables: the tables `concepts`, `claims`, `stances`, `mentions`, as rows.
        measured: the rows of the consensus table.

    A concept's propositions are those whose stances a claim on the concept shows; `verdict` is the most divided of
    theirs; `speakers` counts everybody with a claim on it.
    """
    claims_on: dict[str, list[Row]] = defaultdict(list)
    for claim in tables["claims"]:
        for concept in claim["concepts"]:
            claims_on[concept].append(claim)
    shows: dict[str, set[str]] = defaultdict(set)
    for stance in tables["stances"]:
        for claim_id in stance["claims"]:
            shows[claim_id].add(stance["proposition"])
    mentions = Counter(m["entity"] for m in tables["mentions"] if m["entity_type"] == "concept")
    verdicts = {r["proposition"]: r["verdict"] for r in measured}
    rows = [
        {
            "concept": concept["id"],
            "label": concept["label"],
            "claims": len(claims_on[concept["id"]]),
            "speakers": len({c["speaker"] for c in claims_on[concept["id"]]}),
            "mentions": mentions[concept["id"]],
            **_verdict_counts(
                [verdicts[p] for p in sorted({p for c in claims_on[concept["id"]] for p in shows[c["id"]]})]
            ),
        }
        for concept in tables["concepts"]
        if claims_on[concept["id"]]
    ]
    return sorted(rows, key=lambda r: (-r["claims"], -r["mentions"], r["concept"]))


def _verdict_counts(verdicts: list[str]) -> Row:
    counts = Counter(verdicts)
    return {
        "propositions": len(verdicts),
        **{column: counts[v] for v, column in _COUNTED.items()},
        "verdict": question_verdict(verdicts),
    }
