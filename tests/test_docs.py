"""Documents that cannot lie: quoted output is real output, help pages are the help, output/ is what a build writes."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from kg.cli import COMMANDS
from kg.evidence.consistency import findings
from kg.graph.terms import CLASSES, INDIVIDUALS, PROPERTIES
from kg.pipeline import Options, annotated, output_files
from kg.store.graph import Graph
from kg.store.validate import violations

ROOT = Path(__file__).parent.parent


def refresh_module() -> ModuleType:
    spec = importlib.util.spec_from_file_location("refresh", ROOT / "docs" / "refresh.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("name", "n_commands"), [("README.md", 5), ("data/README.md", 1)])
def test_readmes_show_real_output(name: str, n_commands: int) -> None:
    """Each console block holds what its command writes today, the agreement of the two readings among them."""
    readme = (ROOT / name).read_text(encoding="utf-8")

    assert len(re.findall(r"^\$ kg ", readme, re.MULTILINE)) >= n_commands
    assert refresh_module().refreshed(readme) == readme


def test_every_promise_has_its_test() -> None:
    """Each test that docs/security.md names is there, by file and name."""
    promises = re.findall(r"`([\w/]+\.py)::(test_\w+)`", (ROOT / "docs" / "security.md").read_text(encoding="utf-8"))
    missing = [
        f"{file}::{name}"
        for file, name in promises
        if not re.search(rf"^def {name}\(", (ROOT / "tests" / file).read_text(encoding="utf-8"), re.MULTILINE)
    ]

    assert len(promises) > 30
    assert missing == []


def test_commands_page_is_the_help() -> None:
    """docs/commands.md is generated, and names every command."""
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")

    # In a process of its own: click keeps the help option of a command that a test has called without its group.
    command = [sys.executable, "-c", "import refresh, sys; sys.stdout.write(refresh.commands_page())"]
    made = subprocess.run(
        command, cwd=ROOT / "docs", check=True, capture_output=True, text=True, encoding="utf-8"
    ).stdout
    assert page == made
    assert [name for name in COMMANDS if f"## kg {name}\n" not in page] == []


def test_the_ontology_page_is_the_ontology() -> None:
    """docs/ontology.md is generated, and has every term and an example of each class that the small panel has."""
    page = (ROOT / "docs" / "ontology.md").read_text(encoding="utf-8")

    assert page == refresh_module().ontology_page()
    assert [name for name in (*CLASSES, *PROPERTIES, *INDIVIDUALS) if f"### kg:{name}\n" not in page] == []
    assert page.count("```turtle") >= 15


def test_committed_output_is_fresh() -> None:
    """output/agi-next-2026 holds, byte for byte, what a build writes today (the page apart: it is not committed)."""
    files = output_files(annotated(ROOT / "data" / "agi-next-2026"), Options(page=False))
    folder = ROOT / "output" / "agi-next-2026"

    assert len(files) > 12
    stale = [
        name
        for name, content in files.items()
        if not (folder / name).is_file() or (folder / name).read_bytes() != content
    ]
    assert stale == [], "run `make demo` and commit output/"


FORBIDDEN = re.compile(r"pypi\.org|registry\.npmjs|deb\.debian|files\.pythonhosted|/work/|/tmp/kg|/root/")


@pytest.mark.parametrize(
    "name", ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "data/README.md", "Makefile", "pyproject.toml", ".ci/run"]
)
def test_documents_name_no_machine(name: str) -> None:
    """No registry host and no path of somebody's machine stands in what a visitor reads."""
    assert FORBIDDEN.findall((ROOT / name).read_text(encoding="utf-8")) == []


def test_links_of_the_documents_lead_somewhere() -> None:
    """Every relative link of README and CONTRIBUTING points to a file of the repository."""
    links = []
    for name in ("README.md", "CONTRIBUTING.md"):
        found = re.findall(r"\]\((?!https?://|#)([^)#]+)", (ROOT / name).read_text(encoding="utf-8"))
        links += [link for link in found if not (ROOT / link).exists()]
    assert links == []


def test_every_class_has_an_example() -> None:
    """The page of the ontology shows each class at work, but those that only name members of closed lists."""
    page = (ROOT / "docs" / "ontology.md").read_text(encoding="utf-8")
    classes = re.split(r"^## ", page, flags=re.MULTILINE)[1]
    entries = re.split(r"^### kg:", classes, flags=re.MULTILINE)[1:]
    without = {entry.split("\n", 1)[0] for entry in entries if "```turtle" not in entry}

    assert without == {"Basis", "RelationType", "Role", "Side"}


def test_the_meeting_of_the_examples_is_sound() -> None:
    """Its event is consistent and valid: what the page shows may be copied."""
    event = annotated(ROOT / "tests" / "pier_meeting")

    assert not findings(event)
    assert violations(Graph.from_event(event).source) == []
