"""kg evaluate: how right a draft is, against an annotated event or labelled pairs of speakers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.output import emit, format_option, say

if TYPE_CHECKING:
    from kg.model import AnnotatedEvent


@click.command()
@click.argument("draft", type=click.Path(path_type=Path))
@click.argument("gold", type=click.Path(path_type=Path))
@click.option("--per-speaker", is_flag=True, help="Add a row a speaker.")
@click.option("--vocabulary", type=click.Path(path_type=Path), help="A SKOS vocabulary instead of ours.")
@format_option
def command(*, draft: Path, gold: Path, per_speaker: bool, vocabulary: Path | None, row_format: str) -> None:
    """Compare DRAFT with GOLD: precision, recall and F1, with counts.

    DRAFT is an event folder, or a transcript that is drafted by rules now. GOLD is an annotated event folder, or a
    .gold.json file of labelled pairs of speakers.
    """
    from kg import evaluate as measure
    from kg.evidence.edges import speaker_edges

    drafted = _drafted(draft, vocabulary)
    if gold.is_file() and gold.suffix == ".json":
        rows = measure.evaluate_edges(speaker_edges(drafted), measure.read_gold_edges(gold))
    else:
        rows = measure.evaluate(drafted, _annotated(gold, vocabulary), per_speaker=per_speaker)
    emit(rows, measure.COLUMNS, row_format)


def _annotated(folder: Path, vocabulary: Path | None) -> AnnotatedEvent:
    from kg.errors import SourceError
    from kg.pipeline import Options, annotated

    if not (folder / "annotations.yaml").is_file():
        raise SourceError(f"{folder}: no annotations.yaml in it (give an annotated event folder, or a .gold.json file)")
    return annotated(folder, Options(vocabulary=vocabulary))


def _drafted(source: Path, vocabulary: Path | None) -> AnnotatedEvent:
    from kg.pipeline import Options, annotated

    if not (source.is_dir() and (source / "annotations.yaml").is_file()):
        say(f"{source} has no annotations: drafted by rules now")
    return annotated(source, Options(vocabulary=vocabulary))
