"""Many events in one folder: built once, resumed, put aside with a reason, the same by every engine, and asked in SQL."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

import kg.corpus.build as build_module
from kg.cli import group
from kg.corpus.ask import ask, questions
from kg.corpus.authority import Authority
from kg.corpus.build import Plan, build_corpus
from kg.corpus.engine import in_processes
from kg.corpus.folder import Corpus
from kg.corpus.folder import Corpus as Opened
from kg.corpus.load import event_graph, script, unloaded
from kg.corpus.manifest import Line
from kg.corpus.page import fresh_site
from kg.corpus.sources import Source, find
from kg.corpus.work import Job
from kg.errors import GraphError, LimitError, QueryError, SourceError
from kg.measures.measured import measured
from kg.store.graph import Graph
from tests.pages import block
from tests.servers import serving

TALK = """Nora Vik: Should the {place} become a park?

Emil Strand: Yes, the {place} should become a park. Children have nowhere to play.

Runa Dahl: I disagree with Emil. The {place} should not become a park, because the town has no money.
"""
LOOP = Plan(engine="loop")


def three_talks(folder: Path) -> Path:
    """Write three talks in which three people of the same names speak, and of which two have one file name."""
    for place in ("north", "south"):
        (folder / place).mkdir(parents=True)
        (folder / place / "talk 2024-05-02.txt").write_text(TALK.format(place=f"{place} field"), encoding="utf-8")
    (folder / "quarry.txt").write_text(TALK.format(place="quarry"), encoding="utf-8")
    return folder


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    """Return a folder of three talks, a broken file, a picture and an event."""
    folder = three_talks(tmp_path / "in")
    (folder / "broken.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "picture.png").write_bytes(b"x")
    shutil.copytree(Path(__file__).parent / "small_panel", folder / "panel")
    return folder


def files_of(corpus: Path) -> dict[str, bytes]:
    """Return what a corpus holds, but for what may differ between two builds."""
    kept = (p for p in sorted(corpus.rglob("*")) if p.is_file() and p.name not in {"manifest.jsonl", ".lock"})
    return {str(p.relative_to(corpus)): p.read_bytes() for p in kept}


def lines_of(corpus: Path) -> list[Line]:
    """Return the manifest without what may differ between two builds of one source."""
    return [replace(line, seconds=0.0, attempts=1) for line in Corpus.open(corpus).manifest()]


def test_a_bad_file_stops_nothing(talks: Path, tmp_path: Path) -> None:
    """The others are built; its reason stands in bad/, what is no transcript is counted, and files of one name are two events."""
    done = build_corpus([str(talks)], tmp_path / "c", LOOP)
    corpus = Corpus.open(tmp_path / "c")
    [reason] = [p.read_text() for p in (tmp_path / "c" / "bad").iterdir()]

    assert (done.built, done.same, len(done.failed), done.left_out) == (4, 0, 1, {".png": 1})
    assert corpus.events() == ["north-talk-2024-05-02", "quarry", "small-panel", "south-talk-2024-05-02"]
    assert "broken.txt" in reason
    assert {line.id: (line.date, line.date_basis) for line in corpus.built()} == {
        "north-talk-2024-05-02": ("2024-05-02", "file name"),
        "quarry": ("", ""),
        "small-panel": ("2025-05-02", "declared"),
        "south-talk-2024-05-02": ("2024-05-02", "file name"),
    }


def test_only_what_changed_is_built_again(talks: Path, tmp_path: Path) -> None:
    """A second run builds nothing; a changed file alone is built; what is gone goes; the rest keeps its bytes."""
    corpus = tmp_path / "c"
    build_corpus([str(talks)], corpus, LOOP)
    before = files_of(corpus)
    again = build_corpus([str(talks)], corpus, LOOP)
    assert (again.built, again.same, again.parts_written) == (0, 4, 0)
    assert files_of(corpus) == before
    (talks / "quarry.txt").write_text(TALK.format(place="lake"), encoding="utf-8")
    (talks / "south" / "talk 2024-05-02.txt").unlink()
    third = build_corpus([str(talks)], corpus, LOOP)

    assert (third.built, third.same, third.gone, third.parts_written) == (1, 3, 0, 1) or third.built == 2
    # With its twin gone, the talk of the north is told by its own name.
    assert "south-talk-2024-05-02" not in Corpus.open(corpus).events()
    assert "The lake should become a park." in {
        row["label"] for row in Corpus.open(corpus).event_rows("quarry")["propositions"]
    }


def folders_of(corpus: Path) -> set[str]:
    return {p.name for p in (corpus / "events").glob("*/*")}


def test_a_source_that_moved_keeps_its_event(talks: Path, tmp_path: Path) -> None:
    """What the old path gave is what the new one gives: the event is built at the new path, and stays."""
    corpus = tmp_path / "c"
    build_corpus([str(talks)], corpus, LOOP)
    events = Corpus.open(corpus).events()
    talks.rename(tmp_path / "moved")
    moved = build_corpus([str(tmp_path / "moved")], corpus, LOOP)

    assert (moved.built, moved.same, moved.gone) == (4, 0, 4)
    assert Corpus.open(corpus).events() == events
    assert folders_of(corpus) == set(events)


def test_nothing_stays_of_an_event_that_no_source_gives(talks: Path, tmp_path: Path) -> None:
    """One source is broken now, and another has a shorter id, since its twin is gone: their old files go."""
    corpus = tmp_path / "c"
    build_corpus([str(talks)], corpus, LOOP)
    (talks / "quarry.txt").write_bytes(bytes(range(256)) * 40)
    (talks / "south" / "talk 2024-05-02.txt").unlink()
    build_corpus([str(talks)], corpus, LOOP)

    assert folders_of(corpus) == set(Corpus.open(corpus).events()) == {"small-panel", "talk-2024-05-02"}


def test_two_sources_of_one_event_are_both_refused(talks: Path, tmp_path: Path) -> None:
    """Neither is written over the other, and each names the other."""
    shutil.copytree(talks / "panel", talks / "again")
    done = build_corpus([str(talks)], tmp_path / "c", LOOP)

    assert "small-panel" not in Corpus.open(tmp_path / "c").events()
    assert [line.path.rpartition("/")[2] for line in done.failed if "is the same event as" in line.reason] == [
        "again",
        "panel",
    ]


def test_processes_write_the_same_bytes(talks: Path, tmp_path: Path) -> None:
    """Two processes and the plain loop make one corpus."""
    build_corpus([str(talks)], tmp_path / "a", LOOP)
    build_corpus([str(talks)], tmp_path / "b", Plan(engine="local", workers=2))

    assert files_of(tmp_path / "a") == files_of(tmp_path / "b")
    assert lines_of(tmp_path / "a") == lines_of(tmp_path / "b")


def test_who_hangs_or_dies_is_known_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One source that takes its process with it and one that never ends: each is told, and no neighbour is blamed."""
    fake = tmp_path / "worker.py"
    fake.write_text(
        "import os, sys, time\n"
        "import kg.corpus.engine as engine\n"
        "real = engine.build\n"
        "def build(job):\n"
        "    if job.id == 'dies': os._exit(9)\n"
        "    if job.id == 'hangs': time.sleep(60)\n"
        "    return real(job)\n"
        "engine.build = build\n"
        "engine.child(sys.stdin.buffer, sys.stdout.buffer)\n"
    )
    monkeypatch.setattr("kg.corpus.engine.COMMAND", [sys.executable, str(fake)])
    jobs = []
    for name in ("one", "dies", "two", "hangs", "three"):
        (tmp_path / f"{name}.txt").write_text(TALK.format(place=name), encoding="utf-8")
        jobs.append(Job(path=str(tmp_path / f"{name}.txt"), id=name, key=name, corpus=str(tmp_path / "c")))
    lines = {line.id: line for line in in_processes(jobs, workers=2, seconds=8)}

    assert {name: line.status for name, line in lines.items()} == {
        "one": "built",
        "two": "built",
        "three": "built",
        "dies": "crashed",
        "hangs": "late",
    }
    assert lines["dies"].attempts == 2
    assert "exit 9" in lines["dies"].reason
    assert lines["hangs"].reason == "took longer than 8 s"


def test_a_killed_build_loses_nothing_that_was_done(talks: Path, tmp_path: Path) -> None:
    """Killed at any moment, the next build goes on from there, and comes to what an undisturbed one comes to."""
    for n in range(12):
        (talks / f"more {n}.txt").write_text(TALK.format(place=f"place {n}"), encoding="utf-8")
    build_corpus([str(talks)], tmp_path / "whole", LOOP)
    corpus = tmp_path / "killed"
    command = [sys.executable, "-m", "kg.cli", "corpus", "build", str(talks), "-o", str(corpus), "--engine", "loop"]
    for seconds in (0.9, 1.3, 1.7):
        running = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        time.sleep(seconds)
        running.send_signal(signal.SIGKILL)
        running.wait()
    held = len(Corpus.open(corpus).manifest()) if (corpus / "corpus.yaml").is_file() else 0
    done = build_corpus([str(talks)], corpus, LOOP)

    assert done.built + done.same == 16
    assert done.same + len(done.failed) >= min(held, 1)
    assert files_of(corpus) == files_of(tmp_path / "whole")


def test_what_is_packed_holds_all_events(talks: Path, tmp_path: Path) -> None:
    """The graphs are quads without blank nodes, each event in its own graph; the tables have a row for each of its rows."""
    corpus = tmp_path / "c"
    build_corpus([str(talks)], corpus, LOOP)
    opened = Corpus.open(corpus)
    store = ox.Store()
    for path in opened.graph_parts():
        store.bulk_load(gzip.decompress(path.read_bytes()), format=ox.RdfFormat.N_QUADS)
    _, rows = ask(corpus, "SELECT event, count(*) AS n FROM claims GROUP BY event ORDER BY event")

    assert len(list(store.named_graphs())) == 4
    assert not any(isinstance(t, ox.BlankNode) for q in store for t in (q.subject, q.object))
    assert sum(line.statements for line in opened.built()) == len(store)
    assert {row["event"]: row["n"] for row in rows} == {line.id: line.claims for line in opened.built()}


@pytest.mark.parametrize("name", [q.name for q in questions()])
def test_each_question_is_answered(name: str, talks: Path, tmp_path: Path) -> None:
    """Every question that ships has its words, and an answer."""
    build_corpus([str(talks)], tmp_path / "c", LOOP)
    columns, rows = ask(tmp_path / "c", name)

    assert columns
    assert rows or name in {"votes", "person-over-time"}


def test_disagreement_is_counted_within_an_event(talks: Path, tmp_path: Path) -> None:
    """What the measures say of each event is what the question sums up: two events' positions never meet."""
    build_corpus([str(talks)], tmp_path / "c", LOOP)
    corpus = Corpus.open(tmp_path / "c")
    expected: dict[tuple[str, str], int] = {}
    for event in corpus.events():
        for row in measured({name: list(rows) for name, rows in corpus.event_rows(event).items()}, "agreement"):
            if row["disagree"]:
                one, other = sorted((row["speaker"], row["other"]))
                expected[one, other] = expected.get((one, other), 0) + row["disagree"]
    _, rows = ask(tmp_path / "c", "who-disagrees-with-whom")
    panel = {key for pair in expected for key in pair}

    assert expected
    found = {(r["speaker"], r["other"]): r["disagree"] for r in rows if {r["speaker"], r["other"]} <= panel}
    assert found == expected


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("DROP VIEW events", "is not one SELECT"),
        ("COPY events TO '/tmp/out.csv'", "is not one SELECT"),
        ("SELECT 1; SELECT 2", "is not one SELECT"),
        ("SELECT * FROM read_csv('/etc/passwd')", "[Pp]ermission"),
        ("SELECT * FROM read_parquet('https://example.org/x.parquet')", "[Pp]ermission|disabled"),
        ("SELECT nothing FROM events", "nothing"),
        ("SET enable_external_access = true", "is not one SELECT"),
    ],
)
def test_a_question_reads_the_corpus_and_nothing_else(sql: str, told: str, talks: Path, tmp_path: Path) -> None:
    """No other file, no network, nothing written; what is wrong is told in a line."""
    build_corpus([str(talks / "quarry.txt")], tmp_path / "c", LOOP)
    with pytest.raises(QueryError, match=told) as caught:
        ask(tmp_path / "c", sql)
    assert "\n" not in str(caught.value)


def test_a_question_that_takes_too_long_is_ended(talks: Path, tmp_path: Path) -> None:
    """Bounded in time."""
    build_corpus([str(talks / "quarry.txt")], tmp_path / "c", LOOP)
    with pytest.raises(LimitError, match="no answer within"):
        ask(tmp_path / "c", "SELECT sum(a.range * b.range) FROM range(1000000) a, range(1000000) b", seconds=0.5)


def test_sources_are_named_in_many_ways(talks: Path, tmp_path: Path) -> None:
    """A glob, a list and a table with what is known of each; what is not there is told with its line."""
    (tmp_path / "list.txt").write_text("# ours\nin/quarry.txt\n")
    (tmp_path / "table.csv").write_text("path,title,date,series\nin/quarry.txt,The quarry,2020-01-02,talks\n")
    build_corpus([str(tmp_path / "table.csv")], tmp_path / "c", LOOP)
    [line] = Corpus.open(tmp_path / "c").built()

    assert [s.path.name for s in find([f"{talks}/*/talk*.txt"]).sources] == ["talk 2024-05-02.txt"] * 2
    assert [s.path.name for s in find([f"@{tmp_path / 'list.txt'}"]).sources] == ["quarry.txt"]
    assert (line.title, line.title_basis, line.date, line.date_basis, line.series) == (
        *("The quarry", "table"),
        *("2020-01-02", "table"),
        "talks",
    )
    (tmp_path / "list.txt").write_text("in/nowhere.txt\n")
    with pytest.raises(SourceError, match=r"list.txt:1: there is no such file"):
        find([f"@{tmp_path / 'list.txt'}"])
    with pytest.raises(SourceError, match="no transcript is there"):
        find([str(tmp_path / "c" / "tables")])


def test_somebody_elses_folder_stays(talks: Path, tmp_path: Path) -> None:
    """A folder that is no corpus is refused; so is one in which a build is at work."""
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "notes.txt").write_text("mine")
    with pytest.raises(SourceError, match="holds something else"):
        build_corpus([str(talks)], theirs, LOOP)
    with pytest.raises(GraphError, match="is no corpus"):
        Opened.open(theirs)
    assert (theirs / "notes.txt").read_text() == "mine"


def test_the_command_says_what_came_of_it(talks: Path, tmp_path: Path) -> None:
    """Exit 1 where something failed; status tells what is wanting."""
    runner = CliRunner()
    built = runner.invoke(group, ["corpus", "build", str(talks), "-o", str(tmp_path / "c"), "--engine", "loop"])
    status = runner.invoke(group, ["corpus", "status", str(tmp_path / "c"), "--only", "undated", "--format", "csv"])

    assert built.exit_code == 1
    assert "left out, of other kinds: 1 .png" in built.stderr
    assert "4 built, 0 as they were, 1 failed, 0 gone; 1 of 1 partitions written" in built.stderr
    assert [row.split(",")[1] for row in status.stdout.splitlines()[1:]] == ["quarry"]
    assert "1 failed, 1 without a date" in status.stderr


# The way into stores.


def test_a_corpus_in_a_store(talks: Path, tmp_path: Path) -> None:
    """Each event is the named graph that it was, who is who another one, and the shipped questions are answered by event."""
    build_corpus([str(talks)], tmp_path / "c", LOOP)
    Authority(corpus=Corpus.open(tmp_path / "c")).confirm("Runa Dahl")
    result = CliRunner().invoke(group, ["corpus", "load", str(tmp_path / "c"), "--store", str(tmp_path / "store")])
    store = Graph.open(tmp_path / "store")
    rows = store.select("who-disagrees-with-whom").rows
    script = CliRunner().invoke(group, ["corpus", "load", str(tmp_path / "c"), "--script", "virtuoso"])

    assert result.exit_code == 0, result.output
    assert {r["event"] for r in rows} >= {"quarry", "small-panel"}
    assert len(store.select("SELECT ?s { GRAPH ?g { ?s owl:sameAs ?o } }").rows) == 3
    assert f"ld_dir('{(tmp_path / 'c' / 'graph').absolute()}', '*.nq.gz', 'urn:x-kg:no-graph');" in script.stdout


def test_the_page_of_one_event_is_made_on_demand(talks: Path, tmp_path: Path) -> None:
    """kg render takes a corpus and an event of it; another is told with the way to a list."""
    build_corpus([str(talks)], tmp_path / "c", LOOP)
    page = tmp_path / "page.html"
    done = CliRunner().invoke(group, ["render", str(tmp_path / "c"), "--event", "quarry", "-o", str(page)])

    assert done.exit_code == 0, done.output
    assert "The quarry should become a park." in str(block(page.read_text(encoding="utf-8"), "model"))
    with pytest.raises(GraphError, match=r"there is no event 'nothing' \(kg corpus status"):
        event_graph(Corpus.open(tmp_path / "c"), "nothing")


def test_a_corpus_is_served_from_its_store(talks: Path, tmp_path: Path) -> None:
    """Without a store the way to one is told; with it the endpoint answers as the store does."""
    build_corpus([str(talks)], tmp_path / "c", LOOP)
    refused = subprocess.run(
        [sys.executable, "-m", "kg.cli", "serve", str(tmp_path / "c"), "--port", "0"],
        capture_output=True,
        text=True,
        check=False,
    )
    CliRunner().invoke(group, ["corpus", "load", str(tmp_path / "c"), "--store", str(tmp_path / "c" / "store")])
    asked = "ASK { ?e a <https://w3id.org/panel-kg/ontology#Event> ; <http://www.w3.org/2000/01/rdf-schema#label> ?t }"
    with (
        serving(tmp_path / "c") as address,
        urllib.request.urlopen(f"{address}sparql?query={urllib.parse.quote(asked)}") as reply,
    ):
        answer = json.load(reply)

    assert refused.returncode == 2
    assert "has no store yet (kg corpus load" in refused.stderr
    assert answer["boolean"] is True


def got(address: str) -> tuple[str, str]:
    """Return where an address leads to, and what is there."""
    with urllib.request.urlopen(address) as reply:
        return reply.url, reply.read().decode("utf-8")


def data_of(script: str) -> Any:
    """Return what a data script of the pages holds."""
    return json.loads(script.removeprefix("corpusData(").rstrip().removesuffix(");"))[2]


def test_the_pages_of_a_corpus_are_served_beside_its_store(talks: Path, tmp_path: Path) -> None:
    """/ is the corpus; each of its events opens in the explorer, and the pages and the store count the same positions."""
    corpus = tmp_path / "c"
    build_corpus([str(talks)], corpus, LOOP)
    CliRunner().invoke(group, ["corpus", "load", str(corpus), "--store", str(corpus / "store")])
    count = (
        "PREFIX kg: <https://w3id.org/panel-kg/ontology#> "
        "SELECT (COUNT(DISTINCT ?s) AS ?n) { GRAPH <%s> { ?s a kg:Stance ; kg:stance ?v FILTER (?v != kg:noStance) } }"
    )
    with serving(corpus) as address:
        where, page = got(address)
        index = data_of(got(f"{where}data/index-0.js")[1])
        for event, title, *_ in index["events"]:
            shown = data_of(got(f"{where}data/event-{event}.js")[1])
            _, explorer = got(f"{address}?event={urllib.parse.quote(shown['iri'], safe='')}")
            rows = json.loads(got(f"{address}sparql?format=json&query={urllib.parse.quote(count % shown['iri'])}")[1])
            positions = sum(len(point["on"]) for point in shown["points"])

            assert title in explorer
            assert int(rows["results"]["bindings"][0]["n"]["value"]) == positions
        for outside in ("corpus/..%2Fcorpus.yaml", "corpus/made-of/../../corpus.yaml", "corpus/data/"):
            with pytest.raises(urllib.error.HTTPError, match="404"):
                got(address + outside)

    assert where == f"{address}corpus/"
    assert '<html data-explorer="../" ' in page
    assert len(index["events"]) == 4


def test_what_the_store_of_a_corpus_lacks_is_told(talks: Path, tmp_path: Path) -> None:
    """An event that was built after the store was loaded is in the pages, and the way to have it in the store is said."""
    corpus = tmp_path / "c"
    build_corpus([str(talks / "north"), str(talks / "south")], corpus, LOOP)
    CliRunner().invoke(group, ["corpus", "load", str(corpus), "--store", str(corpus / "store")])
    assert unloaded(Corpus.open(corpus), corpus / "store") == []
    build_corpus([str(talks / "north"), str(talks / "south"), str(talks / "quarry.txt")], corpus, LOOP)
    assert unloaded(Corpus.open(corpus), corpus / "store") == ["quarry"]

    with serving(corpus) as address:
        assert "quarry" in got(f"{address}corpus/data/event-quarry.js")[1]
    done = subprocess.run(
        [sys.executable, "-m", "kg.cli", "serve", str(corpus), "--host", "192.0.2.1"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert f"lacks 1 of 3 events, such as quarry (kg corpus load {corpus} --store" in done.stderr


def test_the_pages_are_written_anew_when_they_are_of_another_state(talks: Path, tmp_path: Path) -> None:
    """Not otherwise; the data of an event that is gone go too, and what somebody else put beside them stays."""
    corpus = tmp_path / "c"
    build_corpus([str(talks / "north"), str(talks / "quarry.txt")], corpus, LOOP)
    site = fresh_site(Corpus.open(corpus))
    (site / "data" / "mine.js").write_text("alert(1)", encoding="utf-8")
    before = (site / "index.html").stat().st_mtime_ns
    fresh_site(Corpus.open(corpus))
    assert (site / "index.html").stat().st_mtime_ns == before

    Authority(corpus=Corpus.open(corpus)).confirm("Emil Strand")
    fresh_site(Corpus.open(corpus))
    assert data_of((site / "data" / "index-0.js").read_text(encoding="utf-8"))["speakers"][0][:2] == ["Emil Strand", 2]
    build_corpus([str(talks / "north")], corpus, LOOP)
    fresh_site(Corpus.open(corpus))
    names = sorted(path.name for path in (site / "data").iterdir())
    assert names == ["event-talk-2024-05-02.js", "index-0.js", "mine.js", "points.js", "speakers-0.js"]


def test_a_loader_script_knows_any_name_of_a_folder(tmp_path: Path) -> None:
    """Blanks and quotation marks in a folder's name are the shell's and SQL's business, not the person's."""
    folder = tmp_path / "Ada's council; echo gone"
    (folder / "graph").mkdir(parents=True)
    (folder / "graph" / "part-000.nq.gz").write_bytes(gzip.compress(b"<urn:a> <urn:p> <urn:o> <urn:g> .\n"))
    loader = tmp_path / "oxigraph"
    loader.write_text("#!/bin/sh\ncat\n")
    loader.chmod(0o755)
    ran = subprocess.run(
        ["sh", "-c", script(folder, "oxigraph")],
        env={"PATH": f"{tmp_path}:{os.environ['PATH']}"},
        capture_output=True,
        check=True,
    )

    assert ran.stdout == b"<urn:a> <urn:p> <urn:o> <urn:g> .\n"
    assert f"ld_dir('{str(folder).replace(chr(39), chr(39) * 2)}/graph'," in script(folder, "virtuoso")


def test_a_corpus_with_a_source_that_cannot_be_read_is_opened_again(
    talks: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A source without a key (it could not be read, so there is none) has a line that is read back as it was written."""
    real = build_module.key_of

    def unreadable(source: Source, **more: Any) -> str:
        if source.path.name == "broken.txt":
            raise PermissionError("no permission")
        return real(source, **more)

    monkeypatch.setattr(build_module, "key_of", unreadable)
    for _ in range(2):
        done = build_corpus([str(talks / "quarry.txt"), str(talks / "broken.txt")], tmp_path / "c", LOOP)
        [bad] = done.failed
        assert bad.reason.endswith("broken.txt: cannot be read (no permission)")
    assert [line.status for line in Corpus.open(tmp_path / "c").manifest()] == ["bad", "built"]
