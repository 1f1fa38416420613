"""HTTP with a bound on everything: the whole time, the bytes of an answer as they are unpacked, and where a request goes.

Endpoints, of SPARQL and of language models, are other people's: one may send a byte a second, a gigabyte of blanks, or a
redirect to somewhere else, and may say back what it was sent. `exchange` sends one request and keeps to its bounds whatever
is answered; no redirect is followed, and no line that it raises holds a password or a key.
"""

from __future__ import annotations

import functools
import ssl
import time
import urllib.request
from collections.abc import Callable, Generator, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from kg.errors import GraphError, LimitError, RemoteError

if TYPE_CHECKING:
    import httpx

#: Bytes of an answer, unpacked, unless a caller wants more.
MAX_ANSWER = 256 << 20
#: Bytes of an answer that is no success: only its first line is shown.
MAX_REFUSAL = 1 << 16
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
#: One packing can be undone piece by piece; of several, one upon another, a small piece may unpack to anything.
_PACKED = frozenset({"", "identity", "gzip", "deflate"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server answered; `location` is where it would redirect to."""

    status: int
    media_type: str
    body: bytes
    retry_after: str = ""
    location: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What one exchange may take: `seconds` from its beginning to its end, and `size`, the bytes of the unpacked answer."""

    seconds: float
    size: int = MAX_ANSWER


def exchange(
    url: str,
    method: str,
    bounds: Bounds,
    *,
    headers: Mapping[str, str],
    body: bytes | None = None,
    auth: Any = None,
) -> Answer:
    """Send one request and return the answer, whatever its status.

    Args:
        url: an address of http or https; what it holds of a user or a query is shown in no message.
        method: GET, POST, PUT, HEAD.
        bounds: of time and size.
        headers: sent beside kg's own.
        body: what is sent.
        auth: httpx's authentication, such as `digest_or_basic`.

    Raises:
        GraphError: the address is none.
        RemoteError: nobody answers, or not in time, or the connection breaks, or another address is named instead.
        LimitError: the answer has more bytes than allowed.
    """
    import httpx

    place = shown(url)
    transport = _transport(url, time.monotonic() + bounds.seconds)
    sent = {"User-Agent": "kg", "Accept-Encoding": "gzip", **headers}
    try:
        with (
            httpx.Client(transport=transport, trust_env=False, timeout=bounds.seconds, auth=auth) as client,
            client.stream(method, url, headers=sent, content=body) as response,
        ):
            answer = _answer(response, _read(response, bounds, place))
    except httpx.TimeoutException:
        raise _too_slow(place, bounds.seconds) from None
    except (httpx.ConnectError, httpx.ProxyError) as error:
        raise RemoteError(f"{place}: does not answer ({_reason(error)}); is it running?") from None
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError, ValueError) as error:
        raise RemoteError(f"{place}: the connection broke ({_reason(error)})") from None
    if 300 <= answer.status < 400 and answer.location:
        elsewhere = shown(answer.location)[:200]
        raise RemoteError(
            f"{place}: redirects to {elsewhere}, which is not followed (give that address, if you trust it)"
        )
    return answer


def shown(url: str) -> str:
    """Return an address as it may be shown: without a user, a password, a query or a fragment.

    >>> shown("https://ada:secret@example.org:8080/sparql?key=1")
    'https://example.org:8080/sparql'
    """
    plain = url.partition("?")[0].partition("#")[0]
    scheme, slashes, rest = plain.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}{slashes}{host.rpartition('@')[2]}{slash}{path}"


def checked(url: str) -> str:
    """Return an address that is one.

    Raises:
        GraphError: it is none.
    """
    try:
        parts = urlsplit(url)
        # Asking for a port that is no number raises.
        usable = bool(parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0)
    except ValueError:
        usable = False
    if not usable:
        raise GraphError(f"'{shown(url)}' is no address of an endpoint (write http://HOST:PORT/PATH)")
    return url


def without(text: str, secrets: Iterable[str]) -> str:
    """Return what somebody else said, with no secret in it that was sent to him.

    >>> without("bad key: Bearer sk-1234", ["sk-1234"])
    'bad key: Bearer …'
    """
    for secret in sorted(filter(None, secrets), key=len, reverse=True):
        text = text.replace(secret, "…")
    return text


def _read(response: httpx.Response, bounds: Bounds, place: str) -> bytes:
    packed = response.headers.get("Content-Encoding", "").strip().lower()
    if packed not in _PACKED:
        raise RemoteError(f"{place}: answers in a packing that is not read here ({packed[:40]!r})")
    limit = bounds.size if response.is_success else min(bounds.size, MAX_REFUSAL)
    body = bytearray()
    for part in response.iter_bytes():
        body += part
        if len(body) > limit and not response.is_success:
            return bytes(body[:limit])
        if len(body) > limit:
            raise LimitError(f"{place}: answers more than {limit:,} bytes (ask for less)")
    return bytes(body)


def _answer(response: httpx.Response, body: bytes) -> Answer:
    return Answer(
        status=response.status_code,
        media_type=response.headers.get("Content-Type", "").partition(";")[0].strip().lower(),
        body=body,
        retry_after=response.headers.get("Retry-After", ""),
        location=response.headers.get("Location", ""),
    )


def _too_slow(place: str, seconds: float) -> RemoteError:
    return RemoteError(f"{place}: no answer within {seconds:g} s (give it longer with --timeout)")


def _reason(error: BaseException) -> str:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, OSError) and cause.strerror:
            return cause.strerror
        cause = cause.__cause__ or cause.__context__
    return " ".join(str(error).split())[:200] or type(error).__name__


# A transport whose every wait ends when the whole time is over.


def _transport(url: str, deadline: float) -> httpx.BaseTransport:
    """Return a transport that gives up at a moment of the monotonic clock, however its bytes arrive.

    The time limits of libraries are for each read: a server that sends a byte now and then meets none of them.
    """
    import httpcore
    import httpx

    def left(timeout: float | None) -> float:
        remaining = deadline - time.monotonic()
        if remaining <= 0:
            raise httpcore.ReadTimeout
        return remaining if timeout is None else min(timeout, remaining)

    transport = httpx.HTTPTransport(verify=_certificates(), proxy=_proxy(url))
    # The pool is httpcore's and its backend a parameter of it, which httpx does not pass on.
    transport._pool._network_backend = _backend(httpcore, left)
    return transport


@functools.cache
def _certificates() -> ssl.SSLContext:
    import httpx

    # It is read from a file of some hundred kilobytes, and a push sends many requests.
    return httpx.create_ssl_context()


def _backend(httpcore: Any, left: Callable[[float | None], float]) -> Any:
    class Stream(httpcore.NetworkStream):  # type: ignore[misc]
        def __init__(self, stream: Any) -> None:
            self._stream = stream

        def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
            data: bytes = self._stream.read(max_bytes, left(timeout))
            return data

        def write(self, buffer: bytes, timeout: float | None = None) -> None:
            self._stream.write(buffer, left(timeout))

        def close(self) -> None:
            self._stream.close()

        def start_tls(self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None) -> Any:
            return Stream(self._stream.start_tls(ssl_context, server_hostname, left(timeout)))

        def get_extra_info(self, info: str) -> Any:
            return self._stream.get_extra_info(info)

    class Backend(httpcore.SyncBackend):  # type: ignore[misc]
        def connect_tcp(self, host: str, port: int, timeout: float | None = None, **more: Any) -> Any:
            return Stream(super().connect_tcp(host, port, left(timeout), **more))

    return Backend()


def _proxy(url: str) -> str | None:
    """Return the proxy that the environment names for an address; none for this machine."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if host in LOOPBACK or urllib.request.proxy_bypass(host):
        return None
    return urllib.request.getproxies().get(parts.scheme)


def digest_or_basic(user: str, password: str) -> Any:
    """Return authentication that sends a password only when it is asked for one, as a digest where the server knows how."""
    import httpx

    class Either(httpx.Auth):
        def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
            digest = httpx.DigestAuth(user, password).auth_flow(request)
            response = yield next(digest)
            if response.status_code != 401:
                return
            if "digest" in response.headers.get("WWW-Authenticate", "").lower():
                yield digest.send(response)
            else:
                yield next(httpx.BasicAuth(user, password).auth_flow(request))

    return Either()
