"""The workers as the server sees them: a job goes to an idle one, and one that takes too long is killed and replaced."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import socket
import struct
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kg.errors import GraphError, LimitError
from kg.serve.limits import Limits

_LENGTH = struct.Struct("!II")
#: After so many seconds a query gives way to the others.
SLICE = 0.5
NICE = 10


@dataclass(slots=True, eq=False)
class _Worker:
    """A worker's process and the two ends of its connection; `tired` when it gave way and is to be replaced."""

    pid: int
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    tired: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A status as in HTTP, and the body of an answer or the line that says what was wrong."""

    status: int
    body: bytes


class Pool:
    """A bounded number of workers over one graph."""

    def __init__(self, place: str, limits: Limits, events: Sequence[str] = ()) -> None:
        self.place, self.limits, self.events = place, limits, tuple(events)
        self._idle: asyncio.Queue[_Worker] = asyncio.Queue()
        self._control: socket.socket | None = None
        self._nursery: subprocess.Popen[bytes] | None = None
        self._talking = asyncio.Lock()
        self._alive: list[_Worker] = []
        self._tasks: set[asyncio.Task[None]] = set()

    def load(self) -> None:
        """Start the process that loads the graph, and wait until it has.

        Raises:
            GraphError: there is no graph there, in the words of whoever tried to open it.
        """
        ours, theirs = socket.socketpair()
        numbers = [str(theirs.fileno()), str(self.limits.memory)]
        command = [sys.executable, "-m", "kg.serve.nursery", *numbers, self.place, *self.events]
        with theirs:
            self._nursery = subprocess.Popen(command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL)
        said = ours.recv(4096)
        if said != b"ready":
            ours.close()
            self._nursery.wait()
            raise GraphError(said.decode("utf-8", "replace") or f"{self.place}: cannot be opened (see above)")
        self._control = ours

    async def start(self) -> None:
        """Fork the workers."""
        for _ in range(self.limits.workers):
            self._idle.put_nowait(await self._fork())

    async def stop(self) -> None:
        """End every process: the nursery ends its workers when we hang up."""
        for task in list(self._tasks):
            task.cancel()
        for worker in self._alive:
            worker.writer.close()
        if self._control:
            self._control.close()
        if self._nursery:
            await asyncio.to_thread(self._nursery.wait)

    async def ask(self, job: dict[str, Any], timeout: float | None = None) -> Reply:
        """Have one job done, within the limits."""
        limit = timeout or self.limits.timeout
        try:
            worker = await asyncio.wait_for(self._idle.get(), self.limits.queue)
        except TimeoutError:
            return Reply(status=503, body=b"busy: too many queries are waiting (try again)\n")
        good = False
        try:
            reply = await self._within(worker, job, limit)
            good = reply.status not in {500, 504} and not worker.tired
            return reply
        finally:
            # Also when the client has gone away: what it asked for must not go on.
            if good:
                self._idle.put_nowait(worker)
            else:
                self._replace(worker)

    async def _within(self, worker: _Worker, job: dict[str, Any], limit: float) -> Reply:
        task = asyncio.ensure_future(_exchange(worker, job))
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
                return Reply(
                    status=504, body=f"query: took longer than {limit:g} s and was stopped (narrow it)\n".encode()
                )
            return task.result()
        except (OSError, asyncio.IncompleteReadError):
            return Reply(status=500, body=b"query: took more memory than a query may, or broke its worker\n")
        finally:
            task.cancel()

    def _replace(self, worker: _Worker) -> None:
        worker.writer.close()
        self._alive.remove(worker)
        task = asyncio.ensure_future(self._refill(worker.pid))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _refill(self, pid: int) -> None:
        async with self._talking:
            await asyncio.to_thread(self._end, pid)
        self._idle.put_nowait(await self._fork())

    async def _fork(self) -> _Worker:
        ours, theirs = socket.socketpair()
        async with self._talking:
            with theirs:
                pid = await asyncio.to_thread(self._forked, theirs.fileno())
        reader, writer = await asyncio.open_connection(sock=ours)
        worker = _Worker(pid=pid, reader=reader, writer=writer)
        self._alive.append(worker)
        return worker

    def _forked(self, descriptor: int) -> int:
        assert self._control is not None
        socket.send_fds(self._control, [b"+"], [descriptor])
        said = self._control.recv(8)
        if not said:
            raise LimitError("the process that holds the graph has ended (start the server anew)")
        return int.from_bytes(said, "big")

    def _end(self, pid: int) -> None:
        assert self._control is not None
        self._control.send(pid.to_bytes(8, "big"))
        self._control.recv(8)


async def _exchange(worker: _Worker, job: dict[str, Any]) -> Reply:
    packed = json.dumps(job).encode()
    worker.writer.write(_LENGTH.pack(len(packed), 0) + packed)
    await worker.writer.drain()
    head_length, body_length = _LENGTH.unpack(await worker.reader.readexactly(_LENGTH.size))
    head = json.loads(await worker.reader.readexactly(head_length))
    return Reply(status=head["status"], body=await worker.reader.readexactly(body_length))
