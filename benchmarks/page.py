"""The explorer page at size, beside plain pyvis on the same graph: python -m benchmarks.page [SIZES...] [--plain-up-to N]

For each size: seconds to the first picture that stands still (from the start of the navigation), frames a second while
the graph is moved and zoomed, memory of the page, and size of the file. Headless Chromium, software rendering, no
network. Plain pyvis gets all nodes and edges of the same graph and its own defaults; it is given ninety seconds.
"""

from __future__ import annotations

import argparse
import math
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.generate import panel
from kg.pipeline import graph
from kg.rendering import page
from kg.rendering.explorer.page import view_model_of
from kg.store.graph import Graph

SIZES = (50, 300, 1000, 3000, 10000)
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--enable-precise-memory-info"]
PATIENCE = 90.0

#: Plain pyvis hides the picture behind a bar while it computes, when there are more than a hundred nodes.
SEEN = """window.network && window.network.canvas.body.container.offsetWidth > 0 &&
  (!document.getElementById('loadingBar') || Number(document.getElementById('loadingBar').style.opacity || 1) === 0)"""
COUNT = """() => {
  window.frameTimes = [];
  const step = (now) => { window.frameTimes.push(now); window.counting = requestAnimationFrame(step); };
  window.counting = requestAnimationFrame(step);
}"""
COUNTED = """() => {
  cancelAnimationFrame(window.counting);
  const times = window.frameTimes, spans = times.slice(1).map((t, i) => t - times[i]).sort((a, b) => a - b);
  return [(times.length - 1) / ((times.at(-1) - times[0]) / 1000), 1000 / spans[Math.floor(spans.length * 0.95)]];
}"""


def frames(tab: Any, seconds: float = 1.5) -> tuple[float, float]:
    """Drag the picture about and turn the wheel, as a hand does; return frames a second, mean and of the slowest 5 %."""
    middle_x, middle_y = 830, 500
    tab.mouse.move(middle_x, middle_y - 330)
    tab.evaluate(COUNT)
    tab.mouse.down()
    begin, i = time.perf_counter(), 0
    while time.perf_counter() - begin < seconds:
        i += 1
        tab.mouse.move(middle_x + 150 * math.sin(i / 9), middle_y - 250 + 80 * math.cos(i / 9))
    tab.mouse.up()
    begin = time.perf_counter()
    while time.perf_counter() - begin < seconds:
        i += 1
        tab.mouse.wheel(0, 60 if (i // 12) % 2 else -60)
    mean, slow = tab.evaluate(COUNTED)
    return mean, slow


def plain_pyvis(built: Graph, path: Path) -> tuple[int, int]:
    """Write the same graph as a person new to pyvis would; return the numbers of its nodes and edges."""
    from pyvis.network import Network

    model = view_model_of(built)
    network = Network(cdn_resources="in_line", directed=True)
    nodes = {n["id"]: n["label"] for n in model["network"]["nodes"]}
    nodes |= {f"claim:{c['id']}": c["quote"][:30] for c in model["claims"]}
    edges = [(f"claim:{c['id']}", f"speaker:{c['speaker']}") for c in model["claims"]]
    edges += [(f"claim:{c['id']}", f"concept:{k}") for c in model["claims"] for k in c["concepts"]]
    edges += [(f"claim:{c}", f"proposition:{s['proposition']}") for s in model["stances"] for c in s["claims"]]
    network.add_nodes(list(nodes), label=list(nodes.values()))
    for start, end in edges:
        network.add_edge(start, end)
    path.write_text(network.generate_html(), encoding="utf-8")
    return len(nodes), len(edges)


def measured(browser: Any, path: Path, kind: str) -> dict[str, float | None]:
    """Return seconds to a still picture, frames a second (mean, and of the slowest twentieth), and megabytes of memory."""
    context = browser.new_context(viewport={"width": 1400, "height": 900}, offline=True)
    tab = context.new_page()
    tab.set_default_timeout(PATIENCE * 1000)
    begin, seen, still = time.perf_counter(), None, None
    try:
        if kind == "ours":
            tab.goto(path.as_uri() + "#view=graph")
            tab.wait_for_function("performance.getEntriesByName('kg-graph-drawn').length > 0")
            still = tab.evaluate("performance.getEntriesByName('kg-graph-drawn')[0].startTime / 1000")
            seen = still
        else:
            tab.goto(path.as_uri())
            tab.wait_for_function(SEEN, polling=50)
            seen = time.perf_counter() - begin
            tab.wait_for_function("window.network && window.network.physics.stabilized === true", polling=100)
            still = time.perf_counter() - begin
        mean, slow = frames(tab)
        heap = tab.evaluate("performance.memory.usedJSHeapSize / 1e6")
    except Exception:
        return {"seen": seen, "still": still, "frames": None, "slow": None, "heap": None}
    finally:
        context.close()
    return {"seen": seen, "still": still, "frames": mean, "slow": slow, "heap": heap}


def cell(value: float | None, form: str) -> str:
    """Return a number in a table, or what stands for one that did not come in time."""
    return f"over {PATIENCE:.0f} s" if value is None and form == ".2f" else "–" if value is None else f"{value:{form}}"


def main() -> None:
    """Measure and print a table in Markdown."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=list(SIZES))
    parser.add_argument("--plain-up-to", type=int, default=1000, help="the largest size for plain pyvis")
    options = parser.parse_args()
    print("| claims | page | first picture, s | still, s | frames/s (slowest 5 %) | heap, MB | file, MB | made in, s |")
    print("|---|---|---|---|---|---|---|---|")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        for size in options.sizes:
            built, path = graph(panel(size)), Path(folder) / "page.html"
            begin = time.perf_counter()
            path.write_bytes(page(built, sparql=False))
            made = time.perf_counter() - begin
            row(size, "kg", measured(browser, path, "ours"), path, made)
            if size <= options.plain_up_to:
                begin = time.perf_counter()
                n_nodes, n_edges = plain_pyvis(built, path)
                made = time.perf_counter() - begin
                row(
                    size, f"plain pyvis, {n_nodes} nodes, {n_edges} edges", measured(browser, path, "plain"), path, made
                )
        browser.close()


def row(size: int, name: str, found: dict[str, float | None], path: Path, made: float) -> None:
    """Print one row."""
    frames = f"{cell(found['frames'], '.0f')} ({cell(found['slow'], '.0f')})"
    file = path.stat().st_size / 1e6
    print(
        f"| {size} | {name} | {cell(found['seen'], '.2f')} | {cell(found['still'], '.2f')} | {frames} | {cell(found['heap'], '.0f')} | {file:.1f} | {made:.1f} |",
        flush=True,
    )


if __name__ == "__main__":
    main()
