"""`kg formats`: what transcripts can be read and written."""

from __future__ import annotations

import click

from kg.cli.output import emit, format_option


@click.command(name="formats")
@format_option
def command(row_format: str) -> None:
    """List the transcript formats that can be read, and those that can be written."""
    from kg.readers import FORMATS
    from kg.writers import WRITERS

    rows = [
        {"name": name, "way": "read", "endings": " ".join(f.endings), "what": f.description}
        for name, f in FORMATS.items()
    ]
    rows += [{"name": name, "way": "write", "endings": "", "what": what} for name, (_, what) in WRITERS.items()]
    emit(rows, ("name", "way", "endings", "what"), row_format)
