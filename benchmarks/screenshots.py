"""Screenshots of the main views for the README: python -m benchmarks.screenshots [GRAPH] [FOLDER]

GRAPH is an event's output (output/agi-next-2026 by default), FOLDER where the pictures go (docs/screenshots).
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from kg.measures.agreement import agreement
from kg.rendering import page
from kg.store.graph import Graph

#: Name → address of the view, and the size of the window.
SHOTS = {
    "briefing": ("view=briefing", 1400, 900),
    "positions": ("view=positions", 1400, 900),
    "pair": ("view=positions&a={a}&b={b}", 1400, 900),
    "map": ("view=map", 1400, 900),
    "edge": ("view=map&sel={stance}", 1400, 900),
    "timeline": ("view=timeline", 1400, 900),
    "transcript": ("view=transcript&sel=claim:{claim}", 1400, 900),
    "narrow": ("view=briefing", 360, 740),
}


def main() -> None:
    """Make all pictures; the same graph gives the same pictures on the same machine."""
    from playwright.sync_api import sync_playwright

    graph = Graph.open(sys.argv[1] if len(sys.argv) > 1 else "output/agi-next-2026")
    folder = Path(sys.argv[2] if len(sys.argv) > 2 else "docs/screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    names = telling(graph)
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        path = Path(scratch) / "explorer.html"
        path.write_bytes(page(graph, sparql=False))
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=arguments)
        for name, (address, width, height) in SHOTS.items():
            context = browser.new_context(
                viewport={"width": width, "height": height}, offline=True, color_scheme="light"
            )
            tab = context.new_page()
            tab.goto(f"{path.as_uri()}#{address.format(**names)}")
            tab.wait_for_timeout(600)
            tab.screenshot(path=folder / f"{name}.png")
            context.close()
            print(folder / f"{name}.png")
        browser.close()


def telling(graph: Graph) -> dict[str, str]:
    """Return what a picture tells most with: an explicit disagreement, a claim of it, and the two who differ most."""
    rows = graph.rows()
    ids = {s["label"]: s["id"] for s in rows["speakers"]}
    divided = {s["proposition"] for s in rows["stances"] if s["stance"] == "agrees"}
    against = [s for s in rows["stances"] if s["stance"] == "disagrees" and s["proposition"] in divided]
    best = sorted(against, key=lambda s: (s["basis"] != "explicit", -len(s["claims"]), s["proposition"], s["speaker"]))[
        0
    ]
    pair = max(agreement(rows), key=lambda p: (p["disagree"], p["both"]))
    return {
        "stance": f"stance:{ids[best['speaker']]}|{best['proposition']}",
        "claim": best["claims"][0],
        "a": ids[pair["speaker"]],
        "b": ids[pair["other"]],
    }


if __name__ == "__main__":
    main()
