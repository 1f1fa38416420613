"""Drafting by rules: cues with their scope, who is meant, what is asserted, what is named."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.drafting import draft
from kg.drafting.concepts.entities import acronyms
from kg.drafting.english.polarity import is_turned_round
from kg.drafting.english.sentences import sentences
from kg.drafting.rules.asked import asks_something
from kg.drafting.rules.claims import marks, score
from kg.drafting.rules.replies import exchange
from kg.drafting.rules.turn_by_turn import CLAIM_FROM
from kg.errors import KgError
from kg.eventfiles import load_event, load_vocabulary
from kg.eventfiles.annotation_text import annotations_yaml
from kg.eventfiles.event_text import event_yaml
from kg.eventfiles.vocabulary import concepts_turtle
from kg.evidence.concepts import used_concepts
from kg.evidence.mentions import Gazetteer, QuickGazetteer, labels_of
from kg.model import AnnotatedEvent, Concept
from kg.readers import read

ROOT = Path(__file__).parent.parent
FORUM = ROOT / "data" / "housing-forum" / "transcript.txt"


@pytest.fixture(scope="module")
def forum() -> AnnotatedEvent:
    return draft(read(FORUM))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dr. Lee came at 5 p.m. and left. He paid 3.5 percent.", ["Dr. Lee came at 5 p.m. and left.", "He paid 3.5 percent."]),
        ("Is it true? No. it isn't!", ["Is it true?", "No.", "it isn't!"]),
        ("J. R. Smith of Acme Inc. said so. (Really.) Yes.", ["J. R. Smith of Acme Inc. said so.", "(Really.)", "Yes."]),
        ("We thought... maybe not. Then we left…", ["We thought... maybe not.", "Then we left…"]),
        ("房租会下降。为什么？", ["房租会下降。", "为什么？"]),
        ("See No. 5 on page two. No. It ends.", ["See No. 5 on page two.", "No.", "It ends."]),
    ],
)  # fmt: skip
def test_sentences(text: str, expected: list[str]) -> None:
    """Sentences end where they end, and offsets give back their words."""
    found = sentences(text, 100)

    assert [s.text for s in found] == expected
    assert [text[s.start - 100 : s.end - 100] for s in found] == expected


@pytest.mark.parametrize(
    ("before", "reply", "verdict"),
    [
        ("The bridge is safe.", "No, it is not safe at all.", "disagrees"),
        ("The bridge is not safe.", "No, it isn't.", "agrees"),
        ("The bridge cost ten million.", "That's simply not true.", "disagrees"),
        ("The bridge cost ten million.", "Nonsense. It was cheap.", "disagrees"),
        ("The bridge should be closed to lorries because it is old.", "I completely agree.", "agrees"),
        ("The bridge should be closed to lorries because it is old.", "I don't disagree with that.", "agrees"),
        ("The bridge should be closed to lorries because it is old.", "I don't agree with that.", "disagrees"),
        (
            "The bridge should be closed to lorries because it is old.",
            "Yes, but it isn't the lorries that do it.",
            "disagrees",
        ),
        ("The bridge should be closed to lorries because it is old.", "That's right. It was built in 1911.", "agrees"),
        ("The bridge should be closed to lorries because it is old.", "The tram line opens in May.", "neutral"),
        ("The bridge should be closed to lorries because it is old.", "No doubt. Who would build it?", "neutral"),
        ("Thank you all.", "No, thank you.", "neutral"),
        ("I was going to say that the…", "Yeah.", "neutral"),
        ("The bridge is safe.", "Yeah.", "agrees"),
        ("The bridge is safe.", "Yeah, Matthew.", "neutral"),
        ("The bridge is safe.", "Yeah, it is.", "agrees"),
        ("The bridge is safe.", "Yeah, so I wanted to tell you something of the tram.", "neutral"),
        (
            "The bridge should be closed to lorries because it is a hundred years old and carries more of them each year.",
            "Yeah, the bridge is far too weak for lorries.",
            "agrees",
        ),
        ("The bridge is safe.", "But-", "neutral"),
        ("The bridge is safe.", "But tomorrow there will be sunshine over town.", "neutral"),
        ("The bridge is safe.", "But the bridge was built a hundred years ago.", "disagrees"),
        ("The bridge is safe.", 'He came home and said, "I was wrong about the tram."', "neutral"),
    ],
)
def test_exchange(before: str, reply: str, verdict: str) -> None:
    """Cues count with their scope: negation, double negation, assent that turns, fillers, sentences broken off."""
    assert exchange(sentences(before), sentences(reply)).verdict == verdict


def test_exchange_says_what_decided_and_what_is_meant() -> None:
    """The target is the sentence that shares most words, not merely the last one."""
    found = exchange(
        sentences("Lorries damage the old bridge. We counted nine hundred a day. It rains a lot."),
        sentences("I disagree. Lorries do not damage the bridge, frost does."),
    )

    assert (found.verdict, found.rule, found.target and found.target.text) == (
        "disagrees",
        "says it disagrees",
        "Lorries damage the old bridge.",
    )


@pytest.mark.parametrize(
    ("text", "is_claim"),
    [
        ("We should close the bridge because it is dangerous.", True),
        ("I think that the tram will be cheaper than the bridge.", True),
        ("Good evening and welcome, ladies and gentlemen.", False),
        ("Thank you.", False),
        ("What do you think of the bridge?", False),
        ("Let me start with the first slide.", False),
    ],
)
def test_claims_are_assertions(text: str, is_claim: bool) -> None:
    """Greetings, hand-overs, questions and stage business are no claims."""
    assert (score(sentences(text)[0]) >= CLAIM_FROM) is is_claim


def test_marks_say_why() -> None:
    """The marks of a claim name what was found."""
    assert marks(sentences("I think we should close it because it is dangerous.")[0]) == (
        "opinion",
        "norm",
        "judgement",
        "reason",
    )


def named(text: str) -> list[tuple[str, str, str]]:
    """Return speaker, person referred to and relation of every reference in a talk of Ada Berg, Ben Cole and Cy Dorn."""
    talk = f"Ada Berg: The bridge should be closed to lorries.\nBen Cole: It rains.\nCy Dorn: {text}\n"
    return [
        (r.speaker, r.refers_to, r.relation) for r in draft(read(talk.encode())).references if r.speaker == "Cy Dorn"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I agree with Ada.", [("Cy Dorn", "Ada Berg", "agrees")]),
        ("I don't agree with Ada on that.", [("Cy Dorn", "Ada Berg", "disagrees")]),
        ("I do not disagree with Ms. Berg.", [("Cy Dorn", "Ada Berg", "agrees")]),
        ("I agree with Ada, but lorries must go somewhere.", [("Cy Dorn", "Ada Berg", "qualifies")]),
        ("I agree with Ada. But lorries must go somewhere.", [("Cy Dorn", "Ada Berg", "qualifies")]),
        ("Ada is right about the lorries, and Ben is wrong.", [("Cy Dorn", "Ada Berg", "agrees"), ("Cy Dorn", "Ben Cole", "disagrees")]),
        ("Like Ada said just now, lorries are heavy.", [("Cy Dorn", "Ada Berg", "builds on")]),
        ("Ben, what do you think?", [("Cy Dorn", "Ben Cole", "neutral")]),
        ("Cy is my name. The adage is old.", []),
    ],
)  # fmt: skip
def test_references(text: str, expected: list[tuple[str, str, str]]) -> None:
    """Names mean speakers; what stands around them says what is done, negation and contrast included."""
    assert named(text) == expected


def test_a_reference_points_to_the_claim_that_is_meant() -> None:
    """Of several claims, the one on the same matter is answered; the edge has its words."""
    event = draft(
        read(
            b"Ada: Lorries damage the old bridge. Trams are a good idea for the hill.\nBen: It rains.\n"
            b"Cy: I disagree with Ada that lorries damage the bridge.\n"
        )
    )
    claims = {c.id: c for c in event.claims}
    relation = next(r for r in event.relations if r.relation == "disagrees")

    assert claims[relation.to_claim].quote == "Lorries damage the old bridge."
    assert relation.quote == "I disagree with Ada that lorries damage the bridge."
    assert event.transcript.text[relation.start : relation.end] == relation.quote
    assert {(s.speaker, s.stance) for s in event.stances} == {("Ada", "agrees"), ("Cy", "disagrees")}


def test_a_shared_name_is_nobodys() -> None:
    """Two people called Yang: the bare name refers to neither, the title and full name tell them apart."""
    event = draft(
        read(
            b"Yang Qiang: Agents will plan by themselves.\nYang Mei: They will not.\n"
            b"Li Guo: Yang said something. Thank you, Professor Yang Qiang. Professor Yang is right that agents will plan.\n"
        )
    )

    assert [(r.refers_to, r.relation) for r in event.references] == [
        ("Yang Qiang", "neutral"),
        ("Yang Qiang", "agrees"),
    ]


def test_the_hosts_questions_have_answers() -> None:
    """What a host asks is a proposition where it is answered; a claim that answers otherwise is one where it can be signed."""
    event = draft(
        read(
            b"Host: Ada Berg\nAda Berg: Welcome. Should the bridge be closed to lorries?\n"
            b"Ben Cole: Well. I think the bridge should be closed to lorries because they damage it.\n"
            b"Cy Dorn: The tram will be cheaper than any bridge.\n"
        )
    )

    assert [(q.asked_by, q.quote) for q in event.questions] == [("Ada Berg", "Should the bridge be closed to lorries?")]
    assert [(p.question, p.text, p.kind) for p in event.propositions] == [
        (event.questions[0].id, "The bridge should be closed to lorries.", "policy"),
        (event.questions[0].id, "The tram will be cheaper than any bridge.", "forecast"),
    ]


def test_yes_and_no_are_stances_on_what_is_asked() -> None:
    """A yes-or-no question puts a proposition; yes and no right after it are stances on it, and so make an edge."""
    event = draft(
        read(
            b"Host: Ada Berg\nAda Berg: Should the bridge be closed to lorries?\nBen Cole: Yes.\nAda Berg: Cy, should the bridge be closed to lorries?\n"
            b"Cy Dorn: Thank you. No, it is strong enough.\nAda Berg: Would that be enough for you?\nBen Cole: No.\n"
        )
    )

    assert next(p.text for p in event.propositions) == "The bridge should be closed to lorries."
    assert ("Ben Cole", "agrees") in {(s.speaker, s.stance) for s in event.stances}
    assert not any("you" in p.text for p in event.propositions)


def test_what_is_stated_in_the_same_words_is_one_proposition(tmp_path: Path) -> None:
    """What was asked, and what an answer that is then opposed says in the same words, are one point with all who stand on it."""
    path = tmp_path / "panel.txt"
    path.write_text(
        "Nora Vik: Should the quarry become a park?\n\n"
        "Emil Strand: Yes, the quarry should become a park. Children have nowhere to play near the old quarry.\n\n"
        "Runa Dahl: I disagree with Emil. The quarry should not become a park. The town has no money for it.\n",
        encoding="utf-8",
    )
    drafted = draft(read(path))
    [point] = drafted.propositions
    sides = {stance.speaker: stance.stance for stance in drafted.stances}

    assert point.text == "The quarry should become a park."
    assert sides == {"Emil Strand": "agrees", "Runa Dahl": "disagrees"}
    assert len(drafted.stances) == 2


@pytest.mark.parametrize(
    ("answer", "side"),
    [
        ("The quarry should not become a park, because the town has no money.", "disagrees"),
        ("The quarry should not become a park, nobody walks there and no bus stops.", "disagrees"),
        ("The quarry should become a park because there is no other green place.", "agrees"),
        ("In a town without trees, the quarry should become a park.", "agrees"),
        ("Whether the quarry should or should not become a park is not for me to say.", ""),
    ],
)
def test_a_reason_has_a_no_of_its_own(answer: str, side: str) -> None:
    """An answer in whole words takes the side of the clause that answers, whatever its reasons deny."""
    drafted = draft(read(f"Nora Vik: Should the quarry become a park?\n\nRuna Dahl: {answer}\n".encode()))
    assert [s.stance for s in drafted.stances if s.speaker == "Runa Dahl"] == [side] * bool(side)


@pytest.mark.parametrize(
    "reply",
    [
        "You think we should close the harbour to every ship.",
        "So you're saying that the harbour is too small.",
    ],
)
def test_a_paraphrase_takes_no_side(reply: str) -> None:
    """What another is taken to think is put in other words, not opposed."""
    before = sentences("People should worry about the harbour, and ships are too large for it.")
    assert exchange(before, sentences(reply)).verdict == "neutral"


def test_both_sides_of_a_thing_are_not_the_one_turned_round() -> None:
    """A sentence that leaves it open says nothing against one that does not."""
    [said] = sentences("People should worry about the harbour.")
    [open_], [against] = (
        sentences("People should or should not worry about the harbour."),
        sentences("People should not worry about the harbour."),
    )

    assert not is_turned_round(said, open_)
    assert is_turned_round(said, against)


def test_said_again_is_a_rephrase() -> None:
    """Near-repeats of one speaker are joined, not counted as news."""
    event = draft(
        read(
            b"Ada: I think that heavy lorries damage the old stone bridge.\nBen: Trams are better for the old town, I think.\n"
            b"Ada: So heavy lorries will damage the old stone bridge.\n"
        )
    )

    assert [(r.relation, r.basis, r.source) for r in event.relations] == [("rephrases", "inferred", "rules")]


def test_claims_are_bounded_and_marked() -> None:
    """`claims_per_turn` keeps the best; hedges, quantities and reported thoughts are marked."""
    text = b"Ada: Maybe the bridge will cost 40 million euros. Experts say that the old bridge is very dangerous. We must close it because it is old.\n"
    full, one = (
        draft(read(text + b"Ben: Yes.\nAda: Good.\n")),
        draft(read(text + b"Ben: Yes.\nAda: Good.\n"), claims_per_turn=1),
    )

    assert [(c.hedged, c.quantity, c.note) for c in full.claims if c.speaker == "Ada"] == [
        (True, "40 million euros", ""),
        (False, "", "gives the words or thoughts of others"),
        (False, "", ""),
    ]
    assert len([c for c in one.claims if c.rule.startswith("asserts")]) == 1


def test_acronyms_in_both_orders() -> None:
    """Acronym and expansion are joined whichever stands in the brackets; other brackets are left alone."""
    assert acronyms("The EIB (European Investment Bank) and the Regional Transport Authority (RTA) pay (a lot).") == {
        "EIB": "European Investment Bank",
        "RTA": "Regional Transport Authority",
    }


def test_the_same_mentions_as_everywhere() -> None:
    """The quick matcher finds what the thorough one finds, whatever the spacing and script."""
    concepts = [
        Concept(id="rent", label="rent control", alt_labels=("rents",)),
        Concept(id="glm", label="GLM-4.5", case_sensitive=("GLM-4.5",)),
        Concept(id="zh", label="房租"),
        Concept(id="c", label="C++"),
    ]
    texts = (
        "Ada: Rent  control, RENTS and GLM-4.5 but not GLM-4.5V or glm-4.5 or C+++.\nBen: Rent control_x rents\nAda: 房租房租 rents.",
        "Ada: rents\nBen: No rents.\nAda: Rent control rents",
    )
    for text in texts:
        for some in (concepts, concepts[:2]):
            transcript, labels = read(text.encode()), labels_of(concepts=some)
            assert draft(transcript, vocabulary=tuple(some)).mentions[:0] == ()
            quick, slow = QuickGazetteer(labels), Gazetteer(labels)
            for utterance in transcript.utterances:
                words = transcript.words_of(utterance)
                assert list(quick.find(words)) == list(slow.find(words))


def test_another_subject_has_concepts_of_its_own(forum: AnnotatedEvent) -> None:
    """A forum on housing brings up its own topics, with no vocabulary at all."""
    assert {"rent control", "land trust", "zoning reform"} <= {c.label for c in forum.concepts}
    assert all(c.discovered for c in forum.concepts)
    assert [s.name for s in forum.speakers if s.role == "host"] == ["Ruth Adeyemi"]


def test_the_forums_explicit_edges(forum: AnnotatedEvent) -> None:
    """What is said outright is drawn, with the words; nothing turns into its opposite."""
    claims = {c.id: c for c in forum.claims}
    drawn = {(r.relation, claims[r.from_claim].speaker, claims[r.to_claim].speaker, r.quote) for r in forum.relations}

    assert {
        ("disagrees", "Tom Brannigan", "Marcus Feld", "I disagree with Marcus on this, and I say that as someone who likes him."),
        ("agrees", "Elena Sokol", "Tom Brannigan", "Tom is right about zoning."),
        ("agrees", "Marcus Feld", "Elena Sokol", "I don't disagree with Elena about zoning."),
        ("disagrees", "Elena Sokol", "Marcus Feld", "I have to push back on that."),
        ("agrees", "Elena Sokol", "Marcus Feld", "But I think Marcus has a point about land."),
        ("agrees", "Tom Brannigan", "Elena Sokol", "I agree with Elena completely on this."),
        ("disagrees", "Marcus Feld", "Tom Brannigan", "I don't buy that."),
        ("agrees", "Elena Sokol", "Tom Brannigan", "I share Tom's view on this."),
    } <= drawn  # fmt: skip
    assert not any(relation == "disagrees" and "don't disagree" in words for relation, *_, words in drawn)


def test_every_quote_is_verbatim(forum: AnnotatedEvent) -> None:
    """All words that the draft shows stand at their offsets."""
    text = forum.transcript.text
    spans = [(c.start, c.end, c.quote) for c in forum.claims] + [(r.start, r.end, r.quote) for r in forum.references]
    spans += [(r.start, r.end, r.quote) for r in forum.relations if r.start is not None and r.end is not None]
    spans += [(m.start, m.end, m.surface) for m in forum.mentions]

    assert len(spans) > 300
    assert [s for s in spans if text[s[0] : s[1]] != s[2]] == []


def test_the_files_of_a_draft_read_back_as_the_same_event(forum: AnnotatedEvent, tmp_path: Path) -> None:
    """event.yaml, annotations.yaml and concepts.ttl hold all of it: nothing is lost or changed on the way."""
    (tmp_path / "event.yaml").write_text(event_yaml(forum), encoding="utf-8")
    (tmp_path / "annotations.yaml").write_text(annotations_yaml(forum), encoding="utf-8")
    (tmp_path / "concepts.ttl").write_text(concepts_turtle(used_concepts(forum)), encoding="utf-8")
    again = load_event(tmp_path, read(FORUM), load_vocabulary(tmp_path / "concepts.ttl"))

    for part in (
        "event",
        "speakers",
        "questions",
        "propositions",
        "claims",
        "stances",
        "relations",
        "references",
        "mentions",
        "run",
    ):
        assert getattr(again, part) == getattr(forum, part), part


def test_the_hand_made_panel_reads_back_as_well(small_panel: AnnotatedEvent, tmp_path: Path) -> None:
    """What people annotated survives the writer, quotes that occur twice included."""
    (tmp_path / "event.yaml").write_text(event_yaml(small_panel), encoding="utf-8")
    (tmp_path / "annotations.yaml").write_text(annotations_yaml(small_panel), encoding="utf-8")
    again = load_event(tmp_path, small_panel.transcript, small_panel.concepts)

    for part in ("speakers", "organizations", "products", "questions", "propositions", "stances"):
        assert getattr(again, part) == getattr(small_panel, part), part
    assert set(again.claims) == set(small_panel.claims)
    assert set(again.relations) == set(small_panel.relations)
    assert set(again.references) == set(small_panel.references)


def test_the_same_bytes_whatever_the_hash_seed() -> None:
    """A draft depends on the transcript and on nothing else."""
    code = (
        "import sys\nfrom pathlib import Path\nfrom kg.readers import read\nfrom kg.drafting import draft\n"
        "from kg.eventfiles.annotation_text import annotations_yaml\nfrom kg.eventfiles.event_text import event_yaml\nfrom kg.eventfiles.vocabulary import concepts_turtle\nfrom kg.evidence.concepts import used_concepts\n"
        f"event = draft(read(Path({str(FORUM)!r})))\n"
        "sys.stdout.buffer.write((event_yaml(event) + annotations_yaml(event) + concepts_turtle(used_concepts(event))).encode())\n"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "77")
    }

    assert len(outputs) == 1
    assert len(next(iter(outputs))) > 50_000


def test_an_unknown_method() -> None:
    """The error names the methods that there are."""
    with pytest.raises(KgError, match=r"'magic' is not known .choose rules or llm."):
        draft(read(b"Ada: Hi.\nBen: Hi.\n"), method="magic")


PIECES = [
    "I agree with Ada.", "No.", "Yes, but", "not", "…", "\n", "Ada: ", "Ben Cole: ", "•", "?", "“Well”", "Professor Ada", "3.5 %", "唐杰", "don’t",
    "Should the bridge be closed?", "(EIB (European Investment Bank))", "Dr.", "--", "\t", "  ", "I think that it should be closed because", "🙂", "\u2028", "A" * 300,
]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=25))
def test_whatever_is_said(pieces: list[str]) -> None:
    """No transcript breaks a draft, all its quotes are verbatim, and its files read back as the same event."""
    text = "Ada: Hello there.\nBen Cole: Hello.\nAda: So?\nBen Cole: " + " ".join(pieces)
    transcript = read(text.encode("utf-8", "replace"))
    event = draft(transcript)

    spans = [(c.start, c.end, c.quote) for c in event.claims] + [(r.start, r.end, r.quote) for r in event.references]
    assert all(transcript.text[s:e] == quote for s, e, quote in spans)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "event.yaml").write_text(event_yaml(event), encoding="utf-8")
        (folder / "annotations.yaml").write_text(annotations_yaml(event), encoding="utf-8")
        again = load_event(folder, transcript, event.concepts)
    assert (again.claims, again.relations, again.references) == (event.claims, event.relations, event.references)


def test_labels_are_matched_in_the_other_number() -> None:
    """A vocabulary's "carbon tax" is found as "carbon taxes", unless case matters or the words are another concept's."""
    vocabulary = (
        Concept(id="tax", label="carbon tax"),
        Concept(id="agents", label="Agents", case_sensitive=("Agents",)),
        Concept(id="policy", label="climate policies"),
    )
    event = draft(
        read(b"Ada: Carbon taxes work, travel agents and an Agent know.\nBen: One climate policy.\nAda: Agents?\n"),
        vocabulary=vocabulary,
    )

    assert [(m.surface, m.entity) for m in event.mentions if m.entity in {"tax", "agents", "policy"}] == [
        ("Carbon taxes", "tax"),
        ("climate policy", "policy"),
        ("Agents", "agents"),
    ]


@pytest.mark.parametrize(
    ("asked", "for_the_talk"),
    [
        ("What point are you rising on, sir?", True),
        ("Will the hon. Member give way?", True),
        ("Would the gentlewoman from Utah yield for a question?", True),
        ("Does the Minister withdraw that remark?", True),
        ("Will the minister withdraw the licence of the ferry company?", False),
        ("Should the county withdraw from the scheme?", False),
        ("How is everyone doing today?", True),
        ("Why, and feel free to be brief?", True),
        ("How is everyone who lost a boat to be paid?", False),
    ],
)
def test_what_is_asked_for_the_sake_of_order_is_no_question(asked: str, for_the_talk: bool) -> None:
    """Points of order, giving way and greetings are of the room; the same verbs about the world are asked."""
    assert asks_something(sentences(asked)[0]) != for_the_talk


@pytest.mark.parametrize(
    "reply",
    [
        "All right. Cy, you have the floor for two minutes.",
        "Your two minutes are over.",
        "You know, my aunt was a miller.",
        "I'm all for it.",
        "I am grateful for that lorry.",
        "Ada said odd things about boats before.",
    ],
)
def test_turn_taking_courtesy_and_mere_citing_draw_no_edge(reply: str) -> None:
    """What hands on the floor, fills a pause, thanks, or only tells what another said takes no side and builds on nothing."""
    talk = f"Ada Berg: The lorry should not pass the old bridge at night.\nCy Dorn: {reply}\nAda Berg: The bridge is old.\n"
    event = draft(read(talk.encode()))

    assert [
        r.relation for r in (*event.relations, *event.references) if r.relation in {"agrees", "disagrees", "builds on"}
    ] == []
