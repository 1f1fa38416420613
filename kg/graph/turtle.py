"""Turtle for reading and for diffs: grouped by kind of thing, sorted, prefixed, the same bytes for the same triples."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pyoxigraph as ox

from kg.graph.terms import BASE, FOAF, KG, ORG, PROV, RDF, RDFS, prefixes

Triple = ox.Triple | ox.Quad

#: The order in which a reader meets the things.
SECTIONS: tuple[tuple[ox.NamedNode, str], ...] = (
    (KG.Event, "Event"),
    (KG.Speaker, "Speakers"),
    (KG.Participation, "Parts in the event"),
    (KG.SpeakerPair, "Pairs of speakers"),
    (FOAF.Person, "People who are spoken of"),
    (ORG.Membership, "Memberships"),
    (KG.Organization, "Organizations"),
    (KG.Product, "Products"),
    (KG.Concept, "Concepts"),
    (KG.Question, "Questions"),
    (KG.Proposition, "Propositions"),
    (KG.Claim, "Claims"),
    (KG.Stance, "Stances"),
    (KG.Evidence, "Evidence"),
    (KG.Relation, "Relations"),
    (KG.Reference, "References"),
    (KG.Transcript, "Transcript"),
    (KG.Section, "Sections"),
    (KG.Utterance, "Utterances"),
    (KG.Mention, "Mentions"),
    (PROV.Activity, "Activities"),
    (PROV.Person, "People who annotated"),
    (PROV.SoftwareAgent, "Programs that annotated"),
    (PROV.Revision, "Corrections"),
)
_RANK = {cls.value.encode(): i for i, (cls, _) in enumerate(SECTIONS)}
_OTHER = len(SECTIONS)
#: What sorts first among the predicates of a thing; no N-Triples document holds these characters unescaped.
_FIRST = ((f" {RDF.type} ".encode(), b" \x00 "), (f" {RDFS.label} ".encode(), b" \x01 "))
_SUBJECT = re.compile(rb"^(?=[^\s])", re.MULTILINE)


def sorted_turtle(triples: ox.Store | Iterable[Triple], known_prefixes: dict[str, str] | None = None) -> bytes:
    """Return triples as Turtle, grouped by kind of thing and sorted.

    Args:
        triples: triples or quads (whose graph name is left out), or a store, whose default graph is meant; without
            blank nodes the bytes are always the same.
        known_prefixes: prefix → namespace; by default those of the event that the triples describe.
    """
    names = known_prefixes
    if isinstance(triples, ox.Store):
        names = names or prefixes_of(triples.quads_for_pattern(None, RDF.type, KG.Event, ox.DefaultGraph()))
        dump = triples.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph()) or b""
    else:
        rows = [ox.Triple(t.subject, t.predicate, t.object) for t in triples]
        names = prefixes_of(rows) if names is None else names
        dump = ox.serialize(rows, format=ox.RdfFormat.N_TRIPLES) or b""
    parts = [b"".join(b"@prefix %s: <%s> .\n" % (p.encode(), i.encode()) for p, i in sorted(names.items()))]
    titles = [title for _, title in SECTIONS] + ["Other"]
    for title, lines in zip(titles, _grouped(dump), strict=True):
        if lines:
            parts += [f"\n\n# {title}\n".encode(), _turtle(lines, names)]
    return b"".join(parts)


def _grouped(dump: bytes) -> list[list[bytes]]:
    # Sorting lines of N-Triples is five times faster than sorting triples, and the order is the same.
    for term, mark in _FIRST:
        dump = dump.replace(term, mark)
    lines = dump.split(b"\n")
    del dump
    lines.sort()
    groups: list[list[bytes]] = [[] for _ in range(_OTHER + 1)]
    subject, rank, last = b"", _OTHER, b""
    block: list[bytes] = []
    for line in lines:
        if line == last:
            continue
        last, end = line, line.index(b" ")
        if line[:end] != subject:
            groups[rank] += block
            subject, rank, block = line[:end], _OTHER, []
        if line[end + 1] == 0:
            rank = min(rank, _RANK.get(line[end + 4 : -3], _OTHER))
        block.append(line)
    groups[rank] += block
    return groups


def _turtle(lines: list[bytes], names: dict[str, str]) -> bytes:
    ntriples = b"\n".join(lines)
    lines.clear()
    for term, mark in _FIRST:
        ntriples = ntriples.replace(mark, term)
    parsed = ox.parse(ntriples, format=ox.RdfFormat.N_TRIPLES)
    turtle = ox.serialize(parsed, format=ox.RdfFormat.TURTLE, prefixes=names) or b""
    while turtle.startswith(b"@prefix "):
        turtle = turtle[turtle.index(b"\n") + 1 :]
    # A literal's line breaks and tabs are escaped: a line that begins with a tab goes on with a subject.
    return _SUBJECT.sub(b"\n", turtle).replace(b"\n\t", b"\n  ")


def prefixes_of(triples: Iterable[Triple]) -> dict[str, str]:
    """Return the prefixes for the event that the triples describe (the first by IRI, if there are several)."""
    events = sorted(t.subject.value for t in triples if t.object == KG.Event and t.predicate == RDF.type)  # type: ignore[union-attr]
    if not events or "/event/" not in events[0]:
        return prefixes("event", BASE)
    base, event_id = events[0].rsplit("event/", 1)
    return prefixes(event_id, base)
