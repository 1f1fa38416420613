"""Where the page marks an utterance: offsets as a browser counts them, in UTF-16 units from the utterance's start."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

Row = dict[str, Any]
#: A mark: start and end in UTF-16 units, what it marks (`claim`, `mention`, `reference`, `question`), and its target.
Mark = tuple[int, int, str, str]


def utf16_offset(text: str, offset: int) -> int:
    r"""Return how many UTF-16 units the first `offset` characters of a text take.

    >>> utf16_offset("a\U0001f600b", 2), utf16_offset("abc", 2)
    (3, 2)
    """
    return offset if text.isascii() else len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2


def marks_of(tables: Mapping[str, list[Row]], texts: Mapping[str, str]) -> dict[str, list[Mark]]:
    """Return utterance id → its marks, sorted by start and then longest first.

    Args:
        tables: the tables `utterances`, `claims`, `mentions`, `references` and `questions`, as rows.
        texts: utterance id → its words.
    """
    starts = {u["id"]: u["start"] for u in tables["utterances"]}
    marks: dict[str, list[Mark]] = defaultdict(list)

    def mark(utterance: str, start: int, end: int, kind: str, target: str) -> None:
        text, first = texts.get(utterance, ""), starts.get(utterance, 0)
        begin, stop = max(0, start - first), min(len(text), end - first)
        if begin < stop:
            marks[utterance].append((utf16_offset(text, begin), utf16_offset(text, stop), kind, target))

    for claim in tables["claims"]:
        mark(claim["utterance"], claim["start"], claim["end"], "claim", f"claim:{claim['id']}")
    for mention in tables["mentions"]:
        target = f"{mention['entity_type']}:{mention['entity']}"
        mark(mention["utterance"], mention["start"], mention["end"], "mention", target)
    for index, reference in enumerate(tables["references"]):
        mark(reference["utterance"], reference["start"], reference["end"], "reference", f"reference:{index}")
    for utterance, question in _asked(tables["utterances"], tables["questions"]):
        mark(utterance, question["start"], question["end"], "question", f"question:{question['id']}")
    return {utterance: sorted(found, key=lambda m: (m[0], -m[1], m[2], m[3])) for utterance, found in marks.items()}


def _asked(utterances: list[Row], questions: Iterable[Row]) -> Iterable[tuple[str, Row]]:
    for question in questions:
        if question["start"] is None or question["end"] is None:
            continue
        for utterance in utterances:
            if utterance["start"] <= question["start"] < utterance["end"]:
                yield utterance["id"], question
                break
