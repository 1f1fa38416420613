"""The server as an ASGI application: / the explorer, /sparql the endpoint, /.well-known/void the description, each thing at its IRI."""

from __future__ import annotations

import asyncio
import errno
import gzip
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import IO, Any

import pyoxigraph as ox
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from kg.linked import describe
from kg.resources import shipped
from kg.serve.corpus_pages import corpus_routes, to_corpus
from kg.serve.negotiate import HTML, TRIPLES, best
from kg.serve.pages import index_page
from kg.serve.pool import Pool, Reply
from kg.serve.protocol import question
from kg.serve.request import RefusedError, body_of
from kg.store.unknown_terms import unknown_terms

_SYNTAXES = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
}
#: Building the explorer page may take longer than a query.
PAGE_TIMEOUT = 120.0
#: Seconds in which the body of a request is to come.
BODY_TIMEOUT = 10.0
_PIECE = 1 << 16
#: What a path may end in instead of an Accept header.
_ENDINGS = {syntax: media_type for media_type, syntax in TRIPLES.items()} | {"html": HTML}
#: The header that names the terms of a query which their vocabulary lacks.
TOLD = "Kg-Unknown-Terms"
#: A graph with more statements has no explorer page: no browser would show it.
MAX_PAGE = 300_000
_SAFE = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}
Endpoint = Callable[[Request], Awaitable[Response]]


class Server:
    """One graph, served."""

    def __init__(self, pool: Pool, *, with_corpus: bool = False) -> None:
        self.pool, self._with_corpus = pool, with_corpus
        self._told: dict[str, Any] = {}
        self._pages: dict[str, Reply] = {}
        self._version = pool.version
        self._building = asyncio.Lock()

    async def sparql(self, request: Request) -> Response:
        """Answer a query; a browser that asks nothing gets the page, anyone else the description of the service."""
        body = await self._body(request)
        asked = question(request.method, request.url.query, request.headers, body)
        if asked is None:
            return await self._description(request)
        job = {
            "kind": "query",
            "query": asked.query,
            "default": asked.default,
            "named": asked.named,
            "format": asked.syntax,
            "rows": self.pool.limits.rows,
            "bytes": self.pool.limits.answer,
            "gzip": _takes_gzip(request),
        }
        reply = await self._while_connected(request, self.pool.ask(job, spool=True))
        media_type = asked.media_type if reply.status == 200 else "text/plain"
        response = _replied(reply, media_type)
        told = unknown_terms(asked.query)
        if told:
            # No syntax of results has a place for it that every client passes over.
            response.headers[TOLD] = "; ".join(told).encode("ascii", "backslashreplace").decode()
        return response

    async def explorer(self, request: Request) -> Response:
        """Return the explorer of the one event, or of the one that is asked for; of several, the list or the corpus."""
        if self._with_corpus and not request.query_params.get("event"):
            return to_corpus()
        titles, event = await self._event(request)
        if not event:
            return _response(index_page(titles, (await self.contents())["triples"]), HTML)
        return await self._page(request, titles, event)

    async def _event(self, request: Request) -> tuple[dict[str, str], str]:
        """Return the events, IRI → title, and the one that a request means, if it is one that a page can show, else ""."""
        titles = {iri: title or iri for iri, title in (await self.contents())["events"]}
        wanted = request.query_params.get("event", "") or (next(iter(titles)) if len(titles) == 1 else "")
        if wanted and wanted not in titles:
            raise RefusedError(404, "there is no such event here")
        job = {"kind": "fits", "event": wanted, "most": MAX_PAGE}
        return titles, wanted if wanted and await self._asked(wanted, job) else ""

    async def _page(self, request: Request, titles: dict[str, str], event: str) -> Response:
        """Return the explorer of an event, or the SPARQL view alone."""
        # One page is built at a time, and each only once.
        async with self._building:
            self._forget()
            if event not in self._pages:
                job = {
                    "kind": "page",
                    "title": titles[event] if event else "Ask the graph",
                    "event": event,
                    "events": titles,
                    "bare": not event,
                }
                reply = await self.pool.ask(job, PAGE_TIMEOUT)
                if reply.status != 200:
                    raise RefusedError(reply.status, reply.body.decode("utf-8", "replace").strip())
                self._pages[event] = Reply(
                    status=200, body=await asyncio.to_thread(gzip.compress, reply.body, 6, mtime=0), packed=True
                )
            page = self._pages[event]
        if _takes_gzip(request):
            return _replied(page, HTML)
        return _response(await asyncio.to_thread(gzip.decompress, page.body), HTML)

    async def void(self, request: Request) -> Response:
        """Return the VoID of the graph, and the shipped questions."""
        base = str(request.base_url)
        return _described(request, describe.void(base, await self.facts()) + describe.questions(base))

    async def dump(self, request: Request) -> Response:
        """Return the whole graph as Turtle."""
        return await self._whole(request, {"kind": "dump"}, "text/turtle")

    async def vocabulary(self, request: Request) -> Response:
        """Return the ontology."""
        graph = shipped("ontology", "debate.ttl").read_bytes()
        return _described(request, [q.triple for q in ox.parse(graph, format=ox.RdfFormat.TURTLE)])

    async def context(self, request: Request) -> Response:
        """Return the JSON-LD context."""
        return _response(shipped("ontology", "context.jsonld").read_bytes(), "application/ld+json")

    async def thing(self, request: Request) -> Response:
        """Return what is said of the thing whose IRI is the base and the path, or that `?iri=` names, as a page or as RDF."""
        base = (await self.contents())["base"]
        path, ending = request.path_params.get("path", ""), ""
        if (stem := path.rpartition("."))[2] in _ENDINGS and not request.query_params.get("iri"):
            path, ending = stem[0], stem[2]
        iri = request.query_params.get("iri", "") or base + path
        media_type = _ENDINGS.get(ending) or best(request.headers.get("accept", ""), [*TRIPLES, HTML])
        if media_type is None:
            raise RefusedError(406, f"a thing is described as one of {', '.join([*TRIPLES, HTML])}")
        try:
            ox.NamedNode(iri)
        except ValueError:
            raise RefusedError(404, "that is no IRI") from None
        syntax = "html" if media_type == HTML else TRIPLES[media_type]
        return await self._whole(request, {"kind": "thing", "iri": iri, "base": base, "format": syntax}, media_type)

    async def _whole(self, request: Request, job: dict[str, Any], media_type: str) -> Response:
        job |= {"gzip": _takes_gzip(request)}
        reply = await self._while_connected(request, self.pool.ask(job, spool=True))
        if reply.status == 200 and reply.size == 0 and not reply.body:
            raise RefusedError(404, "nothing is said of it here")
        return _replied(reply, media_type if reply.status == 200 else "text/plain")

    async def contents(self) -> dict[str, Any]:
        """Return which events are in the graph, and its base and size."""
        return await self._asked("contents", {"kind": "contents"})  # type: ignore[no-any-return]

    async def facts(self) -> dict[str, Any]:
        """Return all that a worker counted of the graph, which takes seconds for a large one."""
        return await self._asked("facts", {"kind": "facts"})  # type: ignore[no-any-return]

    async def _asked(self, name: str, job: dict[str, Any]) -> Any:
        """Return what a worker says of the graph as JSON, asked once."""
        self._forget()
        if name not in self._told:
            reply = await self.pool.ask(job, PAGE_TIMEOUT)
            if reply.status != 200:
                raise RefusedError(reply.status, reply.body.decode("utf-8", "replace").strip())
            self._told[name] = json.loads(reply.body)
        return self._told[name]

    def _forget(self) -> None:
        """Let go of what was kept of another state of the graph."""
        if self._version != self.pool.version:
            self._version, self._told, self._pages = self.pool.version, {}, {}

    async def _description(self, request: Request) -> Response:
        if best(request.headers.get("accept", ""), [*TRIPLES, HTML]) == HTML:
            # The explorer opens with its SPARQL view here.
            return await self._page(request, *await self._event(request))
        base, facts = str(request.base_url), await self.facts()
        # Who reads schemas and examples looks for them here, and does not go on to the VoID.
        found = describe.service_description(base, facts) + describe.void(base, facts) + describe.questions(base)
        return _described(request, found)

    async def _body(self, request: Request) -> bytes:
        limit = self.pool.limits.body
        body = await body_of(request, limit=limit, seconds=BODY_TIMEOUT)
        if len(request.url.query) > limit:
            raise RefusedError(414, f"the query is longer than {limit} bytes")
        return body

    async def _while_connected(self, request: Request, asking: Awaitable[Reply]) -> Reply:
        """Wait for an answer, and give up when the client has gone: its query then must not go on."""
        task = asyncio.ensure_future(asking)
        gone = asyncio.ensure_future(_disconnected(request))
        try:
            await asyncio.wait({task, gone}, return_when=asyncio.FIRST_COMPLETED)
            if not task.done():
                return Reply(status=499, body=b"")
            return task.result()
        finally:
            gone.cancel()
            task.cancel()


async def _disconnected(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def application(
    pool: Pool, *, hosts: tuple[str, ...] = ("*",), allow_origin: str = "", site: Path | None = None
) -> Starlette:
    """Return the application over a loaded pool.

    Args:
        pool: workers over a graph.
        hosts: the names by which the server may be called; on loopback only these, so that no page elsewhere can
            reach it by a name of its own.
        allow_origin: the origin whose pages may ask the endpoint, `*` for all; by default none.
        site: the folder of the pages of a corpus, where the graph is that of one; they are what / shows.
    """
    server = Server(pool, with_corpus=site is not None)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        asyncio.get_running_loop().set_exception_handler(_unless_crowded)
        await pool.start()
        try:
            yield
        finally:
            await pool.stop()

    middleware = [Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False)]
    if allow_origin:
        middleware.append(
            Middleware(
                CORSMiddleware,
                allow_origins=[allow_origin],
                allow_methods=["GET", "POST"],
                allow_headers=["*"],
                expose_headers=[TOLD],
            )
        )
    return Starlette(
        routes=[
            Route("/", server.explorer, methods=["GET"]),
            Route("/sparql", server.sparql, methods=["GET", "POST", "PUT", "PATCH", "DELETE"]),
            Route("/.well-known/void", server.void, methods=["GET"]),
            Route("/void", server.void, methods=["GET"]),
            Route("/graph.ttl", server.dump, methods=["GET"]),
            Route("/ontology", server.vocabulary, methods=["GET"]),
            Route("/context.jsonld", server.context, methods=["GET"]),
            *(corpus_routes(site) if site else []),
            Route("/{path:path}", server.thing, methods=["GET"]),
        ],
        middleware=middleware,
        exception_handlers={RefusedError: _refused},
        lifespan=lifespan,
    )


def _unless_crowded(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Say what went wrong, but not that there are too many connections: whoever makes them would fill the log, too."""
    error = context.get("exception")
    if not isinstance(error, OSError) or error.errno not in {errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM}:
        loop.default_exception_handler(context)


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, RefusedError)
    response = _response(f"{error.line}\n".encode(), "text/plain", error.status)
    if error.status == 405:
        response.headers["Allow"] = "GET, HEAD, POST"
    return response


def _response(body: bytes, media_type: str, status: int = 200) -> Response:
    headers = {"Content-Type": _with_charset(media_type), "Vary": "Accept, Accept-Encoding", **_SAFE}
    if status == 503:
        headers["Retry-After"] = "5"
    return Response(body, status, headers)


def _replied(reply: Reply, media_type: str) -> Response:
    response = _response(reply.body, media_type, reply.status)
    if reply.file is not None:
        streamed = StreamingResponse(_pieces(reply.file), reply.status)
        # The headers of the other, but for the length, which is that of the file.
        streamed.raw_headers = [h for h in response.raw_headers if h[0] != b"content-length"]
        streamed.headers["Content-Length"] = str(reply.size)
        response = streamed
    if reply.packed:
        response.headers["Content-Encoding"] = "gzip"
    return response


async def _pieces(file: IO[bytes]) -> AsyncIterator[bytes]:
    with file:
        while piece := file.read(_PIECE):
            yield piece


def _takes_gzip(request: Request) -> bool:
    for offered in request.headers.get("accept-encoding", "").lower().split(","):
        name, _, more = offered.partition(";")
        weight = more.replace(" ", "").removeprefix("q=")
        if name.strip() in {"gzip", "*"} and weight.strip("0.") + weight[:1] != "0":
            return True
    return False


def _with_charset(media_type: str) -> str:
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


def _described(request: Request, statements: list[ox.Triple]) -> Response:
    media_type = best(request.headers.get("accept", ""), TRIPLES)
    if media_type is None:
        raise RefusedError(406, f"a description is given as one of {', '.join(TRIPLES)}")
    syntax = _SYNTAXES[TRIPLES[media_type]]
    prefixes = describe.PREFIXES if syntax in {ox.RdfFormat.TURTLE, ox.RdfFormat.RDF_XML} else None
    return _response(ox.serialize(statements, format=syntax, prefixes=prefixes) or b"", media_type)
