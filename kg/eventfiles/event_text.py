"""event.yaml as text, to read and to mend."""

from __future__ import annotations

from kg.eventfiles.yaml_text import Fields, Quoted, scalar, section
from kg.evidence.consistency import ACKNOWLEDGE
from kg.model import AnnotatedEvent, Product, Speaker, Thing


def event_yaml(event: AnnotatedEvent) -> str:
    """Return event.yaml: the event, who takes part, and what is named.

    >>> from kg.model import Event, Transcript
    >>> transcript = Transcript(text="", utterances=(), format="text")
    >>> print(event_yaml(AnnotatedEvent(event=Event(id="forum", title="Forum: rents"), transcript=transcript, speakers=())), end="")
    id: forum
    title: "Forum: rents"
    """
    head = event.event
    lines = [
        f"{key}: {scalar(value)}"
        for key, value in (
            ("id", head.id),
            ("title", head.title),
            ("date", head.date),
            ("start_time", head.start_time),
            ("place", head.place),
            ("source", head.source),
            ("licence", head.licence),
            ("publisher", head.publisher),
            ("media", head.media),
            ("language", head.language),
            ("form", head.form),
            ("motion", head.motion),
        )
        if value
    ]
    text = "\n".join(lines) + "\n"
    text += section(
        "annotators",
        ({"name": Quoted(a.name), "orcid": a.orcid, "url": Quoted(a.url) if a.url else ""} for a in head.annotators),
    )
    text += section("speakers", (_person(s) for s in event.speakers))
    # The next reading must find the labels that this one found.
    refused = event.transcript.not_speakers
    text += f"not_speakers: {scalar(refused)}\n" if refused else ""
    acknowledged = ({"id": r.target, "why": r.detail} for r in event.revisions if r.action == ACKNOWLEDGE)
    text += section("people", (_person(s) for s in sorted(event.people, key=lambda e: e.id)))
    text += section("organizations", (_named(o) for o in sorted(event.organizations, key=lambda e: e.id)))
    text += section("products", (_product(p) for p in sorted(event.products, key=lambda e: e.id)))
    text += section("places", (_named(p) for p in sorted(event.places, key=lambda e: e.id)))
    text += section("works", (_named(w) for w in sorted(event.works, key=lambda e: e.id)))
    return text + section("acknowledged", acknowledged)


def _person(person: Speaker) -> Fields:
    memberships = [
        {
            k: v
            for k, v in (("organization", m.organization), ("role", m.role), ("current", m.current))
            if v not in ("", None)
        }
        for m in person.memberships
    ]
    return {
        "id": person.id,
        "name": person.name,
        "aliases": person.aliases,
        "ambiguous_aliases": person.ambiguous_aliases,
        "role": person.role or "",
        "side": person.side,
        "memberships": tuple(memberships),
        "guessed": person.guessed,
        "same_as": person.same_as,
    }


def _named(thing: Thing) -> Fields:
    return {
        "id": thing.id,
        "name": thing.name,
        "aliases": thing.aliases,
        "ambiguous_aliases": thing.ambiguous_aliases,
        "kind": thing.kind,
        "same_as": thing.same_as,
    }


def _product(product: Product) -> Fields:
    fields = dict(_named(product))
    same_as = fields.pop("same_as")
    return fields | {"maker": product.maker, "same_as": same_as}
