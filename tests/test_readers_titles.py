"""What heads a text is its title, date and place; it is nobody, though a colon stands in it."""

from __future__ import annotations

import pytest

from kg.readers import read

TALK = """MODERATOR: Good evening. Should the bridge be closed to lorries?

ADA BELL: No. The lorries bring the bread, and the bread has to come from somewhere.

TOM ORR: I disagree. The bridge was built for carts, and it is cracking.

MODERATOR: Ada?

ADA BELL: Then mend it, I say.

TOM ORR: Who pays?
"""
NAMED = TALK.replace("MODERATOR", "Ines Calder").replace("ADA BELL", "Ada Bell").replace("TOM ORR", "Tom Orr")


@pytest.mark.parametrize("talk", [TALK, NAMED], ids=["parts", "names"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"], ids=["close", "apart"])
@pytest.mark.parametrize(
    "title",
    [
        "The Mill Forum: Should the weir be opened at night?",
        "Panel Discussion: Should lorries cross the bridge?",
        "Mill Forum: Lorries on the bridge",
        "Bridge Talks: who pays for the old bridge?",
        "Debate: Close the bridge to lorries",
        "Radio Ellery: The bridge, with Ada Bell and Tom Orr",
        "Mill Forum 2024: Session 3: The bridge",
    ],
)
def test_a_title_with_a_colon_is_nobody(title: str, gap: str, talk: str) -> None:
    """Above all that is said, once, and no sentence: a title, and the event's."""
    found = read((title + gap + talk).encode())

    assert {u.speaker for u in found.utterances if u.kind == "speech"} == {
        line.partition(":")[0] for line in talk.splitlines() if line
    }
    assert found.title == title


@pytest.mark.parametrize(
    "first",
    [
        "Ruth Vale: Good evening and welcome to the Mill Forum.",
        "Ruth Vale: Ready?",
        "ANNOUNCER: Live from the Customs House",
        "RUTH VALE: This is Radio Ellery, and tonight we talk about the bridge.",
    ],
)
def test_who_speaks_first_and_once_is_somebody(first: str) -> None:
    """A sentence, a short question and a part's name are speech, also above all others."""
    found = read(f"{first}\n\n{TALK}".encode())

    assert next(u.speaker for u in found.utterances if u.kind == "speech") == first.partition(":")[0]
    assert found.title == ""


def test_without_full_stops_a_first_line_is_no_title() -> None:
    """Where nothing that is said ends as a sentence does, its absence tells nothing."""
    talk = "Ruth Vale: good evening and welcome all\n" + NAMED.replace(".", "").replace("?", "")
    found = read(talk.encode())

    assert "Ruth Vale" in {u.speaker for u in found.utterances}


@pytest.mark.parametrize(
    ("head", "title", "date", "place"),
    [
        ("Bridge debate\n14 May 2024", "Bridge debate", "2024-05-14", ""),
        ("Bridge debate\n\n14 May 2024, Customs House", "Bridge debate", "2024-05-14", ""),
        ("Title: The bridge\nDate: 2024-05-14\nPlace: Customs House", "The bridge", "2024-05-14", "Customs House"),
        ("Held on 14 May 2024 at the Customs House", "Held on 14 May 2024 at the Customs House", "2024-05-14", ""),
        ("# July 25, 2012 Notes\n\n## The bridge", "July 25, 2012 Notes", "2012-07-25", ""),
        ("Guests: Ada Bell, Tom Orr", "", "", ""),
    ],
)
def test_what_stands_above_is_told(head: str, title: str, date: str, place: str) -> None:
    """Fields that name themselves, headings, then the first line that can be a title."""
    found = read(f"{head}\n\n{NAMED}".encode())

    assert (found.title, found.date, found.place) == (title, date, place)
