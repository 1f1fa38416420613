"""What tests read of an explorer page without a browser."""

from __future__ import annotations

import base64
import gzip
import json
import re
from typing import Any


def block(html: str, name: str) -> Any:
    """Return a data block that the page carries compressed."""
    found = re.search(rf'<script type="text/plain" id="{name}">(.*?)</script>', html, re.DOTALL)
    assert found
    return json.loads(gzip.decompress(base64.b64decode(found[1])))
