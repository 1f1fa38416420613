"""A query of an assistant: checked against the vocabulary, run by a worker that can be ended, its rows in bounds."""

from __future__ import annotations

import asyncio
import json
import tempfile
from pathlib import Path
from typing import Any

from kg.assistant.facts import Row
from kg.serve.limits import Limits
from kg.serve.pool import Pool
from kg.store.engine import PREFIXES
from kg.store.graph import Graph
from kg.store.sparql_text import form, tokens

#: Seconds and rows that a query may take.
SECONDS, ROWS = 5.0, 1_000
#: The status of an answer.
OK = 200


def warnings(sparql: str) -> list[str]:
    """Return what is doubtful in a query that can be run.

    >>> warnings("SELECT ?s { ?s ?p ?o } LIMIT 5")
    ['LIMIT without ORDER BY: which rows come is left to chance (add ORDER BY)']
    """
    words = [t.upper() for t in _texts(sparql)]
    text = f" {' '.join(words)} "
    if " LIMIT " in text and " ORDER " not in text:
        return ["LIMIT without ORDER BY: which rows come is left to chance (add ORDER BY)"]
    return []


def _texts(sparql: str) -> list[str]:
    """Return the words of a query, without its strings and comments."""
    return [t.text for t in tokens(sparql) if t.kind != "string"]


class Asker:
    """Runs queries on a graph in a process of its own, which is ended when it takes too long."""

    def __init__(self) -> None:
        self._pool: Pool | None = None
        self._graph: Graph | None = None
        self._asking = asyncio.Lock()
        self._place: tempfile.TemporaryDirectory[str] | None = None

    async def ask(self, graph: Graph, sparql: str) -> tuple[int, Any]:
        """Return a status as in HTTP, and rows or a line on what is wrong.

        Args:
            graph: what is asked; the worker is started anew when it is another one.
            sparql: SELECT, ASK, CONSTRUCT or DESCRIBE.
        """
        kind = "ttl" if form(sparql) in {"CONSTRUCT", "DESCRIBE"} else "json"
        job = {
            "kind": "query",
            "query": sparql,
            "default": [],
            "named": [],
            "format": kind,
            "rows": ROWS,
            "bytes": 4 << 20,
        }
        # There is one worker: who asks of another graph waits until it has answered, before it is ended.
        async with self._asking:
            if self._pool is None or self._graph is not graph:
                await self.stop()
                self._pool, self._graph = await self._started(graph), graph
            reply = await self._pool.ask(job)
        body = reply.body.decode("utf-8", "replace")
        if reply.status != OK or kind == "ttl":
            return reply.status, body.strip()
        return OK, _rows(json.loads(body))

    async def _started(self, graph: Graph) -> Pool:
        self._place = tempfile.TemporaryDirectory()
        place = Path(self._place.name) / "graph.ttl"
        place.write_bytes(graph.serialize())
        pool = Pool(str(place), Limits(timeout=SECONDS, rows=ROWS, workers=1))
        await asyncio.to_thread(pool.load)
        await pool.start()
        return pool

    async def stop(self) -> None:
        """End the worker."""
        if self._pool is not None:
            await self._pool.stop()
        if self._place is not None:
            self._place.cleanup()
        self._pool = self._graph = self._place = None


def _rows(found: dict[str, Any]) -> Any:
    if "boolean" in found:
        return found["boolean"]
    return [{k: _value(v) for k, v in row.items()} for row in found["results"]["bindings"]]


def _value(term: Row) -> Any:
    text, datatype = term["value"], term.get("datatype", "").rpartition("#")[2]
    if datatype in {"integer", "int", "long"}:
        return int(text)
    if datatype in {"decimal", "double", "float"}:
        return float(text)
    if datatype == "boolean":
        return text in {"true", "1"}
    for prefix, space in PREFIXES.items():
        if term["type"] == "uri" and text.startswith(space):
            return f"{prefix}:{text[len(space) :]}"
    return text
