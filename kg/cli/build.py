"""kg build: a source becomes an output folder."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.output import say


@click.command()
@click.argument("source", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Where to write; by default output/ and the source's name."
)
@click.option("--base-iri", metavar="IRI", help="What the IRIs of the graph begin with.")
@click.option("--vocabulary", type=click.Path(path_type=Path), help="A SKOS vocabulary instead of ours.")
@click.option("--no-page", is_flag=True, help="Leave explorer.html out.")
def command(source: Path, output: Path | None, base_iri: str | None, vocabulary: Path | None, no_page: bool) -> None:
    """Build the graph of SOURCE: an event folder, or a transcript file.

    Writes graph.ttl, explorer.html, transcript.txt, report.md and tables/*.csv. An existing output is replaced only
    when all of it is ready.
    """
    from kg.graph.terms import BASE
    from kg.pipeline import Options

    build_and_say(source, output, Options(base_iri=base_iri or BASE, vocabulary=vocabulary, page=not no_page))


def build_and_say(source: Path, output: Path | None, options: object) -> Path:
    """Build one source and say in a few lines what came of it; return the output folder."""
    from kg.output_folder import write_output
    from kg.pipeline import Options, annotated, output_files

    assert isinstance(options, Options)
    event = annotated(source, options)
    folder = output or Path("output") / event.event.id
    for warning in event.warnings:
        say(f"warning: {warning}")
    write_output(output_files(event, options), folder)
    say(
        f"{event.event.title}\n"
        f"  {len(event.speakers)} speakers, {len(event.claims)} claims, {len(event.stances)} stances on "
        f"{len(event.propositions)} propositions, {len(event.relations)} relations, {len(event.references)} references, "
        f"{len(event.mentions)} mentions\n"
        f"  written to {folder}"
    )
    return folder
