"""What things are called after a correction: entries of one file go on from each other."""

from __future__ import annotations

from kg.eventfiles.amend import UnmatchedError, field_of
from kg.eventfiles.correction_file import CorrectionEntry
from kg.evidence.ids import relation_id
from kg.model import AnnotatedEvent


class Moves:
    """What things are called now that a correction above had under another id: so that entries of one file go on from each other.

    A merged thing is what it went into, a split proposition its first part, a retyped relation the new one, an added claim
    is known by its key, and a renamed speaker by the old name too.
    """

    def __init__(self) -> None:
        self.ids: dict[str, str] = {}
        self.names: dict[str, str] = {}

    def now(self, value: str, event: AnnotatedEvent) -> str:
        """Return what an id, or `speaker|proposition`, is called now; what is still there goes by its own id."""
        if "|" in value:
            who, _, about = value.partition("|")
            known = {s.name for s in event.speakers}
            return f"{who if who in known else self.names.get(who, who)}|{self.now(about, event)}"
        seen = set()
        while value in self.ids and value not in seen and not _is_there(event, value):
            seen.add(value)
            value = self.ids[value]
        return value

    def followed(self, entry: CorrectionEntry, event: AnnotatedEvent) -> CorrectionEntry:
        """Return an entry with the ids that hold now."""

        def now(value: str) -> str:
            return self.now(value, event)

        changes: dict[str, object] = {
            "target": now(entry.target),
            "into": now(entry.into),
            "claims": tuple(map(now, entry.claims)),
            "parts": tuple(p.model_copy(update={"claims": tuple(map(now, p.claims))}) for p in entry.parts),
        }
        for kind in ("relation", "reference"):
            if given := getattr(entry, kind):
                ends = {"from_claim": now(given.from_claim), "to_claim": now(given.to_claim)}
                changes[kind] = given.model_copy(update=ends)
        if entry.claim:
            stances = {now(about): stance for about, stance in entry.claim.stances.items()}
            changes["claim"] = entry.claim.model_copy(update={"stances": stances})
        return entry.model_copy(update=changes)

    def note(self, entry: CorrectionEntry, before: AnnotatedEvent, after: AnnotatedEvent) -> None:
        """Note what an entry that was applied has moved."""
        if entry.action == "merge":
            self.ids[entry.target] = entry.into
        elif entry.action == "split":
            self.ids[entry.target] = entry.parts[0].id
        elif entry.action == "retype":
            for relation in before.relations:
                if relation.id == entry.target:
                    self.ids[entry.target] = relation_id(
                        before.event.id, relation.from_claim, entry.to, relation.to_claim
                    )
        elif entry.action == "rename":
            self.names |= {s.name: entry.to for s in before.speakers if s.id == entry.target}
        elif entry.claim and entry.claim.key:
            made = [c for c in after.claims if (c.speaker, c.quote) == (entry.claim.speaker, entry.claim.quote)]
            known = {c.id for c in before.claims}
            self.ids[entry.claim.key] = min(made, key=lambda c: c.id in known).id


def _is_there(event: AnnotatedEvent, value: str) -> bool:
    try:
        return bool(field_of(event, value))
    except UnmatchedError:
        return False
