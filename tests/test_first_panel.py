"""The page for a first panel, done word for word as somebody would who has never seen kg."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import group
from tests.bridge_talk import RIGHT, TALK

DOCS = Path(__file__).parent.parent / "docs"
PAGE = (DOCS / "first-panel.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^    (kg [^\n]+)$", PAGE, re.MULTILINE)


def test_each_command_of_the_page_does_what_the_page_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every command runs, in the page's order; the answer's made-up quote is told as shown, and mended by the second answer."""
    monkeypatch.chdir(tmp_path)
    for name in ("bridge.txt", "answer.txt", "answer-2.txt"):
        shutil.copy(DOCS / "first-panel" / name, tmp_path)
    said = {}
    for line in COMMANDS:
        command, _, target = line.partition(" > ")
        result = CliRunner().invoke(group, command.split()[1:], catch_exceptions=False)
        assert result.exit_code == 0, (line, result.output)
        if target:
            (tmp_path / target).write_text(result.stdout, encoding="utf-8")
        said[line] = result.stderr
        if line.endswith("--answer answer.txt"):
            assert (tmp_path / "bridge" / "repair.md").is_file()
    shown = PAGE.split("```\n")[1].splitlines()

    assert len(COMMANDS) == 8
    assert [line for line in shown if line not in said["kg draft bridge.txt --answer answer.txt"].splitlines()] == []
    assert not (tmp_path / "bridge" / "repair.md").exists()
    assert {p.name for p in (tmp_path / "bridge-page").iterdir()} >= {
        "explorer.html",
        "graph.ttl",
        "report.md",
        "tables",
    }
    assert (tmp_path / "ask.md").read_text(encoding="utf-8").endswith("from E to END.\n")


def test_the_files_of_the_page_are_the_tests_own() -> None:
    """The debate is the one that the entrance is tested on; the answer differs from the right one by one made-up quote."""
    answer = (DOCS / "first-panel" / "answer.txt").read_text(encoding="utf-8")
    wrong = [line for line in answer.splitlines() if " | " in line and line not in RIGHT]

    assert (DOCS / "first-panel" / "bridge.txt").read_text(encoding="utf-8") == TALK.text
    assert wrong == ["T | p2 | CD | + | said | 1 | This bridge is a danger to everybody | The bridge is not safe. |"]
