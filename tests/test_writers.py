"""What is written reads back the same: speakers, words, order, and times where the format has them."""

from __future__ import annotations

import json

import pytest

from kg.errors import FormatError
from kg.model import Transcript
from kg.readers import read
from kg.writers import WRITERS, write
from kg.writers.merge import turns

SOURCES = {
    "times": "[00:00:01] Ada Park: It rains, & rains <b>.\n[00:00:05] Ben Osei: Does it: really? --> Yes.\n[00:01:09] Ada Park: Yes.\n",
    "headings and stage directions": "# Rivers\n\n## Fish\n\nAda Park: They swim.\n\nand jump.\n\n(Applause.)\n\nBen Osei: Indeed.\n\n## Hay\n\nAda Park: No.\n\nBen Osei: Yes.\n",
    "initials and joint labels": "Ada Park (AP), Ben Osei (BO), Cy Dee (CD)\n\nAP: Open it.\nBO/CD: Agree.\nAP: So.\nBO: So.\n",
    "odd labels": "<ada_p> 5s is short\n<ben|x> 10:30 it is\n<ada_p> *stars* and # marks\n<ben|x> > quoted\n<ada_p> Note: that\n",
    "any script": "主持人：欢迎大家。\n王小明：谢谢：真的。\n主持人：好。\n王小明：第一点。\n",
    "numbered": "Speaker 1: Hello.\nSpeaker 2: - Hi.\nSpeaker 1: 1. One.\nUnknown Speaker: 2. Two\n",
}


def spoken(transcript: Transcript) -> list[tuple[str, str]]:
    """Return the turns of speech, joined over headings and notes."""
    out: list[tuple[str, str]] = []
    for turn in turns(transcript):
        if turn.kind == "speech" and out and out[-1][0] == turn.speaker:
            out[-1] = (turn.speaker, out[-1][1] + " " + turn.words)
        elif turn.kind == "speech":
            out.append((turn.speaker, turn.words))
    return out


@pytest.mark.parametrize("format", WRITERS)
@pytest.mark.parametrize("text", SOURCES.values(), ids=SOURCES)
def test_round_trip(text: str, format: str) -> None:
    """Who says what is the same after writing and reading."""
    transcript = read(text.encode())
    assert len(spoken(transcript)) >= 3

    assert spoken(read(write(transcript, format).encode())) == spoken(transcript)


@pytest.mark.parametrize("format", WRITERS)
def test_times_survive(format: str) -> None:
    """Start times come back to the thousandth."""
    transcript = read(SOURCES["times"].encode())

    again = read(write(transcript, format).encode())

    assert [u.start_time for u in again.utterances if u.kind == "speech"] == [1.0, 5.0, 69.0]


def test_convokit_rows() -> None:
    """A ConvoKit row has the corpus format's keys; headings stay, as rows without a speaker."""
    rows = [
        json.loads(x)
        for x in write(read(b"# Fish\n## They\nAda: One.\nBen: Two.\nAda: Three.\n"), "convokit").splitlines()
    ]

    assert rows[2] == {
        "id": "u2", "conversation_id": "u0", "text": "One.", "speaker": "Ada", "meta": {"section": "They", "kind": "speech", "start_time": None, "end_time": None},
        "reply-to": "u1", "timestamp": None, "vectors": [],
    }  # fmt: skip
    assert [(r["speaker"], r["meta"]["kind"]) for r in rows] == [
        ("(nobody)", "heading"),
        ("(nobody)", "heading"),
        ("Ada", "speech"),
        ("Ben", "speech"),
        ("Ada", "speech"),
    ]


def test_webvtt() -> None:
    """WebVTT has a voice tag a cue and entities where they are needed."""
    assert write(read(SOURCES["times"].encode()), "vtt") == (
        "WEBVTT\n\n00:00:01.000 --> 00:00:05.000\n<v Ada Park>It rains, &amp; rains &lt;b&gt;.\n\n"
        "00:00:05.000 --> 00:01:09.000\n<v Ben Osei>Does it: really? --&gt; Yes.\n\n00:01:09.000 --> 00:01:09.001\n<v Ada Park>Yes.\n"
    )


def test_unknown_format() -> None:
    """A format that cannot be written is an error that lists those that can."""
    with pytest.raises(FormatError, match=r"format 'pdf' cannot be written \(choose from convokit, text, vtt\)"):
        write(read(b"Ada: One.\nBen: Two.\n"), "pdf")
