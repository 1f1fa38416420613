"""Every way out: one module a format, named in a table; `export` for what is one document, `export_files` for all."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from kg.errors import FormatError
from kg.evidence.suggest import did_you_mean
from kg.store.graph import Graph


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format: its media type, the ending of its files, the module that writes it, and what it cannot say.

    `folder` marks a format of several files, one a table.
    """

    media_type: str
    suffix: str
    module: str
    losses: str
    folder: bool = False


_NO_GRAPHS = "which event says a statement, when there are several"
_REIFIED = "; tools that know RDF 1.1 alone do not read it"
_NETWORK = "provenance, and the places of mentions; IRIs of stances and relations, which are edges here"
_TABLES = (
    "IRIs (ids stay), activities, which of a thing's other names are ambiguous, "
    "in which language a concept's label is, its matches, notations and notes, "
    "whether a membership that is not former is current, and ORCID iDs and pages of annotators"
)

#: Format → how it is written.
FORMATS: dict[str, Format] = {
    "turtle": Format(media_type="text/turtle", suffix=".ttl", module="turtle", losses=_NO_GRAPHS),
    "ntriples": Format(media_type="application/n-triples", suffix=".nt", module="ntriples", losses=_NO_GRAPHS),
    "nquads": Format(media_type="application/n-quads", suffix=".nq", module="nquads", losses="nothing"),
    "trig": Format(media_type="application/trig", suffix=".trig", module="trig", losses="nothing"),
    "jsonld": Format(media_type="application/ld+json", suffix=".jsonld", module="jsonld", losses=_NO_GRAPHS),
    "rdfxml": Format(
        media_type="application/rdf+xml",
        suffix=".rdf",
        module="rdfxml",
        losses=f"{_NO_GRAPHS}; characters that XML cannot hold",
    ),
    "turtle12": Format(
        media_type="text/turtle;version=1.2", suffix=".ttl", module="turtle12", losses=_NO_GRAPHS + _REIFIED
    ),
    "ntriples12": Format(
        media_type="application/n-triples;version=1.2", suffix=".nt", module="ntriples12", losses=_NO_GRAPHS + _REIFIED
    ),
    "graphml": Format(media_type="application/graphml+xml", suffix=".graphml", module="graphml", losses=_NETWORK),
    "gexf": Format(media_type="application/gexf+xml", suffix=".gexf", module="gexf", losses=_NETWORK),
    "csv": Format(media_type="text/csv", suffix="", module="csv", losses=_TABLES, folder=True),
    "parquet": Format(
        media_type="application/vnd.apache.parquet", suffix="", module="parquet", losses=_TABLES, folder=True
    ),
    "xaif": Format(
        media_type="application/json",
        suffix=".json",
        module="xaif",
        losses="mentions, references, concepts, organizations, products, people who are only spoken of, and provenance; "
        "of claims: hedged, quantity, reported, salience, note, confidence, source; "
        "of stances: why, confidence, source; of relations: basis, words, confidence, source; kinds and sources of propositions; "
        "turns in which nobody claims anything, and sections and times",
    ),
    "polis": Format(
        media_type="text/csv",
        suffix="",
        module="polis",
        losses="all but propositions, speakers and positions; on both sides is a pass; one way only, nothing reads it back",
        folder=True,
    ),
    "convokit": Format(
        media_type="application/json",
        suffix="",
        module="convokit",
        losses="IRIs (ids stay), activities, turns that nobody speaks and in which nothing is read; of concepts and memberships "
        "what csv loses; kg reads the rest back",
        folder=True,
    ),
    "webannotation": Format(
        media_type='application/ld+json;profile="http://www.w3.org/ns/anno.jsonld"',
        suffix=".jsonld",
        module="webannotation",
        losses="all but words and their places; one way only, nothing reads it back",
    ),
    "tei": Format(
        media_type="application/tei+xml",
        suffix=".tei.xml",
        module="tei",
        losses="provenance; of statements: basis, confidence, source and notes, and what qualifies a claim; "
        "who consents to a decision; of concepts and products all but their names; characters that XML cannot hold; "
        "kg reads speakers, turns, sections, times, date and place back",
    ),
    "argdown": Format(
        media_type="text/vnd.argdown",
        suffix=".argdown",
        module="argdown",
        losses="all but questions, propositions, claims, stances and relations; one way only, nothing reads it back",
    ),
}


def export(graph: Graph, to: str) -> bytes:
    """Return a graph as one document.

    Raises:
        FormatError: there is no such format, or it makes several files.

    >>> export(Graph.from_turtle('<urn:a> <urn:p> 1 .'), "ntriples")
    b'<urn:a> <urn:p> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .\\n'
    """
    found = format_named(to)
    if found.folder:
        raise FormatError(f"{to}: makes one file a table (write it to a folder)")
    write = cast(Callable[[Graph], bytes], _function(found, "document"))
    return write(graph)


def export_files(graph: Graph, to: str) -> dict[str, bytes]:
    """Return a graph as the files of a format of several files: name → bytes.

    Raises:
        FormatError: there is no such format, or it makes one document.
    """
    found = format_named(to)
    if not found.folder:
        raise FormatError(f"{to}: makes one document")
    write = cast(Callable[[Graph], dict[str, bytes]], _function(found, "files"))
    return write(graph)


#: What people type for a format.
ALIASES = {
    "ttl": "turtle",
    "nt": "ntriples",
    "nq": "nquads",
    "ttl12": "turtle12",
    "nt12": "ntriples12",
    "rdf": "rdfxml",
    "xml": "rdfxml",
    "owl": "rdfxml",
    "json-ld": "jsonld",
    "n-triples": "ntriples",
    "n-quads": "nquads",
    "rdf/xml": "rdfxml",
    "aif": "xaif",
    "parla-clarin": "tei",
    "parlamint": "tei",
}


def format_of(path: str) -> str:
    """Return the format that a file's ending says; empty where it says none.

    >>> format_of("graph.ttl"), format_of("a/b.graphml"), format_of("folder"), format_of("talk.tei.xml")
    ('turtle', 'graphml', '', 'tei')
    """
    suffix = "." + path.rpartition(".")[2].lower() if "." in path else ""
    found = [name for name, form in FORMATS.items() if form.suffix and path.lower().endswith(form.suffix)]
    # .json may be anything: xAIF has it, and nobody means that by it.
    return "" if suffix == ".json" else (found or [ALIASES.get(suffix[1:], "")])[0]


def format_named(name: str) -> Format:
    """Return a format by its name.

    Raises:
        FormatError: there is none, with those that there are.
    """
    try:
        return FORMATS[ALIASES.get(name.lower(), name)]
    except KeyError:
        raise FormatError(f"'{name}' is no format{did_you_mean(name, FORMATS)} (use {', '.join(FORMATS)})") from None


def _function(found: Format, name: str) -> object:
    return getattr(importlib.import_module(f"kg.export.{found.module}"), name)
