"""`kg.Graph`: one interface to a graph, wherever it is, and the ways from it into other libraries."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from kg.errors import GraphError, QueryError
from kg.export import export
from kg.store.graph import Graph

CLAIMS = "SELECT ?who (COUNT(?c) AS ?n) { ?c a kg:Claim ; kg:speaker/rdfs:label ?who } GROUP BY ?who ORDER BY ?who"
ROWS = [
    {"who": "Ada Okafor", "n": 3},
    {"who": "Ben Castillo", "n": 3},
    {"who": "Chen Wei", "n": 5},
    {"who": "Mara Lind", "n": 1},
]


@pytest.mark.parametrize(
    ("suffix", "name"),
    [
        (".ttl", "turtle"), (".nt", "ntriples"), (".nq", "nquads"),
        (".trig", "trig"), (".jsonld", "jsonld"), (".rdf", "rdfxml"),
    ],
)  # fmt: skip
def test_a_file_of_any_rdf_syntax_gives_the_same_answer(
    tmp_path: Path, small_graph: Graph, suffix: str, name: str
) -> None:
    """What is exported in any RDF syntax is opened by its ending, named graphs or not."""
    path = tmp_path / f"panel{suffix}"
    path.write_bytes(export(small_graph, name))

    assert Graph.open(path).select(CLAIMS).rows == ROWS
    assert Graph.open(path, events=["small-panel"]).select(CLAIMS).rows == ROWS


def test_query_gives_a_data_frame_and_binds_values(small_graph: Graph) -> None:
    """Columns in the order of the SELECT; a bound value narrows the rows and is never pasted in."""
    frame = small_graph.query(CLAIMS, who='Ada Okafor" } #')

    assert list(small_graph.query(CLAIMS).columns) == ["who", "n"]
    assert small_graph.query(CLAIMS, who="Ada Okafor").to_dict("records") == ROWS[:1]
    assert frame.empty


def test_rdflib_in_memory_has_the_same_statements(small_graph: Graph) -> None:
    """The copy is complete and knows the event's prefixes."""
    graph = small_graph.to_rdflib()
    back = ox.parse(graph.serialize(format="nt11", encoding="utf-8"), format=ox.RdfFormat.N_TRIPLES)

    assert {q.triple for q in back} == {q.triple for q in small_graph.store}
    assert graph.qname(rdflib.URIRef("https://w3id.org/panel-kg/small-panel/claim/x")) == "claim:x"


def test_rdflib_over_the_store_is_no_copy(small_graph: Graph) -> None:
    """With `backed`, rdflib's API reads this very store, through oxrdflib."""
    graph = small_graph.to_rdflib(backed=True)
    name = rdflib.Literal("Ada Okafor")

    assert len(graph) == len(small_graph.store)
    assert [str(s) for s in graph.subjects(rdflib.RDFS.label, name)] == ["https://w3id.org/panel-kg/person/ada-okafor"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("<urn:a> <urn:p> .", r"g\.ttl:1: bad RDF: "),
        ("<urn:a> <urn:p> 1 .\n<urn:b> nope:p 2 .", r"g\.ttl:2: bad RDF: "),
    ],
)
def test_bad_rdf_is_told_with_its_line(tmp_path: Path, content: str, message: str) -> None:
    """The file and the line of the first error."""
    path = tmp_path / "g.ttl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(GraphError, match=message):
        Graph.open(path)


def test_what_is_no_query_is_told(small_graph: Graph) -> None:
    """A name that is none, a variable that is none, a CONSTRUCT where rows are asked for."""
    with pytest.raises(QueryError, match="'who-is-who' is no shipped query"):
        small_graph.query("who-is-who")
    with pytest.raises(QueryError, match=r"has no variable \?whom"):
        small_graph.query(CLAIMS, whom="Ada")
    with pytest.raises(QueryError, match="asks for triples"):
        small_graph.query("CONSTRUCT WHERE { ?s ?p ?o }")
