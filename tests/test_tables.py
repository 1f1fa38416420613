"""The tables, read back from RDF: they say what the event says, whole values compared."""

from __future__ import annotations

from kg.graph.mapping import triples_of
from kg.model import AnnotatedEvent
from kg.store.graph import Graph
from kg.store.tables import all_tables
from kg.tables.columns import COLUMNS, local
from kg.tables.to_csv import joined, parts


def test_every_table_has_its_columns_in_order(small_graph: Graph) -> None:
    """Rows of each table have exactly the columns that are documented."""
    tables = small_graph.rows()

    assert list(tables) == list(COLUMNS)
    for name, rows in tables.items():
        assert {tuple(row) for row in rows} <= {COLUMNS[name]}, name
    assert {n for n, rows in tables.items() if not rows} == {"people", "decisions", "polls", "places", "works"}


def test_utterances_are_those_of_the_transcript(small_panel: AnnotatedEvent, small_graph: Graph) -> None:
    """Speaker, section, kind and offsets of every line, in the order of the transcript."""
    rows = small_graph.rows()["utterances"]

    assert [(r["speaker"], r["section"], r["kind"], r["start"], r["end"], r["start_time"]) for r in rows] == [
        (u.speaker, u.section, u.kind, u.start, u.end, u.start_time) for u in small_panel.transcript.utterances
    ]


def test_claims_are_those_of_the_event(small_panel: AnnotatedEvent, small_graph: Graph) -> None:
    """Every field of every claim comes back."""
    found = {
        r["id"]: (
            r["speaker"],
            r["start"],
            r["end"],
            r["quote"],
            r["text"],
            r["concepts"],
            r["hedged"],
            r["quantity"],
            r["reported"],
            r["reported_by"],
            r["source"],
            r["confidence"],
            r["note"],
        )
        for r in small_graph.rows()["claims"]
    }

    assert found == {
        c.id: (
            c.speaker,
            c.start,
            c.end,
            c.quote,
            c.text,
            tuple(sorted(c.concepts)),
            c.hedged,
            c.quantity,
            bool(c.reported_by),
            c.reported_by,
            c.source,
            c.confidence,
            c.note,
        )
        for c in small_panel.claims
    }


def test_stances_are_those_of_the_event(small_panel: AnnotatedEvent, small_graph: Graph) -> None:
    """Polarity and basis are the words of the model, and the question is that of the proposition."""
    question_of = {p.id: p.question for p in small_panel.propositions}
    found = {
        (r["speaker"], r["proposition"]): (r["question"], r["stance"], r["basis"], r["claims"], r["confidence"])
        for r in small_graph.rows()["stances"]
    }

    assert found == {
        (s.speaker, s.proposition): (
            question_of[s.proposition],
            s.stance,
            s.basis,
            tuple(sorted(s.claims)),
            s.confidence,
        )
        for s in small_panel.stances
    }
    assert ("Chen Wei", "closed-by-2030") in found
    assert found["Chen Wei", "closed-by-2030"][1] == "no stance"


def test_relations_are_those_of_the_event(small_panel: AnnotatedEvent, small_graph: Graph) -> None:
    """Both claims with their speakers, and the evidence with its place; an inferred one has none."""
    speaker_of = {c.id: c.speaker for c in small_panel.claims}
    found = {r["id"]: tuple(r.values())[2:12] for r in small_graph.rows()["relations"]}

    assert found == {
        r.id: (
            r.from_claim,
            r.to_claim,
            speaker_of[r.from_claim],
            speaker_of[r.to_claim],
            r.relation,
            r.basis,
            r.about,
            r.quote,
            r.start,
            r.end,
        )
        for r in small_panel.relations
    }


def test_mentions_and_references_are_those_of_the_event(small_panel: AnnotatedEvent, small_graph: Graph) -> None:
    """Who names what, and who refers to whom, in which words and where."""
    tables = small_graph.rows()

    assert {tuple(r.values())[3:] for r in tables["mentions"]} == {
        (m.speaker, m.entity, m.entity_type, m.surface, m.start, m.end) for m in small_panel.mentions
    }
    assert {(r["id"], *tuple(r.values())[3:]) for r in tables["references"]} == {
        (
            r.id,
            r.speaker,
            r.refers_to,
            r.relation,
            r.quote,
            r.start,
            r.end,
            r.about,
            r.from_claim,
            r.to_claim,
            r.source,
            1.0,
        )
        for r in small_panel.references
    }


def test_people_and_things(small_graph: Graph) -> None:
    """Aliases and memberships in one field, joined; former ones say so."""
    tables = small_graph.rows()

    assert tables["speakers"] == [
        {
            "event": "small-panel",
            "id": "ada-okafor",
            "label": "Ada Okafor",
            "aliases": ("Ada", "Dr. Okafor"),
            "role": "panelist",
            "side": "",
            "printed_as": ("Ada Okafor",),
            "memberships": ("Transport planner, Riverside University",),
            "organizations": ("riverside-university",),
            "guessed": False,
        },
        {
            "event": "small-panel",
            "id": "ben-castillo",
            "label": "Ben Castillo",
            "aliases": ("Ben",),
            "role": "panelist",
            "side": "",
            "printed_as": ("Ben Castillo",),
            "memberships": (),
            "organizations": (),
            "guessed": False,
        },
        {
            "event": "small-panel",
            "id": "chen-wei",
            "label": "Chen Wei",
            "aliases": ("Chen",),
            "role": "panelist",
            "side": "",
            "printed_as": ("Chen Wei",),
            "memberships": ("Engineer, CityFlow", "Student, Riverside University (former)"),
            "organizations": ("cityflow", "riverside-university"),
            "guessed": False,
        },
        {
            "event": "small-panel",
            "id": "mara-lind",
            "label": "Mara Lind",
            "aliases": ("Mara",),
            "role": "host",
            "side": "",
            "printed_as": ("Mara Lind",),
            "memberships": (),
            "organizations": (),
            "guessed": False,
        },
    ]
    assert tables["products"] == [
        {"event": "small-panel", "id": "flowsim", "label": "FlowSim", "aliases": (), "kind": "app", "maker": "cityflow"}
    ]
    assert {(r["id"], r["broader"], r["related"]) for r in tables["concepts"]} == {
        ("bus-line", ("transport",), ()),
        ("car-free-centre", ("transport",), ()),
        ("road-safety", (), ("car-free-centre",)),
        ("small-shops", (), ()),
        ("transport", (), ()),
    }


def test_tables_do_not_depend_on_the_order_of_the_triples(small_panel: AnnotatedEvent, small_graph: Graph) -> None:
    """Rows and their order are the same, whatever the store was filled with first."""
    assert all_tables(Graph.from_triples(triples_of(small_panel)[::-1]).store) == small_graph.rows()


def test_a_graph_that_is_not_ours_has_empty_tables() -> None:
    """Other RDF gives no rows and no error."""
    assert set(map(len, Graph.from_turtle("<urn:s> <urn:p> 1 .").rows().values())) == {0}


def test_local_names_and_joined_lists() -> None:
    """A semicolon in a text does not make two of it."""
    assert [local("https://x/a/b"), local("https://x/o#Agrees"), local("https://x/y/"), local(None)] == [
        "b",
        "Agrees",
        "y",
        "",
    ]
    assert joined(("a", "b; c")) == "a;b, c"
    assert parts("a;b, c") == ("a", "b, c")
