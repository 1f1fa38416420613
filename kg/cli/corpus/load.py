"""kg corpus load: a corpus into a store that answers SPARQL."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.output import say


@click.command()
@click.argument("corpus", type=click.Path(path_type=Path))
@click.option("--store", type=click.Path(path_type=Path), help="A store on disk, for kg query and kg serve.")
@click.option("--to", "endpoint", metavar="URL", help="A Graph Store (such as http://localhost:7878/store).")
@click.option("--user", default="", metavar="NAME", help="For --to; the password is taken from KG_PASSWORD.")
@click.option(
    "--script",
    "store_kind",
    type=click.Choice(["virtuoso", "qlever", "oxigraph"]),
    help="Write the commands by which this store loads the packed graphs.",
)
def command(*, corpus: Path, store: Path | None, endpoint: str | None, user: str, store_kind: str | None) -> None:
    """Load CORPUS into a store on disk, or an endpoint, each event a named graph; or write a store's loader script.

    What the store has of an event is replaced. Who is who goes along as a graph of its own (…/authority/people).
    """
    from kg.corpus.folder import Corpus
    from kg.corpus.load import named_graphs, script

    if sum(map(bool, (store, endpoint, store_kind))) != 1:
        raise click.UsageError("say where to: --store, --to or --script")
    opened = Corpus.open(corpus)
    if store_kind:
        click.echo(script(corpus, store_kind), nl=False)
    elif store:
        from kg.store.disk import write_events

        write_events(store, named_graphs(opened), replace=True)
        say(f"{len(opened.events())} events written to {store}")
    else:
        from kg.store.http import Access
        from kg.store.push import Progress, Target, push

        assert endpoint is not None
        target = Target(store=endpoint, update="", access=Access.of(user, 60.0), batch=20_000, retries=5)
        progress = Progress(corpus.absolute().with_name(f".{corpus.name}.push.json"))
        total = push(named_graphs(opened), target, progress=progress, said=lambda *_: None)
        say(f"{total} statements are at {endpoint}")
