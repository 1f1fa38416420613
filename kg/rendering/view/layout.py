"""Where the nodes stand: a force layout by igraph with a fixed seed, then boxes pushed apart until no label covers another.

Computed when the page is made, so that the picture is still at first sight and the same every time.
"""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence

Point = tuple[int, int]
Box = tuple[int, int]

_SEED = 20260110
#: Above this many nodes the finer algorithm takes too long, and a grid does.
FINE_LAYOUT_NODES = 400
_ROUNDS = 90
_GAP = 10
#: How much more room than the boxes themselves, and how far the rim is, in steps of the force layout.
_ROOM, _RIM = 1.6, 1.3


def positions(
    boxes: Mapping[str, Box], edges: Sequence[tuple[str, str, float]], rim: Sequence[str] = ()
) -> dict[str, Point]:
    """Return node id → where its middle is, in pixels.

    Args:
        boxes: node id → width and height of the node with its label, in pixels.
        edges: start, end and weight; a heavier edge pulls its ends nearer.
        rim: nodes that sit around the others in this order, as at a round table.

    >>> spread = positions({"a": (80, 20), "b": (80, 20)}, [("a", "b", 1.0)])
    >>> spread == positions({"a": (80, 20), "b": (80, 20)}, [("a", "b", 1.0)]), sorted(spread)
    (True, ['a', 'b'])
    """
    if not boxes:
        return {}
    ids = list(boxes)
    xs, ys = _scaled(_forces(ids, edges, rim), [boxes[i] for i in ids])
    _push_apart(xs, ys, [boxes[i] for i in ids])
    return {node: (round(x), round(y)) for node, x, y in zip(ids, xs, ys, strict=True)}


def around(
    places: Mapping[str, Point], boxes: Mapping[str, Box], anchored: Sequence[tuple[str, Point]]
) -> dict[str, Point]:
    """Return places for further nodes, each near its anchor, without moving those that have a place.

    Args:
        places: node → x and y of its middle, in pixels.
        boxes: node → width and height, in pixels.
        anchored: node and the point that it is to be near, in the order in which they are placed.

    >>> around({"a": (0, 0)}, {"a": (40, 20), "b": (40, 20)}, [("b", (0, 0))])
    {'b': (41, -32)}
    """
    cells: dict[Point, list[tuple[Point, Box]]] = {}
    for node, place in places.items():
        _occupy(cells, place, boxes[node])
    found: dict[str, Point] = {}
    # Near an anchor the spiral goes on where it ended for the one before: what is full stays full.
    begun: dict[Point, int] = {}
    for node, anchor in anchored:
        near = anchor[0] // _CELL, anchor[1] // _CELL
        found[node], begun[near] = _free_place(cells, anchor, boxes[node], begun.get(near, 0))
        _occupy(cells, found[node], boxes[node])
    return found


_CELL = 200
#: After so many tries along the spiral a node stands where it fell, over others.
_TRIES = 900


def _occupy(cells: dict[Point, list[tuple[Point, Box]]], place: Point, box: Box) -> None:
    cells.setdefault((place[0] // _CELL, place[1] // _CELL), []).append((place, box))


def _free_place(cells: dict[Point, list[tuple[Point, Box]]], anchor: Point, box: Box, begin: int) -> tuple[Point, int]:
    place, i = anchor, begin
    for i in range(begin, begin + _TRIES):
        angle, radius = i * 2.399963 - math.pi / 2, 30 * math.sqrt(i)
        place = round(anchor[0] + radius * math.cos(angle)), round(anchor[1] + radius * math.sin(angle))
        if _is_free(cells, place, box):
            break
    return place, i


def _is_free(cells: dict[Point, list[tuple[Point, Box]]], place: Point, box: Box) -> bool:
    at_x, at_y = place
    column, row = at_x // _CELL, at_y // _CELL
    width, height = box[0] + 2 * _GAP, box[1] + 2 * _GAP
    for i in (column - 1, column, column + 1):
        for j in (row - 1, row, row + 1):
            for (x, y), (w, h) in cells.get((i, j), ()):
                if 2 * abs(x - at_x) < w + width and 2 * abs(y - at_y) < h + height:
                    return False
    return True


def _forces(ids: list[str], edges: Sequence[tuple[str, str, float]], rim: Sequence[str]) -> list[tuple[float, float]]:
    import igraph

    number = {node: i for i, node in enumerate(ids)}
    # igraph's Graph would import numpy, only to ask whether the edges are one of its arrays; what it wraps does not.
    graph = igraph.GraphBase(len(ids), [(number[a], number[b]) for a, b, _ in edges])
    start = [_spiral(i) for i in range(len(ids))]
    free = _RIM * math.sqrt(len(ids))
    bounds = [[-free] * len(ids), [free] * len(ids), [-free] * len(ids), [free] * len(ids)]
    for place, node in enumerate(rim):
        # Half a step from the top, so that nobody sits where the title of the picture would be.
        angle = 2 * math.pi * (place + 0.5) / len(rim) - math.pi / 2
        x, y = free * math.cos(angle), free * math.sin(angle)
        start[number[node]] = x, y
        for bound, value in zip(bounds, (x, x, y, y), strict=True):
            bound[number[node]] = value
    igraph.set_random_number_generator(random.Random(_SEED))  # noqa: S311 - a layout, no secret
    fine = len(ids) <= FINE_LAYOUT_NODES
    layout = graph.layout_fruchterman_reingold(
        weights=[weight for _, _, weight in edges] or None,
        seed=start,
        niter=400 if fine else 120,
        grid="nogrid" if fine else "grid",
        minx=bounds[0],
        maxx=bounds[1],
        miny=bounds[2],
        maxy=bounds[3],
    )
    return [(x, y) for x, y in layout]


def _spiral(i: int) -> tuple[float, float]:
    return math.cos(i * 2.399963) * math.sqrt(i + 1) * 0.5, math.sin(i * 2.399963) * math.sqrt(i + 1) * 0.5


def _scaled(points: list[tuple[float, float]], boxes: list[Box]) -> tuple[list[float], list[float]]:
    """Stretch the points to a screen's shape with room for all boxes; ranks soften clumps and lone outliers."""
    area = sum((w + 2 * _GAP) * (h + 2 * _GAP) for w, h in boxes) * _ROOM
    width, height = math.sqrt(area * 1.7), math.sqrt(area / 1.7)
    return (
        _stretched([x for x, _ in points], width),
        _stretched([y for _, y in points], height),
    )


def _stretched(values: list[float], size: float) -> list[float]:
    low, high = min(values), max(values)
    span = (high - low) or 1.0
    order = sorted(range(len(values)), key=lambda i: (values[i], i))
    rank = {i: r / max(1, len(values) - 1) for r, i in enumerate(order)}
    return [((0.5 * (v - low) / span + 0.5 * rank[i]) - 0.5) * size for i, v in enumerate(values)]


def _push_apart(xs: list[float], ys: list[float], boxes: list[Box]) -> None:
    """Move overlapping boxes apart along the axis where they overlap less, a little each round.

    One function, since a call for each of some hundred thousand pairs would take longer than all the rest of the page.
    """
    half_widths, half_heights = [(w + _GAP) / 2 for w, _ in boxes], [(h + _GAP) / 2 for _, h in boxes]
    widest = 2 * max(half_widths)
    for _ in range(_ROUNDS):
        order = sorted(range(len(xs)), key=lambda i: (xs[i], i))
        moved = False
        for place, i in enumerate(order):
            for j in order[place + 1 :]:
                dx = xs[j] - xs[i]
                if dx > widest:
                    break
                dy = ys[j] - ys[i]
                over_y = half_heights[i] + half_heights[j] - abs(dy)
                if over_y <= 0:
                    continue
                over_x = half_widths[i] + half_widths[j] - abs(dx)
                if over_x <= 0:
                    continue
                moved = True
                if over_x < over_y:
                    step = over_x / 2 if dx >= 0 else -over_x / 2
                    xs[i] -= step
                    xs[j] += step
                else:
                    step = over_y / 2 if dy >= 0 else -over_y / 2
                    ys[i] -= step
                    ys[j] += step
        if not moved:
            return
