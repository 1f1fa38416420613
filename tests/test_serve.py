"""`kg serve`: the W3C protocol test cases that apply, three clients, and what a hostile query cannot do."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from kg.errors import GraphError
from kg.pipeline import named_graphs
from kg.serve.dataset import from_clauses
from kg.serve.negotiate import ROWS, best
from kg.store.disk import write_events
from kg.store.graph import Graph
from kg.store.parts import parts
from kg.store.remote import Remote
from tests.pages import block, rows_of
from tests.servers import serving

for _needed in ("starlette", "uvicorn"):
    pytest.importorskip(_needed)

EVENT = "https://w3id.org/panel-kg/event/small-panel"
OTHER = "https://w3id.org/panel-kg/event/other"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f . ?g ?s ?h }"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store with the small panel, and another event that says two things, one of which the panel says too."""
    path = tmp_path_factory.mktemp("serve") / "store"
    other = (
        f"<{OTHER}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/panel-kg/ontology#Event> .\n"
        '<https://w3id.org/panel-kg/person/ada-okafor> <http://www.w3.org/2000/01/rdf-schema#label> "Ada Okafor" .\n'
    ).encode()
    write_events(path, [*named_graphs([Path(__file__).parent / "small_panel"]), (ox.NamedNode(OTHER), other)])
    return path


@pytest.fixture(scope="module")
def url(store: Path) -> Iterator[str]:
    with serving(store, "--timeout", "1", "--max-rows", "2000", "--max-body", "5000") as address:
        yield address


Answer = tuple[int, str, str]


def ask(
    url: str,
    *,
    method: str = "GET",
    accept: str = "*/*",
    body: bytes | None = None,
    content: str = "",
    **fields: object,
) -> Answer:
    """Send a request; return status, media type and text. `fields` are the query string's; underscores are hyphens."""
    pairs = [
        (k.replace("_", "-"), v)
        for k, values in fields.items()
        for v in (values if isinstance(values, list) else [values])
    ]
    address = f"{url}sparql" + ("?" + urllib.parse.urlencode(pairs) if pairs else "")
    headers = {"Accept": accept} | ({"Content-Type": content} if content else {})
    request = urllib.request.Request(address, data=body, method=method, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=20) as reply:
            return reply.status, reply.headers.get_content_type(), reply.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers.get_content_type(), error.read().decode()


JSON = "application/sparql-results+json"
FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"


def form(**fields: str) -> bytes:
    return urllib.parse.urlencode({k.replace("_", "-"): v for k, v in fields.items()}).encode()


# The W3C SPARQL 1.1 protocol test cases for queries (https://www.w3.org/2009/sparql/docs/tests/data-sparql11/protocol/).


def test_a_term_that_the_vocabulary_lacks_is_told_in_a_header(url: str) -> None:
    """The answer is what it is, and the header says which term there is not; a right query has no such header."""
    told = {}
    for term in ("Speakr", "Speaker"):
        query = urllib.parse.urlencode({"query": f"ASK {{ ?s a kg:{term} }}"})
        with urllib.request.urlopen(f"{url}sparql?{query}", timeout=30) as answer:
            told[term] = answer.headers["Kg-Unknown-Terms"], json.load(answer)["boolean"]

    assert told == {
        "Speakr": ("there is no kg:Speakr (perhaps kg:Speaker, kg:speaker, kg:SpeakerPair)", False),
        "Speaker": (None, True),
    }


def test_query_get(url: str) -> None:
    """query via GET."""
    assert ask(url, query="ASK {}") == (200, JSON, '{"head":{},"boolean":true}')


def test_query_post_form(url: str) -> None:
    """query via URL-encoded POST."""
    assert ask(url, method="POST", content=FORM, body=form(query="ASK {}")) == (200, JSON, '{"head":{},"boolean":true}')


def test_query_post_direct(url: str) -> None:
    """query via POST directly."""
    assert ask(url, method="POST", content=DIRECT, body=b"ASK {}") == (200, JSON, '{"head":{},"boolean":true}')


@pytest.mark.parametrize("content", [FORM, DIRECT])
def test_query_post_with_charset(url: str, content: str) -> None:
    """A content type may say its charset."""
    body = form(query="ASK {}") if content == FORM else b"ASK {}"

    assert ask(url, method="POST", content=f"{content}; charset=UTF-8", body=body)[0] == 200


@pytest.mark.parametrize(
    ("query", "accept", "expected"),
    [
        ("SELECT (1 AS ?x) {}", "application/sparql-results+json", JSON),
        ("SELECT (1 AS ?x) {}", "application/sparql-results+xml", "application/sparql-results+xml"),
        ("SELECT (1 AS ?x) {}", "text/csv", "text/csv"),
        ("SELECT (1 AS ?x) {}", "text/tab-separated-values", "text/tab-separated-values"),
        ("ASK {}", "application/sparql-results+xml, application/sparql-results+json;q=0.5", "application/sparql-results+xml"),
        ("DESCRIBE <urn:x>", "text/turtle", "text/turtle"),
        ("DESCRIBE <urn:x>", "application/rdf+xml, text/turtle;q=0.8", "application/rdf+xml"),
        ("CONSTRUCT { <urn:s> <urn:p> 1 } WHERE {}", "application/n-triples", "application/n-triples"),
        ("CONSTRUCT { <urn:s> <urn:p> 1 } WHERE {}", "application/ld+json", "application/ld+json"),
    ],
)  # fmt: skip
def test_query_content_type(url: str, query: str, accept: str, expected: str) -> None:
    """query appropriate content type: for SELECT, ASK, DESCRIBE and CONSTRUCT, as the client likes best."""
    assert ask(url, query=query, accept=accept)[:2] == (200, expected)


def test_every_row_format_holds_the_answer(url: str) -> None:
    """JSON, XML, CSV and TSV say the same, read by a parser of others."""
    query = "SELECT ?l { ?e a kg:Event ; rdfs:label ?l }"
    label = "Old Town Forum: Should Cars Leave the Centre?"

    assert ask(url, query=query, accept="text/csv")[2] == f"l\r\n{label}\r\n"
    assert ask(url, query=query, accept="text/tab-separated-values")[2] == f'?l\n"{label}"\n'
    for accept, name in ((JSON, "json"), ("application/sparql-results+xml", "xml")):
        found = rdflib.query.Result.parse(
            format=name, content_type=None, source=_bytes(ask(url, query=query, accept=accept)[2])
        )
        assert [str(row.l) for row in found] == [label]


def _bytes(text: str) -> object:
    import io

    return io.BytesIO(text.encode())


COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


def n(answer: Answer) -> int:
    return int(json.loads(answer[2])["results"]["bindings"][0]["n"]["value"])


def test_query_dataset_default_graph(url: str) -> None:
    """query with protocol-specified default graph, by GET and by POST; the default is everything, each statement once."""
    assert n(ask(url, query=COUNT, default_graph_uri=OTHER)) == 2
    assert n(ask(url, method="POST", content=FORM, body=form(query=COUNT, default_graph_uri=OTHER))) == 2
    assert n(ask(url, query=COUNT)) == n(ask(url, query=COUNT, default_graph_uri=EVENT)) + 1


def test_query_dataset_default_graphs(url: str) -> None:
    """query with several protocol-specified default graphs: their merger, in which a statement of both is one."""
    both = [EVENT, OTHER]
    everything = n(ask(url, query=COUNT))
    query = urllib.parse.urlencode([("default-graph-uri", g) for g in both])

    assert n(ask(url, query=COUNT, default_graph_uri=both)) == everything
    assert n(ask(f"{url}", method="POST", content=DIRECT, body=COUNT.encode(), default_graph_uri=both)) == everything
    assert n(ask(url, method="POST", content=FORM, body=form(query=COUNT) + b"&" + query.encode())) == everything


def test_query_dataset_named_graphs(url: str) -> None:
    """query with protocol-specified named graphs: only these are there, and the default graph is empty."""
    graphs = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
    found = json.loads(ask(url, query=graphs, named_graph_uri=OTHER)[2])["results"]["bindings"]

    assert [row["g"]["value"] for row in found] == [OTHER]
    assert n(ask(url, query=COUNT, named_graph_uri=[OTHER, EVENT])) == 0


def test_query_dataset_full(url: str) -> None:
    """query with protocol-specified dataset of default and named graphs."""
    query = "SELECT (COUNT(*) AS ?n) { { ?s ?p ?o } UNION { GRAPH ?g { ?a ?b ?c } } }"

    assert n(ask(url, query=query, default_graph_uri=OTHER, named_graph_uri=OTHER)) == 4
    assert (
        n(ask(url, query=query, default_graph_uri=[EVENT, OTHER], named_graph_uri=OTHER))
        == n(ask(url, query=COUNT)) + 2
    )


def test_query_multiple_dataset(url: str) -> None:
    """query specifying a dataset in both query string and protocol: the protocol's holds."""
    query = f"SELECT (COUNT(*) AS ?n) FROM <{EVENT}> {{ ?s ?p ?o }}"

    assert n(ask(url, query=query, default_graph_uri=OTHER)) == 2


def test_from_takes_graphs_that_are_here(url: str) -> None:
    """FROM and FROM NAMED name events of this store, and two of them are merged."""
    everything = n(ask(url, query=COUNT))

    assert n(ask(url, query=f"SELECT (COUNT(*) AS ?n) FROM <{OTHER}> {{ ?s ?p ?o }}")) == 2
    assert n(ask(url, query=f"SELECT (COUNT(*) AS ?n) FROM <{OTHER}> FROM <{EVENT}> {{ ?s ?p ?o }}")) == everything


@pytest.mark.parametrize(
    ("request_", "status", "said"),
    [
        ({"method": "PUT", "query": "ASK {}"}, 405, "use GET or POST"),
        ({"query": ["ASK {}", "SELECT * {}"]}, 400, "2 queries in one request"),
        ({"method": "POST", "content": "text/plain", "body": b"query=ASK%20%7B%7D"}, 415, "send the query as"),
        ({"method": "POST", "content": "application/octet-stream", "body": b"query=ASK%20%7B%7D"}, 415, "send the query"),
        ({"method": "POST", "content": "application/octet-stream", "body": b"ASK {}"}, 415, "send the query as"),
        ({"method": "POST", "content": DIRECT, "body": "ASK {}".encode("utf-16")}, 400, "the query is not UTF-8"),
        ({"query": "ASK { WHERE }"}, 400, "query:1:7: "),
        ({"method": "POST", "content": FORM, "body": b""}, 400, "no queries in one request"),
        ({"method": "POST", "content": "application/sparql-update", "body": b"CLEAR ALL"}, 403, "updates are not allowed"),
        ({"method": "POST", "content": FORM, "body": form(update="CLEAR ALL")}, 403, "updates are not allowed here"),
        ({"update": "CLEAR ALL"}, 403, "updates are not allowed here"),
        ({"query": "INSERT DATA { <urn:a> <urn:b> 1 }"}, 400, "is no SPARQL query"),
        ({"query": "ASK {}", "accept": "image/png"}, 406, "a ASK is answered as one of"),
    ],
)  # fmt: skip
def test_bad_requests_are_refused(url: str, request_: dict[str, object], status: int, said: str) -> None:
    """bad_query_method, bad_multiple_queries, bad_query_wrong_media_type, …_missing_form_type, …_missing_direct_type,
    …_non_utf8, …_syntax, and the update cases: a 4xx with a line that says why."""
    found = ask(url, **request_)  # type: ignore[arg-type]

    assert found[:2] == (status, "text/plain")
    assert found[2].startswith(said) or said in found[2]


def test_a_syntax_error_has_line_column_and_caret(url: str) -> None:
    """The answer to a malformed query shows the place."""
    assert ask(url, query="SELECT *\n{ ?s ?p ?o ?x }")[2].splitlines()[1:] == ["  { ?s ?p ?o ?x }", "             ^"]


# What may not leave, and what is bounded.


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("SELECT * { SERVICE <http://127.0.0.1:{port}/> { ?s ?p ?o } }", 403, "SERVICE is not allowed here"),
        ("SELECT * { SERVICE SILENT <http://127.0.0.1:{port}/> { ?s ?p ?o } }", 403, "SERVICE is not allowed here"),
        (r"SELECT * { \u0053ERVICE <http://127.0.0.1:{port}/> { ?s ?p ?o } }", 403, "SERVICE is not allowed here"),
        ("SELECT * FROM <http://127.0.0.1:{port}/> { ?s ?p ?o }", 400, "nothing is fetched"),
        ("SELECT * FROM NAMED <file:///etc/passwd> { GRAPH ?g { ?s ?p ?o } }", 400, "nothing is fetched"),
        ("LOAD <http://127.0.0.1:{port}/>", 400, "is no SPARQL query"),
    ],
)
def test_nothing_leaves_the_machine(url: str, query: str, status: int, said: str) -> None:
    """No spelling of SERVICE, LOAD or FROM reaches a server that listens, nor a file."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        found = ask(url, query=query.replace("{port}", str(listener.getsockname()[1])))
        assert found[0] == status
        assert said in found[2]
        with pytest.raises(TimeoutError):
            listener.accept()


def test_a_query_that_takes_too_long_is_stopped(url: str) -> None:
    """It ends with 504 in time, and quick ones are answered while it runs."""
    slow: list[Answer] = []
    thread = threading.Thread(target=lambda: slow.append(ask(url, query=ENDLESS)))
    began = time.monotonic()
    thread.start()
    time.sleep(0.1)
    quick = ask(url, query="ASK {}")
    still_running = slow == []
    thread.join()
    took = time.monotonic() - began

    assert quick[0] == 200
    assert still_running
    assert slow == [(504, "text/plain", "query: took longer than 1 s and was stopped (narrow it)\n")]
    assert 1 <= took < 6


def test_more_hostile_queries_than_workers_leave_it_alive(url: str) -> None:
    """All are stopped, and afterwards there is an answer."""
    found: list[int] = []
    threads = [threading.Thread(target=lambda: found.append(ask(url, query=ENDLESS)[0])) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [504] * 4
    assert ask(url, query="ASK {}")[0] == 200


def test_a_query_whose_client_is_gone_does_not_go_on(store: Path) -> None:
    """Clients that hang up leave no worker busy: the next query is answered long before the time limit."""
    with serving(store, "--timeout", "30") as url:
        address = urllib.parse.urlsplit(url)
        for _ in range(2):
            with socket.create_connection((address.hostname or "", address.port or 0)) as client:
                line = f"GET /sparql?query={urllib.parse.quote(ENDLESS)} HTTP/1.1\r\nHost: localhost\r\n\r\n"
                client.sendall(line.encode())
                time.sleep(0.2)
        began = time.monotonic()

        assert ask(url, query="ASK {}")[0] == 200
        assert time.monotonic() - began < 15


@pytest.mark.parametrize("accept", [*ROWS, "text/turtle"])
def test_an_answer_with_too_many_rows_is_an_error(url: str, accept: str) -> None:
    """Never a part of the answer that looks like the whole."""
    over = "{ ?s ?p ?o . ?s ?q ?x } LIMIT 2001"
    fits = "{ ?s ?p ?o . ?s ?q ?x } LIMIT 2000"
    head = "SELECT ?s ?p ?o" if accept in ROWS else "CONSTRUCT { ?s ?p ?x }"
    where = "" if accept in ROWS else " WHERE"

    assert ask(url, query=f"{head}{where} {fits}", accept=accept)[0] == 200
    if accept in ROWS:
        found = ask(url, query=f"{head} {over}", accept=accept)
        assert found[0] == 400
        assert "the answer has more than 2000 rows (ask for less with LIMIT and OFFSET)" in found[2]


def test_a_long_request_is_refused(url: str) -> None:
    """A body over the limit: 413, whatever it says."""
    assert ask(url, method="POST", content=DIRECT, body=b"ASK {} #" + b" " * 5000)[0] == 413


def test_memory_of_a_query_is_bounded(url: str) -> None:
    """A query that would take all memory ends with an error, and the server goes on."""
    huge = (
        "SELECT (GROUP_CONCAT(CONCAT(STR(?s), STR(?o), STR(?x), STR(?y))) AS ?all) { ?s ?p ?o . ?q ?r ?x . ?t ?u ?y }"
    )

    assert ask(url, query=huge)[0] in {500, 504}
    assert ask(url, query="ASK {}")[0] == 200


def test_a_name_of_others_is_refused(url: str) -> None:
    """On loopback the server answers to its own names alone, so that no page elsewhere can ask it (DNS rebinding)."""
    request = urllib.request.Request(f"{url}sparql?query=ASK%20%7B%7D", headers={"Host": "evil.example"})
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(request)
    with caught.value as reply:
        assert reply.code == 400


def test_pages_elsewhere_may_ask_only_when_told(url: str, store: Path) -> None:
    """`--allow-origin` is off by default."""

    def allowed(address: str) -> str | None:
        request = urllib.request.Request(f"{address}sparql?query=ASK%20%7B%7D", headers={"Origin": "https://a.example"})
        with urllib.request.urlopen(request) as reply:
            return reply.headers.get("Access-Control-Allow-Origin")

    assert allowed(url) is None
    with serving(store, "--allow-origin", "https://a.example") as other:
        assert allowed(other) == "https://a.example"


# Descriptions and pages.


def test_service_description(url: str) -> None:
    """Who asks nothing and takes RDF gets the service description, with the named graphs and their sizes."""
    status, media_type, text = ask(url, accept="text/turtle")
    rows = (
        Graph.from_turtle(text)
        .select(
            "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> PREFIX void: <http://rdfs.org/ns/void#>"
            " SELECT ?name ?n { ?s a sd:Service ; sd:defaultDataset/sd:namedGraph ?g . ?g sd:name ?name ; sd:graph/void:triples ?n }"
            " ORDER BY ?name"
        )
        .rows
    )

    assert (status, media_type) == (200, "text/turtle")
    assert rows == [{"name": OTHER, "n": 2}, {"name": EVENT, "n": n(ask(url, query=COUNT)) - 1}]


def test_void(url: str) -> None:
    """The VoID counts the statements, and the claims among them."""
    with urllib.request.urlopen(f"{url}.well-known/void") as reply:
        graph = Graph.from_turtle(reply.read().decode())
    rows = graph.select(
        "PREFIX void: <http://rdfs.org/ns/void#> SELECT ?n ?claims { ?d a void:Dataset ; void:triples ?n ;"
        " void:classPartition [ void:class kg:Claim ; void:entities ?claims ] }"
    ).rows

    assert rows == [{"n": n(ask(url, query=COUNT)), "claims": 12}]


def test_a_browser_gets_the_query_page(url: str) -> None:
    """A browser that asks nothing gets the explorer's SPARQL view, which may connect to this server alone."""
    status, media_type, text = ask(url, accept="text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")

    assert (status, media_type) == (200, "text/html")
    assert "connect-src &#39;self&#39;" in text
    assert all(f'id="{name}"' in text for name in ("endpoint", "queries"))
    assert 'id="oxigraph-wasm"' not in text


def test_explorer_of_one_event_and_list_of_several(url: str, tmp_path: Path, small_graph: Graph) -> None:
    """One event is shown in the explorer; a store of several lists them, by name."""
    (tmp_path / "graph.ttl").write_bytes(small_graph.serialize())
    with serving(tmp_path) as one, urllib.request.urlopen(one) as reply:
        assert b"Old Town Forum" in reply.read()
    with urllib.request.urlopen(url) as reply:
        assert ">Old Town Forum: Should Cars Leave the Centre?</a>" in reply.read().decode()
    with urllib.request.urlopen(f"{url}?event={urllib.parse.quote(EVENT, safe='')}") as reply:
        page = reply.read()
    assert b"Old Town Forum" in page
    assert any("I think closing the centre" in u["text"] for u in rows_of(block(page.decode(), "model"), "utterances"))
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(f"{url}?event=urn:x")
    with caught.value as reply:
        assert reply.code == 404


# Other people's clients.


def test_sparqlwrapper(url: str) -> None:
    """SPARQLWrapper asks by GET and by POST, and reads rows and triples."""
    wrapper = pytest.importorskip("SPARQLWrapper")
    client = wrapper.SPARQLWrapper(f"{url}sparql")
    client.setReturnFormat(wrapper.JSON)
    client.setQuery("PREFIX kg: <https://w3id.org/panel-kg/ontology#> SELECT (COUNT(?c) AS ?n) { ?c a kg:Claim }")
    for method in (wrapper.GET, wrapper.POST):
        client.setMethod(method)
        assert client.queryAndConvert()["results"]["bindings"][0]["n"]["value"] == "12"
    client.setQuery(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{OTHER}> {{ ?s ?p ?o }} }}")
    client.setReturnFormat(wrapper.TURTLE)
    assert len(rdflib.Graph().parse(data=client.query().convert(), format="turtle")) == 2


def test_rdflib_sparqlstore(url: str) -> None:
    """rdflib's SPARQLStore finds labels through the endpoint."""
    graph = rdflib.Graph(SPARQLStore(f"{url}sparql", returnFormat="json"))
    ada = rdflib.URIRef("https://w3id.org/panel-kg/person/ada-okafor")

    assert [str(label) for label in graph.objects(ada, rdflib.RDFS.label)] == ["Ada Okafor"]


def test_curl(url: str) -> None:
    """curl asks as its manual says."""
    if not shutil.which("curl"):
        pytest.skip("curl is not installed")
    command = ["curl", "-sG", f"{url}sparql", "--data-urlencode", "query=SELECT (1 AS ?x) {}", "-H", "Accept: text/csv"]

    assert subprocess.run(command, capture_output=True, check=True).stdout == b"x\r\n1\r\n"


def test_our_own_client(url: str, store: Path) -> None:
    """`kg query URL` gives the rows of the store."""
    assert Graph(Remote(f"{url}sparql")).rows() == Graph.open(store).rows()


def test_events_of_an_endpoint_are_apart(url: str, store: Path) -> None:
    """An event is chosen by the end of its IRI as well, and one that is not there is told: no empty answer."""
    events = [part.event for part in parts(Graph.open(store).source)]
    for event in events:
        assert Graph.open(f"{url}sparql", events=[event]).rows() == Graph.open(store, events=[event]).rows()
    assert Graph.open(f"{url}sparql", events=events).rows() == Graph.open(store).rows()
    with pytest.raises(GraphError, match=f"there is no event 'nowhere' \\(there are: {', '.join(events)}\\)"):
        Graph.open(f"{url}sparql", events=["nowhere"])


# Without a server.


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", JSON),
        ("*/*", JSON),
        ("text/*", "text/csv"),
        ("text/csv;q=0, text/*", "text/tab-separated-values"),
        ("application/sparql-results+xml;q=0.9, text/csv;q=0.95", "text/csv"),
        ("text/csv;q=oops", None),
        ("text/html", None),
    ],
)
def test_negotiation(accept: str, expected: str | None) -> None:
    """Qualities and wild cards are weighed; the most exact wish counts."""
    assert best(accept, ROWS) == expected


def test_from_clauses_are_found_where_they_are() -> None:
    """Names are resolved by the query's own prefixes and by ours; FROM inside a group or a text is none."""
    query = "PREFIX x: <urn:x:> SELECT * FROM x:a # FROM <urn:no>\nFROM NAMED kg:b { ?from ?p 'FROM <urn:c>' . ?s x:FROM ?o }"

    assert from_clauses(query) == (["urn:x:a"], ["https://w3id.org/panel-kg/ontology#b"])


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda p: None, "no such file or folder"),
        (lambda p: p.mkdir(), "neither an event's output"),
        (lambda p: p.with_suffix(".ttl").write_text("<a> <b>"), None),
    ],
)
def test_what_is_no_graph_is_told_at_once(tmp_path: Path, make: object, message: str | None) -> None:
    """A place without a graph: one line, exit 2, nothing served."""
    make(tmp_path / "g")  # type: ignore[operator]
    place = tmp_path / ("g.ttl" if message is None else "g")
    done = subprocess.run(
        [sys.executable, "-m", "kg.cli", "serve", str(place), "--port", "0"],
        check=False,
        capture_output=True,
        text=True,
        timeout=20,
    )

    assert done.returncode == 2
    assert (message or "g.ttl:1: bad RDF") in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_port_in_use_is_told() -> None:
    """An address where someone listens already: one line, exit 2."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        command = [sys.executable, "-m", "kg.cli", "serve", "x", "--port", str(taken.getsockname()[1])]
        done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=20)

    assert done.returncode == 2
    assert "cannot listen there" in done.stderr
