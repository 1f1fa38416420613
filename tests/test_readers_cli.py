"""`kg read` and `kg formats`: turns on stdout, what is known of them on stderr."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli.formats import command as formats_command
from kg.cli.read import command as read_command
from kg.errors import FormatError, NoSpeakerError
from kg.readers import FORMATS, read

TEXT = "# Rivers\n## Fish\n[00:01] Ada Park: They swim.\n[00:05] BEN OSEI: Do they? [laughs]\n[00:09] Ada: They do.\n"


def run(*arguments: str, source: bytes | None = None) -> Result:
    return CliRunner().invoke(read_command, arguments, input=source, catch_exceptions=False)


@pytest.fixture
def talk(tmp_path: Path) -> str:
    path = tmp_path / "talk.md"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def test_json_lines(talk: str) -> None:
    """JSON lines have the five columns of the contract, times in seconds or null."""
    rows = [json.loads(x) for x in run(talk, "--format", "jsonl").stdout.splitlines()]

    assert rows == [
        {"speaker": "Ada Park", "text": "They swim.", "section": "Fish", "start_time": 1.0, "end_time": None},
        {"speaker": "BEN OSEI", "text": "Do they?", "section": "Fish", "start_time": 5.0, "end_time": None},
        {"speaker": "Ada Park", "text": "They do.", "section": "Fish", "start_time": 9.0, "end_time": None},
    ]


def test_what_is_said_beside(talk: str) -> None:
    """How it was recognised, who speaks and what was left out, by reason, stand on stderr."""
    assert run(talk, "--format", "csv").stderr.splitlines() == [
        "note: read as Markdown (utf-8), recognised by its content",
        "note: turns are written as: colon before",
        "speaker: Ada Park: panelist (guessed); also Ada",
        "speaker: BEN OSEI: panelist (guessed)",
        "not speech: heading: 2",
        "left out: speaker label: 46 characters in 3 pieces",
        "left out: white space: 9 characters in 5 pieces",
        "left out: sound mark: 8 characters in 1 pieces",
        "left out: mark-up: 5 characters in 2 pieces",
    ]


def test_table_and_csv(talk: str) -> None:
    """The table is for eyes, CSV for programs; --all shows headings as well."""
    table = run(talk).stdout.splitlines()
    rows = list(csv.DictReader(io.StringIO(run(talk, "--format", "csv", "--all", "-q").stdout)))

    assert table[0].split() == ["speaker", "text", "section", "start_time", "end_time"]
    assert table[2].split("  ")[0] == "Ada Park"
    assert [(r["kind"], r["text"]) for r in rows] == [
        ("heading", "Rivers"),
        ("heading", "Fish"),
        ("speech", "They swim."),
        ("speech", "Do they?"),
        ("speech", "They do."),
    ]


@pytest.mark.parametrize("output", ["convokit", "vtt", "text"])
def test_transcript_formats(talk: str, output: str) -> None:
    """What kg read writes, kg read reads."""
    first = [json.loads(x) for x in run(talk, "--format", "jsonl").stdout.splitlines()]

    again = run("-", "--format", "jsonl", source=run(talk, "--format", output).stdout.encode())

    assert [(r["speaker"], r["text"], r["start_time"]) for r in map(json.loads, again.stdout.splitlines())] == [
        (r["speaker"], r["text"], r["start_time"]) for r in first
    ]


def test_standard_input_and_told_format() -> None:
    """- is standard input; --from overrides what the content says."""
    assert [
        json.loads(x)["speaker"]
        for x in run("-", "--format", "jsonl", "--from", "text", source=b"Ada: One.\nBen: Two.\n").stdout.splitlines()
    ] == ["Ada", "Ben"]
    with pytest.raises(FormatError, match="format 'rtf' is not known"):
        run("-", "--from", "rtf", source=b"Ada: One.\nBen: Two.\n")


def test_control_characters_do_not_reach_the_terminal() -> None:
    """Escape sequences in a transcript are shown, not run."""
    result = run("-", source=b"Ada: \x1b[31mred\nBen: ok\nAda: so\n")

    assert "\x1b" not in result.stdout + result.stderr
    assert "\\x1b[31mred" in result.stdout


def test_kg_formats() -> None:
    """Every reader and writer is listed, once."""
    rows = list(csv.DictReader(io.StringIO(CliRunner().invoke(formats_command, ["--format", "csv"]).stdout)))

    assert [(r["name"], r["way"]) for r in rows] == [(n, "read") for n in FORMATS] + [
        ("convokit", "write"),
        ("text", "write"),
        ("vtt", "write"),
    ]
    assert read(b"Ada: One.\nBen: Two.\n").format == "plain text"


def test_a_refusal_is_explained(tmp_path: Path) -> None:
    """Who is told that nobody speaks sees with --explain which labels were considered, and why they were refused."""
    source = tmp_path / "a.txt"
    source.write_text(
        "We met at the weir.\n\nOne thing was said: it leaks.\n\nIda Moor: yes.\n\nThen we went.\n", encoding="utf-8"
    )

    result = CliRunner().invoke(read_command, [str(source), "--explain"])

    assert isinstance(result.exception, NoSpeakerError)
    assert "style `colon`: not used" in result.output
    assert "label 'Ida Moor' (colon): refused" in result.output
