"""kg agreement: how far two annotators agree on one transcript, where they differ, and how it was settled."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.output import emit, format_option

if TYPE_CHECKING:
    from kg.model import AnnotatedEvent

TABLES = ("summary", "confusion", "propositions", "differences")


@click.command()
@click.argument("first", type=click.Path(path_type=Path))
@click.argument("second", type=click.Path(path_type=Path))
@click.option(
    "--settled", type=click.Path(path_type=Path), help="A third annotation, in which the differences were settled."
)
@click.option(
    "--table",
    type=click.Choice(TABLES),
    default="summary",
    show_default=True,
    help="Agreement with kappa and alpha by part; sides of the one by sides of the other; which propositions are one; "
    "the list of differences to settle.",
)
@click.option("--vocabulary", type=click.Path(path_type=Path), help="A SKOS vocabulary instead of ours.")
@format_option
def command(
    *, first: Path, second: Path, settled: Path | None, table: str, vocabulary: Path | None, row_format: str
) -> None:
    """Compare two annotations of one transcript, FIRST and SECOND: kappa, confusion, differences.

    Each is a folder with an annotations.yaml. Where it has no transcript of its own, as that of one reader among several
    below the event's folder, transcript and event.yaml are those of the nearest folder above that has one.
    """
    from kg import agreement as measure
    from kg.comparison import Comparison

    one, other = (_annotated(folder, vocabulary) for folder in (first, second))
    third = _annotated(settled, vocabulary) if settled else None
    comparison = Comparison(one, other)
    if table == "confusion":
        emit(measure.confusion(comparison), measure.CONFUSION_COLUMNS, row_format)
    elif table == "propositions":
        emit(measure.propositions(comparison), measure.PROPOSITION_COLUMNS, row_format)
    elif table == "differences":
        emit(measure.differences(comparison, third), measure.DIFFERENCE_COLUMNS, row_format)
    else:
        pairs = {"first, second": comparison}
        if third is not None:
            pairs |= {
                "first, settled": Comparison(one, third),
                "second, settled": Comparison(other, third),
            }
        rows = [{"between": names} | row for names, pair in pairs.items() for row in measure.agreement(pair)]
        emit(rows, ("between", *measure.COLUMNS), row_format)


def _annotated(folder: Path, vocabulary: Path | None) -> AnnotatedEvent:
    from kg.errors import SourceError
    from kg.pipeline import Options, annotated, annotated_again

    annotations = folder / "annotations.yaml"
    if not annotations.is_file():
        raise SourceError(f"{folder}: no annotations.yaml in it (give a folder with one)")
    options = Options(vocabulary=vocabulary)
    if _has_transcript(folder):
        return annotated(folder, options)
    above = next((parent for parent in folder.absolute().parents if _has_transcript(parent)), None)
    if above is None:
        raise SourceError(f"{folder}: no transcript in it, nor in a folder above (put it below the event's folder)")
    return annotated_again(above, annotations, options)


def _has_transcript(folder: Path) -> bool:
    return any(path.stem == "transcript" and path.is_file() for path in folder.iterdir())
