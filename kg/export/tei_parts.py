"""What header, body and annotations of a TEI document share: ids that XML takes, segments, and where in them words stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from xml.etree.ElementTree import Element, SubElement

from kg.export.network_xml import text
from kg.model import AnnotatedEvent, first_free

#: What may not stand within the name of an id (NCName of XML, without the rarer ranges).
_NO_NAME = re.compile(
    r"""
    [^-.0-9A-Z_a-z \u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff
      \u3001-\ud7ff\uf900-\ufdcf] | \s
    """,
    re.VERBOSE,
)
_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One line of a turn: its id, its text, and where that begins in the transcript."""

    id: str
    text: str
    start: int


def segments(words: str, start: int, name: str) -> list[Segment]:
    """Return the lines of a turn that hold words, without the blanks around them.

    >>> [(s.id, s.text, s.start) for s in segments("One. \\n\\n Two.", 10, "u1")]
    [('u1.1', 'One.', 10), ('u1.2', 'Two.', 18)]
    """
    found = [(m[0].strip(), m.start() + len(m[0]) - len(m[0].lstrip())) for m in _LINE.finditer(words)]
    return [
        Segment(id=f"{name}.{i}", text=t, start=start + at) for i, (t, at) in enumerate((f for f in found if f[0]), 1)
    ]


def pointers(start: int, end: int, said: Sequence[Segment]) -> dict[str, str]:
    """Return `from` and `to` of a span: string-index of TEI's XPointer schemes, within the segments of its first and last character.

    Empty where no segment holds them.

    >>> said = segments("One.\\nTwo.", 0, "u1")
    >>> pointers(0, 9, said)
    {'from': '#string-index(u1.1,0)', 'to': '#string-index(u1.2,4)'}
    """
    starts = [s.start for s in said]
    first, last = bisect_right(starts, start) - 1, bisect_right(starts, end - 1) - 1
    if first < 0 or last < first:
        return {}
    return {
        name: f"#string-index({said[i].id},{min(at - said[i].start, len(said[i].text))})"
        for name, i, at in (("from", first, start), ("to", last, end))
    }


class _Known(Protocol):
    """What has an id."""

    @property
    def id(self) -> str: ...


class Ids:
    """Gives each thing of an event an id that XML takes: its kind and its own id; no two have the same."""

    def __init__(self, event: AnnotatedEvent) -> None:
        self._ids: dict[tuple[str, str | int], str] = {}
        self._taken: set[str] = set()
        named: dict[str, Sequence[_Known]] = {
            "event": [event.event],
            "person": [*event.speakers, *event.people],
            "organization": event.organizations,
            "product": event.products,
            "place": event.places,
            "work": event.works,
            "concept": event.concepts,
            "question": event.questions,
            "proposition": event.propositions,
            "claim": event.claims,
            "decision": event.decisions,
            "poll": event.polls,
        }
        for kind, things in named.items():
            for thing in things:
                self._add(kind, thing.id)
        for utterance in event.transcript.utterances:
            self._add("utterance", utterance.index)

    def _add(self, kind: str, known: str | int) -> None:
        short = "u" if kind == "utterance" else f"{kind}-"
        name = first_free(short + _NO_NAME.sub("-", str(known)), self._taken)
        self._taken.add(name)
        self._ids[kind, known] = name

    def of(self, kind: str, known: str | int) -> str:
        """Return the id of a thing of the event."""
        return self._ids[kind, known]

    def own(self, name: str) -> str:
        """Return an id that the document has of itself; none of these begins as the others do."""
        return name

    def to(self, kind: str, known: str | int) -> str:
        """Return a pointer to a thing; empty where the event has none such."""
        return f"#{self._ids[kind, known]}" if (kind, known) in self._ids else ""


def put(parent: Element, tag: str, words: str = "", **attributes: str) -> Element:
    """Append an element with its text, which is made such that XML can hold it; return it."""
    element = SubElement(parent, tag, {name: text(value) for name, value in attributes.items()})
    if words:
        element.text = text(words)
    return element


def no_blanks(value: str) -> str:
    """Return a value as one token of an attribute.

    >>> no_blanks("builds on")
    'builds-on'
    """
    return "-".join(value.split()) or "other"
