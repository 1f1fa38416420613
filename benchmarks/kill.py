"""Kill builds and pushes at any moment, and look whether the old graph or the new one is there, whole.

    python -m benchmarks.kill [--kills 50]

Two versions of one event take turns: in `kg build --store`, in `kg build -o` (all files of the folder are looked at, not
the graph alone), in the rebuild after a review (`--corrections`), and in `kg push` to an Oxigraph server of our own; `kg draft` writes into a folder that is not there yet.
After the kills each is let end, and must then be the newest version.
Moments are spread evenly over the time that an undisturbed run takes.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from benchmarks.generate import panel
from benchmarks.measure import table
from kg.files import settle
from kg.graph.mapping import triples_of
from kg.graph.turtle import sorted_turtle
from kg.store.graph import Graph
from kg.store.remote import Remote
from tests.servers import oxigraph

CLAIMS = 400
#: A claim of the small panel.
CLAIM = "26a2340644"
SIZE = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


def versions(folder: Path) -> list[tuple[Path, int]]:
    """Write two versions of one event; return their paths and sizes."""
    from dataclasses import replace

    found = []
    for number, claims in enumerate((CLAIMS, CLAIMS + 100), 1):
        event = panel(claims)
        event = replace(event, event=replace(event.event, id="killed", title=f"version {number}"))
        triples = triples_of(event)
        path = folder / f"v{number}" / "graph.ttl"
        path.parent.mkdir()
        path.write_bytes(sorted_turtle(triples))
        found.append((path, len(triples)))
    return found


def folders(folder: Path) -> list[Path]:
    """Write two event folders of one event: the small panel of the tests, and the same with another title."""
    source = Path(__file__).parent.parent / "tests" / "small_panel"
    found = []
    for number in (1, 2):
        place = Path(shutil.copytree(source, folder / f"f{number}"))
        if number == 2:
            path = place / "event.yaml"
            path.write_text(re.sub("(?m)^title:.*", "title: Again", path.read_text(encoding="utf-8")), encoding="utf-8")
        found.append(place)
    return found


def rebuild(event: Path, output: Path, corrections: Path) -> list[str]:
    """Return the command that builds an event anew with what a review decided."""
    return ["build", str(event), "-o", str(output), "--no-page", "--corrections", str(corrections)]


class Victim:
    """A command that is killed again and again: how it is run, and what is there afterwards."""

    def __init__(
        self,
        name: str,
        commands: list[list[str]],
        state: Callable[[], str],
        good: set[str],
        prepare: Callable[[int], object] = lambda turn: None,
    ) -> None:
        self.name, self.commands, self.state, self.good, self.prepare = name, commands, state, good, prepare
        self.seen: Counter[str] = Counter()
        self.hits = 0

    def run(self, turn: int, after: float | None = None) -> None:
        """Run the command of a turn, and kill it after some seconds."""
        self.prepare(turn)
        command = [sys.executable, "-m", "kg.cli", *self.commands[turn % 2]]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
            if after is None:
                _, said = process.communicate()
                if process.returncode:
                    raise SystemExit(f"{self.name}: {said.decode()}")
                return
            time.sleep(after)
            self.hits += process.poll() is None
            process.kill()
            process.communicate()

    def kill(self, times: int) -> dict[str, object]:
        """Kill it so often; return what was seen."""
        self.run(0)
        start = time.perf_counter()
        self.run(1)
        whole = time.perf_counter() - start
        for i in range(times):
            self.run(i, whole * (i + 0.5) / times)
            found = self.state()
            if found not in self.good:
                raise SystemExit(f"{self.name}: after kill {i + 1} the graph is {found}, which is neither version")
            self.seen[found] += 1
        for turn in (0, 1):
            self.run(turn)
        return {
            "what": self.name,
            "kills": times,
            "while it ran": self.hits,
            "seconds of a whole run": whole,
            **dict(sorted(self.seen.items())),
        }


def main() -> None:
    """Print the table; end with 1 when anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=50, help="of each command")
    kills = parser.parse_args().kills
    with tempfile.TemporaryDirectory() as scratch, oxigraph(Path(scratch), "--union-default-graph") as server:
        folder = Path(scratch)
        (one, n_one), (two, n_two) = versions(folder)
        store, output, pushed = folder / "store", folder / "output", folder / "graph.ttl"
        remote = Graph(Remote(server.query))

        def of_graph(graph: Graph) -> str:
            rows = graph.select("SELECT ?t { ?e a kg:Event ; rdfs:label ?t }").rows
            size = graph.select(SIZE).rows[0]["n"]
            return f"{rows[0]['t'] if rows else 'nothing'}, {size} statements"

        def of_push() -> str:
            # What grows beside the graph in use is not yet the graph.
            rows = remote.select(
                "SELECT ?t (COUNT(*) AS ?n) { GRAPH ?g { ?e a kg:Event ; rdfs:label ?t } GRAPH ?g { ?s ?p ?o }"
                " FILTER(!CONTAINS(STR(?g), '#incoming')) } GROUP BY ?t"
            ).rows
            return "; ".join(f"{row['t']}, {row['n']} statements" for row in rows)

        def of_folder(place: Path) -> str:
            """As a reader of ours sees it, or another program when it stands as it is."""
            settle(place)
            hidden = {".kg-half"}
            found = [
                p for p in sorted(place.rglob("*")) if p.is_file() and not hidden & set(p.relative_to(place).parts)
            ]
            content = b"".join(hashlib.sha256(p.read_bytes()).digest() + p.name.encode() for p in found)
            return hashlib.sha256(content).hexdigest()[:8] if found else "nothing"

        good = {f"version 1, {n_one} statements", f"version 2, {n_two} statements"}
        first, second = folders(folder)
        sizes = {}
        for place in (first, second):
            subprocess.run(
                [sys.executable, "-m", "kg.cli", "build", str(place), "-o", str(output), "--no-page"],
                check=True,
                capture_output=True,
            )
            sizes[of_folder(output)] = place
        reviewed, decided, reviews = folder / "reviewed", [], {}
        for number, action in enumerate(("accept", "reject")):
            decided.append(folder / f"corrections{number}.yaml")
            decided[-1].write_text(f"corrections:\n  - {{action: {action}, target: {CLAIM}}}\n", encoding="utf-8")
            subprocess.run(
                [sys.executable, "-m", "kg.cli", *rebuild(first, reviewed, decided[-1])],
                check=True,
                capture_output=True,
            )
            reviews[of_folder(reviewed)] = action
        talk, drafted = second / "transcript.txt", folder / "drafted"
        draft = ["draft", str(talk), "-o", str(drafted)]
        subprocess.run([sys.executable, "-m", "kg.cli", *draft], check=True, capture_output=True)
        whole_draft = of_folder(drafted)
        victims = [
            Victim(
                "kg build --store",
                [["build", str(p), "--store", str(store)] for p in (one, two)],
                lambda: of_graph(Graph.open(store)),
                good,
            ),
            Victim(
                "kg build -o",
                [["build", str(p), "-o", str(output), "--no-page"] for p in (first, second)],
                lambda: of_folder(output),
                set(sizes),
            ),
            Victim(
                "kg build --corrections",
                [rebuild(first, reviewed, path) for path in decided],
                lambda: of_folder(reviewed),
                set(reviews),
            ),
            Victim(
                "kg draft",
                [draft] * 2,
                lambda: of_folder(drafted),
                {"nothing", whole_draft},
                lambda turn: shutil.rmtree(drafted, ignore_errors=True),
            ),
            Victim(
                "kg push --update",
                # As after a new build: one graph, whose content has changed since it was pushed.
                [["push", str(pushed), server.store, "--update", server.update, "--batch", "2000"]] * 2,
                of_push,
                good,
                lambda turn: shutil.copy((one, two)[turn % 2], pushed),
            ),
        ]
        rows = [victim.kill(kills) for victim in victims]
        rest = sorted(p.name for p in folder.rglob("*") if p.name.startswith(".") and p.name not in {".lock"})
        table(rows)
        sys.stdout.write(f"left behind after the last whole runs: {', '.join(rest) or 'nothing'}\n")


if __name__ == "__main__":
    main()
