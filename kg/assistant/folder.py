"""The one folder that an assistant works in: its transcript, what is read of it so far, and the graph of both."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.assistant.answers import Answers
from kg.assistant.facts import Facts
from kg.drafting.doors.drafted import Drafted, draft_from_answers
from kg.drafting.doors.folder import DraftFolder
from kg.drafting.entrance.answers import read_answer
from kg.drafting.entrance.kept import Kept
from kg.drafting.entrance.objects import as_json, read_objects
from kg.drafting.entrance.places import Places
from kg.drafting.entrance.reading import checked
from kg.drafting.entrance.records import Answer, Fault
from kg.drafting.ground import ground
from kg.drafting.language import language_of
from kg.errors import SourceError
from kg.eventfiles import bare_event, load_vocabulary, transcript_path
from kg.eventfiles.load import declared
from kg.model import AnnotatedEvent, Concept, slug
from kg.pipeline import annotated, graph, is_output
from kg.readers import read
from kg.resources import shipped
from kg.store.graph import Graph


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """What became of proposed records: how many were kept, and for each that was not taken as it stands, why."""

    kept: int
    faults: tuple[Fault, ...]


class Workspace:
    """An event folder, an output folder, or a folder with a transcript; nothing outside it is read or written.

    Raises:
        SourceError: the folder holds neither a transcript nor a graph.
    """

    def __init__(self, folder: Path, *, model: str = "assistant") -> None:
        self.path, self._model = folder, model
        self.is_output = is_output(folder)
        self._folder = DraftFolder(folder)
        self._facts: Facts | None = None
        self._graph: Graph | None = None
        self._making = threading.RLock()
        self._places: Places | None = None
        source = folder / "transcript.txt" if self.is_output else self._source()
        if source.is_symlink() and not source.resolve().is_relative_to(folder.resolve()):
            raise SourceError(f"{source}: leads out of the folder (copy the transcript into it)")
        transcript = read(source)
        own = folder / "event.yaml"
        if own.is_file() and not self._folder.is_ours(own.name):
            self._known = declared(own, transcript, slug(folder.absolute().name))
        else:
            self._known = bare_event(slug(folder.absolute().name), transcript)
        self.known = ground(self._known.transcript, self._known)
        self.answers = [read_answer(text, name) for name, text in self._folder.answers()]
        self._session: list[dict[str, Any]] = []
        self._session_name = f"{len(self.answers) + 1:03}.txt"

    def _source(self) -> Path:
        try:
            return transcript_path(self.path)
        except SourceError:
            raise SourceError(
                f"{self.path}: holds no transcript.* and no output of kg build (name an event folder)"
            ) from None

    @property
    def language(self) -> str:
        """The language of the prompts that fit the transcript."""
        return language_of(self.known.transcript, self.known.event.language)

    @property
    def places(self) -> Places:
        """The index of the transcript's words."""
        if self._places is None:
            self._places = Places(self.known.transcript)
        return self._places

    @property
    def graph(self) -> Graph:
        """The graph of what the folder holds, and of what was proposed here."""
        # It is made in a thread while the assistant asks already: two graphs would each have a worker of their own.
        with self._making:
            if self._graph is None:
                self._graph = Graph.open(self.path) if self.is_output else graph(self.event())
            return self._graph

    @property
    def facts(self) -> Facts:
        """The tables of the graph."""
        with self._making:
            if self._facts is None:
                self._facts = Facts(self.graph.rows())
            return self._facts

    @property
    def ask(self) -> Answers:
        """Whole answers about the event."""
        return Answers(self.facts)

    def event(self) -> AnnotatedEvent:
        """Return the event: as read by answers where there are any and no person has written annotations, else as it is built."""
        written = self.path / "annotations.yaml"
        if self._all() and (not written.is_file() or self._folder.is_ours(written.name)):
            return self.draft().event
        return annotated(self.path)

    def draft(self) -> Drafted:
        """Return the draft of all that was answered and proposed."""
        return draft_from_answers(
            self._known.transcript,
            self._all(),
            event=self._known,
            vocabulary=self._vocabulary(),
            model=self._model,
            door="assistant",
            language=self.language,
            places=self.places,
        )

    def kept(self) -> Kept:
        """Return what is left of all that was answered and proposed."""
        return checked(self.known, self._all(), self.places)

    def _all(self) -> list[Answer]:
        return [*self.answers, *([read_objects(self._session, self._session_name)] if self._session else [])]

    def _vocabulary(self) -> tuple[Concept, ...]:
        own = self.path / "concepts.ttl"
        has_own = own.is_file() and not self._folder.is_ours(own.name)
        return load_vocabulary(own if has_own else shipped("ontology", "concepts.ttl"))

    def propose(self, records: Sequence[Mapping[str, Any]]) -> Proposed:
        """Check some records and keep those that can be kept, in the folder's answers.

        Raises:
            SourceError: the folder is an output, or cannot be written.
        """
        if self.is_output:
            raise SourceError(f"{self.path}: is what a build wrote; records go into an event folder")
        before = self.kept()
        at = len(self._session)
        self._session += [dict(r) for r in records]
        after = self.kept()
        fresh = tuple(f for f in after.faults if f.origin.answer == self._session_name and f.origin.line > at)
        told_before = {(f.origin.answer, f.origin.line, f.reason) for f in before.faults}
        fresh = tuple(f for f in fresh if (f.origin.answer, f.origin.line, f.reason) not in told_before)
        lost = {f.origin.line - 1 for f in fresh if f.verdict == "unusable"}
        self._session = [r for i, r in enumerate(self._session) if i < at or i not in lost]
        with self._making:
            self._graph = self._facts = None
        if self._session:
            kept = as_json(read_objects(self._session, self._session_name))
            self._folder.write_answer(
                self._session_name, json.dumps(json.loads(kept), ensure_ascii=False, indent=1) + "\n"
            )
        return Proposed(kept=len(records) - len(lost), faults=fresh)

    def save(self) -> list[str]:
        """Write the draft into the folder; return a line for each file.

        Raises:
            SourceError: the folder is an output, holds nothing that was answered, or cannot be written.
        """
        if self.is_output:
            raise SourceError(f"{self.path}: is what a build wrote; records go into an event folder")
        if not self._all():
            raise SourceError("nothing has been proposed yet")
        drafted = self.draft()
        kept = [*self._folder.answers()]
        written = self._folder.write_draft(drafted.event, None, answers=kept)
        with self._making:
            self._graph = self._facts = None
        return [
            f"{w.path.name} stays as a person left it; the draft is in {w.beside.name}"
            if w.beside
            else f"{w.path.name} {w.what}"
            for w in written
        ]
