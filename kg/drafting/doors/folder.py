"""An event folder that a draft grows in: its answers are kept, and a file that a person has touched is never written over."""

from __future__ import annotations

import difflib
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import SourceError
from kg.eventfiles.annotation_text import annotations_yaml
from kg.eventfiles.event_text import event_yaml
from kg.eventfiles.vocabulary import concepts_turtle
from kg.evidence.concepts import used_concepts
from kg.files import write_folder
from kg.model import AnnotatedEvent

#: Where the answers of a model are kept, and what says which files are as we wrote them.
ANSWERS = "answers"
STATE = ".kg-draft.json"
REPAIR = "repair.md"
_LARGEST_ANSWER = 20_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What became of one file: `written`, `same`, or `beside` (a person has touched it, so the draft stands beside it)."""

    path: Path
    what: str
    beside: Path | None = None
    difference: tuple[str, ...] = ()


class DraftFolder:
    """The folder of one event, as drafts are written into it."""

    def __init__(self, folder: Path) -> None:
        self.path = folder

    def is_ours(self, name: str) -> bool:
        """Say whether a file is there just as a draft wrote it: nobody has touched it since."""
        place = self.path / name
        return place.is_file() and self._state().get(name) == _digest(_bytes(place))

    def answers(self) -> list[tuple[str, str]]:
        """Return the answers kept here, in the order in which they came: name and text."""
        places = sorted((self.path / ANSWERS).glob("*.txt"))
        return [(p.name, _bytes(p).decode("utf-8", "replace")) for p in places]

    def write_draft(
        self,
        event: AnnotatedEvent,
        source: Path | None,
        *,
        repair: str = "",
        answers: Sequence[tuple[str, str]] = (),
    ) -> list[Written]:
        """Write the files of a draft, all or none; what a person has touched stays, and the draft goes beside it.

        Args:
            event: the draft.
            source: the transcript's file, which is copied where the folder has none; None where it has.
            repair: the follow-up for the model; without one the old follow-up goes.
            answers: what it was drafted from, name and text; others that are kept here go.

        Raises:
            SourceError: the folder cannot be written.
        """
        texts = {"event.yaml": event_yaml(event), "annotations.yaml": annotations_yaml(event)}
        used = used_concepts(event)
        if used:
            texts["concepts.ttl"] = concepts_turtle(used)
        done = [self._written(name, text) for name, text in texts.items()]
        files = {(w.beside or w.path).name: texts[w.path.name].encode() for w in done if w.what != "same"}
        if source is not None and not any(self.path.glob("transcript.*")):
            files[f"transcript{source.suffix or '.txt'}"] = _bytes(source)
        files |= {f"{ANSWERS}/{name}": text.encode("utf-8", "replace") for name, text in answers}
        if repair:
            files[REPAIR] = repair.encode("utf-8", "replace")
        ours = {w.path.name: _digest(texts[w.path.name].encode()) for w in done if w.what != "beside"}
        files[STATE] = (json.dumps({**self._state(), **ours}, indent=1, sort_keys=True) + "\n").encode()
        gone = [f"{ANSWERS}/{name}" for name, _ in self.answers()]
        write_folder(files, self.path, gone=[*gone, REPAIR])
        return done

    def write_answer(self, name: str, text: str) -> None:
        """Keep one answer here, under its name.

        Raises:
            SourceError: the folder cannot be written.
        """
        write_folder({f"{ANSWERS}/{name}": text.encode("utf-8", "replace")}, self.path)

    def _written(self, name: str, text: str) -> Written:
        """Return what will become of one file."""
        place = self.path / name
        old = _bytes(place) if place.is_file() else None
        if old == text.encode():
            return Written(path=place, what="same")
        if old is None or self.is_ours(name):
            return Written(path=place, what="written")
        beside = place.with_name(f"{place.stem}.draft{place.suffix}")
        before, after = old.decode("utf-8", "replace").splitlines(), text.splitlines()
        lines = difflib.unified_diff(before, after, name, beside.name, lineterm="", n=1)
        return Written(path=place, what="beside", beside=beside, difference=tuple(lines))

    def _state(self) -> Mapping[str, str]:
        try:
            found = json.loads((self.path / STATE).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}


def answer_text(path: Path) -> str:
    """Return the text of a file that holds an answer, in whatever encoding a chat window left it.

    Raises:
        SourceError: it cannot be read, or is too large for an answer.
    """
    try:
        if path.stat().st_size > _LARGEST_ANSWER:
            raise SourceError(f"{path}: is too large for an answer ({_LARGEST_ANSWER // 1_000_000} MB at most)")
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(f"{path}: cannot be read ({error.strerror or error})") from None
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    return data.decode("utf-8-sig", "replace")


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise SourceError(f"{path}: cannot be read ({error.strerror or error})") from None


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
