"""What a stubborn model answers, and what is left of it: nothing false enters, nothing right is lost, each loss has its line."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest

from kg.drafting.entrance.answers import read_answer
from kg.drafting.entrance.records import ClaimRecord, PropositionRecord, SpeakerRecord, StanceRecord
from kg.drafting.entrance.repair import repair_text
from kg.drafting.prompts import prompt
from tests.bridge_talk import RIGHT, TALK, drafted, objects_of, statements


def test_a_right_answer_is_kept_whole() -> None:
    """Names, roles, sides, evidence, links: all as answered, every quote verbatim where it was said, nothing to tell."""
    result = drafted(RIGHT)

    assert statements(result.event) == {
        "speakers": [("Eve Moss", "host"), ("Cy Dorn", "panelist"), ("Ada Bell", "panelist")],
        "propositions": ["The city should close the old bridge.", "The old bridge is unsafe."],
        "stances": [
            ("Ada Bell", "The city should close the old bridge.", "disagrees"),
            ("Ada Bell", "The old bridge is unsafe.", "disagrees"),
            ("Cy Dorn", "The city should close the old bridge.", "agrees"),
            ("Cy Dorn", "The old bridge is unsafe.", "agrees"),
        ],
        "claims": [
            ("Ada Bell", "Cy leaves out that all were mended", "All cracks were mended."),
            ("Ada Bell", "I don't think it should", "The detour would ruin the shops."),
            ("Ada Bell", "It had cracks, I know that, and all of them were mended", "There were cracks, which have been mended."),
            ("Cy Dorn", "Arguing for the motion is Cy Dorn", "Cy Dorn argues for the motion."),
            ("Cy Dorn", "The Road Office found eleven cracks last year", "The Road Office found eleven cracks."),
            ("Cy Dorn", "The bridge is not safe", "The bridge is not safe."),
            ("Cy Dorn", "Yes, it should", "The bridge should be closed."),
            ("Cy Dorn", "the cracks are not mended at all", "The cracks are not mended."),
        ],
        "relations": [("disagrees", "Cy leaves out that all were mended")],
        "references": [("Cy Dorn", "Ada Bell", "You know that, Ada"), ("Ada Bell", "Cy Dorn", "Cy leaves out that all were mended")],
        "names": ["Road Office", "Shops' League"],
    }  # fmt: skip
    assert all(TALK.text[c.start : c.end] == c.quote for c in result.event.claims)
    assert [f.reason for f in result.kept.faults] == ["the quote is written with the words that were left out"]
    assert (result.kept.finished, result.event.event.date) == (True, "2026-03-01")
    assert not any(result.gaps.missing.values())


def in_a_table(text: str) -> str:
    return "\n".join(f"| {line.replace(' | ', ' | ')} |" for line in text.splitlines())


def broken_at_the_quotes(text: str) -> str:
    return text.replace("Arguing for the motion", "Arguing for\nthe motion").replace(
        "found eleven cracks last", "found\neleven cracks last"
    )


SPOILED: dict[str, Callable[[str], str]] = {
    "chatter and fences": lambda t: f"Sure! Here are the records you asked for:\n\n```text\n{t}```\n\nDo you want more?\n",
    "bullets": lambda t: "\n".join(f"- {line}" for line in t.splitlines()),
    "numbers": lambda t: "\n".join(f"{n}. {line}" for n, line in enumerate(t.splitlines(), start=1)),
    "a table": in_a_table,
    "tabs": lambda t: re.sub(r" ?\| ?", "\t", t),
    "bold letters": lambda t: "\n".join(f"**{line[0]}**{line[1:]}" if " | " in line else line for line in t.splitlines()),
    "windows lines": lambda t: t.replace("\n", "\r\n"),
    "blank lines": lambda t: t.replace("\n", "\n\n"),
    "lines broken in two": broken_at_the_quotes,
    "the same answer twice": lambda t: t + "\n" + t,
    "MORE in the middle": lambda t: t.replace("T | p2 | AB | (+)", "MORE\n```\ngo on\n```\nT | p2 | AB | (+)"),
    "made-up quotes beside": lambda t: t + "T | p1 | AB | + | said | 2 | the bridge must go at once | x |\n",
    "invented speakers beside": lambda t: t + "S | BN | Bob Nobody | | panelist | | |\nT | p1 | BN | + | said | 1 | Yes, it should | x |\n",
    "another language beside": lambda t: t + "T | p1 | AB | dafür | gesagt | 2 | ich bin dafür | x |\n",
    "words of another beside": lambda t: t + "T | p2 | AB | + | said | 1 | The bridge is not safe | x |\n",
    "the opposite beside": lambda t: t + "T | p2 | CD | - | said | 1 | The bridge is safe | x |\n",
    "both sides in one passage beside": lambda t: t + "T | p2 | CD | - | said | 1 | The bridge is not safe | x |\n",
    "odd letters beside": lambda t: t + "Z | something | else | here\n",
    "a cut last line": lambda t: t.replace("END\n", "T | p2 | CD | + | sa"),
    "inside a word beside": lambda t: t + "T | p2 | AB | + | said | 2 | o | x |\n",
}  # fmt: skip


@pytest.mark.parametrize("spoil", SPOILED.values(), ids=SPOILED)
def test_what_a_stubborn_model_does_to_an_answer_changes_nothing(spoil: Callable[[str], str]) -> None:
    """Whatever stands around, between or beside the right lines: the draft is the same, and each other line is told."""
    result = drafted(spoil(RIGHT))

    assert statements(result.event) == statements(drafted(RIGHT).event)
    beside = spoil(RIGHT).startswith(RIGHT) and spoil(RIGHT).count("END") == 1
    assert not beside or [f.verdict for f in result.kept.faults].count("unusable") >= 1


WRONG_TURNS = {
    "| 2 | I don't": "| 4 | I don't",
    "| 1 | Yes, it should": "| 3 | Yes, it should",
    "| 1 | The Road Office": "|  | The Road Office",
    "| 6 | Cy leaves": "| 99 | Cy leaves",
}


def test_wrong_turns_are_mended_and_told() -> None:
    """A quote whose turn is wrong or missing is found in the nearest turn of its speaker; each is told, and less sure."""
    text = RIGHT
    for old, new in WRONG_TURNS.items():
        text = text.replace(old, new)
    result = drafted(text)

    assert statements(result.event) == statements(drafted(RIGHT).event)
    assert [f.reason for f in result.kept.faults if "found in turn" in f.reason] == [
        "the quote is found in turn 2, not in 4",
        "the quote is found in turn 1, not in 3",
        "the quote is found in turn 6, not in 99",
        "the quote is found in turn 1",
        "the quote is found in turn 6, not in 99",
    ]


def test_each_loss_has_its_line() -> None:
    """What is not kept is told with where it stands, what it says, and why, all at once."""
    bad = """P | p9 | q7 | Ansicht | Bridges are old.
T | p8 | AB | + | said | 2 | I don't think it should | x |
T | p1 | ZZ | + | said | 2 | I don't think it should | x |
T | p1 | AB | + | said | 2 | no such words at all | x |
T | p1 | CD | + | said | 2 | I don't think it should | x |
T | p1 | CD | | said | 1 | Yes, it should
C | CD | 1 | | nothing quoted |
L | AB | 6 | Cy leaves out | AB | 3 | disagrees | x
L | AB | 6 | Cy leaves out | CD | 3 | hates | x
N | person | Nobody Atall | | |
N | person | Eve Moss | | |
M | p1 | p77
"""
    result = drafted(RIGHT.replace("END\n", ""), bad + "END\n")
    told = [(f.origin.line, f.verdict, f.reason) for f in result.kept.faults if f.origin.answer == "2.txt"]

    assert sorted(told) == [
        (1, "mended", "proposition: 'Ansicht' is no kind and is taken for fact (one of fact, forecast, value, definition, policy)"),
        (1, "mended", "proposition: there is no question 'q7'; put under q1"),
        (2, "unusable", "stance: there is no proposition 'p8'"),
        (3, "unusable", "stance: 'ZZ' is no speaker's code"),
        (4, "unusable", "stance: the quote 'no such words at all' is not in the transcript"),
        (5, "unusable", "stance: these are words of SPEAKER_01 (turn 2), not of SPEAKER_02: \"I don't think it should\""),
        (6, "unusable", "stance: no sign (one of +, -, ±, (+), (-))"),
        (7, "unusable", "claim: no quote"),
        (8, "unusable", "link: a speaker takes up no words of his or her own"),
        (9, "unusable", "link: 'hates' is no relation (one of agrees, disagrees, qualifies, builds on, concedes)"),
        (10, "unusable", "name: 'Nobody Atall' is not named in the transcript"),
        (11, "unusable", "name: speaks here (a speaker has an S line)"),
        (12, "unusable", "the same: 'p1' and 'p77' are not two propositions or two questions"),
    ]  # fmt: skip


def test_objects_say_what_lines_say() -> None:
    """An answer in JSON gives the same draft as the same records in lines; a cut one gives what stands before the cut."""
    objects = objects_of(RIGHT)
    whole = json.dumps({"records": objects, "more": False})
    cut = whole[: whole.index('"Cy leaves out that all were mended", "to"')]

    assert statements(drafted(whole).event) == statements(drafted(RIGHT).event)
    assert read_answer(cut).cut
    assert len(read_answer(cut).records) == len(read_answer(whole).records) - 2


def test_a_later_answer_goes_on_and_mends() -> None:
    """A second answer uses the ids of the first, rewords a proposition, changes a role, and joins two that say the same."""
    second = """S | EM | SPEAKER_00 | | panelist | | |
P | p2 | q1 | fact | The old bridge is unsafe today.
P | p3 | q1 | policy | The old bridge should be closed by the city.
T | p3 | CD | + | said | 1 | Yes, it should | He says yes. |
M | p1 | p3
END
"""
    event = drafted(RIGHT, second).event

    assert [p.text for p in event.propositions] == [
        "The city should close the old bridge.",
        "The old bridge is unsafe today.",
    ]
    assert [s.role for s in event.speakers if s.name == "Eve Moss"] == ["panelist"]
    assert [(s.speaker, s.stance) for s in event.stances] == [
        ("Ada Bell", "disagrees"), ("Ada Bell", "disagrees"), ("Cy Dorn", "agrees"), ("Cy Dorn", "agrees")
    ]  # fmt: skip


def test_an_id_that_is_used_again_for_something_else_means_what_it_last_said() -> None:
    """An answer that begins again with p1 makes a new proposition; lines before and after it mean different ones."""
    second = """P | p1 | q1 | fact | The detour harms the shops.
T | p1 | AB | + | said | 2 | The detour would ruin the shops of the old town | The shops would be ruined. |
END
"""
    result = drafted(RIGHT, second)
    text = {p.id: p.text for p in result.event.propositions}

    assert ("Ada Bell", "The detour harms the shops.", "agrees") in [
        (s.speaker, text[s.proposition], s.stance) for s in result.event.stances
    ]
    assert ("Ada Bell", "The city should close the old bridge.", "disagrees") in statements(result.event)["stances"]
    assert [f.reason for f in result.kept.faults if f.origin.answer == "2.txt"] == [
        "p1 stood for something else before; from here on it is this"
    ]


def test_the_follow_up_asks_for_what_is_missing() -> None:
    """Unusable lines with their reasons, empty places of the table, questions without propositions, likely doubles."""
    partial = "\n".join(x for x in RIGHT.splitlines() if not x.startswith(("T | p2 | CD", "C", "END")))
    partial += """
Q | q2 | | | | Who should pay?
P | p3 | q1 | policy | The city should close the old bridge now.
T | p9 | AB | + | said | 2 | I don't think it should | x |
"""
    result = drafted(partial)
    text = repair_text(result.kept, result.gaps, prompt("repair"))

    assert text.startswith(prompt("repair").rstrip())
    assert text.split("\n\n", 1)[1] == (
        "## Lines that could not be used\n\n"
        "- T | p9 | AB | + | said | 2 | I don't think it should | x |\n"
        "  → stance: there is no proposition 'p9'\n\n"
        "## T records: no line says where these stand. Silence needs no line; anything they let be seen does\n\n"
        "- p2 (The old bridge is unsafe.): CD\n"
        "- p3 (The city should close the old bridge now.): CD, AB\n\n"
        "## P records: no proposition answers these questions\n\n"
        "- q2 (Who should pay?)\n\n"
        "## C records: these turns are answered, and nothing was taken from them\n\n"
        "- turn 3 of CD\n\n"
        "## Do these say the same? Then write an M record: M | the one to keep | the one that goes into it\n\n"
        "- p1 (The city should close the old bridge.) and p3 (The city should close the old bridge now.)\n"
    )
    assert repair_text(drafted(RIGHT).kept, drafted(RIGHT).gaps, prompt("repair")) == ""


def test_who_reports_is_who_says_the_words() -> None:
    """A stance told by another carries that one's name; words of the speaker himself are said, whatever the line says."""
    result = drafted(
        RIGHT
        + "T | p2 | CD | + | told | 1 | one more winter with trucks on it will bring it down | It will fall. | EM\n"
    )
    claims = {c.quote: c for c in result.event.claims}

    assert claims["Arguing for the motion is Cy Dorn"].reported_by == "Eve Moss"
    assert claims["one more winter with trucks on it will bring it down"].reported_by == ""
    assert claims["Arguing for the motion is Cy Dorn"].confidence < claims["Yes, it should"].confidence


def test_fields_are_read_as_people_write_them() -> None:
    """Synonyms, other dashes, leading zeros, lists and marks in a field become the record's own values."""
    answer = read_answer(
        "S | a | Ada | | Moderator | pro | X; Y ;none | -\nP | P01 | [q1] | prediction | It will rain | yes\n"
        "T | p1 | a | − | explicit | [3] | “it will not” | why |\nC | a | 3+4 | a | b | text | +p1 –p2 | | 3 % | !\n"
    ).records

    assert answer == (
        SpeakerRecord(code="a", label="Ada", role="host", side="for", organizations=("X", "Y")),
        PropositionRecord(id="p1", question="q1", text="It will rain", kind="forecast", minor=True),
        StanceRecord(proposition="p1", who="a", sign="-", quote="it will not", how="said", turns=(3,), why="why"),
        ClaimRecord(
            who="a",
            turns=(3, 4),
            quote="a | b",
            text="text",
            bears_on=(("+", "p1"), ("-", "p2")),
            number="3 %",
            top=True,
        ),
    )
