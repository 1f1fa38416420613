"""Real clients read what we write; what they read is held to the graph, line by line. Exit 1 where something differs.

    python benchmarks/clients/run.py output/agi-next-2026 [NAME …] [--node FOLDER] [--python PYTHON] [--schema FILE.rng]

Clients are installed outside of the checkout (README.md beside this file says how): what node_modules lies in is --node, the
Python that has them is --python. By default all are run.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.api import Graph
from kg.export import export, export_files
from kg.graph.terms import VOCABULARY_PREFIXES
from kg.resources import shipped_query

HERE = Path(__file__).parent
#: What was found, of what: what is counted, as the client reads it, as the graph has it.
Found = Iterator[tuple[str, Any, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """The graph, a folder to write in, and where clients are installed."""

    graph: Graph
    place: str
    folder: Path
    node: Path
    python: str
    schema: str

    def document(self, to: str, name: str) -> str:
        """Write one document and return its path."""
        (self.folder / name).write_bytes(export(self.graph, to))
        return str(self.folder / name)

    def files(self, to: str) -> str:
        """Write a format of several files and return its folder."""
        folder = self.folder / to
        folder.mkdir()
        for name, content in export_files(self.graph, to).items():
            (folder / name).write_bytes(content)
        return str(folder)

    def ask(self, *command: str) -> Any:
        """Run a client and return what it prints last, a line of JSON."""
        variables = os.environ | {"NODE_PATH": str(self.node / "node_modules")}
        done = subprocess.run(command, capture_output=True, text=True, env=variables, timeout=300, check=False)
        if done.returncode:
            sys.exit(f"{command[1]}: {done.stderr[-2000:]}")
        return json.loads(done.stdout.splitlines()[-1])


def argdown(run: Run) -> Found:
    """Every proposition is a statement, every claim an argument with its metadata, each edge as the graph has it."""
    read = run.ask("node", str(HERE / "argdown.mjs"), run.document("argdown", "panel.argdown"))
    rows = run.graph.rows()
    claims = {f"{c['speaker']} {c['id']}": c for c in rows["claims"]}
    yield "parser's errors", read["errors"], 0
    yield "statements", sorted(read["statements"]), sorted(p["id"] for p in rows["propositions"])
    data = {a["title"]: a["data"] for a in read["arguments"]}
    yield (
        "arguments with metadata",
        data,
        {t: {k: c[k] for k in ("speaker", "quote", "start", "end")} for t, c in claims.items()},
    )
    titles = {c["id"]: title for title, c in claims.items()}
    towards = {s["id"]: s["proposition"] for s in rows["stances"]}
    marks = {"agrees": ["support"], "disagrees": ["attack"], "mixed": ["support", "attack"]}
    kinds = marks | {
        "supports": ["support"],
        "builds on": ["support"],
        "rephrases": ["support"],
        "qualifies": ["attack"],
    }
    expected = {
        (titles[e["claim"]], kind, towards[e["stance"]]) for e in rows["evidence"] for kind in marks.get(e["side"], [])
    } | {
        (titles[r["from_claim"]], kind, titles[r["to_claim"]])
        for r in rows["relations"]
        for kind in kinds[r["relation"]]
    }
    yield "edges", {tuple(e) for e in read["edges"]}, expected


def convokit(run: Run) -> Found:
    """Turns in their order, claims of turns, positions of those speakers who have a turn: ConvoKit keeps no others.

    What ConvoKit writes again kg reads with all its statements.
    """
    folder = run.files("convokit")
    read = run.ask(run.python, str(HERE / "convokit_corpus.py"), folder)
    rows = run.graph.rows()
    labels = {p["id"]: p["label"] for p in rows["propositions"]}
    holding = {c["utterance"] for c in rows["claims"]}
    told = [u for u in rows["utterances"] if u["kind"] == "speech" or u["id"] in holding]
    yield "turns", [t[:2] for t in read["turns"]], [[u["speaker"] or "(nobody)", u["text"]] for u in told]
    yield "claims", sorted(read["claims"]), sorted(c["text"] for c in rows["claims"])
    speak = {u["speaker"] for u in told}
    ours = [
        [s["speaker"], s["event"], labels[s["proposition"]], s["stance"], s["basis"]]
        for s in rows["stances"]
        if s["speaker"] in speak
    ]
    yield "stances", sorted(read["stances"]), sorted(ours)
    yield "conversations in order", read["in order"], [True] * len(rows["events"])
    again = Graph.open(Path(folder) / "again").rows()
    for name in ("evidence", "relations", "references"):
        yield f"{name} that come back", [r["id"] for r in again[name]], [r["id"] for r in rows[name]]


def red_dwarf(run: Run) -> Found:
    """Comments are propositions, and the matrix of votes is that of the graph, with 0 for both sides."""
    read = run.ask(run.python, str(HERE / "red_dwarf.py"), run.files("polis"))
    rows, matrix = run.graph.rows(), run.graph.matrix()
    names = [s["label"] for s in rows["speakers"]]
    points = [p["id"] for p in rows["propositions"]]
    ours = {
        (names.index(who), points.index(point), int(value))
        for who, row in matrix.iterrows()
        for point, value in row.dropna().items()
    }
    yield "comments", read["comments"], {str(i): p["label"] for i, p in enumerate(rows["propositions"])}
    yield "matrix of votes", {tuple(cell) for cell in read["matrix"]}, ours


def arguebuf(run: Run) -> Found:
    """Propositions and claims are atoms; what links them are schemes."""
    path = run.document("xaif", "panel.json")
    read = run.ask(run.python, str(HERE / "arguebuf_xaif.py"), path)
    nodes = json.loads(Path(path).read_text(encoding="utf-8"))["AIF"]["nodes"]
    yield "atoms", read["atoms"], sorted(n["text"] for n in nodes if n["type"] == "I")
    yield "schemes", len(read["schemes"]), sum(n["type"] in {"RA", "CA", "MA"} for n in nodes)


def duckdb(run: Run) -> Found:
    """Every Parquet file has the rows of its table."""
    import duckdb as client

    folder, rows = run.files("parquet"), run.graph.rows()
    for name in ("claims", "stances", "mentions", "utterances"):
        sql = f"SELECT count(*) FROM read_parquet('{folder}/{name}.parquet')"
        yield f"rows of {name}", client.sql(sql).fetchall()[0][0], len(rows[name])
    sql = f"SELECT speaker, count(*) FROM read_parquet('{folder}/claims.parquet') GROUP BY 1"
    ours = run.graph.tables()["claims"].groupby("speaker", observed=True).size().to_dict()
    yield "claims a speaker", dict(client.sql(sql).fetchall()), ours


def tei(run: Run) -> Found:
    """The document is valid by TEI's own schema."""
    path = run.document("tei", "panel.tei.xml")
    read = run.ask(run.python, str(HERE / "tei_schema.py"), run.schema, path)
    yield "valid", (read["valid"], read["errors"]), (True, [])


def yasgui(run: Run) -> Found:
    """A shipped query, asked by YASGUI in Chromium of a real server, shows as many rows as the graph gives."""
    path = shipped_query("who-disagrees-with-whom")
    assert path is not None
    known = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in VOCABULARY_PREFIXES.items())
    asked = run.folder / "asked.rq"
    asked.write_text(known + path.read_text(encoding="utf-8"), encoding="utf-8")
    ours = len(run.graph.query(path.read_text(encoding="utf-8")))
    command = [sys.executable, "-m", "kg", "serve", run.place, "--port", "0", "--allow-origin", "*"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        assert server.stdout is not None
        line = next(line for line in server.stdout if "http://" in line)
        address = "http://" + line.split("http://")[1].split()[0].rstrip("/.,") + "/sparql"
        for package in ("@zazuko", "@triply"):
            build = run.node / "node_modules" / package / "yasgui" / "build"
            picture = str(run.folder / "yasgui.png")
            read = run.ask(sys.executable, str(HERE / "yasgui.py"), str(build), address, str(asked), picture)
            yield f"{package}/yasgui: errors", read["errors"], []
            yield f"{package}/yasgui: rows", read["told"].split(" in ")[0], f"{ours} result{'s' * (ours != 1)}"
    finally:
        server.terminate()
        server.wait(20)


CLIENTS: dict[str, Callable[[Run], Found]] = {
    f.__name__: f for f in (argdown, convokit, red_dwarf, arguebuf, duckdb, tei, yasgui)
}


def size(value: Any) -> str:
    """Return how much there is of what was read."""
    return str(len(value)) if isinstance(value, (list, set, dict)) else str(value)


def main() -> int:
    """Run the clients and print a line for each thing held to the graph."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("graph")
    parser.add_argument("clients", nargs="*", default=list(CLIENTS))
    parser.add_argument("--node", type=Path, default=Path())
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--schema", default="")
    options = parser.parse_args()
    wrong = 0
    for name in options.clients:
        with tempfile.TemporaryDirectory() as folder:
            run = Run(
                graph=Graph.open(options.graph),
                place=options.graph,
                folder=Path(folder),
                node=options.node.absolute(),
                python=options.python,
                schema=options.schema,
            )
            for what, read, ours in CLIENTS[name](run):
                same = read == ours
                wrong += not same
                print(
                    f"{name:10} {what:28} {size(read):>6} {'as the graph has it' if same else f'but {size(ours)} in the graph'}"
                )
                if not same and isinstance(read, (list, set, dict)):
                    print(
                        "  ",
                        str([x for x in read if x not in ours])[:300],
                        str([x for x in ours if x not in read])[:300],
                    )
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
