"""The pages of a corpus in a browser: from disk, without a request, with what is opened loaded when it is opened."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.corpus.authority import Authority
from kg.corpus.build import Plan, build_corpus
from kg.corpus.folder import Corpus
from kg.corpus.load import named_graphs
from kg.corpus.page import write_site
from kg.store.disk import write_events
from tests.browser.conftest import RUN
from tests.servers import serving

TURN = """Nora Vik: Should the {place} become a park?

Emil Strand: {emil}

Runa Dahl: I think the {place} should not become a park. The town has no money. </script><img src=x onerror=alert(1)>
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the pages of three events, in two of which Emil is known to be one person, and changes sides."""
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "in").mkdir()
    for date, emil in (
        ("2023-01-02", "Yes, the field should become a park."),
        ("2024-01-02", "No, the field should not become a park."),
    ):
        (folder / "in" / f"talk {date}.txt").write_text(TURN.format(place="field", emil=emil), encoding="utf-8")
    (folder / "in" / "mill 2024-05-05.txt").write_text(
        TURN.format(place="mill", emil="Yes, it should.").replace("Emil", "Else")
    )
    build_corpus([str(folder / "in")], folder / "c", Plan(engine="loop"))
    Authority(corpus=Corpus.open(folder / "c")).confirm("Emil Strand")
    write_site(Corpus.open(folder / "c"))
    return folder / "c" / "site"


@pytest.fixture
def opened(browser: Any, site: Path) -> Iterator[Callable[..., Any]]:
    """Return a function that opens a page of the site, with the network cut; it must neither err nor ask for anything."""
    errors: list[str] = []
    asked: list[str] = []
    contexts = []

    def open_page(fragment: str = "", **options: Any) -> Any:
        context = browser.new_context(offline=True, **({"viewport": {"width": 1400, "height": 900}} | options))
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda m: errors.append(m.text) if m.type in {"error", "warning"} else None)
        page.on("pageerror", lambda e: errors.append(str(e)))
        page.on("request", lambda r: None if r.url.startswith(("file:", "data:")) else asked.append(r.url))
        page.goto(f"{(site / 'index.html').as_uri()}{fragment}")
        page.wait_for_selector("main h2")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert (errors, asked) == ([], [])


def test_the_first_page(opened: Any) -> None:
    """Events by date, topics, who meets whom; an event opens by its name, and shows positions with quotes."""
    page = opened()
    dates = page.locator("section:has(h2:text('Events by date')) .date").all_inner_texts()
    loaded = page.evaluate("[...document.scripts].map((s) => s.src.split('/').pop())")
    assert dates == ["2023-01-02", "2024-01-02", "2024-05-05"]
    assert [name for name in loaded if name.startswith("event-")] == []
    page.locator("section:has(h2:text('Events by date')) a").first.click()
    page.wait_for_selector("main h3")

    assert "The field should become a park." in page.inner_text("main")
    assert "“Yes, the field should become a park.”" in page.inner_text("main")
    assert page.locator("img").count() == 0


def test_two_of_one_name_are_two_unless_somebody_said_so(opened: Any) -> None:
    """Emil was confirmed and has one page with both events; Runa was not, and has one for each."""
    page = opened("#/speaker/Emil%20Strand")
    assert "in 2 events" in page.inner_text("main")
    page.fill("#search", "runa")
    page.wait_for_selector("h2:text('Speakers (3)')")
    names = page.locator("section:has(h2:text('Speakers')) a").all_inner_texts()

    assert sorted(names) == [
        "Runa Dahl (mill-2024-05-05)",
        "Runa Dahl (talk-2023-01-02)",
        "Runa Dahl (talk-2024-01-02)",
    ]


def test_served_the_whole_page_of_an_event_is_a_click_away(browser: Any, site: Path) -> None:
    """From the corpus to an event, to its explorer with the transcript, or to its SPARQL view; nothing errs or is refused."""
    corpus, errors = site.parent, []
    write_events(corpus / "store", named_graphs(Corpus.open(corpus)), replace=True)
    with serving(corpus) as address:
        page = browser.new_context(viewport={"width": 1400, "height": 900}).new_page()
        page.set_default_timeout(20_000)
        page.on("console", lambda m: errors.append(m.text) if m.type in {"error", "warning"} else None)
        page.on("pageerror", lambda e: errors.append(str(e)))
        page.goto(address)
        page.click("section:has(h2:text('Events by date')) a")
        page.click("a:text('The whole page of this event')")
        page.wait_for_selector("h1:has-text('talk')")
        assert "?event=" in page.url
        page.go_back()
        page.click("a:text('ask in SPARQL')")
        page.wait_for_selector("textarea, [role=textbox]")
        assert "/sparql?event=" in page.url
        page.context.close()
    assert errors == []


def test_who_changed_sides_has_both_quotes(opened: Any) -> None:
    """Two events, two sides of one point, both in the speaker's own words."""
    page = opened("#/speaker/Emil%20Strand")
    changed = page.inner_text(".changed")

    assert "“Yes, the field should become a park.”" in changed
    assert "“No, the field should not become a park.”" in changed
    assert page.locator(".strip .mark").count() == 2


@pytest.mark.parametrize(
    "fragment", ["", "#/speaker/Emil%20Strand", "#/event/talk-2023-01-02", "#/search/park", "#/topic/park"]
)
@pytest.mark.parametrize("width", [1400, 360])
def test_it_fits_its_window(opened: Any, fragment: str, width: int) -> None:
    """Nothing runs over the side, at a desk or on a phone."""
    page = opened(fragment, viewport={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_a_link_that_leads_nowhere_says_so(opened: Any) -> None:
    """Nobody is left before an empty page."""
    page = opened("#/event/talk-2023-01-02")
    page.goto(page.url.split("#")[0] + "#/speaker/Nobody")
    page.wait_for_selector("main p:text('Nobody is called Nobody here.')")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(opened: Any, axe: str, scheme: str) -> None:
    """No rule of WCAG 2.2 level A or AA that axe can check is broken, in both schemes."""
    found = {}
    for fragment in ("", "#/speaker/Emil%20Strand", "#/event/talk-2023-01-02", "#/search/park"):
        # What axe adds is no script of the page.
        page = opened(fragment, color_scheme=scheme, bypass_csp=True)
        page.evaluate(axe)
        if broken := page.evaluate(RUN):
            found[fragment] = broken
    assert found == {}
