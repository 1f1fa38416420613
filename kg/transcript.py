"""A transcript as read, as values of the model: who spoke which characters of the text, when, and what was left out.

Offsets count Unicode characters of `Transcript.text`; times are seconds from the start of the event, or None.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

UtteranceKind = Literal["speech", "heading", "summary", "label", "front matter", "stage direction"]
Role = Literal["panelist", "speaker", "host", "audience", "unknown"]
#: Who speaks what nobody speaks, in formats that know no such turn.
NOBODY = "(nobody)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """One turn, or one line of the source that is no speech: its words are `text[start:end]` of the transcript.

    `speaker` is the canonical full name, or empty where no one speaks (a heading, a summary).
    `section` is the text of the heading above, or empty.
    """

    index: int
    speaker: str
    section: str
    kind: UtteranceKind
    start: int
    end: int
    start_time: float | None = None
    end_time: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Characters of the source that are in no utterance: `n_characters` in `n_pieces` pieces, for one `reason`."""

    reason: str
    n_pieces: int
    n_characters: int


@dataclass(repr=False, frozen=True, slots=True, kw_only=True)
class Transcript:
    """A transcript as read: its text, its utterances in order, how it was recognised, and what was left out.

    `text` is what the output folder's transcript.txt holds and what all offsets count in. For a plain-text source
    it is the source itself (decoded, line endings as they are); for other formats the reader composes it.
    `not_speakers` are labels that a person says are none. `given_sha256` is set where the text itself is not at hand and was put together of its turns.
    `date`, `place`, `language`, and `started_at`, the moment or the time of day that all times count from, are set where the source itself tells them. `warnings` say where the reading looks
    wrong and what to do; `evidence` says how the labels of a plain text were found, line by line.
    """

    text: str
    utterances: tuple[Utterance, ...]
    format: str
    title: str = ""
    left_out: tuple[LeftOut, ...] = ()
    labels: tuple[SpeakerLabel, ...] = ()
    not_speakers: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    date: str = ""
    place: str = ""
    language: str = ""
    started_at: str = ""
    warnings: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    given_sha256: str = ""

    @property
    def sha256(self) -> str:
        """The SHA-256 of the text in UTF-8, in hexadecimal."""
        return self.given_sha256 or sha256(self.text.encode("utf-8", "replace")).hexdigest()

    def __repr__(self) -> str:
        return f"<Transcript: {self.format}, {len(self.text):,} characters, {len(self.utterances):,} utterances>"

    def words_of(self, utterance: Utterance) -> str:
        """Return the words of one utterance."""
        return self.text[utterance.start : utterance.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerLabel:
    """How the source itself labels one speaker: the canonical `name`, other `labels` seen, a `role` and a description.

    `guessed` says that name or role was concluded (from speech, from a partial name) and not read.
    `suggested_name` is a name heard in speech for a label without one (`SPEAKER_00`): offered, never used by itself.
    """

    name: str
    labels: tuple[str, ...] = ()
    role: Role = "unknown"
    description: str = ""
    guessed: bool = False
    suggested_name: str = ""
