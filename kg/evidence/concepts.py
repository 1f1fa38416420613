"""The concepts that an event is about, and what a vocabulary says of a concept beside what the fields of one hold."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kg.model import AnnotatedEvent, Concept, Said

SKOS = "http://www.w3.org/2004/02/skos/core#"
KG = "https://w3id.org/panel-kg/ontology#"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_RDFS_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
_STRING = "http://www.w3.org/2001/XMLSchema#string"
_PREFERRED, _ALTERNATIVE, _HIDDEN = (SKOS + name for name in ("prefLabel", "altLabel", "hiddenLabel"))
_DEFINITION, _CASE_SENSITIVE = f"{SKOS}definition", f"{KG}caseSensitiveLabel"
#: What the graph says of a concept by its fields alone.
_LINKS = frozenset({TYPE, _RDFS_LABEL, f"{SKOS}broader", f"{SKOS}related", f"{KG}discovered"})


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


def said_of(predicate: str, term: Any) -> Said:
    """Return a statement's property and object, a pyoxigraph IRI or literal, as the model has them."""
    datatype = getattr(term, "datatype", None)
    if datatype is None:
        return Said(predicate=predicate, value=term.value, is_iri=True)
    language = term.language or ""
    kind = "" if language or datatype.value == _STRING else datatype.value
    return Said(predicate=predicate, value=term.value, language=language, datatype=kind)


def texts_by_language(said: Iterable[Said]) -> tuple[str, ...]:
    """Return texts, English ones and those without a language first, each once.

    >>> texts_by_language([Said(predicate="p", value="Steuer", language="de"), Said(predicate="p", value="Tax")])
    ('Tax', 'Steuer')
    """
    ordered = sorted(said, key=lambda s: (bool(s.language) and not s.language.startswith("en"), s.value))
    return tuple(dict.fromkeys(s.value for s in ordered))


def beyond_fields(values: Iterable[Said], concept: Concept, known: Iterable[str]) -> tuple[Said, ...]:
    """Return what a vocabulary says of a concept and the concept's other fields cannot hold.

    Args:
        values: all that is said of it.
        concept: the concept, with its fields.
        known: the IRIs of the concepts that links of the fields can lead to.
    """
    linked = set(known)
    plain = untagged_texts(concept)

    def is_held(said: Said) -> bool:
        if said.predicate in _LINKS:
            return not said.is_iri or said.predicate == TYPE or said.value in linked
        if said.predicate == SKOS + "inScheme":
            return said.value == concept.scheme
        if said.language or said.datatype or said.is_iri:
            return False
        return said.value in plain.get(said.predicate, ())

    return tuple(sorted({s for s in values if not is_held(s)}))


def untagged_texts(concept: Concept) -> dict[str, tuple[str, ...]]:
    """Return the labels and the definition that are to be written without a language: property → texts.

    What stands in `said` with its language is left out.

    >>> german = Said(predicate=f"{SKOS}prefLabel", value="Steuer", language="de")
    >>> list(untagged_texts(Concept(id="tax", label="Tax", alt_labels=("Steuer", "levy"), said=(german,))).values())
    [('Tax',), ('levy',)]
    """
    tagged = {(s.predicate, s.value) for s in concept.said}
    preferred = {value for predicate, value in tagged if predicate == _PREFERRED}
    found = {
        _PREFERRED: (concept.label,),
        _ALTERNATIVE: tuple(x for x in concept.alt_labels if x not in preferred),
        _HIDDEN: concept.hidden_labels,
        _CASE_SENSITIVE: concept.case_sensitive,
        _DEFINITION: (concept.definition,) if concept.definition else (),
    }
    kept = {p: tuple(x for x in texts if (p, x) not in tagged) for p, texts in found.items()}
    return {p: texts for p, texts in kept.items() if texts}
