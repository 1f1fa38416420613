"""kg corpus: many events, built, asked and looked at together."""

from __future__ import annotations

import click

from kg.cli.lazy import LazyGroup

COMMANDS: dict[str, str] = {
    "build": "Build many transcripts into one corpus; again, only what changed.",
    "load": "Load a corpus into a store, or write the commands that do.",
    "page": "Write the pages of a corpus, for a browser.",
    "people": "Say who may be one person, and who is by somebody's word.",
    "query": "Ask a corpus in SQL, or one of its questions by name.",
    "status": "Say what is in a corpus, and what is not and why.",
}


@click.group(name="corpus", cls=LazyGroup, table=COMMANDS, package=__name__)
def command() -> None:
    """Many events in one folder: built one by one, packed into tables and graphs, asked together (docs/corpora.md)."""
