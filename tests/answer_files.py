"""Write the answers of the shipped questions: `python tests/answer_files.py`, or `make answers`. Read the diff before you commit."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from kg.cli.output import format_rows  # noqa: E402
from kg.pipeline import annotated, graph  # noqa: E402
from kg.resources import shipped_queries  # noqa: E402
from kg.store.graph import Graph  # noqa: E402

ANSWERS = ROOT / "tests" / "answers"
#: Folder of answers → the event's folder.
EVENTS = {"small_panel": ROOT / "tests" / "small_panel", "agi_next": ROOT / "data" / "agi-next-2026"}


def answer(built: Graph, name: str) -> str:
    """Return the answer to one shipped question, as `kg query --format csv` writes it."""
    result = built.select(name)
    return format_rows(result.rows, result.columns, "csv")


def main() -> None:
    """Write every answer, and remove those of questions that are gone."""
    for folder, event in EVENTS.items():
        built = graph(annotated(event))
        (ANSWERS / folder).mkdir(parents=True, exist_ok=True)
        names = [p.stem for p in shipped_queries()]
        for old in (ANSWERS / folder).glob("*.csv"):
            if old.stem not in names:
                old.unlink()
        for name in names:
            (ANSWERS / folder / f"{name}.csv").write_bytes(answer(built, name).encode())


if __name__ == "__main__":
    main()
