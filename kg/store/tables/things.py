"""The tables of things: the event, people, organizations, products, concepts, questions, propositions."""

from __future__ import annotations

from collections import defaultdict

from kg.store.tables.reader import Reader
from kg.tables.columns import Row, local, several


def events(r: Reader) -> list[Row]:
    """Return the rows of the table `events`."""
    found = r.rows(
        "SELECT ?s ?title ?date ?place ?language ?source_url { ?s a kg:Event ; rdfs:label ?title"
        " OPTIONAL { ?s schema:startDate ?date } OPTIONAL { ?s schema:location ?place }"
        " OPTIONAL { ?s dcterms:source ?source_url } OPTIONAL { ?s schema:inLanguage ?language } } ORDER BY ?s"
    )
    return [{k: str(v) for k, v in row.items() if v is not None} | {"id": r.part.event} for row in found]


def _memberships(r: Reader) -> dict[str, list[tuple[str, str]]]:
    """Return person → memberships, in words and with the id of the organization."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in r.rows(
        "SELECT ?person ?name ?role ?current ?o { ?m a org:Membership ; org:member ?person ; org:organization ?o . ?o rdfs:label ?name"
        " OPTIONAL { ?m rdfs:label ?role } OPTIONAL { ?m kg:current ?current } }"
    ):
        role = f"{row['role']}, {row['name']}" if row["role"] else row["name"]
        words = f"{role} (former)" if row["current"] is False else role
        found[row["person"]].add((words, local(row["o"])))
    return {person: sorted(entries) for person, entries in found.items()}


def people(r: Reader, cls: str) -> list[Row]:
    """Return the rows of people of one class; of speakers with the part that they have in the event."""
    aliases, memberships, roles = r.other_names(cls), _memberships(r), _roles(r)
    printed = r.lists("^kg:participant/kg:printedLabel", cls)
    found = r.rows(
        f"SELECT ?s ?label ?guessed {{ ?s a {cls} ; rdfs:label ?label OPTIONAL {{ ?s kg:guessed ?guessed }} }} ORDER BY ?s"
    )
    return [
        row
        | {
            "id": local(row["s"]),
            "aliases": aliases.get(row["s"], ()),
            "role": roles.get(row["s"], ""),
            "printed_as": several(printed.get(row["s"], ())),
            "memberships": tuple(words for words, _ in memberships.get(row["s"], ())),
            "organizations": tuple(organization for _, organization in memberships.get(row["s"], ())),
            "guessed": bool(row["guessed"]),
        }
        for row in found
    ]


def _roles(r: Reader) -> dict[str, str]:
    """Return person → role at the event; graphs of before say it of the person."""
    found = r.rows(
        "SELECT ?person ?role { { ?part kg:participant ?person ; kg:eventRole ?role }"
        " UNION { ?person a kg:Speaker ; kg:eventRole ?role } } ORDER BY ?person DESC(?role)"
    )
    return {row["person"]: row["role"] for row in found}


def things(r: Reader, cls: str) -> list[Row]:
    """Return the rows of organizations, or of products."""
    aliases = r.other_names(cls)
    found = r.rows(
        f"SELECT ?s ?label ?kind ?maker {{ ?s a {cls} ; rdfs:label ?label ; kg:kind ?kind"
        " OPTIONAL { ?s dcterms:creator ?maker } } ORDER BY ?s"
    )
    return [
        row | {"id": local(row["s"]), "aliases": aliases.get(row["s"], ()), "maker": local(row["maker"])}
        for row in found
    ]


def concepts(r: Reader) -> list[Row]:
    """Return the rows of the table `concepts`."""
    aliases, broader, related = (
        r.other_names("kg:Concept"),
        r.ids("skos:broader", "kg:Concept"),
        r.ids("skos:related", "kg:Concept"),
    )
    found = r.rows(
        "SELECT ?s ?label ?definition ?discovered { ?s a kg:Concept ; rdfs:label ?label OPTIONAL { ?s skos:definition ?definition }"
        " OPTIONAL { ?s kg:discovered ?discovered } } ORDER BY ?s"
    )
    return [
        row
        | {
            "id": local(row["s"]),
            "aliases": aliases.get(row["s"], ()),
            "broader": broader.get(row["s"], ()),
            "related": related.get(row["s"], ()),
            "discovered": bool(row["discovered"]),
        }
        for row in found
    ]


def questions(r: Reader) -> list[Row]:
    """Return the rows of the table `questions`."""
    found = r.rows(
        "SELECT ?s ?label ?asked_by ?quote ?start ?end ?source { ?s a kg:Question ; rdfs:label ?label ; kg:source ?source"
        " OPTIONAL { ?s kg:askedBy ?asked_by } OPTIONAL { ?s kg:quote ?quote ; kg:start ?start ; kg:end ?end } } ORDER BY ?s"
    )
    return [row | {"id": local(row["s"]), "aliases": (), "asked_by": r.name(row["asked_by"])} for row in found]


def propositions(r: Reader) -> list[Row]:
    """Return the rows of the table `propositions`."""
    found = r.rows(
        "SELECT ?s ?label ?question ?kind ?source { ?s a kg:Proposition ; rdfs:label ?label ; kg:answers ?question ;"
        " kg:propositionKind ?kind ; kg:source ?source } ORDER BY ?question ?s"
    )
    return [row | {"id": local(row["s"]), "aliases": (), "question": local(row["question"])} for row in found]
