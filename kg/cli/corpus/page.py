"""kg corpus page: pages of a whole corpus, for a browser, from disk or a server."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.output import say


@click.command()
@click.argument("corpus", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="The folder to write; by default `site` in the corpus."
)
def command(*, corpus: Path, output: Path | None) -> None:
    """Write the pages of CORPUS: events by date, topics over time, who meets whom, each event, each speaker, search over all.

    They work from disk and ask no network for anything; what belongs to one event or speaker is loaded when it is opened.
    """
    from kg.corpus.folder import Corpus
    from kg.corpus.layout import SITE
    from kg.corpus.page import write_site

    opened = Corpus.open(corpus)
    n, first = write_site(opened, output)
    say(f"{n} files written to {output or corpus / SITE}; the first page loads {first:,} bytes (open index.html)")
