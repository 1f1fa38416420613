"""The transcript and the timeline: words that can be selected, cited and linked to; a range that narrows all views."""

from __future__ import annotations

from typing import Any

from kg.graph.mapping import triples_of
from kg.pipeline import annotated
from kg.resources import shipped
from kg.store.graph import Graph

SELECT = """(words) => {
  const walker = document.createTreeWalker(document.querySelector(".transcript"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + words.length);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    return;
  }
}"""


def test_links_both_ways(open_page: Any, small_graph: Graph) -> None:
    """A claim beside the text lights its words, and a click on the words lights the claim."""
    visit = open_page(small_graph, "view=transcript")
    visit.page.click(".margin a:has-text('The city can afford a new bus line.')")
    words = "".join(visit.page.locator(".piece.lit").all_inner_texts())
    visit.page.click(".piece.claim:has-text('fell by 40%')")
    margin = visit.page.locator(".margin li.lit").all_inner_texts()

    assert words == "I believe the city can afford it."
    assert [" ".join(m.split()) for m in margin] == ["✓ In closed streets accidents fell by 40 percent."]
    visit.quiet()


def test_words_can_be_dragged_over(open_page: Any, small_graph: Graph) -> None:
    """A drag over a claim selects its words, opens nothing, and offers to cite them."""
    visit = open_page(small_graph, "view=transcript")
    box = visit.page.locator(".piece.claim").first.bounding_box()
    visit.page.mouse.move(box["x"] + 2, box["y"] + box["height"] / 2)
    visit.page.mouse.down()
    visit.page.mouse.move(box["x"] + 200, box["y"] + box["height"] / 2, steps=5)
    visit.page.mouse.up()
    chosen = visit.page.evaluate("getSelection().toString()")
    visit.page.wait_for_selector(".wordsbar:not([hidden])")

    assert len(chosen) > 10
    assert visit.page.is_hidden("#details")
    assert visit.page.locator(".wordsbar button").all_inner_texts() == [
        "Copy quote with reference",
        "Copy a link to these words",
        "Add a claim",
    ]


def test_a_link_to_words_lights_them(open_page: Any, small_graph: Graph) -> None:
    """What the bar copies as a link opens the transcript at these words and no others."""
    visit = open_page(small_graph, "view=transcript")
    visit.page.evaluate(SELECT, "fell by 40")
    visit.page.wait_for_selector(".wordsbar:not([hidden])")
    visit.page.evaluate("navigator.clipboard.writeText = (text) => ((window.copied = text), Promise.resolve())")
    visit.page.click(".wordsbar button:has-text('link')")
    link = visit.page.evaluate("window.copied")
    visit.page.goto("about:blank")
    visit.page.goto(link)
    visit.page.wait_for_selector("#view")

    assert "".join(visit.page.locator(".piece.words").all_inner_texts()) == "fell by 40"


def test_a_link_into_a_long_text_goes_there(open_page: Any) -> None:
    """A claim at the end of a long transcript is in sight when its link is opened; what is far from it is plain text."""
    graph = Graph.from_triples(triples_of(annotated(shipped("data", "agi-next-2026"))))
    last = max(graph.rows()["claims"], key=lambda c: c["start"])
    visit = open_page(graph, f"view=transcript&sel=claim:{last['id']}")
    visit.page.wait_for_timeout(400)
    top = visit.page.locator(".piece.lit").first.bounding_box()["y"]

    assert 0 < top < 900
    assert visit.page.locator(".chunk.plain").count() > 3
    assert visit.page.evaluate("document.querySelectorAll('*').length") < 5000
    visit.quiet()


def test_arcs_open_what_they_join(open_page: Any, small_graph: Graph) -> None:
    """An arc is a link by keyboard as well, and shows the two claims."""
    visit = open_page(small_graph, "view=flow")
    arc = visit.page.locator("path.arc.disagrees.explicit").first
    label = arc.get_attribute("aria-label")
    arc.focus()
    visit.page.keyboard.press("Enter")

    assert label is not None
    assert label.startswith("Ben Castillo disagrees Ada Okafor (said)")
    assert "I think closing the centre to cars makes it safer." in visit.details()
    visit.quiet()


def test_a_range_narrows_all_views(open_page: Any, small_graph: Graph) -> None:
    """A range drawn over the turns is a chip of the filter, here and in every other view."""
    visit = open_page(small_graph, "view=timeline")
    box = visit.page.locator("svg.flow").bounding_box()
    y = box["y"] + box["height"] - 20
    visit.page.mouse.move(box["x"] + box["width"] * 0.15, y)
    visit.page.mouse.down()
    visit.page.mouse.move(box["x"] + box["width"] * 0.5, y, steps=4)
    visit.page.mouse.up()
    chip = visit.page.inner_text(".filterchip")
    visit.page.click("nav a[data-view=transcript]")

    assert chip.startswith("turns ")
    assert "match the filter" in visit.page.inner_text(".bar")
    assert visit.page.locator(".turn-row").count() < len(small_graph.rows()["utterances"])
    visit.quiet()
