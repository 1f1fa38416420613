"""Each view of the explorer, as a reader meets it."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from kg.rendering.explorer.console import VENDOR, WASM
from kg.store.graph import Graph

STANCE = "stance:ben-castillo|closing-is-safer"


@pytest.mark.parametrize(
    ("view", "shows"),
    [
        ("briefing", "Should the old centre be closed to cars?"),
        ("positions", "Closing the centre to cars costs small shops many customers."),
        ("map", "6 nodes, 7 lines"),
        ("timeline", "Section by section"),
        ("transcript", "Deliveries can come before nine in the morning."),
        ("data", "No SPARQL in this page"),
        ("review", "Every statement here was made by a person."),
    ],
)
def test_each_view_opens_quietly(open_page: Any, small_graph: Graph, view: str, shows: str) -> None:
    """A view opens by a click on its name, shows what it is for, and neither errs nor asks for anything."""
    visit = open_page(small_graph)
    visit.page.click(f"nav a[data-view={view}]")

    assert shows in visit.page.inner_text("main")
    assert visit.page.get_attribute("nav a[aria-current=page]", "data-view") == view
    assert f"view={view}" in visit.page.url
    visit.quiet()


def test_search_finds_and_selects(open_page: Any, small_graph: Graph) -> None:
    """Typing finds words anywhere; arrow and Enter choose; the address holds search and selection."""
    visit = open_page(small_graph)
    visit.page.fill("#search", "parking house")
    visit.page.wait_for_selector("#found li")
    found = visit.page.locator("#found li[data-pick]").all_inner_texts()
    visit.page.keyboard.press("ArrowDown")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url("**view=transcript**")

    assert len(found) == 2
    assert all("parking house" in f for f in found)
    assert "sel=utterance" in visit.page.url
    assert "q=parking+house" in visit.page.url
    assert visit.page.locator("mark").all_inner_texts()[:2] == ["parking", "house"]
    visit.quiet()


needs_oxigraph = pytest.mark.skipif(
    not (VENDOR / WASM).is_file(), reason="the web build of Oxigraph is not at hand (python hatch_build.py fetches it)"
)


@needs_oxigraph
def test_sparql_answers_in_the_page(open_page: Any, small_graph: Graph, tmp_path: Path) -> None:
    """A query is answered without a server as Python answers it; a row selects a node; the CSV holds the rows."""
    query = "SELECT ?speaker (COUNT(?c) AS ?claims) { ?c a kg:Claim ; kg:speaker/rdfs:label ?speaker } GROUP BY ?speaker ORDER BY ?speaker"
    visit = open_page(small_graph, "view=data", sparql=True)
    visit.page.fill("#sparql-text", query)
    visit.page.click("#sparql-run")
    visit.page.wait_for_selector("td:has-text('Chen Wei')")
    with visit.page.expect_download() as download:
        visit.page.click("#sparql-csv")
    download.value.save_as(tmp_path / "answer.csv")
    with (tmp_path / "answer.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))

    assert [{**r, "claims": int(r["claims"])} for r in rows] == small_graph.select(query).rows
    visit.page.click("td a:has-text('Ada Okafor')")
    assert "Transport planner, Riverside University" in visit.details()
    assert visit.page.input_value("#sparql-text") == query
    visit.quiet()


@needs_oxigraph
def test_sparql_says_what_is_wrong(open_page: Any, small_graph: Graph) -> None:
    """A query with a slip gets a message, and the next one is answered."""
    visit = open_page(small_graph, "view=data", sparql=True)
    visit.page.fill("#sparql-text", "SELECT ?a {")
    visit.page.click("#sparql-run")
    visit.page.wait_for_selector(".failed")
    visit.page.fill("#sparql-text", "ASK { ?c a kg:Claim }")
    visit.page.click("#sparql-run")
    visit.page.wait_for_selector(".results >> text=yes")
    visit.quiet()


def test_a_page_without_sparql_says_so(open_page: Any, small_graph: Graph) -> None:
    """The view names what is missing and how to get it."""
    visit = open_page(small_graph, "view=data")
    assert "kg render without --without-sparql puts it in" in visit.page.inner_text("main")


def test_the_fragment_cannot_name_what_is_not_there(open_page: Any, small_graph: Graph) -> None:
    """An address with nonsense opens the first view, and runs nothing."""
    visit = open_page(small_graph, "view=__proto__&sel=<img src=x onerror=alert(1)>&constructor=1&q=%3Cb%3E")

    assert visit.page.get_attribute("nav a[aria-current=page]", "data-view") == "briefing"
    assert visit.page.is_hidden("#details")
    assert json.loads(visit.page.evaluate("JSON.stringify([...document.images].length)")) == 0
    visit.quiet()
