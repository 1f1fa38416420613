"""Ways of writing that real tools and offices use, in words of our own: who says what, and nobody who is none."""

from __future__ import annotations

import pytest

from kg.readers import read

#: What it is, the source, the turns as (speaker, how they begin).
CASES: list[tuple[str, str, list[tuple[str, str]]]] = [
    (
        "a deposition with numbers in the margin",
        """\
                    IN THE CIRCUIT COURT OF MARLOW COUNTY

JANE HOLT,                          )
                    Plaintiff,      )  Case No. 22-CV-1187
          vs.                       )
DELMONT WATER CO.,                  )
                    Defendant.      )

              DEPOSITION OF RONALD PEAKE
              Taken on March 3, 2023

                         Page 4
 1   WHEREUPON, the following proceedings were had:
 2              RONALD PEAKE,
 3   having been first duly sworn, testified as follows:
 4                  EXAMINATION
 5   BY MS. ARDEN:
 6       Q.   Good morning, Mr. Peake. Would you state
 7   your name for the record?
 8       A.   Ronald Peake.
 9       Q.   And where do you work?
10       A.   I work at Delmont Water Company, in the
11   pumping station.
12              MR. COLE:  Objection to the form.
13              THE WITNESS:  I can answer that.
14   BY MS. ARDEN:
15       Q.   Please do.
16       A.   I have been there for nine years.
                         Page 5
 1              MS. ARDEN:  Let us mark Exhibit 4.
 2              THE REPORTER:  Four is marked.
 3       Q.   Have you seen this letter before?
 4       A.   Yes, I wrote it.
""",
        [
            ("MS. ARDEN", "Good morning, Mr. Peake."),
            ("A", "Ronald Peake."),
            ("MS. ARDEN", "And where do you"),
            ("A", "I work at Delmont"),
            ("MR. COLE", "Objection to the form."),
            ("THE WITNESS", "I can answer that."),
            ("MS. ARDEN", "Please do."),
            ("A", "I have been there"),
            ("MS. ARDEN", "Let us mark Exhibit"),
            ("THE REPORTER", "Four is marked."),
            ("MS. ARDEN", "Have you seen this"),
            ("A", "Yes, I wrote it."),
        ],
    ),
    (
        "a trial",
        """\
THE COURT:  Please be seated. We are on the record in State versus Lorne.
MR. DABNEY:  Good morning, Your Honor. Paul Dabney for the State.
MS. KWAN:  Grace Kwan for the defense, Your Honor.
THE COURT:  Call your first witness.
MR. DABNEY:  The State calls Officer Reyes.
    (Witness sworn.)
DIRECT EXAMINATION
BY MR. DABNEY:
Q.  Officer, how long have you served?
A.  Eleven years.
Q.  Were you on duty on the night of June 4?
A.  I was. I was on patrol with my partner.
MS. KWAN:  Objection. Relevance.
THE COURT:  Overruled.
Q.  Go on.
A.  We received a call at ten past nine.
CROSS-EXAMINATION
BY MS. KWAN:
Q.  You did not write that down, did you?
A.  No, ma'am.
""",
        [
            ("THE COURT", "Please be seated. We"),
            ("MR. DABNEY", "Good morning, Your Honor."),
            ("MS. KWAN", "Grace Kwan for the"),
            ("THE COURT", "Call your first witness."),
            ("MR. DABNEY", "The State calls Officer"),
            ("A", "Eleven years."),
            ("MR. DABNEY", "Were you on duty"),
            ("A", "I was. I was"),
            ("MS. KWAN", "Objection. Relevance."),
            ("THE COURT", "Overruled."),
            ("MR. DABNEY", "Go on."),
            ("A", "We received a call"),
            ("MS. KWAN", "You did not write"),
            ("A", "No, ma'am."),
        ],
    ),
    (
        "a committee",
        """\
Meeting of the Regional Rates Committee
                                March 14, 2018

PRESENT:  Ms. Arlen, Chair
          Mr. Botha
          Ms. Castile

CHAIR ARLEN.  Good morning, everyone. Let us turn to the outlook.

MR. BOTHA.  Thank you, Madam Chair. Growth was a little weaker than we thought. I will refer to the first
panel of your handout.1

MS. CASTILE.  I have a question. Do we know why prices in services rose?

MR. BOTHA.  We think that it was rents. [Laughter] But I may be wrong.

CHAIR ARLEN.  Thank you. Other questions? [No response] Let us move on.

                                 4 of 122

VICE CHAIR DUNNE.  I agree with the staff's reading.
""",
        [
            ("Ms. Arlen", "Good morning, everyone. Let"),
            ("MR. BOTHA", "Thank you, Madam Chair."),
            ("MS. CASTILE", "I have a question."),
            ("MR. BOTHA", "We think that it"),
            ("Ms. Arlen", "Thank you. Other questions?"),
            ("VICE CHAIR DUNNE", "I agree with the"),
        ],
    ),
    (
        "an earnings call",
        """\
Corvane Systems, Inc. (CVN) Q2 2024 Earnings Call Transcript

Company Participants

Laura Bent - Vice President, Investor Relations
Martin Oduya - Chief Executive Officer
Helen Ruiz - Chief Financial Officer

Conference Call Participants

Peter Sang - Redline Capital
Amy Toole - Harbor Securities

Operator

Good afternoon, and welcome to the Corvane Systems second quarter call. Please go ahead, Ms. Bent.

Laura Bent

Thank you, operator. With me today are Martin Oduya and Helen Ruiz.

Martin Oduya

Thanks, Laura. We had a good quarter. Revenue grew by 12%.

And we opened two plants.

Helen Ruiz

Gross margin was 41%.

Question-and-Answer Session

Operator

[Operator Instructions] Our first question comes from Peter Sang with Redline Capital.

Peter Sang

Hi. Can you speak about churn?

Martin Oduya

Sure, Peter. Churn fell again.

Amy Toole

And what about pricing?

Helen Ruiz

We kept prices as they were.
""",
        [
            ("Operator", "Good afternoon, and welcome"),
            ("Laura Bent", "Thank you, operator. With"),
            ("Martin Oduya", "Thanks, Laura. We had"),
            ("Helen Ruiz", "Gross margin was 41%."),
            ("Operator", "[Operator Instructions] Our first"),
            ("Peter Sang", "Hi. Can you speak"),
            ("Martin Oduya", "Sure, Peter. Churn fell"),
            ("Amy Toole", "And what about pricing?"),
            ("Helen Ruiz", "We kept prices as"),
        ],
    ),
    (
        "WhatsApp of a phone",
        """\
[3/12/24, 6:04:11 PM] Rosa Vidal: Hi all, can we meet on Friday?
[3/12/24, 6:07:15 PM] Tom: Friday works
for me, after six.
[3/12/24, 6:08:20 PM] ~ Ines M.: I'd rather have Saturday.
[3/12/24, 6:09:01 PM] Tom: \u200eimage omitted
[3/12/24, 6:12:45 PM] Rosa Vidal: Saturday at ten then?
""",
        [
            ("Rosa Vidal", "Hi all, can we"),
            ("Tom", "Friday works for me,"),
            ("Ines M.", "I'd rather have Saturday."),
            ("Rosa Vidal", "Saturday at ten then?"),
        ],
    ),
    (
        "Slack",
        """\
[{"type":"message","user":"U01","text":"Shall we ship on Monday?","ts":"1712050000.000100","user_profile":{"real_name":"Nadia Holm","display_name":"nadia"}},
{"type":"message","subtype":"channel_join","user":"U02","text":"<@U02> has joined the channel","ts":"1712050005.000100"},
{"type":"message","user":"U02","text":"Monday is too early, the tests are red.","ts":"1712050010.000200","user_profile":{"real_name":"Kofi Ansah"}},
{"type":"message","user":"U01","text":"Then Wednesday.","ts":"1712050020.000300","user_profile":{"real_name":"Nadia Holm"}}]
""",
        [
            ("Nadia Holm", "Shall we ship on"),
            ("Kofi Ansah", "Monday is too early,"),
            ("Nadia Holm", "Then Wednesday."),
        ],
    ),
    (
        "Discord",
        """\
==============================================================
Guild: Harbor Devs
Channel: Text Channels / general
==============================================================

[04/02/2024 09:15] nadia
Shall we ship on Monday?

[04/02/2024 09:16] kofi.a
Monday is too early.
The tests are red.

{Reactions}
👍 (2)

[04/02/2024 09:18] nadia
Then Wednesday.
""",
        [
            ("nadia", "Shall we ship on"),
            ("kofi.a", "Monday is too early."),
            ("nadia", "Then Wednesday."),
        ],
    ),
    (
        "SubStation Alpha",
        """\
[Script Info]
Title: talk
[V4+ Styles]
Format: Name, Fontname
Style: Default,Arial
[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Dialogue: 0,0:00:01.00,0:00:03.50,Default,Nadia,0,0,0,,Shall we ship on Monday?
Dialogue: 0,0:00:04.00,0:00:06.00,Default,Kofi,0,0,0,,Monday is too early,\\Nthe tests are red.
Dialogue: 0,0:00:07.00,0:00:09.00,Default,Nadia,0,0,0,,{\\i1}Then Wednesday.{\\i0}
""",
        [
            ("Nadia", "Shall we ship on"),
            ("Kofi", "Monday is too early,"),
            ("Nadia", "Then Wednesday."),
        ],
    ),
    (
        "chunks with pairs of times",
        """\
{"text":"Shall we ship on Monday? Monday is too early. Then Wednesday.","chunks":[{"timestamp":[0.0,2.5],"text":" Shall we ship on Monday?","speaker":"SPEAKER_00"},{"timestamp":[2.5,5.0],"text":" Monday is too early.","speaker":"SPEAKER_01"},{"timestamp":[5.0,6.2],"text":" Then Wednesday.","speaker":"SPEAKER_00"}]}
""",
        [
            ("SPEAKER_00", "Shall we ship on"),
            ("SPEAKER_01", "Monday is too early."),
            ("SPEAKER_00", "Then Wednesday."),
        ],
    ),
    (
        "Google with all words again",
        """\
{"results": [{"alternatives": [{"transcript": "shall we ship monday is too then wednesday", "confidence": 0.9}], "languageCode": "en-us"}, {"alternatives": [{"words": [{"startTime": "1.200s", "endTime": "1.4s", "word": "shall", "speakerTag": 1}, {"startTime": "1.4s", "endTime": "1.5s", "word": "we", "speakerTag": 1}, {"startTime": "1.5s", "endTime": "1.8s", "word": "ship", "speakerTag": 1}, {"startTime": "3s", "endTime": "3.4s", "word": "monday", "speakerTag": 2}, {"startTime": "3.4s", "endTime": "3.5s", "word": "is", "speakerTag": 2}, {"startTime": "3.5s", "endTime": "3.9s", "word": "too", "speakerTag": 2}, {"startTime": "5s", "endTime": "5.4s", "word": "then", "speakerTag": 1}, {"startTime": "5.4s", "endTime": "6s", "word": "wednesday", "speakerTag": 1}]}]}]}""",
        [
            ("1", "shall we ship"),
            ("2", "monday is too"),
            ("1", "then wednesday"),
        ],
    ),
    (
        "YouTube",
        """\
{"wireMagic":"pb3","events":[{"tStartMs":1200,"dDurationMs":2000,"segs":[{"utf8":">> Shall we"},{"utf8":" ship on Monday?","tOffsetMs":500}]},{"tStartMs":4000,"dDurationMs":2000,"segs":[{"utf8":">> Monday is too early."}]},{"tStartMs":7000,"dDurationMs":1000,"segs":[{"utf8":">> Then Wednesday."}]}]}
""",
        [
            ("", "Shall we ship on"),
            ("", "Monday is too early."),
            ("", "Then Wednesday."),
        ],
    ),
    (
        "bold questions",
        """\
**Q: Why Monday?**

A: Because the tests are green then.

**Q: And Wednesday?**

A: Wednesday is for mending.
""",
        [
            ("Q", "Why Monday?"),
            ("A", "Because the tests are"),
            ("Q", "And Wednesday?"),
            ("A", "Wednesday is for mending."),
        ],
    ),
    (
        "nicknames that are listed",
        """\
# Language meeting 2024-04-02

###### tags: minutes

- Attendance: nadia, kofi, ulla
- Minutes: ulla

nadia: Shall we stabilize this?

kofi: There is one open question about drop order.
Some people rely on it.

nadia: Can we document it?

ulla: I'd be in favor.

**Consensus:** document and stabilize.
""",
        [
            ("nadia", "Shall we stabilize this?"),
            ("kofi", "There is one open"),
            ("nadia", "Can we document it?"),
            ("ulla", "I'd be in favor."),
        ],
    ),
    (
        "an Australian Hansard",
        """\
HOUSING (SUPPLY) BILL
Second Reading

Debate resumed from 12 March.

Ms OYELARAN (Northfield—Minister for Housing) (10:14): I move that the bill be read a second time.

Mr PRITCHARD (Eastgate) (10:21): I oppose this bill. It does nothing for tenants.

The SPEAKER: Order! Members will be heard in silence.

An honourable member interjecting—

Mr PRITCHARD: I thank you, Mr Speaker. As I said, it does nothing.

Ms OYELARAN: That is wrong.
""",
        [
            ("Ms OYELARAN", "I move that the"),
            ("Mr PRITCHARD", "I oppose this bill."),
            ("The SPEAKER", "Order! Members will be"),
            ("Mr PRITCHARD", "I thank you, Mr"),
            ("Ms OYELARAN", "That is wrong."),
        ],
    ),
    (
        "a debate",
        """\
MODERATOR JONES: Welcome. Senator Cole, you have two minutes.

COLE: Thank you. Taxes are too high (applause) and they must fall.

HOLT: That's not true--

COLE: Let me finish.

JONES: Senator Holt, thirty seconds.

HOLT: He voted for them: twice.

(CROSSTALK)

JONES: Thank you both. We'll be right back.

(COMMERCIAL BREAK)
""",
        [
            ("MODERATOR JONES", "Welcome. Senator Cole, you"),
            ("COLE", "Thank you. Taxes are"),
            ("HOLT", "That's not true--"),
            ("COLE", "Let me finish."),
            ("MODERATOR JONES", "Senator Holt, thirty seconds."),
            ("HOLT", "He voted for them:"),
            ("MODERATOR JONES", "Thank you both. We'll"),
        ],
    ),
    (
        "turns numbered in brackets",
        """\
[1] NADIA: Shall we ship on Monday?
[2] KOFI: Monday is too early.
[3] NADIA: Then Wednesday.
""",
        [
            ("NADIA", "Shall we ship on"),
            ("KOFI", "Monday is too early."),
            ("NADIA", "Then Wednesday."),
        ],
    ),
    (
        "a press briefing",
        """\
2:07 P.M. EDT

MS. JEAN:  Good afternoon, everybody.

I have one thing at the top.

Q    Thank you.  On housing, will there be a bill?

MS. JEAN:  We'll see.

Q    And when?

MS. JEAN:  Soon.  Go ahead, Steve.

Q    Thanks.  What about taxes?

MS. JEAN:  I have nothing on that.

                        END                2:45 P.M. EDT
""",
        [
            ("MS. JEAN", "Good afternoon, everybody. I"),
            ("Q", "Thank you. On housing,"),
            ("MS. JEAN", "We'll see."),
            ("Q", "And when?"),
            ("MS. JEAN", "Soon. Go ahead, Steve."),
            ("Q", "Thanks. What about taxes?"),
            ("MS. JEAN", "I have nothing on"),
        ],
    ),
    (
        "a Spanish parliament",
        """\
La señora PRESIDENTA: Se abre la sesión. Tiene la palabra el señor López.

El señor LÓPEZ GARCÍA: Gracias, señora presidenta. Hacen falta viviendas.

La señora RUIZ: No estoy de acuerdo con el señor López.

La señora PRESIDENTA: Gracias.

El señor LÓPEZ GARCÍA: Insisto: hacen falta viviendas.
""",
        [
            ("La se\u00f1ora PRESIDENTA", "Se abre la sesión."),
            ("El se\u00f1or L\u00d3PEZ GARC\u00cdA", "Gracias, señora presidenta. Hacen"),
            ("La se\u00f1ora RUIZ", "No estoy de acuerdo"),
            ("La se\u00f1ora PRESIDENTA", "Gracias."),
            ("El se\u00f1or L\u00d3PEZ GARC\u00cdA", "Insisto: hacen falta viviendas."),
        ],
    ),
    (
        "the European Parliament",
        """\
Preşedinta. – Următorul punct este dezbaterea.

Marta Keller, Member of the Commission. – Madam President, honourable Members, the proposal is ready.

President. – Thank you. Mr Novotny.

Jan Novotny (PPE). – Madam President, this proposal comes too late.

President. – Ms Duarte.

Ines Duarte, on behalf of the Verts/ALE Group. – Madam President, I do not agree with Mr Novotny.

President. – The debate is closed.
""",
        [
            ("Pre\u015fedinta", "Următorul punct este dezbaterea."),
            ("Marta Keller", "Madam President, honourable Members,"),
            ("President", "Thank you. Mr Novotny."),
            ("Jan Novotny", "Madam President, this proposal"),
            ("President", "Ms Duarte."),
            ("Ines Duarte", "Madam President, I do"),
            ("President", "The debate is closed."),
        ],
    ),
    (
        "EXMARaLDA",
        """\
<?xml version="1.0" encoding="UTF-8"?>
<basic-transcription><head><speakertable><speaker id="SPK0"><abbreviation>NH</abbreviation></speaker><speaker id="SPK1"><abbreviation>KA</abbreviation></speaker></speakertable></head><basic-body><common-timeline><tli id="T0" time="0.0"/><tli id="T1" time="2.5"/><tli id="T2" time="6.0"/><tli id="T3" time="8.0"/></common-timeline><tier id="TIE0" speaker="SPK0" category="v" type="t" display-name="NH [v]"><event start="T0" end="T1">Shall we ship on Monday?</event><event start="T2" end="T3">Then Wednesday.</event></tier><tier id="TIE1" speaker="SPK1" category="v" type="t"><event start="T1" end="T2">Monday is too early.</event></tier></basic-body></basic-transcription>
""",
        [
            ("NH", "Shall we ship on"),
            ("KA", "Monday is too early."),
            ("NH", "Then Wednesday."),
        ],
    ),
    (
        "the Diet of Japan",
        """\
○議長（山田太郎君）　これより会議を開きます。
○佐藤花子君　住宅について質問します。もっと住宅が必要です。
○国務大臣（鈴木一郎君）　お答えします。私はそうは思いません。
○佐藤花子君　なぜですか。
○国務大臣（鈴木一郎君）　土地がないからです。
""",
        [
            ("\u8b70\u9577", "これより会議を開きます。"),
            ("\u4f50\u85e4\u82b1\u5b50\u541b", "住宅について質問します。もっと住宅が必要です。"),
            ("\u56fd\u52d9\u5927\u81e3", "お答えします。私はそうは思いません。"),
            ("\u4f50\u85e4\u82b1\u5b50\u541b", "なぜですか。"),
            ("\u56fd\u52d9\u5927\u81e3", "土地がないからです。"),
        ],
    ),
    (
        "names and times that are links",
        """\
## Transcript

[Nadia Holm](https://example.org/nadia) [00:00:01](https://example.org/v?t=1): Shall we ship on Monday?

[Kofi Ansah](https://example.org/kofi) [00:00:04](https://example.org/v?t=4): Monday is too early.

[Nadia Holm](https://example.org/nadia) [00:00:09](https://example.org/v?t=9): Then Wednesday.
""",
        [
            ("Nadia Holm", "Shall we ship on"),
            ("Kofi Ansah", "Monday is too early."),
            ("Nadia Holm", "Then Wednesday."),
        ],
    ),
    (
        "words as quotations",
        """\
---
title: Talk
date: 2024-04-02
---

**Nadia Holm** (00:01)

> Shall we ship on Monday?

**Kofi Ansah** (00:04)

> Monday is too early.
> The tests are red.

**Nadia Holm** (00:09)

> Then Wednesday.
""",
        [
            ("Nadia Holm", "Shall we ship on"),
            ("Kofi Ansah", "Monday is too early."),
            ("Nadia Holm", "Then Wednesday."),
        ],
    ),
    (
        "a supreme court",
        """\
                 P R O C E E D I N G S
                                             (10:04 a.m.)
          CHIEF JUSTICE HOLM:  We will hear argument first this
morning in Case 22-1187.
          Mr. Ansah.
             ORAL ARGUMENT OF KOFI ANSAH
              ON BEHALF OF THE PETITIONERS
          MR. ANSAH:  Mr. Chief Justice, and may it please
the Court:  The statute is clear.
          JUSTICE DUARTE:  Is it clear, counsel?
          MR. ANSAH:  It is, Justice Duarte.
          CHIEF JUSTICE HOLM:  Thank you.
""",
        [
            ("CHIEF JUSTICE HOLM", "We will hear argument"),
            ("MR. ANSAH", "Mr. Chief Justice, and"),
            ("JUSTICE DUARTE", "Is it clear, counsel?"),
            ("MR. ANSAH", "It is, Justice Duarte."),
            ("CHIEF JUSTICE HOLM", "Thank you."),
        ],
    ),
    (
        "a table in Markdown",
        """\
| Time | Speaker | Text |
|---|---|---|
| 00:01 | Nadia Holm | Shall we ship on Monday? |
| 00:04 | Kofi Ansah | Monday is too early: the tests are red. |
| 00:09 | Nadia Holm | Then Wednesday. |
""",
        [
            ("Nadia Holm", "Shall we ship on"),
            ("Kofi Ansah", "Monday is too early:"),
            ("Nadia Holm", "Then Wednesday."),
        ],
    ),
    (
        "the United Nations",
        """\
The President: The meeting is called to order. The first speaker is the representative of Norvania.

Mr. Dalgaard (Norvania): We thank you for convening this debate. We support the draft.

Mrs. Okoye (Benland) (spoke in French): My delegation cannot support paragraph 4.

The President: I thank the representative of Benland.

Mr. Dalgaard (Norvania): I wish to reply.
""",
        [
            ("The President", "The meeting is called"),
            ("Mr. Dalgaard", "We thank you for"),
            ("Mrs. Okoye", "My delegation cannot support"),
            ("The President", "I thank the representative"),
            ("Mr. Dalgaard", "I wish to reply."),
        ],
    ),
    (
        "names in lenticular brackets",
        """\
【主持人】大家好，今天谈谈住房。
【李华】我们需要更多的房子。
【王芳】我不同意。
【主持人】为什么？
【王芳】市中心已经很拥挤。
""",
        [
            ("\u4e3b\u6301\u4eba", "大家好，今天谈谈住房。"),
            ("\u674e\u534e", "我们需要更多的房子。"),
            ("\u738b\u82b3", "我不同意。"),
            ("\u4e3b\u6301\u4eba", "为什么？"),
            ("\u738b\u82b3", "市中心已经很拥挤。"),
        ],
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_turns(case: tuple[str, str, list[tuple[str, str]]]) -> None:
    """Each turn has its speaker; pieces of one speaker that follow each other count as one turn."""
    _, text, expected = case
    transcript = read(text.encode())
    turns: list[tuple[str, str]] = []
    for utterance in transcript.utterances:
        words = " ".join(transcript.words_of(utterance).split())
        if utterance.kind != "speech":
            continue
        if utterance.speaker and turns and turns[-1][0] == utterance.speaker:
            words = f"{turns.pop()[1]} {words}"
        turns.append((utterance.speaker, words))

    assert [speaker for speaker, _ in turns] == [speaker for speaker, _ in expected]
    assert [words.startswith(begin) for (_, words), (_, begin) in zip(turns, expected, strict=True)] == [True] * len(
        turns
    )
