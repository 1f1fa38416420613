"""One file, written beside its place and moved there."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from kg.errors import SourceError
from kg.files.common import check_writable, lock, make_folder, one_line, take_after


def write_file(path: Path, content: bytes) -> None:
    """Write one file: what stood there is replaced when all is written, and stays when anything fails.

    Raises:
        SourceError: it cannot be written.
    """
    with whole_file(path) as file:
        file.write(content)


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Open a file to write, which takes its place when the block ends well; a link is followed, mode and owner stay.

    Raises:
        SourceError: it cannot be written.
    """
    with one_line(path):
        place = Path(os.path.realpath(path))
        if place.is_dir():
            raise SourceError(f"{path}: is a folder (name a file)")
        if place.exists() and not place.is_file():
            # A pipe or a device is written to: to move a file into its place would remove it.
            with place.open("wb") as file:
                yield file
            return
        check_writable(place, path)
        with make_folder(place.parent):
            beside, descriptor = _beside(place, path)
            try:
                with os.fdopen(descriptor, "wb") as file:
                    if place.exists():
                        take_after(beside, place)
                    yield file
                    file.flush()
                    os.fsync(file.fileno())
                os.replace(beside, place)
            except BaseException:
                beside.unlink(missing_ok=True)
                raise


def check_apart(source: Path, target: Path) -> None:
    """Refuse to write over what is being read.

    Raises:
        SourceError: the target is the source, or lies directly in it where it is a folder.
    """
    with one_line(target):
        places = (target, target.parent) if source.is_dir() else (target,)
        if source.exists() and any(p.exists() and p.samefile(source) for p in places):
            raise SourceError(f"{target}: is, or is a part of, what is read here (write to another place with -o)")


def _beside(place: Path, shown: Path) -> tuple[Path, int]:
    """Open a new file beside a place. Its name depends on the place's alone, so that a killed run leaves at most one."""
    path = place.with_name(f".kg-{hashlib.sha256(os.fsencode(place.name)).hexdigest()[:16]}")
    while True:
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        except FileExistsError:
            _remove_abandoned(path, shown)
            continue
        lock(descriptor, shown)
        if _is_same(descriptor, path):
            return path, descriptor
        os.close(descriptor)  # taken for an abandoned one before it was locked


def _remove_abandoned(path: Path, shown: Path) -> None:
    with suppress(FileNotFoundError):
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
        try:
            lock(descriptor, shown)
            if _is_same(descriptor, path):
                path.unlink()
        finally:
            os.close(descriptor)


def _is_same(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), os.lstat(path))
    except FileNotFoundError:
        return False
