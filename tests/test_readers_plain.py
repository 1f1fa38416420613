"""Plain text and Markdown: what is a label, what is speech, what is neither; and that every character is accounted for."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import NoSpeakerError
from kg.model import LeftOut, Transcript
from kg.readers import read
from tests.mutations import accounted

AGI_NEXT = Path(__file__).parent.parent / "data" / "agi-next-2026" / "transcript.txt"


def lines(transcript: Transcript) -> list[tuple[str, str, str]]:
    """Return kind, speaker and words of every utterance."""
    return [(u.kind, u.speaker, transcript.words_of(u)) for u in transcript.utterances]


TALK_AND_PANEL = """\
River Days Summit: Ada Park and Ben Osei on the Sluice
On May 3rd the people of Lind met to speak of their river. This is what was said.
What Was Said in Short
• Ada Park (Water Board): Open the sluice early. • Ben Osei (Meadow Farm): Never in spring.
Opening the Sluice
Speaker: Ada Park (engineer of the Water Board)
I have three points. First: the river rises.
The second point is about fish, which is a long story.
Fish and Their Ways
Fish swim. That is all I know about them: they swim.
Panel on the River
Host: Cy Dee
Cy Dee: Welcome. Ben, what do you say?
Ben Osei: Two things matter to me: hay and hay.
It is late in the year for hay.
Cy Dee: Thank you.
"""


def test_a_talk_and_a_panel() -> None:
    """Headings, summary, label lines and continuations are told apart without any mark-up."""
    expected = [
        ("heading", "", "River Days Summit: Ada Park and Ben Osei on the Sluice"),
        ("front matter", "", "On May 3rd the people of Lind met to speak of their river. This is what was said."),
        ("heading", "", "What Was Said in Short"),
        ("summary", "", "• Ada Park (Water Board): Open the sluice early. • Ben Osei (Meadow Farm): Never in spring."),
        ("heading", "", "Opening the Sluice"),
        ("label", "", "Speaker: Ada Park (engineer of the Water Board)"),
        ("speech", "Ada Park", "I have three points. First: the river rises."),
        ("speech", "Ada Park", "The second point is about fish, which is a long story."),
        ("heading", "", "Fish and Their Ways"),
        ("speech", "Ada Park", "Fish swim. That is all I know about them: they swim."),
        ("heading", "", "Panel on the River"),
        ("label", "", "Host: Cy Dee"),
        ("speech", "Cy Dee", "Welcome. Ben, what do you say?"),
        ("speech", "Ben Osei", "Two things matter to me: hay and hay."),
        ("speech", "Ben Osei", "It is late in the year for hay."),
        ("speech", "Cy Dee", "Thank you."),
    ]

    transcript = read(TALK_AND_PANEL.encode())

    assert lines(transcript) == expected
    assert transcript.text == TALK_AND_PANEL
    assert [u.section for u in transcript.utterances if u.kind == "speech"] == ["Opening the Sluice"] * 2 + [
        "Fish and Their Ways"
    ] + ["Panel on the River"] * 4
    assert {(p.name, p.role) for p in transcript.labels} == {
        ("Ada Park", "speaker"),
        ("Cy Dee", "host"),
        ("Ben Osei", "panelist"),
    }


def test_the_agi_next_transcript() -> None:
    """Each of the 178 lines of the first event has its kind and its speaker."""
    transcript = read(AGI_NEXT)
    kinds = {
        k: sum(u.kind == k for u in transcript.utterances)
        for k in ("speech", "heading", "summary", "label", "front matter")
    }
    summaries = [transcript.text.count("\n", 0, u.start) + 1 for u in transcript.utterances if u.kind == "summary"]
    speakers = {
        s: sum(u.speaker == s for u in transcript.utterances)
        for s in {u.speaker for u in transcript.utterances if u.speaker}
    }

    assert transcript.text == AGI_NEXT.read_bytes().decode()
    assert len(transcript.utterances) == 178
    assert kinds == {"speech": 143, "heading": 28, "summary": 3, "label": 3, "front matter": 1}
    assert summaries == [4, 6, 8]
    assert speakers == {
        "Tang Jie": 66,
        "Li Guangmi": 27,
        "Yao Shunyu": 18,
        "Yang Zhilin": 13,
        "Lin Junyang": 13,
        "Yang Qiang": 6,
    }
    assert accounted(transcript, AGI_NEXT.read_bytes()) == ""


def test_every_character_is_accounted_for() -> None:
    """What is in no utterance is counted, with its reason."""
    source = "Ada: One [laughter] two.\n\n-----\nBen: Three.\nTranscribed by a machine\n"

    transcript = read(source.encode())

    assert lines(transcript) == [("speech", "Ada", "One"), ("speech", "Ada", "two."), ("speech", "Ben", "Three.")]
    assert transcript.left_out == (
        LeftOut(reason="page furniture", n_pieces=1, n_characters=24),
        LeftOut(reason="sound mark", n_pieces=1, n_characters=10),
        LeftOut(reason="white space", n_pieces=5, n_characters=9),
        LeftOut(reason="speaker label", n_pieces=2, n_characters=8),
        LeftOut(reason="mark-up", n_pieces=1, n_characters=5),
    )


NO_TRANSCRIPTS = {
    "an essay": "Rivers are long. The first thing: they flow.\n\nNote: they also freeze.\n\nConclusion: rivers matter.\n",
    "a recipe": "Ingredients:\n2 eggs\nMethod: beat the eggs.\nTip: serve hot.\nNote: keeps two days.\nTime: 20 min\n",
    "settings": "name: kg\nversion: 3\nurl: https://x.org\nauthor: someone\n",
    "a letter": "Dear Ben,\n\nthank you for the fish. P.S.: it was good.\n\nYours,\nAda\n",
    "Python": "def f(x):\n    return x\n\nclass A:\n    y: int = 3\n    z: str = 'a'\n",
    "a list": "- milk\n- bread\n- one thing more: eggs\n",
}


@pytest.mark.parametrize("text", NO_TRANSCRIPTS.values(), ids=NO_TRANSCRIPTS)
def test_what_is_no_transcript(text: str) -> None:
    """Text in which nobody speaks is an error in one line, not a transcript with false speakers."""
    with pytest.raises(NoSpeakerError, match=r"^notes\.txt: no speaker found in \d+ lines \(label each turn"):
        read(text.encode(), name="notes.txt")


def test_labels_that_are_none() -> None:
    """A word and a colon at the head of a line is no speaker for that alone."""
    text = "Ada Park: Well.\nOne thing more: it rains.\nNote: see above.\nBen Osei: Principle 2 holds.\nPrinciple 2: never swim.\nhttps://x.org: a page\nAda Park: Right.\n"

    assert {u.speaker for u in read(text.encode()).utterances if u.speaker} == {"Ada Park", "Ben Osei"}


def test_initials_of_a_list_of_attendees() -> None:
    """Initials stand for the people of the list, joint labels for all of theirs."""
    text = "# Notes\n\nAda Park (AP), Ben Osei (BO), Cy Dee (CD)\n\n## Sluice\n\nAP: Open it.\n\nBO/CD: Agree.\n\nand soon.\n\n## Fish\n\nAP: They swim.\n"

    assert [(s, w) for k, s, w in lines(read(text.encode())) if k == "speech"] == [
        ("Ada Park", "Open it."),
        ("Ben Osei / Cy Dee", "Agree."),
        ("Ben Osei / Cy Dee", "and soon."),
        ("Ada Park", "They swim."),
    ]


def test_a_chat_log_behind_the_meeting_is_not_the_meeting() -> None:
    """Lines below a heading that says chat are left out and counted."""
    text = "**Ada Park**\n* Hello.\n\n**Ben Osei**\n* Hi.\n\n**Ada Park**\n* Bye.\n\n## Zoom Chat\nBen Osei:\tlol\nAda Park:\tindeed\n"

    transcript = read(text.encode())

    assert [(s, w) for k, s, w in lines(transcript) if k == "speech"] == [
        ("Ada Park", "Hello."),
        ("Ben Osei", "Hi."),
        ("Ada Park", "Bye."),
    ]
    assert LeftOut(reason="appended chat log", n_pieces=2, n_characters=29) in transcript.left_out


def test_stage_directions_and_times_inside_a_turn() -> None:
    """Lines in brackets are stage directions; a line that begins with a time goes on at that time."""
    text = "[00:00] Ada: Hello.\n[00:05] (music)\n[00:09] and welcome.\n[00:12] Ben: Hi.\n(He sits down.)\n[00:15] Ada: Right.\n"

    transcript = read(text.encode())

    assert [(u.kind, u.speaker, u.start_time) for u in transcript.utterances] == [
        ("speech", "Ada", 0.0),
        ("stage direction", "", None),
        ("speech", "Ada", 9.0),
        ("speech", "Ben", 12.0),
        ("stage direction", "", None),
        ("speech", "Ada", 15.0),
    ]


MINUTES = {
    "congress": (
        "  The SPEAKER pro tempore. The gentleman is recognized.\n  Mr. SMITH. Mr. Speaker, I rise today.\nIt is late.\n  Ms. JACKSON LEE. I thank the gentleman.\n  Mr. SMITH. I yield back.\n",
        ["The SPEAKER pro tempore", "Mr. SMITH", "Mr. SMITH", "Ms. JACKSON LEE", "Mr. SMITH"],
    ),
    "assemblée": (
        "M. le président. La parole est à M. Dupont.\nM. Paul Dupont. Merci.\n(Applaudissements.)\nMme Anne Lévêque, ministre. Je vous remercie.\nM. Paul Dupont. Très bien !\nM. le président. Merci.\n",
        ["M. le président", "M. Paul Dupont", "", "Mme Anne Lévêque", "M. Paul Dupont", "M. le président"],
    ),
    "Bundestag": (
        "Präsidentin Anna Groß: Ich eröffne die Sitzung.\n(Beifall)\nPeter Weiß (XYZ): Frau Präsidentin! Es gilt: Wir handeln.\nJetzt.\nPräsidentin Anna Groß: Danke.\n",
        ["Präsidentin Anna Groß", "", "Peter Weiß", "Peter Weiß", "Präsidentin Anna Groß"],
    ),
    "court": (
        "1    THE COURT: Be seated.\n2    MR. SMITH: Your Honor.\n3    THE COURT: Go on.\n4    MR. SMITH: I call Jane Doe.\n5    Q. Your name?\n6    A. Jane Doe.\n7    Q. Where?\n8    A. Lind.\n",
        ["THE COURT", "MR. SMITH", "THE COURT", "MR. SMITH", "Q", "A", "Q", "A"],
    ),
    "press conference": (
        "The President. Well. Dr. Smith will tell you.\n\nQ. And then?\n\nThe President. Then we rest.\n\nQ. Why?\n\nSecretary Ray. I agree.\n",
        ["The President", "Q", "The President", "Q", "Secretary Ray"],
    ),
    "television": (
        "JANE SMITH, HOST:\nGood evening: rivers.\nUNIDENTIFIED MALE: It rained.\nSMITH: With me is Bob Ray.\nBOB RAY, FARMER: Good to be here.\nSMITH: Is it bad?\nRAY: It is.\n",
        ["", "JANE SMITH", "UNIDENTIFIED MALE", "JANE SMITH", "BOB RAY", "JANE SMITH", "BOB RAY"],
    ),
    "earnings call": (
        "Ann Lee, Acme Inc. -- Chief Executive Officer\n\nWe did well.\n\nOperator\n\nNext.\n\nBob Ray -- Bank -- Analyst\n\nWhy?\n\nAnn Lee, Acme Inc. -- Chief Executive Officer\n\nLuck.\n",
        ["", "Ann Lee", "", "Operator", "", "Bob Ray", "", "Ann Lee"],
    ),
    "campaign debate": (
        "PARTICIPANTS:\nGovernor Ann Lee (X) and\nSenator Bob Ray (Y)\n\nMODERATOR:\nCy Dee, Radio Lind\n\nDEE: Good evening.\n\nLEE: Thank you.\n\nRAY: Thanks.\n\nDEE: Go on.\n",
        ["", "", "", "", "", "Cy Dee", "Ann Lee", "Bob Ray", "Cy Dee"],
    ),
    "working group": (
        "# WG\nChairs: Ada Park, Ben Osei\n\n## Draft\nAda Park presented slides.\n\nEric R: This breaks it.\nAda: It does not.\nEric R: See section 3: it does.\nAda: OK\n",
        ["", "", "", "", "Eric R", "Ada Park", "Eric R", "Ada Park"],
    ),
    "panel without a list, one spelling off": (
        "Tim Beiko: Hello.\nDanno Fern: Hi.\nTim Bieko: Well.\nDanno Fern: Yes.\nTim Beiko: Good.\nTim Beiko: Bye.\n",
        ["Tim Beiko", "Danno Fern", "Tim Beiko", "Danno Fern", "Tim Beiko", "Tim Beiko"],
    ),
}


@pytest.mark.parametrize(("text", "speakers"), MINUTES.values(), ids=MINUTES)
def test_minutes_and_records(text: str, speakers: list[str]) -> None:
    """Records of parliaments, courts, television and meetings have the right speaker on every line."""
    assert [u.speaker for u in read(text.encode()).utterances] == speakers


def test_names_heard_in_speech_are_offered_and_not_used() -> None:
    """`I'm Erin, and with me is Josh` names two voices, as a guess that says so."""
    transcript = read(
        b"SPEAKER_00: Hello, I'm Erin, and with me is Josh.\nSPEAKER_01: Hi.\nSPEAKER_00: So?\nSPEAKER_02: I'm sorry, no.\nSPEAKER_01: Ha.\n"
    )

    assert {u.speaker for u in transcript.utterances} == {"SPEAKER_00", "SPEAKER_01", "SPEAKER_02"}
    assert [(p.name, p.suggested_name, p.guessed) for p in transcript.labels] == [
        ("SPEAKER_00", "Erin", True),
        ("SPEAKER_01", "Josh", True),
        ("SPEAKER_02", "", True),
    ]
    assert "SPEAKER_00 may be Erin (heard in speech; say so in event.yaml if it is right)" in transcript.notes


def test_roles() -> None:
    """Host and moderator are recognised; the audience and unknown voices are not of the panel."""
    text = "Moderator: Who begins?\nAda Park: I do.\nModerator: And then?\nBen Osei: Then I.\nAudience Member 2: Why?\nUnknown Speaker: Ha.\nAda Park: Well.\nBen Osei: Yes.\n"

    assert [(p.name, p.role) for p in read(text.encode()).labels] == [
        ("Moderator", "host"),
        ("Ada Park", "panelist"),
        ("Ben Osei", "panelist"),
        ("Audience Member 2", "audience"),
        ("Unknown Speaker", "unknown"),
    ]
