"""event.yaml: the event, who takes part, and the organizations, products, places and works that are spoken of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date as calendar_date
from pathlib import Path
from typing import Literal

from pydantic import AliasChoices, Field, field_validator, model_validator

from kg.errors import DanglingIdError, DataFileError
from kg.eventfiles.annotators import AnnotatorEntries, annotators_of
from kg.eventfiles.yaml_source import FileModel, YamlSource, read_model, read_yaml
from kg.evidence.clock import clock_time
from kg.evidence.consistency import ACKNOWLEDGE
from kg.evidence.ids import check_id
from kg.evidence.suggest import did_you_mean
from kg.model import (
    DealtSide,
    Event,
    EventForm,
    Membership,
    Organization,
    Place,
    Product,
    Revision,
    Role,
    Speaker,
    Work,
)

Texts = tuple[str, ...]
#: An id becomes the end of an IRI: letters and digits of any script, joined by single hyphens.


class MembershipEntry(FileModel):
    """A membership as written."""

    organization: str
    role: str = ""
    current: bool | None = None


class PersonEntry(FileModel):
    """A speaker, or a person who is only spoken of, as written."""

    id: str
    name: str = Field(min_length=1)
    aliases: Texts = ()
    ambiguous_aliases: Texts = ()
    role: Role | None = None
    memberships: tuple[MembershipEntry, ...] = ()
    guessed: bool = False
    side: DealtSide = ""
    same_as: Texts = ()


class OrganizationEntry(FileModel):
    """An organization as written."""

    id: str
    name: str = Field(min_length=1)
    aliases: Texts = ()
    ambiguous_aliases: Texts = ()
    kind: Literal["company", "university", "laboratory", "government", "other"] = "other"
    same_as: Texts = ()


class NamedEntry(FileModel):
    """A place or a work as written."""

    id: str
    name: str = Field(min_length=1)
    aliases: Texts = ()
    ambiguous_aliases: Texts = ()
    kind: str = "other"
    same_as: Texts = ()


class ProductEntry(FileModel):
    """A product as written."""

    id: str
    name: str = Field(min_length=1)
    aliases: Texts = ()
    ambiguous_aliases: Texts = ()
    kind: str = "other"
    maker: str = ""
    same_as: Texts = ()


class AcknowledgedEntry(FileModel):
    """A finding of the consistency checks that a person has read and leaves as it is, by its id."""

    id: str
    why: str = ""

    @model_validator(mode="before")
    @classmethod
    def _long_form(cls, value: object) -> object:
        return {"id": value} if isinstance(value, str) else value

    def revision(self) -> Revision:
        """Return it as the revision that the graph keeps."""
        return Revision(action=ACKNOWLEDGE, target=self.id, detail=self.why)


class EventFile(FileModel):
    """The shape of event.yaml."""

    id: str = ""
    title: str = ""
    date: str = Field(default="", pattern=r"^$|^\d{4}(-\d{2}(-\d{2})?)?$")
    start_time: str = ""
    place: str = ""
    source: str = Field(default="", validation_alias=AliasChoices("source_url", "source"))
    licence: str = Field(default="", validation_alias=AliasChoices("licence", "license"))
    publisher: str = ""
    media: str = ""
    language: str = Field(default="", pattern=r"^$|^[A-Za-z]{2,3}(-[A-Za-z0-9]+)*$")
    form: EventForm = ""
    motion: str = ""
    annotators: AnnotatorEntries = ()
    speakers: tuple[PersonEntry, ...] = ()
    not_speakers: Texts = ()
    people: tuple[PersonEntry, ...] = ()
    organizations: tuple[OrganizationEntry, ...] = ()
    products: tuple[ProductEntry, ...] = ()
    places: tuple[NamedEntry, ...] = ()
    works: tuple[NamedEntry, ...] = ()
    acknowledged: tuple[AcknowledgedEntry, ...] = ()

    @field_validator("date")
    @classmethod
    def _in_the_calendar(cls, value: str) -> str:
        # A year, a month or a day; what is left out is filled up, only to ask the calendar.
        if value:
            calendar_date.fromisoformat((value + "-01-01")[:10])
        return value

    @field_validator("start_time")
    @classmethod
    def _on_the_clock(cls, value: str) -> str:
        if value and not clock_time(value):
            raise ValueError("is no time of day (write HH:MM or HH:MM:SS, with Z or +08:00 where the zone is known)")
        return clock_time(value)


def read_event_file(path: Path) -> tuple[EventFile, YamlSource]:
    """Read and check event.yaml: ids are well-formed and unique, organizations exist, names are one person's alone.

    Raises:
        DataFileError: with file, line, cause and remedy.
    """
    source = read_yaml(path)
    file = read_model(source, EventFile)
    if file.id:
        check_id(file.id, source.where("id"))
    sections = {s: getattr(file, s) for s in ("speakers", "people", "organizations", "products", "places", "works")}
    seen: dict[str, str] = {}
    for section, entries in sections.items():
        for i, entry in enumerate(entries):
            check_id(entry.id, source.where(section, i, "id"))
            if entry.id in seen:
                raise DataFileError(
                    f"{source.where(section, i, 'id')}: id '{entry.id}' is used before at line {seen[entry.id]} (ids are unique)"
                )
            seen[entry.id] = str(source.line(section, i, "id"))
    _check_names(file, source)
    _check_organizations(file, source)
    return file, source


def _check_names(file: EventFile, source: YamlSource) -> None:
    names: dict[str, int] = {}
    for i, entry in enumerate(file.speakers):
        if entry.name in names:
            raise DataFileError(
                f"{source.where('speakers', i, 'name')}: speaker '{entry.name}' is declared before at line "
                f"{source.line('speakers', names[entry.name])} (one entry a person; join their aliases)"
            )
        names[entry.name] = i


def _check_organizations(file: EventFile, source: YamlSource) -> None:
    known = {o.id for o in file.organizations}

    def check(organization: str, *path: str | int) -> None:
        if organization not in known:
            raise DanglingIdError(
                f"{source.where(*path)}: organization '{organization}' is not declared{did_you_mean(organization, known)} "
                "(add it under organizations)"
            )

    for section in ("speakers", "people"):
        for i, person in enumerate(getattr(file, section)):
            for j, membership in enumerate(person.memberships):
                check(membership.organization, section, i, "memberships", j, "organization")
    for i, product in enumerate(file.products):
        if product.maker:
            check(product.maker, "products", i, "maker")


def event_of(file: EventFile, *, default_id: str, default_title: str) -> Event:
    """Return the event; what the file leaves out comes from the folder and the transcript."""
    return Event(
        id=file.id or default_id,
        title=file.title or default_title or file.id or default_id,
        date=file.date,
        start_time=file.start_time,
        place=file.place,
        source=file.source,
        licence=file.licence,
        publisher=file.publisher,
        media=file.media,
        language=file.language,
        form=file.form,
        motion=file.motion,
        annotators=annotators_of(file.annotators),
    )


def people_of(entries: Iterable[PersonEntry], *, default_role: Role | None) -> tuple[Speaker, ...]:
    """Return persons as values."""
    return tuple(
        Speaker(
            id=e.id,
            name=e.name,
            aliases=e.aliases,
            ambiguous_aliases=e.ambiguous_aliases,
            role=e.role or default_role,
            memberships=tuple(
                Membership(organization=m.organization, role=m.role, current=m.current) for m in e.memberships
            ),
            guessed=e.guessed,
            side=e.side,
            same_as=e.same_as,
        )
        for e in entries
    )


def organizations_of(file: EventFile) -> tuple[Organization, ...]:
    """Return organizations as values."""
    return tuple(Organization(**e.model_dump()) for e in file.organizations)


def places_of(file: EventFile) -> tuple[Place, ...]:
    """Return places as values."""
    return tuple(Place(**e.model_dump()) for e in file.places)


def works_of(file: EventFile) -> tuple[Work, ...]:
    """Return works as values."""
    return tuple(Work(**e.model_dump()) for e in file.works)


def products_of(file: EventFile) -> tuple[Product, ...]:
    """Return products as values."""
    return tuple(Product(**e.model_dump()) for e in file.products)
