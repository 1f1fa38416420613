"""What `kg serve` gives a browser: the explorer, whose SPARQL view asks the endpoint."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from kg.pipeline import named_graphs
from kg.store.disk import write_events
from kg.store.graph import Graph
from tests.servers import serving

for _needed in ("starlette", "uvicorn"):
    pytest.importorskip(_needed)

PANEL = Path(__file__).parents[1] / "small_panel"
OTHER = (
    b"<urn:x:event> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/panel-kg/ontology#Event> .\n"
)
Visit = Callable[[str], Any]


@pytest.fixture
def visit(browser: Any) -> Iterator[Visit]:
    """Return a function that opens an address; afterwards no error may have reached the console."""
    context = browser.new_context(viewport={"width": 1400, "height": 900}, accept_downloads=True)
    errors: list[str] = []

    def opened(address: str) -> Any:
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda m: errors.append(m.text) if m.type in {"error", "warning"} else None)
        page.on("pageerror", lambda e: errors.append(str(e)))
        page.goto(address)
        return page

    yield opened
    context.close()
    # Chromium itself notes each answer with an error's status; a test asks for one on purpose.
    assert [e for e in errors if "status of 400" not in e] == []


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory, small_graph: Graph) -> Iterator[str]:
    """Yield the address of a server of the small panel."""
    folder = tmp_path_factory.mktemp("one")
    (folder / "graph.ttl").write_bytes(small_graph.serialize())
    with serving(folder, "--max-rows", "2000") as address:
        yield address


def ask(page: Any, query: str) -> None:
    page.fill("#sparql-text", query)
    page.click("#sparql-run")


def test_the_query_page_is_the_explorers_sparql_view(visit: Visit, one: str) -> None:
    """A shipped question is answered by the endpoint; a row opens what it names; a parameter binds; the answer is a file."""
    page = visit(f"{one}sparql")
    page.wait_for_selector("table.answer")
    assert page.inner_text("nav [aria-current]") == "Data"

    with page.expect_response(lambda r: "/sparql" in r.url) as asked:
        page.select_option("#sparql-list", "who-disagrees-with-whom")
    assert asked.value.request.method == "POST"
    page.wait_for_selector("table.answer tbody >> text=Ben Castillo")
    page.click("table.answer tbody >> text=Ben Castillo")
    assert "Ben Castillo" in page.inner_text("#details")

    page.select_option("[data-parameter=speaker]", "Chen Wei")
    page.click("#sparql-run")
    page.wait_for_selector("table.answer tbody tr td:first-child:text-is('Ada Okafor')", state="detached")
    with page.expect_download() as download:
        page.click("#sparql-csv")
    assert "Chen Wei" in Path(download.value.path()).read_text(encoding="utf-8")


def test_what_the_endpoint_refuses_is_said_with_its_place(visit: Visit, one: str) -> None:
    """A syntax error is shown with the line and a caret, an answer that is too long with its limit, ASK as yes or no."""
    page = visit(f"{one}sparql")
    page.wait_for_selector("table.answer")
    ask(page, "SELECT ?s\nWHERE { ?s a }")
    page.wait_for_selector("pre.failed")
    assert "query:2:14: " in page.inner_text("[role=status].failed")
    assert "^" in page.inner_text("pre.failed")

    ask(page, "SELECT ?a ?d { ?a a kg:Claim . ?d ?e ?f }")
    page.wait_for_selector(".failed:has-text('more than 2000 rows')")

    ask(page, "ASK { ?s a kg:Claim }")
    page.wait_for_selector(".results .lead:text-is('yes')")
    assert page.query_selector(".failed") is None

    ask(page, "CONSTRUCT { ?s a kg:Claim } WHERE { ?s a kg:Claim }")
    page.wait_for_selector(".results pre:has-text('kg:Claim')")


def test_a_served_explorer_has_all_views(visit: Visit, one: str) -> None:
    """At / the explorer opens with its overview, and its SPARQL view asks the endpoint as well."""
    page = visit(one)
    page.wait_for_selector("text=Where they part")
    assert page.query_selector("#oxigraph-wasm") is None
    page.click("nav >> text=Data")
    page.wait_for_selector("table.answer")


def test_a_store_of_several_events_is_asked_as_a_whole_or_event_by_event(visit: Visit, tmp_path: Path) -> None:
    """The page of a store has the SPARQL view alone, over all events or one; an event's page begins with its own."""
    events = named_graphs([PANEL])
    path = tmp_path / "store"
    write_events(path, [*events, (ox.NamedNode("urn:x:event"), OTHER)])
    count = "SELECT (COUNT(DISTINCT ?e) AS ?n) { ?e a kg:Event }"
    with serving(path) as address:
        page = visit(f"{address}sparql")
        page.wait_for_selector("[role=status]")
        assert page.eval_on_selector_all("nav a", "all => all.map((a) => a.textContent)") == ["Data"]
        ask(page, count)
        page.wait_for_selector("table.answer td:text-is('2')")
        page.select_option("#sparql-event", "urn:x:event")
        ask(page, count)
        page.wait_for_selector("table.answer td:text-is('1')")

        page = visit(f"{address}sparql?event=https%3A%2F%2Fw3id.org%2Fpanel-kg%2Fevent%2Fsmall-panel")
        page.wait_for_selector("table.answer")
        assert page.input_value("#sparql-event").endswith("/small-panel")
        ask(page, count)
        page.wait_for_selector("table.answer td:text-is('1')")
