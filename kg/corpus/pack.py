"""All events of a corpus as few files: partitioned Parquet, and N-Quads in gzip; only what changed is written anew."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from kg.corpus.folder import Corpus
from kg.corpus.layout import CORPUS_TABLES, graph_part, n_parts_for, part_of, table_part
from kg.corpus.manifest import Line
from kg.files import write_file
from kg.tables.parquet import arrow, parquet_bytes

#: What was packed into which partition: when it is the same, the partition stays.
PACKED = "packed.json"


def pack(corpus: Corpus) -> tuple[int, int]:
    """Write the partitions that have changed; return how many were written, and how many there are.

    A partition is `part_of` the event's id, whatever the others are; when the corpus outgrows its partitions, all are
    written anew in twice as many.

    Raises:
        MissingExtraError: pyarrow is not installed.
        GraphError: an event's file is broken.
    """
    lines = corpus.built()
    n_parts = max(n_parts_for(sum(line.words for line in lines)), 1)
    members: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        members[part_of(line.id, n_parts)].append(line)
    before = _packed(corpus.folder)
    now = {str(n): _print_of(members[n], n_parts) for n in range(n_parts)}
    changed = [n for n in range(n_parts) if before.get(str(n)) != now[str(n)] or not _is_there(corpus, n)]
    for n in changed:
        _write(corpus, n, members[n])
    for n in range(n_parts, max([corpus.about.partitions, *(int(k) + 1 for k in before)], default=0)):
        for path in [graph_part(corpus.folder, n), *(table_part(corpus.folder, name, n) for name in CORPUS_TABLES)]:
            path.unlink(missing_ok=True)
    write_file(corpus.folder / PACKED, json.dumps(now, indent=0, sort_keys=True).encode())
    return len(changed), n_parts


def _packed(folder: Path) -> dict[str, str]:
    try:
        found = json.loads((folder / PACKED).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(k): str(v) for k, v in found.items()} if isinstance(found, dict) else {}


def _print_of(lines: Iterable[Line], n_parts: int) -> str:
    told = "\n".join(f"{line.id} {line.nq} {line.rows}" for line in lines)
    return hashlib.sha256(f"{n_parts}\n{told}".encode()).hexdigest()[:16]


def _is_there(corpus: Corpus, n: int) -> bool:
    return graph_part(corpus.folder, n).is_file() and table_part(corpus.folder, "events", n).is_file()


def _write(corpus: Corpus, n: int, lines: Sequence[Line]) -> None:
    values: dict[str, dict[str, list[Any]]] = {
        name: {c.name: [] for c in columns} for name, columns in CORPUS_TABLES.items()
    }
    graphs = []
    for line in lines:
        for name, rows in corpus.event_rows(line.id).items():
            for column, into in values[name].items():
                into += [list(v) if isinstance(v := row[column], tuple) else v for row in rows]
        # Members of gzip one after another are gzip: nothing is packed anew.
        graphs.append(corpus.event_graph(line.id).read_bytes())
    for name, columns in CORPUS_TABLES.items():
        path = table_part(corpus.folder, name, n)
        path.parent.mkdir(parents=True, exist_ok=True)
        write_file(path, parquet_bytes(arrow(values[name], columns)))
    path = graph_part(corpus.folder, n)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_file(path, b"".join(graphs))
