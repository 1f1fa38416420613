"""kg measure: consensus and divergence, and what else can be counted of a small panel."""

from __future__ import annotations

from typing import Any

import click

from kg.cli.output import emit, format_option

TABLES = ("consensus", "agreement", "cruxes", "bridges", "concepts", "questions", "concessions")


@click.command()
@click.argument("graph")
@click.option(
    "--table",
    type=click.Choice(TABLES),
    default="consensus",
    show_default=True,
    help="What to show: per proposition; speaker by speaker; the propositions whose flip would change most verdicts; "
    "who agrees with both of two opponents; per concept; per question; what is conceded to an opponent.",
)
@format_option
def command(graph: str, table: str, row_format: str) -> None:
    """Show what the panel of GRAPH agrees on and what divides it.

    Counts stand beside every share, and `insufficient` where there are too few cases to say anything.
    """
    from kg.store.open import open_graph
    from kg.store.tables import all_tables

    rows, columns = measured(table, all_tables(open_graph(graph)))
    emit(rows, columns, row_format)


def measured(table: str, tables: dict[str, list[dict[str, Any]]]) -> tuple[list[dict[str, Any]], tuple[str, ...]]:
    """Return rows and columns of one measure."""
    from kg.measures import agreement, bridges, concessions, consensus, cruxes, questions

    if table == "agreement":
        return agreement.agreement(tables), agreement.COLUMNS
    if table == "cruxes":
        return cruxes.cruxes(tables), cruxes.COLUMNS
    if table == "bridges":
        return bridges.bridges(tables), bridges.COLUMNS
    if table == "concessions":
        return concessions.concessions(tables), concessions.COLUMNS
    rows = consensus.consensus(tables)
    if table == "concepts":
        return questions.concepts(tables, rows), questions.CONCEPT_COLUMNS
    if table == "questions":
        return questions.questions(tables, rows), questions.QUESTION_COLUMNS
    return rows, consensus.COLUMNS
