"""`kg read`: the turns of a transcript, how it was recognised, and what was left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from kg.cli.output import ROW_FORMATS, emit, given, labels_options, say

OUTPUTS = ("convokit", "text", "vtt")
COLUMNS = ("speaker", "text", "section", "start_time", "end_time")


@click.command(name="read")
@click.argument("file", type=click.Path(allow_dash=True))
@click.option(
    "--format",
    "output",
    type=click.Choice([*ROW_FORMATS, *OUTPUTS]),
    default="table",
    show_default=True,
    help="How the turns are written.",
)
@click.option(
    "--from",
    "input_format",
    metavar="FORMAT",
    help="Read as this format (kg formats lists them) instead of by content.",
)
@click.option(
    "--all", "everything", is_flag=True, help="Show headings, summaries and stage directions too, with their kind."
)
@labels_options
@click.option(
    "--explain", is_flag=True, help="Say how the labels were found: which styles and labels, and the evidence for each."
)
@click.option("--quiet", "-q", is_flag=True, help="Say nothing but the turns.")
def command(
    *,
    file: str,
    output: str,
    input_format: str | None,
    everything: bool,
    speakers: tuple[str, ...],
    not_speakers: tuple[str, ...],
    explain: bool,
    quiet: bool,
) -> None:
    """Show the turns of a transcript: who says what, below which heading, when.

    FILE is a transcript in any format that `kg formats` lists, or - for standard input.
    """
    from kg.errors import NoSpeakerError
    from kg.readers import read

    source = given() if file == "-" else file
    name = "stdin" if file == "-" else ""
    try:
        transcript = read(source, format=input_format, name=name, speakers=speakers, not_speakers=not_speakers)
    except NoSpeakerError as error:
        # Who is refused needs to know most of all what was looked for.
        for line in error.evidence if explain else ():
            say(line)
        raise
    if output in OUTPUTS:
        from kg.writers import write

        click.echo(write(transcript, output).encode("utf-8", "backslashreplace"), nl=False)
        if output == "convokit":
            say(
                "note: these are the lines of utterances.jsonl; the folder that ConvoKit opens, with speakers.json and the "
                "others, is written by kg export GRAPH --to convokit -o FOLDER"
            )
    else:
        emit(_rows(transcript, everything=everything), ("kind", *COLUMNS) if everything else COLUMNS, output)
    if explain:
        for line in transcript.evidence or ("the format itself says who speaks: there was nothing to choose",):
            say(line)
    if not quiet:
        _tell(transcript)
    for warning in transcript.warnings:
        say(f"warning: {warning}")


def _rows(transcript: Any, *, everything: bool) -> Iterator[dict[str, Any]]:
    from kg.writers.merge import turns

    for turn in turns(transcript):
        if turn.kind == "speech" or everything:
            yield {
                "kind": turn.kind,
                "speaker": turn.speaker,
                "text": turn.words,
                "section": turn.section,
                "start_time": turn.start_time,
                "end_time": turn.end_time,
            }


def _tell(transcript: Any) -> None:
    """Say how the source was recognised, who speaks, and what was left out, by reason."""
    for note in transcript.notes:
        say(f"note: {note}")
    for person in transcript.labels:
        others = [x for x in person.labels if x != person.name]
        details = [person.role + (" (guessed)" if person.guessed else "")] + (
            [f"also {', '.join(others)}"] if others else []
        )
        say(f"speaker: {person.name}: {'; '.join(details)}")
    for kind in ("heading", "summary", "label", "front matter", "stage direction"):
        n = sum(1 for u in transcript.utterances if u.kind == kind)
        if n:
            say(f"not speech: {kind}: {n}")
    for left in transcript.left_out:
        say(f"left out: {left.reason}: {left.n_characters:,} characters in {left.n_pieces:,} pieces")
