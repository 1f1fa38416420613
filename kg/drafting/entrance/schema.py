"""The records as a JSON schema, for endpoints with structured output and for tools; written from the forms."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kg.drafting.entrance.forms import FORMS, Field, Form


def schema_of(letters: Iterable[str]) -> dict[str, Any]:
    """Return the schema of an answer that may hold these records.

    >>> sorted(schema_of("M")["properties"]["records"]["items"]["anyOf"][0]["properties"])
    ['drop', 'keep', 'r']
    """
    return {
        "type": "object",
        "properties": {
            "records": {"type": "array", "items": {"anyOf": [object_schema(FORMS[x]) for x in letters]}},
            "more": {"type": "boolean", "description": "true where room ran out; you will be asked to go on"},
        },
        "required": ["records", "more"],
        "additionalProperties": False,
    }


def object_schema(form: Form, *, named: bool = True) -> dict[str, Any]:
    """Return the schema of one record; without `r` where the tool itself says which record it is."""
    fields = {f.name: _property(f) for f in form.fields}
    if named:
        fields = {"r": {"type": "string", "enum": [form.letter], "description": form.title}, **fields}
    needed = [f.name for f in form.fields if f.needed or f.name == "turns"]
    return {
        "type": "object",
        "properties": fields,
        "required": [*(["r"] if named else []), *needed],
        "additionalProperties": False,
    }


def _property(field: Field) -> dict[str, Any]:
    said = {"description": field.says} if field.says else {}
    if field.kind == "choice":
        empty = [] if field.needed else [""]
        return {"type": "string", "enum": [*field.choices, *empty], **said}
    if field.kind == "flag":
        return {"type": "boolean", **said}
    if field.kind in {"list", "signs", "consent"}:
        return {"type": "array", "items": {"type": "string"}, **said}
    return {"type": "string", **said}
