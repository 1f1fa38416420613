"""What can be told of a query from its tokens alone: its form, and where its groups begin."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pyoxigraph as ox

_ESCAPED = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
#: What is not ASCII is taken for a letter: outside of texts, comments and IRIs the grammar has nothing else for it.
#: Said by what ASCII has besides: a set that names all of Unicode takes a query's start-up ten times as long to compile.
LETTER = r"[^\x00-/:-@\[-^`{-\x7f]"
#: A letter, a dot or a hyphen; and with a colon as well.
NAME_LETTER, _LOCAL_LETTER = r"[^\x00-,/:-@\[-^`{-\x7f]", r"[^\x00-,/;-@\[-^`{-\x7f]"
#: A prefix is looked for so far only: a long run of letters, dots and hyphens is not searched anew from each of them.
MAX_PREFIX = 64
TOKEN = re.compile(
    rf"""
    (?P<space>\s+|\#[^\n\r]*)
  | (?P<iri><(?:[^<>"{{}}|^`\\\x00-\x20]|{_ESCAPED})*+>)
  | (?P<string>\"{{3}}(?:(?:\"|\"\")?(?:[^"\\]|\\.))*+\"{{3}}|'{{3}}(?:(?:'|'')?(?:[^'\\]|\\.))*+'{{3}}
      |"(?:[^"\\\n\r]|\\.)*+"|'(?:[^'\\\n\r]|\\.)*+')
  | (?P<variable>[?$]{LETTER}++)
  | (?P<name>(?:{LETTER}{NAME_LETTER}{{0,{MAX_PREFIX - 1}}}+)?+:(?:{_LOCAL_LETTER}|%[0-9A-Fa-f]{{2}}|\\[_~.!$&'()*+,;=/?\#@%-])*+)
  | (?P<word>@?(?![0-9]){LETTER}++)
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One token: its kind (iri, string, variable, name, word, other), its text and where it begins and ends."""

    kind: str
    text: str
    start: int
    end: int


def tokens(sparql: str) -> Iterator[Token]:
    """Yield the tokens of a query, without white space and comments."""
    for match in TOKEN.finditer(sparql):
        if match.lastgroup != "space":
            yield Token(kind=match.lastgroup or "", text=match[0], start=match.start(), end=match.end())


def form(sparql: str) -> str:
    """Return SELECT, ASK, CONSTRUCT or DESCRIBE, or an empty text when the query has no such word.

    >>> form("# select\\nPREFIX ask: <urn:select> CONSTRUCT WHERE { ?s ?p ?o }")
    'CONSTRUCT'
    """
    words = (t.text.upper() for t in tokens(sparql) if t.kind == "word")
    return next((w for w in words if w in _FORMS), "")


def declared_prefixes(found: Sequence[Token]) -> dict[str, str]:
    """Return the prefixes that a query declares.

    >>> declared_prefixes(list(tokens("PREFIX e: <urn:e:> ASK { e:a ?p ?o }")))
    {'e': 'urn:e:'}
    """
    triples = zip(found, found[1:], found[2:], strict=False)
    return {
        name.text[:-1]: iri.text[1:-1]
        for word, name, iri in triples
        if word.kind == "word" and word.text.upper() == "PREFIX" and name.kind == "name" and iri.kind == "iri"
    }


def expanded(token: Token, prefixes: Mapping[str, str]) -> str:
    """Return the IRI that a token of kind iri or name means."""
    if token.kind == "iri":
        return token.text[1:-1]
    prefix, _, local = token.text.partition(":")
    return prefixes.get(prefix, "") + local


def unescaped(sparql: str) -> str:
    r"""Return a query with its \\u and \\U escapes resolved.

    >>> unescaped(r"\u0053ERVICE")
    'SERVICE'
    """

    def character(match: re.Match[str]) -> str:
        code = int(match[1] or match[2], 16)
        return chr(code) if code <= 0x10FFFF else match[0]

    return _ESCAPE.sub(character, sparql)


@dataclass(slots=True, kw_only=True)
class _Group:
    """A pair of braces: where its content begins, the variables that stand in it, and whether VALUES may stand there."""

    start: int
    open: bool
    variables: set[str] = field(default_factory=set)
    empty: bool = True


def with_values(sparql: str, values: Mapping[str, ox.NamedNode | ox.Literal]) -> str:
    """Return a query in which variables are bound by VALUES blocks, one in each group that uses the variable.

    For endpoints, which take no bindings: a FILTER sees only what its own group binds, so each group gets its block.

    >>> with_values("SELECT * WHERE { ?s ?p ?o }", {"o": ox.Literal('a"b')})
    'SELECT * WHERE { VALUES ?o { "a\\\\"b" } ?s ?p ?o }'
    """
    groups = _groups(sparql)
    outermost = next((g for g in groups if g.open), None)
    parts: list[tuple[int, str]] = []
    for group in groups:
        names = [n for n in values if group.open and (n in group.variables or group is outermost)]
        text = "".join(f" VALUES ?{n} {{ {values[n]} }}" for n in names)
        parts.append((group.start, text))
    for position, text in sorted(parts, reverse=True):
        sparql = sparql[:position] + text + sparql[position:]
    return sparql


def _groups(sparql: str) -> list[_Group]:
    found: list[_Group] = []
    stack: list[_Group] = []
    before: list[str] = []
    for token in tokens(sparql):
        word = token.text.upper() if token.kind == "word" else token.text
        if token.kind == "other" and word == "{":
            if stack:
                stack[-1].empty = False
            # The braces of a template and of VALUES hold terms, not patterns.
            stack.append(_Group(start=token.end, open=not holds_terms(before)))
            found.append(stack[-1])
        elif token.kind == "other" and word == "}" and stack:
            stack.pop()
        elif stack:
            if stack[-1].empty and word == "SELECT":
                stack[-1].open = False
            stack[-1].empty = False
            if token.kind == "variable":
                stack[-1].variables.add(token.text[1:])
        before.append(word)
    return found


def holds_terms(before: list[str]) -> bool:
    """Tell whether the brace after these words holds terms (a template, VALUES) and not patterns."""
    if before[-1:] == ["CONSTRUCT"]:
        return True
    for word in reversed(before):
        if word == "VALUES":
            return True
        if not (word[:1] in "?$" or word in "()"):
            return False
    return False
