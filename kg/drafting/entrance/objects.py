"""An answer as objects: JSON of a structured output or a tool; what is whole in a cut answer is taken."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kg.drafting.entrance.forms import FORMS, record_of
from kg.drafting.entrance.records import Answer, Fault, Origin, Record

#: After so many places where no object can be read the rest is no JSON.
_FAILURES = 200
_TITLES = {form.title: letter for letter, form in FORMS.items()}


def read_objects(objects: Iterable[Any], name: str = "") -> Answer:
    """Return the records of objects, each told from the others by its `r`: a letter, or the name of the record.

    >>> answer = read_objects([{"r": "P", "id": "p1", "question": "q1", "kind": "policy", "text": "Close it."}, {"r": "?"}])
    >>> [r.text for r in answer.records], [f.reason for f in answer.faults]
    (['Close it.'], ["no record is called '?' (one of E, S, N, Q, P, T, C, L, F, D, M)"])
    """
    records: list[Record] = []
    faults: list[Fault] = []
    for number, given in enumerate(objects, start=1):
        origin = Origin(answer=name, line=number, text=_shown(given))
        letter = str(given.get("r", "")) if isinstance(given, Mapping) else ""
        form = FORMS.get(_TITLES.get(letter, letter))
        if form is None:
            reason = f"no record is called {letter[:40]!r} (one of {', '.join(FORMS)})"
            faults.append(Fault(verdict="unusable", reason=reason, origin=origin))
            continue
        record, found = record_of(form, given, origin)
        faults += found
        if record is not None:
            records.append(record)
    return Answer(name=name, records=tuple(records), faults=tuple(faults))


def read_json(text: str, name: str = "") -> Answer:
    """Return the records of an answer in JSON; of one that breaks off, what stands before the break.

    >>> answer = read_json('{"records": [{"r": "M", "keep": "p1", "drop": "p2"}, {"r": "M", "keep": "p3", "dr')
    >>> [(r.keep, r.drop) for r in answer.records], answer.cut
    ([('p1', 'p2')], True)
    """
    found = list(_objects(text))
    whole = next((o for o in found if isinstance(o.get("records"), list)), None)
    objects = whole["records"] if whole is not None else [o for o in found if "r" in o]
    answer = read_objects(objects, name)
    more = whole is not None and whole.get("more") is True
    return Answer(
        name=name,
        records=answer.records,
        faults=answer.faults,
        ended=whole is not None and not more,
        more=more,
        cut=whole is None and '"records"' in text,
    )


def as_json(answer: Answer) -> str:
    """Return the records of an answer as JSON, as they were said: what a conversation is shown of a cut answer."""
    return json.dumps({"records": [_said(r) for r in answer.records], "more": True}, ensure_ascii=False)


def _said(record: Record) -> dict[str, Any]:
    form = next(f for f in FORMS.values() if f.record is type(record))
    said: dict[str, Any] = {"r": form.letter}
    for field in form.fields:
        value = getattr(record, field.name)
        if value not in ("", (), False):
            said[field.name] = _written(field.kind, value)
    return said


def _written(kind: str, value: Any) -> Any:
    if kind == "turns":
        return "+".join(map(str, value))
    if kind == "signs":
        return [f"{sign}{name}" for sign, name in value]
    if kind == "consent":
        return [f"{who} {said}" for who, said in value]
    return value


def looks_like_json(text: str) -> bool:
    """Say whether an answer is written in objects and not in lines."""
    return "{" in text and ('"r"' in text or '"records"' in text)


def _objects(text: str) -> Iterator[dict[str, Any]]:
    """Yield the outermost objects that can be read whole."""
    decoder = json.JSONDecoder()
    at, failures = text.find("{"), 0
    while at >= 0 and failures < _FAILURES:
        try:
            value, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            failures += 1
            at = text.find("{", at + 1)
            continue
        if isinstance(value, dict):
            yield value
        at = text.find("{", end)


def _shown(given: Any) -> str:
    try:
        return json.dumps(given, ensure_ascii=False)[:400]
    except (TypeError, ValueError, RecursionError):
        return "?"
