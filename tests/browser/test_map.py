"""The map: read at first sight, added to on demand, and reached by keyboard."""

from __future__ import annotations

from typing import Any

import pytest

from kg.graph.mapping import triples_of
from kg.pipeline import annotated
from kg.resources import shipped
from kg.store.graph import Graph

STANCE = "stance:ben-castillo|closing-is-safer"
LABELS = "KG.graph.labels().map((l) => [l.id, l.x, l.y, l.w, l.h, l.px])"
#: Nodes whose mark is not wholly on the canvas.
OUTSIDE = """(() => {
  const g = KG.graph, w = g.canvas.clientWidth, h = g.canvas.clientHeight;
  return g.nodes.get().filter((n) => { const p = g.network.canvasToDOM(n); return p.x < 8 || p.y < 8 || p.x > w - 8 || p.y > h - 8; }).length;
})()"""
CLAIMS = "KG.graph.nodes.get({filter: (n) => n.type === 'claim'}).length"


@pytest.fixture(scope="module")
def agi_next() -> Graph:
    """Return the graph of the shipped event."""
    return Graph.from_triples(triples_of(annotated(shipped("data", "agi-next-2026"))))


def overlapping(labels: list[list[Any]]) -> list[tuple[str, str]]:
    return [
        (a[0], b[0])
        for i, a in enumerate(labels)
        for b in labels[i + 1 :]
        if a[1] < b[1] + b[3] and b[1] < a[1] + a[3] and a[2] < b[2] + b[4] and b[2] < a[2] + a[4]
    ]


@pytest.mark.parametrize(("width", "height"), [(1400, 900), (1280, 720), (768, 1024), (390, 740)])
def test_first_sight(open_page: Any, agi_next: Graph, width: int, height: int) -> None:
    """Labels are at least 12 px, none covers another, no node is outside; on a desk all have their label."""
    visit = open_page(agi_next, "view=map", width=width, height=height)
    visit.page.wait_for_timeout(200)
    labels, nodes = visit.page.evaluate(LABELS), visit.page.evaluate("KG.graph.nodes.length")

    assert min(label[5] for label in labels) >= 12
    assert overlapping(labels) == []
    assert visit.page.evaluate(OUTSIDE) == 0
    assert len(labels) == nodes if width == 1400 else len(labels) >= 7
    visit.quiet()


def test_what_is_added_fits(open_page: Any, agi_next: Graph) -> None:
    """Shared points come on demand; nothing that stood there moves, all fits again; claims beyond 400 are counted."""
    visit = open_page(agi_next, "view=map")
    before = visit.page.evaluate("KG.graph.network.getPositions()")
    visit.page.click("#add-shared")
    after = visit.page.evaluate("KG.graph.network.getPositions()")
    outside = visit.page.evaluate(OUTSIDE)
    visit.page.click("#add-claim")

    assert len(after) > len(before)
    assert {key: after[key] for key in before} == before
    assert outside == 0
    assert f"400 of {len(agi_next.rows()['claims'])} claims" in visit.page.inner_text(".counts")
    visit.quiet()


def test_a_filter_refits(open_page: Any, agi_next: Graph) -> None:
    """One speaker's map holds what that speaker took a side on, larger than before and wholly inside."""
    visit = open_page(agi_next, "view=map")
    scale = "KG.graph.network.getScale()"
    visit.page.evaluate("kg.store.set({ who: 'zhang-bo' })")
    own = visit.page.evaluate("KG.graph.nodes.get().filter((n) => n.type === 'proposition').map((n) => n.id.slice(12))")

    assert visit.page.evaluate(OUTSIDE) == 0
    assert visit.page.evaluate(scale) > 0
    assert set(own) == {s["proposition"] for s in agi_next.rows()["stances"] if s["speaker"] == "Zhang Bo"}


def test_agree_and_disagree_of_two_are_both_seen(open_page: Any, agi_next: Graph) -> None:
    """Between speakers the two lines bend apart, and their width is the count."""
    visit = open_page(agi_next, "view=graph&types=speaker&rel=agrees with,disagrees with")
    edges = visit.page.evaluate("KG.graph.edges.get().map((e) => [e.from, e.to, e.relation, e.smooth.type, e.width])")
    by_pair: dict[tuple[str, str], dict[str, tuple[str, float]]] = {}
    for start, end, relation, bend, width in edges:
        by_pair.setdefault((start, end), {})[relation] = (bend, width)
    both = [sides for sides in by_pair.values() if len(sides) == 2]

    assert len(both) >= 5
    assert all(sides["agrees with"][0] != sides["disagrees with"][0] for sides in both)
    assert len({width for _, width in (s for sides in by_pair.values() for s in sides.values())}) > 3


def test_nothing_stays_pale(open_page: Any, small_graph: Graph) -> None:
    """After nodes were selected one after the other and the details closed, all stand out as at first; the selected never pale."""
    visit = open_page(small_graph, "view=map")
    pale = "KG.graph.nodes.get().filter((n) => n.opacity < 1).map((n) => n.id)"
    for key in ("speaker:ada-okafor", "proposition:city-pays"):
        visit.page.evaluate("(sel) => kg.store.set({ sel })", key)
        paled = visit.page.evaluate(pale)
        assert key not in paled
        assert paled
    visit.page.keyboard.press("Escape")

    assert visit.page.evaluate(pale) == []


def test_an_edge_opens_both_quotes(open_page: Any, small_graph: Graph) -> None:
    """A click on a disagree edge shows the words of both sides, who, where and basis, and leads to the place."""
    visit = open_page(small_graph, "view=map")
    visit.page.wait_for_timeout(100)
    visit.page.mouse.click(*visit.edge_at(STANCE))
    said = visit.details()

    assert "I don't agree with Ada on this." in said
    assert "I think closing the centre to cars makes it safer." in said
    assert "Ben Castillo disagrees · inferred" in said
    assert "turn 7 ↗" in said
    visit.quiet()


def test_every_line_by_keyboard(open_page: Any, agi_next: Graph) -> None:
    """The list below holds each line as a link that opens it."""
    visit = open_page(agi_next, "view=map")
    visit.page.locator(".lines summary").first.focus()
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_selector(".lines a")
    keys = visit.page.locator(".lines a").evaluate_all("(all) => all.map((a) => a.dataset.key)")
    edges = visit.page.evaluate("KG.graph.edges.get().map((e) => e.target)")
    visit.page.keyboard.press("Tab")
    visit.page.keyboard.press("Enter")

    assert sorted(keys) == sorted(edges)
    assert visit.page.is_visible("#details h2")


def test_by_keyboard(open_page: Any, small_graph: Graph) -> None:
    """N goes to a node and keeps the focus, Enter unfolds its claims and folds them, plus zooms, arrows move."""
    visit = open_page(small_graph, "view=map")
    visit.page.focus(".canvas")
    visit.page.keyboard.press("n")
    selected = visit.details().splitlines()[0]
    visit.page.keyboard.press("Enter")
    unfolded = visit.page.evaluate(CLAIMS)
    visit.page.focus(".canvas")
    visit.page.keyboard.press("Enter")
    folded = visit.page.evaluate(CLAIMS)
    visit.page.focus(".canvas")
    before = visit.page.evaluate("[KG.graph.network.getScale(), KG.graph.network.getViewPosition().x]")
    visit.page.keyboard.press("+")
    visit.page.keyboard.press("ArrowRight")
    after = visit.page.evaluate("[KG.graph.network.getScale(), KG.graph.network.getViewPosition().x]")

    assert selected == "SPEAKER"
    assert (unfolded > 0, folded) == (True, 0)
    assert after[0] > before[0]
    assert after[1] > before[1]
