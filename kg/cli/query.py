"""kg query: SPARQL, or a shipped question by name."""

from __future__ import annotations

import math
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.complete import query_names
from kg.cli.output import ROW_FORMATS, bindings_of, emit, events_option, given, param_option, say
from kg.errors import LimitError, QueryError

if TYPE_CHECKING:
    from kg.store.engine import Source

#: In what the triples of a CONSTRUCT or DESCRIBE are written.
_GRAPH_FORMATS = ("turtle", "ntriples", "jsonld", "rdfxml")
_IS_SPARQL = re.compile(r"\s*(?:PREFIX|BASE|SELECT|ASK|CONSTRUCT|DESCRIBE)\s+\S", re.IGNORECASE)


@click.command()
@click.argument("graph")
@click.argument("query", shell_complete=query_names)
@param_option
@events_option
@click.option("--timeout", type=click.FloatRange(min=0.1), metavar="SECONDS", help="Give up after so long.")
@click.option("--user", default="", metavar="NAME", help="For an endpoint; the password is taken from KG_PASSWORD.")
@click.option(
    "--format",
    "answer_format",
    type=click.Choice((*ROW_FORMATS, *_GRAPH_FORMATS)),
    help="How rows are written (table by default), or the triples of a CONSTRUCT or DESCRIBE (turtle by default).",
)
def command(
    *,
    graph: str,
    query: str,
    params: tuple[str, ...],
    events: tuple[str, ...],
    timeout: float | None,
    user: str,
    answer_format: str | None,
) -> None:
    """Ask GRAPH a QUERY.

    GRAPH is an RDF file, an event's output, a store on disk, or the address of a SPARQL endpoint. QUERY is SPARQL
    text, a file, `-` for stdin, or the name of a shipped query (`kg queries` lists them). The prefixes of the graph
    need not be declared.
    """
    from kg.store.open import is_url, open_graph
    from kg.store.unknown_terms import unknown_terms

    text, where = _query_text(query)
    bindings = bindings_of(params)
    for line in unknown_terms(text):
        say(f"kg: {where}: {line}")
    if is_url(graph):
        from kg.store.http import DEFAULT_TIMEOUT, Access

        remote = open_graph(graph, Access.of(user, timeout or DEFAULT_TIMEOUT), events=events)
        _answer(remote, text, bindings, where, answer_format)
    else:
        _apart(timeout, lambda: _answer(_opened(graph, events), text, bindings, where, answer_format))


def _opened(graph: str, events: tuple[str, ...]) -> Source:
    from kg.store.open import open_graph

    return open_graph(graph, events=events)


def _answer(store: Source, text: str, bindings: dict[str, str], where: str, answer_format: str | None) -> None:
    from kg.store.engine import run, select, triples_text
    from kg.store.sparql_text import form

    gives_triples = form(text) in {"CONSTRUCT", "DESCRIBE"}
    if answer_format and gives_triples != (answer_format in _GRAPH_FORMATS):
        fitting = ", ".join(_GRAPH_FORMATS if gives_triples else ROW_FORMATS)
        given = "triples" if gives_triples else "rows"
        raise QueryError(
            f"{where}: a {form(text)} gives {given}, which are not written as {answer_format} (one of {fitting})"
        )
    if not gives_triples:
        result = select(store, text, bindings, where=where)
        emit(result.rows, result.columns, answer_format or "table")
        return
    found = run(store, text, bindings, where=where)
    if answer_format in {None, "turtle"}:
        click.echo(triples_text(found), nl=False)
        return
    from kg.export import export
    from kg.store.graph import Graph

    click.echo(export(Graph.from_triples(list(found)), answer_format), nl=False)


def _apart(seconds: float | None, action: Callable[[], None]) -> None:
    """Run an action in a process of its own: Oxigraph cannot stop a query, and a query may end Oxigraph's process."""
    import os
    import signal
    import time

    from kg.serve.no_network import leave_network

    if not hasattr(os, "fork") or (seconds is None and sys.stdout is not sys.__stdout__):
        # There is no such process here, or what it writes would be lost to whoever collects our output.
        action()
        return
    child = os.fork()
    if child == 0:
        # A second lock beside the refusal of SERVICE: what asks a file or a store has nothing to do on a network.
        leave_network()
        os._exit(_status_of(action))
    deadline = time.monotonic() + (seconds or math.inf)
    while time.monotonic() < deadline:
        done, status = os.waitpid(child, 0 if seconds is None else os.WNOHANG)
        if done and os.WIFSIGNALED(status):
            name = signal.Signals(os.WTERMSIG(status)).name
            raise LimitError(
                f"query: ended the engine ({name}): it takes more memory than there is, or nests too deeply"
            )
        if done:
            sys.exit(os.waitstatus_to_exitcode(status))
        time.sleep(0.005)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    raise LimitError(f"query: no answer within {seconds:g} s (narrow the query, or give it longer with --timeout)")


def _status_of(action: Callable[[], None]) -> int:
    """Run an action in a process of our own, and return how it ends, in the words of the command line."""
    from kg.cli.last_net import is_net_for, line_for, shows_traces

    try:
        action()
        sys.stdout.flush()
    except BrokenPipeError:
        return 0
    except BaseException as error:
        if not is_net_for(error) or shows_traces(error, sys.argv):
            sys.excepthook(type(error), error, error.__traceback__)
            return 1
        say(f"kg: {line_for(error, sys.argv[1:])}")
        return 2
    return 0


def _query_text(query: str) -> tuple[str, str]:
    from kg.resources import shipped_queries, shipped_query

    if query == "-":
        return given().decode("utf-8", "replace"), "stdin"
    if any(c in query for c in "{\n") or _IS_SPARQL.match(query):
        return query, "query"
    path = Path(query)
    named = path if path.suffix == ".rq" and path.is_file() else shipped_query(query) or path
    if not named.is_file():
        from kg.evidence.suggest import did_you_mean

        hint = did_you_mean(query, [p.stem for p in shipped_queries()])
        raise QueryError(f"'{query}' is no SPARQL, no file and no shipped query{hint} (`kg queries` lists them)")
    try:
        return named.read_text(encoding="utf-8"), named.name
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{named}: cannot be read ({error})") from None
