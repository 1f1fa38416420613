"""Reading and writing Turtle, and memory, beside rdflib; and a large event built, written, loaded and asked in bounded memory.

    python -m benchmarks.load [--triples 1000000] [--limit 2000]

Every measure is taken in a process of its own. `--limit` is the memory, in megabytes, that the build may take.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from benchmarks.measure import claims_for, end_now, fresh, peak_mb, resident_mb, said, seconds, table

MODULE = "benchmarks.load"


def build(path: Path, n_triples: int) -> None:
    """Make an event, map it, write it as sorted Turtle, read it again and ask it."""
    from benchmarks.generate import panel
    from kg.graph.mapping import triples_of
    from kg.graph.turtle import sorted_turtle
    from kg.store.graph import Graph

    times: dict[str, float] = {}

    def write() -> None:
        path.write_bytes(sorted_turtle(triples_of(panel(claims_for(n_triples)))))

    times["build and write s"] = seconds(write)
    opened: list[Graph] = []
    times["load s"] = seconds(lambda: opened.append(Graph.open(path)))
    graph = opened[0]
    asked = "SELECT ?p (COUNT(*) AS ?n) { ?s kg:proposition ?p ; kg:stance kg:disagrees } GROUP BY ?p"
    times["query s"] = seconds(lambda: graph.select(asked))
    said(times | {"triples": len(graph.store), "peak MB": peak_mb()})
    end_now()


def ours(path: Path) -> None:
    """Load with Oxigraph; write sorted and streamed."""
    import io

    import pyoxigraph as ox

    from kg.export.turtle import streamed
    from kg.store.graph import Graph
    from kg.store.open import load_file

    before = resident_mb()
    stores: list[ox.Store] = []
    load = seconds(lambda: stores.append(load_file(path)))
    graph, memory = Graph(stores[0]), resident_mb() - before
    said(
        {
            "load": load,
            "sorted": seconds(graph.serialize),
            "streamed": seconds(lambda: streamed(graph, io.BytesIO())),
            "triples": len(graph.store),
            "memory": memory,
        }
    )
    end_now()


def rdflib_(path: Path) -> None:
    """Load with rdflib in memory; write Turtle."""
    import rdflib

    before = resident_mb()
    graph = rdflib.Graph()
    load = seconds(lambda: graph.parse(path, format="turtle"))
    memory = resident_mb() - before
    said({"load": load, "sorted": seconds(lambda: graph.serialize(format="turtle")), "memory": memory})
    end_now()


def disk(path: Path, folder: Path) -> None:
    """Put the event into a store on disk, open it and ask it."""
    from kg.pipeline import named_graphs
    from kg.store.disk import open_on_disk, write_events
    from kg.store.engine import select

    write = seconds(lambda: write_events(folder / "store", named_graphs([path])))
    peak = peak_mb()
    reopen = seconds(lambda: open_on_disk(folder / "store"), 3)
    store = open_on_disk(folder / "store")
    asked = seconds(lambda: select(store, "SELECT (COUNT(*) AS ?n) { ?s a kg:Claim }"), 3)
    size = sum(f.stat().st_size for f in (folder / "store").rglob("*") if f.is_file() and not f.is_symlink()) / 2**20
    said({"build --store s": write, "peak MB": peak, "reopen s": reopen, "count s": asked, "size MB": size})
    end_now()


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--limit", type=float, default=2000)
    parser.add_argument("--part", choices=["build", "ours", "rdflib", "disk"])
    parser.add_argument("--path", type=Path)
    arguments = parser.parse_args()
    if arguments.part:
        part = {
            "build": lambda: build(arguments.path, arguments.triples),
            "ours": lambda: ours(arguments.path),
            "rdflib": lambda: rdflib_(arguments.path),
            "disk": lambda: disk(arguments.path, arguments.path.parent),
        }
        part[arguments.part]()
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.ttl"
        common = ("--path", str(path), "--triples", str(arguments.triples), "--part")
        built = fresh(MODULE, *common, "build")
        table([built])
        good, other = fresh(MODULE, *common, "ours"), fresh(MODULE, *common, "rdflib")
        n = good["triples"]
        table(
            {"what": what, "rdflib s": theirs, "kg s": mine, "times faster": theirs / mine, "wanted": wanted}
            for what, theirs, mine, wanted in (
                ("load Turtle", other["load"], good["load"], 8),
                ("write Turtle, sorted", other["sorted"], good["sorted"], 4),
                ("write Turtle, streamed", other["sorted"], good["streamed"], 30),
            )
        )
        table([{"bytes a triple in memory, kg": good["memory"] * 2**20 / n, "rdflib": other["memory"] * 2**20 / n}])
        table([fresh(MODULE, *common, "disk")])
        if built["peak MB"] > arguments.limit:
            raise SystemExit(f"the build took {built['peak MB']:.0f} MB, more than {arguments.limit:.0f}")


if __name__ == "__main__":
    main()
