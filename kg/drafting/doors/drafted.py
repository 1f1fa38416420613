"""From checked answers to a draft: the one way from every door to an annotated event."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from kg.drafting.entrance.assemble import Made, assembled
from kg.drafting.entrance.forms import FORMS
from kg.drafting.entrance.gaps import Gaps, gaps
from kg.drafting.entrance.kept import Kept
from kg.drafting.entrance.layers import completed
from kg.drafting.entrance.places import Places
from kg.drafting.entrance.reading import checked
from kg.drafting.entrance.records import Answer, Fault
from kg.drafting.ground import ground
from kg.drafting.prompts import prompts_hash
from kg.model import AnnotatedEvent, Concept, Run, Transcript

#: What a fault's reason begins with.
KINDS = frozenset(form.title for form in FORMS.values()) | {"name"}
#: How each door is called where a reader sees it.
DOORS = {"chat": "a pasted answer", "endpoint": "an endpoint", "assistant": "an assistant's tools"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """A draft, what was kept for it, and what it has not got."""

    event: AnnotatedEvent
    kept: Kept
    gaps: Gaps

    def faults(self, answers: Collection[str]) -> dict[str, list[Fault]]:
        """Return what was mended, unusable and ignored in some of the answers, by their names."""
        found: dict[str, list[Fault]] = {"mended": [], "unusable": [], "ignored": []}
        for fault in self.kept.faults:
            if fault.origin.answer in answers:
                found[fault.verdict].append(fault)
        return found


def draft_from_answers(
    transcript: Transcript,
    answers: Sequence[Answer],
    *,
    event: AnnotatedEvent | None = None,
    vocabulary: tuple[Concept, ...] = (),
    model: str = "assistant",
    door: str = "chat",
    language: str = "en",
    settings: tuple[tuple[str, str], ...] = (),
    places: Places | None = None,
    warnings: tuple[str, ...] = (),
) -> Drafted:
    """Return the draft that some answers make, with every quote looked up and every speaker known.

    Args:
        transcript: as read.
        answers: what was answered, in order.
        event: what is known of the event already.
        vocabulary: a person's concepts.
        model: the name of what answered; it becomes the source `model:NAME`.
        door: `chat`, `endpoint` or `assistant`.
        language: of the prompts.
        settings: more that belongs to the run.
        places: the index of the transcript, where there is one.
        warnings: what else is to be told.
    """
    kept = checked(ground(transcript, event), answers, places)
    said = {"method": "llm", "model": model, "door": door, "prompts": prompts_hash(language), **dict(settings)}
    run = Run(method="llm", settings=tuple(sorted(said.items())))
    drafted = assembled(kept, Made(source=f"model:{model}", run=run))
    event = completed(drafted, kept, vocabulary)
    event = replace(event, warnings=(*event.warnings, *warnings, *told_of(kept.faults)))
    return Drafted(event=event, kept=kept, gaps=gaps(kept))


def told_of(faults: Sequence[Fault]) -> list[str]:
    """Return how many lines of each kind were mended or could not be used, a line each.

    >>> from kg.drafting.entrance.records import Origin
    >>> told_of([Fault(verdict="unusable", reason="stance: no quote", origin=Origin())])
    ['unusable: 1 stance']
    """
    counts: dict[str, Counter[str]] = {"mended": Counter(), "unusable": Counter()}
    for fault in faults:
        if fault.verdict in counts:
            kind = fault.reason.partition(":")[0]
            counts[fault.verdict][kind if kind in KINDS else "quote" if "quote" in kind else "other"] += 1
    return [f"{v}: {', '.join(f'{n} {k}' for k, n in sorted(c.items()))}" for v, c in counts.items() if c]
