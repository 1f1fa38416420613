"""Whether a query calls another endpoint (SERVICE), decided so that no spelling hides the call from us and shows it to the engine.

The engine's parser has no words of its own: it takes SERVICE wherever its grammar may go on with it, also glued to what
stands before or behind (`1e5SERVICE`, `SERVICE:x{}`, `FILTER(?a<2)SERVICE:x#>`). So a query is let pass only if, in each
way in which it may be read, the letters are part of a text, a comment, a variable, an IRI, or a name that cannot be split.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterator
from typing import Any

import pyoxigraph as ox

from kg.errors import OutsideError
from kg.store.query_size import check_size
from kg.store.sparql_text import MAX_PREFIX, NAME_LETTER, TOKEN, tokens, unescaped

_SERVICE, _SILENT = "service", "silent"
#: What may be a prefix; the colon is asked for afterwards, so that a long run without one is gone through once.
_RUN = re.compile(rf"{NAME_LETTER}++:?")


def query_inside(store: ox.Store, sparql: str, **options: Any) -> Any:
    """Evaluate a query in the engine; this is the only way to it, and SERVICE does not pass.

    Raises:
        OutsideError: the query calls another endpoint.
        SyntaxError, ValueError, OSError, RuntimeError: as the engine raises them.
    """
    if reaches_outside(sparql):
        raise OutsideError("query: SERVICE is not allowed here: nothing leaves this machine")
    check_size(sparql)
    return store.query(sparql, **options)


def reaches_outside(sparql: str) -> str:
    r"""Return SERVICE when a query may call another endpoint, or an empty text.

    The query is read as it stands and with its escapes resolved, as one engine or another does. Where the two readings
    differ in their tokens and the word is in one of them, nobody can tell what the query means, and it is refused.

    >>> reaches_outside("SELECT * { SERVICE:x { ?s ?p ?o } }"), reaches_outside("ASK { ?s ?service 'SERVICE <urn:x> {' }")
    ('SERVICE', '')
    """
    plain = unescaped(sparql)
    if not any(_SERVICE in text.lower() for text in (sparql, plain)):
        return ""
    if _kinds(sparql) != _kinds(plain) or any(_may_call(text) for text in {sparql, plain}):
        return "SERVICE"
    return ""


def _kinds(sparql: str) -> list[str]:
    return [token.kind for token in tokens(sparql)]


def _may_call(text: str) -> bool:
    """Tell whether a call stands in some reading of a text.

    What `<` means, the beginning of an IRI or less than, only the grammar knows: both are followed.
    """
    if any(len(run[0]) > MAX_PREFIX and run[0].endswith(":") for run in _RUN.finditer(text)):
        # Our tokens take no longer prefix for one, and so would not see what follows it as a name.
        return True
    pending, seen = [0], {0}
    while pending:
        start = heapq.heappop(pending)
        match = TOKEN.match(text, start)
        if match is None:
            continue
        if _is_call(match):
            return True
        ends = {match.end(), start + 1} if match.lastgroup == "iri" else {match.end()}
        for end in ends - seen:
            seen.add(end)
            heapq.heappush(pending, end)
    return False


def _is_call(match: re.Match[str]) -> bool:
    """Tell whether a word or a name, which the engine may take apart, says SERVICE and is followed by the rest of a call."""
    said = match[0].lower()
    if match.lastgroup not in {"word", "name"} or _SERVICE not in said:
        return False
    following = _following(match.string, match.end())
    kind, text = next(following)
    if match.lastgroup == "name" and text == "{":
        return True
    if not said.removesuffix(_SILENT).endswith(_SERVICE):
        return False
    if text.lower() == _SILENT:
        kind, _ = next(following)
    return kind in {"iri", "variable", "name"} and next(following)[1] == "{"


def _following(text: str, start: int) -> Iterator[tuple[str, str]]:
    """Yield kind and text of the tokens from a place on, and nothing but empty ones behind the last."""
    while True:
        match = TOKEN.match(text, start)
        if match is None:
            yield "", ""
            continue
        start = match.end()
        if match.lastgroup != "space":
            yield match.lastgroup or "", match[0]
