"""How the labels of a text were found, in words: what was considered, what speaks for and against, what was refused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.readers.text.judged import DOUBT, ENOUGH, Verdict
from kg.readers.text.remnants import Read
from kg.readers.text.styles import Learned

_SHOWN = 200
_LINES_SHOWN = 3
#: More words than this are a sentence with a colon in it.
_LONGEST = 5


def explained(learned: Learned) -> Iterator[str]:
    """Yield lines: each style with its score, then each label with its evidence; what is used first."""
    for style in learned.considered:
        used = "used" if style.used else "not used"
        yield f"style `{style.style}`: {used}: {style.why} (score {style.score}, {style.n_heads} heads, {style.n_labels} labels)"
    ordered = sorted(learned.verdicts, key=lambda v: (not taken(learned, v), -v.score, v.lines))
    for verdict in ordered[:_SHOWN]:
        word = "accepted" if taken(learned, verdict) else "refused"
        reasons = "; ".join(map(str, verdict.evidence)) or "nothing speaks for it"
        yield f"label {verdict.label!r} ({verdict.style}): {word}, {verdict.score:.1f} of {ENOUGH:.1f}, {where(verdict)}: {reasons}"
    if len(ordered) > _SHOWN:
        yield f"{len(ordered) - _SHOWN} more labels are not shown"


def taken(learned: Learned, verdict: Verdict) -> bool:
    """Tell whether a label is read as a speaker's in its style."""
    return verdict.key in learned.styles.get(verdict.style, frozenset())


def where(verdict: Verdict) -> str:
    """Return at which lines a label stands, counted from 1.

    >>> where(Verdict(style="colon", label="Ada", key="ada", kind="name", lines=(4,), evidence=()))
    'line 5'
    """
    shown = ", ".join(str(i + 1) for i in verdict.lines[:_LINES_SHOWN])
    more = f" and {len(verdict.lines) - _LINES_SHOWN} more" if len(verdict.lines) > _LINES_SHOWN else ""
    return f"line{'s' if len(verdict.lines) > 1 else ''} {shown}{more}"


def doubts(learned: Learned, lines: Sequence[Read], name: str) -> Iterator[str]:
    """Yield a warning for each label that was refused although much speaks for it, and whose words went to who spoke before."""
    for verdict in learned.verdicts:
        if verdict.kind == "floor" or verdict.key in learned.known or len(verdict.label.split()) > _LONGEST:
            continue
        given = [i for i in verdict.lines if lines[i].goes_on]
        looks = (
            verdict.kind in {"name", "generic", "initials", "office", "joint"} or verdict.score >= ENOUGH - DOUBT / 2
        )
        if given and looks and verdict.score >= ENOUGH - DOUBT and _in_use(learned, verdict):
            yield (
                f"{name}:{given[0] + 1}: {verdict.label!r} may be a speaker, {len(given)} "
                f"{'line' if len(given) == 1 else 'lines'}: read as words of who spoke before "
                f"(--speaker {verdict.label!r} if it is one, --not-speaker if not)"
            )


def _in_use(learned: Learned, verdict: Verdict) -> bool:
    family = verdict.style.split(" ", maxsplit=1)[0]
    return any(s.split(" ", maxsplit=1)[0] == family for s in learned.styles)
