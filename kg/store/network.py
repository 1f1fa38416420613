"""The graph as a networkx MultiDiGraph: typed nodes, typed edges, the quotes on them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.graph.terms import DCTERMS, FOAF, KG, ORG, RDF, RDFS, SKOS
from kg.store.datasets import statements
from kg.store.engine import python_value
from kg.tables.columns import local

if TYPE_CHECKING:
    import networkx as nx

_NODE_CLASSES = {
    "event": KG.Event,
    "person": FOAF.Person,
    "speaker": KG.Speaker,
    "organization": KG.Organization,
    "product": KG.Product,
    "concept": KG.Concept,
    "question": KG.Question,
    "proposition": KG.Proposition,
    "claim": KG.Claim,
    "utterance": KG.Utterance,
}
_SKIPPED = {RDF.type.value, RDFS.label.value, SKOS.prefLabel.value}
_EDGE_NAMES = {SKOS.broader.value: "broader", SKOS.related.value: "related", DCTERMS.creator.value: "maker"}


def network(store: ox.Store) -> nx.MultiDiGraph[str]:
    """Return nodes for things and edges for what joins them.

    Every node has `type` (speaker, claim …), `label`, and its literal properties; every edge has `type`, which is also
    its key. Stances and relations, nodes of their own in RDF, are edges here (`agrees`, `disagrees` …) and carry basis,
    who made them (`made_by`), confidence and, for relations, the words. So are a speaker's part in an event (`participatesIn`, with the
    role there), memberships (`memberOf`) and references (`refersTo`),
    of which there may be several between two nodes: their keys end in their ids. Nodes and edges come in the order of
    their IRIs.
    """
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    nodes = _nodes(store)
    for iri in sorted(nodes):
        graph.add_node(iri, **nodes[iri])
    edges = [*_plain_edges(store, set(nodes)), *_stance_edges(store), *_relation_edges(store)]
    edges += [*_participation_edges(store), *_membership_edges(store), *_reference_edges(store)]
    for start, end, key, attributes in sorted(edges, key=lambda e: (e[0], e[1], e[2])):
        if start in nodes and end in nodes:
            graph.add_edge(start, end, key=key, type=key.partition(" ")[0], **attributes)
    return graph


def _nodes(store: ox.Store) -> dict[str, dict[str, object]]:
    nodes: dict[str, dict[str, object]] = {}
    for kind, cls in _NODE_CLASSES.items():
        for quad in store.quads_for_pattern(None, RDF.type, cls):
            nodes[quad.subject.value] = {"type": kind, "label": local(quad.subject.value)}  # type: ignore[union-attr]
    values: dict[tuple[str, str], list[object]] = defaultdict(list)
    for quad in statements(store):
        node = nodes.get(getattr(quad.subject, "value", ""))
        if node is None or not isinstance(quad.object, ox.Literal):
            continue
        name = local(quad.predicate.value)
        if quad.predicate == RDFS.label:
            node["label"] = quad.object.value
        elif quad.predicate.value not in _SKIPPED:
            value = python_value(quad.object)
            values[quad.subject.value, name].append(value)  # type: ignore[union-attr]
    for (iri, name), found in values.items():
        # Several values of one property are joined, smallest first, so that any format can hold them.
        nodes[iri][name] = found[0] if len(found) == 1 else ";".join(sorted(map(str, found)))
    return nodes


Edge = tuple[str, str, str, dict[str, object]]


def _plain_edges(store: ox.Store, nodes: set[str]) -> list[Edge]:
    edges: list[Edge] = []
    for quad in statements(store):
        if (
            isinstance(quad.object, ox.NamedNode)
            and isinstance(quad.subject, ox.NamedNode)
            and quad.object.value in nodes
        ):
            kind = _EDGE_NAMES.get(quad.predicate.value, local(quad.predicate.value))
            edges.append((quad.subject.value, quad.object.value, kind, {}))
    return edges


def _origin(store: ox.Store, node: ox.NamedNode) -> tuple[dict[str, ox.NamedNode], dict[str, object]]:
    links: dict[str, ox.NamedNode] = {}
    values: dict[str, object] = {}
    for quad in store.quads_for_pattern(node, None, None):
        name = local(quad.predicate.value)
        if name in {"basis", "relation", "stance"}:
            values[name] = local(quad.object.value)  # type: ignore[union-attr]
        elif isinstance(quad.object, ox.NamedNode):
            links[name] = quad.object
        else:
            # networkx and pyvis keep `source` for the end of an edge.
            values["made_by" if name == "source" else name] = python_value(quad.object)
    return links, values


def _stance_edges(store: ox.Store) -> list[Edge]:
    edges: list[Edge] = []
    for quad in store.quads_for_pattern(None, RDF.type, KG.Stance):
        links, values = _origin(store, quad.subject)  # type: ignore[arg-type]
        edges.append((links["speaker"].value, links["proposition"].value, str(values.pop("stance")), values))
    return edges


def _relation_edges(store: ox.Store) -> list[Edge]:
    edges: list[Edge] = []
    for quad in store.quads_for_pattern(None, RDF.type, KG.Relation):
        links, values = _origin(store, quad.subject)  # type: ignore[arg-type]
        edges.append((links["fromClaim"].value, links["toClaim"].value, str(values.pop("relation")), values))
    return edges


def _participation_edges(store: ox.Store) -> list[Edge]:
    edges: list[Edge] = []
    for quad in store.quads_for_pattern(None, RDF.type, KG.Participation):
        links, values = _origin(store, quad.subject)  # type: ignore[arg-type]
        values = {"role": values.get("eventRole")} | {k: v for k, v in values.items() if k == "printedLabel"}
        edges.append((links["participant"].value, links["inEvent"].value, "participatesIn", values))
    return edges


def _membership_edges(store: ox.Store) -> list[Edge]:
    edges: list[Edge] = []
    for quad in store.quads_for_pattern(None, RDF.type, ORG.Membership):
        links, values = _origin(store, quad.subject)  # type: ignore[arg-type]
        if "label" in values:
            values["role"] = values.pop("label")
        key = f"memberOf {local(quad.subject.value)}"  # type: ignore[union-attr]
        edges.append((links["member"].value, links["organization"].value, key, values))
    return edges


def _reference_edges(store: ox.Store) -> list[Edge]:
    edges: list[Edge] = []
    for quad in store.quads_for_pattern(None, RDF.type, KG.Reference):
        links, values = _origin(store, quad.subject)  # type: ignore[arg-type]
        key = f"refersTo {local(quad.subject.value)}"  # type: ignore[union-attr]
        edges.append((links["speaker"].value, links["refersTo"].value, key, values))
    return edges
