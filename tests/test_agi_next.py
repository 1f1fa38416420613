"""The AGI-Next event: every line with its speaker and kind, every quote in place, and what the event's own summary names."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from kg.graph.mapping import triples_of
from kg.measures.consensus import consensus
from kg.model import AnnotatedEvent
from kg.pipeline import annotated
from kg.store.graph import Graph
from kg.store.validate import violations

FOLDER = Path(__file__).parent.parent / "data" / "agi-next-2026"

#: Who speaks from which line of the transcript on, read by eye; headings, labels and summaries stand below.
SPEAKERS = {
    11: "Tang Jie",
    91: "Yang Zhilin",
    110: "Li Guangmi",
    112: "Yao Shunyu",
    114: "Li Guangmi",
    115: "Yao Shunyu",
    118: "Li Guangmi",
    119: "Yao Shunyu",
    121: "Li Guangmi",
    122: "Lin Junyang",
    123: "Li Guangmi",
    124: "Yang Qiang",
    127: "Li Guangmi",
    128: "Tang Jie",
    129: "Li Guangmi",
    130: "Yao Shunyu",
    133: "Li Guangmi",
    134: "Yao Shunyu",
    136: "Li Guangmi",
    137: "Yao Shunyu",
    138: "Lin Junyang",
    141: "Li Guangmi",
    142: "Lin Junyang",
    143: "Li Guangmi",
    144: "Lin Junyang",
    145: "Li Guangmi",
    146: "Yang Qiang",
    147: "Li Guangmi",
    148: "Tang Jie",
    150: "Li Guangmi",
    151: "Yao Shunyu",
    154: "Li Guangmi",
    155: "Lin Junyang",
    157: "Li Guangmi",
    158: "Lin Junyang",
    159: "Li Guangmi",
    160: "Lin Junyang",
    161: "Yang Qiang",
    162: "Li Guangmi",
    163: "Tang Jie",
    164: "Li Guangmi",
    165: "Yao Shunyu",
    166: "Li Guangmi",
    167: "Yao Shunyu",
    168: "Li Guangmi",
    169: "Lin Junyang",
    170: "Li Guangmi",
    171: "Lin Junyang",
    172: "Li Guangmi",
    173: "Lin Junyang",
    174: "Li Guangmi",
    175: "Yang Qiang",
    176: "Li Guangmi",
    177: "Tang Jie",
    178: "Li Guangmi",
}
HEADINGS = {
    1,
    3,
    5,
    7,
    9,
    13,
    19,
    24,
    31,
    37,
    41,
    48,
    55,
    59,
    61,
    63,
    68,
    72,
    78,
    81,
    83,
    86,
    89,
    92,
    96,
    100,
    104,
    108,
}
OTHERS = {2: "front matter", 4: "summary", 6: "summary", 8: "summary", 10: "label", 90: "label", 109: "label"}


@pytest.fixture(scope="module")
def event() -> AnnotatedEvent:
    return annotated(FOLDER)


@pytest.fixture(scope="module")
def graph(event: AnnotatedEvent) -> Graph:
    return Graph.from_triples(triples_of(event))


def test_each_of_the_178_lines_has_its_speaker_and_kind(event: AnnotatedEvent) -> None:
    """The reader gives every non-empty line the speaker and kind that a person gives it."""
    expected = {}
    speaker = ""
    for line in range(1, 179):
        speaker = SPEAKERS.get(line, speaker)
        kind = "heading" if line in HEADINGS else OTHERS.get(line, "speech")
        expected[line] = (kind, speaker if kind == "speech" else "")

    text = event.transcript.text
    found = {text.count("\n", 0, u.start) + 1: (u.kind, u.speaker) for u in event.transcript.utterances}

    assert len(event.transcript.utterances) == 178
    assert found == expected


def test_every_quote_and_surface_is_verbatim_at_its_offsets(event: AnnotatedEvent) -> None:
    """Nothing that is quoted was made up or moved."""
    text = event.transcript.text
    spans = [(c.start, c.end, c.quote) for c in event.claims]
    spans += [(r.start, r.end, r.quote) for r in event.references]
    spans += [(m.start, m.end, m.surface) for m in event.mentions]
    spans += [(r.start or 0, r.end or 0, r.quote) for r in event.relations if r.quote]
    spans += [(q.start or 0, q.end or 0, q.quote) for q in event.questions if q.quote]

    assert len(spans) > 1_000
    assert [quote for start, end, quote in spans if text[start:end] != quote] == []


def test_the_event_is_as_rich_as_was_asked(event: AnnotatedEvent) -> None:
    """Questions, propositions, claims, entities and concepts are there in the numbers of the plan."""
    assert len(event.questions) >= 16
    assert len(event.propositions) >= 45
    assert len(event.claims) >= 220
    assert len(event.organizations) >= 20
    assert len(event.products) >= 43
    assert len(event.concepts) >= 50
    assert {s.name for s in event.speakers} == {*SPEAKERS.values(), "Zhang Bo"}
    claims = Counter(c.speaker for c in event.claims)
    assert min(claims.values()) >= 10
    assert {c.reported_by for c in event.claims if c.speaker == "Zhang Bo"} <= {"Event summary", "Tang Jie"}


def test_what_the_summary_names_comes_out(graph: Graph) -> None:
    """What the event's own summary says comes out of what was said, not of propositions that were made to fit it.

    The summary names a consensus, from Chat to Agent, and two divergences: the priority of autonomous learning or of
    deeper reinforcement learning, and the way of Chinese teams to lead. Nobody speaks of such a priority; what is said
    is whether a next paradigm comes as a change or gradually, and how much reinforcement learning still has to give.
    """
    tables = graph.rows()
    text = {p["id"]: p["label"] for p in tables["propositions"]}
    verdicts = {text[r["proposition"]]: r["verdict"] for r in consensus(tables)}

    def verdict_of(*words: str) -> str:
        [found] = [v for t, v in verdicts.items() if all(w in t.casefold() for w in words)]
        return found

    assert verdict_of("from chatting", "doing tasks") == "consensus"
    assert verdict_of("change its paradigm", "gradually") == "divergence"
    assert verdict_of("autonomous learning", "next paradigm") == "mixed"
    assert verdict_of("reinforcement learning", "unused potential") == "mixed"
    assert verdict_of("chinese team", "lead") == "divergence"
    assert not [t for t in verdicts if "reinforcement" in t.casefold() and "autonomous" in t.casefold()]


def test_background_is_less_than_a_third_and_serves_no_more_than_a_report(event: AnnotatedEvent) -> None:
    """At most 30 % of the claims are background; one that shows a stance is a summary's doublet of the speaker's own words."""
    background = {c.id for c in event.claims if c.salience == "background"}
    own = {c.id for c in event.claims if c.reported_by != "Event summary"}

    assert 0 < len(background) <= 0.3 * len(event.claims)
    for stance in event.stances:
        if set(stance.claims) & background:
            assert set(stance.claims) & own - background, (stance.speaker, stance.proposition)


def test_professor_yang_is_yang_qiang_and_kimi_is_read_by_context(event: AnnotatedEvent) -> None:
    """Ambiguous names mean what they mean at each place."""
    surfaces = {(m.surface, m.entity) for m in event.mentions}
    kimi = Counter(m.entity_type for m in event.mentions if m.surface == "Kimi")

    assert ("Professor Yang", "yang-qiang") in surfaces
    assert {entity for surface, entity in surfaces if surface.startswith("Professor Yang")} == {"yang-qiang"}
    assert set(kimi) == {"speaker", "organization", "product"}


def test_no_violation(graph: Graph) -> None:
    """The graph breaks none of the rules."""
    assert list(violations(graph.store)) == []
