"""Write again what the documents quote: the outputs of the commands in README.md, and docs/commands.md from the help.

python docs/refresh.py            write
python docs/refresh.py --check    exit 1 when a document is stale (the tests do the same)
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


def run(command: str) -> str:
    """Return what one `kg …` command writes to stdout, from the root of the checkout."""
    words = shlex.split(command)
    if words[0] != "kg":
        raise SystemExit(f"only kg commands are run, not {command!r}")
    done = subprocess.run(
        [sys.executable, "-m", "kg", *words[1:]], capture_output=True, text=True, cwd=ROOT, check=False
    )
    if done.returncode not in {0, 1}:
        raise SystemExit(f"{command}: exit {done.returncode}: {done.stderr}")
    return done.stdout


def refreshed(text: str) -> str:
    """Return a document whose console blocks hold the real output of their one `$ kg …` command each.

    A line `…` at the end of a block stands for what was cut: as many lines are kept as are shown.
    """

    def block(match: re.Match[str]) -> str:
        command, _, shown = match[1].partition("\n")
        lines = run(command.removeprefix("$ ")).splitlines()
        old = shown.splitlines()
        if old and old[-1] == "…":
            lines = [*lines[: len(old) - 1], "…"]
        return "```console\n" + "\n".join([command, *(line.rstrip() for line in lines)]) + "\n```"

    return _BLOCK.sub(block, text)


def commands_page() -> str:
    """Return docs/commands.md: the help of every command, as the program gives it."""
    from click.testing import CliRunner

    from kg.cli import COMMANDS, group

    parts = ["# Commands\n\nWritten by `python docs/refresh.py` from the program's own help.\n"]
    for arguments in [[], *([name] for name in sorted(COMMANDS))]:
        result = CliRunner().invoke(group, [*arguments, "--help"], prog_name="kg", terminal_width=100)
        title = " ".join(["kg", *arguments])
        parts.append(f"## {title}\n\n```text\n{result.output.rstrip()}\n```\n")
    return "\n".join(parts)


def documents() -> dict[Path, str]:
    """Return each document's path and what it should hold."""
    quoting = (ROOT / "README.md", ROOT / "data" / "README.md")
    return {
        **{path: refreshed(path.read_text(encoding="utf-8")) for path in quoting},
        ROOT / "docs" / "commands.md": commands_page(),
    }


def main() -> None:
    """Write or check the documents."""
    stale = [p for p, text in documents().items() if not p.exists() or p.read_text(encoding="utf-8") != text]
    if "--check" in sys.argv:
        sys.exit(f"stale: {', '.join(p.name for p in stale)}" if stale else 0)
    for path, text in documents().items():
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
