"""Persons, organizations, products, places and works told apart: found in speech, written by hand, and the same by every door."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.drafting import draft
from kg.drafting.doors.folder import DraftFolder
from kg.eventfiles import load_event
from kg.model import AnnotatedEvent
from kg.readers import read
from kg.store.event import annotated_event
from kg.store.graph import Graph
from kg.store.validate import findings, shacl
from kg.tables.from_csv import read_tables
from tests.folders import tables_of

KINDS = ("people", "organizations", "products", "places", "works")


def named(event: AnnotatedEvent) -> set[tuple[str, str]]:
    """Return kind and name of all that is named."""
    return {(kind, thing.name) for kind in KINDS for thing in getattr(event, kind)}


def of(*sentences: str) -> set[tuple[str, str]]:
    talk = "Host: Good evening. What do you say, both of you?\n"
    turns = [f"{('Ada Berg', 'Bruno Lind')[i % 2]}: {s}\n" for i, s in enumerate(sentences)]
    return named(draft(read((talk + "".join(turns)).encode())))


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("I spent a month in South Korea, and then I went on to Lima.", {("places", "South Korea"), ("places", "Lima")}),
        ("The Hudson River is smaller than Lake Champlain is long.", {("places", "Hudson River"), ("places", "Lake Champlain")}),
        ("The UK signed it, and the United Kingdom is proud of it.", {("places", "United Kingdom")}),
        ("The US has not signed it, and it will not.", {("places", "United States")}),
        ("I moved to Austin in May, and I still live there.", {("places", "Austin")}),
        ("Austin Powell wrote that nobody moves to Austin any more.", set()),
        ("Reading is fun, and I was reading in Reading.", set()),
        ("The Clean Air Act changed it, and so did the Paris Agreement.", {("works", "Clean Air Act"), ("works", "Paris Agreement")}),
        ("The Treaty of Lisbon is another matter.", {("works", "Treaty of Lisbon")}),
        ("In her book The Salt Path she walks along the coast.", {("works", "The Salt Path")}),
        ("The film Chinatown is about water.", {("works", "Chinatown")}),
        ("The film that Chinatown people made is about water.", set()),
        ("The Bank of Scotland lends, and the Silicon Valley Bank failed.", {("organizations", "Bank of Scotland"), ("organizations", "Silicon Valley Bank")}),
        ("We use Kubernetes software, and nobody calls it a place.", {("products", "Kubernetes")}),
        ("It happened in Congress, and in March.", set()),
    ],
)  # fmt: skip
def test_kinds_of_names(sentence: str, found: set[tuple[str, str]]) -> None:
    """What a name is, its own words and those beside it tell; what people bear as well needs an "in" or a "to"."""
    assert of(sentence, "That is so, and I have seen it.") == found


TALK = "Host: Ada, you are back from Peru?\nAda Berg: Yes, from Lima in Peru, where the Clean Air Act is read.\nHost: Thank you.\n"


def test_files_tables_and_graph_say_the_same(tmp_path: Path) -> None:
    """Places and works, and their mentions, come back by every door; the graph is valid, and a mention has the kind of its thing."""
    event = draft(read(TALK.encode()))
    source = tmp_path / "t.txt"
    source.write_text(event.transcript.text, encoding="utf-8")
    DraftFolder(tmp_path / "e").write_draft(event, source)
    from_files = load_event(tmp_path / "e", read(tmp_path / "e" / "transcript.txt"))
    graph = Graph.from_event(event)

    assert {("places", "Peru"), ("places", "Lima"), ("works", "Clean Air Act")} <= named(event)
    for other in (
        from_files,
        annotated_event(graph.source, event.transcript.text),
        read_tables(tables_of(event, tmp_path / "tables")),
    ):
        assert named(other) == named(event)
        assert [w.kind for w in other.works] == ["law"]
        assert sorted((m.entity_type, m.surface) for m in other.mentions if m.entity_type in {"place", "work"}) == [
            ("place", "Lima"),
            ("place", "Peru"),
            ("place", "Peru"),
            ("work", "Clean Air Act"),
        ]
    assert findings(graph.source) == []
    assert shacl(graph) == []


def test_a_person_declares_places_and_works_and_changes_a_kind(tmp_path: Path) -> None:
    """event.yaml names them, and corrections.yaml makes a place of what was taken for an organization."""
    (tmp_path / "event.yaml").write_text(
        "id: e\nspeakers:\n  - {id: ada, name: Ada Berg}\n  - {id: host, name: Host, role: host}\n"
        "places:\n  - {id: peru, name: Peru, kind: country}\norganizations:\n  - {id: lima, name: Lima}\n"
        "works:\n  - {id: act, name: Clean Air Act, aliases: [the Act]}\n",
        encoding="utf-8",
    )
    event = load_event(tmp_path, read(TALK.encode()))

    assert [(p.id, p.kind) for p in event.places] == [("peru", "country")]
    assert {m.entity_type for m in event.mentions if m.entity == "act"} == {"work"}
    from kg.eventfiles.amend import retype

    changed = retype(event, "lima", "place", "corrections.yaml:1")
    assert {p.id for p in changed.places} == {"peru", "lima"}
    assert not changed.organizations
    assert {m.entity_type for m in changed.mentions if m.entity == "lima"} == {"place"}
