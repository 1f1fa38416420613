"""A search for regular expressions that are too long for one line and are not written as VERBOSE ones."""

from __future__ import annotations

import ast
from collections.abc import Iterator

#: So many characters of a pattern, as they stand in the source, can be read at a glance.
MOST = 80
_FUNCTIONS = frozenset({"compile", "match", "fullmatch", "search", "findall", "finditer", "split", "sub", "subn"})
_VERBOSE = frozenset({"VERBOSE", "X"})


def unlaid_patterns(source: str) -> Iterator[tuple[int, int]]:
    """Yield line and length of each pattern in a module that is long and has no re.VERBOSE.

    What is put in by name (a part, or alternatives one a line by `one_of`) counts as its name there; a part that the module
    names is looked at by itself, and is laid out when it stands on several lines or is joined of its alternatives.
    """
    tree = ast.parse(source)
    for value in _parts(tree):
        length = sum(map(len, _texts(value)))
        if length > MOST and not any("\n" in text for text in _texts(value)):
            yield value.lineno, length
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _is_re(node.func) and node.args:
            length = sum(map(len, _texts(node.args[0])))
            if length > MOST and not any(isinstance(n, ast.Attribute) and n.attr in _VERBOSE for n in ast.walk(node)):
                yield node.lineno, length


def _parts(tree: ast.Module) -> Iterator[ast.expr]:
    """Yield the module's own strings that its patterns are made of, at first hand or by other such strings."""
    values = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    waiting = [c.args[0] for c in ast.walk(tree) if isinstance(c, ast.Call) and _is_re(c.func) and c.args]
    seen: set[str] = set()
    while waiting:
        names = {n.id for n in ast.walk(waiting.pop()) if isinstance(n, ast.Name)} & values.keys()
        for name in sorted(names - seen):
            yield values[name]
            waiting.append(values[name])
        seen |= names


def _is_re(function: ast.expr) -> bool:
    return (
        isinstance(function, ast.Attribute)
        and function.attr in _FUNCTIONS
        and isinstance(function.value, ast.Name)
        and function.value.id == "re"
    )


def _texts(pattern: ast.expr) -> Iterator[str]:
    """Yield the pieces of a pattern that stand in its call as text."""
    if isinstance(pattern, ast.Constant) and isinstance(pattern.value, str):
        yield pattern.value
    elif isinstance(pattern, ast.JoinedStr):
        for value in pattern.values:
            yield from _texts(value) if isinstance(value, ast.Constant) else ["{}"]
    elif isinstance(pattern, ast.BinOp):
        yield from _texts(pattern.left)
        yield from _texts(pattern.right)
