"""Kinds of transcripts that no case names: each of them gave words to who had not said them, or lost them, when it was first tried."""

from __future__ import annotations

import json

import pytest

from kg.readers import read
from tests.test_readers_strangers import Turns, turns_of

A, B, C = "The weir leaks again.", "Since when does it leak?", "Since the frost, I am told."
D, E, F = "Who will pay for it?", "Nobody has said so yet.", "Then we shall ask."


def said(*who: str) -> Turns:
    """Give the sentences above to these people in order."""
    return list(zip(who, (A, B, C, D, E, F), strict=False))


def test_an_office_that_begins_with_an_ordinal_speaks() -> None:
    """`The First Minister:` on its line, without the name that it had at first, was words of who spoke before."""
    first, chair = "The First Minister", "The Presiding Officer"
    heads = [f"{first} (Isla Kerr)", "Rory Muir (Clyde) (XN)", first, "Rory Muir", first, f"{chair} (Una Gow)"]
    source = "\n\n".join(f"{h}:\n{w}" for h, w in zip(heads, (A, B, C, D, E, F), strict=True))

    assert turns_of(source, "a.txt") == said("Isla Kerr", "Rory Muir", "Isla Kerr", "Rory Muir", "Isla Kerr", "Una Gow")


def test_an_office_of_two_people_is_neither() -> None:
    """Where two have sat in the chair, the chair alone is not given to one of them."""
    heads = [
        "The Presiding Officer (Una Gow)",
        "Rory Muir",
        "The Presiding Officer (Ewan Orr)",
        "The Presiding Officer",
    ]
    source = "\n\n".join(f"{h}: {w}" for h, w in zip([*heads, "Rory Muir"], (A, B, C, D, E), strict=True))

    assert turns_of(source, "a.txt")[3][0] == "The Presiding Officer"


@pytest.mark.parametrize("younger", ["Ida Moor Jr.", "Ida Moor, Jr.", "Ida Moor III"])
def test_the_younger_of_one_name_who_answers_the_elder_is_another(younger: str) -> None:
    """Nobody answers themself."""
    source = "".join(f"{n}: {w}\n" for n, w in zip([younger, "Ida Moor"] * 3, (A, B, C, D, E, F), strict=True))

    assert [who for who, _ in turns_of(source, "a.txt")] == [younger.replace(",", ""), "Ida Moor"] * 3


def test_the_younger_who_does_not_answer_is_the_same() -> None:
    """`Jr.` is left out once, and there is nobody else of that name."""
    heads = ["Ida Moor Jr.", "Tom Lisle", "Ida Moor", "Tom Lisle", "Ida Moor Jr."]
    source = "".join(f"{n}: {w}\n" for n, w in zip(heads, (A, B, C, D, E), strict=True))

    assert len({who for who, _ in turns_of(source, "a.txt")}) == 2


def test_a_room_with_a_number_and_a_side_is_one_name() -> None:
    """`Hall 2 - North` is no person of North."""
    cues = [("Hall 2 - North", A), ("Ida Moor", B), ("Hall 2 - North", C)]
    source = "WEBVTT\n\n" + "\n".join(
        f"00:00:0{i}.000 --> 00:00:0{i + 1}.000\n{n}: {w}\n" for i, (n, w) in enumerate(cues)
    )

    assert turns_of(source, "a.vtt") == cues


def test_a_time_in_two_brackets_with_an_address_is_a_time() -> None:
    """`[(0:10)](https://…)` stood in the words of every turn."""
    source = "\n\n".join(
        f"**{n}** [(0:{i}0)](https://v.example/?t={i}0): {w}"
        for i, (n, w) in enumerate(said("Ida Moor", "Tom Lisle", "Ida Moor"), 1)
    )

    assert turns_of(source, "a.md") == said("Ida Moor", "Tom Lisle", "Ida Moor")
    assert [u.start_time for u in read(source.encode(), name="a.md").utterances] == [10, 20, 30]


def test_the_words_are_read_and_not_the_list_of_those_present() -> None:
    """Words with their marks apart, beside a list of names: only the names were read."""
    turns = said("Ida Moor", "Tom Lisle", "Ida Moor")
    ids = {"Ida Moor": "s1", "Tom Lisle": "s2"}
    segments = [
        {
            "speaker": ids[n],
            "words": [{"text": x.strip(".?"), "punctuation": x[-1] if x[-1] in ".?" else ""} for x in w.split()],
        }
        for n, w in turns
    ]
    source = json.dumps({"speakers": [{"spkid": v, "name": k} for k, v in ids.items()], "segments": segments})

    assert [(n, " ".join(w.replace(",", "").split())) for n, w in turns_of(source, "a.json")] == [
        (n, w.replace(",", "")) for n, w in turns
    ]


def test_lords_speak_below_their_names_and_the_house_does_not() -> None:
    """`House of Lords` above the date took words, and `The Lord Speaker` was a heading that ended a speech."""
    heads = ["Lord Orme of Wick (Con)", "The Lord Speaker", "Baroness Gale", "The Lord Speaker", "Baroness Gale"]
    source = "House of Lords\nMonday 3 June\n\n" + "\n\n".join(
        f"{h}\n{w}" for h, w in zip(heads, (A, B, C, D, E), strict=True)
    )

    speakers = [who for who, _ in turns_of(source, "a.txt")]
    assert speakers == ["Lord Orme of Wick", "The Lord Speaker", "Baroness Gale", "The Lord Speaker", "Baroness Gale"]


def test_the_heads_of_pages_part_no_speech() -> None:
    """`Page 2 of 3` and the stamp below it were a heading, and the rest of the sentence a summary."""
    page = "\n\nRecord 17-04   Page {} of 3\nRESTRICTED\n\n"
    source = (
        page.format(1) + f"MR. LISLE: {A}\nMS. MOOR: Since when does" + page.format(2) + f"it leak?\nMR. LISLE: {C}"
        f"\nMS. MOOR: {D}" + page.format(3) + f"MR. LISLE: {E}\nMS. MOOR: {F}\n"
    )

    assert [w for _, w in turns_of(source, "a.txt")] == [A, B, C, D, E, F]


@pytest.mark.parametrize("mark", ["- ", " — ", "—", " – "])
def test_an_office_in_capitals_before_a_dash_speaks(mark: str) -> None:
    """With a blank before the dash too."""
    source = "\n\n".join(
        f"{n}{mark}{w}" for n, w in said("Mr SPEAKER", "Mr TOM LISLE", "Mr SPEAKER", "Ms IDA MOOR", "Mr SPEAKER")
    )

    assert turns_of(source, "a.txt") == said("Mr SPEAKER", "Mr TOM LISLE", "Mr SPEAKER", "Ms IDA MOOR", "Mr SPEAKER")


def test_a_time_with_a_full_stop_and_a_group_in_small_letters() -> None:
    """Helsinki: `14.10 Aino Salmi kesk: …`."""
    heads = ["Puhemies Veli Ranta", "Aino Salmi kesk", "Puhemies Veli Ranta", "Aino Salmi kesk"]
    source = "\n\n".join(f"14.{i + 10} {h}: {w}" for i, (h, w) in enumerate(zip(heads, (A, B, C, D), strict=True)))

    assert [w for _, w in turns_of(source, "a.txt")] == [A, B, C, D]
    assert len({n for n, _ in turns_of(source, "a.txt")}) == 2


def test_the_call_of_a_company_with_what_each_one_is_below_the_name() -> None:
    """The line below the name says office, firm and whether the person asks: it is no words, and the operator speaks too."""
    ida = "Ida Moor\nChief Executive Officer, Weir Works Inc.        A\n"
    tom = "Tom Lisle\nAnalyst, Lisle & Sons LLC        Q\n"
    rule = "\n" + "." * 40 + "\n"
    source = rule.join([f"Operator: {F}", tom + D, ida + C, tom + B, ida + E, tom + A, f"Operator: {B}"])

    assert turns_of(source, "a.txt") == [
        ("Operator", F), ("Tom Lisle", D), ("Ida Moor", C), ("Tom Lisle", B), ("Ida Moor", E), ("Tom Lisle", A), ("Operator", B),
    ]  # fmt: skip


def test_a_label_with_an_article_that_is_no_office_is_told() -> None:
    """It is not taken, for it may head a list; but its words do not go to the one before without a word."""
    heads = ["Ida Moor", "The Green Coat", "Tom Lisle", "Ida Moor", "The Green Coat", "Tom Lisle"]
    source = "\n\n".join(f"{h}: {w}" for h, w in zip(heads, (A, B, C, D, E, F), strict=True))

    assert any("The Green Coat" in w and "--speaker" in w for w in read(source.encode(), name="a.txt").warnings) or (
        "The Green Coat" in {n for n, _ in turns_of(source, "a.txt")}
    )


def test_the_time_of_the_day_on_its_line_is_a_time_and_no_speaker() -> None:
    """Copenhagen: `Kl. 13:05`, and below it who speaks; `Kl.` had all words."""
    heads = ["Formanden", "Karen Dahl (X)", "Formanden", "Karen Dahl (X)", "Formanden"]
    source = "\n\n".join(
        f"Kl. 13:0{i}\n\n{h}:\n{w}" for i, (h, w) in enumerate(zip(heads, (A, B, C, D, E), strict=True))
    )

    assert turns_of(source, "a.txt") == said("Formanden", "Karen Dahl", "Formanden", "Karen Dahl", "Formanden")


def test_turns_that_are_counted_in_brackets_behind_the_name() -> None:
    """`Ida Moor, Weir Works Inc - CFO   [2]` between rules: name, firm and number were words."""
    heads = ["Operator", "Ida Moor, Weir Works Inc - CFO", "Tom Lisle, Lisle & Sons - Analyst"] * 2
    rule = "-" * 60
    source = "\n".join(
        f"{h}    [{i}]\n{rule}\n{w}\n{rule}" for i, (h, w) in enumerate(zip(heads, (A, B, C, D, E, F), strict=True), 1)
    )

    assert turns_of(source, "a.txt") == said(*["Operator", "Ida Moor", "Tom Lisle"] * 2)


def test_names_on_lines_of_their_own_with_an_empty_line_below() -> None:
    """Names that return are speakers; a heading that stands once, as a name does, is none."""
    heads = ["Chief Justice Orme", "Ida Moor", "Justice Gale", "Ida Moor", "Chief Justice Orme", "Justice Gale"]
    parts = [f"{h}\n\n{w}" for h, w in zip(heads, (A, B, C, D, E, F), strict=True)]
    source = "\n\n".join([*parts[:3], "Rebuttal Argument", *parts[3:]])

    assert turns_of(source, "a.txt") == said(*heads)


@pytest.mark.parametrize("number", ["{}", "{}.", "#{}"])
def test_a_numbered_row_of_a_page_is_a_turn(number: str) -> None:
    """Three cells: the number of the row, who and what."""
    turns = said("Ida Moor", "Tom Lisle", "Ida Moor", "Tom Lisle")
    rows = "".join(f"<tr><td>{number.format(i)}</td><td>{n}</td><td>{w}</td></tr>" for i, (n, w) in enumerate(turns, 1))
    source = f"<html><body><table><tr><th>Nr</th><th>Wer</th><th>Was</th></tr>{rows}</table></body></html>"

    assert turns_of(source, "a.html") == turns


@pytest.mark.parametrize("person", [{"AttendeeId": "a-1", "ExternalUserId": ""}, {"UserRef": ""}])
def test_who_attends_is_an_object_of_unknown_keys(person: dict[str, str]) -> None:
    """`"Attendee": {"ExternalUserId": "Ida Moor"}`: nobody was named."""
    turns = said("Ida Moor", "Tom Lisle", "Ida Moor")
    last = list(person)[-1]
    rows = [{"Attendee": {**person, last: n}, "StartTime": i * 4.5, "Transcript": w} for i, (n, w) in enumerate(turns)]

    assert turns_of(json.dumps({"Transcript": {"Results": rows}}), "a.json") == turns


def test_bars_after_a_time_are_columns() -> None:
    """`time | NAME | words` is a table without a head; a name with an organization behind a bar is a label."""
    rows = (
        "00:00:03 | ADA BERG | Good evening to you all.\n00:00:09 | BRUNO LIND | Thank you, the boat is too dear.\n"
        "00:00:15 | ADA BERG | Who should pay for it then?\n00:00:20 | CARA VOSS | The county, as it always did.\n"
    )
    transcript = read(rows.encode())

    assert [u.speaker for u in transcript.utterances] == ["ADA BERG", "BRUNO LIND", "ADA BERG", "CARA VOSS"]
    assert [u.start_time for u in transcript.utterances] == [3.0, 9.0, 15.0, 20.0]
    assert transcript.words_of(transcript.utterances[2]) == "Who should pay for it then?"


def test_who_films_a_deposition_speaks() -> None:
    """The videographer opens and closes the record, and does not go on with an examiner's words."""
    talk = (
        "THE VIDEOGRAPHER: We are on the record.\nMR. HALE: Please state your name.\nTHE WITNESS: Ada Berg.\nMR. HALE: Did you see it?\n"
        "THE WITNESS: I did.\nMR. HALE: No further questions.\nTHE VIDEOGRAPHER: We are off the record.\n"
    )
    said = [u.speaker for u in read(talk.encode()).utterances if u.kind == "speech"]

    assert (said[0], said[-1], said[-2]) == ("THE VIDEOGRAPHER", "THE VIDEOGRAPHER", "MR. HALE")


def test_what_a_diarizer_prints() -> None:
    """`start=… stop=… speaker_SPEAKER_00 words`, as pyannote's own print has it."""
    text = (
        "start=0.0s stop=4.2s speaker_SPEAKER_00 Good evening and welcome.\nstart=4.4s stop=9.0s speaker_SPEAKER_01 Thank you for that.\n"
        "start=9.1s stop=12.0s speaker_SPEAKER_00 What should the town do?\nstart=12.2s stop=18.0s speaker_SPEAKER_01 Sell the boat.\n"
    )
    transcript = read(text.encode())

    assert [u.speaker.removeprefix("speaker_") for u in transcript.utterances] == ["SPEAKER_00", "SPEAKER_01"] * 2
    assert [(u.start_time, u.end_time) for u in transcript.utterances][1] == (4.4, 9.0)


def test_a_courts_reporter_is_no_audience() -> None:
    """Who writes down what is said is not of the public; a reporter who asks is."""
    talk = "THE COURT: Proceed.\nTHE COURT REPORTER: Speak up.\nTHE COURT: Please.\nTHE COURT REPORTER: Thank you.\n"
    roles = {p.name: p.role for p in read(talk.encode()).labels}

    assert roles["THE COURT REPORTER"] != "audience"
