"""Values as RDF literals, and what a statement is."""

from __future__ import annotations

import pyoxigraph as ox

from kg.graph.terms import XSD

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


def boolean(value: bool) -> ox.Literal:
    """Return an xsd:boolean."""
    return ox.Literal("true" if value else "false", datatype=XSD.boolean)
