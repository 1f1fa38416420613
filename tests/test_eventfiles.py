"""YAML, quotes, mentions and vocabularies: what is read is what is written there, and where."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import DataFileError, QuoteError, VocabularyError
from kg.eventfiles import load_vocabulary
from kg.eventfiles.event_file import EventFile, read_event_file
from kg.eventfiles.load import participants, with_declared_names
from kg.eventfiles.yaml_source import read_yaml
from kg.evidence.given import Span
from kg.evidence.mentions import Gazetteer, Label, find_mentions, labels_of
from kg.evidence.quotes import Quotes
from kg.evidence.statements import Statements
from kg.model import AnnotatedEvent, Claim, Concept, Said, Speaker, SpeakerLabel, Transcript, Utterance, content_id


def transcript_of(*turns: tuple[str, str], labels: tuple[SpeakerLabel, ...] = ()) -> Transcript:
    """Return a transcript whose text is the turns' words, a line each."""
    text, utterances = "", []
    for speaker, words in turns:
        utterances.append(
            Utterance(
                index=len(utterances),
                speaker=speaker,
                section="",
                kind="speech",
                start=len(text),
                end=len(text) + len(words),
            )
        )
        text += words + "\n"
    return Transcript(text=text, utterances=tuple(utterances), format="test", labels=labels)


def test_yaml_scalars_stay_texts_and_know_their_lines(tmp_path: Path) -> None:
    """A version, a Norwegian country code and a date are what the person wrote."""
    path = tmp_path / "a.yaml"
    path.write_text("version: 4.50\ncountry: no\ndate: 2026-01-10\nlist:\n  - {x: 1}\n  - null\nquoted: 'null'\n")

    source = read_yaml(path)

    assert source.data == {
        "version": "4.50",
        "country": "no",
        "date": "2026-01-10",
        "list": [{"x": "1"}, None],
        "quoted": "null",
    }
    assert source.where("list", 0, "x") == "a.yaml:5"
    assert source.where("list", 1, "y", "z") == "a.yaml:6"


def test_deep_yaml_is_refused_at_once(tmp_path: Path) -> None:
    """A nesting bomb costs one line, not the stack."""
    path = tmp_path / "bomb.yaml"
    path.write_text("[" * 200_000)
    with pytest.raises(DataFileError, match=r"bomb.yaml:1: "):
        read_yaml(path)

    path.write_text("[" * 30 + "]" * 30)
    with pytest.raises(DataFileError, match=r"bomb.yaml:1: nested deeper than 20 levels"):
        read_yaml(path)


def test_claim_offsets_are_those_of_the_quote(small_panel: AnnotatedEvent) -> None:
    """Every quote of the small panel is its span of the text, inside its utterance, said by its speaker."""
    text = small_panel.transcript.text
    by_index = {u.index: u for u in small_panel.transcript.utterances}

    assert [text[c.start : c.end] for c in small_panel.claims] == [c.quote for c in small_panel.claims]
    for claim in small_panel.claims:
        utterance = by_index[claim.utterance]
        assert utterance.speaker == claim.speaker
        assert utterance.start <= claim.start < claim.end <= utterance.end


def test_a_claim_is_read_whole(small_panel: AnnotatedEvent) -> None:
    """All that annotations.yaml says of one claim is in its value."""
    claim = next(c for c in small_panel.claims if c.quantity == "40%")

    start = small_panel.transcript.text.index("accidents fell")
    assert claim == Claim(
        id=content_id("small-panel", "Ada Okafor", "accidents fell by 40% in streets that were closed"),
        speaker="Ada Okafor",
        utterance=claim.utterance,
        start=start,
        end=start + len(claim.quote),
        quote="accidents fell by 40% in streets that were closed",
        text="In closed streets accidents fell by 40 percent.",
        concepts=("road-safety",),
        quantity="40%",
    )


def test_stances_join_the_claims_of_one_speaker(small_panel: AnnotatedEvent) -> None:
    """Two claims on both sides are mixed; a claim without a side is no stance; an inferred one says so."""
    found = {(s.speaker, s.proposition): (s.stance, s.basis, len(s.claims)) for s in small_panel.stances}

    assert found == {
        ("Ada Okafor", "city-pays"): ("agrees", "explicit", 1),
        ("Ada Okafor", "closing-is-safer"): ("agrees", "explicit", 2),
        ("Ben Castillo", "city-pays"): ("agrees", "explicit", 1),
        ("Ben Castillo", "closing-is-safer"): ("disagrees", "inferred", 1),
        ("Ben Castillo", "shops-lose"): ("agrees", "explicit", 1),
        ("Chen Wei", "city-pays"): ("disagrees", "explicit", 1),
        ("Chen Wei", "closed-by-2030"): ("no stance", "explicit", 1),
        ("Chen Wei", "closing-is-safer"): ("agrees", "explicit", 1),
        ("Chen Wei", "shops-lose"): ("mixed", "explicit", 2),
        ("Mara Lind", "city-pays"): ("agrees", "explicit", 1),
    }


def test_a_prefix_tells_two_places_apart() -> None:
    """The second occurrence is found by the words before it, with or without the space between."""
    quotes = Quotes("We grow. We shrink. Then we grow. We shrink.")

    assert quotes.find("We shrink.", prefix="Then we grow.") == (34, 44)
    assert quotes.find("We shrink.", prefix="Then we grow. ") == (34, 44)
    assert quotes.find("We shrink.", occurrence=2) == (34, 44)
    with pytest.raises(QuoteError, match="occurs 2 times"):
        quotes.find("We shrink.")
    with pytest.raises(QuoteError, match="occurs 2 times"):
        quotes.find("We shrink.", prefix="grow.")
    with pytest.raises(QuoteError, match="occurs 2 times, and occurrence says 3"):
        quotes.find("We shrink.", occurrence=3)


def test_a_quote_across_two_utterances_is_in_none() -> None:
    """A span belongs to an utterance only whole."""
    make = Statements("e", transcript_of(("A", "One two."), ("B", "Three four.")), speakers={"A", "B"})

    assert make.at(4, 7) == Span(start=4, end=7, utterance=0)
    with pytest.raises(QuoteError, match="is not inside one utterance"):
        make.at(4, 12)


def test_mentions_are_whole_words_longest_first_and_never_guessed() -> None:
    """A name shared by two people names nobody until a person decides; a longer label wins over a shorter one."""
    transcript = transcript_of(("A", "Kim saw Kim Lee use GLM-4.5, not GLM-4.5V. Agents of change use agents."))
    labels = [
        Label(text="Kim Lee", entity="kim-lee", entity_type="speaker"),
        Label(text="Kim", entity="kim-lee", entity_type="speaker"),
        Label(text="Kim", entity="kim-corp", entity_type="organization"),
        Label(text="GLM", entity="glm", entity_type="product"),
        Label(text="GLM-4.5", entity="glm-4-5", entity_type="product"),
        Label(text="agents", entity="agents", entity_type="concept", exact_case=False),
        Label(text="agents of change", entity="movements", entity_type="concept", exact_case=False),
    ]

    found = [(m.surface, m.entity, m.start) for m in find_mentions(transcript, labels)]
    assert found == [
        ("Kim Lee", "kim-lee", 8),
        ("GLM-4.5", "glm-4-5", 20),
        ("GLM", "glm", 33),
        ("Agents of change", "movements", 43),
        ("agents", "agents", 64),
    ]

    decided = {(0, 3): ("kim-corp", "organization"), (33, 36): None}
    found = [(m.surface, m.entity, m.start) for m in find_mentions(transcript, labels, decided)]  # type: ignore[arg-type]
    assert found[0] == ("Kim", "kim-corp", 0)
    assert [f for f in found if f[1] == "glm"] == []


def test_case_sensitive_labels_match_only_so() -> None:
    """RL is a concept, rl is not; scripts without spaces are matched by character."""
    concept = Concept(id="rl", label="Reinforcement learning", alt_labels=("RL", "强化学习"), case_sensitive=("RL",))
    gazetteer = Gazetteer(labels_of(concepts=[concept]))

    text = "RL, rl, REINFORCEMENT LEARNING, 我们用强化学习训练"
    assert [text[s:e] for _, s, e in gazetteer.find(text)] == ["RL", "REINFORCEMENT LEARNING", "强化学习"]


def test_event_yaml_names_win_over_the_labels_of_the_transcript(tmp_path: Path) -> None:
    """A label that is an alias becomes the declared full name; without event.yaml the labels are guesses."""
    transcript = transcript_of(("Ada", "Yes."), ("BEN", "No."), labels=(SpeakerLabel(name="BEN", role="host"),))
    path = tmp_path / "event.yaml"
    path.write_text("speakers:\n  - {id: ada, name: Ada Okafor, aliases: [Ada]}\n  - {id: ben, name: Ben}\n")
    file, _ = read_event_file(path)

    assert [u.speaker for u in with_declared_names(transcript, file).utterances] == ["Ada Okafor", "Ben"]
    assert participants(EventFile(), transcript) == (
        Speaker(id="ada", name="Ada", role="panelist", guessed=True),
        Speaker(id="ben", name="BEN", role="host", guessed=True),
    )


def test_a_vocabulary_is_read_with_its_languages_and_links(tmp_path: Path) -> None:
    """English labels come first, other languages are further labels, links are ids."""
    path = tmp_path / "v.ttl"
    path.write_text(
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix : <https://example.org/v#> .\n"
        ':tax a skos:Concept ; skos:prefLabel "Steuer"@de , "Tax"@en ; skos:altLabel "levy"@en ; skos:broader :money .\n'
        ':money a skos:Concept ; skos:prefLabel "Money"@en ; skos:inScheme :scheme .\n'
    )

    scheme, money = "https://example.org/v#scheme", "https://example.org/v#money"
    assert load_vocabulary(path) == (
        Concept(id="money", label="Money", scheme=scheme, iri=money, said=(_label("Money", "en"),)),
        Concept(
            id="tax",
            label="Tax",
            alt_labels=("Steuer", "levy"),
            broader=("money",),
            iri="https://example.org/v#tax",
            said=(_label("levy", "en", "altLabel"), _label("Steuer", "de"), _label("Tax", "en")),
        ),
    )


def _label(text: str, language: str, kind: str = "prefLabel") -> Said:
    return Said(predicate=f"http://www.w3.org/2004/02/skos/core#{kind}", value=text, language=language)


def test_two_concepts_of_one_name_are_refused(tmp_path: Path) -> None:
    """A label must tell which concept is meant."""
    path = tmp_path / "v.ttl"
    path.write_text(
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix : <https://example.org/v#> .\n"
        ':a a skos:Concept ; skos:prefLabel "Tax" . :b a skos:Concept ; skos:prefLabel "tax" .\n'
    )

    with pytest.raises(VocabularyError, match="concepts 'a' and 'b' are both called 'tax'"):
        load_vocabulary(path)
