"""Sources that lie elsewhere: listed, copied into the corpus, fetched again when they are others, and never outside it."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import fsspec
import pytest
from fsspec.implementations.memory import MemoryFileSystem

from kg.corpus.build import Plan, build_corpus
from kg.corpus.folder import Corpus
from kg.corpus.load import event_graph
from kg.corpus.sources import find
from kg.errors import SourceError

LOOP = Plan(engine="loop")
TALK = "Nora Vik: Should the {place} become a park?\n\nEmil Strand: Yes, the {place} should become a park.\n"


def source_of(corpus: Path, event: str) -> str:
    """Return what the graph says an event's transcript comes from."""
    query = "SELECT ?s { ?e a kg:Event ; dcterms:source ?s }"
    return str(event_graph(Corpus.open(corpus), event).select(query).rows[0]["s"])


@pytest.fixture
def memory() -> Iterator[MemoryFileSystem]:
    """Return fsspec's file system in memory with two councils' talks, a picture and a hidden file."""
    there = fsspec.filesystem("memory")
    for place in ("north", "south"):
        there.pipe(f"/{place}/2024-05-02/transcript.txt", TALK.format(place=f"{place} field").encode())
    there.pipe("/north/view.png", b"x")
    there.pipe("/north/.listing", b"x")
    yield there
    there.rm("/north", recursive=True)
    there.rm("/south", recursive=True)


def test_a_folder_elsewhere_becomes_a_corpus(memory: MemoryFileSystem, tmp_path: Path) -> None:
    """Each file is an event with the id of its shortest unique path, its date, and its address as source."""
    done = build_corpus(["memory://north", "memory://south"], tmp_path / "c", LOOP)
    lines = Corpus.open(tmp_path / "c").built()

    assert (done.built, done.failed, done.left_out) == (2, (), {".png": 1})
    assert [(line.id, line.path, line.date) for line in lines] == [
        ("north-2024-05-02", "memory:///north/2024-05-02/transcript.txt", "2024-05-02"),
        ("south-2024-05-02", "memory:///south/2024-05-02/transcript.txt", "2024-05-02"),
    ]
    assert source_of(tmp_path / "c", "north-2024-05-02") == "memory:///north/2024-05-02/transcript.txt"


def test_only_what_is_another_is_fetched_and_built_again(memory: MemoryFileSystem, tmp_path: Path) -> None:
    """A file that the service says is another is built anew; the others are as they were."""
    build_corpus(["memory://north", "memory://south"], tmp_path / "c", LOOP)
    opened: list[str] = []
    real = MemoryFileSystem.open

    def counted(self: MemoryFileSystem, path: str, *args: object, **more: object) -> object:
        opened.append(path)
        return real(self, path, *args, **more)

    memory.pipe("/south/2024-05-02/transcript.txt", TALK.format(place="lake").encode())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(MemoryFileSystem, "open", counted)
        again = build_corpus(["memory://north", "memory://south"], tmp_path / "c", LOOP)

    assert (again.built, again.same) == (1, 1)
    assert opened == ["/south/2024-05-02/transcript.txt"]


def test_a_service_that_fails_takes_nothing_away(memory: MemoryFileSystem, tmp_path: Path) -> None:
    """What was built from it stays, and what could not be fetched is told; a file never fetched is put aside."""
    build_corpus(["memory://north"], tmp_path / "c", LOOP)
    assert Corpus.open(tmp_path / "c").events() == ["2024-05-02"]

    def broken(*_: object, **__: object) -> object:
        raise OSError("the line is dead")

    memory.pipe("/north/2024-05-02/transcript.txt", b"")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(MemoryFileSystem, "open", broken)
        again = build_corpus(["memory://north", "memory://south"], tmp_path / "c", LOOP)

    assert Corpus.open(tmp_path / "c").events() == ["2024-05-02"]
    assert (again.built, again.same, [line.path for line in again.failed]) == (
        0,
        1,
        ["memory:///north/2024-05-02/transcript.txt", "memory:///south/2024-05-02/transcript.txt"],
    )
    assert all("cannot be fetched (the line is dead)" in line.reason for line in again.failed)


def test_an_archive_is_looked_into(tmp_path: Path) -> None:
    """The files of a zip are sources; names that would lead out of the corpus stay in it."""
    archive = tmp_path / "talks.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("may/2024-05-02.txt", TALK.format(place="pier"))
        file.writestr("../../../escaped.txt", TALK.format(place="gate"))
        file.writestr("notes.pdf", "x")
    done = build_corpus([f"zip://**::{archive}"], tmp_path / "c", LOOP)

    assert (done.built, done.left_out) == (2, {".pdf": 1})
    assert not list(tmp_path.rglob("escaped.txt")) or all(
        (tmp_path / "c" / "fetched") in p.parents for p in tmp_path.rglob("escaped.txt")
    )
    assert sorted(line.path for line in Corpus.open(tmp_path / "c").built()) == [
        f"zip://../../../escaped.txt::{archive}",
        f"zip://may/2024-05-02.txt::{archive}",
    ]


def test_lists_and_tables_may_name_addresses(memory: MemoryFileSystem, tmp_path: Path) -> None:
    """A line of a list and a row of a table name an address as they name a path."""
    (tmp_path / "list.txt").write_text("memory://south\n")
    (tmp_path / "table.csv").write_text("path,title\nmemory://north/2024-05-02/transcript.txt,The field\n")
    build_corpus([f"@{tmp_path / 'list.txt'}", str(tmp_path / "table.csv")], tmp_path / "c", LOOP)

    assert {line.id: line.title_basis for line in Corpus.open(tmp_path / "c").built()} == {
        "north-2024-05-02": "table",
        "south-2024-05-02": "file name",
    }
    (tmp_path / "table.csv").write_text("path,title\nmemory://north,Both\nmemory://*/*/*,All\n")
    with pytest.raises(SourceError, match=r"table.csv:2: memory://north names 3 files"):
        find([str(tmp_path / "table.csv")])


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("memory://nowhere", "memory://nowhere: nothing is there"),
        ("nosuch://x/y.txt", "nosuch://x/y.txt: "),
        ("http://127.0.0.1:9/talk.txt", "http://127.0.0.1:9/talk.txt: "),
    ],
)
def test_what_cannot_be_listed_is_told_in_a_line(address: str, told: str) -> None:
    """An address of nothing, of no known service, and of a server that does not answer."""
    with pytest.raises(SourceError) as caught:
        find([address])
    assert str(caught.value).startswith(told)
    assert "\n" not in str(caught.value)


def test_a_file_of_a_web_server(tmp_path: Path) -> None:
    """An address of the web is fetched as any other, and stands as the event's source."""
    (tmp_path / "www").mkdir()
    (tmp_path / "www" / "talk.txt").write_text(TALK.format(place="mill"))

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path / "www")))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        address = f"http://127.0.0.1:{server.server_port}/talk.txt"
        done = build_corpus([address], tmp_path / "c", LOOP)
    finally:
        server.shutdown()
        server.server_close()

    assert (done.built, done.failed) == (1, ())
    assert source_of(tmp_path / "c", "talk") == address
