"""Find the words that name something: whole words, the longest label first, and never a guess between two meanings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.model import Concept, EntityType, Mention, Named, Organization, Place, Product, Speaker, Transcript, Work
from kg.words import UNSPACED

# Of scripts that write no spaces, every character is a word of its own.
_TOKEN = re.compile(rf"[{UNSPACED}]|[^\W{UNSPACED}]+|[^\w\s]")

_WORD = re.compile(r"\w+")
_IRREGULAR = re.compile(rf"\s\s|[\t\n\r{UNSPACED}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """One way to name an entity. Without `exact_case` the case of the text does not matter."""

    text: str
    entity: str
    entity_type: EntityType
    exact_case: bool = True


def labels_of(
    *,
    speakers: Iterable[Speaker] = (),
    people: Iterable[Speaker] = (),
    organizations: Iterable[Organization] = (),
    products: Iterable[Product] = (),
    places: Iterable[Place] = (),
    works: Iterable[Work] = (),
    concepts: Iterable[Concept] = (),
) -> list[Label]:
    """Return every safe label of the entities: names and aliases as they are, concept labels in any case."""
    labels: list[Label] = []
    named: list[tuple[EntityType, Iterable[Named]]] = [
        ("speaker", speakers),
        ("person", people),
        ("organization", organizations),
        ("product", products),
        ("place", places),
        ("work", works),
    ]
    for entity_type, entities in named:
        for entity in entities:
            names = [n for n in (entity.name, *entity.aliases) if n not in entity.ambiguous_aliases]
            labels += [Label(text=n, entity=entity.id, entity_type=entity_type) for n in dict.fromkeys(names)]
    for concept in concepts:
        exact = set(concept.case_sensitive)
        for text in dict.fromkeys(
            (concept.label, *concept.alt_labels, *concept.hidden_labels, *concept.case_sensitive)
        ):
            labels.append(Label(text=text, entity=concept.id, entity_type="concept", exact_case=text in exact))
    return labels


class Gazetteer:
    """A fast matcher of many labels: linear in the text, whatever the number of labels.

    >>> gazetteer = Gazetteer([Label(text="GLM-4.5", entity="glm-4-5", entity_type="product"),
    ...                        Label(text="reinforcement learning", entity="rl", entity_type="concept", exact_case=False)])
    >>> [(e.entity, s, t) for e, s, t in gazetteer.find("Reinforcement  learning made GLM-4.5V and GLM-4.5.")]
    [('rl', 0, 23), ('glm-4-5', 42, 49)]
    """

    def __init__(self, labels: Iterable[Label]) -> None:
        self._by_first: dict[str, list[tuple[int, str, Label]]] = {}
        self.ambiguous: dict[str, set[str]] = {}
        seen: dict[tuple[str, bool], Label] = {}
        for label in labels:
            key = (label.text if label.exact_case else label.text.casefold(), label.exact_case)
            other = seen.setdefault(key, label)
            if other.entity != label.entity:
                self.ambiguous.setdefault(label.text, {other.entity}).add(label.entity)
        for label in seen.values():
            tokens = _TOKEN.findall(label.text)
            if tokens and label.text not in self.ambiguous:
                spelled = " ".join(label.text.split())
                self._by_first.setdefault(tokens[0].casefold(), []).append((len(tokens), spelled, label))
        for entries in self._by_first.values():
            # The longest label first; of two as long, the one that asks for its exact case.
            entries.sort(key=lambda e: (-e[0], not e[2].exact_case, e[2].entity))

    def find(self, text: str, offset: int = 0) -> Iterator[tuple[Label, int, int]]:
        """Yield label, start and end of each match in order; matches do not overlap."""
        spans = [m.span() for m in _TOKEN.finditer(text)]
        i = 0
        while i < len(spans):
            hit = self._longest(text, spans, i)
            if hit is None:
                i += 1
            else:
                label, n_tokens = hit
                yield label, offset + spans[i][0], offset + spans[i + n_tokens - 1][1]
                i += n_tokens

    def _longest(self, text: str, spans: list[tuple[int, int]], i: int) -> tuple[Label, int] | None:
        start = spans[i][0]
        for n_tokens, spelled, label in self._by_first.get(text[start : spans[i][1]].casefold(), ()):
            if i + n_tokens > len(spans):
                continue
            surface = " ".join(text[start : spans[i + n_tokens - 1][1]].split())
            if surface == spelled or (not label.exact_case and surface.casefold() == spelled.casefold()):
                return label, n_tokens
        return None


class QuickGazetteer(Gazetteer):
    """A gazetteer that looks only where a word stands with which a label begins.

    Text with several spaces in a row, or in a script without spaces, is left to the slower way that weighs every word.

    >>> quick = QuickGazetteer([Label(text="rent control", entity="rent-control", entity_type="concept", exact_case=False)])
    >>> [(label.entity, start, end) for label, start, end in quick.find("Why Rent control? Rents.", 10)]
    [('rent-control', 14, 26)]
    """

    def __init__(self, labels: Iterable[Label]) -> None:
        super().__init__(labels)
        self._has_odd_labels = any(not first.isalnum() for first in self._by_first)

    def find(self, text: str, offset: int = 0) -> Iterator[tuple[Label, int, int]]:
        """Yield label, start and end of each match in order; matches do not overlap."""
        folded = text.casefold()
        if len(folded) != len(text) or self._has_odd_labels or _IRREGULAR.search(text):
            yield from super().find(text, offset)
            return
        free = 0
        for start, end, label in sorted(self._hits(text, folded), key=lambda h: h[0]):
            if start >= free:
                free = end
                yield label, offset + start, offset + end

    def _hits(self, text: str, folded: str) -> Iterator[tuple[int, int, Label]]:
        for first in self._by_first.keys() & set(_WORD.findall(folded)):
            at, length = folded.find(first), len(first)
            while at >= 0:
                # A word that only begins or ends with these letters is another word.
                before, after = folded[at - 1 : at], folded[at + length : at + length + 1]
                if not (before.isalnum() or before == "_" or after.isalnum() or after == "_"):
                    hit = self._longest_at(text, folded, at, first)
                    if hit is not None:
                        yield at, hit[1], hit[0]
                at = folded.find(first, at + length)

    def _longest_at(self, text: str, folded: str, at: int, first: str) -> tuple[Label, int] | None:
        for _, spelled, label in self._by_first[first]:
            end = at + len(spelled)
            fits = text[at:end] == spelled or (not label.exact_case and folded[at:end] == spelled.casefold())
            if fits and _is_edge(folded, end):
                return label, end
        return None


def _is_edge(text: str, at: int) -> bool:
    """Tell whether a word does not run on over a place."""
    return at <= 0 or at >= len(text) or not (_is_word(text[at - 1]) and _is_word(text[at]))


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def find_mentions(
    transcript: Transcript,
    labels: Iterable[Label],
    decided: Mapping[tuple[int, int], tuple[str, EntityType] | None] | None = None,
) -> list[Mention]:
    """Return the mentions in every utterance that is not a heading, in the order of the text.

    Args:
        transcript: the text with its utterances.
        labels: what to look for; a label of two entities is never matched.
        decided: spans that a person has read: (start, end) in characters → entity id and type, or None where the words
            name nothing. They win over every match that they overlap.
    """
    gazetteer, decisions = QuickGazetteer(labels), dict(decided or {})
    taken = sorted(decisions)
    mentions = []
    for utterance in transcript.utterances:
        if utterance.kind in {"heading", "label"}:
            continue
        found = {
            (start, end): (label.entity, label.entity_type)
            for label, start, end in gazetteer.find(transcript.words_of(utterance), utterance.start)
        }
        here = [span for span in taken if utterance.start <= span[0] and span[1] <= utterance.end]
        kept = {s: e for s, e in found.items() if not any(s[0] < d[1] and d[0] < s[1] for d in here)}
        kept |= {span: value for span in here if (value := decisions[span]) is not None}
        mentions += [
            Mention(
                utterance=utterance.index,
                speaker=utterance.speaker,
                entity=entity,
                entity_type=entity_type,
                surface=transcript.text[start:end],
                start=start,
                end=end,
            )
            for (start, end), (entity, entity_type) in sorted(kept.items())
        ]
    return mentions
