"""Turn the transcript of a panel into a knowledge graph: who agrees with whom, about what, in which words.

import kg
event = kg.build("data/agi-next-2026")         # an AnnotatedEvent: read, located, checked
graph = kg.Graph.from_event(event)             # query(), tables(), measure(), matrix(), explore(), to_networkx() …
graph.query("who-disagrees-with-whom")         # a pandas.DataFrame
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.api import Explorer, Graph, build, draft, measure
    from kg.errors import KgError
    from kg.model import AnnotatedEvent, Transcript
    from kg.pipeline import Options
    from kg.readers import read
    from kg.rendering import page as render

    __version__: str

#: Public name → where it is defined; each is imported when it is first used.
_PUBLIC = {
    "AnnotatedEvent": ("kg.model", "AnnotatedEvent"),
    "Explorer": ("kg.api", "Explorer"),
    "Graph": ("kg.api", "Graph"),
    "KgError": ("kg.errors", "KgError"),
    "Options": ("kg.pipeline", "Options"),
    "Transcript": ("kg.model", "Transcript"),
    "build": ("kg.api", "build"),
    "draft": ("kg.api", "draft"),
    "measure": ("kg.api", "measure"),
    "read": ("kg.readers", "read"),
    "render": ("kg.rendering", "page"),
}
__all__ = [
    "AnnotatedEvent",
    "Explorer",
    "Graph",
    "KgError",
    "Options",
    "Transcript",
    "__version__",
    "build",
    "draft",
    "measure",
    "read",
    "render",
]


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version

        return version("panel-kg")
    if name not in _PUBLIC:
        raise AttributeError(f"module 'kg' has no attribute '{name}'")
    module, attribute = _PUBLIC[name]
    return getattr(importlib.import_module(module), attribute)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
