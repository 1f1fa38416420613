"""Statements are made in one place: whoever makes them, the ids are the same and no check is left out."""

from __future__ import annotations

import ast
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.drafting import draft
from kg.errors import KgError
from kg.eventfiles.annotation_text import annotations_yaml
from kg.eventfiles.corrections import apply_corrections
from kg.eventfiles.event_text import event_yaml
from kg.eventfiles.load import load_event
from kg.evidence.quotes import LONGEST_PREFIX, Quotes
from kg.model import AnnotatedEvent
from kg.readers import read

PACKAGE = Path(__file__).parent.parent / "kg"
TALK = (
    b"Ida: Ferries are slow. Bridges cost too much, I think.\n"
    b"Jon: Ferries are never late. Ferries are cheap.\n"
    b"Ida: The harbour needs both of them.\n"
)
EVENT = "id: harbour\ntitle: Harbour\nspeakers:\n  - {id: ida, name: Ida}\n  - {id: jon, name: Jon}\n"
ANNOTATIONS = """\
questions:
  - {id: q, text: "Are ferries good?"}
propositions:
  - {id: good, question: q, text: "Ferries are good.", kind: value}
claims:
  - {key: slow, speaker: Ida, quote: "Ferries are slow.", text: "Ferries are slow.", stances: {good: disagrees}}
"""


@pytest.fixture
def harbour(tmp_path: Path) -> AnnotatedEvent:
    (tmp_path / "event.yaml").write_text(EVENT, encoding="utf-8")
    (tmp_path / "annotations.yaml").write_text(ANNOTATIONS, encoding="utf-8")
    return load_event(tmp_path, read(TALK))


def added(event: AnnotatedEvent, folder: Path, what: str) -> AnnotatedEvent:
    (folder / "corrections.yaml").write_text(f"corrections:\n  - {{action: add, {what}}}\n", encoding="utf-8")
    return apply_corrections(event, folder / "corrections.yaml")


@pytest.mark.parametrize(
    ("what", "message"),
    [
        (
            'claim: {speaker: Ida, quote: "Ferries are cheap.", text: "Cheap.", stances: {good: agrees}}',
            "corrections.yaml:2: the quote is not said by Ida but spoken by Jon (transcript line 2)",
        ),
        (
            'claim: {speaker: Ida, reported_by: Jo, quote: "Ferries are cheap.", text: "Cheap."}',
            "corrections.yaml:2: speaker 'Jo' is not declared in event.yaml (did you mean 'Jon'?)",
        ),
        (
            'claim: {speaker: Ida, quote: "Ferries are slow.", text: "Slow.", concepts: [ferries]}',
            "corrections.yaml:2: concept 'ferries' is declared nowhere",
        ),
        (
            "relation: {from: ID, to: ID, relation: agrees, basis: inferred}",
            "corrections.yaml:2: a claim cannot relate to itself (name two claims)",
        ),
        (
            'reference: {speaker: Ida, refers_to: Jon, relation: agrees, quote: "Ferries are cheap."}',
            "corrections.yaml:2: the quote is not said by Ida but spoken by Jon (transcript line 2)",
        ),
        (
            'question: {id: "two words", text: "Why?"}',
            "corrections.yaml:2: id 'two words' must be words of letters and digits joined by hyphens",
        ),
        (
            'question: {id: why, text: "Why?", asked_by: Jon, quote: "Ferries are slow."}',
            "corrections.yaml:2: the quote is not said by Jon but spoken by Ida (transcript line 1)",
        ),
        (
            'proposition: {id: "a/b", question: q, text: "No.", kind: fact}',
            "corrections.yaml:2: id 'a/b' must be words of letters and digits joined by hyphens",
        ),
    ],
    ids=["words of another", "reporter", "concept", "itself", "reference", "odd id", "asker", "odd proposition"],
)
def test_a_correction_is_checked_as_annotations_are(
    harbour: AnnotatedEvent, tmp_path: Path, what: str, message: str
) -> None:
    """What annotations.yaml would refuse, corrections.yaml refuses, with its line."""
    with pytest.raises(KgError) as caught:
        added(harbour, tmp_path, what.replace("ID", harbour.claims[0].id))

    assert message in str(caught.value)


def test_a_correction_makes_the_claim_that_annotations_would(harbour: AnnotatedEvent, tmp_path: Path) -> None:
    """The same words of the same speaker have one id, wherever they are written."""
    after = added(
        harbour,
        tmp_path,
        'claim: {speaker: Ida, quote: "Ferries are slow.", text: "Ferries are slow.", stances: {good: disagrees}}',
    )

    assert (after.claims, after.stances) == (harbour.claims, harbour.stances)


def test_claims_of_two_speakers_are_never_merged(harbour: AnnotatedEvent, tmp_path: Path) -> None:
    """Nobody's stance may come to rest on another's words."""
    both = added(harbour, tmp_path, 'claim: {speaker: Jon, quote: "Ferries are cheap.", text: "Ferries are cheap."}')
    ida, jon = (c.id for c in both.claims)
    (tmp_path / "corrections.yaml").write_text(f"corrections:\n  - {{action: merge, target: {ida}, into: {jon}}}\n")

    with pytest.raises(KgError, match=r"corrections.yaml:2: a claim of Ida cannot go into one of Jon"):
        apply_corrections(both, tmp_path / "corrections.yaml")


LONG = "The old bridge will not carry another winter of heavy lorries, and everybody in this room knows it very well"


def test_a_draft_that_is_written_and_read_again_keeps_its_ids(tmp_path: Path) -> None:
    """Words that stand in other words before them count in both: long quotes as well as short ones."""
    talk = f"Ida: I heard it said that: {LONG}!\nJon: {LONG}.\nIda: {LONG}.\nJon: No. {LONG}. No.\n".encode()
    event = draft(read(talk))
    (tmp_path / "event.yaml").write_text(event_yaml(event), encoding="utf-8")
    (tmp_path / "annotations.yaml").write_text(annotations_yaml(event), encoding="utf-8")

    again = load_event(tmp_path, read(talk), event.concepts)

    assert [c.id for c in again.claims] == [c.id for c in event.claims]
    assert [r.id for r in again.references] == [r.id for r in event.references]


def test_every_place_of_a_quote_is_found() -> None:
    """The index finds what a search of the whole text would find, and each place can be told from the others."""
    chance = random.Random(1)
    for _ in range(150):
        text = "".join(chance.choice("ab .\n") for _ in range(120))
        quotes = Quotes(text)
        for start in range(0, 110, 3):
            quote = text[start : start + chance.randrange(1, 12)]
            assert quotes.places(quote) == [i for i in range(len(text)) if text.startswith(quote, i)]
            if quote.strip():
                prefix, occurrence = quotes.told_by(quote, start)
                assert quotes.find(quote, prefix=prefix, occurrence=occurrence) == (start, start + len(quote))


def test_words_said_again_and_again_take_time_and_room_in_proportion() -> None:
    """What tells one place of many from the others is short, however often the words were said."""

    def told(n: int) -> tuple[float, int]:
        text = "Ana: I think so. Bo: I do not think so.\n" * n
        started, quotes, length = time.process_time(), Quotes(text), 0
        for quote in ("I think so.", "I do not think so."):
            length += sum(len(quotes.told_by(quote, start)[0]) for start in quotes.places(quote))
        return time.process_time() - started, length

    seconds, length = told(5_000)
    assert length <= 5_000 * 2 * LONGEST_PREFIX * 10
    assert seconds < 5


def test_ids_of_content_are_made_in_the_rooms_of_evidence_and_iris() -> None:
    """`content_id` is called in kg/evidence and kg/graph/iris.py alone (and where it is defined)."""
    allowed = {PACKAGE / "slugs.py", PACKAGE / "graph" / "iris.py", *(PACKAGE / "evidence").glob("*.py")}
    calls = {p for p in PACKAGE.rglob("*.py") if "_shipped" not in p.parts and "content_id(" in p.read_text("utf-8")}
    assert PACKAGE / "evidence" / "statements.py" in calls
    assert calls <= allowed


def test_statements_are_made_in_one_module() -> None:
    """No module but evidence/statements.py makes a Claim, a Reference or a Relation by itself."""
    makers = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"Claim", "Reference", "Relation"}:
                makers.add(path.relative_to(PACKAGE).as_posix())
    assert makers == {"evidence/statements.py"}


def test_lists_are_split_in_the_tables_alone() -> None:
    """A field of several values is taken apart in kg/tables and nowhere else (headers of HTTP and casts are no tables)."""
    split = {p.parent.name for p in PACKAGE.rglob("*.py") if 'split(";")' in p.read_text("utf-8")}
    assert split - {"serve", "text"} <= {"tables"}


def test_a_bridge_to_the_command(tmp_path: Path) -> None:
    """The command refuses what the library refuses: exit 2 and one line."""
    (tmp_path / "event.yaml").write_text(EVENT, encoding="utf-8")
    (tmp_path / "annotations.yaml").write_text(ANNOTATIONS, encoding="utf-8")
    (tmp_path / "transcript.txt").write_bytes(TALK)
    (tmp_path / "corrections.yaml").write_text(
        'corrections:\n  - {action: add, claim: {speaker: Ida, quote: "Ferries are cheap.", text: "Cheap."}}\n',
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "kg", "build", str(tmp_path), "-o", str(tmp_path / "out"), "--no-page"]
    done = subprocess.run(command, check=False, capture_output=True, text=True)

    assert done.returncode == 2
    assert "the quote is not said by Ida but spoken by Jon" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
