"""The columns of the tables, each declared once: its name, type, whether it is a list, whether it must be filled.

Reading, writing, Parquet's types and the checks of an edited table all follow from these declarations.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, get_args

from kg.model import (
    Basis,
    DealtSide,
    EntityType,
    EventForm,
    EvidenceKind,
    Outcome,
    PollPhase,
    PropositionKind,
    ReferenceType,
    RelationBasis,
    RelationType,
    Salience,
    Side,
    UtteranceKind,
)

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table.

    `type` is that of its values: str, int, float or bool. `many`: a row holds a tuple of them. `needed`: a row without
    it cannot be read. `choices`: the values that there are, where they are few. `shape`: what a value must look like,
    as a pattern and in words. `table`: the table whose ids (of speakers: labels) it holds, or `things` for ids of any
    thing that has a name. `verbatim`: words of the transcript, in which each blank counts. `old`: what it was called in
    tables that were written before. `rdf`: the property path by which a graph says it of the row's thing; where there
    is none, kg/store/tables has a word for it.
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
    rdf: str = ""

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
_MOMENT = (
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:\d\d)?",
    "YYYY-MM-DDTHH:MM:SS, with Z or +HH:MM where the zone is known",
)
_ID = text("id", needed=True, shape=_LOCAL)
_LABEL = text("label", needed=True, rdf="rdfs:label")
_ALIASES = text("aliases", many=True, rdf="skos:altLabel|skos:hiddenLabel")
_START, _END = count("start", needed=True, rdf="kg:start"), count("end", needed=True, rdf="kg:end")
_VOICE = text("speaker", table="speakers", rdf="kg:speaker")
_SPEAKER = replace(_VOICE, needed=True)
_UTTERANCE = text("utterance", needed=True, table="utterances", rdf="kg:utterance")
_QUOTE = text("quote", needed=True, verbatim=True, rdf="kg:quote")
_ABOUT = text("about", rdf="kg:about")
_FROM_CLAIM = text("from_claim", table="claims", rdf="kg:fromClaim")
_TO_CLAIM = text("to_claim", table="claims", rdf="kg:toClaim")
_RELATION = text("relation", needed=True, rdf="kg:relation")
_BASIS = text("basis", needed=True, choices=get_args(Basis), rdf="kg:basis")
_KIND, _SOURCE = text("kind", rdf="kg:kind"), text("source", rdf="kg:source")
_ORIGIN = (_SOURCE, number("confidence", rdf="kg:confidence"))
#: A membership in words, for people; and beside it, in the same order, the ids of the organizations.
_MEMBERSHIPS = (text("memberships", many=True), text("organizations", many=True, table="organizations"))


#: Table → its columns, in order.
TABLES: dict[str, tuple[Column, ...]] = {
    "events": (
        EVENT,
        _ID,
        text("title", needed=True, rdf="rdfs:label"),
        text("date", shape=_DATE, rdf="schema:startDate"),
        text("started_at", shape=_MOMENT, rdf="kg:startedAt"),
        text("place", rdf="schema:location"),
        text("language", rdf="schema:inLanguage"),
        text("source_url", old=("source",), rdf="dcterms:source"),
        text("licence", rdf="^schema:recordedAt/dcterms:license"),
        text("publisher", rdf="^schema:recordedAt/dcterms:publisher"),
        text("annotators", many=True, rdf="^schema:recordedAt/^prov:used/prov:wasAssociatedWith/foaf:name"),
        text("media", rdf="schema:recordedIn"),
        text("form", choices=get_args(EventForm), rdf="kg:form"),
        text("motion", rdf="kg:motion"),
    ),
    "utterances": (
        EVENT,
        _ID,
        _VOICE,
        text("section", rdf="kg:section"),
        text("section_id", table="sections", rdf="kg:inSection"),
        replace(_KIND, needed=True, choices=get_args(UtteranceKind)),
        _START,
        _END,
        number("start_time", rdf="kg:startTime"),
        number("end_time", rdf="kg:endTime"),
        text("started_at", shape=_MOMENT, rdf="kg:startedAt"),
        text("ended_at", shape=_MOMENT, rdf="kg:endedAt"),
        text("text", verbatim=True, rdf="kg:text"),
    ),
    "sections": (
        EVENT,
        _ID,
        _LABEL,
        count("position", needed=True, rdf="kg:index"),
        text("language", rdf="schema:inLanguage"),
        text("utterance", table="utterances", rdf="kg:utterance"),
    ),
    "claims": (
        EVENT,
        _ID,
        _SPEAKER,
        _UTTERANCE,
        _START,
        _END,
        _QUOTE,
        text("text", needed=True, old=("proposition_text",), rdf="rdfs:label"),
        text("concepts", many=True, table="concepts", rdf="kg:concept"),
        flag("hedged", rdf="kg:hedged"),
        text("quantity", rdf="kg:quantity"),
        flag("reported", rdf="kg:reported"),
        text("reported_by", rdf="kg:reportedBy"),
        text("salience", choices=get_args(Salience), rdf="kg:salience"),
        *_ORIGIN,
        text("note", rdf="kg:note"),
    ),
    "stances": (
        EVENT,
        text("id"),
        _SPEAKER,
        text("proposition", needed=True, table="propositions", rdf="kg:proposition"),
        text("question", table="questions", rdf="kg:proposition/kg:answers"),
        text("stance", needed=True, choices=get_args(Side), rdf="kg:stance|kg:polarity"),
        _BASIS,
        text("claims", many=True, table="claims", rdf="kg:claim"),
        *_ORIGIN,
    ),
    "evidence": (
        EVENT,
        text("id"),
        text("stance", needed=True, table="stances", rdf="^kg:shownBy"),
        text("claim", needed=True, table="claims", rdf="kg:claim"),
        text("side", needed=True, choices=get_args(Side), rdf="kg:side"),
        replace(_KIND, choices=get_args(EvidenceKind)),
        _BASIS,
        text("why", rdf="kg:why"),
        _SOURCE,
    ),
    "relations": (
        EVENT,
        _ID,
        replace(_FROM_CLAIM, needed=True),
        replace(_TO_CLAIM, needed=True),
        text("from_speaker", table="speakers", rdf="kg:fromClaim/kg:speaker"),
        text("to_speaker", table="speakers", rdf="kg:toClaim/kg:speaker"),
        replace(_RELATION, choices=get_args(RelationType)),
        replace(_BASIS, choices=get_args(RelationBasis)),
        _ABOUT,
        text("quote", verbatim=True, old=("evidence",), rdf="kg:quote|kg:evidence"),
        replace(_START, needed=False, old=("evidence_start",)),
        replace(_END, needed=False, old=("evidence_end",)),
        *_ORIGIN,
    ),
    "mentions": (
        EVENT,
        text("id"),
        _UTTERANCE,
        _VOICE,
        text("entity", needed=True, table="things", rdf="kg:entity"),
        text("entity_type", needed=True, choices=get_args(EntityType), rdf="kg:entityType"),
        text("surface", needed=True, verbatim=True, rdf="kg:surface"),
        _START,
        _END,
    ),
    "references": (
        EVENT,
        text("id"),
        _UTTERANCE,
        _SPEAKER,
        text("refers_to", needed=True, table="speakers", rdf="kg:refersTo"),
        replace(_RELATION, choices=get_args(ReferenceType)),
        _QUOTE,
        _START,
        _END,
        _ABOUT,
        replace(_FROM_CLAIM, old=("claim",)),
        _TO_CLAIM,
        *_ORIGIN,
    ),
    "decisions": (
        EVENT,
        _ID,
        text("outcome", needed=True, choices=get_args(Outcome), rdf="kg:outcome"),
        text("text", needed=True, rdf="rdfs:label"),
        text("question", table="questions", rdf="kg:concerns"),
        text("proposition", table="propositions", rdf="kg:proposition"),
        text("agreed", many=True, table="speakers", rdf="kg:agreedBy"),
        text("agreed_in_part", many=True, table="speakers", rdf="kg:agreedInPartBy"),
        text("refused", many=True, table="speakers", rdf="kg:refusedBy"),
        text("absent", many=True, table="speakers", rdf="kg:absent"),
        _UTTERANCE,
        _QUOTE,
        _START,
        _END,
        *_ORIGIN,
    ),
    "polls": (
        EVENT,
        _ID,
        text("text", needed=True, rdf="rdfs:label"),
        text("shares", needed=True, many=True, rdf="kg:share/rdfs:label"),
        text("phase", choices=get_args(PollPhase), rdf="kg:phase"),
        text("question", table="questions", rdf="kg:concerns"),
        text("proposition", table="propositions", rdf="kg:proposition"),
        _UTTERANCE,
        _QUOTE,
        _START,
        _END,
        *_ORIGIN,
    ),
    "speakers": (
        EVENT,
        _ID,
        _LABEL,
        _ALIASES,
        text("role"),
        text("side", choices=get_args(DealtSide), rdf="^kg:participant/kg:dealtSide"),
        text("printed_as", many=True, rdf="^kg:participant/kg:printedLabel"),
        *_MEMBERSHIPS,
        flag("guessed", rdf="kg:guessed"),
    ),
    "people": (EVENT, _ID, _LABEL, _ALIASES, *_MEMBERSHIPS),
    "organizations": (EVENT, _ID, _LABEL, _ALIASES, _KIND),
    "places": (EVENT, _ID, _LABEL, _ALIASES, _KIND),
    "works": (EVENT, _ID, _LABEL, _ALIASES, _KIND),
    "products": (EVENT, _ID, _LABEL, _ALIASES, _KIND, text("maker", table="organizations", rdf="dcterms:creator")),
    "concepts": (
        EVENT,
        _ID,
        _LABEL,
        _ALIASES,
        text("broader", many=True, table="concepts", rdf="skos:broader"),
        text("related", many=True, table="concepts", rdf="skos:related"),
        text("definition"),
        flag("discovered", rdf="kg:discovered"),
    ),
    "questions": (
        EVENT,
        _ID,
        _LABEL,
        _ALIASES,
        text("asked_by", table="speakers", rdf="kg:askedBy"),
        replace(_QUOTE, needed=False),
        replace(_START, needed=False),
        replace(_END, needed=False),
        _SOURCE,
    ),
    "propositions": (
        EVENT,
        _ID,
        _LABEL,
        _ALIASES,
        text("question", needed=True, table="questions", rdf="kg:answers"),
        text("kind", choices=get_args(PropositionKind), rdf="kg:propositionKind"),
        _SOURCE,
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
