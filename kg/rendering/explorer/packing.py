"""Rows as the page carries them: the names of their columns once for all rows of a shape, and no quote that its turn holds already."""

from __future__ import annotations

from typing import Any

Row = dict[str, Any]


def packed(model: Row) -> Row:
    """Return a view model with each list of rows of one shape as `{"k": shape, "r": [[values], …]}`, and the shapes beside it.

    `core/data.js` of the page's scripts is the way back.

    >>> packed({"claims": [{"id": "a", "on": []}, {"id": "b", "on": [1]}], "panel": ["ada"]})
    {'claims': {'k': 0, 'r': [['a', []], ['b', [1]]]}, 'panel': ['ada'], 'shapes': [['id', 'on']]}
    """
    shapes: dict[tuple[str, ...], int] = {}
    rows = {key: _packed(value, shapes) for key, value in model.items()}
    return rows | {"shapes": [list(shape) for shape in shapes]}


def _packed(value: Any, shapes: dict[tuple[str, ...], int]) -> Any:
    if isinstance(value, dict):
        return {key: _packed(v, shapes) for key, v in value.items()}
    if not isinstance(value, list | tuple):
        return value
    if value and all(isinstance(v, dict) for v in value) and len({tuple(v) for v in value}) == 1:
        shape = shapes.setdefault(tuple(value[0]), len(shapes))
        return {"k": shape, "r": [[_packed(v, shapes) for v in row.values()] for row in value]}
    return [_packed(v, shapes) for v in value]


def without_quotes(model: Row) -> Row:
    """Return a view model whose claims leave out the quote where the mark in their turn covers the same words.

    >>> u = {"id": "u", "text": "I say no.", "marks": [[2, 8, "claim", "claim:c"]]}
    >>> without_quotes({"utterances": [u], "claims": [{"id": "c", "quote": "say no"}, {"id": "d", "quote": "x"}]})["claims"]
    [{'id': 'c', 'quote': None}, {'id': 'd', 'quote': 'x'}]
    """
    held: dict[str, str] = {}
    for u in model["utterances"]:
        # Marks count as a browser does; a text beyond the basic plane is sliced as UTF-16.
        units = None if u["text"].isascii() else u["text"].encode("utf-16-le", "surrogatepass")
        for start, end, kind, target in u["marks"]:
            if kind == "claim":
                cut = (
                    u["text"][start:end] if units is None else units[2 * start : 2 * end].decode("utf-16-le", "replace")
                )
                held[target.removeprefix("claim:")] = cut
    claims = [c | {"quote": None} if held.get(c["id"]) == c["quote"] else c for c in model["claims"]]
    return model | {"claims": claims}
