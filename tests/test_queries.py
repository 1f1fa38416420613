"""The shipped questions: their answers, the same on Oxigraph and rdflib, with and without parameters; and what must not follow."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Any

import pytest

from kg.errors import QueryError
from kg.evidence.stances import stances_of
from kg.graph.mapping import triples_of
from kg.measures.measured import measured
from kg.model import AnnotatedEvent, Evidence
from kg.pipeline import annotated, graph
from kg.resources import described, shipped_queries
from kg.store.engine import PREFIXES
from kg.store.graph import Graph
from tests.answer_files import ANSWERS, EVENTS, answer

NAMES = [p.stem for p in shipped_queries()]
PARAMETERS = {p.stem: described(p)["parameters"].split(", ") for p in shipped_queries()}


@pytest.fixture(scope="session")
def agi_graph() -> Graph:
    return graph(annotated(EVENTS["agi_next"]))


@cache
def in_rdflib(built: Graph) -> Any:
    """Return the same graph in rdflib; reading it takes longer than most questions."""
    return built.to_rdflib()


def by_rdflib(built: Graph, name: str, bindings: dict[str, Any]) -> list[tuple[Any, ...]]:
    """Return the rows that rdflib gives, numbers and truth values as Python has them."""
    import rdflib

    text = next(p for p in shipped_queries() if p.stem == name).read_text(encoding="utf-8")
    terms = {n: rdflib.Literal(v) for n, v in bindings.items()}
    result = in_rdflib(built).query(text, initNs=PREFIXES, initBindings=terms)
    return [tuple(None if v is None else v.toPython() for v in row) for row in result]


def by_oxigraph(built: Graph, name: str, bindings: dict[str, Any]) -> list[tuple[Any, ...]]:
    result = built.select(name, **bindings)
    return [tuple(row[c] for c in result.columns) for row in result.rows]


def plain(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Return rows in which IRIs, texts and dates are texts and numbers are numbers of one type."""
    number, date = {"int", "float", "Decimal"}, {"date", "GYear", "GYearMonth"}
    kinds = dict.fromkeys(number, float) | dict.fromkeys(date, str)
    return [tuple(kinds.get(type(v).__name__, lambda value: value)(v) for v in row) for row in rows]


def test_at_least_twenty_questions_are_shipped() -> None:
    """Each begins with its question in English, says its parameters, and orders its rows."""
    assert len(NAMES) >= 24
    for path in shipped_queries():
        text = path.read_text(encoding="utf-8")
        assert re.match(r"# [A-Z][^\n]*\?\n", text), path.name
        assert "ORDER BY" in text, path.name
        for name in re.findall(r"^# param (\w+): \S", text, re.MULTILINE):
            assert re.search(rf"\?{name}\b", text), f"{path.name}: ?{name}"
        assert "NOT EXISTS" not in text, path.name


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("event", sorted(EVENTS))
def test_answer(event: str, name: str, small_graph: Graph, agi_graph: Graph) -> None:
    """The answer is the one held in the file: rows, columns and order (`make answers` writes them anew)."""
    built = small_graph if event == "small_panel" else agi_graph
    held = (ANSWERS / event / f"{name}.csv").read_bytes().decode("utf-8")

    assert answer(built, name) == held


@pytest.mark.parametrize("event", sorted(EVENTS))
def test_no_answer_is_held_for_a_question_that_is_gone(event: str) -> None:
    """Files of answers and questions are the same set."""
    assert sorted(p.stem for p in (ANSWERS / event).glob("*.csv")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_rdflib_gives_the_same_rows(name: str, small_graph: Graph) -> None:
    """The rows and their order are those of Oxigraph, on the small panel."""
    assert plain(by_rdflib(small_graph, name, {})) == plain(by_oxigraph(small_graph, name, {}))


@pytest.mark.parametrize("name", NAMES)
def test_rdflib_gives_the_same_rows_for_a_real_panel(name: str, agi_graph: Graph) -> None:
    """The rows and their order are those of Oxigraph, on the AGI-Next panel."""
    rows = by_oxigraph(agi_graph, name, {})

    assert plain(by_rdflib(agi_graph, name, {})) == plain(rows)


WITH_PARAMETERS = [(name, parameter) for name in NAMES for parameter in PARAMETERS[name] if parameter]


@pytest.mark.parametrize("event", sorted(EVENTS))
@pytest.mark.parametrize(("name", "parameter"), WITH_PARAMETERS)
def test_a_parameter_keeps_the_rows_that_have_its_value(
    event: str, name: str, parameter: str, small_graph: Graph, agi_graph: Graph
) -> None:
    """Bound, a parameter gives those rows of the whole answer that have its value; on the small panel on both engines."""
    built = small_graph if event == "small_panel" else agi_graph
    result = built.select(name)
    values = sorted({row[parameter] for row in result.rows})
    value = values[len(values) // 2] if values else "nobody"
    wanted = [tuple(row[c] for c in result.columns) for row in result.rows if row[parameter] == value]

    assert by_oxigraph(built, name, {parameter: value}) == wanted
    if event == "small_panel":
        assert plain(by_rdflib(built, name, {parameter: value})) == plain(wanted)


def test_most_parameters_are_tried() -> None:
    """There are parameters to try."""
    assert len(WITH_PARAMETERS) > 25


def test_two_parameters_at_once(small_graph: Graph) -> None:
    """Who disagrees with whom, between two speakers, in the words of both."""
    rows = small_graph.select("who-disagrees-with-whom", speaker="Chen Wei", other="Mara Lind").rows

    assert rows == [
        {
            "event": "small-panel",
            "speaker": "Chen Wei",
            "other": "Mara Lind",
            "question": "Who should pay for a new bus line?",
            "proposition": "The city should pay for a new bus line.",
            "stance": "disagrees",
            "basis": "explicit",
            "quote": "Maybe the region should pay, not the city.",
            "other_stance": "agrees",
            "other_basis": "explicit",
            "other_quote": "I believe the city can afford it.",
        }
    ]


def test_text_that_looks_like_sparql_is_bound_not_pasted(small_graph: Graph) -> None:
    """A value with quotes and braces finds nothing and breaks nothing."""
    assert small_graph.select("hedged-claims", speaker='" } ; DROP ALL #').rows == []


def test_an_unknown_parameter_is_an_error(small_graph: Graph) -> None:
    """A parameter that the question does not have is said, not ignored."""
    with pytest.raises(QueryError, match=r"no variable \?speeker"):
        small_graph.select("hedged-claims", speeker="Ada Okafor")


# What must not follow


def pairs(built: Graph, name: str) -> set[tuple[str, str]]:
    return {(r["speaker"], r["other"]) for r in built.select(name).rows}


def edges(built: Graph, predicate: str) -> set[tuple[str, str]]:
    rows = built.select(f"SELECT ?a ?b {{ ?x kg:{predicate} ?y . ?x rdfs:label ?a . ?y rdfs:label ?b }}").rows
    return {(r["a"], r["b"]) for r in rows}


def without_words(event: AnnotatedEvent, **changes: Any) -> Graph:
    """Return the graph of an event whose speakers do not take up one another in words."""
    return Graph.from_triples(triples_of(replace(event, relations=(), references=(), **changes)))


def test_sharing_a_concept_is_not_agreeing(small_panel: AnnotatedEvent) -> None:
    """Claims on one concept give no edge without stances, though they share the concept."""
    built = without_words(small_panel, stances=())

    assert len(built.select("claims-of-speaker-on-concept", concept="Bus line").rows) == 6
    assert edges(built, "agreesWith") | edges(built, "disagreesWith") == set()
    assert pairs(built, "who-agrees-with-whom") | pairs(built, "who-disagrees-with-whom") == set()


def test_a_mixed_stance_yields_no_edge(small_panel: AnnotatedEvent) -> None:
    """Chen Wei's mixed stance on the shops neither agrees nor disagrees with Ben Castillo's."""
    shops = tuple(s for s in small_panel.stances if s.proposition == "shops-lose")
    built = without_words(small_panel, stances=shops)

    assert {(s.speaker, s.stance) for s in shops} == {("Ben Castillo", "agrees"), ("Chen Wei", "mixed")}
    assert edges(built, "agreesWith") | edges(built, "disagreesWith") == set()


def test_no_stance_is_neither_a_side_nor_silence(small_panel: AnnotatedEvent) -> None:
    """Who spoke of it without taking a side agrees with nobody, and is not among the silent."""
    both = [
        (s, "closed-by-2030", Evidence(claim=c.id, side=p, basis="inferred"))  # type: ignore[arg-type]
        for s, p, c in (
            ("Chen Wei", "no stance", small_panel.claims[-1]),
            ("Ada Okafor", "no stance", small_panel.claims[0]),
        )
    ]
    built = without_words(small_panel, stances=stances_of(both, small_panel.claims))

    assert edges(built, "agreesWith") == set()
    silent = built.select("silent-speakers", proposition="The centre will be closed to cars by 2030.").rows
    assert [r["speaker"] for r in silent] == ["Ben Castillo"]


def test_stances_on_two_answers_to_one_question_are_no_disagreement(small_panel: AnnotatedEvent) -> None:
    """Ada Okafor on safety and Ben Castillo on the shops answer one question; that alone sets nobody against anybody."""
    chosen = tuple(
        s
        for s in small_panel.stances
        if (s.speaker, s.proposition) in {("Ada Okafor", "closing-is-safer"), ("Ben Castillo", "shops-lose")}
    )
    built = without_words(small_panel, stances=chosen)

    assert len(chosen) == 2
    assert edges(built, "agreesWith") | edges(built, "disagreesWith") == set()


def test_a_concession_is_not_agreement(small_panel: AnnotatedEvent) -> None:
    """'Ben has a point' qualifies: Chen Wei and Ben Castillo do not agree by it, nor concede what nothing marks as granted."""
    kept = replace(
        small_panel,
        stances=(),
        relations=tuple(r for r in small_panel.relations if r.relation == "qualifies"),
        references=tuple(r for r in small_panel.references if r.relation == "qualifies"),
    )
    built = Graph.from_triples(triples_of(kept))

    assert built.select("concessions").rows == []
    assert edges(built, "agreesWith") | edges(built, "disagreesWith") == set()


@pytest.mark.parametrize("sides", ["agrees disagrees", "disagrees agrees", "agrees agrees"])
def test_who_changed_sides_as_the_measure_says(small_panel: AnnotatedEvent, sides: str) -> None:
    """The query finds the changes that `kg measure --table movement` finds, with the same words."""
    own = {c.utterance: c for c in small_panel.claims if c.speaker == "Ada Okafor" and not c.reported_by}
    pieces = tuple(
        Evidence(claim=claim.id, side=side, basis="explicit")
        for claim, side in zip(own.values(), sides.split(), strict=False)
    )
    shown = [("Ada Okafor", "closing-is-safer", piece) for piece in pieces]
    built = Graph.from_triples(triples_of(replace(small_panel, stances=stances_of(shown, small_panel.claims))))
    moves = measured(built.rows(), "movement")

    assert len(pieces) == len(sides.split())
    assert len(moves) == sum(a != b for a, b in pairwise(sides.split()))
    assert sorted(
        (r["speaker"], r["first_quote"], r["later_quote"]) for r in built.select("who-changed-sides").rows
    ) == (sorted((r["speaker"], r["from_quote"], r["to_quote"]) for r in moves))


def test_the_host_does_not_count_as_the_panel(small_graph: Graph) -> None:
    """Mara Lind takes a side on the bus line and is neither counted in the split nor named among the silent."""
    split = small_graph.select("propositions-that-split-the-panel", question="Who should pay for a new bus line?").rows

    assert [(r["agree"], r["disagree"]) for r in split] == [(2, 1)]
    assert "Mara Lind" not in {r["speaker"] for r in small_graph.select("silent-speakers").rows}


def test_nobody_agrees_with_himself(agi_graph: Graph) -> None:
    """No pair of the real panel is one person twice."""
    both = pairs(agi_graph, "who-agrees-with-whom") | pairs(agi_graph, "who-disagrees-with-whom")

    assert len(both) > 10
    assert {(a, b) for a, b in both if a == b} == set()
