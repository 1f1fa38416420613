"""kg render: the explorer page of a graph, or one of its views as a picture."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.complete import event_ids
from kg.cli.output import say

FORMATS = ("html", "svg", "png")


@click.command()
@click.argument("graph")
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="The file to write.")
@click.option(
    "--event",
    default="",
    metavar="ID",
    shell_complete=event_ids,
    help="Which event, where the graph holds several.",
)
@click.option("--title", default="", help="The page's title; by default the event's own.")
@click.option("--without-sparql", is_flag=True, help="Leave the SPARQL console out of the page (2 MB less).")
@click.option("--to", "to", type=click.Choice(FORMATS), help="By default what the file's ending says, else html.")
@click.option(
    "--view",
    type=click.Choice(("overview", "matrix")),
    default="matrix",
    show_default=True,
    help="Which view a picture shows.",
)
def command(  # noqa: PLR0917 - click hands each option over by name
    graph: str, output: Path, event: str, title: str, without_sparql: bool, to: str | None, view: str
) -> None:
    """Write the explorer page of GRAPH (a Turtle file, an event's output, a store on disk, a corpus) as one HTML file.

    With --to svg or --to png the matrix or the overview as a picture, for a slide or a paper.
    """
    from kg.corpus.layout import is_corpus
    from kg.files import check_apart, write_file
    from kg.store.graph import Graph
    from kg.store.open import read_from

    if is_corpus(Path(graph)):
        from kg.corpus.folder import Corpus
        from kg.corpus.load import event_graph

        opened = event_graph(Corpus.open(Path(graph)), event)
    else:
        check_apart(read_from(graph), output)
        opened = Graph.open(graph, events=[event] if event else ())
    to = to or (output.suffix.lower().lstrip(".") if output.suffix.lower().lstrip(".") in FORMATS else "html")
    if to == "html":
        from kg.rendering import page

        content = page(opened, title=title, sparql=not without_sparql)
    else:
        from kg.rendering.picture import picture

        content = picture(opened, view=view, to=to, title=title)
    write_file(output, content)
    say(f"written to {output} ({len(content):,} bytes)")
