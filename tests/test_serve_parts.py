"""The parts of the server in one process: a worker's jobs, the protocol, the pool, and the application without a socket."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pyoxigraph as ox
import pytest

pytest.importorskip("starlette")

from kg.serve.app import application
from kg.serve.limits import Limits
from kg.serve.pool import Pool
from kg.serve.protocol import RefusedError, question
from kg.serve.worker import answer
from kg.store.graph import Graph

COUNT = "SELECT (COUNT(?c) AS ?n) { ?c a kg:Claim }"


def job(query: str, **more: Any) -> dict[str, Any]:
    return {
        "kind": "query",
        "query": query,
        "default": [],
        "named": [],
        "format": "json",
        "rows": 100,
        "bytes": 10_000,
    } | more


@pytest.mark.parametrize(
    ("asked", "status", "said"),
    [
        (job(COUNT, format="csv"), 200, "n\r\n12\r\n"),
        (job("ASK {}", format="xml"), 200, "<boolean>true</boolean>"),
        (job("CONSTRUCT { <urn:a> <urn:b> 1 } WHERE {}", format="nt"), 200, "<urn:a> <urn:b> "),
        (job("CONSTRUCT { <urn:a> <urn:b> 1 } WHERE {}", format="ttl"), 200, "<urn:a> <urn:b> 1 ."),
        (job("SELECT ?p { ?s ?p ?o } LIMIT 101", bytes=10**6), 400, "the answer has more than 100 rows"),
        (job("SELECT ?p { ?s ?p ?o } LIMIT 101", format="csv", bytes=10**6), 400, "the answer has more than 100 rows"),
        (job("SELECT * { ?s ?p ?o }", rows=10**6), 400, "the answer has more than 10000 bytes"),
        (job("CONSTRUCT WHERE { ?s ?p ?o }"), 400, "the answer has more than 100 triples"),
        (job("SELECT * { ?s ?p }"), 400, "query:1:18: '}' cannot stand here"),
        (job("SELECT * { SERVICE <urn:x> {} }"), 403, "SERVICE is not allowed here"),
        (job("SELECT * FROM <urn:x> {}"), 400, "there is no graph <urn:x> here, and nothing is fetched"),
        (job(COUNT, default=["urn:x"]), 200, '"value":"0"'),
        ({"kind": "facts"}, 200, '"https://w3id.org/panel-kg/ontology#Claim": 12'),
    ],
)  # fmt: skip
def test_a_job_gives_a_status_and_a_body(small_graph: Graph, asked: dict[str, Any], status: int, said: str) -> None:
    """What is asked is answered; what is wrong has a status and a line."""
    found = answer(small_graph.store, asked, nullcontext)

    assert found[0] == status
    assert said in found[1].decode()


def test_graphs_that_are_named_are_merged() -> None:
    """Two default graphs that share a statement hold it once; a named one is there beside them."""
    store = ox.Store()
    triple = (ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal("o"))
    for name in ("urn:a", "urn:b"):
        store.add(ox.Quad(*triple, ox.NamedNode(name)))
    everything = "SELECT (COUNT(*) AS ?n) { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"

    def n(**graphs: Any) -> int:
        return int(
            json.loads(answer(store, job(everything, **graphs), nullcontext)[1])["results"]["bindings"][0]["n"]["value"]
        )

    assert n(default=["urn:a", "urn:b"]) == 1
    assert n(default=["urn:a", "urn:b"], named=["urn:b"]) == 2
    assert n(default=["urn:a"]) == 1
    assert n(named=["urn:a", "urn:b"]) == 2


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (("PUT", "query=ASK%20%7B%7D", {}, b""), 405),
        (("GET", "query=%FF", {}, b""), 400),
        (("POST", "", {"content-type": "text/turtle"}, b""), 415),
        (("POST", "", {"content-type": "application/x-www-form-urlencoded"}, b"a=" * 200), 400),
        (("POST", "", {"content-type": "application/x-www-form-urlencoded"}, "query=é".encode()), 400),
        (("GET", "update=CLEAR%20ALL", {}, b""), 403),
        (("GET", "query=ASK%20%7B%7D&query=ASK%20%7B%7D", {}, b""), 400),
        (("GET", "query=ASK%20%7B%7D", {"accept": "image/png"}, b""), 406),
    ],
)
def test_protocol_refuses(request_: tuple[str, str, dict[str, str], bytes], status: int) -> None:
    """Each breach of the protocol has its status."""
    with pytest.raises(RefusedError) as caught:
        question(*request_)

    assert caught.value.status == status


def test_protocol_understands() -> None:
    """A POST of the query itself may name its graphs in the address; a GET without a query asks for the description."""
    body, headers = b"SELECT * {}", {"content-type": "application/sparql-query", "accept": "text/csv"}
    asked = question("POST", urlencode([("default-graph-uri", "urn:a"), ("named-graph-uri", "urn:b")]), headers, body)

    assert asked is not None
    assert (asked.query, asked.default, asked.named) == ("SELECT * {}", ("urn:a",), ("urn:b",))
    assert (asked.media_type, asked.syntax) == ("text/csv", "csv")
    assert question("GET", "", {}, b"") is None


def with_pool(path: Path, limits: Limits, action: Callable[[Pool], Awaitable[None]]) -> None:
    async def run() -> None:
        pool = Pool(str(path), limits)
        pool.load()
        await pool.start()
        try:
            await action(pool)
        finally:
            await pool.stop()

    # In a thread of its own: a browser that another test left running has the loop of this one.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, run()).result()


@pytest.fixture
def panel(tmp_path: Path, small_graph: Graph) -> Path:
    path = tmp_path / "panel.ttl"
    path.write_bytes(small_graph.serialize())
    return path


def test_pool_stops_what_takes_too_long_and_goes_on(panel: Path) -> None:
    """The one worker is replaced, who waits too long is told so, and a job that is given up frees its worker."""
    endless = job("SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f }")

    async def action(pool: Pool) -> None:
        waiting = asyncio.ensure_future(pool.ask(endless))
        await asyncio.sleep(0.05)
        assert (await pool.ask(job(COUNT))).status == 503
        assert (await waiting).status == 504
        given_up = asyncio.ensure_future(pool.ask(endless))
        await asyncio.sleep(0.05)
        given_up.cancel()
        assert (await pool.ask(job(COUNT, format="csv"))).body == b"n\r\n12\r\n"

    with_pool(panel, Limits(timeout=0.8, queue=0.3, workers=1), action)


async def call(app: Any, path: str, **fields: str) -> tuple[int, bytes]:
    """Call an ASGI application without a socket."""
    sent: list[dict[str, Any]] = []
    received = iter([{"type": "http.request", "body": b"", "more_body": False}])

    async def receive() -> dict[str, Any]:
        for message in received:
            return message
        await asyncio.sleep(30)
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "root_path": "", "scheme": "http",
        "query_string": urlencode(fields).encode(), "headers": [(b"host", b"localhost"), (b"accept", b"text/turtle, text/csv")],
        "server": ("localhost", 80), "http_version": "1.1",
    }  # fmt: skip
    await app(scope, receive, send)
    return sent[0]["status"], b"".join(m.get("body", b"") for m in sent[1:])


def test_application_without_a_socket(panel: Path) -> None:
    """Endpoint, description, VoID and refusals, each at its path."""

    async def action(pool: Pool) -> None:
        app = application(pool, hosts=("localhost",), allow_origin="https://a.example")
        assert await call(app, "/sparql", query=COUNT) == (200, b"n\r\n12\r\n")
        assert (await call(app, "/sparql", update="x"))[0] == 403
        assert b"sd:Service" in (await call(app, "/sparql"))[1]
        assert b"void:Dataset" in (await call(app, "/.well-known/void"))[1]
        assert (await call(app, "/", event="urn:x"))[0] == 404
        assert (await call(app, "/nowhere"))[0] == 404

    with_pool(panel, Limits(workers=1), action)
