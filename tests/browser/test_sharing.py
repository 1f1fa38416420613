"""What is taken away from the page: print, embedded views, files."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

from kg.graph.mapping import triples_of
from kg.pipeline import annotated
from kg.resources import shipped
from kg.store.graph import Graph


def test_print_holds_what_is_folded(open_page: Any) -> None:
    """Before printing each fold of the first view is opened: every point stands on paper; afterwards all is as it was."""
    graph = Graph.from_triples(triples_of(annotated(shipped("data", "agi-next-2026"))))
    visit = open_page(graph)
    count = "new Set([...document.querySelectorAll('main [data-place^=proposition]')].map((n) => n.dataset.place)).size"
    before = visit.page.evaluate(count)
    visit.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    printed = visit.page.evaluate(count)
    visit.page.evaluate("dispatchEvent(new Event('afterprint'))")
    taken = {
        s["proposition"] for s in graph.rows()["stances"] if s["stance"] != "no stance" and s["speaker"] != "Li Guangmi"
    }

    assert before < printed
    assert printed >= len(taken)
    assert visit.page.locator("details.more[open]").count() == 0


def test_an_embedded_view_is_the_view_alone(open_page: Any, small_graph: Graph) -> None:
    """Without header, with a way out; a click in it adds nothing to the history of its host."""
    visit = open_page(small_graph, "embed=1&view=briefing")
    before = visit.page.evaluate("history.length")
    visit.page.locator(".splits .mono").first.click()

    assert visit.page.locator("header.top").count() == 0
    assert visit.page.inner_text(".out").endswith("Open the whole page")
    assert visit.page.evaluate("history.length") == before
    assert visit.page.is_visible("#details h2")
    visit.quiet()


def test_what_is_shown_as_files(open_page: Any, small_graph: Graph, tmp_path: Path) -> None:
    """CSV, JSON, Turtle, SVG and PNG hold what the filter leaves; the Turtle is part of the graph."""
    visit = open_page(small_graph, "view=briefing&who=ben-castillo")
    files = {}
    for name in ("csv", "json", "ttl", "svg", "png"):
        visit.page.click(".share > summary")
        with visit.page.expect_download() as download:
            visit.page.click(f"[data-share={name}]")
        files[name] = tmp_path / download.value.suggested_filename
        download.value.save_as(files[name])
    rows = list(csv.DictReader(files["csv"].read_text(encoding="utf-8").splitlines()))
    stances = small_graph.rows()["stances"]
    points = {s["proposition"] for s in stances if s["speaker"] == "Ben Castillo"}
    turtle = Graph.from_turtle(files["ttl"].read_text(encoding="utf-8"))
    ask = "SELECT ?s ?p ?o { ?s ?p ?o }"
    whole = {tuple(r.values()) for r in small_graph.select(ask).rows}

    assert {r["proposition"] for r in rows} == points
    assert len(json.loads(files["json"].read_text(encoding="utf-8"))["positions"]) == len(rows)
    assert {tuple(r.values()) for r in turtle.select(ask).rows} <= whole
    assert files["svg"].read_text(encoding="utf-8").startswith("<svg")
    assert files["png"].read_bytes().startswith(b"\x89PNG")
    visit.quiet()
