"""What every reader hands over: turns with raw labels, and how a Transcript is made of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from kg.model import LeftOut, Transcript, Utterance, UtteranceKind
from kg.people.identity import Declared, resolve
from kg.people.roles import is_voice_of_all
from kg.readers.columns import Utterances
from kg.readers.not_said import SOUND_MARK
from kg.readers.voices import Voices

#: From this many turns on they are kept as columns.
MANY = 20_000


@dataclass(slots=True, kw_only=True)
class Turn:
    """One utterance before its speaker is known by name: `label` as written, and its place or its words.

    Readers of plain text give `start` and `end`; others give `words`, from which the transcript's text is composed.
    """

    label: str = ""
    kind: UtteranceKind = "speech"
    section: str = ""
    start: int = 0
    end: int = 0
    words: str = ""
    start_time: float | None = None
    end_time: float | None = None


@dataclass(slots=True)
class Ledger:
    """What is left out of the source, by reason; what remains unnamed is counted at the end."""

    pieces: Counter[str] = field(default_factory=Counter)
    characters: Counter[str] = field(default_factory=Counter)

    def add(self, reason: str, n_characters: int, n_pieces: int = 1) -> None:
        """Count characters left out for one reason."""
        if n_characters > 0:
            self.pieces[reason] += n_pieces
            self.characters[reason] += n_characters

    def left_out(self) -> tuple[LeftOut, ...]:
        """Return the counts, the largest first."""
        order = sorted(self.pieces, key=lambda r: (-self.characters[r], r))
        return tuple(LeftOut(reason=r, n_pieces=self.pieces[r], n_characters=self.characters[r]) for r in order)


def compose(turns: Sequence[Turn], names: dict[str, str]) -> str:
    """Lay turns out as `Name: words` lines and set their offsets to the words; return that text.

    >>> turns = [Turn(label="a", words="Hello."), Turn(kind="heading", words="Two")]
    >>> compose(turns, {"a": "Ada"}), turns[0].start, turns[0].end
    ('Ada: Hello.\\n\\nTwo\\n', 5, 11)
    """
    parts: list[str] = []
    at = 0
    for turn in turns:
        lead = f"{names.get(turn.label, turn.label)}: " if turn.label and turn.kind == "speech" else ""
        words = turn.words
        turn.start = at + len(lead)
        turn.end = turn.start + len(words)
        parts += (lead, words, "\n\n")
        turn.words = ""
        at = turn.end + 2
    return "".join(parts).rstrip("\n") + "\n" if parts else ""


@dataclass(slots=True)
class Builder:
    """Collects the turns of a format whose text is composed: `say` joins pieces of one speaker into one turn.

    A pause of more than `pause` seconds opens a new turn where nobody is named, so that captions without names
    do not become one utterance. `voices` tells who speaks where nobody is named.
    """

    pause: float = 2.0
    voices: Voices | None = None
    turns: list[Turn] = field(default_factory=list)
    ledger: Ledger = field(default_factory=Ledger)
    section: str = ""
    used: int = 0
    spelled: dict[str, str] = field(default_factory=dict)
    _parts: list[str] = field(default_factory=list)
    _open: bool = False

    def say(
        self, label: str, words: str, start: float | None = None, end: float | None = None, *, join: bool = True
    ) -> None:
        """Add words of one speaker; marks of what is heard, not said, are left out and counted.

        Args:
            label: the speaker as the source writes it; empty for nobody.
            words: what is said.
            start: seconds from the beginning of the recording.
            end: seconds, as `start`.
            join: go on with the turn before where it is the same speaker's.
        """
        words = self._without_marks(" ".join(words.split()))
        if not words:
            return
        if not label and self.voices is not None and start is not None:
            label = self.voices.at(start, end)
        last = self.turns[-1] if self.turns and self._open and join else None
        if (
            last is not None
            and last.label == label
            and last.section == self.section
            and not self._pauses(last, label, start)
        ):
            self._parts.append(words)
            # The space between two pieces stands for at least one character of the source.
            self.used += len(words) + 1
            last.end_time = end if end is not None else last.end_time
            return
        self._close()
        self.turns.append(Turn(label=label, section=self.section, start_time=start, end_time=end))
        self._parts, self._open = [words], True
        self.used += len(words)

    def glue(self, words: str, end: float | None = None) -> bool:
        """Put a mark onto the last word without a space; False where nothing is open."""
        if not self._open:
            return False
        if words.strip():
            self._parts[-1] += words.strip()
            self.used += len(words.strip())
            if end is not None:
                self.turns[-1].end_time = end
        return True

    def _pauses(self, last: Turn, label: str, start: float | None) -> bool:
        return not label and start is not None and last.end_time is not None and start - last.end_time > self.pause

    def aside(self, kind: UtteranceKind, words: str) -> None:
        """Add what no one says: a heading opens a section, other kinds stand for themselves."""
        words = " ".join(words.split())
        if not words:
            return
        self._close()
        self.turns.append(Turn(kind=kind, section=self.section, words=words))
        self.used += len(words)
        if kind == "heading":
            self.section = words

    def leave(self, reason: str, text: str) -> None:
        """Count a text that is left out."""
        self.ledger.add(reason, len(" ".join(text.split())))

    def _without_marks(self, words: str) -> str:
        if not any(c in words for c in "[(（【<♪#"):
            return words
        marks = [m[0] for m in SOUND_MARK.finditer(words)]
        if not marks:
            return words
        for mark in marks:
            self.ledger.add("sound mark", len(mark))
        kept = " ".join(SOUND_MARK.sub(" ", words).split())
        if kept and not any(c.isalnum() for c in kept):
            self.ledger.add("sound mark", len(kept))
            return ""
        return kept

    def _close(self) -> None:
        if self._open:
            self.turns[-1].words = " ".join(self._parts)
            self._parts, self._open = [], False

    def finish(
        self,
        source_length: int,
        *,
        format: str,
        title: str = "",
        declared: Iterable[Declared] = (),
        notes: Iterable[str] = (),
    ) -> Transcript:
        """Return the transcript; what of the source is neither said nor named as left out was mark-up."""
        self._close()
        self.ledger.add("mark-up", source_length - self.used - sum(self.ledger.characters.values()))
        return transcript_of(
            self.turns,
            self.ledger,
            text=None,
            format=format,
            title=title,
            declared=declared,
            notes=notes,
            spelled=self.spelled,
        )


def transcript_of(
    turns: Sequence[Turn],
    ledger: Ledger,
    *,
    text: str | None,
    format: str,
    title: str = "",
    declared: Iterable[Declared] = (),
    notes: Iterable[str] = (),
    spelled: Mapping[str, str] | None = None,
) -> Transcript:
    """Resolve the labels of turns to people and make the transcript; without `text` it is composed of the turns."""
    for turn in turns:
        if is_voice_of_all(turn.label):
            turn.label = ""
    order = [t.label for t in turns if t.label]
    identities = resolve(Counter(order), declared=declared, spelled=spelled, order=order)
    if text is None:
        text = compose(turns, identities.names)
    utterances = _utterances(turns, identities.names)
    return Transcript(
        text=text,
        utterances=utterances,
        format=format,
        title=title,
        left_out=ledger.left_out(),
        labels=identities.people,
        notes=(*notes, *identities.warnings),
    )


def _utterances(turns: Sequence[Turn], names: Mapping[str, str]) -> tuple[Utterance, ...]:
    if len(turns) > MANY:
        return cast("tuple[Utterance, ...]", _columns(turns, names))
    return tuple(
        Utterance(
            index=i,
            speaker=names.get(t.label, "") if t.kind == "speech" else "",
            section=t.section,
            kind=t.kind,
            start=t.start,
            end=t.end,
            start_time=t.start_time,
            end_time=t.end_time,
        )
        for i, t in enumerate(turns)
    )


def _columns(turns: Sequence[Turn], names: Mapping[str, str]) -> Utterances:
    """Keep very many turns as columns, so that memory stays within a few times the source."""
    place: dict[str, int] = {}
    rows = Utterances([])
    section = ""
    for turn in turns:
        name = names.get(turn.label, "") if turn.kind == "speech" else ""
        if name not in place:
            place[name] = len(place) if name else -1
            rows.speakers += [name] if name else []
            place[name] = len(rows.speakers) - 1 if name else -1
        if turn.section != section:
            section = turn.section
            rows.open_section(section)
        rows.add(speaker=place[name], start=turn.start, end=turn.end, kind=turn.kind)
        rows.add_times(turn.start_time, turn.end_time)
    return rows
