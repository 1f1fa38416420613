"""Every way out: well-formed by the parsers of others, complete, and the same bytes each time."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib
import yaml

from kg.cli.export import NAMES
from kg.errors import FormatError
from kg.export import FORMATS, export, export_files
from kg.export.network_xml import NODE_COLOURS
from kg.graph.mapping import triples_of
from kg.model import AnnotatedEvent
from kg.store.graph import Graph
from kg.tables.columns import COLUMNS

RDF = {
    "turtle": (ox.RdfFormat.TURTLE, "turtle"),
    "ntriples": (ox.RdfFormat.N_TRIPLES, "nt11"),
    "nquads": (ox.RdfFormat.N_QUADS, "nquads"),
    "trig": (ox.RdfFormat.TRIG, "trig"),
    "jsonld": (ox.RdfFormat.JSON_LD, "json-ld"),
    "rdfxml": (ox.RdfFormat.RDF_XML, "xml"),
}
DOCUMENTS = [name for name, known in FORMATS.items() if not known.folder]


def all_triples(graph: Graph) -> set[ox.Triple]:
    return {quad.triple for quad in graph.store}


def test_command_offers_every_format() -> None:
    """The choices of `kg export --to` are the formats that there are."""
    assert tuple(FORMATS) == NAMES


def test_losses_are_documented() -> None:
    """The table of docs/exchange.md names every format, and says of each what the code says."""
    text = (Path(__file__).parent.parent / "docs" / "exchange.md").read_text(encoding="utf-8")
    table = text[text.index("| format |") :].partition("\n\n")[0]
    rows = [line.strip("| ").split(" | ") for line in table.splitlines() if line.startswith("| ")][1:]

    assert {row[0]: row[2] for row in rows} == {name: known.losses for name, known in FORMATS.items()}


@pytest.mark.parametrize("name", RDF)
def test_rdf_syntax_holds_every_statement(small_graph: Graph, name: str) -> None:
    """Oxigraph reads from each RDF syntax exactly the statements that were written."""
    read = ox.parse(export(small_graph, name), format=RDF[name][0])

    assert {quad.triple for quad in read} == all_triples(small_graph)


@pytest.mark.parametrize("name", RDF)
def test_rdflib_reads_the_same(small_graph: Graph, name: str) -> None:
    """Another library reads the same statements."""
    rdflib.NORMALIZE_LITERALS = False
    read = rdflib.Dataset(default_union=True)
    read.parse(data=export(small_graph, name), format=RDF[name][1])
    lines = rdflib.Graph()
    for triple in read.triples((None, None, None)):
        lines.add(triple)
    triples = {q.triple for q in ox.parse(lines.serialize(format="nt11"), format=ox.RdfFormat.N_TRIPLES)}

    assert triples == all_triples(small_graph)


def test_quads_are_in_the_graph_of_their_event(small_graph: Graph) -> None:
    """N-Quads and TriG put each statement into the graph that the event's IRI names."""
    name = ox.NamedNode("https://w3id.org/panel-kg/event/small-panel")
    for syntax in ("nquads", "trig"):
        graphs = {q.graph_name for q in ox.parse(export(small_graph, syntax), format=RDF[syntax][0])}

        assert graphs == {name}


def test_jsonld_is_framed(small_graph: Graph) -> None:
    """The event stands at the top, with questions, propositions and stances inside one another."""
    event = json.loads(export(small_graph, "jsonld"))["@graph"][0]
    identifier = "id" if "id" in event else "@id"
    safer = {p[identifier]: p for q in event["questions"] for p in q["propositions"]}[
        "small-panel/proposition/closing-is-safer"
    ]

    assert event[identifier] == "event/small-panel"
    assert len(event["speakers"]) == 4
    assert len(safer["stances"]) == 3
    assert sum(len(u.get("claims", ())) for u in event["utterances"]) == 12


def test_rdf_xml_of_control_characters_is_well_formed() -> None:
    """Characters that XML cannot hold become the replacement character; a backslash before a u stays."""
    graph = Graph.from_turtle(r'<urn:a> <urn:p> "bell\u0007, back\\u0007slash" .')
    read = list(ox.parse(export(graph, "rdfxml"), format=ox.RdfFormat.RDF_XML))

    assert [q.object.value for q in read] == ["bell\ufffd, back\\u0007slash"]


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("graphml", lambda b: nx.read_graphml(io.BytesIO(b), force_multigraph=True)),
        ("gexf", lambda b: nx.read_gexf(io.BytesIO(b))),
    ],
)
def test_network_formats_keep_types_and_colours(small_graph: Graph, name: str, read: object) -> None:
    """networkx reads the nodes and edges back with their types, and each class of thing has its colour."""
    written = small_graph.to_networkx()
    back = read(export(small_graph, name))  # type: ignore[operator]

    assert {n: d["type"] for n, d in back.nodes(data=True)} == {n: d["type"] for n, d in written.nodes(data=True)}
    assert Counter((a, b, d["type"]) for a, b, d in back.edges(data=True)) == Counter(
        (a, b, d["type"]) for a, b, d in written.edges(data=True)
    )
    for _, data in back.nodes(data=True):
        rgb = data["viz"]["color"] if name == "gexf" else data
        assert f"#{rgb['r']:02x}{rgb['g']:02x}{rgb['b']:02x}" == NODE_COLOURS[data["type"]]


def test_graphml_has_what_yed_draws(small_graph: Graph) -> None:
    """Every node carries yEd's own shape with fill and label."""
    text = export(small_graph, "graphml").decode()

    assert text.count("<y:ShapeNode>") == text.count("<node ") == len(small_graph.to_networkx())
    assert '<y:Fill color="#0072b2" transparent="false" />' in text


@pytest.mark.parametrize("name", ["csv", "parquet"])
def test_tables_are_one_file_each(small_graph: Graph, name: str) -> None:
    """CSV and Parquet write every table, and the event's own row."""
    pytest.importorskip("pyarrow")

    assert set(export_files(small_graph, name)) == {f"{t}.{name}" for t in [*COLUMNS, "consensus"]}


def test_csv_and_parquet_hold_the_same(small_graph: Graph) -> None:
    """The claims of the Parquet file are those of the CSV file, offsets as numbers."""
    parquet = pytest.importorskip("pyarrow.parquet")
    rows = list(csv.DictReader(io.StringIO(export_files(small_graph, "csv")["claims.csv"].decode(), newline="")))
    typed = parquet.read_table(io.BytesIO(export_files(small_graph, "parquet")["claims.parquet"])).to_pylist()

    assert len(typed) == 12
    assert [(r["id"], int(r["start"]), r["hedged"] == "true", r["quote"]) for r in rows] == [
        (r["id"], r["start"], r["hedged"], r["quote"]) for r in typed
    ]


def test_argdown_shows_for_and_against(small_graph: Graph) -> None:
    """A proposition is followed by the claims for it (+) and against it (-)."""
    text = export(small_graph, "argdown").decode()
    block = text.split("[closing-is-safer]: ")[1].split("\n\n")[0]

    assert [line.split(" ", 4)[2:4] for line in block.splitlines()[1:]] == [
        ["+", "<Ada"],
        ["+", "<Ada"],
        ["-", "<Ben"],
        ["+", "<Chen"],
    ]


def test_argdown_has_the_words_as_metadata(small_graph: Graph) -> None:
    """Each argument carries who said it, where, and in which words: YAML in one line, which ends it."""
    claims = {row["id"]: row for row in small_graph.rows()["claims"]}
    found = {}
    for line in export(small_graph, "argdown").decode().split("# Claims\n")[1].splitlines():
        if line.startswith("<"):
            title, data = line.split(">: ")[0], line[line.index(" {") + 1 :]
            found[title.split()[-1]] = yaml.safe_load(data)

    assert found == {i: {k: row[k] for k in ("speaker", "quote", "start", "end")} for i, row in claims.items()}


def test_argdown_escapes_what_it_would_read_as_its_own() -> None:
    """Brackets, tags and braces of a text are escaped."""
    from kg.export.argdown import _text

    assert _text("a [b] #c {d} _e_ \n f") == r"a \[b\] \#c \{d\} \_e\_ f"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_same_statements_same_bytes(small_panel: AnnotatedEvent, name: str) -> None:
    """The order in which statements came changes no byte."""
    triples = triples_of(small_panel)

    assert export(Graph.from_triples(triples), name) == export(Graph.from_triples(triples[::-1]), name)


def test_same_bytes_in_fresh_processes(tmp_path: Path, small_graph: Graph) -> None:
    """No hash order reaches any format."""
    path = tmp_path / "graph.ttl"
    path.write_bytes(small_graph.serialize())
    code = (
        "import hashlib\nfrom kg.export import *\nfrom kg.store.graph import Graph\n"
        f"graph = Graph.open({str(path)!r})\n"
        "print([(n, hashlib.sha256(export(graph, n)).hexdigest()) for n, f in FORMATS.items() if not f.folder])\n"
        "print([(n, hashlib.sha256(c).hexdigest()) for t in ('csv', 'parquet') for n, c in export_files(graph, t).items()])"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."},
        ).stdout
        for seed in ("1", "2")
    }

    assert len(outputs) == 1


def test_an_unknown_format_is_named_with_those_there_are(small_graph: Graph) -> None:
    """A format that is none is refused with the list."""
    with pytest.raises(FormatError, match=r"'word' is no format \(use turtle, ntriples, "):
        export(small_graph, "word")
    with pytest.raises(FormatError, match="makes one file a table"):
        export(small_graph, "csv")


def test_another_json_ld_processor_reads_the_same(small_graph: Graph) -> None:
    """PyLD makes of the JSON-LD the triples of the graph."""
    jsonld = pytest.importorskip("pyld.jsonld")
    document = json.loads(export(small_graph, "jsonld"))

    quads = jsonld.to_rdf(document, {"format": "application/n-quads"})

    assert set(ox.parse(quads.encode(), format=ox.RdfFormat.N_QUADS)) == set(small_graph.store)
