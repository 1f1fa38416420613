"""Pages in a real browser: Debian's Chromium, driven by Playwright; without either, every test here is skipped by name."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tarfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from kg.graph.mapping import triples_of
from kg.model import AnnotatedEvent
from kg.rendering import page as explorer
from kg.store.graph import Graph

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
#: The views, in the order of their names in the header.
VIEWS = ("briefing", "positions", "map", "timeline", "transcript", "review", "data")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Return a running browser, or skip and say what is missing."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed (pip install playwright)")
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine (apt-get install chromium)")
    with sync_api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield running
        running.close()


@dataclass
class Visit:
    """One opened page, with all that a reader should never meet: errors, requests, dialogs."""

    page: Any
    address: str
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def go(self, fragment: str) -> None:
        """Open a view by its address, as a shared link would."""
        self.page.goto("about:blank")
        self.page.goto(f"{self.address}#{fragment}")
        self.page.wait_for_selector("#view")

    def edge_at(self, target: str) -> tuple[float, float]:
        """Return where on the screen the middle of an edge of the graph is."""
        script = """(target) => {
          const edge = KG.graph.edges.get({ filter: (e) => e.target === target })[0], at = KG.graph.network.getPositions([edge.from, edge.to]);
          const middle = { x: at[edge.from].x * 0.5 + at[edge.to].x * 0.5, y: at[edge.from].y * 0.5 + at[edge.to].y * 0.5 };
          const dom = KG.graph.network.canvasToDOM(middle), box = KG.graph.canvas.getBoundingClientRect();
          return [box.x + dom.x, box.y + dom.y];
        }"""
        x, y = self.page.evaluate(script, target)
        return x, y

    def details(self) -> str:
        """Return the text of the details of what is selected."""
        text: str = self.page.inner_text("#details")
        return text

    def quiet(self) -> None:
        """Hold the page to its promise: no error on the console, no request, no dialog."""
        assert (self.errors, self.requests, self.dialogs) == ([], [], [])


Open = Callable[..., Visit]


@pytest.fixture
def open_page(browser: Any, tmp_path: Path) -> Iterator[Open]:
    """Return a function that writes a page to disk and opens it, with the network cut."""
    contexts = []

    def opened(graph: Graph, fragment: str = "view=briefing", *, sparql: bool = False, **options: Any) -> Visit:
        path = tmp_path / f"explorer-{len(contexts)}.html"
        path.write_bytes(explorer(graph, sparql=sparql))
        size = {"width": options.pop("width", 1400), "height": options.pop("height", 900)}
        context = browser.new_context(viewport=size, offline=True, accept_downloads=True, **options)
        contexts.append(context)
        visit = Visit(page=context.new_page(), address=path.as_uri())
        visit.page.set_default_timeout(10_000)
        visit.page.on("console", lambda m: visit.errors.append(m.text) if m.type in {"error", "warning"} else None)
        visit.page.on("pageerror", lambda e: visit.errors.append(str(e)))
        # A blob: is made by the page from its own text: the console's worker, and the files that it hands out.
        visit.page.on(
            "request",
            lambda r: None if r.url.startswith(("file:", "blob:", "data:", "about:")) else visit.requests.append(r.url),
        )
        visit.page.on("dialog", lambda d: (visit.dialogs.append(d.message), d.dismiss()))
        visit.page.goto(f"{visit.address}#{fragment}")
        visit.page.wait_for_selector("#view")
        return visit

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def proposed_panel(small_panel: AnnotatedEvent) -> AnnotatedEvent:
    """Return the small panel as if a machine had proposed everything in it."""
    made = {"source": "rules", "confidence": 0.7}
    return replace(
        small_panel,
        claims=tuple(replace(c, **made) for c in small_panel.claims),
        stances=tuple(
            replace(s, evidence=tuple(replace(e, source="rules") for e in s.evidence), **made)
            for s in small_panel.stances
        ),
        relations=tuple(replace(r, **made) for r in small_panel.relations),
        propositions=tuple(replace(p, source="rules") for p in small_panel.propositions),
    )


@pytest.fixture(scope="session")
def proposed_graph(proposed_panel: AnnotatedEvent) -> Graph:
    """Return the graph of the panel that a machine proposed."""
    return Graph.from_triples(triples_of(proposed_panel))


@pytest.fixture(scope="session")
def script_graph() -> Graph:
    """Return an event in several scripts and directions."""
    from tests.browser.made import script_graph as made

    return made()


AXE_VERSION = "4.14.1"
AXE_SHA512 = "1477dafa598d8d065f273d6af302aa203c02e83131707b7fa648cd41bd3d6b734f8c22a0dab86ee6a6f64b8afbe804b214d36db85a2826965edfb3a0b9d546b5"


@pytest.fixture(scope="session")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the text of axe-core, from its npm package, pinned by hash; skip by name where it cannot be had."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("axe-core cannot be had: no npm on this machine")
    folder = tmp_path_factory.mktemp("axe")
    command = [npm, "pack", f"axe-core@{AXE_VERSION}", "--silent", "--pack-destination", str(folder)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    package = next(folder.glob("axe-core-*.tgz"), None)
    if package is None:
        pytest.skip(f"axe-core cannot be had: {done.stderr.strip()[:200]}")
    assert hashlib.sha512(package.read_bytes()).hexdigest() == AXE_SHA512
    with tarfile.open(package) as archive:
        member = archive.extractfile("package/axe.min.js")
        assert member is not None
        return member.read().decode()


RUN = """async () => {
  const found = await axe.run(document, { preload: false, runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] });
  return found.violations.flatMap((v) => v.nodes.slice(0, 3).map((n) => `${v.id}: ${n.html.slice(0, 160)} ${n.any.concat(n.all, n.none).map((c) => c.message).join(" ")}`));
}"""
