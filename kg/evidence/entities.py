"""What can be named in an event."""

from __future__ import annotations

from kg.model import Concept, EntityType, Event, Organization, Product, Speaker


class Known:
    """What can be named in an event: its speakers, people, organizations, products and concepts, by id."""

    def __init__(
        self,
        *,
        event: Event,
        speakers: tuple[Speaker, ...],
        people: tuple[Speaker, ...] = (),
        organizations: tuple[Organization, ...] = (),
        products: tuple[Product, ...] = (),
        concepts: tuple[Concept, ...] = (),
    ) -> None:
        self.event, self.speakers, self.people = event, speakers, people
        self.organizations, self.products, self.concepts = organizations, products, concepts
        self.speaker_names = {s.name for s in speakers}
        self.types: dict[str, EntityType] = {}
        for entity_type, entities in self._by_type():
            self.types |= {e.id: entity_type for e in entities if e.id not in self.types}

    def _by_type(self) -> list[tuple[EntityType, tuple[Speaker | Organization | Product | Concept, ...]]]:
        return [
            ("speaker", self.speakers),
            ("person", self.people),
            ("organization", self.organizations),
            ("product", self.products),
            ("concept", self.concepts),
        ]
