"""Whoever reads it, and on whatever: axe-core, keyboard, narrow screens, dark, print, any script and direction."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.generate import panel
from kg.pipeline import graph
from kg.store.graph import Graph
from tests.browser.conftest import RUN, VIEWS


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(open_page: Any, proposed_graph: Graph, axe: str, scheme: str) -> None:
    """No rule of WCAG 2.2 level A or AA that axe can check is broken in any view, with details open, in both schemes."""
    visit = open_page(proposed_graph, color_scheme=scheme)
    found = {}
    for view in VIEWS:
        visit.go(f"view={view}&sel=proposition:closing-is-safer&q=s")
        visit.page.evaluate(axe)
        if broken := visit.page.evaluate(RUN):
            found[view] = broken
    assert found == {}


@pytest.mark.parametrize("font", ["DejaVu Sans", "Noto Sans", "monospace"])
def test_targets_are_large_enough_in_any_font(open_page: Any, proposed_graph: Graph, axe: str, font: str) -> None:
    """Whatever font a system has, no rule is broken: targets are 24 px high and keep apart."""
    visit = open_page(proposed_graph)
    found = {}
    for view in VIEWS:
        visit.go(f"view={view}&sel=proposition:closing-is-safer")
        visit.page.evaluate(
            "(f) => ['--sans', '--serif'].forEach((n) => document.documentElement.style.setProperty(n, f))", font
        )
        visit.page.evaluate(axe)
        if broken := visit.page.evaluate(RUN):
            found[view] = broken
    assert found == {}


@pytest.mark.parametrize(("width", "height"), [(360, 740), (700, 450)])
@pytest.mark.parametrize("view", ["briefing", "positions", "map", "transcript"])
def test_most_of_a_small_screen_is_left_to_see(
    open_page: Any, small_graph: Graph, view: str, width: int, height: int
) -> None:
    """On a phone, and at 200 % on a desk, header and details leave 60 % of the height to the view."""
    visit = open_page(small_graph, f"view={view}&sel=proposition:closing-is-safer", width=width, height=height)
    taken = visit.page.evaluate(
        "document.querySelector('.top').getBoundingClientRect().bottom + document.querySelector('#details').offsetHeight"
    )
    assert max(0, taken) <= 0.4 * height


def test_axe_finds_no_violation_in_a_large_event(open_page: Any, axe: str) -> None:
    """Nor in a panel of three hundred claims, where lists are folded and texts run over many lines."""
    visit = open_page(graph(panel(300)))
    found = {}
    for view in VIEWS:
        visit.go(f"view={view}")
        visit.page.evaluate(axe)
        if broken := visit.page.evaluate(RUN):
            found[view] = broken
    assert found == {}


@pytest.mark.parametrize("view", VIEWS)
def test_readable_at_360_pixels(open_page: Any, small_graph: Graph, view: str) -> None:
    """Nothing reaches beyond a narrow screen, with the details open as well; tables and pictures scroll inside."""
    visit = open_page(small_graph, f"view={view}", width=360, height=740)
    narrow = visit.page.evaluate("document.documentElement.scrollWidth")
    visit.go(f"view={view}&sel=speaker:ada-okafor")

    assert narrow == 360
    assert visit.page.evaluate("document.documentElement.scrollWidth") == 360
    assert visit.page.is_visible("#details h2")


def test_everything_by_keyboard(open_page: Any, small_graph: Graph) -> None:
    """Tab reaches search, views, chips; focus is visible on each; slash goes to the search."""
    visit = open_page(small_graph)
    reached = []
    for _ in range(16):
        visit.page.keyboard.press("Tab")
        reached.append(
            visit.page.evaluate(
                "(() => { const a = document.activeElement, s = getComputedStyle(a);"
                " return [a.id || a.dataset.view || a.className, s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2]; })()"
            )
        )
    names = [name for name, _ in reached]

    assert names[:12] == ["skip", "", *VIEWS, "", "", "search"]
    assert all(visible for _, visible in reached), reached
    visit.page.keyboard.press("/")
    assert visit.page.evaluate("document.activeElement.id") == "search"


def test_reduced_motion_is_respected(open_page: Any, small_graph: Graph) -> None:
    """Who asks for less motion gets none."""
    visit = open_page(small_graph, "view=map", reduced_motion="reduce")
    assert visit.page.evaluate("KG.graph.animation()") is False


def test_prints_without_controls(open_page: Any, small_graph: Graph) -> None:
    """On paper there are no tabs and no search, and the words are there."""
    visit = open_page(small_graph)
    visit.page.emulate_media(media="print")

    assert visit.page.is_hidden("header.top")
    assert visit.page.is_hidden("#search")
    assert visit.page.is_visible("main >> text=Should the old centre be closed to cars?")


def test_any_script_and_direction(open_page: Any, script_graph: Graph) -> None:
    """Chinese and Arabic stand as they are, in their own direction, wherever they are shown."""
    visit = open_page(script_graph, "view=transcript")
    directions = visit.page.evaluate(
        "[...document.querySelectorAll('.text')].map((n) => [n.textContent.slice(0, 4), getComputedStyle(n).direction])"
    )
    visit.go("view=briefing")
    chips = visit.page.locator(".splits .mono .hidden").all_text_contents()

    assert directions == [["我认为图", "ltr"], ["أعتق", "rtl"], ["Ich ", "ltr"]]
    assert sorted(chips) == ["Jörg Öst agrees, said", "ليلى حداد disagrees, said", "唐杰 agrees, said"]
    visit.go("view=map&sel=speaker:唐杰")
    assert "我认为图书馆应该开放" in visit.details()
    visit.go("view=transcript&q=图书馆")
    assert visit.page.locator("mark").all_inner_texts() == ["图书馆"]
    visit.quiet()
