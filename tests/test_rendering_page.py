"""The explorer page: the view model as rows say it, and a file that asks for nothing and runs nothing of the text's."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from kg.measures.consensus import consensus
from kg.measures.measured import Measured
from kg.pipeline import annotated, graph
from kg.rendering import page
from kg.rendering.explorer import page as explorer
from kg.rendering.explorer.bundle import modules
from kg.rendering.explorer.page import ENTRY, STYLES, as_json, asset, view_model_of
from kg.resources import shipped
from kg.store.graph import Graph
from tests.pages import block

ASSETS = Path(explorer.__file__).parent


@pytest.fixture(scope="module")
def html(small_graph: Graph) -> str:
    return page(small_graph, title="Old Town Forum").decode()


@pytest.fixture(scope="module")
def model(small_graph: Graph) -> dict[str, Any]:
    return view_model_of(small_graph)


class _Page(HTMLParser):
    """Collects what a browser would fetch, run or follow."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def parsed(html: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = _Page()
    parser.feed(html)
    return parser.tags


def test_the_page_asks_no_network_for_anything(html: str) -> None:
    """No tag names an address to fetch, and the policy in the page forbids every fetch."""
    tags = parsed(html)
    addresses = [a[name] for _, a in tags for name in ("src", "href", "action", "data") if a.get(name)]
    policy = next(a["content"] for tag, a in tags if tag == "meta" and a.get("http-equiv") == "Content-Security-Policy")

    assert addresses == ["data:,"]
    assert policy is not None
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe-inline" not in policy
    assert "http" not in policy


def test_the_page_is_a_document_of_its_own(html: str) -> None:
    """Doctype, language, character set and one title are there."""
    assert html.startswith("<!DOCTYPE html>\n<html lang=")
    assert html.count("<title>Old Town Forum</title>") == 1
    assert html.count("<h1") == 1


def test_the_data_is_readable_json(html: str) -> None:
    """Every data block unpacks and parses, and holds the claims of the panel."""
    blocks = re.findall(r'<script type="application/json" id="(\w+)">(.*?)</script>', html, re.DOTALL)
    data = {name: json.loads(text) for name, text in blocks}
    data |= {name: block(html, name) for name in ("model", "nodes", "edges")}

    assert {"model", "nodes", "edges", "options"} <= set(data)
    assert len(data["model"]["claims"]["r"]) == 12
    assert data["options"]["physics"] == {"enabled": False}


HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(1)> {{ 7*7 }} {% raw %} javascript:alert(1) \u2028\u2029&amp;"


def test_hostile_text_stays_text() -> None:
    """JSON holds no character that HTML or JavaScript could take for markup, and parses back to the same text."""
    text = str(as_json({"quote": HOSTILE}))

    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text) == {"quote": HOSTILE}


def test_hostile_title_is_escaped(small_graph: Graph) -> None:
    """A title with markup stands in the page as text."""
    html = page(small_graph, title=HOSTILE).decode()
    scripts = [a for tag, a in parsed(html) if tag == "script"]

    assert "<img" not in re.sub(r"<script>.*?</script>", "", html, flags=re.DOTALL)
    assert len(scripts) == len([a for tag, a in parsed(page(small_graph).decode()) if tag == "script"])


def test_same_graph_same_bytes_in_every_process(small_graph: Graph, tmp_path: Path) -> None:
    """Two processes with different hash seeds write the same page."""
    turtle = tmp_path / "graph.ttl"
    turtle.write_bytes(small_graph.serialize())
    code = (
        "import hashlib, sys; from kg.store.graph import Graph; from kg.rendering import page;"
        "print(hashlib.sha256(page(Graph.open(sys.argv[1]), title='x')).hexdigest())"
    )
    sums = {
        subprocess.run(
            [sys.executable, "-c", code, str(turtle)],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PATH": "", "PYTHONPATH": str(Path(__file__).parent.parent)},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(sums) == 1


def test_questions_come_the_most_divided_first(model: dict[str, Any]) -> None:
    """A question is as divided as the most divided of its propositions; its opposing quotes are of both sides."""
    claims = {c["id"]: c for c in model["claims"]}
    told = [(q["id"], q["verdict"], [claims[c]["quote"] for c in q["opposing"]]) for q in model["questions"]]

    assert told == [
        (
            "who-pays",
            "divergence",
            ["The city should pay for the bus line.", "Maybe the region should pay, not the city."],
        ),
        (
            "closing-the-centre",
            "divergence",
            ["I think closing the centre to cars makes it safer.", "I don't agree with Ada on this."],
        ),
        ("closed-by-2030", "none", []),
    ]


def test_marks_show_the_quote_itself(model: dict[str, Any]) -> None:
    """Cutting an utterance at a claim's mark gives the claim's quote."""
    quotes = {f"claim:{c['id']}": c["quote"] for c in model["claims"]}
    cut = {
        target: u["text"][start:end]
        for u in model["utterances"]
        for start, end, kind, target in u["marks"]
        if kind == "claim"
    }
    assert cut == quotes


def test_every_edge_joins_two_nodes_that_have_a_place(model: dict[str, Any]) -> None:
    """Edges end in nodes, nodes have whole coordinates, and no two boxes of the first picture overlap."""
    network = model["network"]
    places = {n["id"]: (n["x"], n["y"]) for n in network["nodes"]}

    assert {end for e in network["edges"] for end in (e["from"], e["to"])} <= set(places)
    assert all(isinstance(v, int) for place in places.values() for v in place)
    assert len(set(places.values())) == len(places)
    assert set(network["claim_places"]) == {c["id"] for c in model["claims"]}


def test_agree_and_disagree_edges_are_those_of_the_stances(model: dict[str, Any], small_graph: Graph) -> None:
    """The stance edges of the picture are the rows of the stances table, one for one."""
    rows = small_graph.rows()
    ids = {s["label"]: s["id"] for s in rows["speakers"]}
    said = {(ids[s["speaker"]], s["stance"], s["proposition"], s["basis"]) for s in rows["stances"]}
    drawn = {
        (e["from"].removeprefix("speaker:"), e["relation"], e["to"].removeprefix("proposition:"), e["basis"])
        for e in model["network"]["edges"]
        if e["target"].startswith("stance:")
    }
    assert drawn == said


def test_verdicts_are_those_of_the_measures(model: dict[str, Any], small_graph: Graph) -> None:
    """The page says of each proposition what the consensus table says."""
    measured = {r["proposition"]: r["verdict"] for r in consensus(small_graph.rows())}
    assert {p["id"]: p["verdict"] for p in model["propositions"]} == measured


def test_what_it_turns_on_is_that_of_the_measures(model: dict[str, Any], small_graph: Graph) -> None:
    """Cruxes, bridges and ground given name propositions and people of the page, and are those of the measures."""
    measures = Measured(small_graph.rows())
    names = {s["id"]: s["label"] for s in model["speakers"]}
    shown = ("proposition", "flips_to", "verdict_after", "question_verdict_after")

    assert [{k: c[k] for k in shown} for c in model["cruxes"]] == [{k: c[k] for k in shown} for c in measures.cruxes]
    assert [[names[s] for s in c["who_flips"]] for c in model["cruxes"]] == [["Chen Wei"], ["Ben Castillo"]]
    assert [(names[b["speaker"]], tuple(b["propositions"])) for b in model["bridges"]] == [
        (b["speaker"], b["bridges"]) for b in measures.bridges
    ]
    assert [(names[r["speaker"]], r["quote"]) for r in model["movement"]] == [
        (r["speaker"], r["quote"]) for r in measures.concessions
    ]


def test_a_question_names_who_could_speak_to_it(model: dict[str, Any]) -> None:
    """Who is not among them was not silent on the question, but not there; the small panel has one discussion for all."""
    everybody = ["ada-okafor", "ben-castillo", "chen-wei"]
    assert {q["id"]: q["could_speak"] for q in model["questions"]} == dict.fromkeys(
        ("closing-the-centre", "closed-by-2030", "who-pays"), everybody
    )


def test_no_script_of_ours_makes_markup_from_text() -> None:
    """The scripts build the page node by node: none of the ways from text to markup or code is used."""
    scripts = modules(asset, ENTRY)
    ways = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|srcdoc|setAttributeNS"
    )

    assert len(scripts) > 12
    assert {name: ways.findall(text) for name, text in scripts.items() if ways.search(text)} == {}


def test_every_asset_is_in_the_page() -> None:
    """No script or style lies about unused."""
    found = sorted(str(p.relative_to(ASSETS)) for kind in ("js", "css", "html") for p in ASSETS.rglob(f"*.{kind}"))
    types = "scripts/types.js"
    assert found == sorted([*modules(asset, ENTRY), *STYLES, "page.html", types])


def test_agi_next_fits_in_a_mail() -> None:
    """The page of AGI-Next is at most 4.5 MB with the SPARQL console and 1.2 MB without."""
    built = graph(annotated(shipped("data", "agi-next-2026")))

    assert 600_000 < len(page(built, sparql=False)) < 1_200_000
    assert len(page(built)) < 4_500_000
