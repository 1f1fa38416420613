"""From the annotated event to RDF: what each statement is, which edges are derived, and that offsets give the words."""

from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox
import pytest

from kg.errors import GraphError
from kg.evidence.concepts import used_concepts
from kg.graph.derive import derived
from kg.graph.iris import Names
from kg.graph.mapping import decimal, text, triples_of
from kg.graph.terms import KG, RDF, base_of
from kg.model import AnnotatedEvent, Concept, Mention, Utterance
from kg.store.graph import Graph
from kg.tables.columns import local

Pair = tuple[str, str]


def edges_of(event: AnnotatedEvent, kind: str, thing: str) -> set[Pair]:
    """Return the derived edges of one kind between speakers or between claims, by local name."""
    found = {
        (local(s.value), local(o.value))
        for s, p, o in derived(event, Names(event))
        if p == getattr(KG, kind) and f"/{thing}/" in s.value
    }
    assert {(b, a) for a, b in found} == found
    return found


def both_ways(*pairs: Pair) -> set[Pair]:
    return {p for a, b in pairs for p in ((a, b), (b, a))}


ADA, BEN, CHEN, MARA = "ada-okafor", "ben-castillo", "chen-wei", "mara-lind"


def test_speakers_agree_and_disagree_as_by_hand(small_panel: AnnotatedEvent) -> None:
    """Ada and Chen are one on safety, Ben is against them; Ada, Ben and Mara are one on who pays, Chen is against them."""
    assert edges_of(small_panel, "agreesWith", "person") == both_ways((ADA, CHEN), (ADA, BEN), (ADA, MARA), (BEN, MARA))
    assert edges_of(small_panel, "disagreesWith", "person") == both_ways(
        (ADA, BEN), (BEN, CHEN), (ADA, CHEN), (CHEN, MARA)
    )


def test_claims_agree_and_disagree_as_by_hand(small_panel: AnnotatedEvent) -> None:
    """Each claim of one side is joined to each of the other; the claims of Chen's mixed stance are joined to none."""
    quotes = {c.id: c.quote.split()[0] + " " + c.quote.split()[-1] for c in small_panel.claims}
    safer, accidents, streets = "I safer.", "accidents closed", "closed safer"
    rejects, ben_pays, ada_pays = "I this.", "the line.", "The line."
    afford, region = "I it.", "Maybe city."

    def named(kind: str) -> set[Pair]:
        return {(quotes[a], quotes[b]) for a, b in edges_of(small_panel, kind, "claim")}

    assert named("agreesWith") == both_ways(
        (safer, streets), (accidents, streets), (ada_pays, ben_pays), (ada_pays, afford), (ben_pays, afford)
    )
    assert named("disagreesWith") == both_ways(
        (rejects, safer),
        (rejects, accidents),
        (rejects, streets),
        (region, ada_pays),
        (region, ben_pays),
        (region, afford),
    )


def test_words_alone_make_an_edge(small_panel: AnnotatedEvent) -> None:
    """Without stances, relations join claims and speakers, and references join speakers; qualifying joins nobody."""
    bare = replace(small_panel, stances=())
    no_relations = replace(bare, relations=())

    assert edges_of(bare, "agreesWith", "person") == both_ways((ADA, CHEN), (ADA, BEN))
    assert edges_of(bare, "disagreesWith", "person") == both_ways((ADA, BEN), (ADA, CHEN))
    assert len(edges_of(bare, "agreesWith", "claim")) == 4
    assert edges_of(no_relations, "agreesWith", "person") == both_ways((ADA, CHEN), (ADA, BEN))
    assert edges_of(no_relations, "disagreesWith", "person") == both_ways((ADA, BEN))
    assert edges_of(no_relations, "agreesWith", "claim") == set()


def test_two_who_reject_one_proposition_agree(small_panel: AnnotatedEvent) -> None:
    """The same polarity agrees, whichever it is."""
    stances = tuple(replace(s, stance="disagrees") for s in small_panel.stances if s.proposition == "city-pays")
    event = replace(small_panel, stances=stances, relations=(), references=())

    assert edges_of(event, "agreesWith", "person") == {
        (a, b) for a in (ADA, BEN, CHEN, MARA) for b in (ADA, BEN, CHEN, MARA) if a != b
    }
    assert edges_of(event, "disagreesWith", "person") == set()


def test_a_relation_between_own_claims_makes_no_edge(small_panel: AnnotatedEvent) -> None:
    """Who comes back to an own claim does not agree with himself."""
    first, second = small_panel.claims[:2]
    own = replace(small_panel.relations[1], from_claim=first.id, to_claim=second.id, relation="agrees")
    event = replace(small_panel, stances=(), references=(), relations=(own,))

    assert (first.speaker, second.speaker) == ("Ada Okafor", "Ada Okafor")
    assert list(derived(event, Names(event))) == []


SPANS = """
SELECT ?node ?words ?start ?end ?text ?from ?to {
  ?node kg:quote|kg:surface|kg:quote ?words ; kg:start ?start ; kg:end ?end ; kg:utterance ?utterance .
  ?utterance kg:text ?text ; kg:start ?from ; kg:end ?to .
}
"""


def test_every_offset_gives_its_words(small_panel: AnnotatedEvent, small_graph: Graph) -> None:
    """Claims, mentions, references, questions and relations: words, offsets and utterance fit one another."""
    source = small_panel.transcript.text
    rows = small_graph.select(SPANS).rows
    n_spans = (
        len(small_panel.claims)
        + len(small_panel.mentions)
        + len(small_panel.references)
        + sum(q.start is not None for q in small_panel.questions)
        + sum(r.start is not None for r in small_panel.relations)
    )

    assert len(rows) == n_spans
    assert n_spans > 40
    for row in rows:
        assert source[row["start"] : row["end"]] == row["words"], row["node"]
        assert row["text"][row["start"] - row["from"] : row["end"] - row["from"]] == row["words"], row["node"]
        assert source[row["from"] : row["to"]] == row["text"]


def test_spans_have_the_utterance_that_holds_them(small_panel: AnnotatedEvent) -> None:
    """A question and an explicit relation say which utterance holds their words; what no utterance holds says none."""
    names = Names(small_panel)
    utterance = small_panel.transcript.utterances[3]

    assert names.utterance_at(utterance.start, utterance.end) == names.utterance(3)
    assert names.utterance_at(utterance.start, utterance.start + 1) == names.utterance(3)
    assert names.utterance_at(utterance.start, utterance.end + 1) is None
    assert names.utterance_at(utterance.end, utterance.end + 1) is None


def test_characters_outside_the_basic_plane_count_once(small_panel: AnnotatedEvent) -> None:
    """SPARQL's STRLEN and SUBSTR count as our offsets do."""
    words = "🚲 is 快"
    utterance = Utterance(index=0, speaker="", section="", kind="speech", start=0, end=len(words))
    mention = Mention(
        utterance=0, speaker="", entity="small-shops", entity_type="concept", surface="快", start=5, end=6
    )
    event = replace(
        small_panel,
        transcript=replace(small_panel.transcript, text=words, utterances=(utterance,)),
        mentions=(mention,),
        questions=(),
        propositions=(),
        claims=(),
        stances=(),
        relations=(),
        references=(),
    )

    rows = Graph.from_triples(triples_of(event)).select(
        "SELECT (SUBSTR(?text, ?start + 1, ?end - ?start) AS ?found) (STRLEN(?text) AS ?length) "
        "{ ?m kg:utterance/kg:text ?text ; kg:start ?start ; kg:end ?end }"
    )
    assert rows.rows == [{"found": "快", "length": 6}]


def test_every_thing_has_an_iri_and_a_class(small_panel: AnnotatedEvent) -> None:
    """There are no blank nodes, each triple is there once, and each subject has a type."""
    triples = triples_of(small_panel)
    typed = {t.subject for t in triples if t.predicate == RDF.type}

    assert len(triples) == len(set(triples))
    assert not [t for t in triples if isinstance(t.subject, ox.BlankNode) or isinstance(t.object, ox.BlankNode)]
    assert {t.subject for t in triples} == typed


def test_ids_stay_when_another_part_changes(small_panel: AnnotatedEvent) -> None:
    """A turn put before all others moves every offset and index, and no IRI but its own."""
    shift = len("Hello.\n")
    utterances = tuple(
        replace(u, index=u.index + 1, start=u.start + shift, end=u.end + shift)
        for u in small_panel.transcript.utterances
    )
    hello = Utterance(index=0, speaker="", section="", kind="heading", start=0, end=6)
    mentions = tuple(
        replace(m, utterance=m.utterance + 1, start=m.start + shift, end=m.end + shift) for m in small_panel.mentions
    )
    moved = replace(
        small_panel,
        transcript=replace(
            small_panel.transcript,
            text="Hello.\n" + small_panel.transcript.text,
            utterances=(hello, *utterances),
        ),
        mentions=mentions,
        claims=(),
        stances=(),
        relations=(),
        references=(),
        questions=(),
        propositions=(),
    )
    before = {t.subject.value for t in triples_of(small_panel)}
    after = {t.subject.value for t in triples_of(moved)}
    own = Names(moved).utterance(0).value

    assert {i for i in after if "/utterance/" in i or "/mention/" in i} == {
        i for i in before if "/utterance/" in i or "/mention/" in i
    } | {own}


def test_the_same_words_again_are_another_utterance(small_panel: AnnotatedEvent) -> None:
    """Two turns of one speaker with the same words have two IRIs."""
    first = Utterance(index=0, speaker="Mara Lind", section="", kind="speech", start=0, end=3)
    event = replace(
        small_panel,
        transcript=replace(
            small_panel.transcript,
            text="Yes\nYes",
            utterances=(first, replace(first, index=1, start=4, end=7)),
        ),
    )
    names = Names(event)

    assert names.utterance(1).value == names.utterance(0).value + "-2"


def test_only_concepts_in_use_and_what_is_broader_are_in_the_graph(small_panel: AnnotatedEvent) -> None:
    """An unused concept of the vocabulary is left out; an unused broader one is not."""
    unused = Concept(id="bridges", label="Bridges", broader=("transport",))
    event = replace(small_panel, concepts=(*small_panel.concepts, unused))

    assert [c.id for c in used_concepts(event)] == [
        "bus-line",
        "car-free-centre",
        "road-safety",
        "small-shops",
        "transport",
    ]


def test_a_product_and_a_concept_of_one_id_are_two_things(small_panel: AnnotatedEvent) -> None:
    """A product with the id of a concept takes neither its claims nor its mentions."""
    product = replace(small_panel.products[0], id="bus-line")
    mentions = tuple(replace(m, entity="bus-line") if m.entity_type == "product" else m for m in small_panel.mentions)
    event = replace(small_panel, products=(product,), mentions=mentions)
    built = Graph.from_triples(triples_of(event))

    assert built.select("SELECT ?c { ?s a ?c FILTER(STRENDS(STR(?s), '/product/bus-line')) }").rows == [
        {"c": KG.Product.value}
    ]
    named = built.select("SELECT ?words { ?m kg:entity ?e ; kg:surface ?words . ?e a kg:Product }").rows
    assert named == [{"words": "FlowSim"}]


def test_two_guessed_speakers_of_two_events_are_two(small_panel: AnnotatedEvent) -> None:
    """A guessed speaker's IRI belongs to the event; a declared one's does not."""
    guessed = replace(small_panel, speakers=tuple(replace(s, guessed=True) for s in small_panel.speakers))
    other = replace(guessed, event=replace(guessed.event, id="other"))

    assert Names(small_panel).speaker("Ada Okafor").value == "https://w3id.org/panel-kg/person/ada-okafor"
    assert Names(guessed).speaker("Ada Okafor") != Names(other).speaker("Ada Okafor")


@pytest.mark.parametrize(
    ("value", "written"), [(1.0, "1"), (0.8, "0.8"), (0.0, "0"), (10.0, "10"), (1e-7, "0"), (3600.125, "3600.125")]
)
def test_decimals_have_no_exponent_and_no_needless_zeros(value: float, written: str) -> None:
    """A decimal is written in one way only."""
    assert decimal(value).value == written


def test_a_lone_surrogate_becomes_a_mark_of_the_same_length() -> None:
    """RDF cannot hold half a character: offsets stay right."""
    assert text("é\ud800x").value == "é?x"
    assert len(text("é\ud800x").value) == 3


def test_a_base_that_is_no_iri_is_told(small_panel: AnnotatedEvent) -> None:
    """The message names the base."""
    with pytest.raises(GraphError, match="'no iri at all ' is no absolute IRI"):
        Names(small_panel, "no iri at all ")


@pytest.mark.parametrize(
    ("given", "begins"),
    [
        ("https://data.example.org/kg", "https://data.example.org/kg/"),
        ("https://data.example.org", "https://data.example.org/"),
        ("https://data.example.org/kg/", "https://data.example.org/kg/"),
        ("http://example.org/panels#", "http://example.org/panels#"),
        ("urn:example", None),
        ("urn:example:panels", "urn:example:panels:"),
        ("data/kg", None),
        ("ftp://example.org/", None),
        ("https://example.org/a b/", None),
        ("https://example.org/?q=", None),
    ],
)
def test_a_base_ends_where_a_name_can_follow(given: str, begins: str | None) -> None:
    """A base is an absolute IRI; what divides it from the names is added, and what is none is refused with the remedy."""
    if begins is not None:
        assert base_of(given) == begins
        return
    with pytest.raises(GraphError, match=r"--base-iri: .* is no absolute IRI \(write it as "):
        base_of(given)
