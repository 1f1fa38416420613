"""What a meeting decided, the form of an event, its motion and its sides: from an answer or a file to the graph and back."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.drafting.doors.drafted import draft_from_answers
from kg.drafting.doors.folder import DraftFolder
from kg.drafting.entrance.answers import read_answer
from kg.errors import DataFileError, UnknownSpeakerError
from kg.eventfiles import load_event
from kg.model import AnnotatedEvent
from kg.readers import read
from kg.store.event import annotated_event
from kg.store.graph import Graph
from kg.store.validate import findings
from tests.bridge_talk import RIGHT, drafted

MEETING = read(
    b"""Ana Brook: Item one. Shall we close the pier for the winter?
Ben Lake: I am for it. Close it from November.
Cem Hill: Only the north side, please.
Ana Brook: Then the pier is closed from November, the north side at once. And who pays for it we leave open.
Dora Wood: Let us park the question of the lamps until the spring.
"""
)
ANSWER = """E | Pier meeting | meeting | | | |
S | AB | Ana Brook | | host | | |
S | BL | Ben Lake | | panelist | | |
S | CH | Cem Hill | | panelist | | |
S | DW | Dora Wood | | panelist | | |
Q | q1 | AB | 0 | Shall we close the pier for the winter | Should the pier be closed for the winter?
P | p1 | q1 | policy | The pier should be closed for the winter.
T | p1 | BL | + | said | 1 | I am for it | He is for it. |
D | decided | 3 | the pier is closed from November | The pier is closed from November. | p1 | BL yes; CH in part; DW silent; XX yes
D | open | 3 | who pays for it we leave open | Who pays is left open. | q1 |
D | parked | 4 | park the question of the lamps until the spring | The lamps wait until the spring. | p9 | DW yes; BL not present
D | decided | 4 | the lamps are sold | The lamps are sold. | |
END
"""


def meeting() -> AnnotatedEvent:
    return draft_from_answers(MEETING, [read_answer(ANSWER, "1.txt")], model="m").event


def decisions(event: AnnotatedEvent) -> list[tuple[object, ...]]:
    return [
        (
            d.outcome,
            d.text,
            d.quote,
            bool(d.question),
            bool(d.proposition),
            d.agreed,
            d.agreed_in_part,
            d.refused,
            d.absent,
        )
        for d in event.decisions
    ]


EXPECTED = [
    ("decided", "The pier is closed from November.", "the pier is closed from November", False, True,
     ("Ben Lake",), ("Cem Hill",), (), ()),
    ("open", "Who pays is left open.", "who pays for it we leave open", True, False, (), (), (), ()),
    ("parked", "The lamps wait until the spring.", "park the question of the lamps until the spring", False, False,
     ("Dora Wood",), (), (), ("Ben Lake",)),
]  # fmt: skip


def test_decisions_of_an_answer_are_kept_with_who_is_on_record() -> None:
    """Silence is never yes, unknown codes are told, words that are not there are refused."""
    result = draft_from_answers(MEETING, [read_answer(ANSWER, "1.txt")], model="m")

    assert decisions(result.event) == EXPECTED
    assert [f.reason for f in result.kept.faults] == [
        "decision: the quote 'the lamps are sold' is not in the transcript",
        "'XX' is no speaker's code",
        "there is no 'p9' for it to be about",
    ]
    assert result.event.event.form == "meeting"


def test_form_motion_and_sides_of_a_debate_are_kept() -> None:
    """What the answer says of the event is in the draft, and a person's own word goes before it."""
    event = drafted(RIGHT).event

    assert (event.event.form, event.event.motion) == ("debate", "Close the old bridge")
    assert [(s.name, s.side) for s in event.speakers] == [("Eve Moss", ""), ("Cy Dorn", "for"), ("Ada Bell", "against")]


@pytest.mark.parametrize("made", [meeting, lambda: drafted(RIGHT).event], ids=["meeting", "debate"])
def test_files_and_graph_say_the_same(made: object, tmp_path: Path) -> None:
    """Written and read as files, mapped to RDF and read back: the same decisions, form, motion and sides; the graph is valid."""
    assert callable(made)
    event = made()
    source = tmp_path / "t.txt"
    source.write_text(event.transcript.text, encoding="utf-8")
    DraftFolder(tmp_path / "e").write_draft(event, source)
    from_files = load_event(tmp_path / "e", read(tmp_path / "e" / "transcript.txt"))
    graph = Graph.from_event(event)
    from_graph = annotated_event(graph.source, event.transcript.text)

    for other in (from_files, from_graph):
        assert sorted(other.decisions, key=lambda d: d.id) == sorted(event.decisions, key=lambda d: d.id)
        assert (other.event.form, other.event.motion) == (event.event.form, event.event.motion)
        assert {s.name: s.side for s in other.speakers} == {s.name: s.side for s in event.speakers}
    assert findings(graph.source) == []


def test_a_person_writes_decisions(tmp_path: Path) -> None:
    """annotations.yaml has a section for them; nobody has two answers, and only speakers answer."""
    (tmp_path / "transcript.txt").write_text(MEETING.text, encoding="utf-8")
    text = (
        "decisions:\n  - outcome: decided\n    text: Closed.\n    quote: the pier is closed from November\n"
        "    agreed: [Ben Lake]\n    {more}\n"
    )
    (tmp_path / "annotations.yaml").write_text(text.replace("{more}", "refused: [Cem Hill]"), encoding="utf-8")
    event = load_event(tmp_path, MEETING)

    assert [(d.agreed, d.refused, d.source) for d in event.decisions] == [(("Ben Lake",), ("Cem Hill",), "human")]
    for more, error in (("refused: [Ben Lake]", DataFileError), ("absent: [Nobody]", UnknownSpeakerError)):
        (tmp_path / "annotations.yaml").write_text(text.replace("{more}", more), encoding="utf-8")
        with pytest.raises(error):
            load_event(tmp_path, MEETING)
