"""Moments of the calendar: said where date and clock are known, and never without."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import DataFileError
from kg.eventfiles.event_text import event_yaml
from kg.export import export
from kg.graph.mapping import triples_of
from kg.model import AnnotatedEvent
from kg.pipeline import annotated
from kg.readers import read
from kg.store.event import annotated_event
from kg.store.graph import Graph
from kg.store.validate import shacl, violations
from kg.tables.from_csv import read_tables
from kg.xaif.reading import read_xaif
from tests.folders import tables_of

TALK = """\
WEBVTT

00:00:01.500 --> 00:00:04.000
<v Ana>The lock is shut.

00:40:00.000 --> 00:40:02.000
<v Bo>Then open it.
"""
PEOPLE = "speakers:\n  - {id: ana, name: Ana}\n  - {id: bo, name: Bo}\n"


def lock(folder: Path, head: str, talk: str = TALK, name: str = "transcript.vtt") -> AnnotatedEvent:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(talk, encoding="utf-8")
    (folder / "event.yaml").write_text(f"id: lock\ntitle: The lock\n{head}{PEOPLE}", encoding="utf-8")
    return annotated(folder)


def moments(event: AnnotatedEvent) -> list[tuple[str, str]]:
    return [(r["started_at"], r["ended_at"]) for r in Graph.from_event(event).rows()["utterances"]]


@pytest.mark.parametrize(
    ("clock", "said"),
    [
        ("23:30", [("2026-01-10T23:30:01.5", "2026-01-10T23:30:04"), ("2026-01-11T00:10:00", "2026-01-11T00:10:02")]),
        (
            "23:30:10+08:00",
            [
                ("2026-01-10T23:30:11.5+08:00", "2026-01-10T23:30:14+08:00"),
                ("2026-01-11T00:10:10+08:00", "2026-01-11T00:10:12+08:00"),
            ],
        ),
        (
            "23:30Z",
            [("2026-01-10T23:30:01.5Z", "2026-01-10T23:30:04Z"), ("2026-01-11T00:10:00Z", "2026-01-11T00:10:02Z")],
        ),
    ],
)
def test_an_utterance_has_its_moment(tmp_path: Path, clock: str, said: list[tuple[str, str]]) -> None:
    """Date, clock and seconds come to xsd:dateTime, over midnight too, with a zone where one was said and none where not."""
    event = lock(tmp_path / "lock", f"date: 2026-01-10\nstart_time: {clock}\n")
    graph = Graph.from_event(event)

    assert moments(event) == said
    assert graph.rows()["events"][0]["started_at"][:16] == "2026-01-10T23:30"
    assert graph.select(
        "SELECT (COUNT(?t) AS ?n) { ?u kg:startedAt|kg:endedAt ?t FILTER(DATATYPE(?t) = xsd:dateTime) }"
    ).rows == [{"n": 5}]
    assert violations(graph.store) == shacl(graph) == []


@pytest.mark.parametrize("head", ["", "date: 2026-01-10\n", "date: 2026-01\n"])
def test_a_date_alone_gives_no_moment(tmp_path: Path, head: str) -> None:
    """Nothing is said of the clock where nobody told it."""
    event = lock(tmp_path / "lock", head)

    assert moments(event) == [("", ""), ("", "")]
    assert not [t for t in triples_of(event) if t.predicate.value.endswith(("#startedAt", "#endedAt"))]


@pytest.mark.parametrize(
    ("head", "message"),
    [
        ("start_time: 14:00\n", r"event.yaml: start_time needs the day that it is on \(add date: YYYY-MM-DD\)"),
        ("date: 2026-01\nstart_time: 14:00\n", "start_time needs the day"),
        ("date: 2026-01-10\nstart_time: 2 pm\n", "event.yaml:4: .*is no time of day"),
        ("date: 2026-01-10\nstart_time: 24:10\n", "event.yaml:4: .*is no time of day"),
    ],
)
def test_a_clock_time_that_says_no_moment_is_told(tmp_path: Path, head: str, message: str) -> None:
    """A time of day without a day, and what is no time of day, are refused in one line."""
    with pytest.raises(DataFileError, match=message):
        lock(tmp_path / "lock", head)


@pytest.mark.parametrize("started_at", ["", "2026-01-10T13:59:00Z"])
def test_moments_go_round(tmp_path: Path, started_at: str) -> None:
    """Graph, tables, xAIF and event.yaml bring the same moments back, whether the event or its source tells them."""
    event = lock(tmp_path / "lock", "date: 2026-01-10\nstart_time: 14:00+00:00\n")
    event = replace(event, transcript=replace(event.transcript, started_at=started_at))
    by_graph = annotated_event(Graph.from_event(event).store, event.transcript.text)
    by_tables = read_tables(tables_of(event, tmp_path / "tables"))
    (tmp_path / "lock.json").write_bytes(export(Graph.from_event(event), "xaif"))

    assert by_graph.event.start_time == "14:00:00Z"
    assert set(triples_of(by_graph)) == set(triples_of(event))
    assert moments(by_tables) == moments(event)
    assert moments(event)[0][0] == ("2026-01-10T13:59:01.5Z" if started_at else "2026-01-10T14:00:01.5Z")
    assert read_xaif(tmp_path / "lock.json").event.start_time == "14:00:00Z"
    assert "start_time: " in event_yaml(event)
    assert lock(
        tmp_path / "again", "".join(x + "\n" for x in event_yaml(event).splitlines()[2:4])
    ).event.start_time == (event.event.start_time)


def test_half_edited_moments_are_told(tmp_path: Path) -> None:
    """A moment changed without its seconds is told with its line; so is a day that is not the event's."""
    event = lock(tmp_path / "lock", "date: 2026-01-10\nstart_time: 14:00\n")
    folder = tables_of(event, tmp_path / "tables")
    rows = (folder / "utterances.csv").read_text(encoding="utf-8")
    (folder / "utterances.csv").write_text(rows.replace("2026-01-10T14:40:00", "2026-01-10T14:41:00"), encoding="utf-8")
    with pytest.raises(
        DataFileError, match=r"utterances.csv:3: started_at is 2026-01-10T14:41:00, and by start_time it is"
    ):
        read_tables(folder)
    events = (folder / "events.csv").read_text(encoding="utf-8")
    (folder / "events.csv").write_text(events.replace("2026-01-10T14", "2026-01-11T14"), encoding="utf-8")
    with pytest.raises(DataFileError, match=r"events.csv:2: started_at is on 2026-01-11, and date is 2026-01-10"):
        read_tables(folder)


WHATSAPP = """\
[05/03/2026, 14:05:10] Ana: The lock is shut.
[05/03/2026, 14:06:00] Bo: Then open it.
[05/03/2026, 14:07:30] Ana: I have no key.
[{last}] Bo: Ask Cy.
"""
RECORDED = "00:01:10\tAna:\tThe lock is shut.\n00:02:00\tBo:\tThen open it.\n00:03:00\tAna:\tI have no key.\n"


def test_a_chat_of_one_day_tells_its_clock(tmp_path: Path) -> None:
    """The times of its messages are those of the day, on the day that event.yaml says, in the zone that it says."""
    chat = WHATSAPP.format(last="05/03/2026, 14:08:00")

    def started(head: str) -> str:
        return moments(lock(tmp_path / "lock", head, chat, "transcript.txt"))[0][0]

    assert started("date: 2026-03-05\n") == "2026-03-05T14:05:10"
    assert started("date: 2026-03-05\nstart_time: 14:00+01:00\n") == "2026-03-05T14:05:10+01:00"
    assert started("") == ""


@pytest.mark.parametrize("chat", [WHATSAPP.format(last="07/03/2026, 15:00:00"), RECORDED])
def test_other_chats_tell_none(tmp_path: Path, chat: str) -> None:
    """Over several days seconds are no days, and a recording's chat counts from its beginning: no moment is made up."""
    assert moments(lock(tmp_path / "lock", "date: 2026-03-05\n", chat, "transcript.txt"))[0][0] == ""


def test_times_since_1970_are_moments_in_utc(tmp_path: Path) -> None:
    """A recogniser that counts from 1970 says when each word was spoken."""
    path = tmp_path / "talk.json"
    path.write_text(
        '{"segments": [{"speaker": "Ana", "text": "The lock is shut now.", "start": 1767000000, "end": 1767000002},'
        ' {"speaker": "Bo", "text": "Then open it for us.", "start": 1767000003, "end": 1767000005}]}',
        encoding="utf-8",
    )
    transcript = read(path)

    assert [u.start_time for u in transcript.utterances] == [0.0, 3.0]
    assert transcript.started_at == "2025-12-29T09:20:00Z"
