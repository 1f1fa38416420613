"""Two locks keep a query from the network: SERVICE is refused before it is evaluated, and a worker can open no socket."""

from __future__ import annotations

import ast
import http.server
import random
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import OutsideError
from kg.serve import no_network
from kg.serve.worker import answer
from kg.store.engine import run
from kg.store.federation import reaches_outside
from kg.store.graph import Graph

PACKAGE = Path(__file__).parent.parent / "kg"
RESULTS = b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"literal","value":"taken"}}]}}'

#: Ways to write a call; A stands for an address on this machine.
CALLS = [
    "SELECT * { SERVICE <A/> { ?s ?p ?o } }",
    "select * { service silent <A/> { ?s ?p ?o } }",
    r"SELECT * { \u0053ERVICE <A/> { ?s ?p ?o } }",
    r"SELECT * { SERVIC\U00000045 <A/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p 'it''s' SERVICE<A/>{} }",
    "SELECT * { ?s ?p ?o } # '\n SERVICE <A/> {}",
    "SELECT * { FILTER(?a<?b)SERVICE<A/>{} }",
    'SELECT ?s { BIND("\\u0022\\u0022\\u0022" AS ?a) BIND(<urn:\\u0041#x> AS ?i) SERVICE <A/> { ?s ?p ?o } BIND("\\u0022" AS ?b) }',
    "SELECT ?s { ?x ?y 1e5SERVICE <A/> { ?s ?p ?o } }",
    "SELECT ?s { ?x ?y 1.SERVICE <A/> { ?s ?p ?o } }",
    "PREFIX : <A/> SELECT * { SERVICE:x { ?s ?p ?o } }",
    "PREFIX a: <A/> SELECT * { SERVICEa:x { ?s ?p ?o } }",
    "PREFIX a: <A/> SELECT * { SERVICESILENTa:x { ?s ?p ?o } }",
    "PREFIX a: <A/> SELECT * { SERVICE#c\nSILENT#d\na:x#e\n{ ?s ?p ?o } }",
    "PREFIX service: <urn:x> PREFIX : <A/> SELECT * { service:service { ?s ?p ?o } }",
    "PREFIX : <A/> SELECT * { BIND(1 AS ?a) FILTER(?a<2)SERVICE:x#>\n{ ?s ?p ?o } }",
    "PREFIX a: <A/> SELECT * { ?s ?p a:b.c.SERVICE a:x { ?s ?p ?o } }",
    "PREFIX a: <A/> SELECT * { ?s ?p a:.SERVICE a:x { ?s ?p ?o } }",
    "PREFIX a: <A/> SELECT * { ?s ?p a:x\u200d\\' SERVICE a:x { ?s ?p ?o } #' }",
    f"PREFIX {'a' * 150}: <A/> SELECT * {{ SERVICE {'a' * 150}:x {{ ?s ?p ?o }} }}",
    f"PREFIX {'service' * 20}: <urn:x> PREFIX : <A/> SELECT * {{ SERVICE{'service' * 20}:x {{ ?s ?p ?o }} }}",
    "BASE <A/> SELECT * { SERVICE <x> { ?s ?p ?o } }",
    "ASK { FILTER NOT EXISTS { SERVICE <A/> { ?s ?p ?o } } }",
    "CONSTRUCT { ?s <urn:p> 1 } WHERE { SERVICE <A/> { ?s ?p ?o } }",
    "DESCRIBE ?s { SERVICE <A/> { ?s ?p ?o } }",
    "SELECT * { { SELECT ?s { SERVICE <A/> { ?s ?p ?o } } } }",
    "SELECT * { BIND(<A/> AS ?u) SERVICE ?u { ?s ?p ?o } }",
]


@pytest.fixture(scope="module")
def endpoint() -> Iterator[tuple[str, list[str]]]:
    """Run an endpoint on loopback; return its address and the list of what it was asked."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.send_header("content-type", "application/sparql-results+json")
            self.send_header("content-length", str(len(RESULTS)))
            self.end_headers()
            self.wfile.write(RESULTS)

        do_GET = do_POST  # noqa: N815

        def log_message(self, *args: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}", asked
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def listener(endpoint: tuple[str, list[str]]) -> tuple[str, list[str]]:
    """Return the endpoint, asked nothing so far."""
    endpoint[1].clear()
    return endpoint


def evaluated(query: str) -> None:
    """Let the engine evaluate a query to its end, whatever comes of it."""
    try:
        found = ox.Store().query(query)
        if not isinstance(found, ox.QueryBoolean):
            list(found)
    except (SyntaxError, ValueError, OSError, RuntimeError):
        return


# The first lock: the query is read before it is evaluated.


@pytest.mark.parametrize("query", CALLS)
def test_service_is_seen_however_it_is_written(query: str, listener: tuple[str, list[str]]) -> None:
    """No case, escape, comment, quote or neighbour hides the word, in no entry, and the address is never asked."""
    address, asked = listener
    query = query.replace("A/", f"{address}/")
    job = {"kind": "query", "query": query, "default": [], "named": [], "format": "json", "rows": 9, "bytes": 999}

    assert reaches_outside(query) == "SERVICE"
    with pytest.raises(OutsideError, match="SERVICE is not allowed here"):
        run(ox.Store(), query)
    with pytest.raises(OutsideError, match="SERVICE is not allowed here"):
        Graph(ox.Store()).query(query)
    assert answer(ox.Store(), job, nullcontext)[0] == 403
    assert asked == []


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * { ?s ?p "SERVICE <http://a/> {}" }',
        "SELECT ?service { ?service <urn:SERVICE> $SERVICE } # SERVICE <http://a/> {}",
        "PREFIX service: <urn:x> SELECT ?service ?x { service:service service:SERVICE ?o . ?x service:y ?service }",
        "SELECT * { ?s ?p '''a 'SERVICE' b''' }",
        "PREFIX s: <http://a/service/1#> PREFIX t: <urn:x:service> SELECT * { GRAPH <http://a/service#b> { ?s ?p ?o FILTER(?o < 3 && ?o > 2) } }",
        r"SELECT * { ?s ?p '\u0061 service' }",
        "SELECT ?service ?x { ?service <urn:p> ?x }",
        "SELECT ?x\n# SERVICE <http://a/> {\nWHERE { ?x a <http://a/SERVICE> }",
    ],
)  # fmt: skip
def test_service_is_not_seen_where_it_is_none(query: str) -> None:
    """Text, variables, IRIs, names and comments may say service."""
    assert reaches_outside(query) == ""
    ox.Store().query(query)


PIECES = [
    "SERVICE", "service", "SILENT", "<A/>", ":x", "a:x", "service:", "a:service", "?u", "?service", "{ ?s ?p ?o }", "{", "}", " ",
    "\n", "#", "'", '"', '"""', "<", ">", "<urn:a#b>", "FILTER(?u<1)", "1e5", "1.", ".", "?x ?y", "BIND(<A/> AS ?u)", "\\u0022",
    "\\u0053ERVICE", "'\\u0027'", "OPTIONAL", "GRAPH", "UNION", "\\'", "VALUES ?u { <A/> }", "true", "@en", "a:b.", "_:b",
]  # fmt: skip


def test_what_the_engine_calls_is_what_is_refused(listener: tuple[str, list[str]]) -> None:
    """Of random texts, none that makes the engine ask an address passes; the engine itself is the judge."""
    address, asked = listener
    prologue = f"PREFIX : <{address}/> PREFIX a: <{address}/> PREFIX service: <urn:x> SELECT * {{ "
    made, called = random.Random(16), 0
    for _ in range(20_000):
        body = "".join(made.choices(PIECES, k=made.randint(1, 4)))
        call = made.choice(["SERVICE", "service:", "SERVICE SILENT", "SERVICE#"]) + made.choice(
            ["<A/>", ":x", " a:x", "\n:x"]
        )
        query = prologue + (body + call + made.choice(["{ ?s ?p ?o }", "#>\n{ }", " {}"]) + " }").replace(
            "A/", f"{address}/"
        )
        evaluated(query)
        if asked:
            called += 1
            assert reaches_outside(query) == "SERVICE", query
            asked.clear()
    assert called > 200


def test_there_is_one_way_to_the_engine() -> None:
    """No module but the one that refuses SERVICE calls the engine's query or update."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr == "query" and isinstance(node.ctx, ast.Load):
                found.append(f"{path.relative_to(PACKAGE).as_posix()}: {ast.unparse(node)}")

    assert [f for f in found if f.endswith(("store.query", "part.query", "Store().query"))] == [
        "store/federation.py: store.query"
    ]


# The second lock, with the first taken away.

_ASK = """
import sys
import pyoxigraph as ox
from kg.serve import no_network
guard = {guard}
try:
    with guard():
        print(list(ox.Store().query("SELECT * {{ SERVICE <" + sys.argv[1] + "/> {{ ?s ?p ?o }} }}")))
except (OSError, RuntimeError) as error:
    print("refused:", error)
"""
GUARDS = {
    "nothing": "__import__('contextlib').nullcontext",
    "all": "no_network.guard()",
    "filter": "(no_network._filter_sockets(__import__('ctypes').CDLL(None)) and __import__('contextlib').nullcontext)",
    "descriptors": "no_network.no_descriptors",
}


def asked_in(guard: str, address: str) -> str:
    code = _ASK.format(guard=GUARDS[guard])
    return subprocess.run([sys.executable, "-c", code, address], capture_output=True, text=True, check=True).stdout


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the filter is Linux's")
@pytest.mark.parametrize("guard", ["all", "filter", "descriptors"])
def test_the_engine_itself_cannot_reach_an_address(guard: str, listener: tuple[str, list[str]]) -> None:
    """Each guard alone keeps a SERVICE that is evaluated from the address."""
    address, asked = listener

    assert asked_in(guard, address).startswith("refused:")
    assert asked == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the filter is Linux's")
def test_a_query_of_the_command_line_cannot_reach_an_address(listener: tuple[str, list[str]], tmp_path: Path) -> None:
    """With the first lock taken away, `kg query` evaluates a SERVICE in a process that cannot ask the address."""
    address, asked = listener
    (tmp_path / "g.ttl").write_text("<urn:a> <urn:b> 1 .")
    code = (
        "import sys\nimport kg.store.federation as f\nf.reaches_outside = lambda query: ''\n"
        f"sys.argv = ['kg', 'query', {str(tmp_path / 'g.ttl')!r}, 'SELECT * {{ SERVICE <{address}/> {{ ?s ?p ?o }} }}']\n"
        "from kg.cli import main\nmain()"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert (ended.returncode, ended.stdout, asked) == (2, "", [])


def test_without_a_guard_the_address_is_asked(listener: tuple[str, list[str]]) -> None:
    """The test of the guards would see a call: without one the engine makes it."""
    address, asked = listener

    assert "taken" in asked_in("nothing", address)
    assert asked == ["/"]


def test_where_nothing_guards_no_query_is_evaluated(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker on a system without any of the guards refuses each query, and says why."""
    monkeypatch.setattr(no_network, "_is_refused", lambda: False)
    monkeypatch.setattr(no_network, "leave_network", lambda: False)
    job = {"kind": "query", "query": "ASK {}", "default": [], "named": [], "format": "json", "rows": 9, "bytes": 999}

    status, body = answer(ox.Store(), job, no_network.guard())

    assert (status, body.decode()) == (
        403,
        "query: is not evaluated: this system gives no way to keep a query from the network\n",
    )
    socket.socket().close()
