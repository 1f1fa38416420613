"""Whether two graphs are of one transcript: so that an event is not replaced by another that is called the same."""

from __future__ import annotations

import re

from kg.graph.terms import KG

_TEXT = re.compile(rb"^\S+ <" + re.escape(KG.text.value.encode()) + rb"> \"(.*)\" \.$", re.MULTILINE)
#: So many words in a row are seldom the same in two meetings.
_RUN = 4
#: A transcript that was mended keeps most of its runs of words; that of another meeting shares formulas of greeting.
SAME = 0.2


def of_one_transcript(one: bytes, other: bytes) -> bool:
    """Tell whether two graphs, as N-Triples, have words of their utterances in common as versions of one transcript do.

    Where one of them has no utterances nothing speaks against it.
    """
    return of_one_text(*(b" ".join(_TEXT.findall(graph)).decode("utf-8", "replace") for graph in (one, other)))


def of_one_text(one: str, other: str) -> bool:
    """Tell whether two texts share a fifth of the runs of four words of the shorter one.

    >>> of_one_text("we should close the centre to cars now", "we should close the centre to all cars")
    True
    >>> of_one_text("we should close the centre", "the harbour wants a new crane")
    False
    """
    first, second = _runs(one), _runs(other)
    return not first or not second or len(first & second) >= SAME * min(len(first), len(second))


def _runs(text: str) -> set[int]:
    words = text.split()
    return {hash(tuple(words[i : i + _RUN])) for i in range(max(len(words) - _RUN + 1, min(len(words), 1)))}
