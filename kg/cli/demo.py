"""kg demo: the AGI-Next event, from any folder."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.output import say


@click.command()
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Where to write; by default output/agi-next-2026."
)
def command(output: Path | None) -> None:
    """Build the AGI-Next 2026 event that comes with kg, and say what to open."""
    from kg.cli.build import build_and_say
    from kg.pipeline import Options
    from kg.resources import shipped

    folder = build_and_say(shipped("data", "agi-next-2026"), output, Options())
    say(
        f"Open {folder / 'explorer.html'} in a browser, read {folder / 'report.md'}, or ask:\n"
        f"  kg query {folder} who-disagrees-with-whom"
    )
