"""Review, as a person works in it: decide by keys and clicks, undo, add, go on from a file, and build what was decided."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.eventfiles.corrections import apply_corrections
from kg.evidence.consistency import findings
from kg.graph.mapping import triples_of
from kg.model import AnnotatedEvent
from kg.pipeline import Options, annotated, corrections_text, output_files
from kg.rendering import page as explorer
from kg.rendering.explorer.page import Review
from kg.store.graph import Graph
from tests.servers import serving

QUARRY = """Nora Vik: Welcome. Tonight we ask whether the quarry should become a lake. Emil, you first.

Emil Strand: I think the quarry must become a lake. Children have nowhere to swim. In 2021 the town counted 900 children.

Runa Dahl: I disagree with Emil. The quarry should not become a lake, because the water is cold and deep.

Emil Strand: I agree with Runa that the water is deep. But a fence costs little.

Tor Aas: I agree with Emil, the quarry must become a lake. The mine company pays for it, and then nobody else has to.

Runa Dahl: I don't think the mine company pays for it. It has promised that for ten years.
"""


def choose(visit: Any, kind: str, words: str) -> None:
    """Show one kind of thing, and look at the one with these words."""
    visit.page.select_option("#review-kind", kind)
    visit.page.locator(".option", has_text=words).first.click()


def saved(visit: Any, path: Path) -> Path:
    with visit.page.expect_download() as download:
        visit.page.click("#review-download")
    assert download.value.suggested_filename == "corrections.yaml"
    download.value.save_as(path)
    return path


def test_decisions_are_kept_leave_as_a_file_and_are_built_in(
    open_page: Any, proposed_panel: AnnotatedEvent, proposed_graph: Graph, tmp_path: Path
) -> None:
    """Accepted, rejected and retyped by clicks; still there after a reload; the build says the same."""
    visit = open_page(proposed_graph, "view=review")
    made = (proposed_panel.claims, proposed_panel.stances, proposed_panel.relations, proposed_panel.propositions)
    assert int(visit.page.inner_text("main .lead").split()[0]) == sum(map(len, made))

    [region] = [c for c in proposed_panel.claims if "the region should pay" in c.quote]
    choose(visit, "claim", region.text)
    visit.page.click(".decide button[value=reject]")
    choose(visit, "relation", "Chen Wei agrees Ada Okafor")
    visit.page.click(".decide button[value=accept]")
    choose(visit, "stance", "Ada Okafor agrees")
    visit.page.click(".types button:has-text('mixed')")
    choose(visit, "proposition", "The city should pay")
    visit.page.click(".types button:has-text('value')")
    visit.page.reload()
    visit.page.wait_for_selector("#review-status")
    assert "4 choices made" in visit.page.inner_text("#review-status")
    built = apply_corrections(proposed_panel, saved(visit, tmp_path / "corrections.yaml"))
    rows = Graph.from_triples(triples_of(built)).rows()

    assert sorted(r.action for r in built.revisions) == ["accept", "reject", "retype", "retype"]
    assert built.warnings == proposed_panel.warnings
    assert "Maybe the region should pay, not the city." not in [c["quote"] for c in rows["claims"]]
    assert "human" in {r["source"] for r in rows["relations"]}
    assert [(s["speaker"], s["stance"]) for s in rows["stances"] if s["source"] == "human"] == [("Ada Okafor", "mixed")]
    assert next(p["kind"] for p in rows["propositions"] if p["id"] == "city-pays") == "value"
    visit.quiet()


def test_one_thing_takes_several_decisions(
    open_page: Any, proposed_panel: AnnotatedEvent, proposed_graph: Graph, tmp_path: Path
) -> None:
    """A new name is not lost when the kind is changed too (review-one-action)."""
    visit = open_page(proposed_graph, "view=review")
    choose(visit, "proposition", "The city should pay")
    visit.page.fill(".decide input[name=words]", "The city should pay for the bus.")
    visit.page.keyboard.press("Enter")
    visit.page.click(".types button:has-text('policy')")
    visit.page.click(".decide button[value=accept]")
    built = apply_corrections(proposed_panel, saved(visit, tmp_path / "corrections.yaml"))
    [mended] = [p for p in built.propositions if p.id == "city-pays"]

    assert (mended.text, mended.kind, mended.source) == ("The city should pay for the bus.", "policy", "human")
    visit.quiet()


def test_keys_go_through_the_list_and_back(open_page: Any, proposed_graph: Graph) -> None:
    """j, k, a, x, a number, n, u and r do what the line of keys says; nothing happens while somebody types."""
    visit = open_page(proposed_graph, "view=review&order=event")
    press = visit.page.keyboard.press
    status = lambda: visit.page.inner_text("#review-status")  # noqa: E731
    chosen = lambda: visit.page.get_attribute(".option[aria-selected=true]", "data-item")  # noqa: E731
    items = visit.page.locator(".option").evaluate_all("rows => rows.map((r) => r.dataset.item)")
    visit.page.focus(".options")
    press("j")
    assert chosen() == items[1]
    press("k")
    press("a")
    assert (status().split()[0], chosen()) == ("1", items[1])
    press("x")
    press("2")
    assert status().startswith("3 choices")
    press("u")
    press("u")
    assert status().startswith("1 choice ")
    press("r")
    assert status().startswith("2 choices")
    press("k")
    press("k")
    press("n")
    assert chosen() == items[2]
    press("e")
    assert visit.page.evaluate("document.activeElement.name") == "words"
    press("x")
    assert status().startswith("2 choices")
    visit.quiet()


def test_a_batch_is_one_decision_to_undo(open_page: Any, proposed_graph: Graph) -> None:
    """All that a filter leaves is accepted at once, and taken back at once."""
    visit = open_page(proposed_graph, "view=review&kind=claim")
    n = visit.page.locator(".option").count()
    visit.page.click(".batch summary")
    visit.page.click(".batch button >> nth=0")

    assert visit.page.inner_text("#review-status").startswith(f"{n} choices made")
    visit.page.click("#review-undo")
    assert visit.page.inner_text("#review-status").startswith("No choice made yet")
    visit.quiet()


def test_a_cell_offers_the_speakers_nearest_claims(
    open_page: Any, proposed_panel: AnnotatedEvent, proposed_graph: Graph, tmp_path: Path
) -> None:
    """A position is taken with a claim of that speaker; the grid shows it at once, and the build has it."""
    visit = open_page(proposed_graph, "view=review")
    cell = "[data-cell='Ben Castillo|city-pays']"
    before = visit.page.get_attribute(cell, "class")
    visit.page.click(cell)
    offered = visit.page.locator(".offer q").all_inner_texts()
    own = {c.quote for c in proposed_panel.claims if c.speaker == "Ben Castillo"}
    assert offered
    assert all(any(q.startswith(text[:40]) for q in own) for text in offered)
    visit.page.click(".offer button[value=disagrees]")
    after = visit.page.get_attribute(cell, "class")
    built = apply_corrections(proposed_panel, saved(visit, tmp_path / "corrections.yaml"))
    [stance] = [s for s in built.stances if (s.speaker, s.proposition) == ("Ben Castillo", "city-pays")]

    assert "disagrees" not in str(before)
    assert "disagrees" in str(after)
    assert (stance.stance, stance.source) == ("disagrees", "human")
    visit.quiet()


def test_a_claim_is_added_by_its_words(
    open_page: Any, small_panel: AnnotatedEvent, small_graph: Graph, tmp_path: Path
) -> None:
    """Words selected in the transcript, an end moved, a side taken: the build finds them verbatim."""
    turn = next(
        u
        for u in small_panel.transcript.utterances
        if "Deliveries can come before nine" in small_panel.transcript.words_of(u)
    )
    words = small_panel.transcript.words_of(turn)
    start = words.index("Deliveries")
    ids = [u["id"] for u in small_graph.rows()["utterances"]]
    visit = open_page(
        small_graph,
        f"view=review&act=claim&sel=utterance:{ids[turn.index]}&t={start}-{start + len('Deliveries can come before')}",
    )
    visit.page.click("button:has-text('one word more')")
    assert visit.page.inner_text(".add.claim mark") == "Deliveries can come before nine"
    visit.page.fill(".add.claim input[type=text]", "Deliveries can be early.")
    visit.page.select_option(".add.claim select >> nth=0", "shops-lose")
    visit.page.select_option(".add.claim select >> nth=1", "disagrees")
    visit.page.click("button[name=put-claim]")
    path = saved(visit, tmp_path / "corrections.yaml")
    built = apply_corrections(small_panel, path)
    [claim] = [c for c in built.claims if c.text == "Deliveries can be early."]

    assert claim.quote == "Deliveries can come before nine"
    assert claim.speaker == turn.speaker
    assert any(claim.id in {e.claim for e in s.evidence} for s in built.stances if s.proposition == "shops-lose")
    visit.quiet()


def test_a_second_round_keeps_the_first(open_page: Any, browser: Any, tmp_path: Path) -> None:
    """A claim rejected in the first round stays rejected in the file of the second (review-forgets)."""
    source, folder = tmp_path / "quarry.txt", tmp_path / "data"
    folder.mkdir()
    source.write_text(QUARRY, encoding="utf-8")
    (folder / "transcript.txt").write_text(QUARRY, encoding="utf-8")

    def opened() -> Any:
        event = annotated(folder)
        path = tmp_path / "explorer.html"
        path.write_bytes(output_files(event, Options(), corrections=corrections_text(folder))["explorer.html"])
        visit = open_page(Graph.from_event(event))
        visit.page.goto(path.as_uri() + "#view=review&order=event&kind=claim")
        visit.page.wait_for_selector("#review-status")
        return visit

    first = opened()
    first.page.fill("#review-who", "Ada Reader")
    first.page.locator(".option").first.click()
    gone = str(first.page.get_attribute(".option[aria-selected=true]", "data-item")).removeprefix("claim:")
    first.page.click(".decide button[value=reject]")
    saved(first, folder / "corrections.yaml")
    second = opened()
    second.page.fill("#review-who", "Ben Reader")
    second.page.locator(".option").first.click()
    second.page.click(".decide button[value=accept]")
    text = saved(second, folder / "corrections.yaml").read_text(encoding="utf-8")
    built = annotated(folder)

    assert gone not in {c.id for c in built.claims}
    assert [(r.action, r.by) for r in built.revisions] == [("reject", "Ada Reader"), ("accept", "Ben Reader")]
    assert text.index("reject") < text.index("accept")
    assert all(r.at for r in built.revisions)


def test_a_file_is_brought_in_and_goes_on(
    open_page: Any, proposed_panel: AnnotatedEvent, proposed_graph: Graph, tmp_path: Path
) -> None:
    """What is in it stays as it stands, also what this page cannot read; two people who differ are told."""
    theirs = tmp_path / "theirs.yaml"
    theirs.write_text(
        "by: Ben Reader\ncorrections:\n"
        "  - {action: retype, target: city-pays, to: value}  # said so\n"
        "  - action: rename\n    target: shops-lose\n    to: >-\n      Small shops\n      lose customers.\n",
        encoding="utf-8",
    )
    visit = open_page(proposed_graph, "view=review")
    visit.page.fill("#review-who", "Ada Reader")
    visit.page.click(".earlier > summary")
    visit.page.set_input_files("#review-import", theirs)
    visit.page.wait_for_selector(".told")
    assert "1 entry written in a way" in visit.page.inner_text(".told")
    choose(visit, "proposition", "The city should pay")
    visit.page.click(".types button:has-text('policy')")
    assert "city-pays: Ben Reader “retype value”, Ada Reader “retype policy”" in visit.page.inner_text(".conflicts")
    built = apply_corrections(proposed_panel, saved(visit, tmp_path / "corrections.yaml"))

    assert {p.id: p.kind for p in built.propositions}["city-pays"] == "policy"
    assert {p.id: p.text for p in built.propositions}["shops-lose"] == "Small shops lose customers."
    assert next(r.by for r in built.revisions) == "Ben Reader"
    assert sum("otherwise than" in w for w in built.warnings) == 1
    visit.quiet()


def test_a_finding_is_acknowledged(open_page: Any, proposed_panel: AnnotatedEvent, tmp_path: Path) -> None:
    """What does not fit together stands in Review, and is left as it is by a person's word."""
    two = "The city should pay for the bus line, and the region should build it."
    event = replace(
        proposed_panel,
        propositions=tuple(replace(p, text=two) if p.id == "city-pays" else p for p in proposed_panel.propositions),
    )
    [found] = [f for f in findings(event) if "city-pays" in f.about]
    path = tmp_path / "explorer.html"
    path.write_bytes(explorer(Graph.from_event(event), sparql=False, review=Review(findings=findings(event))))
    visit = open_page(Graph.from_event(event))
    visit.page.goto(path.as_uri() + "#view=review")
    visit.page.click(".findings > summary")
    visit.page.fill(f"[data-finding='{found.id}'] input", "one plan")
    visit.page.click(f"[data-finding='{found.id}'] button")
    built = apply_corrections(event, saved(visit, tmp_path / "corrections.yaml"))

    assert found.id not in {f.id for f in findings(built)}
    assert [(r.action, r.target, r.detail) for r in built.revisions] == [("acknowledge", found.id, "one plan")]


def test_the_prompt_and_the_answer_leave_as_files(open_page: Any, proposed_graph: Graph, tmp_path: Path) -> None:
    """Without a server the page tells the command, and saves what is pasted as answer.txt, unread."""
    visit = open_page(proposed_graph, "view=review")
    visit.page.click(".ask > summary")
    visit.page.fill(".ask textarea", "p1 | The city should pay.\nMORE")
    with visit.page.expect_download() as download:
        visit.page.click("#review-answer")
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)

    assert path.name == "answer.txt"
    assert path.read_text() == "p1 | The city should pay.\nMORE"
    assert "kg prompt TRANSCRIPT" in visit.page.inner_text(".ask")
    visit.quiet()


@pytest.mark.parametrize("width", [1400, 360])
def test_review_fits_its_window(open_page: Any, proposed_graph: Graph, width: int) -> None:
    """At a desk and on a phone nothing runs over the side; at a desk list, words and decision stand side by side."""
    visit = open_page(proposed_graph, "view=review", width=width, height=800)
    over = visit.page.evaluate("document.documentElement.scrollWidth - innerWidth")
    tops = visit.page.locator(".panes > *").evaluate_all(
        "nodes => nodes.map((n) => Math.round(n.getBoundingClientRect().top))"
    )

    assert over <= 0
    assert len(tops) == 3
    assert (len(set(tops)) == 1) == (width == 1400)


def test_a_server_takes_the_decisions_and_builds_anew(browser: Any, event_folder: Path, tmp_path: Path) -> None:
    """One click saves corrections.yaml, and the page comes back built with it; who saved meanwhile is not written over."""
    with serving(event_folder, "--edit", "-o", str(tmp_path / "out")) as address:
        page = browser.new_context(viewport={"width": 1400, "height": 900}).new_page()
        page.set_default_timeout(10_000)
        page.goto(f"{address}#view=review&all=1&kind=proposition")
        page.wait_for_selector("#review-save")
        page.fill("#review-who", "Ada Reader")
        page.locator(".option", has_text="The city should pay").first.click()
        page.click(".types button:has-text('value')")
        with page.expect_navigation():
            page.click("#review-save")
        page.wait_for_selector("#review-status")
        assert page.inner_text("#review-status").startswith("No choice made yet")
        assert "city-pays" in page.text_content(".earlier li code")
        first = (event_folder / "corrections.yaml").read_text(encoding="utf-8")
        # Somebody else saves; ours is put behind theirs, and not over it.
        (event_folder / "corrections.yaml").write_text(
            f"{first}  - {{action: accept, target: shops-lose, by: Ben Reader}}\n"
        )
        page.locator(".option", has_text="The city should pay").first.click()
        page.click(".decide button[value=accept]")
        page.click("#review-save")
        page.wait_for_selector(".told:has-text('somebody else')")
        with page.expect_navigation():
            page.click("#review-save")
        page.wait_for_selector("#review-status")
        page.context.close()
    event = annotated(event_folder)

    assert [(r.action, r.target, r.by) for r in event.revisions] == [
        ("retype", "city-pays", "Ada Reader"),
        ("accept", "shops-lose", "Ben Reader"),
        ("accept", "city-pays", "Ada Reader"),
    ]
    assert {p.id: p.kind for p in event.propositions}["city-pays"] == "value"


TOWN = [
    ("Emil Strand", "The quarry should become a lake.", "Children have nowhere to swim in this town."),
    ("Runa Dahl", "The water of the quarry is far too cold.", "A pool indoors would serve everybody."),
    ("Tor Aas", "The mine company must pay for the shore.", "It left the hole behind when it went."),
    ("Lise Moe", "The forest around the quarry must stay.", "Birds nest there that nest nowhere else."),
]
POINTS = [
    "The quarry should become a lake.",
    "The water is too cold to swim in.",
    "A pool indoors would serve more people.",
    "The mine company must pay for the shore.",
    "The town should buy the ground.",
    "The forest around the quarry must stay.",
    "A fence is enough to keep children safe.",
    "Visitors would bring money into the town.",
    "The road to the quarry must be widened.",
    "The decision should be taken by a vote.",
]


def town_talk() -> str:
    """Five thousand words of four people who circle around ten points."""
    turns = ["Nora Vik: Welcome. Tonight we speak of the quarry, and of what should become of it."]
    for i in range(85):
        who, first, second = TOWN[i % 4]
        point = POINTS[(i * 3 + i // 4) % 10].rstrip(".")
        turns.append(
            f"{who}: {first if i < 4 else 'I have thought about it since we last met.'} I think that {point[0].lower()}{point[1:]}, and I say so "
            f"for the {i + 1} families of our street. {second} We looked at it again in the spring, and nothing of what we saw there was new to us."
        )
    return "\n\n".join(turns) + "\n"


def test_a_draft_of_five_thousand_words_in_at_most_150_actions(open_page: Any, tmp_path: Path) -> None:
    """Ten points with twenty positions out of a draft by rules, by keys and clicks, each of which is counted."""
    folder = tmp_path / "quarry"
    folder.mkdir()
    (folder / "transcript.txt").write_text(town_talk(), encoding="utf-8")
    event = annotated(folder)
    assert 4_500 < len(town_talk().split()) < 5_500
    visit = open_page(Graph.from_event(event), "view=review")
    page, actions = visit.page, 0

    def act(do: Any, *arguments: Any, **more: Any) -> None:
        nonlocal actions
        actions += 1
        do(*arguments, **more)

    # What rules took for points goes, in one batch; then a question, ten points, and for each two cells.
    if event.propositions:
        act(page.select_option, "#review-kind", "proposition")
        act(page.click, ".batch summary")
        act(page.click, ".batch button >> nth=1")
    act(page.click, ".add.question summary")
    act(page.fill, ".add.question input", "What should become of the quarry?")
    act(page.keyboard.press, "Enter")
    act(page.click, ".add.point summary")
    for point in POINTS:
        act(page.fill, ".add.point input", point)
        act(page.select_option, ".add.point select[name=of]", label="What should become of the quarry?")
        act(page.keyboard.press, "Tab")
        act(page.click, "button[name=put-point]")
    for i, point in enumerate(POINTS):
        row = page.locator(".grid tr[data-row]", has_text=point)
        for n in (i % 4, (i + 1) % 4):
            act(row.locator("button.cell").nth(n).click)
            act(page.click, f".offer button[value={'agrees' if n % 2 else 'disagrees'}]")
    act(page.fill, "#review-who", "Ada Reader")
    path = tmp_path / "corrections.yaml"
    actions += 1
    saved(visit, path)
    built = apply_corrections(event, path)

    assert [p.text for p in built.propositions] == POINTS
    assert len(built.stances) == 20
    assert {s.source for s in built.stances} == {"human"}
    assert [w for w in built.warnings if "no longer" in w] == []
    assert actions <= 150, actions
    (tmp_path / "actions.txt").write_text(str(actions))
    visit.quiet()
