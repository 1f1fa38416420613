"""The first view: what a reader learns in sixty seconds, and what stands where."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kg.drafting import draft
from kg.graph.mapping import triples_of
from kg.measures.consensus import by_weight, consensus
from kg.model import AnnotatedEvent, Run
from kg.pipeline import annotated
from kg.readers import read
from kg.resources import shipped
from kg.store.graph import Graph

#: What is wholly in sight, of what a selector finds.
IN_SIGHT = """(selector) => [...document.querySelectorAll(selector)].filter((node) => {
  const at = node.getBoundingClientRect();
  return at.width && at.top >= 0 && at.left >= 0 && at.bottom <= innerHeight && at.right <= innerWidth;
}).length"""


@pytest.fixture(scope="module")
def agi_next() -> Graph:
    """Return the graph of the shipped event."""
    return Graph.from_triples(triples_of(annotated(shipped("data", "agi-next-2026"))))


def test_sixty_seconds_on_a_desk(open_page: Any, agi_next: Graph) -> None:
    """At 1400 × 900, unscrolled: the headline, three splits with both quotes, the triangle of pairs, four shared points."""
    visit = open_page(agi_next)
    seen = {
        name: visit.page.evaluate(IN_SIGHT, name)
        for name in (".headline", ".splits > li", ".triangle", ".shareds > li")
    }
    both = visit.page.locator(".splits > li").evaluate_all(
        "(rows) => rows.slice(0, 3).map((r) => [...r.querySelectorAll('.short')].map((q) => q.classList[1]))"
    )

    assert seen[".headline"] == seen[".triangle"] == 1
    assert seen[".splits > li"] >= 3
    assert seen[".shareds > li"] >= 4
    assert both == [["disagrees", "agrees"]] * 3
    visit.quiet()


def test_sixty_seconds_on_a_phone(open_page: Any, agi_next: Graph) -> None:
    """At 360 × 740, unscrolled: the headline and the first split with both quotes."""
    visit = open_page(agi_next, width=360, height=740)

    assert visit.page.evaluate(IN_SIGHT, ".headline") == 1
    assert visit.page.evaluate(IN_SIGHT, ".part > .splits > li:first-child") == 1
    assert visit.page.locator(".part > .splits >> nth=0 >> li:first-child .short").count() == 2


def test_the_most_voices_come_first(open_page: Any, agi_next: Graph) -> None:
    """Splits are in the order of the measures: by voices, then by the smaller side, then by what is said in words."""
    rows = sorted(consensus(agi_next.rows()), key=by_weight)
    divided = [f"proposition:{r['proposition']}" for r in rows if r["agree"] and r["disagree"]]
    visit = open_page(agi_next)
    shown = visit.page.locator(".splits > li").evaluate_all(
        "(all) => all.map((li) => li.querySelector('a.point').dataset.key)"
    )

    assert len(shown) > 3
    assert shown[: len(divided)] == divided  # then those with somebody on both sides


def test_the_filter_is_said_everywhere(open_page: Any, small_graph: Graph) -> None:
    """A filter shows as a chip with what it leaves; where it leaves nothing each view says so, and says nothing false."""
    visit = open_page(small_graph, "view=briefing&q=bus+line")
    assert visit.page.inner_text(".filterbar").split("\n")[0] == "2 of 4 points"
    visit.go("view=briefing&q=zzzz&who=ada-okafor")
    assert "Nothing matches the filter: zzzz · Ada Okafor" in visit.page.inner_text("main")
    visit.page.click("main button:has-text('Clear all')")
    assert visit.page.is_hidden(".filterbar")
    assert visit.page.is_visible(".splits")
    visit.quiet()


def test_what_it_turns_on(open_page: Any, small_graph: Graph) -> None:
    """A crux names who would have to change sides and what would change then, and opens the point."""
    visit = open_page(small_graph)
    cruxes = visit.page.locator(".three > div", has_text="Cruxes")
    assert "if Chen Wei agreed" in cruxes.inner_text()
    cruxes.locator("a.point").first.click()
    assert "Chen Wei" in visit.details()

    visit.quiet()


def test_ground_given_names_to_whom_and_opens_the_words(open_page: Any, agi_next: Graph) -> None:
    """What is granted to an opponent names both, with the reason, and its words lead to the claim."""
    visit = open_page(agi_next)
    given = visit.page.locator(".three > div", has_text="Ground given")
    assert "Tang Jie to Yang Qiang: grants that industry still has ten times as much" in given.inner_text()
    given.locator("blockquote a").first.click()
    assert "10-fold difference" in visit.details()
    visit.quiet()


def test_the_focus_goes_to_the_details_and_back(open_page: Any, small_graph: Graph) -> None:
    """Enter on a mark puts the focus on the heading of the details; Escape gives it back; Alt+2 puts it into the view."""
    visit = open_page(small_graph)
    focus = "document.activeElement.dataset.key || document.activeElement.tagName + (document.activeElement.id || '')"
    visit.page.locator(".splits .mono").first.focus()
    mark = visit.page.evaluate(focus)
    visit.page.keyboard.press("Enter")
    inside = visit.page.evaluate("document.activeElement === document.querySelector('#details h2')")
    visit.page.keyboard.press("Escape")
    back = visit.page.evaluate(focus)
    visit.page.keyboard.press("Alt+2")

    assert inside
    assert mark.startswith("stance:")
    assert back == mark
    assert visit.page.evaluate(focus) == "MAINview"


def test_a_link_goes_to_its_place(open_page: Any, agi_next: Graph) -> None:
    """What a link selects is in sight, folded or not; a link to what is gone says so."""
    last = agi_next.rows()["propositions"][-1]["id"]
    visit = open_page(agi_next, f"view=briefing&sel=proposition:{last}", height=500)
    assert visit.page.evaluate(IN_SIGHT, f'[data-place="proposition:{last}"]') == 1
    visit.go("view=briefing&sel=proposition:gone")
    assert "not in this page: proposition:gone" in visit.page.inner_text(".gone")


def test_the_sheet_of_a_phone_has_three_stops(open_page: Any, agi_next: Graph) -> None:
    """At 390 × 740 a selected point leaves 60 % of the page to see; two steps up the sheet is full, and down again."""
    visit = open_page(agi_next, width=390, height=740)
    visit.page.locator(".splits .mono").first.click()
    height = "document.querySelector('#details').getBoundingClientRect().height"
    heights = [visit.page.evaluate(height)]
    for _ in range(2):
        visit.page.click("#details button >> nth=0")
        heights.append(visit.page.evaluate(height))

    assert heights == [96, 370, 696]
    assert visit.page.evaluate("document.querySelector('.top').getBoundingClientRect().bottom") + 96 < 740 * 0.4


def test_a_draft_without_ground_claims_none(
    open_page: Any, proposed_graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nobody's sides were heard in words, the page opens with questions and replies, and speaks of no common ground."""
    monkeypatch.setattr("kg.rendering.view.model.shows_verdicts", lambda tables: False)
    visit = open_page(proposed_graph)
    said = visit.page.inner_text("main")

    assert "Replies to look at" in said
    assert "What they share" not in said
    assert "Where they part" not in said
    visit.page.locator(".draft a[data-key^='relation:']").first.click()
    assert visit.details().startswith("REPLY")
    visit.quiet()


DOORS = {
    "chat": "through a pasted answer",
    "endpoint": "through an endpoint",
    "assistant": "through an assistant's tools",
}


@pytest.mark.parametrize("door", DOORS)
def test_a_draft_says_through_which_door_it_came(open_page: Any, proposed_panel: AnnotatedEvent, door: str) -> None:
    """What a model drafted is told as such, with the way its answer came, and that nobody has checked it."""
    made = {"source": "model:reader"}
    event = replace(
        proposed_panel,
        claims=tuple(replace(c, **made) for c in proposed_panel.claims),
        stances=tuple(
            replace(s, evidence=tuple(replace(e, **made) for e in s.evidence), **made) for s in proposed_panel.stances
        ),
        relations=(),
        run=Run(method="llm", settings=(("door", door), ("method", "llm"), ("model", "reader"))),
    )
    visit = open_page(Graph.from_triples(triples_of(event)))
    told = visit.page.inner_text(".unchecked")

    assert f"rafted by a model {DOORS[door]}, each quote checked word for word" in told
    assert "no person has checked it yet" in told
    visit.quiet()


def test_rules_beside_a_model_are_told_too(open_page: Any, proposed_panel: AnnotatedEvent) -> None:
    """A draft of two makers is unchecked all the same."""
    first, *others = proposed_panel.claims
    event = replace(proposed_panel, claims=(replace(first, source="model:reader"), *others))
    told = open_page(Graph.from_triples(triples_of(event))).page.inner_text(".unchecked")

    assert "Drafted by a model and drafted by rules; no person has checked it yet" in told


def test_why_stands_beside_what_is_inferred(open_page: Any, small_panel: AnnotatedEvent) -> None:
    """A mark and a quote that rest on an argument say so, and why; of what is told by another, who tells it."""
    told = {"basis": "reported", "why": "as the mayor put it"}
    [claim] = [c for c in small_panel.claims if c.id == small_panel.stances[0].evidence[0].claim]
    event = replace(
        small_panel,
        claims=tuple(replace(c, reported_by="the mayor") if c is claim else c for c in small_panel.claims),
        stances=tuple(
            replace(s, basis="reported", evidence=tuple(replace(e, **told) for e in s.evidence))
            if claim.id in {e.claim for e in s.evidence}
            else replace(
                s, basis="inferred", evidence=tuple(replace(e, basis="inferred", why="it follows") for e in s.evidence)
            )
            for s in small_panel.stances
        ),
    )
    visit = open_page(Graph.from_triples(triples_of(event)))
    titles = visit.page.locator(".mono").evaluate_all("nodes => nodes.map((n) => n.title)")
    beside = visit.page.locator(".splits .short").all_inner_texts()

    assert any(t.endswith("inferred: it follows") for t in titles)
    assert any("as told by the mayor: as the mayor put it" in t for t in titles)
    assert any("inferred: it follows" in text for text in beside)


def test_how_the_audience_answered(open_page: Any) -> None:
    """Polls stand as shares with their words, before and after; the words lead into the transcript, and no chip is theirs."""
    talk = (
        "Moderator: Our motion tonight is: the town should sell the ferry. Before the debate, 31 percent of you were for the motion and "
        "69 percent against.\nAda Berg: The ferry should be sold.\nBruno Lind: The ferry should not be sold.\n"
        "Moderator: After the debate, 45 percent of you are for the motion, 55 percent against.\n"
    )
    visit = open_page(Graph.from_event(draft(read(talk.encode()))))
    polls = visit.page.locator(".polls li[data-place]")

    assert [p.replace("\n", " ") for p in polls.locator(".statement").all_inner_texts()] == [
        "The town should sell the ferry. — before the talk",
        "The town should sell the ferry. — after the talk",
    ]
    assert polls.nth(0).locator(".shares b").all_inner_texts() == ["69 %", "31 %"]
    assert polls.locator("meter").count() == 4
    polls.nth(1).locator(".by a").click()
    assert "view=transcript" in visit.page.url
    assert "45 percent of you" in visit.page.inner_text("#view")
    visit.quiet()


def test_a_talk_in_another_language_shows_what_is_known(open_page: Any) -> None:
    """Without claims the page opens with who spoke, what was asked and what was spoken of, and with the ways on."""
    talk = (
        "Moderator: Guten Abend. Frau Weber, soll die Stadt die alte Fähre stilllegen?\n"
        "Anna Weber: Nein, die alte Fähre trägt den Inselverkehr, und der Inselverkehr wächst.\n"
        "Jonas Koch: Der Inselverkehr wächst, aber die alte Fähre kostet zu viel.\n"
    )
    visit = open_page(Graph.from_event(draft(read(talk.encode()))))

    assert visit.page.inner_text(".headline").startswith("3 speakers, 1 question asked,")
    assert "soll die Stadt die alte Fähre stilllegen?" in visit.page.inner_text(".asked")
    assert "alte Fähre" in visit.page.inner_text(".topics")
    assert "kg prompt" in visit.page.inner_text(".ways")
    visit.page.locator(".topics a").first.click()
    assert visit.details()
    visit.quiet()
