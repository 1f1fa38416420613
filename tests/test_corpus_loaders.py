"""The packed graphs of a corpus by the bulk loaders of other stores: what `kg corpus load --script` writes is run, and the shipped questions are asked there."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.corpus.authority import Authority
from kg.corpus.build import Plan, build_corpus
from kg.corpus.folder import Corpus
from kg.corpus.load import named_graphs, script
from kg.resources import shipped_queries
from kg.store.disk import write_events
from kg.store.graph import Graph
from kg.store.remote import Remote
from tests.servers import isql, oxigraph_binary, virtuoso, virtuoso_binary
from tests.test_corpus import TALK


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a corpus of three talks whose Runa is known to be one person."""
    folder = tmp_path_factory.mktemp("loaders")
    (folder / "in").mkdir()
    # Dated: Virtuoso repeats rows of a DISTINCT in which an OPTIONAL is not bound.
    for place in ("field", "quarry", "mill"):
        (folder / "in" / f"{place} 2024-05-02.txt").write_text(TALK.format(place=place), encoding="utf-8")
    shutil.copytree(Path(__file__).parent / "small_panel", folder / "in" / "panel")
    build_corpus([str(folder / "in")], folder / "c", Plan(engine="loop"))
    Authority(corpus=Corpus.open(folder / "c")).confirm("Runa Dahl")
    return folder / "c"


def asked(graph: Graph) -> dict[str, list[str]]:
    """Return the rows of each shipped question, in an order that no store decides."""
    return {p.stem: sorted(str(sorted(row.items())) for row in graph.select(p.stem).rows) for p in shipped_queries()}


@pytest.fixture(scope="module")
def ours(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Return the answers of the store that kg itself fills."""
    place = tmp_path_factory.mktemp("ours") / "store"
    write_events(place, (pair for pair in named_graphs(Corpus.open(corpus)) if "/authority/" not in pair[0].value))
    return asked(Graph.open(place))


@pytest.mark.skipif(not oxigraph_binary(), reason="oxigraph is not installed")
def test_oxigraph_by_its_own_loader(corpus: Path, ours: dict[str, list[str]], tmp_path: Path) -> None:
    """Each event is a named graph, with the statements that our own store has of it."""
    loader = script(corpus, "oxigraph").replace("STORE", str(tmp_path / "store"))
    path = f"{Path(str(oxigraph_binary())).parent}{os.pathsep}{os.environ['PATH']}"
    subprocess.run(["sh", "-e", "-c", loader], check=True, env={**os.environ, "PATH": path}, capture_output=True)
    loaded = ox.Store.read_only(str(tmp_path / "store"))

    named = {name.value: len(content.splitlines()) for name, content in named_graphs(Corpus.open(corpus))}
    found = {str(g.value): sum(1 for _ in loaded.quads_for_pattern(None, None, None, g)) for g in loaded.named_graphs()}
    assert found == {name: n for name, n in named.items() if "/authority/" not in name}
    assert ours["who-disagrees-with-whom"]


@pytest.mark.skipif(not virtuoso_binary() or not shutil.which("isql-vt"), reason="virtuoso is not installed")
def test_virtuoso_by_its_own_loader(corpus: Path, ours: dict[str, list[str]], tmp_path: Path) -> None:
    """The shipped questions have the same rows in Virtuoso as in our own store."""
    with virtuoso(tmp_path, readable=corpus / "graph") as server:
        isql(server, script(corpus, "virtuoso"))
        theirs = asked(Graph(Remote(server.query)))

    assert theirs == ours
    assert sum(map(len, theirs.values())) > 100
