"""Endpoints: two real servers on loopback answer as a graph in memory does; what goes wrong is told in one line."""

from __future__ import annotations

import http.server
import json
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from kg.cli import group
from kg.errors import GraphError, KgError, QueryError, RemoteError
from kg.graph.mapping import triples_of
from kg.model import AnnotatedEvent
from kg.resources import shipped_queries
from kg.store import push as pushing
from kg.store.graph import Graph
from kg.store.http import Access
from kg.store.push import Progress, Target, push
from kg.store.remote import Remote, with_prefixes
from kg.store.sparql_text import form, with_values
from tests.servers import Server, oxigraph, oxigraph_binary, virtuoso, virtuoso_binary

NAME = ox.NamedNode("https://w3id.org/panel-kg/event/small-panel")
BY_SPEAKER = (
    "SELECT ?c { ?s a kg:Claim ; kg:speaker/rdfs:label ?name ; rdfs:label ?c FILTER(?name = ?who) } ORDER BY ?c"
)


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso"])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "oxigraph":
        if not oxigraph_binary():
            pytest.skip("the command oxigraph is not installed (pip install oxigraph)")
        with oxigraph(folder, "--union-default-graph") as running:
            yield running
    else:
        if not virtuoso_binary():
            pytest.skip("virtuoso-t is not installed (Debian: virtuoso-opensource)")
        with virtuoso(folder) as running:
            yield running


def target(server: Server, **more: object) -> Target:
    access = Access(user=server.user, password=server.password, timeout=20)
    return Target(store=server.store, access=access, **more)  # type: ignore[arg-type]


def ntriples(event: AnnotatedEvent) -> bytes:
    return ox.serialize(triples_of(event), format=ox.RdfFormat.N_TRIPLES) or b""


@pytest.fixture(scope="module")
def pushed(server: Server, small_panel: AnnotatedEvent) -> Graph:
    """Return the small panel at a server, replaced twice: by batches, and at once."""
    for update in ("", server.update):
        push([(NAME, ntriples(small_panel))], target(server, update=update, batch=300))
    return Graph(Remote(server.query, graphs=[NAME.value]))


def test_tables_of_an_endpoint_are_those_of_memory(pushed: Graph, small_graph: Graph) -> None:
    """Every row of every table is the same."""
    assert pushed.rows() == small_graph.rows()


def test_all_statements_arrive(pushed: Graph, small_graph: Graph) -> None:
    """The graph fetched from the endpoint is, statement for statement, the one that was pushed."""
    assert pushed.serialize() == small_graph.serialize()
    assert set(pushed.to_networkx().edges()) == set(small_graph.to_networkx().edges())


def test_shipped_queries_give_the_same_rows_everywhere(pushed: Graph, small_graph: Graph) -> None:
    """Every competency query gives, on both servers, the rows that it gives in memory."""
    names = [path.stem for path in shipped_queries()]
    assert len(names) > 20
    for name in names:
        rows = Counter(map(repr, pushed.select(name).rows))
        assert (name, rows) == (name, Counter(map(repr, small_graph.select(name).rows)))


@pytest.mark.parametrize("who", ["Ada Okafor", 'nobody" } DROP ALL #'])
def test_bindings_are_bound(pushed: Graph, small_graph: Graph, who: str) -> None:
    """A value is bound also where only a FILTER uses it, and is never read as SPARQL."""
    assert pushed.select(BY_SPEAKER, who=who).rows == small_graph.select(BY_SPEAKER, who=who).rows


def test_ask_and_construct(pushed: Graph) -> None:
    """An ASK is a truth value, a CONSTRUCT gives triples, a number stays a number."""
    assert pushed.select("ASK { ?s a kg:Claim }").rows == [{"answer": True}]
    assert pushed.select("ASK { ?s a kg:Clam }").rows == [{"answer": False}]
    assert pushed.select("SELECT (COUNT(?s) AS ?n) { ?s a kg:Claim }").rows == [{"n": 12}]
    assert pushed.query("SELECT ?l { ?s a kg:Event ; rdfs:label ?l }").to_dict("list") == {
        "l": ["Old Town Forum: Should Cars Leave the Centre?"]
    }


def test_long_queries_go_by_post(pushed: Graph) -> None:
    """A query longer than an address may be is answered as well."""
    assert pushed.select("ASK { ?s a kg:Claim }" + " #" * 3000).rows == [{"answer": True}]


def test_a_push_replaces_the_whole_event(server: Server) -> None:
    """What the new event does not say is gone; an empty event empties the graph; others stay."""
    other = ox.NamedNode("https://w3id.org/panel-kg/event/other")
    graph = Graph(Remote(server.query, graphs=[other.value]))
    rows = "SELECT ?o { ?s <urn:p> ?o } ORDER BY ?o"
    for update in ("", server.update):
        push([(other, b'<urn:a> <urn:p> "1" .\n<urn:a> <urn:p> "2" .\n')], target(server, update=update, batch=1))
        assert graph.select(rows).rows == [{"o": "1"}, {"o": "2"}]
        push([(other, b'<urn:a> <urn:p> "3" .\n')], target(server, update=update))
        assert graph.select(rows).rows == [{"o": "3"}]
        push([(other, b"")], target(server, update=update))
        assert graph.select(rows).rows == []


def test_a_swap_that_is_sent_twice_leaves_the_event_whole(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer that is lost after the server has swapped makes the client send the swap again: nothing is lost by it."""
    name = ox.NamedNode("urn:event:twice")
    goal = target(server, update=server.update)
    push([(name, b'<urn:a> <urn:p> "old" .\n')], goal)
    really = pushing.send
    lost = []

    def send(url: str, method: str, access: Access, **more: object) -> object:
        answer = really(url, method, access, **more)  # type: ignore[arg-type]
        if b"DELETE" in bytes(more["body"]) and not lost:  # type: ignore[call-overload]
            lost.append(url)
            raise RemoteError("the answer was lost on its way")
        return answer

    monkeypatch.setattr(pushing, "send", send)
    monkeypatch.setattr(pushing, "FIRST_WAIT", 0.0)
    push([(name, b'<urn:a> <urn:p> "new" .\n<urn:b> <urn:p> "new" .\n')], goal)

    graph = Graph(Remote(server.query, graphs=[name.value]))
    assert len(lost) == 1
    assert graph.select("SELECT ?s ?o { ?s <urn:p> ?o } ORDER BY ?s").rows == [
        {"s": "urn:a", "o": "new"},
        {"s": "urn:b", "o": "new"},
    ]


def test_nobody_sees_half_an_event(server: Server) -> None:
    """While an event is replaced again and again by an update, a reader finds the one or the other, whole."""
    name = ox.NamedNode("urn:event:turns")
    goal = target(server, update=server.update)
    one = b"".join(b"<urn:s%d> <urn:p> <urn:one> .\n" % i for i in range(900))
    two = b"".join(b"<urn:s%d> <urn:p> <urn:two> .\n" % i for i in range(700))
    push([(name, one)], goal)
    seen: set[object] = set()
    ended = threading.Event()

    def read() -> None:
        graph = Graph(Remote(server.query, graphs=[name.value]))
        while not ended.is_set():
            seen.add(graph.select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows[0]["n"])

    reader = threading.Thread(target=read)
    reader.start()
    for content in (two, one, two, one):
        push([(name, content)], goal)
    ended.set()
    reader.join()

    assert seen <= {900, 700}
    assert seen


def test_commands_push_and_query(
    server: Server, tmp_path: Path, small_graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`kg push FILE ENDPOINT` and `kg query URL` from the command line; nothing is left beside the file."""
    monkeypatch.setenv("KG_PASSWORD", server.password)
    path = tmp_path / "panel.ttl"
    path.write_bytes(small_graph.serialize())
    options = ["--user", server.user] if server.user else []
    run = CliRunner()
    sent = run.invoke(group, ["push", str(path), server.store, "--update", server.update, *options])
    query = [
        "query",
        server.query,
        "SELECT (COUNT(?s) AS ?n) { ?s a kg:Claim }",
        "--event",
        NAME.value,
        "--format",
        "csv",
    ]
    asked = run.invoke(group, query)

    assert sent.output == f"{len(small_graph.store)} statements are at {server.store}\n"
    assert asked.stdout_bytes == b"n\r\n12\r\n"
    assert [p.name for p in tmp_path.iterdir()] == ["panel.ttl"]


# What goes wrong: a server of a few lines that breaks as it is told.


@contextmanager
def breaking(answer: Callable[[http.server.BaseHTTPRequestHandler], None]) -> Iterator[str]:
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            answer(self)

        do_POST = do_PUT = do_GET  # noqa: N815

        def log_message(self, *args: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as httpd:
        thread = threading.Thread(target=httpd.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{httpd.server_port}/sparql"
        finally:
            httpd.shutdown()
            thread.join()


def reply(status: int, media_type: str, body: bytes, length: int | None = None) -> Callable[..., None]:
    def answer(handler: http.server.BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", media_type)
        handler.send_header("Content-Length", str(len(body) if length is None else length))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def drip(handler: http.server.BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    stop = threading.Event()
    for _ in range(100):
        try:
            handler.wfile.write(b" ")
        except OSError:
            return
        stop.wait(0.05)


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (reply(200, "text/html", b"<html>Welcome</html>"), "answers text/html, which is no SPARQL result"),
        (reply(200, "application/sparql-results+json", b"{oops"), "which is no SPARQL result"),
        (reply(500, "text/html", b"<h1>out of  order</h1>"), r"refused \(HTTP 500\): out of order$"),
        (reply(401, "text/plain", b"who are you"), r"refused \(HTTP 401\): give --user NAME and the password in KG_PASSWORD"),
        (reply(200, "application/sparql-results+json", b"{", 99), "the connection broke"),
        (drip, "no answer within 0.3 s"),
    ],
)  # fmt: skip
def test_an_endpoint_that_breaks_is_told_in_one_line(answer: Callable[..., None], message: str) -> None:
    """HTML, half an answer, an error, a locked door, a trickle: each has its line."""
    with breaking(answer) as url, pytest.raises(RemoteError, match=message) as caught:
        Remote(url, Access(timeout=0.3)).run("ASK {}", {})
    assert "\n" not in str(caught.value)


def test_an_endpoint_that_is_down_is_told() -> None:
    """Nobody listens: the address, the cause and the question whether it is running."""
    with pytest.raises(RemoteError, match=r"http://127.0.0.1:9/sparql: does not answer \(.*refused\); is it running\?"):
        Remote("http://127.0.0.1:9/sparql").run("ASK {}", {})


@pytest.mark.parametrize("url", ["http://", "http://host:port/x", "http:///path"])
def test_an_address_that_is_none_is_told(url: str) -> None:
    """What begins like an address but is none is refused before anything is sent."""
    with pytest.raises(GraphError, match="is no address of an endpoint"):
        Remote(url).run("ASK {}", {})


def test_a_syntax_error_is_found_before_anything_is_sent() -> None:
    """The caret stands under the place, and no server was asked."""
    with pytest.raises(QueryError) as caught:
        Remote("http://127.0.0.1:9/sparql").run("SELECT *\nWHERE { ?s ?p }", {}, where="q.rq")

    assert str(caught.value) == "q.rq:2:15: '}' cannot stand here\n  WHERE { ?s ?p }\n                ^"


def test_command_line_shows_remote_errors_as_one_line() -> None:
    """An endpoint that is down: one line on stderr and no traceback, by the way every error takes."""
    outcome = CliRunner().invoke(group, ["query", "http://127.0.0.1:9/sparql", "ASK {}"])

    assert isinstance(outcome.exception, KgError)


def test_a_push_is_tried_again_and_goes_on_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A failure that may pass is tried again; a push that was broken off sends only what had not arrived."""
    monkeypatch.setattr(pushing, "FIRST_WAIT", 0.01)
    arrived: list[tuple[str, bool]] = []
    failures = iter([503, 503, 200, 200, 503, 503, 503, 200, 200, 200])

    def flaky(handler: http.server.BaseHTTPRequestHandler) -> None:
        status = next(failures)
        arrived.append((handler.command, status == 200))
        reply(status, "text/plain", b"later")(handler)

    path = tmp_path / ".graph.push.json"
    lines = b"".join(b"<urn:s%d> <urn:p> <urn:o> .\n" % i for i in range(4))
    with breaking(flaky) as url:
        goal = Target(store=url, access=Access(timeout=5), batch=1, retries=2)
        with pytest.raises(RemoteError, match=r"refused \(HTTP 503\): later"):
            push([(NAME, lines)], goal, progress=Progress(path))
        assert [n for _, n in json.loads(path.read_text()).values()] == [2]
        assert push([(NAME, lines)], goal, progress=Progress(path)) == 4

    assert [method for method, good in arrived if good] == ["PUT", "POST", "POST", "POST"]
    assert not path.exists()


def test_another_content_starts_anew(tmp_path: Path) -> None:
    """Progress of a graph that has changed since is not used; a progress file that is broken is ignored."""
    path = tmp_path / "progress.json"
    path.write_text("{broken")
    methods: list[str] = []

    def noted(handler: http.server.BaseHTTPRequestHandler) -> None:
        methods.append(handler.command)
        reply(204, "text/plain", b"")(handler)

    with breaking(noted) as url:
        goal = Target(store=url, access=Access(timeout=5), batch=1)
        Progress(path).note("some other place", "content", 7)
        push([(NAME, b"<urn:a> <urn:p> 1 .\n")], goal, progress=Progress(path))

    assert methods == ["PUT"]
    assert json.loads(path.read_text()) == {"some other place": ["content", 7]}


def test_a_push_that_was_broken_off_never_mixes_with_the_next(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half of one version, then half of another, then the first again: what is there in the end is the first, whole."""
    name = ox.NamedNode("urn:event:mixed")
    versions = [b"".join(b"<urn:s%d> <urn:mixed> <urn:%s> .\n" % (i, o) for i in range(4)) for o in (b"one", b"two")]
    goal, path = target(server, update=server.update, batch=1), tmp_path / "progress.json"
    real = pushing.send

    def broken_off(content: bytes) -> None:
        calls = iter(range(100))

        def send_two(*arguments: object, **more: object) -> object:
            if next(calls) == 2:
                raise KeyboardInterrupt
            return real(*arguments, **more)  # type: ignore[arg-type]

        monkeypatch.setattr(pushing, "send", send_two)
        with pytest.raises(KeyboardInterrupt):
            push([(name, content)], goal, progress=Progress(path))
        monkeypatch.setattr(pushing, "send", real)

    broken_off(versions[0])
    broken_off(versions[1])
    push([(name, versions[0])], goal, progress=Progress(path))
    graph = Graph(Remote(server.query))

    assert graph.select("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s <urn:mixed> <urn:one> } } GROUP BY ?g").rows == [
        {"g": name.value, "n": 4}
    ]
    assert graph.select("SELECT ?g { GRAPH ?g { ?s <urn:mixed> <urn:two> } }").rows == []
    assert not path.exists()


def test_a_push_that_died_at_its_very_end_is_sent_again(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All had arrived and taken its place, but nobody noted it: the next push must not put an emptied graph there."""
    name = ox.NamedNode("urn:event:end")
    goal, path = target(server, update=server.update, batch=1), tmp_path / "progress.json"
    content = b"<urn:s1> <urn:end> <urn:o> .\n<urn:s2> <urn:end> <urn:o> .\n"

    class Forgetful(Progress):
        def note(self, place: str, content: str, batches: int) -> None:
            if content:
                super().note(place, content, batches)

    push([(name, content)], goal, progress=Forgetful(path))
    push([(name, content)], goal, progress=Progress(path))

    assert Graph(Remote(server.query, graphs=[name.value])).select(
        "SELECT ?s { ?s <urn:end> ?o } ORDER BY ?s"
    ).rows == [
        {"s": "urn:s1"},
        {"s": "urn:s2"},
    ]


def _left_swapping(name: ox.NamedNode, content: bytes, goal: Target, path: Path) -> None:
    """Push, but without the swap: all batches have arrived, and it is noted that the server was asked for the swap."""

    class SwappingError(Exception):
        pass

    class UpTo(Progress):
        def note(self, place: str, content: str, batches: int) -> None:
            super().note(place, content, batches)
            if batches == pushing.SWAPPING:
                raise SwappingError

    with pytest.raises(SwappingError):
        push([(name, content)], goal, progress=UpTo(path))


def test_a_push_waits_for_the_swap_of_the_one_before(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The client was killed, its swap goes on: the next push begins when that has ended, and is there alone."""
    monkeypatch.setattr(pushing, "SWAP_WAIT", 0.05)
    name = ox.NamedNode("urn:event:slow-swap")
    goal, path = target(server, update=server.update), tmp_path / "progress.json"
    old, new = (b"".join(b"<urn:s%d> <urn:slow> <urn:%s> .\n" % (i, o) for i in range(4)) for o in (b"old", b"new"))
    _left_swapping(name, old, goal, path)
    _, (content, _) = next(iter(json.loads(path.read_text()).items()))
    grew = pushing._incoming(name, content)
    begun: list[float] = []

    def end_the_swap() -> None:
        begun.append(time.monotonic())
        update = pushing._exchange(grew, name.value).encode()
        pushing._send(server.update, "POST", goal, "application/sparql-update", update)

    swapping = threading.Timer(0.6, end_the_swap)
    swapping.start()
    real, batches = pushing._send, []

    def seen(url: str, method: str, *rest: object) -> object:
        if method == "PUT":
            batches.append(time.monotonic())
        return real(url, method, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(pushing, "_send", seen)
    push([(name, new)], goal, progress=Progress(path))
    swapping.join()

    # The server has ended it before its answer is here: only the beginning can be told apart for certain.
    assert begun[0] < batches[0]
    rows = Graph(Remote(server.query)).select("SELECT ?g ?o { GRAPH ?g { ?s <urn:slow> ?o } }").rows
    assert rows == [{"g": name.value, "o": "urn:new"}] * 4
    assert not path.exists()


def test_a_graph_that_came_out_mixed_is_sent_again(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a swap that nobody saw end, the server's graph is counted: what another put there is replaced, or told."""
    monkeypatch.setattr(pushing, "SWAP_TIME", 0.0)
    name, stray = (
        ox.NamedNode("urn:event:stray"),
        "INSERT DATA { GRAPH <urn:event:stray> { <urn:x> <urn:stray> <urn:y> } }",
    )
    goal, content = target(server, update=server.update), b"<urn:s> <urn:stray> <urn:o> .\n"
    real, path = pushing._send, tmp_path / "progress.json"

    def interfering(times: int) -> object:
        left = iter(range(times))

        def also(url: str, method: str, goal: Target, media_type: str, body: bytes) -> object:
            answer = real(url, method, goal, media_type, body)
            if b"INSERT" in body and next(left, None) is not None:
                real(server.update, "POST", goal, media_type, stray.encode())
            return answer

        return also

    for times in (1, pushing.TRIES):
        _left_swapping(name, content, goal, path)
        monkeypatch.setattr(pushing, "_send", interfering(times))
        if times == 1:
            push([(name, content)], goal, progress=Progress(path))
            rows = Graph(Remote(server.query, graphs=[name.value])).select("SELECT ?s { ?s <urn:stray> ?o }").rows
            assert rows == [{"s": "urn:s"}]
        else:
            with pytest.raises(RemoteError, match="holds something else than what was sent, 3 times over"):
                push([(name, content)], goal, progress=Progress(path))
        monkeypatch.setattr(pushing, "_send", real)


# What is told of a query from its tokens.


def test_prefixes_are_declared_where_they_are_used() -> None:
    """Ours are added on the first line, so that lines stay; the query's own are left alone."""
    query = 'PREFIX kg: <urn:mine:>\nSELECT * { ?s kg:a "rdfs:x" ; skos:broader <org:y> } # foaf:z'

    assert with_prefixes(query) == "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> " + query


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT * { ?s ?p ?o }", "SELECT * { VALUES ?o { <urn:o> } ?s ?p ?o }"),
        (
            "SELECT * { ?s ?p ?x OPTIONAL { ?s ?q ?o FILTER(?o > 1) } }",
            "SELECT * { VALUES ?o { <urn:o> } ?s ?p ?x OPTIONAL { VALUES ?o { <urn:o> } ?s ?q ?o FILTER(?o > 1) } }",
        ),
        (
            "SELECT * { { SELECT ?o { ?s ?p ?o } } VALUES ?p { 1 } }",
            "SELECT * { VALUES ?o { <urn:o> } { SELECT ?o { VALUES ?o { <urn:o> } ?s ?p ?o } } VALUES ?p { 1 } }",
        ),
        (
            "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
            "CONSTRUCT { ?s ?p ?o } WHERE { VALUES ?o { <urn:o> } ?s ?p ?o }",
        ),
    ],
)
def test_values_stand_in_each_group_that_uses_the_variable(query: str, expected: str) -> None:
    """Groups get the block, templates and VALUES of the query's own do not; the result is SPARQL."""
    found = with_values(query, {"o": ox.NamedNode("urn:o")})

    assert " ".join(found.split()) == expected
    ox.Store().query(found)


def test_form_of_a_query() -> None:
    """The form is the first of its words that is neither name, text nor comment."""
    assert form("BASE <urn:ask> PREFIX construct: <urn:x> # ASK\n DESCRIBE construct:y") == "DESCRIBE"
