"""The graph as a networkx MultiDiGraph: typed nodes, typed edges, the quotes on them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.evidence.edges import Ground, Grounds, TakenUp, grounds
from kg.graph.derive import SIDE_EDGES
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
    "place": KG.Place,
    "work": KG.Work,
    "concept": KG.Concept,
    "question": KG.Question,
    "proposition": KG.Proposition,
    "claim": KG.Claim,
    "utterance": KG.Utterance,
    "section": KG.Section,
}
_SKIPPED = {RDF.type.value, RDFS.label.value, SKOS.prefLabel.value}
_EDGE_NAMES = {SKOS.broader.value: "broader", SKOS.related.value: "related", DCTERMS.creator.value: "maker"}


#: What holds in both directions, and is one edge where edges have none.
SYMMETRIC = frozenset({"agreesWith", "disagreesWith", "related"})
_BETWEEN = {"agrees": "agreesWith", "disagrees": "disagreesWith"}
#: What a stance says as an edge already, with its basis.
_SAID_BY_STANCES = frozenset(SIDE_EDGES.values())


def network(store: ox.Store) -> nx.MultiDiGraph[str]:
    """Return nodes for things and edges for what joins them.

    Every node has `type` (speaker, claim …), `label`, and its literal properties; every edge has `type`, which is also
    its key. Stances and relations, nodes of their own in RDF, are edges here (`agrees`, `disagrees` …) and carry basis,
    who made them (`made_by`), confidence and, for relations, the words. So are a speaker's part in an event (`participatesIn`, with the
    role there), memberships (`memberOf`) and references (`refersTo`),
    of which there may be several between two nodes: their keys end in their ids. Nodes and edges come in the order of
    their IRIs.

    Between speakers, `agreesWith` and `disagreesWith` carry what they rest on: `propositions`, on how many propositions
    the two stand so; `on`, the ids of these, joined by semicolons; `relations`, in how many places a claim or a reference
    of one agrees or disagrees with the other; `said`, in how many of these in words; and `weight`, propositions and
    relations together. Two who agree on one thing and not on another have both edges.
    """
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    nodes = _nodes(store)
    for iri in sorted(nodes):
        graph.add_node(iri, **nodes[iri])
    stances, relations, references = _stance_edges(store), _relation_edges(store), _reference_edges(store)
    edges = [*_plain_edges(store, set(nodes)), *stances, *relations, *references]
    edges += [*_participation_edges(store), *_membership_edges(store)]
    edges = _weighed(edges, _grounds(store, stances, relations, references))
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
            quad.predicate not in _SAID_BY_STANCES
            and isinstance(quad.object, ox.NamedNode)
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


def undirected(directed: nx.MultiDiGraph[str]) -> nx.MultiGraph[str]:
    """Return a network without directions: what holds in both is one edge, all else keeps the end it began at as `from`."""
    import networkx as nx

    graph: nx.MultiGraph[str] = nx.MultiGraph()
    graph.add_nodes_from(directed.nodes(data=True))
    for start, end, key, data in directed.edges(keys=True, data=True):
        if data["type"] not in SYMMETRIC:
            graph.add_edge(start, end, key=f"{key} {start}", **data | {"from": start})
        elif not graph.has_edge(start, end, key):
            graph.add_edge(start, end, key=key, **data)
    return graph


def _grounds(store: ox.Store, stances: list[Edge], relations: list[Edge], references: list[Edge]) -> Grounds:
    speaker_of = {q.subject.value: q.object.value for q in store.quads_for_pattern(None, KG.speaker, None)}  # type: ignore[union-attr]
    taken_up = [
        TakenUp(
            relation=local(key),
            one=speaker_of.get(a, ""),
            other=speaker_of.get(b, ""),
            place=a,
            statement=a,
            in_words=v.get("basis") == "explicit",
        )
        for a, b, key, v in relations
    ]
    taken_up += [
        TakenUp(
            relation=str(v.get("relation")),
            one=a,
            other=b,
            place=str(v.get("fromClaim") or (a, v.get("start"))),
            statement=key,
            in_words=True,
        )
        for a, b, key, v in references
    ]
    return grounds(((speaker, about, side) for speaker, about, side, _ in stances), taken_up)


def _weighed(edges: list[Edge], found: Grounds) -> list[Edge]:
    weights = {
        (*ends, _BETWEEN[label]): _weight(ground)
        for (one, other, label), ground in found.items()
        for ends in ((one, other), (other, one))
    }
    return [(start, end, key, attributes | weights.get((start, end, key), {})) for start, end, key, attributes in edges]


def _weight(ground: Ground) -> dict[str, object]:
    told: dict[str, object] = {
        "propositions": len(ground.propositions),
        "relations": ground.n_places,
        "said": ground.n_in_words,
        "weight": len(ground.propositions) + ground.n_places,
    }
    return told | ({"on": ";".join(sorted(map(local, ground.propositions)))} if ground.propositions else {})


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
        if "fromClaim" in links:
            values["fromClaim"] = links["fromClaim"].value
        key = f"refersTo {local(quad.subject.value)}"  # type: ignore[union-attr]
        edges.append((links["speaker"].value, links["refersTo"].value, key, values))
    return edges
