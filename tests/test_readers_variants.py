"""How people and tools write transcripts, one small text a style, each written for this test: who says what must come out right."""

from __future__ import annotations

import json

import pytest

from kg.model import Transcript
from kg.readers import read

ASK = "What do we do about the river this spring?"
SAY = "We open the sluice early, as we did last year."
BUT = "That floods the meadow, and you know it."
END = "Then let us ask the farmers first."

Turns = list[tuple[str, str]]


def turns(transcript: Transcript) -> Turns:
    """Return speaker and words of the speech, lines of one speaker joined."""
    out: Turns = []
    for u in transcript.utterances:
        if u.kind == "speech":
            words = " ".join(transcript.words_of(u).split())
            if out and out[-1][0] == u.speaker:
                out[-1] = (u.speaker, out[-1][1] + " " + words)
            else:
                out.append((u.speaker, words))
    return out


def four(a: str = "Ada Park", b: str = "Ben Osei") -> Turns:
    """The talk of every variant: two people, four turns."""
    return [(a, ASK), (b, SAY), (a, BUT), (b, END)]


def laid_out(style: str, a: str = "Ada Park", b: str = "Ben Osei", join: str = "\n") -> str:
    """Write the talk in a style; {n} is the name, {w} the words, {m} a minute that grows."""
    words = (ASK, SAY, BUT, END)
    return join.join(style.format(n=(a, b)[i % 2], w=words[i], m=f"{i + 1:02}", i=i + 1) for i in range(4)) + "\n"


TEXT_STYLES = {
    "name colon": "{n}: {w}",
    "colon without a space": "{n}:{w}",
    "full-width colon": "{n}：{w}",
    "space before the colon": "{n} : {w}",
    "blank lines between": "{n}: {w}\n",
    "bold name": "**{n}:** {w}\n",
    "bold name, colon outside": "**{n}**: {w}\n",
    "bold name without colon": "**{n}** {w}\n",
    "bold name on its line": "**{n}**\n{w}\n",
    "bold name, bullet below": "**{n}**\n* {w}\n",
    "underscored name": "__{n}__: {w}\n",
    "italic name": "*{n}:* {w}\n",
    "heading name": "### {n}\n{w}\n",
    "heading name with colon": "### {n}:\n{w}\n",
    "time before, square brackets": "[00:{m}:05] {n}: {w}",
    "time before, round brackets": "({m}:05) {n}: {w}",
    "time before, bare": "00:{m}:05 {n}: {w}",
    "time before, dash": "{m}:05 - {n}: {w}",
    "time after the name": "{n} (00:{m}:05): {w}",
    "time after the name, square": "{n} [00:{m}:05]: {w}",
    "time after the colon": "{n}: [00:{m}:05] {w}",
    "Rev": "{n}: (00:{m}:05)\n{w}\n",
    "Rev, new": "{n} (00:{m}:05):\n{w}\n",
    "Otter": "{n}  {i}:05  \n{w}\n",
    "Sonix": "{n} [00:{m}:05]\n{w}\n",
    "Trint": "[00:{m}:05] {n}\n{w}\n",
    "Trint, name then time in brackets": "{n} ({m}:05)\n{w}\n",
    "Descript": "[00:{m}:05] **{n}:** {w}\n",
    "Descript, bold time in brackets": "**[00:{m}:05] {n}:** {w}\n",
    "Riverside": "{n} ({m}:05.250)\n{w}\n",
    "Fireflies": "{n} - 00:{m}\n{w}\n",
    "tl;dv": "{m}:05 {n}\n{w}\n",
    "Zoom cloud text": "[{n}] 10:{m}:05\n{w}\n",
    "Teams text": "0:{m}:05.120 --> 0:{m}:09.340\n{n}\n{w}\n",
    "Teams copied": "{n}   {i} minutes 5 seconds\n{w}\n",
    "Google Meet": "00:{m}:00\n \n{n}: {w}\n",
    "Amberscript": "{n}\t00:{m}:05\n{w}\n",
    "Happy Scribe": "[00:{m}:05.10] - {n}\n{w}\n",
    "span of times": "[00:{m}:05 - 00:{m}:09] {n}: {w}",
    "span of times on the label's line": "{n} 00:{m}:05 --> 00:{m}:09\n{w}\n",
    "spelled times": "{n} ({i}m 5s):\n{w}\n",
    "name alone on its line": "{n}\n{w}\n",
    "dash after the name": "{n} – {w}",
    "dash before the name": "- {n}: {w}",
    "em dash before the name": "— {n}: {w}",
    "caption arrows": ">> {n}: {w}",
    "quoted lines": "> {n}: {w}\n",
    "name in square brackets": "[{n}] {w}",
    "name in square brackets and colon": "[{n}]: {w}",
    "name in angle brackets": "<{n}> {w}",
    "tab": "{n}\t{w}",
    "numbered lines": "{i}. {n}: {w}",
    "name and time in one bracket": "[{n} 00:{m}:05] {w}",
    "time in brackets, dash": "{n} [00:{m}:05] - {w}",
    "role in brackets": "{n} (City Council): {w}",
    "organization after a bar": "{n} | Acme: {w}",
    "title after a comma": "{n}, Mayor of Lind: {w}",
    "indented": "    {n}: {w}",
    "words below the label": "{n}:\n{w}\n",
    "bold words too": "**{n}: ** {w}",
    "html bold": "<b>{n}:</b> {w}",
}


@pytest.mark.parametrize("style", TEXT_STYLES.values(), ids=TEXT_STYLES)
def test_text_styles(style: str) -> None:
    """Every usual way of writing who speaks is found from the text itself."""
    assert turns(read(laid_out(style).encode())) == four()


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("style", ["{n}: {w}", "{n}: (00:{m}:05)\n{w}\n", "{n}  {i}:05\n{w}\n"])
def test_line_endings(style: str, ending: str) -> None:
    """Any line ending reads the same."""
    assert turns(read(laid_out(style).replace("\n", ending).encode())) == four()


LABELS = {
    "capitals": ("ADA PARK", "BEN OSEI"),
    "capitals with a title": ("DR. PARK", "MR. OSEI"),
    "titles": ("Dr. Ada Park", "Senator Ben Osei"),
    "French": ("M. Dupont", "Mme Lévêque"),
    "French names": ("Élodie de la Tour", "Jean-Luc Péan"),
    "German": ("Herr Müller", "Frau Groß-Weber"),
    "German names": ("Jürgen von der Au", "Änne Öhler"),
    "Spanish": ("María José Núñez", "Íñigo Ibáñez"),
    "Polish": ("Łukasz Żak", "Świętosława Ćwik"),
    "Chinese": ("王小明", "李雷"),
    "Chinese with a title": ("张教授", "主持人"),
    "Japanese": ("田中さん", "司会"),
    "Korean": ("김철수", "이영희"),
    "Cyrillic": ("Анна Петрова", "Борис Иванов"),
    "Greek": ("Άννα Παππά", "Νίκος Ρήγας"),
    "Arabic": ("سارة علي", "محمد حسن"),
    "Hebrew": ("דנה לוי", "יוסי כהן"),
    "speakers with numbers": ("Speaker 1", "Speaker 2"),
    "diarised": ("SPEAKER_00", "SPEAKER_01"),
    "letters": ("Speaker A", "Speaker B"),
    "parts": ("Interviewer", "Respondent"),
    "host and guest": ("Host", "Guest"),
    "moderator": ("Moderator", "Audience Member"),
    "question and answer": ("Q", "A"),
    "initials": ("AP", "BO"),
    "initials with dots": ("A.P.", "B.O."),
    "nicknames": ("adapark", "ben_osei"),
    "first names": ("Ada", "Ben"),
    "apostrophes": ("Siobhán O'Neill", "D’Arcy Finn"),
    "unknown": ("Unknown Speaker", "Ada Park"),
}


@pytest.mark.parametrize("pair", LABELS.values(), ids=LABELS)
@pytest.mark.parametrize("style", ["{n}: {w}", "{n}：{w}\n"], ids=["plain", "full width"])
def test_labels(pair: tuple[str, str], style: str) -> None:
    """Labels of any language and kind are speakers."""
    assert turns(read(laid_out(style, *pair).encode())) == four(*pair)


CAPTIONS = {
    "Zoom": ("WEBVTT\n\n", "{i}\n00:{m}:05.000 --> 00:{m}:09.000\n{n}: {w}\n"),
    "Teams": ("WEBVTT\n\n", "00:{m}:05.000 --> 00:{m}:09.000\n<v {n}>{w}</v>\n"),
    "Teams with ids": ("\ufeffWEBVTT\n\n", "a1b2c3d4-{i}/12-{i}\n00:{m}:05.000 --> 00:{m}:09.000\n<v {n}>{w}</v>\n"),
    "voice with a class": (
        "WEBVTT - made up\n\nNOTE a note\n\nSTYLE\n::cue {{}}\n\n",
        "{m}:05.000 --> {m}:09.000 align:start\n<v.loud {n}>{w}\n",
    ),
    "names in square brackets": ("WEBVTT\n\n", "00:{m}:05.000 --> 00:{m}:09.000\n[{n}] {w}\n"),
    "SRT": ("", "{i}\n00:{m}:05,000 --> 00:{m}:09,000\n{n}: {w}\n"),
    "SRT, capitals and arrows": ("", "{i}\n00:{m}:05,000 --> 00:{m}:09,000\n>> {n}: {w}\n"),
    "SRT in colours": ("", '{i}\n00:{m}:05,000 --> 00:{m}:09,000\n<font color="{n}">{w}</font>\n'),
    "SBV": ("", "0:{m}:05.000,0:{m}:09.000\n{n}: {w}\n"),
}


@pytest.mark.parametrize(("head", "style"), CAPTIONS.values(), ids=CAPTIONS)
def test_captions(head: str, style: str) -> None:
    """Captions give turns with their times, whoever wrote them."""
    a, b = ("#ff0000", "#00ff00") if "colour" in style or "color" in style else ("Ada Park", "Ben Osei")
    transcript = read((head.replace("{{}}", "{}") + laid_out(style, a, b)).encode())

    assert turns(transcript) == four(a, b)
    assert [(u.start_time, u.end_time) for u in transcript.utterances] == [
        (65.0, 69.0),
        (125.0, 129.0),
        (185.0, 189.0),
        (245.0, 249.0),
    ]


def _words(who: str, said: str, start: float) -> list[dict[str, object]]:
    return [
        {"word": w, "start": start + i * 0.25, "end": start + i * 0.25 + 0.2, "speaker": who}
        for i, w in enumerate(said.split())
    ]


TALK = [("a", ASK, 10.0), ("b", SAY, 20.0), ("a", BUT, 30.0), ("b", END, 40.0)]
JSONS: dict[str, object] = {
    "Whisper with speakers": {"text": "x", "language": "en", "segments": [{"id": i, "start": t, "end": t + 5, "text": " " + w, "speaker": s} for i, (s, w, t) in enumerate(TALK)]},
    "WhisperX": {"segments": [{"start": t, "end": t + 5, "text": w, "speaker": s, "words": _words(s, w, t)} for s, w, t in TALK], "word_segments": [x for s, w, t in TALK for x in _words(s, w, t)]},
    "words alone": [x for s, w, t in TALK for x in _words(s, w, t)],
    "AssemblyAI": {
        "id": "1", "status": "completed", "text": " ".join(w for _, w, _ in TALK),
        "words": [{"text": x["word"], "start": int(float(str(x["start"])) * 1000), "end": int(float(str(x["end"])) * 1000), "speaker": s} for s, w, t in TALK for x in _words(s, w, t)],
        "utterances": [{"speaker": s, "text": w, "confidence": 0.9, "start": int(t * 1000), "end": int(t * 1000) + 5000, "words": []} for s, w, t in TALK],
    },
    "Deepgram": {
        "metadata": {"channels": 1, "models": ["m"]},
        "results": {
            "channels": [{"alternatives": [{"transcript": " ".join(w for _, w, _ in TALK), "confidence": 1, "words": [{**x, "punctuated_word": x["word"]} for s, w, t in TALK for x in _words(s, w, t)]}]}],
            "utterances": [{"start": t, "end": t + 5, "transcript": w, "speaker": s, "words": _words(s, w, t)} for s, w, t in TALK],
        },
    },
    "Deepgram without utterances": {"results": {"channels": [{"alternatives": [{"transcript": "x", "words": [{**x, "punctuated_word": x["word"]} for s, w, t in TALK for x in _words(s, w, t)]}]}]}},
    "Rev": {
        "speakers": [{"id": 0, "name": "a"}, {"id": 1, "name": "b"}],
        "monologues": [
            {"speaker": "ab".index(s), "elements": [e for i, x in enumerate(w.rstrip(".?").split()) for e in ([{"type": "punct", "value": " "}] if i else []) + [{"type": "text", "value": x, "ts": t + i * 0.25, "end_ts": t + i * 0.25 + 0.2}]] + [{"type": "punct", "value": w[-1]}]}
            for s, w, t in TALK
        ],
    },
    "Amberscript": {
        "id": "x", "speakers": [{"spkid": "spk1", "name": "a"}, {"spkid": "spk2", "name": "b"}],
        "segments": [{"speaker": f"spk{'ab'.index(s) + 1}", "words": [{"text": x["word"], "start": x["start"], "end": x["end"], "conf": 1} for x in _words(s, w, t)]} for s, w, t in TALK],
    },
    "podcast namespace": {"version": "1.0.0", "segments": [{"speaker": s, "startTime": t, "endTime": t + 5, "body": w} for s, w, t in TALK]},
    "Amazon Transcribe": {
        "jobName": "x",
        "results": {
            "transcripts": [{"transcript": " ".join(w for _, w, _ in TALK)}],
            "items": [
                e for s, w, t in TALK for e in
                [{"type": "pronunciation", "alternatives": [{"content": x, "confidence": "1"}], "start_time": str(t + i * 0.25), "end_time": str(t + i * 0.25 + 0.2), "speaker_label": s} for i, x in enumerate(w.rstrip(".?").split())]
                + [{"type": "punctuation", "alternatives": [{"content": w[-1], "confidence": "0"}], "speaker_label": s}]
            ],
        },
    },
    "Google": {"results": [{"alternatives": [{"transcript": w, "words": [{"word": x["word"], "startTime": f"{x['start']}s", "endTime": f"{x['end']}s", "speakerTag": "ab".index(s) + 1} for x in _words(s, w, t)]}]} for s, w, t in TALK]},
    "Speechmatics": {
        "format": "2.9",
        "results": [
            e for s, w, t in TALK for e in
            [{"type": "word", "start_time": t + i * 0.25, "end_time": t + i * 0.25 + 0.2, "alternatives": [{"content": x, "speaker": s}]} for i, x in enumerate(w.rstrip(".?").split())]
            + [{"type": "punctuation", "attaches_to": "previous", "start_time": t + 4, "end_time": t + 4, "alternatives": [{"content": w[-1], "speaker": s}]}]
        ],
    },
    "Fireflies": {"sentences": [{"index": i, "speaker_name": s, "speaker_id": "ab".index(s), "text": w, "start_time": t, "end_time": t + 5} for i, (s, w, t) in enumerate(TALK)]},
    "Otter": {"speakers": [{"speaker_id": 7, "speaker_name": "a"}, {"speaker_id": 8, "speaker_name": "b"}], "transcripts": [{"speaker_id": 7 + "ab".index(s), "transcript": w, "start_offset": t, "end_offset": t + 5} for s, w, t in TALK]},
    "a plain list": [{"speaker": s, "text": w, "start": t} for s, w, t in TALK],
    "a chat": [{"name": s, "message": w} for s, w, _ in TALK],
    "speakers as objects": {"data": {"segments": [{"speaker": {"id": 1, "name": s}, "text": w, "start": t} for s, w, t in TALK]}},
}  # fmt: skip


@pytest.mark.parametrize("data", JSONS.values(), ids=JSONS)
def test_json(data: object) -> None:
    """The JSON of every recogniser gives the same turns, with times in seconds where it has any."""
    transcript = read(json.dumps(data).encode())
    names = ("1", "2") if "speakerTag" in json.dumps(data) else ("a", "b")

    assert turns(transcript) == four(*names)
    times = [u.start_time for u in transcript.utterances]
    assert times in ([10.0, 20.0, 30.0, 40.0], [None] * 4)
    assert ("start" not in json.dumps(data) and "ts" not in json.dumps(data)) or times[0] == 10.0


def test_json_lines() -> None:
    """JSON lines of turns are read, ConvoKit's among them."""
    rows = [
        {"id": str(i), "conversation_id": "0", "speaker": s, "text": w, "timestamp": t, "meta": {}, "reply-to": None}
        for i, (s, w, t) in enumerate(TALK)
    ]

    assert turns(read("\n".join(map(json.dumps, rows)).encode())) == four("a", "b")


TABLES = {
    "CSV with header": "Speaker,Start,End,Text\n" + laid_out('{n},00:{m}:05,00:{m}:09,"{w}"'),
    "CSV, other names and order": "start_time;end_time;speaker_name;transcript\n" + laid_out('{m}.0;{m}.9;{n};"{w}"'),
    "TSV with header": "time\tname\tutterance\n" + laid_out("00:{m}:05\t{n}\t{w}"),
    "TSV without header": laid_out("00:{m}:05\t{n}\t{w}"),
    "CSV without header": laid_out('00:{m}:05,{n},"{w}"'),
    "CSV with extra columns": "id,debate,speaker,party,speech\n" + laid_out('{i},x,{n},P,"{w}"'),
    "semicolons and German names": "Sprecher;Text\n" + laid_out('{n};"{w}"'),
}


@pytest.mark.parametrize("text", TABLES.values(), ids=TABLES)
def test_tables(text: str) -> None:
    """Columns are found by header, and without one by what they hold."""
    assert turns(read(text.encode())) == four()


XML = {
    "TEI u": '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><profileDesc><particDesc><listPerson><person xml:id="A"><persName><forename>Ada</forename><surname>Park</surname></persName></person><person xml:id="B"><persName>Ben Osei</persName></person></listPerson></particDesc></profileDesc></teiHeader><text><body><div><head>The river</head>'
    + "".join(f'<u who="#{s.upper()}"><seg>{w}</seg><kinesic><desc>Applause.</desc></kinesic></u>' for s, w, _ in TALK) + "</div></body></text></TEI>",
    "TEI words": '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>'
    + "".join(f'<u who="#{"AdaPark" if s == "a" else "BenOsei"}"><seg><s>' + "".join(f'<w join="{"right" if x[-1] in ",.?" else "no"}">{x.rstrip(",.?")}</w>' + (f"<pc>{x[-1]}</pc>" if x[-1] in ",.?" else "") for x in w.split()) + "</s></seg></u>" for s, w, _ in TALK) + "</body></text></TEI>",
    "TEI drama": "<TEI><text><body>" + "".join(f"<sp><speaker>{'Ada Park' if s == 'a' else 'Ben Osei'}</speaker><p>{w}</p></sp>" for s, w, _ in TALK) + "</body></text></TEI>",
    "parlparse": '<publicwhip><major-heading id="h">The river</major-heading>' + "".join(f'<speech id="{t}" speakername="{"Ada Park" if s == "a" else "Ben Osei"}"><p>{w}</p></speech>' for s, w, t in TALK) + "</publicwhip>",
    "Akoma Ntoso": '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><debate><meta><references source="#x"><TLCPerson eId="a" href="/p/a" showAs="Ada Park"/><TLCPerson eId="b" href="/p/b" showAs="Ben Osei"/></references></meta><debateBody><debateSection><heading>The river</heading>'
    + "".join(f'<speech by="#{s}"><from>{"Ms Park" if s == "a" else "Mr Osei"}:</from><p>{w}</p></speech>' for s, w, _ in TALK) + "</debateSection></debateBody></debate></akomaNtoso>",
    "Akoma Ntoso by name": "<akomaNtoso><debate><debateBody>" + "".join(f"<speech><from>{'Ada Park' if s == 'a' else 'Ben Osei'}</from><p>{w}</p></speech>" for s, w, _ in TALK) + "</debateBody></debate></akomaNtoso>",
    "Bundestag": "<dbtplenarprotokoll><sitzungsverlauf>" + "".join(
        f'<rede id="{t}"><p klasse="redner"><redner id="{s}"><name><vorname>{"Ada" if s == "a" else "Ben"}</vorname><nachname>{"Park" if s == "a" else "Osei"}</nachname><fraktion>X</fraktion></name></redner>{"Ada Park" if s == "a" else "Ben Osei"} (X):</p><p klasse="J_1">{w}</p><kommentar>(Beifall)</kommentar></rede>' for s, w, t in TALK) + "</sitzungsverlauf></dbtplenarprotokoll>",
    "TTML": '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="http://www.w3.org/ns/ttml#metadata"><head><metadata><ttm:agent xml:id="a" type="person"><ttm:name>Ada Park</ttm:name></ttm:agent><ttm:agent xml:id="b" type="person"><ttm:name>Ben Osei</ttm:name></ttm:agent></metadata></head><body><div>'
    + "".join(f'<p begin="00:00:{int(t)}.000" end="00:00:{int(t) + 5}.000" ttm:agent="{s}">{w}</p>' for s, w, t in TALK) + "</div></body></tt>",
    "an unknown dialect": "<meeting>" + "".join(f"<turn><speaker>{'Ada Park' if s == 'a' else 'Ben Osei'}</speaker><text>{w}</text></turn>" for s, w, _ in TALK) + "</meeting>",
    "an unknown dialect with attributes": "<debate>" + "".join(f'<talk speaker="{"Ada Park" if s == "a" else "Ben Osei"}">{w}</talk>' for s, w, _ in TALK) + "</debate>",
}  # fmt: skip


@pytest.mark.parametrize("text", XML.values(), ids=XML)
def test_xml(text: str) -> None:
    """XML dialects, known by name or not, give who speaks and only what is said."""
    assert turns(read(text.encode())) == four()


HTML = {
    "bold labels": "".join(
        f"<p><strong>{'Ada Park' if s == 'a' else 'Ben Osei'}:</strong> {w}</p>" for s, w, _ in TALK
    ),
    "bold labels in capitals and breaks": "<div>"
    + "".join(f"<b>{'Ada Park' if s == 'a' else 'Ben Osei'}</b>: {w}<br><br>" for s, w, _ in TALK)
    + "</div>",
    "headings": "".join(f"<h4>{'Ada Park' if s == 'a' else 'Ben Osei'}</h4><p>{w}</p>" for s, w, _ in TALK),
    "definition list": "<dl>"
    + "".join(f"<dt>{'Ada Park' if s == 'a' else 'Ben Osei'}</dt><dd>{w}</dd>" for s, w, _ in TALK)
    + "</dl>",
    "table": "<table>"
    + "".join(
        f"<tr><td>00:{int(t)}</td><td>{'Ada Park' if s == 'a' else 'Ben Osei'}</td><td>{w}</td></tr>"
        for s, w, t in TALK
    )
    + "</table>",
    "classes": "".join(
        f'<div class="turn"><span class="speaker-name">{"Ada Park" if s == "a" else "Ben Osei"}</span> <span class="time">00:{int(t)}</span><p>{w}</p></div>'
        for s, w, t in TALK
    ),
    "plain paragraphs": "".join(f"<p>{'Ada Park' if s == 'a' else 'Ben Osei'}: {w}</p>" for s, w, _ in TALK),
    "W3C minutes": "".join(
        f'<p class="phone"><cite>{"Ada Park" if s == "a" else "Ben Osei"}:</cite> {w}</p>' for s, w, _ in TALK
    ),
}


@pytest.mark.parametrize("body", HTML.values(), ids=HTML)
def test_html(body: str) -> None:
    """Pages are read for their turns; navigation and scripts are not."""
    page = f"<!DOCTYPE html><html><head><title>The river</title><script>var a = 'Ben: no';</script></head><body><nav><a href='/'>Home: start</a></nav><h1>The River</h1>{body}<footer>Contact: us</footer></body></html>"

    assert turns(read(page.encode())) == four()


def test_a_title_with_a_colon_is_no_turn() -> None:
    """A first line such as `Forum: Who Can Afford It?` is no speaker, even when it asks."""
    for title in ("Old Town Forum: Should Cars Leave the Centre?", "Old Town Forum: Who Can Afford to Live Here"):
        transcript = read(f"{title}\n\nAda: We must build more.\nBen: No, never.\nAda: Why not?\n".encode())

        assert [u.speaker for u in transcript.utterances if u.kind == "speech"] == ["Ada", "Ben", "Ada"]
        assert transcript.utterances[0].kind != "speech"


OFFICES_AND_NUMBERS = {
    "a title, an article and an office": ("{n}:\n{w}\n", "Mevrouw de voorzitter", "De heer Van der Molen"),
    "the same in French": ("{n} :\n{w}\n", "Mme la présidente", "M. Paul Quai"),
    "numbers with their part": ("(P2.{i}) {n}: {w}", "Ada", "Ben"),
    "number of the turn and a colon": ("T{i}: {n}: {w}", "Ada", "Ben"),
    "numbered question and answer": ("{i} {n}. {w}", "Q", "A"),
}


@pytest.mark.parametrize("what", OFFICES_AND_NUMBERS)
def test_an_office_that_is_addressed_and_numbers_before_labels(what: str) -> None:
    """Nobody's turn goes to who spoke before because the chair is addressed with a title, or lines are counted."""
    style, a, b = OFFICES_AND_NUMBERS[what]
    assert turns(read(laid_out(style, a, b).encode())) == four(a, b)


def test_all_of_a_body_are_nobody_in_particular() -> None:
    """`All Trustees:` is said together, as `All:` is."""
    text = (
        f"Chair Brom: {ASK}\n\nTrustee Amin: {SAY}\n\nAll Trustees: Aye.\n\nChair Brom: {BUT}\n\nTrustee Amin: {END}\n"
    )
    assert ("", "Aye.") in turns(read(text.encode()))


def test_an_office_in_capitals_speaks_once_far_from_the_others() -> None:
    """A record of long speeches in which the chair says one sentence."""
    long = "The sluice is old and the\nmeadow is wet in each spring.\n" * 40
    text = f"  Mr. QUAI. I rise.\n{long}  The PRESIDING OFFICER. Without objection.\n  Ms. MOLEN. I differ.\n{long}  Mr. QUAI. So be it.\n"
    who = [speaker for speaker, _ in turns(read(text.encode()))]
    assert who == ["Mr. QUAI", "The PRESIDING OFFICER", "Ms. MOLEN", "Mr. QUAI"]


def test_rooms_and_telephones_speak_where_every_caption_has_a_label() -> None:
    """A label of an odd shape that returns is enough where no caption is without one."""
    said = [("LAKE-ROOM 4 (2)/b", ASK), ("+49 30***12", SAY), ("LAKE-ROOM 4 (2)/b", BUT), ("iPad (3)", END)]
    cues = [f"00:00:0{i}.000 --> 00:00:0{i}.900\n{n}: {w}" for i, (n, w) in enumerate([*said, said[0]])]
    got = turns(read(("WEBVTT\n\n" + "\n\n".join(cues)).encode()))
    assert [w for _, w in got] == [*(w for _, w in said), ASK]
    assert all(n for n, _ in got)


def test_a_page_inside_a_form_leaves_its_foot_out() -> None:
    """Where a form holds the page, what else is furniture stays furniture."""
    body = "".join(f"<p>{n}: {w}</p>" for n, w in four())
    page = f"<html><body><form method='post'>{body}</form><footer>Contact: us</footer></body></html>"
    assert turns(read(page.encode())) == four()


def test_who_answers_whom_and_points_of_a_list_are_no_other_speakers() -> None:
    """`甲回答乙：` is said by the first; `L0：` below labels that stand alone is a point, and told as a doubt."""
    talk = [("Mika", ASK), ("Sanna", SAY), ("Mika", BUT), ("Sanna", f"{END}\n\nL0: the low one.\n\nL1: the high one.")]
    text = "\n\n".join(f"{n}:\n\n{w}" for n, w in [*talk, ("Mika回答Sanna", ASK), *talk[1:]])
    transcript = read(text.encode())
    assert {n for n, _ in turns(transcript)} == {"Mika", "Sanna"}
    assert any("'L0'" in w for w in transcript.warnings)
