"""The workers over one state of a graph: the process that holds it, those that it forks, and what passes between them and us."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import socket
import struct
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO, Any

from kg.errors import GraphError, KgError
from kg.serve.limits import Limits

_LENGTH = struct.Struct("!II")
_PIECE = 1 << 18
#: After so many seconds a query gives way to the others.
SLICE = 0.5
NICE = 10
#: A worker that a query has made larger by so many bytes is replaced: what it took it does not give back.
GROWN = 64 << 20
#: Answers of more bytes wait in a file for those who read them slowly.
SPOOLED = 1 << 20
#: How many seconds the process that holds the graph has to end by itself.
_PATIENCE = 2.0


class CrewError(KgError):
    """The process that holds the graph has ended."""


@dataclass(slots=True, eq=False)
class Worker:
    """A worker's process and the two ends of its connection; `tired` when it is to be replaced after its job."""

    pid: int
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    tired: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A status as in HTTP, and the body of an answer (a long one in a `file`) or the line that says what was wrong.

    `packed` tells that the body is compressed by gzip; `size` is its bytes.
    """

    status: int
    body: bytes
    file: IO[bytes] | None = None
    size: int = 0
    packed: bool = False


class Crew:
    """A bounded number of workers over one state of a graph; `state` names it where a store has several."""

    def __init__(self, place: str, limits: Limits, events: Sequence[str] = ()) -> None:
        self.place, self.limits, self.events, self.state = place, limits, tuple(events), ""
        self._idle: asyncio.Queue[Worker] = asyncio.Queue()
        self._control: socket.socket | None = None
        self._nursery: subprocess.Popen[bytes] | None = None
        self._talking = asyncio.Lock()
        self._alive: list[Worker] = []
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def is_dead(self) -> bool:
        """Whether the process that holds the graph has ended, so that no worker can be replaced."""
        return self._control is None or self._nursery is None or self._nursery.poll() is not None

    def load(self) -> None:
        """Start the process that loads the graph, and wait until it has.

        Raises:
            GraphError: there is no graph there, in the words of whoever tried to open it.
        """
        if not hasattr(os, "fork"):
            raise GraphError(
                f"{self.place}: is served on Linux and macOS only, for the forked processes (use WSL on Windows)"
            )
        ours, theirs = socket.socketpair()
        numbers = [str(theirs.fileno()), str(self.limits.memory)]
        command = [sys.executable, "-m", "kg.serve.nursery", *numbers, self.place, *self.events]
        with theirs:
            self._nursery = subprocess.Popen(command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL)
        said = ours.recv(4096)
        if not said.startswith(b"ready"):
            ours.close()
            self._nursery.wait()
            raise GraphError(said.decode("utf-8", "replace") or f"{self.place}: cannot be opened (see above)")
        self.state = said.removeprefix(b"ready").decode().strip()
        self._control = ours

    async def start(self) -> None:
        """Fork the workers."""
        for _ in range(self.limits.workers):
            self._idle.put_nowait(await self._fork())

    async def stop(self) -> None:
        """End every process: the one that holds the graph ends its workers when we hang up."""
        for task in list(self._tasks):
            task.cancel()
        for worker in self._alive:
            worker.writer.close()
        if self._control:
            self._control.close()
            self._control = None
        if self._nursery:
            await asyncio.to_thread(_ended, self._nursery)

    async def retire(self) -> None:
        """Stop when the jobs that are being done have been, for as long as a query may take."""
        for _ in range(self.limits.workers):
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._idle.get(), self.limits.timeout + SLICE)
        await self.stop()

    async def ask(self, job: dict[str, Any], limit: float, *, spool: bool) -> Reply:
        """Have one job done within so many seconds; a long answer is put into a file where `spool` says so.

        Raises:
            CrewError: the process that holds the graph has ended, and with it the worker that was asked.
            TimeoutError: all workers are busy for longer than one may wait.
        """
        worker = await self._lent()
        good = False
        try:
            reply = await self._within(worker, job, limit, spool=spool)
            good = reply.status not in {500, 504} and not worker.tired
            return reply
        finally:
            # Also when the client has gone away: what it asked for must not go on.
            if good:
                self._idle.put_nowait(worker)
            else:
                self._replace(worker)

    async def _lent(self) -> Worker:
        async with asyncio.timeout(self.limits.queue):
            if self.is_dead:
                raise CrewError(f"{self.place}: the process that holds the graph has ended")
            while True:
                worker = await self._idle.get()
                if not worker.reader.at_eof():
                    return worker
                # It was ended while it had nothing to do.
                self._replace(worker)
                if self.is_dead:
                    raise CrewError(f"{self.place}: the process that holds the graph has ended")

    async def _within(self, worker: Worker, job: dict[str, Any], limit: float, *, spool: bool) -> Reply:
        task = asyncio.ensure_future(_exchange(worker, job, spool=spool))
        try:
            done, _ = await asyncio.wait({task}, timeout=min(SLICE, limit))
            if not done and limit > SLICE:
                # A page is asked for once and then kept; it may take its time.
                worker.tired = job["kind"] == "query"
                if worker.tired:
                    with contextlib.suppress(OSError):
                        os.setpriority(os.PRIO_PROCESS, worker.pid, NICE)
                done, _ = await asyncio.wait({task}, timeout=limit - SLICE)
            if not done:
                line = f"query: took longer than {limit:g} s and was stopped (narrow it)\n"
                return Reply(status=504, body=line.encode())
            return task.result()
        except (OSError, asyncio.IncompleteReadError):
            if self.is_dead:
                raise CrewError(f"{self.place}: the process that holds the graph has ended") from None
            return Reply(status=500, body=b"query: took more memory than a query may, or broke its worker\n")
        finally:
            task.cancel()

    def _replace(self, worker: Worker) -> None:
        worker.writer.close()
        if worker in self._alive:
            self._alive.remove(worker)
        task = asyncio.ensure_future(self._refill(worker.pid))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _refill(self, pid: int) -> None:
        # Without the process that forks there is nothing to refill from; whoever asks next finds that out.
        with contextlib.suppress(OSError, CrewError):
            async with self._talking:
                await asyncio.to_thread(self._say, pid.to_bytes(8, "big"))
            self._idle.put_nowait(await self._fork())

    async def _fork(self) -> Worker:
        ours, theirs = socket.socketpair()
        async with self._talking:
            with theirs:
                pid = int.from_bytes(await asyncio.to_thread(self._say, b"+", theirs.fileno()), "big")
        reader, writer = await asyncio.open_connection(sock=ours)
        worker = Worker(pid=pid, reader=reader, writer=writer)
        self._alive.append(worker)
        return worker

    def _say(self, message: bytes, *descriptors: int) -> bytes:
        if self._control is None:
            raise CrewError(f"{self.place}: is not served any more")
        socket.send_fds(self._control, [message], list(descriptors))
        said = self._control.recv(8)
        if not said:
            raise CrewError(f"{self.place}: the process that holds the graph has ended")
        return said


def _ended(process: subprocess.Popen[bytes]) -> None:
    try:
        process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


async def _exchange(worker: Worker, job: dict[str, Any], *, spool: bool) -> Reply:
    packed = json.dumps(job).encode()
    worker.writer.write(_LENGTH.pack(len(packed), 0) + packed)
    await worker.writer.drain()
    head_length, size = _LENGTH.unpack(await worker.reader.readexactly(_LENGTH.size))
    head = json.loads(await worker.reader.readexactly(head_length))
    worker.tired = worker.tired or head.get("grown", 0) > GROWN
    about = {"status": head["status"], "size": size, "packed": head.get("packed", False)}
    if not spool or size <= SPOOLED:
        return Reply(body=await worker.reader.readexactly(size), **about)
    file = tempfile.TemporaryFile()  # noqa: SIM115 - it is closed by whoever sends it
    try:
        while size:
            piece = await worker.reader.readexactly(min(size, _PIECE))
            file.write(piece)
            size -= len(piece)
        file.seek(0)
    except BaseException:
        file.close()
        raise
    return Reply(body=b"", file=file, **about)
