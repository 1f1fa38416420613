"""A picture of each view, against the one that was looked at: coarse, so that a browser's way with letters does not matter.

After a change that is meant: KG_PICTURES=write python -m pytest tests/browser/test_pictures.py, and look at the new ones.
"""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from kg.store.graph import Graph
from tests.browser.conftest import VIEWS

PICTURES = Path(__file__).parent / "pictures"
WIDTH, HEIGHT, CELL = 1000, 700, 10
#: So much may a cell of ten by ten pixels differ, of 255, before it is another one; and so many may be.
LIKE, OTHERS = 24, 0.02
FONT = "* { font-family: 'DejaVu Sans' !important; transition: none !important; animation: none !important }"

#: The picture in grays, a cell each, and as a small PNG.
COARSE = """async ([url, cell]) => {
  const image = new Image();
  image.src = url;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.width / cell, image.height / cell];
  const context = canvas.getContext("2d");
  context.imageSmoothingQuality = "high";
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  const grays = [];
  for (let i = 0; i < data.length; i += 4) grays.push(Math.round((data[i] + data[i + 1] + data[i + 2]) / 3));
  return [grays, canvas.toDataURL("image/png")];
}"""


@pytest.fixture(scope="module")
def font() -> None:
    """Skip where the font of the pictures is not at hand."""
    listed = shutil.which("fc-list") and subprocess.run(["fc-list"], capture_output=True, text=True, check=False).stdout
    if not listed or "DejaVuSans.ttf" not in listed:
        pytest.skip("the pictures are set in DejaVu Sans (apt-get install fonts-dejavu-core)")


def coarse(page: Any, png: bytes, cell: int) -> tuple[list[int], str]:
    grays, url = page.evaluate(COARSE, [f"data:image/png;base64,{base64.b64encode(png).decode()}", cell])
    return grays, url


def taken(open_page: Any, graph: Graph, view: str, *, change: str = "") -> tuple[Any, bytes]:
    visit = open_page(graph, f"view={view}", width=WIDTH, height=HEIGHT, bypass_csp=True)
    visit.page.add_style_tag(content=FONT + change)
    visit.page.wait_for_timeout(300)
    return visit.page, visit.page.screenshot()


def others(now: list[int], then: list[int]) -> float:
    """Return the share of cells that are other than they were."""
    return sum(abs(a - b) > LIKE for a, b in zip(now, then, strict=True)) / len(then)


@pytest.mark.usefixtures("font")
@pytest.mark.parametrize("view", VIEWS)
def test_each_view_looks_as_it_did(open_page: Any, small_graph: Graph, view: str) -> None:
    """At most two cells of a hundred differ from the picture that was looked at."""
    page, png = taken(open_page, small_graph, view)
    now, url = coarse(page, png, CELL)
    kept = PICTURES / f"{view}.png"
    if os.environ.get("KG_PICTURES") == "write":
        kept.parent.mkdir(exist_ok=True)
        kept.write_bytes(base64.b64decode(url.partition(",")[2]))
    then, _ = coarse(page, kept.read_bytes(), 1)

    assert others(now, then) <= OTHERS


@pytest.mark.usefixtures("font")
@pytest.mark.parametrize(
    ("view", "change"),
    [
        ("briefing", ".quotes { display: none }"),
        ("briefing", ".two { display: block !important }"),
        ("positions", ".matrix { margin-inline-start: 60px }"),
        ("transcript", ".margin { display: none !important }"),
    ],
)
def test_a_broken_view_looks_otherwise(open_page: Any, small_graph: Graph, view: str, change: str) -> None:
    """What is missing or elsewhere is seen: the comparison is not too coarse."""
    page, png = taken(open_page, small_graph, view, change=change)
    now, _ = coarse(page, png, CELL)
    then, _ = coarse(page, (PICTURES / f"{view}.png").read_bytes(), 1)

    assert others(now, then) > OTHERS
