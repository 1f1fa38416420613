"""Turn the transcript of a panel into a knowledge graph: who agrees with whom, about what, in which words.

import kg
event = kg.build(Path("data/agi-next-2026"))        # an AnnotatedEvent: read, located, checked
graph = kg.Graph.from_event(event)             # query(), tables(), to_networkx(), to_rdflib(), serialize()
graph.query("who-disagrees-with-whom")         # a pandas.DataFrame
"""

from __future__ import annotations

import importlib
from typing import Any

#: Public name → where it is defined; each is imported when it is first used.
_PUBLIC = {
    "AnnotatedEvent": ("kg.model", "AnnotatedEvent"),
    "Graph": ("kg.store.graph", "Graph"),
    "KgError": ("kg.errors", "KgError"),
    "Transcript": ("kg.model", "Transcript"),
    "build": ("kg.pipeline", "annotated"),
    "draft": ("kg.drafting", "draft"),
    "measure": ("kg.measures.measured", "measured"),
    "read": ("kg.readers", "read"),
    "render": ("kg.rendering", "page"),
}
__all__ = [
    "AnnotatedEvent",
    "Graph",
    "KgError",
    "Transcript",
    "build",
    "draft",
    "measure",
    "read",
    "render",
]


def __getattr__(name: str) -> Any:
    if name not in _PUBLIC:
        raise AttributeError(f"module 'kg' has no attribute '{name}'")
    module, attribute = _PUBLIC[name]
    return getattr(importlib.import_module(module), attribute)
