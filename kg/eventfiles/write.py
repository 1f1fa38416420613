"""An event as the files of its folder: event.yaml, annotations.yaml and concepts.ttl, to be read and mended by hand.

What is written is read back as the same event: the order, the quoting and the prefixes depend on the event alone.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from kg.model import (
    AnnotatedEvent,
    Claim,
    Concept,
    Organization,
    Product,
    Question,
    Reference,
    Relation,
    Speaker,
    slug,
)

_PLAIN = re.compile(r"[A-Za-z0-9À-ɏ\u3400-\u9fff][\w .()/%+’–-]*[\w.)%]|[A-Za-z0-9]")
#: What YAML or its readers take for something else than text, though it looks plain.
_NOT_PLAIN = re.compile(r"(?i)~|null|true|false|yes|no|on|off|[\d.,:_+eE-]+|0[xo]\w+|\d{4}-\d\d-\d\d.*")
_MAX_KEY_WORDS = 5
Fields = Mapping[str, object]


def event_yaml(event: AnnotatedEvent) -> str:
    """Return event.yaml: the event, who takes part, and what is named.

    >>> from kg.model import Event, Transcript
    >>> transcript = Transcript(text="", utterances=(), format="text")
    >>> print(event_yaml(AnnotatedEvent(event=Event(id="forum", title="Forum: rents"), transcript=transcript, speakers=())), end="")
    id: forum
    title: "Forum: rents"
    """
    head = event.event
    lines = [
        f"{key}: {scalar(value)}"
        for key, value in (
            ("id", head.id),
            ("title", head.title),
            ("date", head.date),
            ("place", head.place),
            ("source", head.source),
            ("language", head.language),
        )
        if value
    ]
    text = "\n".join(lines) + "\n"
    text += _section("speakers", (_person(s) for s in event.speakers))
    text += _section("people", (_person(s) for s in sorted(event.people, key=lambda e: e.id)))
    text += _section("organizations", (_organization(o) for o in sorted(event.organizations, key=lambda e: e.id)))
    return text + _section("products", (_product(p) for p in sorted(event.products, key=lambda e: e.id)))


def annotations_yaml(event: AnnotatedEvent) -> str:
    """Return annotations.yaml: questions, propositions, claims, references and relations, in the order of the text."""
    keys = claim_keys(event.claims)
    prefixes = Prefixes(event.transcript.text)
    sources = [c.source for c in event.claims] or ["human"]
    default = max(sorted(set(sources)), key=sources.count)
    text = f"transcript_sha256: {hashlib.sha256(event.transcript.text.encode('utf-8')).hexdigest()}\n"
    text += f"source: {scalar(default)}\n"
    if event.run is not None:
        settings = dict(event.run.settings) | {"method": event.run.method}
        text += "run:\n" + "".join(f"  {k}: {scalar(v)}\n" for k, v in sorted(settings.items()))
    stances: dict[str, dict[str, object]] = defaultdict(dict)
    for stance in event.stances:
        short: object = stance.polarity
        if stance.basis != "explicit":
            short = {"stance": stance.polarity, "basis": stance.basis}
        for claim_id in stance.claims:
            stances[claim_id][stance.proposition] = short

    def source_of(source: str) -> str:
        return "" if source == default else source

    text += _section("questions", (_question(q, prefixes, source_of(q.source)) for q in event.questions))
    text += _section(
        "propositions",
        (
            {"id": p.id, "question": p.question, "text": Quoted(p.text), "kind": p.kind, "source": source_of(p.source)}
            for p in event.propositions
        ),
    )
    text += _section(
        "claims",
        (
            _claim(c, keys[c.id], prefixes, stances.get(c.id, {}), source_of(c.source))
            for c in sorted(event.claims, key=lambda c: (c.start, c.end, c.id))
        ),
    )
    text += _section(
        "references",
        (
            _reference(r, keys, prefixes, source_of(r.source))
            for r in sorted(event.references, key=lambda r: (r.start, r.end))
        ),
    )
    return text + _section("relations", (_relation(r, keys, prefixes, source_of(r.source)) for r in event.relations))


def concepts_turtle(concepts: Iterable[Concept]) -> str:
    """Return a SKOS vocabulary in Turtle, sorted by id; discovered concepts say so.

    >>> print(concepts_turtle([Concept(id="rents", label="rents", alt_labels=("rent",), discovered=True)]), end="")
    @prefix concept: <https://w3id.org/panel-kg/concept/> .
    @prefix kg: <https://w3id.org/panel-kg/ontology#> .
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    <BLANKLINE>
    concept:rents a skos:Concept ;
      skos:prefLabel "rents" ;
      skos:altLabel "rent" ;
      skos:editorialNote "Discovered in the transcript." .
    """
    known = {c.id: c for c in concepts}
    blocks = [
        "@prefix concept: <https://w3id.org/panel-kg/concept/> .\n"
        "@prefix kg: <https://w3id.org/panel-kg/ontology#> .\n"
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
    ]
    for concept in sorted(known.values(), key=lambda c: c.id):
        statements = [f"skos:prefLabel {_literal(concept.label)}"]
        for name, labels in (
            ("skos:altLabel", concept.alt_labels),
            ("skos:hiddenLabel", concept.hidden_labels),
            ("kg:caseSensitiveLabel", concept.case_sensitive),
        ):
            if labels:
                statements.append(f"{name} {' , '.join(_literal(x) for x in labels)}")
        if concept.definition:
            statements.append(f"skos:definition {_literal(concept.definition)}")
        for name, ids in (("skos:broader", concept.broader), ("skos:related", concept.related)):
            linked = [f"<{_iri(known[i])}>" for i in ids if i in known]
            if linked:
                statements.append(f"{name} {' , '.join(linked)}")
        if concept.discovered:
            statements.append('skos:editorialNote "Discovered in the transcript."')
        subject = f"<{_iri(concept)}>" if concept.iri or not concept.id.isascii() else f"concept:{concept.id}"
        blocks.append(f"{subject} a skos:Concept ;\n  " + " ;\n  ".join(statements) + " .\n")
    return "\n".join(blocks)


def used_concepts(event: AnnotatedEvent) -> tuple[Concept, ...]:
    """Return the concepts that an event mentions or its claims are about, with all that stand above them."""
    by_id = {c.id: c for c in event.concepts}
    wanted = {m.entity for m in event.mentions if m.entity_type == "concept"}
    wanted |= {concept for claim in event.claims for concept in claim.concepts}
    pending = [by_id[i] for i in sorted(wanted) if i in by_id]
    kept: dict[str, Concept] = {}
    while pending:
        concept = pending.pop()
        if concept.id not in kept:
            kept[concept.id] = concept
            pending += [by_id[i] for i in concept.broader if i in by_id]
    return tuple(kept[i] for i in sorted(kept))


class Prefixes:
    """Finds the words before a quote that tell it from its other occurrences."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._spots: dict[str, list[int]] = {}

    def before(self, quote: str, start: int) -> str:
        """Return the shortest run of whole words before `start` after which no other occurrence of the quote stands."""
        others = [s for s in self._occurrences(quote) if s != start]
        if not others:
            return ""
        at = start
        while at > 0:
            at = self._word_before(at)
            prefix = self._text[at:start]
            if prefix.strip() and not any(
                self._text[:s].rstrip().endswith(prefix.rstrip()) for s in others if s > at - start
            ):
                return prefix.strip()
        return self._text[:start].strip()

    def _word_before(self, at: int) -> int:
        while at > 0 and self._text[at - 1].isspace():
            at -= 1
        while at > 0 and not self._text[at - 1].isspace():
            at -= 1
        return at

    def _occurrences(self, quote: str) -> list[int]:
        if quote not in self._spots:
            found, at = [], self._text.find(quote)
            while at >= 0:
                found.append(at)
                at = self._text.find(quote, at + 1)
            self._spots[quote] = found
        return self._spots[quote]


class Quoted(str):
    """A text that is always written in double quotes."""

    __slots__ = ()


def claim_keys(claims: Iterable[Claim]) -> dict[str, str]:
    """Return claim id → a key that a person can read: the speaker's last name and the first words that say something."""
    keys: dict[str, str] = {}
    taken: set[str] = set()
    for claim in sorted(claims, key=lambda c: (c.start, c.end, c.id)):
        words = [w for w in slug(claim.text).split("-") if len(w) > 3 or w.isdigit()][:_MAX_KEY_WORDS]
        stem = "-".join([slug(claim.speaker.split()[-1]), *(words or slug(claim.text).split("-")[:_MAX_KEY_WORDS])])
        key, n = stem, 1
        while key in taken:
            n += 1
            key = f"{stem}-{n}"
        taken.add(key)
        keys[claim.id] = key
    return keys


def scalar(value: object) -> str:
    """Return a value as YAML: plain where nothing can be misread, else in double quotes.

    >>> scalar("Tang Jie"), scalar("no"), scalar("a: b"), scalar(True), scalar(["x", "y z"]), scalar(0.5)
    ('Tang Jie', '"no"', '"a: b"', 'true', '[x, y z]', '0.5')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(scalar(v) for v in value)}]"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(k)}: {scalar(v)}" for k, v in value.items()) + "}"
    text = str(value)
    if not isinstance(value, Quoted) and _PLAIN.fullmatch(text) and not _NOT_PLAIN.fullmatch(text):
        return text
    return _double_quoted(text)


def _double_quoted(text: str) -> str:
    quoted = json.dumps(text, ensure_ascii=False)
    # YAML reads some characters as line breaks, or not at all, that JSON leaves as they are.
    return "".join(c if c.isprintable() or c == " " else _escaped(c) for c in quoted)


def _escaped(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _literal(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _iri(concept: Concept) -> str:
    return concept.iri or f"https://w3id.org/panel-kg/concept/{concept.id}"


def _section(name: str, entries: Iterable[Fields]) -> str:
    body = "".join(_entry(entry) for entry in entries)
    return f"{name}:\n{body}" if body else ""


def _entry(fields: Fields) -> str:
    return "".join(
        f"  {'- ' if i == 0 else '  '}{key}: {scalar(value)}\n" for i, (key, value) in enumerate(_set(fields))
    )


def _set(fields: Fields) -> Iterator[tuple[str, object]]:
    """Yield the fields that say something: not the empty ones, and not what holds when nothing is said."""
    for key, value in fields.items():
        if value not in ("", (), {}, None, False) and not (key == "confidence" and value == 1.0):
            yield key, value


def _person(person: Speaker) -> Fields:
    memberships = [
        {
            k: v
            for k, v in (("organization", m.organization), ("role", m.role), ("current", m.current))
            if v not in ("", None)
        }
        for m in person.memberships
    ]
    return {
        "id": person.id,
        "name": person.name,
        "aliases": person.aliases,
        "ambiguous_aliases": person.ambiguous_aliases,
        "role": person.role or "",
        "memberships": tuple(memberships),
        "guessed": person.guessed,
        "same_as": person.same_as,
    }


def _organization(organization: Organization) -> Fields:
    return {
        "id": organization.id,
        "name": organization.name,
        "aliases": organization.aliases,
        "ambiguous_aliases": organization.ambiguous_aliases,
        "kind": organization.kind,
        "same_as": organization.same_as,
    }


def _product(product: Product) -> Fields:
    return {
        "id": product.id,
        "name": product.name,
        "aliases": product.aliases,
        "ambiguous_aliases": product.ambiguous_aliases,
        "kind": product.kind,
        "maker": product.maker,
        "same_as": product.same_as,
    }


def _question(question: Question, prefixes: Prefixes, source: str) -> Fields:
    prefix = prefixes.before(question.quote, question.start) if question.quote and question.start is not None else ""
    return {
        "id": question.id,
        "text": Quoted(question.text),
        "asked_by": question.asked_by,
        "quote": Quoted(question.quote) if question.quote else "",
        "prefix": Quoted(prefix) if prefix else "",
        "source": source,
    }


def _claim(claim: Claim, key: str, prefixes: Prefixes, stances: Fields, source: str) -> Fields:
    prefix = prefixes.before(claim.quote, claim.start)
    return {
        "key": key,
        "speaker": claim.speaker,
        "quote": Quoted(claim.quote),
        "prefix": Quoted(prefix) if prefix else "",
        "text": Quoted(claim.text),
        "concepts": claim.concepts,
        "stances": dict(sorted(stances.items())),
        "hedged": claim.hedged,
        "quantity": Quoted(claim.quantity) if claim.quantity else "",
        "reported_by": claim.reported_by,
        "source": source,
        "confidence": claim.confidence,
        "rule": claim.rule,
        "note": claim.note,
    }


def _reference(reference: Reference, keys: Mapping[str, str], prefixes: Prefixes, source: str) -> Fields:
    prefix = prefixes.before(reference.quote, reference.start)
    return {
        "speaker": reference.speaker,
        "refers_to": reference.refers_to,
        "relation": reference.relation,
        "quote": Quoted(reference.quote),
        "prefix": Quoted(prefix) if prefix else "",
        "about": Quoted(reference.about) if reference.about else "",
        "claim": keys.get(reference.claim, ""),
        "to_claim": keys.get(reference.to_claim, ""),
        "source": source,
        "confidence": reference.confidence,
        "rule": reference.rule,
    }


def _relation(relation: Relation, keys: Mapping[str, str], prefixes: Prefixes, source: str) -> Fields:
    prefix = (
        prefixes.before(relation.evidence, relation.start) if relation.evidence and relation.start is not None else ""
    )
    return {
        "from": keys[relation.from_claim],
        "to": keys[relation.to_claim],
        "relation": relation.relation,
        "basis": relation.basis if relation.basis != "explicit" else "",
        "quote": Quoted(relation.evidence) if relation.evidence else "",
        "prefix": Quoted(prefix) if prefix else "",
        "about": Quoted(relation.about) if relation.about else "",
        "source": source,
        "confidence": relation.confidence,
        "rule": relation.rule,
    }
