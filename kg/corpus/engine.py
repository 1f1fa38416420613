"""What runs the jobs: processes of this machine, or the workers of a Dask cluster; the same work, the same files.

Each process of our own builds one source at a time and says so: whoever takes too long, or takes the process with it, is
known by name, and nobody beside it is blamed.
"""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict
from typing import IO

from kg.corpus.manifest import Line, line_of
from kg.corpus.work import Job, build
from kg.errors import of_extra

#: How often a source that took its process with it is tried.
ATTEMPTS = 2
#: A process that builds sources.
COMMAND = [sys.executable, "-m", "kg.corpus"]
#: Bytes of text that one task of a cluster holds, at least.
TASK_BYTES = 1 << 20


def in_turn(jobs: Iterable[Job]) -> Iterator[Line]:
    """Build one source after the other, in this process."""
    yield from map(build, jobs)


def in_processes(jobs: Sequence[Job], *, workers: int, seconds: float) -> Iterator[Line]:
    """Build sources in processes of this machine; yield each as it is done.

    Args:
        jobs: what is to be built.
        workers: how many processes.
        seconds: what one source may take.
    """
    waiting: queue.Queue[Job] = queue.Queue()
    for job in jobs:
        waiting.put(job)
    done: queue.Queue[Line | None] = queue.Queue()
    threads = [
        threading.Thread(target=_serve, args=(waiting, done, seconds), daemon=True)
        for _ in range(max(1, min(workers, len(jobs))))
    ]
    for thread in threads:
        thread.start()
    left = len(threads)
    while left:
        line = done.get()
        if line is None:
            left -= 1
        else:
            yield line


def _serve(waiting: queue.Queue[Job], done: queue.Queue[Line | None], seconds: float) -> None:
    """Hand jobs to one process after the other, as long as there are any; a process that ends is replaced."""
    child: _Child | None = None
    try:
        while True:
            try:
                job = waiting.get_nowait()
            except queue.Empty:
                return
            child = child or _Child()
            line = child.asked(job, seconds)
            if child.ended:
                child = None
            done.put(line)
    finally:
        if child is not None:
            child.end()
        done.put(None)


class _Child:
    """A process that reads jobs and writes lines."""

    def __init__(self) -> None:
        self._process = _started()
        self.ended = False

    def asked(self, job: Job, seconds: float) -> Line:
        """Return what came of a job; one that took its process with it is tried once more, alone."""
        for attempt in range(1, ATTEMPTS + 1):
            told = self._once(Job(**{**asdict(job), "attempt": attempt}), seconds)
            if isinstance(told, Line):
                return told
            if told == "late":
                break
            if attempt < ATTEMPTS:
                self._process, self.ended = _started(), False
        reason = (
            f"took longer than {seconds:g} s"
            if told == "late"
            else f"ended its process ({self._status()}), {ATTEMPTS} times"
        )
        return Line(
            path=job.shown,
            id=job.id,
            key=job.key,
            status="late" if told == "late" else "crashed",
            reason=reason,
            attempts=attempt,
        )

    def _once(self, job: Job, seconds: float) -> Line | str:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        late = threading.Event()

        def end() -> None:
            late.set()
            self._process.kill()

        clock = threading.Timer(seconds, end)
        clock.start()
        try:
            self._process.stdin.write(job.text().encode("utf-8", "surrogatepass"))
            self._process.stdin.flush()
            answer = self._process.stdout.readline()
        except (BrokenPipeError, OSError):
            answer = b""
        finally:
            clock.cancel()
        if answer.endswith(b"\n"):
            return line_of(answer, job.shown)
        self._close()
        self._process.wait()
        self.ended = True
        return "late" if late.is_set() else "ended"

    def _status(self) -> str:
        code = self._process.returncode
        return f"signal {-code}" if code < 0 else f"exit {code}"

    def end(self) -> None:
        """Let the process end."""
        self._close()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()

    def _close(self) -> None:
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()


def _started() -> subprocess.Popen[bytes]:
    return subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)


def child(given: IO[bytes], taken: IO[bytes]) -> None:
    """Be such a process: a job a line in, a line of the manifest out."""
    for text in given:
        line = build(Job(**json.loads(text.decode("utf-8", "surrogatepass"))))
        taken.write(line.text().encode("utf-8", "surrogatepass"))
        taken.flush()


def on_cluster(jobs: Sequence[Job], sizes: Sequence[int], *, scheduler: str) -> Iterator[Line]:
    """Build sources on the workers of a Dask cluster, which see the same folders; yield each as it is done.

    A worker that dies takes its task with it, which goes to another; sources of a task that killed several are told apart
    by trying each alone.

    Args:
        jobs: what is to be built.
        sizes: bytes of each, by which they are put into tasks of one or two megabytes.
        scheduler: the address of the scheduler (tcp://…).

    Raises:
        MissingExtraError: Dask is not installed.
    """
    distributed = of_extra("distributed", "corpus: needs Dask (pip install 'panel-kg[corpus]')")
    with distributed.Client(scheduler) as client:
        tasks = in_tasks(jobs, sizes)
        alone: list[Job] = []
        running = {client.submit(build_all, task, pure=False, retries=0): task for task in tasks}
        for future in distributed.as_completed(list(running)):
            if future.status == "finished":
                yield from future.result()
            else:
                alone += running[future]
        for job in alone:
            future = client.submit(build_all, [job], pure=False, retries=0)
            distributed.wait([future])
            if future.status == "finished":
                yield from future.result()
            else:
                yield Line(
                    path=job.shown,
                    id=job.id,
                    key=job.key,
                    status="crashed",
                    reason="ended its workers",
                    attempts=ATTEMPTS,
                )


def build_all(jobs: Sequence[Job]) -> list[Line]:
    """Build some sources: what a task of a cluster does."""
    return list(map(build, jobs))


def in_tasks(jobs: Sequence[Job], sizes: Sequence[int]) -> list[list[Job]]:
    """Return jobs in tasks of TASK_BYTES or a little more.

    >>> jobs = [Job(path=str(i), id=str(i), key="", corpus="") for i in range(4)]
    >>> [[job.id for job in task] for task in in_tasks(jobs, [TASK_BYTES, 5, 5, TASK_BYTES])]
    [['0'], ['1', '2', '3']]
    """
    tasks: list[list[Job]] = []
    held = TASK_BYTES
    for job, size in zip(jobs, sizes, strict=True):
        if held >= TASK_BYTES:
            tasks.append([])
            held = 0
        tasks[-1].append(job)
        held += size
    return tasks


def usual_workers() -> int:
    """Return how many processes a build takes by default: one a processor."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
