"""What one file and a set of files share: the error in one line, folders made and taken back, locks, owner and mode."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kg.errors import SourceError

try:
    import fcntl
except ImportError:  # Windows: there whoever writes last wins
    fcntl = None  # type: ignore[assignment]

_PATIENCE = 30.0  # seconds to wait for another of us


@contextmanager
def one_line(shown: Path) -> Iterator[None]:
    """Say what the system refuses in one line, with the path as the person gave it."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise SourceError(f"{shown}: cannot be written ({error.strerror or error}; what was there stays)") from None


@contextmanager
def make_folder(place: Path) -> Iterator[None]:
    """Make a folder and those above it; when nothing comes of it, remove those that were made."""
    made = [p for p in (place, *place.parents) if not p.exists()]
    try:
        place.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:
        for folder in made:
            with suppress(OSError):
                folder.rmdir()
        raise


@contextmanager
def only_writer(place: Path, shown: Path) -> Iterator[None]:
    """Keep others of us out of a folder. The lock is on the folder itself, so that nothing is left behind."""
    if fcntl is None:
        yield
        return
    descriptor = os.open(place, os.O_RDONLY)
    try:
        lock(descriptor, shown)
        yield
    finally:
        os.close(descriptor)


def lock(descriptor: int, shown: Path) -> None:
    """Keep others of us out for as long as the descriptor is open."""
    end = time.monotonic() + _PATIENCE
    while fcntl is not None:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > end:
                raise SourceError(f"{shown}: another program is writing to it (wait for it to end)") from None
            time.sleep(0.02)
        except OSError:
            return  # a file system that knows no locks
        else:
            return


def check_writable(path: Path, shown: Path) -> None:
    """Refuse a file that its owner has protected: to move another into its place would not ask."""
    # In a folder that cannot be written it is the system that refuses, and says why.
    if path.exists() and not os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        raise SourceError(f"{shown}: is write-protected (chmod u+w it, or choose another place with -o)")


def take_after(fresh: Path, old: Path) -> None:
    """Give a fresh file the owner, mode and attributes of the one that it is to replace."""
    was = old.stat()
    if hasattr(os, "chown"):
        for user in (was.st_uid, -1):
            with suppress(PermissionError):
                os.chown(fresh, user, was.st_gid)
                break
    shutil.copystat(old, fresh)
    os.utime(fresh)
