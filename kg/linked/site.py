"""A graph as files for any web server: a page and the data of each thing, the whole, what it says of itself, and redirects."""

from __future__ import annotations

import html
from collections.abc import Iterator

import pyoxigraph as ox

from kg.errors import GraphError
from kg.linked import describe
from kg.linked.facts import facts
from kg.linked.things import Links, description, serialized, thing_page
from kg.resources import shipped
from kg.store.graph import Graph

_SYNTAXES = {"ttl": ox.RdfFormat.TURTLE, "jsonld": ox.RdfFormat.JSON_LD}
_ACCESS = """# Content negotiation for Apache: the path of an IRI answers with the page or with the data, as Accept asks.
AddType text/turtle .ttl
AddType application/ld+json .jsonld
AddDefaultCharset utf-8
Options -MultiViews
RewriteEngine On
RewriteCond %{HTTP_ACCEPT} application/ld\\+json
RewriteCond %{REQUEST_FILENAME}.jsonld -f
RewriteRule ^(.+)$ $1.jsonld [L]
RewriteCond %{HTTP_ACCEPT} text/turtle|application/x-turtle|application/n-triples
RewriteCond %{REQUEST_FILENAME}.ttl -f
RewriteRule ^(.+)$ $1.ttl [L]
RewriteCond %{REQUEST_FILENAME}.html -f
RewriteRule ^(.+)$ $1.html [L]
Header merge Vary Accept
"""
_W3ID = """# For w3id.org: the redirects of {base}
# Put in the address at which the site stands, and send this folder in as a pull request (see its README).
Options +FollowSymLinks
RewriteEngine On
RewriteRule ^(.*)$ {address}$1 [R=303,L,NE]
"""
_W3ID_README = """# {name}

Identifiers of a knowledge graph of panels and debates: who agrees with whom, about what, in which words.

- What it redirects to: {address}
- Contact: (name, address or account of who keeps it)
"""


def site_files(graph: Graph, address: str) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a site: path in its folder, and content.

    Args:
        graph: what the site shows.
        address: where the site will stand, with a slash at its end; redirects lead there.

    Raises:
        GraphError: the IRIs of the graph have a base in which no path can stand (a hash, a urn).
    """
    store = graph.store
    counted = facts(store)
    base = counted["base"]
    if not base.startswith(("http://", "https://")) or not base.endswith("/"):
        raise GraphError(f"site: <{base}> can have no pages below it (build with a --base-iri of https that ends in /)")
    things = sorted({q.subject for q in store if isinstance(q.subject, ox.NamedNode)}, key=lambda t: t.value)
    for thing in things:
        yield from _thing(store, thing, Links(base=base))
    yield "graph.ttl", graph.serialize()
    yield "ontology.ttl", shipped("ontology", "debate.ttl").read_bytes()
    yield "context.jsonld", shipped("ontology", "context.jsonld").read_bytes()
    said = describe.void(address, counted, endpoint=False) + describe.questions(address, endpoint=False)
    turtle = ox.serialize(said, format=ox.RdfFormat.TURTLE, prefixes=describe.PREFIXES) or b""
    yield "void.ttl", turtle
    yield ".well-known/void", turtle
    yield "index.html", _index(counted, base)
    yield ".htaccess", _ACCESS.encode()
    name = base.rstrip("/").rpartition("/")[2]
    yield f"w3id/{name}/.htaccess", _W3ID.format(base=base, address=address).encode()
    yield f"w3id/{name}/README.md", _W3ID_README.format(name=name, address=address).encode()


def _thing(store: ox.Store, thing: ox.NamedNode, links: Links) -> Iterator[tuple[str, bytes]]:
    path = links.path(thing.value)
    if path is None:
        return
    beside = Links(base=links.base, root="../" * path.count("/"), ending=".html")
    yield f"{path}.html", thing_page(store, thing, beside)
    found = description(store, thing)
    for ending, syntax in _SYNTAXES.items():
        yield f"{path}.{ending}", serialized(found, syntax)


def _index(counted: dict[str, object], base: str) -> bytes:
    events = counted["events"]
    assert isinstance(events, list)
    links = Links(base=base, root="", ending=".html")
    items = "".join(
        f'<li><a href="{html.escape(links.to(i))}">{html.escape(str(t or i))}</a></li>\n' for i, t in events
    )
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>A knowledge graph of panels</title>\n'
        "</head>\n<body>\n<h1>A knowledge graph of panels</h1>\n<ul>\n"
        f'{items}</ul>\n<p>The whole: <a href="graph.ttl">graph.ttl</a>, <a href="ontology.ttl">the ontology</a>, '
        '<a href="void.ttl">what the graph says of itself</a></p>\n</body>\n</html>\n'
    ).encode()
