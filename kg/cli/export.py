"""kg export: a graph in another format."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.output import say
from kg.errors import FormatError, SourceError

#: The names of kg.export.FORMATS, so that help needs no import of them; a test holds the two together.
NAMES = (
    "turtle",
    "ntriples",
    "nquads",
    "trig",
    "jsonld",
    "rdfxml",
    "graphml",
    "gexf",
    "csv",
    "parquet",
    "xaif",
    "argdown",
)


@click.command()
@click.argument("graph")
@click.option("--to", "to", type=click.Choice(NAMES), required=True, help="The format.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Where to write; a folder for csv and parquet.")
@click.option("--event", "events", multiple=True, metavar="ID", help="Only this event of a store; repeatable.")
@click.option("--stream", is_flag=True, help="Turtle as fast as the store gives it, not sorted.")
def command(graph: str, to: str, output: Path | None, events: tuple[str, ...], stream: bool) -> None:
    """Write GRAPH in another format.

    GRAPH is an RDF file, an event's output, a folder of its tables (edited or not), an xAIF file, a store on disk, or
    an endpoint's address. One document goes to stdout unless -o names a file; csv and parquet need -o, a folder.
    """
    from kg.export import export, export_files, format_named
    from kg.store.graph import Graph

    opened = Graph.open(graph, events=events)
    if stream:
        _stream(opened, to, output)
    elif format_named(to).folder:
        if output is None:
            raise FormatError(f"{to}: makes one file a table: name a folder with -o")
        _write({output / name: content for name, content in export_files(opened, to).items()})
        say(f"written to {output}")
    elif output is None:
        click.echo(export(opened, to), nl=False)
    else:
        _write({output: export(opened, to)})


def _stream(graph: object, to: str, output: Path | None) -> None:
    from kg.export.turtle import streamed
    from kg.store.graph import Graph

    assert isinstance(graph, Graph)
    if to != "turtle":
        raise FormatError("--stream: only Turtle can be streamed")
    if output is None:
        streamed(graph, sys.stdout.buffer)
        return
    beside = output.with_name(f".{output.name}.part")
    try:
        with beside.open("wb") as file:
            streamed(graph, file)
        beside.replace(output)
    except OSError as error:
        raise SourceError(f"{output}: cannot be written ({error.strerror or error})") from None


def _write(files: dict[Path, bytes]) -> None:
    # Each file is written beside and moved into place, so that no reader sees half of one.
    for path, content in files.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            beside = path.with_name(f".{path.name}.part")
            beside.write_bytes(content)
            beside.replace(path)
        except OSError as error:
            raise SourceError(f"{path}: cannot be written ({error.strerror or error})") from None
