"""The files of a ConvoKit corpus, as its readers and its writers call them."""

from __future__ import annotations

import re
from collections.abc import Iterable

TURNS, SPEAKERS, CONVERSATIONS = "utterances.jsonl", "speakers.json", "conversations.json"
#: Metadata of a conversation that kg writes and reads again: table → rows.
ANNOTATIONS = "annotations"


def json_lines(text: str) -> Iterable[tuple[int, str]]:
    r"""Yield the lines of JSON lines that hold something, with their numbers: words may hold other breaks than line feeds.

    >>> list(json_lines('{"text": "One.\u2028Two."}\n\n{}\n'))
    [(1, '{"text": "One.\u2028Two."}'), (3, '{}')]
    """
    return ((n, line) for n, line in enumerate(re.split(r"\r\n?|\n", text), 1) if line.strip())
