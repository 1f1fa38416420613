"""A set of files, written into a hidden folder inside the folder that it is for, and moved from there as one.

Once all of the set is on disk, the hidden folder gets another name, and from then on the set counts: each file is moved
to its place. Whoever is killed in between leaves the hidden folder, and the next run or reader ends the move. The folder
that a person sees is never exchanged for another: it keeps its mode, its owner, and whoever stands in it.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath

from kg.errors import SourceError
from kg.files.common import check_writable, make_folder, one_line, only_writer, take_after

#: A set that is being written, one that counts, one that could not be moved; each a folder inside the folder it is for.
_HALF, _WHOLE, _UNDONE = ".kg-half", ".kg-whole", ".kg-undone"
_PLAN, _NEW, _OLD = "plan.json", "new", "old"
_IN_THE_WAY = "is no plain {0}, and a {0} is to be written there (move it away, or choose another folder with -o)"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """What a set changes: names to write, names to remove, which of both were `there`, and the folders to make."""

    new: tuple[str, ...]
    gone: tuple[str, ...]
    there: tuple[str, ...]
    made: tuple[str, ...]


def write_folder(files: Mapping[str, bytes], folder: Path, *, gone: Collection[str] = ()) -> None:
    """Write a set of files into a folder, all or none, and remove the files of other names that are `gone`.

    Args:
        files: path in the folder, with slashes → content. Whatever else is in the folder stays as it is.
        folder: made when it is not there; a link to a folder is followed.
        gone: paths that the caller owns and does not write this time.

    Raises:
        SourceError: the folder cannot be written; something that is no plain file has one of the names.
    """
    if not files and not gone:
        return
    with one_line(folder):
        place = Path(os.path.realpath(folder))
        if place.exists() and not place.is_dir():
            raise SourceError(f"{folder}: is a file (choose another folder with -o)")
        with make_folder(place), only_writer(place, folder):
            _settle(place, folder)
            _check_names(files, place, folder)
            _stage(files, [n for n in gone if n not in files and _is_plain(place / n)], place)
            _finish(place, folder)


def settle(folder: Path) -> None:
    """End what a killed `write_folder` began, before the folder is read.

    Raises:
        SourceError: it cannot be ended.
    """
    if not any(os.path.lexists(folder / name) for name in (_WHOLE, _UNDONE)):
        return
    with one_line(folder):
        place = Path(os.path.realpath(folder))
        with only_writer(place, folder):
            _settle(place, folder)


def _is_plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink() and not path.parent.is_symlink()


def _check_names(names: Collection[str], place: Path, folder: Path) -> None:
    """Refuse names at which something stands that is not a plain file in plain folders."""
    for name in names:
        for inner in _folders_of([name]):
            if os.path.lexists(place / inner) and ((place / inner).is_symlink() or not (place / inner).is_dir()):
                raise SourceError(f"{folder / inner}: {_IN_THE_WAY.format('folder')}")
        if os.path.lexists(place / name) and not _is_plain(place / name):
            raise SourceError(f"{folder / name}: {_IN_THE_WAY.format('file')}")
        check_writable(place / name, folder / name)


def _folders_of(names: Iterable[str]) -> list[str]:
    """Return the folders that some paths lie in, each after the one that it lies in."""
    return sorted({str(p) for name in names for p in PurePosixPath(name).parents if p.name}, key=len)


def _stage(files: Mapping[str, bytes], gone: list[str], place: Path) -> None:
    """Write a set into the folder, hidden, with a second name for each file that it replaces; then let it count."""
    half = place / _HALF
    folders = _folders_of((*files, *gone))
    plan = _Plan(
        new=tuple(files),
        gone=tuple(gone),
        there=tuple(name for name in (*files, *gone) if (place / name).exists()),
        made=tuple(p for p in _folders_of(files) if not (place / p).exists()),
    )
    try:
        half.mkdir(mode=0o700)
        for kind in (_NEW, _OLD):
            for name in ("", *folders):
                (half / kind / name).mkdir()
        for name, content in files.items():
            _write_synced(half / _NEW / name, content, place / name)
        for name in plan.there:
            _second_name(place / name, half / _OLD / name)
        _write_synced(half / _PLAN, json.dumps(asdict(plan)).encode(), None)
        for path in (*(half / _NEW / name for name in ("", *folders)), half):
            _sync(path)
        os.replace(half, place / _WHOLE)
        _sync(place)
    except BaseException:
        shutil.rmtree(half, ignore_errors=True)
        raise


def _write_synced(path: Path, content: bytes, old: Path | None) -> None:
    with path.open("xb") as file:
        if old is not None and old.exists():
            take_after(path, old)
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _second_name(path: Path, name: Path) -> None:
    try:
        os.link(path, name, follow_symlinks=False)
    except (OSError, NotImplementedError):
        shutil.copy2(path, name)  # no hard links here


def _settle(place: Path, folder: Path) -> None:
    if (place / _UNDONE).is_dir():
        _undo(place, folder)
    if (place / _WHOLE).is_dir():
        _finish(place, folder)
    shutil.rmtree(place / _HALF, ignore_errors=True)


def _plan_in(staged: Path, folder: Path) -> _Plan:
    """Read a plan; a folder may come from anywhere, so it must be ours, and must not lead out of the folder."""
    if hasattr(os, "geteuid") and staged.lstat().st_uid != os.geteuid():
        raise SourceError(f"{folder / staged.name}: another user's build was broken off here (let them build again)")
    try:
        told = json.loads((staged / _PLAN).read_bytes())
        plan = _Plan(**{key: tuple(map(str, names)) for key, names in told.items()})
        inside = [staged, staged / _NEW, staged / _OLD]
        names = [PurePosixPath(name) for name in (*plan.new, *plan.gone, *plan.made)]
    except (ValueError, TypeError, AttributeError, RecursionError):
        raise SourceError(f"{folder / staged.name}: is not of this program's making (remove it)") from None
    inside += [staged / kind / parent for kind in (_NEW, _OLD) for name in names for parent in name.parents]
    if any(".." in n.parts or n.is_absolute() for n in names) or any(p.is_symlink() for p in inside):
        raise SourceError(f"{folder / staged.name}: leads out of the folder (remove it)")
    return plan


def _finish(place: Path, folder: Path) -> None:
    """Move a set that counts into place, or, where that cannot be done, put back what was there."""
    whole = place / _WHOLE
    plan = _plan_in(whole, folder)
    _check_names(plan.new, place, folder)
    moves = [(whole / _NEW / name, place / name) for name in plan.new if (whole / _NEW / name).exists()]
    removed = [place / name for name in plan.gone if _is_plain(place / name)]
    try:
        for name in plan.made:
            (place / name).mkdir(exist_ok=True)
        for fresh, path in moves:
            os.replace(fresh, path)
        for path in removed:
            path.unlink()
        for path in {path.parent for _, path in moves}:
            _sync(path)
    except OSError:
        os.replace(whole, place / _UNDONE)
        _undo(place, folder)
        raise
    _discard(whole, place)


def _undo(place: Path, folder: Path) -> None:
    """Put back what a set replaced."""
    undone = place / _UNDONE
    plan = _plan_in(undone, folder)
    _check_names(plan.new, place, folder)
    for name in (*plan.new, *plan.gone):
        if (undone / _OLD / name).exists():
            os.replace(undone / _OLD / name, place / name)
        elif name not in plan.there:
            (place / name).unlink(missing_ok=True)
    for name in reversed(plan.made):
        with suppress(OSError):
            (place / name).rmdir()
    _discard(undone, place)


def _discard(staged: Path, place: Path) -> None:
    # First the name goes that says that there is something to end, then what is below it.
    os.replace(staged, place / _HALF)
    shutil.rmtree(place / _HALF, ignore_errors=True)


def _sync(folder: Path) -> None:
    """Let a folder's names reach the disk, where the system can."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
