"""What a corpus is built from: files, folders, globs, lists and tables of files, each with an id that no other has."""

from __future__ import annotations

import csv
import glob
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from kg.corpus.addresses import is_address, listed
from kg.errors import KgError, SourceError
from kg.slugs import slug

#: How the files of a folder end that can be transcripts; others are counted, and left out.
SUFFIXES = frozenset(
    {".cha", ".csv", ".docx", ".eaf", ".htm", ".html", ".json", ".jsonl", ".lrc", ".md", ".otr", ".srt", ".ssa", ".ass"}
    | {".textgrid", ".tsv", ".txt", ".vtt", ".xml", ".ttml", ".rtf"}
)
#: What makes a folder an event of its own.
_OF_EVENTS = ("event.yaml", "annotations.yaml")
#: What a metadata table may say of a source, beside its path.
TOLD = ("id", "title", "date", "place", "series")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One source: its path, the id of its event, and what a metadata table says of it.

    One that lies elsewhere has its `address`, and as path that of its copy below `fetched` of the corpus.
    """

    path: Path
    id: str = ""
    told: dict[str, str] = field(default_factory=dict)
    address: str = ""

    @property
    def shown(self) -> str:
        """What a person calls it."""
        return self.address or str(self.path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The sources in the order of their paths, and how many files of other kinds were left out, by their endings."""

    sources: tuple[Source, ...]
    left_out: dict[str, int]


def find(given: Sequence[str]) -> Found:
    """Return the sources that some arguments name.

    Args:
        given: files; folders, with all that is in them; globs; addresses of all these, as fsspec takes them; `@list.txt`, a path a line; and `table.csv` with a column
            `path`, whose other columns (id, title, date, place, series) are believed. Paths in lists and tables are
            relative to them.

    Raises:
        SourceError: there is no such file, nothing is found, or a table names a column twice.
    """
    left_out: Counter[str] = Counter()
    found: dict[Path | str, Source] = {}
    for argument in given:
        for source in _named(argument, left_out):
            found.setdefault(source.address or source.path.resolve(), source)
    if not found:
        raise SourceError(f"{', '.join(given)}: no transcript is there")
    return Found(sources=_with_ids(sorted(found.values(), key=lambda s: s.shown)), left_out=dict(left_out))


def _named(argument: str, left_out: Counter[str]) -> Iterator[Source]:
    path = Path(argument)
    if argument.startswith("@"):
        yield from _of_list(Path(argument[1:]), left_out)
    elif is_address(argument):
        yield from _of_address(argument, left_out)
    elif path.is_dir():
        yield from _of_folder(path, left_out)
    elif path.is_file():
        table = _table(path)
        yield from [Source(path=path)] if table is None else table
    elif any(c in argument for c in "*?["):
        for match in sorted(glob.glob(argument, recursive=True)):
            inner = Path(match)
            yield from _of_folder(inner, left_out) if inner.is_dir() else [Source(path=inner)]
    else:
        raise SourceError(f"{argument}: there is no such file or folder")


def _of_folder(folder: Path, left_out: Counter[str]) -> Iterator[Source]:
    if any((folder / name).is_file() for name in _OF_EVENTS):
        yield Source(path=folder)
        return
    try:
        inside = sorted(folder.iterdir())
    except OSError as error:
        raise SourceError(f"{folder}: cannot be read ({error.strerror or error})") from None
    for path in inside:
        if path.name.startswith("."):
            continue
        if path.is_dir():
            yield from _of_folder(path, left_out)
        elif path.suffix.lower() in SUFFIXES:
            yield Source(path=path)
        else:
            left_out[path.suffix.lower() or path.name] += 1


def _of_address(argument: str, left_out: Counter[str]) -> Iterator[Source]:
    for address, copy in listed(argument):
        if copy.suffix.lower() in SUFFIXES:
            yield Source(path=copy, address=address)
        elif not copy.name.startswith("."):
            left_out[copy.suffix.lower() or copy.name] += 1


def _of_list(path: Path, left_out: Counter[str]) -> Iterator[Source]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{path}: cannot be read ({error})") from None
    for number, line in enumerate(lines, 1):
        if is_address(line.strip()):
            yield from _of_address(line.strip(), left_out)
        elif line.strip() and not line.startswith("#"):
            yield _there(path.parent / line.strip(), f"{path}:{number}")


def _there(path: Path, where: str, told: dict[str, str] | None = None) -> Source:
    if not path.exists():
        raise SourceError(f"{where}: there is no such file: {path}")
    return Source(path=path, told=told or {})


def _row(table: Path, row: dict[str, str], number: int) -> Source:
    """Return the source of one row of a metadata table."""
    told = {k: (row.get(k) or "").strip() for k in TOLD if (row.get(k) or "").strip()}
    named, where = (row["path"] or "").strip(), f"{table}:{number}"
    if not is_address(named):
        return _there(table.parent / named, where, told)
    files = list(listed(named))
    if len(files) != 1:
        raise SourceError(f"{where}: {named} names {len(files)} files (name one in each row)")
    return Source(path=files[0][1], address=files[0][0], told=told)


def _table(path: Path) -> list[Source] | None:
    """Return the sources of a table with a column `path`; None for a file that is none: it may be a transcript."""
    if path.suffix.lower() not in {".csv", ".tsv"}:
        return None
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file, delimiter="\t" if path.suffix.lower() == ".tsv" else ",")
            if "path" not in (rows.fieldnames or ()):
                return None
            return [_row(path, row, number) for number, row in enumerate(rows, 2)]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise SourceError(f"{path}: cannot be read ({error})") from None


def _with_ids(sources: Sequence[Source]) -> tuple[Source, ...]:
    """Give each source the id of its table, else the shortest tail of its path that no other has."""
    tails = unique_tails([s.path for s in sources])
    return tuple(
        replace(s, id=_declared(s) or slug(s.told.get("id") or tail)) for s, tail in zip(sources, tails, strict=True)
    )


def _declared(source: Source) -> str:
    """Return the id that an event folder gives itself: that of event.yaml, or its own name; nothing for a file."""
    if not source.path.is_dir():
        return ""
    from kg.eventfiles.event_file import read_event_file

    try:
        given = read_event_file(source.path / "event.yaml")[0].id if (source.path / "event.yaml").is_file() else ""
    except KgError:
        given = ""  # told when it is built
    return given or slug(source.path.name)


def unique_tails(paths: Sequence[Path]) -> list[str]:
    """Return for each path its last name without its ending, with as many folders before it as tell it from all others.

    A file that is called as all are (`transcript`) is named by its folder.

    >>> unique_tails([Path("a/north/may.txt"), Path("a/south/may.txt"), Path("a/june.vtt"), Path("b/transcript.txt")])
    ['north-may', 'south-may', 'june', 'b']
    """
    parts = [_parts(path) for path in paths]
    depth = [1] * len(parts)
    for _ in range(max(map(len, parts), default=1)):
        named = Counter(slug("-".join(p[-d:])) for p, d in zip(parts, depth, strict=True))
        more = [
            i
            for i, (p, d) in enumerate(zip(parts, depth, strict=True))
            if named[slug("-".join(p[-d:]))] > 1 and d < len(p)
        ]
        if not more:
            break
        for i in more:
            depth[i] += 1
    return ["-".join(p[-d:]) for p, d in zip(parts, depth, strict=True)]


def _parts(path: Path) -> list[str]:
    whole = path.absolute()
    own = [] if whole.stem == "transcript" else [whole.stem if whole.suffix else whole.name]
    return [*(p for p in whole.parent.parts if p.strip("/\\")), *own]


def doubled(sources: Iterable[Source]) -> set[str]:
    """Return the ids that several sources have."""
    return {i for i, n in Counter(s.id for s in sources).items() if n > 1}
