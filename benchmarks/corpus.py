"""A corpus at size: python -m benchmarks.corpus [--small 100 1000] [--long 10] [--dask]

Made-up talks in one run: CPU a word as the corpus grows, two processes against one, a second
run after one file has changed, memory of a worker, and DuckDB against SPARQL on the same corpus. Ratios are what counts.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.measure import table
from kg.corpus.ask import ask
from kg.corpus.build import Plan, build_corpus
from kg.corpus.folder import Corpus
from kg.corpus.load import named_graphs
from kg.store.disk import write_events
from kg.store.graph import Graph

PEOPLE = ("Ada Okafor", "Ben Castillo", "Chen Wei", "Dora Lind", "Emil Strand", "Fay Moss", "Gus Aas", "Hana Vik")
PLACES = ("bridge", "harbour", "market", "school", "square", "station", "tower", "garden")
DEEDS = ("closed to cars", "sold", "rebuilt", "opened on Sundays", "paid for by the county", "moved to the river")


def talk(rng: random.Random, turns: int) -> str:
    """Return a made-up talk: a question, and people who answer each other."""
    place, deed = rng.choice(PLACES), rng.choice(DEEDS)
    who = rng.sample(PEOPLE, 4)
    lines = [f"{who[0]}: Should the {place} be {deed}?"]
    for i in range(turns):
        speaker = who[1 + i % 3]
        yes = rng.random() < 0.5
        lines.append(
            f"{speaker}: {'Yes, I think' if yes else 'No, I do not think'} that the {place} should be {deed}. "
            f"In {rng.randint(1990, 2024)} the town counted {rng.randint(10, 900)} people there, and the {rng.choice(PLACES)} was full."
        )
    return "\n\n".join(lines) + "\n"


def write_talks(folder: Path, n: int, turns: int) -> int:
    """Write so many talks of so many turns; return their words."""
    rng, words = random.Random(n * turns), 0
    folder.mkdir(parents=True)
    for i in range(n):
        text = talk(rng, turns)
        words += len(text.split())
        (folder / f"talk {i:05} {2000 + i % 25}-0{1 + i % 9}-1{i % 10}.txt").write_text(text, encoding="utf-8")
    return words


def cpu(*arguments: str) -> tuple[float, float, float]:
    """Run kg; return CPU seconds of it and its children, seconds, and megabytes of its largest process."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([sys.executable, "-m", "kg.cli", *arguments], stderr=subprocess.DEVNULL, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return spent, time.perf_counter() - began, after.ru_maxrss / 1024


QUESTIONS = {
    "who disagrees with whom": (
        "SELECT count(*) AS n FROM stances a JOIN stances b ON a.event = b.event AND a.proposition = b.proposition"
        " AND a.speaker < b.speaker WHERE a.stance <> b.stance AND a.stance IN ('agrees', 'disagrees')"
        " AND b.stance IN ('agrees', 'disagrees')",
        "SELECT (COUNT(*) AS ?n) { ?a a kg:Stance ; kg:inEvent ?e ; kg:proposition ?p ; kg:stance ?x ; kg:speaker/rdfs:label ?s ."
        " ?b a kg:Stance ; kg:inEvent ?e ; kg:proposition ?p ; kg:stance ?y ; kg:speaker/rdfs:label ?t ."
        " FILTER(?s < ?t && ?x != ?y && ?x IN (kg:agrees, kg:disagrees) && ?y IN (kg:agrees, kg:disagrees)) }",
    ),
    "claims a speaker": (
        "SELECT count(*) AS n FROM (SELECT speaker, count(*) FROM claims GROUP BY speaker)",
        "SELECT (COUNT(*) AS ?n) { SELECT ?s (COUNT(?c) AS ?k) { ?c a kg:Claim ; kg:speaker/rdfs:label ?s } GROUP BY ?s }",
    ),
    "stances by side": (
        "SELECT count(*) AS n FROM stances WHERE stance = 'agrees'",
        "SELECT (COUNT(*) AS ?n) { ?s a kg:Stance ; kg:stance kg:agrees }",
    ),
    "words of turns": (
        "SELECT sum(\"end\" - start) AS n FROM utterances WHERE speaker <> ''",
        "SELECT (SUM(?b - ?a) AS ?n) { ?u a kg:Utterance ; kg:start ?a ; kg:end ?b ; kg:speaker ?s }",
    ),
    "claims with a figure": (
        "SELECT count(*) AS n FROM claims WHERE quantity <> ''",
        "SELECT (COUNT(*) AS ?n) { ?c a kg:Claim ; kg:quantity ?q }",
    ),
}


def main() -> None:
    """Measure and print tables in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", nargs="*", type=int, default=[100, 1000])
    parser.add_argument("--long", type=int, default=10)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch)
        rows: list[dict[str, Any]] = []
        for n, turns in [*((n, 12) for n in options.small), (options.long, 400)]:
            words = write_talks(place / f"in{n}-{turns}", n, turns)
            spent, seconds, memory = cpu(
                "corpus", "build", str(place / f"in{n}-{turns}"), "-o", str(place / f"c{n}-{turns}"), "--workers", "1"
            )
            rows.append(
                {
                    "events": n,
                    "words": words,
                    "CPU s": round(spent, 1),
                    "CPU µs a word": round(1e6 * spent / words),
                    "s": round(seconds, 1),
                    "MB": round(memory),
                }
            )
        table(rows)
        n = options.small[-1]
        talks, corpus = place / f"in{n}-12", place / f"c{n}-12"
        first = float(rows[len(options.small) - 1]["CPU s"])
        changed = next(iter(sorted(talks.iterdir())))
        changed.write_text(changed.read_text() + "\nAda Okafor: That is all.\n")
        again, _, _ = cpu("corpus", "build", str(talks), "-o", str(corpus), "--workers", "1")
        print(f"\none file of {n} changed: {again:.1f} s of CPU, {100 * again / first:.1f} % of the first run")
        times = {}
        for workers in (1, 2):
            _, times[workers], _ = cpu(
                "corpus", "build", str(talks), "-o", str(place / f"w{workers}"), "--workers", str(workers)
            )
        print(f"two processes: {times[1] / times[2]:.2f} times one ({os.cpu_count()} processors, shared)")
        build_corpus([str(talks)], corpus, Plan())
        write_events(place / "store", named_graphs(Corpus.open(corpus)), replace=True)
        store = Graph.open(place / "store")
        shown = []
        for name, (sql, sparql) in QUESTIONS.items():
            began = time.perf_counter()
            [one] = ask(corpus, sql)[1]
            middle = time.perf_counter()
            [other] = store.select(sparql).rows
            end = time.perf_counter()
            same = "yes" if int(one["n"]) == int(other["n"]) else f"no: {one['n']}, {other['n']}"
            shown.append(
                {
                    "question": name,
                    "DuckDB ms": round(1e3 * (middle - began)),
                    "SPARQL ms": round(1e3 * (end - middle)),
                    "times": round((end - middle) / (middle - began), 1),
                    "same answer": same,
                }
            )
        table(shown)
        shutil.rmtree(place / "store")


if __name__ == "__main__":
    main()
