"""Rows as the page carries them: the names of their columns once for all rows of a shape, and no quote that its turn holds already."""

from __future__ import annotations

from typing import Any

Row = dict[str, Any]


def packed(model: Row) -> Row:
    """Return a view model with each list of rows of one shape as `{"k": shape, "r": [[values], …]}`, and the shapes beside it.

    A column that is the same in all of three rows or more stands once, in `c`. `core/data.js` of the page's scripts is
    the way back.

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
        same = {k: v for k, v in value[0].items() if _is_plain(v) and all(row[k] == v for row in value)}
        constant = same if len(value) > 2 else {}
        names = tuple(name for name in value[0] if name not in constant)
        rows = [[_packed(row[name], shapes) for name in names] for row in value]
        return {"k": shapes.setdefault(names, len(shapes)), "r": rows, **({"c": constant} if constant else {})}
    return [_packed(v, shapes) for v in value]


def _is_plain(value: Any) -> bool:
    return value is None or isinstance(value, str | int | float)


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


def with_flat_marks(model: Row) -> Row:
    """Return a view model whose turns hold their marks as numbers, three a mark: start, end, and which of `targets` it marks.

    >>> u = {"id": "u", "marks": [[2, 8, "claim", "claim:c"], [2, 4, "mention", "concept:k"]]}
    >>> made = with_flat_marks({"utterances": [u]})
    >>> made["utterances"], made["targets"]
    ([{'id': 'u', 'marks': [2, 8, 0, 2, 4, 1]}], ['claim claim:c', 'mention concept:k'])
    """
    targets: dict[str, int] = {}
    utterances = [
        u
        | {
            "marks": [
                n for s, e, kind, key in u["marks"] for n in (s, e, targets.setdefault(f"{kind} {key}", len(targets)))
            ]
        }
        for u in model["utterances"]
    ]
    return model | {"utterances": utterances, "targets": list(targets)}


def without_plain_labels(nodes: list[Row]) -> list[Row]:
    """Return the nodes of the network without the labels that the page can break into lines itself: those in ASCII.

    >>> without_plain_labels([{"id": "a", "label": "two\\nlines"}, {"id": "b", "label": "唐杰"}])
    [{'id': 'a', 'label': None}, {'id': 'b', 'label': '唐杰'}]
    """
    return [n | {"label": None} if n["label"].isascii() else n for n in nodes]


#: Columns of a list that no script of the page reads.
_UNREAD = {"relations": {"start", "end"}, "references": {"start", "end"}}


def without_unread(model: Row) -> Row:
    """Return a view model without the columns that no script reads.

    >>> without_unread({"relations": [{"id": "r", "start": 3, "end": 9}]})
    {'relations': [{'id': 'r'}]}
    """
    lean = {
        name: [{k: v for k, v in row.items() if k not in unread} for row in model[name]]
        for name, unread in _UNREAD.items()
        if name in model
    }
    return model | lean
