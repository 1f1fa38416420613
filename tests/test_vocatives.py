"""Names of numbered voices: what they say of themselves, how others call them, who introduces whom; no name rather than a wrong one."""

from __future__ import annotations

import pytest

from kg.people.introductions import suggested_names
from kg.people.vocatives import called

Turns = list[tuple[str, str]]

RIGHT: dict[str, tuple[Turns, dict[str, str]]] = {
    "called last and called next": (
        [
            ("S1", "Is the ferry late, Udo?"),
            ("S2", "By an hour."),
            ("S1", "Thank you, Udo. Mia, what do you say?"),
            ("S3", "It is fog."),
            ("S1", "Thanks, Mia. Go ahead, Udo."),
            ("S2", "It clears."),
            ("S2", "Do you agree, Mia?"),
            ("S3", "I do."),
        ],
        {"S2": "Udo", "S3": "Mia"},
    ),
    "a call with a title beside the name": (
        [
            ("S1", "Governor Oak, what is your plan?"),
            ("S2", "Two ferries."),
            ("S1", "Thank you, Governor Oak. Senator Elm, do you agree?"),
            ("S3", "I do not."),
            ("S1", "Thank you, Senator Elm."),
            ("S2", "May I?"),
            ("S1", "Please, Governor Oak."),
            ("S2", "One ferry, then."),
        ],
        {"S2": "Governor Oak", "S3": "Senator Elm"},
    ),
    "what a voice says of itself before what others call it": (
        [
            ("S1", "Welcome. What is new, Udo?"),
            ("S2", "Hello, my name is Udo Lang. Nothing."),
            ("S1", "Thank you, Udo."),
            ("S2", "Gladly."),
        ],
        {"S2": "Udo Lang"},
    ),
}

NOBODY: dict[str, Turns] = {
    "called once": [("S1", "Is it late, Udo?"), ("S2", "Yes."), ("S1", "Good."), ("S2", "Bad.")],
    "one name for two voices": [
        ("S1", "Is it late, Udo?"),
        ("S2", "Yes."),
        ("S1", "Why, Udo?"),
        ("S3", "Fog."),
        ("S1", "Really, Udo?"),
        ("S2", "Yes."),
        ("S1", "Sure, Udo?"),
        ("S3", "Sure."),
    ],
    "words that are no names": [
        ("S1", "Is it late? Okay, what now?"),
        ("S2", "Well, okay."),
        ("S1", "So? Okay, what now?"),
        ("S2", "Mr. Nobody, perhaps."),
        ("S1", "Thank you, Mr. Okay, what now?"),
        ("S2", "Fine."),
    ],
    "a thing that we have": [("S1", "This month we have Shanghai."), ("S2", "It is late."), ("S1", "So it is.")],
    "this is another": [
        ("S1", "Good evening to all of you."),
        ("S2", "Good evening."),
        ("S1", "We have one more question. This is Udo Lang. He is late."),
        ("S2", "Good."),
    ],
    "several who are introduced one after the other": [
        ("S1", "We have Udo Lang."),
        ("S2", "Do not listen to him!"),
        ("S1", "We have Mia Oak."),
        ("S1", "We have Vera Holt."),
        ("S2", "Welcome."),
    ],
}


@pytest.mark.parametrize("kind", RIGHT)
def test_voices_that_are_named(kind: str) -> None:
    """A name that is said again and again for one voice is offered for it."""
    talk, expected = RIGHT[kind]
    assert suggested_names([(who.replace("S", "SPEAKER_"), words) for who, words in talk]) == {
        who.replace("S", "SPEAKER_"): name for who, name in expected.items()
    }


@pytest.mark.parametrize("kind", NOBODY)
def test_voices_that_stay_unnamed(kind: str) -> None:
    """One call, a call for two, a word that is no name: nobody is named."""
    assert suggested_names([(who.replace("S", "SPEAKER_"), words) for who, words in NOBODY[kind]]) == {}


def test_nobody_calls_themself() -> None:
    """A name that a voice calls out itself is another's."""
    talk = [
        ("0", "Late, Udo?"),
        ("1", "No. Late, Udo?"),
        ("0", "Thank you, Udo."),
        ("1", "Thank you, Udo."),
        ("0", "Bye."),
    ]
    assert called(talk) == {}
