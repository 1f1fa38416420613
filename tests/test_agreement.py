"""Agreement of annotators: what is matched, what is counted, and by hand what it comes to."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.agreement import agreement, confusion, differences, propositions
from kg.cli.agreement import command
from kg.comparison import Comparison
from kg.errors import DataFileError
from kg.model import AnnotatedEvent, Stance

TURNED = {"agrees": "disagrees", "disagrees": "agrees"}
FOLDER = Path(__file__).parent / "small_panel"


def turned(stance: Stance) -> Stance:
    """The same stance on the proposition put the other way round."""
    pieces = tuple(replace(e, side=TURNED.get(e.side, e.side)) for e in stance.evidence)
    return replace(stance, stance=TURNED.get(stance.stance, stance.stance), evidence=pieces)


def other(event: AnnotatedEvent, proposition: str, speaker: str, side: str) -> AnnotatedEvent:
    """The event as an annotator has it who gives one speaker another side."""

    def changed(stance: Stance) -> Stance:
        if (stance.proposition, stance.speaker) != (proposition, speaker):
            return stance
        return replace(stance, stance=side, evidence=tuple(replace(e, side=side) for e in stance.evidence))

    return replace(event, stances=tuple(map(changed, event.stances)))


def test_an_annotation_agrees_with_itself(small_panel: AnnotatedEvent) -> None:
    """Everything is matched, and all that is counted beyond chance is 1."""
    rows = agreement(Comparison(small_panel, small_panel))

    assert [r["part"] for r in rows] == [
        "claims",
        "propositions",
        "stances",
        "stances of both",
        "relations",
        "references",
        "combined",
    ]
    assert {r["f1"] for r in rows} == {1.0}
    assert {r[k] for r in rows for k in ("observed", "kappa", "alpha")} <= {1.0, None}
    assert differences(Comparison(small_panel, small_panel)) == []


def test_kappa_is_that_counted_by_hand(small_panel: AnnotatedEvent) -> None:
    """One difference among sixteen labels: Ben Castillo on the city's paying."""
    comparison = Comparison(small_panel, other(small_panel, "city-pays", "Ben Castillo", "mixed"))
    row = next(r for r in agreement(comparison) if r["part"] == "stances")

    # Four speakers, four propositions. First: 6 agree, 2 disagree, 1 mixed, 7 no stance; second: 5, 2, 2 and 7.
    by_chance = (6 * 5 + 2 * 2 + 1 * 2 + 7 * 7) / 16**2
    assert row["observed"] == round(15 / 16, 3)
    assert row["kappa"] == round((15 / 16 - by_chance) / (1 - by_chance), 3)
    assert confusion(comparison)[0] == {"first": "agrees", "agrees": 5, "disagrees": 0, "mixed": 1, "no stance": 0}


def test_a_proposition_put_the_other_way_round_is_the_same(small_panel: AnnotatedEvent) -> None:
    """Sides are turned where the same words show the opposite sides, and then all agree."""
    stances = tuple(turned(s) if s.proposition == "city-pays" else s for s in small_panel.stances)
    texts = tuple(
        replace(p, text="A new bus line should not be paid for by the city.") if p.id == "city-pays" else p
        for p in small_panel.propositions
    )
    comparison = Comparison(small_panel, replace(small_panel, stances=stances, propositions=texts))

    assert {r["first"]: r["turned"] for r in propositions(comparison)} == {
        "closing-is-safer": False,
        "shops-lose": False,
        "closed-by-2030": False,
        "city-pays": True,
    }
    assert differences(comparison) == []


def test_differences_come_with_both_words_and_with_what_was_settled(small_panel: AnnotatedEvent) -> None:
    """Opposite sides stand first; a third annotation tells how each was settled."""
    second = other(
        other(small_panel, "city-pays", "Ben Castillo", "mixed"), "closing-is-safer", "Ada Okafor", "disagrees"
    )
    rows = differences(Comparison(small_panel, second), small_panel)

    assert [(r["proposition"], r["speaker"], r["first"], r["second"], r["settled"]) for r in rows] == [
        ("closing-is-safer", "Ada Okafor", "agrees", "disagrees", "agrees"),
        ("city-pays", "Ben Castillo", "agrees", "mixed", "agrees"),
    ]
    assert rows[1]["first_quote"] == "the city should pay for the bus line."


def test_two_transcripts_cannot_be_compared(small_panel: AnnotatedEvent) -> None:
    """Annotations of different texts are refused in one line."""
    longer = replace(small_panel.transcript, text=small_panel.transcript.text + " ")

    with pytest.raises(DataFileError, match="different transcripts"):
        Comparison(small_panel, replace(small_panel, transcript=longer))


def test_readers_below_the_event_share_its_transcript(tmp_path: Path) -> None:
    """A folder with annotations alone is read with the transcript and event.yaml of the folder above."""
    event = tmp_path / "event"
    shutil.copytree(FOLDER, event)
    for reader in ("r1", "r2"):
        (event / "readings" / reader).mkdir(parents=True)
        shutil.copy(FOLDER / "annotations.yaml", event / "readings" / reader)
    one, two = (str(event / "readings" / reader) for reader in ("r1", "r2"))

    run = CliRunner().invoke(command, [one, two, "--settled", str(event), "--format", "json"])

    assert run.exit_code == 0, run.output
    rows = json.loads(run.stdout)
    assert [r["between"] for r in rows if r["part"] == "stances"] == [
        "first, second",
        "first, settled",
        "second, settled",
    ]
    assert {r["kappa"] for r in rows if r["part"] == "stances"} == {1.0}
