"""The columns of the tables: names, order, types."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, get_args

from kg.model import Basis, EntityType, Polarity, PropositionKind, ReferenceType, RelationType, UtteranceKind

Row = dict[str, Any]


#: Table → its columns, in order. Lists within a field are joined by a semicolon.
COLUMNS: dict[str, tuple[str, ...]] = {
    "utterances": ("id", "speaker", "section", "kind", "start", "end", "start_time", "end_time"),
    "claims": (
        "id",
        "speaker",
        "utterance",
        "start",
        "end",
        "quote",
        "proposition_text",
        "concepts",
        "hedged",
        "quantity",
        "reported",
        "reported_by",
        "source",
        "confidence",
        "note",
    ),
    "stances": ("speaker", "proposition", "question", "stance", "basis", "claims", "source", "confidence"),
    "relations": (
        "id",
        "from_claim",
        "to_claim",
        "from_speaker",
        "to_speaker",
        "relation",
        "basis",
        "about",
        "evidence",
        "evidence_start",
        "evidence_end",
        "source",
        "confidence",
    ),
    "mentions": ("utterance", "speaker", "entity", "entity_type", "surface", "start", "end"),
    "references": (
        "utterance",
        "speaker",
        "refers_to",
        "relation",
        "quote",
        "start",
        "end",
        "about",
        "claim",
        "to_claim",
        "id",
        "source",
        "confidence",
    ),
    "speakers": ("id", "label", "aliases", "role", "memberships", "guessed"),
    "people": ("id", "label", "aliases", "memberships"),
    "organizations": ("id", "label", "aliases", "kind"),
    "products": ("id", "label", "aliases", "kind", "maker"),
    "concepts": ("id", "label", "aliases", "broader", "related", "definition", "discovered"),
    "questions": ("id", "label", "aliases", "asked_by", "quote", "start", "end", "source"),
    "propositions": ("id", "label", "aliases", "question", "kind", "source"),
}


def local(iri: Any) -> str:
    """Return the end of an IRI: the id by which tables name a thing.

    >>> local("https://w3id.org/panel-kg/person/tang-jie")
    'tang-jie'
    """
    return "" if iri is None else str(iri).rstrip("/").rsplit("/", 1)[-1].rsplit("#", 1)[-1]


def joined(values: Iterable[str]) -> str:
    """Return distinct texts sorted and joined by a semicolon; a semicolon inside a text becomes a comma."""
    return ";".join(sorted({v.replace(";", ",") for v in values if v}))


NUMBERS = frozenset({"start", "end", "start_time", "end_time", "evidence_start", "evidence_end"})


def fitted(row: Row, columns: tuple[str, ...]) -> Row:
    """Return a row with these columns and no others; what is missing is empty, a missing number None."""
    return {c: ("" if row.get(c) is None and c not in NUMBERS else row.get(c)) for c in columns}


#: Table → the columns that a row must fill.
REQUIRED: dict[str, tuple[str, ...]] = {
    "utterances": ("id", "kind", "start", "end"),
    "speakers": ("id", "label"),
    "claims": ("id", "speaker", "utterance", "start", "end", "quote", "proposition_text"),
    "stances": ("speaker", "proposition", "stance", "basis"),
    "relations": ("id", "from_claim", "to_claim", "relation", "basis"),
    "mentions": ("utterance", "entity", "entity_type", "surface", "start", "end"),
    "references": ("utterance", "speaker", "refers_to", "relation", "quote", "start", "end"),
    "people": ("id", "label"),
    "organizations": ("id", "label"),
    "products": ("id", "label"),
    "concepts": ("id", "label"),
    "questions": ("id", "label"),
    "propositions": ("id", "label", "question"),
    "event": ("id", "title"),
}


INTEGERS = frozenset({"start", "end", "evidence_start", "evidence_end"})


FLOATS = frozenset({"start_time", "end_time", "confidence"})


BOOLEANS = frozenset({"hedged", "reported", "guessed", "discovered"})


CHOICES: dict[tuple[str, str], tuple[str, ...]] = {
    ("utterances", "kind"): get_args(UtteranceKind),
    ("stances", "stance"): get_args(Polarity),
    ("stances", "basis"): get_args(Basis),
    ("relations", "relation"): get_args(RelationType),
    ("relations", "basis"): get_args(Basis),
    ("references", "relation"): get_args(ReferenceType),
    ("mentions", "entity_type"): get_args(EntityType),
    ("propositions", "kind"): get_args(PropositionKind),
}


#: Column → the table whose ids (or, for speakers, labels) it holds.
LINKS: dict[str, str] = {
    "speaker": "speakers",
    "refers_to": "speakers",
    "asked_by": "speakers",
    "utterance": "utterances",
    "proposition": "propositions",
    "question": "questions",
    "from_claim": "claims",
    "to_claim": "claims",
    "claim": "claims",
    "claims": "claims",
    "maker": "organizations",
}


EVENT_COLUMNS = ("id", "title", "date", "place", "source", "language")
