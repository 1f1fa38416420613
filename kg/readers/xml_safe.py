"""XML read safely: no external entity, no expansion; the harmless one-character entities of old parliament files are put in."""

from __future__ import annotations

import html.entities
import re
from xml.etree.ElementTree import Element, ParseError

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from kg.errors import FormatError, LimitError
from kg.readers.source import Source

MAX_DEPTH = 200
_PIECE = 1_000_000
_DOCTYPE = re.compile(
    r"""
    (?:\s++|<!--(?:[^-]|-(?!->))*+-->|<\?[^<>]*+>)*+
    (?P<doctype><!DOCTYPE\s++[^\[<>]{0,1000}(?P<inner>\[[^\]]*+\]\s*+)?>)
    """,
    re.VERBOSE,
)
_ENTITY = re.compile(
    r"""
    <!ENTITY\s+([\w.-]{1,40})\s+(?:\"([^\"&%<]{0,8}|&\#\w{1,8};)\"|'([^'&%<]{0,8}|&\#\w{1,8};)')\s*>
    """,
    re.VERBOSE,
)
_REFERENCE = re.compile(r"&([A-Za-z][\w.-]{0,40});")
_XML_OWN = frozenset({"lt", "gt", "amp", "quot", "apos"})
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
#: A tag with its attributes, which is none of a page's.
_ROOT = re.compile(
    r"""
    <(?!(?:html|b|strong|i|em|span|font|br|p|div)\b)([A-Za-z][\w.:-]*)
    (?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*/?>
    """,
    re.IGNORECASE | re.VERBOSE,
)


def looks_like_xml(text: str) -> bool:
    """Tell whether a text begins as XML does."""
    head = text[:5000].lstrip("\ufeff \t\r\n")
    if re.match(r"<\?xml\b|<!--|<!DOCTYPE\s+(?!html\b)\w", head):
        return True
    tag = _ROOT.match(head)
    # A root that is closed again: `<Ada> Hello.` is a chat.
    return bool(tag) and (f"</{tag[1]}" in text[-5000:] or len(re.findall(r"</[\w.:-]+>", head)) >= 3) if tag else False


def parse(source: Source) -> Element:
    """Return the root element.

    A document type is dropped after its one-character entities have been put in: any other entity stays unknown and is an
    error, so that neither an external file nor an expansion bomb is ever opened.
    Raises FormatError for what is not well-formed, LimitError for a bomb.
    """
    head = source.text[:200_000]
    start = len(head) - len(head.lstrip("\ufeff \t\r\n"))
    declaration = re.compile(r"<\?xml[^<>]*+>").match(head, start)
    start = declaration.end() if declaration else start
    doctype = _DOCTYPE.match(head, start)
    own: dict[str, str] = {}
    parser = ElementTree.DefusedXMLParser(forbid_dtd=True)
    try:
        if doctype:
            own = {
                m[1]: html.unescape(m[2] if m[2] is not None else m[3])
                for m in _ENTITY.finditer(doctype["inner"] or "")
            }
            parser.feed(_cleaned(head[start : doctype.start("doctype")], own) + "\n" * doctype["doctype"].count("\n"))
            start = doctype.end()
        # Piece by piece, so that no second copy of a large source is made.
        while start < len(source.text):
            end = source.text.find(">", start + _PIECE)
            end = len(source.text) if end < 0 else end + 1
            parser.feed(_cleaned(source.text[start:end], own))
            start = end
        root: Element = parser.close()
    except ParseError as error:
        line, column = error.position
        raise FormatError(
            f"{source.name}:{line}: is not well-formed XML (column {column}: {str(error).split(':')[0]}): mend it or export it again"
        ) from error
    except (DefusedXmlException, RecursionError, OverflowError) as error:
        raise LimitError(
            f"{source.name}: XML that declares entities or nests without end is not read (remove its document type)"
        ) from error
    _check_depth(root, source.name)
    return root


def _cleaned(text: str, own: dict[str, str]) -> str:
    return _REFERENCE.sub(lambda m: _expanded(m, own), _CONTROL.sub(" ", text))


def _check_depth(root: Element, name: str) -> None:
    level, depth = [root], 0
    while level:
        depth += 1
        if depth > MAX_DEPTH:
            raise LimitError(f"{name}: XML nested more than {MAX_DEPTH} deep is not read (export it again)")
        level = [child for element in level for child in element]


def _expanded(match: re.Match[str], own: dict[str, str]) -> str:
    name = match[1]
    if name in _XML_OWN:
        return match[0]
    char = own.get(name) or html.entities.html5.get(name + ";")
    return char.replace("&", "&amp;").replace("<", "&lt;") if char else match[0]


def local(element: Element) -> str:
    """Return an element's name without namespace, in lower case.

    >>> local(Element("{http://www.tei-c.org/ns/1.0}Seg"))
    'seg'
    """
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else "#"


def attribute(element: Element, *names: str) -> str:
    """Return the first attribute of these local names that is not empty, else "".

    >>> attribute(Element("u", {"who": "#A"}), "by", "who")
    '#A'
    """
    for name in names:
        for key, value in element.attrib.items():
            if key.rpartition("}")[2].lower() == name and value.strip():
                return value.strip()
    return ""


def all_text(element: Element) -> str:
    """Return all text inside an element, spaces collapsed."""
    return " ".join("".join(element.itertext()).split())
