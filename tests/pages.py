"""What tests read of an explorer page without a browser."""

from __future__ import annotations

import base64
import gzip
import json
import re
from typing import Any


def rows_of(model: Any, name: str) -> list[dict[str, Any]]:
    """Return the rows of a list of a page's model, unpacked (kg/rendering/explorer/packing.py packs them)."""
    packed = model[name]
    names = model["shapes"][packed["k"]]
    return [packed.get("c", {}) | dict(zip(names, row, strict=True)) for row in packed["r"]]


def block(html: str, name: str) -> Any:
    """Return a data block that the page carries compressed."""
    found = re.search(rf'<script type="text/plain" id="{name}">(.*?)</script>', html, re.DOTALL)
    assert found
    return json.loads(gzip.decompress(base64.b64decode(found[1])))
