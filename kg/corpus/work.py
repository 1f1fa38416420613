"""One source built into its two files: the unit of work, the same in a loop, in a child process and on another machine."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import time
import traceback
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from kg.corpus.layout import GRAPH_FILE, ROWS_FILE, event_folder
from kg.corpus.manifest import Line
from kg.corpus.sources import Source
from kg.errors import KgError
from kg.files import write_file
from kg.graph.terms import BASE
from kg.model import AnnotatedEvent
from kg.pipeline import Options, annotated
from kg.store.graph import Graph

_DATE = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?(?!\d)")
_EIGHT = re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
#: What beside the transcript decides what an event folder becomes.
_YAML = ("event.yaml", "annotations.yaml", "corrections.yaml", "concepts.ttl")
#: How bad an outcome of a source is told, at most.
_MOST_REASON = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A source to be built into a corpus: `key` is the hash of all that its outcome depends on.

    One that lies elsewhere has its `address`, and as path that of its copy.
    """

    path: str
    id: str
    key: str
    corpus: str
    base_iri: str = ""
    vocabulary: str = ""
    told: Mapping[str, str] | None = None
    address: str = ""
    attempt: int = 1

    @property
    def shown(self) -> str:
        """What a person calls it, and what its line is found by."""
        return self.address or self.path

    def text(self) -> str:
        """Return the job as a line of JSON."""
        return json.dumps(asdict(self), ensure_ascii=False) + "\n"


def key_of(source: Source, *, base_iri: str, vocabulary: Path | None) -> str:
    """Return the hash of all that the outcome of a source depends on: its bytes, its YAML, vocabulary, options and kg's version."""
    digest = hashlib.sha256()
    major = ".".join(version("panel-kg").split(".")[:2])
    said = [major, source.id, base_iri, json.dumps(source.told, sort_keys=True, ensure_ascii=False)]
    digest.update("\x1f".join(said).encode("utf-8", "surrogatepass"))
    files = [source.path] if source.path.is_file() else sorted(p for p in source.path.iterdir() if p.is_file())
    for path in [*files, *([vocabulary] if vocabulary else [])]:
        if source.path.is_dir() and path.suffix in {".yaml", ".ttl"} and path.name not in _YAML and path != vocabulary:
            continue
        digest.update(b"\x1e" + path.name.encode("utf-8", "surrogatepass") + b"\x1f")
        with path.open("rb") as file:
            while piece := file.read(1 << 20):
                digest.update(piece)
    return digest.hexdigest()[:32]


def build(job: Job) -> Line:
    """Build one source; whatever goes wrong is its line's reason, and never an exception."""
    began = time.process_time()
    line = Line(path=job.shown, id=job.id, key=job.key, status="built", attempts=job.attempt)
    try:
        line = _built(job, line)
    except KgError as error:
        line = replace(line, status="bad", reason=str(error).replace(job.path, job.shown)[:_MOST_REASON])
    except RecursionError:
        line = replace(line, status="bad", reason=f"{job.shown}: nests too deeply")
    except Exception as error:
        shown = "".join(traceback.format_exception(error))[-4000:]
        line = replace(line, status="crashed", reason=f"{type(error).__name__}: {error}"[:_MOST_REASON] + f"\n{shown}")
    return replace(line, seconds=round(time.process_time() - began, 3))


def _built(job: Job, line: Line) -> Line:
    vocabulary = Path(job.vocabulary) if job.vocabulary else None
    options = Options(vocabulary=vocabulary, event_id=job.id, base_iri=job.base_iri or BASE)
    event = annotated(Path(job.path), options)
    event, basis = _known(event, job)
    built = Graph.from_event(event, options.base_iri)
    from kg.export.nquads import document

    quads = document(built)
    rows = built.rows()
    line = replace(line, **_told(event, rows, quads), **basis, bytes=size_of(Path(job.path)))
    rows["events"] = [row | _of_corpus(line) for row in rows["events"]]
    kept = json.dumps(
        {name: _columns(found) for name, found in rows.items()}, ensure_ascii=False, separators=(",", ":")
    )
    packed = kept.encode("utf-8", "replace")
    folder = event_folder(Path(job.corpus), line.id)
    folder.mkdir(parents=True, exist_ok=True)
    # The graph last: whoever is ended between has no graph, and builds anew.
    write_file(folder / ROWS_FILE, gzip.compress(packed, 6, mtime=0))
    write_file(folder / GRAPH_FILE, gzip.compress(quads, 6, mtime=0))
    return replace(line, nq=_hash(quads), rows=_hash(packed))


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]


def size_of(path: Path) -> int:
    """Return the bytes of a source: a file, or the files of an event's folder."""
    files = path.iterdir() if path.is_dir() else [path]
    return sum(p.stat().st_size for p in files if p.is_file())


def _known(event: AnnotatedEvent, job: Job) -> tuple[AnnotatedEvent, dict[str, Any]]:
    """Return an event with the title, date and place that are known of it, and what each rests on.

    A metadata table says more than the source itself, and that more than the name of the file.
    """
    told, head = dict(job.told or {}), event.event
    declared = Path(job.path).is_dir() and (Path(job.path) / "event.yaml").is_file()
    own = "declared" if declared else "source"
    basis: dict[str, Any] = {"series": told.get("series", "")}
    changes: dict[str, Any] = {}
    for name in ("title", "date", "place"):
        value = told.get(name, "")
        if value:
            changes[name], basis[f"{name}_basis"] = value, "table"
        elif getattr(head, name):
            named = name == "title" and not declared and head.title in {head.id, Path(job.path).stem}
            basis[f"{name}_basis"] = "file name" if named else own
        elif name == "date" and (found := date_in(job.path)):
            changes["date"], basis["date_basis"] = found, "file name"
    if job.address and not head.source:
        changes["source"] = job.address
    return (replace(event, event=replace(head, **changes)) if changes else event), basis


def date_in(path: str) -> str:
    """Return the date in a file's name, or in that of its folder; empty where there is none.

    >>> date_in("north/council-2024-03-14.txt"), date_in("2019-05/minutes 20190514.vtt"), date_in("call 555-1234.txt")
    ('2024-03-14', '2019-05-14', '')
    """
    for name in (Path(path).stem, Path(path).parent.name):
        if found := _EIGHT.search(name):
            return "-".join(found.groups())
        if found := _DATE.search(name):
            return found[0]
    return ""


def _told(event: AnnotatedEvent, rows: Mapping[str, list[Any]], quads: bytes) -> dict[str, Any]:
    transcript = event.transcript
    return {
        "id": event.event.id,
        "title": event.event.title,
        "date": event.event.date,
        "place": event.event.place,
        "language": event.event.language,
        "words": sum(len(transcript.words_of(u).split()) for u in transcript.utterances),
        "statements": quads.count(b"\n"),
        "utterances": len(rows["utterances"]),
        "speakers": len(rows["speakers"]),
        "unnamed": sum(not u.speaker and u.kind == "speech" for u in transcript.utterances),
        "claims": len(rows["claims"]),
        "stances": len(rows["stances"]),
        "warnings": tuple(transcript.warnings),
    }


def _of_corpus(line: Line) -> dict[str, Any]:
    return {
        "series": line.series,
        "path": line.path,
        "title_basis": line.title_basis,
        "date_basis": line.date_basis,
        "place_basis": line.place_basis,
        "words": line.words,
        "n_speakers": line.speakers,
        "n_claims": line.claims,
        "n_stances": line.stances,
        "warnings": list(line.warnings),
    }


def _columns(rows: list[dict[str, Any]]) -> dict[str, list[Any]]:
    return (
        {name: [list(v) if isinstance(v := row[name], tuple) else v for row in rows] for name in rows[0]}
        if rows
        else {}
    )
