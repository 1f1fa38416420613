"""The measures of each event, computed once and handed to page, report, tables and command line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kg.measures import agreement, bridges, concessions, consensus, cruxes, ground, movement, presence, questions
from kg.tables.columns import EVENT, Column, fitted

Row = dict[str, Any]
Tables = Mapping[str, list[Row]]


class Measured:
    """The measures of one event: each is computed when it is first asked for, and then kept."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables

    @cached_property
    def could_speak(self) -> dict[str, tuple[str, ...]]:
        """Question → who of the panel could speak to it; see presence.py."""
        return presence.could_speak(self.tables)

    @cached_property
    def consensus(self) -> list[Row]:
        """One row a proposition; see consensus.py."""
        return consensus.consensus(self.tables)

    @cached_property
    def agreement(self) -> list[Row]:
        """One row for each two of the panel; see agreement.py."""
        return agreement.agreement(self.tables)

    @cached_property
    def pairs(self) -> list[Row]:
        """As `agreement`, for each two who speak, the host among them."""
        return agreement.agreement(self.tables, host=True)

    @cached_property
    def cruxes(self) -> list[Row]:
        """The divergences on which most hangs; see cruxes.py."""
        return cruxes.cruxes(self.tables, self.consensus)

    @cached_property
    def bridges(self) -> list[Row]:
        """One row for each who bridges a divergence; see bridges.py."""
        return bridges.bridges(self.tables, self.consensus)

    @cached_property
    def concessions(self) -> list[Row]:
        """Where an opponent is granted something; see concessions.py."""
        return concessions.concessions(self.tables)

    @cached_property
    def movement(self) -> list[Row]:
        """Where a speaker changed sides; see movement.py."""
        return movement.movement(self.tables)

    @cached_property
    def unanswered(self) -> list[Row]:
        """The questions that were asked and got no answer; see ground.py."""
        return ground.unanswered(self.tables)

    @cached_property
    def questions(self) -> list[Row]:
        """One row a question; see questions.py."""
        return questions.questions(self.tables, self.consensus)

    @cached_property
    def concepts(self) -> list[Row]:
        """One row a concept; see questions.py."""
        return questions.concepts(self.tables, self.consensus)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A measure as a table: its columns after `event`, and which rows of an event's measures fill it."""

    columns: tuple[Column, ...]
    rows: Callable[[Measured], list[Row]]


#: Measure → what it shows, in the order in which they are offered.
MEASURES: dict[str, Measure] = {
    "consensus": Measure(columns=consensus.COLUMNS, rows=lambda m: m.consensus),
    "agreement": Measure(columns=agreement.COLUMNS, rows=lambda m: m.agreement),
    "cruxes": Measure(columns=cruxes.COLUMNS, rows=lambda m: m.cruxes),
    "bridges": Measure(columns=bridges.COLUMNS, rows=lambda m: m.bridges),
    "concepts": Measure(columns=questions.CONCEPT_COLUMNS, rows=lambda m: m.concepts),
    "questions": Measure(columns=questions.QUESTION_COLUMNS, rows=lambda m: m.questions),
    "concessions": Measure(columns=concessions.COLUMNS, rows=lambda m: m.concessions),
    "movement": Measure(columns=movement.COLUMNS, rows=lambda m: m.movement),
    "unanswered": Measure(columns=ground.UNANSWERED_COLUMNS, rows=lambda m: m.unanswered),
}


def columns_of(measure: str) -> tuple[Column, ...]:
    """Return the columns of a measure's table, the first of which is `event`."""
    return (EVENT, *MEASURES[measure].columns)


def by_event(tables: Tables) -> dict[str, Tables]:
    """Return event → its tables, in the order in which the tables name the events.

    >>> tables = by_event({"claims": [{"event": "a", "id": "1"}, {"event": "b", "id": "1"}], "stances": []})
    >>> {event: own["claims"] for event, own in tables.items()}
    {'a': [{'event': 'a', 'id': '1'}], 'b': [{'event': 'b', 'id': '1'}]}
    """
    events = list(dict.fromkeys(row.get("event", "") for rows in tables.values() for row in rows)) or [""]
    if len(events) == 1:
        return {events[0]: tables}
    found: dict[str, dict[str, list[Row]]] = {event: {name: [] for name in tables} for event in events}
    for name, rows in tables.items():
        for row in rows:
            found[row.get("event", "")][name].append(row)
    return dict(found)


def measured(tables: Tables, measure: str = "consensus") -> list[Row]:
    """Return the rows of a measure, event by event: each begins with its `event`, and no two events are counted together.

    Args:
        tables: all tables of a graph, as rows (`Graph.rows()`), of one event or of several.
        measure: one of MEASURES.
    """
    rows, columns = MEASURES[measure].rows, columns_of(measure)
    found = by_event(tables)
    return [fitted(row | {"event": event}, columns) for event, own in found.items() for row in rows(Measured(own))]
