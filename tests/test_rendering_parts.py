"""The parts of the page on their own: layout, labels, marks, quotes, flow, pictures, the console's blocks, kg render."""

from __future__ import annotations

import base64
import gzip
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from benchmarks.generate import panel
from kg.cli.render import command
from kg.errors import MissingExtraError, SourceError
from kg.pipeline import graph
from kg.rendering import page
from kg.rendering.explorer.console import HOW_TO_GET, console_in_page
from kg.rendering.explorer.page import view_model_of
from kg.rendering.picture import picture
from kg.rendering.view.flow import flow
from kg.rendering.view.labels import columns_of, wrapped
from kg.rendering.view.layout import around, positions
from kg.rendering.view.spans import marks_of, utf16_offset
from kg.store.graph import Graph
from tests.pages import block


def overlaps(places: dict[str, tuple[int, int]], boxes: dict[str, tuple[int, int]]) -> list[tuple[str, str]]:
    """Return the pairs of boxes that cover each other."""
    ids = sorted(places)
    return [
        (a, b)
        for i, a in enumerate(ids)
        for b in ids[i + 1 :]
        if abs(places[a][0] - places[b][0]) < (boxes[a][0] + boxes[b][0]) / 2
        and abs(places[a][1] - places[b][1]) < (boxes[a][1] + boxes[b][1]) / 2
    ]


def test_no_label_covers_another() -> None:
    """In a picture of a hundred nodes all boxes are apart, however they pull at each other."""
    boxes = {f"n{i}": (120, 44) for i in range(100)}
    edges = [(f"n{i}", f"n{(i * 7) % 100}", 1.0) for i in range(100)] + [("n0", f"n{i}", 2.0) for i in range(1, 60)]

    assert overlaps(positions(boxes, edges), boxes) == []


def test_the_rim_is_around_the_rest() -> None:
    """Who sits at the round table is farther from the middle than what is between them."""
    boxes = dict.fromkeys(("a", "b", "c", "x", "y"), (60, 20))
    edges = [(speaker, thing, 1.0) for speaker in "abc" for thing in "xy"]
    places = positions(boxes, edges, rim=["a", "b", "c"])
    middle = [sum(p[i] for p in places.values()) / len(places) for i in (0, 1)]

    def far(name: str) -> float:
        return float(abs(complex(places[name][0] - middle[0], places[name][1] - middle[1])))

    assert max(far("x"), far("y")) < min(far("a"), far("b"), far("c"))


def test_layout_of_nothing_and_of_one() -> None:
    """No node gives no place; one node stands somewhere."""
    assert positions({}, []) == {}
    assert list(positions({"a": (10, 10)}, [])) == ["a"]


def test_further_nodes_find_room() -> None:
    """Nodes placed later move nobody and cover nobody."""
    boxes = {f"n{i}": (80, 30) for i in range(60)}
    first = positions({k: boxes[k] for k in list(boxes)[:20]}, [])
    later = around(first, boxes, [(f"n{i}", (0, 0)) for i in range(20, 60)])

    assert overlaps(first | later, boxes) == []
    assert len(later) == 40


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("short", "short"),
        ("one two three four", "one two\nthree\nfour"),
        ("one two three four five six", "one two\nthree\nfour…"),
        ("Donaudampfschifffahrt", "Donaudam\npfschiff\nfahrt"),
        ("人工智能的下一步是什么", "人工智能\n的下一步\n是什么"),
        ("", ""),
    ],
)
def test_labels_wrap_in_any_script(text: str, expected: str) -> None:
    """Lines are at most eight columns, words stay whole where they can, and a cut is marked."""
    assert wrapped(text, 8, 3) == expected
    assert all(columns_of(line) <= 8 for line in wrapped(text, 8, 3).split("\n"))


def test_marks_count_as_a_browser_does() -> None:
    """Characters outside the basic plane take two units, before and inside a mark; one utterance is not another."""
    text = "👍 so 😀 yes"
    tables: dict[str, list[dict[str, Any]]] = {
        "utterances": [{"id": "u0", "start": 0, "end": 4}, {"id": "u1", "start": 10, "end": 20}],
        "claims": [{"id": "c", "utterance": "u1", "start": 12, "end": 16}],
        "mentions": [],
        "references": [],
        "questions": [],
    }
    marks = marks_of(tables, {"u0": "none", "u1": text})

    assert marks == {"u1": [(3, 8, "claim", "claim:c")]}
    assert text.encode("utf-16-le")[2 * 3 : 2 * 8].decode("utf-16-le") == text[2:6]
    assert utf16_offset(text, 0) == 0


def test_stances_begin_with_the_most_telling_claim(small_graph: Graph) -> None:
    """Of two claims on safety, the one that says it in the proposition's words comes first."""
    model = view_model_of(small_graph)
    quotes = {c["id"]: c["quote"] for c in model["claims"]}
    ada = next(s for s in model["stances"] if (s["speaker"], s["proposition"]) == ("ada-okafor", "closing-is-safer"))

    assert [quotes[c] for c in ada["claims"]] == [
        "I think closing the centre to cars makes it safer.",
        "accidents fell by 40% in streets that were closed",
    ]


def test_flow_covers_the_event_without_gaps(small_graph: Graph) -> None:
    """Turns follow one another from the first word to the last, and sections cover them."""
    model = view_model_of(small_graph)
    turns, sections = model["flow"]["turns"], model["flow"]["sections"]
    ends = [t["at"] + t["size"] for t in turns]

    assert [t["at"] for t in turns] == [0, *ends[:-1]]
    assert sections[0]["at"] == 0
    assert sections[-1]["at"] + sections[-1]["size"] == ends[-1] == model["flow"]["size"]
    assert {a["relation"] for a in model["flow"]["arcs"]} == {"agrees", "disagrees", "qualifies"}


def test_flow_of_silence() -> None:
    """An event in which nobody speaks has no turns and no length."""
    empty: dict[str, Any] = {key: [] for key in ("claims", "utterances", "relations", "stances")}
    assert flow(empty) == {"turns": [], "sections": [], "arcs": [], "size": 0}


def test_speakers_come_in_the_order_in_which_they_speak(small_graph: Graph) -> None:
    """The panel stands in the order of its first words, and the host after it."""
    model = view_model_of(small_graph)
    assert [s["label"] for s in model["speakers"]] == ["Ada Okafor", "Ben Castillo", "Chen Wei", "Mara Lind"]
    assert model["panel"] == ["ada-okafor", "ben-castillo", "chen-wei"]


def test_the_first_picture_is_small_enough_to_be_read(small_graph: Graph) -> None:
    """However large an event is, the map begins with those who split and what splits them; of a small one with all of it."""
    large = [n["type"] for n in view_model_of(graph(panel(1200)))["network"]["nodes"] if n["first"]]
    small = {n["id"] for n in view_model_of(small_graph)["network"]["nodes"] if n["first"]}

    assert {t: large.count(t) for t in set(large)} == {"speaker": 12, "proposition": 24}
    assert small == {
        "proposition:city-pays",
        "proposition:closing-is-safer",
        "speaker:ada-okafor",
        "speaker:ben-castillo",
        "speaker:chen-wei",
        "speaker:mara-lind",
    }


def test_a_transcript_without_claims_has_a_page() -> None:
    """A bare event of no claims, stances or concepts is drawn as well."""
    from dataclasses import replace

    event = panel(50)
    bare = replace(event, claims=(), stances=(), relations=(), mentions=(), questions=(), propositions=(), concepts=())
    assert b"A made-up panel of 50 claims" in page(graph(bare), sparql=False)


def test_a_graph_that_holds_less_than_ours_has_a_page(small_graph: Graph) -> None:
    """Where speakers are no kg:Speaker, the claims and the text are still shown."""
    less = [t for t in small_graph.serialize().decode().split("\n") if not t.startswith("person:chen-wei a kg:Speaker")]
    turtle = "\n".join(less).replace('  rdfs:label "Chen Wei"', 'person:chen-wei\n  rdfs:label "Chen Wei"', 1)
    model = view_model_of(Graph.from_turtle(turtle))

    assert [s["label"] for s in model["speakers"]] == ["Ada Okafor", "Ben Castillo", "Mara Lind"]
    assert len(model["claims"]) == 12
    assert {s["speaker"] for s in model["stances"]} == {"ada-okafor", "ben-castillo", "mara-lind"}
    assert len(page(Graph.from_turtle(turtle), sparql=False)) > 500_000


def svg_of(graph_: Graph, view: str) -> ET.Element:
    return ET.fromstring(picture(graph_, view=view, to="svg"))


SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("view", ["matrix", "overview"])
def test_pictures_hold_what_the_view_holds(small_graph: Graph, view: str) -> None:
    """The picture is well-formed SVG with the propositions, the speakers and their signs, and the same every time."""
    words = [t.text for t in svg_of(small_graph, view).iter(f"{SVG}text")]

    assert "The city should pay for a new bus line." in words
    assert {"Ada Okafor", "Ben Castillo", "Chen Wei", "Mara Lind"} <= set(words)
    assert words.count("✕") == 2
    assert words.count("✓") == 6
    assert picture(small_graph, view=view, to="svg") == picture(small_graph, view=view, to="svg")


def test_pictures_escape_what_they_show(small_graph: Graph) -> None:
    """A title with markup is text in the picture."""
    drawn = picture(small_graph, view="matrix", to="svg", title="<script>alert(1)</script>\x00&")
    assert b"<script" not in drawn
    assert ET.fromstring(drawn).find(f"{SVG}text").text == "<script>alert(1)</script>&"  # type: ignore[union-attr]


def test_png_is_a_picture(small_graph: Graph) -> None:
    """PNG begins as PNG does."""
    pytest.importorskip("resvg_py", reason="resvg is not installed (pip install 'panel-kg[pictures]')")
    assert picture(small_graph, view="matrix", to="png").startswith(b"\x89PNG\r\n")


def test_png_without_resvg_says_how_to_get_it(small_graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra the error names it."""
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(MissingExtraError, match=r"panel-kg\[pictures\]"):
        picture(small_graph, view="matrix", to="png")


def test_console_in_page(small_graph: Graph, tmp_path: Path) -> None:
    """The blocks hold Oxigraph as it lies there, the graph's own Turtle, and every shipped question."""
    (tmp_path / "oxigraph.wasm.gz").write_bytes(b"wasm")
    (tmp_path / "oxigraph.js").write_text("const oxigraph = {};")
    blocks = console_in_page(small_graph, vendor=tmp_path)

    assert blocks is not None
    assert blocks.engine is not None
    assert base64.b64decode(blocks.engine.wasm) == b"wasm"
    assert gzip.decompress(base64.b64decode(blocks.engine.triples)) == small_graph.serialize()
    assert all(q["question"] and q["text"] for q in blocks.queries["list"])
    assert blocks == console_in_page(small_graph, small_graph.serialize(), tmp_path)


def test_the_engine_comes_with_its_notice(small_graph: Graph, tmp_path: Path) -> None:
    """Whose the engine is and under which licence stands before its script, and cannot end the comment that it is."""
    (tmp_path / "oxigraph.wasm.gz").write_bytes(b"wasm")
    (tmp_path / "oxigraph.js").write_text("const oxigraph = {};")
    (tmp_path / "oxigraph.LICENSE.txt").write_text("By the authors, Apache-2.0 */ alert(1)\n")
    blocks = console_in_page(small_graph, vendor=tmp_path)

    assert blocks is not None
    assert blocks.engine is not None
    assert blocks.engine.script == "/*! By the authors, Apache-2.0 * / alert(1)\n*/\nconst oxigraph = {};"


def test_console_that_is_not_at_hand(small_graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Oxigraph's web build there are no blocks, and the page says how to get it."""
    assert console_in_page(small_graph, vendor=tmp_path) is None
    monkeypatch.setattr("kg.rendering.explorer.page.console_in_page", lambda *_: None)
    html = page(small_graph).decode()
    assert block(html, "model")["missing"] == {"sparql": HOW_TO_GET}
    assert 'id="oxigraph-wasm"' not in html


def test_page_takes_what_is_ready(small_graph: Graph) -> None:
    """Tables and Turtle that the caller has already give the same page."""
    ready = page(small_graph, tables=small_graph.rows(), turtle=small_graph.serialize())
    assert ready == page(small_graph)


def test_nothing_undefined_is_drawn(small_graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    """The template names nothing that is not there: a missing value is an error, not an empty text."""
    from jinja2 import UndefinedError

    from kg.rendering.explorer import page as module

    values = module._values
    monkeypatch.setattr(module, "_values", lambda *given: {k: v for k, v in values(*given).items() if k != "policy"})
    with pytest.raises(UndefinedError):
        page(small_graph)


@pytest.fixture
def turtle(tmp_path: Path, small_graph: Graph) -> Path:
    path = tmp_path / "graph.ttl"
    path.write_bytes(small_graph.serialize())
    return path


def test_render_writes_the_page(turtle: Path, small_graph: Graph) -> None:
    """kg render writes the page of the graph, and says where."""
    out = turtle.with_name("new") / "page.html"
    run = CliRunner().invoke(command, [str(turtle), "-o", str(out), "--without-sparql", "--title", "Mine"])

    assert run.exit_code == 0
    assert "written to" in run.stderr
    assert out.read_bytes() == page(small_graph, title="Mine", sparql=False)
    assert list(out.parent.iterdir()) == [out]


@pytest.mark.parametrize(("name", "options"), [("m.svg", []), ("m", ["--to", "svg"])])
def test_render_writes_pictures(turtle: Path, small_graph: Graph, name: str, options: list[str]) -> None:
    """The file's ending or --to choose a picture."""
    out = turtle.with_name(name)
    assert CliRunner().invoke(command, [str(turtle), "-o", str(out), "--view", "overview", *options]).exit_code == 0
    assert out.read_bytes() == picture(small_graph, view="overview", to="svg")


def test_render_into_nowhere(turtle: Path) -> None:
    """A place that cannot be written is an error with its name."""
    run = CliRunner().invoke(command, [str(turtle), "-o", str(turtle / "page.html"), "--without-sparql"])
    assert isinstance(run.exception, SourceError)
    assert "cannot be written" in str(run.exception)
