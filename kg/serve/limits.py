"""How much one query may take."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds for each query, and how many run at once.

    `timeout` and `queue` are seconds (running, and waiting for a worker); `rows` counts solutions or triples; `body` and
    `answer` are bytes of the request and of the answer; `memory` is what one query may take beside the graph.
    """

    timeout: float = 10.0
    queue: float = 30.0
    rows: int = 100_000
    body: int = 1 << 20
    answer: int = 64 << 20
    memory: int = 1 << 30
    workers: int = 8
