"""How much one query may take."""

from __future__ import annotations

from dataclasses import dataclass

#: Less than this is not enough for an answer of the greatest length.
LEAST_MEMORY = 256 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds for each query, and how many run at once.

    `timeout` and `queue` are seconds (running, and waiting for a worker); `rows` counts solutions or triples; `body` and
    `answer` are bytes of the request and of the answer; `total` is what all queries that run at once may take beside the
    graph, in bytes.
    """

    timeout: float = 10.0
    queue: float = 30.0
    rows: int = 100_000
    body: int = 1 << 20
    answer: int = 64 << 20
    total: int = 1 << 30
    workers: int = 8

    @property
    def memory(self) -> int:
        """Bytes that one query may take beside the graph: its share of the total, and never too few to answer at all."""
        return max(self.total // self.workers, LEAST_MEMORY)
