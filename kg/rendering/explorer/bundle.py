"""The page's scripts, which are ES modules, as one script: each module a function of its own, in the order of their imports.

What the modules may write is less than the language has, so that a few lines can join them and no Node.js is needed:
`import { a, b as c } from "./x.js"`, `import * as x from "./x.js"` and `import "./x.js"` at the beginning of a line;
`export const`, `export function`, `export async function`, `export class` and `export {};`. Anything else is refused.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable

_IMPORT = re.compile(r"""^import\s(?:(?:\{([^{}]*)\}|\*\s+as\s+(\w+))\s+from\s+)?"([^"\n]+)";[^\n]*$""", re.MULTILINE)
_EXPORT = re.compile(r"^export (?:(?:const|function\*?|async function|class) (\w+)|\{\};[^\n]*$)", re.MULTILINE)

#: A comment of its own line, and what a line is indented by: an eighth of a module. No text of ours runs over lines.
_COMMENT = re.compile(r"^[ \t]*//[^\n]*\n|^[ \t]*/\*\*.*?\*/[ \t]*\n", re.MULTILINE | re.DOTALL)
_INLINE = re.compile(r"/\*\* @(?:type|param)[^*]*\*/ ?")
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)


class BundleError(ValueError):
    """A script of the page is written in a way that cannot be joined."""


def bundled(read: Callable[[str], str], entry: str) -> str:
    r"""Return one classic script that does what a module and all that it imports do.

    Args:
        read: path of a module → its text.
        entry: the module to begin with.

    Raises:
        BundleError: modules import each other in a circle, or one says what cannot be joined.

    >>> modules = {"a.js": 'import { one } from "./b/b.js";\nshow(one);\n', "b/b.js": "export const one = 1;\n"}
    >>> print(bundled(modules.__getitem__, "a.js"))
    "use strict";
    const $b_b = (() => {
    const one = 1;
    return { one };
    })();
    (() => {
    const { one } = $b_b;
    show(one);
    })();
    """
    order = modules(read, entry)
    parts = [_wrapped(path, text, last=path == entry) for path, text in order.items()]
    return "\n".join(['"use strict";', *parts])


def modules(read: Callable[[str], str], entry: str) -> dict[str, str]:
    """Return path → text of a module and of all that it imports, each after those that it imports itself."""
    done: dict[str, str] = {}
    open_: list[str] = []

    def visit(path: str) -> None:
        if path in done:
            return
        if path in open_:
            raise BundleError(f"{path}: modules import each other: {' → '.join([*open_[open_.index(path) :], path])}")
        open_.append(path)
        text = read(path)
        for _, _, target in _IMPORT.findall(text):
            visit(_beside(path, target))
        open_.pop()
        done[path] = text

    visit(entry)
    return done


def _beside(path: str, target: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), target))


def _name(path: str) -> str:
    return "$" + re.sub(r"\W", "_", path.removesuffix(".js"))


def _wrapped(path: str, text: str, *, last: bool) -> str:
    def imported(found: re.Match[str]) -> str:
        names, whole, target = found.groups()
        module = _name(_beside(path, target))
        if whole:
            return f"const {whole} = {module};"
        if not names:
            return ""
        # A name that is only a type is none when the script runs.
        return "const { " + ", ".join(n.strip().replace(" as ", ": ") for n in names.split(",") if n.strip()) + " } = " + module + ";"  # fmt: skip

    body = _EXPORT.sub(lambda m: m[0].removeprefix("export ") if m[1] else "", _IMPORT.sub(imported, text))
    if bad := re.search(r"^(?:import|export)\b[^\n]*", body, re.MULTILINE):
        raise BundleError(f"{path}: cannot be joined: {bad[0]} (see kg/rendering/explorer/bundle.py for what can)")
    names = [m[1] for m in _EXPORT.finditer(text) if m[1]]
    body = _INDENT.sub("", _INLINE.sub("", _COMMENT.sub("", body))).strip("\n")
    body = re.sub(r"\n{2,}", "\n", body)
    if last:
        return f"(() => {{\n{body}\n}})();"
    return f"const {_name(path)} = (() => {{\n{body}\nreturn {{ {', '.join(names)} }};\n}})();"
