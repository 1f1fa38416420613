"""The page in Firefox, which lays out, unpacks and draws by code of its own."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from kg.rendering import page
from kg.store.graph import Graph
from tests.browser.conftest import VIEWS

HERE = Path(__file__).parent
FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
SHOWS = {
    "briefing": "Should the old centre be closed to cars?",
    "positions": "Closing the centre to cars costs small shops many customers.",
    "map": "6 nodes, 7 lines",
    "timeline": "Section by section",
    "transcript": "Deliveries can come before nine in the morning.",
    "review": "",
    "data": "No SPARQL in this page",
}


def test_each_view_opens_in_firefox(small_graph: Graph, tmp_path: Path) -> None:
    """All views show what they are for, a cell opens its words, nothing errs and nothing runs over the side."""
    if FIREFOX is None or shutil.which("node") is None:
        pytest.skip("no Firefox or no Node.js on this machine (apt-get install firefox-esr nodejs)")
    if not (HERE.parents[1] / "node_modules" / "puppeteer-core").is_dir():
        pytest.skip("what drives Firefox is not installed (npm install)")
    path = tmp_path / "explorer.html"
    path.write_bytes(page(small_graph, sparql=False))
    command = ["node", str(HERE / "firefox.mjs"), FIREFOX, path.as_uri(), *VIEWS]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout)

    assert told["errors"] == []
    assert {view: SHOWS[view] in told["seen"][view]["text"] for view in VIEWS} == dict.fromkeys(VIEWS, True)
    assert {view: seen["over"] for view, seen in told["seen"].items() if seen["over"] > 0} == {}
    assert any(side in told["seen"]["details"]["text"] for side in ("agrees", "disagrees", "both sides"))
