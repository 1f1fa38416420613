"""Write an output folder so that whoever looks, and whenever we are killed, sees the old one or the new one, whole."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from kg.errors import SourceError

#: What a former build may have left that this one does not write again.
_OURS = frozenset({"graph.ttl", "transcript.txt", "report.md", "explorer.html"})
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


def write_output(files: Mapping[str, bytes], folder: Path) -> None:
    """Write the files beside the folder and exchange the two; files of the old folder that are not ours stay.

    Raises:
        SourceError: the folder cannot be written.
    """
    # A relative path such as `.` has no name of its own to write beside.
    folder = folder.absolute()
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        if folder.exists() and not folder.is_dir():
            raise SourceError(f"{folder}: is a file (choose another folder with -o)")
        with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as scratch:
            fresh = Path(scratch) / "new"
            for name, content in files.items():
                path = fresh / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            _keep_strangers(folder, fresh, files)
            _exchange(fresh, folder)
    except OSError as error:
        raise SourceError(f"{folder}: cannot be written ({error.strerror or error})") from None


def _keep_strangers(old: Path, fresh: Path, files: Mapping[str, bytes]) -> None:
    for path in sorted(old.rglob("*")) if old.is_dir() else []:
        name = path.relative_to(old).as_posix()
        ours = name in files or name in _OURS or (name.startswith("tables/") and name.endswith(".csv"))
        if path.is_file() and not ours:
            target = fresh / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, target)


def _exchange(fresh: Path, folder: Path) -> None:
    if not folder.exists():
        os.replace(fresh, folder)
    elif not _exchanged_at_once(fresh, folder):
        # Where the system cannot exchange two names, the old folder steps aside for a moment.
        os.replace(folder, fresh.with_name("old"))
        os.replace(fresh, folder)


def _exchanged_at_once(one: Path, other: Path) -> bool:
    if not sys.platform.startswith("linux"):
        return False
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    return bool(renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0)
