"""Pol.is, as its own export: comments, votes and participants, which Sensemaker, Agora and red-dwarf read.

A proposition is a comment, a speaker a participant, a position a vote: 1 for, -1 against, 0 for both sides. Who took no
position did not vote. Numbers are given in the order of the tables; the text of a comment is the proposition's own. Comments
are seeds, and their author is no participant: a proposition is put together by who annotates, and readers want a number.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from kg.store.graph import Graph
from kg.store.parts import the_event
from kg.store.tables import event_tables

_VOTES = {"agrees": 1, "disagrees": -1, "mixed": 0}
Row = dict[str, Any]


def files(graph: Graph) -> dict[str, bytes]:
    """Return `comments.csv`, `votes.csv`, `participants-votes.csv` and `summary.csv`: name → bytes.

    Raises:
        GraphError: the graph holds several events: a vote belongs to one conversation.
    """
    tables = event_tables(the_event(graph.source, "polis"))
    comments = {p["id"]: i for i, p in enumerate(tables["propositions"])}
    people = {s["label"]: i for i, s in enumerate(tables["speakers"])}
    votes = [
        {"comment-id": comments[s["proposition"]], "voter-id": people[s["speaker"]], "vote": _VOTES[s["stance"]]}
        for s in tables["stances"]
        if s["stance"] in _VOTES and s["proposition"] in comments and s["speaker"] in people
    ]
    cast = {(v["comment-id"], v["voter-id"]): v["vote"] for v in votes}
    counts = {i: Counter(v["vote"] for v in votes if v["comment-id"] == i) for i in comments.values()}
    times = {"timestamp": 0, "datetime": ""}
    about = next(iter(tables["events"]), {"title": "", "motion": ""})
    return {
        "comments.csv": _csv(
            (
                *("timestamp", "datetime", "comment-id", "author-id", "agrees", "disagrees", "moderated"),
                *("comment-body", "is-seed", "is-meta"),
            ),
            (
                {
                    **times,
                    "comment-id": i,
                    "author-id": len(people),
                    "agrees": counts[i][1],
                    "disagrees": counts[i][-1],
                    "moderated": 1,
                    "comment-body": p["label"],
                    "is-seed": "true",
                    "is-meta": "false",
                }
                for i, p in enumerate(tables["propositions"])
            ),
        ),
        "votes.csv": _csv(
            ("timestamp", "datetime", "comment-id", "voter-id", "vote"), ({**times, **vote} for vote in votes)
        ),
        "participants-votes.csv": _participants(people, comments, cast),
        "summary.csv": _summary(about, people, comments, votes),
    }


def _participants(people: dict[str, int], comments: dict[str, int], cast: dict[tuple[int, int], int]) -> bytes:
    numbers = [str(i) for i in comments.values()]
    rows = []
    for name, who in people.items():
        own = {i: cast[i, who] for i in comments.values() if (i, who) in cast}
        told = Counter(own.values())
        row = {
            "participant": who,
            "group-id": "",
            "n-comments": 0,
            "n-votes": len(own),
            "n-agree": told[1],
            "n-disagree": told[-1],
            "name": name,
        }
        rows.append(row | {str(i): own.get(i, "") for i in comments.values()})
    columns = ("participant", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree", *numbers, "name")
    return _csv(columns, rows)


def _summary(about: Row, people: dict[str, int], comments: dict[str, int], votes: list[Row]) -> bytes:
    told = (
        ("topic", about["title"]),
        ("url", about.get("source_url", "")),
        ("voters", len({v["voter-id"] for v in votes})),
        ("voters-in-conv", len(people)),
        ("commenters", 0),
        ("comments", len(comments)),
        ("groups", ""),
        ("conversation-description", about.get("motion", "")),
    )
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(told)
    return out.getvalue().encode()


def _csv(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode("utf-8", "replace")
