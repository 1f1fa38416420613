"""kg serve: SPARQL endpoint and explorer on loopback."""

from __future__ import annotations

import socket
from pathlib import Path

import click

from kg.cli.output import events_option, say
from kg.errors import GraphError, MissingExtraError

_LOOPBACK = ("localhost", "127.0.0.1", "::1")
#: Seconds that what is being answered has when the server is to end.
GRACE = 2
#: Connections of one person's browser.
_EDITORS = 32
_LOOPBACK_NAMES = (*_LOOPBACK, "[::1]")


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

    GRAPH is what `kg query` takes, but for endpoints; or a corpus, whose store is served (kg corpus load CORPUS --store CORPUS/store). Each query runs in a process of its own and is ended when its time
    is over; SERVICE is refused, and FROM takes only graphs that are here.

    With --edit, GRAPH is an event folder: the address that is printed opens its page, whose Review saves corrections.yaml
    into the folder and builds the event anew. Only this machine reaches it, and only by that address.
    """
    if output and not edit:
        raise click.UsageError("-o says where --edit builds to")
    if edit:
        _edit(Path(graph), output, host, port)
        return
    try:
        import uvicorn

        from kg.serve.app import application
        from kg.serve.connections import TAKEN, bounded_connections, most_connections
    except ImportError:
        raise MissingExtraError("serve: needs starlette and uvicorn (pip install 'panel-kg[serve]')") from None
    from kg.serve.limits import Limits
    from kg.serve.pool import Pool

    pool = Pool(_place(graph), Limits(timeout=timeout, rows=max_rows, body=max_body, workers=workers), events)
    with _listening(host, port) as listener:
        pool.load()
        hosts = _LOOPBACK_NAMES if host in _LOOPBACK else ("*",)
        app = application(pool, hosts=hosts, allow_origin=allow_origin)
        shown = f"[{host}]" if ":" in host else host
        say(f"http://{shown}:{listener.getsockname()[1]}/ serves {graph} (Ctrl-C ends it)")
        most = most_connections(workers)
        config = uvicorn.Config(
            app,
            http=bounded_connections(most),
            backlog=TAKEN,
            log_level="error",
            access_log=False,
            server_header=False,
            lifespan="on",
            ws="none",
            timeout_graceful_shutdown=GRACE,
        )
        uvicorn.Server(config).run(sockets=[listener])


def _place(graph: str) -> str:
    """Return what is served: of a corpus the store that it was loaded into."""
    if not (Path(graph) / "corpus.yaml").is_file():
        return graph
    store = Path(graph) / "store"
    if not store.is_dir():
        raise GraphError(f"{graph}: has no store yet (kg corpus load {graph} --store {store})")
    return str(store)


def _edit(folder: Path, output: Path | None, host: str, port: int) -> None:
    if host not in _LOOPBACK:
        raise click.UsageError("--edit listens on this machine alone (leave --host out)")
    try:
        import uvicorn

        from kg.editing.app import application, new_token
        from kg.serve.connections import TAKEN, bounded_connections
    except ImportError:
        raise MissingExtraError("serve: needs starlette and uvicorn (pip install 'panel-kg[serve]')") from None
    from kg.editing.desk import Desk

    desk, token = Desk(folder, output), new_token()
    with _listening(host, port) as listener:
        shown = f"[{host}]" if ":" in host else host
        say(f"http://{shown}:{listener.getsockname()[1]}/edit/{token}/ reviews {folder} (Ctrl-C ends it)")
        config = uvicorn.Config(
            application(desk, token, hosts=_LOOPBACK_NAMES),
            http=bounded_connections(_EDITORS),
            backlog=TAKEN,
            log_level="error",
            access_log=False,
            server_header=False,
            ws="none",
            timeout_graceful_shutdown=GRACE,
        )
        uvicorn.Server(config).run(sockets=[listener])


def _listening(host: str, port: int) -> socket.socket:
    from kg.serve.connections import Listener

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = Listener(family)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        # Who connects while the graph is loaded waits, and is not turned away.
        listener.listen()
    except OSError as error:
        listener.close()
        raise GraphError(
            f"{host}:{port}: cannot listen there ({error.strerror or error}; choose another --port)"
        ) from None
    return listener
