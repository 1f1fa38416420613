"""kg corpus people: who may be one person, and who is by somebody's word."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.output import emit, format_option, say

COLUMNS = ("name", "events", "first", "last", "organizations", "signs")


@click.command()
@click.argument("corpus", type=click.Path(path_type=Path))
@click.option(
    "--confirm", "confirmed", multiple=True, metavar="NAME", help="All who are called so are one person; repeatable."
)
@click.option("--known", is_flag=True, help="Show who is who already, and by what.")
@format_option
def command(*, corpus: Path, confirmed: tuple[str, ...], known: bool, row_format: str) -> None:
    """Show who in CORPUS may be one person: one full name in several events, with what speaks against it.

    Nobody is joined by a name alone. --confirm writes into CORPUS/authority/people.yaml that all of a name are one; edit
    the file to say who is not (`not:`), where else (`names:`), and from when until when. A join is a table and a graph of
    its own: to take it back, delete the entry.
    """
    from kg.corpus.folder import Corpus
    from kg.corpus.people import IDENTITY, confirm, identities, offers, write_identities
    from kg.tables.columns import names

    opened = Corpus.open(corpus)
    for name in confirmed:
        entry = confirm(opened, name)
        say(f"{name}: confirmed as {entry.id}")
    n = write_identities(opened)
    if known:
        emit(identities(opened), names(IDENTITY), row_format)
    else:
        emit(
            [
                {**row, "organizations": "; ".join(row["organizations"]), "signs": "; ".join(row["signs"])}
                for row in offers(opened)
            ],
            COLUMNS,
            row_format,
        )
    say(f"{n} appearances are joined (--known shows them)")
