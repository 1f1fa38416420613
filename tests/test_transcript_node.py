"""The text that is described is named: which one it is, whose, under which licence; and what points into it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

from kg.export import export
from kg.graph.mapping import triples_of
from kg.linked.describe import void
from kg.linked.facts import facts
from kg.model import AnnotatedEvent, Revision
from kg.pipeline import annotated
from kg.rendering import page
from kg.store.event import annotated_event
from kg.store.graph import Graph


@pytest.fixture
def event(event_folder: Path) -> AnnotatedEvent:
    """Return the small panel with a source, a licence and a publisher."""
    path = event_folder / "event.yaml"
    told = "source_url: https://town.example/panel\nlicence: https://licences.example/by\npublisher: Town Radio\n"
    lines = [x for x in path.read_text(encoding="utf-8").split("\n") if not x.startswith(("source:", "language:"))]
    path.write_text("\n".join(lines) + f"\nlanguage: en\n{told}", encoding="utf-8")
    return annotated(event_folder)


def test_the_transcript_says_which_text_it_is_and_whose(event: AnnotatedEvent) -> None:
    """Its node holds the digest of the text, and what event.yaml says of source, licence, publisher and language."""
    rows = Graph.from_event(event).select(
        "SELECT ?sha ?source ?licence ?publisher ?language { ?t a kg:Transcript , prov:Entity , schema:CreativeWork ;"
        " schema:sha256 ?sha ; dcterms:source ?source ; dcterms:license ?licence ; dcterms:publisher ?publisher ;"
        " schema:inLanguage ?language FILTER(isIRI(?source) && isIRI(?licence) && isLiteral(?publisher)) }"
    )

    assert rows.rows == [
        {
            "sha": hashlib.sha256(event.transcript.text.encode()).hexdigest(),
            "source": "https://town.example/panel",
            "licence": "https://licences.example/by",
            "publisher": "Town Radio",
            "language": "en",
        }
    ]


def test_what_is_said_of_the_transcript_comes_back(event: AnnotatedEvent) -> None:
    """Graph, model and tables say the same licence and publisher, also where the text is put together of its turns."""
    graph = Graph.from_event(event)
    back = annotated_event(graph.store)
    table = graph.rows()["events"][0]

    assert back.event == event.event
    assert back.transcript.sha256 == event.transcript.sha256
    assert (table["licence"], table["publisher"]) == ("https://licences.example/by", "Town Radio")


def test_turns_and_activities_point_to_the_transcript(event: AnnotatedEvent) -> None:
    """Every turn is part of the one transcript, and whoever annotated used it."""
    graph = Graph.from_event(event)
    count = "SELECT (COUNT(DISTINCT ?t) AS ?texts) (COUNT(?x) AS ?n) {{ ?t a kg:Transcript . ?x {} ?t }}"

    turns = count.format("a kg:Utterance ; schema:isPartOf")
    assert graph.select(turns).rows == [{"texts": 1, "n": len(event.transcript.utterances)}]
    assert graph.select(count.format("prov:used")).rows == [{"texts": 1, "n": 1}]


def test_a_revision_says_what_by_whom_and_when(small_panel: AnnotatedEvent) -> None:
    """What was corrected points to the correction, which is a qualified influence with its agent and time."""
    claim = small_panel.claims[0].id
    revision = Revision(action="accept", target=claim, by="Ada Reader", at="2026-11-26T16:00:00Z")
    graph = Graph.from_event(replace(small_panel, revisions=(revision,)))

    assert graph.select(
        "SELECT ?who ?at { ?claim a kg:Claim ; prov:qualifiedInfluence ?r . ?r a prov:Revision ; prov:agent/rdfs:label ?who ;"
        " prov:atTime ?at }"
    ).rows == [{"who": "Ada Reader", "at": "2026-11-26T16:00:00Z"}]


def test_the_description_names_source_licence_and_publisher(event: AnnotatedEvent) -> None:
    """The dataset is one of VoID, DCAT and schema.org, with the licence of its text and where it is to be had."""
    said = void("https://panels.example/", facts(Graph.from_event(event).store))
    rows = Graph.from_triples(said).select(
        "PREFIX dcat: <http://www.w3.org/ns/dcat#> SELECT ?licence ?file { ?d a dcat:Dataset , schema:Dataset ;"
        " dcterms:license ?licence ; schema:license ?licence ; dcat:distribution/dcat:downloadURL ?file }"
    )

    assert rows.rows == [{"licence": "https://licences.example/by", "file": "https://panels.example/graph.ttl"}]


def test_annotations_find_their_words(event: AnnotatedEvent) -> None:
    """Both selectors of every annotation lead to the same words of the transcript, and each claim and mention has one."""
    page = json.loads(export(Graph.from_triples(triples_of(event)), "webannotation"))
    text = event.transcript.text

    for item in page["items"]:
        quote, place = item["target"]["selector"]
        start, end = place["start"], place["end"]
        assert text[start:end] == quote["exact"], item["id"]
        assert text[:start].endswith(quote["prefix"]), item["id"]
        assert text[end:].startswith(quote["suffix"]), item["id"]
        assert item["target"]["id"] == f"{item['target']['source']}#char={start},{end}"
    assert {c.id for c in event.claims} <= {
        i["id"].rpartition("/")[2].removesuffix("#annotation") for i in page["items"]
    }
    assert sum(i["motivation"] == "identifying" for i in page["items"]) == len(event.mentions)


def test_the_page_says_whose_text_it_shows(event: AnnotatedEvent) -> None:
    """In the page's JSON-LD the graph is a data set of schema.org, with source, licence and publisher."""
    html = page(Graph.from_event(event), sparql=False).decode()
    told = json.loads(html.split('<script type="application/ld+json">')[1].split("</script>")[0])["subjectOf"]

    assert (told["@type"], told["license"], told["publisher"], told["isBasedOn"]) == (
        "Dataset",
        "https://licences.example/by",
        "Town Radio",
        "https://town.example/panel",
    )
