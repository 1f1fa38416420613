"""Check a graph against the rules: by the violation queries, fast, and by the SHACL shapes, their reference."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.resources import shipped, shipped_queries
from kg.store.engine import Source, select

if TYPE_CHECKING:
    import rdflib

Row = dict[str, Any]

COLUMNS = ("rule", "node", "message")
RULES = "https://w3id.org/panel-kg/rule/"
_SH = "http://www.w3.org/ns/shacl#"

#: SHACL constraint → the rule that it belongs to, the shape's parameter that the message names, and the message.
_COMPONENTS: dict[str, tuple[str, str, str]] = {
    "ClassConstraintComponent": ("wrong-class", "class", "{value} is no {parameter} for {path}"),
    "DatatypeConstraintComponent": ("wrong-datatype", "datatype", "{value} is no {parameter} for {path}"),
    "InConstraintComponent": ("unknown-value", "in", "{value} is not in the list of {path}"),
    "MaxCountConstraintComponent": ("too-many-values", "maxCount", "has several values of {path}"),
    "MaxInclusiveConstraintComponent": ("out-of-range", "maxInclusive", "{value} is out of range for {path}"),
    "MinCountConstraintComponent": ("missing-value", "minCount", "lacks {path}"),
    "MinInclusiveConstraintComponent": ("out-of-range", "minInclusive", "{value} is out of range for {path}"),
    "MinLengthConstraintComponent": ("empty-text", "minLength", "has an empty {path}"),
}


def violations(source: Source, *, graph: ox.NamedNode | None = None) -> list[Row]:
    """Return what the violation queries find: rows of rule, node and message, each once and sorted.

    Args:
        source: a store, or an endpoint.
        graph: the one named graph to check; by default everything.

    >>> from kg.graph.terms import KG, RDF
    >>> bad = ox.Store()
    >>> bad.add(ox.Quad(ox.NamedNode("urn:e"), RDF.type, KG.Event))
    >>> [(row["rule"], row["node"]) for row in violations(bad)]
    [('missing-value', 'urn:e')]
    """
    found = []
    for path in shipped_queries("violations"):
        rows = select(source, path.read_text(encoding="utf-8"), where=path.name, graph=graph).rows
        found += [{"rule": path.stem, "node": row["node"], "message": row["message"]} for row in rows]
    return _sorted(found)


def shacl(graph: rdflib.Graph) -> list[Row]:
    """Return what the SHACL shapes find, in the same rows as `violations`.

    Args:
        graph: an rdflib graph in memory; over an Oxigraph store pySHACL takes sixty times as long.
    """
    import pyshacl
    import rdflib

    rdflib.NORMALIZE_LITERALS = False
    shapes = rdflib.Graph().parse(shipped("ontology", "shapes.ttl"), format="turtle")
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes, inference="none")
    return _sorted(_finding(report, result) for result in report.objects(None, rdflib.URIRef(_SH + "result")))


def _finding(report: rdflib.Graph, result: Any) -> Row:
    import rdflib

    def said(subject: Any, name: str) -> Any:
        return report.value(subject, rdflib.URIRef(_SH + name))

    shape, component = said(result, "sourceShape"), str(said(result, "sourceConstraintComponent")).removeprefix(_SH)
    if str(shape).startswith(RULES):
        # A constraint in SPARQL is asked of the event: what is wrong in it is the value.
        node = said(result, "value") if component == "SPARQLConstraintComponent" else said(result, "focusNode")
        return {
            "rule": str(shape).removeprefix(RULES),
            "node": str(node),
            "message": str(said(result, "resultMessage")),
        }
    rule, name, message = _COMPONENTS[component]
    words = message.format(value=said(result, "value"), parameter=said(shape, name), path=said(result, "resultPath"))
    return {"rule": rule, "node": str(said(result, "focusNode")), "message": words}


def _sorted(rows: Iterable[Row]) -> list[Row]:
    distinct = {tuple(row[c] for c in COLUMNS) for row in rows}
    return [dict(zip(COLUMNS, values, strict=True)) for values in sorted(distinct)]
