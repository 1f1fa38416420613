"""What a person corrected is applied last, survives another draft, and is reported when it finds nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.drafting import draft
from kg.errors import DataFileError, QuoteError
from kg.eventfiles.corrections import apply_corrections, transcript_digest
from kg.graph.mapping import triples_of
from kg.model import AnnotatedEvent, Concept, Revision
from kg.pipeline import annotated
from kg.readers import read
from kg.store.event import annotated_event
from kg.store.graph import Graph

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


# Stances, splits, opposites and voices; two people; other words.

PANEL = Path(__file__).parent / "small_panel"


def panel_with(tmp_path: Path, text: str) -> AnnotatedEvent:
    path = tmp_path / "corrections.yaml"
    path.write_text(text, encoding="utf-8")
    return apply_corrections(annotated(PANEL), path)


def sides(event: AnnotatedEvent, proposition: str) -> dict[str, str]:
    return {s.speaker: s.stance for s in event.stances if s.proposition == proposition}


def claim_by(event: AnnotatedEvent, speaker: str, words: str = "") -> str:
    return next(c.id for c in event.claims if c.speaker == speaker and words in c.quote)


def test_a_stance_is_what_a_person_says(tmp_path: Path) -> None:
    """It rests on the claims that are named, is the person's, and can be taken away again."""
    before = annotated(PANEL)
    claim = claim_by(before, "Chen Wei")
    line = f"corrections:\n  - {{action: stance, target: Chen Wei|closing-is-safer, to: disagrees, basis: inferred, claims: [{claim}], why: his doubt}}\n"
    after = panel_with(tmp_path, line)
    [stance] = [s for s in after.stances if (s.speaker, s.proposition) == ("Chen Wei", "closing-is-safer")]

    assert sides(before, "closing-is-safer")["Chen Wei"] != "disagrees"
    assert (stance.stance, stance.basis, stance.claims, stance.source) == ("disagrees", "inferred", (claim,), "human")
    assert [e.why for e in stance.evidence] == ["his doubt"]
    gone = panel_with(tmp_path, line + "  - {action: stance, target: Chen Wei|closing-is-safer, to: none}\n")
    assert "Chen Wei" not in sides(gone, "closing-is-safer")


def test_a_stance_rests_on_the_speakers_own_claims(tmp_path: Path) -> None:
    """Nobody's stance is shown by another's words."""
    other = claim_by(annotated(PANEL), "Ben Castillo")
    with pytest.raises(DataFileError, match=r"corrections.yaml:2: claim \w+ is Ben Castillo's"):
        panel_with(
            tmp_path,
            f"corrections:\n  - {{action: stance, target: Chen Wei|closing-is-safer, to: agrees, claims: [{other}]}}\n",
        )


def test_one_proposition_of_two_thoughts_becomes_two(tmp_path: Path) -> None:
    """Each piece of evidence goes to the part that names its claim, as it was or turned; the rest to the first."""
    before = annotated(PANEL)
    ada = next(s for s in before.stances if (s.speaker, s.proposition) == ("Ada Okafor", "closing-is-safer"))
    text = (
        "corrections:\n  - action: split\n    target: closing-is-safer\n    parts:\n"
        '      - {id: fewer-crashes, text: "Closing the centre means fewer crashes."}\n'
        f'      - {{id: more-danger, text: "Closing the centre is dangerous.", claims: [{", ".join(ada.claims)}], opposite: true}}\n'
    )
    after = panel_with(tmp_path, text)

    assert [p.id for p in after.propositions if p.id not in {q.id for q in before.propositions}] == [
        "fewer-crashes",
        "more-danger",
    ]
    assert "closing-is-safer" not in {p.id for p in after.propositions}
    assert sides(after, "more-danger") == {"Ada Okafor": {"agrees": "disagrees", "disagrees": "agrees"}[ada.stance]}
    others = {who: side for who, side in sides(before, "closing-is-safer").items() if who != "Ada Okafor"}
    assert others.items() <= sides(after, "fewer-crashes").items()


def test_a_proposition_goes_into_its_opposite(tmp_path: Path) -> None:
    """Whoever was for it is against what it goes into."""
    before = annotated(PANEL)
    merge = "  - {action: merge, target: closing-is-safer, into: shops-lose, opposite: true}\n"
    after = panel_with(tmp_path, f"corrections:\n{merge}")
    turned = {"agrees": "disagrees", "disagrees": "agrees"}
    alone = {
        who: side for who, side in sides(before, "closing-is-safer").items() if who not in sides(before, "shops-lose")
    }

    assert alone
    assert {who: turned.get(side, side) for who, side in alone.items()}.items() <= sides(after, "shops-lose").items()


def test_somebody_else_speaks_a_turn(tmp_path: Path) -> None:
    """Claims and stances of the turn go with it; a name that nobody has is a speaker more."""
    before = annotated(PANEL)
    claim = next(c for c in before.claims if c.speaker == "Ada Okafor")
    turn = f"turn-{claim.utterance + 1}"
    after = panel_with(tmp_path, f"corrections:\n  - {{action: speaker, target: {turn}, to: Ivo Brandt}}\n")
    own = {c.id for c in before.claims if c.utterance == claim.utterance}

    assert after.transcript.utterances[claim.utterance].speaker == "Ivo Brandt"
    assert {c.speaker for c in after.claims if c.id in own} == {"Ivo Brandt"}
    assert [(s.id, s.name) for s in after.speakers if s.name == "Ivo Brandt"] == [("ivo-brandt", "Ivo Brandt")]
    assert not any(s.speaker == "Ada Okafor" and set(s.claims) & own for s in after.stances)
    assert {c.speaker for c in after.claims if c.id not in own} <= {c.speaker for c in before.claims}


def test_who_and_when_are_kept_in_the_graph(tmp_path: Path) -> None:
    """An entry's own name and time win over the file's; both come back from RDF."""
    after = panel_with(
        tmp_path,
        "by: Ada Reader\nat: 2026-05-01\ncorrections:\n"
        "  - {action: rename, target: shops-lose, to: Shops lose customers.}\n"
        '  - {action: accept, target: shops-lose, by: Ben Reader, at: "2026-05-02T10:00:00Z"}\n',
    )
    told = [(r.action, r.by, r.at) for r in after.revisions]

    assert told == [("rename", "Ada Reader", "2026-05-01"), ("accept", "Ben Reader", "2026-05-02T10:00:00Z")]
    again = annotated_event(Graph.from_triples(triples_of(after)).source)
    assert sorted((r.action, r.by, r.at) for r in again.revisions) == sorted(told)


def test_two_people_who_differ_are_told(tmp_path: Path) -> None:
    """The later one holds, and a line says so; one's own change of mind is none."""
    line = "  - {{action: retype, target: shops-lose, to: {}, by: {}}}\n"
    after = panel_with(
        tmp_path,
        "corrections:\n" + line.format("value", "Ada") + line.format("policy", "Ada") + line.format("fact", "Ben"),
    )

    assert next(p.kind for p in after.propositions if p.id == "shops-lose") == "fact"
    assert [w for w in after.warnings if "otherwise" in w] == [
        "corrections.yaml:4: Ben decides its type or side of 'shops-lose' otherwise than Ada at line 3 (the later one holds; delete one)"
    ]


def test_corrections_for_other_words_are_refused(tmp_path: Path) -> None:
    """A file says for which words it was made."""
    right = transcript_digest(annotated(PANEL))

    assert panel_with(tmp_path, f"transcript: {right}\ncorrections: []\n").revisions == ()
    with pytest.raises(DataFileError, match=r"corrections.yaml:1: was made for other words than these"):
        panel_with(tmp_path, f"transcript: {'0' * 64}\ncorrections: []\n")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{action: stance, target: Ada Okafor|shops-lose, to: agrees}", "stance needs 'claims'"),
        ("{action: stance, target: Ada Okafor|shops-lose}", "stance needs 'to'"),
        ("{action: split, target: shops-lose, parts: [{id: a, text: A.}]}", "split needs 'parts'"),
        ("{action: speaker, target: Ada, to: Ben}", "speaker needs a turn as target"),
        (
            "{action: split, target: shops-lose, parts: [{id: a, text: A.}, {id: a, text: B.}]}",
            "there is a proposition 'a'",
        ),
    ],
)
def test_what_a_new_action_lacks_is_told(tmp_path: Path, line: str, told: str) -> None:
    """One line, with file and line of the file."""
    with pytest.raises(DataFileError, match=rf"corrections.yaml:2: {told}"):
        panel_with(tmp_path, f"corrections:\n  - {line}\n")


def test_entries_go_on_from_each_other(event: AnnotatedEvent, tmp_path: Path) -> None:
    """What was merged, retyped, renamed or added above is found below under the name that it had."""
    relation, first, second = relation_of(event, "disagrees"), event.propositions[0].id, event.claims[0].id
    after = corrected(
        event,
        tmp_path,
        f"  - {{action: retype, target: {relation}, to: qualifies}}\n"
        f"  - {{action: accept, target: {relation}}}\n"
        "  - {action: rename, target: ida, to: Ida Berg}\n"
        f"  - {{action: stance, target: Ida|{first}, to: mixed, claims: [{second}]}}\n"
        "  - action: add\n    claim: {key: mine, speaker: Jon, quote: land is scarce, text: Land is scarce.}\n"
        f"  - {{action: stance, target: Jon|{first}, to: agrees, claims: [mine]}}\n"
        f"  - {{action: split, target: {first}, parts: [{{id: one, text: One.}}, {{id: two, text: Two.}}]}}\n"
        f"  - {{action: rename, target: {first}, to: The one.}}\n",
    )

    assert [w for w in after.warnings if "no longer" in w] == []
    assert [p.text for p in after.propositions if p.id in {"one", "two"}] == ["The one.", "Two."]
    assert sides(after, "one") == {"Ida Berg": "mixed", "Jon": "agrees"}
    assert len(after.revisions) == 8
