"""Two speakers may agree on one thing and not on another: how often, on what, and in which words, the same in RDF, networkx and tables."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import RDF

from kg.export import export
from kg.graph.mapping import triples_of
from kg.graph.terms import ONTOLOGY
from kg.measures.agreement import agreement
from kg.model import AnnotatedEvent
from kg.pipeline import annotated
from kg.resources import shipped
from kg.store.event import annotated_event
from kg.store.graph import Graph
from kg.store.parts import parts
from kg.store.validate import violations
from kg.tables.columns import local

TRANSCRIPT = """\
Ida: The lake should be open to boats. It is clean enough to swim in.
Jon: No, Ida, boats have no place there. It is clean, that much is true.
Kim: I am with Jon on the boats. And I would not swim in it, it is not clean.
Leo: Perhaps boats, perhaps none. The water I have not looked at.
"""
EVENT = """\
id: lake
title: The lake
speakers:
  - {id: ida, name: Ida, role: panelist}
  - {id: jon, name: Jon, role: panelist}
  - {id: kim, name: Kim, role: panelist}
  - {id: leo, name: Leo, role: host}
"""
ANNOTATIONS = """\
questions:
  - {id: use, text: What may one do on the lake?}
propositions:
  - {id: boats, question: use, text: The lake should be open to boats., kind: policy}
  - {id: clean, question: use, text: The lake is clean., kind: fact}
claims:
  - {key: ida-boats, speaker: Ida, quote: The lake should be open to boats., text: Boats are welcome., stances: {boats: agrees}}
  - {key: ida-clean, speaker: Ida, quote: It is clean enough to swim in., text: It is clean., stances: {clean: agrees}}
  - {key: jon-boats, speaker: Jon, quote: boats have no place there, text: No boats., stances: {boats: disagrees}}
  - {key: jon-clean, speaker: Jon, quote: "It is clean, that much is true.", text: It is clean., stances: {clean: agrees}}
  - {key: kim-boats, speaker: Kim, quote: I am with Jon on the boats., text: No boats., stances: {boats: disagrees}}
  - {key: kim-clean, speaker: Kim, quote: it is not clean, text: It is not clean., stances: {clean: disagrees}}
  - {key: leo-boats, speaker: Leo, quote: "Perhaps boats, perhaps none.", text: Either way., stances: {boats: mixed}}
  - {key: leo-clean, speaker: Leo, quote: The water I have not looked at., text: He does not know., stances: {clean: no stance}}
references:
  - {speaker: Jon, refers_to: Ida, relation: disagrees, quote: "No, Ida", from_claim: jon-boats, to_claim: ida-boats}
relations:
  - {from: jon-boats, to: ida-boats, relation: disagrees, quote: "No, Ida"}
  - {from: kim-boats, to: jon-boats, relation: agrees, quote: I am with Jon on the boats.}
"""
KG = rdflib.Namespace(ONTOLOGY)


def built(folder: Path, event_id: str = "lake") -> AnnotatedEvent:
    """Return the panel by the lake as read from its files, under an id."""
    folder.mkdir(exist_ok=True)
    (folder / "transcript.txt").write_text(TRANSCRIPT, encoding="utf-8")
    (folder / "event.yaml").write_text(EVENT.replace("id: lake", f"id: {event_id}"), encoding="utf-8")
    (folder / "annotations.yaml").write_text(ANNOTATIONS, encoding="utf-8")
    return annotated(folder)


@pytest.fixture
def lake(tmp_path: Path) -> Graph:
    return Graph.from_triples(triples_of(built(tmp_path / "lake")))


def pairs_of(graph: Graph) -> dict[tuple[str, str], dict[str, object]]:
    """Return (speaker, other) → what the graph says of the pair, by ids."""
    found: dict[tuple[str, str], dict[str, object]] = {}
    for pair in {q.subject for q in graph.store.quads_for_pattern(None, None, ox.NamedNode(KG.SpeakerPair))}:
        said: dict[str, list[str]] = {}
        for quad in graph.store.quads_for_pattern(pair, None, None):
            said.setdefault(local(quad.predicate.value), []).append(quad.object.value)  # type: ignore[union-attr]
        one, other = sorted(local(value) for value in said["between"])
        assert (one, other) not in found
        found[one, other] = {
            "agree": int(said["nAgree"][0]),
            "disagree": int(said["nDisagree"][0]),
            "agree_on": sorted(map(local, said.get("agreeOn", []))),
            "disagree_on": sorted(map(local, said.get("disagreeOn", []))),
            "in": sorted(local(v.rpartition("/")[0]) for v in said.get("agreeIn", []) + said.get("disagreeIn", [])),
        }
    return found


def test_two_may_agree_and_disagree(lake: Graph) -> None:
    """Each pair stands once, with both its counts; the mixed and the undecided are in no pair."""
    assert pairs_of(lake) == {
        ("ida", "jon"): {
            "agree": 1,
            "disagree": 1,
            "agree_on": ["clean"],
            "disagree_on": ["boats"],
            "in": ["reference", "relation"],
        },
        ("jon", "kim"): {
            "agree": 1,
            "disagree": 1,
            "agree_on": ["boats"],
            "disagree_on": ["clean"],
            "in": ["relation"],
        },
        ("ida", "kim"): {"agree": 0, "disagree": 2, "agree_on": [], "disagree_on": ["boats", "clean"], "in": []},
    }


@pytest.mark.parametrize("which", ["lake", "small_graph"])
def test_rdf_networkx_and_the_table_count_alike(which: str, request: pytest.FixtureRequest) -> None:
    """One rule: the nodes of the graph, the weights of the network, and the agreement table say the same of each pair."""
    graph: Graph = request.getfixturevalue(which)
    ids = {s["label"]: s["id"] for s in graph.rows()["speakers"]}
    network, told = graph.to_networkx(), pairs_of(graph)
    edges = {(local(a), local(b), d["type"]): d for a, b, d in network.edges(data=True) if "propositions" in d}
    table = agreement(graph.rows(), host=True)

    assert told
    for row in table:
        one, other = sorted((ids[row["speaker"]], ids[row["other"]]))
        pair = told.get((one, other), {"agree": 0, "disagree": 0, "agree_on": [], "disagree_on": [], "in": []})
        assert (pair["agree"], pair["disagree"]) == (row["agree"], row["disagree"])
        assert (pair["agree_on"], pair["disagree_on"]) == (sorted(row["agree_on"]), sorted(row["disagree_on"]))
        for kind, name in (("agreesWith", "agree"), ("disagreesWith", "disagree")):
            edge = edges.get((one, other, kind), {"propositions": 0})
            assert edge["propositions"] == pair[name]
    assert {(a, b) for a, b, _ in edges if a < b} == set(told)


def test_a_reference_of_a_relation_is_one_place(lake: Graph) -> None:
    """Jon's "No, Ida" stands as relation and as reference: both are named, one place is weighed."""
    edges = {(local(a), local(b), d["type"]): d for a, b, d in lake.to_networkx().edges(data=True)}
    weighed = edges["ida", "jon", "disagreesWith"]

    assert {k: weighed[k] for k in ("propositions", "on", "relations", "said", "weight")} == {
        "propositions": 1,
        "on": "boats",
        "relations": 1,
        "said": 1,
        "weight": 2,
    }


def test_a_speaker_leads_to_a_proposition_in_one_step(lake: Graph) -> None:
    """Four plain edges, one for each stance; in networkx the stance itself is the edge, and there is no second."""
    query = "SELECT ?s ?p ?o { VALUES ?p { kg:affirms kg:denies kg:isMixedOn kg:takesNoSideOn } ?s ?p ?o }"
    found = {(local(r["s"]), local(r["p"]), local(r["o"])) for r in lake.select(query).rows}

    assert found == {
        ("ida", "affirms", "boats"),
        ("ida", "affirms", "clean"),
        ("jon", "affirms", "clean"),
        ("jon", "denies", "boats"),
        ("kim", "denies", "boats"),
        ("kim", "denies", "clean"),
        ("leo", "isMixedOn", "boats"),
        ("leo", "takesNoSideOn", "clean"),
    }
    network = lake.to_networkx()
    to_boats = {(local(a), d["type"]) for a, b, d in network.edges(data=True) if local(b) == "boats"}
    assert {kind for a, kind in to_boats if a in {"ida", "jon", "kim", "leo"}} == {"agrees", "disagrees", "mixed"}


def derived_terms() -> tuple[set[str], set[str]]:
    """Return the classes and the properties that the ontology marks as derived."""
    ontology = rdflib.Graph().parse(shipped("ontology", "debate.ttl"))
    marked = set(ontology.subjects(KG.derivedFrom))
    classes = {t for t in marked if (t, RDF.type, rdflib.OWL.Class) in ontology}
    return {str(t) for t in classes}, {str(t) for t in marked - classes}


def test_what_is_marked_as_derived_follows_from_the_rest(tmp_path: Path) -> None:
    """Without it the graph is read as the same event, and the event gives the whole graph again."""
    whole = set(triples_of(built(tmp_path / "lake")))
    classes, properties = derived_terms()
    nodes = {t.subject for t in whole if t.object.value in classes}  # type: ignore[union-attr]
    rest = {t for t in whole if t.predicate.value not in properties and t.subject not in nodes}
    read = annotated_event(Graph.from_triples(list(rest)).store, TRANSCRIPT)

    assert classes == {ONTOLOGY + "SpeakerPair"}
    assert len(whole) - len(rest) > 40
    assert set(triples_of(read)) == whole
    assert read == annotated_event(Graph.from_triples(list(whole)).store, TRANSCRIPT)


def test_pairs_of_two_events_stay_apart(tmp_path: Path) -> None:
    """The same people at two events are two pairs; merged and told apart again, each event has its own."""
    both = [t for n in ("lake", "pond") for t in triples_of(built(tmp_path / n, n))]
    merged = Graph.from_triples(both)

    assert [row["n"] for row in merged.select("SELECT (COUNT(*) AS ?n) { ?p a kg:SpeakerPair }").rows] == [6]
    for part in parts(merged.store):
        own = Graph(part.store())
        assert len(pairs_of(own)) == 3
        assert violations(own.store) == []


def test_pairs_stand_under_their_event_in_json_ld(lake: Graph) -> None:
    """Whoever reads JSON finds them beside speakers and questions."""
    import json

    document = json.loads(export(lake, "jsonld"))
    event = next(node for node in document["@graph"] if node["type"] == "Event")

    assert [(p["label"], p["nAgree"], p["nDisagree"]) for p in event["pairs"]] == [
        ("Ida and Jon", 1, 1),
        ("Ida and Kim", 0, 2),
        ("Jon and Kim", 1, 1),
    ]
