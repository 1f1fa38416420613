"""The concepts that an event is about."""

from __future__ import annotations

from kg.model import AnnotatedEvent, Concept


def used_concepts(event: AnnotatedEvent) -> tuple[Concept, ...]:
    """Return the concepts that an event mentions or its claims are about, with all that stand above them."""
    by_id = {c.id: c for c in event.concepts}
    wanted = {m.entity for m in event.mentions if m.entity_type == "concept"}
    wanted |= {concept for claim in event.claims for concept in claim.concepts}
    pending = [by_id[i] for i in sorted(wanted) if i in by_id]
    kept: dict[str, Concept] = {}
    while pending:
        concept = pending.pop()
        if concept.id not in kept:
            kept[concept.id] = concept
            pending += [by_id[i] for i in concept.broader if i in by_id]
    return tuple(kept[i] for i in sorted(kept))
