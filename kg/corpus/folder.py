"""A corpus that was built, opened for reading."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.corpus.about import About, read_about
from kg.corpus.layout import CORPUS_TABLES, GRAPH_FILE, ROWS_FILE, event_folder, graph_part, table_part
from kg.corpus.manifest import Line, read_manifest
from kg.errors import GraphError
from kg.tables.columns import Row, fitted


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """The folder of a corpus: what is in it, and where.

    `about` is its corpus.yaml; `lines` is the newest line of the manifest of each source, by its path.
    """

    folder: Path
    about: About
    lines: dict[str, Line] = field(repr=False)

    @classmethod
    def open(cls, folder: Path) -> Corpus:
        """Open a corpus.

        Raises:
            GraphError: the folder is none, or its manifest is broken.
        """
        about = read_about(folder)
        if about is None:
            raise GraphError(f"{folder}: is no corpus (build one with kg corpus build SOURCE... -o {folder})")
        return cls(folder=folder, about=about, lines=read_manifest(folder))

    def manifest(self) -> list[Line]:
        """Return the newest line of each source, in the order of their paths."""
        return sorted(self.lines.values(), key=lambda line: line.path)

    def built(self) -> list[Line]:
        """Return the lines of the events that are in the corpus, in the order of their ids."""
        return sorted((line for line in self.lines.values() if line.status == "built"), key=lambda line: line.id)

    def events(self) -> list[str]:
        """Return the ids of the events that are in the corpus, in order."""
        return [line.id for line in self.built()]

    def tables(self) -> dict[str, list[Path]]:
        """Return table → its Parquet files, in the order of their partitions; none before the first are packed."""
        return {name: self._there(table_part(self.folder, name, n) for n in self._parts()) for name in CORPUS_TABLES}

    def graph_parts(self) -> list[Path]:
        """Return the packed graphs: N-Quads, gzipped, each event a named graph."""
        return self._there(graph_part(self.folder, n) for n in self._parts())

    def event_graph(self, event: str) -> Path:
        """Return the statements of one event: N-Quads, gzipped.

        Raises:
            GraphError: there is no such event.
        """
        return self._file(event, GRAPH_FILE)

    def event_rows(self, event: str) -> dict[str, list[Row]]:
        """Return table → rows of one event, as `kg.store.tables` gives them, with what the corpus adds to `events`.

        Raises:
            GraphError: there is no such event, or its file is broken.
        """
        path = self._file(event, ROWS_FILE)
        try:
            told = json.loads(gzip.decompress(path.read_bytes()))
            return {name: _rows(told.get(name, {}), name) for name in CORPUS_TABLES}
        except (OSError, EOFError, ValueError, AttributeError, TypeError) as error:
            raise GraphError(f"{path}: cannot be read ({error}; remove its folder and build again)") from None

    def _parts(self) -> range:
        return range(self.about.partitions)

    def _file(self, event: str, name: str) -> Path:
        path = event_folder(self.folder, event) / name
        if "/" in event or event in {"", ".", ".."} or not path.is_file():
            raise GraphError(f"{self.folder}: there is no event '{event}' (kg corpus status {self.folder} lists them)")
        return path

    @staticmethod
    def _there(paths: object) -> list[Path]:
        return [path for path in paths if path.is_file()]  # type: ignore[attr-defined]


def _rows(told: dict[str, list[Any]], table: str) -> list[Row]:
    """Return the rows of a table that is kept by columns."""
    columns = CORPUS_TABLES[table]
    lists = {c.name for c in columns if c.many}
    rows = (dict(zip(told, values, strict=True)) for values in zip(*told.values(), strict=True))
    return [{k: tuple(v) if k in lists else v for k, v in fitted(row, columns).items()} for row in rows]
