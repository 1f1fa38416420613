"""The nodes and edges of the graph view, with the places where they stand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from kg.measures.consensus import by_weight
from kg.rendering.view.labels import box_of, mark_offset, wrapped
from kg.rendering.view.layout import Point, around, positions

Row = dict[str, Any]

#: Propositions shown at first sight, those that divide with most voices first; the others come when they are asked for.
FIRST_PROPOSITIONS = 24
#: Speakers shown at first sight, those with most stances first.
FIRST_SPEAKERS = 40
_LINE = {"speaker": (18, 2), "proposition": (26, 3), "question": (26, 3), "concept": (18, 2)}
_SPLIT = {"divergence", "apparent divergence"}
#: How near each kind stands to the first picture, after those of it.
_NEXT = ("proposition", "concept", "question", "organization", "product", "speaker")


def network_view(model: Row) -> Row:
    """Return `nodes`, `edges`, `relations` (their kinds) and `claim_places` (claim id → x, y).

    The first picture is small enough to be read: the speakers and the propositions that divide them (where none does,
    those with most voices). They are laid out for themselves; all others find room around them, so that nothing moves
    when they are asked for. A claim stands on the line from its speaker to its proposition.
    """
    nodes = _nodes(model)
    known = {n["id"] for n in nodes}
    edges = [e for e in _edges(model) if e["from"] in known and e["to"] in known]
    places = _places(nodes, edges)
    for node in nodes:
        x, y = places[node["id"]]
        node["x"], node["y"] = x, y - mark_offset(node["label"])
    return {
        "nodes": nodes,
        "edges": edges,
        "relations": sorted({e["relation"] for e in edges}),
        "claim_places": _claim_places(model, places),
    }


def _first(model: Row) -> set[str]:
    """Return the ids of the nodes of the first picture."""
    ranked = sorted(model["propositions"], key=lambda p: by_weight(p | {"proposition": p["id"]}))
    split = [p for p in ranked if p["verdict"] in _SPLIT] or [
        p for p in ranked if p["agree"] + p["disagree"] + p["mixed"]
    ]
    shown = {p["id"] for p in split[:FIRST_PROPOSITIONS]}
    took = {s["speaker"] for s in model["stances"] if s["proposition"] in shown} if shown else set()
    speakers = sorted(model["speakers"], key=lambda s: (s["id"] not in took, -s["n_stances"], s["id"]))
    first = [s["id"] for s in speakers if s["id"] in took or s["panel"] or not took][:FIRST_SPEAKERS]
    return {f"proposition:{i}" for i in shown} | {f"speaker:{i}" for i in first}


def _nodes(model: Row) -> list[Row]:
    first = _first(model)
    n_claims = Counter(s["proposition"] for s in model["stances"] for _ in s["claims"])
    weights = {
        "speaker": {s["id"]: 1 + s["n_claims"] for s in model["speakers"]},
        "proposition": {p["id"]: 1 + n_claims[p["id"]] for p in model["propositions"]},
        "concept": {c["id"]: 1 + c["n_claims"] for c in model["concepts"]},
        "question": {q["id"]: 1 + len(q["propositions"]) for q in model["questions"]},
        "organization": {o["id"]: 1 for o in model["organizations"]},
        "product": {p["id"]: 1 for p in model["products"]},
    }
    return [
        _node(kind, thing, weights[kind][thing["id"]], first=f"{kind}:{thing['id']}" in first)
        for kind in weights
        for thing in model[f"{kind}s"]
    ]


def _node(kind: str, thing: Row, weight: int, *, first: bool) -> Row:
    width, lines = _LINE.get(kind, (18, 2))
    return {
        "id": f"{kind}:{thing['id']}",
        "type": kind,
        "label": wrapped(thing["label"], width, lines),
        "weight": weight,
        "first": first,
    }


def _edge(kind: str, start: str, end: str, target: str, weight: int = 1) -> Row:
    return {
        "from": start,
        "to": end,
        "relation": kind,
        "weight": weight,
        "target": target,
    }


def _edges(model: Row) -> list[Row]:
    return [*_stance_edges(model), *_pair_edges(model), *_concept_edges(model), *_structure_edges(model)]


def _stance_edges(model: Row) -> list[Row]:
    return [
        _edge(
            s["stance"],
            f"speaker:{s['speaker']}",
            f"proposition:{s['proposition']}",
            f"stance:{s['speaker']}|{s['proposition']}",
            len(s["claims"]),
        )
        | {"basis": s["basis"], "source": s["source"], "confidence": s["confidence"]}
        for s in model["stances"]
    ]


def _pair_edges(model: Row) -> list[Row]:
    edges = []
    for pair in model["pairs"]:
        for side in ("agree", "disagree"):
            weight = pair[side] + pair[f"explicit_{side}"]
            if weight:
                ends = f"speaker:{pair['speaker']}", f"speaker:{pair['other']}"
                edge = _edge(f"{side}s with", *ends, f"pair:{pair['speaker']}|{pair['other']}", weight)
                edges.append(edge | {"basis": "explicit" if pair[f"explicit_{side}"] else "inferred"})
    return edges


def _concept_edges(model: Row) -> list[Row]:
    claims = {c["id"]: c for c in model["claims"]}
    about: Counter[tuple[str, str]] = Counter()
    for stance in model["stances"]:
        for concept in (c for claim in stance["claims"] for c in claims[claim]["concepts"]):
            about[f"proposition:{stance['proposition']}", f"concept:{concept}"] += 1
    of_question = {f"proposition:{p['id']}": f"question:{p['question']}" for p in model["propositions"]}
    for (proposition, concept), n in list(about.items()):
        about[of_question[proposition], concept] += n
    speaks = Counter((f"speaker:{c['speaker']}", f"concept:{k}") for c in model["claims"] for k in c["concepts"])
    edges = [_edge("about", start, end, start, n) for (start, end), n in sorted(about.items())]
    return edges + [_edge("speaks of", start, end, start, n) for (start, end), n in sorted(speaks.items())]


def _structure_edges(model: Row) -> list[Row]:
    of_question = {p["id"]: p["question"] for p in model["propositions"]}
    speaks = Counter((f"speaker:{s['speaker']}", f"question:{of_question[s['proposition']]}") for s in model["stances"])
    edges = [_edge("speaks to", start, end, start, n) for (start, end), n in sorted(speaks.items())]
    edges += [
        _edge("answers", f"proposition:{p['id']}", f"question:{p['question']}", f"proposition:{p['id']}")
        for p in model["propositions"]
    ]
    for concept in model["concepts"]:
        start = f"concept:{concept['id']}"
        edges += [_edge("broader", start, f"concept:{b}", start) for b in concept["broader"]]
        edges += [_edge("related", start, f"concept:{r}", start) for r in concept["related"] if concept["id"] < r]
    known = {o["id"] for o in model["organizations"]}
    for speaker in model["speakers"]:
        start = f"speaker:{speaker['id']}"
        edges += [
            _edge("member of", start, f"organization:{organization}", start)
            for organization in sorted(known.intersection(speaker["organizations"]))
        ]
    edges += [
        _edge("made by", f"product:{p['id']}", f"organization:{p['maker']}", f"product:{p['id']}")
        for p in model["products"]
        if p["maker"]
    ]
    return edges


def _places(nodes: list[Row], edges: list[Row]) -> dict[str, Point]:
    boxes = {n["id"]: box_of(n["type"], n["label"]) for n in nodes}
    first = [n["id"] for n in nodes if n["first"]]
    inside = set(first)
    pulls = [
        (e["from"], e["to"], 2.0)
        for e in edges
        if e["relation"] in {"agrees", "disagrees", "mixed"} and e["from"] in inside and e["to"] in inside
    ]
    places = positions({i: boxes[i] for i in first}, pulls, _round_table(first, pulls))
    neighbours: dict[str, list[str]] = defaultdict(list)
    for edge in edges:
        neighbours[edge["from"]].append(edge["to"])
        neighbours[edge["to"]].append(edge["from"])
    order = {kind: i for i, kind in enumerate(_NEXT)}
    rest = sorted((n for n in nodes if not n["first"]), key=lambda n: (order[n["type"]], -n["weight"], n["id"]))
    return places | around(places, boxes, _anchored([n["id"] for n in rest], neighbours, places))


def _round_table(first: list[str], pulls: list[tuple[str, str, float]]) -> list[str]:
    """Return the speakers in an order in which neighbours speak of the same things, as far as a greedy walk finds it."""
    near: dict[str, set[str]] = defaultdict(set)
    for start, end, _ in pulls:
        near[start].add(end)
    left = [i for i in first if i.startswith("speaker:")]
    seated = [left.pop(0)] if left else []
    while left:
        # max takes the first of equals, so that the order is the same every time.
        left.remove(best := max(left, key=lambda i: len(near[i] & near[seated[-1]])))
        seated.append(best)
    return seated


def _anchored(
    rest: Iterable[str], neighbours: dict[str, list[str]], places: dict[str, Point]
) -> list[tuple[str, Point]]:
    """Return each node that has no place yet with the middle of its neighbours that have one."""
    known = dict(places)
    anchored = []
    for node in rest:
        near = [known[n] for n in neighbours[node] if n in known]
        middle = (sum(x for x, _ in near) // len(near), sum(y for _, y in near) // len(near)) if near else (0, 0)
        known[node] = middle
        anchored.append((node, middle))
    return anchored


def _claim_places(model: Row, places: dict[str, Point]) -> dict[str, Point]:
    goal: dict[str, str] = {}
    for stance in model["stances"]:
        for claim in stance["claims"]:
            goal.setdefault(claim, f"proposition:{stance['proposition']}")
    lines: dict[tuple[str, str], list[str]] = defaultdict(list)
    for claim in model["claims"]:
        lines[f"speaker:{claim['speaker']}", goal.get(claim["id"], "")].append(claim["id"])
    found: dict[str, Point] = {}
    for (start, end), claims in lines.items():
        x, y = places.get(start, (0, 0))
        to_x, to_y = places.get(end, (x, y + 90))
        for i, claim in enumerate(claims):
            share = 0.35 + 0.4 * (i + 1) / (len(claims) + 1)
            side = (-1) ** i * (10 + 4 * (i // 2)) if len(claims) > 1 else 0
            length = max(1.0, ((to_x - x) ** 2 + (to_y - y) ** 2) ** 0.5)
            across = (-(to_y - y) / length, (to_x - x) / length)
            found[claim] = (
                round(x + share * (to_x - x) + side * across[0]),
                round(y + share * (to_y - y) + side * across[1]),
            )
    return found
