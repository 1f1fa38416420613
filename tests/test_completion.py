"""What a shell offers for a Tab, and what is said of a word that is mistyped."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner

from kg.cli import group
from kg.corpus.build import Plan, build_corpus
from kg.pipeline import named_graphs
from kg.store.disk import write_events

PANEL = Path(__file__).parent / "small_panel"


def offered(*words: str) -> list[str]:
    """Return what is offered for the last of some words."""
    found = ShellComplete(group, {}, "kg", "_KG_COMPLETE").get_completions(list(words[:-1]), words[-1])
    return [item.value for item in found if item.type == "plain"]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return a store that holds the small panel."""
    place = tmp_path_factory.mktemp("completion") / "store"
    write_events(place, named_graphs([PANEL]))
    return str(place)


def test_commands_queries_and_formats(store: str) -> None:
    """Names of commands, shipped queries, questions of corpora and formats."""
    assert offered("qu") == ["queries", "query"]
    assert offered("corpus", "st") == ["status"]
    assert offered("query", store, "who-agrees") == ["who-agrees-with-whom"]
    assert offered("query", store, "./my") == []
    assert offered("corpus", "query", "c", "vo") == ["votes"]
    assert offered("export", store, "--to", "gr") == ["graphml"]


def test_events_of_a_store_and_of_a_corpus(store: str, tmp_path: Path) -> None:
    """The ids of the events that the line names; nothing where there is no graph, and no network is asked."""
    build_corpus([str(PANEL)], tmp_path / "c", Plan(engine="loop"))

    assert offered("measure", store, "--event", "") == ["small-panel"]
    assert offered("query", store, "consensus", "--event", "sm") == ["small-panel"]
    assert offered("render", str(tmp_path / "c"), "--event", "") == ["small-panel"]
    assert offered("measure", str(tmp_path / "nowhere"), "--event", "") == []
    assert offered("measure", "http://127.0.0.1:9/sparql", "--event", "") == []


def test_commands_are_offered_without_being_imported() -> None:
    """A Tab after `kg ` imports no command, so that it is quick."""
    code = "import sys\nfrom kg.cli import main\ntry: main()\nfinally: print('LOADED', *sys.modules)"
    environment = {**os.environ, "_KG_COMPLETE": "bash_complete", "COMP_WORDS": "kg ", "COMP_CWORD": "1"}
    out = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
    ).stdout
    told, _, loaded = out.partition("LOADED")

    assert "plain,build" in told
    assert not {"kg.cli.build", "kg.cli.serve", "pyoxigraph", "yaml"} & set(loaded.split())


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["quer"], "No such command 'quer' (did you mean 'query'?)"),
        (["corpus", "bild"], "No such command 'bild' (did you mean 'build'?)"),
        (["xyzzy"], "No such command 'xyzzy'."),
        (["build", "--no-pge", "x"], "No such option '--no-pge'."),
        (["measure", "x", "--table", "consensu"], "'consensu' is not one of"),
    ],
)
def test_a_mistyped_word_is_told_with_the_nearest(words: list[str], told: str) -> None:
    """Commands of both levels, options and choices; the exit code is 2."""
    result = CliRunner().invoke(group, words)
    assert result.exit_code == 2
    assert told in result.stderr


def test_a_mistyped_format_is_told_with_the_nearest(store: str) -> None:
    """As a command is."""
    result = CliRunner().invoke(group, ["export", store, "--to", "turtl"])
    assert "'turtl' is no format (did you mean 'turtle'?)" in str(result.exception)
