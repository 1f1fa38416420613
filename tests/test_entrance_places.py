"""Where a quote of an answer stands in the transcript."""

from __future__ import annotations

import pytest

from kg.drafting.entrance.places import Places
from kg.readers import read

TALK = read(
    (
        "Ada Bell: No. We know it’s ours, and nobody has the data yet. The bridge is not safe for trucks in any winter.\n"  # 0
        "Cy Dorn: It’s ours. I don’t think that the detour\n"  # 1
        "Ada Bell: Sorry?\n"  # 2
        "Cy Dorn: would ruin a single shop in the old town. It's ours, I say, and we should, um, keep it.\n"  # 3
        "Ada Bell: It’s ours! The Office found eleven cracks last year; all of them were mended before the fair began.\n"  # 4
    ).encode()
)


@pytest.mark.parametrize(
    ("quote", "turns", "speaker", "found", "turn", "mended"),
    [
        ("nobody has the data yet", [0], "Ada Bell", "nobody has the data yet", 0, ""),
        ("It’s ours", [4], "Ada Bell", "It’s ours", 4, ""),
        ("It's ours!", [4], "Ada Bell", "It’s ours!", 4, "written as it stands in the transcript"),
        ("no", [0], "Ada Bell", "No", 0, "written as it stands in the transcript"),
        ("nobody has the data yet", [4], "Ada Bell", "nobody has the data yet", 0, "found in turn 0, not in 4"),
        ("nobody has the data yet", [], "Ada Bell", "nobody has the data yet", 0, "found in turn 0"),
        ("the office found eleven cracks … were mended", [4], "Ada Bell",
         "The Office found eleven cracks last year; all of them were mended", 4, "written with the words that were left out"),
        ("I don't think that the detour … would ruin a single shop", [1, 3], "Cy Dorn",
         "I don’t think that the detour", 1, "cut in two by an interruption"),
        ("the detour would ruin a single shop", [1, 3], "Cy Dorn", "would ruin a single shop", 3, "cut in two by an interruption"),
        ("The Office found eleven cracks last year; all of them were repaired", [4], "Ada Bell",
         "The Office found eleven cracks last year; all of them were", 4, "cut to the 11 of 12 words that stand there"),
    ],
)  # fmt: skip
def test_a_quote_is_found_and_what_was_mended_is_told(
    *, quote: str, turns: list[int], speaker: str, found: str, turn: int, mended: str
) -> None:
    """By letters, then by words, at the turn that is given, then at the nearest of that speaker, then in part."""
    place = Places(TALK).find(quote, turns, {speaker})

    assert place is not None
    assert (TALK.text[place.start : place.end], place.utterance, place.mended) == (found, turn, mended)


@pytest.mark.parametrize(
    ("quote", "turns", "speaker"),
    [
        ("The bridge is safe for trucks in any winter", [0], "Ada Bell"),
        ("the bridge is ugly and nobody wants to look at it", [0], "Ada Bell"),
        ("nobody has the data yet", [0], "Cy Dorn"),
        ("ow", [0], "Ada Bell"),
        ("would ruin … I don’t think", [1, 3], "Cy Dorn"),
        ("", [0], "Ada Bell"),
        ("…", [0], "Ada Bell"),
    ],
)
def test_what_nobody_said_so_is_not_found(quote: str, turns: list[int], speaker: str) -> None:
    """A lost "not", made-up words, another's words, parts of words and nothing at all have no place."""
    assert Places(TALK).find(quote, turns, {speaker}) is None


def test_the_rest_of_an_interrupted_sentence_is_told() -> None:
    """The longer piece is the quote; the other one stands beside it."""
    place = Places(TALK).find("the detour would ruin a single shop", [1, 3], {"Cy Dorn"})

    assert place is not None
    assert place.rest == "the detour"


def test_a_script_without_blanks() -> None:
    """Where words are not divided, a quote may begin and end anywhere."""
    talk = read("唐杰：我们认为模型需要长期投资。\n杨强：是的，长期投资很重要。\n".encode())
    place = Places(talk).find("长期投资", [1], {"杨强"})

    assert place is not None
    assert (place.utterance, talk.text[place.start : place.end]) == (1, "长期投资")
