"""What does not fit together is told with an id, may be acknowledged, and stops a strict build."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli.build import command
from kg.eventfiles.event_text import event_yaml
from kg.evidence.consistency import findings
from kg.graph.mapping import triples_of
from kg.model import AnnotatedEvent
from kg.pipeline import annotated
from kg.store.event import annotated_event
from kg.store.graph import Graph

TALK = """\
Ana: Canals keep the town cool. Boats are quiet.
Bo: Canals smell in summer. Boats are loud, and the noise carries.
Ana: Fish came back last year. Nobody pays for the locks.
"""
EVENT = "id: canals\ntitle: Canals\nspeakers:\n  - {id: ana, name: Ana}\n  - {id: bo, name: Bo}\n"
HEAD = """\
questions:
  - {id: q, text: "Are canals good?"}
propositions:
  - {id: cool, question: q, text: "Canals are good.", kind: value}
  - {id: quiet, question: q, text: "Boats are quiet.", kind: fact}
  - {id: kept, question: q, text: "The canals should stay.", kind: policy}
claims:
"""


def claim(key: str, speaker: str, quote: str, stances: str = "") -> str:
    return f"  - {{key: {key}, speaker: {speaker}, quote: {quote!r}, text: {quote!r}, stances: {{{stances}}}}}\n"


def event_folder(folder: Path, annotations: str, event: str = EVENT) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "transcript.txt").write_text(TALK, encoding="utf-8")
    (folder / "event.yaml").write_text(event, encoding="utf-8")
    (folder / "annotations.yaml").write_text(annotations, encoding="utf-8")
    return folder


def found(folder: Path, annotations: str) -> list[tuple[str, str]]:
    """Return kind and message of what is found, the ids in messages left out."""
    event = annotated(event_folder(folder, annotations))
    return [(f.kind, f.message) for f in findings(event)]


COOL, QUIET, FISH, LOCKS = (
    "Canals keep the town cool.",
    "Boats are quiet.",
    "Fish came back last year.",
    "Nobody pays for the locks.",
)
SMELL, LOUD = "Canals smell in summer.", "Boats are loud, and the noise carries."
BASE = HEAD + claim("cool", "Ana", COOL, "cool: agrees") + claim("smell", "Bo", SMELL, "cool: disagrees")


def test_what_fits_together_is_no_finding(tmp_path: Path) -> None:
    """Two on opposite sides, with a relation that says so and goes back to what was said, is as it should be."""
    relation = f"relations:\n  - {{from: smell, to: cool, relation: disagrees, quote: {SMELL!r}}}\n"

    assert found(tmp_path, BASE + relation) == []


@pytest.mark.parametrize(
    ("annotations", "kind", "words"),
    [
        (
            HEAD
            + claim("cool", "Ana", COOL, "cool: agrees, quiet: agrees")
            + claim("smell", "Bo", SMELL, "cool: disagrees, quiet: agrees")
            + claim("fish", "Ana", FISH, "cool: agrees")
            + claim("locks", "Ana", LOCKS, "cool: agrees"),
            "agrees-and-disagrees",
            "two claims agree and disagree: Ana: 'Canals keep the town cool.'",
        ),
        (
            BASE + f"relations:\n  - {{from: smell, to: cool, relation: agrees, quote: {SMELL!r}}}\n",
            "relation-against-stances",
            "and their stances on cool say the opposite",
        ),
        (
            BASE + claim("loud", "Bo", LOUD) + "relations:\n  - {from: loud, to: cool, relation: disagrees, basis: inferred}\n",
            "relation-without-stance",
            "says disagrees, and on cool no stance is shown by Bo: 'Boats are loud, and the noise carries.'",
        ),
        (
            BASE + "relations:\n  - {from: smell, to: cool, relation: disagrees, basis: inferred, about: quiet}\n",
            "relation-without-stance",
            "and on quiet no stance is shown by Bo: 'Canals smell in summer.'",
        ),
        (
            BASE + f"relations:\n  - {{from: cool, to: smell, relation: disagrees, quote: {COOL!r}}}\n",
            "takes-up-later",
            "takes up what was said later: Ana: 'Canals keep the town cool.'",
        ),
        (
            BASE + f"references:\n  - {{speaker: Ana, refers_to: Bo, relation: disagrees, quote: {COOL!r}, to_claim: smell}}\n",
            "takes-up-later",
            "of Ana ('Canals keep the town cool.') takes up what was said later: Bo: 'Canals smell in summer.'",
        ),
        (
            HEAD + claim("cool", "Ana", COOL, "cool: agrees, quiet: agrees, kept: {stance: agrees, basis: inferred}"),
            "claim-used-often",
            "one claim is used for 3 propositions (cool, kept, quiet): Ana: 'Canals keep the town cool.'",
        ),
        (
            HEAD
            + claim("cool", "Ana", COOL, "cool: agrees, kept: agrees")
            + claim("fish", "Ana", FISH, "cool: agrees, kept: agrees")
            + claim("locks", "Ana", LOCKS, "kept: disagrees"),
            "propositions-alike",
            "two propositions share 2 of 3 claims: cool, and kept",
        ),
        (
            HEAD.replace("The canals should stay.", "The canals should stay, and the town should pay for them.")
            + claim("cool", "Ana", COOL),
            "two-clauses",
            "proposition kept has two clauses that could be signed apart: 'The canals should stay, and the town should pay for them.'",
        ),
    ],
)  # fmt: skip
def test_each_check(tmp_path: Path, annotations: str, kind: str, words: str) -> None:
    """One thing that does not fit is one finding, which says what and where."""
    (one,) = found(tmp_path, annotations)

    assert one[0] == kind
    assert words in one[1]


def test_side_by_side_and_one_clause_are_no_findings(tmp_path: Path) -> None:
    """Two positions put side by side have no direction; a list of nouns, or an ellipsis, is no second clause."""
    whole = HEAD.replace("The canals should stay.", "Canals and boats should stay and work as they did.")
    whole += claim("cool", "Ana", COOL, "cool: agrees") + claim("smell", "Bo", SMELL, "cool: disagrees")

    assert (
        found(tmp_path, whole + "relations:\n  - {from: cool, to: smell, relation: disagrees, basis: inferred}\n") == []
    )


CONTRARY = BASE + f"relations:\n  - {{from: smell, to: cool, relation: agrees, quote: {SMELL!r}}}\n"


def test_a_build_warns_and_a_strict_one_stops(tmp_path: Path) -> None:
    """One line a finding; with --strict it is an error, the exit code is 1, and nothing is written."""
    source, out = event_folder(tmp_path / "canals", CONTRARY), tmp_path / "out"
    warned = CliRunner().invoke(command, [str(source), "-o", str(out), "--no-page"])
    strict = CliRunner().invoke(command, [str(source), "-o", str(tmp_path / "strict"), "--no-page", "--strict"])
    (finding,) = findings(annotated(source))

    assert warned.exit_code == 0
    assert f"warning: relation-against-stances {finding.id}: {finding.message}\n" in warned.stderr
    assert (out / "graph.ttl").is_file()
    assert strict.exit_code == 1
    assert f"error: relation-against-stances {finding.id}: {finding.message}\n" in strict.stderr
    assert not (tmp_path / "strict").exists()


@pytest.mark.parametrize("file", ["corrections.yaml", "event.yaml"])
def test_a_person_acknowledges_a_finding_by_its_id(tmp_path: Path, file: str) -> None:
    """Acknowledged in either file it is not told again, the strict build goes through, and the graph keeps who said so."""
    source = event_folder(tmp_path / "canals", CONTRARY)
    (finding,) = findings(annotated(source))
    if file == "corrections.yaml":
        text = f"corrections:\n  - {{action: acknowledge, target: {finding.id}, why: irony}}\n"
    else:
        text = EVENT + f"acknowledged:\n  - {{id: {finding.id}, why: irony}}\n"
    (source / file).write_text(text, encoding="utf-8")

    done = CliRunner().invoke(command, [str(source), "-o", str(tmp_path / "out"), "--no-page", "--strict"])
    event = annotated(source)
    graph = Graph.from_triples(triples_of(event))

    assert (done.exit_code, findings(event)) == (0, ())
    assert [(r.action, r.target, r.detail) for r in event.revisions] == [("acknowledge", finding.id, "irony")]
    assert annotated_event(graph.store, TALK).revisions == event.revisions
    assert f"id: {finding.id}" in event_yaml(event)


def test_what_is_acknowledged_and_gone_is_told(tmp_path: Path) -> None:
    """An id that nothing has any longer is a line to delete."""
    source = event_folder(tmp_path / "canals", BASE, EVENT + "acknowledged: [0123456789]\n")
    done = CliRunner().invoke(command, [str(source), "-o", str(tmp_path / "out"), "--no-page", "--strict"])

    assert done.exit_code == 0
    assert "warning: what was acknowledged as 0123456789 is no longer found (delete the line)" in done.stderr


def test_a_strict_store_takes_no_event_that_does_not_fit(tmp_path: Path) -> None:
    """With several events and a store, the first finding is the error."""
    source = event_folder(tmp_path / "canals", CONTRARY)
    from kg.errors import ConsistencyError
    from kg.pipeline import Options, named_graphs

    with pytest.raises(ConsistencyError, match="1 finding of consistency, the first"):
        list(named_graphs([source], Options(strict=True)))


def test_ids_stay_when_other_things_change(tmp_path: Path) -> None:
    """A finding keeps its id when claims are added elsewhere."""

    def ids(annotations: str) -> set[str]:
        event: AnnotatedEvent = annotated(event_folder(tmp_path, annotations))
        return {f.id for f in findings(event)}

    more = BASE + claim("fish", "Ana", FISH) + CONTRARY[len(BASE) :]
    assert ids(CONTRARY) == ids(more) != set()
