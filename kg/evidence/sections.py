"""The sections of a transcript: what its headings, its agenda items or its source divide it into, in order."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from kg.model import Transcript, content_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A stretch of utterances under one heading.

    `index` counts from 0, `heading` is the index of the utterance that is the heading, where the transcript has one, and
    `utterances` are the indices of those below it.
    """

    id: str
    label: str
    index: int
    heading: int | None
    utterances: tuple[int, ...]


def sections_of(transcript: Transcript, event_id: str) -> tuple[Section, ...]:
    """Return the sections of a transcript, in order; utterances above the first heading are in none.

    A section begins where the heading changes, and where one of the same words stands again.

    Args:
        transcript: whose utterances each say the heading above them.
        event_id: the id of its event, of which the ids of the sections depend.

    >>> from kg.model import Utterance
    >>> text = "Rents\\nAda\\nRents\\nBen\\n"
    >>> def line(i, kind, section):
    ...     start = [0, 6, 10, 16][i]
    ...     return Utterance(index=i, speaker="", section=section, kind=kind, start=start, end=text.index("\\n", start))
    >>> lines = (line(0, "heading", ""), line(1, "speech", "Rents"), line(2, "heading", "Rents"), line(3, "speech", "Rents"))
    >>> found = sections_of(Transcript(text=text, utterances=lines, format="text"), "e")
    >>> [(s.label, s.index, s.heading, s.utterances) for s in found]
    [('Rents', 0, 0, (1, 2)), ('Rents', 1, 2, (3,))]
    """
    stretches: list[tuple[str, int | None, list[int]]] = []
    before, heading = "", None
    for utterance in transcript.utterances:
        opened = heading is not None and _words(transcript, heading) == utterance.section
        if utterance.section and (opened or utterance.section != before):
            stretches.append((utterance.section, heading if opened else None, []))
        if utterance.section:
            stretches[-1][2].append(utterance.index)
        before = utterance.section
        heading = utterance.index if utterance.kind == "heading" else None
    seen: Counter[str] = Counter()
    found = []
    for i, (label, place, below) in enumerate(stretches):
        seen[label] += 1
        # The same heading again is another section: it gets its number.
        again = () if seen[label] == 1 else (str(seen[label]),)
        own = content_id(event_id, "section", label, *again)
        found.append(Section(id=own, label=label, index=i, heading=place, utterances=tuple(below)))
    return tuple(found)


def _words(transcript: Transcript, index: int) -> str:
    return " ".join(transcript.words_of(transcript.utterances[index]).split())
