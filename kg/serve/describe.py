"""What an endpoint says of itself: its service description, and its graph's VoID."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox

_SD = "http://www.w3.org/ns/sparql-service-description#"
_VOID = "http://rdfs.org/ns/void#"
_FORMATS = "http://www.w3.org/ns/formats/"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_DCTERMS = "http://purl.org/dc/terms/"
_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_XSD_INTEGER = ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")
PREFIXES = {"sd": _SD, "void": _VOID, "formats": _FORMATS, "rdfs": _RDFS, "dcterms": _DCTERMS}
_RESULTS = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "JSON-LD",
    "RDF_XML",
)
Statements = list[ox.Triple]


class _Page:
    """Statements as they grow, about IRIs below one base."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.found: Statements = []

    def node(self, part: str) -> ox.NamedNode:
        return ox.NamedNode(f"{self.base}{part}")

    def add(self, subject: ox.NamedNode, predicate: str, *objects: Any) -> None:
        for value in objects:
            term = ox.Literal(str(value), datatype=_XSD_INTEGER) if isinstance(value, int) else value
            term = ox.Literal(term) if isinstance(term, str) else term
            self.found.append(ox.Triple(subject, ox.NamedNode(predicate), term))

    def typed(self, subject: ox.NamedNode, cls: str) -> None:
        self.found.append(ox.Triple(subject, _TYPE, ox.NamedNode(cls)))


def service_description(base: str, facts: dict[str, Any]) -> Statements:
    """Return the service description of the endpoint at `base`sparql, by SPARQL 1.1 Service Description."""
    page = _Page(base)
    service, everything = page.node("sparql"), page.node("sparql#everything")
    page.typed(service, _SD + "Service")
    page.add(service, _SD + "endpoint", service)
    page.add(service, _SD + "supportedLanguage", ox.NamedNode(_SD + "SPARQL11Query"))
    page.add(service, _SD + "resultFormat", *(ox.NamedNode(_FORMATS + name) for name in _RESULTS))
    page.add(service, _SD + "defaultDataset", page.node("sparql#dataset"))
    page.typed(page.node("sparql#dataset"), _SD + "Dataset")
    page.add(page.node("sparql#dataset"), _SD + "defaultGraph", everything)
    page.typed(everything, _SD + "Graph")
    page.add(everything, _VOID + "triples", facts["triples"])
    for number, (name, size) in enumerate(sorted(facts["graphs"].items()), 1):
        named, graph = page.node(f"sparql#named-{number}"), page.node(f"sparql#graph-{number}")
        page.add(page.node("sparql#dataset"), _SD + "namedGraph", named)
        page.typed(named, _SD + "NamedGraph")
        page.add(named, _SD + "name", ox.NamedNode(name))
        page.add(named, _SD + "graph", graph)
        page.typed(graph, _SD + "Graph")
        page.add(graph, _VOID + "triples", size)
    return page.found


def void(base: str, facts: dict[str, Any]) -> Statements:
    """Return the VoID of the graph: its size, its classes and properties, its vocabularies, its endpoint."""
    page = _Page(base)
    dataset = page.node(".well-known/void#graph")
    page.typed(dataset, _VOID + "Dataset")
    page.add(dataset, _VOID + "sparqlEndpoint", page.node("sparql"))
    page.add(dataset, _VOID + "triples", facts["triples"])
    page.add(dataset, _VOID + "distinctSubjects", facts["subjects"])
    page.add(dataset, _DCTERMS + "title", *(label for _, label in facts["events"] if label))
    terms = [*facts["classes"], *facts["properties"]]
    for vocabulary in sorted({_namespace(term) for term in terms}):
        page.add(dataset, _VOID + "vocabulary", ox.NamedNode(vocabulary))
    for kind, of, count in (("class", "classPartition", "entities"), ("property", "propertyPartition", "triples")):
        parts = facts["classes" if kind == "class" else "properties"]
        for number, (term, size) in enumerate(sorted(parts.items()), 1):
            part = page.node(f".well-known/void#{kind}-{number}")
            page.add(dataset, _VOID + of, part)
            page.add(part, _VOID + kind, ox.NamedNode(term))
            page.add(part, _VOID + count, size)
    return page.found


def _namespace(term: str) -> str:
    return term[: max(term.rfind("#"), term.rfind("/")) + 1]
