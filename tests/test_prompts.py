"""Each prompt is a text file that asks for what its records need, in each language; and what a person copies holds it all."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import group
from kg.drafting.doors.chat.messages import messages
from kg.drafting.entrance.answers import read_answer
from kg.drafting.entrance.forms import FORMS
from kg.drafting.entrance.reading import checked
from kg.drafting.entrance.records import StanceRecord
from kg.drafting.language import language_of
from kg.drafting.prompts import LANGUAGES, filled, prompt, prompts_hash
from kg.errors import KgError
from kg.eventfiles import bare_event
from kg.readers import read
from tests.bridge_talk import TALK

NAMES = sorted(p.name.removesuffix(".txt") for p in files("kg.drafting.prompts").joinpath("en").iterdir())
#: What each prompt must ask for or say, in every language: codes, fields and marks, which are the same in all.
ASKS = {
    "intro": ["{mark}", "{part}", "=== TRANSCRIPT", "=== END"],
    "lines": [" | ", "`MORE`", "`END`"],
    "objects": ['"records"', '"more"', "{names}"],
    "fields": ["*turn*", "*quote*", "*who*", "*text*", "*why*", " … ", "55+59", "4", "40"],
    "records": ["##"],
    "E": ["debate, panel, interview, town hall, hearing, meeting", "`assigned`"],
    "S": ["host, panelist, audience, announcer", "for, against", ";"],
    "N": ["person, organization, product, work, place, concept", ";", "10", "20"],
    "Q": ["q1", "turn", "quote", "text"],
    "P": ["p1 | q1", "fact, forecast, value, definition, policy", "`minor`", "12", "25"],
    "T": ["p1 | who | +", "±", "(+)", "(-)", "said =", "shown =", "side =", "told =", "*by*", "how | turn | quote | why | by"],
    "C": ["+p3 -p7", "!", "1"],
    "L": ["agrees, disagrees, qualifies, builds on, concedes"],
    "F": ["agrees, disagrees, qualifies, builds on, neutral", "12"],
    "D": ["decided, open", "parked", "AB yes; CD in part; EF no; GH not present"],
    "M": ["M | p3 | p9", "q2 | q5"],
    "example": ["E | ", "S | ", "T | p1 | AB | - | said", "T | p1 | CD | + | side", "T | p2 | AB | (+)", "END"],
    "end": ["{known}", "{mark}", "{transcript}", "{first}", "END"],
    "part": ["{part}", "{parts}", "{mark}", "{transcript}", "END"],
    "parts": ["{parts}"],
    "ranges": ["{turns}", "`MORE`", "`END`", "E, S, N, Q, P"],
    "repair": ["`END`"],
    "gaps": [" M"],
    "system": ["{mark}", "JSON"],
    "known": [":"],
    "only_propositions": ["{propositions}", "T"],
    "only_turns": ["{first}", "{last}"],
    "go_on": ["."],
    "form": ["JSON"],
}  # fmt: skip


LONGER = read((TALK.text * 4).encode())


def test_every_prompt_has_its_test() -> None:
    """No prompt file without a line here on what it asks for, and none here without its file."""
    assert sorted(ASKS) == NAMES


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_a_prompt_asks_for_what_it_is_for(name: str, language: str) -> None:
    """Codes, fields and places are in it, in every language, and no place that nobody fills."""
    text = prompt(name, language)
    places = set(re.findall(r"\{(\w+)\}", text))

    assert [a for a in ASKS[name] if a not in text] == []
    assert places <= {a.strip("{}") for a in ASKS[name] if re.fullmatch(r"\{\w+\}", a)}


def test_the_example_is_read_as_it_stands() -> None:
    """The example of the prompt is an answer that our own reader takes whole, and its fields stand where they belong."""
    answer = read_answer(prompt("example"))

    assert [f for f in answer.faults if f.verdict != "ignored"] == []
    assert answer.ended
    assert {type(r).__name__ for r in answer.records} >= {"EventRecord", "SpeakerRecord", "StanceRecord", "LinkRecord"}
    assert [r.by for r in answer.records if isinstance(r, StanceRecord)] == ["", "EM", ""]


@pytest.mark.parametrize("letter", FORMS)
def test_a_record_asks_for_as_many_fields_as_it_has(letter: str) -> None:
    """The line that shows a record has the fields of its form, one between each two bars."""
    line = prompt(letter).splitlines()[0]

    assert line.startswith(f"{letter} | ")
    assert len(line.split(" | ")) - 1 == len(FORMS[letter].fields)


def test_one_message_holds_the_whole_transcript() -> None:
    """Every turn with its number stands between the marks; the asking stands before."""
    (message,) = messages(TALK)
    head, body = message.rsplit("=== TRANSCRIPT ", 1)

    assert body.splitlines()[1:8] == [
        f"[{u.index}] {u.speaker}: {TALK.words_of(u)}" for u in TALK.utterances if u.kind == "speech"
    ]
    assert all(f"\n{letter} | " in head for letter in "ESNQPTCLFD")


def test_a_window_that_takes_less_gets_several_messages() -> None:
    """No message is longer than the limit, every word of the transcript is in one of them, a long turn goes on."""
    limit = len(messages(LONGER)[0]) - 2_000
    parts = messages(LONGER, limit=limit)
    shown = " ".join(p.rsplit("=== TRANSCRIPT ", 1)[1].split("=== END")[0] for p in parts)
    numbers = [u.index for u in LONGER.utterances if u.kind == "speech"]

    assert len(parts) > 1
    assert max(map(len, parts)) <= limit
    assert all(f"[{n}] SPEAKER_0" in shown for n in numbers)
    assert shown.count("the worst of them") == 4
    with pytest.raises(KgError, match="too few for the instructions"):
        messages(LONGER, limit=3_000)


def test_a_long_discussion_is_answered_in_rounds() -> None:
    """Beyond twelve thousand words the table is asked for first, and then the passages by ranges of turns."""
    lines = "".join(
        f"{'Ada' if i % 2 else 'Ben'}: {'The pier is old and closed for good. ' * 20}\n" for i in range(120)
    )
    (message,) = messages(read(lines.encode()))

    assert "First write the records E, S, N, Q, P and the whole table T" in message


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ada: Ich denke, dass wir die Brücke nicht schließen.\nBen: Und wie reden wir mit den Läden?\n", "de"),
        (
            "Ada : Je pense que nous ne devons pas fermer le pont.\nBen : Et qui paie pour les travaux dans la ville ?\n",
            "fr",
        ),
        ("Ada: Creo que no hay que cerrar el puente.\nBen: ¿Y quién paga los trabajos en la ciudad?\n", "es"),
        ("Ada: I think that we should not close it.\nBen: And who is it that pays for this?\n", "en"),
    ],
)
def test_the_prompt_speaks_the_language_of_the_transcript(text: str, language: str) -> None:
    """The language is recognised, and the prompt is in it; a declared one goes first, an unknown one falls back on English."""
    talk = read(text.encode())

    assert language_of(talk) == language
    assert language_of(talk, "de-CH") == "de-CH"
    assert messages(talk, language=language)[0].startswith(filled("intro", language, mark="x", part="").split("\n")[0])
    assert prompt("intro", "pt") == prompt("intro", "en")
    assert len({prompts_hash(code) for code in LANGUAGES}) == len(LANGUAGES)


def test_the_command_writes_messages_to_copy(tmp_path: Path) -> None:
    """kg prompt writes the message alone to stdout; of several each has its line, or is written by itself."""
    source = tmp_path / "talk.txt"
    source.write_text(LONGER.text, encoding="utf-8")
    whole = CliRunner().invoke(group, ["prompt", str(source)], catch_exceptions=False)
    limit = str(len(whole.stdout) - 2_000)
    parts = CliRunner().invoke(group, ["prompt", str(source), "--chars", limit], catch_exceptions=False)
    second = CliRunner().invoke(group, ["prompt", str(source), "--chars", limit, "--part", "2"], catch_exceptions=False)

    heard = bare_event("talk", LONGER).transcript
    assert whole.stdout == messages(heard)[0]
    assert "----- message 2 of 3: copy what follows" in parts.stdout
    assert second.stdout == messages(heard, limit=int(limit))[1]


def test_short_labels_stay_short() -> None:
    """Where the transcript prints initials, the prompt does; and an answer that uses them means the persons."""
    talk = read(
        b"Present: Ada Bell (AB), Cy Dorn (CD)\n\nAB: The pier should be closed.\nCD: I don't think it should.\nAB: It is rotten.\n"
    )
    (message,) = messages(talk)
    answer = read_answer(
        "S | A | AB | | panelist\nS | C | CD | | panelist\nC | C | 2 | I don't think it should | No. |\n"
    )
    kept = checked(bare_event("pier", talk), [answer])

    assert "] AB: The pier should be closed." in message
    assert [c.speaker for c in kept.claims] == ["Cy Dorn"]
