"""What xAIF of ours is as a dialogue, by the rules of the format: who follows whom, and where each relation is anchored."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import pytest

from kg.export import export
from kg.model import AnnotatedEvent, Relation, RelationType
from kg.store.graph import Graph
from kg.xaif.reading import read_xaif

#: What may lead to what: illocutions from locutions to what is said, and from transitions to what holds between two sayings.
ALLOWED = {("L", "YA"), ("YA", "I"), ("L", "TA"), ("TA", "L"), ("TA", "YA")}
ALLOWED |= {edge for scheme in ("RA", "CA", "MA") for edge in (("I", scheme), (scheme, "I"), ("YA", scheme))}
ANCHORS = {
    "Agreement": "Agreeing",
    "Default Inference": "Arguing",
    "Elaboration": "Default Illocuting",
    "Default Conflict": "Disagreeing",
    "Qualification": "Default Illocuting",
    "Default Rephrase": "Restating",
}


@pytest.fixture(scope="module")
def related(small_panel: AnnotatedEvent) -> AnnotatedEvent:
    """Return a panel with a relation of each kind, backwards and forwards, between neighbours and across the talk."""
    ids = [c.id for c in sorted(small_panel.claims, key=lambda c: c.start)]
    ends = [
        (ids[1], ids[0]),
        (ids[0], ids[-1]),
        (ids[-1], ids[2]),
        (ids[2], ids[-1]),
        (ids[4], ids[3]),
        (ids[3], ids[5]),
    ]
    relations = tuple(
        Relation(id=f"r{i}", from_claim=a, to_claim=b, relation=kind, basis="inferred")
        for i, ((a, b), kind) in enumerate(zip(ends, get_args(RelationType), strict=True))
    )
    return replace(small_panel, relations=relations)


class Drawn:
    """The nodes of a written file, and what leads to what."""

    def __init__(self, event: AnnotatedEvent) -> None:
        self.aif: dict[str, Any] = json.loads(export(Graph.from_event(event), "xaif"))["AIF"]
        self.kind = {n["nodeID"]: n["type"] for n in self.aif["nodes"]}
        self.text = {n["nodeID"]: n["text"] for n in self.aif["nodes"]}
        self.iri = {n["nodeID"]: n.get("iri", "") for n in self.aif["nodes"]}
        self.edges = [(e["fromID"], e["toID"]) for e in self.aif["edges"]]
        self.out: dict[int, list[int]] = defaultdict(list)
        self.into: dict[int, list[int]] = defaultdict(list)
        for a, b in self.edges:
            self.out[a].append(b)
            self.into[b].append(a)

    def of(self, *kinds: str) -> list[int]:
        return [n for n, kind in self.kind.items() if kind in kinds]

    def kinds(self, nodes: list[int]) -> list[str]:
        return sorted(self.kind[n] for n in nodes)

    def says(self, locution: int) -> int:
        """Return what a locution says: the end of its one illocution."""
        [force] = [n for n in self.out[locution] if self.kind[n] == "YA"]
        [said] = self.out[force]
        return said


def test_every_edge_is_of_a_kind_that_the_format_has(related: AnnotatedEvent) -> None:
    """No edge joins what may not be joined, each once; nodes that join others hang on both sides."""
    drawn = Drawn(related)

    assert {(drawn.kind[a], drawn.kind[b]) for a, b in drawn.edges} == ALLOWED
    assert set(Counter(drawn.edges).values()) == {1}
    for node in drawn.of("TA"):
        assert (drawn.kinds(drawn.into[node]), drawn.kinds(drawn.out[node])[:1]) == (["L"], ["L"])
        assert [drawn.kind[n] for n in drawn.out[node]].count("L") == 1
    for node in drawn.of("YA"):
        assert (len(drawn.into[node]), len(drawn.out[node])) == (1, 1)
    for node in drawn.of("RA", "CA", "MA"):
        assert [drawn.kind[n] for n in drawn.into[node]].count("I") == 1
        assert drawn.kinds(drawn.out[node]) == ["I"]
    assert {entry["nodeID"] for entry in drawn.aif["locutions"]} == set(drawn.of("L"))


def test_locutions_follow_each_other_as_in_the_transcript(related: AnnotatedEvent) -> None:
    """Questions and claims are one row of locutions in the order in which they were said, each joined to the next."""
    drawn = Drawn(related)
    said = [(q.start, q.end, f"{q.asked_by}: {q.quote}") for q in related.questions if q.quote and q.asked_by]
    said += [(c.start, c.end, f"{c.speaker}: {c.quote}") for c in related.claims]
    locutions = drawn.of("L")
    joined = {(drawn.into[ta][0], next(n for n in drawn.out[ta] if drawn.kind[n] == "L")) for ta in drawn.of("TA")}

    assert any(text.endswith("?") for *_, text in said)
    assert [drawn.text[n] for n in locutions] == [text for *_, text in sorted(said, key=lambda s: s[:2])]  # type: ignore[arg-type]
    assert set(pairwise(locutions)) <= joined
    assert all(one < other for one, other in joined)
    assert len(joined) == len(drawn.of("TA"))


def test_each_relation_is_anchored_where_its_claims_meet(related: AnnotatedEvent) -> None:
    """An illocution leads to each relation from the transition between the locutions of its two claims, and says what it does."""
    drawn = Drawn(related)
    found = []
    for scheme in drawn.of("RA", "CA", "MA"):
        for force in (n for n in drawn.into[scheme] if drawn.kind[n] == "YA"):
            [anchor] = drawn.into[force]
            [start] = [n for n in drawn.into[scheme] if drawn.kind[n] == "I"]
            ends = {drawn.says(n) for n in (*drawn.into[anchor], *drawn.out[anchor]) if drawn.kind[n] == "L"}
            assert ends == {start, drawn.out[scheme][0]}
            assert ANCHORS[drawn.text[scheme]] == drawn.text[force]
            found.append(
                (drawn.iri[start].removeprefix("claim/"), drawn.iri[drawn.out[scheme][0]].removeprefix("claim/"))
            )

    assert sorted(found) == sorted((r.from_claim, r.to_claim) for r in related.relations)


def test_the_dialogue_is_read_back(tmp_path: Path, related: AnnotatedEvent) -> None:
    """Turns come back in the order in which they were said, and every relation between the same claims."""
    path = tmp_path / "panel.json"
    path.write_bytes(export(Graph.from_event(related), "xaif"))
    back = read_xaif(path)

    assert {(r.from_claim, r.relation, r.to_claim) for r in back.relations} == {
        (r.from_claim, r.relation, r.to_claim) for r in related.relations
    }
    assert [c.id for c in sorted(back.claims, key=lambda c: c.start)] == [
        c.id for c in sorted(related.claims, key=lambda c: (c.start, c.end))
    ]
