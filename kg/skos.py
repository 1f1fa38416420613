"""Concepts and schemes as values of the model: what a SKOS vocabulary says, whole."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Said:
    """What a vocabulary says of a concept or scheme: a property's IRI, and an IRI or a literal as it stands there."""

    predicate: str
    value: str
    is_iri: bool = False
    language: str = ""
    datatype: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """A SKOS concept scheme, with what its vocabulary says of it."""

    iri: str
    said: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """A SKOS concept. `case_sensitive` labels match only in exactly that case; `discovered` ones come from the text.

    `label` and `definition` are those to be shown; labels of other languages stand among the `alt_labels`, because they
    name the concept too. `said` is what these fields cannot hold (texts with their language, notations, matches, notes),
    so that a vocabulary passes unchanged; `schemes` are those of its schemes that the vocabulary describes.
    """

    id: str
    label: str
    alt_labels: tuple[str, ...] = ()
    hidden_labels: tuple[str, ...] = ()
    case_sensitive: tuple[str, ...] = ()
    definition: str = ""
    broader: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    scheme: str = ""
    iri: str = ""
    discovered: bool = False
    said: tuple[Said, ...] = ()
    schemes: tuple[Scheme, ...] = ()
