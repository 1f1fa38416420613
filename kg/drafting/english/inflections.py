"""Labels of a vocabulary in the other number: a transcript says "carbon taxes" where the vocabulary has "carbon tax"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from kg.model import Concept
from kg.words import FUNCTION_WORDS

_WORD = re.compile(r"[^\W\d_]+")


def with_inflections(vocabulary: Iterable[Concept], text: str) -> tuple[Concept, ...]:
    """Return concepts with hidden labels for the plurals and singulars of their labels that stand in a text.

    Labels whose case matters stay as they are, and so does what is already the label of a concept.

    >>> tax, policy = Concept(id="a", label="carbon tax"), Concept(id="b", label="city policies", alt_labels=("aids",))
    >>> [c.hidden_labels for c in with_inflections([tax, policy], "Carbon taxes are a city policy, not an aid.")]
    [('carbon taxes',), ('city policy',)]
    """
    concepts = tuple(vocabulary)
    lowered = text.lower()
    words = _WORD.findall(lowered)
    said = set(words) | set(pairwise(words))
    taken = {label.casefold() for c in concepts for label in _labels(c)}
    made = []
    for concept in concepts:
        new: list[str] = []
        for label in _labels(concept):
            if label in concept.case_sensitive:
                continue
            for variant in _variants(label):
                if variant.casefold() not in taken and _is_said(variant.lower(), said, lowered):
                    taken.add(variant.casefold())
                    new.append(variant)
        made.append(replace(concept, hidden_labels=(*concept.hidden_labels, *sorted(new))) if new else concept)
    return tuple(made)


def _is_said(variant: str, said: set[str | tuple[str, str]], lowered: str) -> bool:
    """Tell whether a label stands in the text: the words and pairs of words first, the text itself only then."""
    words = _WORD.findall(variant)
    if not all(word in said for word in words) or not all(pair in said for pair in pairwise(words)):
        return False
    if len(words) == 1:
        return True
    at = lowered.find(variant)
    while at >= 0 and lowered[at + len(variant) : at + len(variant) + 1].isalnum():
        at = lowered.find(variant, at + 1)
    return at >= 0


def _labels(concept: Concept) -> tuple[str, ...]:
    return (concept.label, *concept.alt_labels, *concept.hidden_labels, *concept.case_sensitive)


def _variants(label: str) -> list[str]:
    """Return the plural and the singular that a label may have, in lower case; one of them is no word, and is not said."""
    head, _, last = label.rpartition(" ")
    word = last.lower()
    # A single short word or an acronym has too many other meanings.
    if not word.isalpha() or not word.isascii() or len(word) < 3 or last.isupper() or word in FUNCTION_WORDS:
        return []
    if not head and len(word) < 5:
        return []
    if word.endswith("ies") and len(word) > 4:
        forms = [word[:-3] + "y"]
    elif word.endswith(("sses", "xes", "ches", "shes")):
        forms = [word[:-2]]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        forms = [word[:-1]]
    elif word.endswith("y") and word[-2] not in "aeiou":
        forms = [word[:-1] + "ies"]
    elif word.endswith(("s", "x", "ch", "sh")):
        forms = [word + "es"]
    else:
        forms = [word + "s"]
    return [f"{head} {form}".strip() for form in forms]
