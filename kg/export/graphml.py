"""GraphML for yEd (labels, shapes and colours by its own extension) and Gephi (r, g, b and label as plain attributes)."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from kg.export.network_xml import Edge, Node, nodes_and_edges, text, types_of, xml_document
from kg.store.graph import Graph

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_YED = "http://www.yworks.com/xml/graphml"
_SHAPES = {"speaker": "ellipse", "question": "hexagon", "concept": "roundrectangle", "organization": "octagon"}
#: How much of a label yEd shows in the node itself.
MAX_LABEL = 60


def document(graph: Graph) -> bytes:
    """Return GraphML with typed attributes; the same bytes for the same statements."""
    nodes, edges = nodes_and_edges(graph)
    root = ET.Element("graphml", {"xmlns": _NAMESPACE, "xmlns:y": _YED})
    node_types, edge_types = types_of(nodes), types_of(edges)
    _declare(root, "node", {"label": "string", "r": "int", "g": "int", "b": "int"} | node_types)
    _declare(root, "edge", edge_types)
    ET.SubElement(root, "key", {"id": "nodegraphics", "for": "node", "yfiles.type": "nodegraphics"})
    ET.SubElement(root, "key", {"id": "edgegraphics", "for": "edge", "yfiles.type": "edgegraphics"})
    body = ET.SubElement(root, "graph", {"id": "G", "edgedefault": "directed"})
    for node in nodes:
        _node(body, node)
    for number, edge in enumerate(edges):
        _edge(body, edge, number)
    return xml_document(root)


def _declare(root: ET.Element, kind: str, types: dict[str, str]) -> None:
    for name, found in types.items():
        ET.SubElement(root, "key", {"id": f"{kind}.{name}", "for": kind, "attr.name": name, "attr.type": found})


def _data(parent: ET.Element, key: str, value: object) -> ET.Element:
    element = ET.SubElement(parent, "data", {"key": key})
    element.text = text(value)
    return element


def _node(body: ET.Element, node: Node) -> None:
    element = ET.SubElement(body, "node", {"id": text(node.id)})
    red, green, blue = (int(node.colour[i : i + 2], 16) for i in (1, 3, 5))
    for name, value in ({"label": node.label, "r": red, "g": green, "b": blue} | node.attributes).items():
        _data(element, f"node.{name}", value)
    shape = ET.SubElement(ET.SubElement(element, "data", {"key": "nodegraphics"}), "y:ShapeNode")
    ET.SubElement(shape, "y:Fill", {"color": node.colour, "transparent": "false"})
    label = ET.SubElement(shape, "y:NodeLabel")
    label.text = text(node.label if len(node.label) <= MAX_LABEL else node.label[: MAX_LABEL - 1] + "…")
    ET.SubElement(shape, "y:Shape", {"type": _SHAPES.get(node.type, "rectangle")})


def _edge(body: ET.Element, edge: Edge, number: int) -> None:
    ends = {"id": f"e{number}", "source": text(edge.source), "target": text(edge.target)}
    element = ET.SubElement(body, "edge", ends)
    for name, value in edge.attributes.items():
        _data(element, f"edge.{name}", value)
    line = ET.SubElement(ET.SubElement(element, "data", {"key": "edgegraphics"}), "y:PolyLineEdge")
    ET.SubElement(line, "y:LineStyle", {"color": edge.colour, "type": "line", "width": "1.0"})
    ET.SubElement(line, "y:Arrows", {"source": "none", "target": "standard"})
    ET.SubElement(line, "y:EdgeLabel").text = edge.type
