"""How drafts are measured: what counts as the same, counted once."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.errors import DataFileError, SourceError
from kg.evaluate import COLUMNS, evaluate, evaluate_edges, read_gold_edges
from kg.evaluate_meaning import likeness_of
from kg.evidence.edges import speaker_edges
from kg.model import AnnotatedEvent
from kg.readers import read


def figures(rows: list[dict[str, Any]], part: str, label: str = "") -> tuple[int, int, int]:
    found = next(r for r in rows if (r["part"], r["label"], r["speaker"]) == (part, label, ""))
    return found["n_right"], found["n_drafted"], found["n_gold"]


def test_an_event_against_itself_is_right(small_panel: AnnotatedEvent) -> None:
    """Everything is found, in every part."""
    rows = evaluate(small_panel, small_panel, per_speaker=True)

    assert all(tuple(r) == COLUMNS for r in rows)
    assert {r["f1"] for r in rows if r["n_gold"]} == {1.0}
    assert figures(rows, "claims") == (12, 12, 12)
    assert [r["speaker"] for r in rows if r["part"] == "claims" and r["speaker"]] == [
        "Ada Okafor",
        "Ben Castillo",
        "Chen Wei",
        "Mara Lind",
    ]


def test_claims_need_the_speaker_and_half_the_words(small_panel: AnnotatedEvent) -> None:
    """Another speaker's claim is wrong; a quote cut to a third still is the claim, but not strictly; two are not one."""
    claims = list(small_panel.claims)
    first = claims[0]
    cut = replace(first, end=first.start + (first.end - first.start) // 3)
    moved = replace(claims[1], speaker="Ben Castillo")
    draft = replace(small_panel, claims=(first, cut, moved, *claims[2:]), stances=(), relations=(), references=())
    alone = replace(draft, claims=(cut,))

    assert figures(evaluate(draft, small_panel), "claims") == (11, 13, 12)
    assert figures(evaluate(alone, small_panel), "claims") == (1, 1, 12)
    assert figures(evaluate(alone, small_panel), "claims, strictly") == (0, 1, 12)


def test_mentions_need_span_type_and_thing(small_panel: AnnotatedEvent) -> None:
    """A shifted span, a wrong type or another thing is wrong."""
    first, second, third, *rest = small_panel.mentions
    wrong = (
        replace(first, start=first.start + 1),
        replace(second, entity_type="product"),
        replace(third, entity="chen-wei" if third.entity != "chen-wei" else "ben-castillo"),
    )
    rows = evaluate(replace(small_panel, mentions=(*wrong, *rest)), small_panel)

    assert figures(rows, "mentions") == (len(rest), len(rest) + 3, len(rest) + 3)


def test_references_with_and_without_their_relation(small_panel: AnnotatedEvent) -> None:
    """A reference with the wrong relation is a reference all the same, and counted apart."""
    first, *rest = small_panel.references
    rows = evaluate(replace(small_panel, references=(replace(first, relation="neutral"), *rest)), small_panel)

    assert figures(rows, "references") == (5, 5, 5)
    assert figures(rows, "references, with relation") == (4, 5, 5)


def test_edges_come_from_relations_references_and_stances(small_panel: AnnotatedEvent) -> None:
    """Who agrees with whom: by explicit words, or on one proposition."""
    edges = {(label, *sorted(pair)) for label, pair in speaker_edges(small_panel)}

    assert ("agrees", "Ada Okafor", "Ben Castillo") in edges  # the city should pay
    assert ("disagrees", "Ada Okafor", "Ben Castillo") in edges  # closing the centre
    assert ("disagrees", "Ben Castillo", "Chen Wei") in edges  # by their stances on who pays
    assert ("agrees", "Ada Okafor", "Mara Lind") in edges


def test_gold_edges_of_labelled_pairs(tmp_path: Path) -> None:
    """Pairs count once, whichever way and however often they are labelled."""
    gold = tmp_path / "x.gold.json"
    edge = {"relation": "disagree", "source": "A", "target": "B", "quote": "no"}
    gold.write_text(
        json.dumps(
            {"edges": [edge, {**edge, "source": "B", "target": "A"}, {**edge, "relation": "agree", "target": "C"}]}
        )
    )
    rows = evaluate_edges({("disagrees", frozenset("AB")), ("disagrees", frozenset("AC"))}, read_gold_edges(gold))

    assert [(r["label"], r["n_right"], r["n_drafted"], r["n_gold"]) for r in rows] == [
        ("agrees", 0, 0, 1),
        ("disagrees", 1, 2, 1),
    ]
    assert rows[0]["precision"] is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[", "is not JSON"),
        ("[]", "no list 'edges'"),
        ('{"edges": [{"relation": "likes", "source": "A", "target": "B"}]}', "edge 1 lacks or misnames 'likes'"),
        ('{"edges": [{"relation": "agree", "source": "A"}]}', "edge 1 lacks or misnames 'target'"),
    ],
)
def test_bad_gold_edges(tmp_path: Path, text: str, message: str) -> None:
    """The error names file, edge and shape."""
    path = tmp_path / "x.gold.json"
    path.write_text(text)
    with pytest.raises(DataFileError, match=message):
        read_gold_edges(path)


def test_gold_that_is_not_there(tmp_path: Path) -> None:
    """A missing file is a source that cannot be read."""
    with pytest.raises(SourceError, match="cannot be read"):
        read_gold_edges(tmp_path / "none.gold.json")


def test_two_transcripts_cannot_be_compared(small_panel: AnnotatedEvent) -> None:
    """Offsets of another text mean nothing."""
    other = replace(small_panel, transcript=read(b"Ada: Hi.\nBen: Hi.\n"))
    with pytest.raises(DataFileError, match="different transcripts"):
        evaluate(other, small_panel)


def test_propositions_are_matched_by_their_words_and_never_to_the_wrong_side(small_panel: AnnotatedEvent) -> None:
    """A denial is the same proposition from the other side, another deed is another one, and a stance follows the side."""
    first, *rest = small_panel.propositions
    stance = next(s for s in small_panel.stances if s.proposition == first.id and s.stance in {"agrees", "disagrees"})
    opposite = "disagrees" if stance.stance == "agrees" else "agrees"
    denied = replace(
        small_panel,
        propositions=(replace(first, text=f"It is not so that {first.text[:1].lower()}{first.text[1:]}"), *rest),
        stances=(replace(stance, stance=opposite),),
    )

    rows = evaluate(denied, small_panel)

    assert figures(rows, "propositions")[0] == len(small_panel.propositions)
    assert figures(rows, "stances on propositions")[:2] == (1, 1)
    assert likeness_of("The fee should be raised.", "The fee should be abolished.") == (0.0, False)


def test_hosts_questions_and_entities(small_panel: AnnotatedEvent) -> None:
    """Who leads is counted by name, questions by their words or their place, named things by name and kind."""
    bare = replace(small_panel, speakers=tuple(replace(s, role="panelist") for s in small_panel.speakers), questions=())
    n_hosts = sum(s.role == "host" for s in small_panel.speakers)

    rows = evaluate(bare, small_panel)

    assert figures(rows, "hosts") == (0, 0, n_hosts)
    assert figures(rows, "questions") == (0, 0, len(small_panel.questions))
    n = len({o.name for o in small_panel.organizations})
    assert figures(rows, "entities", "organizations") == (n, n, n)
