"""An event for an assistant: questions answered whole, drafts through the checks, by the protocol's own client over stdio."""

from __future__ import annotations

import asyncio
import json
import shutil
import sys
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from kg.assistant.answers import UnclearError
from kg.assistant.folder import Workspace
from kg.assistant.sparql import Asker, warnings
from kg.errors import SourceError
from kg.eventfiles import load_event, load_vocabulary
from kg.readers import read
from kg.store.unknown_terms import unknown_terms
from tests.bridge_talk import RIGHT, TALK, drafted, objects_of, statements

pytest.importorskip("mcp")
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client

AGI = Path(__file__).parent.parent / "data" / "agi-next-2026"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that holds nothing but a transcript."""
    place = tmp_path / "bridge"
    place.mkdir()
    (place / "transcript.txt").write_text(TALK.text, encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def agi(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return Workspace(Path(shutil.copytree(AGI, tmp_path_factory.mktemp("agi") / "agi-next-2026")))


def session(folder: Path, work: Callable[[Any], Coroutine[Any, Any, Any]]) -> Any:
    """Run some calls against `kg mcp` in a process of its own."""

    async def run() -> Any:
        parameters = StdioServerParameters(
            command=sys.executable, args=["-m", "kg", "mcp", str(folder), "--model", "m"]
        )
        async with Client(stdio_client(parameters)) as client:

            async def call(tool: str, **arguments: Any) -> Any:
                return json.loads((await client.call_tool(tool, arguments)).content[0].text)

            client.ask = call
            return await work(client)

    # In a thread of its own: a browser's test in the same process keeps a loop running in this one.
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(lambda: asyncio.run(run())).result()


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


TOOL_OF = {
    "E": "event", "S": "speakers", "N": "named_things", "Q": "questions", "P": "propositions", "T": "stances",
    "C": "claims", "L": "links", "F": "references",
}  # fmt: skip


def test_an_assistant_drafts_through_the_protocol(folder: Path) -> None:
    """Records proposed tool by tool, wrong ones among them, give the draft of the pasted answer; each refusal is told."""
    made_up = {
        "T": {
            "proposition": "p1",
            "who": "AB",
            "sign": "+",
            "how": "said",
            "turns": "2",
            "quote": "the bridge must go",
        },
        "S": {"code": "BN", "label": "Bob Nobody", "role": "panelist"},
        "C": {"who": "AB", "turns": "1", "quote": "The bridge is not safe", "text": "Not hers."},
    }

    async def work(client: Any) -> Any:
        told = {}
        for letter, tool in TOOL_OF.items():
            records = [{k: v for k, v in r.items() if k != "r"} for r in objects_of(RIGHT) if r["r"] == letter]
            extra = [made_up[letter]] if letter in made_up else []
            told[letter] = await client.ask(f"propose_{tool}", records=[*extra, *records])
        before = files(folder)
        asked = await client.ask("compare", one="Ada", other="Cy")
        assert files(folder) == before
        return told, asked, await client.ask("save")

    told, asked, saved = session(folder, work)
    event = load_event(folder, read(folder / "transcript.txt"), load_vocabulary(folder / "concepts.ttl"))

    assert statements(event) == statements(drafted(RIGHT).event)
    assert {
        k: [t["why"] for t in v["data"]["told"] if t["verdict"] == "unusable"] for k, v in told.items() if k in made_up
    } == {
        "S": ["speaker: nobody in the transcript is labelled 'Bob Nobody'"],
        "T": ["stance: the quote 'the bridge must go' is not in the transcript"],
        "C": ["claim: these are words of SPEAKER_02 (turn 1), not of SPEAKER_01: 'The bridge is not safe'"],
    }
    assert [row["proposition"] for row in asked["data"]["part"]] == [
        "The city should close the old bridge.", "The old bridge is unsafe."
    ]  # fmt: skip
    assert saved["data"] == ["event.yaml written", "annotations.yaml written", "concepts.ttl written"]
    assert {c.source for c in event.claims} == {"model:m"}


def test_what_was_proposed_is_there_in_the_next_session(folder: Path) -> None:
    """An interrupted round goes on: codes, ids and records of the first session hold in the second."""
    first = Workspace(folder)
    first.propose([r for r in objects_of(RIGHT) if r["r"] in "ESQP"])
    second = Workspace(folder)
    told = second.propose([r for r in objects_of(RIGHT) if r["r"] in "T"])

    assert (told.kept, [f.verdict for f in told.faults]) == (7, ["mended"])
    assert statements(Workspace(folder).event())["stances"] == statements(drafted(RIGHT).event)["stances"]


def test_nothing_is_written_but_through_the_checks(folder: Path) -> None:
    """Records that are all refused change no file; a file that a person wrote stays, the draft goes beside it."""
    before = files(folder)
    Workspace(folder).propose([{"r": "T", "proposition": "p1", "who": "AB", "sign": "+", "quote": "made up"}])
    assert files(folder) == before

    (folder / "event.yaml").write_text("title: Mine\n", encoding="utf-8")
    space = Workspace(folder)
    space.propose(objects_of(RIGHT))
    lines = space.save()

    assert lines[0] == "event.yaml stays as a person left it; the draft is in event.draft.yaml"
    assert (folder / "event.yaml").read_text(encoding="utf-8") == "title: Mine\n"
    assert (folder / "transcript.txt").read_bytes() == before["transcript.txt"]


def test_a_transcript_outside_the_folder_is_refused(tmp_path: Path) -> None:
    """A link that leads out of the folder is not followed, and a folder without a transcript is none."""
    outside = tmp_path / "secret.txt"
    outside.write_text(TALK.text, encoding="utf-8")
    place = tmp_path / "event"
    place.mkdir()
    with pytest.raises(SourceError, match=r"holds no transcript"):
        Workspace(place)
    (place / "transcript.txt").symlink_to(outside)
    with pytest.raises(SourceError, match="leads out of the folder"):
        Workspace(place)


def test_resources_hold_turns_and_graph(folder: Path) -> None:
    """The turns as prompts show them, and the graph in Turtle; another address is none."""

    async def work(client: Any) -> Any:
        turns = (await client.read_resource("kg://turns")).contents[0].text
        turtle = (await client.read_resource("kg://graph")).contents[0].text
        with pytest.raises(Exception, match=r"(?i)unknown|not found|resource"):
            await client.read_resource(f"file://{folder}/../secret.txt")
        return turns, turtle

    turns, turtle = session(folder, work)

    assert turns.splitlines()[4] == "[4] Eve Moss: Let her finish!"
    assert "a kg:Event" in turtle


def test_a_query_is_checked_before_it_is_run(folder: Path) -> None:
    """A wrong term is told with the nearest right one, a LIMIT without ORDER BY is doubted, SERVICE and endless work end."""

    async def work(client: Any) -> Any:
        return [
            await client.ask("sparql", query=q)
            for q in (
                "SELECT ?s { ?s kg:stanse ?x }",
                "SELECT ?s { ?s a kg:Speaker } LIMIT 1",
                "SELECT ?s { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
                "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
                "SELECT ?s {",
                "ASK { ?s a kg:Speaker }",
            )
        ]

    wrong, doubtful, outside, endless, broken, right = session(folder, work)

    assert (wrong["ok"], wrong["note"].split(" (")[0]) == (False, "there is no kg:stanse")
    assert "kg:stance" in wrong["note"]
    assert (doubtful["ok"], len(doubtful["data"]), doubtful["note"][:27]) == (True, 1, "LIMIT without ORDER BY: whi")
    assert (outside["ok"], "SERVICE is not allowed" in outside["note"]) == (False, True)
    assert (endless["ok"], "took longer than 5 s" in endless["note"]) == (False, True)
    assert broken["ok"] is False
    assert right == {"ok": True, "data": True, "note": ""}


def test_who_asks_at_once_of_two_states_is_answered(folder: Path, tmp_path: Path) -> None:
    """The worker of one graph is not ended while it answers; each question gets its own graph's answer."""

    async def both() -> list[tuple[int, Any]]:
        asker = Asker()
        longer = tmp_path / "longer"
        longer.mkdir()
        (longer / "transcript.txt").write_text(TALK.text + "\nEve Moss: One turn more.\n", encoding="utf-8")
        graphs = [Workspace(folder).graph, Workspace(longer).graph]
        query = "SELECT (COUNT(*) AS ?n) { ?u a kg:Utterance }"
        try:
            return list(await asyncio.gather(*(asker.ask(graphs[i % 2], query) for i in range(4))))
        finally:
            await asker.stop()

    with ThreadPoolExecutor(1) as thread:
        # In a thread of its own: a browser's tests leave a loop running in this one.
        found = thread.submit(asyncio.run, asyncio.wait_for(both(), 20)).result()

    assert [status for status, _ in found] == [200] * 4
    counts = [rows[0]["n"] for _, rows in found]
    assert counts == [counts[0], counts[0] + 1] * 2


def test_two_threads_make_one_graph(folder: Path) -> None:
    """What is made while the assistant reads is what its first question is asked of."""
    space = Workspace(folder)
    with ThreadPoolExecutor(8) as threads:
        assert len({id(g) for g in threads.map(lambda _: space.graph, range(8))}) == 1


def test_terms_inside_strings_are_no_terms() -> None:
    """Only the query's own terms are looked up."""
    assert unknown_terms('SELECT ?s { ?s rdfs:label "kg:nonsense" # kg:more\n }') == []
    assert unknown_terms("ASK { ?s <https://w3id.org/panel-kg/ontology#Stanse> ?x }")[0].startswith(
        "there is no kg:Stanse"
    )
    assert warnings("SELECT ?s { ?s ?p 'LIMIT' } ORDER BY ?s LIMIT 3") == []


def quotes_in(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (v for k, v in value.items() if k == "quote" and v)
        for v in value.values():
            yield from quotes_in(v)
    elif isinstance(value, list):
        for v in value:
            yield from quotes_in(v)


def test_answers_about_the_panel_are_the_rows_of_its_tables(agi: Workspace) -> None:
    """Where two part, who stands with whom, what came of each proposition, who takes up whose words: against the tables."""
    tables = agi.graph.rows()
    label = {p["id"]: p["label"] for p in tables["propositions"]}
    side = {(s["speaker"], s["proposition"]): s["stance"] for s in tables["stances"]}
    both = {"agrees", "disagrees"}
    part = {label[p] for p in label if {side.get(("Tang Jie", p)), side.get(("Yang Qiang", p))} == both}
    compared = agi.ask.compare("Tang", "Yang Qiang")
    answered = {
        q["label"]: sorted(
            {s["speaker"] for s in tables["stances"] if s["question"] == q["id"] and s["stance"] != "no stance"}
        )
        for q in tables["questions"]
    }
    text = agi.known.transcript.text

    assert part
    assert {r["proposition"] for r in compared["part"]} == part
    assert {q["question"]: q["answered_by"] for q in agi.ask.questions()} == answered
    assert {r["proposition"]: r["verdict"] for r in agi.ask.verdicts()} == {
        label[r["proposition"]]: r["verdict"] for r in agi.facts.measured.consensus
    }
    assert all(
        q in text for q in quotes_in([compared, agi.ask.questions(), agi.ask.said("Lin Junyang", "china-leads")])
    )


def test_a_name_that_is_not_clear_is_asked_back(agi: Workspace) -> None:
    """Two of one family name, and a product that nobody names: candidates, and never somebody else's answer."""
    with pytest.raises(UnclearError) as two:
        agi.ask.speaker("Yang")
    with pytest.raises(UnclearError) as other:
        agi.ask.mentions("Claude Code")

    assert {c["label"] for c in two.value.candidates} >= {"Yang Qiang", "Yang Zhilin"}
    assert [c["label"] for c in other.value.candidates] == ["Claude"]


def test_words_are_found_wherever_they_stand(agi: Workspace) -> None:
    """Every turn that holds the words, with its speaker; whole words alone."""
    found = agi.places.everywhere("coffee")
    turns = [
        u.index
        for u in agi.known.transcript.utterances
        if "coffee" in agi.known.transcript.words_of(u).lower() and u.kind == "speech"
    ]

    assert [p.utterance for p in found] == turns
    assert agi.places.everywhere("coff") == []
