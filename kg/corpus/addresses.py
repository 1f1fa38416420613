"""Sources that lie elsewhere (s3://…, https://…, zip://*::archive.zip): what an address names, and its copy in the corpus.

fsspec knows the services. A copy is what is built, so that every worker reads the same bytes and a time limit is about the
building alone; it is fetched again when the service says that the file is another.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from kg.corpus.layout import FETCHED
from kg.errors import SourceError, of_extra
from kg.files import whole_file, write_file
from kg.readers.source import MAX_BYTES

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,30}://")
_NEEDED = "corpus: an address needs fsspec (pip install 'panel-kg[corpus]'; and s3fs, gcsfs … for its service)"
#: What a service may say of a file that changes when the file does.
_STATES = (
    "etag",
    "ETag",
    "md5",
    "sha",
    "checksum",
    "LastModified",
    "last_modified",
    "mtime",
    "updated",
    "created",
    "CRC",
)
_INDEX = "fetched.json"
#: Files that are fetched at a time.
_AT_ONCE = 8
_PIECE = 1 << 20
#: How many characters of a name of theirs stay in ours.
_LONGEST = 80


def is_address(argument: str) -> bool:
    """Say whether an argument names something that is not on this machine's disk, or lies in an archive there.

    >>> [is_address(a) for a in ("s3://council/2024/", "zip://*.txt::talks.zip", "talks/may.txt", "C:\\\\talks")]
    [True, True, False, False]
    """
    return bool(_SCHEME.match(argument))


def listed(argument: str) -> Iterator[tuple[str, Path]]:
    """Yield what an address names, in order: a file, all files below a folder, the matches of a glob.

    Each is the address of one file, and the place of its copy below `fetched` of a corpus.

    Raises:
        SourceError: nothing is there, or the service cannot be reached or is not known.
        MissingExtraError: fsspec, or its part for this service, is not installed.
    """
    opened, path = _opened(argument)
    try:
        if any(c in path for c in "*?["):
            names = opened.glob(path)
        elif opened.isfile(path):
            names = [path]
        else:
            names = opened.find(path)
        files = sorted(name for name in names if not opened.isdir(name))
    except Exception as error:
        raise SourceError(f"{argument}: cannot be listed ({_line(error)})") from None
    if not files:
        raise SourceError(f"{argument}: nothing is there")
    for name in files:
        address = _address(opened, name, argument)
        yield address, _copy_of(address, name)


def fetch(wanted: Mapping[str, Path], corpus: Path) -> dict[str, str]:
    """Fetch files into a corpus, but for those whose copies are still what the service has.

    Args:
        wanted: address → the place of its copy, as `listed` gives both.
        corpus: its folder.

    Returns:
        Address → why it could not be fetched, for those that could not.
    """
    if not wanted:
        return {}
    index = corpus / FETCHED / _INDEX
    known = _read_index(index)

    def one(address: str) -> tuple[str, str]:
        return _fetch(address, corpus / FETCHED / wanted[address], known.get(address, ""))

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        outcome = dict(zip(wanted, pool.map(one, wanted), strict=True))
    states = {address: state for address, (state, _) in outcome.items() if state}
    index.parent.mkdir(parents=True, exist_ok=True)
    write_file(index, (json.dumps(states, ensure_ascii=False, indent=0, sort_keys=True) + "\n").encode())
    return {address: fault for address, (_, fault) in outcome.items() if fault}


def _fetch(address: str, copy: Path, known: str) -> tuple[str, str]:
    """Return the state of the file that a copy is of, or else why there is no copy."""
    try:
        opened, path = _opened(address)
        state = _state(opened.info(path))
        if state and state == known and copy.is_file():
            return state, ""
        copy.parent.mkdir(parents=True, exist_ok=True)
        with opened.open(path, "rb") as file, whole_file(copy) as out:
            size = 0
            while piece := file.read(_PIECE):
                size += len(piece)
                if size > MAX_BYTES:
                    raise SourceError(f"it is larger than {MAX_BYTES:,} bytes")
                out.write(piece)
    except Exception as error:
        return "", f"{address}: cannot be fetched ({_line(error)})"
    return state, ""


def _opened(argument: str) -> tuple[Any, str]:
    core = of_extra("fsspec.core", _NEEDED)
    try:
        opened, path = core.url_to_fs(argument)
    except ImportError as error:
        raise SourceError(f"{argument}: {error}") from None
    except Exception as error:
        raise SourceError(f"{argument}: is no address that can be opened ({_line(error)})") from None
    return opened, str(path)


def _address(opened: Any, name: str, argument: str) -> str:
    scheme, _, rest = argument.partition("::")
    if rest:
        return f"{scheme.partition('://')[0]}://{name}::{rest}"
    return str(opened.unstrip_protocol(name))


def _copy_of(address: str, name: str) -> Path:
    """Return where a copy lies: below its own hash, with the folders by which ids are told apart, and none of their tricks."""
    parts = [re.sub(r"[^\w .-]", "-", part)[-_LONGEST:] for part in re.split(r"[/\\]+", name)]
    kept = [part for part in parts if part.strip(". ")]
    return Path(hashlib.sha256(address.encode("utf-8", "surrogatepass")).hexdigest()[:8], *kept)


def _state(info: dict[str, Any]) -> str:
    """Return what tells one state of a file from another; nothing where the service does not say."""
    said = [str(info[name]) for name in _STATES if info.get(name)]
    return " ".join([*said, str(info.get("size"))]) if said else ""


def _read_index(path: Path) -> dict[str, str]:
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}  # then all is fetched again
    return {str(k): str(v) for k, v in found.items()} if isinstance(found, dict) else {}


def _line(error: Exception) -> str:
    return (" ".join(str(error).split()) or type(error).__name__)[:200]
