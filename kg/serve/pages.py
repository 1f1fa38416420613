"""The pages of the server that are not the explorer: the query page, and the list of events."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from kg.resources import shipped_queries
from kg.store.shipped import describe

_HERE = Path(__file__).parent
_START = "SELECT ?speaker ?claim WHERE {\n  ?c a kg:Claim ; kg:speaker/rdfs:label ?speaker ; rdfs:label ?claim .\n} LIMIT 20\n"


def query_page() -> bytes:
    """Return the page that asks the endpoint, with the shipped queries to begin from."""
    examples = [{"name": "First claims", "query": _START}]
    examples += [
        {"name": describe(path)["question"], "query": path.read_text(encoding="utf-8")} for path in shipped_queries()
    ]
    template = (_HERE / "query_page.html").read_text(encoding="utf-8")
    # Inside a script element only `</` and `<!--` could end what is data.
    data = json.dumps(examples, ensure_ascii=False).replace("<", "\\u003c")
    return template.replace("EXAMPLES", data).encode()


def index_page(events: Mapping[str, str], triples: int) -> bytes:
    """Return the page of a store with several events, or of a graph too large for the explorer."""
    items = "".join(
        f'<li><a href="/?event={quote(iri, safe="")}">{html.escape(label)}</a>'
        f' (<a href="/sparql#{quote(iri, safe="")}">ask</a>)</li>'
        for iri, label in events.items()
    )
    template = (_HERE / "index_page.html").read_text(encoding="utf-8")
    return template.replace("EVENTS", items).replace("TRIPLES", str(triples)).encode()
