"""xAIF as a document: nodes, edges, locutions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from kg.xaif.schemes import SCHEMES


@dataclass(slots=True)
class Nodes:
    """The nodes and edges as they grow; ids count from 1."""

    nodes: list[dict[str, Any]] = field(default_factory=list)
    edges: list[dict[str, int]] = field(default_factory=list)
    locutions: list[dict[str, Any]] = field(default_factory=list)

    def node(self, kind: str, text: str, iri: str = "") -> int:
        """Add a node and return its number."""
        number = len(self.nodes) + 1
        self.nodes.append({"nodeID": number, "text": text, "type": kind} | ({"iri": iri} if iri else {}))
        return number

    def edge(self, start: int, end: int) -> None:
        """Add an edge between two nodes."""
        self.edges.append({"edgeID": len(self.edges) + 1, "fromID": start, "toID": end})

    def scheme(self, start: int, name: str, end: int) -> None:
        """Add a scheme between two nodes."""
        middle = self.node(*SCHEMES[name])
        self.edge(start, middle)
        self.edge(middle, end)

    def said(self, person: int, words: str, force: str, what: int) -> None:
        """Add the locution by which a person says something, with its illocution."""
        locution = self.node("L", words)
        illocution = self.node("YA", force)
        self.edge(locution, illocution)
        self.edge(illocution, what)
        self.locutions.append({"nodeID": locution, "personID": person})


def participant(name: str, number: int) -> dict[str, Any]:
    """Return a participant of the dialogue with first name and surname."""
    first, _, last = name.rpartition(" ")
    return {"participantID": number, "firstname": first or last, "surname": last if first else ""}
