"""Many events in one store on disk: each a named graph, replaced whole; readers keep what they opened."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from kg.cli.build import command as build
from kg.cli.query import command as query
from kg.errors import DataFileError, GraphError
from kg.export import export
from kg.graph.mapping import triples_of
from kg.graph.terms import KG
from kg.model import AnnotatedEvent
from kg.pipeline import named_graphs
from kg.store.disk import open_on_disk, write_events
from kg.store.graph import Graph
from kg.store.open import open_store

A, B = ox.NamedNode("https://w3id.org/panel-kg/event/a"), ox.NamedNode("https://w3id.org/panel-kg/event/b")
SHARED = b'<https://w3id.org/panel-kg/person/ada> <http://www.w3.org/2000/01/rdf-schema#label> "Ada" .\n'
ONLY_A = b"<urn:a> <urn:p> <urn:o> .\n"
ONLY_B = b"<urn:b> <urn:p> <urn:o> .\n"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


def lines(store: ox.Store, graph: ox.NamedNode | ox.DefaultGraph) -> set[bytes]:
    return set((store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=graph) or b"").splitlines(keepends=True))


def test_what_two_events_say_is_counted_once(tmp_path: Path) -> None:
    """A statement of both events is one statement in a query over all, and in each event's own graph."""
    write_events(tmp_path / "s", [(A, SHARED + ONLY_A), (B, SHARED + ONLY_B)])
    graph = Graph.open(tmp_path / "s")

    assert graph.select(COUNT).rows == [{"n": 3}]
    assert lines(graph.store, A) == {SHARED, ONLY_A}
    assert lines(graph.store, ox.DefaultGraph()) == {SHARED, ONLY_A, ONLY_B}
    assert Graph.open(tmp_path / "s", events=["a", "b"]).select(COUNT).rows == [{"n": 3}]
    assert Graph.open(tmp_path / "s", events=[B.value]).select(COUNT).rows == [{"n": 2}]


def test_an_event_is_replaced_whole(tmp_path: Path) -> None:
    """What the new event does not say is gone, unless another event says it."""
    write_events(tmp_path / "s", [(A, SHARED + ONLY_A), (B, SHARED + ONLY_B)])
    write_events(tmp_path / "s", [(A, b"<urn:new> <urn:p> <urn:o> .\n")])
    store = open_store(tmp_path / "s")

    assert lines(store, A) == {b"<urn:new> <urn:p> <urn:o> .\n"}
    assert lines(store, B) == {SHARED, ONLY_B}
    assert lines(store, ox.DefaultGraph()) == {b"<urn:new> <urn:p> <urn:o> .\n", SHARED, ONLY_B}


def test_events_are_loaded_in_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many events there are, they take few files; where the batches end changes nothing."""

    def events(n: int) -> list[tuple[ox.NamedNode, bytes]]:
        return [(ox.NamedNode(f"urn:e:{i}"), SHARED + b"<urn:%d> <urn:p> <urn:o> .\n" % i) for i in range(n)]

    write_events(tmp_path / "all", events(60))
    monkeypatch.setattr("kg.store.disk._BATCH", len(SHARED) * 7)
    write_events(tmp_path / "parts", events(60))
    stores = [open_store(tmp_path / name) for name in ("all", "parts")]

    assert len(list((tmp_path / "all" / "store-1").iterdir())) < 60
    assert set(stores[0]) == set(stores[1])
    assert len(stores[0]) == 60 * 2 + 61


def test_one_event_that_comes_twice_is_replaced_by_the_last(tmp_path: Path) -> None:
    """The second of two graphs of one name takes the place of the first, as if they had come one by one."""
    write_events(tmp_path / "s", [(A, SHARED + ONLY_A), (B, SHARED), (A, ONLY_B)], replace=True)
    store = open_store(tmp_path / "s")

    assert (lines(store, A), lines(store, B)) == ({ONLY_B}, {SHARED})
    assert lines(store, ox.DefaultGraph()) == {SHARED, ONLY_B}


@pytest.mark.parametrize(
    "written",
    [
        b"<urn:a> <urn:p> <urn:o>.",
        b"<urn:a> <urn:p> <urn:o> . # of another's hand\n",
        b"# a head\n\n<urn:a>   <urn:p> <urn:o> .\n",
        b"<urn:a> <urn:p> <urn:o> .\r\n",
    ],
)
def test_ntriples_of_others_are_in_both_graphs(tmp_path: Path, written: bytes) -> None:
    """N-Triples may be written with less space, more space, comments: what they say is the event's all the same."""
    write_events(tmp_path / "s", [(A, written)])
    store = open_store(tmp_path / "s")
    assert lines(store, A) == lines(store, ox.DefaultGraph()) == {ONLY_A}


def test_a_text_that_looks_like_the_end_of_a_line(tmp_path: Path) -> None:
    """Words that look like the end of a statement stay words."""
    said = b'<urn:a> <urn:p> "it ends . " .\n<urn:a> <urn:q> "so \\n. and .\\n" .\n'
    write_events(tmp_path / "s", [(A, said)])
    assert lines(open_store(tmp_path / "s"), A) == set(said.splitlines(keepends=True))


def keeps_most_files(store: Path) -> bool:
    """Replace one event of forty, and tell whether more than half of the store's files are the same ones, linked."""
    write_events(store, [(ox.NamedNode(f"urn:e:{i}"), SHARED + ONLY_A) for i in range(40)])
    before = {p.stat().st_ino for p in (store / "store-1").glob("*.sst")}
    write_events(store, [(ox.NamedNode("urn:e:7"), SHARED + ONLY_B)], replace=True)
    after = {p.stat().st_ino for p in (store / "store-2").glob("*.sst")}

    assert lines(open_store(store), ox.NamedNode("urn:e:7")) == {SHARED, ONLY_B}
    return len(before & after) > len(before) / 2


def test_replacing_one_event_rewrites_little(tmp_path: Path) -> None:
    """The files of the other events are the same ones, linked; only what is new is written.

    On a busy machine the engine joins files by itself while it is open, now and then half of them: it has five tries.
    """
    assert any(keeps_most_files(tmp_path / f"s{n}") for n in range(5))


def test_a_reader_keeps_what_it_opened(tmp_path: Path) -> None:
    """A store that is read stays as it was through later builds, and goes when nobody reads it."""
    write_events(tmp_path / "s", [(A, ONLY_A)])
    reader = (
        "import sys\nfrom pathlib import Path\nfrom kg.store.disk import open_on_disk\n"
        f"store = open_on_disk(Path({str(tmp_path / 's')!r}))\n"
        "print('open', flush=True)\nsys.stdin.readline()\nprint(len(store), flush=True)"
    )
    with subprocess.Popen([sys.executable, "-c", reader], stdin=-1, stdout=-1, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        for content in (ONLY_A + ONLY_B, ONLY_B, SHARED):
            write_events(tmp_path / "s", [(A, content)])
        assert {p.name for p in (tmp_path / "s").glob("store-*")} == {"store-1", "store-4"}
        assert process.communicate("\n")[0] == "2\n"
    write_events(tmp_path / "s", [(A, ONLY_A)])

    assert {p.name for p in (tmp_path / "s").glob("store-*")} == {"store-5"}


def test_two_builds_at_once_are_refused(tmp_path: Path) -> None:
    """While one build writes, another says so in one line."""
    write_events(tmp_path / "s", [(A, ONLY_A)])
    with (tmp_path / "s" / "lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(GraphError, match="another build is writing to this store"):
            write_events(tmp_path / "s", [(A, ONLY_B)])

    assert lines(open_on_disk(tmp_path / "s"), A) == {ONLY_A}


def test_a_build_that_fails_leaves_the_old_store(tmp_path: Path) -> None:
    """An error in the second of two sources leaves the store as it was, and nothing beside it."""

    def broken() -> object:
        yield A, ONLY_B
        raise DataFileError("event.yaml:1: broken")

    write_events(tmp_path / "s", [(A, ONLY_A)])
    with pytest.raises(DataFileError):
        write_events(tmp_path / "s", broken())  # type: ignore[arg-type]

    assert lines(open_on_disk(tmp_path / "s"), A) == {ONLY_A}
    assert {p.name for p in (tmp_path / "s").iterdir()} == {"lock", "current", "store-1"}


def test_what_a_killed_build_left_is_removed(tmp_path: Path) -> None:
    """A half-written store beside the one in use is neither read nor kept."""
    write_events(tmp_path / "s", [(A, ONLY_A)])
    half = tmp_path / "s" / "store-2"
    half.mkdir()
    (half / "000001.sst").write_bytes(b"half")
    os.symlink("store-2", tmp_path / "s" / ".current")
    write_events(tmp_path / "s", [(B, ONLY_B)])
    assert lines(open_on_disk(tmp_path / "s"), ox.DefaultGraph()) == {ONLY_A, ONLY_B}
    assert {p.name for p in (tmp_path / "s").iterdir()} == {"lock", "current", "store-2"}


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda p: p.write_text("x"), "is a file"),
        (lambda p: (p.mkdir(), (p / "notes.txt").write_text("x")), "is a folder with other files"),
        (lambda p: ox.Store(str(p)).flush(), "was not built by kg"),
    ],
)
def test_a_place_that_is_something_else_is_not_touched(tmp_path: Path, make: object, message: str) -> None:
    """A file, a folder of other things and a foreign store are refused."""
    make(tmp_path / "s")  # type: ignore[operator]
    with pytest.raises(GraphError, match=message):
        write_events(tmp_path / "s", [(A, ONLY_A)])


def test_a_store_of_others_is_read(tmp_path: Path) -> None:
    """A plain Oxigraph store is opened read-only, also while its owner writes; its named graphs are asked as one."""
    owner = ox.Store(str(tmp_path / "s"))
    owner.extend([ox.Quad(ox.NamedNode("urn:a"), KG.about, ox.Literal("x"), A)])
    owner.flush()

    assert Graph.open(tmp_path / "s").select("SELECT ?o { ?s kg:about ?o }").rows == [{"o": "x"}]


@pytest.mark.parametrize(
    ("prepare", "message"),
    [
        (lambda p: None, "no such file or folder"),
        (lambda p: p.mkdir(), "neither an event's output"),
        (lambda p: (p.mkdir(), (p / "CURRENT").write_text("MANIFEST-000009\n")), "cannot be opened as a store"),
        (lambda p: (p.mkdir(), (p / "current").symlink_to("store-9")), "neither an event's output"),
    ],
)
def test_what_is_no_store_is_told(tmp_path: Path, prepare: object, message: str) -> None:
    """A missing place, an empty folder and a damaged store each give one clear line."""
    prepare(tmp_path / "s")  # type: ignore[operator]
    with pytest.raises(GraphError, match=message):
        Graph.open(tmp_path / "s")


def test_events_of_every_kind_of_source(tmp_path: Path, small_panel: AnnotatedEvent, small_graph: Graph) -> None:
    """An event folder and the N-Quads of its graph give the same named graph; the same event twice is refused."""
    folder = Path(__file__).parent / "small_panel"
    quads = tmp_path / "panel.nq"
    quads.write_bytes(export(small_graph, "nquads"))
    ((name, one),) = named_graphs([folder])
    ((other, two),) = named_graphs([quads])

    assert (name, sorted(one.splitlines())) == (other, sorted(two.splitlines()))
    assert len(one.splitlines()) == len(triples_of(small_panel))
    with pytest.raises(DataFileError, match="is the same event as"):
        list(named_graphs([folder, quads]))


def test_command_builds_and_asks_a_store(tmp_path: Path) -> None:
    """`kg build A B --store DIR` and then `kg query DIR`, over both events and over one."""
    run = CliRunner()
    folder = Path(__file__).parent / "small_panel"
    (tmp_path / "b.nt").write_bytes(
        SHARED
        + f"<{B.value}> a <{KG.Event.value}> .\n".replace(
            " a ", " <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
        ).encode()
    )
    built = run.invoke(build, [str(folder), str(tmp_path / "b.nt"), "--store", str(tmp_path / "s")])
    asked = "SELECT ?l { ?e a kg:Event OPTIONAL { ?e rdfs:label ?l } } ORDER BY ?l"
    both = run.invoke(query, [str(tmp_path / "s"), asked, "--format", "jsonl"])
    one = run.invoke(query, [str(tmp_path / "s"), asked, "--format", "jsonl", "--event", "b"])

    assert "2 events written to" in built.output
    assert both.output == '{"l": null}\n{"l": "Old Town Forum: Should Cars Leave the Centre?"}\n'
    assert one.output == '{"l": null}\n'


def test_command_gives_up_in_time(tmp_path: Path) -> None:
    """`--timeout` ends a query that Oxigraph itself cannot stop: one line, exit 2."""
    path = tmp_path / "g.nt"
    path.write_bytes(b"".join(b"<urn:s%d> <urn:p> <urn:o%d> .\n" % (i, i) for i in range(2000)))
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f }"
    done = subprocess.run(
        [sys.executable, "-m", "kg.cli", "query", str(path), endless, "--timeout", "0.5"],
        check=False,
        capture_output=True,
        text=True,
        timeout=20,
    )

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "kg: query: no answer within 0.5 s (narrow the query, or give it longer with --timeout)\n"
