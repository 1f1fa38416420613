"""What can be named in an event."""

from __future__ import annotations

from kg.model import Concept, EntityType, Event, Named, Organization, Place, Product, Speaker, Work


class Known:
    """What can be named in an event: its speakers, people, organizations, products, places, works and concepts, by id."""

    def __init__(
        self,
        *,
        event: Event,
        speakers: tuple[Speaker, ...],
        people: tuple[Speaker, ...] = (),
        organizations: tuple[Organization, ...] = (),
        products: tuple[Product, ...] = (),
        places: tuple[Place, ...] = (),
        works: tuple[Work, ...] = (),
        concepts: tuple[Concept, ...] = (),
    ) -> None:
        self.event, self.speakers, self.people = event, speakers, people
        self.organizations, self.products, self.concepts = organizations, products, concepts
        self.places, self.works = places, works
        self.speaker_names = {s.name for s in speakers}
        self.types: dict[str, EntityType] = {}
        for entity_type, entities in self._by_type():
            self.types |= {e.id: entity_type for e in entities if e.id not in self.types}

    def _by_type(self) -> list[tuple[EntityType, tuple[Named | Concept, ...]]]:
        return [
            ("speaker", self.speakers),
            ("person", self.people),
            ("organization", self.organizations),
            ("product", self.products),
            ("place", self.places),
            ("work", self.works),
            ("concept", self.concepts),
        ]
