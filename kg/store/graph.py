"""A graph to ask: SPARQL into pandas, the tables, a networkx MultiDiGraph, rdflib, Turtle."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Self, overload

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph.mapping import quads_of
from kg.graph.terms import BASE, KG, RDF
from kg.graph.turtle import prefixes_of, sorted_turtle
from kg.resources import shipped_query
from kg.store.datasets import is_merged, ntriples, statements
from kg.store.engine import Rows, Source, fetched, run, select
from kg.store.open import open_graph
from kg.store.tables import all_tables
from kg.store.unknown_terms import UnknownTermWarning, unknown_terms
from kg.tables.columns import Row

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    import rdflib

    from kg.model import AnnotatedEvent
    from kg.store.http import Access

_REIFIES = f"> {RDF.reifies} <<(".encode()


def _tell_unknown(query: str) -> None:
    """Warn of each term that the vocabulary lacks, at the line of who asked the graph."""
    for line in unknown_terms(query):
        warnings.warn(line, UnknownTermWarning, stacklevel=3)


@contextmanager
def literals_as_written() -> Iterator[None]:
    """Keep rdflib from rewriting literals (007 to 7, Z to +00:00) while something is parsed; its switch is put back."""
    import rdflib

    before = rdflib.NORMALIZE_LITERALS
    rdflib.NORMALIZE_LITERALS = False
    try:
        yield
    finally:
        rdflib.NORMALIZE_LITERALS = before


class Graph:
    """The knowledge graph of one event, or of several.

    >>> from kg import Graph
    >>> Graph.from_turtle('<urn:a> <urn:p> 1 .').select("SELECT ?o { ?s ?p ?o }").rows
    [{'o': 1}]
    """

    def __init__(self, source: Source) -> None:
        self.source = source

    @classmethod
    def open(cls, place: str | Path, *, events: Sequence[str] = (), access: Access | None = None) -> Self:
        """Open a graph, wherever it is.

        Args:
            place: an RDF or xAIF file, the output folder of `kg build`, a folder of tables, a store on disk, or the
                address of a SPARQL endpoint.
            events: only these events of a store that holds several, each by its IRI or by the end of it; on an
                endpoint, the IRIs of named graphs.
            access: time limit and user for an endpoint.

        Raises:
            GraphError: there is no graph there, or no such event in it.
        """
        return cls(open_graph(place, access, events=events))

    @cached_property
    def store(self) -> ox.Store:
        """The graph as an Oxigraph store; that of an endpoint is fetched whole when first used."""
        return fetched(self.source)

    @classmethod
    def from_event(cls, event: AnnotatedEvent, base_iri: str = BASE) -> Self:
        """Return the graph of an annotated event, in memory."""
        store = ox.Store()
        store.bulk_extend(quads_of(event, base_iri))
        return cls(store)

    @classmethod
    def from_triples(cls, triples: list[ox.Triple]) -> Self:
        """Return a graph in memory that holds these triples."""
        store = ox.Store()
        store.bulk_extend(ox.Quad(t.subject, t.predicate, t.object) for t in triples)
        return cls(store)

    @classmethod
    def from_turtle(cls, text: str) -> Self:
        """Return a graph in memory from Turtle text."""
        store = ox.Store()
        store.bulk_load(text.encode(), format=ox.RdfFormat.TURTLE)
        return cls(store)

    def select(self, query: str, **bindings: object) -> Rows:
        """Return the rows of a query as plain Python values; see `query`."""
        path = shipped_query(query)
        if path is not None:
            return select(self.source, path.read_text(encoding="utf-8"), bindings, where=path.name)
        if not any(c in query for c in "{ \n"):
            raise QueryError(f"'{query}' is no shipped query (`kg queries` lists them) and no SPARQL")
        _tell_unknown(query)
        return select(self.source, query, bindings)

    def query(self, query: str, **bindings: object) -> pd.DataFrame:
        """Return the answer to a SPARQL SELECT, or to a shipped query by name, as a data frame.

        Args:
            query: SPARQL text, or the name of a shipped query.
            bindings: variables of the query → values; they are bound, never pasted into the text.

        A term that the vocabulary lacks is an UnknownTermWarning, with the nearest right one.

        Raises:
            QueryError: a syntax error, an unknown name, or a variable that the query does not have.
        """
        import pandas as pd

        result = self.select(query, **bindings)
        return pd.DataFrame(result.rows, columns=list(result.columns))

    def construct(self, query: str, **bindings: object) -> Self:
        """Return what a CONSTRUCT or DESCRIBE gives, as a graph.

        Args:
            query: SPARQL text.
            bindings: as of `query`.

        Raises:
            QueryError: as `query`; or the query asks for rows.

        >>> found = Graph.from_turtle("<urn:a> <urn:p> 1 .").construct("CONSTRUCT { ?s <urn:q> ?o } { ?s ?p ?o }")
        >>> found.select("SELECT ?o { <urn:a> <urn:q> ?o }").rows
        [{'o': 1}]
        """
        _tell_unknown(query)
        found = run(self.source, query, bindings)
        if not isinstance(found, ox.QueryTriples):
            raise QueryError(
                "query: asks for rows (SELECT, ASK), not for triples (Graph.query gives them as a data frame)"
            )
        return self.from_triples(list(found))

    def rows(self) -> dict[str, list[Row]]:
        """Return all tables as lists of rows: table name → rows; columns as in the documentation of the tables."""
        return all_tables(self.source)

    @overload
    def to_networkx(self, *, directed: Literal[True] = True) -> nx.MultiDiGraph[str]: ...
    @overload
    def to_networkx(self, *, directed: Literal[False]) -> nx.MultiGraph[str]: ...
    def to_networkx(self, *, directed: bool = True) -> nx.MultiDiGraph[str] | nx.MultiGraph[str]:
        """Return typed nodes and typed edges; see kg.store.network.

        Args:
            directed: a MultiDiGraph, in which agreeing is an edge each way; else a MultiGraph, in which it is one edge.
        """
        from kg.store.network import network, undirected

        found = network(self.store)
        return found if directed else undirected(found)

    def to_rdflib(self, *, backed: bool = False) -> rdflib.Graph:
        """Return an rdflib graph with the same triples: in memory, or `backed` by this very store, without a copy."""
        import rdflib

        if backed:
            from oxrdflib.store import OxigraphStore
            from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

            return rdflib.Graph(OxigraphStore(store=self.store), identifier=DATASET_DEFAULT_GRAPH_ID)
        graph = rdflib.Graph()
        with literals_as_written():
            # rdflib knows RDF 1.1: what reifies a triple is left out.
            lines = (line for line in ntriples(self.store).split(b"\n") if _REIFIES not in line)
            graph.parse(data=b"\n".join(lines).decode(), format="nt11")
        for prefix, namespace in prefixes_of(self.store.quads_for_pattern(None, RDF.type, KG.Event)).items():
            graph.bind(prefix, namespace)
        return graph

    def serialize(self) -> bytes:
        """Return the graph as sorted Turtle: the same bytes for the same triples; other formats are in kg.export."""
        return sorted_turtle(self.store if is_merged(self.store) else statements(self.store))
