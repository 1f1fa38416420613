"""kg queries: the shipped questions."""

from __future__ import annotations

import click

from kg.cli.output import emit, format_option


@click.command()
@format_option
def command(row_format: str) -> None:
    """List the shipped queries, what each answers, and its parameters."""
    from kg.resources import described, shipped_queries

    emit([described(p) for p in shipped_queries()], ("name", "question", "parameters"), row_format)
