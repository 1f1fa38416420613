"""What a request brings, taken within bounds; and how one is turned away."""

from __future__ import annotations

import asyncio

from starlette.requests import Request


class RefusedError(Exception):
    """A request that is answered by a status and one line."""

    def __init__(self, status: int, line: str) -> None:
        super().__init__(line)
        self.status, self.line = status, line


async def body_of(request: Request, *, limit: int, seconds: float) -> bytes:
    """Return the body of a request.

    Args:
        request: the request.
        limit: how many bytes it may have.
        seconds: how long it may take to come; who sends a byte now and then would hold a connection for ever.

    Raises:
        RefusedError: it is longer (413), or slower (408).
    """
    parts, size = [], 0
    try:
        async with asyncio.timeout(seconds):
            async for part in request.stream():
                parts.append(part)
                size += len(part)
                if size > limit:
                    raise RefusedError(413, f"the request is longer than {limit} bytes")
    except TimeoutError:
        raise RefusedError(408, f"the request did not come within {seconds:g} s") from None
    return b"".join(parts)
