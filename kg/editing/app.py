"""The server of `kg serve --edit`: a page and the file that it saves, below an address that nobody can guess."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.editing.desk import Desk, MovedError, etag_of
from kg.errors import KgError
from kg.serve.request import RefusedError, body_of

#: Bytes of a request, and seconds in which its body is to come.
MOST, PATIENCE = 8 << 20, 20.0
_SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
}
Endpoint = Callable[[Request], Awaitable[Response]]


def new_token() -> str:
    """Return what the address holds that only who started the server knows."""
    return secrets.token_urlsafe(24)


def application(desk: Desk, token: str, *, hosts: tuple[str, ...]) -> Starlette:
    """Return the application over an event under review.

    Args:
        desk: the event.
        token: the secret in the address.
        hosts: the names by which the server may be called, so that no page elsewhere reaches it by a name of its own.
    """
    base = f"/edit/{token}/"
    changing = asyncio.Lock()

    async def page(request: Request) -> Response:
        try:
            return _response(await asyncio.to_thread(desk.page, base), "text/html; charset=utf-8")
        except KgError as error:
            return _told(str(error), 422)

    async def corrections(request: Request) -> Response:
        content = await asyncio.to_thread(desk.corrections)
        if request.method == "GET":
            return _response(content, "application/yaml", headers={"ETag": etag_of(content)})
        given = request.headers.get("if-match", "")
        if not given or given == "*":
            return _told("say by If-Match which version this was made on", 428)
        body = await body_of(request, limit=MOST, seconds=PATIENCE)
        async with changing:
            try:
                etag = await asyncio.to_thread(desk.save, body, given)
            except MovedError as moved:
                return _told(str(moved), 409, {"ETag": etag_of(await asyncio.to_thread(desk.corrections))})
            except KgError as error:
                return _told(str(error), 422)
        return _response(b"", "text/plain; charset=utf-8", headers={"ETag": etag})

    async def answer(request: Request) -> Response:
        body = await body_of(request, limit=MOST, seconds=PATIENCE)
        async with changing:
            done, told = await asyncio.to_thread(desk.answer, body.decode("utf-8", "replace"))
        return _told(told, 200 if done else 422)

    async def prompt(request: Request) -> Response:
        try:
            return _told(await asyncio.to_thread(desk.prompt), 200)
        except KgError as error:
            return _told(str(error), 422)

    return Starlette(
        routes=[
            Route(base, page, methods=["GET"]),
            Route(f"{base}corrections.yaml", _own(corrections), methods=["GET", "PUT"]),
            Route(f"{base}answer", _own(answer), methods=["POST"]),
            Route(f"{base}prompt", _own(prompt), methods=["GET"]),
        ],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False)],
        exception_handlers={RefusedError: _refused},
    )


def _own(endpoint: Endpoint) -> Endpoint:
    """Let only the page itself ask: a browser says where a request comes from."""

    async def guarded(request: Request) -> Response:
        origin, site = request.headers.get("origin", ""), request.headers.get("sec-fetch-site", "")
        if (origin and urlsplit(origin).netloc != request.headers.get("host", "")) or site not in {
            "",
            "same-origin",
            "none",
        }:
            raise RefusedError(403, "only the page of this server may ask here")
        return await endpoint(request)

    return guarded


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, RefusedError)
    return _told(error.line, error.status)


def _told(text: str, status: int, headers: dict[str, str] | None = None) -> Response:
    return _response(f"{text}\n".encode(), "text/plain; charset=utf-8", status, headers)


def _response(body: bytes, media_type: str, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    return Response(body, status, {"Content-Type": media_type, **_SAFE, **(headers or {})})
