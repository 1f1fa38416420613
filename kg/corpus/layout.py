"""The folder of a corpus: where everything lies in it, and what its tables hold beyond those of one event.

DIR/corpus.yaml                          what it is called, and how it was built: read with `kg.corpus.about`
DIR/manifest.jsonl                       one line a source, see `kg.corpus.manifest`
DIR/events/ab/ID/graph.nq.gz             the statements of one event, each a quad in the graph named by the event
DIR/events/ab/ID/rows.json.gz            the rows of one event: table → column → values, lists as lists
DIR/bad/NAME.txt                         one file a quarantined source: its path, the reason, what was shown when it crashed
DIR/tables/TABLE/part-NNN.parquet        the rows of all events, partitioned by event
DIR/graph/part-NNN.nq.gz                 the graphs of all events, the same partitions: gzip members one after another
DIR/authority/                           what a person says of who is who, and what the program offers
DIR/site/                                the pages
DIR/fetched/                             copies of the sources that lie elsewhere
DIR/store/                               all graphs in a store that answers SPARQL, where a person had them loaded

Of all this only corpus.yaml, manifest.jsonl and events/ are what a build keeps; tables/ and graph/ are packed from them.
"""

from __future__ import annotations

import hashlib
import zlib
from pathlib import Path

from kg.tables.columns import TABLES, Column, count, text

#: The names in a corpus's folder.
ABOUT, MANIFEST, EVENTS, BAD, PARTS, GRAPHS, AUTHORITY, SITE, STORE, FETCHED = (
    *("corpus.yaml", "manifest.jsonl", "events", "bad"),
    *("tables", "graph", "authority", "site", "store", "fetched"),
)
GRAPH_FILE, ROWS_FILE = "graph.nq.gz", "rows.json.gz"
#: A partition holds about so many words, so that one changed event costs little; there are a power of two of them, so that
#: growing splits each into two.
WORDS_A_PART = 100_000
MOST_PARTS = 1 << 16

#: What the table `events` of a corpus has beyond that of one event.
OF_THE_CORPUS: tuple[Column, ...] = (
    text("series"),
    text("path"),
    text("title_basis"),
    text("date_basis"),
    text("place_basis"),
    count("words"),
    count("n_speakers"),
    count("n_claims"),
    count("n_stances"),
    text("warnings", many=True),
)
#: Table → the columns of its Parquet files, in order. The key of a row is (event, id).
CORPUS_TABLES: dict[str, tuple[Column, ...]] = TABLES | {"events": (*TABLES["events"], *OF_THE_CORPUS)}


def is_corpus(folder: Path) -> bool:
    """Return whether a folder is a corpus, by the file that only a corpus has."""
    return (folder / ABOUT).is_file()


def event_folder(corpus: Path, event: str) -> Path:
    """Return where the two files of an event lie; spread over 256 folders, so that none has a hundred thousand entries.

    >>> event_folder(Path("corpus"), "council-2024-03-14").as_posix()
    'corpus/events/3a/council-2024-03-14'
    """
    return corpus / EVENTS / f"{zlib.crc32(event.encode()) >> 24:02x}" / event


def bad_file(corpus: Path, path: str) -> Path:
    """Return where the reason lies for which a source is not in the corpus; named by its path, since it may have no id.

    >>> bad_file(Path("corpus"), "in/North 2.txt").as_posix()
    'corpus/bad/North 2.txt-b8364c30.txt'
    """
    name = "".join(c if c.isalnum() or c in " ._-" else "-" for c in Path(path).name)[-60:]
    return corpus / BAD / f"{name}-{hashlib.sha256(path.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}.txt"


def part_of(event: str, n_parts: int) -> int:
    """Return the number of the partition that an event's rows and statements are in.

    >>> part_of("council-2024-03-14", 1), part_of("council-2024-03-14", 8)
    (0, 3)
    """
    return zlib.crc32(event.encode()) % n_parts


def n_parts_for(words: int) -> int:
    """Return the number of partitions for so many words: a power of two.

    >>> [n_parts_for(n) for n in (0, 100_000, 100_001, 10**9)]
    [1, 1, 2, 16384]
    """
    n = 1
    while n * WORDS_A_PART < words and n < MOST_PARTS:
        n *= 2
    return n


def table_part(corpus: Path, table: str, part: int) -> Path:
    """Return where the rows of one partition of a table lie."""
    return corpus / PARTS / table / f"part-{part:03d}.parquet"


def graph_part(corpus: Path, part: int) -> Path:
    """Return where the statements of one partition lie."""
    return corpus / GRAPHS / f"part-{part:03d}.nq.gz"
