"""How vis-network draws: still, straight, quick."""

from __future__ import annotations

from typing import Any

OPTIONS: dict[str, Any] = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "interaction": {
        "hover": True,
        "hideEdgesOnDrag": False,
        "hideEdgesOnZoom": False,
        "multiselect": False,
        "navigationButtons": False,
        "keyboard": {"enabled": False},
        "tooltipDelay": 1000000,
        "zoomSpeed": 0.6,
    },
    "nodes": {"shapeProperties": {"interpolation": False}, "chosen": False},
    "edges": {"smooth": False, "chosen": False, "selectionWidth": 0},
}
