"""Building a corpus: what changed is built, what fails is put aside with its reason, and nothing that was done is lost."""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path

from kg.corpus.about import About, read_about, write_about
from kg.corpus.addresses import fetch
from kg.corpus.authority import write_authority
from kg.corpus.engine import in_processes, in_turn, on_cluster, usual_workers
from kg.corpus.folder import Corpus
from kg.corpus.layout import FETCHED, GRAPH_FILE, MANIFEST, ROWS_FILE, bad_file, event_folder
from kg.corpus.manifest import Line, read_manifest, write_manifest
from kg.corpus.pack import pack
from kg.corpus.sources import Source, doubled, find
from kg.corpus.work import Job, key_of, size_of
from kg.errors import KgError, SourceError
from kg.files import write_file

_LOCK = ".lock"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How to build: `engine` is `loop`, `local` or `dask`; `seconds` is what one source may take."""

    engine: str = "local"
    workers: int = 0
    scheduler: str = ""
    seconds: float = 120.0
    base_iri: str = ""
    vocabulary: Path | None = None
    retry_bad: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What a build came to: how many sources were built, were as they are, failed, and are gone; and the partitions written."""

    built: int
    same: int
    failed: tuple[Line, ...]
    gone: int
    parts_written: int
    parts: int
    left_out: dict[str, int]


def build_corpus(
    given: Sequence[str],
    folder: Path,
    plan: Plan | None = None,
    *,
    report: Callable[[int, int, int], None] | None = None,
) -> Done:
    """Build the events of some sources into a corpus; what has not changed since stays as it is.

    Args:
        given: what `kg.corpus.sources.find` takes.
        folder: of the corpus; made where it is not there.
        plan: how.
        report: called with how many are done, how many there are, and how many failed.

    Raises:
        SourceError: nothing is found, the folder holds something else, or another build is at work in it.
    """
    plan = plan or Plan()
    found = find(given)
    _take(folder)
    with _alone(folder):
        before = read_manifest(folder)
        faults = fetch({s.address: s.path for s in found.sources if s.address}, folder)
        sources = [replace(s, path=folder / FETCHED / s.path) if s.address else s for s in found.sources]
        now, jobs, same = _sorted_out(sources, folder, before, plan, faults)
        failed = [line for line in now.values() if line.status != "built"]
        stale = [_unfetched(s, faults) for s in sources if s.address in faults and now[s.address].status == "built"]
        done = 0
        with (folder / MANIFEST).open("ab") as manifest:
            for line in failed:
                _set_aside(folder, line)
            for line in _run(jobs, plan):
                manifest.write(line.text().encode("utf-8", "surrogatepass"))
                manifest.flush()
                now[line.path] = line
                done += 1
                if line.status == "built":
                    bad_file(folder, line.path).unlink(missing_ok=True)
                else:
                    failed.append(line)
                    _set_aside(folder, line)
                if report:
                    report(done, len(jobs), len(failed))
        gone = [line for path, line in before.items() if path not in now and line.status == "built"]
        _remove_unheld(folder, before.values(), now.values())
        write_manifest(folder, now.values())
        written, parts = _packed(folder, plan)
    return Done(
        built=sum(line.status == "built" for line in now.values()) - same,
        same=same,
        failed=tuple(sorted([*failed, *stale], key=lambda line: line.path)),
        gone=len(gone),
        parts_written=written,
        parts=parts,
        left_out=found.left_out,
    )


def _packed(folder: Path, plan: Plan) -> tuple[int, int]:
    about = read_about(folder) or About()
    about = about.model_copy(
        update={
            "kg": version("panel-kg"),
            "base_iri": plan.base_iri,
            "vocabulary": str(plan.vocabulary or ""),
        }
    )
    write_about(folder, about)
    written, parts = pack(Corpus.open(folder))
    write_about(folder, about.model_copy(update={"partitions": parts}))
    write_authority(Corpus.open(folder))
    return written, parts


def _take(folder: Path) -> None:
    """See that a folder is a corpus, empty, or not there: what is somebody else's stays."""
    if folder.exists() and not folder.is_dir():
        raise SourceError(f"{folder}: is no folder")
    if folder.is_dir() and read_about(folder) is None and any(p.name != _LOCK for p in folder.iterdir()):
        raise SourceError(f"{folder}: holds something else than a corpus (choose another folder with -o)")
    folder.mkdir(parents=True, exist_ok=True)
    if read_about(folder) is None:
        write_about(folder, About())


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    with (folder / _LOCK).open("ab") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise SourceError(f"{folder}: another build is at work in it (wait for it, or end it)") from None
        yield


def _sorted_out(
    sources: Sequence[Source], folder: Path, before: dict[str, Line], plan: Plan, faults: dict[str, str]
) -> tuple[dict[str, Line], list[Job], int]:
    """Return the lines of what need not be built, the jobs of what must be, and how many are as they were."""
    twice, ids = doubled(sources), {source.id for source in sources}
    now: dict[str, Line] = {}
    jobs: list[Job] = []
    same = 0
    for source in sources:
        path = source.shown
        old = before.get(path)
        if source.address in faults:
            # A service that cannot be reached today takes nothing away that was built from what it had.
            kept = old if old and old.status == "built" and _stands(folder, old, retry=False) else None
            # … but for its id, where another source has that by now.
            kept = kept if kept and (kept.id == source.id or kept.id not in ids) else None
            now[path] = kept or _unfetched(source, faults)
            same += kept is not None
            continue
        try:
            key = key_of(source, base_iri=plan.base_iri, vocabulary=plan.vocabulary)
        except (OSError, KgError) as error:
            now[path] = Line(path=path, id=source.id, key="", status="bad", reason=f"{path}: cannot be read ({error})")
            continue
        if source.id in twice:
            others = ", ".join(s.shown for s in sources if s.id == source.id and s is not source)
            reason = f"{path}: is the same event as {others}: {source.id} (give one of them another id)"
            now[path] = Line(path=path, id=source.id, key=key, status="bad", reason=reason)
        elif old and old.key == key and _stands(folder, old, retry=plan.retry_bad):
            now[path] = old
            same += old.status == "built"
        else:
            told = source.told
            vocabulary = str(plan.vocabulary or "")
            jobs.append(
                Job(
                    path=str(source.path),
                    address=source.address,
                    id=source.id,
                    key=key,
                    corpus=str(folder),
                    base_iri=plan.base_iri,
                    vocabulary=vocabulary,
                    told=told,
                )
            )
    return now, jobs, same


def _unfetched(source: Source, faults: dict[str, str]) -> Line:
    return Line(path=source.shown, id=source.id, key="", status="bad", reason=faults[source.address])


def _stands(folder: Path, line: Line, *, retry: bool) -> bool:
    """Tell whether what a line says is there: both files of what was built; a failure stands until it is to be tried again."""
    if line.status != "built":
        return line.status == "bad" and not retry
    place = event_folder(folder, line.id)
    return (place / GRAPH_FILE).is_file() and (place / ROWS_FILE).is_file()


def _run(jobs: Sequence[Job], plan: Plan) -> Iterator[Line]:
    if plan.engine == "loop":
        yield from in_turn(jobs)
    elif plan.engine == "dask":
        sizes = [size_of(Path(job.path)) for job in jobs]
        yield from on_cluster(jobs, sizes, scheduler=plan.scheduler)
    else:
        yield from in_processes(jobs, workers=plan.workers or usual_workers(), seconds=plan.seconds)


def _remove_unheld(folder: Path, before: Iterable[Line], now: Iterable[Line]) -> None:
    """Remove what an earlier build had of events that no source gives any more; one that another path gives now stays."""
    held = {line.id for line in now if line.status == "built"}
    for line in before:
        if line.status == "built" and line.id not in held:
            shutil.rmtree(event_folder(folder, line.id), ignore_errors=True)


def _set_aside(folder: Path, line: Line) -> None:
    """Write why a source is not in the corpus."""
    path = bad_file(folder, line.path)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_file(path, f"{line.path}\n{line.status}\n{line.reason}\n".encode("utf-8", "replace"))
