"""An answer, in whatever form it came."""

from __future__ import annotations

from kg.drafting.entrance.lines import read_lines
from kg.drafting.entrance.objects import looks_like_json, read_json
from kg.drafting.entrance.records import Answer


def read_answer(text: str, name: str = "") -> Answer:
    """Return the records of an answer in lines or in JSON.

    Args:
        text: the answer, with whatever stands around it.
        name: what it is called where its faults are told.
    """
    text = text.lstrip("\ufeff")
    if looks_like_json(text):
        answer = read_json(text, name)
        if answer.records or answer.ended:
            return answer
    return read_lines(text, name)
