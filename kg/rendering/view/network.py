"""The nodes and edges of the graph view, with the places where they stand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from kg.rendering.view.labels import box_of, mark_offset, wrapped
from kg.rendering.view.layout import Point, around, positions

Row = dict[str, Any]

#: Concepts shown at first sight; the others unfold.
FIRST_CONCEPTS = 40
#: With more propositions than this the first picture shows the questions instead.
FIRST_PROPOSITIONS = 150
#: Then so many questions at first, the most divided.
FIRST_QUESTIONS = 60
_LINE = {"speaker": (14, 2), "proposition": (26, 3), "question": (26, 3), "concept": (18, 2)}


def network_view(model: Row) -> Row:
    """Return `nodes`, `edges`, `first` (the types shown at first sight) and `claim_places` (claim id → x, y).

    Speakers, propositions and concepts are laid out together; questions, organizations and products find room around
    them; a claim stands on the line from its speaker to its proposition, where the reader will look for it.
    """
    main = "proposition" if len(model["propositions"]) <= FIRST_PROPOSITIONS else "question"
    nodes = _nodes(model, main)
    known = {n["id"] for n in nodes}
    edges = [e for e in _edges(model) if e["from"] in known and e["to"] in known]
    places = _places(nodes, edges)
    for node in nodes:
        x, y = places[node["id"]]
        node["x"], node["y"] = x, y - mark_offset(node["type"], node["label"])
    return {
        "nodes": nodes,
        "edges": edges,
        "relations": sorted({e["relation"] for e in edges}),
        "first": ["speaker", main, "concept"],
        "claim_places": _claim_places(model, places),
    }


def _nodes(model: Row, main: str) -> list[Row]:
    ranked = sorted(model["concepts"], key=lambda c: (-c["n_claims"], -c["n_mentions"], c["id"]))
    first_concepts = {c["id"] for c in ranked[:FIRST_CONCEPTS] if c["n_claims"]}
    n_claims = Counter(c for s in model["stances"] for c in [s["proposition"]] * len(s["claims"]))
    nodes = [_node("speaker", s, 1 + s["n_claims"], first=True) for s in model["speakers"]]
    nodes += [
        _node("proposition", p, 1 + n_claims[p["id"]], first=main == "proposition") for p in model["propositions"]
    ]
    nodes += [_node("concept", c, 1 + c["n_claims"], first=c["id"] in first_concepts) for c in model["concepts"]]
    nodes += [
        _node("question", q, 1 + len(q["propositions"]), first=main == "question" and i < FIRST_QUESTIONS)
        for i, q in enumerate(model["questions"])
    ]
    nodes += [_node("organization", o, 1, first=False) for o in model["organizations"]]
    nodes += [_node("product", p, 1, first=False) for p in model["products"]]
    return nodes


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
    kinds = {"agrees", "disagrees", "mixed", "no stance", "about", "answers", "speaks of", "speaks to"}
    inside = set(first)
    pulls = [
        (e["from"], e["to"], 2.0 if e["relation"] in {"agrees", "disagrees", "mixed"} else 0.6)
        for e in edges
        if e["relation"] in kinds and e["from"] in inside and e["to"] in inside
    ]
    # Speakers and what they speak of are joined by their propositions already, when those are shown.
    if any(e["relation"] == "answers" for e in edges) and any(i.startswith("proposition:") for i in first):
        speaks = {(e["from"], e["to"]) for e in edges if e["relation"] == "speaks of"}
        pulls = [p for p in pulls if (p[0], p[1]) not in speaks]
    places = positions({i: boxes[i] for i in first}, pulls, _round_table(first, pulls))
    neighbours: dict[str, list[str]] = defaultdict(list)
    for edge in edges:
        neighbours[edge["from"]].append(edge["to"])
        neighbours[edge["to"]].append(edge["from"])
    rest = [n["id"] for n in nodes if not n["first"]]
    return places | around(places, boxes, _anchored(rest, neighbours, places))


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
