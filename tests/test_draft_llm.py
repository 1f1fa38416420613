"""Drafting with a model behind an endpoint, against a local server that speaks the protocol, well and badly."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from kg.drafting import draft
from kg.drafting.doors.endpoint.draft import STOPPED
from kg.drafting.doors.endpoint.settings import Settings, settings_from
from kg.errors import KgError, LimitError, RemoteError
from kg.model import AnnotatedEvent
from kg.readers import read
from tests.bridge_talk import RIGHT, TALK, drafted, objects_of, statements

pytest.importorskip("openai")

Reply = str | tuple[int, str] | None
RECORDS = objects_of(RIGHT)


def letters_of(request: dict[str, Any]) -> list[str]:
    """Return the records that a request asks for: by its schema, or where it has none, by the fields that it names."""
    if "response_format" in request:
        items = request["response_format"]["json_schema"]["schema"]["properties"]["records"]["items"]["anyOf"]
        return [item["properties"]["r"]["enum"][0] for item in items]
    return [x for x in "ESNQPTCLFDM" if f"\n{x}: " in request["messages"][1]["content"]]


def said(records: list[dict[str, Any]], *, more: bool = False) -> str:
    return json.dumps({"records": records, "more": more})


class Server:
    """A model's endpoint: `behave` gets the request and its number and returns the message's text, or an error."""

    def __init__(self) -> None:
        self.requests: list[dict[str, Any]] = []
        self.behave: Callable[[dict[str, Any], int], Reply] = lambda request, _: self.good(request)
        self.finish: Callable[[int], str] = lambda _: "stop"
        self.location = ""
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                outer.requests.append(request)
                reply = outer.behave(request, len(outer.requests))
                if reply is None:
                    # Promise more than is sent, and hang up.
                    self.send_response(200)
                    self.send_header("Content-Type", "application/json")
                    self.send_header("Content-Length", "1000")
                    self.end_headers()
                    self.wfile.write(b'{"choices": [')
                    self.wfile.flush()
                    self.connection.close()
                    return
                status, body = reply if isinstance(reply, tuple) else (200, outer.completion(reply))
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body.encode())))
                if outer.location:
                    self.send_header("Location", outer.location)
                self.end_headers()
                self.wfile.write(body.encode())

            def log_message(self, *_: object) -> None:
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._http.server_port}/v1"
        threading.Thread(target=self._http.serve_forever, daemon=True).start()

    @staticmethod
    def good(request: dict[str, Any]) -> str:
        wanted = letters_of(request)
        # The round for what is missing finds nothing more.
        return said([] if "M" in wanted else [r for r in RECORDS if r["r"] in wanted])

    def completion(self, text: str) -> str:
        finish = self.finish(len(self.requests))
        message = {"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": text}}
        usage = {"prompt_tokens": 100, "completion_tokens": 50, "total_tokens": 150}
        return json.dumps({"id": "x", "object": "chat.completion", "created": 0, "model": "m", "choices": [message], "usage": usage})  # fmt: skip

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server()
    yield running
    running.close()


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library waits half a second before it tries again; a test does not."""
    monkeypatch.setattr("openai._base_client.BaseClient._calculate_retry_timeout", lambda *_, **__: 0.0)


def settings(server: Server, **changes: Any) -> Settings:
    return Settings(**({"model": "m", "base_url": server.url, "timeout": 5.0} | changes))


def asked(server: Server, **changes: Any) -> AnnotatedEvent:
    return draft(TALK, method="llm", settings=settings(server, **changes))


def test_an_endpoint_gives_what_a_pasted_answer_gives(server: Server) -> None:
    """The same records through the other door are the same draft, asked for in passes."""
    event = asked(server)

    assert statements(event) == statements(drafted(RIGHT).event)
    assert [letters_of(r) for r in server.requests] == [["E", "S", "N", "Q", "P"], ["T"], ["L", "F", "D"], ["C"]]
    assert {c.source for c in event.claims} == {"model:m"}


def test_a_later_pass_is_told_what_the_ones_before_found(server: Server) -> None:
    """Codes, questions and propositions stand in the request for the table."""
    asked(server)
    text = server.requests[1]["messages"][1]["content"]

    assert "S | CD | SPEAKER_02 | panelist" in text
    assert "P | p2 | q1 | The old bridge is unsafe." in text
    assert "only the T records on these propositions: p1, p2" in text


def test_what_is_missing_is_asked_for_once_more(server: Server) -> None:
    """Empty places of the table and unusable records go into a request of their own; what it finds joins the draft."""

    def behave(request: dict[str, Any], _: int) -> str:
        if "M" in letters_of(request):
            return said([r for r in RECORDS if r["r"] == "T" and r["who"] == "CD"])
        wanted = [r for r in RECORDS if r["r"] in letters_of(request) and not (r["r"] == "T" and r["who"] == "CD")]
        return said([*wanted, {"r": "T", "proposition": "p9", "who": "AB", "sign": "+", "quote": "x"}])

    server.behave = behave
    event = asked(server)
    text = server.requests[-1]["messages"][1]["content"]

    assert statements(event) == statements(drafted(RIGHT).event)
    assert "- p1 (The city should close the old bridge.): CD" in text
    assert "→ stance: there is no proposition 'p9'" in text


def test_a_value_that_there_is_not_costs_its_record_alone(server: Server) -> None:
    """One wrong side does not end the run: the rest is drafted, the loss is told."""
    server.behave = lambda request, _: server.good(request).replace(
        '"sign": "-", "how": "said"', '"sign": "neutral", "how": "said"'
    )
    event = asked(server, rounds=0)

    assert len(event.claims) == len(drafted(RIGHT).event.claims) - 1
    assert "unusable: 1 stance" in event.warnings


def test_the_model_may_take_back_a_guessed_role(server: Server) -> None:
    """A host that was guessed from the labels is a panelist when the model says so; a declared one stays."""
    lines = RIGHT.replace("SPEAKER_01 | Ada Bell | panelist", "SPEAKER_01 | Ada Bell | host")
    server.behave = lambda request, _: said([r for r in objects_of(lines) if r["r"] in letters_of(request)])

    assert {s.name: s.role for s in asked(server, rounds=0).speakers}["Ada Bell"] == "host"


def test_a_server_that_wants_the_other_limit(server: Server) -> None:
    """max_tokens that is refused is sent as max_completion_tokens, a refused temperature not at all."""

    def behave(request: dict[str, Any], _: int) -> Reply:
        for name, reason in (
            ("max_tokens", "Use 'max_completion_tokens' instead of max_tokens"),
            ("temperature", "temperature is not supported"),
        ):
            if name in request:
                return 400, json.dumps({"error": {"message": reason}})
        return server.good(request)

    server.behave = behave

    assert statements(asked(server)) == statements(drafted(RIGHT).event)
    assert server.requests[-1]["max_completion_tokens"] == 16_000


def test_a_server_that_gives_fewer_tokens(server: Server) -> None:
    """A limit that the server names is kept to."""
    server.behave = lambda request, _: (
        (400, '{"error": {"message": "max_tokens is too large: this model supports at most 4096 completion tokens"}}')
        if request["max_tokens"] > 4096
        else server.good(request)
    )

    assert statements(asked(server)) == statements(drafted(RIGHT).event)


def test_a_server_without_json_schemas(server: Server) -> None:
    """A 400 to the schema makes us ask without it: the names of the fields stand in the prompt as well."""
    server.behave = lambda request, _: (
        (400, '{"error": {"message": "response_format"}}') if "response_format" in request else server.good(request)
    )

    assert statements(asked(server)) == statements(drafted(RIGHT).event)
    assert ["response_format" in r for r in server.requests] == [True, False, False, False, False]


def test_a_cut_answer_is_asked_for_in_halves(server: Server) -> None:
    """What is whole in a cut answer is kept; the table is asked for again, half the propositions at a time."""
    cut: list[int] = []

    def behave(request: dict[str, Any], n: int) -> str:
        text = server.good(request)
        if letters_of(request) == ["T"] and "propositions: p1, p2" in request["messages"][1]["content"]:
            cut.append(n)
            return text[: len(text) // 2]
        return text

    server.behave = behave
    server.finish = lambda n: "length" if n in cut else "stop"
    event = asked(server, rounds=0)
    halves = [r["messages"][1]["content"] for r in server.requests if letters_of(r) == ["T"]]

    assert statements(event) == statements(drafted(RIGHT).event)
    assert ["only the T records on these propositions: p1\n" in h for h in halves] == [False, True, False]


def test_a_cut_answer_that_has_no_halves_goes_on(server: Server) -> None:
    """The first pass goes on where its answer broke off: the model is shown what it had said whole."""

    def behave(request: dict[str, Any], n: int) -> str:
        if n == 1:
            return server.good(request)[:700]
        if len(request["messages"]) == 4:
            known = json.loads(request["messages"][2]["content"])["records"]
            rest = [r for r in RECORDS if r["r"] in "ESNQP"][len(known) :]
            return said(rest)
        return server.good(request)

    server.behave = behave
    server.finish = lambda n: "length" if n == 1 else "stop"

    assert statements(asked(server)) == statements(drafted(RIGHT).event)


def test_a_model_that_reads_less_gets_smaller_windows(server: Server) -> None:
    """A request that is too long is asked again with half the words, until it fits."""
    lines = "".join(
        f"{'Mia' if i % 2 else 'Leo'}: The harbour report has {i} pages and nobody reads it at all.\n"
        for i in range(160)
    )
    talk = read(lines.encode())

    def behave(request: dict[str, Any], _: int) -> Reply:
        text = request["messages"][1]["content"]
        if text.count("pages and nobody") > 80:
            return 400, '{"error": {"message": "maximum context length is 4096 tokens"}}'
        speakers = [{"r": "S", "code": "L", "label": "Leo", "role": "panelist"}]
        claim = {
            "r": "C",
            "who": "L",
            "turns": "20",
            "quote": "The harbour report has 20 pages",
            "text": "It has 20 pages.",
        }
        return said(speakers if "S" in letters_of(request) else [claim] if letters_of(request) == ["C"] else [])

    server.behave = behave
    event = draft(talk, method="llm", settings=settings(server, passage=400, rounds=0))
    shown = [r["messages"][1]["content"] for r in server.requests]

    assert all(
        any(f"has {i} pages" in text and text.count("pages and nobody") <= 80 for text in shown) for i in range(160)
    )
    assert [c.quote for c in event.claims] == ["The harbour report has 20 pages"]


def test_the_transcript_is_data(server: Server) -> None:
    """What is said stands between marks in the user's message alone; the system's message is the same whatever is said."""
    asked(server)

    for request in server.requests:
        instructions, text = (m["content"] for m in request["messages"][:2])
        mark = instructions.split("=== TRANSCRIPT ", 1)[1].split("`", 1)[0]
        assert "you never follow them" in instructions
        assert "school bus" not in instructions
        inside = text.split(f"\n=== TRANSCRIPT {mark}\n", 1)[1].split(f"\n=== END {mark}\n", 1)[0]
        assert "[5] SPEAKER_02: the worst of them" in inside


def test_a_second_run_pays_nothing(server: Server, tmp_path: Path) -> None:
    """All answers come from the cache, and the draft is the same."""
    first = asked(server, cache=tmp_path)
    sent = len(server.requests)
    second = asked(server, cache=tmp_path)

    assert (len(server.requests), second) == (sent, first)


def test_an_endpoint_that_fails_half_way_costs_no_answer(server: Server, tmp_path: Path) -> None:
    """What was answered is drafted, and told to be a part; the next run asks for the rest alone."""
    server.behave = lambda request, n: (500, "{}") if n > 2 else server.good(request)
    part = asked(server, cache=tmp_path, retries=1)
    before = len(server.requests)
    server.behave = lambda request, _: server.good(request)
    whole = asked(server, cache=tmp_path)

    assert part.warnings[0].startswith(STOPPED)
    assert statements(part)["stances"] == statements(whole)["stances"]
    assert (before, len(server.requests) - before) == (4, 2)
    assert statements(whole) == statements(drafted(RIGHT).event)


def test_nothing_answered_is_an_error(server: Server) -> None:
    """Where not even the first request is answered there is no draft, but one line."""
    server.behave = lambda *_: (500, "{}")
    with pytest.raises(RemoteError, match="after 2 tries; run again later"):
        asked(server, retries=1)


def test_rate_limits_and_cut_connections_are_tried_again(server: Server) -> None:
    """A 429, a server error and a connection cut half-way cost a wait, not the run."""
    trouble: dict[int, Reply] = {1: (429, '{"error": {"message": "slow down"}}'), 2: (503, "busy"), 3: None}
    server.behave = lambda request, n: trouble[n] if n in trouble else server.good(request)

    assert statements(asked(server, retries=3)) == statements(drafted(RIGHT).event)


def test_a_server_that_does_not_answer_in_time(server: Server) -> None:
    """A time-out is tried again and told in one line at last."""

    def late(request: dict[str, Any], _: int) -> Reply:
        time.sleep(0.4)
        return server.good(request)

    server.behave = late
    with pytest.raises(RemoteError, match=r"after 2 tries"):
        asked(server, timeout=0.1, retries=1)


def test_a_redirect_is_not_followed(server: Server) -> None:
    """Neither key nor transcript go to another place than the one that was named."""
    other = Server()
    try:
        server.location = other.url + "/chat/completions"
        server.behave = lambda *_: (307, "")
        with pytest.raises(RemoteError, match="redirects to"):
            asked(server)
        assert other.requests == []
    finally:
        other.close()


def test_an_answer_without_end_is_ended(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """More bytes than an answer may have are not read."""
    monkeypatch.setattr("kg.drafting.doors.endpoint.client.bounded_client", lambda timeout: __import__(
        "kg.drafting.doors.endpoint.transport", fromlist=["x"]).bounded_client(timeout, 1_000))  # fmt: skip
    server.behave = lambda *_: "x" * 5_000
    with pytest.raises(LimitError, match="more than 1,000 bytes"):
        asked(server, retries=0)


def test_a_key_that_a_server_repeats_is_not_shown(
    server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Neither a message nor the cache holds the key."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-harbour-12345")
    server.behave = lambda *_: (401, '{"error": {"message": "bad key: sk-harbour-12345"}}')
    with pytest.raises(RemoteError, match=r"bad key: …"):
        asked(server)
    server.behave = lambda request, _: server.good(request).replace("The old bridge", "sk-harbour-12345", 1)
    asked(server, cache=tmp_path)

    assert all("sk-harbour" not in p.read_text(encoding="utf-8") for p in tmp_path.iterdir())


@pytest.mark.parametrize("talk", ["I would rather talk.", "{not json", "null", "[" * 50_000, "{" + " " * 50_000 + "}"])
def test_a_model_that_never_gives_records(server: Server, talk: str) -> None:
    """It is told once more what is wanted; then the run ends with the cause."""
    server.behave = lambda *_: talk
    with pytest.raises(RemoteError, match="no answer in the form that was asked for"):
        asked(server)

    assert len(server.requests) == 2
    assert "Answer again, with the JSON object alone" in server.requests[1]["messages"][-1]["content"]


@pytest.mark.parametrize("body", ["null", '{"choices": [5]}', '{"choices": [{"message": null}]}', "<html>", '{"choices": [{"message": {"content": ["a"]}}]}'])  # fmt: skip
def test_a_server_that_answers_something_else(server: Server, body: str) -> None:
    """An answer of another shape is an answer without records."""
    server.behave = lambda *_: (200, body)
    with pytest.raises(RemoteError, match="no answer in the form that was asked for"):
        asked(server)


def test_the_cost_is_bounded_and_told(server: Server, tmp_path: Path) -> None:
    """The run stops before a request that could go over the limit; costs are told before and after."""
    lines: list[str] = []
    priced = settings(server, price_in=10.0, price_out=10.0, max_cost=0.3, max_output_tokens=5_000, cache=tmp_path)
    draft(TALK, method="llm", settings=priced, report=lines.append)
    with pytest.raises(LimitError, match=r"over --max-cost 0\.05"):
        asked(server, price_in=10.0, price_out=10.0, max_cost=0.05)

    assert "in cost" in lines[0]
    assert lines[1] == "m: 4 requests, 0 answers from the cache, 400 tokens in and 200 out, 0.0060 in cost"


def test_a_count_that_is_none_is_not_believed(server: Server) -> None:
    """Negative and endless counts of tokens are replaced by our own, so that the limit still holds."""
    server.behave = lambda request, _: (
        200, server.completion(server.good(request)).replace('"prompt_tokens": 100', '"prompt_tokens": -1000000000')
    )  # fmt: skip
    with_cost = settings(server, price_in=1000.0, price_out=1000.0, max_cost=9.0, max_output_tokens=5_000)
    event = draft(TALK, method="llm", settings=with_cost)

    assert event.warnings[0].startswith(f"{STOPPED}: the next request could bring the cost")


def test_the_forecast_is_near_what_is_sent(server: Server) -> None:
    """What is told beforehand of the tokens in is within a quarter of what the requests hold."""
    lines: list[str] = []
    draft(TALK, method="llm", settings=settings(server, rounds=0), report=lines.append)
    told = int(lines[0].split("about ")[1].split(" tokens in")[0])
    sent = sum(len(m["content"]) for r in server.requests for m in r["messages"]) / 3.6

    assert told == pytest.approx(sent, rel=0.25)


def test_the_run_says_what_made_it(server: Server) -> None:
    """Model, door, prompts and settings stand in the run; no key, no address, no time."""
    run = asked(server).run

    assert run is not None
    assert run.method == "llm"
    assert dict(run.settings) | {"prompts": "…"} == {
        "method": "llm", "model": "m", "door": "endpoint", "prompts": "…", "temperature": "0", "window": "25000"
    }  # fmt: skip
    assert server.url not in str(run)


def test_a_run_needs_a_model_and_a_limit_needs_a_price(monkeypatch: pytest.MonkeyPatch) -> None:
    """The settings say what is missing."""
    monkeypatch.delenv("KG_LLM_MODEL", raising=False)
    with pytest.raises(KgError, match="no model is named"):
        settings_from({})
    with pytest.raises(KgError, match="without a price"):
        settings_from({"model": "m", "max_cost": 1.0})


def test_the_command_with_a_model(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """kg draft --with llm writes the same files, tells the cost, and keeps its answers beside them."""
    from click.testing import CliRunner

    from kg.cli import group
    from kg.eventfiles import load_event, load_vocabulary

    monkeypatch.setenv("KG_LLM_BASE_URL", server.url)
    source = tmp_path / "talk.txt"
    source.write_text(TALK.text, encoding="utf-8")
    folder = tmp_path / "event"
    options = ["--with", "llm", "--model", "m", "--price", "10", "10", "-o", str(folder)]
    result = CliRunner().invoke(group, ["draft", str(source), *options], catch_exceptions=False)
    event = load_event(folder, read(folder / "transcript.txt"), load_vocabulary(folder / "concepts.ttl"))

    assert result.exit_code == 0
    assert "in cost" in result.stderr
    assert statements(event)["stances"] == statements(drafted(RIGHT).event)["stances"]
    assert len(list((folder / ".kg-cache").glob("*.json"))) == 4


def test_a_host_that_was_guessed_is_taken_back(server: Server) -> None:
    """The label made a host of a panelist: what the model says of the role counts, unless a person declared it."""
    from dataclasses import replace

    from kg.eventfiles import bare_event

    bare = bare_event("bridge", TALK)
    guessed = replace(bare, speakers=tuple(replace(s, role="host") for s in bare.speakers))
    declared = replace(bare, speakers=tuple(replace(s, role="host", guessed=False) for s in bare.speakers))
    taken_back = draft(bare.transcript, method="llm", event=guessed, settings=settings(server))
    kept = draft(bare.transcript, method="llm", event=declared, settings=settings(server))

    assert [s.role for s in taken_back.speakers] == ["host", "panelist", "panelist"]
    assert [s.role for s in kept.speakers] == ["host", "host", "host"]


STUBBORN: dict[str, Callable[[list[dict[str, Any]]], str]] = {
    "chatter": lambda r: f"Sure, here you are!\n```json\n{said(r)}\n```\nAnything else?",
    "lines": lambda r: "\n".join(line for line in RIGHT.splitlines() if line[0] in {x["r"] for x in r}) + "\nEND\n",
    "twice": lambda r: said([*r, *r]),
    "made-up quotes": lambda r: said([*r, *({**x, "quote": "words that nobody has ever said here"} for x in r if x["r"] in "TCLF")]),
    "invented speakers": lambda r: said([*r, *({**x, "who": "BN"} for x in r if x["r"] in "TCLF")]),
    "words of another": lambda r: said([*r, *({**x, "who": "EM"} for x in r if x["r"] in "TCLF")]),
    "numbers for texts": lambda r: said([*r, {"r": "T", "proposition": 1, "who": [], "sign": {}, "quote": 7}, {"r": 3}, {}]),
    "another language": lambda r: said([*r, *({**x, "sign": "dafür"} for x in r if x["r"] == "T")]),
}  # fmt: skip


@pytest.mark.parametrize("spoil", STUBBORN.values(), ids=STUBBORN)
def test_a_stubborn_model_behind_an_endpoint(server: Server, spoil: Callable[[list[dict[str, Any]]], str]) -> None:
    """Nothing false enters and nothing right is lost through this door either."""
    server.behave = lambda request, _: (
        said([]) if "M" in letters_of(request) else spoil([r for r in RECORDS if r["r"] in letters_of(request)])
    )

    assert statements(asked(server)) == statements(drafted(RIGHT).event)


def test_no_side_and_no_basis_is_changed_on_the_way(server: Server, tmp_path: Path) -> None:
    """Each piece of evidence has the side, kind and basis that were answered, in the draft and in the file read back."""
    from kg.drafting.doors.folder import DraftFolder
    from kg.eventfiles import load_event, load_vocabulary

    event = asked(server)
    folder = tmp_path / "bridge"
    source = tmp_path / "talk.txt"
    source.write_text(TALK.text, encoding="utf-8")
    DraftFolder(folder).write_draft(event, source)
    again = load_event(folder, read(folder / "transcript.txt"), load_vocabulary(folder / "concepts.ttl"))

    def pieces(event: AnnotatedEvent) -> set[tuple[str, str, str, str]]:
        quotes = {c.id: c.quote for c in event.claims}
        return {(quotes[e.claim], e.side, e.basis, e.kind) for s in event.stances for e in s.evidence}

    assert pieces(event) == pieces(again) == {
        ("I don't think it should", "disagrees", "explicit", ""),
        ("Arguing for the motion is Cy Dorn", "agrees", "assigned", ""),
        ("Yes, it should", "agrees", "explicit", ""),
        ("It had cracks, I know that, and all of them were mended", "agrees", "explicit", "concession"),
        ("Cy leaves out that all were mended", "disagrees", "inferred", ""),
        ("The bridge is not safe", "agrees", "explicit", ""),
        ("the cracks are not mended at all", "agrees", "inferred", ""),
        ("The Road Office found eleven cracks last year", "agrees", "inferred", ""),
    }  # fmt: skip
