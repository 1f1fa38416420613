"""kg queries: the shipped questions."""

from __future__ import annotations

import click

from kg.cli.output import emit, format_option


@click.command()
@format_option
def command(row_format: str) -> None:
    """List the shipped queries, what each answers, and its parameters."""
    from kg.resources import shipped_queries
    from kg.store.shipped import describe

    emit([describe(p) for p in shipped_queries()], ("name", "question", "parameters"), row_format)
