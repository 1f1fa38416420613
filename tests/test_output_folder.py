"""Output folders: whole at every moment, the same bytes every time, and nothing of others' lost."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from pathlib import Path

from kg.model import AnnotatedEvent
from kg.pipeline import Options, output_files
from kg.tables.columns import COLUMNS

SMALL_PANEL = Path(__file__).parent / "small_panel"


def test_same_input_same_bytes_in_fresh_processes(tmp_path: Path) -> None:
    """Two builds with different hash seeds, folders and clocks give the same bytes in every file, the page included."""
    outputs = []
    for seed in ("1", "2"):
        out = tmp_path / seed / "out"
        subprocess.run(
            [sys.executable, "-m", "kg.cli", "build", str(SMALL_PANEL), "-o", str(out)],
            check=True,
            capture_output=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo" if seed == "1" else "UTC"},
        )
        outputs.append({p.relative_to(out).as_posix(): p.read_bytes() for p in out.rglob("*") if p.is_file()})

    assert sorted(outputs[0]) == sorted(outputs[1])
    assert {"graph.ttl", "explorer.html", "transcript.txt", "report.md", "tables/consensus.csv"} <= set(outputs[0])
    assert [name for name in outputs[0] if outputs[0][name] != outputs[1][name]] == []


def test_every_table_has_its_columns(small_panel: AnnotatedEvent) -> None:
    """The header of each CSV file is the documented one, and its rows are as wide."""
    files = output_files(small_panel, Options(page=False))

    for name, columns in COLUMNS.items():
        rows = list(csv.reader(io.StringIO(files[f"tables/{name}.csv"].decode())))
        assert tuple(rows[0]) == columns
        assert {len(r) for r in rows} == {len(columns)}


def test_offsets_in_the_tables_count_characters_of_the_written_transcript(small_panel: AnnotatedEvent) -> None:
    """A program with nothing but the output folder finds each quote and surface at its offsets."""
    files = output_files(small_panel, Options(page=False))
    text = files["transcript.txt"].decode()
    spans = {"claims": "quote", "mentions": "surface", "references": "quote"}
    for table, column in spans.items():
        rows = list(csv.DictReader(io.StringIO(files[f"tables/{table}.csv"].decode())))
        assert len(rows) >= 5
        for row in rows:
            assert text[int(row["start"]) : int(row["end"])] == row[column]
