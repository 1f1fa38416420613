"""Groups of commands that are imported when they are called."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Any

import click
from click.shell_completion import CompletionItem


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

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is called; one that is mistyped is told with the nearest."""
        if args and args[0] not in self.table and not args[0].startswith("-"):
            from kg.evidence.suggest import did_you_mean

            ctx.fail(f"No such command '{args[0]}'{did_you_mean(args[0], self.table)}.")
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Offer the commands with their help from the table alone: click would import each of them."""
        if not incomplete.startswith("-"):
            return [CompletionItem(n, help=h) for n, h in sorted(self.table.items()) if n.startswith(incomplete)]
        return super().shell_complete(ctx, incomplete)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help of the commands from the table alone."""
        with formatter.section("Commands"):
            formatter.write_dl(sorted(self.table.items()))
