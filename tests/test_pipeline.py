"""What a source becomes: annotated as its folder says, drafted where nobody annotated, corrected by a person last."""

from __future__ import annotations

from pathlib import Path

from kg.pipeline import Options, annotated


def test_an_annotated_folder_is_not_drafted(event_folder: Path) -> None:
    """What a person wrote is what is built, and nothing more."""
    assert {c.source for c in annotated(event_folder).claims} == {"human"}


def test_a_bare_transcript_is_drafted_by_rules(event_folder: Path) -> None:
    """A transcript alone gives claims, and the edge that its words say, each with the rule that found it."""
    event = annotated(event_folder / "transcript.txt", Options(vocabulary=event_folder / "concepts.ttl"))

    assert {s.name for s in event.speakers} == {"Ada Okafor", "Ben Castillo", "Chen Wei", "Mara Lind"}
    assert {(c.source, bool(c.rule)) for c in event.claims} == {("rules", True)}
    claims = {c.id: c for c in event.claims}
    edges = {(claims[r.from_claim].speaker, r.relation, claims[r.to_claim].speaker) for r in event.relations}
    assert ("Ben Castillo", "disagrees", "Ada Okafor") in edges
    assert ("Ben Castillo", "agrees", "Ada Okafor") in edges


def test_a_folder_without_annotations_is_drafted_with_what_it_declares(event_folder: Path) -> None:
    """event.yaml stands when annotations.yaml is not there yet."""
    (event_folder / "annotations.yaml").unlink()

    event = annotated(event_folder)

    assert event.event.title == "Old Town Forum: Should Cars Leave the Centre?"
    assert {s.id: s.role for s in event.speakers}["mara-lind"] == "host"
    assert {c.source for c in event.claims} == {"rules"}


def test_corrections_are_applied_last(event_folder: Path) -> None:
    """The folder's corrections.yaml, or the one that is named, takes a claim away; what finds no target is a warning."""
    target = next(c for c in annotated(event_folder).claims if c.quote == "closed streets are safer")
    text = f"corrections:\n  - {{action: reject, target: {target.id}, why: test}}\n  - {{action: reject, target: '0000000000'}}\n"
    elsewhere = event_folder.parent / "mine.yaml"
    elsewhere.write_text(text)

    named = annotated(event_folder, Options(corrections=elsewhere))
    (event_folder / "corrections.yaml").write_text(text)
    own = annotated(event_folder)

    for event in (named, own):
        assert target.id not in {c.id for c in event.claims}
        assert [(r.action, r.target) for r in event.revisions] == [("reject", target.id)]
        assert len(event.warnings) == 1
        assert "0000000000" in event.warnings[0]
