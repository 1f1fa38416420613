"""The process that loads the graph once and forks the workers from itself, so that a killed one is replaced in a moment.

Run as `python -m kg.serve.nursery DESCRIPTOR MEMORY GRAPH EVENT…`. By the descriptor come the ends of connections, each of
which gets a worker, and the numbers of workers to be ended; each is answered before the next may come.
"""

from __future__ import annotations

import gc
import os
import signal
import socket
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pyoxigraph as ox

from kg.errors import KgError
from kg.serve.dataset import with_named_graph
from kg.serve.worker import serve_jobs
from kg.store.disk import current_state, open_state
from kg.store.open import GRAPH_FILE, is_store, open_store
from kg.store.parts import chosen

_READY, _WORD = b"ready ", 4096


def main() -> None:
    """Load, say so, and fork a worker for each connection that arrives; end when the server is gone."""
    control = socket.socket(fileno=int(sys.argv[1]))
    memory, place, *events = int(sys.argv[2]), *sys.argv[3:]
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        opened, state = _opener(place, events)
    except KgError as error:
        control.send(str(error).encode()[:_WORD])
        return
    gc.freeze()
    control.send(_READY + state.encode())
    children: set[int] = set()
    while True:
        message, descriptors, _, _ = socket.recv_fds(control, _WORD, 1)
        if not message:
            for child in children:
                _end(child)
            return
        if descriptors:
            child = os.fork()
            if child == 0:
                control.close()
                _work(opened, descriptors[0], memory)
            os.close(descriptors[0])
            children.add(child)
            control.send(child.to_bytes(8, "big"))
        else:
            child = int.from_bytes(message, "big")
            _end(child)
            children.discard(child)
            control.send(message)


def _end(child: int) -> None:
    # Nobody else waits for a child, so its number is not given to another process before it is waited for here.
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def _opener(place: str, events: Sequence[str]) -> tuple[Callable[[], ox.Store], str]:
    """Return how a worker gets its store, and its state: what is in memory it inherits, a store on disk it opens itself."""
    path = Path(place)
    if events:
        state = current_state(path)
        part = with_named_graph(chosen(open_store(place), events))
        return lambda: part, state
    if path.is_dir() and is_store(path) and not (path / GRAPH_FILE).is_file():
        # All workers open the same state, also those that are forked after a build.
        open_store(place)
        state = current_state(path)
        open_state(path, state)
        # RocksDB has threads, and threads do not outlive a fork: each worker opens the store anew.
        return lambda: open_state(path, state), state
    store = with_named_graph(open_store(place))
    return lambda: store, ""


def _work(opened: Callable[[], ox.Store], descriptor: int, memory: int) -> None:
    status = 1
    try:
        serve_jobs(opened, socket.socket(fileno=descriptor), memory)
        status = 0
    except (BrokenPipeError, ConnectionError, KgError):
        # The server is gone, or the store is: there is nobody to tell.
        status = 0
    finally:
        os._exit(status)


if __name__ == "__main__":
    main()
