"""A graph behind a SPARQL endpoint: the same queries, bindings and rows as on a store of our own."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any
from urllib.parse import urlencode

import pyoxigraph as ox

from kg.errors import QueryError, RemoteError
from kg.http import Answer, shown
from kg.store.engine import PREFIXES, syntax_message
from kg.store.federation import query_inside, reaches_outside
from kg.store.http import Access, refused, send
from kg.store.rdf_bounds import check_rdf
from kg.store.sparql_text import form, tokens, with_values

#: Longer queries are sent by POST: servers and proxies cut long addresses.
MAX_GET = 2000
_VIRTUOSO_ASK = "__ASK_RETVAL"
_ROWS = "application/sparql-results+json"
_TRIPLES = "application/n-triples, text/turtle;q=0.9"
_ROW_FORMATS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "application/xml": ox.QueryResultsFormat.XML,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}


class Remote:
    """A SPARQL 1.1 endpoint, asked by the SPARQL protocol; some named graphs of it, or its default graph."""

    def __init__(self, url: str, access: Access | None = None, *, graphs: Sequence[str] = ()) -> None:
        self.url, self.access, self.graphs = url, access or Access(), tuple(graphs)

    def of(self, graph: str) -> Remote:
        """Return the same endpoint, asked of one of its named graphs alone."""
        return Remote(self.url, self.access, graphs=[graph])

    def run(self, sparql: str, values: Mapping[str, ox.NamedNode | ox.Literal], *, where: str = "query") -> Any:
        """Return the answer to a query as Oxigraph's own: solutions, a boolean, or an iterator of triples.

        Raises:
            QueryError: a syntax error, found before anything is sent.
            RemoteError: the endpoint is down, slow, refuses, or answers something else than SPARQL.
        """
        text = with_prefixes(with_values(sparql, values))
        if not reaches_outside(sparql):
            _check(sparql, where)
        triples = form(sparql) in {"CONSTRUCT", "DESCRIBE"}
        answer = self._ask(text, _TRIPLES if triples else _ROWS)
        return self._triples(answer) if triples else self._rows(answer)

    def _ask(self, text: str, accept: str) -> Answer:
        form_data = urlencode([("query", text), *(("default-graph-uri", g) for g in self.graphs)])
        headers = {"Accept": accept}
        if len(form_data) <= MAX_GET:
            mark = "&" if "?" in self.url else "?"
            answer = send(f"{self.url}{mark}{form_data}", "GET", self.access, headers=headers)
        else:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            answer = send(self.url, "POST", self.access, headers=headers, body=form_data.encode())
        if not 200 <= answer.status < 300:
            raise refused(self.url, answer, self.access)
        return answer

    def _rows(self, answer: Answer) -> Any:
        try:
            found = _whole(answer.body, _ROW_FORMATS[answer.media_type])
        except (KeyError, SyntaxError, ValueError, OSError):
            raise self._no_sparql(answer) from None
        if isinstance(found, ox.QuerySolutions) and [v.value for v in found.variables] == [_VIRTUOSO_ASK]:
            # Virtuoso 7 answers an ASK with a row where the query has a prologue.
            said = b"true" if any(row[0] == ox.Literal(1) for row in found) else b"false"
            return ox.parse_query_results(b'{"head":{},"boolean":%s}' % said, format=ox.QueryResultsFormat.JSON)
        return found

    def _triples(self, answer: Answer) -> list[ox.Triple]:
        syntax = ox.RdfFormat.from_media_type(answer.media_type)
        if answer.media_type == "text/plain":
            syntax = ox.RdfFormat.N_TRIPLES
        try:
            if syntax is None:
                raise self._no_sparql(answer)
            check_rdf(answer.body, syntax, shown(self.url))
            return [q.triple for q in ox.parse(answer.body, format=syntax)]
        except (SyntaxError, ValueError, OSError):
            raise self._no_sparql(answer) from None

    def _no_sparql(self, answer: Answer) -> RemoteError:
        return RemoteError(
            f"{shown(self.url)}: answers {answer.media_type or 'nothing'}, which is no SPARQL result: is this the address of the query service?"
        )


def _whole(body: bytes, syntax: ox.QueryResultsFormat) -> Any:
    """Return an answer that has been read to its end once: its rows are parsed as they are asked for, and the last may be broken."""
    found = ox.parse_query_results(body, format=syntax)
    if isinstance(found, ox.QuerySolutions):
        for _ in found:
            pass
        return ox.parse_query_results(body, format=syntax)
    return found


def with_prefixes(sparql: str) -> str:
    """Return a query with those of our prefixes declared that it uses and does not declare, on the first line."""
    found = list(tokens(sparql))
    used = {t.text.split(":", 1)[0] for t in found if t.kind == "name"}
    declared = {b.text[:-1] for a, b in pairwise(found) if a.kind == "word" and a.text.upper() == "PREFIX"}
    return "".join(f"PREFIX {p}: <{PREFIXES[p]}> " for p in sorted(used & set(PREFIXES) - declared)) + sparql


def _check(sparql: str, where: str) -> None:
    try:
        query_inside(ox.Store(), sparql, prefixes=PREFIXES)
    except SyntaxError as error:
        # A prefix that the endpoint knows and we do not is its own matter.
        if not re.search("Prefix not found", str(error)):
            raise QueryError(syntax_message(sparql, error, where)) from None
    except (ValueError, OSError, RuntimeError):
        return
