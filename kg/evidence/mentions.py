"""Find the words that name something: whole words, the longest label first, and never a guess between two meanings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.model import Concept, EntityType, Mention, Organization, Product, Speaker, Transcript

# Scripts that write no spaces: every character is a word of its own.
_UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0e7f"
_TOKEN = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+|[^\w\s]")


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
    concepts: Iterable[Concept] = (),
) -> list[Label]:
    """Return every safe label of the entities: names and aliases as they are, concept labels in any case."""
    labels: list[Label] = []
    named: list[tuple[EntityType, Iterable[Speaker | Organization | Product]]] = [
        ("speaker", speakers),
        ("person", people),
        ("organization", organizations),
        ("product", products),
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
    gazetteer, decisions = Gazetteer(labels), dict(decided or {})
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
