"""Two readings of one transcript as one: what both have is marked so, and nothing of either is lost or turned round."""

from __future__ import annotations

import pytest

from kg.drafting.entrance.merge import BOTH, ONE, merged
from kg.errors import DataFileError
from kg.readers import read
from tests.bridge_talk import RIGHT, drafted, statements

#: The same debate read by another: other codes, other ids, other wordings, one passage fewer and one more.
OTHER = """E | Bridge debate | debate | | | |
S | H | SPEAKER_00 | Eve Moss | host | | |
S | A | SPEAKER_01 | | panelist | against | |
S | C | SPEAKER_02 | Cy Dorn | panelist | for | |
Q | q1 | H | 0 | Should the city close the old bridge | Is the old bridge to be closed?
P | p7 | q1 | policy | The old bridge should be closed by the city.
P | p8 | q1 | fact | The old bridge is not safe any more.
P | p9 | q1 | fact | The detour would ruin the shops.
T | p7 | A | - | said | 2 | I don't think it should. The detour would ruin the shops | She is against it. |
T | p7 | C | + | said | 1 | Yes, it should | He is for it. |
T | p8 | C | + | said | 1 | The bridge is not safe | It is not safe. |
T | p8 | C | + | said | 3 | the cracks are not mended at all | The cracks are there. |
T | p9 | A | + | said | 2 | The detour would ruin the shops of the old town, all nine of them | Nine shops would be ruined. |
END
"""


def test_two_readings_are_one() -> None:
    """Propositions meet by wording or by passages, claims by their place; each says whether both have it, and how sure it is."""
    first, second = drafted(RIGHT).event, drafted(OTHER).event
    event = merged(first, second)
    text = {p.id: p.text for p in event.propositions}
    rules = {c.quote: (c.rule, c.confidence) for c in event.claims}

    assert sorted(text.values()) == [
        "The city should close the old bridge.",
        "The detour would ruin the shops.",
        "The old bridge is not safe any more.",
        "The old bridge is unsafe.",
    ]
    assert [q.text for q in event.questions] == ["Should the city close the old bridge?"]
    assert rules["Yes, it should"] == (BOTH, 0.95)
    assert rules["It had cracks, I know that, and all of them were mended"] == (ONE, 0.65)
    assert rules["The detour would ruin the shops of the old town, all nine of them"] == (ONE, 0.72)
    assert [(s.speaker, text[s.proposition], s.stance) for s in event.stances if s.speaker == "Ada Bell"] == [
        ("Ada Bell", "The city should close the old bridge.", "disagrees"),
        ("Ada Bell", "The detour would ruin the shops.", "agrees"),
        ("Ada Bell", "The old bridge is unsafe.", "disagrees"),
    ]


def test_a_reading_merged_with_itself_is_itself() -> None:
    """Nothing is added, nothing is lost, and all is in both."""
    first = drafted(RIGHT).event
    event = merged(first, first)

    assert statements(event) == statements(first)
    assert {c.rule for c in event.claims} == {BOTH}


def test_opposites_do_not_meet() -> None:
    """A sentence and its negation are two propositions, however like they are."""
    turned = RIGHT.replace("The old bridge is unsafe.", "The old bridge is not unsafe.").replace("T | p2 |", "T | p1 |")
    event = merged(drafted(RIGHT).event, drafted(turned).event)

    assert [p.text for p in event.propositions][-2:] == ["The old bridge is unsafe.", "The old bridge is not unsafe."]


def test_readings_of_two_transcripts_do_not_merge() -> None:
    """Another text is another event."""
    from dataclasses import replace

    other = replace(drafted(RIGHT).event, transcript=read(b"Ada: Rents will fall.\nBen: Why should they?\n"))
    with pytest.raises(DataFileError, match="another transcript"):
        merged(drafted(RIGHT).event, other)
