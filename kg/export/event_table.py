"""The event itself as a row: what the other tables do not say."""

from __future__ import annotations

from kg.store.graph import Graph
from kg.tables.columns import EVENT_COLUMNS, Row, local

_QUERY = (
    "SELECT ?id ?title ?date ?place ?source ?language { ?id a kg:Event ; rdfs:label ?title"
    " OPTIONAL { ?id schema:startDate ?date } OPTIONAL { ?id schema:location ?place }"
    " OPTIONAL { ?id dcterms:source ?source } OPTIONAL { ?id schema:inLanguage ?language } } ORDER BY ?id"
)


def event_rows(graph: Graph) -> list[Row]:
    """Return one row an event, with the columns of EVENT_COLUMNS."""
    rows = graph.select(_QUERY).rows
    return [{c: local(row["id"]) if c == "id" else str(row[c] or "") for c in EVENT_COLUMNS} for row in rows]
