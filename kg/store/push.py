"""Send a graph to an endpoint by the Graph Store Protocol: in batches, retried, resumable, each event a graph replaced whole.

Where the endpoint takes SPARQL updates too, a graph grows beside the one in use and takes its place at once when all of
it is there: readers see the old event or the new one. Where it does not, the first batch replaces and the others add.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox

from kg.errors import RemoteError
from kg.http import Answer
from kg.store.http import Access, refused, send

#: Statements in one request.
BATCH = 20_000
#: How often a request is tried again, and how many seconds pass before the first of these tries; each wait is twice the last.
RETRIES, FIRST_WAIT = 5, 0.5
MAX_WAIT = 30.0
_NTRIPLES = "application/n-triples"
_PASSING = {408, 425, 429, 500, 502, 503, 504}
#: What the graph that grows beside another is called.
INCOMING = "#incoming"
#: Instead of a number of batches: all have arrived, and the server was asked to put the graph in its place.
SWAPPING = -1
#: How many seconds a server is given to end the swap of an earlier push, and how often it is asked whether it has.
SWAP_TIME, SWAP_WAIT = 30.0, 0.25
#: How often a graph is sent again when the server, after an earlier swap that nobody saw end, holds something else.
TRIES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where to push: the Graph Store's address, the update service's if there is one, and how it is reached."""

    store: str
    update: str = ""
    access: Access
    batch: int = BATCH
    retries: int = RETRIES


class Progress:
    """What has arrived, in a file beside the graph, so that a push that was broken off goes on where it was.

    Of each graph at each place it holds which content was being sent, and how many batches of it have arrived, or SWAPPING.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._sent: dict[str, tuple[str, int]] = {}
        if path is not None and path.is_file():
            try:
                found = json.loads(path.read_text(encoding="utf-8"))
                self._sent = {str(k): (str(content), int(n)) for k, (content, n) in found.items()}
            except (OSError, ValueError, AttributeError, TypeError):
                # A progress file that cannot be read costs a push from the beginning, no more.
                self._sent = {}

    def sent(self, place: str) -> tuple[str, int]:
        """Return which content was last sent to a place, and how many batches of it have arrived."""
        return self._sent.get(place, ("", 0))

    def note(self, place: str, content: str, batches: int) -> None:
        """Keep that so many batches of a content have arrived; no content forgets the place."""
        self._sent[place] = (content, batches)
        self._sent = {k: v for k, v in self._sent.items() if v[0]}
        if self.path is None:
            return
        try:
            if not self._sent:
                self.path.unlink(missing_ok=True)
                return
            beside = self.path.with_name(f"{self.path.name}.part")
            beside.write_text(json.dumps(self._sent) + "\n", encoding="utf-8")
            os.replace(beside, self.path)
        except OSError:
            # Nowhere to keep it: the push itself goes on.
            self.path = None


def push(
    graphs: Iterable[tuple[ox.NamedNode, bytes]],
    target: Target,
    *,
    progress: Progress | None = None,
    said: Callable[[str, int, int], None] = lambda name, done, of: None,
) -> int:
    """Replace each named graph of an endpoint by ours; return the number of statements that these hold.

    Args:
        graphs: a graph's name, and its statements as N-Triples.
        target: where to.
        progress: what has arrived of an earlier push that was broken off.
        said: called with a graph's name, the batches sent and all batches, after each batch.

    Raises:
        RemoteError: the endpoint is down, refuses, or fails again and again.
    """
    total = 0
    for name, content in graphs:
        lines = sorted(content.splitlines(keepends=True))
        total += len(lines)
        _push_one(name, lines, target, progress or Progress(None), said)
    return total


def _push_one(
    name: ox.NamedNode,
    lines: list[bytes],
    target: Target,
    progress: Progress,
    said: Callable[[str, int, int], None],
) -> None:
    batches = [lines[i : i + target.batch] for i in range(0, len(lines), target.batch)] or [[]]
    place, content = _digest(f"{target.store} {target.update} {name.value}", []), _digest(str(target.batch), lines)
    before, arrived = progress.sent(place)
    # A server goes on with a swap whose client is gone. One that does not keep two updates apart would mix the two events,
    # and the end of the first swap would take away what grows for the second.
    doubt = arrived == SWAPPING and bool(target.update)
    if doubt:
        _await_swap(_incoming(name, before), target)
    if before != content or arrived == SWAPPING:
        arrived = 0
    if before != content:
        if before and target.update:
            drop = f"DROP SILENT GRAPH <{_incoming(name, before)}>"
            _send(target.update, "POST", target, "application/sparql-update", drop.encode())
        progress.note(place, content, 0)
    # Each content grows in a graph of its own, so that two pushes of one event never mix.
    grows = _incoming(name, content) if target.update else name.value
    for attempt in range(TRIES):
        for number in range(0 if attempt else arrived, len(batches)):
            # A batch that arrived twice is there once: a graph is a set.
            method = "POST" if number else "PUT"
            _send(_graph(target, grows), method, target, _NTRIPLES, b"".join(batches[number]))
            progress.note(place, content, number + 1)
            said(name.value, number + 1, len(batches))
        if target.update:
            progress.note(place, content, SWAPPING)
            swap = _exchange(grows, name.value) if lines else f"DROP SILENT GRAPH <{name.value}>"
            _send(target.update, "POST", target, "application/sparql-update", swap.encode())
        if not doubt or _size(name.value, target) == len(set(lines)):
            break
    else:
        raise RemoteError(
            f"{target.store}: <{name.value}> holds something else than what was sent, {TRIES} times over"
            " (does another push go on?)"
        )
    progress.note(place, "", 0)


def _graph(target: Target, name: str) -> str:
    return f"{target.store}{'&' if '?' in target.store else '?'}graph={quote(name, safe='')}"


def _await_swap(grew: str, target: Target) -> None:
    """Wait until a graph that is to take another's place has done so and is gone, or is not going to."""
    deadline, method = time.monotonic() + SWAP_TIME, "HEAD"
    while time.monotonic() < deadline:
        answer = send(_graph(target, grew), method, target.access, headers={"Accept": _NTRIPLES})
        if answer.status in {405, 501} and method == "HEAD":
            # Virtuoso knows no HEAD.
            method = "GET"
        elif not 200 <= answer.status < 300:
            return
        else:
            time.sleep(SWAP_WAIT)


def _size(name: str, target: Target) -> int:
    """Return how many statements a graph of the endpoint holds."""
    answer = send(_graph(target, name), "GET", target.access, headers={"Accept": _NTRIPLES})
    if answer.status == 404:
        return 0
    if not 200 <= answer.status < 300:
        raise refused(target.store, answer, target.access)
    return sum(1 for _ in ox.parse(answer.body, format=ox.RdfFormat.N_TRIPLES))


def _incoming(name: ox.NamedNode, content: str) -> str:
    return f"{name.value}{INCOMING}-{content[:12]}"


def _exchange(fresh: str, old: str) -> str:
    """Return the update by which a graph takes another's place.

    MOVE would say the same in a word, but Oxigraph carries it out in several steps, and a reader may come between: one
    operation is one transaction. The old statements go only where there are fresh ones: the same update sent again, after
    an answer that was lost on its way, changes nothing.
    """
    some = f"{{ SELECT ?x WHERE {{ GRAPH <{fresh}> {{ ?x ?y ?z }} }} LIMIT 1 }}"
    return (
        f"DELETE {{ GRAPH <{old}> {{ ?a ?b ?c }} }} INSERT {{ GRAPH <{old}> {{ ?s ?p ?o }} }} "
        f"WHERE {{ {{ {some} GRAPH <{old}> {{ ?a ?b ?c }} }} UNION {{ GRAPH <{fresh}> {{ ?s ?p ?o }} }} }} ;\n"
        f"DROP SILENT GRAPH <{fresh}>"
    )


def _digest(text: str, lines: list[bytes]) -> str:
    digest = hashlib.sha256(f"{text}\n".encode())
    for line in lines:
        digest.update(line)
    return digest.hexdigest()[:20]


def _send(url: str, method: str, target: Target, media_type: str, body: bytes) -> Answer:
    for wait in [*_waits(target.retries), None]:
        try:
            answer = send(url, method, target.access, headers={"Content-Type": media_type}, body=body)
        except RemoteError:
            if wait is None:
                raise
            time.sleep(wait)
            continue
        if 200 <= answer.status < 300:
            return answer
        if answer.status not in _PASSING or wait is None:
            raise refused(url, answer, target.access)
        asked = float(answer.retry_after) if answer.retry_after.isdecimal() else 0.0
        time.sleep(min(max(wait, asked), MAX_WAIT))
    raise AssertionError("the last try returns or raises")


def _waits(retries: int) -> Iterator[float]:
    for number in range(retries):
        yield min(FIRST_WAIT * 2**number, MAX_WAIT)
