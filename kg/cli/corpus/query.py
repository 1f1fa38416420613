"""kg corpus query: SQL over the tables of a corpus, or one of its questions by name."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.complete import question_names
from kg.cli.output import bindings_of, emit, format_option, param_option


@click.command()
@click.argument("corpus", type=click.Path(path_type=Path))
@click.argument("question", required=False, shell_complete=question_names)
@param_option
@click.option(
    "--timeout", type=click.FloatRange(min=0.1), default=60.0, show_default=True, help="Seconds for the answer."
)
@format_option
def command(*, corpus: Path, question: str | None, params: tuple[str, ...], timeout: float, row_format: str) -> None:
    """Ask CORPUS: SQL over its tables (events, speakers, claims, stances, …), or the name of a question; without one, the questions.

    The SQL is DuckDB's. It reads the tables of the corpus and nothing else: no other file, no network.
    """
    from kg.corpus.ask import ask, questions

    if question is None:
        emit(
            [{"name": q.name, "question": q.question, "params": ", ".join(q.params)} for q in questions()],
            ("name", "question", "params"),
            row_format,
        )
        return
    columns, rows = ask(corpus, question, bindings_of(params), seconds=timeout)
    emit(rows, columns, row_format)
