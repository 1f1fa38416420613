"""What a shell offers when a person presses Tab: names of queries, questions, formats and events.

Whatever goes wrong offers nothing: a shell is no place for an error of ours.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from kg.errors import KgError


def _offered(incomplete: str, told: Iterable[tuple[str, str]]) -> list[CompletionItem]:
    return [CompletionItem(name, help=help_) for name, help_ in told if name.startswith(incomplete)]


def query_names(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the shipped queries with their questions; of anything else, files."""
    from kg.resources import described, shipped_queries

    found = _offered(incomplete, ((p.stem, described(p)["question"]) for p in shipped_queries()))
    return found or [CompletionItem(incomplete, type="file")]


def question_names(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the questions of a corpus."""
    from kg.corpus.ask import questions

    return _offered(incomplete, ((q.name, q.question) for q in questions()))


def format_names(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the formats of export."""
    from kg.export import FORMATS

    return _offered(incomplete, ((name, "") for name in FORMATS))


def event_ids(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the events of the graph, store or corpus that the line names."""
    # While an option waits for its value click leaves the arguments unread.
    place = str(ctx.params.get("graph") or next(iter(ctx.args), ""))
    with suppress(KgError, OSError):
        return _offered(incomplete, ((event, "") for event in sorted(_events(place))))
    return []


def _events(place: str) -> list[str]:
    from kg.corpus.layout import is_corpus
    from kg.store.open import is_url, open_graph

    if not place or is_url(place):
        return []  # nothing is asked of a network for a Tab
    if is_corpus(Path(place)):
        from kg.corpus.folder import Corpus

        return Corpus.open(Path(place)).events()
    from kg.store.parts import parts

    return [part.event for part in parts(open_graph(place))]
