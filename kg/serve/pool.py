"""The workers as the server sees them: a crew over the newest state of the graph, a new one when that changes or the old one dies."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kg.errors import KgError
from kg.serve.crew import Crew, CrewError, Reply
from kg.serve.limits import Limits
from kg.store.disk import current_state

__all__ = ["Pool", "Reply"]

#: How many seconds pass before a crew that cannot be started is tried again.
PAUSE = 1.0


class Pool:
    """A bounded number of workers over one graph, or over some events of it; `version` counts the states of it that were served."""

    def __init__(self, place: str, limits: Limits, events: Sequence[str] = ()) -> None:
        self.place, self.limits, self.events, self.version = place, limits, tuple(events), 0
        self._crew = Crew(place, limits, self.events)
        self._renewing: asyncio.Task[None] | None = None
        self._retiring: set[asyncio.Task[None]] = set()

    def load(self) -> None:
        """Start the process that loads the graph, and wait until it has.

        Raises:
            GraphError: there is no graph there, in the words of whoever tried to open it.
        """
        self._crew.load()

    async def start(self) -> None:
        """Fork the workers."""
        await self._crew.start()

    async def stop(self) -> None:
        """End every process."""
        for task in [*self._retiring, *([self._renewing] if self._renewing else [])]:
            task.cancel()
        await self._crew.stop()

    async def ask(self, job: dict[str, Any], timeout: float | None = None, *, spool: bool = False) -> Reply:
        """Have one job done, within the limits; a long answer comes in a file where `spool` says so.

        Args:
            job: its `kind`, and what that takes.
            timeout: seconds; by default that of a query.
            spool: take a long answer as a file.
        """
        limit = timeout or self.limits.timeout
        try:
            for _ in range(2):
                await self._look()
                try:
                    return await self._crew.ask(job, limit, spool=spool)
                except CrewError:
                    continue
        except TimeoutError:
            pass
        return Reply(status=503, body=b"busy: too many queries are waiting (try again)\n")

    async def _look(self) -> None:
        """See whether the graph is another one by now, and wait for new workers where the old ones are dead."""
        if self._renewing is None and (self._crew.is_dead or current_state(Path(self.place)) != self._crew.state):
            self._renewing = asyncio.ensure_future(self._renew())
        if self._renewing is not None and self._crew.is_dead:
            async with asyncio.timeout(self.limits.queue):
                await asyncio.shield(self._renewing)

    async def _renew(self) -> None:
        """Put a new crew in the place of the old one, all at once, when it is ready; what is being answered is still answered."""
        crew = Crew(self.place, self.limits, self.events)
        try:
            await asyncio.to_thread(crew.load)
            await crew.start()
        except (KgError, OSError):
            await crew.stop()
            await asyncio.sleep(PAUSE)
        else:
            old, self._crew = self._crew, crew
            self.version += 1
            task = asyncio.ensure_future(old.retire())
            self._retiring.add(task)
            task.add_done_callback(self._retiring.discard)
        finally:
            self._renewing = None
