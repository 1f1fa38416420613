"""Every shipped question, asked in the page and in Python: the same columns and the same rows."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pyoxigraph as ox
import pytest

from kg.rendering.explorer.console import VENDOR, WASM
from kg.resources import shipped_queries
from kg.store.engine import python_value
from kg.store.graph import Graph

pytestmark = pytest.mark.skipif(
    not (VENDOR / WASM).is_file(), reason="the web build of Oxigraph is not at hand (python hatch_build.py fetches it)"
)
#: What a reader would choose for each parameter; a question is asked without parameters and with each alone.
VALUES = {"speaker": "Ada Okafor", "other": "Ben Castillo", "concept": "Bus line"}
ASK = """async ([name, parameter, value]) => {
  const queries = KG.read("queries"), query = queries.list.find((q) => q.name === name), holder = document.createElement("div");
  if (parameter) { const input = document.createElement("input"); input.dataset.parameter = parameter; input.value = value; holder.append(input); }
  return JSON.parse((await KG.sparql.engine().ask(queries.prefixes, KG.sparql.bound(query.text, holder))).text);
}"""


def term(found: dict[str, str] | None) -> Any:
    if found is None:
        return None
    if found["type"] == "uri":
        return ox.NamedNode(found["value"])
    datatype = found.get("datatype")
    return ox.Literal(found["value"], datatype=ox.NamedNode(datatype) if datatype else None)


def test_page_and_python_agree_on_every_shipped_question(open_page: Any, small_graph: Graph) -> None:
    """Without parameters and with each parameter bound, the page gives what Python gives, row for row."""
    visit = open_page(small_graph, "view=data", sparql=True)
    visit.page.wait_for_selector(".answer")
    asked, different = 0, []
    for path in shipped_queries():
        parameters = [p for p in VALUES if f"# param {p}:" in path.read_text(encoding="utf-8")]
        for parameter in ["", *parameters]:
            value = VALUES.get(parameter, "")
            answer = visit.page.evaluate(ASK, [path.stem, parameter, value])
            columns = answer["head"]["vars"]
            rows = [tuple(python_value(term(r.get(c))) for c in columns) for r in answer["results"]["bindings"]]
            here = small_graph.select(path.stem, **({parameter: value} if parameter else {}))
            expected = [tuple(r[c] for c in columns) for r in here.rows]
            asked += 1
            if Counter(rows) != Counter(expected):
                different.append((path.stem, parameter, rows[:2], expected[:2]))
    assert asked > 30
    assert different == []
    visit.quiet()


def test_a_value_cannot_break_out_of_its_place(open_page: Any, small_graph: Graph) -> None:
    """What a reader types as a parameter is a literal, whatever it holds."""
    visit = open_page(small_graph, "view=data", sparql=True)
    visit.page.wait_for_selector(".answer")
    name = next(p.stem for p in shipped_queries() if "# param speaker:" in p.read_text(encoding="utf-8"))
    answer = visit.page.evaluate(ASK, [name, "speaker", 'x" } } SELECT * { ?a ?b ?c } #\\\n'])

    assert answer["results"]["bindings"] == []


def test_a_query_that_traps_the_engine_does_not_end_it(open_page: Any, small_graph: Graph) -> None:
    """Three thousand groups run the engine's stack over: that is said, and the next query is answered by a new engine."""
    visit = open_page(small_graph, "view=data", sparql=True)
    visit.page.wait_for_selector(".answer")
    visit.page.fill("#sparql-text", "ASK " + "{" * 3000 + "}" * 3000)
    visit.page.click("#sparql-run")
    visit.page.wait_for_selector("[role=status].failed:has-text('more than the engine can bear')")

    visit.page.fill("#sparql-text", "SELECT ?s WHERE { ?s a kg:Speaker }")
    visit.page.click("#sparql-run")
    visit.page.wait_for_selector(".answer")
    assert visit.page.query_selector(".failed") is None
    visit.quiet()


def test_an_error_is_shown_and_the_next_query_answered(open_page: Any, small_graph: Graph) -> None:
    """A query that is no SPARQL is said to be none, in one line; the next one is answered as if nothing had been."""
    visit = open_page(small_graph, "view=data", sparql=True)
    visit.page.wait_for_selector(".answer")
    visit.page.fill("#sparql-text", "SELECT ?s WHERE { ?s a }")
    visit.page.click("#sparql-run")
    visit.page.wait_for_selector("[role=status].failed:has-text('This is no SPARQL query')")
    assert visit.page.query_selector(".answer") is None

    visit.page.fill("#sparql-text", "SELECT ?s WHERE { ?s a kg:Speaker }")
    visit.page.click("#sparql-run")
    visit.page.wait_for_selector(".answer")
    assert visit.page.query_selector(".failed") is None
    visit.quiet()
