"""Reading a table by its columns: each says by which property path a graph says it; of one event at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from kg.store.engine import select
from kg.store.parts import Part
from kg.tables.columns import Column, Row, local, several

_WORDS = {"noStance": "no stance", "buildsOn": "builds on", "byReport": "reported"}


class Reader:
    """Reads what is known of one event; what several tables look up is read once."""

    def __init__(self, part: Part) -> None:
        self.part = part
        self.names = {r["s"]: r["name"] for r in self.rows("SELECT ?s ?name { ?s a kg:Speaker ; rdfs:label ?name }")}

    def rows(self, sparql: str) -> list[Row]:
        """Return the rows of a query asked of this event alone."""
        return select(self.part.source, sparql, graph=self.part.graph).rows

    def table(self, cls: str, columns: Sequence[Column], order: Sequence[str] = ()) -> list[Row]:
        """Return a row for each thing of a class, with the columns that name a path, its `id`, and its IRI as `s`.

        Args:
            cls: the class, with a prefix.
            columns: a thing that lacks what a column needs is no row.
            order: the property paths by whose values the rows are sorted, before the IRI.
        """
        one = [column for column in columns if column.rdf and not column.many]
        many = [column for column in columns if column.rdf and column.many]
        found = self.rows(_query(cls, one, order))
        lists = {column.name: self._lists(cls, column) for column in many}
        return [
            {"s": row["s"], "id": local(row["s"])}
            | {c.name: self._value(row[c.name], c) for c in one}
            | {name: several(values.get(row["s"], ())) for name, values in lists.items()}
            for row in found
        ]

    def _lists(self, cls: str, column: Column) -> dict[str, list[Any]]:
        found: dict[str, list[Any]] = defaultdict(list)
        for row in self.rows(f"SELECT ?s ?o {{ ?s a {cls} ; {column.rdf} ?o }}"):
            found[row["s"]].append(self._value(row["o"], column))
        return found

    def _value(self, value: Any, column: Column) -> Any:
        """Return a value as tables have it: things by their ids (speakers by their names), individuals by their words."""
        if column.table == "speakers":
            return self.names.get(value, "")
        if column.table:
            return local(value)
        if column.choices:
            return "" if value is None else _WORDS.get(local(value), local(value))
        if column.type is bool:
            return bool(value)
        return str(value) if column.type is str and value is not None else value


def _query(cls: str, columns: Sequence[Column], order: Sequence[str]) -> str:
    by = {path: next((c.name for c in columns if c.rdf == path), f"place{i}") for i, path in enumerate(order)}
    needed = "".join(f" . ?s {c.rdf} ?{c.name}" for c in columns if c.needed)
    optional = {c.name: c.rdf for c in columns if not c.needed}
    optional |= {name: path for path, name in by.items() if name.startswith("place")}
    others = "".join(f" OPTIONAL {{ ?s {path} ?{name} }}" for name, path in optional.items())
    shown, sorted_by = (" ".join(f"?{name}" for name in names) for names in ([c.name for c in columns], by.values()))
    return f"SELECT ?s {shown} {{ ?s a {cls}{needed}{others} }} ORDER BY {sorted_by} ?s"
