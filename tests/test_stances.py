"""What one claim shows stays that claim's own, from the file to the page; the joined side follows by one rule."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.eventfiles.annotation_text import annotations_yaml
from kg.eventfiles.corrections import apply_corrections
from kg.eventfiles.load import load_event
from kg.evidence.stances import joined, stance_of
from kg.graph.mapping import triples_of
from kg.measures.measured import Measured
from kg.model import AnnotatedEvent, Evidence
from kg.readers import read
from kg.rendering.report import report
from kg.store.event import annotated_event
from kg.store.graph import Graph
from kg.store.validate import violations
from kg.tables.columns import TABLES
from kg.tables.from_csv import read_tables
from kg.tables.to_csv import csv_bytes

TALK = (
    b"Ida: Trams pay for themselves in the end. Lines with few riders lose money, I grant. A line is worth its price.\n"
    b"Jon: Trams cost too much. Ida once told me that Jon likes trams, they say.\n"
    b"Ida: Jon told me that trams are a waste.\n"
)
EVENT = "id: trams\ntitle: Trams\nspeakers:\n  - {id: ida, name: Ida}\n  - {id: jon, name: Jon}\n"
ANNOTATIONS = """\
questions:
  - {id: q, text: "Are trams worth it?"}
propositions:
  - {id: worth, question: q, text: "Trams are worth their price.", kind: value}
claims:
  - {key: pay, speaker: Ida, quote: "Trams pay for themselves in the end.", text: "Trams pay.", stances: {worth: {stance: agrees, basis: inferred, why: "what pays is worth its price"}}}
  - {key: lose, speaker: Ida, quote: "Lines with few riders lose money, I grant.", text: "Some lines lose money.", stances: {worth: {stance: disagrees, kind: concession}}}
  - {key: price, speaker: Ida, quote: "A line is worth its price.", text: "A line is worth its price.", stances: {worth: agrees}}
  - {key: cost, speaker: Jon, quote: "Trams cost too much.", text: "Trams cost too much.", stances: {worth: {stance: mixed, basis: inferred}}}
  - {key: waste, speaker: Jon, reported_by: Ida, quote: "Jon told me that trams are a waste.", text: "Trams are a waste.", stances: {worth: disagrees}}
"""


@pytest.fixture
def trams(tmp_path: Path) -> AnnotatedEvent:
    return loaded(tmp_path, ANNOTATIONS)


def loaded(folder: Path, annotations: str) -> AnnotatedEvent:
    (folder / "event.yaml").write_text(EVENT, encoding="utf-8")
    (folder / "annotations.yaml").write_text(annotations, encoding="utf-8")
    return load_event(folder, read(TALK))


def quotes(event: AnnotatedEvent) -> dict[str, str]:
    return {c.id: c.quote for c in event.claims}


def shown(event: AnnotatedEvent) -> list[tuple[str, str, str, str, str, str]]:
    said = quotes(event)
    return [
        (s.speaker, said[e.claim].split()[0], e.side, e.basis, e.kind, e.why) for s in event.stances for e in s.evidence
    ]


EVIDENCE = [
    ("Ida", "Trams", "agrees", "inferred", "", "what pays is worth its price"),
    ("Ida", "Lines", "disagrees", "explicit", "concession", ""),
    ("Ida", "A", "agrees", "explicit", "", ""),
    ("Jon", "Trams", "mixed", "inferred", "", ""),
    ("Jon", "Jon", "disagrees", "reported", "", ""),
]


def test_each_claim_keeps_its_side_and_basis(trams: AnnotatedEvent) -> None:
    """The stance is explicit by one claim, and the claim that only implies it stays inferred; a concession is no side."""
    assert shown(trams) == EVIDENCE
    assert [(s.speaker, s.stance, s.basis, len(s.claims)) for s in trams.stances] == [
        ("Ida", "agrees", "explicit", 2),
        ("Jon", "disagrees", "reported", 1),
    ]


def test_the_file_that_is_written_reads_back_as_the_same(trams: AnnotatedEvent, tmp_path: Path) -> None:
    """Where the short form says all it is written, else what differs."""
    text = annotations_yaml(trams)

    assert loaded(tmp_path, text) == trams
    assert "{worth: agrees}" in text
    assert "{worth: {stance: disagrees, kind: concession}}" in text
    assert '{worth: {stance: agrees, basis: inferred, why: "what pays is worth its price"}}' in text


def test_graph_and_tables_hold_every_piece(trams: AnnotatedEvent, tmp_path: Path) -> None:
    """From RDF and from the tables come the same stances with the same evidence, and no rule is broken."""
    graph = Graph.from_triples(triples_of(trams))
    tables = graph.rows()
    for name, columns in TABLES.items():
        (tmp_path / f"{name}.csv").write_bytes(csv_bytes(tables[name], columns))
    (tmp_path / "transcript.txt").write_bytes(TALK)

    assert violations(graph.store) == []
    assert [(r["side"], r["basis"], r["kind"], r["why"]) for r in tables["evidence"] if r["kind"]] == [
        ("disagrees", "explicit", "concession", "")
    ]
    assert shown(annotated_event(graph.store, trams.transcript.text)) == EVIDENCE
    assert read_tables(tmp_path).stances == trams.stances


def test_xaif_there_and_back_keeps_each_claims_side(trams: AnnotatedEvent, tmp_path: Path) -> None:
    """A scheme says the side and the basis of its claim; a concession is a scheme of its own."""
    from kg.export.xaif import document
    from kg.xaif.reading import read_xaif

    (tmp_path / "trams.json").write_bytes(document(Graph.from_triples(triples_of(trams))))

    back = read_xaif(tmp_path / "trams.json")

    assert sorted(e[:5] for e in shown(back)) == sorted(e[:5] for e in EVIDENCE)
    assert [(s.speaker, s.stance, s.basis) for s in back.stances] == [
        ("Ida", "agrees", "explicit"),
        ("Jon", "disagrees", "reported"),
    ]


def test_the_quote_shown_is_of_the_side_and_basis_shown(trams: AnnotatedEvent) -> None:
    """Below `agrees` stand the words that say it, not those that imply or concede; below what is told, who tells it."""
    tables = Graph.from_triples(triples_of(trams)).rows()

    text = report(tables, Measured(tables), title="Trams")

    assert "- **Ida** agrees\n  > A line is worth its price.\n" in text
    assert "- **Jon** disagrees (told by Ida)\n  > Jon told me that trams are a waste." in text


def test_a_concession_is_ground_given(trams: AnnotatedEvent) -> None:
    """What is granted of a proposition is told among the concessions, with its words."""
    from kg.measures.concessions import concessions

    tables = Graph.from_triples(triples_of(trams)).rows()

    assert [(r["speaker"], r["other"], r["proposition"], r["quote"]) for r in concessions(tables)] == [
        ("Ida", ("Jon",), "worth", "Lines with few riders lose money, I grant.")
    ]


def corrected(event: AnnotatedEvent, folder: Path, line: str) -> AnnotatedEvent:
    (folder / "corrections.yaml").write_text(f"corrections:\n  - {line}\n", encoding="utf-8")
    return apply_corrections(event, folder / "corrections.yaml")


def test_a_retyped_stance_leaves_the_basis_of_each_claim(trams: AnnotatedEvent, tmp_path: Path) -> None:
    """What showed the old side shows the new one, on what it rested on; what showed something else stays."""
    after = corrected(trams, tmp_path, '{action: retype, target: "Ida|worth", to: mixed}')

    assert shown(after)[:3] == [
        ("Ida", "Trams", "mixed", "inferred", "", "what pays is worth its price"),
        ("Ida", "Lines", "disagrees", "explicit", "concession", ""),
        ("Ida", "A", "mixed", "explicit", "", ""),
    ]
    assert (after.stances[0].stance, after.stances[0].basis) == ("mixed", "explicit")


def test_a_rejected_claim_takes_its_evidence_alone(trams: AnnotatedEvent, tmp_path: Path) -> None:
    """Without the words that said it, the stance is what the others show: inferred."""
    price = next(c.id for c in trams.claims if c.quote.startswith("A line"))
    after = corrected(trams, tmp_path, f"{{action: reject, target: {price}}}")

    assert (after.stances[0].stance, after.stances[0].basis) == ("agrees", "inferred")
    assert shown(after) == [e for e in EVIDENCE if e[1] != "A"]


def test_a_person_outweighs_a_method(trams: AnnotatedEvent) -> None:
    """Where a person gave a side to one claim, what a method reads off the others does not contradict it."""
    claims = {c.id: c for c in trams.claims}
    machine = [replace(e, source="rules") for e in trams.stances[0].evidence]

    mended = stance_of("Ida", "worth", [replace(machine[0], side="disagrees", source="human"), *machine[1:]], claims)

    assert (mended.stance, mended.basis, mended.source) == ("disagrees", "inferred", "human")


def pieces(text: str) -> list[Evidence]:
    """Return evidence of `SIDE BASIS [KIND]`, one piece a comma."""
    found = []
    for i, piece in enumerate(text.split(", ")):
        side, basis, *kind = piece.replace("no stance", "no-stance").split()
        found.append(Evidence(claim=str(i), side=side.replace("-", " "), basis=basis, kind="".join(kind)))  # type: ignore[arg-type]
    return found


@pytest.mark.parametrize(
    ("evidence", "side", "basis"),
    [
        ("agrees explicit", "agrees", "explicit"),
        ("agrees explicit, disagrees explicit", "mixed", "explicit"),
        ("agrees explicit, disagrees inferred", "agrees", "explicit"),
        ("agrees inferred, disagrees inferred", "mixed", "inferred"),
        ("agrees explicit, mixed explicit", "mixed", "explicit"),
        ("agrees explicit, mixed inferred", "agrees", "explicit"),
        ("agrees inferred, mixed inferred", "agrees", "inferred"),
        ("mixed inferred", "mixed", "inferred"),
        ("mixed inferred, agrees assigned", "agrees", "assigned"),
        ("agrees explicit, disagrees explicit concession", "agrees", "explicit"),
        ("disagrees explicit concession", "mixed", "explicit"),
        ("no stance explicit, disagrees inferred concession", "mixed", "inferred"),
        ("no stance explicit, agrees reported", "agrees", "reported"),
        ("disagrees reported, agrees assigned", "disagrees", "reported"),
        ("no stance inferred", "no stance", "inferred"),
    ],
)
def test_the_rule_that_joins(evidence: str, side: str, basis: str) -> None:
    """Explicit first; mixed only where nothing clear outweighs it; whatever the order."""
    told = pieces(evidence)

    assert joined(told) == joined(told[::-1]) == (side, basis)
