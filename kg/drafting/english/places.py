"""Capitalised words that name neither an organization nor a product nor a person: places, peoples, months, days."""

from __future__ import annotations

from kg.words import word_set, words_in

PLACES = words_in("drafting/english/places")
PEOPLES = words_in("drafting/english/peoples")
CALENDAR = word_set("""january february march april may june july august september october november december monday tuesday wednesday thursday friday
    saturday sunday christmas easter ramadan spring summer autumn winter""")
NOT_ENTITIES = PLACES | PEOPLES | CALENDAR | words_in("drafting/english/not_entities")
