"""The event from first word to last: sections, who spoke when, about which concepts, and the arcs of agreement."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import Any

Row = dict[str, Any]

#: How many concepts a turn names in the flow.
TOP_CONCEPTS = 3


def flow(model: Row) -> Row:
    """Return sections, turns and arcs of a view model.

    A turn's `at` and `size` count characters of speech from the event's first word: lengths that exist in every
    transcript, with times or without. An arc joins two turns: a relation between claims, or a stance put side by side
    with an earlier one of another speaker on the same proposition. A reason that one gives for a claim of one's own
    replies to nobody.
    """
    turns = _turns(model)
    at = {t["utterance"]: i for i, t in enumerate(turns)}
    sections: list[Row] = []
    for turn in turns:
        if not sections or sections[-1]["label"] != turn["section"]:
            sections.append({"label": turn["section"], "at": turn["at"], "size": 0})
        sections[-1]["size"] = turn["at"] + turn["size"] - sections[-1]["at"]
    # Where a turn stands among the sections follows from its place.
    turns = [{key: value for key, value in turn.items() if key != "section"} for turn in turns]
    return {"turns": turns, "sections": sections, "arcs": _arcs(model, at), "size": _end(turns)}


def _end(turns: list[Row]) -> int:
    return turns[-1]["at"] + turns[-1]["size"] if turns else 0


def _turns(model: Row) -> list[Row]:
    concepts: dict[str, Counter[str]] = {}
    for claim in model["claims"]:
        concepts.setdefault(claim["utterance"], Counter()).update(claim["concepts"])
    turns, position = [], 0
    for utterance in model["utterances"]:
        if not utterance["speaker"] or utterance["kind"] != "speech":
            continue
        size = max(1, len(utterance["text"]))
        named = sorted(concepts.get(utterance["id"], Counter()).items(), key=lambda item: (-item[1], item[0]))
        turns.append(
            {
                "utterance": utterance["id"],
                "speaker": utterance["speaker"],
                "section": utterance["section"],
                "at": position,
                "size": size,
                "concepts": [concept for concept, _ in named[:TOP_CONCEPTS]],
            }
        )
        position += size
    return turns


def _arcs(model: Row, at: dict[str, int]) -> list[Row]:
    claims = {c["id"]: c for c in model["claims"]}
    arcs = [
        {
            "from": at[claims[r["from_claim"]]["utterance"]],
            "to": at[claims[r["to_claim"]]["utterance"]],
            "relation": r["relation"],
            "basis": r["basis"],
            "target": f"relation:{r['id']}",
        }
        for r in model["relations"]
        if claims[r["from_claim"]]["utterance"] in at
        and claims[r["to_claim"]]["utterance"] in at
        and not (r["relation"] == "supports" and r["from_speaker"] == r["to_speaker"])
    ]
    arcs += _stance_arcs(model, claims, at)
    return sorted(arcs, key=lambda a: (a["from"], a["to"], a["target"]))


def _stance_arcs(model: Row, claims: dict[str, Row], at: dict[str, int]) -> list[Row]:
    """One arc from each speaker's first claim on a proposition back to the speaker's before."""
    first: dict[str, list[tuple[int, Row]]] = {}
    for stance in model["stances"]:
        places = sorted(at[claims[c]["utterance"]] for c in stance["claims"] if claims[c]["utterance"] in at)
        if places and stance["stance"] in {"agrees", "disagrees"}:
            first.setdefault(stance["proposition"], []).append((places[0], stance))
    arcs = []
    for proposition, taken in sorted(first.items()):
        ordered = sorted(taken, key=lambda item: (item[0], item[1]["speaker"]))
        for (earlier, one), (later, other) in pairwise(ordered):
            arcs.append(
                {
                    "from": later,
                    "to": earlier,
                    "relation": "agrees" if one["stance"] == other["stance"] else "disagrees",
                    "basis": "inferred",
                    "target": f"proposition:{proposition}",
                }
            )
    return arcs
