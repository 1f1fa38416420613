"""Turtle for reading and for diffs: grouped by kind of thing, sorted, prefixed, the same bytes for the same triples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg.graph.terms import BASE, FOAF, KG, ORG, PROV, RDF, RDFS, prefixes

Triple = ox.Triple | ox.Quad

#: The order in which a reader meets the things.
SECTIONS: tuple[tuple[ox.NamedNode, str], ...] = (
    (KG.Event, "Event"),
    (KG.Speaker, "Speakers"),
    (FOAF.Person, "People who are spoken of"),
    (ORG.Membership, "Memberships"),
    (KG.Organization, "Organizations"),
    (KG.Product, "Products"),
    (KG.Concept, "Concepts"),
    (KG.Question, "Questions"),
    (KG.Proposition, "Propositions"),
    (KG.Claim, "Claims"),
    (KG.Stance, "Stances"),
    (KG.Relation, "Relations"),
    (KG.Reference, "References"),
    (KG.Utterance, "Utterances"),
    (KG.Mention, "Mentions"),
    (PROV.Activity, "Activities"),
    (PROV.Revision, "Corrections"),
)
_RANK = {cls.value: i for i, (cls, _) in enumerate(SECTIONS)}
_OTHER = len(SECTIONS)
_FIRST = {RDF.type.value: "0", RDFS.label.value: "1"}


def sorted_turtle(triples: Iterable[Triple], known_prefixes: dict[str, str] | None = None) -> bytes:
    """Return triples as Turtle, grouped by kind of thing and sorted.

    Args:
        triples: triples or quads (whose graph name is left out); without blank nodes the bytes are always the same.
        known_prefixes: prefix → namespace; by default those of the event that the triples describe.
    """
    rows = list(triples)
    rank_of: dict[str, int] = {}
    for t in rows:
        if t.predicate == RDF.type:
            subject = str(t.subject)
            rank_of[subject] = min(rank_of.get(subject, _OTHER), _RANK.get(t.object.value, _OTHER))  # type: ignore[union-attr]
    names = prefixes_of(rows) if known_prefixes is None else known_prefixes
    groups: list[list[tuple[tuple[str, str, str], ox.Triple]]] = [[] for _ in range(_OTHER + 1)]
    for t in rows:
        subject, predicate = str(t.subject), t.predicate.value
        key = (subject, _FIRST.get(predicate, "2") + predicate, str(t.object))
        groups[rank_of.get(subject, _OTHER)].append((key, ox.Triple(t.subject, t.predicate, t.object)))
    titles = [title for _, title in SECTIONS] + ["Other"]
    parts = [b"".join(b"@prefix %s: <%s> .\n" % (p.encode(), i.encode()) for p, i in sorted(names.items()))]
    for title, group in zip(titles, groups, strict=True):
        if group:
            group.sort(key=lambda pair: pair[0])
            parts.append(f"\n\n# {title}\n".encode())
            parts.append(
                b"".join(
                    _spaced(ox.serialize((t for _, t in group), format=ox.RdfFormat.TURTLE, prefixes=names) or b"")
                )
            )
    return b"".join(parts)


def _spaced(turtle: bytes) -> Iterator[bytes]:
    # A literal's line breaks are escaped, so a line that does not begin with a tab begins a subject.
    for line in turtle.splitlines(keepends=True):
        if line.startswith(b"@prefix "):
            continue
        yield line.replace(b"\t", b"  ", 1) if line.startswith(b"\t") else b"\n" + line


def prefixes_of(triples: Iterable[Triple]) -> dict[str, str]:
    """Return the prefixes for the event that the triples describe (the first by IRI, if there are several)."""
    events = sorted(t.subject.value for t in triples if t.object == KG.Event and t.predicate == RDF.type)  # type: ignore[union-attr]
    if not events or "/event/" not in events[0]:
        return prefixes("event", BASE)
    base, event_id = events[0].rsplit("event/", 1)
    return prefixes(event_id, base)
