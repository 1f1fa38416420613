"""A server on an address of this machine: the socket it listens at, and how its connections are bounded."""

from __future__ import annotations

import socket

import uvicorn
from starlette.applications import Starlette

from kg.errors import GraphError
from kg.http import LOOPBACK
from kg.serve.connections import TAKEN, Listener, bounded_connections

#: The names by which a browser calls an address that no other machine reaches.
LOOPBACK_NAMES = (*sorted(LOOPBACK), "[::1]")
#: Seconds that what is being answered has when the server is to end.
GRACE = 2


def listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens already: who connects while a graph is loaded waits, and is not turned away.

    Raises:
        GraphError: the address is taken, or none of this machine's.
    """
    listener = Listener(socket.AF_INET6 if ":" in host else socket.AF_INET)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen()
    except OSError as error:
        listener.close()
        raise GraphError(
            f"{host}:{port}: cannot listen there ({error.strerror or error}; choose another --port)"
        ) from None
    return listener


def address(host: str, listener: socket.socket) -> str:
    """Return what to type into a browser, with a slash at the end."""
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{listener.getsockname()[1]}/"


def serve(app: Starlette, listener: socket.socket, connections: int) -> None:
    """Answer until Ctrl-C.

    Args:
        app: the application; its lifespan, if it has one, begins and ends with the server.
        listener: where it listens.
        connections: how many there may be at once.
    """
    config = uvicorn.Config(
        app,
        http=bounded_connections(connections),
        backlog=TAKEN,
        log_level="error",
        access_log=False,
        server_header=False,
        lifespan="on",
        ws="none",
        timeout_graceful_shutdown=GRACE,
    )
    uvicorn.Server(config).run(sockets=[listener])
