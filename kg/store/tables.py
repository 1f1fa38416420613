"""The tables: every row read back from RDF, so that any graph of ours gives the same tables, however it came here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from kg.store.engine import Source, select
from kg.tables.columns import COLUMNS, Row, fitted, joined, local


class _Reader:
    """Reads one store; what several tables look up is read once."""

    def __init__(self, store: Source) -> None:
        self.store = store
        self.names = {r["s"]: r["name"] for r in self.rows("SELECT ?s ?name { ?s a kg:Speaker ; rdfs:label ?name }")}

    def rows(self, sparql: str) -> list[Row]:
        return select(self.store, sparql).rows

    def lists(self, predicate: str, cls: str) -> dict[str, list[Any]]:
        """Return subject IRI → all values of one predicate, for the subjects of one class."""
        found: dict[str, list[Any]] = defaultdict(list)
        for row in self.rows(f"SELECT ?s ?o {{ ?s a {cls} ; {predicate} ?o }}"):
            found[row["s"]].append(row["o"])
        return found

    def name(self, iri: Any) -> str:
        return self.names.get(iri, "") if iri else ""

    def names_list(self, cls: str) -> dict[str, str]:
        both = self.lists("skos:altLabel|skos:hiddenLabel", cls)
        return {iri: joined(labels) for iri, labels in both.items()}


_ORIGIN = "kg:source ?source ; kg:confidence ?confidence"


def _utterances(r: _Reader) -> list[Row]:
    found = r.rows(
        "SELECT ?s ?speaker ?section ?kind ?start ?end ?start_time ?end_time { ?s a kg:Utterance ; kg:index ?index ;"
        " kg:kind ?kind ; kg:start ?start ; kg:end ?end . OPTIONAL { ?s kg:speaker ?speaker } OPTIONAL { ?s kg:section ?section }"
        " OPTIONAL { ?s kg:startTime ?start_time } OPTIONAL { ?s kg:endTime ?end_time } } ORDER BY ?index ?s"
    )
    return [row | {"id": local(row["s"]), "speaker": r.name(row["speaker"])} for row in found]


def _claims(r: _Reader) -> list[Row]:
    concepts = r.lists("kg:concept", "kg:Claim")
    found = r.rows(
        "SELECT ?s ?speaker ?utterance ?start ?end ?quote ?proposition_text ?hedged ?quantity ?reported ?reported_by ?note ?source"
        " ?confidence { ?s a kg:Claim ; kg:speaker ?speaker ; kg:utterance ?utterance ; kg:start ?start ; kg:end ?end ;"
        f" kg:quote ?quote ; rdfs:label ?proposition_text ; kg:hedged ?hedged ; kg:reported ?reported ; {_ORIGIN}"
        " OPTIONAL { ?s kg:quantity ?quantity } OPTIONAL { ?s kg:reportedBy ?reported_by } OPTIONAL { ?s kg:note ?note } }"
        " ORDER BY ?start ?end ?s"
    )
    return [
        row
        | {
            "id": local(row["s"]),
            "speaker": r.name(row["speaker"]),
            "utterance": local(row["utterance"]),
            "concepts": joined(map(local, concepts.get(row["s"], ()))),
        }
        for row in found
    ]


_SIDES = {
    "agrees": "agrees",
    "disagrees": "disagrees",
    "mixed": "mixed",
    "noStance": "no stance",
    "buildsOn": "builds on",
}


def _word(iri: Any) -> str:
    return _SIDES.get(local(iri), local(iri))


def _stances(r: _Reader) -> list[Row]:
    claims = r.lists("kg:claim", "kg:Stance")
    found = r.rows(
        "SELECT ?s ?speaker ?proposition ?question ?stance ?basis ?source ?confidence { ?s a kg:Stance ; kg:speaker ?speaker ;"
        f" kg:proposition ?proposition ; kg:polarity ?stance ; kg:basis ?basis ; {_ORIGIN} ."
        " ?proposition kg:answers ?question }"
    )
    rows = [
        row
        | {
            "speaker": r.name(row["speaker"]),
            "proposition": local(row["proposition"]),
            "question": local(row["question"]),
            "stance": _word(row["stance"]),
            "basis": local(row["basis"]),
            "claims": joined(map(local, claims.get(row["s"], ()))),
        }
        for row in found
    ]
    return sorted(rows, key=lambda row: (row["question"], row["proposition"], row["speaker"]))


def _relations(r: _Reader) -> list[Row]:
    found = r.rows(
        "SELECT ?s ?from_claim ?to_claim ?from ?to ?relation ?basis ?about ?evidence ?evidence_start ?evidence_end ?source"
        " ?confidence { ?s a kg:Relation ; kg:fromClaim ?from_claim ; kg:toClaim ?to_claim ; kg:relation ?relation ;"
        f" kg:basis ?basis ; {_ORIGIN} . ?from_claim kg:speaker ?from ; kg:start ?start . ?to_claim kg:speaker ?to"
        " OPTIONAL { ?s kg:about ?about } OPTIONAL { ?s kg:evidence ?evidence ; kg:start ?evidence_start ; kg:end ?evidence_end } }"
        " ORDER BY ?start ?s"
    )
    return [
        row
        | {
            "id": local(row["s"]),
            "from_claim": local(row["from_claim"]),
            "to_claim": local(row["to_claim"]),
            "from_speaker": r.name(row["from"]),
            "to_speaker": r.name(row["to"]),
            "relation": _word(row["relation"]),
            "basis": local(row["basis"]),
        }
        for row in found
    ]


def _mentions(r: _Reader) -> list[Row]:
    found = r.rows(
        "SELECT ?utterance ?speaker ?entity ?entity_type ?surface ?start ?end { ?s a kg:Mention ; kg:utterance ?utterance ;"
        " kg:entity ?entity ; kg:entityType ?entity_type ; kg:surface ?surface ; kg:start ?start ; kg:end ?end ."
        " OPTIONAL { ?s kg:speaker ?speaker } } ORDER BY ?start ?end ?s"
    )
    return [
        row | {"utterance": local(row["utterance"]), "speaker": r.name(row["speaker"]), "entity": local(row["entity"])}
        for row in found
    ]


def _references(r: _Reader) -> list[Row]:
    found = r.rows(
        "SELECT ?s ?utterance ?speaker ?refers_to ?relation ?quote ?start ?end ?about ?claim ?to_claim ?source ?confidence"
        f" {{ ?s a kg:Reference ; {_ORIGIN} ;"
        " kg:utterance ?utterance ; kg:speaker ?speaker ; kg:refersTo ?refers_to ; kg:relation ?relation ; kg:quote ?quote ;"
        " kg:start ?start ; kg:end ?end . OPTIONAL { ?s kg:about ?about } OPTIONAL { ?s kg:fromClaim ?claim }"
        " OPTIONAL { ?s kg:toClaim ?to_claim } } ORDER BY ?start ?end ?s"
    )
    return [
        row
        | {
            "id": local(row["s"]),
            "utterance": local(row["utterance"]),
            "speaker": r.name(row["speaker"]),
            "refers_to": r.name(row["refers_to"]),
            "relation": _word(row["relation"]),
            "claim": local(row["claim"]),
            "to_claim": local(row["to_claim"]),
        }
        for row in found
    ]


def _memberships(r: _Reader) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in r.rows(
        "SELECT ?person ?name ?role ?current { ?m a org:Membership ; org:member ?person ; org:organization ?o . ?o rdfs:label ?name"
        " OPTIONAL { ?m rdfs:label ?role } OPTIONAL { ?m kg:current ?current } }"
    ):
        role = f"{row['role']}, {row['name']}" if row["role"] else row["name"]
        found[row["person"]].append(f"{role} (former)" if row["current"] is False else role)
    return found


def _people(r: _Reader, cls: str) -> list[Row]:
    aliases, memberships = r.names_list(cls), _memberships(r)
    found = r.rows(
        f"SELECT ?s ?label ?role ?guessed {{ ?s a {cls} ; rdfs:label ?label OPTIONAL {{ ?s kg:eventRole ?role }}"
        " OPTIONAL { ?s kg:guessed ?guessed } } ORDER BY ?s"
    )
    return [
        row
        | {
            "id": local(row["s"]),
            "aliases": aliases.get(row["s"], ""),
            "memberships": joined(memberships.get(row["s"], ())),
            "guessed": bool(row["guessed"]),
        }
        for row in found
    ]


def _things(r: _Reader, cls: str) -> list[Row]:
    aliases = r.names_list(cls)
    found = r.rows(
        f"SELECT ?s ?label ?kind ?maker {{ ?s a {cls} ; rdfs:label ?label ; kg:kind ?kind"
        " OPTIONAL { ?s dcterms:creator ?maker } } ORDER BY ?s"
    )
    return [
        row | {"id": local(row["s"]), "aliases": aliases.get(row["s"], ""), "maker": local(row["maker"])}
        for row in found
    ]


def _concepts(r: _Reader) -> list[Row]:
    aliases, broader, related = (
        r.names_list("kg:Concept"),
        r.lists("skos:broader", "kg:Concept"),
        r.lists("skos:related", "kg:Concept"),
    )
    found = r.rows(
        "SELECT ?s ?label ?definition ?discovered { ?s a kg:Concept ; rdfs:label ?label OPTIONAL { ?s skos:definition ?definition }"
        " OPTIONAL { ?s kg:discovered ?discovered } } ORDER BY ?s"
    )
    return [
        row
        | {
            "id": local(row["s"]),
            "aliases": aliases.get(row["s"], ""),
            "broader": joined(map(local, broader.get(row["s"], ()))),
            "related": joined(map(local, related.get(row["s"], ()))),
            "discovered": bool(row["discovered"]),
        }
        for row in found
    ]


def _questions(r: _Reader) -> list[Row]:
    found = r.rows(
        "SELECT ?s ?label ?asked_by ?quote ?start ?end ?source { ?s a kg:Question ; rdfs:label ?label ; kg:source ?source"
        " OPTIONAL { ?s kg:askedBy ?asked_by } OPTIONAL { ?s kg:quote ?quote ; kg:start ?start ; kg:end ?end } } ORDER BY ?s"
    )
    return [row | {"id": local(row["s"]), "aliases": "", "asked_by": r.name(row["asked_by"])} for row in found]


def _propositions(r: _Reader) -> list[Row]:
    found = r.rows(
        "SELECT ?s ?label ?question ?kind ?source { ?s a kg:Proposition ; rdfs:label ?label ; kg:answers ?question ;"
        " kg:propositionKind ?kind ; kg:source ?source } ORDER BY ?question ?s"
    )
    return [row | {"id": local(row["s"]), "aliases": "", "question": local(row["question"])} for row in found]


_TABLES: dict[str, Callable[[_Reader], list[Row]]] = {
    "utterances": _utterances,
    "claims": _claims,
    "stances": _stances,
    "relations": _relations,
    "mentions": _mentions,
    "references": _references,
    "speakers": lambda r: _people(r, "kg:Speaker"),
    "people": lambda r: _people(r, "foaf:Person"),
    "organizations": lambda r: _things(r, "kg:Organization"),
    "products": lambda r: _things(r, "kg:Product"),
    "concepts": _concepts,
    "questions": _questions,
    "propositions": _propositions,
}


def all_tables(store: Source) -> dict[str, list[Row]]:
    """Return table name → rows, each row with exactly the columns of COLUMNS; no value is None but numbers left out."""
    reader = _Reader(store)
    return {name: [fitted(row, COLUMNS[name]) for row in read(reader)] for name, read in _TABLES.items()}
