"""kg query: SPARQL, or a shipped question by name."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.output import emit, format_option
from kg.errors import QueryError


@click.command()
@click.argument("graph")
@click.argument("query")
@click.option(
    "--param", "params", multiple=True, metavar="NAME=VALUE", help="Bind a variable of the query; repeatable."
)
@format_option
def command(graph: str, query: str, params: tuple[str, ...], row_format: str) -> None:
    """Ask GRAPH (a Turtle file, an event's output, a store on disk) a QUERY.

    QUERY is SPARQL text, a file, `-` for stdin, or the name of a shipped query (`kg queries` lists them). The prefixes
    of the graph need not be declared.
    """
    from kg.store.engine import run, select, triples_text
    from kg.store.open import open_store

    text, where = _query_text(query)
    bindings = dict(_param(p) for p in params)
    store = open_store(graph)
    if asks_for_triples(text):
        click.echo(triples_text(run(store, text, bindings, where=where)), nl=False)
        return
    result = select(store, text, bindings, where=where)
    emit(result.rows, result.columns, row_format)


def asks_for_triples(text: str) -> bool:
    """Tell whether a query is a CONSTRUCT or DESCRIBE: its first word that is neither comment nor prologue.

    >>> asks_for_triples("# c\\nPREFIX a: <urn:select> CONSTRUCT WHERE { ?s ?p ?o }")
    True
    """
    import re

    bare = re.sub(r"<[^<>\s]*>|#[^\n]*|\"[^\"]*\"", " ", text)
    form = re.search(r"\b(select|ask|construct|describe)\b", bare, re.IGNORECASE)
    return form is not None and form[1].lower() in {"construct", "describe"}


def _query_text(query: str) -> tuple[str, str]:
    from kg.resources import shipped_queries, shipped_query

    if query == "-":
        return sys.stdin.read(), "stdin"
    if any(c in query for c in "{\n"):
        return query, "query"
    path = Path(query)
    named = path if path.suffix == ".rq" and path.is_file() else shipped_query(query) or path
    if not named.is_file():
        from kg.eventfiles.suggest import did_you_mean

        hint = did_you_mean(query, [p.stem for p in shipped_queries()])
        raise QueryError(f"'{query}' is no SPARQL, no file and no shipped query{hint} (`kg queries` lists them)")
    try:
        return named.read_text(encoding="utf-8"), named.name
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{named}: cannot be read ({error})") from None


def _param(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name.isidentifier():
        raise QueryError(f'--param {text!r}: must be NAME=VALUE, such as speaker="Tang Jie"')
    return name, value
