"""XML of parliaments, corpora and captions: TEI, parlparse's Hansard, Akoma Ntoso, and others that mark who speaks.

One walk through the document in its order: an element or attribute says who speaks, what follows is said, headings and
notes are told apart by their names. So a dialect that is not known by name is read by the same rules.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from kg.errors import NoSpeakerError
from kg.model import Transcript
from kg.readers import text as plain_text
from kg.readers.builder import Builder
from kg.readers.source import Source
from kg.readers.times import seconds
from kg.readers.xml_safe import all_text, attribute, local, looks_like_xml, parse
from kg.words import word_set

_WHO = ("speakername", "speaker_name", "who", "speaker", "by", "agent", "talker", "voice")
#: Elements whose text names who speaks from here on.
_LABELS = word_set(
    "speaker redner orateur orateurs orador from talker personspeaking speaking_name name.display interventant sprecher"
)
_HEADINGS = frozenset(
    "head heading major-heading minor-heading oral-heading debatetitle title subtitle subjectofbusinesstitle ordertopictitle catchwords topic tagesordnungspunkt-titel chapterheading titrestruct num docTitle".lower().split()
)
#: What is heard or done, or written by an editor, and not said.
_NOT_SAID = word_set(
    "kinesic vocal incident note gap kommentar comment stage remark narrative scene summary recordedtime desc pause interjection.note footnote authorialnote didascalie italique_ phrase_"
)
#: Parts that are no speech at all.
_SKIPPED = word_set(
    "teiheader meta metadata head_ division divisioncount mplist docinfo vorspann rednerliste anlagen sitzungsverlauf_ styling layout style script timeline header time_order linguistic_type locale controlled_vocabulary licence standoff"
)
_BLOCKS = word_set(
    "p seg u para paratext paragraph block l s_ texte ab sp speech answer question intervention div br lb"
)


@dataclass(slots=True)
class _Walk:
    """Where the walk stands: who speaks, since when, and the words gathered so far."""

    builder: Builder
    names: dict[str, str]
    times: dict[str, float]
    who: str = ""
    start: float | None = None
    end: float | None = None
    said: list[str] = field(default_factory=list)
    no_speaker: bool = False
    #: What is being read is an utterance, by whomever; and it is not yet known whether it goes on from the one before.
    in_utterance: bool = False
    fresh: bool = False

    def flush(self) -> None:
        words = " ".join("".join(self.said).split())
        self.said = []
        if not words:
            return
        if (self.who or self.in_utterance) and not self.no_speaker:
            self.builder.say(self.who, words, self.start, self.end, join=not self.fresh)
            self.start, self.fresh = None, False
        elif self.builder.turns and not self.no_speaker and any(t.label for t in self.builder.turns[-1:]):
            self.builder.aside("stage direction", words)
        else:
            self.builder.aside("front matter" if not any(t.label for t in self.builder.turns) else "summary", words)


def detect(source: Source) -> bool:
    """Tell XML by how it begins; HTML is another reader's."""
    page = re.search(r"<html\b", source.text[:3000], re.IGNORECASE)
    return looks_like_xml(source.text) and not page and not _ends_early(source.text)


def _ends_early(text: str) -> bool:
    """Tell whether the first element is closed and text goes on after it: tags around the turns of a plain text."""
    tag = re.match(r"\s{0,1000}<([A-Za-z][\w.:-]{0,60})[\s>]", text)
    end = text.find(f"</{tag[1]}>") if tag else -1
    if tag is None or end < 0:
        return False
    rest = text[end + len(tag[1]) + 3 : end + len(tag[1]) + 2_003].lstrip()
    return text.count(f"<{tag[1]}", 0, end) == 1 and bool(rest) and not rest.startswith("<!--")


def read(source: Source) -> Transcript:
    """Read a transcript in XML. Raises NoSpeakerError when no element says who speaks."""
    root = parse(source)
    told = _told(root)
    builder = Builder()
    if local(root) in _TIERED:
        tiers, kind = _TIERED[local(root)]
        for start, end, who, words in sorted(tiers(root)):
            builder.say(who, words, start, end)
    else:
        walk = _Walk(builder, _names(root), _timeline(root))
        _walk(root, walk, 0)
        walk.flush()
        kind = _kind(root)
    if not any(t.label for t in builder.turns):
        return _as_text(source)
    title = next((t.words for t in builder.turns if t.kind == "heading"), "")
    read = builder.finish(len(source.text), format=kind, title=title)
    return replace(read, date=told.get("date", ""), place=told.get("place", ""), language=told.get("language", ""))


def _as_text(source: Source) -> Transcript:
    """Read XML whose elements only part the turns as text: its tags are mark-up, labels stand before the words."""
    try:
        return plain_text.read(source)
    except NoSpeakerError as error:
        raise NoSpeakerError(
            f"{source.name}: no speaker found in this XML (elements or attributes such as u@who, speech/@speakername, speech/from name them)"
        ) from error


def _kind(root: Element) -> str:
    kinds = {
        "tei": "TEI",
        "teicorpus": "TEI",
        "publicwhip": "Hansard XML (parlparse)",
        "akomantoso": "Akoma Ntoso",
        "tt": "TTML",
        "trans": "Transcriber",
    }
    return kinds.get(local(root), f"XML <{local(root)}>")


def _told(root: Element) -> dict[str, str]:
    """Return what the header of TEI says of when and where its words were spoken, and in which language."""
    if _kind(root) != "TEI":
        return {}
    setting = next((e for e in root.iter() if local(e) == "setting"), Element("setting"))
    dates = (attribute(e, "when") for e in setting.iter() if local(e) == "date")
    places = (
        all_text(e)
        for e in setting.iter()
        if local(e) == "placename" or (local(e) == "name" and attribute(e, "type") in {"place", "city"})
    )
    date = re.match(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?![\d-])", next(dates, ""))
    found = {"date": date[0] if date else "", "place": next(places, ""), "language": attribute(root, "lang")}
    return {name: value for name, value in found.items() if value}


def _names(root: Element) -> dict[str, str]:
    """Collect names of persons by id: TEI listPerson, Akoma Ntoso TLCPerson, TTML agents, Transcriber speakers."""
    table: dict[str, str] = {}
    for element in root.iter():
        tag = local(element)
        if tag not in {"person", "tlcperson", "agent", "speaker", "persname", "redner", "participant"}:
            continue
        key = attribute(element, "id", "eid")
        if not key:
            continue
        name = attribute(element, "showas", "name") or _person_name(element)
        if name:
            table.setdefault(key, name)
    return table


def _person_name(person: Element) -> str:
    holder = next(
        (e for e in person.iter() if local(e) in {"persname", "name"} and (len(e) or (e.text or "").strip())), person
    )
    parts: dict[str, list[str]] = {"fore": [], "sur": []}
    for element in holder.iter():
        tag = local(element)
        if tag in {"forename", "vorname", "firstname", "givenname"}:
            parts["fore"].append(all_text(element))
        elif tag in {"surname", "nachname", "lastname", "familyname"}:
            parts["sur"].append(all_text(element))
    name = " ".join(parts["fore"] + parts["sur"])
    return name or (all_text(holder) if len(all_text(holder)) < 80 else "")


def _timeline(root: Element) -> dict[str, float]:
    times: dict[str, float] = {}
    for element in root.iter():
        if local(element) == "when":
            key, interval = attribute(element, "id"), attribute(element, "interval")
            absolute = attribute(element, "absolute")
            if key and re.fullmatch(r"[\d.]+", interval):
                times[key] = times.get(attribute(element, "since").lstrip("#"), 0.0) + float(interval)
            elif key:
                times[key] = seconds(absolute) or 0.0 if absolute else 0.0
    return times


def display_name(reference: str, names: dict[str, str]) -> str:
    """Return the name that a reference stands for; an id without one is spelled out.

    >>> display_name("#BorisKollár.1965", {}), display_name("#p1", {"p1": "Ada Park"}), display_name("Klus, Martin", {})
    ('Boris Kollár', 'Ada Park', 'Klus, Martin')
    """
    parts = [p for p in reference.split() if p.startswith("#")] if reference.startswith("#") else [reference]
    key = (parts or [reference])[0].lstrip("#")
    if key in names or key.rpartition("/")[2] in names:
        return names.get(key) or names[key.rpartition("/")[2]]
    if not reference.startswith("#"):
        return reference
    plain = re.sub(r"[._-]?\d{4}(?:-\d{4})?$", "", key)
    if not re.fullmatch(r"[^\W\d]+(?:[.-][^\W\d]+)*", plain):
        return key
    spelled = ""
    for before, char in zip(" " + plain, plain, strict=False):
        spelled += (" " if char.isupper() and before.islower() else "") + (" " if char in "._" else char)
    return spelled if " " in spelled else key


def _walk(element: Element, walk: _Walk, depth: int) -> None:
    tag = local(element)
    if _is_not_said(element, tag, walk) or _is_label(element, tag, walk):
        return
    opened = _opens(element, tag, walk)
    before = (walk.who, walk.no_speaker)
    if opened:
        walk.flush()
        # An utterance is a turn of its own, but where TEI says by @prev that it goes on from another.
        walk.in_utterance = tag == "u"
        walk.fresh = tag == "u" and not attribute(element, "prev")
        walk.who, walk.no_speaker = opened[0], opened[1]
        walk.start, walk.end = _times(element, walk)
    elif tag in _BLOCKS and not attribute(element, "part"):
        walk.said.append(" ")
    if tag == "sync" and attribute(element, "time"):
        walk.said.append(" ")
    _inside(element, tag, walk, depth)
    if opened:
        walk.flush()
        walk.in_utterance = walk.fresh = False
        walk.who, walk.no_speaker = (
            before if tag in {"u", "speech", "sp", "turn", "annotationblock", "p"} else ("", False)
        )


def _is_not_said(element: Element, tag: str, walk: _Walk) -> bool:
    """Leave out what nobody says, with its reason; tell whether an element is that."""
    if tag == "#" or tag in _SKIPPED:
        if tag != "#" and all_text(element):
            walk.builder.leave("header or lists", all_text(element))
        return True
    if tag in _HEADINGS:
        walk.flush()
        walk.builder.aside("heading", all_text(element))
        return True
    if tag in _NOT_SAID:
        walk.builder.leave("stage direction or note", all_text(element))
        walk.said.append(" ")
        return True
    return False


def _is_label(element: Element, tag: str, walk: _Walk) -> bool:
    """Read who speaks next, from a label or from a paragraph that holds nothing else; tell whether it was there."""
    if tag in _LABELS and _names_someone(element, walk.names):
        _label(element, walk)
        return True
    named = next((c for c in element if local(c) in _LABELS), None) if tag == "p" else None
    if named is None or not len(named) or not all_text(element).endswith((":", "：")):
        return False
    _label(named, walk)
    walk.builder.leave("speaker label", all_text(element).removeprefix(all_text(named)))
    return True


def _inside(element: Element, tag: str, walk: _Walk, depth: int) -> None:
    token = tag in {"w", "pc", "word", "mw"}
    if element.text:
        walk.said.append(element.text.strip() if token else element.text)
    for child in element:
        _walk(child, walk, depth + 1)
        if child.tail and child.tail.strip():
            walk.said.append(child.tail)
        elif local(child) in {"w", "pc", "word"}:
            walk.said.append("" if attribute(child, "join") in {"right", "both"} else " ")
        elif child.tail:
            walk.said.append(" ")
        # What has been read is let go, so that turns do not come on top of the whole tree.
        child.clear()
    if tag in _BLOCKS:
        walk.said.append(" ")


def _opens(element: Element, tag: str, walk: _Walk) -> tuple[str, bool] | None:
    """Say whether an element opens a turn, whose it is, and whether it is said to be nobody's."""
    if tag in {"person", "agent", "tlcperson", "who", "role", "organization"}:
        return None
    if attribute(element, "nospeaker") == "true":
        return "", True
    who = attribute(element, *_WHO)
    if who and tag not in {"body", "text", "doc", "main", "head"}:
        walk.builder.spelled[who] = display_name(who, walk.names)
        return who, False
    if tag in {"rede", "intervention", "sp", "turn", "u"} or (
        tag in {"speech", "question", "answer"} and any(local(c) in _LABELS for c in element)
    ):
        return "", False
    return None


def _names_someone(element: Element, names: dict[str, str]) -> bool:
    text = all_text(element)
    return (0 < len(text) <= 120 or bool(attribute(element, "lib", "name"))) and not (
        local(element) == "speaker" and attribute(element, "id") in names and not text
    )


def _label(element: Element, walk: _Walk) -> None:
    walk.flush()
    structured = (
        _person_name(element)
        if any(local(e) in {"vorname", "nachname", "forename", "surname", "nom"} for e in element.iter())
        else ""
    )
    nested = next((all_text(e) for e in element.iter() if local(e) in {"nom", "name"} and e is not element), "")
    name = structured or attribute(element, "lib", "name") or nested or all_text(element)
    name = name.strip().rstrip(".:：,—– ").strip()
    walk.builder.leave("speaker label", all_text(element))
    reference = attribute(element, "href", "refersto", "id")
    if walk.who and reference.lstrip("#") in walk.names:
        return
    if not walk.who or local(element) in {"redner", "orateur", "talker"} or not walk.who.strip():
        walk.who, walk.no_speaker = name, False
    elif (
        walk.builder.spelled.get(walk.who, walk.who) not in walk.names.values()
        and " " in name
        and re.fullmatch(r"#?[\w.-]+", walk.who)
    ):
        walk.builder.spelled[walk.who] = name


def _times(element: Element, walk: _Walk) -> tuple[float | None, float | None]:
    found: list[float | None] = []
    for names in (("start", "begin", "starttime", "start_time"), ("end", "endtime", "end_time")):
        value = attribute(element, *names)
        key = value.lstrip("#")
        if key in walk.times:
            found.append(walk.times[key])
        elif re.fullmatch(r"\d+(?:\.\d+)?s?", value):
            found.append(float(value.rstrip("s")))
        else:
            found.append(seconds(value) if ":" in value and "T" not in value else None)
    return found[0], found[1]


_Rows = list[tuple[float, float, str, str]]


def _elan(root: Element) -> _Rows:
    """ELAN: one tier a participant; each annotation as start, end, who, words."""
    slots = {
        attribute(e, "time_slot_id"): float(attribute(e, "time_value") or 0) / 1000
        for e in root.iter()
        if local(e) == "time_slot"
    }
    rows: _Rows = []
    for tier in (e for e in root.iter() if local(e) == "tier" and not attribute(e, "parent_ref")):
        who = attribute(tier, "participant") or attribute(tier, "tier_id")
        for note in (e for e in tier.iter() if local(e) == "alignable_annotation"):
            start, end = (slots.get(attribute(note, k), 0.0) for k in ("time_slot_ref1", "time_slot_ref2"))
            rows.append((start, end, who, all_text(note)))
    return rows


def _exmaralda(root: Element) -> _Rows:
    """EXMARaLDA: of the tiers of a speaker the transcribed one (type t); each event as start, end, who, words."""
    times = {attribute(e, "id"): float(attribute(e, "time") or 0) for e in root.iter() if local(e) == "tli"}
    names = {
        attribute(e, "id"): next((all_text(a) for a in e if local(a) == "abbreviation"), "")
        for e in root.iter()
        if local(e) == "speaker"
    }
    rows: _Rows = []
    for tier in (e for e in root.iter() if local(e) == "tier" and attribute(e, "type") in {"t", ""}):
        who = attribute(tier, "speaker")
        for event in (e for e in tier if local(e) == "event"):
            start, end = (times.get(attribute(event, k), 0.0) for k in ("start", "end"))
            rows.append((start, end, names.get(who) or who, all_text(event)))
    return rows


_TIERED: dict[str, tuple[Callable[[Element], _Rows], str]] = {
    "annotation_document": (_elan, "ELAN"),
    "basic-transcription": (_exmaralda, "EXMARaLDA"),
}
