"""What a reading has not got: who has no line on what, turns from which nothing was taken, sentences that say the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz

from kg.drafting.entrance.kept import Kept
from kg.evidence.nearly_verbatim import NEGATIONS, words_of
from kg.model import PANEL_ROLES

#: A stretch of so many words from which nothing was taken is worth another look.
UNREAD_WORDS = 350
#: Who says fewer words than this has hardly had the time to take sides.
_FEWEST_WORDS = 60
_ALIKE = 88.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Gaps:
    """What is missing.

    `missing`: proposition → the panelists of whom no line says where they stand. `unread`: first and last turn of
    stretches from which nothing was taken. `alike`: propositions that may say the same. `unanswered`: questions without
    a proposition. `answered`: turns that a link answers, with their speakers, from which nothing was taken.
    """

    missing: dict[str, tuple[str, ...]]
    unread: tuple[tuple[int, int], ...]
    alike: tuple[tuple[str, str], ...]
    unanswered: tuple[str, ...]
    answered: tuple[tuple[int, str], ...]

    def __bool__(self) -> bool:
        return bool(any(self.missing.values()) or self.unread or self.alike or self.unanswered or self.answered)


def gaps(kept: Kept) -> Gaps:
    """Return what is missing in a reading."""
    said = {s.name: 0 for s in kept.known.speakers}
    for u in kept.known.transcript.utterances:
        if u.kind == "speech" and u.speaker in said:
            said[u.speaker] += len(words_of(kept.known.transcript.words_of(u)))
    roles = {s.name: s.role for s in kept.speakers}
    panel = [
        n for n, words in said.items() if roles.get(kept.renamed.get(n, n)) in PANEL_ROLES and words >= _FEWEST_WORDS
    ]
    stand = {(s.speaker, s.proposition) for s in kept.stances}
    answered = {p.question for p in kept.propositions}
    return Gaps(
        missing={p.id: tuple(n for n in panel if (n, p.id) not in stand) for p in kept.propositions},
        unread=tuple(_unread(kept, frozenset(panel))),
        alike=tuple(_alike(kept)),
        unanswered=tuple(q.key for q in kept.questions if q.key not in answered),
        answered=tuple(_answered(kept)),
    )


def _unread(kept: Kept, panel: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield stretches of turns of the panel from which no record was taken."""
    taken = {s.place.utterance for s in kept.stances} | {c.place.utterance for c in kept.claims}
    taken |= {link.place.utterance for link in kept.links if link.is_link}
    first, last, words = -1, -1, 0
    for u in kept.known.transcript.utterances:
        if u.kind != "speech":
            continue
        if u.index in taken:
            if words >= UNREAD_WORDS:
                yield first, last
            first, words = -1, 0
            continue
        first = u.index if first < 0 else first
        last = u.index
        if u.speaker in panel:
            words += len(words_of(kept.known.transcript.words_of(u)))
    if words >= UNREAD_WORDS:
        yield first, last


def _answered(kept: Kept) -> list[tuple[int, str]]:
    taken = {(s.place.utterance, s.speaker) for s in kept.stances} | {
        (c.place.utterance, c.speaker) for c in kept.claims
    }
    links = [link for link in kept.links if link.to_turns]
    open_ones = {(link.to_turns[0], link.to) for link in links if not {(t, link.to) for t in link.to_turns} & taken}
    return sorted(open_ones)


def _alike(kept: Kept) -> Iterator[tuple[str, str]]:
    """Yield propositions whose words are nearly the same, and their negations."""
    texts = {p.id: " ".join(words_of(p.text)) for p in kept.propositions}
    negative = {i: sorted(w for w in t.split() if w in NEGATIONS) for i, t in texts.items()}
    for one, other in combinations(texts, 2):
        if negative[one] == negative[other] and fuzz.token_sort_ratio(texts[one], texts[other]) >= _ALIKE:
            yield one, other
