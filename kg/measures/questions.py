"""Per question and per concept: how much was said, by how many, and how it came out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from kg.measures.consensus import panel_of
from kg.tables.columns import count, names, number, text

Row = dict[str, Any]
Tables = Mapping[str, list[Row]]

_COUNTS = tuple(map(count, ("propositions", "consensus", "divergence", "mixed", "insufficient")))
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
#: From the most divided to the least known.
VERDICT_ORDER = ("divergence", "mixed", "consensus", "insufficient")


def question_verdict(verdicts: Iterable[str]) -> str:
    """Return the verdict on several propositions together: the most divided of them; `insufficient` where there is none.

    >>> question_verdict(["consensus", "divergence"]), question_verdict(["insufficient", "consensus"]), question_verdict([])
    ('divergence', 'consensus', 'insufficient')
    """
    return min(verdicts, key=VERDICT_ORDER.index, default="insufficient")


def questions(tables: Tables, measured: list[Row]) -> list[Row]:
    """Return one row a question, the most divided first.

    Args:
        tables: the tables `speakers`, `questions`, `stances`, as rows.
        measured: the rows of the consensus table.

    `speakers` counts the panel's members who took a stance on any of its propositions, `coverage` is their share of the
    panel, `split` the largest split of its propositions, `verdict` the most divided of their verdicts.
    """
    panel = set(panel_of(tables["speakers"]))
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
            "coverage": round(len(who[q["id"]]) / len(panel), 3) if panel else 0.0,
            "split": max((r["split"] for r in of_question[q["id"]] if r["split"] is not None), default=None),
        }
        for q in tables["questions"]
    ]
    return sorted(
        rows, key=lambda r: (VERDICT_ORDER.index(r["verdict"]), -(r["split"] or 0), -r["speakers"], r["question"])
    )


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
        **{v: counts[v] for v in names(_COUNTS)[1:]},
        "verdict": question_verdict(verdicts),
    }
