"""What a graph says of its concepts and their schemes, as rows for the model: labels of every language, notes, matches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from kg.evidence.concepts import KG, SKOS, TYPE, beyond_fields, said_of, texts_by_language
from kg.model import Concept, Said, Scheme
from kg.store.engine import Source, run

Row = dict[str, Any]
_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"


def with_vocabulary(source: Source, rows: Iterable[Row], iris: dict[str, str]) -> list[Row]:
    """Return rows of concepts with all that a graph says of them: names one by one, IRI, schemes, what has a language.

    Args:
        source: the graph.
        rows: the table of concepts.
        iris: id → IRI.
    """
    said = _said(source, "?s a kg:Concept ; ?p ?o")
    schemes = {
        iri: Scheme(iri=iri, said=tuple(sorted(s for s in found if s.predicate != TYPE)))
        for iri, found in _said(source, "?s a skos:ConceptScheme ; ?p ?o").items()
    }
    return [row | _fields(row, iris[row["id"]], said.get(iris[row["id"]], []), schemes, said) for row in rows]


def _fields(row: Row, iri: str, said: list[Said], schemes: dict[str, Scheme], known: Iterable[str]) -> Row:
    def texts(predicate: str) -> tuple[str, ...]:
        return texts_by_language(s for s in said if s.predicate == predicate)

    in_schemes = sorted(s.value for s in said if s.predicate == f"{SKOS}inScheme")
    labels = (*texts(f"{SKOS}prefLabel"), *texts(f"{SKOS}altLabel"))
    concept = Concept(
        id=row["id"],
        label=row["label"],
        alt_labels=tuple(dict.fromkeys(x for x in labels if x != row["label"])),
        hidden_labels=texts(f"{SKOS}hiddenLabel"),
        case_sensitive=texts(f"{KG}caseSensitiveLabel"),
        definition=next(iter(texts(f"{SKOS}definition")), ""),
        scheme=next(iter(in_schemes), ""),
    )
    # With the languages known, a label is plain only where it is so in the graph.
    tagged = tuple(s for s in said if s.language and s.predicate != _LABEL)
    return {
        "aliases": concept.alt_labels,
        "hidden": concept.hidden_labels,
        "case_sensitive": concept.case_sensitive,
        "definition": concept.definition,
        "scheme": concept.scheme,
        "iri": "" if row["discovered"] else iri,
        "said": beyond_fields(said, replace(concept, said=tagged), known),
        "schemes": tuple(schemes[s] for s in in_schemes if s in schemes),
    }


def _said(source: Source, pattern: str) -> dict[str, list[Said]]:
    found: dict[str, list[Said]] = defaultdict(list)
    for s, p, o in run(source, f"SELECT ?s ?p ?o {{ {pattern} }}"):
        found[s.value].append(said_of(p.value, o))
    return found
