"""Concepts that a transcript itself brings up: its recurring phrases, scored from the transcript alone.

A phrase counts when it recurs, holds together (its words stand together more often than their own counts make likely), and
is spread over several utterances. A published extractor of such phrases (YAKE 0.7) was tried: it took seventy times as long
as a blank tokenizer, and named single common words first ("model", "time", "problems").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from math import log

from kg.drafting.concepts.unspaced import carries_no_topic
from kg.drafting.english.lexis import stem
from kg.model import Concept, slug
from kg.words import FUNCTION_WORDS, word_set, words_in

#: Content words too general to be a topic, alone or at either end of a phrase.
GENERAL = words_in("drafting/concepts/general")
_NOUN_ENDINGS = (
    "tion",
    "sion",
    "ment",
    "ness",
    "ity",
    "ship",
    "ism",
    "ance",
    "ence",
    "ics",
    "ology",
    "age",
    "tax",
    "law",
)
_BEFORE_NOUN = word_set(
    "the a an our their your his her its this that of in on for and no more less about any with from to"
)


#: A single word is a concept from so many places on; and a word is a noun where so much of them stands behind an article.
_OFTEN, _NOUN_SHARE, _SHORT_WORD = 5, 0.4, 4
#: In a script without spaces a word of two characters says as much as a longer one elsewhere.
_OFTEN_UNSPACED, _OFTEN_LONG, _LONG_UNSPACED = 4, 3, 4
#: Words that join two nouns to a term: "taxe de séjour", "presa del valle".
LINKS = {
    "fr": word_set("de du des"),
    "es": word_set("de del"),
    "pt": word_set("de do da dos das"),
    "it": word_set("di del della dei delle"),
    "ca": word_set("de del"),
}
#: Words behind which nouns stand: articles and the like.
DETERMINERS = {
    "fr": word_set(
        "le la les un une des du de au aux ce cet cette ces son sa ses leur leurs notre votre nos vos mon ma mes chaque l d"
    ),
    "es": word_set("el la los las un una unos unas del de al este esta estos estas su sus nuestro nuestra cada"),
    "pt": word_set("o a os as um uma do da dos das no na este esta seu sua cada"),
    "it": word_set("il lo la i gli le un uno una del della dei delle al alla questo questa suo sua ogni"),
    "nl": word_set("de het een deze dit die dat zijn haar hun onze elke"),
}


@cache
def stop_words(language: str) -> frozenset[str]:
    """Return the words of a language that carry no topic, by its two-letter code; none for a language that is not known.

    >>> "und" in stop_words("de"), stop_words("xx")
    (True, frozenset())
    """
    # Loaded when asked for: the table holds 58 languages.
    import stopwordsiso

    return frozenset(stopwordsiso.stopwords(language)) if stopwordsiso.has_lang(language) else frozenset()


def _is_verbal(word: str) -> bool:
    """Tell whether a word is a verb, or a form of one."""
    return stem(word) in _verb_stems()


@cache
def _verb_stems() -> frozenset[str]:
    return frozenset(stem(verb) for verb in words_in("drafting/english/base_verbs"))


def _stands_twice(label: str, text: str) -> bool:
    """Tell whether a phrase stands twice as such: "skilled workers" does not stand in "low-skilled workers"."""
    found, at = 0, text.find(label)
    while at >= 0 and found < 2:
        before, after = text[at - 1 : at], text[at + len(label) : at + len(label) + 1]
        found += not (before.isalnum() or before in _INSIDE_WORDS or after.isalnum())
        at = text.find(label, at + 1)
    return found >= 2


#: A capitalised word that does not open a sentence.
_INSIDE = re.compile(r"(?<=[\w,] )[A-ZÄÖÜ][\w-]{2,}")
_INSIDE_WORDS = frozenset("-'’_")


class PhraseCounter:
    """Counts candidate phrases in one pass; `add` once a sentence, `concepts` at the end.

    >>> from kg.drafting.english.sentences import sentences
    >>> counter = PhraseCounter()
    >>> for i, text in enumerate(["The toll bridge is old.", "Is the toll bridge safe?", "We need the toll bridge.", "Tolls rise."]):
    ...     counter.add(sentences(text)[0].words, i)
    >>> [c.label for c in counter.concepts(limit=5)]
    ['toll bridge']
    """

    def __init__(
        self,
        stop: frozenset[str] = frozenset(),
        *,
        spaced: bool = True,
        links: frozenset[str] = frozenset(),
        capitals: bool = False,
        before_nouns: frozenset[str] = frozenset(),
    ) -> None:
        """Count phrases.

        Args:
            stop: the words of another language that carry no topic; without it, those of English.
            spaced: whether the language puts spaces between words.
            links: words that join two nouns to a term.
            capitals: whether the language writes its nouns, and them alone, with a capital.
            before_nouns: words behind which nouns stand; where they are known, a single word is a concept only as a noun.
        """
        self._stop, self._english = stop or (FUNCTION_WORDS | GENERAL), not stop
        self._spaced, self._links, self._capitals = spaced, links, capitals
        self._before_nouns = before_nouns if stop else _BEFORE_NOUN
        self._capital: dict[str, str] = {}
        self.words: Counter[str] = Counter()
        self.phrases: Counter[tuple[str, ...]] = Counter()
        self._is_topical: dict[str, bool] = {}
        self._noun_like: Counter[str] = Counter()
        self._spread: dict[tuple[str, ...], int] = {}
        self._utterances: Counter[tuple[str, ...]] = Counter()

    def see_capitals(self, text: str) -> None:
        """Note which words a sentence writes with a capital where none opens it: in German, its nouns."""
        if self._capitals:
            self._capital.update((word.lower(), word) for word in _INSIDE.findall(text))

    def add(self, words: Iterable[str], utterance: int) -> None:
        """Count the candidates of one sentence."""
        run: list[str] = []
        kept: list[str] = []
        previous = before = ""
        is_topical = self._is_topical
        for word in words:
            topical = is_topical.get(word)
            if topical is None:
                topical = is_topical[word] = self._carries_a_topic(word)
            if topical:
                if previous in self._links and before:
                    self._count([before, previous, word], utterance, whole=True)
                run.append(word)
                kept.append(word)
                if previous in self._before_nouns:
                    self._noun_like[word] += 1
            elif run:
                if len(run) > 1:
                    self._count(run, utterance)
                run = []
            before, previous = (previous if is_topical.get(previous) else ""), word
        self.words.update(kept)
        if len(run) > 1:
            self._count(run, utterance)

    def _carries_a_topic(self, word: str) -> bool:
        if not self._spaced and carries_no_topic(word, self._stop):
            return False
        return not (word in self._stop or (len(word) < 3 and word.isascii()) or word[0].isdigit())

    def _count(self, run: list[str], utterance: int, *, whole: bool = False) -> None:
        phrases: list[tuple[str, ...]] = [tuple(run)] if whole else list(pairwise(run))
        if len(run) > 2 and not whole:
            phrases += zip(run, run[1:], run[2:], strict=False)
        for phrase in phrases:
            self.phrases[phrase] += 1
            if self._spread.get(phrase) != utterance:
                self._spread[phrase] = utterance
                self._utterances[phrase] += 1

    def prune(self) -> None:
        """Forget phrases seen once, so that memory does not grow with a transcript of millions of words."""
        self.phrases = Counter({p: n for p, n in self.phrases.items() if n > 1})
        self._utterances = Counter({p: n for p, n in self._utterances.items() if p in self.phrases})
        self._spread = {p: u for p, u in self._spread.items() if p in self.phrases}

    def concepts(
        self, *, limit: int, known: frozenset[str] = frozenset(), names: frozenset[str] = frozenset(), text: str = ""
    ) -> tuple[Concept, ...]:
        """Return up to `limit` discovered concepts, in the order of their ids.

        Args:
            limit: how many at most.
            known: labels that need no discovery, in lower case.
            names: words of people's names, in lower case: phrases with them are no concepts.
            text: the transcript in lower case; where given, a phrase must stand in it as such, with no comma inside.
        """
        scored = self._phrase_scores() | self._word_scores()
        chosen: list[tuple[str, ...]] = []
        stems: set[tuple[str, ...]] = set()
        for phrase, _ in sorted(scored.items(), key=lambda item: (-item[1], item[0])):
            label, stemmed = self._label(phrase), tuple(stem(w) for w in phrase)
            if (
                label in known
                or self._names_somebody(phrase, names)
                or stemmed in stems
                or any(set(stemmed) <= set(s) for s in stems)
            ):
                continue
            twice = _stands_twice(label, text) if self._spaced else text.count(label) > 1
            if text and len(phrase) > 1 and not twice:
                continue
            stems.add(stemmed)
            chosen.append(phrase)
            if len(chosen) == limit:
                break
        return tuple(sorted((self._concept(p) for p in chosen), key=lambda c: c.id))

    def _names_somebody(self, phrase: tuple[str, ...], names: frozenset[str]) -> bool:
        return not names.isdisjoint(phrase) or (not self._spaced and any(name in self._label(phrase) for name in names))

    def _phrase_scores(self) -> dict[tuple[str, ...], float]:
        total = max(1, sum(self.words.values()))
        scores = {}
        for phrase, n in self.phrases.items():
            if n < 2 or (n < 3 and total > 2_000) or self._utterances[phrase] < 2:
                continue
            if self._english and not self._is_noun_phrase(phrase):
                continue
            if self._capitals and phrase[-1] not in self._capital:
                continue
            likely = total
            for word in (w for w in phrase if w not in self._links):
                likely *= self.words[word] / total  # type: ignore[assignment]
            scores[phrase] = n * log(max(n / max(likely, 1e-9), 1.01)) * (1 + 0.2 * len(phrase))
        return scores

    def _is_noun_phrase(self, phrase: tuple[str, ...]) -> bool:
        """Tell whether a phrase may be one that an index holds: no adverb, no verb at its ends ("market determines")."""
        if any(word.endswith("ly") for word in phrase):
            return False
        first, last = phrase[0], phrase[-1]
        inflected = last.endswith(("s", "ing", "ed")) and last not in words_in("drafting/english/base_verbs")
        return not (_is_verbal(first) and not self._is_noun(first)) and not (
            inflected and _is_verbal(last) and not self._is_noun(last)
        )

    def _is_often(self, word: str, n: int) -> bool:
        """Tell whether a word of another language stands for a topic: a longer one, or a noun by its capital, may stand for it sooner."""
        if not self._spaced:
            return n >= _OFTEN_UNSPACED or (n >= _OFTEN_LONG and len(word) >= _LONG_UNSPACED)
        if len(word) <= _SHORT_WORD or (self._capitals and word not in self._capital):
            return False
        return n >= (_OFTEN_LONG if self._capitals else _OFTEN) and (not self._before_nouns or self._is_noun(word))

    def _is_noun(self, word: str) -> bool:
        return self._noun_like[word] > _NOUN_SHARE * self.words[word]

    def _word_scores(self) -> dict[tuple[str, ...], float]:
        if not self._english:
            return {(word,): n * 1.0 for word, n in self.words.items() if self._is_often(word, n)}
        common = stop_words("en")
        scores: dict[tuple[str, ...], float] = {}
        for word, n in self.words.items():
            plain = word.removesuffix("s")
            if n < _OFTEN or len(word) <= 3 or word in common or plain in common or _is_verbal(word):
                continue
            if self._is_noun(word) or plain.endswith(_NOUN_ENDINGS):
                scores[(word,)] = n * 1.5
        return scores

    def _label(self, phrase: tuple[str, ...]) -> str:
        return (" " if self._spaced else "").join(phrase)

    def _written(self, phrase: tuple[str, ...]) -> str:
        """Return a phrase as the language writes it: in German, with the capitals of its nouns."""
        return self._label(tuple(self._capital.get(word, word) for word in phrase))

    def _concept(self, phrase: tuple[str, ...]) -> Concept:
        label = self._written(phrase)
        last = phrase[-1]
        other = last[:-1] if last.endswith("s") and not last.endswith("ss") else last + "s"
        alternative = " ".join((*phrase[:-1], other))
        seen = self.words[other] > 0
        return Concept(id=slug(label), label=label, alt_labels=(alternative,) if seen else (), discovered=True)
