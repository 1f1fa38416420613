"""The SPARQL 1.1 protocol: what an HTTP request asks, or why it cannot be answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from kg.serve.negotiate import ROWS, TRIPLES, best
from kg.serve.request import RefusedError
from kg.store.sparql_text import form

FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
_GRAPHS = ("default-graph-uri", "named-graph-uri")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A query, the graphs that the protocol names, the media type of the answer and the syntax that it means."""

    query: str
    default: tuple[str, ...]
    named: tuple[str, ...]
    media_type: str
    syntax: str


def question(method: str, query_string: str, headers: Mapping[str, str], body: bytes) -> Question | None:
    """Return what a request asks, or None when it asks nothing (and so wants the description of the service).

    Args:
        method: of the request.
        query_string: as it came, escaped.
        headers: by their names in lower case.
        body: whole.

    Raises:
        RefusedError: the request breaks the protocol, or asks for what is not offered here.
    """
    fields = _fields(query_string.encode("ascii", "replace"))
    if method == "POST":
        media_type = headers.get("content-type", "").split(";")[0].strip().lower()
        if media_type == FORM:
            fields += _fields(body)
        elif media_type == QUERY:
            fields += [("query", _text(body))]
        elif media_type == UPDATE:
            fields += [("update", "")]
        else:
            raise RefusedError(415, f"send the query as {FORM} or as {QUERY}")
    elif method not in {"GET", "HEAD"}:
        raise RefusedError(405, "use GET or POST")
    if any(name in {"update", "using-graph-uri", "using-named-graph-uri"} for name, _ in fields):
        raise RefusedError(403, "updates are not allowed here: the graph is read-only")
    queries = [value for name, value in fields if name == "query"]
    if not queries and method != "POST":
        return None
    if len(queries) != 1:
        raise RefusedError(400, f"{len(queries) or 'no'} queries in one request (send one)")
    return _question(queries[0], fields, headers.get("accept", ""))


def _question(query: str, fields: list[tuple[str, str]], accept: str) -> Question:
    kind = form(query)
    if not kind:
        raise RefusedError(400, "query: is no SPARQL query: it has none of SELECT, ASK, CONSTRUCT, DESCRIBE")
    offered = TRIPLES if kind in {"CONSTRUCT", "DESCRIBE"} else ROWS
    media_type = _wished(fields, offered) or best(accept, offered)
    if media_type is None:
        raise RefusedError(406, f"a {kind} is answered as one of {', '.join(offered)}")
    default, named = (tuple(value for name, value in fields if name == wanted) for wanted in _GRAPHS)
    return Question(query=query, default=default, named=named, media_type=media_type, syntax=offered[media_type])


def _wished(fields: list[tuple[str, str]], offered: Mapping[str, str]) -> str:
    """Return the media type that a field `format` asks for, by its name or in short; browsers cannot set a header."""
    wish = next((value for name, value in fields if name in {"format", "output"} and value), "")
    if not wish:
        return ""
    short = {name: media_type for media_type, name in reversed(list(offered.items()))}
    media_type = wish if wish in offered else short.get({"turtle": "ttl", "json-ld": "jsonld"}.get(wish, wish), "")
    if not media_type:
        raise RefusedError(406, f"format={wish}: there are {', '.join(dict.fromkeys(offered.values()))}")
    return media_type


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        raise RefusedError(400, "the query is not UTF-8") from None


def _fields(raw: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(raw.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=100)
    except UnicodeDecodeError:
        raise RefusedError(400, "the query is not percent-encoded UTF-8") from None
    except ValueError:
        raise RefusedError(400, "too many fields in one request") from None
