"""kg push: a graph to an endpoint, each event a named graph replaced whole."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.output import events_option, say


@click.command()
@click.argument("source", metavar="GRAPH", type=click.Path(path_type=Path))
@click.argument("endpoint", metavar="ENDPOINT")
@click.option(
    "--update",
    default="",
    metavar="URL",
    help="The update service: the new graph then takes the old one's place at once.",
)
@click.option("--user", default="", metavar="NAME", help="The password is taken from KG_PASSWORD.")
@click.option(
    "--batch", type=click.IntRange(min=1), default=20_000, show_default=True, help="Statements in one request."
)
@click.option(
    "--retries", type=click.IntRange(min=0), default=5, show_default=True, help="Tries after a failure that may pass."
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0.1),
    default=60.0,
    show_default=True,
    metavar="SECONDS",
    help="For one request.",
)
@events_option
def command(
    *,
    source: Path,
    endpoint: str,
    update: str,
    user: str,
    batch: int,
    retries: int,
    timeout: float,
    events: tuple[str, ...],
) -> None:
    """Send GRAPH to the Graph Store of ENDPOINT, such as http://localhost:7878/store.

    GRAPH is an event's output, an RDF or xAIF file, a store on disk or an event folder. Each event becomes the named
    graph of its IRI, and replaces what the endpoint had there. A push that was broken off goes on where it was when it
    is called again; what has arrived is noted in a file beside GRAPH until all has.
    """
    from kg.pipeline import named_graphs
    from kg.store.http import Access
    from kg.store.push import Progress, Target, push

    target = Target(store=endpoint, update=update, access=Access.of(user, timeout), batch=batch, retries=retries)
    place = source.absolute()

    def said(name: str, done: int, of: int) -> None:
        if of > 1:
            say(f"{name}  {done} of {of} batches")

    progress = Progress(place.with_name(f".{place.name}.push.json"))
    total = push(named_graphs([source], events=events), target, progress=progress, said=said)
    say(f"{total} statements are at {endpoint}")
