"""A reading says where it looks wrong, explains itself, and takes a person's word for who is a speaker."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli.build import command as build_command
from kg.cli.read import command as read_command
from kg.errors import FormatError, KgError, NoSpeakerError
from kg.model import Transcript
from kg.pipeline import annotated
from kg.readers import read
from tests.mutations import damaged

TALK = "Ada Park: Is the hay dry?\n\nBen Osei: By noon it is.\n\nAda Park: Then we cart it.\n\nBen Osei: We do.\n\n"


def said(transcript: Transcript) -> list[tuple[str, str]]:
    """Return who says what."""
    return [(u.speaker, transcript.words_of(u)) for u in transcript.utterances if u.kind == "speech"]


#: What was done to the talk, the line that came of it, what the warning says of it.
REMNANTS = {
    "no colon": ("Ada Park We begin with the north field.", "begins with 'Ada Park' without what ends a label"),
    "another mark": (
        "Ada Park; we begin with the north field.",
        "begins with 'Ada Park' and another mark than the other labels have",
    ),
    "a slip of the pen": (
        "Ada Prak: We begin with the north field.",
        "the label 'Ada Prak' (1 of 3 lines) is nearly 'Ada Park'",
    ),
    "a number": (
        "Ada Park 7: We begin with the north field.",
        "begins with 'Ada Park' and a colon, but not as the other labels do",
    ),
    "a tag": (
        "<x>Ada Park: We begin with the north field.",
        "begins with 'Ada Park' and a colon, but not as the other labels do",
    ),
    "another case": (
        "ada park: We begin with the north field.",
        "the label 'ada park' is written 'Ada Park' elsewhere",
    ),
    "a broken line": ("Ada\nPark: We begin with the north field.", "'Ada' and the line below make 'Ada Park'"),
    "a label alone": ("Ada Park\nWe begin with the north field.", "'Ada Park' stands alone on its line"),
}


@pytest.mark.parametrize("damage", REMNANTS)
def test_what_is_left_of_a_label_is_told(damage: str) -> None:
    """A damaged label is never silently given to who spoke before: a warning names line, cause and remedy."""
    line, expected = REMNANTS[damage]

    warnings = read(
        (
            TALK
            + line
            + "\n\nBen Osei: And the south field?\n\nAda Park: It is late.\n" * (damage == "another case")
            + "\n\nBen Osei: Yes.\n"
        ).encode(),
        name="hay.txt",
    ).warnings

    assert len(warnings) == 1
    assert warnings[0].startswith("hay.txt:9: " + expected)


def test_no_warning_without_a_cause() -> None:
    """A name at the head of a sentence, a list of who is there and names that share a word are no damage."""
    text = (
        "Present: Ada Park, Ben Osei\n\n"
        + TALK
        + "Ada Park said so before, and\nBen Osei was there.\n\nBen Osei: Ada, we know. Ada Park's field is dry.\n"
    )

    assert read(text.encode()).warnings == ()


def test_damaged_labels_are_told_and_whole_ones_are_not() -> None:
    """Of damaged labels of many styles nine in ten are told; of whole talks none is."""
    rng, told, alarms = random.Random(20260111), 0, 0
    for _ in range(120):
        _, _, _, whole, hit = damaged(rng)
        alarms += bool(read(whole, name="x").warnings)
        try:
            told += bool(read(hit, name="x").warnings)
        except KgError:
            told += 1

    assert alarms == 0
    assert told >= 108


def test_a_refused_label_is_told_and_a_person_decides() -> None:
    """What could be a label and is read as words is named with both options; either is taken at its word."""
    text = TALK + "We saw this:\nHenrietta: a good hay year\nand more.\n\nBen Osei: Good.\n"

    first = read(text.encode(), name="hay.txt")

    assert [w.partition(", ")[0] for w in first.warnings] == ["hay.txt:10: 'Henrietta' may be a speaker"]
    assert "Henrietta" not in {s for s, _ in said(first)}
    accepted = read(text.encode(), speakers=["Henrietta"])
    assert ("Henrietta", "a good hay year") in said(accepted)
    assert accepted.warnings == ()


def test_a_person_refuses_a_label() -> None:
    """A refused label of a text is words; in a table its words are nobody's."""
    text = TALK + "Recipe Book: cut early.\n\nBen Osei: I know.\n\nRecipe Book: dry long.\n\nBen Osei: Yes.\n"
    table = "speaker,text\nAda,Is it dry?\nBell,Ding.\nAda,It is.\nBell,Ding dong.\n"

    assert "Recipe Book" in {s for s, _ in said(read(text.encode()))}
    assert {s for s, _ in said(read(text.encode(), not_speakers=["recipe book"]))} == {"Ada Park", "Ben Osei"}
    assert said(read(table.encode(), not_speakers=["Bell"]))[1] == ("", "Ding.")


def test_event_yaml_decides_as_well(tmp_path: Path) -> None:
    """`not_speakers` of event.yaml refuses a label, `speakers` accepts one."""
    (tmp_path / "transcript.txt").write_text(
        TALK
        + "We saw this:\nHenrietta: a good hay year\nand more.\n\nRecipe Book: cut early.\n\nBen Osei: No.\n\nRecipe Book: dry.\n\nBen Osei: Yes.\n"
    )
    (tmp_path / "event.yaml").write_text(
        "speakers:\n  - id: ada\n    name: Ada Park\n  - id: ben\n    name: Ben Osei\n  - id: henrietta\n    name: Henrietta\nnot_speakers: [Recipe Book]\n"
    )

    assert {s for s, _ in said(annotated(tmp_path).transcript)} == {"Ada Park", "Ben Osei", "Henrietta"}


ODD = {
    "numbers": ("speaker,text\nAda,12\nBen,40\nAda,33\nBen,4\nAda,51\n", "5 of 5 turns hold nothing but numbers"),
    "a date": (
        "speaker,text\nAda,Is it dry?\n2023-05-02,It is.\nAda,Good then.\n",
        "speaker '2023-05-02' looks like a date",
    ),
    "a language": (
        "speaker,text\nAda,Is it dry?\nEnglish,It is.\nAda,Good then.\n",
        "speaker 'English' looks like a language",
    ),
    "a sentence": (
        "speaker,text\nAda,Is it dry?\nand then we went home again,It is.\nAda,Good then.\n",
        "speaker 'and then we went home again' looks like a sentence",
    ),
    "nobody": ("start\tend\ttext\n0\t1800\tIs the hay dry?\n1800\t3000\tBy noon it is.\n", "nobody is named"),
}


@pytest.mark.parametrize("kind", ODD)
def test_what_no_transcript_should_be(kind: str) -> None:
    """Numbers for words, a date or a sentence for a speaker, nobody named: each is told with what to do."""
    source, expected = ODD[kind]

    assert [w for w in read(source.encode(), name="t").warnings if w.startswith(f"t: {expected}")]


def test_hardly_anything_read_is_an_error() -> None:
    """A source of which next to nothing would be speech is refused with what the rest was taken for."""
    page = (
        "<!doctype html><html><body><div class='sidebar'>"
        + "<p>Many words of a page that no one says here.</p>" * 80
        + "</div><p><b>Ada:</b> Yes.</p><p><b>Ben:</b> No.</p><p><b>Ada:</b> Yes.</p></body></html>"
    )

    with pytest.raises((FormatError, NoSpeakerError)) as refused:
        read(page.encode(), name="page.html")
    assert str(refused.value).startswith("page.html: ")


def test_explain(tmp_path: Path) -> None:
    """--explain tells which styles were considered, and for each label the evidence."""
    path = tmp_path / "hay.txt"
    path.write_text(TALK + "Note: it rained.\n")

    lines = CliRunner().invoke(read_command, [str(path), "--explain", "-q"]).stderr.splitlines()

    assert lines[:3] == [
        "style `colon`: used: explains most lines (score 4.0, 4 heads, 2 labels)",
        "label 'Ada Park' (colon): accepted, 4.0 of 2.0, lines 1, 5: +3.0 returns, 2 lines; +1.0 looks like a name",
        "label 'Ben Osei' (colon): accepted, 4.0 of 2.0, lines 3, 7: +3.0 returns, 2 lines; +1.0 looks like a name",
    ]


def test_warnings_reach_report_and_page(tmp_path: Path) -> None:
    """What looks wrong stands on stderr, in report.md and in the page."""
    source = tmp_path / "hay.txt"
    source.write_text(TALK + "Ada Park We begin with the north field.\n\nBen Osei: Yes.\n")

    done = CliRunner().invoke(build_command, [str(source), "-o", str(tmp_path / "out")])

    assert done.exit_code == 0, done.output
    assert "warning: " in done.stderr
    assert "## Where the reading looks wrong\n\n- " in (tmp_path / "out" / "report.md").read_text()
    assert "Where the reading looks wrong: 1" in (tmp_path / "out" / "explorer.html").read_text()


def test_title_date_place_and_language() -> None:
    """Front matter tells them, then JSON, then the headings; quotation marks of YAML are no part of a name."""
    text = (
        "---\ntitle: 'The Hay Talk'\ndate: May 2, 2023\nlocation: Lind\nlang: en-GB\nspeakers:\n  - 'Ada Park'\n  - \"Ben Osei\"\n---\n## One\n\n"
        + TALK
    )
    told = read(text.encode())

    assert (told.title, told.date, told.place, told.language) == ("The Hay Talk", "2023-05-02", "Lind", "en-GB")
    assert {s for s, _ in said(told)} == {"Ada Park", "Ben Osei"}
    data = read(
        b'{"title": "Hay", "date": "2023-05-02", "language": "German", "segments": [{"speaker": "A", "text": "Ja, ja."}, {"speaker": "B", "text": "Nein."}]}'
    )
    assert (data.title, data.date, data.language) == ("Hay", "2023-05-02", "de")
    assert read(b"# Council of 3 June 2021\n\n" + TALK.encode()).date == "2021-06-03"


_CUES = [("Ada Park", "We open the sluice early."), ("Ben Osei", "That floods the whole meadow.")] * 3


def _captions(lines: list[str]) -> bytes:
    cues = [f"00:00:0{i}.000 --> 00:00:0{i}.900\n{line}" for i, line in enumerate(lines)]
    return ("WEBVTT\n\n" + "\n\n".join(cues)).encode()


@pytest.mark.parametrize("damaged", ["Ada Park; We open it.", "Ada Prak: We open it.", "Ada Park We open it early."])
def test_damaged_labels_of_captions_are_told(damaged: str) -> None:
    """A cue whose label is broken says where; captions that are whole say nothing."""
    lines = [f"{n}: {w}" for n, w in _CUES]
    assert not read(_captions(lines), name="x.vtt").warnings
    lines[4] = damaged
    assert any("cue at 4.0 s" in w and "Ada Park" in w for w in read(_captions(lines), name="x.vtt").warnings)


@pytest.mark.parametrize("damaged", ["Ada Prak,It rains.", ",Ada Park: It rains again.", "ADA PARK,It rains."])
def test_damaged_labels_of_tables_are_told(damaged: str) -> None:
    """A cell that is nearly a speaker, and a label that slipped into the words, are told with their row."""
    rows = ["speaker,text", *(f"{n},{w}" for n, w in _CUES)]
    assert not read("\n".join(rows).encode(), name="x.csv").warnings
    rows[5] = damaged
    assert any("row 6" in w and "Park" in w for w in read("\n".join(rows).encode(), name="x.csv").warnings)
