"""The violation queries on Oxigraph beside pySHACL with the shapes, on a generated event.

python -m benchmarks.validate [--triples 100000]
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from benchmarks.generate import panel
from benchmarks.measure import claims_for, end_now, fresh, peak_mb, said, seconds, table
from kg.graph.mapping import triples_of
from kg.graph.turtle import sorted_turtle

MODULE = "benchmarks.validate"


def ours(path: Path) -> None:
    """Read with Oxigraph and run the violation queries."""
    from kg.store.open import load_file
    from kg.store.validate import violations

    stores = []
    read = seconds(lambda: stores.append(load_file(path)))
    found: list[object] = []
    said(
        {
            "read": read,
            "check": seconds(lambda: found.append(violations(stores[0]))),
            "findings": len(found[0]),
            "peak": peak_mb(),
        }
    )  # type: ignore[arg-type]
    end_now()


def reference(path: Path) -> None:
    """Read and check by the shapes: pySHACL over rdflib, their SPARQL by Oxigraph."""
    from kg.store.graph import Graph
    from kg.store.validate import shacl

    opened: list[Graph] = []
    read = seconds(lambda: opened.append(Graph.open(path)))
    graph = opened[0]
    found: list[object] = []
    said(
        {
            "read": read,
            "check": seconds(lambda: found.append(shacl(graph))),
            "findings": len(found[0]),
            "peak": peak_mb(),
        }
    )  # type: ignore[arg-type]
    end_now()


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--triples", type=int, default=100_000)
    parser.add_argument("--one", choices=["ours", "reference"], help=argparse.SUPPRESS)
    parser.add_argument("--path", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        {"ours": ours, "reference": reference}[arguments.one](arguments.path)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.ttl"
        path.write_bytes(sorted_turtle(triples_of(panel(claims_for(arguments.triples)))))
        good, other = (fresh(MODULE, "--path", str(path), "--one", part) for part in ("ours", "reference"))
    table(
        {
            "by": name,
            "read s": found["read"],
            "check s": found["check"],
            "findings": found["findings"],
            "peak MB": found["peak"],
            "times slower": (found["read"] + found["check"]) / (good["read"] + good["check"]),
            "times slower to check": found["check"] / good["check"],
        }
        for name, found in (("violation queries on Oxigraph", good), ("pySHACL on rdflib", other))
    )
    if good["findings"] != other["findings"]:
        raise SystemExit("the two find not the same")


if __name__ == "__main__":
    main()
