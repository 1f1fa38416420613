"""xAIF as a document: nodes, edges, locutions.

Each claim is a locution (L) that asserts (YA) a proposition (I). Relations between claims, and what claims show of our
propositions, are inference (RA), conflict (CA) or rephrase (MA) nodes, whose text says which.
"""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kg.tables.columns import Row
from kg.xaif.schemes import CONCESSIONS, LAYOUT_COLUMNS, SCHEME_IDS, SCHEMES

Tables = Mapping[str, list[Row]]
_CONCEDED = {side: name for name, side in CONCESSIONS.items()}


@dataclass(slots=True)
class Nodes:
    """The nodes and edges as they grow; ids count from 1."""

    nodes: list[dict[str, Any]] = field(default_factory=list)
    edges: list[dict[str, int]] = field(default_factory=list)
    locutions: list[dict[str, Any]] = field(default_factory=list)

    def node(self, kind: str, text: str, iri: str = "") -> int:
        """Add a node and return its number."""
        number = len(self.nodes) + 1
        self.nodes.append({"nodeID": number, "text": text, "type": kind} | ({"iri": iri} if iri else {}))
        return number

    def edge(self, start: int, end: int) -> None:
        """Add an edge between two nodes."""
        self.edges.append({"edgeID": len(self.edges) + 1, "fromID": start, "toID": end})

    def scheme(self, start: int, name: str, end: int, **more: str) -> None:
        """Add a scheme between two nodes; `more` is said by its node beside what AIF knows."""
        middle = self.node(*SCHEMES[name])
        self.nodes[-1] |= more
        self.edge(start, middle)
        self.edge(middle, end)

    def said(self, person: int, words: str, force: str, what: int) -> None:
        """Add the locution by which a person says something, with its illocution."""
        locution = self.node("L", words)
        illocution = self.node("YA", force)
        self.edge(locution, illocution)
        self.edge(illocution, what)
        self.locutions.append({"nodeID": locution, "personID": person})


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
    for row in tables["questions"]:
        if row["asked_by"] in people and row["quote"]:
            words = f"{row['asked_by']}: {row['quote']}"
            built.said(people[row["asked_by"]], words, "Pure Questioning", questions[row["id"]])
    for row in tables["propositions"]:
        built.scheme(propositions[row["id"]], "answers", questions[row["question"]])
    claims: dict[str, int] = {}
    for row in tables["claims"]:
        claims[row["id"]] = built.node("I", row["text"], f"claim/{row['id']}")
        words = f"{row['speaker']}: {row['quote']}"
        built.said(people[row["speaker"]], words, "Asserting", claims[row["id"]])
    about = {row["id"]: propositions[row["proposition"]] for row in tables["stances"]}
    for row in tables["evidence"]:
        side = str(row["side"])
        name = _CONCEDED.get(side, side) if row["kind"] == "concession" else side
        built.scheme(claims[row["claim"]], name, about[row["stance"]], basis=str(row["basis"]))
    for row in tables["relations"]:
        built.scheme(claims[row["from_claim"]], row["relation"], claims[row["to_claim"]])
    return _document(tables, built, list(people))


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
