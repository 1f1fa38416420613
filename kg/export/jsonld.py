"""JSON-LD, framed: the event at the top, and in it speakers, turns with their claims, questions with propositions and stances.

The keys are those of ontology/context.jsonld; a developer can read the document as JSON and never hear of RDF.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any

import pyoxigraph as ox

from kg.export.jsonld_terms import Terms
from kg.graph.terms import BASE, KG, ORG, RDF
from kg.store.datasets import events, statements
from kg.store.graph import Graph

#: Class → under which property's value it stands, and under which key: the tree that a reader walks.
FRAME: tuple[tuple[ox.NamedNode, ox.NamedNode, str], ...] = (
    (KG.Speaker, KG.inEvent, "speakers"),
    (KG.Participation, KG.participant, "participations"),
    (ORG.Membership, ORG.member, "memberships"),
    (KG.SpeakerPair, KG.inEvent, "pairs"),
    (KG.Question, KG.inEvent, "questions"),
    (KG.Proposition, KG.answers, "propositions"),
    (KG.Stance, KG.proposition, "stances"),
    (KG.Relation, KG.inEvent, "relations"),
    (KG.Utterance, KG.inEvent, "utterances"),
    (KG.Claim, KG.utterance, "claims"),
    (KG.Reference, KG.utterance, "references"),
    (KG.Mention, KG.utterance, "mentionedHere"),
)
#: Keys of a node in the order in which they are best read; the rest follow by name.
_FIRST = ("@id", "id", "@type", "type", "label", "prefLabel", "title")
Properties = dict[str, list[ox.NamedNode | ox.BlankNode | ox.Literal]]


def document(graph: Graph) -> bytes:
    """Return JSON-LD with its context inside, indented; the same bytes for the same statements."""
    nodes: dict[str, Properties] = defaultdict(lambda: defaultdict(list))
    for quad in sorted(statements(graph.store), key=str):
        nodes[_name(quad.subject)][quad.predicate.value].append(quad.object)  # type: ignore[arg-type]
    found = events(graph.store)
    base = found[0].value.rsplit("event/", 1)[0] if found and "/event/" in found[0].value else BASE
    terms = Terms.shipped(base, {key: prop.value for _, prop, key in FRAME})
    children = _framed(nodes)
    inside = {child for found in children.values() for _, child in found}
    roots = sorted((n for n in nodes if n not in inside), key=lambda n: (not _is(nodes[n], KG.Event), n))
    whole = {"@context": terms.context, "@graph": [_tree(n, nodes, children, terms) for n in roots]}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _name(term: Any) -> str:
    return term.value if isinstance(term, ox.NamedNode) else str(term)


def _is(properties: Properties, cls: ox.NamedNode) -> bool:
    return cls in properties.get(RDF.type.value, ())


def _framed(nodes: dict[str, Properties]) -> dict[str, list[tuple[str, str]]]:
    """Return node → the nodes that stand in it, each with its key; what they say of their parent is said by the place."""
    children: dict[str, list[tuple[str, str]]] = defaultdict(list)
    placed = set()
    for cls, prop, key in FRAME:
        for name in sorted(nodes, key=lambda n: (_start(nodes[n]), n)):
            parents = nodes[name].get(prop.value, [])
            if _is(nodes[name], cls) and name not in placed and parents and _name(parents[0]) in nodes:
                placed.add(name)
                children[_name(parents.pop(0))].append((key, name))
    return children


def _start(properties: Properties) -> int:
    found = properties.get(KG.start.value)
    return int(found[0].value) if found and found[0].value.isdecimal() else 0


def _tree(name: str, nodes: dict[str, Properties], children: dict[str, list[tuple[str, str]]], terms: Terms) -> Any:
    fields: dict[str, Any] = {terms.id_key: terms.node(name)}
    for predicate, values in nodes[name].items():
        if values:
            for key, value in terms.fields(predicate, values).items():
                fields[key] = fields.get(key, []) + value
    for key, child in children.get(name, ()):
        fields.setdefault(key, []).append(_tree(child, nodes, children, terms))
    order = {key: i for i, key in enumerate(_FIRST)}
    lists = {key for _, _, key in FRAME} | terms.always_lists
    return {
        key: value[0] if isinstance(value, list) and len(value) == 1 and key not in lists else value
        for key, value in sorted(fields.items(), key=lambda f: (f[0] in lists, order.get(f[0], len(order)), f[0]))
    }
