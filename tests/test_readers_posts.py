"""Copies of chats, threads and interviews with the head above the words, and threads in JSON: every word with its writer."""

from __future__ import annotations

import json

import pytest

from kg.model import Transcript
from kg.readers import read

GPT = "You said:\nShould we sell the boat?\n\nChatGPT said:\nIt depends on the contract.\n\nKey points:\n- Cost: it saves money.\n\nYou said:\nThanks.\n"
GITTER = (
    "Ada Berg @adaberg 09:12\nWhy does the schedule return an error?\n\nBruno Lind @blind 09:15\nThe winter timetable went live.\n"
    "The old one was removed.\n\nAda Berg @adaberg 00:10\nThanks.\n"
)
TEAMS = "Ada Berg  5/12 9:12 AM\nCan we move it to Friday?\nBruno Lind  5/12 9:14 AM\nFriday is fine.\n👍 1\nAda Berg  5/12 9:15 AM\nGreat.\n"
NEWS = (
    "adaberg 3 hours ago | next [–]\n\nIt is not about money.\n\nbruno_l 2 hours ago | parent | next [–]\n\nI disagree: 2 hours ago it was.\n\n"
    "cvoss 1 hour ago | root | parent | prev [–]\n\nBoth of you ignore the winter.\n"
)
FORUM = (
    "Should the town sell the boat?\n\nadaberg\nAda Berg\nMay 12\n\nI think so.\n\n2 Likes\n\nbruno_l\nBruno Lind\nMay 12\n\nNo.\n\n"
    "cvoss\nMay 13\n\nLease it out.\n"
)
DASH = "離島の話\n\n――現状を教えてください。\n\n田中　一日三便です。\n\n――島の人たちは。\n\n田中　続けてほしいと言っています。\n"
CORNERS = "座談会\n\n田中「必要です。毎日乗っています」\n鈴木「反対です」\n田中「国が半分払っています」\n"


def said(transcript: Transcript) -> list[tuple[str, str]]:
    return [(u.speaker, transcript.words_of(u)) for u in transcript.utterances if u.kind == "speech"]


@pytest.mark.parametrize(
    ("text", "kind", "turns"),
    [
        (
            GPT,
            "chat with an assistant",
            [
                ("You", "Should we sell the boat?"),
                ("ChatGPT", "It depends on the contract. Key points: - Cost: it saves money."),
                ("You", "Thanks."),
            ],
        ),
        (
            GITTER,
            "Gitter chat",
            [
                ("Ada Berg", "Why does the schedule return an error?"),
                ("Bruno Lind", "The winter timetable went live. The old one was removed."),
                ("Ada Berg", "Thanks."),
            ],
        ),
        (TEAMS, "Teams chat", [("Ada Berg", "Can we move it to Friday?"), ("Bruno Lind", "Friday is fine."), ("Ada Berg", "Great.")]),
        (
            NEWS,
            "thread",
            [("adaberg", "It is not about money."), ("bruno_l", "I disagree: 2 hours ago it was."), ("cvoss", "Both of you ignore the winter.")],
        ),
        (FORUM, "forum page", [("Ada Berg", "I think so."), ("Bruno Lind", "No."), ("cvoss", "Lease it out.")]),
        (
            DASH,
            "Japanese interview",
            [
                ("聞き手", "現状を教えてください。"),
                ("田中", "一日三便です。"),
                ("聞き手", "島の人たちは。"),
                ("田中", "続けてほしいと言っています。"),
            ],
        ),
        (CORNERS, "Japanese talk", [("田中", "必要です。毎日乗っています"), ("鈴木", "反対です"), ("田中", "国が半分払っています")]),
    ],
    ids=["assistant", "gitter", "teams", "news", "forum", "dash", "corners"],
)  # fmt: skip
def test_heads_above_the_words(text: str, kind: str, turns: list[tuple[str, str]]) -> None:
    """Who writes is who the head names; what is no text is counted, and nothing is lost."""
    transcript = read(text.encode())

    assert (transcript.format, said(transcript)) == (kind, turns)
    spoken = sum(len(words) for _, words in turns)
    assert spoken + sum(x.n_characters for x in transcript.left_out) >= len(text.replace("\n", "")) - 2 * len(turns)


def test_clocks_of_such_chats() -> None:
    """Times are kept, and a clock that goes back has passed midnight."""
    assert [u.start_time for u in read(GITTER.encode()).utterances] == [33120.0, 33300.0, 87000.0]


@pytest.mark.parametrize(
    "text",
    [
        "Ada: He said: no.\nBen: She said: yes.\nAda: You said:\nBen: Nothing.\nAda: Well.\n",
        "Ada Berg\nMay 12\n\nDear all, the boat sails.\n\nBen\nMay 13\n\nThanks.\n",
    ],
)
def test_what_only_looks_like_heads(text: str) -> None:
    """Talk about what was said is talk, and two letters are no forum."""
    try:
        kind = read(text.encode()).format
    except Exception as error:
        kind = type(error).__name__
    assert kind not in {"chat with an assistant", "forum page"}


def post(who: str, words: str, at: int, *replies: object) -> dict[str, object]:
    inside = {"kind": "Listing", "data": {"children": [{"kind": "t1", "data": r} for r in replies]}} if replies else ""
    return {"author": who, "body": words, "created_utc": at, "replies": inside}


def test_a_thread_in_json_is_read_in_its_order_and_once() -> None:
    """A post stands before the replies to it, what was deleted is left out, and times count from the first."""
    first = {
        "title": "Sell the boat?",
        "selftext": "It costs two million.",
        "author": "ada",
        "created_utc": 1_778_572_800,
    }
    tree = [
        {"kind": "Listing", "data": {"children": [{"kind": "t3", "data": first}]}},
        {
            "kind": "Listing",
            "data": {
                "children": [
                    {"kind": "t1", "data": post("bo", "No.", 1_778_576_400, post("ada", "Who pays?", 1_778_577_400))},
                    {"kind": "t1", "data": post("cy", "[deleted]", 1_778_578_400)},
                    {"kind": "t1", "data": post("dee", "Lease it.", 1_778_579_400)},
                ]
            },
        },
    ]
    transcript = read(json.dumps(tree).encode())

    assert said(transcript) == [
        ("ada", "Sell the boat? It costs two million."),
        ("bo", "No."),
        ("ada", "Who pays?"),
        ("dee", "Lease it."),
    ]
    assert [u.start_time for u in transcript.utterances] == [0.0, 3600.0, 4600.0, 6600.0]
    assert transcript.started_at == "2026-05-12T08:00:00Z"


def test_a_conversation_kept_as_a_map() -> None:
    """The messages are followed from parent to child, the last child where a question was asked anew; the system says nothing."""

    def node(key: str, parent: str | None, children: list[str], role: str = "", words: str = "") -> tuple[str, object]:
        message = {"author": {"role": role}, "content": {"content_type": "text", "parts": [words]}} if role else None
        return key, {"id": key, "parent": parent, "children": children, "message": message}

    nodes = dict(
        [
            node("r", None, ["s"]),
            node("s", "r", ["a", "b"], "system", "Be kind."),
            node("a", "s", [], "user", "Sell the bot?"),
            node("b", "s", ["c"], "user", "Sell the boat?"),
            node("c", "b", [], "assistant", "It depends."),
        ]
    )
    assert said(read(json.dumps([{"title": "Boat", "mapping": nodes}]).encode())) == [
        ("user", "Sell the boat?"),
        ("assistant", "It depends."),
    ]
