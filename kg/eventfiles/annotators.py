"""Who annotated, as annotations.yaml (`by`) and event.yaml (`annotators`) say it: a name, an entry, or a list of either."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, field_validator, model_validator

from kg.annotators import orcid_of
from kg.eventfiles.yaml_source import FileModel
from kg.model import Annotator, slug


class AnnotatorEntry(FileModel):
    """A person who annotated, as written."""

    name: str = Field(min_length=1)
    orcid: str = ""
    url: str = Field(default="", pattern=r"^$|^https?://[^\s<>\"{}|\\^`]+$")

    @model_validator(mode="before")
    @classmethod
    def _long_form(cls, value: object) -> object:
        return {"name": value} if isinstance(value, str) else value

    @field_validator("orcid")
    @classmethod
    def _is_one(cls, value: str) -> str:
        return orcid_of(value) if value else ""


def _listed(value: object) -> Any:
    return value if isinstance(value, list | tuple) else [value]


def _each_once(entries: tuple[AnnotatorEntry, ...]) -> tuple[AnnotatorEntry, ...]:
    seen: dict[str, str] = {}
    for entry in entries:
        if slug(entry.name) in seen:
            raise ValueError(f"'{entry.name}' is named before as '{seen[slug(entry.name)]}' (one entry a person)")
        seen[slug(entry.name)] = entry.name
    return entries


AnnotatorEntries = Annotated[tuple[AnnotatorEntry, ...], BeforeValidator(_listed), AfterValidator(_each_once)]


def annotators_of(entries: Iterable[AnnotatorEntry], known: Iterable[Annotator] = ()) -> tuple[Annotator, ...]:
    """Return those who annotated, by name: those of entries, and those known before, whose entry may add to them.

    >>> annotators_of([AnnotatorEntry(name="Bo", orcid="0000-0002-1825-0097")], [Annotator(name="Bo"), Annotator(name="Al")])
    (Annotator(name='Al', orcid='', url=''), Annotator(name='Bo', orcid='0000-0002-1825-0097', url=''))
    """
    found = {slug(a.name): a for a in known}
    for entry in entries:
        old = found.get(slug(entry.name), Annotator(name=entry.name))
        found[slug(entry.name)] = replace(old, orcid=entry.orcid or old.orcid, url=entry.url or old.url)
    return tuple(sorted(found.values(), key=lambda a: a.name))
