"""Concessions: where a speaker grants something to one who is opposed to him on the same matter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from kg.measures.presence import panel_of
from kg.tables.columns import count, text

Row = dict[str, Any]
Tables = Mapping[str, list[Row]]
#: Proposition → speaker → `agrees` or `disagrees`.
Sides = dict[str, dict[str, str]]

COLUMNS = (
    text("speaker"),
    text("other", many=True),
    text("proposition"),
    text("about"),
    text("quote"),
    count("start"),
    count("end"),
    text("claims", many=True),
)


def concessions(tables: Tables) -> list[Row]:
    """Return the places where an opponent is granted something, in the order of the transcript.

    Two of the panel are opponents on a proposition of which one agrees and the other disagrees. A speaker concedes

    * where a piece of evidence of his own side on a proposition is marked as a concession: then `other` names all who are
      on the other side of it;
    * where he says in words (an explicit relation between claims, or a reference) that he agrees with an opponent, about
      the question on which they are opposed.

    To qualify what an opponent says, or to build on it, grants nothing by itself and is none.

    Args:
        tables: the tables `speakers`, `propositions`, `stances`, `evidence`, `claims`, `relations` and `references`, as rows.

    Ada wants trams and Ben does not, who grants that they are clean:

    >>> tables = {
    ...     "speakers": [{"label": name, "role": "panelist"} for name in ("Ada", "Ben")],
    ...     "propositions": [{"id": "trams", "question": "q", "label": "The city needs trams."}],
    ...     "stances": [{"id": "s", "speaker": "Ada", "proposition": "trams", "stance": "agrees"},
    ...                 {"id": "t", "speaker": "Ben", "proposition": "trams", "stance": "disagrees"}],
    ...     "evidence": [{"stance": "t", "claim": "c", "kind": "concession", "why": "grants that they are clean"}],
    ...     "claims": [{"id": "c", "quote": "Clean they are.", "start": 7, "end": 22}],
    ...     "relations": [], "references": []}
    >>> [(r["speaker"], r["other"], r["about"], r["quote"]) for r in concessions(tables)]
    [('Ben', ('Ada',), 'grants that they are clean', 'Clean they are.')]
    """
    sides = _sides(tables)
    rows = [*_marked(tables, sides), *_in_words(tables, sides)]
    told: dict[tuple[str, str], Row] = {}
    for row in sorted(rows, key=lambda r: (r["start"], r["end"], r["speaker"])):
        told.setdefault((row["speaker"], row["claims"][0] if row["claims"] else row["quote"]), row)
    return list(told.values())


def _sides(tables: Tables) -> Sides:
    panel = set(panel_of(tables["speakers"]))
    sides: Sides = defaultdict(dict)
    for stance in tables["stances"]:
        if stance["speaker"] in panel and stance["stance"] in {"agrees", "disagrees"}:
            sides[stance["proposition"]][stance["speaker"]] = stance["stance"]
    return sides


def _marked(tables: Tables, sides: Sides) -> Iterator[Row]:
    claims = {c["id"]: c for c in tables["claims"]}
    stances = {s["id"]: s for s in tables["stances"]}
    for piece in tables["evidence"]:
        stance, claim = stances.get(piece["stance"]), claims.get(piece["claim"])
        if piece["kind"] != "concession" or stance is None or claim is None:
            continue
        taken = sides[stance["proposition"]]
        own = taken.get(stance["speaker"], "")
        others = tuple(sorted(name for name, side in taken.items() if side != own))
        if own and others:
            yield {
                "speaker": stance["speaker"],
                "other": others,
                "proposition": stance["proposition"],
                "about": piece["why"],
                **{key: claim[key] for key in ("quote", "start", "end")},
                "claims": (claim["id"],),
            }


def _in_words(tables: Tables, sides: Sides) -> Iterator[Row]:
    about = _questions_of_claims(tables)
    question = {p["id"]: p["question"] for p in tables["propositions"]}
    for row in _agreements(tables):
        matters = about[row["from"]] | about[row["to"]]
        opposed = sorted(p for p, taken in sides.items() if question.get(p) in matters and _opposed(taken, row))
        if opposed and row["start"] is not None:
            yield {
                "speaker": row["speaker"],
                "other": (row["other"],),
                "proposition": opposed[0],
                "about": row["about"],
                **{key: row[key] for key in ("quote", "start", "end")},
                "claims": tuple(c for c in (row["from"], row["to"]) if c),
            }


def _opposed(taken: Mapping[str, str], row: Row) -> bool:
    return {taken.get(row["speaker"]), taken.get(row["other"])} == {"agrees", "disagrees"}


def _questions_of_claims(tables: Tables) -> dict[str, set[str]]:
    question = {p["id"]: p["question"] for p in tables["propositions"]}
    found: dict[str, set[str]] = defaultdict(set)
    stances = {s["id"]: s for s in tables["stances"]}
    for piece in tables["evidence"]:
        if piece["stance"] in stances:
            found[piece["claim"]].add(question.get(stances[piece["stance"]]["proposition"], ""))
    return found


def _agreements(tables: Tables) -> Iterator[Row]:
    """Yield the places where one says in words that he agrees with another."""
    for r in tables["references"]:
        if r["relation"] == "agrees":
            ends = {"speaker": r["speaker"], "other": r["refers_to"], "from": r["from_claim"], "to": r["to_claim"]}
            yield {key: r[key] for key in ("quote", "start", "end", "about")} | ends
    for r in tables["relations"]:
        if r["relation"] == "agrees" and r["basis"] == "explicit":
            ends = {
                "speaker": r["from_speaker"],
                "other": r["to_speaker"],
                "from": r["from_claim"],
                "to": r["to_claim"],
            }
            yield {key: r[key] for key in ("quote", "start", "end", "about")} | ends
