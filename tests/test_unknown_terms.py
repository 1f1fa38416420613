"""A term that its vocabulary lacks is told wherever a query is asked, with the nearest one; a right query is left alone."""

from __future__ import annotations

import random
import re
import warnings
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import group
from kg.graph.terms import CLASSES, INDIVIDUALS, ONTOLOGY, PROPERTIES
from kg.resources import shipped_queries
from kg.store.engine import PREFIXES
from kg.store.graph import Graph
from kg.store.sparql_text import tokens
from kg.store.unknown_terms import UnknownTermWarning, unknown_terms

SHIPPED = [p.read_text(encoding="utf-8") for kind in ("competency", "violations") for p in shipped_queries(kind)]
_TERM = re.compile(r"\bkg:([A-Za-z]+)")


def _deleted(word: str, at: int) -> str:
    return word[:at] + word[at + 1 :]


def _swapped(word: str, at: int) -> str:
    at = min(at, len(word) - 2)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _plural(word: str, _at: int) -> str:
    return word + "s"


def _wrong_case(word: str, _at: int) -> str:
    return word.swapcase() if word[:1].islower() and len(word) > 8 else word[:1].swapcase() + word[1:]


def mistyped() -> list[tuple[str, str]]:
    """Return 200 queries with one wrong term each, by rule from the shipped ones, and the word as it was typed."""
    chance = random.Random(17)
    terms = {*CLASSES, *PROPERTIES, *INDIVIDUALS}
    found: dict[tuple[str, str], None] = {}
    ways = (_deleted, _swapped, _plural, _wrong_case)
    while len(found) < 200:
        text = chance.choice(SHIPPED)
        # What a message or a comment says is no term.
        names = {t.start for t in tokens(text) if t.kind == "name"}
        at = chance.choice([m for m in _TERM.finditer(text) if m.start() in names])
        way = ways[len(found) % len(ways)]
        word = way(at[1], chance.randrange(len(at[1])))
        # A wrong case that makes another term of ours is wrong only where the other kind stands.
        if word == at[1] or (word in terms and not _shows_kind(text, at)):
            continue
        found[text[: at.start(1)] + word + text[at.end(1) :], word] = None
    return list(found)


def _shows_kind(text: str, at: re.Match[str]) -> bool:
    return bool(re.search(r"\ba $", text[: at.start()]) or re.match(r" \?\w+ [.;]", text[at.end() :]))


def right() -> list[str]:
    """Return 200 right queries: the shipped ones, and each with prefixes of its own or with IRIs written out."""
    own = [f"PREFIX our: <{ONTOLOGY}>\n" + _TERM.sub(r"our:\1", text) for text in SHIPPED]
    whole = [_TERM.sub(rf"<{ONTOLOGY}\1>", text) for text in SHIPPED]
    declared = [
        "".join(f"PREFIX {p}: <{i}>\n" for p, i in PREFIXES.items() if f"{p}:" in text) + text for text in SHIPPED
    ]
    other = [f"PREFIX kg: <https://example.org/other#>\n{text.replace('kg:', 'kg:x')}" for text in SHIPPED]
    return [*SHIPPED, *own, *whole, *declared, *other][:200]


def test_every_mistyped_term_is_told() -> None:
    """Of 200 queries with a letter lost or swapped, a plural, or a wrong case, each is told, by the word that was typed."""
    queries = mistyped()

    silent = [word for text, word in queries if not any(f"kg:{word} " in line for line in unknown_terms(text))]

    assert len(queries) == 200
    assert silent == []


def test_the_term_that_was_meant_is_among_those_offered() -> None:
    """What the rules made wrong is put right by one of the three terms that are offered, nine times in ten."""
    offered = 0
    for text, word in mistyped():
        line = next(line for line in unknown_terms(text) if f"kg:{word} " in line)
        meant = [m[1] for m in re.finditer(r"kg:(\w+)", line.partition("(")[2])]
        offered += any(text.replace(f"kg:{word}", f"kg:{term}", 1) in SHIPPED for term in meant)

    assert offered >= 180, offered


def test_a_right_query_is_left_alone() -> None:
    """Nothing is told of 200 right queries, whatever they call the vocabulary."""
    queries = right()

    told = {line: text for text in queries for line in unknown_terms(text)}

    assert len(queries) == 200
    assert told == {}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("ASK { ?s rdfs:lable ?x }", ["there is no rdfs:lable (perhaps rdfs:label)"]),
        ("ASK { ?s skos:note ?x ; prov:hadMember ?y }", []),
        ("ASK { ?s a kg:stance }", ["kg:stance is a property and no class (perhaps kg:Stance)"]),
        ("SELECT * { VALUES ?c { kg:Claim kg:Stance kg:Event } ?s a ?c }", []),
        ("DESCRIBE kg:Claim kg:Stance kg:Event", []),
        ("ASK { kg:Claim rdfs:subClassOf kg:Stance . FILTER(?c IN (kg:Claim, kg:Stance)) }", []),
        ("ASK { ?s ?p 'kg:nonsense' } # kg:more", []),
    ],
)
def test_place_and_vocabulary_count(query: str, expected: list[str]) -> None:
    """Terms of other vocabularies are known too, and a class in the place of a property is told."""
    assert unknown_terms(query) == expected


def test_a_hostile_query_costs_little() -> None:
    """No more than ten terms are told, and a query of a machine's length is not looked at."""
    many = " ".join(f"?s kg:nothing{n} ?o ." for n in range(2000))

    assert len(unknown_terms(f"SELECT * {{ {many} }}")) == 10
    assert unknown_terms(f"SELECT * {{ {many * 2} }}") == []


def test_the_command_line_tells_it_beside_the_rows(tmp_path: Path, small_graph: Graph) -> None:
    """`kg query` gives its table on stdout, and one line on stderr."""
    place = tmp_path / "graph.ttl"
    place.write_bytes(small_graph.serialize())

    asked = CliRunner().invoke(group, ["query", str(place), "SELECT ?s { ?s a kg:Speakr }", "--format", "csv"])

    assert (asked.exit_code, asked.stdout.strip()) == (0, "s")
    assert asked.stderr == "kg: query: there is no kg:Speakr (perhaps kg:Speaker, kg:speaker, kg:SpeakerPair)\n"


def test_python_warns(small_graph: Graph) -> None:
    """A graph asked in Python warns once, and a shipped query does not."""
    with pytest.warns(UnknownTermWarning, match="there is no kg:agreeWith"):
        small_graph.select("SELECT ?s { ?s kg:agreeWith ?x }")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert small_graph.select("who-disagrees-with-whom").rows
