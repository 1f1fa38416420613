"""Transcripts as strangers bring them: exports of meeting tools, chats, tables and JSON of unknown makers, records of courts."""

from __future__ import annotations

import json
from typing import Any

import pytest

from kg.errors import NoSpeakerError
from kg.readers import read

Turns = list[tuple[str, str]]


def turns_of(source: str, name: str) -> Turns:
    """Return who says what, turns of one speaker in a row joined."""
    transcript = read(source.encode(), name=name)
    joined: Turns = []
    for one in transcript.utterances:
        if one.kind != "speech":
            continue
        words = " ".join(transcript.words_of(one).split())
        if joined and joined[-1][0] == one.speaker:
            joined[-1] = (one.speaker, f"{joined[-1][1]} {words}")
        else:
            joined.append((one.speaker, words))
    return joined


FERRY: Turns = [("Vera Holt", "Is the ferry late?"), ("Udo Lang", "By an hour."), ("Vera Holt", "Then we walk.")]

#: kind → (name of the file, source, who says what).
TEXTS: dict[str, tuple[str, str, Turns]] = {
    "a time as a link before a bold label": (
        "a.md",
        "[0:03](https://v.example/?t=3) **Vera Holt:** Is the ferry late?\n\n[0:09](https://v.example/?t=9) **Udo Lang:** By an hour.\n\n"
        "[0:15](https://v.example/?t=15) **Vera Holt:** Then we walk.\n",
        FERRY,
    ),
    "questions of a briefing that nobody answers with A": (
        "a.txt",
        "MR. LANG: Good day.\n\nQ Is the ferry late?\n\nMR. LANG: By an hour.\n\nQ Why so?\n\nMR. LANG: Fog.\n",
        [
            ("MR. LANG", "Good day."),
            ("Q", "Is the ferry late?"),
            ("MR. LANG", "By an hour."),
            ("Q", "Why so?"),
            ("MR. LANG", "Fog."),
        ],
    ),
    "an objection among questions and answers": (
        "a.txt",
        "BY MR. LANG:\nQ.  Where were you?\nA.  On the ferry.\nQ.  When?\nA.  At noon.\nMS. HOLT:  Objection, vague.\nTHE COURT:  Overruled.\n"
        "Q.  At noon?\nA.  At noon.\n",
        [
            ("MR. LANG", "Where were you?"),
            ("A", "On the ferry."),
            ("MR. LANG", "When?"),
            ("A", "At noon."),
            ("MS. HOLT", "Objection, vague."),
            ("THE COURT", "Overruled."),
            ("MR. LANG", "At noon?"),
            ("A", "At noon."),
        ],
    ),
    "me and them": (
        "a.txt",
        "Me: Is the ferry late?\nThem: By an hour.\nMe: Then we walk.\nThem: Fine.\n",
        [("Me", "Is the ferry late?"), ("Them", "By an hour."), ("Me", "Then we walk."), ("Them", "Fine.")],
    ),
    "both together": (
        "a.txt",
        "Vera: Is it late?\nUdo: It is.\nBoth: We walk!\nVera: Come.\nUdo: Yes.\n",
        [("Vera", "Is it late?"), ("Udo", "It is."), ("", "We walk!"), ("Vera", "Come."), ("Udo", "Yes.")],
    ),
    "a joint label with an ampersand": (
        "a.txt",
        "VERA: Is it late?\nUDO: It is.\nVERA & UDO: We walk.\nVERA: Come.\nUDO: Yes.\n",
        [("VERA", "Is it late?"), ("UDO", "It is."), ("VERA & UDO", "We walk."), ("VERA", "Come."), ("UDO", "Yes.")],
    ),
    "an office whose holder is named in brackets with a title": (
        "a.txt",
        "Deputy Udo Lang: Is it late?\n\nMinister for Ferries (Deputy Vera Holt): It is.\n\nDeputy Udo Lang: Why?\n\nDeputy Vera Holt: Fog.\n",
        [
            ("Deputy Udo Lang", "Is it late?"),
            ("Deputy Vera Holt", "It is."),
            ("Deputy Udo Lang", "Why?"),
            ("Deputy Vera Holt", "Fog."),
        ],
    ),
    "a sentence that breaks over a page with a running head": (
        "a.txt",
        "HOUSE OF FERRIES                    3 June 2024          88\n\nThe SPEAKER: Order!\n\nMr LANG: It left at\n\n"
        "89          HOUSE OF FERRIES                    3 June 2024\n\nnoon.\n\nThe SPEAKER: Order!\n",
        [("The SPEAKER", "Order!"), ("Mr LANG", "It left at noon."), ("The SPEAKER", "Order!")],
    ),
    "a host in a script without capitals who says a sentence": (
        "a.txt",
        "사회자: 이제 시작하겠습니다.\n박민수: 배가 늦습니다.\n이영희: 왜 늦습니까?\n박민수: 안개 때문입니다.\n이영희: 그렇군요.\n",
        [
            ("사회자", "이제 시작하겠습니다."),
            ("박민수", "배가 늦습니다."),
            ("이영희", "왜 늦습니까?"),
            ("박민수", "안개 때문입니다."),
            ("이영희", "그렇군요."),
        ],
    ),
    "the National Assembly of Korea": (
        "a.txt",
        "◯의장 박민수  시작합니다.\n◯이영희 의원  배가 늦습니다.\n◯의장 박민수  압니다.\n◯이영희 의원  왜죠?\n",
        [
            ("의장 박민수", "시작합니다."),
            ("이영희 의원", "배가 늦습니다."),
            ("의장 박민수", "압니다."),
            ("이영희 의원", "왜죠?"),
        ],
    ),
    "initials after the surname before a full stop": (
        "a.txt",
        "Председатель. Начинаем.\n\nЛанг У. В. Паром опаздывает.\n\nХольт В. А., депутат. Почему?\n\nЛанг У. В. Туман.\n\nХольт В. А. Ясно.\n\n"
        "Председатель. Спасибо.\n",
        [
            ("Председатель", "Начинаем."),
            ("Ланг У. В.", "Паром опаздывает."),
            ("Хольт В. А.", "Почему?"),
            ("Ланг У. В.", "Туман."),
            ("Хольт В. А.", "Ясно."),
            ("Председатель", "Спасибо."),
        ],
    ),
    "a page of a parliament with place and party behind the name": (
        "a.html",
        "<html><body><p><b><a href='/1'>Ms Vera Holt</a></b> (Northport) <i>(Tide)</i>: Is the ferry late?</p><p><b>Mr Udo Lang</b> (Hill): By an hour.</p>"
        "<p><b>Ms Vera Holt</b>: Why?</p><p><b>Mr Udo Lang</b>: Fog.</p></body></html>",
        [
            ("Ms Vera Holt", "Is the ferry late?"),
            ("Mr Udo Lang", "By an hour."),
            ("Ms Vera Holt", "Why?"),
            ("Mr Udo Lang", "Fog."),
        ],
    ),
    "names in brackets on lines of SBV": (
        "a.sbv",
        "0:00:01.000,0:00:02.000\n(Vera Holt)\nIs the ferry late?\n\n0:00:03.000,0:00:04.000\n(Udo Lang)\nBy an hour.\n\n"
        "0:00:05.000,0:00:06.000\n(Vera Holt)\nThen we walk.\n",
        FERRY,
    ),
    "a second name inside of a cue": (
        "a.vtt",
        "WEBVTT\n\n00:01.000 --> 00:02.000\n(Vera Holt)\nIs the ferry\n\n00:02.000 --> 00:04.000\n(Vera Holt)\nlate?\n-\n \n(Udo Lang)\nBy an hour.\n\n"
        "00:05.000 --> 00:06.000\n(Vera Holt)\nThen we walk.\n",
        FERRY,
    ),
    "what is heard in a cue of its own": (
        "a.srt",
        "1\n00:00:01,000 --> 00:00:02,000\n[Vera] Late?\n\n2\n00:00:02,000 --> 00:00:03,000\n[horn blows]\n\n3\n00:00:03,000 --> 00:00:04,000\n[Udo] Yes.\n\n"
        "4\n00:00:05,000 --> 00:00:06,000\n[Vera] Then walk.\n\n5\n00:00:06,000 --> 00:00:07,000\n[Udo] Fine.\n",
        [("Vera", "Late?"), ("Udo", "Yes."), ("Vera", "Then walk."), ("Udo", "Fine.")],
    ),
    "a page of YouTube, copied": (
        "a.txt",
        "0:00\nis the ferry late\n0:03\nit is by an hour\n0:06\nthen we walk\n",
        [("", "is the ferry late it is by an hour then we walk")],
    ),
    "STM": (
        "a.stm",
        ";; ferry\nferry 1 vera 0.00 1.50 <o,f0> is the ferry late\nferry 1 udo 1.50 3.00 <o,f0> by an hour\nferry 1 vera 3.00 4.00 <o,f0> then we walk\n",
        [("vera", "is the ferry late"), ("udo", "by an hour"), ("vera", "then we walk")],
    ),
    "a chat with the date in words": (
        "a.txt",
        "Mon, Jun 3, 2024, 10:00:00 - Vera Holt created this room.\nMon, Jun 3, 2024, 10:01:00 - Vera Holt: Is the ferry late?\n"
        "Mon, Jun 3, 2024, 10:02:00 - Udo Lang: By an hour.\nMon, Jun 3, 2024, 10:03:00 - Vera Holt: Then we walk.\n",
        FERRY,
    ),
    "what the machine of a chat says in the name of the group": (
        "a.txt",
        "[03.06.24, 10:00:00] Ferry club: \u200eMessages and calls are end-to-end encrypted.\n[03.06.24, 10:01:00] Vera Holt: Is the ferry late?\n"
        "[03.06.24, 10:02:00] Udo Lang: By an hour.\n[03.06.24, 10:03:00] Vera Holt: Then we walk.\n",
        FERRY,
    ),
    "WeeChat": (
        "a.log",
        "2024-06-03 10:00:00\t-->\tudo (~u@h.example) has joined #ferry\n2024-06-03 10:01:00\t@vera\tis it late?\n2024-06-03 10:02:00\tudo\tby an hour\n"
        "2024-06-03 10:03:00\t@vera\tthen we walk\n",
        [("vera", "is it late?"), ("udo", "by an hour"), ("vera", "then we walk")],
    ),
    "a log with the day of the week, and a machine that keeps the queue": (
        "a.log",
        "[Mon 11:05:36] <udo>\tscribe: udo\n[Mon 11:05:40] <vera>\tvoip: who is here?\n[Mon 11:05:41] <voip-room>\tThe speaker queue is empty.\n"
        "[Mon 11:06:10] <udo>\tvera: the ferry is late\n[Mon 11:06:20] *\tudo waves\n[Mon 11:07:00] <vera>\tby an hour\n",
        [("vera", "the ferry is late by an hour")],
    ),
    "bold nicks of whom some speak once": (
        "a.md",
        "__vera:__ the ferry is late\n\n__udo:__ by how much?\n\n__mia:__ by an hour\n\n... or more\n\n__vera:__ then we walk\n\n__udo:__ fine\n",
        [
            ("vera", "the ferry is late"),
            ("udo", "by how much?"),
            ("mia", "by an hour ... or more"),
            ("vera", "then we walk"),
            ("udo", "fine"),
        ],
    ),
    "one and the same time before every line": (
        "a.txt",
        "0:00 Vera Holt  00:02\n\n0:00 Is the ferry late?\n\n0:00 Udo Lang  00:05\n\n0:00 By an hour.\n\n0:00 Vera Holt  00:09\n\n0:00 Then we walk.\n",
        FERRY,
    ),
    "labels of the front matter": (
        "a.md",
        "---\ntitle: Ferry\nspeakers:\n  host1: Vera\n  host2: Udo\n---\n\nhost1: Is it late?\n\nhost2: By an hour.\n\nhost1: Then we walk.\n",
        [("Vera", "Is it late?"), ("Udo", "By an hour."), ("Vera", "Then we walk.")],
    ),
    "who examines, in words of any case": (
        "a.txt",
        "Appearances:\n    For the State: A. Oak\n\nTHE COURT: Go on.\n\nDirect Examination by Ms. Holt:\n\nQ: Is it late?\nA: By an hour.\nQ: Why?\nA: Fog.\n\n"
        "Cross Examination by Mr. Lang:\n\nQ: Fog?\nA: Fog.\n\nTHE COURT: Thank you.\n",
        [
            ("THE COURT", "Go on."),
            ("Ms. Holt", "Is it late?"),
            ("A", "By an hour."),
            ("Ms. Holt", "Why?"),
            ("A", "Fog."),
            ("Mr. Lang", "Fog?"),
            ("A", "Fog."),
            ("THE COURT", "Thank you."),
        ],
    ),
    "the European Parliament: party, office, full stop and dash": (
        "a.html",
        "<html><body><p><b>President.</b> – The next item is the ferry.</p><p><b>Vera Holt (Tide).</b> – Is it late?</p>"
        "<p><b>Udo Lang,</b> <i>Member of the Commission.</i> – By an hour.</p><p><b>Vera Holt (Tide).</b> – Why?</p><p><b>President.</b> – Thank you.</p></body></html>",
        [
            ("President", "The next item is the ferry."),
            ("Vera Holt", "Is it late?"),
            ("Udo Lang", "By an hour."),
            ("Vera Holt", "Why?"),
            ("President", "Thank you."),
        ],
    ),
    "names in bold before a dash, few lines": (
        "a.html",
        "<html><body><p><b>Vera Holt</b> – Is the ferry late?</p><p><b>Udo Lang</b> – By an hour.</p><p><b>Vera Holt</b> – Then we walk.</p></body></html>",
        FERRY,
    ),
    "columns in Russian": (
        "a.csv",
        "время;спикер;текст\n0:01;Vera Holt;Is the ferry late?\n0:03;Udo Lang;By an hour.\n0:05;Vera Holt;Then we walk.\n",
        FERRY,
    ),
    "columns in Arabic": (
        "a.csv",
        "المتحدث,النص\nVera Holt,Is the ferry late?\nUdo Lang,By an hour.\nVera Holt,Then we walk.\n",
        FERRY,
    ),
    "who asks first, with party and office at first only": (
        "a.txt",
        "Vera Holt, MP for Northport: Is the ferry late?\n\nUdo Lang, Minister of Ferries: By an hour.\n\nVera Holt: Then we walk.\n\nUdo Lang: Do.\n",
        [*FERRY, ("Udo Lang", "Do.")],
    ),
    "turns in tags of one's own inside of another": (
        "a.txt",
        "<call>\n<part>Vera Holt: Is the ferry late?</part>\n<part>Udo Lang: By an hour.</part>\n<part>Vera Holt: Then we walk.</part>\n</call>\n",
        FERRY,
    ),
    "a translation below its original": (
        "a.txt",
        "Mr LANG: As they say:\nDie Fähre.\n\nTranslation:\nThe ferry.\n\nMs HOLT: Late.\n\nMr LANG: Yes.\n\nMs HOLT: Walk.\n",
        [
            ("Mr LANG", "As they say: Die Fähre. Translation: The ferry."),
            ("Ms HOLT", "Late."),
            ("Mr LANG", "Yes."),
            ("Ms HOLT", "Walk."),
        ],
    ),
    "a machine that keeps the minutes under any nick": (
        "a.txt",
        "10:00:01 <minuteskeeper> Meeting started Mon Jun  3 10:00:01 2024 UTC.  The chair is vera.\n10:01:00 <vera> is it late?\n10:02:00 <udo> by an hour\n"
        "10:03:00 <vera> then we walk\n",
        [("vera", "is it late?"), ("udo", "by an hour"), ("vera", "then we walk")],
    ),
    "a table in Markdown below a heading": (
        "a.md",
        "# Ferry\n\n| Time | Speaker | Text |\n|---|---|---|\n| 0:01 | Vera Holt | Is the ferry late? |\n| 0:03 | Udo Lang | By an hour. |\n"
        "| 0:05 | Vera Holt | Then we walk. |\n",
        FERRY,
    ),
    "first and last name in two columns": (
        "a.csv",
        "day,first_name,last_name,speech\n1,Vera,Holt,Is the ferry late?\n1,Udo,Lang,By an hour.\n1,Vera,Holt,Then we walk.\n",
        FERRY,
    ),
    "a column for each of two parts": (
        "a.csv",
        "id,interviewer,respondent\n1,Is the ferry late?,By an hour.\n2,Why is that?,There is fog.\n",
        [
            ("Interviewer", "Is the ferry late?"),
            ("Respondent", "By an hour."),
            ("Interviewer", "Why is that?"),
            ("Respondent", "There is fog."),
        ],
    ),
    "a table that begins with growing times and has no header": (
        "a.csv",
        "0:01,Vera Holt,Is the ferry late?\n0:03,Udo Lang,By an hour.\n0:05,Vera Holt,Then we walk.\n",
        FERRY,
    ),
}


@pytest.mark.parametrize("kind", TEXTS)
def test_texts_of_strangers(kind: str) -> None:
    """Each says its own words, and nobody else is there."""
    name, source, expected = TEXTS[kind]
    assert turns_of(source, name) == expected


#: kind → JSON in which Vera Holt and Udo Lang talk of the ferry.
JSON: dict[str, Any] = {
    "names as keys": [{who: words} for who, words in FERRY],
    "pairs": [*map(list, FERRY), ["Udo Lang", "All right then."]],
    "under running numbers": {str(i): {"speaker": who, "text": words} for i, (who, words) in enumerate(FERRY)},
    "one long text": {"title": "Ferry", "transcript": "\n".join(f"{who}: {words}" for who, words in FERRY)},
    "users in a list": {"timeline": [{"text": words, "users": [{"username": who}]} for who, words in FERRY]},
    "an editor's blocks, the speaker in their data": {
        "blocks": [
            {"text": words, "data": {"speaker": who, "words": [{"text": w} for w in words.split()] if i == 0 else []}}
            for i, (who, words) in enumerate(FERRY)
        ]
    },
    "first and last name apart in another language": {
        "points": [
            {
                "interventions": [
                    {"orateur": dict(zip(("prenom", "nom"), who.split(), strict=True)), "texte": words}
                    for who, words in FERRY
                ]
            }
        ]
    },
    "parts of a talk in lists of their own, without times": {
        "parts": [
            {"talk": [{"member": {"fullName": who}, "phrases": [{"body": words}]}]} for who, words in [*FERRY, *FERRY]
        ]
    },
    "words under a key of their own beside who spoke when": {
        "tokens": [
            {"w": w, "start": i * 9.0 + j, "end": i * 9.0 + j + 0.5}
            for i, (_, words) in enumerate(FERRY)
            for j, w in enumerate(words.split())
        ],
        "voices": [{"speaker": who, "start": i * 9.0, "end": i * 9.0 + 6} for i, (who, _) in enumerate(FERRY)],
    },
    "a text in parts": {
        "messages": [{"from": who, "text": [words[:5], {"type": "bold", "text": words[5:]}]} for who, words in FERRY]
    },
}


@pytest.mark.parametrize("kind", JSON)
def test_json_of_strangers(kind: str) -> None:
    """JSON is read by the shape of what it holds, whoever made it."""
    again = (*FERRY[:2], ("Vera Holt", "Then we walk. Is the ferry late?"), *FERRY[1:])
    expected = [*FERRY, ("Udo Lang", "All right then.")] if kind == "pairs" else FERRY
    expected = list(again) if kind.startswith("parts of a talk") else expected
    assert turns_of(json.dumps(JSON[kind]), "a.json") == expected


def test_json_lines_under_unknown_keys() -> None:
    """Where no key is known the lines are rows of a table, below a first line that tells about the file."""
    rows = [{"event": "Ferry"}, *({"n": i, "parlante": w, "dichas": t} for i, (w, t) in enumerate([*FERRY, FERRY[1]]))]
    with pytest.raises(NoSpeakerError, match="no line has words"):
        read("\n".join(map(json.dumps, rows)).encode(), name="a.jsonl")
    known = [{"event": "Ferry"}, *({"who": w, "said": t} for w, t in FERRY)]
    assert turns_of("\n".join(map(json.dumps, known)), "a.jsonl") == FERRY


def test_times_under_names_of_other_languages() -> None:
    """A time is one under whatever name a column of times would have."""
    data = {"beitraege": [{"sprecher": w, "beginn": i * 2.5, "redetext": t} for i, (w, t) in enumerate(FERRY)]}
    assert [u.start_time for u in read(json.dumps(data).encode(), name="a.json").utterances] == [0.0, 2.5, 5.0]


@pytest.mark.parametrize(
    "above",
    [
        '+++\ntitle = "Late ferries"\ndate = 2024-06-03\n+++\n\n',
        "Title: Late ferries\nDate: 3 June 2024\nTranscriber: P. Oak\n\n",
    ],
)
def test_what_a_text_tells_of_itself(above: str) -> None:
    """TOML between rules, and fields at the top, tell title and date and are no speakers."""
    text = above + "".join(f"{who}: {words}\n" for who, words in FERRY)
    found = read(text.encode(), name="a.md")
    assert (found.title, found.date) == ("Late ferries", "2024-06-03")
    assert turns_of(text, "a.md") == FERRY


def test_an_identifier_above_a_time_is_not_said() -> None:
    """Lines of Windows or not: the number of a cue stands right above its time, words end with an empty line."""
    text = "WEBVTT\n\n1\n00:01.000 --> 00:02.000\nVera: Late?\n\n2\n00:03.000 --> 00:04.000\nUdo: Yes.\n\n3\n00:05.000 --> 00:06.000\nVera: Then walk.\n"
    expected = [("Vera", "Late?"), ("Udo", "Yes."), ("Vera", "Then walk.")]
    assert turns_of(text, "a.vtt") == turns_of(text.replace("\n", "\r\n"), "a.vtt") == expected


def test_title_of_json_below_the_top() -> None:
    """The title of an export stands where its maker has put it."""
    data = {
        "data": {"call": {"title": "Late ferries", "sentences": [{"speaker_name": w, "text": t} for w, t in FERRY]}}
    }
    assert read(json.dumps(data).encode(), name="a.json").title == "Late ferries"


def test_dates_below_the_names_of_a_forum() -> None:
    """A line that is only a date says when, and nobody says it."""
    text = "### Vera\n\nJune 3, 2024, 10:00\n\nIs it late?\n\n### Udo\n\nJune 3, 2024, 10:05\n\nIt is.\n\n### Vera\n\nWhy?\n\n### Udo\n\nFog.\n"
    assert turns_of(text, "a.md") == [("Vera", "Is it late?"), ("Udo", "It is."), ("Vera", "Why?"), ("Udo", "Fog.")]


@pytest.mark.parametrize(
    "text",
    [
        "Cheese\n\nMilk: 2 litres\nSalt: 10 g\nRennet: 5 drops\n\nStir: Warm the milk and wait.\nServe: cold\n",
        "Name: Ferry\nPort: Northport\nColour: white\nOwner: the town\n",
    ],
)
def test_a_list_of_goods_is_no_talk(text: str) -> None:
    """Where no label returns and hardly any is followed by speech, nobody speaks."""
    with pytest.raises(NoSpeakerError):
        read(text.encode(), name="a.txt")


def test_points_of_a_textgrid_are_nobodys() -> None:
    """A tier of points marks moments; only intervals hold what is said."""
    head = 'File type = "ooTextFile"\nObject class = "TextGrid"\n\n0\n6\n<exists>\n2\n'
    grid = head + '"IntervalTier"\n"Vera"\n0\n6\n1\n0\n6\n"Is it late?"\n"TextTier"\n"claps"\n0\n6\n1\n1.5\n"clap"\n'
    assert turns_of(grid, "a.TextGrid") == [("Vera", "Is it late?")]
