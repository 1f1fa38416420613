"""Ids out of words and out of content: what the model and all that makes statements name things by."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Container
from functools import lru_cache


# The same few names are made into ids for each thing that an event says of them.
@lru_cache(maxsize=4096)
def slug(text: str) -> str:
    """Return a lower-case id for a name, with letters and digits of any script kept.

    >>> slug("Tang Jie"), slug("GLM-4.5V"), slug("ÉCOLE  Polytechnique"), slug("唐杰")
    ('tang-jie', 'glm-4-5v', 'ecole-polytechnique', '唐杰')
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return re.sub(r"[\W_]+", "-", unicodedata.normalize("NFC", plain)).strip("-") or "x" + content_id(text)


def first_free(wanted: str, taken: Container[str]) -> str:
    """Return an id that is not taken: the one wanted, or else the first of it with -2, -3 and so on.

    >>> first_free("tang-jie", {"tang-jie", "tang-jie-2"})
    'tang-jie-3'
    """
    free, n = wanted, 1
    while free in taken:
        n += 1
        free = f"{wanted}-{n}"
    return free


def content_id(*parts: str) -> str:
    """Return ten hexadecimal digits that depend on the parts alone, so that an id stays when other parts change.

    >>> content_id("agi-next-2026", "Tang Jie", "Scaling is a good method")
    'f6d073eee6'
    """
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:10]
