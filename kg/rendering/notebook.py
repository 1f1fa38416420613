"""The network of the map as pyvis's own Network, for a notebook: the same nodes, edges, places and colours."""

from __future__ import annotations

from typing import Any

from pyvis.network import Network

from kg.rendering.explorer.options import OPTIONS
from kg.rendering.explorer.page import view_model_of
from kg.store.graph import Graph

_COLOURS = {"speaker": "#2b2a28", "proposition": "#ffffff", "concept": "#1b7a5a", "question": "#b8860b",
            "organization": "#8a5a12", "product": "#a8326e"}  # fmt: skip
_SHAPES = {"speaker": "dot", "proposition": "square", "concept": "diamond", "question": "triangleDown",
           "organization": "square", "product": "triangle"}  # fmt: skip
_SIDES = {"agrees": "#1d5fa8", "disagrees": "#b93a0e", "mixed": "#7436b8",
          "agrees with": "#1d5fa8", "disagrees with": "#b93a0e"}  # fmt: skip
_PLAIN = "#b9b4aa"


def network_of(graph: Graph, *, first: bool = True) -> Network:
    """Return the network of the explorer's map.

    Args:
        graph: the graph of one event.
        first: what the map opens with (speakers and what splits them); else all that it can hold but claims.

    Raises:
        GraphError: the graph holds several events.
    """
    view = view_model_of(graph)["network"]
    network = Network(directed=True, cdn_resources="in_line", height="640px", width="100%")
    shown = {n["id"]: n for n in view["nodes"] if n["first"] or not first}
    # pyvis's add_node looks each id up in a list, so that adding many takes quadratic time.
    network.nodes = [_node(n) for n in shown.values()]
    network.node_ids = list(shown)
    network.node_map = {n["id"]: n for n in network.nodes}
    network.edges = [_edge(e) for e in view["edges"] if e["from"] in shown and e["to"] in shown]
    network.options = OPTIONS
    return network


def _node(node: dict[str, Any]) -> dict[str, Any]:
    colour = _COLOURS[node["type"]]
    border = _SIDES["disagrees"] if node["type"] == "proposition" else colour
    return {
        "id": node["id"],
        "label": node["label"],
        "shape": _SHAPES[node["type"]],
        "size": 10,
        "x": node["x"],
        "y": node["y"],
        "color": {"background": colour, "border": border},
    }


def _edge(edge: dict[str, Any]) -> dict[str, Any]:
    pair = edge["relation"].endswith("s with")
    bend = {
        "enabled": True,
        "type": "curvedCW" if edge["relation"] == "agrees with" else "curvedCCW",
        "roundness": 0.12,
    }
    return {
        "from": edge["from"],
        "to": edge["to"],
        "color": _SIDES.get(edge["relation"], _PLAIN),
        "dashes": edge["relation"].startswith("disagrees"),
        "width": min(10, edge["weight"]) if pair else 2,
        "smooth": bend if pair else False,
        "arrows": "",
    }
