"""A corpus at size: python -m benchmarks.corpus [--small 100 1000 5000] [--long 50]

Made-up talks in one run: CPU a word as the corpus grows, what the driver takes of it, two processes against one, Dask
against a plain loop, a second run after one file has changed, memory of a worker, the pages, stores (ours and by their own
bulk loaders, with the same questions), and DuckDB against SPARQL on the same corpus. Ratios are what counts.
"""

from __future__ import annotations

import argparse
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import table
from kg.corpus.ask import ask
from kg.corpus.folder import Corpus
from kg.corpus.load import script
from kg.resources import shipped_queries
from kg.store.graph import Graph
from kg.store.remote import Remote
from tests.servers import dask, isql, oxigraph_binary, virtuoso, virtuoso_binary

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a command took: CPU seconds of its own and of its children, seconds, megabytes of its largest process."""

    own: float
    children: float
    seconds: float
    mb: float

    @property
    def cpu(self) -> float:
        """CPU seconds of all processes."""
        return self.own + self.children


#: Runs kg and says what this process and its children took.
_SELF = """
import resource, sys
from kg.cli import main
try:
    main()
finally:
    own, children = (resource.getrusage(w) for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    cost = [u.ru_utime + u.ru_stime for u in (own, children)] + [max(own.ru_maxrss, children.ru_maxrss) / 1024]
    open(sys.argv[0], "w").write(" ".join(map(str, cost)))
"""


def kg(*arguments: str) -> Cost:
    """Run kg and return its cost."""
    with tempfile.NamedTemporaryFile() as told:
        began = time.perf_counter()
        code = f"import sys\nsys.argv[0] = {told.name!r}\n{_SELF}"
        subprocess.run(
            [sys.executable, "-c", code, *arguments],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )
        own, children, mb = map(float, Path(told.name).read_text().split())
        return Cost(own=own, children=children, seconds=time.perf_counter() - began, mb=mb)


#: Analytic questions, in SQL over the tables and in SPARQL over the store; each answer is one number over all of its rows.
QUESTIONS = {
    "who disagrees with whom, on how much": (
        "SELECT count(*) AS n, sum(k) AS m FROM (SELECT a.speaker, b.speaker, count(*) AS k FROM stances a JOIN stances b"
        " ON a.event = b.event AND a.proposition = b.proposition AND a.speaker < b.speaker WHERE a.stance <> b.stance"
        " AND a.stance IN ('agrees', 'disagrees') AND b.stance IN ('agrees', 'disagrees') GROUP BY ALL)",
        "SELECT (COUNT(*) AS ?n) (SUM(?k) AS ?m) { SELECT ?s ?t (COUNT(*) AS ?k) {"
        " ?a a kg:Stance ; kg:inEvent ?e ; kg:proposition ?p ; kg:stance ?x ; kg:speaker/rdfs:label ?s ."
        " ?b a kg:Stance ; kg:inEvent ?e ; kg:proposition ?p ; kg:stance ?y ; kg:speaker/rdfs:label ?t ."
        " FILTER(?s < ?t && ?x != ?y && ?x IN (kg:agrees, kg:disagrees) && ?y IN (kg:agrees, kg:disagrees)) }"
        " GROUP BY ?s ?t }",
    ),
    "where a name stood, year by year": (
        "SELECT count(*) AS n, sum(k) AS m FROM (SELECT s.speaker, e.date[:4] AS year, s.stance, count(*) AS k"
        " FROM stances s JOIN events e USING (event) GROUP BY ALL)",
        "SELECT (COUNT(*) AS ?n) (SUM(?k) AS ?m) { SELECT ?who ?year ?side (COUNT(*) AS ?k) {"
        " ?s a kg:Stance ; kg:inEvent ?e ; kg:stance ?side ; kg:speaker/rdfs:label ?who . ?e schema:startDate ?d ."
        " BIND(SUBSTR(STR(?d), 1, 4) AS ?year) } GROUP BY ?who ?year ?side }",
    ),
    "what was named, year by year": (
        "SELECT count(*) AS n, sum(k) AS m FROM (SELECT c.label, e.date[:4] AS year, count(*) AS k FROM mentions m"
        " JOIN concepts c ON c.event = m.event AND c.id = m.entity JOIN events e ON e.event = m.event"
        " WHERE m.entity_type = 'concept' GROUP BY ALL)",
        "SELECT (COUNT(*) AS ?n) (SUM(?k) AS ?m) { SELECT ?label ?year (COUNT(*) AS ?k) {"
        " ?m a kg:Mention ; kg:utterance/kg:inEvent ?e ; kg:entity ?c . ?c a kg:Concept ; rdfs:label ?label . ?e schema:startDate ?d ."
        " BIND(SUBSTR(STR(?d), 1, 4) AS ?year) } GROUP BY ?label ?year }",
    ),
    "who meets whom, in how many events": (
        "SELECT count(*) AS n, sum(k) AS m FROM (SELECT a.label, b.label, count(DISTINCT a.event) AS k FROM speakers a"
        " JOIN speakers b ON a.event = b.event AND a.label < b.label GROUP BY ALL)",
        "SELECT (COUNT(*) AS ?n) (SUM(?k) AS ?m) { SELECT ?s ?t (COUNT(DISTINCT ?e) AS ?k) {"
        " ?u a kg:Utterance ; kg:inEvent ?e ; kg:speaker/rdfs:label ?s . ?v a kg:Utterance ; kg:inEvent ?e ;"
        " kg:speaker/rdfs:label ?t . FILTER(?s < ?t) } GROUP BY ?s ?t }",
    ),
    "words a name, event by event": (
        'SELECT count(*) AS n, sum(k) AS m FROM (SELECT event, speaker, sum("end" - start) AS k FROM utterances'
        " WHERE speaker <> '' GROUP BY ALL)",
        "SELECT (COUNT(*) AS ?n) (SUM(?k) AS ?m) { SELECT ?e ?s (SUM(?b - ?a) AS ?k) {"
        " ?u a kg:Utterance ; kg:inEvent ?e ; kg:start ?a ; kg:end ?b ; kg:speaker ?s } GROUP BY ?e ?s }",
    ),
    "(no analysis) how many stances agree": (
        "SELECT count(*) AS n, 0 AS m FROM stances WHERE stance = 'agrees'",
        "SELECT (COUNT(*) AS ?n) (0 AS ?m) { ?s a kg:Stance ; kg:stance kg:agrees }",
    ),
}


def build(place: Path, n: int, turns: int, *more: str) -> tuple[int, Cost]:
    """Build a corpus of made-up talks, and return its words and what it took."""
    talks = place / f"in{n}-{turns}"
    words = write_talks(talks, n, turns) if not talks.exists() else 0
    return words, kg("corpus", "build", str(talks), "-o", str(place / f"c{n}-{turns}"), *(more or ("--workers", "1")))


def growth(place: Path, sizes: list[tuple[int, int]]) -> dict[int, Cost]:
    """Print what a word costs as the corpus grows; return the cost of each size."""
    rows, costs = [], {}
    for n, turns in sizes:
        words, cost = build(place, n, turns)
        own = sum(line.seconds for line in Corpus.open(place / f"c{n}-{turns}").built())
        costs[n] = cost
        rows.append(
            {
                "events": f"{n:,} of {words // n:,} words",
                "words": f"{words:,}",
                "CPU s": round(cost.cpu, 1),
                "CPU µs a word": round(1e6 * cost.cpu / words),
                "of it building": round(1e6 * own / words),
                "the driver's share": f"{100 * cost.own / cost.cpu:.0f} %",
                "MB": round(cost.mb),
            }
        )
    table(rows)
    return costs


def engines(place: Path, n: int) -> None:
    """Print what other engines take for the corpus that one process has built."""
    talks = place / f"in{n}-12"
    rows = []
    for name, options in (
        ("a plain loop", ("--engine", "loop")),
        ("one process", ("--workers", "1")),
        ("two processes", ("--workers", "2")),
    ):
        cost = kg("corpus", "build", str(talks), "-o", str(place / "w"), *options)
        rows.append({"engine": name, "CPU s": round(cost.cpu, 1), "s": round(cost.seconds, 1)})
        shutil.rmtree(place / "w")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with dask(2) as (address, _):
        cost = kg("corpus", "build", str(talks), "-o", str(place / "w"), "--engine", "dask", "--scheduler", address)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    rows.append(
        {"engine": "Dask: scheduler, two workers, driver", "CPU s": round(spent, 1), "s": round(cost.seconds, 1)}
    )
    table([row | {"times the loop's CPU": round(row["CPU s"] / rows[0]["CPU s"], 2)} for row in rows])


def changed(place: Path, n: int, first: Cost) -> None:
    """Print what a second run takes when one file is another."""
    file = min((place / f"in{n}-12").iterdir())
    file.write_text(file.read_text() + "\nAda Okafor: That is all.\n")
    _, again = build(place, n, 12)
    print(f"\none file of {n} changed: {again.cpu:.1f} s of CPU, {100 * again.cpu / first.cpu:.1f} % of the first run")


def pages(place: Path, n: int) -> None:
    """Print what the pages of a corpus take, and what the first one loads."""
    corpus = place / f"c{n}-12"
    cost = kg("corpus", "page", str(corpus))
    site = corpus / "site"
    first = sum(p.stat().st_size for p in site.iterdir() if p.is_file()) + (site / "data" / "index-0.js").stat().st_size
    print(f"\npages of {n} events: {cost.cpu:.1f} s of CPU; the first loads {first / 1e6:.2f} MB")


def stores(place: Path, n: int) -> None:
    """Print what the statements of a corpus take in stores, and whether the shipped questions have the same rows there."""
    corpus = place / f"c{n}-12"
    statements = sum(line.statements for line in Corpus.open(corpus).built())
    rows = []

    def told(store: str, cost: float, folder: Path) -> None:
        size = sum(p.stat().st_size for p in folder.rglob("*") if p.is_file())
        rows.append({"store": store, "s": round(cost, 1), "bytes a statement": round(size / statements)})

    cost = kg("corpus", "load", str(corpus), "--store", str(place / "store"))
    told(f"kg corpus load --store ({cost.cpu:.0f} s of CPU, {cost.mb:.0f} MB)", cost.seconds, place / "store")
    ours = Graph.open(place / "store")
    if oxigraph_binary():
        loader = script(corpus, "oxigraph").replace("oxigraph load", f"{oxigraph_binary()} load")
        began = time.perf_counter()
        subprocess.run(["sh", "-c", loader.replace("STORE", str(place / "ox"))], check=True, capture_output=True)
        told("oxigraph load", time.perf_counter() - began, place / "ox")
    if virtuoso_binary():
        (place / "v").mkdir()
        with virtuoso(place / "v", buffers=170_000, readable=(corpus / "graph").absolute()) as server:
            began = time.perf_counter()
            isql(server, script(corpus, "virtuoso"))
            spent = time.perf_counter() - began
            told("virtuoso ld_dir", spent, place / "v" / "virtuoso")
            table(rows)
            print(f"\n{statements:,} statements")
            differ = [
                path.stem for path in shipped_queries() if not _same(ours, Graph(Remote(server.query)), path.stem)
            ]
            print(
                f"shipped questions with other rows at Virtuoso: {', '.join(differ) or 'none'} of {len(shipped_queries())}"
            )
    else:
        table(rows)
    analysed(corpus, ours)


def _same(one: Graph, other: Graph, name: str) -> bool:
    try:
        rows = [sorted(map(repr, map(dict.items, graph.select(name).rows))) for graph in (one, other)]
    except Exception as error:
        print(f"{name}: {str(error)[:120]}")
        return False
    return rows[0] == rows[1]


def analysed(corpus: Path, store: Graph) -> None:
    """Print how long DuckDB and SPARQL take for the same questions."""
    shown = []
    for name, (sql, sparql) in QUESTIONS.items():
        began = time.perf_counter()
        [one] = ask(corpus, sql)[1]
        middle = time.perf_counter()
        [other] = store.select(sparql).rows
        end = time.perf_counter()
        pairs = [(int(one[c]), int(other[c])) for c in ("n", "m")]
        shown.append(
            {
                "question": name,
                "DuckDB ms": round(1e3 * (middle - began)),
                "SPARQL ms": round(1e3 * (end - middle)),
                "times": round((end - middle) / (middle - began), 1),
                "same answer": "yes" if all(a == b for a, b in pairs) else f"no: {pairs}",
            }
        )
    table(shown)


def main() -> None:
    """Measure and print tables in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", nargs="*", type=int, default=[100, 1000, 5000])
    parser.add_argument("--long", type=int, default=50)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch)
        costs = growth(place, [*((n, 12) for n in options.small), (options.long, 400)])
        changed(place, options.small[-1], costs[options.small[-1]])
        pages(place, options.small[-1])
        middle = options.small[len(options.small) // 2]
        engines(place, middle)
        stores(place, middle)


if __name__ == "__main__":
    main()
