"""xAIF: the argument interchange format as OVA3 and the Argument Mining Framework read it; see `kg.xaif.writing`."""

from __future__ import annotations

import json

from kg.store.graph import Graph
from kg.store.parts import the_event
from kg.store.tables import event_tables
from kg.xaif.writing import xaif


def document(graph: Graph) -> bytes:
    """Return xAIF as JSON, indented; the same bytes for the same statements.

    Raises:
        GraphError: the graph holds several events.
    """
    written = xaif(event_tables(the_event(graph.source, "xAIF")))
    return (json.dumps(written, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")
