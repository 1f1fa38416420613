"""kg serve: SPARQL endpoint and explorer on loopback."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.output import events_option, say
from kg.errors import GraphError, of_extra

_NEEDED = "serve: needs starlette and uvicorn (pip install 'panel-kg[serve]')"
#: Connections of one person's browser.
_EDITORS = 32


@click.command()
@click.argument("graph")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free one.")
@click.option("--timeout", default=10.0, show_default=True, type=click.FloatRange(min=0.1), help="Seconds for a query.")
@click.option("--max-rows", default=100_000, show_default=True, type=click.IntRange(min=1), help="Rows of an answer.")
@click.option("--max-body", default=1 << 20, show_default=True, type=click.IntRange(min=1), help="Bytes of a request.")
@click.option("--workers", default=8, show_default=True, type=click.IntRange(min=1), help="Queries that run at once.")
@click.option("--allow-origin", default="", metavar="ORIGIN", help="Let pages of this origin ask (`*`: of any).")
@click.option(
    "--edit", is_flag=True, help="Review GRAPH, an event folder: the page saves corrections.yaml and builds anew."
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="With --edit, where the build goes.")
@events_option
def command(
    *,
    graph: str,
    host: str,
    port: int,
    timeout: float,
    max_rows: int,
    max_body: int,
    workers: int,
    allow_origin: str,
    edit: bool,
    output: Path | None,
    events: tuple[str, ...],
) -> None:
    """Serve GRAPH, read-only: the explorer at /, SPARQL at /sparql, a description at /.well-known/void.

    GRAPH is what `kg query` takes, but for endpoints; or a corpus, whose pages are at / and whose store (kg corpus load
    CORPUS --store CORPUS/store) has the explorer of each event and answers SPARQL. Each query runs in a process of its own and is ended when its time is over; SERVICE is refused, and
    FROM takes only graphs that are here.

    With --edit, GRAPH is an event folder: the address that is printed opens its page, whose Review saves corrections.yaml
    into the folder and builds the event anew. Only this machine reaches it, and only by that address.
    """
    if output and not edit:
        raise click.UsageError("-o says where --edit builds to")
    if edit:
        _edit(Path(graph), output, host, port)
        return
    listen = of_extra("kg.serve.listen", _NEEDED)
    from kg.http import LOOPBACK
    from kg.serve.app import application
    from kg.serve.connections import most_connections
    from kg.serve.limits import Limits
    from kg.serve.pool import Pool

    store, site = _places(graph)
    pool = Pool(store, Limits(timeout=timeout, rows=max_rows, body=max_body, workers=workers), events)
    with listen.listening(host, port) as listener:
        pool.load()
        hosts = listen.LOOPBACK_NAMES if host in LOOPBACK else ("*",)
        say(f"{listen.address(host, listener)} serves {graph} (Ctrl-C ends it)")
        app = application(pool, hosts=hosts, allow_origin=allow_origin, site=site)
        listen.serve(app, listener, most_connections(workers))


def _places(graph: str) -> tuple[str, Path | None]:
    """Return the graph that is asked, and of a corpus the folder of its pages; what the store of one lacks is told.

    Raises:
        GraphError: a corpus was not loaded into a store yet.
    """
    from kg.corpus.layout import STORE, is_corpus

    place = Path(graph)
    if not is_corpus(place):
        return graph, None
    from kg.corpus.folder import Corpus
    from kg.corpus.load import unloaded
    from kg.corpus.page import fresh_site

    corpus, store = Corpus.open(place), place / STORE
    load = f"kg corpus load {place} --store {store}"
    if not store.is_dir():
        raise GraphError(f"{place}: has no store yet ({load})")
    if lacking := unloaded(corpus, store):
        say(f"{store}: lacks {len(lacking)} of {len(corpus.events())} events, such as {lacking[0]} ({load})")
    return str(store), fresh_site(corpus)


def _edit(folder: Path, output: Path | None, host: str, port: int) -> None:
    listen = of_extra("kg.serve.listen", _NEEDED)
    from kg.editing.app import application, new_token
    from kg.editing.desk import Desk
    from kg.http import LOOPBACK

    if host not in LOOPBACK:
        raise click.UsageError("--edit listens on this machine alone (leave --host out)")
    desk, token = Desk(folder, output), new_token()
    with listen.listening(host, port) as listener:
        say(f"{listen.address(host, listener)}edit/{token}/ reviews {folder} (Ctrl-C ends it)")
        listen.serve(application(desk, token, hosts=listen.LOOPBACK_NAMES), listener, _EDITORS)
