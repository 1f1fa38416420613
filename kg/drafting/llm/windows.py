"""A long transcript in overlapping parts, cut between turns."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import Transcript, Utterance


def windows(transcript: Transcript, *, size: int, overlap: int) -> list[tuple[Utterance, ...]]:
    """Return parts of about `size` words, each beginning about `overlap` words before the last one ended.

    Headings go with what follows them. A turn that is longer than a part is a part by itself.

    >>> from kg.readers import read
    >>> talk = read("".join(f"{'AB'[i % 2]}da: one two three {i}.\\n" for i in range(6)).encode())
    >>> [[u.index for u in part] for part in windows(talk, size=12, overlap=4)]
    [[0, 1, 2], [2, 3, 4], [4, 5]]
    """
    utterances = [u for u in transcript.utterances if u.kind in {"speech", "summary", "heading"}]
    lengths = [len(transcript.words_of(u).split()) for u in utterances]
    parts, first = [], 0
    while first < len(utterances):
        last, words = first, 0
        while last < len(utterances) and (last == first or words + lengths[last] <= size):
            words += lengths[last]
            last += 1
        parts.append(tuple(utterances[first:last]))
        if last >= len(utterances):
            break
        first = max(first + 1, _step_back(lengths, last, overlap))
    return parts


def _step_back(lengths: Sequence[int], last: int, overlap: int) -> int:
    """Return the first of the last utterances that together have no more words than the overlap."""
    first, words = last, 0
    while first > 0 and words + lengths[first - 1] <= overlap:
        first -= 1
        words += lengths[first]
    return first
