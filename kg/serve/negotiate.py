"""Content negotiation: which of our formats a client likes best."""

from __future__ import annotations

from collections.abc import Iterable

#: Media type → the name that a worker knows the syntax by. The first is what a client gets that takes anything.
ROWS = {
    "application/sparql-results+json": "json",
    "application/json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
TRIPLES = {
    "text/turtle": "ttl",
    "application/n-triples": "nt",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdf",
}
HTML = "text/html"


def best(accept: str, offered: Iterable[str]) -> str | None:
    """Return the offered media type that an Accept header likes best, or None when it takes none of them.

    Among equals the one that is offered first wins.

    >>> best("text/csv;q=0.5, application/*", ROWS)
    'application/sparql-results+json'
    >>> best("image/png", ROWS) is None
    True
    """
    wishes = list(_wishes(accept or "*/*"))
    chosen, chosen_quality = None, 0.0
    for media_type in offered:
        quality = _quality(media_type, wishes)
        if quality > chosen_quality:
            chosen, chosen_quality = media_type, quality
    return chosen


def _wishes(accept: str) -> Iterable[tuple[str, float]]:
    for entry in accept.split(","):
        name, *parameters = (p.strip().lower() for p in entry.split(";"))
        quality = 1.0
        for parameter in parameters:
            if parameter.startswith("q="):
                try:
                    quality = min(1.0, max(0.0, float(parameter[2:])))
                except ValueError:
                    quality = 0.0
        if name:
            yield name, quality


def _quality(media_type: str, wishes: list[tuple[str, float]]) -> float:
    # The most exact wish that fits says how much a type is liked: `text/csv;q=0, */*` does not take CSV.
    for pattern in (media_type, media_type.split("/", maxsplit=1)[0] + "/*", "*/*"):
        found = [quality for name, quality in wishes if name == pattern]
        if found:
            return max(found)
    return 0.0
