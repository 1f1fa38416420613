"""One exchange over HTTP: bounded in time and size, going nowhere else, and silent about what was confided to it."""

from __future__ import annotations

import gzip
import hashlib
import http.server
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from kg.errors import KgError, LimitError, RemoteError
from kg.http import Bounds, digest_or_basic, exchange
from kg.store.http import Access, refused, send

Handler = http.server.BaseHTTPRequestHandler


@contextmanager
def serving(answer: Callable[[Handler], None]) -> Iterator[str]:
    class Hostile(Handler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:  # noqa: N802
            try:
                answer(self)
            except OSError:
                self.close_connection = True

        do_POST = do_GET  # noqa: N815

        def log_message(self, *args: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hostile) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/q"
        finally:
            server.shutdown()
            thread.join()


def said(handler: Handler, body: bytes, status: int = 200, **headers: str) -> None:
    handler.send_response(status)
    for name, value in ({"content-type": "text/plain", "content-length": str(len(body))} | headers).items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


def drip_head(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
    for _ in range(200):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.05)


def endless(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("transfer-encoding", "chunked")
    handler.end_headers()
    for _ in range(10_000):
        handler.wfile.write(b"10000\r\n" + b" " * 65536 + b"\r\n")


ZEROS = gzip.compress(b"0" * 5_000_000)


@pytest.mark.parametrize(
    ("answer", "error", "message"),
    [
        (drip_head, RemoteError, "no answer within 0.5 s"),
        (lambda h: time.sleep(2), RemoteError, "no answer within 0.5 s"),
        (endless, LimitError, "answers more than 1,000,000 bytes"),
        (lambda h: said(h, ZEROS, content_encoding="gzip"), LimitError, "answers more than 1,000,000 bytes"),
        (lambda h: said(h, gzip.compress(ZEROS), content_encoding="gzip, gzip"), RemoteError, "a packing that is not read here"),
        (lambda h: said(h, b"broken", content_encoding="gzip"), RemoteError, "the connection broke"),
        (lambda h: said(h, b"", 307, location="http://other.invalid/"), RemoteError, "redirects to http://other.invalid/, which is not"),
        (lambda h: h.wfile.write(b"no http at all\r\n\r\n"), RemoteError, "the connection broke"),
    ],
)  # fmt: skip
def test_no_server_takes_more_than_it_is_allowed(
    answer: Callable[[Handler], None], error: type[KgError], message: str
) -> None:
    """Heads and bodies that trickle, that never end, that unpack to more, and redirects: each ends in time with its line."""
    # What is not about time has enough of it, on a busy machine too.
    seconds = 0.5 if "0.5 s" in message else 4.0
    began = time.monotonic()
    with serving(answer) as url, pytest.raises(error, match=message) as caught:
        exchange(url, "POST", Bounds(seconds=seconds, size=1_000_000), headers={}, body=b"asked")

    assert str(caught.value).startswith(url)
    assert time.monotonic() - began < 5


def test_what_was_sent_to_a_place_goes_nowhere_else() -> None:
    """A redirect to another server brings it neither the body nor the password."""
    got: list[str] = []
    with (
        serving(lambda h: got.append(h.path) or said(h, b"")) as other,  # type: ignore[func-returns-value]
        serving(lambda h: said(h, b"", 307, location=other)) as url,
        pytest.raises(RemoteError, match=f"redirects to {other}"),
    ):
        send(url, "POST", Access(user="ada", password="tide"), headers={}, body=b"asked")

    assert got == []


def test_a_password_is_sent_when_it_is_asked_for_and_never_shown() -> None:
    """Digest where the server knows it, else basic; a server that says the password back is not repeated."""
    sent: list[str] = []

    def locked(scheme: str) -> Callable[[Handler], None]:
        def answer(handler: Handler) -> None:
            given = handler.headers.get("Authorization", "")
            sent.append(given.split()[0] if given else "")
            status = 500 if given else 401
            said(handler, f"tide {given}".encode(), status, www_authenticate=scheme)

        return answer

    lines = []
    for scheme in ('Basic realm="r"', f'Digest realm="r", nonce="{hashlib.sha256().hexdigest()}", qop="auth"'):
        access = Access(user="ada", password="tide")
        with serving(locked(scheme)) as url:
            answer = send(url, "GET", access, headers={})
            lines.append(str(refused(url, answer, access)).removeprefix(url))

    assert sent == ["", "Basic", "", "Digest"]
    assert lines[0] == ": refused (HTTP 500): … Basic …"
    assert "tide" not in lines[1]


def test_an_address_shows_no_password() -> None:
    """What stands before the host's name, and the query, is left out of what is said."""
    with pytest.raises(RemoteError, match=r"^http://127.0.0.1:9/q: does not answer") as caught:
        exchange("http://ada:tide@127.0.0.1:9/q?key=tide", "GET", Bounds(seconds=1), headers={})

    assert "tide" not in str(caught.value)


def test_authentication_ends_where_there_is_none() -> None:
    """A server that asks for nothing gets one request without a password."""
    asked: list[str | None] = []
    with serving(lambda h: asked.append(h.headers.get("Authorization")) or said(h, b"ok")) as url:  # type: ignore[func-returns-value]
        answer = exchange(url, "GET", Bounds(seconds=5), headers={}, auth=digest_or_basic("ada", "tide"))

    assert (answer.status, answer.body, asked) == (200, b"ok", [None])
