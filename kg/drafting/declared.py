"""What an event folder declares of its event, without its annotations: the ground that a draft stands on."""

from __future__ import annotations

from pathlib import Path

from kg.eventfiles.event_file import event_of, organizations_of, people_of, products_of, read_event_file
from kg.eventfiles.load import participants, with_declared_names
from kg.model import AnnotatedEvent, Transcript


def declared(event_file: Path, transcript: Transcript, event_id: str) -> AnnotatedEvent:
    """Return the event of an event.yaml, its speakers under their declared names, and no annotation.

    Raises:
        KgError: event.yaml is malformed.
    """
    file, _ = read_event_file(event_file)
    named = with_declared_names(transcript, file)
    return AnnotatedEvent(
        event=event_of(file, default_id=event_id, default_title=transcript.title),
        transcript=named,
        speakers=participants(file, named),
        people=people_of(file.people, default_role=None),
        organizations=organizations_of(file),
        products=products_of(file),
    )
