"""Many clients on `kg serve` for a minute: shipped queries by all, one hostile query a second, and slow and silent peers.

    python -m benchmarks.serve_load [--clients 64] [--seconds 60] [--triples 20000] [--workers 4] [--silent 20]

Every answer is compared with the one that a graph in memory gives. Memory is that of the server and all its workers, of
shared pages each one's share. Silent peers send half a head, half a body, or a query whose answer they do not read, and
are made anew when they are cut off. At the end the server is asked to stop while all of them are there.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import itertools
import json
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.generate import panel
from benchmarks.measure import claims_for, table
from kg.graph.mapping import triples_of
from kg.resources import shipped_queries
from kg.store.graph import Graph
from kg.store.remote import with_prefixes

TIMEOUT = 2.0
HOSTILE = (
    "SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f }",
    "SELECT * { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f }",
    "SELECT (GROUP_CONCAT(STR(?o)) AS ?x) { ?s ?p ?o . ?t ?q ?u }",
    "SELECT ?a ?d { ?a ?p ?b . ?c ?q ?d } ORDER BY ?d ?a",
    "SELECT (COUNT(*) AS ?n) { ?a (kg:speaker|^kg:speaker|kg:inEvent|^kg:inEvent)* ?b . ?b (kg:inEvent|^kg:inEvent)* ?c }",
    "SELECT (COUNT(*) AS ?n) { ?s ?p ?o FILTER NOT EXISTS { ?t ?q ?o . ?u ?r ?t FILTER(REGEX(STR(?u), '(a+)+b')) } }",
    "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "CONSTRUCT { ?a ?q ?d } WHERE { ?a ?p ?b . ?c ?q ?d }",
)
_POST = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\nContent-Length: "
_LONG = b"SELECT * { ?a ?p ?b . ?c ?q ?d } LIMIT 90000"
SILENT = (
    b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nX: ",
    _POST + b"100\r\n\r\nASK",
    _POST + b"%d\r\n\r\n" % len(_LONG) + _LONG,
)
_FALLBACK = (
    "SELECT ?l (COUNT(?c) AS ?n) { ?c a kg:Claim ; kg:speaker/rdfs:label ?l } GROUP BY ?l ORDER BY ?l",
    "SELECT ?p (COUNT(?s) AS ?n) { ?s kg:proposition ?p ; kg:stance kg:disagrees } GROUP BY ?p ORDER BY ?p",
)


def queries() -> list[str]:
    """Return the shipped queries as an endpoint takes them."""
    shipped = [path.read_text(encoding="utf-8") for path in shipped_queries()]
    return [with_prefixes(q) for q in shipped or _FALLBACK]


def bag(bindings: list[dict[str, dict[str, str]]]) -> Counter[str]:
    """Return rows without their order."""
    return Counter(json.dumps(row, sort_keys=True) for row in bindings)


def expected(graph: Graph, query: str) -> Counter[str]:
    """Return the rows that Oxigraph itself writes for a query on the graph in memory."""
    import pyoxigraph as ox

    answer = graph.store.query(query)
    body = answer.serialize(format=ox.QueryResultsFormat.JSON)  # type: ignore[union-attr, call-arg]
    return bag(json.loads(body or b"{}")["results"]["bindings"])


class Run:
    """What the clients saw."""

    def __init__(self, port: int, wanted: dict[str, Counter[str]], until: float) -> None:
        self.port, self.wanted, self.until = port, wanted, until
        self.times: list[float] = []
        self.wrong: list[str] = []
        self.statuses: Counter[int] = Counter()
        self.hostile: list[tuple[int, float]] = []
        self.cut_off = self.late = 0

    def post(self, query: str) -> tuple[int, bytes, float]:
        """Ask the endpoint; return status, body and seconds."""
        start = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        body = urlencode({"query": query})
        connection.request("POST", "/sparql", body, {"Content-Type": "application/x-www-form-urlencoded"})
        reply = connection.getresponse()
        content = reply.read()
        connection.close()
        return reply.status, content, time.perf_counter() - start

    def client(self, number: int) -> None:
        """Ask the shipped queries round and round, from another beginning than the other clients."""
        asked = list(self.wanted)
        for query in itertools.cycle(asked[number % len(asked) :] + asked[: number % len(asked)]):
            if time.monotonic() > self.until:
                return
            status, content, took = self.post(query)
            self.statuses[status] += 1
            self.times.append(took)
            if status in {503, 504}:
                # The machine was too busy for the time that a query has: told as such, and so no wrong answer.
                self.late += 1
            elif status != 200:
                self.wrong.append(f"{status} {content[:100]!r}")
            elif bag(json.loads(content)["results"]["bindings"]) != self.wanted[query]:
                self.wrong.append(f"other rows for {query[:60]}")

    def attacker(self) -> None:
        """Ask a hostile query each second, and do not wait for its end."""
        threads = []
        for query in itertools.cycle(HOSTILE):
            if time.monotonic() > self.until:
                break
            thread = threading.Thread(target=self._attack, args=(with_prefixes(query),))
            thread.start()
            threads.append(thread)
            time.sleep(1)
        for thread in threads:
            thread.join()

    def silent(self, number: int) -> None:
        """Be slow in one of three ways until the time is over, anew whenever the server has had enough."""
        said = SILENT[number % len(SILENT)]
        while time.monotonic() < self.until:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=5) as held:
                held.sendall(said)
                held.settimeout(1)
                while time.monotonic() < self.until:
                    with contextlib.suppress(TimeoutError):
                        if not held.recv(1):
                            break
                    time.sleep(0.5)
            self.cut_off += 1

    def _attack(self, query: str) -> None:
        status, _, took = self.post(query)
        self.hostile.append((status, took))


def family(pid: int) -> list[int]:
    """Return a process and all that descend from it."""
    found = [pid]
    for parent in found:
        for task in Path(f"/proc/{parent}/task").glob("*/children"):
            found += [int(child) for child in task.read_text(encoding="ascii").split()]
    return found


def memory(pid: int) -> float:
    """Return the memory of a process and its descendants, in megabytes; of shared pages each has its share."""
    total = 0.0
    for member in family(pid):
        try:
            rollup = Path(f"/proc/{member}/smaps_rollup").read_text(encoding="ascii")
            total += int(re.search(r"Pss:\s+(\d+)", rollup)[1]) / 1024  # type: ignore[index]
        except (OSError, TypeError):
            # It ended between the two looks.
            continue
    return total


def main() -> None:
    """Print the table; end with 1 when an answer was wrong or the server is gone."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clients", type=int, default=64)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--triples", type=int, default=20_000)
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--silent", type=int, default=20)
    arguments = parser.parse_args()
    graph = Graph.from_triples(triples_of(panel(claims_for(arguments.triples))))
    wanted = {query: expected(graph, query) for query in queries()}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.ttl"
        path.write_bytes(graph.serialize())
        command = [sys.executable, "-m", "kg.cli", "serve", str(path), "--port", "0", "--timeout", str(TIMEOUT)]
        command += ["--workers", str(arguments.workers)]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
            assert server.stderr is not None
            address = re.search(r":(\d+)/", server.stderr.readline())
            assert address is not None
            run = Run(int(address[1]), wanted, time.monotonic() + arguments.seconds)
            try:
                sizes, alive = under_load(run, server, arguments.clients, arguments.silent)
                stopped = stop_time(run, server)
            finally:
                server.terminate()
    report(run, sizes, alive, arguments.seconds)
    sys.stdout.write(
        f"silent peers were cut off {run.cut_off} times; the end took {stopped:.1f} s with peers still there\n"
    )


def under_load(run: Run, server: subprocess.Popen[str], clients: int, silent: int) -> tuple[list[float], bool]:
    """Let clients and attacker loose; return the memory second by second, and whether the server is alive at the end."""
    run.post("ASK {}")
    sizes = [memory(server.pid)]
    threads = [threading.Thread(target=run.client, args=(i,)) for i in range(clients)]
    threads += [threading.Thread(target=run.silent, args=(i,)) for i in range(silent)]
    threads.append(threading.Thread(target=run.attacker))
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        time.sleep(1)
        sizes.append(memory(server.pid))
    return sizes, run.post("ASK {}")[0] == 200 and server.poll() is None


def stop_time(run: Run, server: subprocess.Popen[str]) -> float:
    """Return the seconds from SIGTERM to the end, while one of each silent peers is there."""
    held = [socket.create_connection(("127.0.0.1", run.port)) for _ in SILENT]
    for peer, said in zip(held, SILENT, strict=True):
        peer.sendall(said)
    time.sleep(0.5)
    began = time.monotonic()
    server.terminate()
    server.wait(60)
    for peer in held:
        peer.close()
    return time.monotonic() - began


def report(run: Run, sizes: list[float], alive: bool, lasted: float) -> None:
    """Print what was seen."""
    cut = [took for status, took in run.hostile if status == 504]
    ordered = sorted(run.times)
    early, late = sizes[len(sizes) // 6 : len(sizes) // 3], sizes[-len(sizes) // 4 :]
    table(
        [
            {
                "answers": len(run.times),
                "a second": len(run.times) / lasted,
                "wrong": len(run.wrong),
                "late": run.late,
                "median ms": statistics.median(ordered) * 1000,
                "99 % ms": ordered[int(len(ordered) * 0.99)] * 1000,
                "hostile": len(run.hostile),
                "stopped": len(cut),
                "latest stop s": max(cut, default=0.0),
                "memory MB early": statistics.median(early),
                "memory MB late": statistics.median(late),
                "most": max(sizes),
            }
        ]
    )
    sys.stdout.write(f"hostile answers by status: {dict(Counter(status for status, _ in run.hostile))}\n")
    if run.wrong or not alive:
        raise SystemExit(f"wrong: {run.wrong[:3]}; alive: {alive}")


if __name__ == "__main__":
    main()
