"""The tables: every row read back from RDF, so that any graph of ours gives the same tables, however it came here."""

from __future__ import annotations

from collections.abc import Callable

from kg.store.engine import Source
from kg.store.parts import Part, parts
from kg.store.tables import statements, things
from kg.store.tables.reader import Reader
from kg.tables.columns import TABLES, Row, fitted

#: Table → how it is read.
_READ: dict[str, Callable[[Reader], list[Row]]] = {
    "events": things.events,
    "utterances": statements.utterances,
    "claims": statements.claims,
    "stances": statements.stances,
    "evidence": statements.evidence,
    "relations": statements.relations,
    "mentions": statements.mentions,
    "references": statements.references,
    "speakers": lambda r: things.people(r, "kg:Speaker"),
    "people": lambda r: things.people(r, "foaf:Person"),
    "organizations": lambda r: things.things(r, "kg:Organization"),
    "products": lambda r: things.things(r, "kg:Product"),
    "concepts": things.concepts,
    "questions": things.questions,
    "propositions": things.propositions,
}


def all_tables(source: Source) -> dict[str, list[Row]]:
    """Return table name → rows, event by event; each row has exactly the columns of TABLES, and begins with its event.

    No value is None but numbers and truth values left out; lists are tuples.
    """
    tables: dict[str, list[Row]] = {name: [] for name in TABLES}
    for part in parts(source):
        for name, rows in event_tables(part).items():
            tables[name] += rows
    return tables


def event_tables(part: Part) -> dict[str, list[Row]]:
    """Return table name → rows of one event."""
    reader, event = Reader(part), {"event": part.event}
    return {name: [fitted(row | event, columns) for row in _READ[name](reader)] for name, columns in TABLES.items()}
