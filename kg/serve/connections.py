"""Connections that are bounded in number and time: who sends half a request, or reads nothing, is not waited for."""

from __future__ import annotations

import asyncio
import socket
from typing import Any, ClassVar

from uvicorn.protocols.http.h11_impl import H11Protocol

#: How many connections may wait to be taken, and how many are taken at a time: the loop takes them before it looks at any.
QUEUE, TAKEN = 512, 8
#: Descriptors for all that is no connection: files, libraries, the loop; and two more for each worker.
_RESERVED, _PER_WORKER = 64, 4
#: More connections are not of use to anybody.
_MOST = 4_096
#: Seconds from a connection's (or the last answer's) end to a whole head of a request; for the body see the application.
HEAD = 8.0
#: Seconds in which a client reads nothing at all while its answer waits.
UNREAD = 20.0


def most_connections(workers: int) -> int:
    """Return how many connections there may be at once: as many as there are descriptors for, each perhaps with a file."""
    try:
        import resource
    except ImportError:
        return 256
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 2 * _MOST + _RESERVED + _PER_WORKER * workers
    if soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return max(8, min(_MOST, (soft - _RESERVED - _PER_WORKER * workers) // 2))


def bounded_connections(most: int) -> type[BoundedConnection]:
    """Return the class of connections of a server that has at most so many."""
    return type("Connection", (BoundedConnection,), {"most": most, "waiting": {}})


class Listener(socket.socket):
    """A socket whose queue is long, however few connections the loop takes from it at a time."""

    def listen(self, backlog: int = 0, /) -> None:
        """Listen, with a queue in which many may wait."""
        super().listen(max(backlog, QUEUE))


class BoundedConnection(H11Protocol):
    """A connection of HTTP/1.1 that is closed when its head does not come, and aborted when its answer is not read.

    When there are too many, the one that has waited longest for its head makes room.
    """

    most = _MOST
    #: Those that wait for a head, the longest first.
    waiting: ClassVar[dict[BoundedConnection, None]] = {}

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._head: asyncio.TimerHandle | None = None
        self._unread: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a head."""
        super().connection_made(transport)
        self._await_head()
        if len(self.connections) > self.most:
            next(iter(self.waiting)).transport.abort()

    def handle_events(self) -> None:
        """Take what has come; with a whole head of a request the waiting is over."""
        super().handle_events()
        if self.cycle is not None and not self.cycle.response_complete:
            self._stop_waiting()

    def on_response_complete(self) -> None:
        """Begin to wait for the next head: one that trickles would put off the time limit between two requests for ever."""
        super().on_response_complete()
        self._await_head()

    def pause_writing(self) -> None:
        """Begin to wait for a reader."""
        super().pause_writing()
        _cancel(self._unread)
        self._unread = self.loop.call_later(UNREAD, self.transport.abort)

    def resume_writing(self) -> None:
        """Note that somebody reads."""
        _cancel(self._unread)
        super().resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing any more."""
        self._stop_waiting()
        _cancel(self._unread)
        super().connection_lost(exc)

    def _await_head(self) -> None:
        self._stop_waiting()
        if not self.transport.is_closing():
            self._head = self.loop.call_later(HEAD, self.transport.abort)
            self.waiting[self] = None

    def _stop_waiting(self) -> None:
        _cancel(self._head)
        self.waiting.pop(self, None)


def _cancel(timer: asyncio.TimerHandle | None) -> None:
    if timer is not None:
        timer.cancel()
