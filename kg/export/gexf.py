"""GEXF 1.3 for Gephi: typed attributes, and a colour for each class of node and type of edge."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from kg.export.network_xml import Edge, Node, nodes_and_edges, text, types_of, xml_document
from kg.store.graph import Graph

_NAMESPACE = "http://gexf.net/1.3"


def document(graph: Graph) -> bytes:
    """Return GEXF; the same bytes for the same statements."""
    nodes, edges = nodes_and_edges(graph)
    root = ET.Element("gexf", {"xmlns": _NAMESPACE, "xmlns:viz": f"{_NAMESPACE}/viz", "version": "1.3"})
    body = ET.SubElement(root, "graph", {"defaultedgetype": "directed", "mode": "static"})
    node_keys, edge_keys = _declare(body, "node", types_of(nodes)), _declare(body, "edge", types_of(edges))
    node_list, edge_list = ET.SubElement(body, "nodes"), ET.SubElement(body, "edges")
    for node in nodes:
        element = ET.SubElement(node_list, "node", {"id": text(node.id), "label": text(node.label)})
        _finish(element, node, node_keys)
    for number, edge in enumerate(edges):
        ends = {"id": str(number), "source": text(edge.source), "target": text(edge.target), "label": edge.type}
        _finish(ET.SubElement(edge_list, "edge", ends), edge, edge_keys)
    return xml_document(root)


def _declare(body: ET.Element, kind: str, types: dict[str, str]) -> dict[str, str]:
    block = ET.SubElement(body, "attributes", {"class": kind})
    for number, (name, found) in enumerate(types.items()):
        ET.SubElement(block, "attribute", {"id": str(number), "title": name, "type": found})
    return {name: str(number) for number, name in enumerate(types)}


def _finish(element: ET.Element, thing: Node | Edge, keys: dict[str, str]) -> None:
    values = ET.SubElement(element, "attvalues")
    for name, value in thing.attributes.items():
        ET.SubElement(values, "attvalue", {"for": keys[name], "value": text(value)})
    red, green, blue = (str(int(thing.colour[i : i + 2], 16)) for i in (1, 3, 5))
    ET.SubElement(element, "viz:color", {"r": red, "g": green, "b": blue})
