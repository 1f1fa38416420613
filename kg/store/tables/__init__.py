"""The tables: every row read back from RDF, so that any graph of ours gives the same tables, however it came here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kg.store.engine import Source
from kg.store.parts import Part, parts
from kg.store.tables import derived
from kg.store.tables.reader import Reader
from kg.tables.columns import TABLES, Row, fitted


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What the rows of a table are: things of a class, in the order of some property paths, and what is derived for them."""

    cls: str
    order: tuple[str, ...] = ()
    derived: Callable[[Reader, Iterable[Row]], list[Row]] | None = None


_PLACE = ("kg:start", "kg:end")
#: Table → what its rows are; what they hold, its columns say.
KINDS: dict[str, Kind] = {
    "events": Kind(cls="kg:Event", derived=derived.called_as_the_event),
    "utterances": Kind(cls="kg:Utterance", order=("kg:index",)),
    "sections": Kind(cls="kg:Section", order=("kg:index",)),
    "claims": Kind(cls="kg:Claim", order=_PLACE),
    "stances": Kind(cls="kg:Stance", derived=derived.by_question),
    "evidence": Kind(cls="kg:Evidence", order=("^kg:shownBy", "kg:claim/kg:start")),
    "relations": Kind(cls="kg:Relation", order=("kg:fromClaim/kg:start",)),
    "mentions": Kind(cls="kg:Mention", order=_PLACE),
    "references": Kind(cls="kg:Reference", order=_PLACE),
    "decisions": Kind(cls="kg:Decision", order=_PLACE),
    "polls": Kind(cls="kg:Poll", order=_PLACE),
    "speakers": Kind(cls="kg:Speaker", derived=derived.with_memberships),
    "people": Kind(cls="foaf:Person", derived=derived.with_memberships),
    "organizations": Kind(cls="kg:Organization"),
    "places": Kind(cls="kg:Place"),
    "works": Kind(cls="kg:Work"),
    "products": Kind(cls="kg:Product"),
    "concepts": Kind(cls="kg:Concept", derived=derived.concepts),
    "questions": Kind(cls="kg:Question"),
    "propositions": Kind(cls="kg:Proposition", order=("kg:answers",)),
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
    found = {name: _read(reader, name) for name in TABLES}
    found["evidence"] = derived.with_evidence_of_old(found["evidence"], found["stances"])
    return {name: [fitted(row | event, TABLES[name]) for row in rows] for name, rows in found.items()}


def _read(reader: Reader, name: str) -> list[Row]:
    kind = KINDS[name]
    rows = reader.table(kind.cls, TABLES[name], kind.order)
    return rows if kind.derived is None else kind.derived(reader, rows)
