"""SPARQL over an Oxigraph store: rows of plain values, bindings bound and never pasted, errors that show the place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph.terms import VOCABULARY_PREFIXES
from kg.store.datasets import is_merged
from kg.store.federation import query_inside

Value = str | int | float | bool | None
_XSD = "http://www.w3.org/2001/XMLSchema#"
_STRING = _XSD + "string"
_INTEGERS = {_XSD + t for t in ("integer", "int", "long", "short", "nonNegativeInteger", "positiveInteger")}
_FLOATS = {_XSD + t for t in ("decimal", "double", "float")}
#: What a query may use without declaring it.
PREFIXES = VOCABULARY_PREFIXES | {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "aif": "http://www.arg.dundee.ac.uk/aif#",
    "ibis": "https://vocab.methodandstructure.com/ibis#",
    "oa": "http://www.w3.org/ns/oa#",
    "sioc_arg": "http://rdfs.org/sioc/argument#",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The rows of a SELECT (or of an ASK, as one row) with their columns in order."""

    columns: tuple[str, ...]
    rows: list[dict[str, Value]]


def python_value(term: Any) -> Value:
    """Return an RDF term as a plain value: numbers and booleans as such, IRIs and other literals as text.

    >>> python_value(ox.Literal(3)), python_value(ox.NamedNode("https://w3id.org/x")), python_value(None)
    (3, 'https://w3id.org/x', None)
    """
    # The commonest first: this runs once for every cell of every answer.
    kind = type(term)
    if kind is not ox.NamedNode and kind is not ox.Literal:
        return None if term is None else str(term)
    text: str = term.value
    if kind is ox.NamedNode:
        return text
    datatype = term.datatype.value
    if datatype == _STRING:
        return text
    try:
        if datatype in _INTEGERS:
            return int(text)
        if datatype in _FLOATS:
            return float(text)
    except ValueError:
        return text
    return text in {"true", "1"} if datatype == _XSD + "boolean" else text


def rdf_term(value: object) -> Any:
    """Return the RDF term for a value bound to a query's variable."""
    if isinstance(value, ox.NamedNode | ox.Literal | ox.BlankNode):
        return value
    if isinstance(value, bool | int | float | str):
        return ox.Literal(value)
    raise QueryError(f"a value of type {type(value).__name__} cannot be bound (bind a text, a number or an IRI)")


class Endpoint(Protocol):
    """A store elsewhere: it answers a query as Oxigraph does, with solutions, a boolean or triples."""

    def run(self, sparql: str, values: Mapping[str, ox.NamedNode | ox.Literal], *, where: str) -> Any:
        """Return the answer to a query with some variables bound."""


Source = ox.Store | Endpoint


def run(
    store: Source,
    sparql: str,
    bindings: Mapping[str, object] | None = None,
    *,
    where: str = "query",
    graph: ox.NamedNode | None = None,
) -> Any:
    """Evaluate a query over everything in a store, or over one of its graphs, and return Oxigraph's own result.

    Args:
        store: a store, or an endpoint.
        sparql: the query.
        bindings: variable, without its question mark → a plain value or an RDF term.
        where: what to call the query in an error.
        graph: the one named graph to ask; by default all.

    Raises:
        QueryError: a syntax error, with line, column and a caret; or a variable that the query does not have.
        RemoteError: the store is an endpoint that does not answer.
    """
    values = {ox.Variable(name): rdf_term(v) for name, v in (bindings or {}).items()}
    for variable in values:
        if not re.search(rf"[?$]{re.escape(variable.value)}\b", sparql):
            raise QueryError(f"{where}: has no variable ?{variable.value} (its parameters are listed by `kg queries`)")
    if not isinstance(store, ox.Store):
        return store.run(sparql, {v.value: term for v, term in values.items()}, where=where)
    # Our stores hold everything, merged, in the default graph; those of others may have named graphs alone.
    union = graph is None and not is_merged(store)
    options: dict[str, Any] = {
        "prefixes": PREFIXES,
        "use_default_graph_as_union": union,
        "default_graph": None if graph is None else [graph],
    }
    try:
        return _evaluated(store, sparql, values, options)
    except SyntaxError as error:
        raise QueryError(syntax_message(sparql, error, where)) from None
    except (ValueError, OSError, RuntimeError) as error:
        raise QueryError(f"{where}: {error}") from None


def _evaluated(store: ox.Store, sparql: str, values: Mapping[ox.Variable, Any], options: dict[str, Any]) -> Any:
    try:
        return query_inside(store, sparql, substitutions=dict(values), **options)
    except (ValueError, RuntimeError) as error:
        if "projection" not in str(error):
            raise
    # Oxigraph binds only what a SELECT shows; a variable that is used but not shown is bound by VALUES.
    from kg.store.sparql_text import with_values

    return query_inside(store, with_values(sparql, {v.value: term for v, term in values.items()}), **options)


def fetched(source: Source) -> ox.Store:
    """Return a graph as a store: a store as it is, of an endpoint all that it says."""
    if isinstance(source, ox.Store):
        return source
    store = ox.Store()
    found = run(source, "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    store.bulk_extend(ox.Quad(t.subject, t.predicate, t.object) for t in found)
    return store


def select(
    store: Source,
    sparql: str,
    bindings: Mapping[str, object] | None = None,
    *,
    where: str = "query",
    graph: ox.NamedNode | None = None,
) -> Rows:
    """Evaluate a SELECT or ASK and return its rows as plain values; a bound variable keeps its column.

    Args:
        store: a store, or an endpoint.
        sparql: the query.
        bindings: variable, without its question mark → a plain value or an RDF term.
        where: what to call the query in an error.
        graph: the one named graph to ask; by default all.

    Raises:
        QueryError: as `run`; or the query is a CONSTRUCT or DESCRIBE.
    """
    result = run(store, sparql, bindings, where=where, graph=graph)
    if isinstance(result, ox.QueryBoolean):
        return Rows(columns=("answer",), rows=[{"answer": bool(result)}])
    if not isinstance(result, ox.QuerySolutions):
        raise QueryError(
            f"{where}: asks for triples (CONSTRUCT, DESCRIBE), not for rows (in Python, Graph.construct gives them as a graph)"
        )
    columns = tuple(v.value for v in result.variables)
    try:
        rows = [dict(zip(columns, map(python_value, solution), strict=False)) for solution in result]
    except (ValueError, OSError, RuntimeError) as error:
        raise QueryError(f"{where}: {error}") from None
    return Rows(columns=columns, rows=rows)


_AT = re.compile(r"(?<!\d)\d++:\d++: (.*)", re.DOTALL)


def syntax_message(sparql: str, error: SyntaxError, where: str) -> str:
    """Return a message with line, column, the line itself and a caret under the place."""
    from kg.store.syntax import place_of_error

    said = str(error.args[0] if error.args else error)
    at = _AT.search(said)
    if at is None:
        return f"{where}: {said}"
    offset, token = place_of_error(sparql, PREFIXES)
    if not token:
        cause = "the query ends too early"
    elif "Prefix not found" in at[1] and ":" in token:
        cause = f"prefix of '{token}' not found (declare it with PREFIX)"
    else:
        cause = f"'{token}' cannot stand here"
    line, column = sparql.count("\n", 0, offset) + 1, offset - (sparql.rfind("\n", 0, offset) + 1)
    shown = (sparql.split("\n") or [""])[line - 1].replace("\t", " ").rstrip()
    return f"{where}:{line}:{column + 1}: {cause}\n  {shown}\n  {' ' * column}^"


def triples_text(triples: Any) -> str:
    """Return the triples of a CONSTRUCT or DESCRIBE as sorted Turtle, with the prefixes that they use."""
    from kg.graph.turtle import prefixes_of, sorted_turtle

    rows = list(triples)
    text = ox.serialize(rows, format=ox.RdfFormat.N_TRIPLES) or b""
    used = {prefix: iri for prefix, iri in (PREFIXES | prefixes_of(rows)).items() if f"<{iri}".encode() in text}
    return sorted_turtle(rows, used).decode()
