"""Groups of commands that are imported when they are called."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Any

import click


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called, so that `--help` imports none of them.

    `table` is every command and its one-line help; the module of the same name in `package` has it as `command`.
    """

    def __init__(self, *arguments: Any, table: Mapping[str, str], package: str, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.table, self.package = table, package

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return sorted(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of one command and return its command."""
        if cmd_name not in self.table:
            return None
        command: click.Command = importlib.import_module(f"{self.package}.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help of the commands from the table alone."""
        with formatter.section("Commands"):
            formatter.write_dl(sorted(self.table.items()))
