"""Values as JSON inside a script: the one place that says which characters a parser of HTML or JavaScript must not meet there."""

from __future__ import annotations

import json
from typing import Any

_ESCAPED = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def script_json(value: Any) -> str:
    r"""Return a value as JSON that no HTML parser can take for markup, whatever its texts hold; it can be written as UTF-8.

    >>> print(script_json({"quote": "</script><b> & more"}))
    {"quote":"\u003c/script\u003e\u003cb\u003e \u0026 more"}
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character, escape in _ESCAPED.items():
        text = text.replace(character, escape)
    # A lone surrogate cannot be written.
    return text.encode("utf-8", "replace").decode("utf-8")
