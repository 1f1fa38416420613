"""What can go wrong, one class a cause; every message names the place, the cause and the remedy."""

from importlib import import_module
from typing import Any


class KgError(Exception):
    """Base of every error that is the input's fault: shown as one line, exit code 2."""


class SourceError(KgError):
    """A source cannot be read at all: missing, empty, too large, or not text."""


class EncodingError(SourceError):
    """A file's bytes are in no encoding that can be told with confidence."""


class FormatError(KgError):
    """A file is read but is not what its format promises."""


class NoSpeakerError(FormatError):
    """A transcript in which no turn has a speaker; `evidence` says which ways of labelling were considered, line by line."""

    evidence: tuple[str, ...] = ()


class DataFileError(KgError):
    """A YAML file of an event folder is malformed: syntax, unknown key, wrong type, duplicate id."""


class DanglingIdError(DataFileError):
    """An id is used that nothing declares."""


class ConsistencyError(DataFileError):
    """What an event says does not fit together, and the build is to be strict."""


class UnknownSpeakerError(DataFileError):
    """A claim or reference names a speaker that event.yaml does not declare."""


class QuoteError(DataFileError):
    """A quote is not in the transcript, or is there more than once without a prefix."""


class TranscriptChangedError(DataFileError):
    """The transcript is not the one that was annotated."""


class VocabularyError(DataFileError):
    """A concept scheme is broken: syntax, a cycle in broader, a label used twice."""


class GraphError(KgError):
    """A graph cannot be opened, or is not a graph of ours."""


class QueryError(KgError):
    """A SPARQL query is malformed, unknown, or lacks a parameter."""


class OutsideError(QueryError):
    """A SPARQL query would call another endpoint, or cannot be kept from it."""


class LimitError(KgError):
    """A bound on time, memory or size was reached."""


class RemoteError(KgError):
    """An endpoint is down, slow, or answers something else than SPARQL."""


class MissingExtraError(KgError):
    """An optional library is needed that is not installed."""


def of_extra(module: str, line: str) -> Any:
    """Return a module of a library that is installed by an extra.

    Args:
        module: its full name.
        line: what to say where it is not there: for what it is needed, and how to get it.

    Raises:
        MissingExtraError: it is not installed.

    >>> of_extra("json", "never said").loads("[1]")
    [1]
    """
    try:
        return import_module(module)
    except ImportError:
        raise MissingExtraError(line) from None
