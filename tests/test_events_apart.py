"""Events told apart: whatever takes a graph of several gives results event by event, or asks which is meant."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from kg.cli import group
from kg.errors import GraphError
from kg.graph.mapping import triples_of
from kg.model import AnnotatedEvent
from kg.pipeline import Options, event_id, named_graphs, output_files, write_output
from kg.store.disk import write_events
from kg.store.graph import Graph
from kg.store.parts import parts
from kg.store.same_text import of_one_transcript

KG = "https://w3id.org/panel-kg/"


def run(*arguments: object) -> tuple[int, str, str]:
    """Return exit code, stdout and stderr of a command; an error of ours as the line that it is told by."""
    done = CliRunner().invoke(group, [str(a) for a in arguments])
    return done.exit_code, done.stdout, done.stderr if not done.exception else f"{done.stderr}{done.exception}"


@pytest.fixture(scope="module")
def second(small_panel: AnnotatedEvent) -> AnnotatedEvent:
    """Return another event with the same ids and people, in which the host is a panelist and Ada the host."""
    roles = {"Mara Lind": "panelist", "Ada Okafor": "host"}
    speakers = tuple(replace(s, role=roles.get(s.name, s.role)) for s in small_panel.speakers)  # type: ignore[arg-type]
    return replace(small_panel, event=replace(small_panel.event, id="second", title="Second"), speakers=speakers)


@pytest.fixture
def both(tmp_path: Path, small_panel: AnnotatedEvent, second: AnnotatedEvent) -> Path:
    """Return a Turtle file in which the two are merged."""
    path = tmp_path / "both.ttl"
    path.write_bytes(Graph.from_triples(triples_of(small_panel) + triples_of(second)).serialize())
    return path


@pytest.fixture
def store(tmp_path: Path, small_panel: AnnotatedEvent, second: AnnotatedEvent) -> Path:
    """Return a store of the two."""
    graphs = [
        (ox.NamedNode(f"{KG}event/{e.event.id}"), ox.serialize(triples_of(e), format=ox.RdfFormat.N_TRIPLES) or b"")
        for e in (small_panel, second)
    ]
    write_events(tmp_path / "s", graphs)
    return tmp_path / "s"


def alone(event: AnnotatedEvent, folder: Path) -> Path:
    path = folder / f"{event.event.id}.ttl"
    path.write_bytes(Graph.from_event(event).serialize())
    return path


@pytest.mark.parametrize("table", ["consensus", "agreement", "cruxes", "concepts", "questions"])
def test_a_measure_of_two_events_is_that_of_each(  # noqa: PLR0917 - fixtures
    table: str, tmp_path: Path, store: Path, both: Path, small_panel: AnnotatedEvent, second: AnnotatedEvent
) -> None:
    """In a store and in a merged file each event has the rows that it has alone: roles and stances are never mixed."""
    each = [
        json.loads(run("measure", alone(e, tmp_path), "--table", table, "--format", "json")[1])
        for e in (second, small_panel)
    ]

    for place in (store, both):
        assert json.loads(run("measure", place, "--table", table, "--format", "json")[1]) == [*each[0], *each[1]]
        only = run("measure", place, "--event", "second", "--table", table, "--format", "json")[1]
        assert json.loads(only) == each[0]
    assert each[0] != each[1]


def test_of_merged_events_each_gets_its_own_statements(
    both: Path, small_panel: AnnotatedEvent, second: AnnotatedEvent
) -> None:
    """A merged file is divided into what its events say, to the last statement."""
    found = {part.iri: set(part.source) for part in parts(Graph.open(both).source)}  # type: ignore[call-overload]

    assert found == {
        f"{KG}event/{e.event.id}": {ox.Quad(t.subject, t.predicate, t.object) for t in triples_of(e)}
        for e in (small_panel, second)
    }


def test_shortcuts_between_shared_people_stay_with_the_event_that_bears_them_out(
    small_panel: AnnotatedEvent, second: AnnotatedEvent
) -> None:
    """Who disagrees at one event does not disagree at another where nothing is said."""
    silent = replace(second, stances=(), relations=(), references=())
    merged = Graph.from_triples(triples_of(small_panel) + triples_of(silent))
    graph = Graph(parts(merged.source)[0].source)

    assert graph.select("SELECT ?a ?b { ?a kg:agreesWith|kg:disagreesWith ?b }").rows == []
    assert set(graph.store) == {ox.Quad(t.subject, t.predicate, t.object) for t in triples_of(silent)}


def test_what_no_event_says_is_not_lost(small_panel: AnnotatedEvent, second: AnnotatedEvent) -> None:
    """In a merged graph a claim that names no event is a row of none, and a finding of none."""
    orphan = ox.NamedNode("urn:orphan")
    kind = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    triples = [*triples_of(small_panel), *triples_of(second)]
    triples.append(ox.Triple(orphan, kind, ox.NamedNode(f"{KG}ontology#Claim")))
    found = parts(Graph.from_triples(triples).source)

    assert [part.event for part in found] == ["second", "small-panel", ""]
    assert [quad.subject for quad in found[-1].source] == [orphan]  # type: ignore[union-attr]


def test_a_page_is_of_one_event(tmp_path: Path, both: Path) -> None:
    """Without --event the command asks which; with it the page has the title of that event alone."""
    code, _, said = run("render", both, "-o", tmp_path / "page.svg")
    chosen = run("render", both, "-o", tmp_path / "page.svg", "--event", "second")

    assert (code, said) == (
        1,
        "the explorer shows one event, and there are 2 (choose one with --event: second, small-panel)",
    )
    assert chosen[0] == 0
    assert "Second" in (tmp_path / "page.svg").read_text(encoding="utf-8")


def test_xaif_is_of_one_event_and_argdown_names_each(both: Path) -> None:
    """xAIF has one dialogue; Argdown has unique titles."""
    code, _, said = run("export", both, "--to", "xaif")
    argdown = run("export", both, "--to", "argdown")[1]

    assert (code, "xAIF shows one event" in said) == (1, True)
    assert json.loads(run("export", both, "--to", "xaif", "--event", "second")[1])["event"]["id"] == "second"
    assert argdown.count("[second closing-is-safer]:") == argdown.count("[small-panel closing-is-safer]:") == 1


def test_findings_say_in_which_event(tmp_path: Path, small_panel: AnnotatedEvent, second: AnnotatedEvent) -> None:
    """Of two events the one is right and the other lacks a role: the row names it, and --event leaves it out."""
    bad = [t for t in triples_of(second) if t.predicate.value != f"{KG}ontology#eventRole"]
    path = tmp_path / "both.ttl"
    path.write_bytes(Graph.from_triples(triples_of(small_panel) + bad).serialize())
    code, out, _ = run("validate", path, "--only", "queries", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out, newline="")))

    assert code == 1
    assert {(r["event"], r["rule"]) for r in rows} == {("second", "missing-value")}
    assert len(rows) == len(second.speakers)
    assert run("validate", path, "--only", "queries", "--event", "small-panel")[0] == 0


def test_a_push_takes_the_events_that_are_named(store: Path, both: Path) -> None:
    """Named graphs can be chosen, from a store and from a merged file; an unknown one is told."""
    for place in (store, both):
        found = [name.value for name, _ in named_graphs([place], events=["second"])]
        assert found == [f"{KG}event/second"]
    with pytest.raises(GraphError, match="there is no event 'third'"):
        list(named_graphs([store], events=["third"]))


@pytest.mark.parametrize(
    "name", ["who-disagrees-with-whom", "propositions-that-split-the-panel", "host-opinions", "speakers-by-turns"]
)
def test_shipped_queries_say_which_event(
    name: str, store: Path, tmp_path: Path, small_panel: AnnotatedEvent, second: AnnotatedEvent
) -> None:
    """The answer over a store is the answers of its events, each row with the event's id."""
    of_each = [Graph.open(alone(e, tmp_path)).select(name).rows for e in (second, small_panel)]
    rows = Graph.open(store).select(name).rows

    assert [r for r in rows if r["event"] == "second"] == of_each[0]
    assert [r for r in rows if r["event"] == "small-panel"] == of_each[1]
    assert len(rows) == len(of_each[0]) + len(of_each[1]) > 0


MEETINGS = {
    "north": "Ann Lee: The tram should run all night long, on every line we have.\nBo Katz: No, it should not, for it hums.\n",
    "south": "Cy Dunn: Our harbour wants a new crane before the winter comes.\nDi Egan: It does, and soon.\n",
}


@pytest.fixture
def meetings(tmp_path: Path) -> Callable[[str], Path]:
    """Return where two meetings lie, each in a folder of its own under the same file name."""

    def place(file: str) -> Path:
        for name, text in MEETINGS.items():
            (tmp_path / name).mkdir(exist_ok=True)
            (tmp_path / name / file).write_text(text, encoding="utf-8")
        return tmp_path

    return place


def test_a_file_called_as_all_are_is_called_as_its_folder(meetings: Callable[[str], Path]) -> None:
    """north/transcript.txt and south/transcript.txt are two events."""
    folder = meetings("transcript.txt")

    assert [event_id(folder / n / "transcript.txt") for n in MEETINGS] == ["north", "south"]
    for name in MEETINGS:
        assert run("build", folder / name / "transcript.txt", "--store", folder / "s")[0] == 0
    assert [p.event for p in parts(Graph.open(folder / "s").source)] == ["north", "south"]


def test_another_event_of_the_same_id_is_refused_and_not_overwritten(meetings: Callable[[str], Path]) -> None:
    """A second meeting.txt is refused, with the remedy; the mended first one takes the place of the first."""
    folder = meetings("meeting.txt")
    first, other = folder / "north" / "meeting.txt", folder / "south" / "meeting.txt"

    assert run("build", first, "--store", folder / "s")[0] == 0
    before = Graph.open(folder / "s").serialize()
    code, _, said = run("build", other, "--store", folder / "s")
    assert code == 1
    assert "is in the store already, with another transcript" in said
    assert Graph.open(folder / "s").serialize() == before
    first.write_text(MEETINGS["north"].replace("hums", "hums at night"), encoding="utf-8")
    assert run("build", first, "--store", folder / "s")[0] == 0
    assert run("build", other, "--store", folder / "s", "--replace")[0] == 0
    assert "harbour" in Graph.open(folder / "s").serialize().decode()


def test_another_event_does_not_take_the_folder_of_the_first(
    meetings: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without -o two files of one name would both go to output/meeting: the second is refused."""
    folder = meetings("meeting.txt")
    monkeypatch.chdir(folder)

    assert run("build", "north/meeting.txt", "--no-page")[0] == 0
    code, _, said = run("build", "south/meeting.txt", "--no-page")
    assert (code, "holds another event of that id" in said) == (1, True)
    assert "tram" in (folder / "output" / "meeting" / "transcript.txt").read_text(encoding="utf-8")
    assert run("build", "south/meeting.txt", "--no-page", "--replace")[0] == 0


def test_the_same_transcript_is_told_from_another(small_panel: AnnotatedEvent) -> None:
    """Renamed speakers do not make another transcript of it; where there are no words nothing is said."""
    graph = ox.serialize(triples_of(small_panel), format=ox.RdfFormat.N_TRIPLES) or b""
    renamed = graph.replace(b"Ada Okafor", b"Eve Smith")

    assert of_one_transcript(graph, renamed)
    assert of_one_transcript(graph, b"")


def test_an_output_is_not_built_from(tmp_path: Path, small_panel: AnnotatedEvent) -> None:
    """What a build wrote is refused as a source, and stays as it was."""
    write_output(output_files(small_panel, Options(page=False)), tmp_path / "out")
    before = (tmp_path / "out" / "graph.ttl").read_bytes()
    code, _, said = run("build", tmp_path / "out", "--no-page")

    assert (code, "is what a build wrote" in said) == (1, True)
    assert (tmp_path / "out" / "graph.ttl").read_bytes() == before


def test_an_error_names_the_folder_of_its_event(event_folder: Path) -> None:
    """Of many events, the message says in which of them the fault is."""
    path = event_folder / "annotations.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "\nnonsense: [", encoding="utf-8")

    assert f"{event_folder.name}/annotations.yaml:" in run("build", event_folder, "--no-page")[2]
