"""Peers of `kg serve` that are slow, silent or gone, stores that change under it, and helpers that are killed."""

from __future__ import annotations

import contextlib
import gzip
import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox
import pytest

for _needed in ("starlette", "uvicorn"):
    pytest.importorskip(_needed)

from kg.serve.connections import bounded_connections, most_connections  # noqa: E402
from kg.serve.limits import LEAST_MEMORY, Limits  # noqa: E402
from kg.store.disk import write_events  # noqa: E402
from tests.servers import serving  # noqa: E402

ROWS = "".join(f'<urn:s:{i}> <urn:says> "{i} {"tide " * 100}" .\n' for i in range(100))
CROSS = "SELECT ?x ?y { ?a <urn:says> ?x . ?b <urn:says> ?y }"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("peers") / "graph.ttl"
    path.write_text(ROWS, encoding="utf-8")
    return path


@contextmanager
def process_of(place: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """Run `kg serve` and yield its process and port."""
    command = [sys.executable, "-m", "kg.cli", "serve", str(place), "--port", "0", "--workers", "2", *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        found = re.match(r"http://127.0.0.1:(\d+)/ serves ", process.stderr.readline())
        assert found is not None
        try:
            ask(int(found[1]), "ASK {}")
            yield process, int(found[1])
        finally:
            process.kill()


def ask(port: int, query: str, **headers: str) -> tuple[int, bytes, str]:
    """Ask the endpoint; return status, body as it came, and its packing."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    with contextlib.closing(connection):
        connection.request(
            "GET", f"/sparql?query={urllib.parse.quote(query)}", headers={"Accept": "text/csv"} | headers
        )
        reply = connection.getresponse()
        return reply.status, reply.read(), reply.headers.get("Content-Encoding", "")


def port_of(url: str) -> int:
    return urllib.parse.urlsplit(url).port or 0


def children(pid: int) -> list[int]:
    found = [int(c) for t in Path(f"/proc/{pid}/task").glob("*/children") for c in t.read_text().split()]
    return found + [below for child in found for below in children(child)]


def resident(pid: int) -> int:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def test_answers_are_packed_for_those_who_take_it(graph: Path) -> None:
    """The same rows arrive by gzip, in a tenth of the bytes, and plain for those who do not say that they take it."""
    with serving(graph) as url:
        plain = ask(port_of(url), CROSS)
        packed = ask(port_of(url), CROSS, **{"Accept-Encoding": "br, gzip;q=0.5"})
        refused = ask(port_of(url), CROSS, **{"Accept-Encoding": "gzip;q=0"})

    assert (plain[0], plain[2], packed[2], refused[2]) == (200, "", "gzip", "")
    assert gzip.decompress(packed[1]) == plain[1] == refused[1]
    assert len(plain[1]) > 1 << 20
    assert len(packed[1]) * 10 < len(plain[1])


def test_who_sends_half_a_request_is_not_waited_for(graph: Path) -> None:
    """Half a head and half a body are given up after some seconds, with a status where there was a whole head."""
    with serving(graph) as url:
        began = time.monotonic()
        body = socket.create_connection(("127.0.0.1", port_of(url)))
        body.sendall(
            b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\nContent-Length: 100\r\n\r\nASK"
        )
        head = socket.create_connection(("127.0.0.1", port_of(url)))
        head.sendall(b"GET / HTTP/1.1\r\nHost: ")
        head.settimeout(20)
        with contextlib.suppress(ConnectionResetError):
            assert head.recv(10) == b""
        body.settimeout(20)
        assert body.recv(1000).startswith(b"HTTP/1.1 408 ")
        assert time.monotonic() - began < 15
        assert ask(port_of(url), "ASK {}")[0] == 200
        head.close()
        body.close()


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="memory is read from /proc")
def test_answers_that_nobody_reads_take_no_memory(graph: Path) -> None:
    """Twenty clients ask for ten megabytes and read nothing: the server does not grow, and others are answered."""
    with process_of(graph) as (process, port):
        before, held = resident(process.pid), []
        for _ in range(20):
            silent = socket.socket()
            silent.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            silent.connect(("127.0.0.1", port))
            silent.sendall(
                f"GET /sparql?query={urllib.parse.quote(CROSS)} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
            )
            held.append(silent)
        time.sleep(2)
        status = ask(port, "ASK {}")[0]
        grown = resident(process.pid) - before
        for silent in held:
            silent.close()

    assert status == 200
    assert grown < 60 << 20


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes are read from /proc")
def test_the_end_is_quick_whatever_is_open(graph: Path) -> None:
    """With half requests open and a query running, SIGTERM ends the server and all its processes in five seconds."""
    with process_of(graph, "--timeout", "60") as (process, port):
        held = [socket.create_connection(("127.0.0.1", port)) for _ in range(3)]
        held[0].sendall(b"GET / HTTP/1.1\r\nX: ")
        held[1].sendall(b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nA")
        endless = urllib.parse.quote("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }")
        held[2].sendall(f"GET /sparql?query={endless} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        time.sleep(0.5)
        below = children(process.pid)
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        process.wait(10)
        took = time.monotonic() - began
        left = [pid for pid in below if Path(f"/proc/{pid}").exists()]
        for connection in held:
            connection.close()

    assert len(below) >= 3
    assert left == []
    assert took < 5


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes are read from /proc")
def test_killed_helpers_are_replaced(graph: Path) -> None:
    """Idle workers that were killed cost nobody an answer; nor does the process that holds the graph."""
    with process_of(graph) as (process, port):
        holder, *workers = children(process.pid)
        for pid in workers:
            os.kill(pid, signal.SIGKILL)
        time.sleep(0.3)
        first = [ask(port, "ASK {}")[0] for _ in range(4)]
        os.kill(holder, signal.SIGKILL)
        time.sleep(0.3)
        second = [ask(port, "ASK {}")[0] for _ in range(4)]

    assert (first, second) == ([200] * 4, [200] * 4)


def test_a_store_that_is_built_anew_is_seen_by_all_workers_at_once(tmp_path: Path) -> None:
    """Before, each answer is of the old state; after some moments each is of the new, whatever worker gives it."""
    name = ox.NamedNode("urn:e")
    write_events(tmp_path / "s", [(name, b'<urn:s> <urn:says> "old" .\n')])
    with serving(tmp_path / "s", "--workers", "3") as url:
        before = {ask(port_of(url), "SELECT ?x { ?s <urn:says> ?x }")[1] for _ in range(6)}
        write_events(tmp_path / "s", [(name, b'<urn:s> <urn:says> "new" .\n')])
        seen = [ask(port_of(url), "SELECT ?x { ?s <urn:says> ?x }")[1] for _ in range(3)]
        time.sleep(2)
        after = {ask(port_of(url), "SELECT ?x { ?s <urn:says> ?x }")[1] for _ in range(9)}

    assert before == {b"x\r\nold\r\n"}
    assert set(seen) <= {b"x\r\nold\r\n", b"x\r\nnew\r\n"}
    assert seen == sorted(seen, reverse=True)
    assert after == {b"x\r\nnew\r\n"}


def test_bounds_follow_from_what_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Connections are as many as descriptors allow, queries share the memory, and each server has a class of its own."""
    import resource

    monkeypatch.setattr(resource, "getrlimit", lambda kind: (256, 256))

    assert most_connections(2) == 92
    assert Limits(workers=2).memory == 512 << 20
    assert Limits(workers=64).memory == LEAST_MEMORY
    one, other = bounded_connections(3), bounded_connections(4)
    assert (one.most, other.most, one.waiting is other.waiting) == (3, 4, False)
