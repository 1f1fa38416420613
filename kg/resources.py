"""Where the ontology and the AGI-Next event are: beside the package in a checkout, inside it in a wheel."""

from __future__ import annotations

import re
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_PARAMETER = re.compile(r"^# param (\w+):", re.MULTILINE)


def shipped(*parts: str) -> Path:
    """Return the path of a shipped file or folder.

    >>> shipped("ontology", "debate.ttl").name
    'debate.ttl'
    """
    inside = _PACKAGE / "_shipped"
    return (inside if inside.is_dir() else _PACKAGE.parent).joinpath(*parts)


def shipped_query(name: str) -> Path | None:
    """Return the file of a shipped query by its name, with or without `.rq`, or None when there is no such query."""
    stem = name.removesuffix(".rq")
    path = shipped("ontology", "queries", "competency", f"{stem}.rq")
    return path if stem.replace("-", "").replace("_", "").isalnum() and path.is_file() else None


def shipped_queries(kind: str = "competency") -> list[Path]:
    """Return the files of all shipped queries of a kind (`competency` or `violations`), by name."""
    return sorted(shipped("ontology", "queries", kind).glob("*.rq"))


def described(path: Path) -> dict[str, str]:
    """Return what a shipped query says of itself in its head, `# QUESTION` and `# param NAME: what it means`.

    The keys are `name`, `question` and `parameters` (joined by commas).
    """
    text = path.read_text(encoding="utf-8")
    first = text.splitlines()[0].lstrip("# ").strip() if text else ""
    return {"name": path.stem, "question": first, "parameters": ", ".join(_PARAMETER.findall(text))}
