"""HTTP to a model in bounds: so many bytes, so much time for the whole answer, and no redirect."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

#: An answer of more bytes, unpacked, is none.
MAX_BYTES = 20_000_000


def bounded_client(timeout: float, max_bytes: int = MAX_BYTES) -> Any:
    """Return an HTTP client that ends an answer at a number of bytes or seconds, and follows no redirect.

    Args:
        timeout: seconds for a whole answer, from the request to its last byte.
        max_bytes: bytes that an answer may have, unpacked.
    """
    import httpx

    class Bounded(httpx.SyncByteStream):
        """The bytes of an answer as they come, until there are too many or it takes too long."""

        def __init__(self, stream: Any, deadline: float) -> None:
            self._stream, self._deadline = stream, deadline

        def __iter__(self) -> Iterator[bytes]:
            n = 0
            for chunk in self._stream:
                n += len(chunk)
                if n > max_bytes:
                    raise httpx.DecodingError(f"the answer has more than {max_bytes // 1_000_000} MB")
                if time.monotonic() > self._deadline:
                    raise httpx.ReadTimeout(f"the answer was not whole after {timeout:g} s")
                yield chunk

        def close(self) -> None:
            self._stream.close()

    class Transport(httpx.HTTPTransport):
        """A transport whose answers are bounded and not packed."""

        def handle_request(self, request: httpx.Request) -> httpx.Response:
            # What is packed may unpack to anything.
            request.headers["accept-encoding"] = "identity"
            deadline = time.monotonic() + timeout
            response = super().handle_request(request)
            if response.headers.get("content-encoding", "identity").strip().lower() not in {"", "identity"}:
                response.close()
                raise httpx.DecodingError("the answer is packed, which was not asked for")
            response.stream = Bounded(response.stream, deadline)
            return response

    return httpx.Client(transport=Transport(), follow_redirects=False, timeout=timeout)
