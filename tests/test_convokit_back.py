"""A ConvoKit corpus that kg wrote comes back with its claims, positions and replies; what is not read is told."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from kg.cli import group
from kg.errors import DataFileError, KgError, SourceError
from kg.export import export_files
from kg.model import AnnotatedEvent, Speaker
from kg.pipeline import annotated, named_graphs
from kg.readers import read
from kg.store.graph import Graph
from kg.tables.from_convokit import read_corpus
from tests.folders import store_of_two
from tests.test_export_roundtrip import by_key


def without_current(event: AnnotatedEvent) -> AnnotatedEvent:
    def plain(person: Speaker) -> Speaker:
        return replace(person, memberships=tuple(replace(m, current=None) for m in person.memberships))

    return replace(event, speakers=tuple(map(plain, event.speakers)), people=tuple(map(plain, event.people)))


@pytest.fixture
def corpus(small_graph: Graph, tmp_path: Path) -> Path:
    """Return the folder of a corpus of the small panel."""
    return written(small_graph, tmp_path / "corpus")


def written(graph: Graph, folder: Path) -> Path:
    folder.mkdir()
    for name, content in export_files(graph, "convokit").items():
        (folder / name).write_bytes(content)
    return folder


def edited(path: Path, change: Callable[[Any], None]) -> None:
    """Change the JSON of a file, or of the first line of JSON lines."""
    first, *rest = path.read_text(encoding="utf-8").split("\n", 1 if path.suffix == ".jsonl" else 0)
    whole = first if path.suffix == ".jsonl" else path.read_text(encoding="utf-8")
    value = json.loads(whole)
    change(value)
    path.write_text("\n".join([json.dumps(value), *(rest if path.suffix == ".jsonl" else ())]), encoding="utf-8")


def test_all_statements_come_back(small_panel: AnnotatedEvent, corpus: Path) -> None:
    """Claims, positions with their evidence, relations, references, people and concepts are those that went out."""
    (back,) = read_corpus(corpus)
    # What the tables do not say is whether a membership that is not former is current, and notes on a vocabulary.
    here, there = by_key(without_current(small_panel)), by_key(without_current(back))
    kept = here.keys() - {"transcript", "mentions", "concepts", "claims", "references", "revisions", "run"}

    assert {name: there[name] for name in kept} == {name: here[name] for name in kept}
    # Turns that nobody speaks are left out, so that the others are counted anew.
    for here_said, there_said in ((small_panel.claims, back.claims), (small_panel.references, back.references)):
        assert {replace(s, utterance=0) for s in there_said} == {replace(s, utterance=0) for s in here_said}
    assert {c.id: c.label for c in back.concepts} == {c.id: c.label for c in small_panel.concepts}
    assert back.mentions
    assert {replace(m, utterance=0) for m in back.mentions} <= {replace(m, utterance=0) for m in small_panel.mentions}
    assert [(u.speaker, back.transcript.words_of(u), u.section) for u in back.transcript.utterances] == [
        (u.speaker, small_panel.transcript.words_of(u), u.section)
        for u in small_panel.transcript.utterances
        if u.kind == "speech"
    ]


def test_each_command_reads_it(corpus: Path, small_panel: AnnotatedEvent, tmp_path: Path) -> None:
    """A folder of a corpus is a graph to query and a source to build; nothing of it is drafted anew."""
    run = CliRunner().invoke
    asked = run(group, ["query", str(corpus), "SELECT (COUNT(?c) AS ?n) { ?c a kg:Claim }", "--format", "csv"])
    built = run(group, ["build", str(corpus), "-o", str(tmp_path / "out"), "--no-page"])

    assert asked.output.split() == ["n", str(len(small_panel.claims))]
    assert built.exit_code == 0, built.output
    assert Graph.open(tmp_path / "out").rows()["stances"] == Graph.from_event(small_panel).rows()["stances"]
    assert "not read" not in built.output


def test_several_events_come_back(event_folder: Path, tmp_path: Path) -> None:
    """Each conversation is an event; one build takes one, a store all."""
    two = store_of_two(event_folder, tmp_path)
    corpus = written(two, tmp_path / "corpus")

    assert Graph.open(corpus).rows()["evidence"] == two.rows()["evidence"]
    assert len(list(named_graphs([corpus]))) == 2
    with pytest.raises(SourceError, match="is a corpus of 2 events"):
        annotated(corpus)


def test_what_others_add_is_told(corpus: Path) -> None:
    """Metadata of another tool is counted where turns, speakers and conversations have it."""
    edited(corpus / "utterances.jsonl", lambda turn: turn["meta"].update(politeness=0.4))
    edited(corpus / "speakers.json", lambda people: people["Ada Okafor"]["meta"].update(party="Green"))
    told = (
        "metadata of turns that is not read: politeness (1)",
        "metadata of speakers that is not read: party (1)",
    )

    assert annotated(corpus).warnings[-2:] == told
    notes = read(corpus).notes
    assert any(note.startswith("metadata of speakers that is not read: events (") for note in notes)
    assert any("kg build FOLDER" in note for note in notes)


def no_rows(value: Any) -> dict[str, Any]:
    return next(iter(value.values()))["meta"]["annotations"]


@pytest.mark.parametrize(
    ("file", "change", "message"),
    [
        ("utterances.jsonl", lambda t: t.update(text=t["text"] + "!"), r"jsonl:1: has \d+ characters, and had"),
        ("utterances.jsonl", lambda t: t.update(text=t["text"][::-1]), "transcript.txt has other words at"),
        ("utterances.jsonl", lambda t: t["meta"].update(utterance="gone"), "there is no such turn"),
        ("utterances.jsonl", lambda t: t["meta"].update(claims=["Rain."]), "jsonl:1: claims are others than in"),
        ("speakers.json", lambda p: p["Ada Okafor"]["meta"]["stances"].pop(), "stances of Ada Okafor are others"),
        ("conversations.json", lambda c: no_rows(c)["claims"][0].update(start="5"), 'start is "5", and must be int'),
        ("conversations.json", lambda c: no_rows(c)["claims"][0].update(salience="huge"), "'huge' is none of core"),
        ("conversations.json", lambda c: no_rows(c)["claims"][0].pop("quote"), "claims .*: quote is empty"),
        ("conversations.json", lambda c: no_rows(c).update(claims={}), None),
        ("conversations.json", lambda c: no_rows(c).update(claims={"a": 1}), "claims: is no list of objects"),
        ("conversations.json", lambda c: no_rows(c).pop("events"), "describes 0 events"),
        ("conversations.json", lambda c: no_rows(c)["stances"][0].update(claims=["none"]), "'none' is in no table"),
    ],
)
def test_what_contradicts_is_refused(
    corpus: Path, file: str, change: Callable[[Any], None], message: str | None
) -> None:
    """Each file is held to the others: a line says which value, where."""
    edited(corpus / file, change)

    with pytest.raises(KgError, match=message):
        read_corpus(corpus)


def test_a_conversation_without_annotations_is_told(corpus: Path) -> None:
    """One of another corpus beside ours is left out with a warning; a corpus of others is drafted as any transcript."""
    edited(corpus / "conversations.json", lambda c: c.update(other={"meta": {}, "vectors": []}))
    assert annotated(corpus).warnings == ("conversation other is not read: it has no annotations",)

    edited(corpus / "conversations.json", lambda c: [c[name].update(meta={"annotations": 1}) for name in c])
    with pytest.raises(DataFileError, match="no conversation has annotations"):
        read_corpus(corpus)
    (corpus / "conversations.json").write_text("{}", encoding="utf-8")
    drafted = annotated(corpus)
    assert (drafted.event.id, {c.source for c in drafted.claims}) == ("corpus", {"rules"})


def test_words_with_breaks_of_their_own_are_one_line() -> None:
    """A line separator inside of words ends no line of JSON lines."""
    line = {"id": "u0", "conversation_id": "u0", "speaker": "Ada", "text": "Rents rose.\u2028They will rise."}
    rows = [line, line | {"id": "u1", "speaker": "Ben"}]
    source = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()

    assert [u.speaker for u in read(source).utterances] == ["Ada", "Ben"]
