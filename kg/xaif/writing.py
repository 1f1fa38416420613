"""xAIF as a document: nodes, edges, locutions.

Each claim is a locution (L) that asserts (YA) a proposition (I). Relations between claims, and what claims show of our
propositions, are inference (RA), conflict (CA) or rephrase (MA) nodes, whose text says which. Locutions follow each other
by transitions (TA) in the order of the transcript; a relation between claims is anchored (YA) at the transition between
their two locutions. What a claim shows of a proposition that nobody says has no transition to be anchored at.
"""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from kg.tables.columns import Row
from kg.xaif.schemes import CONCESSIONS, FORCES, LAYOUT_COLUMNS, SCHEME_IDS, SCHEMES, TRANSITION

Tables = Mapping[str, list[Row]]
_CONCEDED = {side: name for name, side in CONCESSIONS.items()}


@dataclass(slots=True)
class Nodes:
    """The nodes and edges as they grow; ids count from 1."""

    nodes: list[dict[str, Any]] = field(default_factory=list)
    edges: list[dict[str, int]] = field(default_factory=list)
    locutions: list[dict[str, Any]] = field(default_factory=list)
    #: Two locutions → the transition from the one to the other.
    transitions: dict[tuple[int, int], int] = field(default_factory=dict)

    def node(self, kind: str, text: str, iri: str = "") -> int:
        """Add a node and return its number."""
        number = len(self.nodes) + 1
        self.nodes.append({"nodeID": number, "text": text, "type": kind} | ({"iri": iri} if iri else {}))
        return number

    def edge(self, start: int, end: int) -> None:
        """Add an edge between two nodes."""
        self.edges.append({"edgeID": len(self.edges) + 1, "fromID": start, "toID": end})

    def between(self, start: int, middle: int, end: int) -> int:
        """Join two nodes by a third, and return that."""
        self.edge(start, middle)
        self.edge(middle, end)
        return middle

    def scheme(self, start: int, name: str, end: int, **more: str) -> int:
        """Add a scheme between two nodes, and return its number; `more` is said by its node beside what AIF knows."""
        middle = self.node(*SCHEMES[name])
        self.nodes[-1] |= more
        return self.between(start, middle, end)

    def said(self, person: int, words: str, force: str, what: int) -> int:
        """Add the locution by which a person says something, with its illocution, and return its number."""
        locution = self.node("L", words)
        self.between(locution, self.node("YA", force), what)
        self.locutions.append({"nodeID": locution, "personID": person})
        return locution

    def transition(self, one: int, other: int) -> int:
        """Return the transition between two locutions, from the earlier to the later; there is one of each two."""
        ends = min(one, other), max(one, other)
        if ends not in self.transitions:
            self.transitions[ends] = self.between(ends[0], self.node("TA", TRANSITION), ends[1])
        return self.transitions[ends]


def participant(name: str, number: int) -> dict[str, Any]:
    """Return a participant of the dialogue with first name and surname."""
    first, _, last = name.rpartition(" ")
    return {"participantID": number, "firstname": first or last, "surname": last if first else ""}


def xaif(tables: Tables) -> dict[str, Any]:
    """Return the xAIF of one event, as what JSON holds.

    Args:
        tables: all tables of the event, as rows.
    """
    people = {row["label"]: number for number, row in enumerate(tables["speakers"], 1)}
    built = Nodes()
    questions = {row["id"]: built.node("I", row["label"], f"question/{row['id']}") for row in tables["questions"]}
    propositions = {
        row["id"]: built.node("I", row["label"], f"proposition/{row['id']}") for row in tables["propositions"]
    }
    for row in tables["propositions"]:
        built.scheme(propositions[row["id"]], "answers", questions[row["question"]])
    claims, locution_of = _dialogue(tables, built, people, questions)
    about = {row["id"]: propositions[row["proposition"]] for row in tables["stances"]}
    for row in tables["evidence"]:
        side = str(row["side"])
        name = _CONCEDED.get(side, side) if row["kind"] == "concession" else side
        built.scheme(claims[row["claim"]], name, about[row["stance"]], basis=str(row["basis"]))
    for row in tables["relations"]:
        ends = row["from_claim"], row["to_claim"]
        relation = built.scheme(claims[ends[0]], row["relation"], claims[ends[1]])
        anchor = built.transition(locution_of[ends[0]], locution_of[ends[1]])
        built.between(anchor, built.node("YA", FORCES[row["relation"]]), relation)
    return _document(tables, built, list(people))


def _dialogue(
    tables: Tables, built: Nodes, people: Mapping[str, int], questions: Mapping[str, int]
) -> tuple[dict[str, int], dict[str, int]]:
    """Add who asks and claims what, in the order of the transcript, and the transitions from each to the next.

    Returns:
        claim → its I-node; claim → its locution.
    """
    asked = [row for row in tables["questions"] if row["asked_by"] in people and row["quote"]]
    said = [(row["start"], row["end"], 0, row) for row in asked]
    said += [(row["start"], row["end"], 1, row) for row in tables["claims"]]
    claims: dict[str, int] = {}
    locution_of: dict[str, int] = {}
    locutions: list[int] = []
    for _, _, is_claim, row in sorted(said, key=lambda entry: (*entry[:3], entry[3]["id"])):
        speaker = str(row["speaker" if is_claim else "asked_by"])
        words = f"{speaker}: {row['quote']}"
        if is_claim:
            claims[row["id"]] = built.node("I", row["text"], f"claim/{row['id']}")
            locution_of[row["id"]] = built.said(people[speaker], words, "Asserting", claims[row["id"]])
            locutions.append(locution_of[row["id"]])
        else:
            locutions.append(built.said(people[speaker], words, "Pure Questioning", questions[row["id"]]))
    for one, other in pairwise(locutions):
        built.transition(one, other)
    return claims, locution_of


def _document(tables: Tables, built: Nodes, people: list[str]) -> dict[str, Any]:
    schemes = [
        {"nodeID": n["nodeID"], "schemeID": SCHEME_IDS[n["type"]]} for n in built.nodes if n["type"] in SCHEME_IDS
    ]
    turns = "".join(
        f"<p>{html.escape(row['speaker'])}: {html.escape(row['text'])}</p>"
        for row in tables["utterances"]
        if row["speaker"]
    )
    return {
        "AIF": {
            "nodes": built.nodes,
            "edges": built.edges,
            "schemefulfillments": schemes,
            "descriptorfulfillments": [],
            "participants": [participant(name, number) for number, name in enumerate(people, 1)],
            "locutions": built.locutions,
        },
        "text": {"txt": turns, "url": ""},
        "dialog": True,
        "OVA": {
            "firstname": "",
            "surname": "",
            "url": "",
            "nodes": [
                {"nodeID": n["nodeID"], "visible": True, "x": LAYOUT_COLUMNS[n["type"]], "y": 60 * i, "timestamp": ""}
                for i, n in enumerate(built.nodes)
            ],
            "edges": [{"fromID": e["fromID"], "toID": e["toID"], "visible": True} for e in built.edges],
        },
        "event": next(({k: v for k, v in row.items() if k != "event"} for row in tables["events"]), {}),
    }
