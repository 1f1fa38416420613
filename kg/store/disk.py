"""Many events in one store on disk: replaced whole, one at a time, while readers go on reading what they opened.

DIR/current is a link to the store in use; a build works on a copy beside it (hard links, so a copy costs nothing) and
moves the link when all is written. Killed at any moment, it leaves the old store in use.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pyoxigraph as ox

from kg.errors import GraphError
from kg.store.datasets import DEFAULT, ntriples_of
from kg.store.same_text import of_one_transcript

try:
    import fcntl
except ImportError:  # Windows: stores of others can be read there, and none can be built
    fcntl = None  # type: ignore[assignment]

CURRENT, _PREFIX, _LOCK, _READERS = "current", "store-", "lock", "readers"
_TRIES = 5
#: Bytes of N-Triples that are loaded at once: more takes memory, fewer takes more files.
_BATCH = 16 << 20
#: A store is optimized when one in so many of its events is new.
_LEAST_NEW = 10
_OURS = re.compile(rf"{_PREFIX}\d{{1,18}}")
#: A named graph and what it holds from now on, as N-Triples.
NamedGraph = tuple[ox.NamedNode, bytes]
#: The locks of this process on what it reads.
_held: dict[Path, int] = {}


def open_on_disk(path: Path) -> ox.Store:
    """Open a store for reading; later builds do not touch what is opened here.

    Raises:
        GraphError: the folder is no store, or cannot be read.
    """
    for _ in range(_TRIES):
        name = _current(path)
        _hold(path / name)
        try:
            if _current(path) == name:
                return ox.Store.read_only(str(path / name))
        except (OSError, RuntimeError, ValueError) as error:
            # A build may have moved the link, and removed what it pointed to, since we read it.
            if _current(path) == name:
                raise GraphError(f"{path}: cannot be opened as a store ({error})") from None
    raise GraphError(f"{path}: is being built all the time (try again)")


def current_state(path: Path) -> str:
    """Return the name of the state that a store is in, which changes with each build; an empty one where there are none."""
    try:
        return _current(path)
    except (GraphError, OSError):
        return ""


def open_state(path: Path, name: str) -> ox.Store:
    """Open a store for reading in one of its states, which stays for as long as this process or one that it forks lives.

    Raises:
        GraphError: it is not there (any more), or cannot be read.
    """
    _hold(path / name)
    try:
        return ox.Store.read_only(str(path / name))
    except (OSError, RuntimeError, ValueError) as error:
        raise GraphError(f"{path}: cannot be opened as a store ({error})") from None


def _current(path: Path) -> str:
    """Return the name of the folder in use, or an empty one for a plain store.

    Raises:
        GraphError: the link names something else, which is nobody's to read or to remove here.
    """
    link = path / CURRENT
    if not link.is_symlink():
        return ""
    name = os.readlink(link)
    if not _OURS.fullmatch(name):
        raise GraphError(
            f"{path}: its link '{CURRENT}' does not name a store in it (build it anew, or take the link away)"
        )
    return name


def write_events(path: Path, graphs: Iterable[NamedGraph], *, replace: bool = False) -> None:
    """Replace the graphs of some events in the store at a path, all at once; the other events stay.

    Args:
        path: the folder of the store; made where it is not there.
        graphs: the IRI of each event and its statements as N-Triples.
        replace: put an event in the place of one of another transcript.

    An event that is there already is replaced by one of the same transcript, mended or not; by another with `replace`.

    Raises:
        GraphError: the folder is something else, cannot be written, or another build is writing to it.
    """
    if fcntl is None:
        raise GraphError(
            f"{path}: a store is built on Linux and macOS only, for the locks it needs (use WSL on Windows)"
        )
    if path.exists() and not path.is_dir():
        raise GraphError(f"{path}: is a file (name a folder for the store)")
    if path.is_dir() and (path / "CURRENT").is_file():
        raise GraphError(f"{path}: is an Oxigraph store that was not built by kg (name another folder)")
    if path.is_dir() and any(path.iterdir()) and not (path / _LOCK).exists():
        raise GraphError(f"{path}: is a folder with other files (name an empty or a new one)")
    try:
        path.mkdir(parents=True, exist_ok=True)
        with _only_writer(path):
            _replace(path, graphs, force=replace)
    except OSError as error:
        raise GraphError(f"{path}: cannot be written ({error.strerror or error})") from None


def _replace(path: Path, graphs: Iterable[NamedGraph], *, force: bool) -> None:
    old = _current(path)
    _remove_unused(path, old)
    number = int(old.removeprefix(_PREFIX)) + 1 if old else 1
    fresh = path / f"{_PREFIX}{number}"
    try:
        _fill(fresh, path / old if old else None, graphs, force=force)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    temporary = path / f".{CURRENT}"
    temporary.unlink(missing_ok=True)
    temporary.symlink_to(fresh.name)
    os.replace(temporary, path / CURRENT)
    _sync(path)
    _remove_unused(path, fresh.name)


def _fill(fresh: Path, old: Path | None, graphs: Iterable[NamedGraph], *, force: bool) -> None:
    if old:
        ox.Store.read_only(str(old)).backup(str(fresh))
    store = ox.Store(str(fresh))
    try:
        n_written = 0
        for batch in _batches(graphs):
            before = {name: ntriples_of(store, name) for name in batch}
            if not force:
                _refuse_another(before, batch)
            _put(store, before, batch)
            n_written += len(batch)
        store.flush()
        # Rewriting all of the store pays when a good part of it is new, not when one event of thousands was replaced.
        if n_written * _LEAST_NEW >= sum(1 for _ in store.named_graphs()):
            store.optimize()
    finally:
        # The store is closed, and so all of it on disk, when the last reference to it goes: also that of a traceback.
        del store
    (fresh / _READERS).touch()
    _sync(fresh)


def _batches(graphs: Iterable[NamedGraph]) -> Iterator[dict[ox.NamedNode, bytes]]:
    """Yield graphs that are loaded at once; a name that comes again waits for the next batch."""
    batch: dict[ox.NamedNode, bytes] = {}
    size = 0
    for name, content in graphs:
        if batch and (name in batch or size + len(content) > _BATCH):
            yield batch
            batch, size = {}, 0
        batch[name] = content
        size += len(content)
    if batch:
        yield batch


def _put(store: ox.Store, before: Mapping[ox.NamedNode, bytes], batch: Mapping[ox.NamedNode, bytes]) -> None:
    """Replace some named graphs, of which the store had what is `before`, and keep the default graph the merger of all.

    Each loading at once writes files of its own for each index, and so the store is loaded once for all of a batch.
    """
    gone: list[bytes] = []
    for name, content in batch.items():
        if before[name]:
            gone += sorted(set(before[name].splitlines()) - set(content.splitlines()))
            store.clear_graph(name)
    store.bulk_load(b"".join(map(_in_both, batch, batch.values())), format=ox.RdfFormat.N_QUADS)
    for q in ox.parse(b"\n".join(gone), format=ox.RdfFormat.N_TRIPLES):
        elsewhere = store.quads_for_pattern(q.subject, q.predicate, q.object)
        if all(other.graph_name == DEFAULT for other in elsewhere):
            store.remove(ox.Quad(q.subject, q.predicate, q.object, DEFAULT))


def _in_both(name: ox.NamedNode, ntriples: bytes) -> bytes:
    """Return statements as quads of the default graph and of a named one: a line of N-Triples ends where no text can."""
    if ntriples.count(b" .\n") != ntriples.count(b"\n") or not ntriples.endswith(b"\n"):
        # Others may write them with less space, or comments between them.
        parsed = ox.parse(ntriples, format=ox.RdfFormat.N_TRIPLES)
        ntriples = ox.serialize(parsed, format=ox.RdfFormat.N_TRIPLES) or b""
    return ntriples + ntriples.replace(b" .\n", f" {name} .\n".encode())


def _refuse_another(before: Mapping[ox.NamedNode, bytes], batch: Mapping[ox.NamedNode, bytes]) -> None:
    """Refuse to replace an event by one of another transcript.

    It is not given the store: whoever keeps the error keeps its traceback, and would keep the store open with it.
    """
    for name, content in batch.items():
        if before[name] and not of_one_transcript(before[name], content):
            raise GraphError(
                f"{name.value}: is in the store already, with another transcript (give one of the two events another id, "
                "or put this one in its place with --replace)"
            )


def _hold(place: Path) -> None:
    """Take a shared lock, for as long as this process lives, on a store that is read."""
    if fcntl is None or place in _held:
        return
    try:
        descriptor = os.open(place / _READERS, os.O_RDONLY | os.O_CLOEXEC)
        _held[place] = descriptor
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        # A plain store has no such file; one that a build is removing is opened anew by our caller.
        return


def _remove_unused(path: Path, current: str) -> None:
    """Remove the stores that no one reads: those of former builds, and what a killed build left."""
    for folder in sorted(path.glob(f"{_PREFIX}*")):
        if folder.name != current and not _is_read(folder):
            shutil.rmtree(folder, ignore_errors=True)


def _is_read(folder: Path) -> bool:
    try:
        with (folder / _READERS).open("rb") as readers:
            fcntl.flock(readers, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False


@contextmanager
def _only_writer(path: Path) -> Iterator[IO[bytes]]:
    with (path / _LOCK).open("ab") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise GraphError(f"{path}: another build is writing to this store (wait for it to end)") from None
        yield lock


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
