"""The way of the official client to its endpoint: through our own bounded HTTP, which follows no redirect."""

from __future__ import annotations

from typing import Any

from kg.errors import RemoteError
from kg.http import Bounds, exchange

#: An answer of more bytes, unpacked, is none.
MAX_BYTES = 20_000_000
#: What `exchange` sets by itself.
_OWN = frozenset({"host", "content-length", "accept-encoding", "connection", "user-agent"})


def bounded_client(seconds: float, size: int = MAX_BYTES) -> Any:
    """Return an HTTP client for the official library whose every exchange has bounds.

    Args:
        seconds: for a whole answer, from the request to its last byte.
        size: bytes that an answer may have, unpacked.
    """
    import httpx

    class Transport(httpx.BaseTransport):
        """Sends each request as one bounded exchange."""

        def handle_request(self, request: httpx.Request) -> httpx.Response:
            bounds = Bounds(seconds=seconds, size=size)
            sent = {k: v for k, v in request.headers.items() if k.lower() not in _OWN}
            try:
                answer = exchange(str(request.url), request.method, bounds, headers=sent, body=request.read())
            except RemoteError as error:
                # What the library takes for a broken connection it tries again.
                raise httpx.ConnectError(str(error)) from error
            headers = {"content-type": answer.media_type}
            if answer.retry_after:
                headers["retry-after"] = answer.retry_after
            return httpx.Response(answer.status, headers=headers, content=answer.body, request=request)

    return httpx.Client(transport=Transport(), follow_redirects=False)
