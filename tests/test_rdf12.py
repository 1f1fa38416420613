"""RDF 1.2: the plain edges say on what they rest; real parsers read it; without the annotations it is the same graph."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.export import export
from kg.export.reified import added
from kg.graph.mapping import triples_of
from kg.graph.terms import KG, RDF
from kg.model import AnnotatedEvent
from kg.store.event import annotated_event
from kg.store.graph import Graph
from kg.store.validate import findings
from kg.tables.columns import local

SYNTAXES = {"turtle12": ox.RdfFormat.TURTLE, "ntriples12": ox.RdfFormat.N_TRIPLES}
ROOT = Path(__file__).parent.parent


def parsed(graph: Graph, to: str) -> set[ox.Triple]:
    return {q.triple for q in ox.parse(export(graph, to), format=SYNTAXES[to])}


@pytest.mark.parametrize("to", SYNTAXES)
def test_without_annotations_it_is_the_same_graph(small_panel: AnnotatedEvent, small_graph: Graph, to: str) -> None:
    """What reifies, the quotes of evidence, and what is said of grounds is all that is added."""
    whole, plain = parsed(small_graph, to), set(triples_of(small_panel))
    more = whole - plain
    evidence = {t.subject for t in plain if t.object == KG.Evidence}

    assert whole >= plain
    assert more == set(added(small_graph.store))
    for triple in more:
        assert isinstance(triple.subject, ox.NamedNode)
        assert (
            triple.predicate == RDF.reifies
            or (triple.predicate == KG.quote and triple.subject in evidence)
            or "/ground/" in triple.subject.value
        )


def test_each_plain_edge_rests_on_something_that_is_there(small_graph: Graph) -> None:
    """Every edge has a reifier, every reified edge is stated, and of an edge to a proposition basis, quote and source are said."""
    whole = parsed(small_graph, "turtle12")
    kinds = {KG.affirms, KG.denies, KG.isMixedOn, KG.takesNoSideOn, KG.agreesWith, KG.disagreesWith}
    reified = {t.object: t.subject for t in whole if t.predicate == RDF.reifies}
    edges = {t for t in whole if t.predicate in kinds}
    said = {(t.subject, t.predicate) for t in whole}

    assert len(edges) > 30
    assert set(reified) == edges
    for edge, reifier in reified.items():
        if edge.predicate in {KG.affirms, KG.denies, KG.isMixedOn}:  # type: ignore[union-attr]
            assert {(reifier, p) for p in (KG.basis, KG.quote, KG.source)} <= said


def test_a_question_in_sparql_1_2(small_graph: Graph) -> None:
    """Who affirms it, on what basis, in which words: in one pattern."""
    store = ox.Store()
    store.load(export(small_graph, "turtle12"), format=ox.RdfFormat.TURTLE)
    rows = store.query(
        f"PREFIX kg: <{KG.iri}> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>"
        " SELECT ?name ?basis ?quote { ?who kg:denies ?p {| kg:basis ?basis ; kg:quote ?quote |} . ?who rdfs:label ?name ."
        ' ?p rdfs:label "The city should pay for a new bus line." }'
    )

    assert [(r["name"].value, local(r["basis"].value), r["quote"].value) for r in rows] == [  # type: ignore[union-attr]
        ("Chen Wei", "explicit", "Maybe the region should pay, not the city.")
    ]


def test_words_alone_reify_the_edge_of_their_claims(small_panel: AnnotatedEvent, small_graph: Graph) -> None:
    """A relation that says agrees or disagrees is a reifier of its edge, in its direction; one that qualifies of none."""
    whole = parsed(small_graph, "turtle12")
    found = {
        (local(t.subject.value), local(t.object.subject.value), local(t.object.object.value))  # type: ignore[union-attr]
        for t in whole
        if t.predicate == RDF.reifies and "/relation/" in t.subject.value  # type: ignore[union-attr]
    }

    assert found == {
        (r.id, r.from_claim, r.to_claim) for r in small_panel.relations if r.relation in {"agrees", "disagrees"}
    }
    assert len(found) >= 2


def test_the_same_bytes_and_the_way_back(small_panel: AnnotatedEvent, small_graph: Graph, tmp_path: Path) -> None:
    """The order of the triples does not matter; kg reads it as the same event, validates it, and writes RDF 1.1 of it."""
    other = Graph.from_triples(triples_of(small_panel)[::-1])
    path = tmp_path / "graph.ttl"
    path.write_bytes(export(small_graph, "turtle12"))
    read = Graph.open(path)
    text = small_panel.transcript.text

    assert export(other, "turtle12") == path.read_bytes()
    assert annotated_event(read.store, text) == annotated_event(small_graph.store, text)
    assert findings(read.store) == []
    assert read.rows() == small_graph.rows()
    assert len(read.to_rdflib()) == len(read.store) - sum(
        1 for _ in read.store.quads_for_pattern(None, RDF.reifies, None)
    )


def test_a_graph_without_edges_has_nothing_to_annotate() -> None:
    """Turtle 1.2 of any other graph is its Turtle, marked as 1.2."""
    graph = Graph.from_turtle("<urn:a> <urn:p> 1 .")

    assert added(graph.store) == []
    assert {q.triple for q in ox.parse(export(graph, "turtle12"), format=ox.RdfFormat.TURTLE)} == {
        q.triple for q in graph.store
    }


def _has_n3() -> bool:
    node = shutil.which("node")
    return bool(node) and subprocess.run([node, "-e", "require.resolve('n3')"], capture_output=True, check=False).returncode == 0  # fmt: skip # type: ignore[list-item]


@pytest.mark.skipif(not _has_n3(), reason="needs Node.js with n3 (npm install n3; NODE_PATH=FOLDER/node_modules)")
def test_n3_js_reads_the_same(small_graph: Graph, tmp_path: Path) -> None:
    """A second parser of RDF 1.2 finds as many statements in both syntaxes."""
    files = []
    for to, ending in (("turtle12", "ttl"), ("ntriples12", "nt")):
        files.append(str(tmp_path / f"graph.{ending}"))
        Path(files[-1]).write_bytes(export(small_graph, to))
    done = subprocess.run(
        ["node", str(ROOT / "benchmarks" / "rdf12.mjs"), *files], capture_output=True, text=True, check=True
    )
    expected = parsed(small_graph, "turtle12")

    assert (
        json.loads(done.stdout)
        == [{"statements": len(expected), "reified": sum(t.predicate == RDF.reifies for t in expected)}] * 2
    )
