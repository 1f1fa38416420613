"""The manifest: one line a source, appended as each is done, so that whoever is killed loses nothing that was done."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import MISSING, asdict, dataclass, fields
from pathlib import Path
from typing import Any, Literal, get_args

from kg.corpus.layout import MANIFEST
from kg.errors import GraphError
from kg.files import write_file

#: `built`: its two files are there. `bad`: its input is at fault. `crashed`: ours is, or it took the process with it.
#: `late`: it took longer than the limit.
Status = Literal["built", "bad", "crashed", "late"]
STATUSES: tuple[str, ...] = get_args(Status)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What is known of one source: the newest line of a path counts.

    `path` is the source as it was given or found. `key` is the hash of all that its outcome depends on; `nq` and `rows`
    are those of what was written: of the statements before they are packed, and of the rows. `seconds` are of the CPU;
    they and `attempts` are all that may differ between two builds of one source. `warnings` are those of its reading.
    """

    path: str
    id: str
    key: str
    status: Status
    reason: str = ""
    title: str = ""
    title_basis: str = ""
    date: str = ""
    date_basis: str = ""
    place: str = ""
    place_basis: str = ""
    series: str = ""
    language: str = ""
    bytes: int = 0
    words: int = 0
    statements: int = 0
    utterances: int = 0
    speakers: int = 0
    unnamed: int = 0
    claims: int = 0
    stances: int = 0
    nq: str = ""
    rows: str = ""
    warnings: tuple[str, ...] = ()
    seconds: float = 0.0
    attempts: int = 1

    def text(self) -> str:
        """Return the line as it stands in the manifest, without what is empty.

        >>> Line(path="a.txt", id="a", key="0f", status="bad", reason="a.txt: is empty").text()
        '{"path":"a.txt","id":"a","key":"0f","status":"bad","reason":"a.txt: is empty","attempts":1}\\n'
        """
        told = {k: v for k, v in asdict(self).items() if k in _ALWAYS or v not in ("", 0, 0.0, ())}
        return json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n"


_NAMES = frozenset(f.name for f in fields(Line))
#: A source that could not be read has no key, and perhaps no id; its line can be read all the same.
_ALWAYS = frozenset(f.name for f in fields(Line) if f.default is MISSING)


def read_manifest(corpus: Path) -> dict[str, Line]:
    """Return path → the newest line of each source, in the order of the manifest; none where there is no manifest.

    A last line without an end was torn when a build was killed, and is no line.

    Raises:
        GraphError: a line is none of ours.
    """
    path = corpus / MANIFEST
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise GraphError(f"{path}: cannot be read ({error.strerror or error})") from None
    found: dict[str, Line] = {}
    for number, line in enumerate(content.split(b"\n")[:-1], 1):
        if line.strip():
            read = line_of(line, f"{path}:{number}")
            found[read.path] = read
    return found


def line_of(content: bytes, where: str) -> Line:
    """Return what a line of JSON says; `where` is the file and line for errors.

    Raises:
        GraphError: it is none of ours.
    """
    try:
        told: dict[str, Any] = json.loads(content)
        # A line of a later version may say more than this one knows.
        told = {k: tuple(v) if k == "warnings" else v for k, v in told.items() if k in _NAMES}
        line = Line(**told)
    except (ValueError, TypeError, AttributeError, RecursionError):
        raise GraphError(f"{where}: is no line of a manifest (delete the line; its source is built again)") from None
    if line.status not in STATUSES:
        raise GraphError(f"{where}: status '{line.status}' is not known (delete the line; its source is built again)")
    return line


def write_manifest(corpus: Path, lines: Iterable[Line]) -> None:
    """Write the manifest anew, one line a source, in the order of paths.

    Raises:
        SourceError: it cannot be written.
    """
    ordered = sorted(lines, key=lambda line: line.path)
    write_file(corpus / MANIFEST, "".join(line.text() for line in ordered).encode("utf-8", "surrogatepass"))
