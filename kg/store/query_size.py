"""How deep a query may nest and how long it may chain: the engine's parser calls itself for each level, and its stack is finite."""

from __future__ import annotations

from kg.errors import LimitError
from kg.store.sparql_text import tokens

#: The engine's process ends at about 1,000 nested groups or calls, and at 3,000 links of a chain.
MAX_DEPTH, MAX_LINKS = 200, 2_000
_OPEN, _CLOSE = "{([", "})]"
_OPERATORS = frozenset("+-*/|&!=<>^")
#: A query with fewer characters cannot have so many of either.
_SHORT = 400


def check_size(sparql: str) -> None:
    """See that a query neither nests nor chains more than the engine can bear.

    Lists of values are no chains: they may be as long as they are.

    Raises:
        LimitError: it does.
    """
    if len(sparql) <= _SHORT:
        return
    depth = links = 0
    for token in tokens(sparql):
        if token.kind == "word":
            links += 1
        elif token.kind == "other":
            links += token.text in _OPERATORS
            depth += (token.text in _OPEN) - (token.text in _CLOSE)
        if depth > MAX_DEPTH:
            raise LimitError(f"query: is nested more than {MAX_DEPTH} deep (ask in parts)")
        if links > MAX_LINKS:
            raise LimitError(
                f"query: has more than {MAX_LINKS:,} keywords and operators (ask in parts, or list with VALUES)"
            )
