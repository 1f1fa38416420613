"""A SKOS vocabulary in any RDF syntax, as concepts. The one place before the graph that reads RDF, because SKOS is RDF."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pyoxigraph as ox

from kg.errors import SourceError, VocabularyError
from kg.model import Concept, slug

SKOS = "http://www.w3.org/2004/02/skos/core#"
KG = "https://w3id.org/panel-kg/ontology#"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
MAX_BYTES = 256 * 2**20

Values = dict[str, list[str]]


def load_vocabulary(path: Path) -> tuple[Concept, ...]:
    """Read a SKOS concept scheme; concepts come in the order of their ids.

    Of labels in several languages, English ones and those without a language come first.

    Raises:
        SourceError: the file cannot be read.
        VocabularyError: bad syntax, no concept in it, a concept without label, a label of two concepts, a cycle in broader.
    """
    by_iri = _subjects(path)
    ids = {iri: slug(iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]) for iri in by_iri}
    if len(set(ids.values())) < len(ids):
        ids = {iri: slug(iri.split("://", 1)[-1]) for iri in by_iri}
    concepts = [_concept(iri, values, ids, path) for iri, values in by_iri.items()]
    _check_labels(concepts, path)
    _check_cycles(concepts, path)
    return tuple(sorted(concepts, key=lambda c: c.id))


def _subjects(path: Path) -> dict[str, Values]:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise VocabularyError(f"{path.name}: larger than {MAX_BYTES // 2**20} MB (use a part of it)")
        found: dict[str, Values] = defaultdict(lambda: defaultdict(list))
        rdf_format = ox.RdfFormat.from_extension(path.suffix.lstrip(".")) or ox.RdfFormat.TURTLE
        for quad in ox.parse(path=str(path), format=rdf_format):
            if isinstance(quad.subject, ox.NamedNode):
                found[quad.subject.value][quad.predicate.value].append(_value(quad.object))
    except OSError as error:
        raise SourceError(f"{path}: cannot be read ({error.strerror or error})") from None
    except SyntaxError as error:
        raise VocabularyError(f"{path.name}:{error.lineno or 1}: bad RDF: {error.msg}") from None
    concepts = {iri: v for iri, v in found.items() if f"{SKOS}Concept" in v.get(TYPE, ())}
    if not concepts:
        raise VocabularyError(f"{path.name}: no skos:Concept in it (is it a SKOS vocabulary?)")
    return concepts


def _value(term: object) -> str:
    if isinstance(term, ox.Literal):
        # A leading mark lets labels be ordered by language without a second structure.
        foreign = bool(term.language) and not str(term.language).startswith("en")
        return ("\x01" if foreign else "") + term.value
    return term.value if isinstance(term, ox.NamedNode | ox.BlankNode) else ""


def _concept(iri: str, values: Values, ids: dict[str, str], path: Path) -> Concept:
    def texts(iri_of_property: str) -> tuple[str, ...]:
        return tuple(
            t.lstrip("\x01") for t in sorted(values.get(iri_of_property, ()), key=lambda t: (t[:1] == "\x01", t))
        )

    def links(name: str) -> tuple[str, ...]:
        return tuple(sorted(ids[o] for o in values.get(SKOS + name, ()) if o in ids))

    preferred = texts(SKOS + "prefLabel")
    if not preferred:
        raise VocabularyError(f"{path.name}: concept <{iri}> has no skos:prefLabel (add one)")
    return Concept(
        id=ids[iri],
        label=preferred[0],
        alt_labels=(*preferred[1:], *texts(SKOS + "altLabel")),
        hidden_labels=texts(SKOS + "hiddenLabel"),
        case_sensitive=texts(KG + "caseSensitiveLabel"),
        definition=" ".join(texts(SKOS + "definition")),
        broader=links("broader"),
        related=links("related"),
        scheme=next(iter(sorted(values.get(SKOS + "inScheme", ()))), ""),
        iri=iri,
    )


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


def _literal(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _iri(concept: Concept) -> str:
    return concept.iri or f"https://w3id.org/panel-kg/concept/{concept.id}"
