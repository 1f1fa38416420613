"""Prompts: text files of the package, filled in; the transcript inside them is marked as data."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from pydantic import BaseModel

from kg.model import Transcript, Utterance

NAMES = ("system", "speakers", "questions", "claims", "reconcile")


@cache
def template(name: str) -> str:
    """Return the text of a prompt file."""
    return files("kg.drafting").joinpath("prompts", f"{name}.txt").read_text(encoding="utf-8")


def prompts_hash() -> str:
    """Return a hash of all prompt texts, which says of a run what it was told."""
    return hashlib.sha256("\x1f".join(template(n) for n in NAMES).encode()).hexdigest()[:16]


def filled(name: str, schema: type[BaseModel], **values: str) -> str:
    """Return a prompt with its places filled; braces in the values stay as they are."""
    text = template(name).replace("{schema}", json.dumps(schema.model_json_schema(), ensure_ascii=False))
    head, place, tail = text.partition("{transcript}")
    for key, value in values.items():
        if key != "transcript":
            head, tail = head.replace("{" + key + "}", value), tail.replace("{" + key + "}", value)
    return head + (values.get("transcript", "") if place else "") + tail


def system(mark: str) -> str:
    """Return the system prompt for a transcript between these marks."""
    return template("system").replace("{mark}", mark)


def mark_of(transcript: Transcript) -> str:
    """Return the mark around a transcript: it depends on the text, so that no text can hold it on purpose."""
    digest = hashlib.sha256(transcript.text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return digest if digest not in transcript.text else digest[::-1] + digest


def as_data(transcript: Transcript, utterances: Iterable[Utterance], mark: str) -> str:
    """Return utterances as numbered turns between the marks."""
    turns = (f"[{u.index}] {u.speaker or u.kind}: {' '.join(transcript.words_of(u).split())}" for u in utterances)
    return f"<transcript {mark}>\n" + "\n".join(turns) + f"\n</transcript {mark}>"
