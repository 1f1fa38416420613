"""AIF and xAIF: locutions in order, each with its participant."""

from __future__ import annotations

import re
from typing import Any

from kg.errors import NoSpeakerError
from kg.model import Transcript
from kg.readers.builder import Builder
from kg.readers.json_speech import parse, starts_as_json
from kg.readers.source import Source
from kg.readers.times import seconds


def detect(source: Source) -> bool:
    """Tell AIF by its nodes and locutions."""
    text = source.text
    return (
        starts_as_json(source) and '"nodes"' in text and '"nodeID"' in text and ('"locutions"' in text or '"L"' in text)
    )


def read(source: Source) -> Transcript:
    """Read the locutions (L-nodes). Raises NoSpeakerError when none has a participant."""
    data = parse(source)
    graph: dict[str, Any] = data.get("AIF", data) if isinstance(data, dict) else {}
    graph = graph if isinstance(graph, dict) else {}
    people = _people(_dicts(graph.get("participants")))
    said_by = {str(x.get("nodeID")): x for x in _dicts(graph.get("locutions"))}
    builder = Builder()
    for node in _dicts(graph.get("nodes")):
        text = node.get("text")
        if node.get("type") != "L" or not isinstance(text, str):
            if isinstance(text, str):
                builder.leave(f"{node.get('type')}-node", text)
            continue
        locution = said_by.get(str(node.get("nodeID")), {})
        name = people.get(str(locution.get("personID")), "") or str(locution.get("speaker", ""))
        label, words = _parted(text, name, {*people.values(), *map(_unnumbered, people.values())})
        if label and words != text:
            builder.leave("speaker label", text[: len(text) - len(words)])
        start = locution.get("start")
        builder.say(
            label, words, seconds(start) if isinstance(start, str) and "-" not in start else None, None, join=False
        )
    if not any(t.label for t in builder.turns):
        raise NoSpeakerError(f"{source.name}: no locution (L-node) with a participant is in this AIF file")
    return builder.finish(len(source.text), format="xAIF" if "AIF" in data else "AIF")


def _people(participants: list[dict[str, Any]]) -> dict[str, str]:
    """Return id → name; of two participants with one name the second and later ones get a number."""
    people: dict[str, str] = {}
    for person in participants:
        name, number = _full_name(person), str(person.get("participantID", person.get("personID")))
        same = sum(_unnumbered(other) == name for other in people.values()) if name else 0
        people.setdefault(number, f"{name} #{same + 1}" if same else name)
    return people


def _unnumbered(name: str) -> str:
    return name.rpartition(" #")[0] or name


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [x for x in value if isinstance(x, dict)] if isinstance(value, list) else []


def _full_name(person: dict[str, Any]) -> str:
    parts = [str(person.get(k) or "").strip() for k in ("firstname", "surname")]
    known = [p for p in parts if p and p.casefold() not in {"none", "null", "default"}]
    return " ".join(known) or str(person.get("name") or "").strip()


def _parted(text: str, name: str, names: set[str]) -> tuple[str, str]:
    """Locutions of AIFdb read `First Surname : words`: the name is no part of the words."""
    match = re.match(r"^\s*+([^:]{1,60}?)(?<!\s)\s*+:\s++(.*)$", text, re.DOTALL)
    if match and name and match[1] in {name, _unnumbered(name)}:
        return name, match[2]
    if match and (match[1] in names or not name):
        return match[1], match[2]
    return name, text
