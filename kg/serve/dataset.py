"""Which graphs a query is asked over: all, or those that the protocol or the query's own FROM names; never a graph elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph.terms import ONTOLOGY
from kg.resources import shipped
from kg.store.datasets import DEFAULT, events, is_merged, ntriples_of
from kg.store.engine import PREFIXES
from kg.store.sparql_text import declared_prefixes, expanded, tokens

#: The graph of our ontology: what the IRIs of its terms have before the hash.
ONTOLOGY_GRAPH = ONTOLOGY.rstrip("#")
#: A graph of more statements is not held twice.
MOST_COPIED = 1_000_000


def from_clauses(sparql: str) -> tuple[list[str], list[str]]:
    """Return the IRIs of a query's FROM and FROM NAMED clauses.

    >>> from_clauses("PREFIX e: <urn:e:> SELECT * FROM e:a FROM NAMED <urn:b> { ?s ?p 'FROM <urn:c>' }")
    (['urn:e:a'], ['urn:b'])
    """
    found = list(tokens(sparql))
    prefixes = PREFIXES | declared_prefixes(found)
    default: list[str] = []
    named: list[str] = []
    depth = 0
    for i, token in enumerate(found):
        depth += {"{": 1, "}": -1}.get(token.text, 0) if token.kind == "other" else 0
        if depth == 0 and token.kind == "word" and token.text.upper() == "FROM":
            following = found[i + 1 : i + 3]
            is_named = bool(following) and following[0].text.upper() == "NAMED" and following[0].kind == "word"
            place = following[1 if is_named else 0 :][:1]
            if place:
                (named if is_named else default).append(expanded(place[0], prefixes))
    return default, named


def dataset(
    store: ox.Store, default: Sequence[str], named: Sequence[str], *, in_query: bool
) -> tuple[ox.Store, dict[str, Any]]:
    """Return a store and the options of its `query` for the graphs that are named; with none named, everything.

    Args:
        store: what is served.
        default, named: IRIs of graphs.
        in_query: the query itself names them, and whoever wrote it hopes that they are fetched. Those that a client
            adds to each request (rdflib sends urn:x-rdflib:default) are empty graphs where they are not here.

    Raises:
        QueryError: a graph that the query names is not here; nothing is fetched.
    """
    if not default and not named:
        return store, {"use_default_graph_as_union": not is_merged(store)}
    known = {g.value for g in store.named_graphs() if isinstance(g, ox.NamedNode)} | {ONTOLOGY_GRAPH}
    for iri in (*default, *named) if in_query else ():
        if iri not in known:
            raise QueryError(f"query: there is no graph <{iri}> here, and nothing is fetched from elsewhere")
    names = [ox.NamedNode(iri) for iri in named]
    if len(set(default)) <= 1 and ONTOLOGY_GRAPH not in {*default, *named}:
        merged = [ox.NamedNode(default[0])] if default else []
        return store, {"default_graph": merged, "named_graphs": names}
    # A statement of two graphs is one statement of their merger, but Oxigraph would find it twice.
    part = ox.Store()
    for iri in dict.fromkeys(default):
        part.bulk_load(_said_in(store, iri), format=ox.RdfFormat.TURTLE)
    for name in names:
        part.bulk_load(_said_in(store, name.value), format=ox.RdfFormat.TURTLE, to_graph=name)
    # The query's own FROM, if it is that which named the graphs, finds nothing in the merger: it is overridden.
    return part, {"default_graph": [DEFAULT], "named_graphs": names}


def _said_in(store: ox.Store, iri: str) -> bytes:
    """Return a graph as N-Triples, or the ontology as Turtle: it can be asked beside any data, and is in no store."""
    if iri == ONTOLOGY_GRAPH:
        return shipped("ontology", "debate.ttl").read_bytes()
    return ntriples_of(store, ox.NamedNode(iri))


def with_named_graph(store: ox.Store) -> ox.Store:
    """Give the one event of a store in memory its named graph beside the default graph, as several events have theirs."""
    found = events(store)
    if len(found) == 1 and next(store.named_graphs(), None) is None and len(store) <= MOST_COPIED:
        store.bulk_load(ntriples_of(store, DEFAULT), format=ox.RdfFormat.N_TRIPLES, to_graph=found[0])
    return store
