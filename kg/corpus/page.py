"""The pages of a corpus: assets once, a small index, and what belongs to one event or speaker loaded when it is opened.

Data are scripts, so that the pages work from disk as well: a page that was opened from a file may fetch nothing, but may
load a script that lies beside it.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Container
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

from kg.corpus.authority import Authority
from kg.corpus.folder import Corpus
from kg.corpus.layout import ABOUT, AUTHORITY, MANIFEST, SITE
from kg.files import write_file
from kg.graph.iris import event_iri
from kg.graph.terms import BASE
from kg.rendering.script_json import script_json

Row = dict[str, Any]
ASSETS = ("index.html", "page.css", "page.js")
#: Events in one file of the index; speakers in one file of theirs.
_SHARD, _SPEAKERS = 20_000, 200
#: So many topics and pairs stand in the index; the pages of speakers and events have them all.
_MOST_TOPICS, _MOST_PAIRS = 400, 300
#: What the data scripts call with what they hold.
_CALL = "corpusData"
#: Tells of which state of the corpus the pages are.
_MADE_OF = "made-of"


def write_site(corpus: Corpus, folder: Path | None = None) -> tuple[int, int]:
    """Write the pages of a corpus; return how many files, and the bytes that the first page loads.

    Args:
        corpus: what is shown.
        folder: where to; by default `site` in the corpus.

    Raises:
        GraphError: an event's file is broken.
        SourceError: a file cannot be written.
    """
    place = folder or corpus.folder / SITE
    (place / "data").mkdir(parents=True, exist_ok=True)
    # Taken before anything is read, and written when all is there: pages that were begun and not ended are of nothing.
    made_of = _made_of(corpus.folder)
    (place / _MADE_OF).unlink(missing_ok=True)
    gathered = _Gathered(corpus)
    written = {}

    def put(name: str, content: bytes) -> None:
        write_file(place / name, content)
        written[name] = len(content)

    for event in corpus.events():
        put(f"data/event-{event}.js", _script("event", event, gathered.event(event)))
    speakers = gathered.speakers()
    names = sorted(speakers)
    shard = {name: i // _SPEAKERS for i, name in enumerate(names)}
    for n in range(0, len(names), _SPEAKERS):
        own = {name: speakers[name] for name in names[n : n + _SPEAKERS]}
        put(f"data/speakers-{n // _SPEAKERS}.js", _script("speakers", str(n // _SPEAKERS), own))
    put("data/points.js", _script("points", "all", gathered.points))
    index = gathered.index(shard)
    events = index.pop("events")
    shards = [events[i : i + _SHARD] for i in range(0, len(events), _SHARD)] or [[]]
    first = []
    for i, rows in enumerate(shards):
        first.append(f"data/index-{i}.js")
        put(first[-1], _script("index", str(i), {**(index if i == 0 else {}), "events": rows, "shards": len(shards)}))
    for name in ASSETS:
        put(name, asset(name))
    _remove_others(place, written)
    write_file(place / _MADE_OF, made_of)
    return len(written), sum(written[name] for name in (*first, *ASSETS))


def fresh_site(corpus: Corpus) -> Path:
    """Return the folder of the pages of a corpus, written anew where they show another state of it than it is in.

    Raises:
        GraphError: an event's file is broken.
        SourceError: a file cannot be written.
    """
    place = corpus.folder / SITE
    try:
        fresh = (place / _MADE_OF).read_bytes() == _made_of(corpus.folder)
    except FileNotFoundError:
        fresh = False
    if not fresh:
        write_site(corpus)
    return place


def asset(name: str) -> bytes:
    """Return one of `ASSETS`."""
    return (files("kg.corpus") / "assets" / name).read_bytes()


def _made_of(corpus: Path) -> bytes:
    """Return a hash of all that the pages are made of: the corpus, what a person said of who is who, and this program."""
    told = hashlib.sha256(version("panel-kg").encode())
    own = [corpus / ABOUT, corpus / MANIFEST, *sorted((corpus / AUTHORITY).glob("*.yaml"))]
    for content in [*(path.read_bytes() for path in own if path.is_file()), *map(asset, ASSETS)]:
        told.update(hashlib.sha256(content).digest())
    return f"{told.hexdigest()}\n".encode()


def _remove_others(place: Path, written: Container[str]) -> None:
    """Remove the data of events that are in the corpus no more; a file of somebody else's stays."""
    for path in (place / "data").glob("*.js"):
        if f"data/{path.name}" not in written:
            with path.open("rb") as there:
                ours = there.read(len(_CALL)) == _CALL.encode()
            if ours:
                path.unlink()


def _script(kind: str, key: str, value: Any) -> bytes:
    return f"{_CALL}({script_json([kind, key, value])});\n".encode()


class _Gathered:
    """What the pages show of all events, put together while each is read once."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.lines = {line.id: line for line in corpus.built()}
        people = Authority(corpus=corpus)
        self.person = {(r["event"], r["speaker"]): r["name"] for r in people.identities}
        #: How many events have a speaker of a name.
        self._named = Counter(s.name for s in people.seen)
        self.topics: dict[str, Counter[str]] = defaultdict(Counter)
        self.meetings: Counter[tuple[str, str]] = Counter()
        self.agree: Counter[tuple[str, str]] = Counter()
        self.disagree: Counter[tuple[str, str]] = Counter()
        self.points: list[list[str]] = []
        self._speakers: dict[str, list[Row]] = defaultdict(list)
        self._seen: Counter[str] = Counter()

    def _called(self, event: str, speaker: Row) -> str:
        """Return what a speaker is called in the pages: two of one name are two, unless a person said that they are one."""
        label = str(speaker["label"])
        person = self.person.get((event, speaker["id"]))
        return person or (label if self._named[label] == 1 else f"{label} ({event})")

    def event(self, event: str) -> Row:
        """Return what the page of an event shows: points with positions and quotes."""
        rows = self.corpus.event_rows(event)
        names: dict[str, str] = {str(s["label"]): self._called(event, s) for s in rows["speakers"]}
        topics = {str(c["id"]): str(c["label"]) for c in rows["concepts"]}
        questions = {str(q["id"]): str(q["label"]) for q in rows["questions"]}
        points = {str(p["id"]): p for p in rows["propositions"]}
        by_point = self._positions(event, rows, names)
        for name in names.values():
            self._seen[name] += 1
            self._speakers.setdefault(name, [])
        self._count(sorted(set(names.values())), by_point)
        year = self.lines[event].date[:4]
        for claim in rows["claims"]:
            for concept in claim["concepts"]:
                if concept in topics:
                    self.topics[topics[concept]][year] += 1
        self.points += [[p["label"], event] for i, p in points.items() if i in by_point]
        return {
            "iri": event_iri(event, self.corpus.about.base_iri or BASE).value,
            "speakers": list(names.values()),
            "points": [
                {"label": p["label"], "question": questions.get(str(p["question"]), ""), "on": by_point[i]}
                for i, p in points.items()
                if i in by_point
            ],
            "claims": [[names.get(str(c["speaker"]), c["speaker"]), c["quote"]] for c in rows["claims"][:60]],
            "n_claims": len(rows["claims"]),
        }

    def _positions(self, event: str, rows: dict[str, list[Row]], names: dict[str, str]) -> dict[str, list[Row]]:
        """Return point → the positions on it, and note each for the page of its speaker."""
        claims = {c["id"]: c for c in rows["claims"]}
        topics = {c["id"]: c["label"] for c in rows["concepts"]}
        questions = {q["id"]: q["label"] for q in rows["questions"]}
        points = {p["id"]: p for p in rows["propositions"]}
        found: dict[str, list[Row]] = defaultdict(list)
        for stance in rows["stances"]:
            point = points.get(stance["proposition"])
            if stance["stance"] == "no stance" or point is None:
                continue
            shown = [claims[c] for c in stance["claims"] if c in claims][:1]
            who = names.get(str(stance["speaker"]), str(stance["speaker"]))
            quote = shown[0]["quote"] if shown else ""
            told = {"who": who, "side": stance["stance"], "basis": stance["basis"], "quote": quote}
            found[str(point["id"])].append(told)
            about = sorted({topics[k] for c in shown for k in c["concepts"] if k in topics})
            topic = about[0] if about else questions.get(point["question"], "")
            own = {"event": event, "date": self.lines[event].date, "point": point["label"], "topic": topic}
            self._speakers[who].append(told | own)
        return found

    def _count(self, names: list[str], by_point: dict[str, list[Row]]) -> None:
        """Count who met whom, and how they stood to each other: within this event alone."""
        for i, one in enumerate(names):
            for other in names[i + 1 :]:
                self.meetings[one, other] += 1
        for told in by_point.values():
            sides = [(r["who"], r["side"]) for r in told if r["side"] in {"agrees", "disagrees"}]
            for i, (one, side) in enumerate(sides):
                for other, facing in sides[i + 1 :]:
                    if one != other:
                        into = self.agree if side == facing else self.disagree
                        into[min(one, other), max(one, other)] += 1

    def speakers(self) -> dict[str, list[Row]]:
        """Return name → the positions of that speaker, by date."""
        return {name: sorted(rows, key=lambda r: (r["date"], r["event"])) for name, rows in self._speakers.items()}

    def index(self, shard: dict[str, int]) -> Row:
        """Return what the first page shows."""
        met = sorted(self.meetings, key=lambda p: (-self.meetings[p], -self.disagree[p], p))[:_MOST_PAIRS]
        topics = sorted(self.topics, key=lambda t: (-sum(self.topics[t].values()), t))[:_MOST_TOPICS]
        return {
            "title": self.corpus.about.title or self.corpus.folder.resolve().name,
            "events": [
                [
                    line.id,
                    line.title,
                    line.date,
                    line.place,
                    line.series,
                    line.words,
                    line.speakers,
                    line.claims,
                    line.stances,
                ]
                for line in sorted(self.lines.values(), key=lambda x: (x.date or "9999", x.id))
            ],
            "speakers": [[name, self._seen[name], shard[name]] for name in sorted(shard)],
            "topics": [[topic, dict(sorted(self.topics[topic].items()))] for topic in topics],
            "pairs": [[a, b, self.meetings[a, b], self.agree[a, b], self.disagree[a, b]] for a, b in met],
        }
