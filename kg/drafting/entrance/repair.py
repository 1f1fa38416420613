"""A follow-up for whoever answered: which lines could not be used and why, and what is missing."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from kg.drafting.entrance.gaps import Gaps
from kg.drafting.entrance.kept import Kept
from kg.drafting.entrance.records import Fault

_LONGEST_LINE = 300
#: So many lines are shown again; of more, the rest is counted.
_MOST_LINES = 80


def repair_text(kept: Kept, gaps: Gaps, instruction: str, answers: Collection[str] | None = None) -> str:
    """Return the follow-up in Markdown, or nothing where nothing is to be mended.

    Args:
        kept: what was read.
        gaps: what is missing.
        instruction: the text of the prompt that asks for it.
        answers: the answers whose lines are shown; of earlier ones it was asked before. None for all.
    """
    unusable = [f for f in kept.faults if f.verdict == "unusable" and (answers is None or f.origin.answer in answers)]
    parts = [*_unusable(unusable), *_missing(kept, gaps), *_others(kept, gaps)]
    if not parts:
        return ""
    return "\n".join([instruction.rstrip(), "", *parts]).rstrip() + "\n"


def _unusable(faults: list[Fault]) -> Iterable[str]:
    if not faults:
        return
    yield "## Lines that could not be used"
    yield ""
    for fault in faults[:_MOST_LINES]:
        yield f"- {fault.origin.text[:_LONGEST_LINE]}"
        yield f"  → {fault.reason}"
    if len(faults) > _MOST_LINES:
        yield f"- … and {len(faults) - _MOST_LINES} more"
    yield ""


def _missing(kept: Kept, gaps: Gaps) -> Iterable[str]:
    rows = [(p, gaps.missing.get(p.id, ())) for p in kept.propositions]
    if not any(names for _, names in rows):
        return
    yield "## T records: no line says where these stand. Silence needs no line; anything they let be seen does"
    yield ""
    for proposition, names in rows:
        if names:
            yield f"- {proposition.id} ({proposition.text}): {', '.join(kept.codes.get(n, n) for n in names)}"
    yield ""


def _others(kept: Kept, gaps: Gaps) -> Iterable[str]:
    questions = {q.key: q.text for q in kept.questions}
    if gaps.unanswered:
        yield "## P records: no proposition answers these questions"
        yield ""
        yield from (f"- {key} ({questions[key]})" for key in gaps.unanswered)
        yield ""
    if gaps.unread:
        yield "## Nothing was taken from these turns. Is there nothing in them?"
        yield ""
        yield from (f"- turns {first} to {last}" for first, last in gaps.unread)
        yield ""
    if gaps.answered:
        yield "## C records: these turns are answered, and nothing was taken from them"
        yield ""
        yield from (f"- turn {turn} of {kept.codes.get(who, who)}" for turn, who in gaps.answered)
        yield ""
    if gaps.alike:
        yield "## Do these say the same? Then write an M record: M | the one to keep | the one that goes into it"
        yield ""
        texts = {p.id: p.text for p in kept.propositions}
        yield from (f"- {one} ({texts[one]}) and {other} ({texts[other]})" for one, other in gaps.alike)
        yield ""
