"""A ConvoKit corpus: the folder that `convokit.Corpus(filename=…)` opens, each event a conversation.

Positions and claims are metadata of speakers and utterances, so that ConvoKit's own tools can go on from them. A turn that
nobody speaks is said by `(nobody)`: ConvoKit knows no other. Beside them each conversation has as `annotations` the rows of
the event's tables, by which `kg.tables.from_convokit` makes the event again.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import defaultdict
from typing import Any

from kg.convokit import ANNOTATIONS, CONVERSATIONS, SPEAKERS, TURNS
from kg.model import NOBODY
from kg.store.graph import Graph
from kg.store.parts import parts
from kg.store.tables import event_tables
from kg.tables.columns import Row
from kg.tables.from_convokit import annotations_of

_TYPES = {
    str: "<class 'str'>",
    int: "<class 'int'>",
    float: "<class 'float'>",
    list: "<class 'list'>",
    dict: "<class 'dict'>",
    bool: "<class 'bool'>",
}
#: Tables whose rows have words in a turn that cannot do without it.
_SAID = ("claims", "questions", "references", "relations", "decisions", "polls")


def files(graph: Graph) -> dict[str, bytes]:
    """Return the files of a corpus: name → bytes; `reply-to` is the turn before, as in a conversation by word of mouth."""
    utterances: list[Row] = []
    speakers: dict[str, Row] = {}
    conversations: dict[str, Row] = {}
    for part in parts(graph.source):
        tables = event_tables(part)
        root = f"{part.event or 'event'}-0"
        about = next(iter(tables["events"]), {})
        kept = ("title", "date", "place", "language", "form", "motion")
        meta: Row = {"event": part.event} | {name: about[name] for name in kept if about.get(name)}
        own = _utterances(tables, part.event or "event", root)
        meta[ANNOTATIONS] = annotations_of(tables, {u["meta"]["utterance"] for u in own})
        conversations[root] = {"meta": meta, "vectors": []}
        utterances += own
        for name, row in _speakers(tables, part.event).items():
            known = speakers.setdefault(name, {"meta": {"events": [], "stances": []}, "vectors": []})
            known["meta"]["events"] += row["events"]
            known["meta"]["stances"] += row["stances"]
            known["meta"]["role"] = row["role"]
    if any(u["speaker"] == NOBODY for u in utterances):
        speakers[NOBODY] = {"meta": {"events": [], "stances": [], "role": ""}, "vectors": []}
    index = {
        "utterances-index": _kinds(u["meta"] for u in utterances),
        "speakers-index": _kinds(s["meta"] for s in speakers.values()),
        "conversations-index": _kinds(c["meta"] for c in conversations.values()),
        "overall-index": {"name": [_TYPES[str]]},
        "version": 1,
        "vectors": [],
    }
    lines = "".join(json.dumps(u, ensure_ascii=False) + "\n" for u in utterances)
    return {
        TURNS: lines.encode("utf-8", "replace"),
        SPEAKERS: _json(speakers),
        CONVERSATIONS: _json(conversations),
        "corpus.json": _json({"name": ", ".join(str(c["meta"].get("title", "")) for c in conversations.values())}),
        "index.json": _json(index),
    }


def _utterances(tables: dict[str, list[Row]], event: str, root: str) -> list[Row]:
    claims: dict[str, list[str]] = defaultdict(list)
    for claim in tables["claims"]:
        claims[claim["utterance"]].append(claim["text"])
    found: list[Row] = []
    places = sorted(row["start"] for name in _SAID for row in tables[name] if row.get("start") is not None)
    for u in tables["utterances"]:
        # What nobody speaks is left out, but where something is read in it: a summary may tell of a speech.
        if u["kind"] != "speech" and bisect_left(places, u["end"]) == bisect_left(places, u["start"]):
            continue
        found.append(
            {
                "id": root if not found else f"{event}-{len(found)}",
                "conversation_id": root,
                "text": u["text"],
                "speaker": u["speaker"] or NOBODY,
                "meta": {
                    "utterance": u["id"],
                    "section": u["section"],
                    "kind": u["kind"],
                    "claims": claims[u["id"]],
                    "start_time": u["start_time"],
                    "end_time": u["end_time"],
                },
                "reply-to": found[-1]["id"] if found else None,
                "timestamp": u["start_time"],
                "vectors": [],
            }
        )
    return found


def _speakers(tables: dict[str, list[Row]], event: str) -> dict[str, Row]:
    labels = {p["id"]: p["label"] for p in tables["propositions"]}
    stances: dict[str, list[list[Any]]] = defaultdict(list)
    for s in tables["stances"]:
        stances[s["speaker"]].append([event, labels.get(s["proposition"], s["proposition"]), s["stance"], s["basis"]])
    return {
        s["label"]: {"role": s["role"], "events": [event], "stances": stances[s["label"]]} for s in tables["speakers"]
    }


def _kinds(metas: Any) -> dict[str, list[str]]:
    kinds: dict[str, set[str]] = defaultdict(set)
    for meta in metas:
        for name, value in meta.items():
            if value is not None:
                kinds[name].add(_TYPES[type(value)])
    return {name: sorted(found) for name, found in kinds.items()}


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n"
