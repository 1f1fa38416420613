"""The small panel, built once a session; and a copy of it that a test may break."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg.graph.mapping import triples_of
from kg.model import AnnotatedEvent
from kg.pipeline import annotated
from kg.store.graph import Graph

SMALL_PANEL = Path(__file__).parent / "small_panel"


@pytest.fixture(scope="session")
def small_panel() -> AnnotatedEvent:
    return annotated(SMALL_PANEL)


@pytest.fixture(scope="session")
def small_graph(small_panel: AnnotatedEvent) -> Graph:
    return Graph.from_triples(triples_of(small_panel))


@pytest.fixture
def event_folder(tmp_path: Path) -> Path:
    """Return a copy of the small panel's folder."""
    return Path(shutil.copytree(SMALL_PANEL, tmp_path / "small-panel"))
