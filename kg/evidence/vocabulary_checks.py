"""What the SKOS reference forbids, looked for in the concepts of an event: its integrity conditions, by their numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from kg.evidence.concepts import SKOS, untagged_texts
from kg.model import Concept

#: A concept's id, and what is wrong with it.
Problem = tuple[str, str]
_LABELS = ("prefLabel", "altLabel", "hiddenLabel")


def vocabulary_problems(concepts: Iterable[Concept]) -> Iterator[Problem]:
    """Yield what is wrong with concepts by the SKOS reference.

    S13: a label stands under two of prefLabel, altLabel and hiddenLabel. S14: two preferred labels in one language.
    S27: what is related stands above. S46: an exact match is a broader, narrower or related match too.

    >>> tax = Concept(id="tax", label="Tax", hidden_labels=("Tax",))
    >>> list(vocabulary_problems([tax]))
    [('tax', "has 'Tax' as a prefLabel and as a hiddenLabel (SKOS S13)")]
    """
    known = {c.id: c for c in concepts}
    for concept in known.values():
        labels = _labels(concept)
        for check in (_twice(labels), _preferred_twice(labels), _related_above(concept, known), _matches(concept)):
            yield from ((concept.id, message) for message in check)


def _labels(concept: Concept) -> dict[str, list[tuple[str, str]]]:
    """Return kind of label → text and language of each."""
    plain = untagged_texts(concept)
    found = {name: [(text, "") for text in plain.get(SKOS + name, ())] for name in _LABELS}
    for said in concept.said:
        name = said.predicate.removeprefix(SKOS)
        if name in found:
            found[name].append((said.value, said.language))
    return found


def _twice(labels: Mapping[str, list[tuple[str, str]]]) -> Iterator[str]:
    for i, one in enumerate(_LABELS):
        for other in _LABELS[i + 1 :]:
            for text, language in sorted(set(labels[one]) & set(labels[other])):
                shown = f"{text}@{language}" if language else text
                yield f"has '{shown}' as a {one} and as a {other} (SKOS S13)"


def _preferred_twice(labels: Mapping[str, list[tuple[str, str]]]) -> Iterator[str]:
    for language, n in sorted(Counter(language for _, language in set(labels["prefLabel"])).items()):
        if n > 1:
            yield f"has {n} preferred labels {f'in {language}' if language else 'without a language'} (SKOS S14)"


def _related_above(concept: Concept, known: Mapping[str, Concept]) -> Iterator[str]:
    pending, above = list(concept.broader), set[str]()
    while pending:
        if (one := pending.pop()) not in above:
            above.add(one)
            pending += known[one].broader if one in known else ()
    for other in sorted(above.intersection(concept.related)):
        yield f"is related to '{other}', which stands above it (SKOS S27)"


def _matches(concept: Concept) -> Iterator[str]:
    def of(*names: str) -> set[str]:
        return {s.value for s in concept.said if s.predicate in {SKOS + n for n in names}}

    for iri in sorted(of("exactMatch") & of("broadMatch", "narrowMatch", "relatedMatch")):
        yield f"matches <{iri}> exactly, and as a broader, narrower or related one (SKOS S46)"
