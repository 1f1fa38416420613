"""SPARQL over a store: plain values, bound parameters, and errors that show the place."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import QueryError
from kg.store.engine import PREFIXES, Rows, python_value, rdf_term, run, select, triples_text
from kg.store.graph import Graph

XSD = "http://www.w3.org/2001/XMLSchema#"
STORE = Graph.from_turtle(
    """
    @prefix ex: <https://example.org/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
    ex:a ex:n 1 ; ex:d 0.5 ; ex:t "text" ; ex:b true ; ex:i ex:b ; ex:l "Wort"@de ; ex:y "2025"^^xsd:gYear .
    """
).store


@pytest.mark.parametrize(
    ("term", "value"),
    [
        (ox.Literal("7", datatype=ox.NamedNode(XSD + "integer")), 7),
        (ox.Literal("007", datatype=ox.NamedNode(XSD + "int")), 7),
        (ox.Literal("0.50", datatype=ox.NamedNode(XSD + "decimal")), 0.5),
        (ox.Literal("1e3", datatype=ox.NamedNode(XSD + "double")), 1000.0),
        (ox.Literal("true", datatype=ox.NamedNode(XSD + "boolean")), True),
        (ox.Literal("0", datatype=ox.NamedNode(XSD + "boolean")), False),
        (ox.Literal("many", datatype=ox.NamedNode(XSD + "integer")), "many"),
        (ox.Literal("2025-05-02", datatype=ox.NamedNode(XSD + "date")), "2025-05-02"),
        (ox.Literal("Wort", language="de"), "Wort"),
        (ox.NamedNode("https://example.org/"), "https://example.org/"),
        (ox.BlankNode("b"), "_:b"),
        (None, None),
    ],
)
def test_terms_become_plain_values(term: object, value: object) -> None:
    """Numbers and truth values as such, everything else as text, and nothing is lost on a bad number."""
    found = python_value(term)

    assert (found, type(found)) == (value, type(value))


def test_rows_have_the_columns_of_the_query() -> None:
    """Columns keep their order, and what is not bound is None."""
    found = select(STORE, "SELECT ?b ?a ?none { ?s <https://example.org/n> ?a ; <https://example.org/d> ?b }")

    assert found == Rows(columns=("b", "a", "none"), rows=[{"b": 0.5, "a": 1, "none": None}])


def test_ask_is_one_row() -> None:
    """A question of yes or no has the column answer."""
    assert select(STORE, "ASK { ?s ?p 1 }") == Rows(columns=("answer",), rows=[{"answer": True}])
    assert select(STORE, "ASK { ?s ?p 2 }").rows == [{"answer": False}]


@pytest.mark.parametrize(
    ("value", "property_"),
    [
        (1, "n"),
        ("text", "t"),
        (True, "b"),
        (ox.NamedNode("https://example.org/b"), "i"),
        (ox.Literal("Wort", language="de"), "l"),
    ],
)
def test_a_bound_variable_keeps_its_column(value: object, property_: str) -> None:
    """Bindings of each kind find their statement."""
    found = select(STORE, "SELECT ?p ?v { ?s ?p ?v }", {"v": value}).rows

    assert [row["p"] for row in found] == [f"https://example.org/{property_}"]
    assert found[0]["v"] == python_value(rdf_term(value))


def test_what_cannot_be_bound_is_told() -> None:
    """A list is no term."""
    with pytest.raises(QueryError, match="a value of type list cannot be bound"):
        select(STORE, "SELECT ?v { ?s ?p ?v }", {"v": [1]})


def test_a_variable_that_only_begins_so_is_another() -> None:
    """?speakers is not ?speaker."""
    with pytest.raises(QueryError, match=r"has no variable \?v "):
        select(STORE, "SELECT ?values { ?s ?p ?values }", {"v": 1})


def test_a_syntax_error_shows_line_column_and_caret() -> None:
    """The line of the query, with a caret under the place."""
    with pytest.raises(QueryError) as error:
        select(STORE, "SELECT ?s {\n  ?s ?p ?o .\n  FILTR(?o > 1)\n}", where="my.rq")

    first, line, caret = str(error.value).split("\n")
    assert first.startswith("my.rq:3:")
    assert line == "    FILTR(?o > 1)"
    assert caret.strip() == "^"
    assert caret.index("^") - 2 == int(first.split(":")[2]) - 1


def test_an_unknown_prefix_is_told_with_its_remedy() -> None:
    """The prefixes of the graph are known; another is to be declared."""
    assert {"kg", "skos", "aif", "oa", "rdf"} <= set(PREFIXES)
    with pytest.raises(QueryError, match=r"prefix of 'nope:p' not found \(declare it with PREFIX\)"):
        select(STORE, "SELECT ?s { ?s nope:p ?o }")


def test_triples_are_no_rows() -> None:
    """CONSTRUCT gives Turtle by another door."""
    query = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o FILTER(?o = 1) }"

    with pytest.raises(QueryError, match="asks for triples"):
        select(STORE, query)
    assert triples_text(run(STORE, query)).endswith("<https://example.org/a> <https://example.org/n> 1 .\n")


def test_named_graphs_are_asked_as_one_or_each() -> None:
    """A store with named graphs alone is asked over all of them; one can be chosen."""
    store = ox.Store()
    for graph, value in (("urn:g1", "1"), ("urn:g2", "2")):
        store.add(ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal(value), ox.NamedNode(graph)))

    assert [r["o"] for r in select(store, "SELECT ?o { ?s ?p ?o } ORDER BY ?o").rows] == ["1", "2"]
    assert select(store, "SELECT ?o { ?s ?p ?o }", graph=ox.NamedNode("urn:g2")).rows == [{"o": "2"}]


@pytest.mark.parametrize(
    ("written", "begins"), [("ntriples", "<urn:"), ("jsonld", "{"), ("rdfxml", "<?xml"), ("turtle", "@prefix")]
)
def test_triples_are_written_as_asked(tmp_path: Path, written: str, begins: str) -> None:
    """A CONSTRUCT or DESCRIBE is written in the format that is asked for; rows are not, and the other way round."""
    turtle = tmp_path / "graph.ttl"
    turtle.write_text('<urn:a> <http://www.w3.org/2000/01/rdf-schema#label> "A" .\n')

    def asked(query: str, written: str) -> tuple[int, str]:
        words = [sys.executable, "-m", "kg", "query", str(turtle), query, "--format", written]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout

    code, text = asked("DESCRIBE <urn:a>", written)
    assert (code, text.startswith(begins)) == (0, True), text
    assert asked("SELECT ?s { ?s ?p ?o }", written) == (2, "")
    assert asked("describe <urn:a>", "csv") == (2, "")
