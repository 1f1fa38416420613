"""The last net below every command: what nobody expected ends in one line too, and never in a traceback."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from kg.errors import KgError

_SHOW = "`kg --debug …` shows where it arose"


def line_for(error: BaseException, arguments: Sequence[str]) -> str:
    """Return the one line for whatever ended a command, beginning with what it was about.

    >>> line_for(RecursionError(), ["query", "http://localhost/sparql", "ASK {}"])
    'http://localhost/sparql: is nested too deeply'
    """
    about = _about(arguments)
    if isinstance(error, KgError):
        return str(error)
    if isinstance(error, OSError):
        return f"{_place(error) or about}: {error.strerror or _said(error)}"
    if isinstance(error, RecursionError):
        return f"{about}: is nested too deeply"
    if isinstance(error, MemoryError):
        return f"{about}: needs more memory than there is"
    if isinstance(error, UnicodeError):
        return f"{about}: has characters that cannot be written or read ({_said(error)}; {_SHOW})"
    return f"{about}: cannot be worked on ({type(error).__name__}: {_said(error)}; {_SHOW})"


def is_net_for(error: BaseException) -> bool:
    """Tell whether an exception is to end in a line: every fault, and the panics of libraries, which are no faults in Python."""
    return isinstance(error, Exception) or type(error).__name__ == "PanicException"


def shows_traces(error: BaseException, argv: Sequence[str]) -> bool:
    """Tell whether a person asked for the trace of a fault of ours; one of the input has none."""
    return "--debug" in argv[1:2] and not isinstance(error, KgError)


def let_go_of_stdout() -> None:
    """Send what is left in the buffer of stdout nowhere: it could not be written, and would be tried again at the end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _place(error: OSError) -> str:
    name = error.filename
    return os.fsdecode(name) if isinstance(name, str | bytes) else ""


def _said(error: BaseException) -> str:
    text = " ".join(str(error).split())
    return text if len(text) <= 200 else f"{text[:199]}…"


def _about(arguments: Sequence[str]) -> str:
    """Return what a command was about: the first of its arguments that is there or is an address, else the command."""
    for argument in arguments[1:]:
        if argument.startswith(("http://", "https://")) or os.path.lexists(argument):
            return argument
    return f"kg {arguments[0]}" if arguments else "kg"
