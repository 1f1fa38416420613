"""xAIF: the argument interchange format as OVA3 and the Argument Mining Framework read it.

Each claim is a locution (L) that asserts (YA) a proposition (I). Relations between claims, and stances of claims towards
our propositions, are inference (RA), conflict (CA) or rephrase (MA) nodes, whose text says which.
"""

from __future__ import annotations

import html
import json
from collections.abc import Mapping

from kg.store.graph import Graph
from kg.store.parts import the_event
from kg.store.tables import event_tables
from kg.tables.columns import Row
from kg.xaif.schemes import LAYOUT_COLUMNS, SCHEME_IDS
from kg.xaif.writing import Nodes, participant


def document(graph: Graph) -> bytes:
    """Return xAIF as JSON, indented; the same bytes for the same statements.

    Raises:
        GraphError: the graph holds several events.
    """
    tables = event_tables(the_event(graph.source, "xAIF"))
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
        built.scheme(claims[row["claim"]], row["side"], about[row["stance"]])
    for row in tables["relations"]:
        built.scheme(claims[row["from_claim"]], row["relation"], claims[row["to_claim"]])
    return _json(tables, built, list(people))


def _json(tables: Mapping[str, list[Row]], built: Nodes, people: list[str]) -> bytes:
    schemes = [
        {"nodeID": n["nodeID"], "schemeID": SCHEME_IDS[n["type"]]} for n in built.nodes if n["type"] in SCHEME_IDS
    ]
    turns = "".join(
        f"<p>{html.escape(row['speaker'])}: {html.escape(row['text'])}</p>"
        for row in tables["utterances"]
        if row["speaker"]
    )
    xaif = {
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
    return (json.dumps(xaif, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")
