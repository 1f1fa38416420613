"""A SKOS vocabulary in any RDF syntax, as concepts. The one place before the graph that reads RDF, because SKOS is RDF."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pyoxigraph as ox

from kg.errors import SourceError, VocabularyError
from kg.evidence.concepts import KG, SKOS, TYPE, beyond_fields, said_of, texts_by_language, untagged_texts
from kg.model import Concept, Said, Scheme, slug

MAX_BYTES = 256 * 2**20

#: Property → the texts and links that it says of one subject.
Values = dict[str, list[Said]]
_TEXTS = {f"skos:{name}": SKOS + name for name in ("prefLabel", "altLabel", "hiddenLabel")} | {
    "kg:caseSensitiveLabel": f"{KG}caseSensitiveLabel",
    "skos:definition": f"{SKOS}definition",
}


def load_vocabulary(path: Path) -> tuple[Concept, ...]:
    """Read a SKOS concept scheme whole; concepts come in the order of their ids.

    Of labels in several languages, English ones and those without a language come first; of a hierarchy that is given by
    skos:narrower, each link stands as skos:broader too.

    Raises:
        SourceError: the file cannot be read.
        VocabularyError: bad syntax, no concept in it, a concept without label, a label of two concepts, a cycle in broader.
    """
    by_iri, schemes = _subjects(path)
    _add_broader(by_iri)
    ids = {iri: slug(iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]) for iri in by_iri}
    if len(set(ids.values())) < len(ids):
        ids = {iri: slug(iri.split("://", 1)[-1]) for iri in by_iri}
    concepts = [_concept(iri, values, ids, schemes, path) for iri, values in by_iri.items()]
    _check_labels(concepts, path)
    _check_cycles(concepts, path)
    return tuple(sorted(concepts, key=lambda c: c.id))


def _subjects(path: Path) -> tuple[dict[str, Values], dict[str, Scheme]]:
    """Return the concepts and the schemes of a file, by their IRIs."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise VocabularyError(f"{path.name}: larger than {MAX_BYTES // 2**20} MB (use a part of it)")
        found: dict[str, Values] = defaultdict(lambda: defaultdict(list))
        rdf_format = ox.RdfFormat.from_extension(path.suffix.lstrip(".")) or ox.RdfFormat.TURTLE
        for quad in ox.parse(path=str(path), format=rdf_format):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal):
                said = said_of(quad.predicate.value, quad.object)
                found[quad.subject.value][said.predicate].append(said)
    except OSError as error:
        raise SourceError(f"{path}: cannot be read ({error.strerror or error})") from None
    except SyntaxError as error:
        raise VocabularyError(f"{path.name}:{error.lineno or 1}: bad RDF: {error.msg}") from None

    def of_type(name: str) -> list[str]:
        return [iri for iri, v in found.items() if any(t.value == SKOS + name for t in v.get(TYPE, ()))]

    concepts = {iri: found[iri] for iri in of_type("Concept")}
    if not concepts:
        raise VocabularyError(f"{path.name}: no skos:Concept in it (is it a SKOS vocabulary?)")
    schemes = {iri: Scheme(iri=iri, said=_sorted_said(found[iri], {TYPE})) for iri in of_type("ConceptScheme")}
    return concepts, schemes


def _sorted_said(values: Values, without: Iterable[str]) -> tuple[Said, ...]:
    return tuple(sorted({s for predicate, said in values.items() if predicate not in set(without) for s in said}))


def _add_broader(by_iri: dict[str, Values]) -> None:
    for iri, values in by_iri.items():
        for link in values.get(SKOS + "narrower", ()):
            below = by_iri.get(link.value)
            upward = Said(predicate=SKOS + "broader", value=iri, is_iri=True)
            if below is not None and upward not in below[upward.predicate]:
                below[upward.predicate].append(upward)


def _concept(iri: str, values: Values, ids: dict[str, str], schemes: dict[str, Scheme], path: Path) -> Concept:
    def texts(iri_of_property: str) -> tuple[str, ...]:
        return texts_by_language(values.get(iri_of_property, ()))

    def links(name: str) -> tuple[str, ...]:
        return tuple(sorted({ids[o.value] for o in values.get(SKOS + name, ()) if o.value in ids}))

    preferred = texts(SKOS + "prefLabel")
    if not preferred:
        raise VocabularyError(f"{path.name}: concept <{iri}> has no skos:prefLabel (add one)")
    in_schemes = sorted(s.value for s in values.get(SKOS + "inScheme", ()))
    concept = Concept(
        id=ids[iri],
        label=preferred[0],
        alt_labels=tuple(dict.fromkeys((*preferred[1:], *texts(SKOS + "altLabel")))),
        hidden_labels=texts(SKOS + "hiddenLabel"),
        case_sensitive=texts(KG + "caseSensitiveLabel"),
        definition=next(iter(texts(SKOS + "definition")), ""),
        broader=links("broader"),
        related=links("related"),
        scheme=next(iter(in_schemes), ""),
        iri=iri,
        schemes=tuple(schemes[s] for s in in_schemes if s in schemes),
    )
    return replace(concept, said=beyond_fields((s for said in values.values() for s in said), concept, ids))


def _check_labels(concepts: list[Concept], path: Path) -> None:
    owners: dict[str, str] = {}
    for concept in sorted(concepts, key=lambda c: c.id):
        key = concept.label.casefold()
        if owners.setdefault(key, concept.id) != concept.id:
            raise VocabularyError(
                f"{path.name}: concepts '{owners[key]}' and '{concept.id}' are both called '{concept.label}'"
            )


def _check_cycles(concepts: list[Concept], path: Path) -> None:
    try:
        TopologicalSorter({c.id: c.broader for c in concepts}).prepare()
    except CycleError as error:
        circle = " → ".join(error.args[1])
        raise VocabularyError(
            f"{path.name}: skos:broader runs in a circle: {circle} (remove one of these links)"
        ) from None


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
    schemes = {scheme.iri: scheme for c in known.values() for scheme in c.schemes}
    blocks = [
        "@prefix concept: <https://w3id.org/panel-kg/concept/> .\n"
        "@prefix kg: <https://w3id.org/panel-kg/ontology#> .\n"
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n",
        *(_block(f"<{iri}> a skos:ConceptScheme", map(_said, schemes[iri].said)) for iri in sorted(schemes)),
    ]
    for concept in sorted(known.values(), key=lambda c: c.id):
        subject = f"<{_iri(concept)}>" if concept.iri or not concept.id.isascii() else f"concept:{concept.id}"
        blocks.append(_block(f"{subject} a skos:Concept", _statements(concept, known)))
    return "\n".join(blocks)


def _block(head: str, statements: Iterable[str]) -> str:
    return " ;\n  ".join((head, *statements)) + " .\n"


def _statements(concept: Concept, known: Mapping[str, Concept]) -> Iterator[str]:
    texts = untagged_texts(concept)
    for name, predicate in _TEXTS.items():
        if predicate in texts:
            yield f"{name} {' , '.join(_literal(x) for x in texts[predicate])}"
    for name, ids in (("skos:broader", concept.broader), ("skos:related", concept.related)):
        linked = [f"<{_iri(known[i])}>" for i in ids if i in known]
        if linked:
            yield f"{name} {' , '.join(linked)}"
    if concept.scheme:
        yield f"skos:inScheme <{concept.scheme}>"
    if concept.discovered:
        yield 'skos:editorialNote "Discovered in the transcript."'
    yield from map(_said, concept.said)


def _said(said: Said) -> str:
    predicate = f"skos:{said.predicate[len(SKOS) :]}" if said.predicate.startswith(SKOS) else f"<{said.predicate}>"
    if said.is_iri:
        return f"{predicate} <{said.value}>"
    suffix = f"@{said.language}" if said.language else f"^^<{said.datatype}>" if said.datatype else ""
    return f"{predicate} {_literal(said.value)}{suffix}"


def _literal(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _iri(concept: Concept) -> str:
    return concept.iri or f"https://w3id.org/panel-kg/concept/{concept.id}"
