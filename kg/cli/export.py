"""kg export: a graph in another format."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.complete import format_names
from kg.cli.output import events_option, say
from kg.errors import FormatError

#: The names of kg.export.FORMATS, so that help needs no import of them; a test holds the two together.
NAMES = (
    "turtle",
    "ntriples",
    "nquads",
    "trig",
    "jsonld",
    "rdfxml",
    "turtle12",
    "ntriples12",
    "graphml",
    "gexf",
    "csv",
    "parquet",
    "xaif",
    "polis",
    "convokit",
    "webannotation",
    "tei",
    "argdown",
)


@click.command()
@click.argument("graph")
@click.option(
    "--to",
    "to",
    metavar="FORMAT",
    shell_complete=format_names,
    help=f"The format: {', '.join(NAMES)}; also ttl, nt, nq, rdf. By default what the ending of -o says.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Where to write; a folder for csv, parquet, polis, convokit.",
)
@events_option
@click.option("--stream", is_flag=True, help="Turtle as fast as the store gives it, not sorted.")
def command(graph: str, to: str | None, output: Path | None, events: tuple[str, ...], stream: bool) -> None:
    """Write GRAPH in another format.

    GRAPH is an RDF file, an event's output, a folder of its tables (edited or not), an xAIF file, a store on disk, or
    an endpoint's address. One document goes to stdout unless -o names a file; csv and parquet need -o, a folder.
    """
    from kg.export import export, export_files, format_named, format_of
    from kg.files import check_apart, write_file, write_folder
    from kg.store.graph import Graph
    from kg.store.open import read_from

    to = to or format_of(str(output or ""))
    if not to:
        raise FormatError("say the format by --to, or by the ending of -o (graph.ttl, graph.graphml, …)")
    format_named(to)
    if output is not None:
        check_apart(read_from(graph), output)
    opened = Graph.open(graph, events=events)
    if stream:
        _stream(opened, to, output)
    elif format_named(to).folder:
        if output is None:
            raise FormatError(f"{to}: makes one file a table: name a folder with -o")
        write_folder(export_files(opened, to), output)
        say(f"written to {output}")
    elif output is None:
        click.echo(export(opened, to), nl=False)
    else:
        write_file(output, export(opened, to))


def _stream(graph: object, to: str, output: Path | None) -> None:
    from kg.export.turtle import streamed
    from kg.files import whole_file
    from kg.store.graph import Graph

    assert isinstance(graph, Graph)
    if to != "turtle":
        raise FormatError("--stream: only Turtle can be streamed")
    if output is None:
        streamed(graph, sys.stdout.buffer)
        return
    with whole_file(output) as file:
        streamed(graph, file)
