"""RDF that would grow without end as it is read: entities that double, elements and objects nested thousands deep.

Oxigraph reads what it is given: each level of RDF/XML costs as much as all above it, nested JSON-LD takes gigabytes, and
entities are put in as often as they are named. So XML and JSON are looked through before it sees them.
"""

from __future__ import annotations

from itertools import accumulate
from xml.parsers import expat

import pyoxigraph as ox

from kg.errors import LimitError

MAX_DEPTH = 200
#: What must be looked through as a whole.
BOUNDED = frozenset({ox.RdfFormat.RDF_XML, ox.RdfFormat.JSON_LD})
#: An entity stands for an IRI's beginning, as RDF/XML uses them, or for a character.
MAX_ENTITY, MAX_ENTITIES = 1_000, 1_000
#: What all entities may come to, put in where they are named.
MAX_EXPANDED = 50_000_000
_STEP = {ord("{"): 1, ord("["): 1, ord("}"): -1, ord("]"): -1}
_NO_BRACKETS = bytes(b for b in range(256) if b not in _STEP)


def check_rdf(data: bytes, syntax: ox.RdfFormat, name: str) -> None:
    """See that RDF/XML and JSON-LD are no larger than they look; the other syntaxes are read as a stream, and are not.

    Args:
        data: the whole file or answer.
        syntax: what it is.
        name: what messages begin with.

    Raises:
        LimitError: it nests more than MAX_DEPTH deep, or declares entities that grow.
    """
    if syntax == ox.RdfFormat.RDF_XML:
        _Xml(name).check(data)
    elif syntax == ox.RdfFormat.JSON_LD:
        _check_json(data, name)


def _check_json(data: bytes, name: str) -> None:
    depth = 0
    # Texts stand between quotes that no backslash precedes: every second part, once the escaped ones are gone.
    outside = data.replace(b"\\\\", b"").replace(b'\\"', b"").split(b'"')[::2]
    for part in outside:
        steps = (_STEP[b] for b in part.translate(None, _NO_BRACKETS))
        for reached in accumulate(steps, initial=depth):
            if reached > MAX_DEPTH:
                raise LimitError(f"{name}: JSON-LD nested more than {MAX_DEPTH} deep is not read (write it flat)")
        depth = reached


class _Xml:
    """The depth of elements and the size of entities of one document; what is not well-formed is left to the reader."""

    def __init__(self, name: str) -> None:
        self.name, self.depth = name, 0
        self.entities: dict[str, int] = {}

    def check(self, data: bytes) -> None:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.EntityDeclHandler = self._entity
        try:
            parser.Parse(data, True)
        except expat.ExpatError as error:
            if "amplification" in str(error):
                raise self._bomb() from None
            return
        if sum(data.count(f"&{e};".encode()) * size for e, size in self.entities.items()) > MAX_EXPANDED:
            raise self._bomb()

    def _start(self, tag: str, attributes: object) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise LimitError(f"{self.name}: RDF/XML nested more than {MAX_DEPTH} deep is not read (write it flat)")

    def _end(self, tag: str) -> None:
        self.depth -= 1

    def _entity(self, entity: str, parameter: bool, value: str | None, *more: object) -> None:
        if value is None or parameter:
            raise LimitError(f"{self.name}: RDF/XML with entities of other files is not read (put them in)")
        self.entities[entity] = len(value)
        if "&" in value or len(value) > MAX_ENTITY or len(self.entities) > MAX_ENTITIES:
            raise self._bomb()

    def _bomb(self) -> LimitError:
        return LimitError(f"{self.name}: RDF/XML whose entities grow as they are put in is not read (put them in)")
