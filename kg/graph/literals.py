"""Values as RDF literals, and what a statement is."""

from __future__ import annotations

import pyoxigraph as ox

from kg.graph.terms import XSD
from kg.model import Said

Statement = tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]


def text(value: str) -> ox.Literal:
    """Return a plain literal; lone surrogates, which no RDF syntax can hold, become the replacement character."""
    return ox.Literal(value.encode("utf-8", "replace").decode("utf-8") if not value.isascii() else value)


def integer(value: int) -> ox.Literal:
    """Return an xsd:integer."""
    return ox.Literal(str(value), datatype=XSD.integer)


def decimal(value: float) -> ox.Literal:
    """Return an xsd:decimal without an exponent and without needless zeros.

    >>> decimal(0.80).value, decimal(12.0).value
    ('0.8', '12')
    """
    return ox.Literal(f"{value:.6f}".rstrip("0").rstrip(".") or "0", datatype=XSD.decimal)


def address(value: str) -> ox.NamedNode | ox.Literal:
    """Return an address on the web as an IRI, and anything else in words.

    >>> address("https://example.org/by").value, type(address("CC BY 4.0")).__name__
    ('https://example.org/by', 'Literal')
    """
    if value.startswith(("https://", "http://")):
        try:
            return ox.NamedNode(value)
        except ValueError:
            pass
    return text(value)


def is_web_address(value: str) -> bool:
    """Tell whether a text is an address on the web, which the graph has as an IRI.

    >>> is_web_address("https://example.org/by"), is_web_address("CC BY 4.0"), is_web_address("https://example.org/a b")
    (True, False, False)
    """
    return isinstance(address(value), ox.NamedNode)


def term_of(said: Said) -> ox.NamedNode | ox.Literal:
    """Return what a vocabulary says as an RDF term."""
    if said.is_iri:
        return ox.NamedNode(said.value)
    if said.language:
        return ox.Literal(said.value, language=said.language)
    return ox.Literal(said.value, datatype=ox.NamedNode(said.datatype)) if said.datatype else text(said.value)


def boolean(value: bool) -> ox.Literal:
    """Return an xsd:boolean."""
    return ox.Literal("true" if value else "false", datatype=XSD.boolean)
