"""The competency queries on generated events of several sizes: kg, plain pyoxigraph, rdflib in memory, Virtuoso, in one run.

    python -m benchmarks.query [--triples 10000 100000 1000000] [--runs 3] [--limit 120]

Each engine loads the same Turtle in a process of its own and answers each query `--runs` times; the fastest counts, in
milliseconds, since other work on the machine only ever adds. kg and plain pyoxigraph share a process and a store and take
turns, so that their difference is kg's own. rdflib gets one run above 10 thousand statements, and at most `--limit`
seconds a query. All must give the same rows. Ratios are geometric means over the queries that both answered.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.measure import claims_for, end_now, fresh, peak_mb, said, table
from kg.resources import shipped_queries

MODULE = "benchmarks.query"
ENGINES = ("kg", "kg on disk", "rdflib", "virtuoso")
#: Seconds for which a query is asked again beyond its runs.
BRIEF = 0.5
Rows = list[tuple[Any, ...]]
#: The milliseconds that a query took, the digest of its rows, their number.
Taken = tuple[float | None, str, int]


def queries() -> dict[str, str]:
    """Return the shipped competency queries by name."""
    return {path.stem: path.read_text(encoding="utf-8") for path in shipped_queries()}


def digest(rows: Rows) -> str:
    """Return what two answers of the same rows have in common, whatever their order."""
    agreed = sorted(tuple(plain(value) for value in row) for row in rows)
    return hashlib.sha256(json.dumps(agreed).encode()).hexdigest()[:12]


def plain(value: Any) -> str:
    """Return a value as engines agree on it: numbers to six digits, truth values and text as they are."""
    if value is None:
        return ""
    text = str(value)
    if text.lower() in {"true", "false"}:
        return text.lower()
    try:
        return f"{float(text):.6g}"
    except ValueError:
        return text


def kg_engine(path: Path, on_disk: bool) -> Iterator[list[Callable[[str], Rows]]]:
    """Yield what answers by kg's own way, from memory or from a store on disk."""
    from kg.pipeline import named_graphs
    from kg.store.disk import write_events
    from kg.store.engine import select
    from kg.store.open import open_store

    place = path
    if on_disk:
        place = path.with_name("store")
        write_events(place, named_graphs([path]))
    store = open_store(place)

    def ask(query: str) -> Rows:
        return [tuple(row.values()) for row in select(store, query).rows]

    yield [ask] if on_disk else [ask, plain_engine(store)]


def plain_engine(store: Any) -> Callable[[str], Rows]:
    """Return what answers by pyoxigraph with nothing around it."""
    from kg.store.engine import PREFIXES

    def ask(query: str) -> Rows:
        found: Any = store.query(query, prefixes=PREFIXES)
        return [tuple(None if term is None else term.value for term in row) for row in found]

    return ask


def rdflib_engine(path: Path) -> Iterator[list[Callable[[str], Rows]]]:
    """Yield what answers by rdflib in memory."""
    import rdflib

    from kg.store.remote import with_prefixes

    graph = rdflib.Graph()
    graph.parse(path, format="turtle")

    def ask(query: str) -> Rows:
        found: Any = graph.query(with_prefixes(query))
        return [tuple(row) for row in found]

    yield [ask]


def virtuoso_engine(path: Path) -> Iterator[list[Callable[[str], Rows]]]:
    """Yield what answers by Virtuoso over HTTP, into which the event was pushed."""
    from kg.pipeline import named_graphs
    from kg.store.engine import select
    from kg.store.http import Access
    from kg.store.push import Target, push
    from kg.store.remote import Remote
    from tests.servers import virtuoso

    with virtuoso(path.parent, buffers=80_000) as server:
        access = Access(user=server.user, password=server.password, timeout=600)
        graphs = list(named_graphs([path]))
        push(graphs, Target(store=server.store, access=access, batch=5000))
        remote = Remote(server.query, Access(timeout=120), graphs=[graphs[0][0].value])

        def ask(query: str) -> Rows:
            return [tuple(row.values()) for row in select(remote, query).rows]

        yield [ask]


_STARTS: dict[str, Callable[[Path], Iterator[list[Callable[[str], Rows]]]]] = {
    "kg": lambda path: kg_engine(path, on_disk=False),
    "kg on disk": lambda path: kg_engine(path, on_disk=True),
    "rdflib": rdflib_engine,
    "virtuoso": virtuoso_engine,
}


class TooLongError(Exception):
    """A query took longer than the benchmark waits."""


def timed(asks: list[Callable[[str], Rows]], query: str, runs: int, limit: int) -> list[Taken]:
    """Return for each way of asking its fastest milliseconds (None: too long), and what the rows are known by."""
    found: list[Taken] = [(None, "", 0)] * len(asks)
    try:
        signal.alarm(limit)
        began, done = time.perf_counter(), 0
        # What is answered in a moment is asked again, up to five times as often, so that a busy moment does not count.
        while done < runs or (runs > 1 and done < 5 * runs and time.perf_counter() - began < BRIEF):
            done += 1
            for i, ask in enumerate(asks):
                start = time.perf_counter()
                rows = ask(query)
                taken = (time.perf_counter() - start) * 1000
                found[i] = (min(taken, found[i][0] or taken), digest(rows), len(rows))
    except TooLongError:
        return found
    finally:
        signal.alarm(0)
    return found


def run(engine: str, path: Path, runs: int, limit: int) -> None:
    """Answer every query with one engine, and say how long each took."""

    def over(*_: object) -> None:
        raise TooLongError

    signal.signal(signal.SIGALRM, over)
    start = time.perf_counter()
    # The generator's end stops a server that it started.
    for asks in _STARTS[engine](path):
        facts = {"load": time.perf_counter() - start}
        answers = {name: timed(asks, query, runs, limit) for name, query in queries().items()}
        facts["peak MB"] = peak_mb()
        said([facts | {name: taken[i] for name, taken in answers.items()} for i in range(len(asks))])
    if engine != "virtuoso":
        end_now()


def compared(size: int, found: dict[str, dict[str, Any]]) -> None:
    """Print one size's tables: each query, then the ratios; end with 1 where engines disagree."""
    rows, wrong = [], []
    names = [name for name in found["kg"] if name not in {"load", "peak MB"}]
    for name in names:
        answers = {engine: found[engine][name] for engine in found}
        digests = {d for _, d, _ in answers.values() if d}
        if len(digests) != 1:
            wrong.append(f"{name}: {answers}")
        ms = {engine: "–" if taken is None else taken for engine, (taken, _, _) in answers.items()}
        rows.append(
            {"query": name, "rows": answers["kg"][2], **{f"{engine} ms": value for engine, value in ms.items()}}
        )
    sys.stdout.write(f"\n{size} statements\n\n")
    table(rows)
    ratios = []
    for engine in found:
        pairs = [(found[engine][q][0], found["kg"][q][0]) for q in names if found[engine][q][0]]
        mean = math.exp(sum(math.log(theirs / ours) for theirs, ours in pairs) / len(pairs)) if pairs else 0.0
        ratios.append(
            {
                "engine": engine,
                "time to kg's": mean,
                "load s": found[engine]["load"],
                "peak MB": found[engine]["peak MB"],
            }
        )
    sys.stdout.write("\n")
    table(ratios)
    if wrong:
        raise SystemExit("engines disagree: " + "\n".join(wrong))


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--triples", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--limit", type=int, default=120)
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=list(ENGINES))
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        run(arguments.engines[0], arguments.one, arguments.runs, arguments.limit)
        return
    if not queries():
        raise SystemExit("there are no competency queries yet")
    from benchmarks.generate import panel
    from kg.graph.mapping import triples_of
    from kg.graph.turtle import sorted_turtle
    from tests.servers import virtuoso_binary

    engines = [e for e in arguments.engines if e != "virtuoso" or virtuoso_binary()]
    for size in arguments.triples:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "graph.ttl"
            triples = triples_of(panel(claims_for(size)))
            path.write_bytes(sorted_turtle(triples))
            number = len(triples)
            del triples
            found: dict[str, dict[str, Any]] = {}
            for engine in engines:
                runs = 1 if engine == "rdflib" and size > 10_000 else arguments.runs
                options = ("--engines", engine, "--runs", str(runs), "--limit", str(arguments.limit))
                results = fresh(MODULE, "--one", str(path), *options)
                found |= dict(zip(["kg", "pyoxigraph"] if engine == "kg" else [engine], results, strict=True))
            compared(number, found)


if __name__ == "__main__":
    main()
