"""kg draft and kg evaluate as a person meets them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import group
from kg.eventfiles import load_event
from kg.pipeline import annotated
from kg.readers import read

TALK = "Ida: Rents will fall if the city builds more homes.\nJon: I don't agree with Ida. Rents will rise.\nIda: Why?\n"


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    path = tmp_path / "talk.txt"
    path.write_text(TALK, encoding="utf-8")
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(group, [str(a) for a in arguments], catch_exceptions=False)


def test_a_draft_is_an_event_folder(talk: Path) -> None:
    """The folder holds the transcript and files that load."""
    folder = talk.with_name("event")
    result = run("draft", talk, "-o", folder)
    event = load_event(folder, read(folder / "transcript.txt"))

    assert result.exit_code == 0
    assert result.stdout == ""
    assert "2 speakers (2 guessed)" in result.stderr
    assert "1 agree or disagree edge," in result.stderr
    assert [r.relation for r in event.relations] == ["disagrees"]
    assert event.run is not None
    assert event.run.method == "rules"


def test_a_persons_file_is_never_overwritten(talk: Path) -> None:
    """The draft goes beside it, and the difference is shown; a second draft of the same changes nothing."""
    folder = talk.with_name("event")
    run("draft", talk, "-o", folder)
    again = run("draft", talk, "-o", folder)
    mine = (
        (folder / "annotations.yaml").read_text(encoding="utf-8").replace("relation: disagrees", "relation: qualifies")
    )
    (folder / "annotations.yaml").write_text(mine, encoding="utf-8")
    third = run("draft", talk, "-o", folder)

    assert "the same" in again.stderr
    assert not (folder / "event.draft.yaml").exists()
    assert (folder / "annotations.yaml").read_text(encoding="utf-8") == mine
    assert "relation: disagrees" in (folder / "annotations.draft.yaml").read_text(encoding="utf-8")
    assert "-    relation: qualifies" in third.stdout
    assert "+    relation: disagrees" in third.stdout


def test_an_event_file_is_believed(talk: Path) -> None:
    """What event.yaml declares is kept: names, ids, no guess beside it."""
    folder = talk.with_name("event")
    folder.mkdir()
    (folder / "transcript.txt").write_text(TALK, encoding="utf-8")
    (folder / "event.yaml").write_text(
        "id: rents\ntitle: Rents\nspeakers:\n  - {id: ib, name: Ida Berg, aliases: [Ida]}\n  - {id: jon, name: Jon, role: host}\n",
        encoding="utf-8",
    )
    result = run("draft", folder)
    event = load_event(folder, read(folder / "transcript.txt"))

    assert "guessed" not in result.stderr
    assert [(r.speaker, r.refers_to) for r in event.references] == [("Jon", "Ida Berg")]
    assert "Ida Berg" in (folder / "annotations.yaml").read_text(encoding="utf-8")


def test_claims_are_bounded(talk: Path) -> None:
    """--claims N reaches the draft."""
    folder = talk.with_name("event")
    run("draft", talk, "-o", folder, "--claims", "1")

    assert 'claims_per_turn: "1"' in (folder / "annotations.yaml").read_text(encoding="utf-8")


def test_a_model_needs_a_name(talk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without --model, one line says what is missing."""
    from kg.errors import KgError

    monkeypatch.delenv("KG_LLM_MODEL", raising=False)
    with pytest.raises(KgError, match="no model is named"):
        run("draft", talk, "-o", talk.with_name("event"), "--with", "llm")


def test_evaluate_against_an_event(talk: Path) -> None:
    """A transcript is drafted on the fly and held against an annotated folder."""
    folder = talk.with_name("event")
    run("draft", talk, "-o", folder)
    result = run("evaluate", folder, folder, "--format", "json", "--per-speaker")
    rows = json.loads(result.stdout)

    assert {r["f1"] for r in rows if r["n_gold"]} == {1.0}
    assert {r["speaker"] for r in rows} == {"", "Ida", "Jon"}


def test_evaluate_against_labelled_pairs(talk: Path) -> None:
    """A .gold.json of labelled pairs is gold as well; data on stdout, talk on stderr."""
    gold = talk.with_name("talk.gold.json")
    gold.write_text(
        json.dumps({"edges": [{"relation": "disagree", "source": "Jon", "target": "Ida"}]}), encoding="utf-8"
    )
    result = run("evaluate", talk, gold, "--format", "csv")

    assert "drafted by rules now" in result.stderr
    assert result.stdout.splitlines()[1:] == ["edges,agrees,,0,0,0,,,", "edges,disagrees,,1,1,1,1,1,1"]


def test_a_person_decides_what_is_a_label(tmp_path: Path) -> None:
    """--not-speaker holds for the draft and for the next build, since event.yaml says it; kg prompt takes it too."""
    talk = "Ada: The tram is late.\nBen: It is.\nPlan: build it in May.\nAda: I agree with Ben.\nPlan: test it in June.\nBen: Good.\n"
    source = tmp_path / "talk.txt"
    source.write_text(talk, encoding="utf-8")
    folder = tmp_path / "data"
    drafted = run("draft", source, "-o", folder, "--not-speaker", "Plan")
    asked = run("prompt", source, "--not-speaker", "Plan")

    assert drafted.exit_code == 0, drafted.output
    assert "not_speakers: [Plan]" in (folder / "event.yaml").read_text(encoding="utf-8")
    assert {s.name for s in annotated(folder).speakers} == {"Ada", "Ben"}
    assert asked.exit_code == 0
