"""Many events: built one by one, kept in one folder, packed into tables and graphs that are asked together."""

from kg.corpus.folder import Corpus
from kg.corpus.manifest import Line

__all__ = ["Corpus", "Line"]
