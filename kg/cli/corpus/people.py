"""kg corpus people: who may be one person (or which organizations and concepts may be one), and who is by somebody's word."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.output import emit, format_option, say

COLUMNS = ("name", "events", "first", "last", "organizations", "signs")


@click.command()
@click.argument("corpus", type=click.Path(path_type=Path))
@click.option(
    "--of",
    "kind",
    type=click.Choice(["people", "organizations", "concepts", "propositions"]),
    default="people",
    show_default=True,
    help="What may be one in several events.",
)
@click.option(
    "--confirm", "confirmed", multiple=True, metavar="NAME", help="All that are offered so are one; repeatable."
)
@click.option("--known", is_flag=True, help="Show who is who already, and by what.")
@format_option
def command(*, corpus: Path, kind: str, confirmed: tuple[str, ...], known: bool, row_format: str) -> None:
    """Show who in CORPUS may be one person: names that are alike in several events, with what speaks against it.

    Nobody is joined by a name alone. --confirm writes into CORPUS/authority/people.yaml that all of an offer are one; edit
    the file to say who is not (`not:`), who is too (`names:`, `also:`), and from when until when. A join is a table and a
    graph of its own: to take it back, delete the entry. Organizations and concepts have files of their own, and so have
    propositions, of which none is ever offered.
    """
    from kg.corpus.authority import KINDS, Authority, write_authority
    from kg.corpus.folder import Corpus
    from kg.corpus.points import COLUMNS as OF_POINTS
    from kg.corpus.points import read_points
    from kg.tables.columns import names

    opened = Corpus.open(corpus)
    if kind == "propositions":
        if confirmed:
            raise click.UsageError("propositions are joined in authority/propositions.yaml alone, in words of your own")
        write_authority(opened)
        emit(read_points(opened), names(OF_POINTS), row_format)
        return
    for name in confirmed:
        entry = Authority(corpus=opened, kind=KINDS[kind]).confirm(name)
        say(f"{name}: confirmed as {entry.id}")
    authority = write_authority(opened)[kind]
    if known:
        emit(authority.identities, names(authority.columns), row_format)
    else:
        emit(
            [
                {**row, "organizations": "; ".join(row["organizations"]), "signs": "; ".join(row["signs"])}
                for row in authority.offers()
            ],
            COLUMNS,
            row_format,
        )
    say(f"{len(authority.identities)} appearances are joined (--known shows them)")
