"""Every identifier answers, as a page and as data; what a graph says of itself is what assistants read."""

from __future__ import annotations

import json
import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from click.testing import CliRunner

from kg.cli import group
from kg.errors import GraphError
from kg.graph.mapping import triples_of
from kg.graph.terms import BASE, ONTOLOGY, RDF
from kg.linked.site import site_files
from kg.linked.things import Links, description, thing_page
from kg.model import AnnotatedEvent
from kg.resources import described, shipped, shipped_queries
from kg.store.graph import Graph
from tests.servers import serving

for _needed in ("starlette", "uvicorn"):
    pytest.importorskip(_needed)

EVENT = f"{BASE}event/small-panel"
#: What sparql-llm (sib-swiss, MIT) asks an endpoint, and where that has nothing to say, its description.
SCHEMA_QUERY = """PREFIX up: <http://purl.uniprot.org/core/>
PREFIX void: <http://rdfs.org/ns/void#>
PREFIX void-ext: <http://ldf.fi/void-ext#>
SELECT DISTINCT ?subjectClass ?prop ?objectClass ?objectDatatype
WHERE {
    {
        ?cp void:class ?subjectClass ;
            void:propertyPartition ?pp .
        ?pp void:property ?prop .
        OPTIONAL {
            {
                ?pp  void:classPartition [ void:class ?objectClass ] .
            } UNION {
                ?pp void-ext:datatypePartition [ void-ext:datatype ?objectDatatype ] .
            }
        }
    } UNION {
        ?linkset void:subjectsTarget [ void:class ?subjectClass ] ;
            void:linkPredicate ?prop ;
            void:objectsTarget [ void:class ?objectClass ] .
    }
}"""
EXAMPLES_QUERY = """PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?comment ?query
WHERE {
    ?sq a sh:SPARQLExecutable ;
        rdfs:comment ?comment ;
        sh:select|sh:ask|sh:construct|sh:describe ?query .
} ORDER BY ?sq"""
PREFIXES_QUERY = """PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?prefix ?namespace
WHERE {
    [] sh:namespace ?namespace ;
        sh:prefix ?prefix .
} ORDER BY ?prefix"""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, small_graph: Graph) -> Path:
    path = tmp_path_factory.mktemp("linked") / "graph.ttl"
    path.write_bytes(small_graph.serialize())
    return path


@pytest.fixture(scope="module")
def url(place: Path) -> Iterator[str]:
    with serving(place) as address:
        yield address


def got(address: str, accept: str = "*/*") -> tuple[str, bytes]:
    request = urllib.request.Request(address, headers={"Accept": accept})
    with urllib.request.urlopen(request, timeout=60) as reply:
        return reply.headers["Content-Type"].partition(";")[0], reply.read()


def asked(url: str, query: str, **fields: str) -> list[dict[str, Any]]:
    found = json.loads(got(f"{url}sparql?{urllib.parse.urlencode({'query': query, **fields})}")[1])
    return [{k: v["value"] for k, v in row.items()} for row in found["results"]["bindings"]]


def said_of_itself(url: str, query: str) -> list[dict[str, str]]:
    """Ask as sparql-llm does: the endpoint, and where it has nothing to say, its description."""
    rows = asked(url, query)
    if rows:
        return rows
    graph = rdflib.Graph().parse(data=got(f"{url}sparql", "text/turtle")[1], format="turtle")
    return [{str(k): str(v) for k, v in row.asdict().items()} for row in graph.query(query)]  # type: ignore[union-attr]


def test_an_assistant_reads_the_whole_schema(url: str, small_graph: Graph) -> None:
    """The schema query of sparql-llm gets every class with each of its properties, and where each leads."""
    rows = said_of_itself(url, SCHEMA_QUERY)
    expected = small_graph.select(
        "SELECT DISTINCT ?c ?p ?o ?d { ?s a ?c ; ?p ?v OPTIONAL { ?v a ?o } BIND(DATATYPE(?v) AS ?d) }"
    ).rows

    assert {tuple(r.get(k, "") for k in ("subjectClass", "prop", "objectClass", "objectDatatype")) for r in rows} == {
        tuple(r[k] or "" for k in ("c", "p", "o", "d")) for r in expected
    }


def test_an_assistant_reads_every_shipped_question(url: str) -> None:
    """The example query of sparql-llm gets all shipped queries with their questions, and the prefixes that they need."""
    rows = said_of_itself(url, EXAMPLES_QUERY)
    prefixes = {r["prefix"]: r["namespace"] for r in said_of_itself(url, PREFIXES_QUERY)}

    assert sorted((r["comment"], r["query"]) for r in rows) == sorted(
        (described(p)["question"], p.read_text(encoding="utf-8")) for p in shipped_queries()
    )
    assert prefixes["kg"] == ONTOLOGY


def test_every_identifier_answers(small_graph: Graph) -> None:
    """Each thing of the graph has a page and a description, and its page links to nothing of ours that has none."""
    links = Links(base=BASE)
    things = {q.subject for q in small_graph.store if isinstance(q.subject, ox.NamedNode)}
    pages = {links.path(t.value): thing_page(small_graph.store, t, links).decode() for t in things}
    internal = {
        href.partition('"')[0]
        for page in pages.values()
        for href in page.split('href="/')[1:]
        if "ontology#" not in href
    }

    assert None not in pages
    assert internal <= {f"{path}{ending}" for path in pages for ending in ("", ".ttl", ".jsonld")}
    assert all(description(small_graph.store, t) for t in things)


@pytest.mark.parametrize("accept", ["text/html,*/*;q=0.8", "text/turtle", "application/ld+json", "application/rdf+xml"])
def test_a_thing_in_the_format_that_is_asked_for(url: str, small_graph: Graph, accept: str) -> None:
    """A browser gets the words, a program all that is said of the thing and all that leads to it."""
    claim = next(small_graph.store.quads_for_pattern(None, RDF.type, ox.NamedNode(f"{ONTOLOGY}Claim"))).subject
    assert isinstance(claim, ox.NamedNode)
    words = str(small_graph.select("SELECT ?q { ?c kg:quote ?q }", c=claim).rows[0]["q"])

    media_type, body = got(url + claim.value.removeprefix(BASE), accept)

    if "html" in accept:
        assert (media_type, words in body.decode()) == ("text/html", True)
    else:
        assert media_type == accept
        store = ox.Store()
        store.load(body, format=ox.RdfFormat.from_media_type(accept))
        assert {q.triple for q in store} == set(description(small_graph.store, claim))


def test_addresses_of_files_and_of_what_is_elsewhere(url: str) -> None:
    """A path may end in the format, an IRI that is not below the base is asked for by name, and what is unknown is 404."""
    by_ending = got(f"{url}event/small-panel.ttl")
    by_name = got(f"{url}thing?iri={urllib.parse.quote(EVENT)}", "text/turtle")

    assert by_ending == by_name
    assert by_ending[0] == "text/turtle"
    for path in ("event/none", "thing?iri=none%20such", "thing?iri=urn:x:y"):
        with pytest.raises(urllib.error.HTTPError, match="404"):
            got(url + path)


def test_the_graph_the_vocabulary_and_the_context(url: str, place: Path) -> None:
    """What the data is made of is served beside it."""
    ontology = got(f"{url}ontology", "text/turtle")[1]

    assert got(f"{url}graph.ttl") == ("text/turtle", place.read_bytes())
    assert got(f"{url}context.jsonld") == ("application/ld+json", shipped("ontology", "context.jsonld").read_bytes())
    assert got(f"{url}void") == got(f"{url}.well-known/void")
    assert len(rdflib.Graph().parse(data=ontology, format="turtle")) == len(
        rdflib.Graph().parse(shipped("ontology", "debate.ttl"))
    )


def test_one_event_is_a_named_graph_and_the_ontology_is_asked_beside_it(url: str) -> None:
    """GRAPH finds the one event, and FROM takes the ontology; without FROM it is not mixed into the data."""
    count = "SELECT (COUNT(?c) AS ?n) {{ {} }}"
    beside = f"SELECT DISTINCT ?label FROM <{EVENT}> FROM <{ONTOLOGY.rstrip('#')}> {{ ?s a ?c . ?c rdfs:label ?label }} ORDER BY ?label"
    labels = [r["label"] for r in asked(url, beside)]

    assert asked(url, count.format("GRAPH ?g { ?c a kg:Claim }")) == [{"n": "12"}]
    assert asked(url, count.format("?c a kg:Claim")) == [{"n": "12"}]
    assert asked(url, count.format("?c a <http://www.w3.org/2002/07/owl#Class>")) == [{"n": "0"}]
    assert {"claim", "stance", "utterance"} <= set(labels)


def test_a_format_can_be_asked_for_without_a_header(url: str) -> None:
    """A field names the format, in short or as a media type; one that there is not is refused."""
    query = urllib.parse.urlencode({"query": "SELECT ?e { ?e a kg:Event }"})

    assert got(f"{url}sparql?{query}&format=csv") == ("text/csv", f"e\r\n{EVENT}\r\n".encode())
    assert got(f"{url}sparql?{query}&format=application/sparql-results%2Bxml")[0] == "application/sparql-results+xml"
    with pytest.raises(urllib.error.HTTPError, match="406"):
        got(f"{url}sparql?{query}&format=ttl")


def test_a_page_runs_nothing(small_graph: Graph) -> None:
    """Words of others are text in a page, and an address that could run is no link."""
    thing = ox.NamedNode(f"{BASE}person/mallory")
    store = ox.Store()
    label = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    store.add(ox.Quad(thing, label, ox.Literal("<script>alert(1)</script>")))
    store.add(ox.Quad(thing, ox.NamedNode("urn:p:q"), ox.NamedNode("javascript:alert(1)")))

    page = thing_page(store, thing, Links(base=BASE)).decode()

    assert "<script" not in page
    assert 'href="javascript' not in page


def test_a_site_holds_what_the_server_answers(small_graph: Graph, tmp_path: Path) -> None:
    """Each thing has its page and its data at the path of its IRI, and no link of a page leads nowhere."""
    place = tmp_path / "graph.ttl"
    place.write_bytes(small_graph.serialize())
    out = tmp_path / "site"

    made = CliRunner().invoke(group, ["site", str(place), "-o", str(out), "--address", "https://panels.example/town"])

    assert made.exit_code == 0, made.output
    paths = {Links(base=BASE).path(q.subject.value) for q in small_graph.store if isinstance(q.subject, ox.NamedNode)}
    pages = {p.relative_to(out).as_posix() for p in out.rglob("*.html")}
    assert pages == {f"{path}.html" for path in paths} | {"index.html"}
    dead = [
        (page, href)
        for page in sorted(pages)
        for href in re.findall(r'href="(?!https?:)([^"#]+)', (out / page).read_text(encoding="utf-8"))
        if not ((out / page).parent / urllib.parse.unquote(href)).is_file()
    ]
    assert dead == []
    merged = {t for p in out.glob("small-panel/**/*.ttl") for t in ox.parse(path=str(p), format=ox.RdfFormat.TURTLE)}
    assert merged <= {ox.Quad(q.subject, q.predicate, q.object) for q in small_graph.store}
    assert "https://panels.example/town/$1" in (out / "w3id" / "panel-kg" / ".htaccess").read_text(encoding="utf-8")
    assert rdflib.Graph().parse(out / "void.ttl").query(SCHEMA_QUERY)


def test_a_base_without_paths_has_no_site(small_panel: AnnotatedEvent) -> None:
    """Behind a hash no file can stand: that is said, with the remedy."""
    graph = Graph.from_triples(triples_of(small_panel, "https://data.example.org/kg#"))

    with pytest.raises(GraphError, match="can have no pages below it"):
        list(site_files(graph, "https://panels.example/"))
