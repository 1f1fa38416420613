"""The page's scripts joined: what the modules mean, and nothing else; and their own tests, where Node.js is at hand."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from kg.rendering.explorer.bundle import BundleError, bundled, modules
from kg.rendering.explorer.page import ENTRY, asset

ROOT = Path(__file__).parent.parent
NODE = shutil.which("node")


def joined(**texts: str) -> str:
    return bundled({f"{name}.js": text for name, text in texts.items()}.__getitem__, "a.js")


@pytest.mark.skipif(NODE is None, reason="no Node.js on this machine")
def test_a_bundle_does_what_its_modules_do() -> None:
    """Names of one module do not meet those of another; renamed, whole and bare imports work; each module runs once."""
    script = joined(
        a='import { one as first, Two } from "./b.js";\nimport * as c from "./c.js";\nimport "./d.js";\nconst hidden = 3;\n'
        "console.log(first, new Two().two, hidden, c.three(), log.join());\n",
        b='import "./d.js";\nconst hidden = 1;\nexport const one = hidden;\nexport class Two {\n  two = 2;\n}\n',
        c="// export const no = 1;\nexport function three() {\n  return 3;\n}\nexport {};\n",
        d='globalThis.log = [...(globalThis.log || []), "d"];\n',
    )
    ran = subprocess.run([str(NODE), "-e", script], capture_output=True, text=True, check=True)

    assert ran.stdout == "1 2 3 3 d\n"


def test_a_circle_is_refused() -> None:
    """Modules that import each other are named."""
    with pytest.raises(BundleError, match=r"a\.js: modules import each other: a\.js → b\.js → a\.js"):
        joined(a='import "./b.js";\n', b='import "./a.js";\n')


@pytest.mark.parametrize(
    "line", ["export default 1;", "export let x = 1;", 'export * from "./b.js";', "import x from 'b';"]
)
def test_what_cannot_be_joined_is_refused(line: str) -> None:
    """A form that the bundler does not know is an error, and not left out."""
    with pytest.raises(BundleError, match=r"a\.js: cannot be joined"):
        joined(a=line + "\n", b="")


def test_texts_are_untouched() -> None:
    """Spaces within a text stay as they are, also in one that is put together."""
    script = joined(
        a="/** @type {1} */\nconst say = (/** @type {any} */ n) => `{to: ${n}, a  b}`; // stays\n  // goes\n  say(1);\n"
    )
    assert script == '"use strict";\n(() => {\nconst say = (n) => `{to: ${n}, a  b}`; // stays\nsay(1);\n})();'


@pytest.mark.skipif(NODE is None, reason="no Node.js on this machine")
def test_what_only_a_reader_of_the_source_needs_stays_out_of_the_page() -> None:
    """Comments are gone, and what is left is a script."""
    script = bundled(asset, ENTRY)
    ran = subprocess.run([str(NODE), "--check", "-"], input=script, capture_output=True, text=True, check=False)

    assert "JSDoc" not in script
    assert "/**" not in script
    assert ran.returncode == 0, ran.stderr


def test_the_lower_scripts_know_no_page() -> None:
    """Model, state and selectors import nothing of the page: imports go one way."""
    texts = modules(asset, ENTRY)
    lower = {path: text for path, text in texts.items() if re.match(r"scripts/(core|selectors)/", path)}
    upward = {
        path: found for path, text in lower.items() if (found := re.findall(r'from "(\.\./(?:page|views)/[^"]+)', text))
    }

    assert len(lower) > 4
    assert upward == {}


@pytest.mark.skipif(NODE is None, reason="no Node.js on this machine")
def test_the_scripts_pass_their_own_tests() -> None:
    """`node --test` runs the tests of model, state and selectors, without a document."""
    ran = subprocess.run([str(NODE), "--test", "tests/scripts/"], cwd=ROOT, capture_output=True, text=True, check=False)

    assert ran.returncode == 0, ran.stdout[-4000:]
    assert int(re.search(r"^# pass (\d+)$", ran.stdout, re.MULTILINE)[1]) > 9  # type: ignore[index]
