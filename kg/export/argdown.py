"""Argdown: each question a heading, each proposition a statement, each claim an argument for or against it, in the words."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator

from kg.measures.measured import Tables, by_event
from kg.store.graph import Graph
from kg.tables.columns import Row

#: What of a stance or a relation Argdown can say: support (+), attack (-), or contradiction (><).
_MARKS = {"agrees": "+", "builds on": "+", "supports": "+", "rephrases": "+", "disagrees": "-", "qualifies": "-"}
_NO_TITLE = re.compile(r"[\[\]<>{}#@:\\\n\r]+")
_SPECIAL = re.compile(r"([\\*_\[\]<>{}#@~])")


def document(graph: Graph) -> bytes:
    """Return Argdown text; the same bytes for the same statements. Of several events, titles begin with the event."""
    found = by_event(graph.rows())
    parts = [part for event, tables in found.items() for part in _parts(tables, event if len(found) > 1 else "")]
    return "\n".join(parts).encode("utf-8", "replace")


def _parts(tables: Tables, event: str) -> Iterator[str]:
    claims = {row["id"]: row for row in tables["claims"]}
    titles = {c: _title(f"{event} {row['speaker']} {c}") for c, row in claims.items()}
    shown: dict[str, list[Row]] = defaultdict(list)
    for row in tables["evidence"]:
        shown[row["stance"]].append(row)
    evidence: dict[str, list[Row]] = defaultdict(list)
    for row in tables["stances"]:
        evidence[row["proposition"]] += shown[row["id"]]
    propositions: dict[str, list[Row]] = defaultdict(list)
    for row in tables["propositions"]:
        propositions[row["question"]].append(row)
    for question in tables["questions"]:
        yield f"# {_text(question['label'])}\n"
        for proposition in propositions[question["id"]]:
            title = _title(f"{event} {proposition['id']}")
            yield _statement(title, proposition["label"], evidence[proposition["id"]], titles)
    yield "# Claims\n"
    relations: dict[str, list[Row]] = defaultdict(list)
    for row in tables["relations"]:
        relations[row["to_claim"]].append(row)
    for claim, row in claims.items():
        yield _argument(row, titles, relations[claim])


def _statement(title: str, label: str, evidence: list[Row], titles: dict[str, str]) -> str:
    lines = [f"[{title}]: {_text(label)}"]
    for piece in evidence:
        marks = ("+", "-") if piece["side"] == "mixed" else (_MARKS.get(piece["side"], ""),)
        lines += [f"  {mark} <{titles[piece['claim']]}>" for mark in marks if mark]
    return "\n".join(lines) + "\n"


def _argument(claim: Row, titles: dict[str, str], relations: list[Row]) -> str:
    lines = [f"<{titles[claim['id']]}>: {_text(claim['text'])} #{_tag(claim['speaker'])} {_data(claim)}"]
    lines += [f"  {_MARKS[row['relation']]} <{titles[row['from_claim']]}>" for row in relations]
    return "\n".join(lines) + "\n"


def _data(claim: Row) -> str:
    r"""Return the words of a claim and where they are, as the metadata of its argument: YAML in one line, as JSON writes it.

    >>> print(_data({"speaker": "Ada", "quote": 'It is "safe" {now}.', "start": 4, "end": 23}))
    {"speaker": "Ada", "quote": "It is \"safe\" \u007bnow\u007d.", "start": 4, "end": 23}
    """
    told = {name: claim[name] for name in ("speaker", "quote", "start", "end")}
    # A brace within the words would end the metadata before its time.
    inner = json.dumps(told, ensure_ascii=False)[1:-1]
    return "{" + inner.replace("{", "\\u007b").replace("}", "\\u007d") + "}"


def _title(text: str) -> str:
    return " ".join(_NO_TITLE.sub(" ", text).split())


def _tag(speaker: str) -> str:
    return re.sub(r"[^\w]+", "-", speaker).strip("-") or "speaker"


def _text(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
