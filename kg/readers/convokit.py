"""What stands beside the turns of a ConvoKit corpus: its other files, and which of its metadata is not read."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kg.convokit import ANNOTATIONS, CONVERSATIONS, SPEAKERS, TURNS, json_lines
from kg.errors import FormatError

_MAX_SPEAKERS_FILE = 50_000_000
#: As older corpora call the file of speakers.
_USERS = "users.json"
#: Metadata that is read, and what of it is read of annotations of ours alone.
_READ = {
    "turns": frozenset({"start_time", "end_time", "section", "kind", "utterance"}),
    "speakers": frozenset({"role", "name", "full_name", "display_name"}),
    "the conversation": frozenset({"event", "title", "name", "date", "place", "language"}),
}
_ANNOTATIONS = {
    "turns": frozenset({"claims"}),
    "speakers": frozenset({"events", "stances"}),
    "the conversation": frozenset({ANNOTATIONS, "form", "motion"}),
}


def beside(path: Path | None, *called: str) -> dict[str, Any]:
    """Return the JSON object of a file beside a path, by the first name that is there; nothing where none is.

    Raises:
        FormatError: it is no JSON.
    """
    file = next((p for n in called if path is not None and (p := path.with_name(n)).is_file()), None)
    if file is None or file.stat().st_size > _MAX_SPEAKERS_FILE:
        return {}
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise FormatError(f"{file}: is not JSON: {error} (export it again, or remove it)") from error
    return found if isinstance(found, dict) else {}


def speakers_beside(path: Path | None) -> dict[str, Any]:
    """Return what speakers.json beside a path says of each speaker; users.json, as older corpora call it."""
    return beside(path, SPEAKERS, _USERS)


def about_beside(path: Path | None) -> dict[str, Any]:
    """Return what conversations.json beside a path says of its one conversation."""
    found = beside(path, CONVERSATIONS)
    return meta_of(next(iter(found.values()))) if len(found) == 1 else {}


def meta_of(entry: Any) -> dict[str, Any]:
    """Return the metadata of an entry: its own keys where it keeps none apart."""
    meta = entry.get("meta", entry) if isinstance(entry, dict) else {}
    return meta if isinstance(meta, dict) else {}


def not_read(folder: Path) -> tuple[str, ...]:
    """Return which metadata of a corpus with annotations of ours is not read, a sentence a kind."""
    turns = (json.loads(line) for _, line in json_lines((folder / TURNS).read_text(encoding="utf-8")))
    return _unread(turns, folder / TURNS, annotated=True)


def left_aside(turns: Iterable[dict[str, Any]], path: Path | None) -> tuple[str, ...]:
    """Return which metadata of a corpus is not read where its turns alone are, and where the rest of it can be had."""
    ours = ANNOTATIONS in about_beside(path)
    hint = ("claims, positions and replies that kg wrote are read by kg build FOLDER, and wherever a graph is",)
    return (*_unread(turns, path, annotated=False), *(hint if ours else ()))


def _unread(turns: Iterable[dict[str, Any]], path: Path | None, *, annotated: bool) -> tuple[str, ...]:
    metas: dict[str, list[Any]] = {
        "turns": [row.get("meta") for row in turns],
        "speakers": [meta_of(entry) for entry in speakers_beside(path).values()],
        "the conversation": [meta_of(entry) for entry in beside(path, CONVERSATIONS).values()],
    }
    told = []
    for whose, found in metas.items():
        read = _READ[whose] | (_ANNOTATIONS[whose] if annotated else frozenset())
        counts = Counter(name for meta in found if isinstance(meta, dict) for name, value in meta.items() if value)
        unread = [f"{name} ({n})" for name, n in sorted(counts.items()) if name not in read | {"meta", "vectors"}]
        if unread:
            told.append(f"metadata of {whose} that is not read: {', '.join(unread)}")
    return tuple(told)
