"""Asking for what the tables hold: of one event at a time."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from kg.store.engine import select
from kg.store.parts import Part
from kg.tables.columns import Row, local, several


class Reader:
    """Reads what is known of one event; what several tables look up is read once."""

    def __init__(self, part: Part) -> None:
        self.part = part
        self.names = {r["s"]: r["name"] for r in self.rows("SELECT ?s ?name { ?s a kg:Speaker ; rdfs:label ?name }")}

    def rows(self, sparql: str) -> list[Row]:
        """Return the rows of a query asked of this event alone."""
        return select(self.part.source, sparql, graph=self.part.graph).rows

    def lists(self, predicate: str, cls: str) -> dict[str, list[Any]]:
        """Return subject IRI → all values of one predicate, for the subjects of one class."""
        found: dict[str, list[Any]] = defaultdict(list)
        for row in self.rows(f"SELECT ?s ?o {{ ?s a {cls} ; {predicate} ?o }}"):
            found[row["s"]].append(row["o"])
        return found

    def name(self, iri: Any) -> str:
        """Return the name of a speaker, or an empty text where there is none."""
        return self.names.get(iri, "") if iri else ""

    def ids(self, predicate: str, cls: str) -> dict[str, tuple[str, ...]]:
        """Return subject IRI → the ids of all values of one predicate, for the subjects of one class."""
        return {iri: several(map(local, values)) for iri, values in self.lists(predicate, cls).items()}

    def other_names(self, cls: str) -> dict[str, tuple[str, ...]]:
        """Return IRI → the other names of a thing, for the things of one class."""
        both = self.lists("skos:altLabel|skos:hiddenLabel", cls)
        return {iri: several(labels) for iri, labels in both.items()}


_WORDS = {"noStance": "no stance", "buildsOn": "builds on", "byReport": "reported"}


def word(iri: Any) -> str:
    """Return the word by which tables say one of the ontology's individuals.

    >>> word("https://w3id.org/panel-kg/ontology#noStance"), word("https://w3id.org/panel-kg/ontology#agrees")
    ('no stance', 'agrees')
    """
    return _WORDS.get(local(iri), local(iri))
