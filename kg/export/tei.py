"""TEI, as Parla-CLARIN has it: header with people and organizations, sections as divisions, each turn a `u`, annotations beside.

Body, segments and comments keep to ParlaMint's narrower rules too, but for `@start` and `@end` where times are known;
ParlaMint keeps people in the header of a whole corpus, and here they are in that of the one document.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from mimetypes import guess_type
from xml.etree.ElementTree import Element

from kg.export.network_xml import text, xml_document
from kg.export.tei_parts import Ids, Segment, no_blanks, put, segments
from kg.export.tei_standoff import standoff
from kg.graph.literals import decimal, is_web_address
from kg.graph.terms import BASE
from kg.model import AnnotatedEvent, Event, Membership, Organization, Role, Speaker, Utterance
from kg.store.event import annotated_event
from kg.store.graph import Graph
from kg.store.parts import the_event

_TEI = "http://www.tei-c.org/ns/1.0"
#: Role → the category of `u/@ana`: ParlaMint's three, and ours for those that it lacks.
_CATEGORIES: dict[Role, tuple[str, str]] = {
    "host": ("chair", "who leads the conversation"),
    "panelist": ("regular", "who takes part in it as one of the panel"),
    "speaker": ("speaker", "who speaks at it"),
    "audience": ("guest", "who speaks from the audience"),
    "unknown": ("unknown", "a voice whose part is not known"),
}
#: What nobody says, as a note of this type; what is heard or done is a kinesic, vocal or incident.
_NOTES = {"summary": "summary", "label": "label", "front matter": "frontMatter"}
#: What is heard or done, by a word that names it → ParlaMint's element and type.
_HEARD = {
    "applause": ("kinesic", "applause"),
    "clapping": ("kinesic", "applause"),
    "ringing": ("kinesic", "ringing"),
    "laughter": ("vocal", "laughter"),
    "laughs": ("vocal", "laughter"),
    "shouting": ("vocal", "shouting"),
    "murmuring": ("vocal", "murmuring"),
    "interruption": ("vocal", "interruption"),
    "break": ("incident", "break"),
    "pause": ("incident", "pause"),
}
#: A longer note tells more than what is heard.
_NAMED_IN = 3


def document(graph: Graph) -> bytes:
    """Return one TEI document; the same bytes for the same statements.

    Characters that XML cannot hold become the replacement character.

    Raises:
        GraphError: the graph holds no event, or several.
    """
    part = the_event(graph.source, "TEI")
    event = annotated_event(part.store())
    ids = Ids(event)
    root = Element("TEI", {"xmlns": _TEI, "xml:id": ids.of("event", event.event.id)})
    if _is_language(event.event.language):
        root.set("xml:lang", event.event.language)
    said = [
        segments(event.transcript.words_of(u), u.start, ids.of("utterance", u.index))
        for u in event.transcript.utterances
    ]
    words = _text(event, ids, said)
    root.append(_header(event, ids, iri=part.iri, used=Counter(e.tag for e in words.iter())))
    root.append(words)
    root.extend(standoff(event, ids, [segment for found in said for segment in found]))
    return xml_document(root)


def _header(event: AnnotatedEvent, ids: Ids, *, iri: str, used: Mapping[str, int]) -> Element:
    """Return the header; `iri` is that of the event, `used` the elements of the text and how often each stands in it."""
    header = Element("teiHeader")
    _file(put(header, "fileDesc"), event, iri)
    encoding = put(header, "encodingDesc")
    told = "Transcript and annotations of one event, written from its knowledge graph; annotations are in standOff and point to segments."
    put(put(encoding, "projectDesc"), "p", told)
    namespace = put(put(encoding, "tagsDecl"), "namespace", name=_TEI)
    for tag, n in sorted(used.items()):
        put(namespace, "tagUsage", gi=tag, occurs=str(n))
    taxonomy = put(put(encoding, "classDecl"), "taxonomy", **{"xml:id": ids.own("roles")})
    put(taxonomy, "desc", "Parts that people play")
    for role, (_, described) in _CATEGORIES.items():
        put(put(taxonomy, "category", **{"xml:id": _category(role, ids)}), "catDesc", f"{role}: {described}")
    _profile(put(header, "profileDesc"), event, ids)
    return header


def _category(role: Role | None, ids: Ids) -> str:
    return ids.own(_CATEGORIES[role or "unknown"][0])


def _file(file: Element, event: AnnotatedEvent, iri: str) -> None:
    about, transcript = event.event, event.transcript
    titles = put(file, "titleStmt")
    put(titles, "title", about.title, type="main")
    if about.motion:
        put(titles, "title", about.motion, type="sub")
    put(titles, "meeting", about.title)
    speeches = [u for u in transcript.utterances if u.kind == "speech"]
    extent = put(file, "extent")
    for unit, n in (("speeches", len(speeches)), ("words", sum(len(transcript.words_of(u).split()) for u in speeches))):
        put(extent, "measure", f"{n} {unit}", unit=unit, quantity=str(n))
    published = put(file, "publicationStmt")
    put(published, "publisher", about.publisher)
    put(published, "idno", iri, type="URI")
    if about.licence:
        target = {"target": about.licence} if is_web_address(about.licence) else {}
        put(put(published, "availability"), "licence", about.licence, **target)
    _source(put(file, "sourceDesc"), about)


def _source(source: Element, about: Event) -> None:
    bibl = put(source, "bibl")
    put(bibl, "title", about.title)
    if about.publisher:
        put(bibl, "publisher", about.publisher)
    if about.source:
        put(bibl, "idno", about.source, **({"type": "URI"} if is_web_address(about.source) else {}))
    if about.date:
        put(bibl, "date", about.date, when=about.date)
    if not about.media:
        return
    kind = guess_type(about.media.partition("?")[0])[0] or ""
    recordings = put(source, "recordingStmt")
    if kind.partition("/")[0] in {"audio", "video"} and _is_uri(about.media):
        recording = put(recordings, "recording", type=kind.partition("/")[0])
        put(recording, "media", mimeType=kind, url=about.media)
        return
    told = put(put(recordings, "recording"), "p")
    if is_web_address(about.media):
        put(told, "ref", about.media, target=about.media)
    else:
        told.text = text(about.media)


def _profile(profile: Element, event: AnnotatedEvent, ids: Ids) -> None:
    about = event.event
    if about.date or about.place:
        setting = put(put(profile, "settingDesc"), "setting")
        if about.place:
            put(setting, "name", about.place, type="place")
        if about.date:
            put(setting, "date", about.date, when=about.date)
    if about.form:
        put(put(profile, "textClass"), "classCode", about.form, scheme=f"{BASE}ontology#form")
    if event.speakers or event.people or event.organizations:
        participants = put(profile, "particDesc")
        if event.organizations:
            listed = put(participants, "listOrg")
            for organization in event.organizations:
                _organization(listed, organization, ids)
        if event.speakers or event.people:
            listed = put(participants, "listPerson")
            for person in (*event.speakers, *event.people):
                _person(listed, person, ids)
    if _is_language(about.language):
        put(put(profile, "langUsage"), "language", about.language, ident=about.language)


def _organization(listed: Element, organization: Organization, ids: Ids) -> None:
    row = put(listed, "org", **{"xml:id": ids.of("organization", organization.id)}, role=no_blanks(organization.kind))
    put(row, "orgName", organization.name, full="yes")
    for name in (*organization.aliases, *organization.ambiguous_aliases):
        put(row, "orgName", name)
    _same(row, organization.same_as)


def _person(listed: Element, person: Speaker, ids: Ids) -> None:
    attributes = {"ana": f"#{_category(person.role, ids)}"} if person.role else {}
    row = put(listed, "person", **{"xml:id": ids.of("person", person.id)}, **attributes)
    # Which part of a name is the surname is not known: ParlaMint has a term for such a name.
    for name in (person.name, *person.aliases, *person.ambiguous_aliases):
        put(put(row, "persName"), "term", name)
    if person.side:
        put(row, "note", f"speaks {person.side} the motion", type="side")
    for membership in person.memberships:
        _affiliation(row, membership, ids)
    _same(row, person.same_as)


def _affiliation(row: Element, membership: Membership, ids: Ids) -> None:
    told = put(row, "affiliation", role="member")
    if organization := ids.to("organization", membership.organization):
        told.set("ref", organization)
    if membership.role:
        put(told, "roleName", membership.role)
    if membership.current is not None:
        put(told, "note", "current" if membership.current else "former", type="period")


def _same(row: Element, addresses: Sequence[str]) -> None:
    for address in addresses:
        put(row, "idno", address, type="URI")


def _text(event: AnnotatedEvent, ids: Ids, said: Sequence[list[Segment]]) -> Element:
    whole = Element("text")
    times = sorted({t for u in event.transcript.utterances for t in (u.start_time, u.end_time) if t is not None})
    points = {t: ids.own(f"T{i}") for i, t in enumerate(times, 1)}
    if times:
        origin = ids.own("T0")
        timeline = put(whole, "timeline", unit="s", origin=f"#{origin}")
        put(timeline, "when", **{"xml:id": origin})
        for t, point in points.items():
            put(timeline, "when", **{"xml:id": point}, interval=decimal(t).value, since=f"#{origin}")
    body = put(whole, "body")
    people = {p.name: p for p in event.speakers}
    for division in _divisions(event.transcript.utterances):
        holds_speech = any(u.kind == "speech" for u in division)
        div = put(body, "div", type="debateSection" if holds_speech else "commentSection")
        for utterance in division:
            _utterance(div, utterance, said[utterance.index], who=people.get(utterance.speaker), ids=ids, points=points)
    if not len(body):
        put(body, "div", type="commentSection")
    return whole


def _divisions(utterances: Sequence[Utterance]) -> Iterator[list[Utterance]]:
    """Yield the sections: each begins with its heading, and headings that follow each other are of one."""
    held: list[Utterance] = []
    for utterance in utterances:
        if utterance.kind == "heading" and held and held[-1].kind != "heading":
            yield held
            held = []
        held.append(utterance)
    if held:
        yield held


def _utterance(
    div: Element, u: Utterance, said: list[Segment], *, who: Speaker | None, ids: Ids, points: dict[float, str]
) -> None:
    known = {"xml:id": ids.of("utterance", u.index)}
    if u.kind != "speech":
        _not_said(div, u, " ".join(s.text for s in said), known)
        return
    if who is not None:
        known["who"] = "#" + ids.of("person", who.id)
    known["ana"] = "#" + _category(who.role if who else None, ids)
    times = (("start", u.start_time), ("end", u.end_time))
    turn = put(div, "u", **known, **{name: f"#{points[t]}" for name, t in times if t is not None})
    for segment in said:
        put(turn, "seg", segment.text, **{"xml:id": segment.id})


def _not_said(div: Element, u: Utterance, words: str, known: dict[str, str]) -> None:
    if u.kind == "heading":
        put(div, "head", words, **known)
    elif u.kind in _NOTES:
        put(div, "note", words, **known, type=_NOTES[u.kind])
    else:
        tag, kind = heard(words)
        put(put(div, tag, **known, **({"type": kind} if kind else {})), "desc", words)


def heard(words: str) -> tuple[str, str]:
    """Return what is heard or done as ParlaMint has it: its element, and its type where the words are no more than a name of it.

    >>> heard("(Loud applause.)"), heard("[Laughter]"), heard("She pours water and waits for laughter.")
    (('kinesic', 'applause'), ('vocal', 'laughter'), ('incident', ''))
    """
    found = re.findall(r"\w+", words.casefold())
    return next((_HEARD[w] for w in found if w in _HEARD and len(found) <= _NAMED_IN), ("incident", ""))


def _is_language(tag: str) -> bool:
    return bool(re.fullmatch(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*", tag))


def _is_uri(value: str) -> bool:
    return bool(re.fullmatch(r"[^\s<>\"{}|\\^`]+", value))
