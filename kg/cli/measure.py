"""kg measure: consensus and divergence, and what else can be counted of a small panel."""

from __future__ import annotations

import click

from kg.cli.output import emit, events_option, format_option

#: The names of kg.measures.measured.MEASURES, so that help needs no import of them; a test holds the two together.
TABLES = (
    "consensus",
    "agreement",
    "cruxes",
    "bridges",
    "concepts",
    "questions",
    "concessions",
    "movement",
    "unanswered",
)


@click.command()
@click.argument("graph")
@click.option(
    "--table",
    type=click.Choice(TABLES),
    default="consensus",
    show_default=True,
    help="What to show: per proposition; speaker by speaker; the clashes on which most hangs, and what would change; "
    "who agrees with both sides of one; per concept; per question; what is granted to an opponent; who changed sides; what was asked and not answered.",
)
@events_option
@format_option
def command(graph: str, table: str, events: tuple[str, ...], row_format: str) -> None:
    """Show what the panel of GRAPH agrees on and what divides it.

    Of several events each is measured for itself: its rows end in its id, and no two events are counted together.
    Counts stand beside every share, and a verdict asks for what its definition says (docs/measures.md).
    """
    from kg.measures.measured import columns_of, measured
    from kg.store.open import open_graph
    from kg.store.tables import all_tables
    from kg.tables.columns import names
    from kg.tables.to_csv import flat

    rows = measured(all_tables(open_graph(graph, events=events)), table)
    # The event comes last here, so that who cuts columns by their number goes on doing so.
    event, *others = names(columns_of(table))
    emit(map(flat, rows), (*others, event), row_format)
