"""A transcript that means harm: wherever its texts are shown they are text, and nothing of them runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import VIEWS
from tests.browser.made import HOSTILE, hostile_graph

WATCH = """() => ({
  ran: window.ran || 0, images: document.images.length, frames: document.querySelectorAll("iframe, object, embed").length,
  handlers: [...document.querySelectorAll("#app *")].filter((n) => [...n.attributes].some((a) => a.name.startsWith("on"))).length,
  links: [...document.querySelectorAll("#app [href]")].filter((n) => !n.getAttribute("href").startsWith("#")).length,
})"""


@pytest.mark.parametrize("view", VIEWS)
def test_nothing_runs_and_everything_shows_as_text(open_page: Any, view: str) -> None:
    """With each hostile thing selected in each view, no script ran, no element came out of a text, no link leads out."""
    visit = open_page(hostile_graph())
    keys = visit.page.evaluate("kg.model.keys()")
    seen = []
    for key in keys:
        visit.page.evaluate("([view, sel]) => kg.store.set({ view, sel, q: '<' })", [view, key])
        seen.append(visit.page.evaluate(WATCH))

    assert len(keys) > 15
    assert seen == [{"ran": 0, "images": 0, "frames": 0, "handlers": 0, "links": 0}] * len(keys)
    visit.quiet()


def test_hostile_words_are_shown_in_full(open_page: Any) -> None:
    """The transcript holds the words to the letter, and so do title, names and quotes."""
    visit = open_page(hostile_graph(), "view=transcript")
    words = visit.page.locator(".text").all_text_contents()

    assert HOSTILE in words[0]
    assert visit.page.text_content("h1") == f"Title {HOSTILE}"
    assert HOSTILE in (visit.page.text_content(".who a") or "")


def test_review_of_hostile_words_is_still_yaml(open_page: Any, tmp_path: Path) -> None:
    """corrections.yaml of such an event is YAML with the ids and nothing else."""
    import yaml

    visit = open_page(hostile_graph(), "view=review&all=1")
    ids = visit.page.locator(".option").evaluate_all("(all) => all.map((n) => n.dataset.item)")
    for i in range(len(ids)):
        visit.page.locator(".option").nth(i).click()
        visit.page.click(".decide button[value=reject]")
    text = visit.page.input_value("#review-yaml")
    entries = yaml.safe_load(text)["corrections"]

    assert len(entries) == len(ids)
    assert {e["action"] for e in entries} == {"reject"}
