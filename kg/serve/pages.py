"""The list of the events of a store, for a server of more than one page could show."""

from __future__ import annotations

import html
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

_HERE = Path(__file__).parent


def index_page(events: Mapping[str, str], triples: int) -> bytes:
    """Return the page of a store with several events, or of a graph too large for the explorer."""
    items = "".join(
        f'<li><a href="/?event={quote(iri, safe="")}">{html.escape(label)}</a>'
        f' (<a href="/sparql?event={quote(iri, safe="")}">ask</a>)</li>'
        for iri, label in events.items()
    )
    template = (_HERE / "index_page.html").read_text(encoding="utf-8")
    return template.replace("EVENTS", items).replace("TRIPLES", str(triples)).encode()
