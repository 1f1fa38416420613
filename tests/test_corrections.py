"""What a person corrected is applied last, survives another draft, and is reported when it finds nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.drafting import draft
from kg.errors import DataFileError, QuoteError
from kg.eventfiles.corrections import apply_corrections
from kg.model import AnnotatedEvent, Concept, Revision
from kg.readers import read

TALK = (
    b"Ida: Rents will fall if the city builds more homes.\n"
    b"Jon: I don't agree with Ida. Rents will rise because land is scarce.\n"
    b"Ida: The council of Northport should buy land now. It must be cheap.\n"
    b"Jon: Exactly. The council should buy land.\n"
)


@pytest.fixture
def event() -> AnnotatedEvent:
    return draft(read(TALK))


def corrected(event: AnnotatedEvent, folder: Path, text: str) -> AnnotatedEvent:
    path = folder / "corrections.yaml"
    path.write_text(f"corrections:\n{text}", encoding="utf-8")
    return apply_corrections(event, path)


def relation_of(event: AnnotatedEvent, kind: str) -> str:
    return next(r.id for r in event.relations if r.relation == kind)


def test_the_draft_has_what_these_tests_correct(event: AnnotatedEvent) -> None:
    """The talk drafts to one disagreement and one agreement between the two."""
    assert [r.relation for r in event.relations] == ["disagrees", "agrees"]
    assert all(r.source == "rules" for r in event.relations)


def test_accept_makes_a_claim_a_persons(event: AnnotatedEvent, tmp_path: Path) -> None:
    """What is accepted is as good as made by a person: source human, confidence 1."""
    target = event.claims[0].id
    after = corrected(event, tmp_path, f"  - {{action: accept, target: {target}, why: read it}}\n")

    assert (after.claims[0].source, after.claims[0].confidence) == ("human", 1.0)
    assert after.revisions == (Revision(action="accept", target=target, detail="read it"),)


def test_reject_takes_a_relation_with_the_stance_that_only_it_showed(event: AnnotatedEvent, tmp_path: Path) -> None:
    """Without the relation, nothing says any longer that Jon disagrees with what Ida says of rents."""
    after = corrected(event, tmp_path, f"  - {{action: reject, target: {relation_of(event, 'disagrees')}}}\n")

    assert [r.relation for r in after.relations] == ["agrees"]
    assert [(s.speaker, s.stance) for s in event.stances if s.stance == "disagrees"] == [("Jon", "disagrees")]
    assert [s for s in after.stances if s.stance == "disagrees"] == []


def test_reject_takes_a_claim_and_what_hangs_on_it(event: AnnotatedEvent, tmp_path: Path) -> None:
    """A rejected claim leaves no relation, reference or stance that points to it."""
    gone = next(r.from_claim for r in event.relations if r.relation == "disagrees")
    after = corrected(event, tmp_path, f"  - {{action: reject, target: {gone}}}\n")

    assert gone not in {c.id for c in after.claims}
    assert not any(gone in (r.from_claim, r.to_claim) for r in after.relations)
    assert not any(gone in s.claims for s in after.stances)
    assert not any(gone in (r.from_claim, r.to_claim) for r in after.references)


def test_retype_changes_the_relation_and_its_stance(event: AnnotatedEvent, tmp_path: Path) -> None:
    """A disagreement that a person reads as a qualification makes the stance mixed."""
    after = corrected(
        event, tmp_path, f"  - {{action: retype, target: {relation_of(event, 'disagrees')}, to: qualifies}}\n"
    )

    assert sorted(r.relation for r in after.relations) == ["agrees", "qualifies"]
    assert {s.stance for s in after.stances if s.speaker == "Jon"} == {"mixed", "agrees"}
    assert next(r for r in after.relations if r.relation == "qualifies").source == "human"


def test_retype_of_a_stance_by_speaker_and_proposition(event: AnnotatedEvent, tmp_path: Path) -> None:
    """The page names a stance by speaker and proposition; so do corrections."""
    stance = next(s for s in event.stances if s.stance == "disagrees")
    after = corrected(
        event, tmp_path, f'  - {{action: retype, target: "{stance.speaker}|{stance.proposition}", to: mixed}}\n'
    )

    assert (
        next(s for s in after.stances if s.proposition == stance.proposition and s.speaker == "Jon").stance == "mixed"
    )


def test_rename_a_speaker_everywhere(event: AnnotatedEvent, tmp_path: Path) -> None:
    """A new name reaches claims, turns, stances and references; the old one stays an alias."""
    after = corrected(event, tmp_path, "  - {action: rename, target: ida, to: Ida Berg}\n")

    assert {c.speaker for c in after.claims} == {"Ida Berg", "Jon"}
    assert {u.speaker for u in after.transcript.utterances} == {"Ida Berg", "Jon"}
    assert after.references[0].refers_to == "Ida Berg"
    assert next(s for s in after.speakers if s.id == "ida").aliases == ("Ida",)


def test_merge_and_reclass_entities(tmp_path: Path) -> None:
    """Two names of one body become one; a product that is a body becomes an organization."""
    text = (
        b"Ida: I work at Northport Council. We use Rentwatch, and Rentwatch is good.\nJon: I work at Northport Board.\n"
    )
    event = draft(read(text))
    assert [o.id for o in event.organizations] == ["northport-board", "northport-council"]
    after = corrected(
        event,
        tmp_path,
        "  - {action: merge, target: northport-board, into: northport-council}\n"
        "  - {action: retype, target: northport-council, to: product}\n",
    )

    assert after.organizations == ()
    merged = next(p for p in after.products if p.id == "northport-council")
    assert merged.aliases == ("Northport Board",)
    assert [(m.surface, m.entity, m.entity_type) for m in after.mentions if m.entity == "northport-council"] == [
        ("Northport Council", "northport-council", "product"),
        ("Northport Board", "northport-council", "product"),
    ]


def test_add_a_claim_and_a_relation(event: AnnotatedEvent, tmp_path: Path) -> None:
    """What is added is located by its words and made by a person."""
    ida = event.claims[0].id
    after = corrected(
        event,
        tmp_path,
        '  - {action: add, claim: {speaker: Jon, quote: "land is scarce", text: "Land is scarce."}}\n',
    )
    jon = next(c for c in after.claims if c.quote == "land is scarce")
    again = corrected(
        after,
        tmp_path,
        f"  - {{action: add, relation: {{from: {jon.id}, to: {ida}, relation: disagrees, basis: inferred}}}}\n",
    )

    assert (jon.source, jon.confidence, event.transcript.text[jon.start : jon.end]) == ("human", 1.0, "land is scarce")
    assert (again.relations[-1].from_claim, again.relations[-1].basis) == (jon.id, "inferred")
    assert [r.target for r in again.revisions] == ["claim land is scarce", "relation"]


def test_corrections_survive_another_draft_and_say_what_they_miss(tmp_path: Path) -> None:
    """A draft with fewer claims keeps the ids of those it has; a correction of another one is reported with its line."""
    transcript = read(TALK)
    full, few = draft(transcript), draft(transcript, claims_per_turn=1)
    kept = full.claims[0].id
    lost = next(c.id for c in full.claims if c.id not in {d.id for d in few.claims})
    after = corrected(
        few, tmp_path, f"  - {{action: accept, target: {kept}}}\n  - {{action: accept, target: {lost}}}\n"
    )

    assert [r.target for r in after.revisions] == [kept]
    assert after.warnings == (
        f"corrections.yaml:3: accept '{lost}' no longer finds its target (look it up in the new draft, or delete the line)",
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("  - {action: destroy, target: x}\n", r"corrections.yaml:2: .*action"),
        ("  - {action: retype, target: x}\n", r"corrections.yaml:2: retype needs 'to'"),
        ("  - {action: accept}\n", r"corrections.yaml:2: accept needs a target"),
        ("  - {action: merge, target: x}\n", r"corrections.yaml:2: merge needs 'into'"),
        ("  - {action: add}\n", r"corrections.yaml:2: add needs exactly one of"),
        ("  - {action: accept, target: x, colour: red}\n", r"corrections.yaml:2: unknown key 'colour'"),
    ],
)
def test_a_malformed_correction_is_an_error_with_its_line(
    event: AnnotatedEvent, tmp_path: Path, text: str, message: str
) -> None:
    """Bad corrections stop the build with file, line and remedy."""
    with pytest.raises(DataFileError, match=message):
        corrected(event, tmp_path, text)


def test_a_type_that_does_not_exist(event: AnnotatedEvent, tmp_path: Path) -> None:
    """The error names the types that there are."""
    with pytest.raises(DataFileError, match=r"'disagree' is no type of this .*disagrees"):
        corrected(event, tmp_path, f"  - {{action: retype, target: {relation_of(event, 'agrees')}, to: disagree}}\n")


def test_an_added_quote_must_be_there(event: AnnotatedEvent, tmp_path: Path) -> None:
    """A person's quote is checked like any other."""
    with pytest.raises(QuoteError, match="not in the transcript"):
        corrected(event, tmp_path, '  - {action: add, claim: {speaker: Jon, quote: "never said", text: "x"}}\n')


def test_add_a_question_a_proposition_a_reference_and_a_stance(event: AnnotatedEvent, tmp_path: Path) -> None:
    """Each kind of thing can be added, and what was added can be built on by the next correction."""
    after = corrected(
        event,
        tmp_path,
        '  - {action: add, question: {id: land, text: "Who should buy land?", asked_by: Ida, quote: "The council of Northport should buy land now."}}\n'
        '  - {action: add, proposition: {id: council-buys, question: land, text: "The council buys land.", kind: policy}}\n'
        '  - {action: add, claim: {speaker: Jon, quote: "Rents will rise", text: "Rents will rise.", stances: {council-buys: {stance: mixed, basis: inferred}}}}\n'
        '  - {action: add, reference: {speaker: Jon, refers_to: Ida, relation: agrees, quote: "Exactly."}}\n',
    )

    assert [(q.id, q.asked_by, q.source) for q in after.questions][-1] == ("land", "Ida", "human")
    assert [(p.id, p.question, p.kind) for p in after.propositions][-1] == ("council-buys", "land", "policy")
    assert [(s.speaker, s.stance, s.basis) for s in after.stances if s.proposition == "council-buys"] == [
        ("Jon", "mixed", "inferred")
    ]
    assert (after.references[-1].refers_to, after.references[-1].quote) == ("Ida", "Exactly.")
    assert [r.target for r in after.revisions][:2] == ["question land", "proposition council-buys"]
    assert after.warnings == ()


def test_merge_propositions_claims_and_concepts(tmp_path: Path) -> None:
    """Stances, relations and concepts move to what stays; opposite stances of one speaker become mixed."""
    event = draft(read(TALK), vocabulary=(Concept(id="rents", label="rents"), Concept(id="land", label="land")))
    first, second = event.propositions[0].id, event.propositions[1].id
    gone, stays, *_ = (c.id for c in event.claims if c.speaker == "Jon")
    concept, other = event.concepts[0].id, event.concepts[1].id
    after = corrected(
        event,
        tmp_path,
        f"  - {{action: merge, target: {first}, into: {second}}}\n"
        f"  - {{action: merge, target: {gone}, into: {stays}}}\n"
        f"  - {{action: merge, target: {concept}, into: {other}}}\n",
    )

    assert first not in {s.proposition for s in after.stances} | {p.id for p in after.propositions}
    assert [s.stance for s in after.stances if s.speaker == "Jon"] == ["mixed"]
    assert gone not in {c.id for c in after.claims} | {c for s in after.stances for c in s.claims}
    assert concept not in {m.entity for m in after.mentions} | {x for c in after.claims for x in c.concepts}
    assert event.concepts[0].label in next(c for c in after.concepts if c.id == other).alt_labels


def test_accept_reject_and_rename_other_things(tmp_path: Path) -> None:
    """A stance, a speaker and a proposition are accepted, renamed and rejected as well as claims are."""
    event = draft(read(TALK), vocabulary=(Concept(id="rents", label="rents"),))
    stance = next(s for s in event.stances if s.stance == "agrees")
    proposition, concept = event.propositions[0].id, event.concepts[0].id
    after = corrected(
        event,
        tmp_path,
        f'  - {{action: accept, target: "{stance.speaker}|{stance.proposition}"}}\n'
        "  - {action: accept, target: jon}\n"
        f'  - {{action: rename, target: {proposition}, to: "Another text."}}\n'
        f"  - {{action: rename, target: {concept}, to: New label}}\n"
        f"  - {{action: retype, target: {event.references[0].id}, to: neutral}}\n"
        f"  - {{action: retype, target: {proposition}, to: value}}\n",
    )
    without = corrected(after, tmp_path, f"  - {{action: reject, target: {event.propositions[0].question}}}\n")

    accepted = next(s for s in after.stances if (s.speaker, s.proposition) == (stance.speaker, stance.proposition))
    assert (accepted.source, accepted.confidence) == ("human", 1.0)
    assert [s.guessed for s in after.speakers if s.id == "jon"] == [False]
    assert (after.propositions[0].text, after.propositions[0].kind) == ("Another text.", "value")
    assert after.concepts[0].label == "New label"
    assert after.references[0].relation == "neutral"
    assert proposition not in {p.id for p in without.propositions} | {s.proposition for s in without.stances}
