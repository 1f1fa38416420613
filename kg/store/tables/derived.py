"""What tables say that no single property path does: memberships in words, roles, evidence of older graphs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kg.store.tables.reader import Reader
from kg.tables.columns import Row, local, several


def called_as_the_event(r: Reader, rows: Iterable[Row]) -> list[Row]:
    """Return events under the ids that all tables call them by: all of an IRI where two events share its end."""
    return [row | {"id": r.part.event} for row in rows]


def by_question(r: Reader, rows: Iterable[Row]) -> list[Row]:
    """Return stances in the order of questions, propositions and names."""
    return sorted(rows, key=lambda row: (row["question"], row["proposition"], row["speaker"]))


def with_memberships(r: Reader, rows: Iterable[Row]) -> list[Row]:
    """Return people with their memberships in words, and the organizations' ids beside them; with their role at the event."""
    memberships, roles = _memberships(r), _roles(r)
    return [
        row
        | {
            "role": roles.get(row["s"], ""),
            "memberships": tuple(words for words, _ in memberships.get(row["s"], ())),
            "organizations": tuple(organization for _, organization in memberships.get(row["s"], ())),
        }
        for row in rows
    ]


def concepts(r: Reader, rows: Iterable[Row]) -> list[Row]:
    """Return concepts with one definition each, and with their preferred labels in other languages among the aliases."""
    found = r.rows("SELECT ?s ?o (LANG(?o) AS ?lang) { ?s a kg:Concept ; skos:definition ?o }")
    first: dict[str, str] = {}
    # An English text, or one without a language, before others: as concepts are read from a vocabulary.
    for row in sorted(found, key=lambda x: (bool(x["lang"]) and not x["lang"].startswith("en"), x["o"])):
        first.setdefault(row["s"], row["o"])
    others = defaultdict(list)
    for row in r.rows(
        "SELECT ?s (STR(?o) AS ?name) { ?s a kg:Concept ; rdfs:label ?label ; skos:prefLabel ?o FILTER(STR(?o) != STR(?label)) }"
    ):
        others[row["s"]].append(row["name"])
    return [
        row | {"definition": first.get(row["s"], ""), "aliases": several((*row["aliases"], *others[row["s"]]))}
        for row in rows
    ]


def _memberships(r: Reader) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in r.rows(
        "SELECT ?person ?name ?role ?current ?o { ?m a org:Membership ; org:member ?person ; org:organization ?o ."
        " ?o rdfs:label ?name OPTIONAL { ?m rdfs:label ?role } OPTIONAL { ?m kg:current ?current } }"
    ):
        role = f"{row['role']}, {row['name']}" if row["role"] else row["name"]
        words = f"{role} (former)" if row["current"] is False else role
        found[row["person"]].add((words, local(row["o"])))
    return {person: sorted(entries) for person, entries in found.items()}


def _roles(r: Reader) -> dict[str, str]:
    """Return person → role at the event; graphs of before say it of the person."""
    found = r.rows(
        "SELECT ?person ?role { { ?part kg:participant ?person ; kg:eventRole ?role }"
        " UNION { ?person a kg:Speaker ; kg:eventRole ?role } } ORDER BY ?person DESC(?role)"
    )
    return {row["person"]: row["role"] for row in found}


def with_evidence_of_old(evidence: list[Row], stances: Iterable[Row]) -> list[Row]:
    """Return the evidence with that of stances from before there was any: each of their claims shows what the stance says."""
    known = {row["stance"] for row in evidence}
    return evidence + [
        {
            "id": f"{stance['id']}-{claim}",
            "stance": stance["id"],
            "claim": claim,
            "side": stance["stance"],
            "basis": stance["basis"],
            "source": stance["source"],
        }
        for stance in stances
        if stance["id"] not in known
        for claim in stance["claims"]
    ]
