"""Turtle: the same bytes for the same triples, in any process, in any order; readable; and nothing lost."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import rdflib
from rdflib.compare import isomorphic

from kg.graph.mapping import triples_of
from kg.graph.turtle import prefixes_of, sorted_turtle
from kg.model import AnnotatedEvent
from kg.store.graph import Graph

ROOT = Path(__file__).parent.parent
BUILD = (
    "import sys; from pathlib import Path; from kg.pipeline import annotated, graph; "
    "sys.stdout.buffer.write(graph(annotated(Path('tests/small_panel'))).serialize())"
)


def test_bytes_do_not_depend_on_the_hash_seed() -> None:
    """Three processes with three hash seeds write the same bytes."""
    written = {
        subprocess.run(
            [sys.executable, "-c", BUILD],
            cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4711")
    }

    assert len(written) == 1
    assert len(written.pop()) > 20_000


def test_bytes_do_not_depend_on_the_order_of_the_triples(small_panel: AnnotatedEvent) -> None:
    """Shuffled, doubled, as triples or from a store: the same bytes."""
    triples = triples_of(small_panel)
    shuffled = triples + triples
    random.Random(7).shuffle(shuffled)

    assert sorted_turtle(shuffled) == sorted_turtle(triples)
    assert sorted_turtle(Graph.from_triples(shuffled).store) == sorted_turtle(triples)


def test_nothing_is_lost(small_panel: AnnotatedEvent) -> None:
    """Read again by Oxigraph and by rdflib, it is the same graph."""
    triples = triples_of(small_panel)
    turtle = sorted_turtle(triples)

    assert {q.triple for q in ox.parse(turtle, format=ox.RdfFormat.TURTLE)} == set(triples)
    ntriples = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    assert isomorphic(rdflib.Graph().parse(data=turtle), rdflib.Graph().parse(data=ntriples, format="nt"))


def test_a_thing_that_comes_is_a_block_that_comes(small_panel: AnnotatedEvent) -> None:
    """One label changed is one line changed."""
    triples = triples_of(small_panel)
    label = next(t for t in triples if isinstance(t.object, ox.Literal) and t.object.value == "FlowSim")
    changed = [t for t in triples if t != label] + [ox.Triple(label.subject, label.predicate, ox.Literal("FlowSim 2"))]
    before, after = sorted_turtle(triples).splitlines(), sorted_turtle(changed).splitlines()

    assert len(before) == len(after)
    # The product's label; the mention's surface is another statement and stays.
    assert [(a, b) for a, b in zip(before, after, strict=True) if a != b] == [
        (b'  rdfs:label "FlowSim" ;', b'  rdfs:label "FlowSim 2" ;')
    ]


def test_types_and_labels_come_first_and_kinds_in_order(small_panel: AnnotatedEvent) -> None:
    """A reader meets the event, then people, then what was said."""
    turtle = sorted_turtle(triples_of(small_panel)).decode()
    titles = [line[2:] for line in turtle.splitlines() if line.startswith("# ")]

    assert titles == [
        "Event",
        "Speakers",
        "Parts in the event",
        "Pairs of speakers",
        "Memberships",
        "Organizations",
        "Products",
        "Concepts",
        "Questions",
        "Propositions",
        "Claims",
        "Stances",
        "Evidence",
        "Relations",
        "References",
        "Transcript",
        "Sections",
        "Utterances",
        "Mentions",
        "Activities",
        "People who annotated",
    ]
    assert (
        'product:flowsim a kg:Product ;\n  rdfs:label "FlowSim" ;\n  dcterms:creator organization:cityflow ;' in turtle
    )
    assert "<https" not in turtle.split("# Event")[1]


def test_texts_with_line_breaks_tabs_quotes_and_marks_come_back() -> None:
    """Text of any kind survives, though lines are sorted as bytes on the way."""
    texts = [
        "a\nb",
        "tab\there",
        'say "x"',
        "back\\slash",
        "# no comment",
        " <urn:p> ",
        "\x01\x00",
        "é🚲",
        "@prefix a: <b> .",
    ]
    triples = [ox.Triple(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal(t)) for t in texts]

    turtle = sorted_turtle(triples)

    assert {q.triple for q in ox.parse(turtle, format=ox.RdfFormat.TURTLE)} == set(triples)


def test_prefixes_are_those_of_the_first_event() -> None:
    """Of two events, the first by IRI gives the prefixes; without one there are default ones."""
    both = Graph.from_turtle(
        "@prefix kg: <https://w3id.org/panel-kg/ontology#> . "
        "<https://b.example/event/two> a kg:Event . <https://a.example/event/one> a kg:Event ."
    )

    assert prefixes_of(both.store)["claim"] == "https://a.example/one/claim/"
    assert prefixes_of([])["claim"] == "https://w3id.org/panel-kg/event/claim/"
