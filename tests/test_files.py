"""A person's files: what kg writes is whole or not there, and nothing is touched but what is its own."""

from __future__ import annotations

import json
import os
import resource
import shutil
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.files import check_apart, settle, whole_file, write_file, write_folder

TALK = "Ida: Rents will fall if the city builds more homes.\nJon: I don't agree with Ida. Rents will rise.\nIda: Why?\n"
OLD = {"graph.ttl": b"old graph", "tables/claims.csv": b"old claims", "explorer.html": b"old page"}
NEW = {"graph.ttl": b"new graph", "tables/claims.csv": b"new claims", "tables/more.csv": b"more"}
OWNED = (*OLD, *NEW)
AFTER = {**NEW, "notes.txt": b"mine"}
BEFORE = {**OLD, "notes.txt": b"mine"}

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="ends a copy of this process at each step")


def kg(*arguments: object, cwd: Path, stdin: bytes = b"", file_size: int = 0) -> subprocess.CompletedProcess[str]:
    def confined() -> None:
        if file_size:
            resource.setrlimit(resource.RLIMIT_FSIZE, (file_size, file_size))

    return subprocess.run(
        [sys.executable, "-m", "kg.cli", *map(str, arguments)],
        cwd=cwd,
        input=stdin.decode(),
        capture_output=True,
        text=True,
        preexec_fn=confined,
        check=False,
    )


def told(ran: subprocess.CompletedProcess[str]) -> str:
    """Return the one line of a refusal."""
    lines = ran.stderr.strip().splitlines()
    assert (ran.returncode, len(lines), lines[-1][:4]) == (2, 1, "kg: "), ran.stderr
    return lines[-1]


def files_in(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "talk.txt").write_text(TALK, encoding="utf-8")
    return tmp_path


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A folder with an old set of ours, and a person's note."""
    folder = tmp_path / "out"
    write_folder(OLD, folder)
    (folder / "notes.txt").write_bytes(b"mine")
    return folder


# One file.
def test_a_file_is_replaced_when_all_is_written(tmp_path: Path) -> None:
    """What fails half-way leaves the old file, and nothing beside it; folders that are missing are made."""
    path = tmp_path / "new" / "out.ttl"
    write_file(path, b"old")

    def fails() -> None:
        with whole_file(path) as file:
            file.write(b"half")
            file.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    assert files_in(tmp_path) == {"new/out.ttl": b"old"}


def test_folders_made_for_nothing_go_again(tmp_path: Path) -> None:
    """A file that cannot be written leaves no empty folders behind."""
    with pytest.raises(ZeroDivisionError), whole_file(tmp_path / "a" / "b" / "out.ttl"):
        raise ZeroDivisionError

    assert list(tmp_path.iterdir()) == []


def test_a_link_stays_and_is_written_through(tmp_path: Path) -> None:
    """`-o LINK` writes the file that the link names, there or not there yet."""
    for name in ("there.ttl", "later.ttl"):
        (tmp_path / f"to-{name}").symlink_to(name)
    (tmp_path / "there.ttl").write_bytes(b"old")
    for name in ("there.ttl", "later.ttl"):
        write_file(tmp_path / f"to-{name}", b"new")

    assert [os.readlink(tmp_path / f"to-{n}") for n in ("there.ttl", "later.ttl")] == ["there.ttl", "later.ttl"]
    assert (tmp_path / "there.ttl").read_bytes() == (tmp_path / "later.ttl").read_bytes() == b"new"


def test_mode_and_time_of_a_replaced_file(tmp_path: Path) -> None:
    """A private file stays private, and is as young as its content."""
    path = tmp_path / "out.ttl"
    path.write_bytes(b"old")
    path.chmod(0o600)
    os.utime(path, (1, 1))
    write_file(path, b"new")

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.stat().st_mtime > 1


def test_the_owner_of_a_replaced_file_stays(tmp_path: Path) -> None:
    """Who runs kg as another user does not take the files over."""
    if os.geteuid() != 0:
        pytest.skip("only root gives files away")
    write_folder(OLD, tmp_path)
    os.chown(tmp_path / "graph.ttl", 4711, 4712)
    write_folder(NEW, tmp_path)
    was = (tmp_path / "graph.ttl").stat()

    assert ((tmp_path / "graph.ttl").read_bytes(), was.st_uid, was.st_gid) == (b"new graph", 4711, 4712)


def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    """What is no plain file is not replaced by one."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    write_file(pipe, b"content")
    reader.join(10)

    assert (got, pipe.is_fifo()) == ([b"content"], True)


def test_the_longest_name(tmp_path: Path) -> None:
    """A name of 255 bytes leaves no room for an ending beside it, and needs none."""
    name = "n" * 255
    write_file(tmp_path / name, b"content")
    write_folder({name: b"content"}, tmp_path / ("f" * 255))

    assert files_in(tmp_path) == {name: b"content", f"{'f' * 255}/{name}": b"content"}


def test_a_protected_file_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that its owner has protected is refused, alone or in a set."""
    write_folder(OLD, tmp_path)
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path).name != "graph.ttl")

    with pytest.raises(SourceError, match=r"graph\.ttl: is write-protected"):
        write_file(tmp_path / "graph.ttl", b"new")
    with pytest.raises(SourceError, match=r"graph\.ttl: is write-protected"):
        write_folder(NEW, tmp_path)
    assert files_in(tmp_path) == OLD


def test_what_a_killed_run_left_beside_a_file_goes(tmp_path: Path) -> None:
    """The next run to the same place finds what is beside it, and takes it away."""
    path = tmp_path / "out.ttl"
    with whole_file(path) as file:
        beside = Path(file.name) if isinstance(file.name, str) else next(tmp_path.glob(".kg-*"))
        file.write(b"first")
    beside.write_bytes(b"half of it")
    beside.chmod(0o000)
    write_file(path, b"second")

    assert files_in(tmp_path) == {"out.ttl": b"second"}


def test_a_second_writer_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two at once one waits for the other; after its patience it says so in one line, and leaves all as it is."""
    monkeypatch.setattr("kg.files.common._PATIENCE", 0.1)
    path = tmp_path / "out.ttl"
    with whole_file(path) as file:
        with pytest.raises(SourceError, match="another program is writing to it"):
            write_file(path, b"other")
        file.write(b"first")

    assert files_in(tmp_path) == {"out.ttl": b"first"}


def test_what_is_read_is_not_written_over(tmp_path: Path) -> None:
    """The source, or a file directly in a folder that is read, is no place to write to, by whatever name."""
    (tmp_path / "tables").mkdir()
    (tmp_path / "graph.ttl").write_bytes(b"")
    (tmp_path / "link.ttl").symlink_to("graph.ttl")
    check_apart(tmp_path / "graph.ttl", tmp_path / "graph.nt")
    check_apart(Path("http://localhost/query"), tmp_path / "graph.nt")

    for source, target in (("graph.ttl", "link.ttl"), ("tables", "tables"), ("tables", "tables/out.ttl")):
        with pytest.raises(SourceError, match="what is read here"):
            check_apart(tmp_path / source, tmp_path / target)


# A set of files.
def test_a_set_replaces_what_is_ours_alone(built: Path) -> None:
    """New files come, owned ones that are not written go, all else stays; the folder is the same one."""
    inode = built.stat().st_ino
    write_folder(NEW, built, gone=OWNED)

    assert files_in(built) == AFTER
    assert built.stat().st_ino == inode
    assert sorted(p.name for p in built.parent.iterdir()) == ["out"]


def _refused(folder: Path, name: str, stranger: Callable[[Path], object]) -> None:
    if (folder / name).is_dir() and not (folder / name).is_symlink():
        shutil.rmtree(folder / name)
    else:
        (folder / name).unlink()
    stranger(folder / name)
    before = os.lstat(folder / name)

    with pytest.raises(SourceError, match=f"{name}: is no plain"):
        write_folder(NEW, folder, gone=OWNED)
    assert os.lstat(folder / name).st_ino == before.st_ino
    assert (folder / "notes.txt").read_bytes() == b"mine"


@pytest.mark.parametrize("name", ["graph.ttl", "tables"])
def test_what_has_a_name_of_ours_and_is_no_file_of_ours(built: Path, name: str) -> None:
    """A link, a pipe, or a folder at a name that is to be written is neither replaced nor followed."""
    (built.parent / "elsewhere").mkdir()
    _refused(built, name, lambda path: path.symlink_to(built.parent / "elsewhere"))
    _refused(built, name, os.mkfifo)
    _refused(built, name, (lambda path: path.mkdir()) if name == "graph.ttl" else lambda path: path.write_bytes(b"x"))

    assert list((built.parent / "elsewhere").iterdir()) == []


def test_a_link_at_a_name_that_goes_stays(built: Path) -> None:
    """What we no longer write is removed where it is a file; a link that a person put there is theirs."""
    (built / "explorer.html").unlink()
    (built / "explorer.html").symlink_to("notes.txt")
    write_folder(NEW, built, gone=OWNED)

    assert os.readlink(built / "explorer.html") == "notes.txt"


def _says(work: Callable[[], object]) -> str:
    try:
        work()
    except SourceError as error:
        return str(error)
    return ""


def test_a_move_that_fails_is_taken_back(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever move fails (a program holds the file open, a quota), the old set is there, and nothing beside it."""
    replace = os.replace
    for failing in range(1, len(NEW) + 2):
        moves = 0

        def fails(one: Path, other: Path, *, failing: int = failing) -> None:
            nonlocal moves
            moves += not Path(other).name.startswith(".kg")
            if moves == failing:
                moves += 100
                raise PermissionError(13, "Permission denied")
            replace(one, other)

        monkeypatch.setattr(os, "replace", fails)
        said = _says(lambda: write_folder(NEW, built, gone=OWNED))
        if failing <= len(NEW):
            assert said == f"{built}: cannot be written (Permission denied; what was there stays)"
            assert files_in(built) == BEFORE
    assert (said, files_in(built)) == ("", AFTER)


def _killed_at(step: int, work: Callable[[], object], *, fails_at: int = 0) -> bool:
    """Do some work in a copy of this process that ends without a word at the n-th change of the disk; tell if it ended so.

    With `fails_at`, the n-th move to a place is refused, so that the set is taken back.
    """
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    steps = moves = 0

    def counted(real: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object, **named: object) -> object:
            nonlocal steps, moves
            steps += 1
            if steps == step:
                os._exit(9)
            moves += real is replace and not Path(str(arguments[1])).name.startswith(".kg")
            if fails_at and real is replace and moves == fails_at:
                moves += 100
                raise PermissionError(13, "Permission denied")
            return real(*arguments, **named)

        return call

    replace = os.replace
    try:
        for name in ("replace", "link", "mkdir", "unlink", "rmdir", "fsync", "utime"):
            setattr(os, name, counted(getattr(os, name)))
        work()
    finally:
        os._exit(0)


@needs_fork
@pytest.mark.parametrize("fails_at", [0, 2])
def test_killed_at_any_step_it_is_the_old_set_or_the_new(built: Path, fails_at: int) -> None:
    """However far a run came, and however far the next one that ends it: the old set or the new one, whole."""
    seen = set()
    for step in range(1, 200):
        shutil.rmtree(built)
        write_folder(OLD, built)
        (built / "notes.txt").write_bytes(b"mine")
        killed = _killed_at(step, lambda: write_folder(NEW, built, gone=OWNED), fails_at=fails_at)
        again = _killed_at(1 + step % 9, lambda: settle(built))
        settle(built)
        found = {name: content for name, content in files_in(built).items() if not name.startswith(".kg-half/")}
        assert found in (BEFORE, AFTER), (step, again)
        seen.add(found == AFTER)
        if not killed:
            break
    else:
        pytest.fail("the run never came to its end")
    assert step > 30
    assert seen == {False, True}
    assert (found == AFTER) is not bool(fails_at)

    write_folder(NEW, built, gone=OWNED)
    assert files_in(built) == AFTER


@pytest.mark.parametrize(
    ("plan", "says"),
    [
        ({"new": ["../../outside.txt"], "gone": [], "there": [], "made": []}, "leads out"),
        ({"new": ["/outside.txt"], "gone": [], "there": [], "made": []}, "leads out"),
        ({"new": [], "gone": ["../outside.txt"], "there": ["../outside.txt"], "made": []}, "leads out"),
        ({"new": [], "gone": [], "there": [], "made": ["../made"]}, "leads out"),
        ({"new": ["inner/outside.txt"], "gone": [], "there": [], "made": []}, "leads out"),
        ({"new": 1}, "not of this program's making"),
        (["new"], "not of this program's making"),
    ],
)
def test_a_folder_from_elsewhere_leads_nowhere(tmp_path: Path, plan: object, says: str) -> None:
    """A folder that came with a forged plan in it does not make a reader touch what lies outside of it."""
    staged = tmp_path / "out" / ".kg-whole"
    (staged / "new").mkdir(parents=True)
    (staged / "new" / "inner").symlink_to(tmp_path)
    (staged / "plan.json").write_text(json.dumps(plan), encoding="utf-8")
    (tmp_path / "outside.txt").write_bytes(b"theirs")
    before = sorted(p.name for p in tmp_path.iterdir())

    with pytest.raises(SourceError, match=says):
        settle(tmp_path / "out")
    assert sorted(p.name for p in tmp_path.iterdir()) == before
    assert (tmp_path / "outside.txt").read_bytes() == b"theirs"


# The commands.
def _link_to_folder(folder: Path) -> Path:
    (folder.parent / "elsewhere").mkdir()
    (folder / "link").symlink_to("../elsewhere")
    return folder / "link"


def _link(target: str) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        (folder / "link").symlink_to(target)
        return folder / "link"

    return make


def _pipe(folder: Path) -> Path:
    os.mkfifo(folder / "pipe")
    return folder / "pipe"


def _empty(folder: Path) -> Path:
    (folder / "drafts").mkdir()
    return folder / "drafts"


def _table(folder: Path) -> Path:
    (folder / "tables" / "mine.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    return folder / "tables" / "mine.csv"


def _two_names(folder: Path) -> Path:
    os.link(folder.parent / "talk.txt", folder / "same.txt")
    return folder / "same.txt"


def test_whatever_a_person_puts_into_an_output_stays(here: Path) -> None:
    """Links, broken ones too, pipes, empty folders, tables and second names are there after a build as before: the same."""
    assert kg("build", "talk.txt", "-o", "o", "--no-page", cwd=here).returncode == 0
    out = here / "o"
    makers = (_link_to_folder, _pipe, _empty, _table, _two_names)
    strangers = [make(out) for make in makers]
    for name, target in (("to-file", "../talk.txt"), ("broken", "later.txt")):
        (out / name).symlink_to(target)
        strangers.append(out / name)
    out.chmod(0o700)
    (out / "graph.ttl").chmod(0o600)

    def state() -> list[tuple[int, int, int, float, str]]:
        found = [os.lstat(p) for p in strangers]
        links = [os.readlink(p) if p.is_symlink() else "" for p in strangers]
        return [(s.st_ino, s.st_mode, s.st_nlink, s.st_mtime, link) for s, link in zip(found, links, strict=True)]

    before, inode = state(), out.stat().st_ino
    assert kg("build", "talk.txt", "-o", "o", "--no-page", cwd=here).returncode == 0
    assert state() == before
    assert (out.stat().st_ino, stat.S_IMODE(out.stat().st_mode)) == (inode, 0o700)
    assert stat.S_IMODE((out / "graph.ttl").stat().st_mode) == 0o600


def test_the_working_folder_and_a_link_as_output(here: Path) -> None:
    """`-o .` writes into the folder that the shell stands in; `-o LINK` into the one that the link names, which may not be there yet."""
    (here / "stand").mkdir()
    (here / "o").symlink_to("real")
    inode = (here / "stand").stat().st_ino
    assert kg("build", "../talk.txt", "-o", ".", "--no-page", cwd=here / "stand").returncode == 0
    assert kg("build", "talk.txt", "-o", "o", "--no-page", cwd=here).returncode == 0

    assert (here / "stand").stat().st_ino == inode
    assert os.readlink(here / "o") == "real"
    assert (here / "stand" / "graph.ttl").is_file()
    assert (here / "real" / "graph.ttl").is_file()


def test_an_output_is_not_its_source(here: Path) -> None:
    """A folder that is or holds what is built, or another event folder, or a folder with a person's own report, is refused and untouched."""
    event = here / "event"
    assert kg("draft", "talk.txt", "-o", "event", cwd=here).returncode == 0
    (here / "mine").mkdir()
    (here / "mine" / "report.md").write_text("my own", encoding="utf-8")
    (here / "to-event").symlink_to("event")
    before = files_in(here)

    for source, output, says in (
        (event, "event", "is, or holds"),
        (event, "to-event", "is, or holds"),
        (event, ".", "is, or holds"),
        ("talk.txt", ".", "is, or holds"),
        ("talk.txt", "event", "is an event folder"),
        ("talk.txt", "mine", "mine/report.md: was not written by kg"),
    ):
        assert says in told(kg("build", source, "-o", output, "--no-page", cwd=here))
    assert files_in(here) == before


def test_an_output_is_not_a_source(here: Path) -> None:
    """What a build wrote is not drafted anew: the annotations are not in it; a store takes it, as a graph."""
    kg("draft", "talk.txt", "-o", "event", cwd=here)
    kg("build", "event", "-o", "out", "--no-page", cwd=here)
    before = files_in(here)

    for arguments in (
        ("build", "out", "-o", "out"),
        ("build", "out"),
        ("draft", "out"),
        ("draft", "talk.txt", "-o", "out"),
    ):
        assert "out: is what a build wrote" in told(kg(*arguments, cwd=here))
    assert files_in(here) == before
    assert kg("build", "out", "--store", "st", cwd=here).returncode == 0


def test_two_sources_do_not_share_a_folder(here: Path) -> None:
    """Of two transcripts of one name the second does not replace the first in the same run."""
    (here / "a").mkdir()
    (here / "a" / "talk.txt").write_text(TALK.replace("Jon", "Kim"), encoding="utf-8")
    ran = kg("build", "talk.txt", "a/talk.txt", "--no-page", cwd=here)

    assert ran.returncode == 2
    assert "kg: a/talk.txt: goes to output/talk, as talk.txt did" in ran.stderr
    assert b"Jon" in (here / "output" / "talk" / "transcript.txt").read_bytes()


def test_a_transcript_over_standard_input(here: Path) -> None:
    """`kg build -` builds what it is given, as it would a file of that name; a bad one is told by that name."""
    (here / "stdin.txt").write_text(TALK, encoding="utf-8")
    assert kg("build", "-", "-o", "given", "--no-page", cwd=here, stdin=TALK.encode()).returncode == 0
    assert kg("build", "stdin.txt", "-o", "file", "--no-page", cwd=here).returncode == 0
    assert kg("build", "-", "--no-page", cwd=here, stdin=TALK.encode()).returncode == 0

    assert files_in(here / "given") == files_in(here / "file") == files_in(here / "output" / "stdin")
    assert told(kg("build", "-", cwd=here)).startswith("kg: stdin: the file is empty")


def test_a_name_of_255_bytes(here: Path) -> None:
    """The longest names that a file system has are read and written as any other."""
    source, out, page = "t" * 251 + ".txt", "o" * 255, "p" * 250 + ".html"
    shutil.copy(here / "talk.txt", here / source)
    for arguments in (
        ("build", source, "--no-page"),
        ("build", source, "-o", out, "--no-page"),
        ("draft", source),
        ("export", out, "--to", "turtle", "-o", "g" * 255),
        ("export", out, "--to", "turtle", "--stream", "-o", "s" * 255),
        ("render", out, "--without-sparql", "-o", page),
    ):
        assert kg(*arguments, cwd=here).returncode == 0
    assert {"graph.ttl", "tables/claims.csv"} <= set(files_in(here / out))
    assert {"g" * 255, "s" * 255, page, "t" * 251, out} <= {p.name for p in here.iterdir()}


@pytest.mark.parametrize("size", [50, 250, 1000])
def test_a_draft_is_whole_or_not_there(here: Path, size: int) -> None:
    """Where no file may grow as large as it must, one line says so and nothing is there; the next run is as a first one."""
    assert kg("draft", "talk.txt", "-o", "first/d", cwd=here).returncode == 0
    assert "second/d: cannot be written (File too large" in told(
        kg("draft", "talk.txt", "-o", "second/d", cwd=here, file_size=size)
    )
    assert not (here / "second/d").exists()
    assert kg("draft", "talk.txt", "-o", "second/d", cwd=here).returncode == 0

    assert files_in(here / "second" / "d") == files_in(here / "first" / "d")


def test_no_room_leaves_the_old_files(here: Path) -> None:
    """A disk that is full, in the middle of a build, an export or a page: one line, and all as it was."""
    kg("build", "talk.txt", "-o", "o", cwd=here)
    kg("export", "o", "--to", "turtle", "-o", "g.ttl", cwd=here)
    before = files_in(here)

    for arguments in (
        ("build", "talk.txt", "-o", "o", "--no-page"),
        ("export", "o", "--to", "ntriples", "-o", "g.ttl"),
        ("export", "o", "--to", "turtle", "--stream", "-o", "g.ttl"),
        ("export", "o", "--to", "csv", "-o", "o/tables"),
        ("render", "o", "-o", "o/explorer.html"),
        ("draft", "talk.txt", "-o", "new/d"),
    ):
        assert "cannot be written (File too large" in told(kg(*arguments, cwd=here, file_size=200))
    assert files_in(here) == before
    assert not (here / "new").exists()


def test_export_and_render_do_not_write_over_what_they_read(here: Path) -> None:
    """The graph that is read, or the folder of tables, is no place for what is made of it; beside it is."""
    kg("build", "talk.txt", "-o", "o", "--no-page", cwd=here)
    before = files_in(here)

    for arguments in (
        ("export", "o", "--to", "xaif", "-o", "o/graph.ttl"),
        ("export", "o/graph.ttl", "--to", "turtle", "--stream", "-o", "o/graph.ttl"),
        ("export", "o/tables", "--to", "csv", "-o", "o/tables"),
        ("render", "o", "-o", "o/graph.ttl"),
    ):
        assert "what is read here" in told(kg(*arguments, cwd=here))
    assert files_in(here) == before
    assert kg("render", "o", "--without-sparql", "-o", "o/explorer.html", cwd=here).returncode == 0


def test_a_reader_ends_what_a_killed_build_began(here: Path) -> None:
    """A graph, its tables and an event folder are read as the set that counted when the build was killed."""
    kg("build", "talk.txt", "-o", "o", "--no-page", cwd=here)
    whole = files_in(here / "o")
    for reader in (("query", "o", "ASK {}"), ("export", "o/tables", "--to", "turtle"), ("draft", "o")):
        staged = here / "o" / ".kg-whole"
        for name, content in whole.items():
            (staged / "new" / name).parent.mkdir(parents=True, exist_ok=True)
            (staged / "new" / name).write_bytes(content)
            (here / "o" / name).write_bytes(b"older")
        plan = {"new": list(whole), "gone": [], "there": list(whole), "made": []}
        (staged / "old").mkdir()
        (staged / "plan.json").write_text(json.dumps(plan), encoding="utf-8")
        kg(*reader, cwd=here)
        assert files_in(here / "o") == whole
