"""Hooks of the documentation's site: pages that stand elsewhere in the repository, or follow from the program itself."""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files

import kg
from kg.resources import described, shipped_queries

ROOT = Path(__file__).resolve().parent.parent
#: Page of the site → the file of the repository that it is.
ELSEWHERE = {
    "index.md": "README.md",
    "changes.md": "CHANGELOG.md",
    "contributing.md": "CONTRIBUTING.md",
    "data.md": "data/README.md",
}
_SECTION = re.compile(r"(Args|Returns|Raises|Yields):")
_ARGUMENT = re.compile(r"    (\w[\w, ]*): (.*)")
_LINK = re.compile(r"(!?)\[([^\]]*)\]\((?!https?:|#|mailto:)([^)\s]+)\)")


def on_files(files: Files, config: Any, **_: Any) -> Files:
    """Add the pages that do not stand in docs/."""
    for page, source in ELSEWHERE.items():
        files.append(File.generated(config, page, content=_relinked(source)))
    files.append(File.generated(config, "python.md", content=_python()))
    files.append(File.generated(config, "sparql.md", content=_cookbook()))
    return files


def _relinked(source: str) -> str:
    """Return a document whose links lead to pages of the site; what is no page is named and not linked."""
    pages = {path: page for page, path in ELSEWHERE.items()}
    folder = Path(source).parent

    def one(match: re.Match[str]) -> str:
        mark, text, target = match.groups()
        path, _, anchor = target.partition("#")
        place = (folder / path).as_posix()
        page = pages.get(place) or (place.removeprefix("docs/") if place.startswith("docs/") else "")
        if not page:
            return text
        return f"{mark}[{text}]({page}{'#' + anchor if anchor else ''})"

    return _LINK.sub(one, (ROOT / source).read_text(encoding="utf-8"))


def _python() -> str:
    """Return the reference of the Python face: what `import kg` gives, by its own signatures and docstrings."""
    lines = [
        "# Python",
        "",
        "What `import kg` gives. Every name is imported when it is first used. Errors are subclasses of `kg.KgError`, with one line each.",
        "",
    ]
    for name in kg.__all__:
        thing = getattr(kg, name)
        if callable(thing):
            lines += _described(f"kg.{name}", thing, "##")
            classes = (
                [c for c in reversed(inspect.getmro(thing)) if c.__module__.startswith("kg.")]
                if inspect.isclass(thing)
                else []
            )
            own = {member: value for c in classes for member, value in vars(c).items()}
            for member, value in own.items():
                if not member.startswith("_") and (callable(value) or isinstance(value, classmethod | property)):
                    lines += _described(f"{name}.{member}", value, "###")
    return "\n".join(lines)


def _described(name: str, thing: Any, level: str) -> list[str]:
    """Return the heading, signature and docstring of one thing; examples are code, and sections of arguments are lists."""
    code = getattr(thing, "__func__", thing)
    try:
        # Annotations are kept as texts: they are shown as what they say.
        signature = re.sub(r"(: |-> )'([^']*)'", r"\1\2", str(inspect.signature(code))) if callable(code) else ""
    except (TypeError, ValueError):
        signature = ""
    text, example = [], []
    for line in (inspect.getdoc(code) or "").splitlines():
        if line.startswith((">>>", "...")) or (example and line and not line.startswith(" ")):
            example.append(line)
        elif section := _SECTION.fullmatch(line):
            text += ["", f"**{section[1]}**", ""]
        elif argument := _ARGUMENT.fullmatch(line):
            text.append(f"- `{argument[1]}`: {_plain(argument[2])}")
        else:
            text.append(_plain(line))
    shown = ["", "```python", *example, "```", ""] if example else []
    return [
        f"{level} {name}",
        "",
        *(["```python", f"{name}{signature}", "```", ""] if signature else []),
        *text,
        *shown,
        "",
    ]


def _plain(line: str) -> str:
    """Return a line of a docstring in which no bracket is a link."""
    return line.replace("[", "\\[").replace("<", "&lt;") if "`" not in line else line


def _cookbook() -> str:
    """Return the shipped questions with their queries."""
    lines = [
        "# SPARQL cookbook",
        "",
        "Each question is asked by its name, of a file, a store or an endpoint: `kg query output/agi-next-2026 NAME`, `--param NAME=VALUE` binds a variable, "
        '`graph.query("NAME")` gives a data frame. The prefixes need not be declared. The queries are a start for your own.',
        "",
    ]
    for path in shipped_queries():
        about = described(path)
        query = "".join(line for line in path.read_text(encoding="utf-8").splitlines(keepends=True) if line[0] != "#")
        parameters = ["", f"Parameters: {about['parameters']}."] if about["parameters"] else []
        lines += [f"## {path.stem}", "", about["question"], "", "```sparql", query.rstrip(), "```", *parameters, ""]
    return "\n".join(lines)
