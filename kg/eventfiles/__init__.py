"""The files of an event folder: read safely, checked, and joined with their transcript."""

from kg.eventfiles.load import bare_event, decided_labels, load_event, transcript_path
from kg.eventfiles.vocabulary import load_vocabulary

__all__ = ["bare_event", "decided_labels", "load_event", "load_vocabulary", "transcript_path"]
