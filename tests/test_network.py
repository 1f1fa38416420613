"""The graph as networkx has it: typed nodes and edges, in one order, with the words on the edges."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from kg.graph.mapping import triples_of
from kg.measures.agreement import agreement
from kg.model import AnnotatedEvent, Speaker
from kg.store.graph import Graph
from kg.store.network import SYMMETRIC
from kg.tables.columns import local

BASE = "https://w3id.org/panel-kg/"


def test_nodes_are_counted_by_type(small_panel: AnnotatedEvent, small_graph: Graph) -> None:
    """One node for each thing, and none for the nodes that are edges here."""
    network = small_graph.to_networkx()

    assert Counter(kind for _, kind in network.nodes(data="type")) == {
        "event": 1,
        "speaker": 4,
        "organization": 2,
        "product": 1,
        "concept": 5,
        "question": 3,
        "proposition": 4,
        "claim": len(small_panel.claims),
        "utterance": len(small_panel.transcript.utterances),
        "section": 2,
    }


def test_a_node_has_label_and_literals(small_graph: Graph) -> None:
    """Texts, several joined, and truth values as such."""
    network = small_graph.to_networkx()

    assert network.nodes[BASE + "person/ada-okafor"] == {
        "type": "speaker",
        "label": "Ada Okafor",
        "altLabel": "Ada;Dr. Okafor",
    }
    assert network.nodes[BASE + "organization/cityflow"] == {
        "type": "organization",
        "label": "CityFlow",
        "kind": "company",
    }


def test_agreeing_has_a_weight_and_what_it_rests_on(small_graph: Graph) -> None:
    """Each edge between speakers counts the propositions and the places in words of the agreement table, both ways alike."""
    network = small_graph.to_networkx()
    label = dict(network.nodes(data="label"))
    ids = {p["id"] for p in small_graph.rows()["propositions"]}
    told = {
        (label[a], label[b], d["type"]): d
        for a, b, d in network.edges(data=True)
        if d["type"] in {"agreesWith", "disagreesWith"} and network.nodes[a]["type"] == "speaker"
    }
    measured = agreement(small_graph.rows(), host=True)
    assert told
    for row in measured:
        for kind, name in (("agreesWith", "agree"), ("disagreesWith", "disagree")):
            there = told.get((row["speaker"], row["other"], kind))
            back = told.get((row["other"], row["speaker"], kind))
            assert there == back
            assert (there is not None) >= bool(row[name])
            if there is not None:
                assert (there["propositions"], there["said"]) == (row[name], row[f"explicit_{name}"])
                assert there.get("on", "") == ";".join(row[f"{name}_on"])
                assert there["weight"] == there["propositions"] + there["relations"] > 0
                assert set(there.get("on", "").split(";")) - {""} <= ids


def test_without_directions_agreeing_is_one_edge(small_graph: Graph) -> None:
    """What holds both ways stands once; all else stays, with the end that it began at."""
    directed, plain = small_graph.to_networkx(), small_graph.to_networkx(directed=False)
    both = Counter(t for _, _, t in directed.edges(data="type"))
    once = Counter(t for _, _, t in plain.edges(data="type"))

    assert both["agreesWith"] == 2 * once["agreesWith"] > 0
    assert both["disagreesWith"] == 2 * once["disagreesWith"] > 0
    assert {t: n for t, n in both.items() if t not in SYMMETRIC} == {
        t: n for t, n in once.items() if t not in SYMMETRIC
    }
    assert all(d["from"] in {a, b} for a, b, d in plain.edges(data=True) if d["type"] not in SYMMETRIC)
    assert not plain.is_directed()


def edges(graph: Graph, start: str, end: str) -> dict[str, dict[str, object]]:
    network = graph.to_networkx()
    return {
        data["type"]: {k: v for k, v in data.items() if k != "type"}
        for a, b, data in network.edges(data=True)
        if (local(a), local(b)) == (start, end)
    }


def test_agreeing_and_disagreeing_with_one_person_are_two_edges(small_graph: Graph) -> None:
    """Parallel edges stay apart, each with its type; references stand beside them with their words."""
    found = edges(small_graph, "ben-castillo", "ada-okafor")

    assert set(found) == {"agreesWith", "disagreesWith", "mentions", "refersTo"}


def test_every_reference_is_an_edge_of_its_own(small_graph: Graph) -> None:
    """Two references between the same two speakers do not become one."""
    network = small_graph.to_networkx()
    found = {
        (local(a), local(b), data["relation"], data["quote"])
        for a, b, data in network.edges(data=True)
        if data["type"] == "refersTo"
    }

    assert found == {
        ("ben-castillo", "ada-okafor", "agrees", "On that I agree with Ada"),
        ("ben-castillo", "ada-okafor", "disagrees", "I don't agree with Ada on this."),
        ("chen-wei", "ada-okafor", "agrees", "Dr. Okafor is right that a parking house costs more."),
        ("chen-wei", "ada-okafor", "agrees", "Like Ada said, closed streets are safer."),
        ("chen-wei", "ben-castillo", "qualifies", "Ben has a point"),
    }


def test_a_stance_is_an_edge_with_its_basis(small_graph: Graph) -> None:
    """Who stands where, on what basis, from which source."""
    assert edges(small_graph, "ben-castillo", "closing-is-safer") == {
        "disagrees": {"basis": "inferred", "made_by": "human", "confidence": 1.0}
    }


def test_a_part_in_the_event_is_an_edge_with_its_role(small_graph: Graph) -> None:
    """The role is said of the person at this event, not of the person."""
    assert edges(small_graph, "mara-lind", "small-panel") == {
        "inEvent": {},
        "participatesIn": {"role": "host", "printedLabel": "Mara Lind"},
    }


def test_a_membership_is_an_edge_with_its_role(small_graph: Graph) -> None:
    """Former and current memberships are told apart."""
    assert edges(small_graph, "chen-wei", "riverside-university") == {"memberOf": {"role": "Student", "current": False}}
    assert edges(small_graph, "chen-wei", "cityflow") == {
        "memberOf": {"role": "Engineer", "current": True},
        "mentions": {},
    }


def test_a_person_who_is_only_spoken_of_is_a_node(small_panel: AnnotatedEvent) -> None:
    """People who do not speak are there as well, so that what names them has an end."""
    event = replace(small_panel, people=(Speaker(id="zoe", name="Zoe", role=None),))
    network = Graph.from_triples(triples_of(event)).to_networkx()

    assert network.nodes[BASE + "person/zoe"] == {"type": "person", "label": "Zoe"}


def test_order_does_not_depend_on_the_order_of_the_triples(small_panel: AnnotatedEvent) -> None:
    """Nodes and edges come sorted, whatever the store was filled with first."""
    triples = triples_of(small_panel)
    one, other = (Graph.from_triples(t).to_networkx() for t in (triples, triples[::-1]))

    assert list(one.nodes(data=True)) == list(other.nodes(data=True))
    assert list(one.edges(keys=True, data=True)) == list(other.edges(keys=True, data=True))
    assert list(one.nodes) == sorted(one.nodes)


def test_the_maps_network_as_pyvis_has_it(small_graph: Graph) -> None:
    """A notebook gets the nodes of the map at their places, and agree and disagree between the same two as two lines."""
    from kg.rendering.explorer.page import view_model_of
    from kg.rendering.notebook import network_of

    network, view = network_of(small_graph), view_model_of(small_graph)["network"]
    whole = network_of(small_graph, first=False)

    assert {n["id"]: (n["x"], n["y"]) for n in network.nodes} == {
        n["id"]: (n["x"], n["y"]) for n in view["nodes"] if n["first"]
    }
    assert len(whole.nodes) == len(view["nodes"])
    assert len(whole.edges) == len(view["edges"])
    assert "vis-network" in whole.generate_html(notebook=False) or "vis.Network" in whole.generate_html(notebook=False)
