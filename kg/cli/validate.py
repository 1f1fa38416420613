"""kg validate: what is wrong in a graph, by the violation queries and by the SHACL shapes."""

from __future__ import annotations

import sys

import click

from kg.cli.output import emit, format_option, say


@click.command()
@click.argument("graph")
@click.option("--only", type=click.Choice(["queries", "shapes"]), help="Check by one of the two; by default by both.")
@format_option
def command(graph: str, only: str | None, row_format: str) -> None:
    """Check GRAPH against the rules: values, quotes at their offsets, stances, relations, derived edges.

    Every rule stands twice: as a SPARQL query in which any row is a failure (fast; also asked of endpoints), and as a
    SHACL shape. Exit code 1 when there is a finding.
    """
    from kg.store.open import is_url, open_graph
    from kg.store.validate import COLUMNS, violations

    source = open_graph(graph)
    rows = [] if only == "shapes" else violations(source)
    checked = ["violation queries"] if only != "shapes" else []
    if only == "shapes" or (only is None and not is_url(graph)):
        from kg.store.graph import Graph
        from kg.store.validate import shacl

        found = shacl(Graph.open(graph))
        rows += [row for row in found if row not in rows]
        checked.append("SHACL shapes")
    if rows:
        emit(rows, COLUMNS, row_format)
    say(f"{len(rows)} {'finding' if len(rows) == 1 else 'findings'} by {' and '.join(checked)}")
    sys.exit(1 if rows else 0)
