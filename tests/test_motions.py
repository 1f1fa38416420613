"""Motions of councils: an amendment is voted on by itself, the motion comes back after it, and what is moved can be signed."""

from __future__ import annotations

import pytest

from kg.drafting import draft
from kg.drafting.english.asking import as_statement
from kg.drafting.english.motions import motion_in
from kg.drafting.english.sentences import sentences
from kg.drafting.english.short_answers import side_of
from kg.model import AnnotatedEvent
from kg.readers import read

HEAD = """CHAIR VOSS: Please call the roll. Item 3 is Ordinance 12-B, to light the towpath until midnight. Is there a motion?

MEMBER HALE: I move that we adopt Ordinance 12-B.

MEMBER ROSS: Second.

CHAIR VOSS: Discussion? Member Ritter.

MEMBER RITTER: I can't support this. The bats along the towpath need the dark.

MEMBER ROSS: I move to amend the ordinance to switch the lamps off at eleven.

MEMBER HALE: I'll second that.

CHAIR VOSS: All in favor of the amendment say aye.

ALL: Aye.

"""
ROLL = """
CLERK DUNN: Member Hale?

MEMBER HALE: Yes.

CLERK DUNN: Member Ritter?

MEMBER RITTER: No.

CLERK DUNN: Member Ross?

MEMBER ROSS: Aye.

CHAIR VOSS: Carried. We are adjourned.
"""


def sides(event: AnnotatedEvent) -> dict[str, set[tuple[str, str]]]:
    name = {s.id: s.name.split()[-1].title() for s in event.speakers}
    found: dict[str, set[tuple[str, str]]] = {}
    label = {p.id: p.text for p in event.propositions}
    for stance in event.stances:
        found.setdefault(label[stance.proposition], set()).add(
            (name.get(stance.speaker, stance.speaker.split()[-1].title()), stance.stance)
        )
    return found


@pytest.mark.parametrize(
    "back",
    [
        "CHAIR VOSS: The amendment carries. On the ordinance as amended, please call the roll.",
        "CHAIR VOSS: The amendment passes. Please call the roll.",
        "CHAIR VOSS: Now the main motion. Please call the roll.",
    ],
)
def test_a_vote_after_the_amendment_is_on_the_motion(back: str) -> None:
    """Who says no on the ordinance as amended has not voted against the amendment."""
    found = sides(draft(read(f"{HEAD}{back}\n{ROLL}".encode())))

    ordinance = "Ordinance 12-B, to light the towpath until midnight, should be adopted."
    amendment = "The ordinance should be amended to switch the lamps off at eleven."
    assert found[ordinance] == {("Hale", "agrees"), ("Ritter", "disagrees"), ("Ross", "agrees")}
    assert found[amendment] == {("Ross", "agrees")}


def test_a_vote_on_the_amendment_is_on_the_amendment() -> None:
    """Until it is said to be done with, the amendment is on the floor."""
    found = sides(draft(read(f"{HEAD}CHAIR VOSS: On the amendment, please call the roll.\n{ROLL}".encode())))

    assert ("Ritter", "disagrees") in found["The ordinance should be amended to switch the lamps off at eleven."]


@pytest.mark.parametrize(
    ("said", "motion"),
    [
        ("I move that we adopt Resolution 9.", "Resolution 9 should be adopted."),
        ("I move to approve the minutes of May.", "The minutes of May should be approved."),
        ("I move that the council postpone the hearing until June.", "The hearing should be postponed until June."),
        ("I move that the mill be sold.", "The mill should be sold."),
        ("I move to plant forty limes on Mill Lane.", "Plant forty limes on Mill Lane."),
    ],
)
def test_what_is_moved_is_a_sentence(said: str, motion: str) -> None:
    """A deed of those that councils do becomes what should be; any other stays in its words."""
    assert motion_in(said) == motion


@pytest.mark.parametrize(
    ("said", "side"),
    [
        ("I'll be voting no on this.", "disagrees"),
        ("I will support this ordinance.", "agrees"),
        ("I will be supporting this.", "agrees"),
        ("I can't support this.", "disagrees"),
        ("I can support a lamp at the bridge.", ""),
    ],
)
def test_ones_own_word_on_the_motion(said: str, side: str) -> None:
    """How one will vote is a side on what is moved."""
    talk = (
        "CHAIR VOSS: Welcome. Please call the roll.\n\nMEMBER HALE: I move that the towpath be lit until midnight.\n\n"
        f"CHAIR VOSS: Discussion?\n\nMEMBER RITTER: {said} The bats along the towpath need the dark.\n\n"
        "CHAIR VOSS: Thank you. Next item.\n"
    )
    found = sides(draft(read(talk.encode()))).get("The towpath should be lit until midnight.", set())

    assert {s for who, s in found if who == "Ritter"} == ({side} if side else set())


def test_what_the_agenda_names_is_nobodys_position() -> None:
    """The chair who reads out an item has not taken a side on it."""
    event = draft(read((HEAD + "CHAIR VOSS: Please call the roll.\n" + ROLL).encode()))

    assert not [p.text for p in event.propositions if p.text.startswith("Item 3")]


@pytest.mark.parametrize(
    ("question", "answer", "side"),
    [
        ("Is the present crew of one enough?", "One is enough.", "agrees"),
        ("Is the present crew of one enough?", "That isn't enough, not at night.", ""),
        ("Is the present crew of one enough?", "It is certainly not enough.", "disagrees"),
        ("Isn't it a good thing that more people ride?", "Of course it is. I ride, too.", "agrees"),
        ("Would it be unfair that the owners pay twice?", "No, it would not.", "disagrees"),
    ],
)
def test_an_answer_in_few_words(question: str, answer: str, side: str) -> None:
    """What was asked, said again of its subject and nothing else; and a judgement of what is taken to be so."""
    statement = as_statement(question)

    assert statement
    assert side_of(sentences(answer), statement)[0] == side
