"""An AnnotatedEvent from a graph: the way back from RDF, with what the tables leave out read beside them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import Any

from kg.errors import GraphError
from kg.graph.terms import ORCID
from kg.model import AnnotatedEvent, Annotator, Event, Membership, Revision, Run
from kg.store.engine import Source, select
from kg.store.tables import all_tables
from kg.store.vocabulary import with_vocabulary
from kg.tables.columns import local
from kg.tables.to_event import composed, event_from, event_of

_NAMED = ("speakers", "people", "organizations", "products", "places", "works")


def annotated_event(source: Source, text: str = "") -> AnnotatedEvent:
    """Return the one event of a graph as the model has it.

    Args:
        source: the graph.
        text: the transcript; without it one is composed of the utterances, with line feeds between them, so that
            all offsets stay.

    Raises:
        GraphError: the graph has no event, or several.
    """
    tables = {name: [dict(row) for row in rows] for name, rows in all_tables(source).items()}
    event = replace(_event(tables.pop("events")), annotators=_annotators(source))
    _add_names(source, tables)
    _add_rules(source, tables)
    found = event_of(tables, text or composed(tables["utterances"]), event)
    if not text:
        given = next((str(r["o"]) for r in _rows(source, "{ ?s a kg:Transcript ; schema:sha256 ?o }")), "")
        found = replace(found, transcript=replace(found.transcript, given_sha256=given))
    return replace(found, revisions=_revisions(source), run=run_of(source))


def run_of(source: Source) -> Run | None:
    """Return how the one event of a graph was drafted: its method, model, door and what else was set; None if by a person."""
    settings = [r["o"] for r in _rows(source, "{ ?s a prov:Activity ; kg:note ?o }")]
    pairs = tuple(sorted({(name, value) for name, _, value in (s.partition(": ") for s in settings)}))
    return Run(method=dict(pairs).get("method", "human"), settings=pairs) if pairs else None


def rules_of(source: Source) -> dict[str, str]:
    """Return id → the rule by which a method made it, of what has one."""
    return {local(row["s"]): str(row["o"]) for row in _rows(source, "{ ?s kg:rule ?o }")}


def _rows(source: Source, pattern: str) -> list[dict[str, Any]]:
    return list(map(dict, select(source, f"SELECT ?s ?o {pattern} ORDER BY ?s ?o").rows))


def _event(rows: list[dict[str, Any]]) -> Event:
    if len(rows) != 1:
        raise GraphError(f"holds {len(rows) or 'no'} events, and one is needed (choose one with --event)")
    return event_from(rows[0])


def _annotators(source: Source) -> tuple[Annotator, ...]:
    rows = select(
        source,
        "SELECT DISTINCT ?name ?same ?page { ?activity prov:wasAssociatedWith ?who . ?who foaf:name ?name"
        " OPTIONAL { ?who owl:sameAs ?same } OPTIONAL { ?who foaf:page ?page } } ORDER BY ?name ?same ?page",
    ).rows
    found: dict[str, Annotator] = {}
    for row in rows:
        orcid = str(row["same"] or "").removeprefix(ORCID)
        found.setdefault(str(row["name"]), Annotator(name=str(row["name"]), orcid=orcid, url=str(row["page"] or "")))
    return tuple(found.values())


def _lists(source: Source, predicate: str) -> dict[str, tuple[Any, ...]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for row in _rows(source, f"{{ ?s {predicate} ?o }}"):
        found[row["s"]].append(row["o"])
    return {iri: tuple(values) for iri, values in found.items()}


def _iris(source: Source, cls: str) -> dict[str, str]:
    return {local(row["s"]): row["s"] for row in select(source, f"SELECT ?s {{ ?s a {cls} }}").rows}  # type: ignore[misc]


_CLASSES = {
    "speakers": "kg:Speaker",
    "people": "foaf:Person",
    "organizations": "kg:Organization",
    "products": "kg:Product",
    "places": "kg:Place",
    "works": "kg:Work",
    "concepts": "kg:Concept",
}


def _add_names(source: Source, tables: dict[str, list[dict[str, Any]]]) -> None:
    """Give each thing its other names one by one, as the graph has them, and what it is the same as."""
    alt, hidden = _lists(source, "skos:altLabel"), _lists(source, "skos:hiddenLabel")
    same, memberships = _lists(source, "owl:sameAs"), _memberships(source)
    tables["concepts"] = with_vocabulary(source, tables["concepts"], _iris(source, _CLASSES["concepts"]))
    for table in _NAMED:
        iris = _iris(source, _CLASSES[table])
        for row in tables[table]:
            iri = iris[row["id"]]
            ambiguous = hidden.get(iri, ())
            row |= {"same_as": same.get(iri, ()), "ambiguous": ambiguous, "hidden": ambiguous}
            row["aliases"] = alt.get(iri, ())
            row["memberships"] = memberships.get(iri, ())


def _memberships(source: Source) -> dict[str, tuple[Membership, ...]]:
    found: dict[str, list[Membership]] = defaultdict(list)
    for row in select(
        source,
        "SELECT ?person ?organization ?role ?current { ?m a org:Membership ; org:member ?person ; org:organization"
        " ?organization OPTIONAL { ?m rdfs:label ?role } OPTIONAL { ?m kg:current ?current } } ORDER BY ?person ?m",
    ).rows:
        current = row["current"] if isinstance(row["current"], bool) else None
        membership = Membership(organization=local(row["organization"]), role=str(row["role"] or ""), current=current)
        found[str(row["person"])].append(membership)
    return {iri: tuple(values) for iri, values in found.items()}


def _add_rules(source: Source, tables: dict[str, list[dict[str, Any]]]) -> None:
    rules = {local(iri): values[0] for iri, values in _lists(source, "kg:rule").items()}
    for table in ("claims", "relations", "references"):
        for row in tables[table]:
            row["rule"] = rules.get(row["id"], "")


def _revisions(source: Source) -> tuple[Revision, ...]:
    notes, dates = _lists(source, "kg:note"), _lists(source, "dcterms:date")
    whose = _lists(source, "prov:wasAttributedTo/rdfs:label")
    found = []
    for row in _rows(source, "{ ?s a prov:Revision ; rdfs:label ?o }"):
        action, _, target = str(row["o"]).partition(" ")
        detail, at, by = ("".join(told.get(row["s"], ())[:1]) for told in (notes, dates, whose))
        found.append(Revision(action=action, target=target, detail=detail, by=by, at=at))
    return tuple(found)
