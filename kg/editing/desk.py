"""An event under review: its folder, the corrections in it, and the output that follows from both."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass, replace
from pathlib import Path

from kg.errors import KgError, SourceError
from kg.evidence.consistency import Finding, findings
from kg.files import write_file
from kg.pipeline import Options, annotated, is_output, output_files, write_output
from kg.rendering.explorer.page import Review, edit_page
from kg.store.graph import Graph

CORRECTIONS = "corrections.yaml"
#: Seconds that a model's answer may take to be checked.
ANSWER_TIME = 300


class MovedError(KgError):
    """The corrections are not those any more that a page was made with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """An event as it was built last: its graph, what does not fit together, and the corrections in it, as written."""

    graph: Graph
    findings: tuple[Finding, ...]
    corrections: bytes


class Desk:
    """An event folder and its output; one change at a time, each whole or not there.

    Args:
        folder: an event folder.
        output: where the build goes; by default `output/` with the event's id.
        options: how to build.
    """

    def __init__(self, folder: Path, output: Path | None = None, options: Options | None = None) -> None:
        if not folder.is_dir() or is_output(folder):
            raise SourceError(
                f"{folder}: is no event folder (kg draft TRANSCRIPT makes one; an output is rebuilt from it)"
            )
        self.folder, self.output = folder, output
        self.options = replace(options or Options(), corrections=None)
        self._lock = threading.Lock()
        self.built = self._build(self.corrections())

    def corrections(self) -> bytes:
        """Return the corrections as they stand in the folder; nothing where there are none."""
        path = self.folder / CORRECTIONS
        try:
            return path.read_bytes() if path.is_file() else b""
        except OSError as error:
            raise SourceError(f"{path}: cannot be read ({error.strerror or error})") from None

    def page(self, at: str) -> bytes:
        """Return the page of the event; it saves below an address.

        Raises:
            KgError: somebody has changed the corrections by hand, and they cannot be built.
        """
        if self.corrections() != self.built.corrections:
            with self._lock:
                self.built = self._build(self.corrections())
        built = self.built
        review = Review(corrections=built.corrections.decode("utf-8-sig", "replace"), findings=built.findings)
        return edit_page(built.graph, review, at=at, etag=etag_of(built.corrections))

    def save(self, content: bytes, base: str) -> str:
        """Put other corrections in place of those that a page was made with, and build anew; return their version.

        What cannot be built is not saved.

        Args:
            content: of corrections.yaml.
            base: the version (`etag_of`) on which it was made.

        Raises:
            MovedError: somebody else has saved since.
            KgError: why it cannot be built, in a line.
        """
        with self._lock:
            now = self.corrections()
            if etag_of(now) != base:
                raise MovedError(f"{CORRECTIONS}: was changed since this page was made")
            # First the build, then the file, then the output: whoever is ended between has the old or the new decisions,
            # and the next start builds what follows from them.
            self.built = self._build(content, write=True)
            return etag_of(content)

    def answer(self, text: str) -> tuple[bool, str]:
        """Hand a model's answer to the checks of `kg draft --answer`; return whether it was taken, and what was said."""
        with self._lock, tempfile.TemporaryDirectory() as scratch:
            path = Path(scratch) / "answer.txt"
            path.write_text(text, encoding="utf-8")
            done, told = _kg("draft", str(self.folder), "--answer", str(path))
            if done:
                self.built = self._build(self.corrections())
            return done, told

    def prompt(self) -> str:
        """Return what `kg prompt` writes for this event.

        Raises:
            KgError: there is none, and why.
        """
        ran = subprocess.run(
            [sys.executable, "-m", "kg.cli", "prompt", str(self.folder)],
            capture_output=True,
            timeout=ANSWER_TIME,
            check=False,
        )
        if ran.returncode:
            raise KgError(ran.stderr.decode("utf-8", "replace").strip())
        return ran.stdout.decode("utf-8", "replace")

    def _build(self, corrections: bytes, *, write: bool = False) -> Built:
        """Build the event with some corrections, and write the output; `write`: the corrections as well, between the two."""
        with tempfile.TemporaryDirectory() as scratch:
            path = Path(scratch) / CORRECTIONS
            path.write_bytes(corrections or b"corrections: []\n")
            event = annotated(self.folder, replace(self.options, corrections=path))
        folder = self.output or Path("output") / event.event.id
        files = output_files(event, self.options, corrections=corrections.decode("utf-8-sig", "replace"))
        if write:
            write_file(self.folder / CORRECTIONS, corrections)
        write_output(files, folder, source=self.folder)
        return Built(graph=Graph.from_event(event), findings=findings(event), corrections=corrections)


def etag_of(content: bytes) -> str:
    """Return the version of a file by its content, as HTTP writes it.

    >>> etag_of(b"")
    '"e3b0c44298fc1c14"'
    """
    return f'"{hashlib.sha256(content).hexdigest()[:16]}"'


def _kg(*arguments: str) -> tuple[bool, str]:
    command = [sys.executable, "-m", "kg.cli", *arguments]
    try:
        ran = subprocess.run(command, capture_output=True, timeout=ANSWER_TIME, check=False)
    except subprocess.TimeoutExpired:
        return False, f"took longer than {ANSWER_TIME} s, and was ended"
    return ran.returncode == 0, (ran.stderr + ran.stdout).decode("utf-8", "replace").strip()
