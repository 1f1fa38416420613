"""What other fields' tools read: Pol.is's votes and a ConvoKit corpus; and the names that people type for a format."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import group
from kg.errors import FormatError, GraphError
from kg.export import export_files, format_named, format_of
from kg.model import AnnotatedEvent
from kg.pipeline import annotated
from kg.readers import read
from kg.store.graph import Graph
from tests.folders import store_of_two


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode())))


def test_positions_are_votes(small_graph: Graph) -> None:
    """A point is a comment, a speaker a participant; for is 1, against -1, both sides a pass; who is silent did not vote."""
    files = export_files(small_graph, "polis")
    tables = small_graph.rows()
    comments, votes = rows(files["comments.csv"]), rows(files["votes.csv"])
    people = {r["participant"]: r["name"] for r in rows(files["participants-votes.csv"])}
    bodies = {c["comment-id"]: c["comment-body"] for c in comments}
    labels = {p["id"]: p["label"] for p in tables["propositions"]}
    value = {"agrees": "1", "disagrees": "-1", "mixed": "0"}

    assert {(people[v["voter-id"]], bodies[v["comment-id"]], v["vote"]) for v in votes} == {
        (s["speaker"], labels[s["proposition"]], value[s["stance"]])
        for s in tables["stances"]
        if s["stance"] != "no stance"
    }
    for comment in comments:
        own = [v["vote"] for v in votes if v["comment-id"] == comment["comment-id"]]
        assert (comment["agrees"], comment["disagrees"]) == (str(own.count("1")), str(own.count("-1")))
    for person in rows(files["participants-votes.csv"]):
        cast = [person[c["comment-id"]] for c in comments if person[c["comment-id"]]]
        assert (int(person["n-votes"]), int(person["n-agree"])) == (len(cast), cast.count("1"))
    # What readers of such exports check: an author's number that is no participant's, and marks of what is a seed.
    assert {int(c["author-id"]) for c in comments} == {len(tables["speakers"])}
    assert {(c["is-seed"], c["is-meta"], c["moderated"]) for c in comments} == {("true", "false", "1")}
    assert files["summary.csv"].decode().splitlines()[5] == f"comments,{len(comments)}"


def test_a_vote_belongs_to_one_conversation(event_folder: Path, tmp_path: Path) -> None:
    """Several events are no conversation."""
    two = store_of_two(event_folder, tmp_path)
    with pytest.raises(GraphError, match="shows one event"):
        export_files(two, "polis")


def test_a_corpus_of_conversations(small_graph: Graph, tmp_path: Path) -> None:
    """All that ConvoKit opens is there, each speaker is known, and kg reads the same turns back."""
    files = export_files(small_graph, "convokit")
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    turns = [json.loads(line) for line in files["utterances.jsonl"].decode().splitlines()]
    speakers = json.loads(files["speakers.json"])
    index = json.loads(files["index.json"])
    said = [u for u in small_graph.rows()["utterances"] if u["kind"] == "speech"]
    again = read(tmp_path)

    assert set(files) == {"utterances.jsonl", "speakers.json", "conversations.json", "corpus.json", "index.json"}
    assert {t["speaker"] for t in turns} <= set(speakers)
    assert {t["conversation_id"] for t in turns} == set(json.loads(files["conversations.json"]))
    assert [t["reply-to"] for t in turns] == [None, *(t["id"] for t in turns[:-1])]
    assert {k for t in turns for k, v in t["meta"].items() if v is not None} == set(index["utterances-index"])
    assert ["small-panel", "The city should pay for a new bus line.", "agrees", "explicit"] in [
        s[:4] for s in speakers["Ada Okafor"]["meta"]["stances"]
    ]
    assert [(u.speaker, again.words_of(u)) for u in again.utterances if u.kind == "speech"] == [
        (u["speaker"], u["text"]) for u in said
    ]


def test_claims_of_a_summary_are_kept(small_panel: AnnotatedEvent) -> None:
    """What a summary tells of is a turn of nobody in ConvoKit, with its claims; kg reads it back as a summary."""
    claim = small_panel.claims[0]
    told = tuple(
        replace(u, kind="summary", speaker="") if u.index == claim.utterance else u
        for u in small_panel.transcript.utterances
    )
    event = replace(small_panel, transcript=replace(small_panel.transcript, utterances=told))
    files = export_files(Graph.from_event(event), "convokit")
    turns = [json.loads(line) for line in files["utterances.jsonl"].decode().splitlines()]
    again = read(files["utterances.jsonl"])

    assert sorted(c for t in turns for c in t["meta"]["claims"]) == sorted(c.text for c in event.claims)
    assert [(t["speaker"], t["meta"]["kind"]) for t in turns if claim.text in t["meta"]["claims"]] == [
        ("(nobody)", "summary")
    ]
    assert "(nobody)" in json.loads(files["speakers.json"])
    assert [u.kind for u in again.utterances].count("summary") == 1


def test_a_corpus_comes_back_with_its_head_and_roles(small_panel: AnnotatedEvent, tmp_path: Path) -> None:
    """Title, date, place and roles are read again; what of the metadata is not read is told, with how often it stands."""
    event = replace(small_panel, event=replace(small_panel.event, place="Town hall", language="en"))
    for name, content in export_files(Graph.from_event(event), "convokit").items():
        (tmp_path / name).write_bytes(content)
    again = read(tmp_path / "utterances.jsonl")
    roles = {s.name: s.role for s in event.speakers}

    assert (again.title, again.date, again.place, again.language) == (
        event.event.title,
        event.event.date,
        "Town hall",
        "en",
    )
    assert {p.name: p.role for p in again.labels} == {p.name: roles[p.name] for p in again.labels}
    assert [note for note in again.notes if note.startswith("metadata of turns that is not read: claims (")]


@pytest.mark.parametrize(
    ("typed", "format"),
    [("ttl", "turtle"), ("NT", "ntriples"), ("json-ld", "jsonld"), ("rdf", "rdfxml"), ("xaif", "xaif")],
)
def test_a_format_by_the_name_that_people_type(typed: str, format: str) -> None:
    """Endings and common names are names of formats."""
    assert format_named(typed) is format_named(format)


def test_the_ending_says_the_format(event_folder: Path, tmp_path: Path) -> None:
    """-o graph.nt needs no --to; an ending that says nothing asks for one, and a wrong name lists those that there are."""
    turtle = tmp_path / "graph.ttl"
    turtle.write_bytes(Graph.from_event(annotated(event_folder)).serialize())
    run = CliRunner().invoke
    done = run(group, ["export", str(turtle), "-o", str(tmp_path / "graph.nt")])

    assert done.exit_code == 0, done.output
    assert (tmp_path / "graph.nt").read_bytes().startswith(b"<")
    assert (format_of("x.json"), format_of("x")) == ("", "")
    for options in (["-o", str(tmp_path / "graph")], ["--to", "pdf"]):
        assert isinstance(run(group, ["export", str(turtle), *options]).exception, FormatError)
