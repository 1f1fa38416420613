"""What Windows and macOS lack is taken away: what needs it says so in one line, and all else works."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

#: What a system lacks → how this one is made to lack it, before kg is imported.
WINDOWS = """
import os, socket, sys
for name in ("fcntl", "resource", "pwd", "grp"):
    sys.modules[name] = None
for name in ("fork", "setpriority", "mkfifo", "chown", "getuid", "geteuid"):
    if hasattr(os, name):
        delattr(os, name)
for name in ("send_fds", "recv_fds"):
    delattr(socket, name)
"""
#: No namespaces, no filter on system calls and no /proc.
MACOS = """
import sys
sys.platform = "darwin"
"""
TALK = """Runa Tveit: We should run the ferry until midnight.
Olu Bade: I disagree with Runa, late boats wake the harbour.
Runa Tveit: I agree with Olu that the harbour needs sleep.
"""


def kg(folder: Path, without: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run kg where something is missing."""
    code = f"{without}\nimport sys\nsys.argv = {['kg', *arguments]!r}\nfrom kg.cli import main\nmain()"
    return subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build an event without what Windows lacks."""
    folder = tmp_path_factory.mktemp("elsewhere")
    (folder / "talk.txt").write_text(TALK, encoding="utf-8")
    made = kg(folder, WINDOWS, "build", "talk.txt", "-o", "out")
    assert made.returncode == 0, made.stderr
    return folder


@pytest.mark.parametrize(
    "arguments",
    [
        ["read", "talk.txt", "-q"],
        ["draft", "talk.txt", "-o", "drafted"],
        ["build", "talk.txt", "-o", "out"],
        ["query", "out", "SELECT ?l { ?s a kg:Speaker ; rdfs:label ?l }", "--format", "csv"],
        ["measure", "out"],
        ["validate", "out"],
        ["export", "out", "--to", "csv", "-o", "tables"],
        ["render", "out", "-o", "page.html"],
    ],
    ids=lambda a: a[0],
)
def test_what_needs_no_more_works_without_it(built: Path, arguments: list[str]) -> None:
    """Reading, drafting, building, asking, checking and exporting need neither locks nor fork."""
    ended = kg(built, WINDOWS, *arguments)

    assert ended.returncode == 0, ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["serve", "out", "--port", "0"], "kg: out: is served on Linux and macOS only"),
        (["build", "talk.txt", "--store", "st"], "kg: st: a store is built on Linux and macOS only"),
    ],
)
def test_what_needs_more_says_so(built: Path, arguments: list[str], line: str) -> None:
    """A server and a store need forked processes and locks: one line, exit 2."""
    ended = kg(built, WINDOWS, *arguments)

    assert (ended.returncode, len(ended.stderr.splitlines())) == (2, 1), ended.stderr
    assert ended.stderr.startswith(line)


def test_a_query_is_answered_and_kept_inside_without_filters(built: Path) -> None:
    """Where there are neither namespaces nor filters, as on macOS, a query is evaluated while nothing can be opened."""
    code = f"""{MACOS}
import contextlib
from kg.serve.no_network import guard, no_descriptors
from kg.serve.worker import answer
from kg.store.open import open_store
store = open_store("out")
held = guard()
assert held is no_descriptors
job = {{"kind": "query", "query": "ASK {{ ?s a kg:Speaker }}", "default": [], "named": [], "format": "csv", "rows": 9, "bytes": 99}}
print(answer(store, job, held))
"""
    ended = subprocess.run(
        [sys.executable, "-c", code], cwd=built, capture_output=True, text=True, timeout=60, check=False
    )

    assert (ended.stdout, ended.stderr) == ("(200, b'true')\n", "")
