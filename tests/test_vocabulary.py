"""A vocabulary passes whole: every language, match, notation and note; what the SKOS reference forbids is told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import rdflib
from rdflib.compare import isomorphic, to_isomorphic
from rdflib.namespace import RDF, SKOS

from kg.eventfiles import load_vocabulary
from kg.eventfiles.vocabulary import concepts_turtle
from kg.evidence.vocabulary_checks import vocabulary_problems
from kg.graph.mapping import triples_of
from kg.model import AnnotatedEvent
from kg.store.event import annotated_event
from kg.store.graph import Graph

HEAD = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix ex: <https://voc.example/t/> .
"""
TOWN = """ex:scheme a skos:ConceptScheme ; skos:prefLabel "Streets"@en , "Straßen"@de ;
  dct:license <https://licences.example/by> ; skos:hasTopConcept ex:street .
ex:street a skos:Concept ; skos:prefLabel "street"@en , "Straße"@de , "rue"@fr ; skos:altLabel "road"@en , "Weg"@de ;
  skos:hiddenLabel "stret" ; skos:definition "Where one drives."@en , "Wo man fährt."@de ;
  skos:scopeNote "Not motorways."@en ; skos:notation "S-7" , "7"^^xsd:integer ; skos:narrower ex:square ;
  skos:exactMatch <https://other.example/4512> ; skos:closeMatch <https://other.example/99> ; skos:inScheme ex:scheme ;
  skos:topConceptOf ex:scheme ; dct:created "2001-02-03"^^xsd:date .
ex:square a skos:Concept ; skos:prefLabel "Square"@en , "Platz"@de ; skos:altLabel "squares"@en ; skos:inScheme ex:scheme .
"""


def _written(text: str, tmp_path: Path) -> Path:
    path = tmp_path / "concepts.ttl"
    path.write_text(HEAD + text, encoding="utf-8")
    return path


def test_a_vocabulary_is_written_as_it_was_read(tmp_path: Path) -> None:
    """Every statement comes back, and skos:narrower has its skos:broader beside it."""
    path = _written(TOWN, tmp_path)
    before = rdflib.Graph().parse(path)
    before.add(
        (rdflib.URIRef("https://voc.example/t/square"), SKOS.broader, rdflib.URIRef("https://voc.example/t/street"))
    )

    again = rdflib.Graph().parse(data=concepts_turtle(load_vocabulary(path)), format="turtle")

    assert isomorphic(to_isomorphic(before), to_isomorphic(again)), sorted(before ^ again)


def test_the_graph_says_of_a_concept_what_its_vocabulary_says(small_panel: AnnotatedEvent, tmp_path: Path) -> None:
    """All of it, in the languages in which it is said, and the scheme; the model read from the graph has it too."""
    concepts = load_vocabulary(_written(TOWN, tmp_path))
    claims = tuple(replace(c, concepts=("square",)) for c in small_panel.claims)
    event = replace(small_panel, concepts=concepts, claims=claims, mentions=())
    graph = Graph.from_triples(triples_of(event))
    built, given = graph.to_rdflib(), rdflib.Graph().parse(_written(TOWN, tmp_path))
    used = set(built.subjects(RDF.type, SKOS.Concept))

    assert used == set(given.subjects(RDF.type, SKOS.Concept))
    assert set(given) - set(built) == set()
    assert {c.said for c in annotated_event(graph.store).concepts} == {c.said for c in event.concepts}
    assert {r["id"]: r["definition"] for r in graph.rows()["concepts"]} == {"street": "Where one drives.", "square": ""}
    assert {r["label"]: r["aliases"] for r in graph.rows()["concepts"]} == {
        "street": ("Straße", "Weg", "road", "rue", "stret"),
        "Square": ("Platz", "squares"),
    }


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('ex:a a skos:Concept ; skos:prefLabel "a"@en ; skos:altLabel "a"@en .', "has 'a@en' as a prefLabel and as a altLabel (SKOS S13)"),
        ('ex:a a skos:Concept ; skos:prefLabel "a"@en ; skos:altLabel "a"@de .', None),
        ('ex:a a skos:Concept ; skos:prefLabel "a"@en , "b"@en .', "has 2 preferred labels in en (SKOS S14)"),
        ('ex:a a skos:Concept ; skos:prefLabel "a"@en , "b"@de .', None),
        (
            'ex:a a skos:Concept ; skos:prefLabel "a" ; skos:broader ex:b ; skos:related ex:c . ex:b a skos:Concept ;'
            ' skos:prefLabel "b" ; skos:broader ex:c . ex:c a skos:Concept ; skos:prefLabel "c" .',
            "is related to 'c', which stands above it (SKOS S27)",
        ),
        (
            'ex:a a skos:Concept ; skos:prefLabel "a" ; skos:exactMatch <urn:x:y> ; skos:relatedMatch <urn:x:y> .',
            "matches <urn:x:y> exactly, and as a broader, narrower or related one (SKOS S46)",
        ),
    ],
)  # fmt: skip
def test_what_skos_forbids_is_told(tmp_path: Path, text: str, problem: str | None) -> None:
    """Each integrity condition has a file that breaks it, and its neighbour that does not."""
    found = [message for _, message in vocabulary_problems(load_vocabulary(_written(text, tmp_path)))]

    assert found == ([problem] if problem else [])
