"""The face of the package for notebooks and scripts: paths as text or Path, data frames with real types, views inline."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.measures.measured import columns_of, measured
from kg.model import AnnotatedEvent, Transcript
from kg.pipeline import Options, annotated
from kg.store import graph as store_graph
from kg.tables.columns import TABLES, Row
from kg.tables.frames import frame

if TYPE_CHECKING:
    import pandas as pd
    from pyvis.network import Network

    from kg.measures.measured import Tables

#: What a stance counts in a matrix; who has none is missing there, which is not the same as nought.
SIDE_VALUES = {"agrees": 1, "mixed": 0, "disagrees": -1}
_COUNTED = ("speakers", "questions", "propositions", "claims", "stances", "relations", "references", "mentions")


def build(source: str | Path | bytes, options: Options | None = None) -> AnnotatedEvent:
    """Return an event folder or a bare transcript (a path, or a file's bytes) with all that is known of it.

    Raises:
        KgError: what is wrong with the input, in one line.
    """
    return annotated(Path(source) if isinstance(source, str) else source, options)


def draft(transcript: Transcript | str | Path | bytes, **options: Any) -> AnnotatedEvent:
    """Draft annotations for a transcript, or for the file or bytes of one; options as in kg.drafting.draft.

    >>> drafted = draft(b"Ada: Rents will fall if we build.\\nBen: I don't agree with Ada. Rents will rise.\\nAda: Why?")
    >>> [r.relation for r in drafted.relations]
    ['disagrees']
    """
    from kg.drafting import draft as drafted
    from kg.readers import read

    return drafted(transcript if isinstance(transcript, Transcript) else read(transcript), **options)


def measure(source: store_graph.Graph | Tables, measure: str = "consensus") -> list[Row]:
    """Return the rows of a measure, event by event, of a graph or of all its tables; see kg.measures.measured.

    >>> measure(Graph.from_turtle(""))
    []
    """
    return measured(source.rows() if isinstance(source, store_graph.Graph) else source, measure)


class Graph(store_graph.Graph):
    """The knowledge graph of one event, or of several: SPARQL, tables, measures, networkx, rdflib, and a view.

    >>> Graph.from_turtle("")
    <Graph: 0 triples>
    """

    def __repr__(self) -> str:
        return f"<Graph: {len(self.store):,} triples>"

    def _repr_html_(self) -> str:
        """Return what a notebook shows of a graph: its events, how much there is of what, and who stands with whom."""
        rows = self.rows()
        title = "; ".join(row["title"] for row in rows["events"])
        counts = ", ".join(f"{len(rows[name]):,} {name}" for name in _COUNTED if rows[name])
        pairs = frame(measured(rows, "agreement"), columns_of("agreement"))
        shown = pairs[["speaker", "other", "agree", "disagree"]]
        table = shown.to_html(index=False, border=0) if rows["stances"] and len(shown) else ""
        return f"<p><b>{escape(title)}</b><br>{escape(counts)}</p>{table}"

    def tables(self) -> dict[str, pd.DataFrame]:
        """Return all tables as data frames: table name → frame; see kg.tables.frames for the types of their columns."""
        return {name: frame(rows, TABLES[name]) for name, rows in self.rows().items()}

    def measure(self, measure: str = "consensus") -> pd.DataFrame:
        """Return a measure as a data frame: consensus, agreement, cruxes, bridges, concepts, questions, concessions, movement, unanswered."""
        return frame(measured(self.rows(), measure), columns_of(measure))

    def agreement(self) -> pd.DataFrame:
        """Return one row for each two of the panel: on how many propositions they agree, disagree, and on which."""
        return self.measure("agreement")

    def matrix(self) -> pd.DataFrame:
        """Return speakers × propositions: 1 agrees, −1 disagrees, 0 mixed, missing where no stance is known.

        Rows are speakers (with their event before them where the graph holds several), columns propositions by id.
        """
        stances = self.tables()["stances"]
        stances = stances.assign(value=stances["stance"].astype(str).map(SIDE_VALUES)).dropna(subset=["value"])
        index = ["speaker"] if stances["event"].nunique() < 2 else ["event", "speaker"]
        plain = stances.astype(dict.fromkeys((*index, "proposition"), "str"))
        return plain.pivot(index=index, columns="proposition", values="value").astype("Int64")

    def explore(self, *, height: int = 640, sparql: bool = False) -> Explorer:
        """Return the explorer page of the graph of one event, which a notebook shows inline.

        Args:
            height: of the view, in CSS pixels.
            sparql: carry the SPARQL view's engine as well (some two megabytes more).
        """
        from kg.rendering import page

        return Explorer(page(self, sparql=sparql), height=height)

    def to_pyvis(self, *, first: bool = True) -> Network:
        """Return the network of the explorer's map as a pyvis Network, placed and coloured; see kg.rendering.notebook.

        Args:
            first: what the map opens with (speakers and what splits them); else all that it can hold but claims.
        """
        from kg.rendering.notebook import network_of

        return network_of(self, first=first)


class Explorer:
    """An explorer page in memory: shown inline by a notebook, `save`d as a file by a script."""

    def __init__(self, html: bytes, *, height: int) -> None:
        self.html, self.height = html, height

    def __repr__(self) -> str:
        return f"<Explorer: {len(self.html):,} bytes>"

    def _repr_html_(self) -> str:
        source = escape(self.html.decode("utf-8"), quote=True)
        # Sandboxed: its scripts run, and reach neither the notebook nor the network.
        return (
            f'<iframe sandbox="allow-scripts allow-downloads" title="Explorer" width="100%" height="{self.height}"'
            f' style="border:0" srcdoc="{source}"></iframe>'
        )

    def save(self, path: str | Path) -> Path:
        """Write the page whole or not at all, and return where it is."""
        from kg.files import write_file

        write_file(Path(path), self.html)
        return Path(path)
