"""What every reader hands over: turns with raw labels, and how a Transcript is made of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.identity import Identities, resolve
from kg.model import LeftOut, SpeakerLabel, Transcript, Utterance, UtteranceKind
from kg.readers.declared import Declared


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
        at = turn.end + 2
    return "".join(parts).rstrip("\n") + "\n" if parts else ""


def transcript_of(
    turns: Sequence[Turn],
    ledger: Ledger,
    *,
    text: str | None,
    format: str,
    title: str = "",
    declared: Iterable[Declared] = (),
    notes: Iterable[str] = (),
) -> Transcript:
    """Resolve the labels of turns to people and make the transcript; without `text` it is composed of the turns."""
    identities = resolve(Counter(t.label for t in turns if t.label), declared=declared)
    if text is None:
        text = compose(turns, identities.names)
    utterances = tuple(
        Utterance(
            index=i,
            speaker=identities.names.get(t.label, "") if t.kind == "speech" else "",
            section=t.section,
            kind=t.kind,
            start=t.start,
            end=t.end,
            start_time=t.start_time,
            end_time=t.end_time,
        )
        for i, t in enumerate(turns)
    )
    return Transcript(
        text=text,
        utterances=utterances,
        format=format,
        title=title,
        left_out=ledger.left_out(),
        labels=_labels(identities),
        notes=(*notes, *identities.warnings),
    )


def _labels(identities: Identities) -> tuple[SpeakerLabel, ...]:
    return identities.people
