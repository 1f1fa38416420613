"""One worker: a process that answers one job after another until it is killed, and can do nothing but read its graph."""

from __future__ import annotations

import csv
import ctypes
import gzip
import io
import json
import resource
import socket
import struct
import sys
from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

import pyoxigraph as ox

from kg.errors import KgError, LimitError, OutsideError, QueryError
from kg.linked.facts import contents, facts, size_of
from kg.linked.things import Links, description, prefixes_for, serialized, thing_page
from kg.serve.dataset import dataset, from_clauses
from kg.serve.no_network import Guard, guard
from kg.store.engine import PREFIXES, syntax_message
from kg.store.federation import query_inside
from kg.store.graph import Graph
from kg.store.parts import chosen

Job = dict[str, Any]
#: A status as in HTTP, and what there is to say.
Reply = tuple[int, bytes]
_LENGTH = struct.Struct("!II")
_ROWS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
_TRIPLES = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
}
#: Shorter answers are not worth packing; and the first steps of packing are the ones that pay.
PACKED, PACKING = 1 << 10, 1
#: No row is written in fewer bytes: a shorter answer has fewer rows than the limit and need not be counted.
_MIN_ROW = 2
#: What a page may take beside the graph, in bytes: it is ours, and built once.
PAGE_MEMORY = 1 << 30
_PR_SET_PDEATHSIG, _SIGKILL = 1, 9
_IS_LINUX = sys.platform.startswith("linux")


def send_message(connection: socket.socket, head: dict[str, Any], body: bytes = b"") -> None:
    """Send a head and a body, each with its length before it."""
    packed = json.dumps(head).encode()
    connection.sendall(_LENGTH.pack(len(packed), len(body)) + packed + body)


def serve_jobs(opened: Callable[[], ox.Store], connection: socket.socket, memory: int) -> None:
    """Answer jobs until the other side closes the connection."""
    # Before the store is opened: what it starts (threads, for one on disk) is then shut in as well.
    shut_in = guard()
    store = opened()
    die_with_parent()
    now = _pages()[0] * resource.getpagesize() if _IS_LINUX else 0
    before = resident()
    with connection.makefile("rb") as incoming:
        while head := incoming.read(_LENGTH.size):
            job = json.loads(incoming.read(_LENGTH.unpack(head)[0]))
            allow(now + (memory if job["kind"] == "query" else PAGE_MEMORY))
            status, body = answer(store, job, shut_in)
            packed = bool(job.get("gzip")) and status == 200 and len(body) >= PACKED
            body = gzip.compress(body, PACKING, mtime=0) if packed else body
            send_message(connection, {"status": status, "packed": packed, "grown": resident() - before}, body)


def die_with_parent() -> None:
    """End this process when the one that forked it ends."""
    if _IS_LINUX:
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, _SIGKILL)


def allow(space: int) -> None:
    """Bound the address space of this process, where the system knows what it holds."""
    if _IS_LINUX:
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (space if hard == resource.RLIM_INFINITY else min(space, hard), hard))


def resident() -> int:
    """Return the bytes of memory that this process holds, where the system says so, else 0."""
    return _pages()[1] * resource.getpagesize() if _IS_LINUX else 0


def _pages() -> list[int]:
    with open("/proc/self/statm", encoding="ascii") as statm:
        return [int(n) for n in statm.read().split()]


def answer(store: ox.Store, job: Job, shut_in: Guard) -> Reply:
    """Do one job; what is wrong with it becomes a status and a line. A query is evaluated in `shut_in`, a page is ours."""
    try:
        with shut_in() if job["kind"] == "query" else nullcontext():
            return 200, _JOBS[job["kind"]](store, job)
    except KgError as error:
        return (403 if isinstance(error, OutsideError) else 400), f"{error}\n".encode()
    except MemoryError:
        return 500, b"query: took more memory than a query may\n"


class _Bounded(io.RawIOBase):
    """A buffer that takes no more than a number of bytes."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self.parts: list[bytes] = []
        self._left = limit

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._left -= len(data)
        if self._left < 0:
            raise OSError("too long")
        self.parts.append(bytes(data))
        return len(data)


def _query(store: ox.Store, job: Job) -> bytes:
    sparql = job["query"]
    default, named = job["default"], job["named"]
    in_query = not default and not named
    if in_query:
        default, named = from_clauses(sparql)
    part, options = dataset(store, default, named, in_query=in_query)
    try:
        result = query_inside(part, sparql, prefixes=PREFIXES, **options)
    except SyntaxError as error:
        raise QueryError(syntax_message(sparql, error, "query")) from None
    except (ValueError, OSError, RuntimeError) as error:
        raise QueryError(f"query: {error}") from None
    if isinstance(result, ox.QueryTriples):
        return _triples(result, job)
    out: Any = _Bounded(job["bytes"])
    _written(lambda: result.serialize(out, format=_ROWS[job["format"]]), job)
    body = b"".join(out.parts)
    if len(body) > _MIN_ROW * job["rows"] and _rows_in(body, job["format"]) > job["rows"]:
        raise LimitError(f"query: the answer has more than {job['rows']} rows (ask for less with LIMIT and OFFSET)")
    return body


def _written(write: Callable[[], object], job: Job) -> None:
    try:
        write()
    except (ValueError, OSError, RuntimeError) as error:
        if "too long" not in str(error):
            raise QueryError(f"query: {error}") from None
        raise LimitError(
            f"query: the answer has more than {job['bytes']} bytes (ask for less with LIMIT and OFFSET)"
        ) from None


def _triples(result: ox.QueryTriples, job: Job) -> bytes:
    found = []
    for triple in result:
        found.append(triple)
        if len(found) > job["rows"]:
            raise LimitError(f"query: the answer has more than {job['rows']} triples (ask for less with LIMIT)")
    out: Any = _Bounded(job["bytes"])
    syntax = _TRIPLES[job["format"]]
    _written(lambda: ox.serialize(found, out, format=syntax, prefixes=prefixes_for(syntax)), job)
    return b"".join(out.parts)


def _rows_in(body: bytes, syntax: str) -> int:
    """Count the rows of an answer by what its syntax makes certain."""
    if syntax == "xml":
        return body.count(b"<result>")
    if syntax == "tsv":
        return body.count(b"\n") - 1
    if syntax == "csv":
        return sum(1 for _ in csv.reader(io.StringIO(body.decode(), newline=""))) - 1
    found: list[Any] = json.loads(body).get("results", {}).get("bindings", [])
    return len(found)


def _page(store: ox.Store, job: Job) -> bytes:
    from kg.rendering.explorer.console import Endpoint
    from kg.rendering.explorer.page import query_page, served_page

    # A store of one event is asked as it is; of several, an event's page begins with its own.
    chosen_event = job["event"] if len(job["events"]) > 1 else ""
    endpoint = Endpoint(url="/sparql", events=job["events"], event=chosen_event)
    if job["bare"]:
        return query_page(endpoint, title=job["title"])
    return served_page(Graph(chosen(store, [chosen_event]) if chosen_event else store), endpoint, title=job["title"])


def _facts(store: ox.Store, job: Job) -> bytes:
    """Return what the descriptions of the endpoint say of the graph, as JSON."""
    return json.dumps(facts(store)).encode()


def _contents(store: ox.Store, job: Job) -> bytes:
    """Return what is in the graph, as JSON, without counting it."""
    return json.dumps(contents(store)).encode()


def _fits(store: ox.Store, job: Job) -> bytes:
    """Return as JSON whether a page can show an event."""
    return json.dumps(size_of(store, job["event"], job["most"] + 1) <= job["most"]).encode()


def _thing(store: ox.Store, job: Job) -> bytes:
    """Return what is said of one thing, as a page or as RDF; nothing where nothing is said."""
    node = ox.NamedNode(job["iri"])
    if job["format"] == "html":
        return thing_page(store, node, Links(base=job["base"]))
    return serialized(description(store, node), _TRIPLES[job["format"]])


def _dump(store: ox.Store, job: Job) -> bytes:
    return Graph(store).serialize()


_JOBS: dict[str, Callable[[ox.Store, Job], bytes]] = {
    "query": _query,
    "page": _page,
    "contents": _contents,
    "fits": _fits,
    "facts": _facts,
    "thing": _thing,
    "dump": _dump,
}
