"""kg measure: consensus and divergence, one row a proposition."""

from __future__ import annotations

import click

from kg.cli.output import emit, format_option


@click.command()
@click.argument("graph")
@format_option
def command(graph: str, row_format: str) -> None:
    """Show what the panel of GRAPH agrees on and what divides it."""
    from kg.measures.consensus import COLUMNS, consensus
    from kg.store.open import open_store
    from kg.store.tables import all_tables

    emit(consensus(all_tables(open_store(graph))), COLUMNS, row_format)
