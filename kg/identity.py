"""Who is meant: many labels for one person, joined when exactly one fits, left apart when two do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.model import SpeakerLabel


@dataclass(frozen=True, slots=True, kw_only=True)
class Identities:
    """The result of `resolve`: the canonical name of each label, the people, and what was left apart."""

    names: dict[str, str]
    people: tuple[SpeakerLabel, ...] = ()
    warnings: tuple[str, ...] = ()


def resolve(labels: Mapping[str, int], *, declared: Iterable[object] = ()) -> Identities:
    """Provisional: each label is a person of its own."""
    return Identities(names={x: x for x in labels}, people=tuple(SpeakerLabel(name=x, labels=(x,)) for x in labels))
