"""`kg mcp`: an event folder for an assistant that speaks the Model Context Protocol, over standard input and output."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.output import say


@click.command(name="mcp")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option(
    "--model",
    envvar="KG_LLM_MODEL",
    default="assistant",
    show_default=True,
    help="The assistant's name, which its records carry.",
)
def command(*, folder: Path, model: str) -> None:
    """Let an assistant read, ask and annotate the event in FOLDER.

    FOLDER is an event folder, a folder with a transcript, or the output of `kg build` (to ask only). The assistant
    starts this command itself: name it in its settings. It reads and writes nothing outside FOLDER, and writes nothing
    that the checks have not passed.
    """
    from kg.assistant.server import server

    made = server(folder, model=model)
    say(f"{folder}: ready for an assistant over standard input and output")
    made.run("stdio")
