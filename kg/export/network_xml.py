"""What GraphML and GEXF share: the attributes of nodes and edges with their types, the colours, and text that XML can hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from kg.store.graph import Graph

Attributes = Mapping[str, object]
#: Class of thing → colour; told apart by those who see colours differently too (Okabe and Ito's set, and greys).
NODE_COLOURS = {
    "speaker": "#0072b2",
    "organization": "#009e73",
    "product": "#56b4e9",
    "place": "#88a070",
    "work": "#9a7fb8",
    "concept": "#f0e442",
    "question": "#cc79a7",
    "proposition": "#e69f00",
    "claim": "#d9d9d9",
    "section": "#999999",
    "utterance": "#f2f2f2",
    "event": "#555555",
}
EDGE_COLOURS = {
    "agrees": "#1b7837",
    "agreesWith": "#1b7837",
    "disagrees": "#b2182b",
    "disagreesWith": "#b2182b",
    "mixed": "#762a83",
    "qualifies": "#e69f00",
}
OTHER_COLOUR = "#aaaaaa"
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A node: its IRI, its class, its label and the rest of what is known of it, by name."""

    id: str
    type: str
    label: str
    attributes: dict[str, object]

    @property
    def colour(self) -> str:
        """The colour of its class."""
        return NODE_COLOURS.get(self.type, OTHER_COLOUR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """An edge: where from and to, its type, and the rest of what is known of it, by name."""

    source: str
    target: str
    type: str
    attributes: dict[str, object]

    @property
    def colour(self) -> str:
        """The colour of its type."""
        return EDGE_COLOURS.get(self.type, OTHER_COLOUR)


def nodes_and_edges(graph: Graph) -> tuple[list[Node], list[Edge]]:
    """Return the nodes and edges of the networkx graph, in the order of their IRIs, attributes by name."""
    network = graph.to_networkx()
    nodes = [
        Node(id=n, type=str(data["type"]), label=str(data["label"]), attributes=_rest(data, {"label"}))
        for n, data in network.nodes(data=True)
    ]
    edges = [
        Edge(source=a, target=b, type=str(data["type"]), attributes=_rest(data, set()))
        for a, b, data in network.edges(data=True)
    ]
    return nodes, sorted(edges, key=lambda e: (e.source, e.target, e.type))


def _rest(data: Attributes, without: set[str]) -> dict[str, object]:
    return {name: data[name] for name in sorted(data) if name not in without}


def types_of(things: Iterable[Node | Edge]) -> dict[str, str]:
    """Return attribute → boolean, long, double or string: the narrowest that holds every value, in the order of the names."""
    found: dict[str, set[str]] = {}
    for thing in things:
        for name, value in thing.attributes.items():
            found.setdefault(name, set()).add(_type(value))
    return {name: _widest(found[name]) for name in sorted(found)}


def _type(value: object) -> str:
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "long"
    return "double" if isinstance(value, float) else "string"


def _widest(types: set[str]) -> str:
    if len(types) == 1:
        return next(iter(types))
    return "double" if types == {"long", "double"} else "string"


def text(value: object) -> str:
    r"""Return a value as text that XML can hold.

    >>> text(True), text(0.5), text("a\x00b")
    ('true', '0.5', 'a�b')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    return _NO_XML.sub("\ufffd", f"{value:.10g}" if isinstance(value, float) else str(value))


def xml_document(root: ET.Element) -> bytes:
    """Return an XML document, indented, as UTF-8."""
    ET.indent(root, " ")
    document: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return document + b"\n"
