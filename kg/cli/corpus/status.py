"""kg corpus status: what is in a corpus, and what is not and why."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from kg.cli.output import emit, format_option, say
from kg.corpus.manifest import Line

COLUMNS = ("status", "event", "path", "words", "date", "date_basis", "speakers", "unnamed", "warnings", "reason")


#: What --only can choose.
WANTED: dict[str, Callable[[Line], bool]] = {
    "built": lambda line: line.status == "built",
    "failed": lambda line: line.status != "built",
    "undated": lambda line: line.status == "built" and not line.date,
    "nameless": lambda line: line.status == "built" and line.unnamed > 0,
    "warned": lambda line: bool(line.warnings),
}


@click.command()
@click.argument("corpus", type=click.Path(path_type=Path))
@click.option("--only", type=click.Choice(list(WANTED)), help="Only these sources.")
@format_option
def command(*, corpus: Path, only: str | None, row_format: str) -> None:
    """Say of each source of CORPUS what came of it; with --only what is wanting.

    `undated` have no date, `nameless` have turns that nobody speaks, `warned` were read in a way that looks wrong.
    """
    from kg.corpus.folder import Corpus

    lines = Corpus.open(corpus).manifest()
    built = [line for line in lines if line.status == "built"]
    chosen = [line for line in lines if only is None or WANTED[only](line)]
    rows = [
        {
            "status": line.status,
            "event": line.id,
            "path": line.path,
            "words": line.words,
            "date": line.date,
            "date_basis": line.date_basis,
            "speakers": line.speakers,
            "unnamed": line.unnamed,
            "warnings": len(line.warnings),
            "reason": line.reason.splitlines()[0] if line.reason else "",
        }
        for line in chosen
    ]
    emit(rows, COLUMNS, row_format)
    counts = {name: sum(map(test, lines)) for name, test in WANTED.items()}
    say(
        f"{len(built)} events, {sum(line.words for line in built):,} words, {sum(line.claims for line in built):,} claims, "
        f"{sum(line.stances for line in built):,} stances; {counts['failed']} failed, {counts['undated']} without a date, "
        f"{counts['nameless']} with turns that nobody speaks, {counts['warned']} with warnings"
    )
