"""A syntax error in a query is shown at the token where the query goes wrong, not where the parser gave up."""

from __future__ import annotations

import pytest

from kg.errors import QueryError
from kg.store.graph import Graph

GRAPH = Graph.from_turtle("<urn:a> <urn:p> 1 .")


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("SELECT * { ?s ?p ?o ?x }", "1:21: '?x' cannot stand here"),
        ("SELECT * { ?s ?p }", "1:18: '}' cannot stand here"),
        ("ASK { WHERE }", "1:7: 'WHERE' cannot stand here"),
        ("SELECT ?x (COUNT(?y) AS ?n { ?s ?p ?o }", "1:28: '{' cannot stand here"),
        ("SELECT ?s WHERE { ?s a foo:Bar . ?s ?p ?x }", "1:24: prefix of 'foo:Bar' not found (declare it with PREFIX)"),
        ("SELECT ?s {\n  ?s a kg:Claim .\n  OPTIONAL ?s kg:quote ?q\n}", "3:12: '?s' cannot stand here"),
        ("SELECT ?s { ?s a kg:Claim FILTER ?s > 2 }", "1:34: '?s' cannot stand here"),
        ("SELECT ?s { ?s a kg:Claim } ORDER ?s", "1:35: '?s' cannot stand here"),
        ("SELECT ?s { ?s a kg:Claim ", "1:26: the query ends too early"),
        ("SELECT ?s { ?s ?p ?o }}", "1:23: '}' cannot stand here"),
        ("SELECT ?s { BIND(1 + AS ?x) }", "1:22: 'AS' cannot stand here"),
        ("SELECT ?s { ?s ?p 'open }", "1:19: ''' cannot stand here"),
        ("CONSTRUCT { ?s ?p } WHERE { ?s ?p ?o }", "1:19: '}' cannot stand here"),
        ("SELECT (SUM(?x) AS ?t) { ?s ?p ?x } GROUP BY HAVING (?t > 1)", "1:46: 'HAVING' cannot stand here"),
        ("SELECT ?s { VALUES ?s { 1 2 ?x } }", "1:29: '?x' cannot stand here"),
        ("SELECT ?s { ?s ?p ?o } LIMIT x", "1:30: 'x' cannot stand here"),
        ("SELECT (GROUP_CONCAT(?x; SEPARATOR=) AS ?y) { ?s ?p ?x }", "1:36: ')' cannot stand here"),
        ("INSERT DATA { <urn:a> <urn:b> 1 }", "1:1: 'INSERT' cannot stand here"),
        ("PREFIX a <urn:a> ASK { a:b ?p ?o }", "1:8: 'a' cannot stand here"),
    ],
)
def test_place_of_a_syntax_error(query: str, place: str) -> None:
    """Line, column and cause, then the line and a caret under the column."""
    with pytest.raises(QueryError) as caught:
        GRAPH.select(query)
    first, shown, caret = str(caught.value).split("\n")
    line, column = int(place.split(":", maxsplit=1)[0]), int(place.split(":")[1])

    assert first == f"query:{place}"
    assert shown == f"  {query.splitlines()[line - 1].rstrip()}"
    assert caret == " " * (column + 1) + "^"
