"""Where a query stops being SPARQL: the first token after which nothing that could follow makes a query.

Oxigraph says that a query is malformed, but its place is mostly the end of the text. So the beginnings of the query are
completed, longest first, with what may stand there; the token after the longest that parses is the place.
"""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from kg.errors import OutsideError
from kg.store.federation import query_inside
from kg.store.sparql_text import Token, tokens

#: What may complete a beginning, before its open brackets are closed. Names that no query is likely to use.
_REST = (
    "",
    "?zz1",
    "?zz1 ?zz2",
    "?zz1 ?zz2 ?zz3",
    "<zz:z>",
    "<zz:z> ?zz1",
    "1",
    "(1)",
    "{}",
    "*",
    "AS ?zz1",
    "1 AS ?zz1",
    "(1 AS ?zz1)",
    "(?zz1) AS ?zz2",
    "?zz1) AS ?zz2",
    "*) AS ?zz2",
    ") AS ?zz2",
    "'z'",
    "= 'z'",
    "'z') AS ?zz2",
    "= 'z') AS ?zz2",
    "EXISTS {}",
    "IN ()",
    "BY ?zz1",
    "NAMED <zz:z>",
    "SELECT *",
    "ASK",
    "<zz:z> ASK",
    "zz: <zz:z> ASK",
)
#: What may follow the closing brackets: the group that every query has.
_GROUPS = ("", " {}", " WHERE {}")
_CLOSING = {"{": "}", "(": ")", "[": "]"}
#: A longer query is not searched for its error.
MAX_TOKENS = 3000


def place_of_error(sparql: str, prefixes: dict[str, str]) -> tuple[int, str]:
    """Return the offset at which a malformed query goes wrong, and the token there (empty: the query ends too early).

    >>> place_of_error("SELECT * { ?s ?p ?o ?x }", {})
    (20, '?x')
    >>> place_of_error("SELECT * { ?s ?p ?o", {})
    (19, '')
    """
    found = list(tokens(sparql))[:MAX_TOKENS]
    for length in range(len(found), 0, -1):
        end = found[length - 1].end
        closing = _closing(found[:length])
        if closing is not None and _goes_on(sparql[:end], _completed(closing, _shown(found[:length])), prefixes):
            if length == len(found):
                return end, ""
            return found[length].start, found[length].text
    return (found[0].start, found[0].text) if found else (len(sparql), "")


def _closing(found: list[Token]) -> str | None:
    """Return what closes the open brackets, or None when a bracket closes what is not open."""
    stack: list[str] = []
    for token in found:
        if token.kind == "other" and token.text in _CLOSING:
            stack.append(_CLOSING[token.text])
        elif token.kind == "other" and token.text in "})]" and (not stack or stack.pop() != token.text):
            return None
    return " ".join(reversed(stack))


def _shown(found: list[Token]) -> str:
    """Return the variables that the outermost SELECT shows as they are: beside an aggregate they must be grouped by."""
    shown, depth = [], 0
    for token in found:
        if token.text == "{":
            break
        depth += {"(": 1, ")": -1}.get(token.text, 0)
        if token.kind == "variable" and depth == 0:
            shown.append(token.text)
    return " ".join(shown)


def _goes_on(beginning: str, rests: Iterable[str], prefixes: dict[str, str]) -> bool:
    return any(_parses(f"{beginning} {rest}", prefixes) for rest in rests)


def _completed(closing: str, shown: str) -> Iterable[str]:
    groups = (*_GROUPS, f" {{}} GROUP BY {shown}", f" GROUP BY {shown}") if shown else _GROUPS
    for rest in _REST:
        # Some rests close brackets themselves.
        left = closing
        for _ in range(rest.count(")") - rest.count("(")):
            left = left.removeprefix(")").lstrip()
        for group in groups:
            yield f"{rest} {left}{group}"


def _parses(sparql: str, prefixes: dict[str, str]) -> bool:
    try:
        query_inside(ox.Store(), sparql, prefixes=prefixes)
    except SyntaxError:
        return False
    except (ValueError, OSError, RuntimeError, OutsideError):
        return True
    return True
