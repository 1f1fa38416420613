"""TEI out: what Parla-CLARIN and ParlaMint ask of a document, pointers that meet the words, and the way back."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from defusedxml import ElementTree
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from kg.errors import GraphError
from kg.export import export, format_named, format_of
from kg.model import AnnotatedEvent, Event, Membership, Organization, Speaker, Transcript, Utterance, UtteranceKind
from kg.readers import read
from kg.store.graph import Graph
from tests.folders import store_of_two

TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
NAMES = ("Runa Tveit", "Olu Bade", "Sina Okoro")
Turn = tuple[UtteranceKind, str, str, float | None, float | None]


def event_of(turns: list[Turn], **about: str) -> AnnotatedEvent:
    """Return an event of turns: kind, speaker, words, start, end."""
    text, section, utterances = "", "", []
    for i, (kind, who, words, start, end) in enumerate(turns):
        at = len(text)
        text += f"{words}\n\n"
        utterances.append(
            Utterance(
                index=i,
                speaker=who,
                section=section,
                kind=kind,
                start=at,
                end=at + len(words),
                start_time=start,
                end_time=end,
            )
        )
        section = words if kind == "heading" else section
    people = tuple(Speaker(id=name.split()[0].lower(), name=name) for name in NAMES)
    return AnnotatedEvent(
        event=Event(id="ferry", title="The night ferry", **about),
        transcript=Transcript(text=text, utterances=tuple(utterances), format="test"),
        speakers=people,
    )


def written(event: AnnotatedEvent) -> bytes:
    return export(Graph.from_event(event), "tei")


def root_of(document: bytes) -> Element:
    root: Element = ElementTree.fromstring(document)
    return root


def plain(words: str) -> str:
    return " ".join(words.split())


def turns_of(transcript: Transcript) -> list[tuple[str, str, str, str, float | None, float | None]]:
    """Return what a TEI document keeps of a transcript: headings, and speech with its times."""
    return [
        (u.kind, u.speaker, plain(transcript.words_of(u)), plain(u.section), u.start_time, u.end_time)
        for u in transcript.utterances
        if u.kind in {"speech", "heading"}
    ]


EVERY_KIND: list[Turn] = [
    ("front matter", "", "Minutes", None, None),
    ("heading", "", "The night ferry", None, None),
    ("heading", "", "Opening", None, None),
    ("label", "", "Chair: Runa Tveit", None, None),
    ("speech", NAMES[0], "Welcome.\nShall it run & until when?", 0.0, 4.25),
    ("stage direction", "", "[Applause]", None, None),
    ("stage direction", "", "Some laughter.", None, None),
    ("stage direction", "", "The laughter of before comes back.", None, None),
    ("speech", NAMES[0], "Olu?", 5.5, 6.0),
    ("speech", "", "Louder!", None, None),
    ("speech", NAMES[1], 'Until "one" <at least>.', 6.0, None),
    ("heading", "", "Close", None, None),
    ("summary", "", "They part.", None, None),
]

#: What may stand in what, of TEI; in the body of ParlaMint, which has no times of turns.
HOLDS = {
    "TEI": {"teiHeader", "text", "standOff"},
    "teiHeader": {"fileDesc", "encodingDesc", "profileDesc"},
    "fileDesc": {"titleStmt", "extent", "publicationStmt", "sourceDesc"},
    "profileDesc": {"settingDesc", "textClass", "particDesc", "langUsage"},
    "particDesc": {"listPerson", "listOrg"},
    "listPerson": {"person"},
    "person": {"persName", "affiliation", "idno", "note"},
    "persName": {"term"},
    "affiliation": {"roleName", "note"},
    "listOrg": {"org"},
    "org": {"orgName", "idno"},
    "text": {"timeline", "body"},
    "timeline": {"when"},
    "body": {"div"},
    "div": {"head", "u", "note", "incident", "kinesic", "vocal"},
    "u": {"seg"},
    "seg": set(),
    "incident": {"desc"},
    "kinesic": {"desc"},
    "vocal": {"desc"},
    "titleStmt": {"title", "meeting"},
    "publicationStmt": {"publisher", "idno", "availability"},
    "encodingDesc": {"projectDesc", "tagsDecl", "classDecl"},
    "namespace": {"tagUsage"},
    "standOff": {"interpGrp", "spanGrp", "listRelation"},
    "interpGrp": {"interp"},
    "spanGrp": {"span"},
    "listRelation": {"relation"},
}
NEEDS = {
    "TEI": {XML_ID},
    "person": {XML_ID},
    "org": {XML_ID, "role"},
    "u": {XML_ID, "ana"},
    "seg": {XML_ID},
    "affiliation": {"role"},
    "div": {"type"},
    "kinesic": {"type"},
    "vocal": {"type"},
    "tagUsage": {"gi", "occurs"},
    "relation": {"name", "active", "passive"},
    "interp": {XML_ID},
    "span": {"from", "to"},
}


def check(root: Element) -> None:
    """Hold a document to what may stand where, with which attributes; ids are one of a kind, and pointers meet them."""
    elements = list(root.iter())
    ids = Counter(e.get(XML_ID) for e in elements if e.get(XML_ID))
    for element in elements:
        tag = element.tag.removeprefix(TEI)
        inside = {child.tag.removeprefix(TEI) for child in element}
        assert inside <= HOLDS.get(tag, inside), (tag, inside)
        assert set(element.attrib) >= NEEDS.get(tag, set()), (tag, element.attrib)
        for name in ("who", "ana", "corresp", "ref", "active", "passive", "start", "end", "since"):
            for pointer in element.get(name, "").split():
                assert pointer.removeprefix("#") in ids, (tag, name, pointer)
    assert max(ids.values()) == 1
    assert all(re.fullmatch(r"[^\W\d][\w.-]*", name) for name in ids)
    used = {t.get("gi"): int(t.get("occurs", "")) for t in root.iter(f"{TEI}tagUsage")}
    words = next(root.iter(f"{TEI}text"))
    assert used == Counter(e.tag.removeprefix(TEI) for e in words.iter())
    for div in root.iter(f"{TEI}div"):
        kinds = [child.tag.removeprefix(TEI) for child in div]
        heads = kinds.count("head")
        assert kinds[:heads] == ["head"] * heads
        assert div.get("type") == ("debateSection" if "u" in kinds else "commentSection")


def test_document_of_a_whole_event(small_graph: Graph) -> None:
    """People with parts and affiliations, organizations, sections, turns and all annotations stand where TEI has them."""
    root = root_of(export(small_graph, "tei"))
    rows = small_graph.rows()
    check(root)
    ada = next(p for p in root.iter(f"{TEI}person") if p.get(XML_ID) == "person-ada-okafor")
    spans = {g.get("type"): len(g) for g in root.iter(f"{TEI}spanGrp")}
    related = {g.get("type"): len(g) for g in root.iter(f"{TEI}listRelation")}

    assert [plain("".join(e.itertext())) for e in ada.iter(f"{TEI}persName")] == ["Ada Okafor", "Ada", "Dr. Okafor"]
    assert [(e.get("ref"), plain("".join(e.itertext()))) for e in ada.iter(f"{TEI}affiliation")] == [
        ("#organization-riverside-university", "Transport planner current")
    ]
    assert [u.get("ana") for u in root.iter(f"{TEI}u")][:2] == ["#chair", "#regular"]
    assert [e.get("when") for e in root.iter(f"{TEI}date")] == ["2025-05-02", "2025-05-02"]
    assert spans == {
        "claim": len(rows["claims"]),
        "question": 3,
        "reference": len(rows["references"]),
        "mention": len(rows["mentions"]),
    }
    assert related == {
        "stance": len(rows["stances"]),
        "evidence": len(rows["evidence"]),
        "relation": len(rows["relations"]),
    }


def words_at(root: Element, span: Element) -> str:
    """Return the words between the two pointers of a span, in one segment."""
    segments = {s.get(XML_ID): s.text or "" for s in root.iter(f"{TEI}seg")}
    ends = [re.fullmatch(r"#string-index\(([\w.-]+),(\d+)\)", span.get(n, "")) for n in ("from", "to")]
    assert ends[0]
    assert ends[1]
    assert ends[0][1] == ends[1][1]
    return segments[ends[0][1]][int(ends[0][2]) : int(ends[1][2])]


def test_spans_point_to_their_words(small_graph: Graph) -> None:
    """Between the two places that a span names stands what was quoted, mentioned or referred with."""
    root, rows = root_of(export(small_graph, "tei")), small_graph.rows()
    groups = {g.get("type"): list(g) for g in root.iter(f"{TEI}spanGrp")}

    assert [words_at(root, s) for s in groups["claim"]] == [r["quote"] for r in rows["claims"]]
    assert [words_at(root, s) for s in groups["reference"]] == [r["quote"] for r in rows["references"]]
    assert [words_at(root, s) for s in groups["mention"]] == [r["surface"] for r in rows["mentions"]]


def test_what_nobody_says_has_its_own_elements() -> None:
    """A label is a note, applause kinesic, laughter vocal, what tells more an incident; headings that follow each other begin one section; a turn of nobody has no @who."""
    root = root_of(written(event_of(EVERY_KIND)))
    check(root)
    sections = [[child.tag.removeprefix(TEI) for child in div] for div in root.iter(f"{TEI}div")]
    turns = list(root.iter(f"{TEI}u"))

    assert sections == [
        ["note"],
        ["head", "head", "note", "u", "kinesic", "vocal", "incident", "u", "u", "u"],
        ["head", "note"],
    ]
    assert [u.get("who") for u in turns] == ["#person-runa", "#person-runa", None, "#person-olu"]
    assert [s.text for s in turns[0]] == ["Welcome.", "Shall it run & until when?"]


def test_way_back_of_every_kind() -> None:
    """Our reader finds the same turns, of nobody too, with their times and sections; two of one speaker stay two."""
    event = event_of(EVERY_KIND, date="2026-01", place="Bergen", language="nn")
    again = read(written(event))

    assert turns_of(again) == turns_of(event.transcript)
    assert (again.format, again.date, again.place, again.language) == ("TEI", "2026-01", "Bergen", "nn")


WORDS = st.text(alphabet="abcXYZåß中語 .,!?&<>\"'-\n\u2028😀", min_size=1, max_size=60).filter(
    lambda t: any(c.isalpha() for c in t)
)
TIMES = st.none() | st.integers(0, 10_000_000).map(lambda n: n / 1000)
TURNS = st.lists(
    st.tuples(st.just("speech"), st.sampled_from([*NAMES, ""]), WORDS, TIMES, TIMES)
    | st.tuples(st.just("heading"), st.just(""), WORDS, st.none(), st.none()),
    min_size=1,
    max_size=8,
)


@given(turns=TURNS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_way_back_of_anything(turns: list[Turn]) -> None:
    """Whatever is said, by whom and when: the document is in order and is read back the same."""
    assume(any(who for _, who, *_ in turns))
    event = event_of(turns)
    document = written(event)
    check(root_of(document))

    assert turns_of(read(document)) == turns_of(event.transcript)


def test_characters_that_xml_cannot_hold() -> None:
    """They become the replacement character, in words and in attributes, and places stay."""
    event = event_of(
        [("speech", NAMES[0], "A bell\x07 rings.\nTwo\ufffe.", None, None)], publisher="a\x00b", licence="c\x01"
    )
    root = root_of(written(event))

    assert [s.text for s in root.iter(f"{TEI}seg")] == ["A bell\ufffd rings.", "Two\ufffd."]
    assert next(root.iter(f"{TEI}publisher")).text == "a\ufffdb"


def test_ids_that_xml_cannot_hold_are_told_apart() -> None:
    """Ids that XML would not take are written otherwise, and no two the same; who speaks stays who it was."""
    event = event_of([("speech", NAMES[0], "One.", None, None), ("speech", NAMES[1], "Two.", None, None)])
    people = (
        replace(
            event.speakers[0], id="a:b²", memberships=(Membership(organization="o/1", role="Mate", current=False),)
        ),
        replace(event.speakers[1], id="a(b²"),
    )
    root = root_of(written(replace(event, speakers=people, organizations=(Organization(id="o/1", name="Ferries"),))))
    check(root)

    ids = {plain("".join(p.itertext())).split(" Mate")[0]: p.get(XML_ID) for p in root.iter(f"{TEI}person")}

    assert len(set(ids.values())) == 2
    assert [u.get("who") for u in root.iter(f"{TEI}u")] == [f"#{ids[name]}" for name in NAMES[:2]]


def test_where_it_comes_from() -> None:
    """Licence, publisher, address, recording, motion and form are said where a header has them."""
    event = event_of(
        [("speech", NAMES[0], "One.", None, None)],
        licence="https://creativecommons.org/licenses/by/4.0/",
        publisher="Harbour Board",
        source="https://example.org/talk",
        media="https://example.org/talk.mp3",
        motion="The ferry should run all night.",
        form="debate",
    )
    root = root_of(written(event))
    check(root)
    licence, media = next(root.iter(f"{TEI}licence")), next(root.iter(f"{TEI}media"))

    assert (licence.get("target"), licence.text) == (event.event.licence, event.event.licence)
    assert (media.get("mimeType"), media.get("url")) == ("audio/mpeg", event.event.media)
    assert [t.text for t in root.iter(f"{TEI}title")][:2] == [event.event.title, event.event.motion]
    assert [e.text for e in root.iter(f"{TEI}publisher")] == ["Harbour Board", "Harbour Board"]
    assert [(e.text, e.get("type")) for e in root.iter(f"{TEI}idno")] == [
        ("https://w3id.org/panel-kg/event/ferry", "URI"),
        (event.event.source, "URI"),
    ]
    assert [e.text for e in root.iter(f"{TEI}meeting")] == [event.event.title]
    assert [e.text for e in root.iter(f"{TEI}classCode")] == ["debate"]


def test_a_document_is_of_one_event(event_folder: Path, tmp_path: Path) -> None:
    """Several events are no document."""
    two = store_of_two(event_folder, tmp_path)
    with pytest.raises(GraphError, match="TEI shows one event"):
        export(two, "tei")


def test_names_of_the_format() -> None:
    """It is known by what people type, and by a double ending that no RDF/XML has."""
    assert format_named("parlamint") is format_named("Parla-CLARIN") is format_named("tei")
    assert (format_of("a.tei.xml"), format_of("A.TEI.XML"), format_of("a.xml")) == ("tei", "tei", "rdfxml")


def test_turns_that_go_on_are_one() -> None:
    """An utterance that TEI says goes on from the one before is one turn with it; others of a speaker are turns of their own."""
    document = (
        "<TEI><text><body><div><u who='#Ada' xml:id='u1' next='#u2'><seg>We</seg></u><u who='#Ada' xml:id='u2' prev='#u1'><seg>swim.</seg></u>"
        "<u who='#Ada'><seg>Often.</seg></u></div></body></text></TEI>"
    )
    again = read(document.encode())

    assert [again.words_of(u) for u in again.utterances] == ["We swim.", "Often."]
