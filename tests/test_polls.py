"""Polls of the audience: found where they are told, kept as what they are, and the same in files, tables and graph."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.drafting import draft
from kg.drafting.doors.folder import DraftFolder
from kg.errors import DataFileError
from kg.eventfiles import load_event
from kg.measures.measured import Measured
from kg.model import AnnotatedEvent, Poll, Share
from kg.readers import read
from kg.rendering.explorer.page import view_model_of
from kg.rendering.report import report
from kg.shares import share_of, shares_of
from kg.store.event import annotated_event
from kg.store.graph import Graph
from kg.store.validate import findings, shacl
from kg.tables.from_csv import read_tables
from tests.folders import tables_of

HEAD = (
    "Moderator: Good evening and welcome to the debate. Our motion tonight is: the town should sell the ferry. Arguing for the motion "
    "is Ada Berg. Arguing against the motion is Bruno Lind.\n"
    "Ada Berg: The ferry should be sold, since it costs the town more than it brings.\n"
    "Bruno Lind: The ferry should not be sold, for the island needs it.\n"
)


def event_of(talk: str) -> AnnotatedEvent:
    return draft(read((HEAD + talk + "\n").encode()))


def told(poll: Poll) -> tuple[str, str, tuple[str, ...], bool]:
    return poll.text, poll.phase, tuple(map(str, poll.shares)), bool(poll.proposition)


MOTION = "The town should sell the ferry."


@pytest.mark.parametrize(
    ("talk", "polls"),
    [
        (
            "Moderator: Before the debate, 31 percent of you were for the motion, 40 percent against, and 29 percent undecided. "
            "After the debate, 45 percent of you are for the motion, 38 against and 17 undecided.",
            [
                (MOTION, "before", ("against: 40%", "for: 31%", "undecided: 29%"), True),
                (MOTION, "after", ("for: 45%", "against: 38%", "undecided: 17%"), True),
            ],
        ),
        (
            "Moderator: Before the debate, 31 percent of you were for the motion. 40 percent were against. And 29 percent were undecided.",
            [(MOTION, "before", ("against: 40%", "for: 31%", "undecided: 29%"), True)],
        ),
        (
            "Moderator: And now the second vote: for the motion 52 percent, against the motion 41 percent, undecided 7 percent.",
            [(MOTION, "after", ("for: 52%", "against: 41%", "undecided: 7%"), True)],
        ),
        (
            "Moderator: In the first vote, sixteen percent were for the motion, fifty-three percent against. One side went up eleven "
            "percentage points.",
            [(MOTION, "before", ("against: 53%", "for: 16%"), True)],
        ),
        (
            "Moderator: Raise your hand if you sailed this month. I see about two dozen hands.",
            [("Raise your hand if you sailed this month.", "", ("hands raised: about 24",), False)],
        ),
        (
            "Moderator: How many of you have a boat? About a third of you. Thank you.",
            [("How many of you have a boat?", "", ("yes: about 33.3%",), False)],
        ),
        (
            "Moderator: Our online poll asked whether the fare is too high. The poll results: yes 64 percent, no 22 percent.",
            [("Our online poll asked whether the fare is too high.", "", ("yes: 64%", "no: 22%"), False)],
        ),
        (
            "Ada Berg: We polled our listeners, and 55 percent of our listeners never sail.",
            [
                (
                    "We polled our listeners, and 55 percent of our listeners never sail.",
                    "",
                    ("never sail: 55%",),
                    False,
                )
            ],
        ),
        (
            "Moderator: In the final vote the hall was 58 to 42 in favour of the sale.",
            [(MOTION, "after", ("for: 58%", "against: 42%"), True)],
        ),
        (
            "Moderator: Vote now on the question: should the ferry run at night? About two thirds of you said yes. Exactly a quarter "
            "of you, no.",
            [
                (
                    "Vote now on the question: should the ferry run at night?",
                    "",
                    ("yes: about 66.7%", "no: 25%"),
                    False,
                )
            ],
        ),
        (
            "Moderator: Before the talk, for it were 40 percent of you. And now 52 percent of you are for it.",
            [(MOTION, "before", ("for: 40%",), True), (MOTION, "after", ("for: 52%",), True)],
        ),
        ("Bruno Lind: The council split 58 to 40 in favour of the bridge last year.", []),
        ("Ada Berg: Eighty percent of people on the island want the boat, and 12 percent do not care.", []),
        ("Bruno Lind: In 2016, 52 percent voted for the bridge and 48 percent against it.", []),
        ("Bruno Lind: Half of you came here by boat tonight.", []),
        ("Ada Berg: I would bet that 90 percent of you would pay more.", []),
        ("Moderator: The fare rose by 12 percent last year. Ada, is that fair?", []),
        ("Moderator: There are three boats and five captains. Bruno, your view?", []),
    ],
)
def test_polls_are_found_where_they_are_told(talk: str, polls: list[object]) -> None:
    """Shares of those present, with what was asked and when; shares of people at large and guesses are none."""
    assert list(map(told, event_of(talk).polls)) == polls


def test_a_poll_is_nobodys_claim_and_nobodys_stance() -> None:
    """What a host tells of the votes makes no claim of the host, and no stance."""
    event = event_of(
        "Moderator: Before the debate, 31 percent of you were for the motion, and 69 percent of you were against the motion."
    )

    assert not [c for c in event.claims if "percent" in c.quote]
    asked = event_of(
        "Moderator: Raise your hand if you have ever missed the last ferry of the evening. I see 12 hands."
    )
    assert not [c for c in asked.claims if "hand" in c.quote]
    assert not [s for s in event.stances if s.speaker == "Moderator"]
    assert all(event.transcript.text[p.start : p.end] == p.quote for p in event.polls)


POLLED = "Moderator: Raise your hand if you sailed this month. I see 12 hands. Before the debate, 31.5 percent of you were for the motion."


def test_files_tables_and_graph_say_the_same(tmp_path: Path) -> None:
    """Written and read back by every door the polls are the same, and the graph is valid by queries and by SHACL."""
    event = event_of(POLLED)
    source = tmp_path / "t.txt"
    source.write_text(event.transcript.text, encoding="utf-8")
    DraftFolder(tmp_path / "e").write_draft(event, source)
    from_files = load_event(tmp_path / "e", read(tmp_path / "e" / "transcript.txt"))
    graph = Graph.from_event(event)

    assert len(event.polls) == 2
    for other in (
        from_files,
        annotated_event(graph.source, event.transcript.text),
        read_tables(tables_of(event, tmp_path / "tables")),
    ):
        assert sorted(map(told, other.polls)) == sorted(map(told, event.polls))
        assert {p.id for p in other.polls} == {p.id for p in event.polls}
    assert findings(graph.source) == []
    assert shacl(graph) == []
    rows = graph.select("audience-polls").rows
    assert {(r["option"], float(r["percentage"] or r["voices"])) for r in rows} == {
        ("for", 31.5),
        ("hands raised", 12.0),
    }


def test_page_and_report_show_polls_as_polls() -> None:
    """The report has a section for them, and the page their shares as numbers."""
    graph = Graph.from_event(event_of(POLLED))
    rows = graph.rows()
    text = report(rows, Measured(rows), title="Ferry")

    assert "## How the audience answered" in text
    assert "(before the talk): for: 31.5%" in text
    assert [(p["phase"], p["shares"]) for p in view_model_of(graph)["polls"]] == [
        ("", [{"option": "hands raised", "value": 12.0, "unit": "voices", "approximate": False}]),
        ("before", [{"option": "for", "value": 31.5, "unit": "percent", "approximate": False}]),
    ]


@pytest.mark.parametrize(
    ("shares", "why"),
    [
        ("[for it]", "is no share"),
        ("['for: 131%']", "more than a hundred percent"),
        ("['for: 31%', 'for: 32%']", "stands twice"),
    ],
)
def test_a_person_writes_polls(tmp_path: Path, shares: str, why: str) -> None:
    """annotations.yaml has a section for them; what is no share is told with its line."""
    transcript = read((HEAD + POLLED + "\n").encode())
    text = "polls:\n  - text: Who sailed?\n    quote: I see 12 hands\n    shares: {shares}\n"
    (tmp_path / "annotations.yaml").write_text(text.replace("{shares}", "['yes: 12']"), encoding="utf-8")
    event = load_event(tmp_path, transcript)

    assert [told(p) for p in event.polls] == [("Who sailed?", "", ("yes: 12",), False)]
    (tmp_path / "annotations.yaml").write_text(text.replace("{shares}", shares), encoding="utf-8")
    with pytest.raises(DataFileError, match=why) as error:
        load_event(tmp_path, transcript)
    assert "annotations.yaml:4" in str(error.value)


def test_shares_as_text() -> None:
    """A share and its text are the same, an option may hold a colon, and numbers without a sign are voices."""
    assert share_of("plan B: north: 7") == Share(option="plan B: north", value=7, unit="voices")
    assert str(share_of("for: 31.50%")) == "for: 31.5%"
    with pytest.raises(ValueError, match="twice"):
        shares_of(["a: 1", "a: 2"])
