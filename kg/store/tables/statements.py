"""The tables of what is said: turns, claims, stances, relations, mentions, references."""

from __future__ import annotations

from kg.store.tables.reader import Reader, word
from kg.tables.columns import Row, local

_ORIGIN = "kg:source ?source ; kg:confidence ?confidence"


def utterances(r: Reader) -> list[Row]:
    """Return the rows of the table `utterances`."""
    found = r.rows(
        "SELECT ?s ?speaker ?section ?kind ?start ?end ?start_time ?end_time ?text { ?s a kg:Utterance ;"
        " kg:index ?index ; kg:kind ?kind ; kg:start ?start ; kg:end ?end"
        " OPTIONAL { ?s kg:text ?text } OPTIONAL { ?s kg:speaker ?speaker } OPTIONAL { ?s kg:section ?section }"
        " OPTIONAL { ?s kg:startTime ?start_time } OPTIONAL { ?s kg:endTime ?end_time } } ORDER BY ?index ?s"
    )
    return [row | {"id": local(row["s"]), "speaker": r.name(row["speaker"])} for row in found]


def claims(r: Reader) -> list[Row]:
    """Return the rows of the table `claims`."""
    concepts = r.ids("kg:concept", "kg:Claim")
    found = r.rows(
        "SELECT ?s ?speaker ?utterance ?start ?end ?quote ?text ?hedged ?quantity ?reported ?reported_by ?note ?source"
        " ?confidence { ?s a kg:Claim ; kg:speaker ?speaker ; kg:utterance ?utterance ; kg:start ?start ; kg:end ?end ;"
        f" kg:quote ?quote ; rdfs:label ?text ; kg:hedged ?hedged ; kg:reported ?reported ; {_ORIGIN}"
        " OPTIONAL { ?s kg:quantity ?quantity } OPTIONAL { ?s kg:reportedBy ?reported_by } OPTIONAL { ?s kg:note ?note } }"
        " ORDER BY ?start ?end ?s"
    )
    return [
        row
        | {
            "id": local(row["s"]),
            "speaker": r.name(row["speaker"]),
            "utterance": local(row["utterance"]),
            "concepts": concepts.get(row["s"], ()),
        }
        for row in found
    ]


def stances(r: Reader) -> list[Row]:
    """Return the rows of the table `stances`."""
    claims_of = r.ids("kg:claim", "kg:Stance")
    found = r.rows(
        "SELECT ?s ?speaker ?proposition ?question ?stance ?basis ?source ?confidence { ?s a kg:Stance ; kg:speaker ?speaker ;"
        f" kg:proposition ?proposition ; kg:stance|kg:polarity ?stance ; kg:basis ?basis ; {_ORIGIN} ."
        " ?proposition kg:answers ?question }"
    )
    rows = [
        row
        | {
            "id": local(row["s"]),
            "speaker": r.name(row["speaker"]),
            "proposition": local(row["proposition"]),
            "question": local(row["question"]),
            "stance": word(row["stance"]),
            "basis": word(row["basis"]),
            "claims": claims_of.get(row["s"], ()),
        }
        for row in found
    ]
    return sorted(rows, key=lambda row: (row["question"], row["proposition"], row["speaker"]))


def evidence(r: Reader) -> list[Row]:
    """Return the rows of the table `evidence`."""
    found = r.rows(
        "SELECT ?s ?stance ?claim ?side ?kind ?basis ?why ?source { ?stance kg:shownBy ?s ."
        " ?s a kg:Evidence ; kg:claim ?claim ; kg:side ?side ; kg:basis ?basis ; kg:source ?source . ?claim kg:start ?start"
        " OPTIONAL { ?s kg:kind ?kind } OPTIONAL { ?s kg:why ?why } } ORDER BY ?stance ?start ?s"
    )
    rows = [
        row
        | {
            "id": local(row["s"]),
            "stance": local(row["stance"]),
            "claim": local(row["claim"]),
            "side": word(row["side"]),
            "basis": word(row["basis"]),
        }
        for row in found
    ]
    return rows + _evidence_of_old(r, {row["stance"] for row in rows})


def _evidence_of_old(r: Reader, known: set[str]) -> list[Row]:
    """Return the evidence of stances from before there was any: each of their claims shows what the stance says."""
    return [
        {
            "id": f"{stance['id']}-{claim}",
            "stance": stance["id"],
            "claim": claim,
            "side": stance["stance"],
            "basis": stance["basis"],
            "source": stance["source"],
        }
        for stance in stances(r)
        if stance["id"] not in known
        for claim in stance["claims"]
    ]


def relations(r: Reader) -> list[Row]:
    """Return the rows of the table `relations`."""
    found = r.rows(
        "SELECT ?s ?from_claim ?to_claim ?from ?to ?relation ?basis ?about ?quote ?begin ?end ?source"
        " ?confidence { ?s a kg:Relation ; kg:fromClaim ?from_claim ; kg:toClaim ?to_claim ; kg:relation ?relation ;"
        f" kg:basis ?basis ; {_ORIGIN} . ?from_claim kg:speaker ?from ; kg:start ?start . ?to_claim kg:speaker ?to"
        " OPTIONAL { ?s kg:about ?about } OPTIONAL { ?s kg:quote|kg:evidence ?quote ; kg:start ?begin ; kg:end ?end } }"
        " ORDER BY ?start ?s"
    )
    return [
        row
        | {
            "id": local(row["s"]),
            "start": row["begin"],
            "from_claim": local(row["from_claim"]),
            "to_claim": local(row["to_claim"]),
            "from_speaker": r.name(row["from"]),
            "to_speaker": r.name(row["to"]),
            "relation": word(row["relation"]),
            "basis": local(row["basis"]),
        }
        for row in found
    ]


def mentions(r: Reader) -> list[Row]:
    """Return the rows of the table `mentions`."""
    found = r.rows(
        "SELECT ?s ?utterance ?speaker ?entity ?entity_type ?surface ?start ?end { ?s a kg:Mention ; kg:utterance ?utterance ;"
        " kg:entity ?entity ; kg:entityType ?entity_type ; kg:surface ?surface ; kg:start ?start ; kg:end ?end ."
        " OPTIONAL { ?s kg:speaker ?speaker } } ORDER BY ?start ?end ?s"
    )
    return [
        row
        | {
            "id": local(row["s"]),
            "utterance": local(row["utterance"]),
            "speaker": r.name(row["speaker"]),
            "entity": local(row["entity"]),
        }
        for row in found
    ]


def references(r: Reader) -> list[Row]:
    """Return the rows of the table `references`."""
    found = r.rows(
        "SELECT ?s ?utterance ?speaker ?refers_to ?relation ?quote ?start ?end ?about ?from_claim ?to_claim ?source ?confidence"
        f" {{ ?s a kg:Reference ; {_ORIGIN} ;"
        " kg:utterance ?utterance ; kg:speaker ?speaker ; kg:refersTo ?refers_to ; kg:relation ?relation ; kg:quote ?quote ;"
        " kg:start ?start ; kg:end ?end . OPTIONAL { ?s kg:about ?about } OPTIONAL { ?s kg:fromClaim ?from_claim }"
        " OPTIONAL { ?s kg:toClaim ?to_claim } } ORDER BY ?start ?end ?s"
    )
    return [
        row
        | {
            "id": local(row["s"]),
            "utterance": local(row["utterance"]),
            "speaker": r.name(row["speaker"]),
            "refers_to": r.name(row["refers_to"]),
            "relation": word(row["relation"]),
            "from_claim": local(row["from_claim"]),
            "to_claim": local(row["to_claim"]),
        }
        for row in found
    ]
