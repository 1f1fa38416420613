"""kg validate: what is wrong in a graph, by the violation queries and by the SHACL shapes."""

from __future__ import annotations

import sys

import click

from kg.cli.output import emit, events_option, format_option, say
from kg.words import counted


@click.command()
@click.argument("graph")
@click.option("--only", type=click.Choice(["queries", "shapes"]), help="Check by one of the two; by default by both.")
@events_option
@format_option
def command(graph: str, only: str | None, events: tuple[str, ...], row_format: str) -> None:
    """Check GRAPH against the rules: values, quotes at their offsets, stances, relations, derived edges.

    Every rule stands twice: as a SPARQL query in which any row is a failure (fast; also asked of endpoints), and as a
    SHACL shape. Of several events each is checked for itself. Exit code 1 when there is a finding.
    """
    from kg.store.open import is_url, open_graph
    from kg.store.validate import FINDING_COLUMNS, findings

    queries, shapes = only != "shapes", only == "shapes" or (only is None and not is_url(graph))
    rows = findings(open_graph(graph, events=events), queries=queries, shapes=shapes)
    checked = [name for name, done in (("violation queries", queries), ("SHACL shapes", shapes)) if done]
    if rows:
        emit(rows, FINDING_COLUMNS, row_format)
    say(f"{counted(len(rows), 'finding')} by {' and '.join(checked)}")
    sys.exit(1 if rows else 0)
