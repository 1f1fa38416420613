"""Who is meant: the codes of an answer brought together with the speakers that the transcript has."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from kg.drafting.entrance.records import SpeakerRecord
from kg.evidence.nearly_verbatim import words_of
from kg.model import AnnotatedEvent, Role, Speaker, slug
from kg.people.identity import who_is

_ROLES: dict[str, Role] = {
    "host": "host",
    "panelist": "panelist",
    "audience": "audience",
    "announcer": "unknown",
    "unknown": "unknown",
}


class Cast:
    """The speakers of a transcript, and the codes that answers give them; a later line on a speaker wins."""

    def __init__(self, known: AnnotatedEvent) -> None:
        self.known = known
        self._text_words = frozenset(words_of(known.transcript.text))
        self._by_label: dict[str, str] = {}
        self._codes: dict[str, str] = {}
        self._invented: dict[str, str] = {}
        self.told: dict[str, SpeakerRecord] = {}
        by_word: dict[str, set[str]] = defaultdict(set)
        by_initials: dict[str, set[str]] = defaultdict(set)
        others = {label.name: label.labels for label in known.transcript.labels}
        for speaker in known.speakers:
            for name in (*speaker.aliases, *others.get(speaker.name, ())):
                self._by_label.setdefault(slug(name), speaker.name)
            words = words_of(speaker.name)
            for word in words:
                by_word[word].add(speaker.name)
            by_initials["".join(w[0] for w in words)].add(speaker.name)
        self._by_label |= {slug(s.name): s.name for s in known.speakers}
        self._by_word = {word: min(names) for word, names in by_word.items() if len(names) == 1}
        self._by_initials = {i: min(names) for i, names in by_initials.items() if len(names) == 1 and len(i) > 1}

    def declare(self, record: SpeakerRecord) -> str:
        """Take over a line on a speaker; return what is wrong with it, or nothing."""
        name = self._labelled(record.label)
        code = record.code.casefold()
        if name is None:
            self._invented[code] = record.label
            self._codes.pop(code, None)
            return f"nobody in the transcript is labelled {record.label[:60]!r}"
        self._codes[code] = name
        self._invented.pop(code, None)
        before = self.told.get(name)
        self.told[name] = record if before is None else _joined(before, record)
        return ""

    def who(self, code: str) -> str | None:
        """Return the speaker whom a code, a label or an unmistakable part of a name means, or None."""
        plain = code.casefold().strip()
        if not plain or plain in self._invented:
            return None
        return self._codes.get(plain) or self._labelled(code) or self._by_initials.get(plain)

    def unknown(self, code: str) -> str:
        """Return why a code means nobody."""
        label = self._invented.get(code.casefold().strip())
        return f"{code[:40]!r} stands for {label[:60]!r}, whom the transcript does not have" if label else (
            f"{code[:40]!r} is no speaker's code"
        )  # fmt: skip

    def _labelled(self, label: str) -> str | None:
        found = self._by_label.get(slug(label)) if label.strip() else None
        if found is None:
            words = words_of(label)
            # A title with a name, initials, a slip of one letter: whom it means among all, or nobody.
            found = self._by_word.get(words[0]) if len(words) == 1 else who_is(label, self.known.speakers).name or None
        return found

    def is_host(self, name: str) -> bool:
        """Say whether a speaker moderates: as told, or as known."""
        told = self.told.get(name)
        if told is not None and told.role:
            return told.role == "host"
        return any(s.name == name and s.role == "host" for s in self.known.speakers)

    def codes(self) -> dict[str, str]:
        """Return each speaker's code, as it was written last; who has none goes by the name."""
        written = {s.name: s.name for s in self.known.speakers}
        return written | {name: record.code for name, record in self.told.items()}

    def speakers(self) -> tuple[Speaker, ...]:
        """Return the speakers with the roles and names that were told, where no person declared them.

        A name is believed where each of its words is in the transcript. Two labels of one name become one speaker.
        """
        made: dict[str, Speaker] = {}
        for known in self.known.speakers:
            told = self.told.get(known.name)
            speaker = self._with(known, told) if told is not None and known.guessed else known
            one = made.get(speaker.name)
            made[speaker.name] = speaker if one is None else replace(
                one, aliases=tuple(dict.fromkeys((*one.aliases, *speaker.aliases)))
            )  # fmt: skip
        return tuple(made.values())

    def renamed(self) -> dict[str, str]:
        """Return the label of each speaker → the name that the speaker goes by now."""
        names = {}
        for speaker in self.known.speakers:
            told = self.told.get(speaker.name)
            names[speaker.name] = self._real(speaker, told) if told is not None and speaker.guessed else speaker.name
        return names

    def not_believed(self) -> list[SpeakerRecord]:
        """Return the lines whose real name does not stand in the transcript."""
        return [r for r in self.told.values() if r.name and not self._heard(r.name)]

    def _with(self, speaker: Speaker, told: SpeakerRecord) -> Speaker:
        name = self._real(speaker, told)
        aliases = [a for a in told.also if self._heard(a) and not self._anothers(a, speaker.name)]
        old = [speaker.name] if name != speaker.name else []
        return replace(
            speaker,
            id=slug(name) if old else speaker.id,
            name=name,
            aliases=tuple(a for a in dict.fromkeys((*speaker.aliases, *old, *aliases)) if a != name),
            role=_ROLES.get(told.role, speaker.role),
            side=speaker.side or (told.side if told.side in {"for", "against"} else ""),  # type: ignore[arg-type]
        )

    def _real(self, speaker: Speaker, told: SpeakerRecord) -> str:
        taken = self._by_label.get(slug(told.name)) if told.name else None
        if not told.name or not self._heard(told.name) or (taken is not None and taken != speaker.name):
            return speaker.name
        # The same name in capitals, or a part of the name that is there already, is no better name.
        if set(words_of(told.name)) <= set(words_of(speaker.name)) and not speaker.name.isupper():
            return speaker.name
        return told.name

    def _heard(self, name: str) -> bool:
        words = words_of(name)
        return bool(words) and all(w in self._text_words for w in words if len(w) > 1)

    def _anothers(self, alias: str, name: str) -> bool:
        return self._by_label.get(slug(alias), name) != name


def _joined(before: SpeakerRecord, later: SpeakerRecord) -> SpeakerRecord:
    """Return what two lines on one speaker say together: of two roles or names the later."""
    return replace(
        later,
        name=later.name or before.name,
        role=later.role or before.role,
        side=later.side or before.side,
        organizations=tuple(dict.fromkeys((*before.organizations, *later.organizations))),
        also=tuple(dict.fromkeys((*before.also, *later.also))),
    )
