"""What a shipped query says of itself in its head: `# QUESTION`, then `# param NAME: what it means`."""

from __future__ import annotations

import re
from pathlib import Path

_PARAMETER = re.compile(r"^# param (\w+):", re.MULTILINE)


def describe(path: Path) -> dict[str, str]:
    """Return name, question and parameters of one query file."""
    text = path.read_text(encoding="utf-8")
    first = text.splitlines()[0].lstrip("# ").strip() if text else ""
    return {"name": path.stem, "question": first, "parameters": ", ".join(_PARAMETER.findall(text))}
