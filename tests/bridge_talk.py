"""A small debate that was written for the tests, the right answer to its prompt, and what is stated in a draft of it."""

from __future__ import annotations

from typing import Any

from kg.drafting.doors.drafted import Drafted, draft_from_answers
from kg.drafting.entrance.answers import read_answer
from kg.drafting.entrance.forms import FORMS, in_line_order
from kg.model import AnnotatedEvent
from kg.readers import read

TALK = read(
    b"""SPEAKER_00: Good evening, I am Eve Moss. Our motion is: the city should close the old bridge. Arguing for the motion is Cy Dorn, and arguing against it is Ada Bell. Cy Dorn, you begin. Should the city close the old bridge?

SPEAKER_02: Thank you, Eve. Yes, it should. The bridge is not safe. The Road Office found eleven cracks last year, and one more winter with trucks on it will bring it down, as the Office itself has written in its report to the council of the city. You know that, Ada.

SPEAKER_01: I don't think it should. The detour would ruin the shops of the old town, all nine of them, and the Shops' League has counted who comes over the bridge on a market day. It had cracks, I know that, and all of them were mended before the fair. No.

SPEAKER_02: Ada, the cracks are not mended at all, somebody has painted over

SPEAKER_00: Let her finish!

SPEAKER_02: the worst of them. And I ask you who will pay for a new bridge when the old one has fallen into the river with a school bus on it.

SPEAKER_01: Cy leaves out that all were mended. But you are right that trucks should not use it in winter.
"""
)

RIGHT = """E | The old bridge | debate | 2026-03-01 | | Close the old bridge |
S | EM | SPEAKER_00 | Eve Moss | host | | | Eve
S | AB | SPEAKER_01 | Ada Bell | panelist | against | Shops' League | Ada
S | CD | SPEAKER_02 | Cy Dorn | panelist | for | | Cy
N | organization | Road Office | the Office | | inspects bridges
N | concept | market day | | |
Q | q1 | EM | 0 | Should the city close the old bridge | Should the city close the old bridge?
P | p1 | q1 | policy | The city should close the old bridge.
P | p2 | q1 | fact | The old bridge is unsafe.
T | p1 | AB | - | said | 2 | I don't think it should | The detour would ruin the shops. |
T | p1 | CD | + | side | 0 | Arguing for the motion is Cy Dorn | Cy Dorn argues for the motion. | EM
T | p1 | CD | + | said | 1 | Yes, it should | The bridge should be closed. |
T | p2 | AB | (+) | said | 2 | It had cracks … all of them were mended | There were cracks, which have been mended. |
T | p2 | AB | - | shown | 6 | Cy leaves out that all were mended | All cracks were mended. |
T | p2 | CD | + | said | 1 | The bridge is not safe | The bridge is not safe. |
T | p2 | CD | + | shown | 3 | the cracks are not mended at all | The cracks are not mended. |
C | CD | 1 | The Road Office found eleven cracks last year | The Road Office found eleven cracks. | +p2 | Road Office | eleven | !
L | AB | 6 | Cy leaves out that all were mended | CD | 3 | disagrees | cracks
F | CD | 1 | You know that, Ada | AB | neutral
END
"""


def drafted(*answers: str) -> Drafted:
    read_ones = [read_answer(text, f"{n}.txt") for n, text in enumerate(answers, start=1)]
    return draft_from_answers(TALK, read_ones, model="m")


def objects_of(lines: str) -> list[dict[str, Any]]:
    """Return the records of lines as objects."""
    objects = []
    for line in lines.splitlines():
        letter, *parts = (p.strip() for p in line.split("|"))
        if letter in FORMS:
            objects.append({"r": letter, **in_line_order(FORMS[letter], parts)})
    return objects


def statements(event: AnnotatedEvent) -> dict[str, Any]:
    """Return all that was stated, without ids: what two drafts must have alike."""
    text = {p.id: p.text for p in event.propositions}
    return {
        "speakers": [(s.name, s.role) for s in event.speakers],
        "propositions": [p.text for p in event.propositions],
        "stances": [(s.speaker, text[s.proposition], s.stance) for s in event.stances],
        "claims": sorted((c.speaker, c.quote, c.text) for c in event.claims),
        "relations": [(r.relation, r.quote) for r in event.relations],
        "references": [(r.speaker, r.refers_to, r.quote) for r in event.references],
        "names": [o.name for o in event.organizations],
    }
