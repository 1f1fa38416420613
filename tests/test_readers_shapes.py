"""JSON by its shape, tables by what their columns hold, pages by where their text stands, times with and without names."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.errors import NoSpeakerError
from kg.readers import read

HAY, DRY = ("Mira", "Is the hay dry?"), ("Tom", "By noon it is.")
BACK = ("Mira", "Then we cart it.")
TALK = [HAY, DRY, BACK]


def turns(source: bytes | str | Path, name: str = "") -> list[tuple[str, str, float | None]]:
    """Return who says what, and from when on."""
    transcript = read(
        source if isinstance(source, Path) else source.encode() if isinstance(source, str) else source, name=name
    )
    return [(u.speaker, transcript.words_of(u), u.start_time) for u in transcript.utterances if u.kind == "speech"]


def said(source: Any, name: str = "") -> list[tuple[str, str]]:
    """Return who says what."""
    data = source if isinstance(source, (str, bytes)) else json.dumps(source, ensure_ascii=False)
    return [(who, words) for who, words, _ in turns(data, name)]


WORDS = [(w, i * 3.0 + j * 0.5, who) for i, (who, text) in enumerate(TALK) for j, w in enumerate(text.split())]
VOICES = [{"speaker": who, "start": i * 3.0, "end": i * 3.0 + 2.0} for i, (who, _) in enumerate(TALK)]

SHAPES: dict[str, Any] = {
    "turns in a list under a name of their own": {"dialog": [{"speaker": n, "text": w} for n, w in TALK]},
    "a list of speakers whose items are the turns": {
        "speakers": [{"speaker": n, "text": w, "timestamp": [i, i + 1]} for i, (n, w) in enumerate(TALK)]
    },
    "words in a list inside of turns": {
        "parts": [{"rounds": [{"speaker": {"name": n}, "bits": [{"text": x} for x in w.split()]} for n, w in TALK]}]
    },
    "words beside a list of who spoke when": {
        "tokens": [{"text": w, "start": t, "end": t + 0.4} for w, t, _ in WORDS],
        "paragraphs": VOICES,
    },
    "triples of word and times beside a list of who spoke when": {
        "results": [
            {
                "alternatives": [
                    {
                        "transcript": " ".join(w for w, _, _ in WORDS),
                        "timestamps": [[w, t, t + 0.4] for w, t, _ in WORDS],
                    }
                ]
            }
        ],
        "labels": [{"from": t, "to": t + 0.4, "speaker": who} for w, t, who in WORDS],
    },
    "blanks that are written as pieces of their own": {
        "speakers": [{"id": 1, "name": "Mira"}, {"id": 2, "name": "Tom"}],
        "monologues": [
            {
                "speaker": 1 if n == "Mira" else 2,
                "spans": [*[{"value": x} for piece in w[:-1].split() for x in (piece, " ")][:-1], {"value": w[-1]}],
            }
            for n, w in TALK
        ],
    },
    "speakers that are objects without a name": [
        {"speaker": {"full": n, "name": None, "title": "x"}, "text": w} for n, w in TALK
    ],
    "keys that nobody knows": [{"SpeakerName": n, "Spoken Words": w, "n": i} for i, (n, w) in enumerate(TALK)],
}


@pytest.mark.parametrize("shape", SHAPES)
def test_json_is_read_by_its_shape(shape: str) -> None:
    """Who says what is found wherever the lists and keys of a vendor put it."""
    assert said(SHAPES[shape]) == TALK


def test_json_says_when_another_speaks_without_saying_who() -> None:
    """`speaker_turn_next` parts the turns; the times of `from` and `to` are read."""
    rows = [
        {"timestamps": {"from": f"00:00:0{i},000", "to": f"00:00:0{i},900"}, "text": " " + w, "speaker_turn_next": True}
        for i, (_, w) in enumerate(TALK)
    ]

    assert turns(json.dumps({"transcription": rows})) == [("", w, float(i)) for i, (_, w) in enumerate(TALK)]


@pytest.mark.parametrize("nobody", ["None", "null", "N/A", "nan", "", None])
def test_a_word_for_nobody_is_nobody(nobody: str | None) -> None:
    """What a program writes for a missing speaker names no one."""
    rows = [
        {"speaker": "Mira", "text": "Is it dry?"},
        {"speaker": nobody, "text": "The gate creaks."},
        {"speaker": "Mira", "text": "So it is."},
    ]

    assert said(rows) == [("Mira", "Is it dry?"), ("", "The gate creaks."), ("Mira", "So it is.")]


def test_raw_line_breaks_inside_of_json() -> None:
    """Line breaks and tabs that JSON forbids inside a text are blanks."""
    assert said('[{"speaker":"Mira","text":"Is the\nhay\tdry?"},{"speaker":"Tom","text":"By noon\nit is."}]') == [
        HAY,
        DRY,
    ]


def test_a_page_inside_of_json() -> None:
    """A JSON object whose one long text is a page is that page."""
    page = "".join(f'<p><span class="timestamp">00:0{i}</span> <b>{n}:</b> {w}</p>' for i, (n, w) in enumerate(TALK))

    assert said({"text": page, "media": "hay.mp3", "media-time": 4.5}) == TALK


TABLES: dict[str, tuple[str, list[tuple[str, str, float | None]]]] = {
    "a running number called Turn": (
        "Turn,Speaker,Text\n1,Mira,Is the hay dry?\n2,Tom,By noon it is.\n3,Mira,Then we cart it.\n",
        [(n, w, None) for n, w in TALK],
    ),
    "names of columns that are cut short": (
        "No\tSpkr\tStTime\tContent\tEnTime\n1\tMira\t1.5\tIs the hay dry?\t2\n2\tTom\t3\t(pause 0.4)\t3.4\n3\tTom\t3.5\tBy noon it is.\t5.5\n",
        [("Mira", "Is the hay dry?", 1.5), ("Tom", "By noon it is.", 3.5)],
    ),
    "labels with their colon, entities, a time with words beside it": (
        "time,speaker,words\n[00:01:05] the talk begins,MI:,Is the hay dry&#8212;all of it?\n,TO:,By noon &amp; no later.\n",
        [("MI", "Is the hay dry—all of it?", 65.0), ("TO", "By noon & no later.", None)],
    ),
    "what the machine hears": (
        "1\tMIRA\tIs the hay dry?\n2\tSYSTEM\t(BELL RINGS)\n3\tTOM\tBy noon it is.\n4\tMIRA\tThen we cart it.\n",
        [("MIRA", "Is the hay dry?", None), ("TOM", "By noon it is.", None), ("MIRA", "Then we cart it.", None)],
    ),
    "a recogniser's table without speakers": (
        "start\tend\ttext\n0\t1800\tIs the hay dry?\n1800\t3000\tBy noon it is.\n",
        [("", "Is the hay dry? By noon it is.", 0.0)],
    ),
    "a column called Line that holds the words": (
        "Character,Line\nMira,Is the hay dry?\nTom,By noon it is.\n",
        [("Mira", "Is the hay dry?", None), ("Tom", "By noon it is.", None)],
    ),
}


@pytest.mark.parametrize("table", TABLES)
def test_tables_are_read_by_what_their_columns_hold(table: str) -> None:
    """A running number is no text and no time, whatever its column is called."""
    source, expected = TABLES[table]

    assert turns(source) == expected


def test_preformatted_text_keeps_its_lines() -> None:
    """Inside <pre> a line is a line."""
    page = "<html><body><pre>\nMs. HALL: Is the hay dry,\nall of it?\nMr. REED: By noon it is.\nMs. HALL: Then we cart it.\n</pre></body></html>"

    assert said(page) == [
        ("Ms. HALL", "Is the hay dry,"),
        ("Ms. HALL", "all of it?"),
        ("Mr. REED", "By noon it is."),
        ("Ms. HALL", "Then we cart it."),
    ]


def test_a_form_around_the_whole_page() -> None:
    """An element that is furniture elsewhere is content where most of the text stands in it; a search form is none."""
    inside = "".join(f"<p><b>{n}:</b> {w}</p>" for n, w in TALK)

    assert said(f"<!doctype html><html><body><form method='post'>{inside}</form></body></html>") == TALK
    assert said(f"<!doctype html><html><body><form><label>Find: word</label></form>{inside}</body></html>") == TALK


def cues(*texts: str) -> str:
    """Lay texts out as WebVTT."""
    return "WEBVTT\n\n" + "".join(f"00:0{i}.000 --> 00:0{i}.900\n{t}\n\n" for i, t in enumerate(texts))


def test_two_voices_in_one_cue() -> None:
    """Two lines with a dash each are two turns; without names they are nobody's."""
    assert said(cues("- Is the hay dry?\n- By noon it is.", "- Then we cart it.\n- We do.")) == [
        ("", "Is the hay dry?"),
        ("", "By noon it is."),
        ("", "Then we cart it."),
        ("", "We do."),
    ]


def test_a_label_in_every_cue() -> None:
    """Where every cue has a label, a room and a telephone are labels as well; where words go on after a colon, they are words."""
    assert said(
        cues(
            "Mira Hall: Is it dry?",
            "Barn - Desk 2: Not yet.",
            "+44 20***77: Hello?",
            "Barn - Desk 5: Now it is.",
            "Mira Hall: Good.",
        )
    ) == [
        ("Mira Hall", "Is it dry?"),
        ("Barn - Desk 2", "Not yet."),
        ("+44 20***77", "Hello?"),
        ("Barn - Desk 5", "Now it is."),
        ("Mira Hall", "Good."),
    ]
    assert said(
        cues(
            "Mira Hall: Two things: hay, and rain.",
            "Tom Reed: First: hay.",
            "Second: rain.",
            "Mira Hall: Note: it rains.",
        )
    ) == [
        ("Mira Hall", "Two things: hay, and rain."),
        ("Tom Reed", "First: hay. Second: rain."),
        ("Mira Hall", "Note: it rains."),
    ]


TEXTGRID = """File type = "ooTextFile"
Object class = "TextGrid"

xmin = 0
xmax = 6
tiers? <exists>
size = 3
item []:
    item [1]:
        class = "IntervalTier"
        name = "Mira"
        xmin = 0
        xmax = 6
        intervals: size = 3
        intervals [1]:
            xmin = 0
            xmax = 2
            text = "Is the ""new"" hay dry?"
        intervals [2]:
            xmin = 2
            xmax = 4
            text = ""
        intervals [3]:
            xmin = 4
            xmax = 6
            text = "Then we cart it."
    item [2]:
        class = "IntervalTier"
        name = "Tom"
        xmin = 0
        xmax = 6
        intervals: size = 1
        intervals [1]:
            xmin = 2.5
            xmax = 4
            text = "By noon it is."
    item [3]:
        class = "IntervalTier"
        name = "Tom - phones"
        xmin = 0
        xmax = 6
        intervals: size = 1
        intervals [1]:
            xmin = 2.5
            xmax = 2.6
            text = "b"
"""
SHORT = """File type = "ooTextFile"
Object class = "TextGrid"

0
6
<exists>
2
"IntervalTier"
"Mira"
0
6
1
0
2
"Is the hay dry?"
"IntervalTier"
"Tom"
0
6
1
2.5
4
"By noon it is."
"""


def test_textgrid() -> None:
    """Tiers are speakers, doubled quotation marks are one, empty intervals are silence, sounds are no words."""
    assert turns(TEXTGRID) == [
        ("Mira", 'Is the "new" hay dry?', 0.0),
        ("Tom", "By noon it is.", 2.5),
        ("Mira", "Then we cart it.", 4.0),
    ]
    assert turns(SHORT) == [("Mira", "Is the hay dry?", 0.0), ("Tom", "By noon it is.", 2.5)]


TIMED: dict[str, tuple[str, list[tuple[str, str, float | None]]]] = {
    "a diarizer's lines": (
        "0.00 1.44 SPEAKER_00 Is the hay dry?\n1.50 3.00 SPEAKER_01 By noon it is.\n3.10 4.2 SPEAKER_00 Then we cart it.\n",
        [
            ("SPEAKER_00", "Is the hay dry?", 0.0),
            ("SPEAKER_01", "By noon it is.", 1.5),
            ("SPEAKER_00", "Then we cart it.", 3.1),
        ],
    ),
    "Whisper's print": (
        "[00:00.000 --> 00:01.800]  Is the hay dry?\n[00:01.800 --> 00:03.000]  By noon it is.\n[00:06.000 --> 00:07.000]  Then we cart it.\n",
        [("", "Is the hay dry? By noon it is.", 0.0), ("", "Then we cart it.", 6.0)],
    ),
    "LRC": (
        "[ti:The hay]\n[00:01.00]Is the hay dry?\n[00:02.50]By noon it is.\n[00:04.00]Then we cart it.\n",
        [("", "Is the hay dry? By noon it is. Then we cart it.", 1.0)],
    ),
    "seconds before labels": (
        "[0.00s -> 1.80s] Mira: Is the hay dry?\n[1.80s -> 3.00s] Tom: By noon it is.\n[3.00s -> 4.00s] Mira: Then we cart it.\n",
        [("Mira", "Is the hay dry?", 0.0), ("Tom", "By noon it is.", 1.8), ("Mira", "Then we cart it.", 3.0)],
    ),
}


@pytest.mark.parametrize("kind", TIMED)
def test_lines_that_begin_with_their_time(kind: str) -> None:
    """Times are kept; where no word after them returns as a label, nobody is named, and a note says how to name them."""
    source, expected = TIMED[kind]

    assert turns(source) == expected
    assert any("nobody is named" in n for n in read(source.encode()).notes) == (not expected[0][0])


def test_who_spoke_when_beside_the_words(tmp_path: Path) -> None:
    """NAME.rttm names who speaks in NAME.txt; alone it is refused, for it holds no words."""
    (tmp_path / "hay.txt").write_text(TIMED["Whisper's print"][0])
    (tmp_path / "hay.rttm").write_text(
        "SPEAKER hay 1 0.0 1.7 <NA> <NA> mira <NA> <NA>\nSPEAKER hay 1 1.8 1.2 <NA> <NA> tom <NA> <NA>\nSPEAKER hay 1 5.9 1.0 <NA> <NA> mira <NA> <NA>\n"
    )

    assert turns(tmp_path / "hay.txt") == [
        ("mira", "Is the hay dry?", 0.0),
        ("tom", "By noon it is.", 1.8),
        ("mira", "Then we cart it.", 6.0),
    ]
    with pytest.raises(NoSpeakerError, match="holds no words"):
        read(tmp_path / "hay.rttm")


def test_two_participants_of_one_name() -> None:
    """Two participants of an AIF file are two people, though they have one name."""
    people = [{"participantID": i, "firstname": "Mira", "surname": "Hall"} for i in (1, 2)]
    nodes = [{"nodeID": i, "text": f"Mira Hall : {w}", "type": "L"} for i, (_, w) in enumerate(TALK)]
    data = {
        "AIF": {
            "nodes": nodes,
            "locutions": [{"nodeID": i, "personID": 1 + i % 2} for i in range(3)],
            "participants": people,
        }
    }

    assert said(data) == [("Mira Hall", HAY[1]), ("Mira Hall #2", DRY[1]), ("Mira Hall", BACK[1])]


def test_cue_times_of_single_digits() -> None:
    """A caption whose clock has one digit where others have two is a caption all the same."""
    text = "".join(f"0:0:{i}.10 --> 0:0:{i + 1}.1\n{n}\n{w}\n\n" for i, (n, w) in enumerate(TALK, 8))

    assert turns(text) == [(n, w, i + 0.1) for i, (n, w) in enumerate(TALK, 8)]
