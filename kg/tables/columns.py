"""The columns of the tables, each declared once: its name, type, whether it is a list, whether it must be filled.

Reading, writing, Parquet's types and the checks of an edited table all follow from these declarations.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, get_args

from kg.model import (
    Basis,
    EntityType,
    EvidenceKind,
    PropositionKind,
    ReferenceType,
    RelationBasis,
    RelationType,
    Side,
    UtteranceKind,
)

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table.

    `type` is that of its values: str, int, float or bool. `many`: a row holds a tuple of them. `needed`: a row without
    it cannot be read. `choices`: the values that there are, where they are few. `shape`: what a value must look like,
    as a pattern and in words. `table`: the table whose ids (of
    speakers: labels) it holds. `verbatim`: words of the transcript, in which each blank counts. `old`: what it was
    called in tables that were written before.
    """

    name: str
    type: type = str
    many: bool = False
    needed: bool = False
    choices: tuple[str, ...] = ()
    shape: tuple[str, str] | None = None
    table: str = ""
    verbatim: bool = False
    old: tuple[str, ...] = ()

    @property
    def missing(self) -> Any:
        """What a row has where there is no value: an empty text or tuple; None for numbers and truth values."""
        if self.many:
            return ()
        return "" if self.type is str else None


def text(name: str, **more: Any) -> Column:
    """Declare a column of text."""
    return Column(name=name, **more)


def count(name: str, **more: Any) -> Column:
    """Declare a column of whole numbers."""
    return Column(name=name, type=int, **more)


def number(name: str, **more: Any) -> Column:
    """Declare a column of numbers."""
    return Column(name=name, type=float, **more)


def flag(name: str, **more: Any) -> Column:
    """Declare a column of truth values."""
    return Column(name=name, type=bool, **more)


def names(columns: Iterable[Column]) -> tuple[str, ...]:
    """Return the names of columns, in order.

    >>> names((EVENT, text("id")))
    ('event', 'id')
    """
    return tuple(c.name for c in columns)


#: Every table begins with it: a row's key is its event and its id.
EVENT = text("event")
#: What can end an IRI.
_LOCAL = (r"[^\s<>\"{}|\\^`\x00-\x20]+", "letters, digits and hyphens")
_DATE = (r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?", "YYYY, YYYY-MM or YYYY-MM-DD")
_ID = text("id", needed=True, shape=_LOCAL)
_LABEL = text("label", needed=True)
_ALIASES = text("aliases", many=True)
_START, _END = count("start", needed=True), count("end", needed=True)
_SPEAKER = text("speaker", table="speakers")
_UTTERANCE = text("utterance", needed=True, table="utterances")
_QUOTE = text("quote", needed=True, verbatim=True)
#: What words of the transcript a thing has that may have none.
_WORDS = (text("quote", verbatim=True), count("start"), count("end"))
_ORIGIN = (text("source"), number("confidence"))
#: A membership in words, for people; and beside it, in the same order, the ids of the organizations.
_MEMBERSHIPS = (text("memberships", many=True), text("organizations", many=True, table="organizations"))

_BASIS = text("basis", needed=True, choices=get_args(Basis))


#: Table → its columns, in order.
TABLES: dict[str, tuple[Column, ...]] = {
    "events": (
        EVENT,
        _ID,
        text("title", needed=True),
        text("date", shape=_DATE),
        text("place"),
        text("language"),
        text("source_url", old=("source",)),
    ),
    "utterances": (
        EVENT,
        _ID,
        _SPEAKER,
        text("section"),
        text("kind", needed=True, choices=get_args(UtteranceKind)),
        _START,
        _END,
        number("start_time"),
        number("end_time"),
        text("text", verbatim=True),
    ),
    "claims": (
        EVENT,
        _ID,
        text("speaker", needed=True, table="speakers"),
        _UTTERANCE,
        _START,
        _END,
        _QUOTE,
        text("text", needed=True, old=("proposition_text",)),
        text("concepts", many=True, table="concepts"),
        flag("hedged"),
        text("quantity"),
        flag("reported"),
        text("reported_by"),
        *_ORIGIN,
        text("note"),
    ),
    "stances": (
        EVENT,
        text("id"),
        text("speaker", needed=True, table="speakers"),
        text("proposition", needed=True, table="propositions"),
        text("question", table="questions"),
        text("stance", needed=True, choices=get_args(Side)),
        _BASIS,
        text("claims", many=True, table="claims"),
        *_ORIGIN,
    ),
    "evidence": (
        EVENT,
        text("id"),
        text("stance", needed=True, table="stances"),
        text("claim", needed=True, table="claims"),
        text("side", needed=True, choices=get_args(Side)),
        text("kind", choices=get_args(EvidenceKind)),
        _BASIS,
        text("why"),
        text("source"),
    ),
    "relations": (
        EVENT,
        _ID,
        text("from_claim", needed=True, table="claims"),
        text("to_claim", needed=True, table="claims"),
        text("from_speaker"),
        text("to_speaker"),
        text("relation", needed=True, choices=get_args(RelationType)),
        text("basis", needed=True, choices=get_args(RelationBasis)),
        text("about"),
        text("quote", verbatim=True, old=("evidence",)),
        count("start", old=("evidence_start",)),
        count("end", old=("evidence_end",)),
        *_ORIGIN,
    ),
    "mentions": (
        EVENT,
        text("id"),
        _UTTERANCE,
        _SPEAKER,
        text("entity", needed=True),
        text("entity_type", needed=True, choices=get_args(EntityType)),
        text("surface", needed=True, verbatim=True),
        _START,
        _END,
    ),
    "references": (
        EVENT,
        text("id"),
        _UTTERANCE,
        text("speaker", needed=True, table="speakers"),
        text("refers_to", needed=True, table="speakers"),
        text("relation", needed=True, choices=get_args(ReferenceType)),
        _QUOTE,
        _START,
        _END,
        text("about"),
        text("from_claim", table="claims", old=("claim",)),
        text("to_claim", table="claims"),
        *_ORIGIN,
    ),
    "speakers": (
        EVENT,
        _ID,
        _LABEL,
        _ALIASES,
        text("role"),
        text("printed_as", many=True),
        *_MEMBERSHIPS,
        flag("guessed"),
    ),
    "people": (EVENT, _ID, _LABEL, _ALIASES, *_MEMBERSHIPS),
    "organizations": (EVENT, _ID, _LABEL, _ALIASES, text("kind")),
    "products": (EVENT, _ID, _LABEL, _ALIASES, text("kind"), text("maker", table="organizations")),
    "concepts": (
        EVENT,
        _ID,
        _LABEL,
        _ALIASES,
        text("broader", many=True),
        text("related", many=True),
        text("definition"),
        flag("discovered"),
    ),
    "questions": (EVENT, _ID, _LABEL, _ALIASES, text("asked_by", table="speakers"), *_WORDS, text("source")),
    "propositions": (
        EVENT,
        _ID,
        _LABEL,
        _ALIASES,
        text("question", needed=True, table="questions"),
        text("kind", choices=get_args(PropositionKind)),
        text("source"),
    ),
}

#: Table → the names of its columns, in order.
COLUMNS: dict[str, tuple[str, ...]] = {table: names(columns) for table, columns in TABLES.items()}
#: Table → what its file was called before.
OLD_FILES = {"events": "event"}


def local(iri: Any) -> str:
    """Return the end of an IRI: the id by which tables name a thing.

    >>> local("https://w3id.org/panel-kg/person/tang-jie")
    'tang-jie'
    """
    return "" if iri is None else str(iri).rstrip("/").rsplit("/", 1)[-1].rsplit("#", 1)[-1]


def several(values: Iterable[str]) -> tuple[str, ...]:
    """Return distinct texts, sorted, without empty ones: the value of a column of many.

    >>> several(["b", "a", "", "b"])
    ('a', 'b')
    """
    return tuple(sorted({v for v in values if v}))


def fitted(row: Row, columns: Iterable[Column]) -> Row:
    """Return a row with these columns and no others; what is missing is as the column says.

    >>> fitted({"id": "a", "other": 1}, (text("id"), text("claims", many=True), count("start")))
    {'id': 'a', 'claims': (), 'start': None}
    """
    return {c.name: c.missing if row.get(c.name) is None else row[c.name] for c in columns}
