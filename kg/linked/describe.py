"""What a graph says of itself: the description of its endpoint, its VoID, and the questions that are shipped with it."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox

from kg.graph.literals import address
from kg.resources import described, shipped_queries
from kg.store import engine
from kg.store.sparql_text import form

_SD = "http://www.w3.org/ns/sparql-service-description#"
_VOID = "http://rdfs.org/ns/void#"
_FORMATS = "http://www.w3.org/ns/formats/"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_DCTERMS = "http://purl.org/dc/terms/"
_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_XSD_ANY_URI = ox.NamedNode("http://www.w3.org/2001/XMLSchema#anyURI")
_XSD_INTEGER = ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")
_SH = "http://www.w3.org/ns/shacl#"
_VOID_EXT = "http://ldf.fi/void-ext#"
_SCHEMA = "https://schema.org/"
_DCAT = "http://www.w3.org/ns/dcat#"
PREFIXES = {
    "sd": _SD,
    "void": _VOID,
    "void-ext": _VOID_EXT,
    "formats": _FORMATS,
    "rdfs": _RDFS,
    "dcterms": _DCTERMS,
    "sh": _SH,
    "schema": _SCHEMA,
    "dcat": _DCAT,
}
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
    page.add(service, _SD + "feature", ox.NamedNode(_SD + "UnionDefaultGraph"))
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


def void(base: str, facts: dict[str, Any], *, endpoint: bool = True) -> Statements:
    """Return the VoID of the graph: its size, its classes and properties, its vocabularies, where it is to be had.

    Of each class it says which properties its things have, and to which classes and datatypes these lead: that is what
    assistants read to write queries.

    Args:
        base: the address below which everything is.
        facts: what `kg.linked.facts` counts.
        endpoint: whether there is an endpoint at `base`sparql.
    """
    page = _Page(base)
    dataset = page.node(".well-known/void#graph")
    for cls in (_VOID, _DCAT, _SCHEMA):
        page.typed(dataset, cls + "Dataset")
    if endpoint:
        page.add(dataset, _VOID + "sparqlEndpoint", page.node("sparql"))
    page.add(dataset, _VOID + "dataDump", page.node("graph.ttl"))
    page.add(dataset, _VOID + "uriSpace", facts["base"])
    page.add(dataset, _VOID + "triples", facts["triples"])
    page.add(dataset, _VOID + "distinctSubjects", facts["subjects"])
    titles = [label for _, label in facts["events"] if label]
    page.add(dataset, _DCTERMS + "title", *titles)
    page.add(dataset, _SCHEMA + "name", *titles)
    for ours, theirs in (("license", "license"), ("publisher", "publisher"), ("source", "isBasedOn")):
        for value in facts["texts"].get(ours, ()):
            page.add(dataset, _DCTERMS + ours, address(value))
            page.add(dataset, _SCHEMA + theirs, address(value))
    for who in facts.get("annotators", ()):
        page.add(dataset, _DCTERMS + "creator", ox.NamedNode(who))
        page.add(dataset, _SCHEMA + "creator", ox.NamedNode(who))
    dump = page.node(".well-known/void#dump")
    page.add(dataset, _DCAT + "distribution", dump)
    page.typed(dump, _DCAT + "Distribution")
    page.add(dump, _DCAT + "downloadURL", page.node("graph.ttl"))
    page.add(dump, _DCAT + "mediaType", ox.NamedNode("https://www.iana.org/assignments/media-types/text/turtle"))
    terms = [*facts["classes"], *facts["properties"]]
    for vocabulary in sorted({_namespace(term) for term in terms}):
        page.add(dataset, _VOID + "vocabulary", ox.NamedNode(vocabulary))
    classes = _parts(page, dataset, "class", facts["classes"])
    _parts(page, dataset, "property", facts["properties"])
    for number, (cls, term, size, to_classes, to_datatypes) in enumerate(facts["schema"], 1):
        part = page.node(f".well-known/void#of-class-{number}")
        page.add(classes[cls], _VOID + "propertyPartition", part)
        page.add(part, _VOID + "property", ox.NamedNode(term))
        page.add(part, _VOID + "triples", size)
        for place, (other, n) in enumerate(sorted(to_classes.items()), 1):
            target = page.node(f".well-known/void#to-class-{number}-{place}")
            page.add(part, _VOID + "classPartition", target)
            page.add(target, _VOID + "class", ox.NamedNode(other))
            page.add(target, _VOID + "triples", n)
        for place, (other, n) in enumerate(sorted(to_datatypes.items()), 1):
            target = page.node(f".well-known/void#to-datatype-{number}-{place}")
            page.add(part, _VOID_EXT + "datatypePartition", target)
            page.add(target, _VOID_EXT + "datatype", ox.NamedNode(other))
            page.add(target, _VOID + "triples", n)
    return page.found


def _parts(page: _Page, dataset: ox.NamedNode, kind: str, sizes: dict[str, int]) -> dict[str, ox.NamedNode]:
    """Add the partitions of a kind (class or property), and return them by what they are of."""
    found = {}
    for number, (term, size) in enumerate(sorted(sizes.items()), 1):
        found[term] = page.node(f".well-known/void#{kind}-{number}")
        page.add(dataset, f"{_VOID}{kind}Partition", found[term])
        page.add(found[term], _VOID + kind, ox.NamedNode(term))
        page.add(found[term], _VOID + ("entities" if kind == "class" else "triples"), size)
    return found


def questions(base: str, *, endpoint: bool = True) -> Statements:
    """Return the shipped queries, each with the question that it answers, and the prefixes that they use."""
    page = _Page(base)
    prefixes = page.node(".well-known/void#prefixes")
    page.typed(prefixes, "http://www.w3.org/2002/07/owl#Ontology")
    for name, namespace in sorted(engine.PREFIXES.items()):
        declared = page.node(f".well-known/void#prefix-{name}")
        page.add(prefixes, _SH + "declare", declared)
        page.typed(declared, _SH + "PrefixDeclaration")
        page.add(declared, _SH + "prefix", name)
        page.found.append(
            ox.Triple(declared, ox.NamedNode(_SH + "namespace"), ox.Literal(namespace, datatype=_XSD_ANY_URI))
        )
    for path in shipped_queries():
        said, text = described(path), path.read_text(encoding="utf-8")
        query, kind = page.node(f".well-known/void#query-{said['name']}"), form(text).lower()
        page.typed(query, _SH + "SPARQLExecutable")
        page.typed(query, f"{_SH}SPARQL{kind.capitalize()}Executable")
        page.add(query, _RDFS + "label", said["name"])
        page.add(query, _RDFS + "comment", said["question"])
        page.add(query, _SH + kind, text)
        page.add(query, _SH + "prefixes", prefixes)
        if endpoint:
            page.add(query, _SCHEMA + "target", page.node("sparql"))
    return page.found


def _namespace(term: str) -> str:
    return term[: max(term.rfind("#"), term.rfind("/")) + 1]
