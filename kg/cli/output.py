"""How rows reach the terminal or a pipe: table, CSV, JSON, JSON lines or Markdown."""

from __future__ import annotations

import csv
import io
import json
import sys
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import click

from kg.cli.complete import event_ids
from kg.errors import QueryError

ROW_FORMATS = ("table", "csv", "json", "jsonl", "markdown")
MAX_TABLE_WIDTH = 60

Row = dict[str, Any]
_Command = TypeVar("_Command", bound=Callable[..., Any])

format_option = click.option(
    "--format",
    "row_format",
    type=click.Choice(ROW_FORMATS),
    default="table",
    show_default=True,
    help="How rows are written.",
)


events_option = click.option(
    "--event",
    "events",
    multiple=True,
    metavar="ID",
    shell_complete=event_ids,
    help="Only this event of a graph that holds several, by its IRI or the end of it; repeatable.",
)


param_option = click.option(
    "--param", "params", multiple=True, metavar="NAME=VALUE", help="Bind a variable of the query; repeatable."
)


def bindings_of(params: Iterable[str]) -> dict[str, str]:
    """Return what the options of `param_option` bind.

    Raises:
        QueryError: one is no NAME=VALUE.

    >>> bindings_of(["speaker=Tang Jie", "least=2"])
    {'speaker': 'Tang Jie', 'least': '2'}
    """
    bound = {}
    for param in params:
        name, equals, value = param.partition("=")
        if not equals or not name.isidentifier():
            raise QueryError(f'--param {param!r}: must be NAME=VALUE, such as speaker="Tang Jie"')
        bound[name] = value
    return bound


def labels_options(command: _Command) -> _Command:
    """Give a command that reads a transcript the options by which a person decides what is a speaker's label."""
    for option in (
        click.option(
            "--not-speaker",
            "not_speakers",
            metavar="TEXT",
            multiple=True,
            help="This label of the transcript is no speaker; may be given several times.",
        ),
        click.option(
            "--speaker",
            "speakers",
            metavar="NAME",
            multiple=True,
            help="This label of the transcript is a speaker, though it does not look it; may be given several times.",
        ),
    ):
        command = option(command)
    return command


def plain(text: str) -> str:
    r"""Return text in which control characters (but tab and line feed) are made visible and harmless.

    >>> plain("a\x1b[31mb")
    'a\\x1b[31mb'
    """
    if text.isprintable():
        return text
    return "".join(
        c if c in "\t\n" or unicodedata.category(c) not in {"Cc", "Cf", "Cs"} else c.encode("unicode_escape").decode()
        for c in text
    )


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.10g}"
    return str(value)


def _width(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _short(text: str) -> str:
    one_line = plain(" ".join(text.split()))
    return one_line if len(one_line) <= MAX_TABLE_WIDTH else one_line[: MAX_TABLE_WIDTH - 1] + "…"


def _table(rows: list[Row], columns: Sequence[str]) -> str:
    cells = [list(columns)] + [[_short(_cell(row.get(c))) for c in columns] for row in rows]
    widths = [max(_width(line[i]) for line in cells) for i in range(len(columns))]
    lines = [
        "  ".join(cell + " " * (widths[i] - _width(cell)) for i, cell in enumerate(line)).rstrip() for line in cells
    ]
    lines.insert(1, "  ".join("-" * w for w in widths))
    return "\n".join(lines) + "\n"


def _csv(rows: list[Row], columns: Sequence[str]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(row.get(c)) for c in columns] for row in rows)
    return out.getvalue()


def _json(rows: list[Row], columns: Sequence[str]) -> str:
    return json.dumps([{c: row.get(c) for c in columns} for row in rows], ensure_ascii=False, indent=1) + "\n"


def _jsonl(rows: list[Row], columns: Sequence[str]) -> str:
    return "".join(json.dumps({c: row.get(c) for c in columns}, ensure_ascii=False) + "\n" for row in rows)


def _markdown(rows: list[Row], columns: Sequence[str]) -> str:
    def line(cells: Iterable[str]) -> str:
        return (
            "| "
            + " | ".join(
                plain(" ".join(c.split())).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;") for c in cells
            )
            + " |\n"
        )

    return (
        line(columns)
        + "|"
        + "---|" * len(columns)
        + "\n"
        + "".join(line(_cell(r.get(c)) for c in columns) for r in rows)
    )


_WRITERS: dict[str, Callable[[list[Row], Sequence[str]], str]] = {
    "table": _table,
    "csv": _csv,
    "json": _json,
    "jsonl": _jsonl,
    "markdown": _markdown,
}


def format_rows(rows: Iterable[Row], columns: Sequence[str], row_format: str) -> str:
    """Return rows as text in one of ROW_FORMATS, columns in the given order.

    >>> print(format_rows([{"speaker": "Ada", "n": 2}], ["speaker", "n"], "markdown"), end="")
    | speaker | n |
    |---|---|
    | Ada | 2 |
    """
    return _WRITERS[row_format](list(rows), columns)


def emit(rows: Iterable[Row], columns: Sequence[str], row_format: str) -> None:
    """Write rows to stdout, always as UTF-8 and with the line endings of the format."""
    click.echo(format_rows(rows, columns, row_format).encode("utf-8", "backslashreplace"), nl=False)


def given() -> bytes:
    """Return what is given on standard input, as far as a transcript may be long.

    Raises:
        SourceError: there is more of it.
    """
    from kg.readers.source import read_stream

    return read_stream(sys.stdin.buffer, "stdin")


def say(text: str) -> None:
    """Say something to the person, on stderr."""
    click.echo(plain(text), err=True)
