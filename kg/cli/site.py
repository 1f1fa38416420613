"""kg site: a page and the data of every identifier, as files for any web server."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.output import events_option, say


@click.command()
@click.argument("graph")
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="The folder to write.")
@click.option(
    "--address", default="https://www.example.org/panels/", show_default=True, help="Where the site will stand."
)
@events_option
def command(graph: str, output: Path, address: str, events: tuple[str, ...]) -> None:
    """Write what `kg serve` answers to each identifier of GRAPH as static files.

    A page a thing with its Turtle and JSON-LD beside it, graph.ttl, the ontology, the VoID, an .htaccess that answers
    as Accept asks, and a folder for w3id.org that redirects the identifiers to where the site stands.
    """
    from kg.files import check_apart, write_folder
    from kg.linked.site import site_files
    from kg.store.graph import Graph
    from kg.store.open import read_from

    check_apart(read_from(graph), output)
    files = dict(site_files(Graph.open(graph, events=events), address if address.endswith("/") else f"{address}/"))
    write_folder(files, output)
    say(f"{len(files):,} files written to {output}")
