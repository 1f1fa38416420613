"""The recording beside the words: a link into an address, or a player of a file that the reader chooses."""

from __future__ import annotations

import json
import re
import wave
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.graph.mapping import triples_of
from kg.model import AnnotatedEvent
from kg.rendering import page
from kg.store.graph import Graph

#: Waits for an event of the player that may have come already; its length in seconds.
HEARD = """(audio, name) => new Promise((done) => {
  if (name === "loadedmetadata" ? audio.readyState > 0 : !audio.seeking && audio.currentTime > 0) return done(audio.duration);
  audio.addEventListener(name, () => done(audio.duration), { once: true });
})"""


@pytest.fixture
def timed(small_panel: AnnotatedEvent) -> AnnotatedEvent:
    """Return the small panel, ten seconds a turn."""
    turns = tuple(
        replace(u, start_time=10.0 * i, end_time=10.0 * i + 9) for i, u in enumerate(small_panel.transcript.utterances)
    )
    return replace(small_panel, transcript=replace(small_panel.transcript, utterances=turns))


def at(event: AnnotatedEvent, media: str) -> Graph:
    return Graph.from_triples(triples_of(replace(event, event=replace(event.event, media=media))))


def test_a_quote_leads_into_the_recording(open_page: Any, timed: AnnotatedEvent) -> None:
    """With an address each quote has a link to its seconds, and nothing is fetched."""
    visit = open_page(at(timed, "https://media.example/talk.mp3"))
    links = visit.page.locator("a.hear").evaluate_all("nodes => nodes.map((n) => [n.href, n.rel, n.target])")

    assert links
    assert all(re.fullmatch(r"https://media\.example/talk\.mp3#t=[\d.]+,[\d.]+", href) for href, _, _ in links)
    assert {tuple(rest) for _, *rest in links} == {("noopener noreferrer", "_blank")}
    visit.quiet()


@pytest.mark.parametrize("media", ["javascript:alert(1)", "talk.mp3", ""])
def test_what_is_no_address_is_no_link(open_page: Any, timed: AnnotatedEvent, media: str) -> None:
    """A file's name is shown, and no script runs by a link."""
    visit = open_page(at(timed, media), "view=transcript")

    assert visit.page.locator("a.hear").count() == 0
    assert visit.page.locator("a[href^='javascript']").count() == 0
    visit.quiet()


def test_a_file_of_the_reader_is_played(open_page: Any, timed: AnnotatedEvent, tmp_path: Path) -> None:
    """A recording chosen from disk is played at the words, without leaving the page."""
    recording = tmp_path / "talk.wav"
    with wave.open(str(recording), "wb") as file:
        file.setparams((1, 1, 8000, 0, "NONE", ""))
        file.writeframes(b"\x80" * 8000 * 60)
    visit = open_page(at(timed, ""))
    visit.page.click(".about > summary")
    visit.page.set_input_files(".about input[type=file]", recording)
    length = visit.page.locator(".player audio").evaluate(HEARD, "loadedmetadata")
    visit.page.keyboard.press("Escape")
    visit.page.goto(f"{visit.page.url.split('#')[0]}#view=transcript")
    visit.page.locator("button.hear").nth(2).click()
    visit.page.locator(".player audio").evaluate(HEARD, "seeked")

    assert length == pytest.approx(60, abs=1)
    assert visit.page.locator(".player audio").evaluate("a => a.currentTime") >= 10
    assert visit.page.is_visible(".player audio")
    visit.quiet()


def test_without_times_nothing_is_offered(open_page: Any, small_graph: Graph) -> None:
    """A transcript without times cannot be heard at its words, and the page does not pretend."""
    visit = open_page(small_graph)

    assert visit.page.locator(".hear, .about input[type=file]").count() == 0


def test_the_recording_is_in_the_metadata(timed: AnnotatedEvent) -> None:
    """schema.org's Clip names each section with its seconds; a name that is no address is not published as one."""

    def told(media: str) -> Any:
        html = page(at(timed, media), sparql=False).decode()
        found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html)
        assert found
        return json.loads(found[1])

    recorded = told("https://media.example/talk.mp3")["recordedIn"]
    assert recorded["contentUrl"] == "https://media.example/talk.mp3"
    assert all(c["@type"] == "Clip" and "#t=" in c["url"] for c in recorded.get("hasPart", []))
    assert "recordedIn" not in told("talk.mp3")
