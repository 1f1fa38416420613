"""What is peculiar to one format: scribes, tiers, colours, rolling captions, entities, folders, bots."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from kg.errors import EncodingError, FormatError, LimitError, MissingExtraError, NoSpeakerError, SourceError
from kg.model import Transcript
from kg.readers import FORMATS, read, recognise
from kg.readers.source import load


def said(transcript: Transcript) -> list[tuple[str, str]]:
    """Return speaker and words of what is said."""
    return [(u.speaker, transcript.words_of(u)) for u in transcript.utterances if u.kind == "speech"]


def reasons(transcript: Transcript) -> dict[str, int]:
    """Return pieces left out by reason."""
    return {x.reason: x.n_pieces for x in transcript.left_out}


IRC = """\
15:50:39 <RRSAgent> RRSAgent has joined #rivers
15:50:42 <Zakim> please title this meeting
15:51:00 <ada> present+
15:51:04 <ada> chair: ada
15:51:10 <ben> is this the channel?
15:52:00 <ada> scribe+ cy
15:52:10 <cy> ada: We open the sluice early.
15:52:20 <cy> ... and we tell the farmers.
15:52:30 <ben> q+
15:52:31 <ada> ack ben
15:52:40 <cy> ben: One thing: the hay.
15:52:50 <cy> I missed that, sorry
15:52:55 <ben> s/hay/meadow/
15:53:00 <ada> topic: Fish
15:53:10 <cy> Dee Lind: Fish swim.
15:53:20 <ada> resolved: fish swim
15:53:30 <ada> https://example.org/fish
15:53:40 <dan> ada: where is the page?
15:53:55 <cy> ben: now I speak to you
"""


def test_irc_with_a_scribe() -> None:
    """The scribe's `name: words` are the other's words; bots and commands say nothing."""
    transcript = read(IRC.encode())

    assert said(transcript) == [
        ("ben", "is this the channel?"),
        ("ada", "We open the sluice early. and we tell the farmers."),
        ("ben", "One thing: the hay."),
        ("cy", "I missed that, sorry"),
        ("Dee Lind", "Fish swim."),
        ("dan", "ada: where is the page?"),
        ("ben", "now I speak to you"),
    ]
    assert [transcript.words_of(u) for u in transcript.utterances if u.kind == "heading"] == ["Fish"]
    assert reasons(transcript)["bot"] == 2
    assert reasons(transcript)["link"] == 1


def test_who_is_behind_a_nick() -> None:
    """By what people say of themselves, what the bot answers, the list of those present; and nobody by what could be two."""
    w3c = (
        "14:00:01 <ada> present+ Ada_Okafor\n14:00:05 <bruno> present+\n14:00:06 <kim> present+\n14:00:07 <kimb> present+\n"
        "14:00:30 <ada> scribe: cvoss\n14:00:40 <cvoss> Ada: welcome everybody, we begin\n14:00:50 <cvoss> Bruno: I like the draft\n"
        "14:01:00 <kim> what of the fares?\n14:01:05 <kimb> they are too high\n14:01:10 <bruno_> sorry, I was cut off\n"
        "14:02:30 <ada> Present: Ada_Okafor, Bruno_Lind, Cara_Voss, Kim_Berg\n"
    )
    bot = (
        "14:00:01 <MaraK> #startmeeting Ferry\n14:00:09 <MaraK> #topic Roll call\n14:00:15 <tlind> #info Theo Lind\n"
        "14:00:20 <hjo> hi, Hanna Jost here\n14:00:25 <pk> .hello pkowal\n14:00:26 <zodbot> pk: pkowal 'Piotr Kowal' <p@example.org>\n"
        "14:00:40 <MaraK> #topic Fares\n14:01:10 <tlind> the fares are too high\n14:01:20 <hjo> #info Mara Koch agrees\n"
        "14:01:30 <pk> can we see the figures?\n14:02:10 <MaraK> yes, tomorrow\n14:02:20 <guest7> I saw Ada Park here last week\n"
    )
    assert {u.speaker for u in read(w3c.encode()).utterances if u.kind == "speech"} == {
        "Ada Okafor", "Bruno Lind", "kim", "kimb",
    }  # fmt: skip
    assert {u.speaker for u in read(bot.encode()).utterances if u.kind == "speech"} == {
        "Theo Lind", "Hanna Jost", "Piotr Kowal", "MaraK", "guest7",
    }  # fmt: skip


def test_irc_without_a_scribe() -> None:
    """In a chat each line is its writer's, and what someone does is no speech."""
    transcript = read(b"<ada> hello\n<ben> hi ada\n* ben waves\n<ada> ben: bye\n")

    assert said(transcript) == [("ada", "hello"), ("ben", "hi ada"), ("ada", "ben: bye")]


def test_chat_transcription_codes() -> None:
    """CHAT's codes become names, its annotations and tiers are left out, its times are read."""
    text = "@UTF8\n@Begin\n@Participants:\tCHI Eva Target_Child , MOT Mother\n*CHI:\tmore <the cookie> [//] (.) &-uh cookie +... \x1510_1500\x15\n%mor:\tn|cookie\n*MOT:\tyou want (be)cause\n\tit rains ?\n@End\n"

    transcript = read(text.encode())

    assert said(transcript) == [("Eva", "more the cookie uh cookie"), ("MOT", "you want because it rains ?")]
    assert (transcript.utterances[0].start_time, transcript.utterances[0].end_time) == (0.01, 1.5)
    assert reasons(transcript)["annotation tier"] == 1


def test_zoom_chat_with_messages_of_several_lines() -> None:
    """A message goes on until the next head, whatever is in it."""
    text = '00:06:40\tAda Park | Board:\tLol\n00:06:54\tBen:\tReplying to "Lol" \n\n it: rains\n00:07:02\tAda Park | Board:\tYes\n'

    assert said(read(text.encode())) == [
        ("Ada Park", "Lol"),
        ("Ben", 'Replying to "Lol" it: rains'),
        ("Ada Park", "Yes"),
    ]


def test_one_word_a_cue_in_colours() -> None:
    """Words in colours become turns, a colour a speaker."""
    cues = [("FF0000", "It"), ("FF0000", "rains."), ("00FF00", "Does"), ("00FF00", "it?"), ("FF0000", "Yes.")]
    text = "\n".join(f"{i}\n00:00:0{i},000 --> 00:00:0{i},900\n{{\\c&H{c}&}}{w}\n" for i, (c, w) in enumerate(cues))

    transcript = read(text.encode())

    assert said(transcript) == [("&HFF0000&", "It rains."), ("&H00FF00&", "Does it?"), ("&HFF0000&", "Yes.")]
    assert [(u.start_time, u.end_time) for u in transcript.utterances] == [(0.0, 1.9), (2.0, 3.9), (4.0, 4.9)]


def test_a_name_in_the_first_cue_of_a_turn() -> None:
    """Cues without a name go on with the speaker before."""
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\nAda: It rains &amp; rains\n\n00:02.000 --> 00:03.000\nand rains.\n\n00:03.000 --> 00:04.000\nBen: Yes.\n\n00:04.000 --> 00:05.000\nAda: One thing: no.\n"

    assert said(read(text.encode())) == [
        ("Ada", "It rains & rains and rains."),
        ("Ben", "Yes."),
        ("Ada", "One thing: no."),
    ]


def test_rolling_captions_say_each_word_once() -> None:
    """Captions that scroll repeat their lines; the repetition is left out."""
    text = (
        "WEBVTT\nKind: captions\n\n00:00.000 --> 00:02.000\n \nit<00:00.500><c> rains</c>\n\n00:02.000 --> 00:02.010\nit rains\n \n\n"
        "00:02.010 --> 00:04.000\nit rains\nand<00:02.500><c> rains</c>\n"
    )

    transcript = read(text.encode())

    assert said(transcript) == [("", "it rains and rains")]
    assert "who speaks: nobody is named" in transcript.notes


def test_notes_in_brackets_are_kept_out_of_captions() -> None:
    """Music and laughter are marks, not words."""
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ada>[Music] Hello [laughs] there.\n\n00:02.000 --> 00:03.000\n<v Ben>♪ la la ♪\n"

    assert said(read(text.encode())) == [("Ada", "Hello there.")]


def test_tei_keeps_what_is_said_only() -> None:
    """Notes, applause and gaps inside of a speech are no words of it; headings open sections."""
    text = (
        "<TEI><text><body><div><head>Fish</head><note type='speaker'>The chair:</note><u who='#AdaPark.1970'><seg>They <vocal><desc>Shouts.</desc></vocal>swim.</seg><seg/></u>"
        "<u who='Osei, Ben, member'><seg>So they<note>sic</note> do.</seg></u></div></body></text></TEI>"
    )

    transcript = read(text.encode())

    assert said(transcript) == [("Ada Park", "They swim."), ("Ben Osei", "So they do.")]
    assert {u.section for u in transcript.utterances if u.kind == "speech"} == {"Fish"}
    assert {p.name: p.labels for p in transcript.labels} == {
        "Ada Park": ("#AdaPark.1970",),
        "Ben Osei": ("Osei, Ben, member",),
    }


def test_hansard_with_entities_and_unnamed_speakers() -> None:
    """The one-character entities of old files are put in; what has no speaker is nobody's."""
    text = (
        '<?xml version="1.0" encoding="ISO-8859-1"?><!DOCTYPE publicwhip [<!ENTITY mdash "&#8212;">]><publicwhip><major-heading>Fish</major-heading>'
        '<speech nospeaker="true"><p>Second Reading</p></speech><speech speakername="Ada Park"><p>They swim&mdash;<phrase>and</phrase> well.</p></speech>'
        '<speech speakername="Ben Osei"><p>rose&#8212;</p></speech></publicwhip>'
    )

    transcript = read(text.encode("latin-1"))

    assert said(transcript) == [("Ada Park", "They swim—and well."), ("Ben Osei", "rose—")]
    assert [u.kind for u in transcript.utterances] == ["heading", "front matter", "speech", "speech"]


def test_elan_tiers_in_order_of_time() -> None:
    """Tiers of participants become turns in the order in which they were said."""
    text = (
        "<ANNOTATION_DOCUMENT><TIME_ORDER>"
        + "".join(f'<TIME_SLOT TIME_SLOT_ID="t{i}" TIME_VALUE="{i}000"/>' for i in range(5))
        + "</TIME_ORDER>"
        '<TIER TIER_ID="A" PARTICIPANT="Ada Park"><ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="1" TIME_SLOT_REF1="t0" TIME_SLOT_REF2="t1"><ANNOTATION_VALUE>One.</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>'
        '<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="3" TIME_SLOT_REF1="t2" TIME_SLOT_REF2="t3"><ANNOTATION_VALUE>Three.</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION></TIER>'
        '<TIER TIER_ID="B" PARTICIPANT="Ben Osei"><ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="2" TIME_SLOT_REF1="t1" TIME_SLOT_REF2="t2"><ANNOTATION_VALUE>Two.</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION></TIER></ANNOTATION_DOCUMENT>'
    )

    transcript = read(text.encode())

    assert said(transcript) == [("Ada Park", "One."), ("Ben Osei", "Two."), ("Ada Park", "Three.")]
    assert [u.start_time for u in transcript.utterances] == [0.0, 1.0, 2.0]


def test_xaif() -> None:
    """Locutions are turns; their participants' names do not stay in the words, other nodes are left out."""
    nodes = [
        {"nodeID": "1", "text": "Ada Park : It rains.", "type": "L"},
        {"nodeID": "2", "text": "it rains", "type": "I"},
        {"nodeID": "3", "text": "It does not: look.", "type": "L"},
    ]
    people = [
        {"participantID": 7, "firstname": "Ada", "surname": "Park"},
        {"participantID": 8, "firstname": "Ben", "surname": "Osei"},
    ]
    data = {
        "AIF": {
            "nodes": nodes,
            "edges": [],
            "locutions": [{"nodeID": "1", "personID": 7}, {"nodeID": "3", "personID": 8}],
            "participants": people,
        },
        "text": "x",
    }

    transcript = read(json.dumps(data).encode())

    assert said(transcript) == [("Ada Park", "It rains."), ("Ben Osei", "It does not: look.")]
    assert transcript.format == "xAIF"


def test_convokit_folder_with_speakers(tmp_path: Path) -> None:
    """A corpus folder is read with the names of its speakers.json; dates since 1970 are no times of the event."""
    rows = [
        {"id": str(i), "conversation_id": "0", "speaker": s, "text": t, "timestamp": 1_600_000_000 + i}
        for i, (s, t) in enumerate((("p1", "Hello."), ("p2", "Hi.")))
    ]
    (tmp_path / "utterances.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (tmp_path / "speakers.json").write_text(
        json.dumps({"p1": {"meta": {"name": "Ada Park"}}, "p2": {"meta": {}}}), encoding="utf-8"
    )

    transcript = read(tmp_path)

    assert said(transcript) == [("Ada Park", "Hello."), ("p2", "Hi.")]
    assert [u.start_time for u in transcript.utterances] == [None, None]


def _docx(paragraphs: list[tuple[str, str]]) -> bytes:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    for bold, rest in paragraphs:
        paragraph = document.add_paragraph()
        paragraph.add_run(bold).bold = True
        paragraph.add_run(rest)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    "paragraphs",
    [
        [("Ada Park   0:03", "\nHello."), ("Ben Osei   0:09", "\nHi."), ("Ada Park   0:12", "\nBye.")],
        [("Ada Park:", " Hello."), ("Ben Osei:", " Hi."), ("Ada Park:", " Bye.")],
        [("", "Ada Park: Hello."), ("", "Ben Osei: Hi."), ("", "Ada Park: Bye.")],
        [("Ada Park", ""), ("", "Hello."), ("Ben Osei", ""), ("", "Hi."), ("Ada Park", ""), ("", "Bye.")],
    ],
    ids=["Teams", "bold labels", "plain", "bold names on their lines"],
)
def test_word(paragraphs: list[tuple[str, str]]) -> None:
    """Word documents of Teams, Rev and people are read."""
    assert said(read(_docx(paragraphs))) == [("Ada Park", "Hello."), ("Ben Osei", "Hi."), ("Ada Park", "Bye.")]


def test_word_without_its_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without python-docx the error says what to install."""
    data = _docx([("Ada:", " Hello."), ("Ben:", " Hi.")])
    monkeypatch.setitem(__import__("sys").modules, "docx", None)

    with pytest.raises(MissingExtraError, match=r"^talk\.docx: reading Word needs python-docx"):
        read(data, name="talk.docx")


def _zip(name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha ha ha ha ha">'
    + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))
    + ']><x><speech speakername="A">&j;</speech></x>'
)
BAD: dict[str, tuple[bytes, type[Exception], str]] = {
    "empty": (b"", SourceError, "the file is empty"),
    "white space": (b" \n\t ", SourceError, "the file is empty"),
    "a PDF": (b"%PDF-1.7 x", SourceError, "is a PDF"),
    "a picture": (b"\x89PNG\r\n", SourceError, "is a picture"),
    "a zip of something else": (_zip("a.txt", b"x"), FormatError, "no Word document"),
    "a broken zip": (b"PK\x03\x04 and no more", FormatError, "broken zip"),
    "a zip bomb": (_zip("word/document.xml", b" " * 80_000_000), LimitError, "unpacks to"),
    "an expansion bomb": (LAUGHS.encode(), FormatError, "undefined entity"),
    "an external entity": (
        b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]><d><speech speakername="A">&x;</speech></d>',
        FormatError,
        "undefined entity",
    ),
    "deep XML": (b"<a>" * 5000 + b"</a>" * 5000, LimitError, "nested more than"),
    "deep JSON": (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, FormatError, "JSON nested too deeply"),
    "cut JSON": (b'{"segments": [{"text": "a",\n "speaker"}', FormatError, "x.json:2: is not JSON"),
    "cut XML": (b'<?xml version="1.0"?>\n<TEI><u who="#A">x', FormatError, "is not well-formed XML"),
    "a broken line of JSON lines": (
        b'{"text": "a", "speaker": "b"}\n{"text": "c", "speaker": "d"}\n{oops}\n',
        FormatError,
        "x.json:3: is not a JSON object",
    ),
    "bytes of nothing": (
        bytes((i * 37 + i // 7) % 256 for i in range(4000)),
        EncodingError,
        "is not text in any encoding",
    ),
    "JSON without speech": (b'{"a": [1, 2, 3], "b": {"c": "d"}}', NoSpeakerError, "no list of segments"),
    "XML without speakers": (
        b"<?xml version='1.0'?><book><p>Text.</p></book>",
        NoSpeakerError,
        "no speaker found in this XML",
    ),
}


@pytest.mark.parametrize(("data", "error", "says"), BAD.values(), ids=BAD)
def test_what_cannot_be_read(data: bytes, error: type[Exception], says: str) -> None:
    """What cannot be read is one clear error that names the file, the cause and a remedy."""
    with pytest.raises(error, match=says) as caught:
        read(data, name="x.json")

    assert str(caught.value).startswith("x.json")
    assert str(caught.value).endswith(")") or "mend it" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_missing_files_and_folders(tmp_path: Path) -> None:
    """A path that is none, and a folder without a transcript, are told apart."""
    with pytest.raises(SourceError, match=r"nothing\.txt: cannot be read: No such file"):
        read(tmp_path / "nothing.txt")
    with pytest.raises(SourceError, match="is a folder"):
        read(tmp_path)


def test_format_can_be_told() -> None:
    """`format` overrides what the content says; an unknown one is an error that lists them all."""
    text = b"1\n00:00:01,000 --> 00:00:02,000\nAda: It rains.\n\n2\n00:00:02,000 --> 00:00:03,000\nBen: Does it?\n\n3\n00:00:03,000 --> 00:00:04,000\nAda: It does.\n"

    assert recognise(load(text)) == "captions"
    assert read(text, format="text").format == "plain text"
    with pytest.raises(FormatError, match=r"format 'docx' is not known \(choose from word, captions"):
        read(text, format="docx")


def test_the_table_of_formats() -> None:
    """Every format has a module with `read`, and all but the last one a `detect`."""
    import importlib

    modules = {name: importlib.import_module(f"kg.readers.{f.module}") for name, f in FORMATS.items()}

    assert list(FORMATS)[-1] == "text"
    assert [n for n, m in modules.items() if not callable(m.read)] == []
    assert [n for n, m in modules.items() if not hasattr(m, "detect")] == ["text"]


TEXTS = {
    "fr": "Élodie: C’est déjà l’été à Nîmes, garçon ; où êtes-vous ?\nZoé: J’arrive « bientôt » – 5 €.\n",
    "de": "Jürgen: Größe über alles, schöne Grüße.\nÄnne: Ja, natürlich.\n",
    "zh": "主持人：欢迎大家来到今天的论坛，我们讨论人工智能的未来。\n王小明：谢谢主持人，我认为数据很重要。\n",
    "ja": "田中さん：今日はよろしくお願いします。\n司会：はい、始めましょう。\n",
    "ko": "김철수: 안녕하세요, 오늘은 강에 대해 이야기합니다.\n이영희: 네, 반갑습니다.\n",
    "ru": "Анна: Добрый день, коллеги. Мы обсуждаем реку.\nБорис: Спасибо, начнём.\n",
    "pl": "Łukasz: Cześć, gdzie jest źródło rzeki?\nŚwięta: Już idę, żółw też.\n",
}
ENCODINGS = [
    ("fr", "cp1252"), ("fr", "utf-8-sig"), ("fr", "utf-16"), ("fr", "utf-16-le"), ("fr", "utf-16-be"), ("fr", "utf-32"), ("de", "latin-1"), ("zh", "gb18030"),
    ("zh", "utf-16-le"), ("ja", "shift_jis"), ("ja", "euc_jp"), ("ko", "euc_kr"), ("ru", "cp1251"), ("ru", "koi8-r"), ("ru", "utf-16-le"), ("pl", "cp1250"), ("pl", "iso8859-2"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "encoding"), ENCODINGS, ids=[f"{a} {b}" for a, b in ENCODINGS])
def test_encodings(language: str, encoding: str) -> None:
    """Text in any usual encoding is read as it was written."""
    text = TEXTS[language].replace("’", "'") if encoding == "latin-1" else TEXTS[language]

    assert read(text.encode(encoding)).text == text
