"""The process that loads the graph once and forks the workers from itself, so that a killed one is replaced in a moment.

Run as `python -m kg.serve.nursery DESCRIPTOR MEMORY GRAPH`; it takes the ends of connections by the descriptor.
"""

from __future__ import annotations

import gc
import os
import signal
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox

from kg.errors import KgError
from kg.serve.worker import serve_jobs
from kg.store.open import GRAPH_FILE, is_store, open_store

_READY, _WORD = b"ready", 4096


def main() -> None:
    """Load, say so, and fork a worker for each connection that arrives; end when the server is gone."""
    control = socket.socket(fileno=int(sys.argv[1]))
    memory, place = int(sys.argv[2]), sys.argv[3]
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        opened = _opener(place)
    except KgError as error:
        control.send(str(error).encode()[:_WORD])
        return
    gc.freeze()
    control.send(_READY)
    while True:
        message, descriptors, _, _ = socket.recv_fds(control, 1, 1)
        if not message:
            return
        child = os.fork()
        if child == 0:
            control.close()
            _work(opened, descriptors[0], memory)
        os.close(descriptors[0])
        control.send(child.to_bytes(8, "big"))


def _opener(place: str) -> Callable[[], ox.Store]:
    """Return how a worker gets its store: what is in memory it inherits, a store on disk it opens itself."""
    path = Path(place)
    on_disk = path.is_dir() and is_store(path) and not (path / GRAPH_FILE).is_file()
    store = open_store(place)
    if not on_disk:
        return lambda: store
    # RocksDB has threads, and threads do not outlive a fork.
    del store
    return lambda: open_store(place)


def _work(opened: Callable[[], ox.Store], descriptor: int, memory: int) -> None:
    status = 1
    try:
        serve_jobs(opened(), socket.socket(fileno=descriptor), memory)
        status = 0
    except (BrokenPipeError, ConnectionError, KgError):
        # The server is gone, or the store is: there is nobody to tell.
        status = 0
    finally:
        os._exit(status)


if __name__ == "__main__":
    main()
