"""Speakers by points, and two of them side by side."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.generate import panel
from kg.pipeline import graph
from kg.store.graph import Graph

STANCE = "stance:ben-castillo|closing-is-safer"


def test_five_states_without_colour(open_page: Any, small_graph: Graph) -> None:
    """Each cell has a sign and a name of its own; inferred ones have a dashed frame."""
    visit = open_page(small_graph, "view=positions")
    columns = visit.page.locator("thead th a .hidden, thead th bdi").all_text_contents()
    row = visit.page.locator("tbody tr", has_text="makes it safer")
    signs = [" ".join(t.split()) for t in row.locator("td").all_inner_texts()]
    dashed = row.locator("a.inferred").evaluate_all("(b) => b.map((x) => getComputedStyle(x).borderTopStyle)")
    by_speaker = dict(zip(columns, [s.split("\n")[0] for s in signs], strict=False))

    assert set(by_speaker) == {"Ada Okafor", "Ben Castillo", "Chen Wei", "Mara Lind"}
    assert "Ben Castillo disagrees, inferred: Closing the centre to cars makes it safer." in by_speaker["Ben Castillo"]
    assert "Chen Wei agrees, said: Closing the centre to cars makes it safer." in by_speaker["Chen Wei"]
    assert "did not speak of it" in by_speaker["Mara Lind"]
    assert dashed == ["dashed"]
    row.locator(f'[data-key="{STANCE}"]').click()
    assert "I don't agree with Ada on this." in visit.details()


def test_by_keyboard_alone(open_page: Any, small_graph: Graph) -> None:
    """Arrow keys go from cell to cell, Enter opens, Escape closes and gives the focus back."""
    visit = open_page(small_graph, "view=positions")
    visit.page.locator("tbody a.cell").first.focus()
    first = visit.page.evaluate("document.activeElement.dataset.key")
    visit.page.keyboard.press("ArrowRight")
    second = visit.page.evaluate("document.activeElement.dataset.key")
    visit.page.keyboard.press("Enter")
    opened = visit.details()
    visit.page.keyboard.press("Escape")

    assert first != second
    assert opened.splitlines()[0] == "POSITION"
    assert visit.page.is_hidden("#details")
    assert visit.page.evaluate("document.activeElement.dataset.key") == second


def test_an_address_restores_all(open_page: Any, small_graph: Graph) -> None:
    """A shared link opens the same view with the same selection, search and order; back walks the way again; former names hold."""
    visit = open_page(small_graph, f"view=matrix&sel={STANCE}&q=safer&sort=weight")

    assert visit.page.input_value("#search") == "safer"
    assert visit.page.input_value("#sort") == "weight"
    assert visit.page.locator("tbody tr th").all_inner_texts() == ["Closing the centre to cars makes it safer."]
    assert "1 of 4 points" in visit.page.inner_text(".bar")
    assert "Ben Castillo disagrees" in visit.details()
    visit.page.click("nav a[data-view=timeline]")
    visit.page.go_back()
    assert visit.page.get_attribute("nav a[aria-current=page]", "data-view") == "positions"
    assert "Ben Castillo disagrees" in visit.details()
    visit.quiet()


def test_two_side_by_side(open_page: Any, small_graph: Graph) -> None:
    """Two names chosen stand side by side: where they differ, agree, and what one alone spoke of; a pair's link does it as well."""
    visit = open_page(small_graph, "view=positions")
    visit.page.click("button[aria-label='Compare Ada Okafor']")
    assert "Ada Okafor with each of the others" in visit.page.inner_text(".aside")
    visit.page.click("button[aria-label='Compare Ben Castillo']")
    said = visit.page.inner_text(".aside")
    visit.go("view=pair&a=ada-okafor&b=ben-castillo")

    assert "both took a side on 2 points: 1 together, 1 opposed." in said
    assert "Where they differ (1)" in said
    assert visit.page.inner_text(".aside") == said
    visit.quiet()


@pytest.mark.parametrize("view", ["briefing", "positions", "map", "timeline", "transcript"])
def test_no_view_grows_without_end(open_page: Any, view: str) -> None:
    """At 157 speakers and 1,500 claims no view has more than 5,000 elements, a pair opened or not."""
    visit = open_page(LARGE(), f"view={view}")
    count = "document.querySelectorAll('*').length"

    assert visit.page.evaluate(count) <= 5000
    if view == "positions":
        visit.page.locator(".compare").nth(0).click()
        visit.page.locator(".compare").nth(1).click()
        assert visit.page.evaluate(count) <= 5000
        visit.page.evaluate("document.querySelector('.view-positions .scroller').scrollTop = 9000")
        visit.page.wait_for_timeout(200)
        assert visit.page.evaluate(count) <= 5000
        assert visit.page.locator("tbody th[scope=row]").count() > 10
    visit.quiet()


_MADE: list[Graph] = []


def LARGE() -> Graph:  # noqa: N802 - one graph for all of the cases
    if not _MADE:
        _MADE.append(graph(panel(1500, n_speakers=157)))
    return _MADE[0]
