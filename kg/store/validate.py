"""Check a graph against the rules: by the violation queries, fast, and by the SHACL shapes, their reference."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.graph.terms import RDF
from kg.resources import shipped, shipped_queries
from kg.store.engine import Source, select
from kg.store.graph import Graph
from kg.store.parts import parts

if TYPE_CHECKING:
    import rdflib

Row = dict[str, Any]

COLUMNS = ("rule", "node", "message")
#: With the event in which it is found before them.
FINDING_COLUMNS = ("event", *COLUMNS)
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


def findings(source: Source, *, queries: bool = True, shapes: bool = True) -> list[Row]:
    """Return what is wrong in a graph, event by event: rows of FINDING_COLUMNS, each once.

    Args:
        source: a store, or an endpoint, of which the shapes need all statements.
        queries: check by the violation queries.
        shapes: check by the SHACL shapes.
    """
    found: list[Row] = []
    for part in parts(source):
        rows = violations(part.source, graph=part.graph) if queries else []
        if shapes:
            rows += [row for row in shacl(Graph(part.store())) if row not in rows]
        found += [{"event": part.event} | row for row in rows]
    return found


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


def shacl(graph: Graph) -> list[Row]:
    """Return what the SHACL shapes find, in the same rows as `violations`.

    pySHACL checks what the core of SHACL says, over rdflib in memory (over an Oxigraph store it takes sixty times as
    long); the constraints in SPARQL that stand in the same shapes are put to Oxigraph, since rdflib takes most of the
    time for them.

    Args:
        graph: the graph to check, at most some hundred thousand triples.
    """
    import pyshacl
    import rdflib

    from kg.store.graph import literals_as_written

    shapes = rdflib.Graph().parse(shipped("ontology", "shapes.ttl"), format="turtle")
    found = _by_engine(shapes, graph.store)
    shapes.remove((None, rdflib.URIRef(_SH + "sparql"), None))
    with literals_as_written():
        _, report, _ = pyshacl.validate(graph.to_rdflib(), shacl_graph=shapes, inference="none")
    return _sorted([*found, *(_finding(report, r) for r in report.objects(None, rdflib.URIRef(_SH + "result")))])


def _by_engine(shapes: rdflib.Graph, store: ox.Store) -> list[Row]:
    """Ask the constraints in SPARQL of each thing that their shape targets: a row's ?value is what is wrong."""
    import rdflib

    sh = rdflib.Namespace(_SH)
    declared = [
        f"PREFIX {shapes.value(d, sh.prefix)}: <{shapes.value(d, sh.namespace)}>"
        for d in sorted(shapes.objects(None, sh.declare), key=lambda d: str(shapes.value(d, sh.prefix)))
    ]
    found = []
    for shape, constraint in shapes.subject_objects(sh.sparql):
        rule = str(shape).removeprefix(RULES)
        query = "\n".join([*declared, str(shapes.value(constraint, sh.select))])
        message = str(shapes.value(constraint, sh.message))
        for target in shapes.objects(shape, sh.targetClass):
            for thing in {q.subject for q in store.quads_for_pattern(None, RDF.type, ox.NamedNode(str(target)), None)}:
                rows = select(store, query, {"this": thing}, where=f"shapes.ttl, {rule}").rows
                found += [{"rule": rule, "node": row["value"], "message": message} for row in rows]
    return found


def _finding(report: rdflib.Graph, result: Any) -> Row:
    import rdflib

    def said(subject: Any, name: str) -> Any:
        return report.value(subject, rdflib.URIRef(_SH + name))

    shape, component = said(result, "sourceShape"), str(said(result, "sourceConstraintComponent")).removeprefix(_SH)
    if str(shape).startswith(RULES):
        rule, node = str(shape).removeprefix(RULES), str(said(result, "focusNode"))
        return {"rule": rule, "node": node, "message": str(said(result, "resultMessage"))}
    rule, name, message = _COMPONENTS[component]
    words = message.format(value=said(result, "value"), parameter=said(shape, name), path=said(result, "resultPath"))
    return {"rule": rule, "node": str(said(result, "focusNode")), "message": words}


def _sorted(rows: Iterable[Row]) -> list[Row]:
    distinct = {tuple(row[c] for c in COLUMNS) for row in rows}
    return [dict(zip(COLUMNS, values, strict=True)) for values in sorted(distinct)]
