"""Each rule finds what is wrong and nothing else, as a violation query and as a SHACL shape: the same findings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import pyoxigraph as ox
import pytest
import rdflib
from click.testing import CliRunner

from kg import model
from kg.cli.validate import command
from kg.eventfiles.event_file import OrganizationEntry
from kg.graph.terms import BASES, KG, ONTOLOGY, ORG, RDF, RELATIONS, ROLES, SIDES
from kg.resources import shipped, shipped_queries
from kg.store.graph import Graph
from kg.store.validate import RULES, shacl, violations

FOLDER = Path(__file__).parent / "rules"
VALID = (FOLDER / "valid.ttl").read_text(encoding="utf-8")
PREFIXES = "\n".join(re.findall(r"^@prefix .*$", VALID, re.MULTILINE))
RULE_FILES = sorted(FOLDER.glob("*.trig"))
SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A change of the valid panel, and all that is found after it."""

    name: str
    removed: frozenset[ox.Triple]
    added: frozenset[ox.Triple]
    found: frozenset[tuple[str, str]]

    def graph(self) -> Graph:
        triples = set(valid_triples())
        missing = self.removed - triples
        assert not missing, f"{self.name}: not in the valid panel: {missing}"
        return Graph.from_triples([*(triples - self.removed), *self.added])


def valid_triples() -> list[ox.Triple]:
    return [q.triple for q in ox.parse(VALID, format=ox.RdfFormat.TURTLE)]


def cases() -> Iterator[Case]:
    for path in RULE_FILES:
        text = (
            f"{PREFIXES}\n@prefix invalid: <urn:invalid/> .\n@prefix valid: <urn:valid/> .\n{path.read_text('utf-8')}"
        )
        graphs: dict[str, set[ox.Triple]] = {}
        for quad in ox.parse(text, format=ox.RdfFormat.TRIG):
            graphs.setdefault(quad.graph_name.value.removeprefix("urn:"), set()).add(quad.triple)
        for change in ("invalid/", "valid/"):
            for suffix in ("", "-2"):
                parts = {p: graphs.pop(f"{change}{p}{suffix}", set()) for p in ("removed", "added", "found")}
                if any(parts.values()):
                    yield Case(
                        name=f"{path.stem}: {change.strip('/')}{suffix}",
                        removed=frozenset(parts["removed"]),
                        added=frozenset(parts["added"]),
                        found=frozenset((t.object.value, t.subject.value) for t in parts["found"]),
                    )
        assert not graphs, f"{path.name}: unknown graphs {sorted(graphs)}"


CASES = list(cases())


def test_every_rule_has_its_file_with_both_examples() -> None:
    """Queries, example files, and the shapes' own rules are the same set, and each has an invalid and a valid change."""
    names = {p.stem for p in RULE_FILES}
    shapes = rdflib.Graph().parse(shipped("ontology", "shapes.ttl"))
    own = {str(s).removeprefix(RULES) for s in shapes.subjects() if str(s).startswith(RULES)}
    by_constraint = {
        "empty-text",
        "missing-value",
        "out-of-range",
        "too-many-values",
        "unknown-value",
        "wrong-class",
        "wrong-datatype",
    }

    assert names == {p.stem for p in shipped_queries("violations")}
    assert names == own | by_constraint
    assert len(names) == 40
    assert len(CASES) == 95
    assert {c.name for c in CASES} >= {f"{n}: {change}" for n in names for change in ("invalid", "valid")}
    assert all((c.found == frozenset()) == c.name.endswith(": valid") for c in CASES)


@pytest.mark.parametrize("case", CASES, ids=[c.name for c in CASES])
def test_rule(case: Case) -> None:
    """Both find exactly what the example says, in the same words."""
    graph = case.graph()

    by_queries = violations(graph.store)

    assert {(r["rule"], r["node"]) for r in by_queries} == case.found
    assert shacl(graph) == by_queries


def test_nothing_is_found_in_a_built_graph(small_graph: Graph) -> None:
    """The small panel, as it is built, breaks no rule."""
    assert violations(small_graph.store) == []
    assert shacl(small_graph) == []


def table(name: str) -> set[tuple[str, ...]]:
    """Return the rows of the (last) VALUES table of a violation query, IRIs written out."""
    text = shipped("ontology", "queries", "violations", f"{name}.rq").read_text(encoding="utf-8")
    prefixes = dict(re.findall(r"@prefix (\w+): <([^>]*)>", VALID)) | {"xsd": "http://www.w3.org/2001/XMLSchema#"}

    def long(term: str) -> str:
        prefix, _, local = term.partition(":")
        return prefixes[prefix] + local if prefix in prefixes else term.strip('"')

    body = text[text.rindex("VALUES (") :].partition("\n  }")[0]
    rows = re.findall(r"\(((?:\"[^\"]*\"|[^()\s]+)(?:\s+(?:\"[^\"]*\"|[^()\s]+))*)\)", body[body.index("{") :])
    return {tuple(long(t) for t in re.findall(r"\"[^\"]*\"|\S+", row)) for row in rows}


def shape_values(parameter: str) -> set[tuple[str, str, str]]:
    """Return class, path and value of one parameter in the shapes."""
    shapes = rdflib.Graph().parse(shipped("ontology", "shapes.ttl"))
    found = set()
    for shape, cls in shapes.subject_objects(SH.targetClass):
        for prop in shapes.objects(shape, SH.property):
            for value in shapes.objects(prop, SH[parameter]):
                found.add((str(cls), str(shapes.value(prop, SH.path)), str(value)))
    return found


@pytest.mark.parametrize(
    ("rule", "parameter"), [("missing-value", "minCount"), ("too-many-values", "maxCount"), ("empty-text", "minLength")]
)
def test_tables_of_queries_are_those_of_the_shapes(rule: str, parameter: str) -> None:
    """What is required, single or not empty in the shapes is so in the query."""
    wanted = {row[:2] for row in shape_values(parameter)}

    assert len(wanted) > 20
    assert {row[2] for row in shape_values(parameter)} == {"1"}
    assert table(rule) == wanted


@pytest.mark.parametrize(("rule", "parameter"), [("wrong-datatype", "datatype"), ("wrong-class", "class")])
def test_types_in_queries_are_those_of_the_shapes(rule: str, parameter: str) -> None:
    """Datatypes and classes are the same in both."""
    assert len(shape_values(parameter)) > 20
    assert table(rule) == shape_values(parameter)


def test_closed_lists_in_the_query_are_those_of_the_shapes() -> None:
    """The closed lists are the same in both."""
    shapes = rdflib.Graph().parse(shipped("ontology", "shapes.ttl"))
    wanted = set()
    for shape, cls in shapes.subject_objects(SH.targetClass):
        for prop in shapes.objects(shape, SH.property):
            members = shapes.value(prop, SH["in"])
            if members is not None:
                items = rdflib.collection.Collection(shapes, members)
                wanted |= {(str(cls), str(shapes.value(prop, SH.path)), str(item)) for item in items}

    assert len(wanted) > 30
    assert table("unknown-value") == wanted


def test_bounds_in_the_query_are_those_of_the_shapes() -> None:
    """Least and greatest values are the same in both."""
    least = {row[:2]: row[2] for row in shape_values("minInclusive")}
    greatest = {row[:2]: row[2] for row in shape_values("maxInclusive")}

    assert len(least) > 8
    assert table("out-of-range") == {
        (*key, least.get(key, "UNDEF"), greatest.get(key, "UNDEF")) for key in least | greatest
    }


def test_every_query_says_what_is_wrong_and_where() -> None:
    """A violation query begins with one sentence and has the columns node and message first."""
    paths = shipped_queries("violations")

    assert len(paths) == 40
    for path in paths:
        text = path.read_text(encoding="utf-8")
        assert re.match(r"# [A-Z][^\n]*\.\n", text), path.name
        result = Graph.from_turtle(VALID).select(text)
        assert result.columns[:2] == ("node", "message"), path.name


def test_the_event_chosen_is_the_one_that_is_checked() -> None:
    """With a named graph, only what that graph says is checked."""
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("urn:a"), RDF.type, KG.Event, ox.NamedNode("urn:bad")))
    store.extend(ox.Quad(t.subject, t.predicate, t.object, ox.NamedNode("urn:good")) for t in valid_triples())

    assert violations(store, graph=ox.NamedNode("urn:good")) == []
    assert [r["node"] for r in violations(store, graph=ox.NamedNode("urn:bad"))] == ["urn:a"]


def test_command_finds_nothing_in_a_valid_graph() -> None:
    """Nothing on stdout, exit 0, and one line that says how it was checked."""
    result = CliRunner().invoke(command, [str(FOLDER / "valid.ttl")])

    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "0 findings by violation queries and SHACL shapes\n"


@pytest.mark.parametrize("only", [[], ["--only", "queries"], ["--only", "shapes"]])
def test_command_shows_findings_once_and_exits_1(tmp_path: Path, only: list[str]) -> None:
    """Findings go to stdout as rows, each once though both ways find it, and the exit code is 1."""
    bad = tmp_path / "bad.ttl"
    bad.write_text(VALID.replace('kg:quote "bikes are slow"', 'kg:quote "bikes are fast"'), encoding="utf-8")

    result = CliRunner().invoke(command, [str(bad), "--format", "csv", *only])

    assert result.exit_code == 1
    assert result.stdout_bytes.decode() == (
        "event,rule,node,message\r\n"
        "bikes,quote-verbatim,https://w3id.org/panel-kg/bikes/claim/slow,is not what stands at its offsets\r\n"
    )
    assert result.stderr.startswith("1 finding by ")


def test_closed_lists_are_those_of_the_model() -> None:
    """What the model allows, the shapes allow, and nothing else."""
    shapes = rdflib.Graph().parse(shipped("ontology", "shapes.ttl"))

    def listed(cls: str, name: str, namespace: str = ONTOLOGY) -> set[str]:
        for prop in shapes.objects(rdflib.URIRef(f"https://w3id.org/panel-kg/shape/{cls}"), SH.property):
            if str(shapes.value(prop, SH.path)) == f"{namespace}{name}":
                items = rdflib.collection.Collection(shapes, shapes.value(prop, SH["in"]))
                return {str(item).removeprefix(ONTOLOGY) for item in items}
        raise AssertionError(f"{cls} has no {name}")

    def iris(values: tuple[str, ...]) -> set[str]:
        return {(SIDES | RELATIONS | BASES)[v].value.removeprefix(ONTOLOGY) for v in values}

    assert listed("Utterance", "kind") == set(get_args(model.UtteranceKind))
    assert listed("Participation", "eventRole") == set(get_args(model.Role))
    assert listed("Participation", "role", ORG.iri) == {t.value.removeprefix(ONTOLOGY) for t in ROLES.values()}
    assert listed("Proposition", "propositionKind") == set(get_args(model.PropositionKind))
    assert listed("Mention", "entityType") == set(get_args(model.EntityType))
    assert listed("Organization", "kind") == set(get_args(OrganizationEntry.model_fields["kind"].annotation))
    assert listed("Stance", "stance") == iris(get_args(model.Side))
    assert listed("Relation", "relation") == iris(get_args(model.RelationType))
    assert listed("Reference", "relation") == iris(get_args(model.ReferenceType))
    assert listed("Evidence", "side") == iris(get_args(model.Side))
    assert listed("Evidence", "kind") | {""} == set(get_args(model.EvidenceKind))
    assert listed("Stance", "basis") == listed("Evidence", "basis") == iris(get_args(model.Basis))
    assert listed("Relation", "basis") == iris(get_args(model.RelationBasis))
